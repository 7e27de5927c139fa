//! The real endpoint in a process of its own, so that its memory is its own.

use super::{Failure, shown};
use crate::cli::environment::FEEDBACK_NAMES;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;
use zbor::diag::text;
use zbor::feedback::bench;

/// Nobody is turned away for coming often.
const CONFIG: &str = "limits:\n  network: [999999999, 999999999, 999999999]\n  form: [999999999, 999999999, 999999999]\n  \
                      site: [999999999, 999999999, 999999999]\n";

/// An endpoint that runs.
pub(super) struct Child {
    process: std::process::Child,
    /// Where it listens.
    pub(super) address: SocketAddr,
    operations: SocketAddr,
}

impl Child {
    /// Starts it on ports of the system's choice, on an empty folder of data in a folder.
    ///
    /// # Errors
    /// When it does not say where it listens.
    pub(super) fn start(folder: &Path) -> Result<Child, Failure> {
        let io = |error| Failure::io(folder, &error);
        let (forms, config) = (folder.join("forms.json"), folder.join("feedback.yaml"));
        let json = bench::forms().to_json().map_err(|error| io(std::io::Error::other(error)))?;
        fs::write(&forms, json).and_then(|()| fs::write(&config, CONFIG)).map_err(io)?;
        let mut command = Command::new(std::env::current_exe().map_err(io)?);
        command.args(["feedback", "serve", "--lang", "en", "--listen", "127.0.0.1:0", "--operations", "127.0.0.1:0"]);
        // As behind a proxy: connections are not counted by address.
        command.args(["--trusted-proxy", "127.0.0.1"]);
        command.arg("--data").arg(folder.join("served")).arg("--forms").arg(forms).arg("--config").arg(config);
        for name in FEEDBACK_NAMES {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(io)?;
        let said = process
            .stdout
            .take()
            .map(BufReader::new)
            .map(|out| out.lines().take(2).map_while(Result::ok).collect::<String>());
        let said = said.unwrap_or_default();
        let mut found =
            said.split("http://").skip(1).filter_map(|rest| rest.split(['`', '/', ' ']).next()?.parse().ok());
        match (found.next(), found.next()) {
            (Some(address), Some(operations)) => Ok(Child { process, address, operations }),
            _ => {
                end(&mut process);
                let place = shown(folder);
                Err(Failure::world(text!(
                    "prijem se nije pokrenuo u `{place}`",
                    "the endpoint did not start in `{place}`"
                )))
            }
        }
    }

    /// Flushes and the pieces of work in them, since it started.
    pub(super) fn counted(&self) -> (u64, u64) {
        let text = ask(self.operations, "/metrics").unwrap_or_default();
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
        };
        (value("zbor_feedback_flushes_total "), value("zbor_feedback_written_total "))
    }

    /// Resident memory in KiB, where the system tells it.
    pub(super) fn memory(&self) -> Option<u64> {
        resident(self.process.id())
    }

    /// Looks at the memory ten times a second from now on.
    pub(super) fn watch_memory(&self) -> Watch {
        let (over, most, id) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)), self.process.id());
        let (ended, seen) = (Arc::clone(&over), Arc::clone(&most));
        let thread = std::thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                seen.fetch_max(resident(id).unwrap_or(0), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        Watch { over, most, thread }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

fn end(process: &mut std::process::Child) {
    // It may have ended by itself.
    let _ = process.kill();
    let _ = process.wait();
}

/// Somebody who looks at the memory.
pub(super) struct Watch {
    over: Arc<AtomicBool>,
    most: Arc<AtomicU64>,
    thread: JoinHandle<()>,
}

impl Watch {
    /// The most that was seen, in KiB; none where the system does not tell it.
    pub(super) fn most(self) -> Option<u64> {
        self.over.store(true, Ordering::Relaxed);
        // It does nothing that could fail.
        let _ = self.thread.join();
        Some(self.most.load(Ordering::Relaxed)).filter(|most| *most > 0)
    }
}

/// `VmRSS` of a process, as Linux tells it.
fn resident(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn ask(to: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut socket = TcpStream::connect(to)?;
    socket.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer)?;
    Ok(answer)
}
