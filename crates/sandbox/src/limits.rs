//! How much a program may take.

use std::time::Duration;

/// What a program may take before it is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Wall time from the start, whatever the program does with it.
    pub wall: Duration,
    /// Bytes written to stdout and stderr together, line ends included.
    pub output_bytes: u64,
    /// Bytes of memory resident at one time, summed over the program and what it started. With
    /// namespaces, what is mapped from files is not counted: all programs share it.
    ///
    /// Resident and not reserved: every thread of an async runtime reserves megabytes of address
    /// space that it never touches. It is sampled about every 20 ms, so that a program may be
    /// over the limit for that long.
    pub memory_bytes: u64,
    /// Processes at one time, counted like the memory.
    ///
    /// Few: thousands of processes that begin or end together hold up the whole machine, for each
    /// maps the system's libraries, for which the kernel has one lock that everybody else needs too.
    pub processes: usize,
    /// Threads at one time, of all processes together (every process has one at least). Counted like
    /// the memory; on Linux the kernel itself refuses an eighth more than that.
    pub threads: usize,
    /// Processor time of each process, over all its threads (Linux: `RLIMIT_CPU`, whole seconds).
    pub cpu: Duration,
    /// Bytes of one file (Linux: `RLIMIT_FSIZE`).
    pub file_bytes: u64,
    /// Files, sockets and pipes that a process has open (Linux: `RLIMIT_NOFILE`).
    pub open_files: u64,
    /// Bytes of all files in the private /tmp (Linux, with namespaces: the size of a tmpfs; they
    /// are memory, which `memory_bytes` does not count).
    pub temporary_bytes: u64,
}

impl Limits {
    /// For a program that a reader runs: 10 s, 640 KiB, 512 MiB and 512 threads (those of the Rust
    /// Playground), in 64 processes, 20 s of processor, files of 64 MiB, 128 MiB of them, 1024 open.
    pub const READER: Self = Self {
        wall: Duration::from_secs(10),
        output_bytes: 640 * 1024,
        memory_bytes: 512 * 1024 * 1024,
        processes: 64,
        threads: 512,
        cpu: Duration::from_secs(20),
        file_bytes: 64 * 1024 * 1024,
        open_files: 1024,
        temporary_bytes: 128 * 1024 * 1024,
    };

    /// For rustc on a reader's program: 30 s, 8 MiB of messages, 2 GiB; 60 s of processor.
    ///
    /// Far above what one file of a book takes (under 1 s, 200 MiB), so that only a runaway macro
    /// or constant meets them.
    pub const COMPILER: Self = Self {
        wall: Duration::from_secs(30),
        output_bytes: 8 * 1024 * 1024,
        memory_bytes: 2 * 1024 * 1024 * 1024,
        processes: 64,
        threads: 512,
        cpu: Duration::from_secs(60),
        file_bytes: 512 * 1024 * 1024,
        open_files: 1024,
        temporary_bytes: 256 * 1024 * 1024,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::READER
    }
}
