//! Where the preview can be reached.

use super::Reach;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

/// The port that is taken unless another is named.
pub const PORT: u16 = 1111;
/// So many ports are tried, one after the other.
const TRIED: u16 = 40;

/// Listens at a port, or at the next one that is free.
///
/// # Errors
/// When none is.
pub fn listen(reach: Reach, port: u16) -> io::Result<TcpListener> {
    let from = match reach {
        Reach::Here => Ipv4Addr::LOCALHOST,
        Reach::Network => Ipv4Addr::UNSPECIFIED,
    };
    let mut last = io::Error::from(ErrorKind::AddrInUse);
    for port in (0..TRIED).filter_map(|more| port.checked_add(more)) {
        match TcpListener::bind(SocketAddr::from((from, port))) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                return Ok(listener);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// The address of this computer in its network; none where it is in none. Nothing is sent: a socket for datagrams only
/// chooses the way that it would take (to a network for documentation, RFC 5737).
pub fn in_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}
