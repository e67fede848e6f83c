//! What the system offers to keep a program apart.

/// Which protections are active, beside the limits that hold everywhere (time, memory, output).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::struct_excessive_bools, reason = "each one is there or not, whatever the others")]
pub struct Protections {
    /// Namespaces of its own (Linux): the program sees only the files that it needs and no other
    /// process, has a network of its own that reaches nothing, and takes all its descendants with
    /// it, whatever they did to escape.
    pub namespaces: bool,
    /// Landlock (Linux 5.13): the kernel refuses other files, even were they to be seen.
    pub landlock: bool,
    /// A seccomp filter (Linux): system calls that no honest program needs are refused.
    pub seccomp: bool,
    /// Resource limits of the kernel (Linux): processes, open files, file size, CPU time.
    pub rlimits: bool,
}

impl Protections {
    /// None: what the user may do, a program may do.
    pub const NONE: Self =
        Self { namespaces: false, landlock: false, seccomp: false, rlimits: false };

    /// What this machine offers this user; tried once, by starting a process that ends at once.
    pub fn available() -> Self {
        #[cfg(target_os = "linux")]
        return crate::confine::available();
        #[cfg(not(target_os = "linux"))]
        Self::NONE
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            namespaces: self.namespaces && other.namespaces,
            landlock: self.landlock && other.landlock,
            seccomp: self.seccomp && other.seccomp,
            rlimits: self.rlimits && other.rlimits,
        }
    }

    /// Whether a program can neither see nor reach anything that is not its own: what a server
    /// that listens to others must have.
    pub const fn isolate(self) -> bool {
        self.namespaces && self.seccomp && self.rlimits
    }
}
