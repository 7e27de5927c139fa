//! The folder: who may look in, whose files they are, how much room there is, the clock, the last backup.

use super::{Finding, Patient, named};
use crate::date::Timestamp;
use crate::diag::Severity::{Error, Warning};
use crate::diag::text;
use crate::feedback::store::{ControlCheckup, LAST_BACKUP, SiteCheckup, last_backup};
use crate::feedback::system::left;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Less room than this is soon used up: some dozens of messages with photos.
const LITTLE_ROOM: u64 = 256 << 20;
/// With less than this nothing with photos can be kept.
const NO_ROOM: u64 = 32 << 20;
/// A backup that is older is not one that anybody would like to go back to.
const OLD_BACKUP_DAYS: i64 = 8;
/// A clock that stands before this moment (2026-01-01 UTC, in seconds) was never set: the program is younger.
const YOUNGEST: i64 = 1_767_225_600;
/// So much, in milliseconds, clocks may differ: two servers, or a correction by NTP.
const TOLERANCE_MS: i64 = 2 * 60 * 1000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub(super) fn examine(patient: &Patient) -> Vec<Finding> {
    let mut findings = vec![at_work(patient.data), room(patient.data)];
    findings.extend(privacy(patient.data));
    findings.extend(foreign(patient.data));
    findings.push(backup(patient));
    findings
}

/// Whether a server works there: what follows is then a look at something that moves.
fn at_work(data: &Path) -> Finding {
    let locked = File::open(data.join("lock")).map(|lock| lock.try_lock());
    match locked {
        Ok(Err(TryLockError::WouldBlock)) => {
            Finding::well(text!("prijem poruka radi na ovoj fascikli", "a server is working on this folder"))
        }
        _ => Finding::well(text!("nijedan prijem poruka sada ne radi ovdje", "no server is working here now")),
    }
}

fn room(data: &Path) -> Finding {
    let Some(bytes) = left(data) else {
        return Finding::well(text!(
            "sistem ne kaže koliko na disku ima mjesta",
            "the system does not tell the room left"
        ));
    };
    let mib = bytes >> 20;
    let message = text!("na disku je ostalo {mib} MiB", "{mib} MiB are left on the disk");
    let cure = || {
        text!(
            "oslobodite mjesto ili prenesite fasciklu na veći disk; kad se disk napuni, poruke se odbijaju sa 503",
            "free some room or move the folder to a larger disk; when it is full, messages are refused with 503"
        )
    };
    match bytes {
        ..NO_ROOM => Finding::ill(Error, message, cure()),
        NO_ROOM..LITTLE_ROOM => Finding::ill(Warning, message, cure()),
        _ => Finding::well(message),
    }
}

fn backup(patient: &Patient) -> Finding {
    let cure = text!(
        "pravite je svaku noć: `zbor feedback backup --data … --to …`, i probajte je: `zbor feedback restore-drill`",
        "take one every night: `zbor feedback backup --data … --to …`, and try it: `zbor feedback restore-drill`"
    );
    let Some(taken) = last_backup(patient.data) else {
        let message = text!("ne zna se ni za jednu kopiju ove fascikle", "no backup of this folder is known");
        return Finding::ill(Warning, message, cure);
    };
    let days = (patient.now.as_millisecond() - taken.as_millisecond()) / DAY_MS;
    let message = text!("posljednja kopija: prije {days} dana", "last backup: {days} days ago");
    if days > OLD_BACKUP_DAYS { Finding::ill(Warning, message, cure) } else { Finding::well(message) }
}

/// Whether others on this computer may look in.
#[cfg(unix)]
fn privacy(data: &Path) -> Vec<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let open: Vec<String> = [data.to_owned(), data.join("sites"), data.join("keys")]
        .into_iter()
        .filter(|path| fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o007 != 0))
        .map(|path| path.display().to_string())
        .collect();
    let folders = named(&open);
    vec![match open.is_empty() {
        true => {
            Finding::well(text!("drugi na ovom računaru ne mogu u fasciklu", "others on this computer cannot look in"))
        }
        false => Finding::ill(
            Warning,
            text!(
                "svako na ovom računaru može gledati u {folders}",
                "everybody on this computer may look into {folders}"
            ),
            text!("zatvorite ih: `chmod o= FASCIKLA`", "close them: `chmod o= DIR`"),
        ),
    }]
}

/// Rights of this system are not read.
#[cfg(not(unix))]
fn privacy(_: &Path) -> Vec<Finding> {
    Vec::new()
}

/// Files that belong to somebody else than the folder: a command that an administrator ran leaves them, and then the
/// server cannot write them.
#[cfg(unix)]
fn foreign(data: &Path) -> Vec<Finding> {
    use std::os::unix::fs::MetadataExt;
    let Ok(owner) = fs::metadata(data).map(|found| found.uid()) else { return Vec::new() };
    let of_others: Vec<String> = files(data)
        .into_iter()
        // Whoever takes backups need not be the server.
        .filter(|path| !path.ends_with(LAST_BACKUP))
        .filter(|path| fs::symlink_metadata(path).is_ok_and(|found| found.uid() != owner))
        .map(|path| path.display().to_string())
        .collect();
    let (names, place) = (named(&of_others), data.display());
    match of_others.is_empty() {
        true => Vec::new(),
        false => vec![Finding::ill(
            Error,
            text!(
                "nemaju istog vlasnika kao fascikla, pa prijem ne može pisati u njih: {names}",
                "they have not the owner of the folder, so the server cannot write to them: {names}"
            ),
            text!(
                "vratite ih: `chown -R --reference={place} {place}`, a naredbe pokrećite kao isti korisnik",
                "give them back: `chown -R --reference={place} {place}`, and run commands as the same user"
            ),
        )],
    }
}

/// Owners of this system are not read.
#[cfg(not(unix))]
fn foreign(_: &Path) -> Vec<Finding> {
    Vec::new()
}

/// Everything in the folder and in the folders in it, not through links.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let with_those_inside = |entry: fs::DirEntry| {
        let inner = if entry.file_type().is_ok_and(|kind| kind.is_dir()) { files(&entry.path()) } else { Vec::new() };
        std::iter::once(entry.path()).chain(inner)
    };
    entries.flat_map(with_those_inside).collect()
}

/// A clock that stands before what was already received, or before there was this program.
pub(super) fn clock(
    patient: &Patient,
    control: Option<&ControlCheckup>,
    sites: &[SiteCheckup],
    findings: &mut Vec<Finding>,
) {
    let now = patient.now;
    let known = sites.iter().filter_map(|site| site.newest).chain(control.and_then(|control| control.newest));
    let newest = known.max().filter(|newest| newest.as_millisecond() > now.as_millisecond() + TOLERANCE_MS);
    let cure = text!(
        "namjestite sat i uključite NTP (`timedatectl set-ntp true`): po njemu se računaju obećani dani",
        "set the clock and turn NTP on (`timedatectl set-ntp true`): promised days go by it"
    );
    findings.push(match newest {
        _ if now.as_second() < YOUNGEST => Finding::ill(
            Error,
            text!("sat pokazuje `{now}`: nije namješten", "the clock says `{now}`: it was never set"),
            cure,
        ),
        Some(newest) => Finding::ill(Error, behind(now, newest), cure),
        None => Finding::well(text!("sat pokazuje `{now}`", "the clock says `{now}`")),
    });
}

fn behind(now: Timestamp, newest: Timestamp) -> crate::diag::Text {
    text!(
        "sat pokazuje `{now}`, a nešto je već zapisano u `{newest}`",
        "the clock says `{now}`, but something was written at `{newest}` already"
    )
}
