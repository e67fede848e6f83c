//! System calls that no honest program of a book needs, refused.
//!
//! A list of what is refused, and not of what is allowed: programs link runtimes that we do not
//! control, and the namespaces already keep what is allowed inside. What is refused here is what
//! reaches kernel code that has no business with a reader's program, or escapes a limit: memory
//! that belongs to no process (memfd, System V), namespaces in the namespace, other processes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};

/// As if the kernel did not allow it to this user.
const REFUSED: &[libc::c_long] = &[
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kcmp,
    libc::SYS_pidfd_getfd,
    // Mounts and namespaces.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_open_tree,
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_mount_setattr,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    // Memory that no process holds, and that the memory limit would not see.
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    libc::SYS_shmget,
    libc::SYS_msgget,
    libc::SYS_semget,
    libc::SYS_mq_open,
    // Large parts of the kernel that are often at fault.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_fanotify_init,
    // The machine.
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    libc::SYS_quotactl,
    libc::SYS_syslog,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
];

/// Families of sockets that are confined to the network namespace, and that programs use. Others
/// (`AF_VSOCK` above all, which reaches the host of a virtual machine) are not confined to it.
const FAMILIES: &[libc::c_int] = &[libc::AF_UNIX, libc::AF_INET, libc::AF_INET6, libc::AF_NETLINK];

/// The filters, to be applied one after the other; empty on an architecture without them.
pub(super) fn filters() -> &'static [BpfProgram] {
    static FILTERS: OnceLock<Vec<BpfProgram>> = OnceLock::new();
    FILTERS.get_or_init(|| build().unwrap_or_default())
}

fn build() -> Result<Vec<BpfProgram>, seccompiler::BackendError> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let mut refused: BTreeMap<i64, Vec<SeccompRule>> =
        REFUSED.iter().map(|&call| (call, Vec::new())).collect();
    let foreign = FAMILIES
        .iter()
        .map(|&family| dword(SeccompCmpOp::Ne, family))
        .collect::<Result<Vec<_>, _>>()?;
    refused.insert(libc::SYS_socket, vec![SeccompRule::new(foreign)?]);
    let mut clones = Vec::new();
    for flag in [
        libc::CLONE_NEWNS,
        libc::CLONE_NEWUSER,
        libc::CLONE_NEWPID,
        libc::CLONE_NEWNET,
        libc::CLONE_NEWIPC,
        libc::CLONE_NEWUTS,
        libc::CLONE_NEWCGROUP,
    ] {
        let mask = SeccompCmpOp::MaskedEq(u64::from(flag.cast_unsigned()));
        clones.push(SeccompRule::new(vec![dword(mask, flag)?])?);
    }
    refused.insert(libc::SYS_clone, clones);
    let filter = |rules, errno: libc::c_int| {
        let action = SeccompAction::Errno(errno.cast_unsigned());
        BpfProgram::try_from(SeccompFilter::new(rules, SeccompAction::Allow, action, arch)?)
    };
    Ok(vec![
        filter(refused, libc::EPERM)?,
        // Its flags are in memory, where a filter cannot look: libc then does with clone.
        filter(BTreeMap::from([(libc::SYS_clone3, Vec::new())]), libc::ENOSYS)?,
    ])
}

fn dword(
    operator: SeccompCmpOp,
    value: libc::c_int,
) -> Result<SeccompCondition, seccompiler::BackendError> {
    SeccompCondition::new(0, SeccompCmpArgLen::Dword, operator, u64::from(value.cast_unsigned()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_filters_compile() {
        assert_eq!(super::build().map(|filters| filters.len()).ok(), Some(2));
    }
}
