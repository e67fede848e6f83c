//! One Markdown file a block for skeptic, named after chapter, line and listing: the generated
//! tests then carry these names.
//!
//! A package of its own: the book's sources decide of this script alone, and a change of theirs
//! must not rebuild the other tests.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use mdbook_driver::MDBook;
use mdbook_listings::{Listings, Renderer, Settings, fences};

fn main() -> ExitCode {
    // Not by returning the error: cargo would show a backtrace around the author's sentence.
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    for watched in ["book.toml", "src", "listings"] {
        println!("cargo:rerun-if-changed={}", root.join(watched).display());
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?).join("blocks");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    let mut files = Vec::new();
    let mut compile_fail = 0;
    let book = MDBook::load(&root)?;
    let settings = Settings::read(&root, &book.config)?;
    let book = Listings.expand(&settings, Renderer::Skeptic, book.book)?;
    for chapter in book.chapters() {
        let stem = chapter.source_path.as_deref().and_then(Path::file_stem).unwrap_or_default();
        for block in fences::rust_blocks(&chapter.content) {
            // skeptic knows no compile_fail: tests/outputs.rs and `mdbook test` hold these.
            if block.has("compile_fail") {
                compile_fail += 1;
                continue;
            }
            let words: Vec<&str> = block.info.iter().map(String::as_str).collect();
            let (marks, names): (Vec<_>, Vec<_>) = words
                .into_iter()
                .partition(|word| ["rust", "no_run", "should_panic"].contains(word));
            let names: Vec<_> = names.into_iter().rev().collect();
            let name = format!("{}_{}", stem.to_string_lossy(), names.join("_"));
            let file = out.join(format!("{name}.md"));
            fs::write(&file, format!("```{}\n{}```\n", marks.join(","), block.code))?;
            files.push(file);
        }
    }
    println!("cargo:rustc-env=SKEPTIC_BLOCKS={}", files.len());
    println!("cargo:rustc-env=SKEPTIC_COMPILE_FAIL={compile_fail}");
    skeptic::generate_doc_tests(&files);
    incrementally(files.len())
}

/// Has every generated test ask first whether it passed already: see doctests.rs.
fn incrementally(blocks: usize) -> Result<()> {
    let file = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?)
        .join("skeptic-tests.rs");
    let generated = fs::read_to_string(&file)?;
    let mut calls = 0;
    let mut text = String::with_capacity(generated.len());
    for line in generated.lines() {
        let call = line.strip_prefix("    skeptic::rt::").and_then(|call| call.split_once('('));
        if let Some((function, arguments)) = call {
            calls += 1;
            text += &format!("    crate::unless_passed(skeptic::rt::{function}, {arguments}\n");
        } else {
            text += line;
            text.push('\n');
        }
    }
    ensure!(calls == blocks, "skeptic a engendré {calls} essais pour {blocks} blocs");
    Ok(fs::write(file, text)?)
}
