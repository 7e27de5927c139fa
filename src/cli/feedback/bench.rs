//! `zbor feedback doctor bench`: how fast the endpoint is on this disk.

mod child;
mod table;

use crate::cli::command::Speaker;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, shown};
use child::Child;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zbor::diag::text;
use zbor::feedback::bench::{self, Load, flushes, load, percentile};
use zbor::feedback::random;
use zbor::feedback::store::{StoreError, bare_loop};

/// Batches of the bare loop.
const BATCHES: [usize; 3] = [1, 32, 128];
/// Numbers of clients.
const CLIENTS: [u32; 4] = [1, 32, 128, 512];
/// Flushes whose median counts.
const FLUSHES: usize = 200;

/// `bench` on the command line.
pub(super) fn command(say: &Speaker) -> Command {
    let about = text!(
        "Izmjeri koliko poruka u sekundi ovaj disk i ovaj program mogu sačuvati (isto: `mjeri`)",
        "Measure how many messages a second this disk and this program can keep (also: `mjeri`)"
    );
    let usage = text!("zbor feedback doctor bench --data FASCIKLA", "zbor feedback doctor bench --data DIR");
    let data = text!(
        "Fascikla na disku koji se mjeri; u njoj nastane i nestane jedna probna",
        "Folder on the disk to be measured; one for the trial comes and goes in it"
    );
    let seconds =
        text!("Koliko sekundi traje svako mjerenje; inače `3`", "How many seconds each measure takes; else `3`");
    let format = text!("Oblik: `human` (za ljude), `json`", "Form: `human`, `json`");
    say.command(Command::new("bench").alias("mjeri"), about, usage).args([
        super::data(say).required(true).help(say.say(&data)),
        Arg::new("seconds")
            .long("seconds")
            .value_parser(value_parser!(u64).range(1..=60))
            .value_name(say.say(&text!("BROJ", "NUMBER")))
            .help(say.say(&seconds)),
        Arg::new("format")
            .long("format")
            .value_parser(["human", "json"])
            .value_name(say.say(&text!("OBLIK", "FORMAT")))
            .help(say.say(&format)),
    ])
}

/// All that was measured; times in milliseconds, memory in KiB.
#[derive(Debug, Default, Serialize)]
struct Report {
    /// The median time until a write of 4 KiB is confirmed.
    flush: f64,
    /// The bare loop.
    bare: Vec<BareRow>,
    /// The endpoint.
    endpoint: Vec<EndpointRow>,
    /// Resident memory of the endpoint before anybody came, where the system tells it.
    idle: Option<u64>,
    /// The same some moments after the last client went.
    after: Option<u64>,
}

#[derive(Debug, Serialize)]
struct BareRow {
    batch: usize,
    rate: f64,
    p50: f64,
}

#[derive(Debug, Serialize)]
struct EndpointRow {
    clients: u32,
    rate: f64,
    p50: f64,
    p99: f64,
    /// Acknowledgements a flush.
    together: f64,
    /// The most resident memory that was seen meanwhile.
    memory: Option<u64>,
    failed: u64,
}

/// Runs it.
///
/// # Errors
/// When the disk refuses, or the endpoint does not start.
pub(super) fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let data = matches.get_one::<PathBuf>("data").cloned().unwrap_or_default();
    let long = Duration::from_secs(matches.get_one::<u64>("seconds").copied().unwrap_or(3));
    let scratch = Scratch::make(&data)?;
    let report = measure(&scratch.0, long)?;
    match matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        true => console.print(&format!("{}\n", serde_json::to_string(&report).unwrap_or_default())),
        false => table::print(&report, console),
    }
    Ok(Exit::Fine)
}

fn measure(folder: &Path, long: Duration) -> Result<Report, Failure> {
    let mut report =
        Report { flush: millis(percentile(&mut flushes(folder, FLUSHES).map_err(told)?, 50)), ..Report::default() };
    for batch in BATCHES {
        let mut bare = bare_loop(&folder.join("bare"), batch, long).map_err(told)?;
        let took: Duration = bare.commits.iter().sum();
        let messages = u32::try_from(bare.messages).unwrap_or(u32::MAX);
        report.bare.push(BareRow {
            batch,
            rate: f64::from(messages) / took.as_secs_f64().max(f64::EPSILON),
            p50: millis(percentile(&mut bare.commits, 50)),
        });
    }
    let child = Child::start(folder)?;
    std::thread::sleep(Duration::from_secs(1));
    report.idle = child.memory();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::io(folder, &error))?;
    let mut sent = 0;
    for clients in CLIENTS {
        let (before, watch) = (child.counted(), child.watch_memory());
        let done = runtime.block_on(load(child.address, bench::FORM, clients, long, sent));
        let done = done.map_err(|error| Failure::io(folder, &error))?;
        sent += done.times.len() as u64 + done.failed + u64::from(clients);
        report.endpoint.push(row(clients, done, before, child.counted(), watch.most()));
    }
    std::thread::sleep(Duration::from_secs(1));
    report.after = child.memory();
    Ok(report)
}

fn row(clients: u32, mut done: Load, before: (u64, u64), after: (u64, u64), memory: Option<u64>) -> EndpointRow {
    let written = u32::try_from(after.1 - before.1).unwrap_or(u32::MAX);
    let flushes = u32::try_from(after.0 - before.0).unwrap_or(u32::MAX);
    EndpointRow {
        clients,
        rate: done.rate(),
        p50: millis(percentile(&mut done.times, 50)),
        p99: millis(percentile(&mut done.times, 99)),
        together: f64::from(written) / f64::from(flushes.max(1)),
        memory,
        failed: done.failed,
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn told(error: StoreError) -> Failure {
    Failure::world(error.message())
}

/// A folder that goes with all that is in it.
struct Scratch(PathBuf);

impl Scratch {
    fn make(inside: &Path) -> Result<Scratch, Failure> {
        let path = inside.join(format!("bench-{}", random::name().map_err(told)?));
        fs::create_dir_all(&path).map_err(|error| Failure::io(&path, &error))?;
        Ok(Scratch(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Its name says what it was, should the system refuse.
        let _ = fs::remove_dir_all(&self.0);
    }
}
