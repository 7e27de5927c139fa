//! Who asks: the address that limits go by.

use crate::http::Peer;
use axum::http::{Extensions, HeaderMap};
use std::net::{IpAddr, Ipv4Addr};

/// A network of proxies: an address, and how many of its bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proxy {
    address: IpAddr,
    bits: u8,
}

impl Proxy {
    /// Reads `127.0.0.1` or `10.0.0.0/8`.
    pub fn parse(text: &str) -> Option<Proxy> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        (bits <= most).then_some(Proxy { address, bits })
    }

    /// The one address that it is, if it is one.
    pub fn single(&self) -> Option<IpAddr> {
        let most = if self.address.is_ipv4() { 32 } else { 128 };
        (self.bits == most).then_some(self.address)
    }

    fn covers(&self, other: IpAddr) -> bool {
        let differs = |a: u128, b: u128, width: u32| {
            let shift = width - u32::from(self.bits);
            a.checked_shr(shift).unwrap_or(0) != b.checked_shr(shift).unwrap_or(0)
        };
        match (self.address.to_canonical(), other.to_canonical()) {
            (IpAddr::V4(a), IpAddr::V4(b)) => !differs(a.to_bits().into(), b.to_bits().into(), 32),
            (IpAddr::V6(a), IpAddr::V6(b)) => !differs(a.to_bits(), b.to_bits(), 128),
            _ => false,
        }
    }
}

/// The address of whoever asks: the other end of the connection, or, when that is one of our proxies, the right-most
/// hop of `X-Forwarded-For` that is none. What stands to the left of it anybody could have written.
pub fn address(extensions: &Extensions, headers: &HeaderMap, proxies: &[Proxy]) -> IpAddr {
    let peer = extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let is_ours = |address: IpAddr| proxies.iter().any(|proxy| proxy.covers(address));
    let mut nearest = peer;
    let values = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    for hop in hops.into_iter().rev() {
        if !is_ours(nearest) {
            break;
        }
        let Ok(address) = hop.parse::<IpAddr>() else { break };
        nearest = address;
    }
    nearest.to_canonical()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    fn seen(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(Peer(SocketAddr::new(peer.parse().unwrap(), 1)));
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let proxies: Vec<Proxy> = proxies.iter().map(|text| Proxy::parse(text).unwrap()).collect();
        address(&extensions, &headers, &proxies).to_string()
    }

    #[test]
    fn only_what_our_proxies_say_counts() {
        assert_eq!(seen("203.0.113.7", &["10.9.9.9"], &[]), "203.0.113.7", "nobody is trusted unless named");
        assert_eq!(seen("203.0.113.7", &["10.9.9.9"], &["127.0.0.1"]), "203.0.113.7");
        assert_eq!(seen("127.0.0.1", &["198.51.100.1"], &["127.0.0.1"]), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", &["6.6.6.6, 198.51.100.1"], &["127.0.0.1"]), "198.51.100.1");
        assert_eq!(
            seen("127.0.0.1", &["6.6.6.6", "198.51.100.1, 10.1.2.3"], &["127.0.0.1", "10.0.0.0/8"]),
            "198.51.100.1"
        );
        assert_eq!(seen("127.0.0.1", &["198.51.100.1, nonsense"], &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &[], &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(seen("::ffff:127.0.0.1", &["2001:db8::1"], &["127.0.0.1"]), "2001:db8::1");
        assert_eq!(seen("10.1.1.1", &["10.2.2.2, 10.3.3.3"], &["10.0.0.0/8"]), "10.2.2.2");
        assert_eq!(seen("9.9.9.9", &["1.1.1.1"], &["0.0.0.0/0"]), "1.1.1.1");
        assert!(["", "10.0.0.0/33", "x", "::/129"].iter().all(|text| Proxy::parse(text).is_none()));
    }
}
