//! Who is let in.

use super::client::Server;

#[test]
fn names_that_are_not_this_computer_are_refused() {
    let server = Server::start();
    let by = |host: &str, path: &str| {
        server.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
    };
    let port = server.port;
    for host in [
        "primjer.ba",
        &format!("primjer.ba:{port}"),
        "127.0.0.1.nip.io",
        "192.168.1.7",
        "0.0.0.0",
        "localhost.primjer.ba",
    ] {
        for path in ["/", "/gornje-selo/", "/_zbor/findings", "/_zbor/events"] {
            let answer = by(host, path);
            assert_eq!(answer.status, 421, "{host}{path}");
            assert!(!answer.text().contains("Gornje"), "{host}");
        }
    }
    for host in ["localhost", "127.0.0.1", &format!("localhost:{port}"), "[::1]:9"] {
        assert_eq!(by(host, "/").status, 200, "{host}");
    }
    let none = server.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert!(none.status >= 400, "{}", none.head);
}

#[test]
fn pages_of_other_origins_read_nothing() {
    let server = Server::start();
    let cross = [("Origin", "https://primjer.ba"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors")];
    for path in ["/", "/gornje-selo/", "/_zbor/findings", "/_zbor/events", "/_zbor/live.js"] {
        let answer = server.get_with(path, &cross);
        assert_eq!(answer.status, 403, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    // A link on another page may lead here.
    assert_eq!(server.get_with("/", &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")]).status, 200);
}

#[test]
fn without_being_asked_nobody_in_the_network_is_served() {
    let server = Server::start();
    assert!(!server.said.contains("mreži"), "{}", server.said);
    if let Some(address) = zbor::preview::address::in_network() {
        assert!(std::net::TcpStream::connect((address, server.port)).is_err());
        let open = Server::with(&["--lan"]);
        assert!(open.said.contains(&format!("http://{address}:{}/", open.port)), "{}", open.said);
        assert!(std::net::TcpStream::connect((address, open.port)).is_ok());
    }
}
