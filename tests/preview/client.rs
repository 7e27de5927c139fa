//! The program as a server of its own, and a client that sends exactly what it is told.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

/// What nobody may read through the preview; it lies beside the workspace and in it.
pub const SECRET: &str = "tajna-koju-niko-ne-smije-vidjeti";

/// A running preview of a workspace of two sites; it ends with the value.
pub struct Server {
    dir: tempfile::TempDir,
    child: Child,
    pub port: u16,
    /// What the program printed before it served.
    pub said: String,
    more: Mutex<std::sync::mpsc::Receiver<String>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl Server {
    pub fn start() -> Server {
        Server::with(&[])
    }

    pub fn with(options: &[&str]) -> Server {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("mz");
        plant(&root);
        fs::write(dir.path().join("izvan.txt"), SECRET).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_zbor"))
            .args(["serve", "--now", "2026-11-24"])
            .args(if options.contains(&"--port") { [].as_slice() } else { &["--port", "0"] })
            .args(options)
            .arg(&root)
            .env_clear()
            .env("TMPDIR", dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !said.contains("Ctrl+C") {
            assert!(lines.read_line(&mut said).unwrap() > 0, "it ended: {said}");
        }
        // Whoever prints later must find somebody who reads.
        let (later, more) = std::sync::mpsc::channel();
        std::thread::spawn(move || lines.lines().map_while(Result::ok).for_each(|line| drop(later.send(line))));
        let address = said.split("http://127.0.0.1:").nth(1).unwrap();
        let port = address.split('/').next().unwrap().parse().unwrap();
        Server { dir, child, port, said, more: Mutex::new(more) }
    }

    pub fn root(&self) -> PathBuf {
        self.dir.path().join("mz")
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The next line that the program prints.
    pub fn next_line(&self) -> String {
        self.more.lock().unwrap().recv_timeout(Duration::from_secs(25)).unwrap()
    }

    /// Ends the program as a power cut would.
    pub fn kill(&self) {
        let _ = Command::new("kill").args(["-9", &self.child.id().to_string()]).status();
    }

    /// Asks the program to end, and waits for it.
    pub fn end(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }

    /// What the program left among the temporary files of the system.
    pub fn temporary(&self) -> Vec<String> {
        let entries = fs::read_dir(self.dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
        entries.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.starts_with("zbor")).collect()
    }

    /// Posts a form as a page of ours does.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = format!("http://{}", self.host());
        self.post_with(path, &[("Origin", &origin), ("Sec-Fetch-Site", "same-origin")], fields)
    }

    /// Posts a form with these headers.
    pub fn post_with(&self, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let body =
            fields.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect::<Vec<_>>().join("&");
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let (host, len) = (self.host(), body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len}\r\nConnection: close\r\n\r\n{body}"
        );
        self.raw(head.as_bytes())
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends bytes as they are and reads to the end.
    pub fn raw(&self, request: &[u8]) -> Answer {
        self.raw_at(IpAddr::V4(Ipv4Addr::LOCALHOST), request)
    }

    /// The same by another address of this computer.
    pub fn raw_at(&self, address: IpAddr, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect((address, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(25))).unwrap();
        stream.write_all(request).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = all.get(end + 4..).unwrap_or_default().to_vec();
        Answer { status, head, body }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = self.host();
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    }

    /// The findings that open pages show.
    pub fn findings(&self) -> serde_json::Value {
        serde_json::from_slice(&self.get("/_zbor/findings").body).unwrap()
    }

    /// An open page.
    pub fn listen(&self) -> Listener {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(25))).unwrap();
        let host = self.host();
        stream.write_all(format!("GET /_zbor/events HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).unwrap();
        let mut listener = Listener(BufReader::new(stream));
        assert_eq!(listener.next(), ("hello".to_owned(), String::new()));
        listener
    }
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The events of an open page.
pub struct Listener(BufReader<TcpStream>);

impl Listener {
    /// The next event: its name and data.
    pub fn next(&mut self) -> (String, String) {
        let mut name = None;
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(event) = line.strip_prefix("event: ") {
                name = Some(event.trim_end().to_owned());
            }
            if let (Some(name), Some(data)) = (&name, line.strip_prefix("data: ")) {
                return (name.clone(), data.trim_end().to_owned());
            }
        }
    }

    /// The data of the next event of a name.
    pub fn until(&mut self, name: &str) -> String {
        loop {
            let (found, data) = self.next();
            if found == name {
                return data;
            }
        }
    }
}

pub const NOTICE: &str = "sites/gornje-selo/obavjestenja/2026-11-20-put.md";

pub fn notice(title: &str) -> String {
    format!("---\nnaslov: {title}\ntema: škola\n---\nTekst o putu.\n")
}

/// A workspace of two sites with a photo, a document, and things that must stay inside.
pub fn plant(root: &Path) {
    let write = |path: &str, bytes: &[u8]| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let photo = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photo/full.jpg")).unwrap();
    write("zbor.yaml", format!("naziv: Općina Proba\nbase_url: https://primjer.example\n# {SECRET}\n").as_bytes());
    write("sites/gornje-selo/site.yaml", b"naziv: MZ Gornje Selo\nbez_interneta: da\n");
    write("sites/polje/site.yaml", b"naziv: MZ Polje\n");
    write(NOTICE, notice("Novi put").as_bytes());
    write(
        "sites/gornje-selo/obavjestenja/2026-11-21-krov/index.md",
        b"---\nnaslov: Krov\nslika:\n  datoteka: krov.jpg\n  opis: Krov\n---\nTekst.\n",
    );
    write("sites/gornje-selo/obavjestenja/2026-11-21-krov/krov.jpg", &photo);
    write("sites/gornje-selo/dokumenti/odluka.txt", b"Odluka");
    write("sites/gornje-selo/obavjestenja/aux.md", notice("Aux").as_bytes());
    write("README.md", SECRET.as_bytes());
    write(".env", SECRET.as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../../../izvan.txt", root.join("sites/gornje-selo/dokumenti/izvan.txt")).unwrap();
}
