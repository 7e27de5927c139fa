//! An endpoint for a test: the real program, a folder of data, and bytes on a socket.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use zbor::form::{Choice, Contact, Form, FormEntry, FormKind, FormsFile, Poll, Setting, SiteEntry, built_in};
use zbor::lang::{Labels, Locale};

/// A running `zbor feedback serve`.
pub struct Endpoint {
    pub child: Child,
    pub address: SocketAddr,
    pub operations: SocketAddr,
}

impl Endpoint {
    /// Starts the program on ports of the system's choice, and waits until it says where it listens.
    pub fn start(dir: &Path, more: &[&str]) -> Endpoint {
        Endpoint::spawned(command(dir, more))
    }

    /// The same of a command that was made ready.
    pub fn spawned(mut command: Command) -> Endpoint {
        let mut child = command.spawn().unwrap();
        let mut said = String::new();
        let mut out = child.stdout.take().unwrap();
        let mut byte = [0];
        // Two lines; the addresses are in backticks.
        while said.matches('\n').count() < 2 {
            assert_eq!(out.read(&mut byte).unwrap(), 1, "it ended: {said}");
            said.push(char::from(byte[0]));
        }
        let found: Vec<SocketAddr> = said
            .split("http://")
            .skip(1)
            .map(|rest| rest.split(['`', '/', '\'', ' ', '\n']).next().unwrap().trim_end_matches('.').parse().unwrap())
            .collect();
        Endpoint { child, address: found[0], operations: found[1] }
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn get(&self, path: &str) -> Answer {
        send(self.address, &request("GET", path, "", "")).unwrap()
    }

    /// Posts fields as a browser does.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, "", fields)
    }

    /// The same with further header lines, each with its line end.
    pub fn post_with(&self, path: &str, headers: &str, fields: &[(&str, &str)]) -> Answer {
        send(self.address, &form_request(path, headers, fields)).unwrap()
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn command(dir: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zbor"));
    command.args(["feedback", "serve", "--lang", "en", "--listen", "127.0.0.1:0", "--operations", "127.0.0.1:0"]);
    command.arg("--data").arg(dir.join("data")).arg("--forms").arg(dir.join("forms.json")).args(more);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = format!("{}:", name.to_lowercase());
        let line = self.head.lines().find(|line| line.to_lowercase().starts_with(&name))?;
        Some(line[name.len()..].trim())
    }

    pub fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{self:?}");
        self.header("location").unwrap()
    }
}

pub fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = if method == "GET" { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    format!("{method} {path} HTTP/1.1\r\nHost: poruke.test\r\nConnection: close\r\n{headers}{length}\r\n{body}")
        .into_bytes()
}

pub fn form_request(path: &str, headers: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let headers = format!("{headers}Content-Type: application/x-www-form-urlencoded\r\n");
    request("POST", path, &headers, &encoded(fields))
}

pub fn encoded(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}

/// A multipart body with its header.
pub fn multipart(path: &str, fields: &[(&str, &str)], photos: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, bytes) in photos {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: poruke.test\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend(body);
    request
}

/// Sends bytes and reads to the end.
pub fn send(to: SocketAddr, bytes: &[u8]) -> std::io::Result<Answer> {
    let mut socket = TcpStream::connect(to)?;
    socket.set_read_timeout(Some(Duration::from_secs(30)))?;
    // A server that has seen enough answers before it has read all.
    let written = socket.write_all(bytes);
    let mut back = Vec::new();
    let read = socket.read_to_end(&mut back);
    if back.is_empty() {
        written?;
        read?;
    }
    answer(&back).ok_or_else(|| std::io::Error::other("no answer"))
}

pub fn answer(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let bytes = bytes[end + 4..].to_vec();
    Some(Answer { status, head, body: String::from_utf8_lossy(&bytes).into_owned(), bytes })
}

/// Two invented sites, one of them in two languages, with a poll that is open and one that is over.
pub fn forms() -> FormsFile {
    let site = |slug: &str, name: &str, languages: &[Locale]| {
        let setting = Setting {
            reader: "sekretar".to_owned(),
            promise_days: Some(5),
            streets: vec!["Lipova".to_owned()],
            ..Setting::default()
        };
        let mut forms = Vec::new();
        for locale in languages {
            let labels = Labels::builtin(*locale);
            let kinds = [FormKind::Idea, FormKind::Report, FormKind::Question, FormKind::Rsvp];
            forms.extend(kinds.map(|kind| FormEntry::new(built_in(kind, labels, &setting), None)));
        }
        for (id, closes) in [("klupe", None), ("stara", Some("2020-01-01T00:00:00Z".to_owned()))] {
            forms.push(FormEntry { closes, ..FormEntry::new(poll(id), None) });
        }
        SiteEntry {
            slug: slug.to_owned(),
            name: name.to_owned(),
            colours: [("accent".to_owned(), "#7a1f1f".to_owned())].into(),
            languages: languages.to_vec(),
            base_url: Some(format!("https://mz.test/{slug}")),
            contact: Contact { phone: Some("032 000 111".to_owned()), ..Contact::default() },
            promise_days: Some(5),
            zone: None,
            forms,
        }
    };
    FormsFile {
        version: FormsFile::VERSION,
        sites: vec![
            site("gornje-polje", "MZ Gornje Polje", &[Locale::Bs, Locale::En]),
            site("donji-brijeg", "МЗ Доњи Бријег", &[Locale::SrCyrl]),
        ],
    }
}

pub fn poll(id: &str) -> Form {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    let options = vec![choice("1", "Kraj škole"), choice("2", "Kraj mosta")];
    let poll = Poll { id: id.to_owned(), question: "Gdje da stoje klupe?".to_owned(), options, most: Some(1) };
    built_in(FormKind::Poll, Labels::builtin(Locale::Bs), &Setting { poll, ..Setting::default() })
}

/// A folder with `forms.json`.
pub fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("forms.json"), forms().to_json().unwrap()).unwrap();
    dir
}

/// A JPEG of that many pixels, made of noise, with a place in its EXIF.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut state = 7_u32;
    let pixels: Vec<u8> = (0..usize::from(width) * usize::from(height) * 3)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 28) as u8 * 16
        })
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 60);
    // TIFF, one directory with a pointer to GPS data: enough for a reader to find a place.
    let gps = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0GPSPLACE";
    encoder.add_app_segment(1, gps.to_vec()).unwrap();
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}

/// Every file under a folder.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
