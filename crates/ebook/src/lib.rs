//! The book as one file, for reading away from the course.
//!
//! ```text
//! html/*.html ─ leaf ─┬─ text                 ┌─ epub ─► .epub
//!                     ├─ answers ─ manuscript ┤
//!                     └─ drawings             └─ pdf, printed by a browser ─► .pdf
//! ```
//!
//! Both start from the pages that mdBook built, where the typography, the variants of each program
//! and the recorded runs are in place already. On paper and on most readers nothing folds: what a
//! page keeps folded (hints, solutions, answers) goes to the end of the book, with links both ways.

mod drawing;
mod epub;
mod leaf;
mod manuscript;
mod pdf;
mod xhtml;

pub use epub::epub;
pub use pdf::{NoBrowser, pdf};
