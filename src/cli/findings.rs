//! Printing findings, and what they mean for the exit code.

use super::build::Format;
use super::console::Console;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::language;
use super::summary::Strictness;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use zbor::diag::{self, Counted, Diagnostic, Language, Severity};

/// Unknown keys, which are errors where one asks for strictness.
const UNKNOWN_KEY: &str = "F001";

/// Gives findings the severity that they have under a strictness.
pub(crate) fn weigh(findings: &mut [Diagnostic], strictness: Strictness) {
    if strictness == Strictness::Strict {
        findings
            .iter_mut()
            .filter(|finding| finding.code == UNKNOWN_KEY)
            .for_each(|finding| finding.severity = Severity::Error);
    }
}

/// The exit code of a run with these findings.
pub(crate) fn exit(findings: &[Diagnostic], strictness: Strictness) -> Exit {
    let counted = Counted::of(findings);
    match (counted.errors, counted.warnings, strictness) {
        (0, 0, _) | (0, _, Strictness::Usual) => Exit::Fine,
        _ => Exit::Findings,
    }
}

/// Prints findings to the standard output; for a workflow also its summary page.
///
/// # Errors
/// When the summary page cannot be written.
pub(crate) fn print(
    findings: &[Diagnostic],
    format: Format,
    environment: &Environment,
    console: &Console,
) -> Result<(), Failure> {
    match format {
        Format::Human => findings.iter().for_each(|finding| {
            console.print(&diag::human(finding, console.voice, console.colour));
            console.print("\n");
        }),
        Format::Json => findings.iter().for_each(|finding| console.print(&diag::json_line(finding))),
        Format::Github => {
            console.print(&diag::github(findings, console.voice));
            environment.step_summary.as_ref().map_or(Ok(()), |page| append(Path::new(page), findings))?;
        }
    }
    Ok(())
}

/// The summary page is read by volunteers: always Bosnian.
fn append(page: &Path, findings: &[Diagnostic]) -> Result<(), Failure> {
    let text = diag::summary(findings, language::voice(Language::Bs));
    let file = OpenOptions::new().create(true).append(true).open(page);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::io(page, &error))
}
