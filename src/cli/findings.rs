//! Printing findings, and what they mean for the exit code.

use super::build::Format;
use super::console::Console;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::language;
use super::summary::Strictness;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use zbor::diag::{self, Counted, Diagnostic, Language, Severity};

/// Unknown keys, which are errors where one asks for strictness.
const UNKNOWN_KEY: &str = "F001";

/// The address of the site is not known.
const NO_ADDRESS: &str = "S006";

/// What is wrong with other sites: it never makes a run fail, for nobody here can put it right at once.
const OTHERS: [&str; 2] = ["L016", "L017"];

/// Leaves out that the address is not known where the publishing workflow will know it: on a
/// volunteer's own computer there is nothing to put right then.
pub(crate) fn forgive(findings: &mut Vec<Diagnostic>, root: &Path) {
    if findings.iter().any(|finding| finding.code == NO_ADDRESS) && publishes_on_github(root) {
        findings.retain(|finding| finding.code != NO_ADDRESS);
    }
}

/// Whether a workflow of the workspace publishes on GitHub Pages, which tells its address to a build.
fn publishes_on_github(root: &Path) -> bool {
    let workflows = fs::read_dir(root.join(".github").join("workflows")).into_iter().flatten().flatten();
    let mut texts = workflows.filter_map(|entry| fs::read_to_string(entry.path()).ok());
    texts.any(|text| text.contains("actions/deploy-pages"))
}

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
    let own: Vec<Diagnostic> = findings.iter().filter(|finding| !OTHERS.contains(&&*finding.code)).cloned().collect();
    let counted = Counted::of(&own);
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
