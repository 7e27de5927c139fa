//! Who may ask at all: no name that somebody else's DNS gives to this computer, no page of another origin.

use super::Reach;
use axum::http::{HeaderMap, HeaderName, Method, Uri, header};
use std::net::IpAddr;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was sent to a name that is not this computer's.
    Host,
    /// A page of another origin sent it.
    Origin,
}

/// Looks at where a request was sent, and by whom. `own`: whether it is for the preview's own pages.
///
/// # Errors
/// Why it is refused.
pub fn look(method: &Method, uri: &Uri, headers: &HeaderMap, reach: Reach, own: bool) -> Result<(), Refusal> {
    let host = host(uri, headers).filter(|host| is_here(host, reach)).ok_or(Refusal::Host)?;
    match own || !is_reading(method) {
        true if !is_from_us(headers, host) => Err(Refusal::Origin),
        false if is_embedded(headers) => Err(Refusal::Origin),
        _ => Ok(()),
    }
}

/// The one host that a request names; none where it names none, or several.
pub fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let mut named = headers.get_all(header::HOST).iter();
    let first = named.next()?.to_str().ok()?;
    let absolute = uri.authority().is_none_or(|authority| authority.as_str().eq_ignore_ascii_case(first));
    (named.next().is_none() && absolute).then_some(first)
}

/// Names of this computer. A number cannot be rebound by DNS, so in a network any number will do.
fn is_here(host: &str, reach: Reach) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) if port.is_empty() || port.starts_with(':') => name,
            _ => return false,
        },
        None => host.split_once(':').map_or(host, |(name, _)| name),
    };
    match name.parse::<IpAddr>() {
        Ok(address) => reach == Reach::Network || address.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

fn is_reading(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Sent by one of our pages, by the address bar, or by a program that is no browser.
fn is_from_us(headers: &HeaderMap, host: &str) -> bool {
    let site = headers.get(FETCH_SITE).map(|site| site.as_bytes());
    let by_site = site.is_none_or(|site| site == b"same-origin" || site == b"none");
    let origin = headers.get(header::ORIGIN).map(|origin| origin.as_bytes());
    by_site && origin.is_none_or(|origin| origin == format!("http://{host}").as_bytes())
}

/// Asked for by a page of another origin, and not by following a link.
fn is_embedded(headers: &HeaderMap) -> bool {
    let foreign = headers.get(FETCH_SITE).is_some_and(|site| site != "same-origin" && site != "none");
    foreign && headers.get(FETCH_MODE).is_none_or(|mode| mode != "navigate")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn asked(method: Method, headers: &[(&'static str, &'static str)], reach: Reach, own: bool) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        look(&method, &Uri::from_static("/a/"), &map, reach, own)
    }

    #[test]
    fn only_names_of_this_computer() {
        let host = |name, reach| asked(Method::GET, &[("host", name)], reach, false);
        for name in ["localhost", "localhost:1111", "LOCALHOST:80", "127.0.0.1:1111", "[::1]:1111", "[::1]"] {
            assert_eq!(host(name, Reach::Here), Ok(()), "{name}");
        }
        let foreign = [
            "primjer.ba",
            "primjer.ba:1111",
            "127.0.0.1.primjer.ba",
            "localhost.primjer.ba",
            "",
            "192.168.1.7:1111",
            "[::1",
            "[::1]x",
            "[fe80::1]:1111",
            "0x7f000001",
        ];
        for name in foreign {
            assert_eq!(host(name, Reach::Here), Err(Refusal::Host), "{name}");
        }
        assert_eq!(host("192.168.1.7:1111", Reach::Network), Ok(()));
        assert_eq!(host("primjer.ba:1111", Reach::Network), Err(Refusal::Host));
        assert_eq!(asked(Method::GET, &[], Reach::Here, false), Err(Refusal::Host));
        let two = [("host", "localhost"), ("host", "primjer.ba")];
        assert_eq!(asked(Method::GET, &two, Reach::Here, false), Err(Refusal::Host));
    }

    #[test]
    fn pages_of_other_origins_only_link() {
        let site = |site, mode, own| {
            let headers = [("host", "localhost:1111"), ("sec-fetch-site", site), ("sec-fetch-mode", mode)];
            asked(Method::GET, &headers, Reach::Here, own)
        };
        assert_eq!(site("cross-site", "navigate", false), Ok(()));
        assert_eq!(site("cross-site", "no-cors", false), Err(Refusal::Origin));
        assert_eq!(site("same-site", "cors", false), Err(Refusal::Origin));
        assert_eq!(site("cross-site", "navigate", true), Err(Refusal::Origin));
        assert_eq!(site("same-origin", "cors", true), Ok(()));
        assert_eq!(site("none", "navigate", true), Ok(()));
    }

    #[test]
    fn only_our_pages_write() {
        let post = |origin| asked(Method::POST, &[("host", "localhost:1111"), ("origin", origin)], Reach::Here, true);
        assert_eq!(post("http://localhost:1111"), Ok(()));
        for origin in ["http://primjer.ba", "null", "http://localhost:1112", "https://localhost:1111", ""] {
            assert_eq!(post(origin), Err(Refusal::Origin), "{origin}");
        }
    }
}
