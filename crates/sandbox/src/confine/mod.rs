//! Programs kept apart by the Linux kernel.
//!
//! ```text
//! server ── keeper ── init (init.rs) ── program ── …
//!           waits     first process of the namespaces
//! ```
//!
//! hakoniwa forks keeper and init, and makes namespaces, mounts, rlimits and Landlock. Each dies
//! with its parent, and all of a namespace's processes with init: nothing outlives the server, even
//! killed. Without namespaces init outlives the server for as long as it takes to end the rest.
//!
//! As root no user namespace is needed, and the program runs as a user that nobody else is: root's
//! own processes have no limit of number. As an ordinary user, a user namespace gives the right to
//! make the others.

mod init;
mod seccomp;
mod tree;

use std::io::{self, PipeReader};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{PermissionsExt as _, chown, lchown};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, mpsc};
use std::{fmt, fs, thread};

use hakoniwa::landlock::{CompatMode, FsAccess, Resource as Ruled, Ruleset};
use hakoniwa::{Child, Container, MountOptions, Namespace, Rlimit, Stdio};
use nix::errno::Errno;
use nix::sys::resource::{Resource, getrlimit};
use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::statvfs::{FsFlags, statvfs};
use nix::sys::wait::{Id, WaitPidFlag, waitid};
use nix::unistd::{Pid, geteuid};
use tokio::net::unix::pipe::Receiver;
use tokio::sync::watch;

pub(crate) use self::tree::{children, held_below};
use crate::confine::init::{Init, Report};
use crate::process::Job;
use crate::scratch::Scratch;
use crate::{End, Limits, Protections};

/// What every program may read: the system's libraries, and for rustc the linker. On most systems
/// some of these are links into /usr.
const SYSTEM: &[&str] = &[
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/gnu/store",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/localtime",
];

const DEVICES: &[&str] = &["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];

/// Where a program has its executable, whatever its place outside.
const PROGRAM: &str = "/program";

/// Where rustc has its private directory: at one place, or else it would not know again what it left
/// there the last time (see [`crate::Incremental`]). Nobody has libraries below such a name.
const WORK: &str = "/sandbox-work";

/// The names that a program can resolve; its network has nothing else.
const HOSTS: &str = "127.0.0.1 localhost\n::1 localhost\n";

/// The kernel's limit of threads is ours and this part of it: ours is counted from time to time and
/// gives an outcome, the kernel's holds in between.
const THREAD_MARGIN: u64 = 8;
/// The kernel's limit counts all the threads of a user, our user's own and those of other programs
/// among them, unless each program has a user, or a user namespace, of its own: it then has room
/// for so many programs.
const PROGRAMS_OF_A_USER: u64 = 16;

/// What this machine offers.
#[derive(Clone, Copy, Debug)]
struct Offer {
    protections: Protections,
    user_namespace: bool,
    /// Whether programs are given a user of their own, as only root can.
    own_user: bool,
}

fn offer() -> Offer {
    static OFFER: OnceLock<Offer> = OnceLock::new();
    *OFFER.get_or_init(|| {
        let all = Protections { namespaces: true, landlock: true, seccomp: true, rlimits: true };
        let seccomp = !seccomp::filters().is_empty();
        // Root gives programs a user of their own, unless it has lost the right to.
        let own_user: &[bool] = if geteuid().is_root() { &[true, false] } else { &[false] };
        let with_namespaces = own_user.iter().flat_map(|&own_user| {
            [true, false].map(|landlock| Offer {
                protections: Protections { landlock, seccomp, ..all },
                user_namespace: !own_user,
                own_user,
            })
        });
        let without = own_user.iter().flat_map(|&own_user| {
            [(true, seccomp), (false, seccomp), (false, false)].map(|(landlock, seccomp)| Offer {
                protections: Protections { namespaces: false, landlock, seccomp, rlimits: true },
                user_namespace: false,
                own_user,
            })
        });
        let none = Offer { protections: Protections::NONE, user_namespace: false, own_user: false };
        with_namespaces.chain(without).find(|offer| works(*offer)).unwrap_or(none)
    })
}

pub(crate) fn available() -> Protections {
    offer().protections
}

/// Whether all goes well up to the start of a program, which does not exist.
fn works(offer: Offer) -> bool {
    let Ok(scratch) = Scratch::new(&std::env::temp_dir()) else { return false };
    let job = Job {
        executable: "/nonexistent".into(),
        args: Vec::new(),
        variables: Vec::new(),
        read: Vec::new(),
        writes: false,
        limits: Limits::READER,
    };
    let started =
        prepare(&job, &scratch, offer).and_then(|(container, init)| start(container, init));
    started.is_err_and(|error| error.raw_os_error() == Some(libc::ENOENT))
}

/// A process and what it started, kept apart.
#[derive(Debug)]
pub(crate) struct Confined {
    keeper: Arc<Keeper>,
    /// The first process, below which all processes of the program are.
    first: Option<u32>,
    end: watch::Receiver<Option<End>>,
    pub(crate) stdout: Option<Receiver>,
    pub(crate) stderr: Option<Receiver>,
}

impl Confined {
    pub(crate) fn spawn(
        job: &Job,
        scratch: &Scratch,
        protections: Protections,
    ) -> io::Result<Self> {
        let offer = Offer { protections, ..offer() };
        let (container, init) = prepare(job, scratch, offer)?;
        let Started { keeper, control, stdout, stderr } = start(container, init)?;
        let keeper = Arc::new(keeper);
        let reaper = Reaper(keeper.clone());
        control.set_nonblocking(true)?;
        let control = tokio::net::UnixStream::from_std(control)?;
        let (sender, end) = watch::channel(None);
        tokio::spawn(async move {
            let told = match Report::receive(control).await {
                Some(Report::Ended(told)) => told,
                // It was killed before it could tell.
                _ => End::Signal(libc::SIGKILL),
            };
            // The kernel takes milliseconds to clear up the namespaces.
            let _ = tokio::task::spawn_blocking(move || reaper.0.reap()).await;
            sender.send_replace(Some(told));
        });
        let receiver = |pipe: Option<PipeReader>| {
            pipe.map(|pipe| Receiver::from_owned_fd(OwnedFd::from(pipe))).transpose()
        };
        let first = children(keeper.process).first().copied();
        let mut confined = Self { keeper, first, end, stdout: None, stderr: None };
        confined.stdout = receiver(stdout)?;
        confined.stderr = receiver(stderr)?;
        Ok(confined)
    }

    /// The process below which all processes of the program are.
    pub(crate) const fn first(&self) -> Option<u32> {
        self.first
    }

    pub(crate) async fn wait(&mut self) -> End {
        let ended = self.end.wait_for(Option::is_some).await;
        ended.ok().and_then(|end| *end).unwrap_or(End::Signal(libc::SIGKILL))
    }

    /// Kills all of it.
    pub(crate) fn kill(&self) {
        self.keeper.kill();
    }
}

impl Drop for Confined {
    fn drop(&mut self) {
        self.kill();
    }
}

fn pid(process: u32) -> Pid {
    Pid::from_raw(process.cast_signed())
}

/// The process that waits for the first one of the namespaces.
struct Keeper {
    process: u32,
    /// Where there are no namespaces: hanging up ends the program, which is the session of this
    /// number.
    line: Option<(UnixStream, u32)>,
    /// `None` once it is reaped: from then on its number may be another's.
    child: Mutex<Option<Child>>,
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keeper").field(&self.process).finish()
    }
}

impl Keeper {
    fn child(&self) -> MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kill(&self) {
        let child = self.child();
        // Errors mean that there is nothing left to kill.
        if child.is_none() {
            return;
        }
        if let Some((line, program)) = &self.line {
            let _ = killpg(pid(*program), Signal::SIGKILL);
            let _ = line.shutdown(Shutdown::Write);
            return;
        }
        // Not the keeper, as long as there is another: it ends once the whole namespace has.
        let started = children(self.process);
        for process in &started {
            let _ = kill(pid(*process), Signal::SIGKILL);
        }
        if started.is_empty() {
            let _ = kill(pid(self.process), Signal::SIGKILL);
        }
    }

    /// Waits for its end. Only the [`Reaper`] does, or else two could wait for one number.
    fn reap(&self) {
        if self.child().is_none() {
            return;
        }
        let ended = WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT;
        while waitid(Id::Pid(pid(self.process)), ended) == Err(Errno::EINTR) {}
        if let Some(mut child) = self.child().take() {
            // What it tells of itself is not needed.
            let _ = child.wait();
        }
    }
}

/// Reaps a keeper; on drop, when the runtime that waited for it is gone, ends it too.
struct Reaper(Arc<Keeper>);

impl Drop for Reaper {
    fn drop(&mut self) {
        self.0.kill();
        self.0.reap();
    }
}

/// A container that runs.
struct Started {
    keeper: Keeper,
    control: UnixStream,
    stdout: Option<PipeReader>,
    stderr: Option<PipeReader>,
}

/// A container to be started, and where to tell what became of it.
type Order = (Container, Init, mpsc::SyncSender<io::Result<Started>>);

/// Starts a container on a thread that never ends: the kernel kills the keeper when the thread that
/// started it does, and threads of a runtime come and go. A few such threads, and not one a program:
/// each fork copies what the kernel notes of every thread's stack.
fn start(container: Container, init: Init) -> io::Result<Started> {
    static LAUNCHERS: OnceLock<mpsc::Sender<Order>> = OnceLock::new();
    let orders = LAUNCHERS.get_or_init(|| {
        let (sender, orders) = mpsc::channel::<Order>();
        let orders = Arc::new(Mutex::new(orders));
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let orders = orders.clone();
            let launcher = move || loop {
                let order = orders.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((container, init, answer)) = order else { return };
                // The other side waits for it.
                let _ = answer.send(launch(&container, init));
            };
            // Without any, nobody hears the order, which is told below.
            let _ = thread::Builder::new().name("launcher".into()).spawn(launcher);
        }
        sender
    });
    let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
    let (sender, answer) = mpsc::sync_channel(1);
    orders.send((container, init, sender)).map_err(|_| gone())?;
    answer.recv().map_err(|_| gone())?
}

fn launch(container: &Container, init: Init) -> io::Result<Started> {
    let namespaces = init.namespaces;
    let (control, inside) = UnixStream::pair()?;
    // SAFETY: the closure runs in a fork of a process with threads. It takes no lock of ours, and
    // allocates, which the C library (glibc, musl) makes safe after a fork.
    #[allow(unsafe_code)]
    let mut command = unsafe { container.command_from_closure(move || init.run()) };
    let mut child = command
        .stdin(Stdio::from(OwnedFd::from(inside)))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(io::Error::other)?;
    let program = match Report::read(&control) {
        Some(Report::Started(program)) => program.cast_unsigned(),
        Some(Report::Refused(errno)) => {
            let _ = child.wait();
            return Err(io::Error::from_raw_os_error(errno));
        }
        _ => {
            let reason = child.wait().map_or_else(|error| error.to_string(), |it| it.reason);
            return Err(io::Error::other(reason));
        }
    };
    let line = if namespaces { None } else { Some((control.try_clone()?, program)) };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let keeper = Keeper { process: child.id(), line, child: Mutex::new(Some(child)) };
    Ok(Started { keeper, control, stdout, stderr })
}

/// The container of a job, and what its first process does.
fn prepare(job: &Job, scratch: &Scratch, offer: Offer) -> io::Result<(Container, Init)> {
    let Offer { protections, mut user_namespace, own_user } = offer;
    let mut user = own_user.then(unused_user);
    let mut needed = job.read.iter().chain([&job.executable]);
    if user.is_some() && !needed.all(|path| is_open(path, !protections.namespaces)) {
        // Another user could not read them. Root of a user namespace has no power outside of it.
        user = None;
        user_namespace = protections.namespaces;
    }
    let mut container = Container::empty();
    if let Some(user) = user {
        give(scratch.work(), user)?;
    }
    let work = if protections.namespaces && job.writes { Path::new(WORK) } else { scratch.work() };
    let mut init = Init {
        executable: job.executable.clone(),
        args: job.args.clone(),
        variables: job.variables.clone(),
        directory: work.to_owned(),
        user,
        filters: if protections.seccomp { seccomp::filters() } else { &[] },
        namespaces: protections.namespaces,
    };
    let mut temporary = work;
    if protections.namespaces {
        temporary = Path::new("/tmp");
        if !job.writes {
            temporary.clone_into(&mut init.directory);
            // Not for the test of what works, whose program is nowhere.
            if let Ok(file) = job.executable.canonicalize() {
                let inside = Path::new(PROGRAM).join(file.file_name().unwrap_or_default());
                bind(&mut container, &file, &inside, true)?;
                init.executable = inside;
            }
        }
        isolate(&mut container, job, scratch, user_namespace)?;
    }
    for variable in ["HOME", "TMPDIR"] {
        init.variables.push((variable.into(), temporary.into()));
    }
    if protections.landlock {
        container.landlock_ruleset(ruleset(job, temporary, work, protections.namespaces)?);
    }
    if protections.rlimits {
        let own_namespace = protections.namespaces && user_namespace;
        let own_count = user.is_some() || own_namespace && namespaces_count();
        limit(&mut container, job.limits, own_count);
    }
    Ok((container, init))
}

/// Namespaces, and a root directory with what the program may see.
fn isolate(
    container: &mut Container,
    job: &Job,
    scratch: &Scratch,
    user_namespace: bool,
) -> io::Result<()> {
    for namespace in [
        Namespace::Mount,
        Namespace::Pid,
        Namespace::Network,
        Namespace::Ipc,
        Namespace::Uts,
        Namespace::Cgroup,
    ] {
        container.unshare(namespace);
    }
    if user_namespace {
        // Not root inside, whoever we are: root would keep its capabilities in there.
        container.unshare(Namespace::User).uidmap(1000).gidmap(1000);
    }
    container.hostname("sandbox").rootdir(scratch.root()).procfsmount("/proc");
    for path in SYSTEM.iter().map(Path::new) {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_symlink() && path.parent() == Some(Path::new("/")) => {
                let target = fs::read_link(path)?;
                container.symlink(utf8(&target)?, utf8(path)?);
            }
            Ok(_) => bind(container, path, path, true)?,
            Err(_) => {}
        }
    }
    for device in DEVICES.iter().map(Path::new).filter(|device| device.exists()) {
        bind(container, device, device, false)?;
    }
    container
        .dir("/etc", 0o755)
        .file("/etc/hosts", HOSTS)
        .file("/etc/nsswitch.conf", "hosts: files\n");
    let size = format!("mode=1777,size={}", job.limits.temporary_bytes);
    let options = MountOptions::NOSUID | MountOptions::NODEV;
    container.mount("tmpfs", "/tmp", "tmpfs", options, Some(size));
    for path in &job.read {
        bind(container, path, path, true)?;
    }
    if job.writes {
        bind(container, scratch.work(), Path::new(WORK), false)?;
    }
    Ok(())
}

fn bind(container: &mut Container, from: &Path, to: &Path, read_only: bool) -> io::Result<()> {
    let mut options = MountOptions::BIND | MountOptions::REC | MountOptions::NOSUID;
    if read_only {
        options |= MountOptions::RDONLY;
    }
    // An unprivileged user may not lift these: a mount that asked for less would be refused.
    let flags = statvfs(from)?.flags();
    if flags.contains(FsFlags::ST_NODEV) {
        options |= MountOptions::NODEV;
    }
    if flags.contains(FsFlags::ST_NOEXEC) {
        options |= MountOptions::NOEXEC;
    }
    if flags.contains(FsFlags::ST_RDONLY) {
        options |= MountOptions::RDONLY;
    }
    container.mount(utf8(from)?, utf8(to)?, "", options, None);
    Ok(())
}

/// What Landlock lets a program do with files.
fn ruleset(job: &Job, temporary: &Path, work: &Path, namespaces: bool) -> io::Result<Ruleset> {
    let access = |mode| FsAccess::from_str(mode).map_err(io::Error::other);
    let (reads, writes) = (access("r-x")?, access("rwx")?);
    let mut rules = Ruleset::default();
    rules.restrict(Ruled::FS, CompatMode::Enforce);
    if namespaces {
        // Everything that is to be seen there.
        rules.allow_path("/", reads).allow_path("/dev", writes);
    } else {
        let executable = job.executable.canonicalize().ok();
        let own = job.read.iter().map(PathBuf::as_path).chain(executable.as_deref());
        for path in SYSTEM.iter().map(Path::new).chain([Path::new("/proc")]).chain(own) {
            if path.exists() {
                rules.allow_path(utf8(path)?, reads);
            }
        }
        for device in DEVICES.iter().filter(|device| Path::new(device).exists()) {
            rules.allow_path(device, writes);
        }
    }
    rules.allow_path(utf8(temporary)?, writes);
    if job.writes {
        rules.allow_path(utf8(work)?, writes);
    }
    Ok(rules)
}

/// The kernel's limits; `own_count` when that of threads counts this program's alone.
fn limit(container: &mut Container, limits: Limits, own_count: bool) {
    let cpu = limits.cpu.as_secs().max(1);
    // Above the first one the program is told by a signal, at the second it is killed.
    container.setrlimit(Rlimit::Cpu, cpu, cpu + 1);
    let threads = limits.threads as u64;
    let threads = threads + threads.div_ceil(THREAD_MARGIN);
    let shared = threads * PROGRAMS_OF_A_USER;
    for (name, resource, limit) in [
        (Rlimit::Core, Resource::RLIMIT_CORE, 0),
        (Rlimit::Fsize, Resource::RLIMIT_FSIZE, limits.file_bytes),
        (Rlimit::Nofile, Resource::RLIMIT_NOFILE, limits.open_files),
        (Rlimit::Nproc, Resource::RLIMIT_NPROC, if own_count { threads } else { shared }),
    ] {
        // Nobody but root may have more than what is allowed already.
        let most = getrlimit(resource).map_or(limit, |(_, hard)| hard.min(limit));
        container.setrlimit(name, most, most);
    }
}

/// Whether the kernel counts the threads of each user namespace apart, as it does since 5.14.
fn namespaces_count() -> bool {
    let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let mut numbers = release.split(|c: char| !c.is_ascii_digit()).map(str::parse::<u32>);
    let version = (numbers.next(), numbers.next());
    matches!(version, (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= (5, 14))
}

/// A user and group that nothing else on the machine belongs to.
fn unused_user() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    // In a container with a user namespace of its own there may be few users.
    let whole =
        fs::read_to_string("/proc/self/uid_map").is_ok_and(|map| map.contains("4294967295"));
    if whole {
        2_000_000_000 + (std::process::id() % 10_000) * 10_000 + next % 10_000
    } else {
        60_000 + next % 1000
    }
}

/// Whether any user may read a file or directory, and reach it from the root if it is `from_root`.
fn is_open(path: &Path, from_root: bool) -> bool {
    let allows = |path: &Path, bits| {
        // What is not there is told elsewhere.
        fs::metadata(path).map_or(true, |data| data.permissions().mode() & bits == bits)
    };
    let inside = fs::read_dir(path).into_iter().flatten().flatten().next();
    allows(path, 0o005)
        && inside.is_none_or(|entry| allows(&entry.path(), 0o004))
        && (!from_root || path.ancestors().all(|directory| allows(directory, 0o001)))
}

/// Makes a directory and all that is in it that user's.
fn give(directory: &Path, user: u32) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            give(&entry.path(), user)?;
        } else {
            lchown(entry.path(), Some(user), Some(user))?;
        }
    }
    chown(directory, Some(user), Some(user))?;
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
}

fn utf8(path: &Path) -> io::Result<&str> {
    path.to_str().ok_or_else(|| {
        let message = format!("{} is not UTF-8", path.display());
        io::Error::new(io::ErrorKind::InvalidInput, message)
    })
}
