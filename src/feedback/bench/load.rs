//! The load generator: people behind a proxy, each with the next message as soon as the last one is acknowledged.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::Interest;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Longer answers than this are none that an acknowledgement has.
const LONGEST_ANSWER: usize = 64 * 1024;

/// What came of a load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// The time from each post to its acknowledgement.
    pub times: Vec<Duration>,
    /// Posts that were answered otherwise, or not.
    pub failed: u64,
    /// How long it went on.
    pub took: Duration,
}

impl Load {
    /// Acknowledgements a second.
    pub fn rate(&self) -> f64 {
        let count = u32::try_from(self.times.len()).unwrap_or(u32::MAX);
        f64::from(count) / self.took.as_secs_f64().max(f64::EPSILON)
    }
}

/// Posts as so many clients for so long, each on a connection of its own that stays open. To be called inside a
/// runtime. `first` is the number of the first message: none may be sent twice.
///
/// # Errors
/// When nobody answers.
pub async fn load(to: SocketAddr, path: &str, clients: u32, long: Duration, first: u64) -> io::Result<Load> {
    let next = Arc::new(AtomicU64::new(first));
    let mut sockets = Vec::new();
    for _ in 0..clients {
        let socket = TcpStream::connect(to).await?;
        socket.set_nodelay(true)?;
        sockets.push(socket);
    }
    let begun = Instant::now();
    let mut tasks = JoinSet::new();
    for (number, socket) in (0_u32..).zip(sockets) {
        let client = Client { socket, number, path: path.to_owned(), next: Arc::clone(&next) };
        tasks.spawn(client.run(begun + long));
    }
    let mut load = Load::default();
    while let Some(done) = tasks.join_next().await {
        let (times, failed) = done.unwrap_or_default();
        load.times.extend(times);
        load.failed += failed;
    }
    load.took = begun.elapsed();
    Ok(load)
}

struct Client {
    socket: TcpStream,
    number: u32,
    path: String,
    next: Arc<AtomicU64>,
}

impl Client {
    async fn run(mut self, until: Instant) -> (Vec<Duration>, u64) {
        let (mut times, mut failed) = (Vec::new(), 0);
        while Instant::now() < until {
            let request = self.request();
            let begun = Instant::now();
            match self.ask(&request).await {
                Ok(303) => times.push(begun.elapsed()),
                Ok(_) => failed += 1,
                // The connection is gone, and with it this client.
                Err(_) => return (times, failed + 1),
            }
        }
        (times, failed)
    }

    /// A message that nobody sent before, of a client with an address of its own, as the proxy passes it on.
    fn request(&self) -> Vec<u8> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let [_, high, middle, low] = self.number.to_be_bytes();
        let body = format!(
            "message=Poruka+broj+{number}%3A+na+uglu+Lipove+ulice+ne+radi+rasvjeta%2C+molimo+da+se+popravi+do+petka.\
             &name=Mujo&phone=&email=&consent=1"
        );
        let path = &self.path;
        format!(
            "POST {path} HTTP/1.1\r\nHost: poruke.test\r\nX-Forwarded-For: {}.{middle}.{low}.9\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            11 + high,
            body.len()
        )
        .into_bytes()
    }

    /// Sends a request and reads its whole answer; the status.
    async fn ask(&mut self, request: &[u8]) -> io::Result<u16> {
        let mut rest = request;
        while !rest.is_empty() {
            self.socket.ready(Interest::WRITABLE).await?;
            match self.socket.try_write(rest) {
                Ok(count) => rest = rest.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        let mut answer = Vec::new();
        loop {
            self.socket.ready(Interest::READABLE).await?;
            let mut piece = [0; 4096];
            match self.socket.try_read(&mut piece) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => answer.extend_from_slice(piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
                Err(error) => return Err(error),
            }
            if let Some(status) = whole(&answer) {
                return Ok(status);
            }
            if answer.len() > LONGEST_ANSWER {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
    }
}

/// The status of an answer that is here with all its body; none while more is to come.
fn whole(answer: &[u8]) -> Option<u16> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(answer.get(..end)?).ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    (answer.len() >= end + 4 + length.unwrap_or(0)).then(|| head.split(' ').nth(1)?.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_with_its_body() {
        assert_eq!(whole(b"HTTP/1.1 303 See Other\r\nLocation: /r/x\r\n\r\n"), Some(303));
        assert_eq!(whole(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab"), None);
        assert_eq!(whole(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"), Some(200));
        assert_eq!(whole(b"HTTP/1.1 200 OK\r\nConte"), None);
    }
}
