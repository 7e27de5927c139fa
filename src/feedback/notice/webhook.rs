//! Telling other programs: a signed POST over https, to an address that was looked up once and checked.

use super::super::keys::sign;
use super::super::random::hex;
use super::address::is_public;
use crate::date::Timestamp;
use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;
use ureq::Agent;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// From the look-up to the last byte of the answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most that is sent, and read of an answer.
const LONGEST: u64 = 64 * 1024;

/// Where other programs are reached: to which address a name leads, and whose certificates are believed.
pub trait Network: Send + Sync {
    /// The address to dial, looked up once.
    ///
    /// # Errors
    /// When there is none, or none that may be dialled.
    fn address(&self, host: &str, port: u16) -> Result<SocketAddr, String>;

    /// The roots of certificates (PEM); none: those of the web.
    fn roots(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }
}

/// The public network: a name that leads to this computer or to what is behind it is not dialled.
#[derive(Clone, Copy, Debug)]
pub struct PublicNetwork;

impl Network for PublicNetwork {
    fn address(&self, host: &str, port: u16) -> Result<SocketAddr, String> {
        checked((host, port))
    }
}

/// Answers with the one address that was checked, whatever it is asked: a name that is looked up again could lead
/// elsewhere.
#[derive(Debug)]
struct Pinned(SocketAddr);

impl Resolver for Pinned {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut addresses = self.empty();
        addresses.push(self.0);
        Ok(addresses)
    }
}

/// Whether a text is an address for other programs: https, a host, no user.
pub fn is_webhook(text: &str) -> bool {
    place(text).is_some()
}

/// Host and port.
fn place(url: &str) -> Option<(String, u16)> {
    let uri: Uri = url.parse().ok()?;
    let authority = uri.authority()?;
    let right = uri.scheme_str() == Some("https") && !authority.as_str().contains('@') && url.len() <= 500;
    let host = authority.host().trim_matches(['[', ']']);
    (right && !host.is_empty()).then(|| (host.to_owned(), authority.port_u16().unwrap_or(443)))
}

/// The signature of a body sent at a moment, in hexadecimal: HMAC-SHA-256 of `moment.body`, the moment in seconds.
pub fn signature(key: &str, moment: i64, body: &str) -> String {
    hex(&sign(key.as_bytes(), format!("{moment}.{body}").as_bytes()))
}

/// What is sent, and how it is told apart from what others send.
pub(super) struct Delivery<'a> {
    /// With which it is signed.
    pub(super) key: &'a str,
    /// JSON.
    pub(super) body: &'a str,
    /// The same at each attempt.
    pub(super) id: &'a str,
    /// The moment that is signed with it.
    pub(super) now: Timestamp,
}

/// Sends to an address. Blocks.
///
/// # Errors
/// Why it did not arrive.
pub(super) fn send(network: &dyn Network, url: &str, delivery: &Delivery) -> Result<(), String> {
    deliver(network, url, delivery).map(drop)
}

/// The same, with what the other side answered.
pub(super) fn deliver(network: &dyn Network, url: &str, delivery: &Delivery) -> Result<String, String> {
    let Delivery { key, body, id, now } = *delivery;
    let (host, port) = place(url).ok_or("https")?;
    let address = network.address(&host, port)?;
    if body.len() as u64 > LONGEST {
        return Err("too long".to_owned());
    }
    let config = Agent::config_builder()
        .user_agent(concat!("zbor/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_global(Some(PATIENCE))
        .tls_config(tls(network)?)
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), Pinned(address));
    let moment = now.as_second();
    let sent = agent
        .post(url)
        .header("content-type", "application/json")
        .header("x-zbor-delivery", id)
        .header("x-zbor-signature", format!("t={moment},v1={}", signature(key, moment, body)))
        .send(body);
    let mut response = sent.map_err(|error| error.to_string())?;
    let status = response.status();
    // Read to its end, so that the other side is not cut off; what it says is of no interest.
    let _ = response.body_mut().with_config().limit(LONGEST).read_to_vec();
    if status.is_success() { Ok(status.to_string()) } else { Err(status.to_string()) }
}

fn tls(network: &dyn Network) -> Result<TlsConfig, String> {
    let roots: Result<Vec<_>, _> = network.roots().iter().map(|root| Certificate::from_pem(root)).collect();
    let roots = roots.map_err(|error| error.to_string())?;
    let roots = if roots.is_empty() { RootCerts::WebPki } else { RootCerts::new_with_certs(&roots) };
    Ok(TlsConfig::builder().root_certs(roots).build())
}

/// The first address of a name, where all of them are public.
fn checked(place: (&str, u16)) -> Result<SocketAddr, String> {
    let found: Vec<SocketAddr> = place.to_socket_addrs().map_err(|error| error.to_string())?.collect();
    match found.iter().find(|address| !is_public(address.ip())) {
        Some(address) => Err(format!("{} is not public", address.ip())),
        None => found.first().copied().ok_or_else(|| "no address".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn only_https_to_a_host_is_an_address() {
        assert!(is_webhook("https://primjer.example/uho?x=1") && is_webhook("https://primjer.example:8443"));
        let wrong =
            ["http://primjer.example", "https://a:b@primjer.example/", "ftp://x", "primjer.example", "https://", ""];
        for wrong in wrong {
            assert!(!is_webhook(wrong), "{wrong}");
        }
    }

    #[test]
    fn what_is_behind_the_server_is_never_dialled() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"] {
            let delivery = Delivery { key: "key", body: "{}", id: "id", now: Timestamp::default() };
            let sent = send(&PublicNetwork, &format!("https://{host}:{port}/"), &delivery);
            assert!(sent.is_err(), "{host}");
        }
        assert!(listener.accept().is_err(), "somebody knocked");
    }

    #[test]
    fn the_signature_is_hmac_sha_256_of_moment_and_body() {
        // RFC 4231, test case 2, with the text cut at the dot that we put in.
        let signed = hex(&sign(b"Jefe", b"what do ya want for nothing?"));
        assert_eq!(signed, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assert_eq!(signature("k", 7, "{}"), hex(&sign(b"k", b"7.{}")));
    }
}
