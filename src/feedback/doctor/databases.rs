//! The databases, and the photos that they name.

use super::{Finding, Patient, named};
use crate::diag::Severity::{Error, Hint, Warning};
use crate::diag::text;
use crate::feedback::SiteId;
use crate::feedback::store::{
    self, ControlCheckup, FileCheckup, SiteCheckup, StoreError, checkup_control, checkup_site,
};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// A notice that waits longer than this has failed again and again.
const LONG_WAIT_MS: i64 = 60 * 60 * 1000;
/// Photos younger than this may belong to a message that is just being received.
const YOUNG: Duration = Duration::from_secs(3_600);

pub(super) fn examine(patient: &Patient, findings: &mut Vec<Finding>) -> (Option<ControlCheckup>, Vec<SiteCheckup>) {
    let control = taken("control.db", checkup_control(patient.data), findings);
    if let Some(control) = &control {
        file("control.db", &control.file, findings);
    }
    let mut sites = Vec::new();
    for site in store::sites(patient.data).unwrap_or_default() {
        let name = format!("sites/{site}.db");
        if let Some(found) = taken(&name, checkup_site(patient.data, &site), findings) {
            file(&name, &found.file, findings);
            figures(&name, found.wrong_figures, findings);
            photos(patient.data, &site, &found, findings);
            notices(patient, &site, &found, findings);
            sites.push(found);
        }
    }
    let (count, items) = (sites.len(), sites.iter().map(|site| site.items).sum::<u64>());
    findings.push(Finding::well(text!(
        "sajtova s porukama: {count}, poruka: {items}",
        "sites with messages: {count}, messages: {items}"
    )));
    (control, sites)
}

fn taken<T>(name: &str, found: Result<T, StoreError>, findings: &mut Vec<Finding>) -> Option<T> {
    found
        .map_err(|error| {
            let told = error.message();
            let message =
                crate::diag::Text { bs: format!("`{name}`: {}", told.bs), en: format!("`{name}`: {}", told.en) };
            findings.push(Finding::ill(Error, message, broken_cure()));
        })
        .ok()
}

fn broken_cure() -> crate::diag::Text {
    text!(
        "ugasite prijem, sačuvajte fasciklu kakva je, pa vratite posljednju kopiju: `zbor feedback restore`",
        "stop the server, put the folder aside as it is, and restore the last backup: `zbor feedback restore`"
    )
}

fn file(name: &str, found: &FileCheckup, findings: &mut Vec<Finding>) {
    let FileCheckup { version, newest, faults, strays } = found;
    if version > newest {
        findings.push(Finding::ill(
            Error,
            text!(
                "`{name}` je zapisala novija verzija programa (oblik {version}, ova zna {newest})",
                "`{name}` was written by a newer version of the program (schema {version}, this one knows {newest})"
            ),
            text!("pokrenite tu noviju verziju", "run that newer version"),
        ));
    } else if version < newest {
        findings.push(Finding::ill(
            Hint,
            text!("`{name}` ima oblik {version} od {newest}", "`{name}` has schema {version} of {newest}"),
            text!(
                "sljedeće pokretanje ga samo podigne, i prije toga pored njega napravi kopiju",
                "the next start brings it up to date by itself, after a copy beside it"
            ),
        ));
    }
    let list = named(faults);
    match (faults.is_empty(), strays) {
        (true, 0) => findings.push(Finding::well(text!("`{name}` je ispravan", "`{name}` is sound"))),
        (true, _) => findings.push(Finding::ill(
            Error,
            text!("`{name}`: redova bez para: {strays}", "`{name}`: rows whose parent is missing: {strays}"),
            broken_cure(),
        )),
        (false, _) => findings.push(Finding::ill(
            Error,
            text!("`{name}` je oštećen: {list}", "`{name}` is damaged: {list}"),
            broken_cure(),
        )),
    }
}

fn figures(name: &str, wrong: u64, findings: &mut Vec<Finding>) {
    if wrong > 0 {
        findings.push(Finding::ill(
            Warning,
            text!(
                "`{name}`: zbirova u statistici koji se ne slažu s porukama: {wrong}",
                "`{name}`: sums of the statistics that do not follow from the messages: {wrong}"
            ),
            text!(
                "napravite kopiju i vratite je: `zbor feedback backup`, pa `restore`; pri tome se sve prebroji",
                "take a backup and restore it: `zbor feedback backup`, then `restore`; all is counted anew then"
            ),
        ));
    }
}

fn photos(data: &Path, site: &SiteId, found: &SiteCheckup, findings: &mut Vec<Finding>) {
    let folder = data.join("sites").join(format!("{site}.photos"));
    let length = |file: &str| fs::metadata(folder.join(file)).map(|found| found.len()).ok();
    let missing: Vec<&String> =
        found.photos.iter().filter(|(file, bytes)| length(file) != Some(**bytes)).map(|(file, _)| file).collect();
    let is_old = |entry: &fs::DirEntry| {
        let modified = entry.metadata().and_then(|found| found.modified());
        modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > YOUNG))
    };
    let unnamed = fs::read_dir(&folder).into_iter().flatten().flatten().filter(is_old);
    let unnamed =
        unnamed.filter(|entry| entry.file_name().to_str().is_none_or(|name| !found.photos.contains_key(name)));
    let (unnamed, list) = (unnamed.count(), named(&missing));
    if !missing.is_empty() {
        findings.push(Finding::ill(
            Error,
            text!(
                "`{site}`: fotografije kojih nema ili nisu cijele: {list}",
                "`{site}`: photos that are missing or not whole: {list}"
            ),
            text!(
                "vratite ih iz kopije, iz fascikle `sites/{site}.photos`",
                "take them from a backup, from its folder `sites/{site}.photos`"
            ),
        ));
    }
    if unnamed > 0 {
        findings.push(Finding::ill(
            Hint,
            text!(
                "`{site}`: fotografija koje ne pripadaju nijednoj poruci: {unnamed}",
                "`{site}`: photos that no message names: {unnamed}"
            ),
            text!("sljedeće pokretanje prijema ih obriše", "the next start of the server deletes them"),
        ));
    }
}

fn notices(patient: &Patient, site: &SiteId, found: &SiteCheckup, findings: &mut Vec<Finding>) {
    let waits = found.oldest_notice.map_or(0, |at| patient.now.as_millisecond() - at.as_millisecond());
    if waits > LONG_WAIT_MS {
        let hours = waits / LONG_WAIT_MS;
        findings.push(Finding::ill(
            Warning,
            text!("`{site}`: najstarija obavijest čeka {hours} h", "`{site}`: the oldest notice waits for {hours} h"),
            text!(
                "probajte put: `zbor feedback doctor send-test`; u tihim satima obavijesti čekaju i bez greške",
                "try the way: `zbor feedback doctor send-test`; in quiet hours notices wait without any mistake"
            ),
        ));
    }
    let dead = found.dead;
    if dead > 0 {
        findings.push(Finding::ill(
            Warning,
            text!(
                "`{site}`: obavijesti koje nisu mogle otići: {dead}",
                "`{site}`: notices that could not be sent: {dead}"
            ),
            text!(
                "razlog piše u sandučetu pod **Postavke**, gdje ih vlasnik može ponovo poslati",
                "the reason stands in the inbox under **Postavke**, where an owner can send them again"
            ),
        ));
    }
}
