//! The server, seen from outside, on a tiny course whose programs use the standard library only.

mod beside;
mod class;
mod cli;
mod client;
mod course;
mod exercises;
mod guard;
mod live;
mod load;
#[cfg(target_os = "linux")]
mod nginx;
mod page;
mod playground;
mod potager;
#[cfg(target_os = "linux")]
mod processes;
mod repository;
mod runs;
#[cfg(target_os = "linux")]
mod signals;
