//! The addresses by which others reach this machine.

use std::net::{IpAddr, SocketAddr};

/// By which addresses a listener is reached: its own, or if that stands for all, those of the
/// machine's networks.
pub(crate) fn reached(listener: SocketAddr) -> Vec<SocketAddr> {
    if !listener.ip().is_unspecified() {
        return vec![listener];
    }
    let same_family = |ip: &IpAddr| ip.is_ipv4() == listener.is_ipv4();
    addresses()
        .into_iter()
        .filter(|ip| same_family(ip) && !ip.is_loopback())
        .map(|ip| SocketAddr::new(ip, listener.port()))
        .collect()
}

#[cfg(target_os = "linux")]
fn addresses() -> Vec<IpAddr> {
    use nix::ifaddrs::getifaddrs;
    use nix::net::if_::InterfaceFlags;

    let up =
        getifaddrs().into_iter().flatten().filter(|it| it.flags.contains(InterfaceFlags::IFF_UP));
    up.filter_map(|interface| {
        let address = interface.address?;
        let v4 = address.as_sockaddr_in().map(|it| IpAddr::from(it.ip()));
        v4.or_else(|| address.as_sockaddr_in6().map(|it| IpAddr::from(it.ip())))
    })
    // An address that needs the name of an interface beside it serves nobody.
    .filter(|ip| !matches!(ip, IpAddr::V6(ip) if ip.is_unicast_link_local()))
    .collect()
}

/// A class is held on Linux alone.
#[cfg(not(target_os = "linux"))]
fn addresses() -> Vec<IpAddr> {
    Vec::new()
}
