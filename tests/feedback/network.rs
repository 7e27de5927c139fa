//! Bad networks: a thousand people behind a proxy that delays, stalls and cuts at any byte, and who try again until they
//! have a receipt. `ZBOR_SEED` chooses other accidents.

use super::endpoint::{Endpoint, answer, command, files, folder, form_request, jpeg, multipart};
use socket2::SockRef;
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};
use zbor::date::Date;
use zbor::feedback::SiteId;
use zbor::feedback::store::{Inbox, Options, Sqlite};

const PEOPLE: usize = 1_000;
/// Who is at it at once: each is three sockets of this process.
const AT_ONCE: usize = 300;
/// Each way.
const DELAY: Duration = Duration::from_millis(800);
/// So often the other way of a connection looks whether it was reset.
const GLANCE: Duration = Duration::from_millis(200);
/// So long a person waits before trying again.
const PATIENCE: Duration = Duration::from_secs(4);

/// What happens to a connection, after how many bytes.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Clean,
    CutOnTheWay(usize),
    CutOnTheWayBack(usize),
    ResetOnTheWay(usize),
    ResetOnTheWayBack(usize),
    StalledOnTheWay(usize),
    StalledOnTheWayBack(usize),
}

impl Fate {
    fn of(seed: u64, connection: u64) -> Fate {
        let random = chance(seed, connection);
        let at = usize::try_from(random >> 40).unwrap();
        match random % 100 {
            0..40 => Fate::Clean,
            40..53 => Fate::CutOnTheWay(at % 3_000),
            53..66 => Fate::CutOnTheWayBack(at % 350),
            66..73 => Fate::ResetOnTheWay(at % 3_000),
            73..80 => Fate::ResetOnTheWayBack(at % 350),
            80..90 => Fate::StalledOnTheWay(at % 3_000),
            _ => Fate::StalledOnTheWayBack(at % 350),
        }
    }

    fn number(self) -> usize {
        match self {
            Fate::Clean => 0,
            Fate::CutOnTheWay(_) => 1,
            Fate::CutOnTheWayBack(_) => 2,
            Fate::ResetOnTheWay(_) => 3,
            Fate::ResetOnTheWayBack(_) => 4,
            Fate::StalledOnTheWay(_) => 5,
            Fate::StalledOnTheWayBack(_) => 6,
        }
    }
}

/// SplitMix64 of a seed and a number.
fn chance(seed: u64, n: u64) -> u64 {
    let mut z = seed.wrapping_add(n.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Where one way of a connection ends.
#[derive(Clone, Copy)]
enum End {
    Never,
    Cut(usize),
    /// Both sides get a reset (RST) and no end (FIN).
    Reset(usize),
    Stall(usize),
}

/// Bytes, or 0 at the end and when the connection was reset. Only connections that will be have a time for it.
fn take(from: &mut TcpStream, buffer: &mut [u8], reset: &AtomicBool) -> usize {
    loop {
        match from.read(buffer) {
            Ok(read) => return read,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return 0,
        }
        if reset.load(Ordering::SeqCst) {
            return 0;
        }
    }
}

/// Passes bytes on, each chunk late, up to the end. Then both sides are closed, or nothing comes for longer than anybody
/// waits.
fn pump(mut from: TcpStream, mut to: TcpStream, end: End, reset: &AtomicBool) {
    let mut buffer = [0; 4_096];
    let mut passed = 0;
    loop {
        let read = take(&mut from, &mut buffer, reset);
        if reset.load(Ordering::SeqCst) {
            return;
        }
        sleep(DELAY);
        let left = match end {
            End::Never => read,
            End::Cut(at) | End::Reset(at) | End::Stall(at) => read.min(at - passed),
        };
        if read == 0 || to.write_all(&buffer[..left]).is_err() {
            break;
        }
        passed += left;
        if left < read {
            if matches!(end, End::Reset(_)) {
                // It is sent when the last handle goes: both are dropped here, and by the pump of the other way.
                for side in [&from, &to] {
                    SockRef::from(side).set_linger(Some(Duration::ZERO)).unwrap();
                }
                reset.store(true, Ordering::SeqCst);
                return;
            }
            if matches!(end, End::Stall(_)) {
                sleep(PATIENCE + DELAY);
            }
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
            return;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

/// A proxy in front of a server; how often each fate was met is counted.
fn proxy(to: SocketAddr, seed: u64, met: &'static [AtomicUsize; 7]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for (n, near) in (0..).zip(listener.incoming()) {
            let (Ok(near), Ok(far)) = (near, TcpStream::connect(to)) else { continue };
            let fate = Fate::of(seed, n);
            met[fate.number()].fetch_add(1, Ordering::Relaxed);
            let (there, back) = match fate {
                Fate::Clean => (End::Never, End::Never),
                Fate::CutOnTheWay(at) => (End::Cut(at), End::Never),
                Fate::CutOnTheWayBack(at) => (End::Never, End::Cut(at)),
                Fate::ResetOnTheWay(at) => (End::Reset(at), End::Never),
                Fate::ResetOnTheWayBack(at) => (End::Never, End::Reset(at)),
                Fate::StalledOnTheWay(at) => (End::Stall(at), End::Never),
                Fate::StalledOnTheWayBack(at) => (End::Never, End::Stall(at)),
            };
            let (near_too, far_too) = (near.try_clone().unwrap(), far.try_clone().unwrap());
            if matches!(fate, Fate::ResetOnTheWay(_) | Fate::ResetOnTheWayBack(_)) {
                [&near, &far].into_iter().for_each(|side| side.set_read_timeout(Some(GLANCE)).unwrap());
            }
            let reset = Arc::new(AtomicBool::new(false));
            let reset_too = Arc::clone(&reset);
            small(move || pump(near, far, there, &reset));
            small(move || pump(far_too, near_too, back, &reset_too));
        }
    });
    address
}

fn small(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(128 * 1024).spawn(work).unwrap();
}

/// One attempt of a browser: the place of the receipt, where the whole head of the answer came.
fn attempt(to: SocketAddr, bytes: &[u8]) -> Option<String> {
    let mut socket = TcpStream::connect(to).ok()?;
    let _ = socket.write_all(bytes);
    let (until, mut back, mut buffer) = (Instant::now() + PATIENCE, Vec::new(), [0; 4_096]);
    loop {
        let left = until.checked_duration_since(Instant::now())?;
        socket.set_read_timeout(Some(left.max(Duration::from_millis(1)))).unwrap();
        match socket.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => back.extend_from_slice(&buffer[..read]),
        }
    }
    let answer = answer(&back)?;
    match answer.status {
        303 => Some(answer.location().to_owned()),
        // What arrived was not whole, or there is a queue: it is sent again.
        400 | 408 | 503 => None,
        _ => panic!("{}", answer.head),
    }
}

/// What a person sends: every second one has a script that gives it a key, every twentieth a photo.
fn post(n: usize, photo: &[u8]) -> (String, Vec<u8>) {
    let text = format!("Osoba broj {n} kaže: {}.", "nešto važno ".repeat(n % 90));
    let key = format!("{:032x}", chance(7, n as u64));
    let mut fields = vec![("message", text.as_str()), ("name", "Mujo"), ("consent", "1")];
    if n.is_multiple_of(2) {
        fields.push(("_key", &key));
    }
    let from = format!("X-Forwarded-For: 10.{}.{}.7\r\n", n / 256, n % 256);
    let bytes = match n % 20 {
        5 => {
            let bytes = multipart("/f/gornje-polje/prijava", &fields, &[("a.jpg", photo)]);
            let host = b"Host: ";
            let at = bytes.windows(host.len()).position(|window| window == host).unwrap();
            [&bytes[..at], from.as_bytes(), &bytes[at..]].concat()
        }
        _ => form_request("/f/gornje-polje/prijava", &from, &fields),
    };
    (text, bytes)
}

/// Tries until there is a receipt; every tenth person presses the button twice.
fn person(to: SocketAddr, n: usize, bytes: &[u8], attempts: &AtomicUsize) -> String {
    let insist = || {
        for _ in 0..60 {
            attempts.fetch_add(1, Ordering::Relaxed);
            if let Some(receipt) = attempt(to, bytes) {
                return receipt;
            }
        }
        panic!("person {n} gave up");
    };
    if !n.is_multiple_of(10) {
        return insist();
    }
    std::thread::scope(|scope| {
        let twice = [(); 2].map(|()| scope.spawn(insist));
        let [one, two] = twice.map(|one| one.join().unwrap());
        assert_eq!(one, two, "person {n} has one receipt");
        one
    })
}

#[test]
fn a_thousand_people_behind_a_bad_network_are_each_kept_once() {
    static MET: [AtomicUsize; 7] = [const { AtomicUsize::new(0) }; 7];
    let seed = std::env::var("ZBOR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026);
    let dir = folder();
    let settings = dir.path().join("settings.yaml");
    let many = "[999999, 999999, 999999]";
    std::fs::write(&settings, format!("limits: {{network: {many}, form: {many}, site: {many}}}\n")).unwrap();
    let config = settings.to_str().unwrap();
    let endpoint = Endpoint::spawned(command(dir.path(), &["--config", config, "--trusted-proxy", "127.0.0.1"]));
    let (to, photo) = (proxy(endpoint.address, seed, &MET), jpeg(24, 16));
    let (next, attempts, receipts) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= PEOPLE {
                        return;
                    }
                    let (text, bytes) = post(n, &photo);
                    let receipt = person(to, n, &bytes, &attempts);
                    receipts.lock().unwrap().push((receipt, text));
                }
            });
        }
    });
    let receipts = receipts.into_inner().unwrap();
    let met = MET.each_ref().map(|count| count.load(Ordering::Relaxed));
    println!("seed {seed}: {} attempts, fates {met:?}", attempts.load(Ordering::Relaxed));
    assert!(met.iter().all(|count| *count > 50), "every accident happened: {met:?}");
    let places: BTreeSet<&String> = receipts.iter().map(|(receipt, _)| receipt).collect();
    assert_eq!(places.len(), PEOPLE, "seed {seed}: each has a receipt of their own");
    for (receipt, text) in &receipts {
        let page = endpoint.get(receipt);
        assert!(page.status == 200 && page.body.contains(text.as_str()), "seed {seed}: {receipt} is not {text}");
    }
    let store = Sqlite::beside(Options::at(dir.path().join("data"))).unwrap();
    let numbers = store.numbers(&SiteId::parse("gornje-polje").unwrap(), Date::constant(2026, 1, 1)).unwrap();
    assert_eq!((numbers.open, numbers.quarantine), (PEOPLE as u64, 0), "seed {seed}: each once, and nothing else");
    let photos = files(&dir.path().join("data/sites/gornje-polje.photos"));
    assert_eq!(photos.len(), PEOPLE / 20, "seed {seed}: each photo once");
}
