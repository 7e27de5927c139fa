//! Mail by SMTP. The only place that knows its crate.

use lettre::address::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};
use std::time::Duration;

/// How long a mail server is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A way to send mail.
pub struct Post {
    transport: SmtpTransport,
    from: Mailbox,
    domain: String,
}

impl Post {
    /// By a server: `smtps://user:password@host`, `smtp://user:password@host?tls=required` (STARTTLS), or, on this
    /// computer alone, `smtp://127.0.0.1:25` in the clear. `from` is the sender's address.
    ///
    /// # Errors
    /// What is wrong with the address of the server or of the sender.
    pub fn new(server: &str, from: &str) -> Result<Post, String> {
        Post::trusting(server, from, None)
    }

    /// The same with one more root of certificates (PEM), of a mail server that has its own.
    ///
    /// # Errors
    /// As above, and what is wrong with the certificate.
    pub fn trusting(server: &str, from: &str, root: Option<&[u8]>) -> Result<Post, String> {
        if !is_private(server) {
            return Err("smtps://…, smtp://…?tls=required".to_owned());
        }
        let mut builder = SmtpTransport::from_url(server).map_err(|error| error.to_string())?;
        if let (Some(root), Some(host)) = (root, host(server)) {
            let root = Certificate::from_pem(root).map_err(|error| error.to_string())?;
            let tls = TlsParameters::builder(host.to_owned()).add_root_certificate(root).build();
            let tls = tls.map_err(|error| error.to_string())?;
            builder = builder.tls(match server.starts_with("smtps://") {
                true => Tls::Wrapper(tls),
                false if is_here(host) && !asks_for_tls(server) => Tls::None,
                false => Tls::Required(tls),
            });
        }
        let address: Address = from.trim().parse().map_err(|_| from.to_owned())?;
        let domain = address.domain().to_owned();
        let transport = builder.timeout(Some(PATIENCE)).build();
        Ok(Post { transport, from: Mailbox::new(None, address), domain })
    }

    /// Sends a text. `id` is the part of the Message-ID before the `@`: the same at each attempt. Blocks.
    ///
    /// # Errors
    /// What the mail server says.
    pub fn send(&self, to: &str, subject: &str, text: &str, id: &str) -> Result<(), String> {
        self.deliver(to, subject, text, id).map(drop)
    }

    /// The same, with what the server answered: code and words.
    pub(super) fn deliver(&self, to: &str, subject: &str, text: &str, id: &str) -> Result<String, String> {
        let to: Address = to.parse().map_err(|_| "address".to_owned())?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(subject))
            .message_id(Some(format!("<{id}@{}>", self.domain)))
            // Without it a reader may take the body for ASCII (RFC 2045, 4).
            .header(MIME_VERSION_1_0)
            .header(ContentType::TEXT_PLAIN)
            .body(text.replace("\r\n", "\n").replace('\r', "\n"));
        let mut message = message.map_err(|error| error.to_string())?;
        // Nobody's holiday notice answers it (RFC 3834).
        message.headers_mut().insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
        let answer = self.transport.send(&message).map_err(|error| error.to_string())?;
        Ok(format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" ")))
    }
}

/// What can stand in a header: no line ends, no other control signs.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}

/// Encrypted, or on this computer.
fn is_private(server: &str) -> bool {
    if server.starts_with("smtps://") {
        return true;
    }
    server.starts_with("smtp://") && (host(server).is_some_and(is_here) || asks_for_tls(server))
}

/// The host of a server's address; an address of IPv6 without its brackets.
fn host(server: &str) -> Option<&str> {
    let (_, rest) = server.split_once("://")?;
    let authority = rest.split(['/', '?']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match host.strip_prefix('[') {
        Some(inside) => inside.split(']').next(),
        None => host.split(':').next(),
    }
}

fn is_here(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "::1" | "localhost")
}

fn asks_for_tls(server: &str) -> bool {
    let query = server.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|part| part == "tls=required")
}

/// Whether a text is an address to which mail can go. Nothing of it can begin another header or recipient.
pub fn is_address(text: &str) -> bool {
    text.len() <= 254 && text.bytes().all(|b| b.is_ascii_graphic()) && text.parse::<Address>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_never_travel_in_the_clear() {
        for right in ["smtps://a:b@mail.example", "smtp://a:b@mail.example?tls=required", "smtp://127.0.0.1:2525"] {
            assert!(Post::new(right, "uho@primjer.example").is_ok(), "{right}");
        }
        for wrong in [
            "smtp://a:b@mail.example",
            "smtp://mail.example?tls=opportunistic",
            "smtp://127.0.0.1.evil.example",
            "smtp://127.0.0.1@evil.example",
            "http://127.0.0.1",
            "",
        ] {
            assert!(Post::new(wrong, "uho@primjer.example").is_err(), "{wrong}");
        }
        assert!(Post::new("smtp://127.0.0.1:2525", "nobody").is_err());
    }

    #[test]
    fn an_address_begins_no_other_header() {
        assert!(is_address("a.b+c@primjer.example"));
        let wrong =
            ["", "a", "a@b@c", "a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "a b@c.example", "đ@b.ba"];
        for wrong in wrong {
            assert!(!is_address(wrong), "{wrong}");
        }
        assert_eq!(one_line("a\r\nBcc: b\0c"), "a  Bcc: b c");
    }
}
