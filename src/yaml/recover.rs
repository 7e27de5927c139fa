//! Reading on after mistakes: each is repaired in memory as its message suggests, so that further
//! ones in the same file are found in one run.

use super::codes::{LIMIT, UNREADABLE};
use super::draft::Draft;
use super::events::{self, Reading, Stop};
use super::limits::{MAX_DEPTH, MAX_NODES, MAX_REPAIRS, MAX_TRIAL_BYTES};
use super::{quiet, traps};
use crate::diag::{Diagnostic, Source, text};
use std::sync::Arc;

/// Reads a draft to its end, or as far as it goes; gives the repaired draft with its events.
pub(super) fn read(source: &Arc<Source>, mut draft: Draft, findings: &mut Vec<Diagnostic>) -> (Draft, Reading) {
    let mut reading = events::read(&draft.text);
    let mut fuel = MAX_TRIAL_BYTES;
    for _ in 0..MAX_REPAIRS {
        let Some(Stop::Syntax(at)) = reading.stop else { break };
        let Some(mended) = traps::mend(source, &draft, at, &mut fuel) else { break };
        findings.extend(mended.findings);
        (draft, reading) = (mended.draft, mended.reading);
    }
    match reading.stop {
        None => quiet_repairs(source, draft, reading, findings),
        Some(stop) => {
            findings.push(stopped(source, &draft, stop));
            (draft, reading)
        }
    }
}

/// Mistakes that are valid YAML but not what was meant, repaired where the text stays valid.
fn quiet_repairs(
    source: &Arc<Source>,
    draft: Draft,
    reading: Reading,
    findings: &mut Vec<Diagnostic>,
) -> (Draft, Reading) {
    let Some(repair) = quiet::repairs(source, &draft, &reading.events) else { return (draft, reading) };
    let mended = draft.edited(&repair.edits);
    let again = events::read(&mended.text);
    findings.extend(repair.findings);
    if again.stop.is_none() { (mended, again) } else { (draft, reading) }
}

fn stopped(source: &Arc<Source>, draft: &Draft, stop: Stop) -> Diagnostic {
    let at = draft.place(stop.at());
    let span = source.span(at..at + 1);
    match stop {
        Stop::Syntax(_) => Diagnostic::error(
            UNREADABLE.code,
            &span,
            text!("odavde dalje tekst se ne može pročitati", "from here on the text cannot be read"),
        )
        .help(text!(
            "ispravite prvo greške iznad; svako polje piše se kao `ime: vrijednost`",
            "put the mistakes above right first; write each field as `name: value`",
        )),
        Stop::Deep(_) => Diagnostic::error(
            LIMIT.code,
            &span,
            text!("preduboko: dozvoljeno je {MAX_DEPTH} nivoa", "too deep: {MAX_DEPTH} levels are allowed"),
        ),
        Stop::Many(_) => Diagnostic::error(
            LIMIT.code,
            &span,
            text!(
                "previše podataka: dozvoljeno je {MAX_NODES} vrijednosti",
                "too much data: {MAX_NODES} values are allowed"
            ),
        )
        .help(text!("podijelite datoteku na više njih", "divide the file into several")),
    }
}
