//! The first process of a container: it starts the program, reaps what the program leaves behind,
//! and tells how it ended. Its own end is the end of every process in its namespace; without a
//! namespace orphans fall to it all the same, and it ends them itself.
//!
//! The program is not the first process itself, because the kernel shields that one from signals:
//! `abort` would not kill it.
//!
//! All this runs in a fork of the server. The C library makes allocation safe there; the rest does
//! with system calls, and takes no lock that another thread of the server may have held.

use std::ffi::OsString;
use std::io::{self, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::prctl::{set_child_subreaper, set_dumpable, set_pdeathsig};
use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::sys::socket::{AddressFamily, MsgFlags, SockFlag, SockProtocol, SockType, send, socket};
use nix::sys::stat::{Mode, umask};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;
use process_wrap::std::{CommandWrap, ProcessSession};
use seccompiler::BpfProgram;
use tokio::io::AsyncReadExt as _;

use super::tree::descendants;
use crate::End;

/// What the first process does.
#[derive(Debug)]
pub(super) struct Init {
    pub(super) executable: PathBuf,
    pub(super) args: Vec<OsString>,
    pub(super) variables: Vec<(OsString, OsString)>,
    pub(super) directory: PathBuf,
    /// An unprivileged user that nobody else is; `None` when this process is unprivileged already.
    pub(super) user: Option<u32>,
    pub(super) filters: &'static [BpfProgram],
    /// Whether this process is the first one of namespaces of its own.
    pub(super) namespaces: bool,
}

const STARTED: u8 = 1;
const REFUSED: u8 = 2;
const EXITED: u8 = 3;
const SIGNALED: u8 = 4;

/// What the first process tells, and nobody else can: the program does not have this socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// With the program's number, as this process sees it.
    Started(i32),
    /// With errno.
    Refused(i32),
    Ended(End),
}

impl Report {
    /// The next one; `None` when the first process is gone.
    pub(super) fn read(mut control: &UnixStream) -> Option<Self> {
        let mut bytes = [0; 5];
        control.read_exact(&mut bytes).ok()?;
        Self::decode(bytes)
    }

    /// The same, from a task.
    pub(super) async fn receive(mut control: tokio::net::UnixStream) -> Option<Self> {
        let mut bytes = [0; 5];
        control.read_exact(&mut bytes).await.ok()?;
        Self::decode(bytes)
    }

    fn decode([kind, value @ ..]: [u8; 5]) -> Option<Self> {
        let value = i32::from_le_bytes(value);
        match kind {
            STARTED => Some(Self::Started(value)),
            REFUSED => Some(Self::Refused(value)),
            EXITED => Some(Self::Ended(End::of(ExitStatus::from_raw(value << 8)))),
            SIGNALED => Some(Self::Ended(End::of_signal(value))),
            _ => None,
        }
    }

    fn write(mut control: &UnixStream, kind: u8, value: i32) {
        let [a, b, c, d] = value.to_le_bytes();
        // Nobody hears: the server is gone, and this process goes too.
        let _ = control.write_all(&[kind, a, b, c, d]);
    }
}

impl Init {
    /// Runs in the container; its standard input is the socket for [`Report`]s.
    pub(super) fn run(&self) -> i32 {
        let Ok(control) = io::stdin().as_fd().try_clone_to_owned() else { return 1 };
        let control = UnixStream::from(control);
        let refused = |error: &io::Error| {
            Report::write(&control, REFUSED, error.raw_os_error().unwrap_or(libc::EPERM));
            1
        };
        match self.start() {
            Err(error) => refused(&error),
            Ok(program) => {
                Report::write(&control, STARTED, program);
                let end =
                    if self.namespaces { reap_until(program) } else { guard(program, &control) };
                match end {
                    Ok((kind, value)) => Report::write(&control, kind, value),
                    Err(error) => return refused(&error),
                }
                0
            }
        }
    }

    fn start(&self) -> io::Result<i32> {
        // This process is a copy of the server: its memory and its variables are not to be read
        // through /proc.
        set_dumpable(false)?;
        umask(Mode::from_bits_truncate(0o022));
        if self.namespaces {
            raise_loopback()?;
        } else {
            set_child_subreaper(true)?;
            // It hears by its socket that the server is gone, and has something left to do then.
            set_pdeathsig(None)?;
        }
        for filter in self.filters {
            seccompiler::apply_filter(filter).map_err(io::Error::other)?;
        }
        let mut command = Command::new(&self.executable);
        command
            .args(&self.args)
            .env_clear()
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.directory)
            .stdin(Stdio::null());
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        let mut command = CommandWrap::from(command);
        // Parts its share of the processor from the server's, and from that of this process, which
        // must be able to end it: the kernel is fair between sessions, however many processes one
        // has.
        command.wrap(ProcessSession);
        Ok(command.spawn()?.id().cast_signed())
    }
}

/// Waits for the program, and for the orphans that fall to this process in the meantime.
fn reap_until(program: i32) -> io::Result<(u8, i32)> {
    loop {
        if let Reaped::Program(kind, value) = reap(program, WaitPidFlag::empty())? {
            return Ok((kind, value));
        }
    }
}

/// Who was waited for.
enum Reaped {
    /// With what is to be told of it.
    Program(u8, i32),
    Another,
    Nobody,
}

fn reap(program: i32, how: WaitPidFlag) -> io::Result<Reaped> {
    let program = Pid::from_raw(program);
    match waitpid(Pid::from_raw(-1), Some(how)) {
        Ok(WaitStatus::StillAlive) => Ok(Reaped::Nobody),
        Ok(WaitStatus::Exited(pid, code)) if pid == program => Ok(Reaped::Program(EXITED, code)),
        Ok(WaitStatus::Signaled(pid, signal, _)) if pid == program => {
            Ok(Reaped::Program(SIGNALED, signal as i32))
        }
        // A signal that has no name (a real-time one); of whom, is not told.
        Err(Errno::EINVAL) if kill(program, None).is_err() => Ok(Reaped::Program(SIGNALED, 0)),
        Ok(_) | Err(Errno::EINTR | Errno::EINVAL) => Ok(Reaped::Another),
        Err(error) => Err(error.into()),
    }
}

/// Waits for the program, or for the server to hang up, and ends all that is left.
fn guard(program: i32, control: &UnixStream) -> io::Result<(u8, i32)> {
    let mut child = SigSet::empty();
    child.add(Signal::SIGCHLD);
    // From here on such a signal waits to be read. One that came before is not missed: the loop
    // looks before it waits.
    child.thread_block()?;
    let signals = SignalFd::with_flags(&child, SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC)?;
    loop {
        loop {
            match reap(program, WaitPidFlag::WNOHANG)? {
                Reaped::Program(kind, value) => return sweep(program, (kind, value)),
                Reaped::Another => {}
                Reaped::Nobody => break,
            }
        }
        let mut sources = [
            PollFd::new(signals.as_fd(), PollFlags::POLLIN),
            PollFd::new(control.as_fd(), PollFlags::POLLIN),
        ];
        match poll(&mut sources, PollTimeout::NONE) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
        // The server writes nothing: what there is to read is the end.
        if sources[1].any() == Some(true) {
            return sweep(program, (SIGNALED, libc::SIGKILL));
        }
        while let Ok(Some(_)) = signals.read_signal() {}
    }
}

/// Ends everything below this process; then tells how the program ended, which is `end` unless it
/// is among that.
fn sweep(program: i32, mut end: (u8, i32)) -> io::Result<(u8, i32)> {
    loop {
        for process in descendants() {
            let _ = kill(Pid::from_raw(process.cast_signed()), Signal::SIGKILL);
        }
        match reap(program, WaitPidFlag::empty()) {
            Ok(Reaped::Program(kind, value)) => end = (kind, value),
            Ok(_) => {}
            Err(error) if error.raw_os_error() == Some(libc::ECHILD) => return Ok(end),
            Err(error) => return Err(error),
        }
    }
}

/// `ip link set lo up`: a new network has only a loopback, and that one is down.
fn raise_loopback() -> io::Result<()> {
    /// In libc an `i32`, which is not what the header holds.
    const NLM_F_REQUEST: u16 = 1;
    let socket = socket(
        AddressFamily::Netlink,
        SockType::Raw,
        SockFlag::SOCK_CLOEXEC,
        SockProtocol::NetlinkRoute,
    )?;
    let up = libc::IFF_UP.cast_unsigned();
    let mut message = Vec::with_capacity(32);
    // struct nlmsghdr: length, type, flags, sequence, port; then struct ifinfomsg: family and
    // padding, type, index (the loopback is 1 in every network), flags, and which flags to change.
    message.extend(32_u32.to_ne_bytes());
    message.extend(libc::RTM_NEWLINK.to_ne_bytes());
    message.extend(NLM_F_REQUEST.to_ne_bytes());
    message.extend([0; 8]);
    message.extend([0; 4]);
    message.extend(1_i32.to_ne_bytes());
    message.extend(up.to_ne_bytes());
    message.extend(up.to_ne_bytes());
    // The kernel does it before this returns.
    send(std::os::fd::AsRawFd::as_raw_fd(&socket), &message, MsgFlags::empty())?;
    Ok(())
}
