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

#[test]
fn a_telephone_writes_after_it_told_the_number() {
    let Some(address) = zbor::preview::address::in_network() else { return };
    let server = Server::with(&["--lan"]);
    let ask = |request: String, more: &str, body: &str| {
        let (port, len) = (server.port, body.len());
        let head = format!(
            "{request} HTTP/1.1\r\nHost: {address}:{port}\r\n{more}Connection: close\r\nContent-Length: {len}\r\n\r\n{body}"
        );
        server.raw_at(address, head.as_bytes())
    };
    let new = || "GET /_zbor/nova?sajt=polje".to_owned();
    assert_eq!(ask("GET /gornje-selo/".to_owned(), "", "").status, 200, "looking needs no number");
    let asked = ask(new(), "", "").text();
    assert!(asked.contains("name=\"broj\"") && !asked.contains("zeton"), "{asked}");
    let line = server.next_line();
    let number: String = line.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(number.len(), 6, "{line}");
    let tell = |number: &str, next: &str| {
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        ask("POST /_zbor/broj".to_owned(), form, &format!("broj={number}&dalje={next}"))
    };
    let wrong = tell("000000x", "/_zbor/nova");
    assert!(wrong.status == 403 && wrong.header("set-cookie").is_none());
    assert!(!ask("POST /_zbor/sacuvaj".to_owned(), "", "").text().contains("zeton"));
    let right = tell(&number, "//primjer.ba/");
    assert_eq!((right.status, right.header("location")), (303, Some("/_zbor/")), "it leads to no other host");
    let cookie = right.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let allowed = ask(new(), &format!("Cookie: a=b; {cookie}\r\n"), "").text();
    assert!(allowed.contains("name=\"zeton\""), "{allowed}");
    assert_eq!(tell(&number, "/_zbor/").status, 403, "a number is for one telephone");
    assert!(ask(new(), "Cookie: zbor-pristup=x\r\n", "").text().contains("name=\"broj\""));
}
