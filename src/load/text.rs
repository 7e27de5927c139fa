//! One text file: read, decoded, split and its YAML parsed.

use super::memo::{Memo, Remembered};
use super::{Found, MAX_TEXT, Name, Place, decode, front};
use crate::diag::{At, Checked, Diagnostic, Severity, Source, text};
use crate::print::Print;
use crate::yaml::{self, Node};
use rayon::prelude::*;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A text of the workspace, as data.
#[derive(Debug)]
pub struct TextFile {
    /// Path and text.
    pub source: Arc<Source>,
    /// What its name says.
    pub name: Name,
    /// Front matter of a Markdown file, or the whole of a YAML file.
    pub yaml: Option<Node>,
    /// Some of the YAML was lost to a mistake: nobody knows what it said.
    pub damaged: bool,
    /// The Markdown; empty in a YAML file.
    pub body: Range<usize>,
    /// Of the bytes of the file.
    pub print: Print,
}

impl TextFile {
    /// The folder it lies in, from the workspace root, with `/` between and none at the end.
    pub fn folder(&self) -> &str {
        self.source.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The Markdown text.
    pub fn body_text(&self) -> &str {
        self.source.text.get(self.body.clone()).unwrap_or_default()
    }
}

/// What reading a file gave.
pub type Read = Checked<Option<Arc<TextFile>>>;

/// Reads every file that is a text by its place, in parallel, in the order of `found`; the others give none. What `memo`
/// knows is not read again.
pub fn read_all(root: &Path, found: &[Found], places: &[Place], memo: &Memo) -> Vec<(Read, Option<Remembered>)> {
    let read = |(file, place): (&Found, &Place)| match place.is_text() {
        true => recall(root, file, place, memo),
        false => (Checked::fine(None), None),
    };
    found.par_iter().zip(places).with_min_len(16).map(read).collect()
}

/// What is known of a file that nobody touched, or that has the bytes that it had; else it is read.
fn recall(root: &Path, file: &Found, place: &Place, memo: &Memo) -> (Read, Option<Remembered>) {
    if let Some(known) = memo.of(file) {
        return (known.read(), Some(known.clone()));
    }
    match bytes(root, file) {
        Ok(bytes) => {
            let print = Print::of(&bytes);
            let remembered = match memo.of_bytes(&file.path, print) {
                Some(known) => known.moved_to(file),
                None if place.is_machine() => Remembered::new(file, machine(&file.path, bytes, print)),
                None => Remembered::new(file, read(&file.path, bytes, print)),
            };
            (remembered.read(), Some(remembered))
        }
        Err(finding) => (Checked { value: None, findings: vec![finding] }, None),
    }
}

fn bytes(root: &Path, file: &Found) -> Result<Vec<u8>, Diagnostic> {
    if file.len > MAX_TEXT {
        return Err(too_large(file));
    }
    match std::fs::read(root.join(&file.path)) {
        Ok(bytes) if bytes.len() as u64 > MAX_TEXT => Err(too_large(file)),
        Ok(bytes) => Ok(bytes),
        Err(error) => {
            let (path, reason) = (&file.path, error.kind());
            Err(Diagnostic::error(
                "W012",
                At::File(path.clone()),
                text!("`{path}` se ne može pročitati: {reason}", "`{path}` cannot be read: {reason}"),
            ))
        }
    }
}

/// Reads one text from its bytes; pure.
pub fn read_text(path: &str, bytes: Vec<u8>) -> Checked<Arc<TextFile>> {
    let print = Print::of(&bytes);
    read(path, bytes, print)
}

/// As [`read_text`], with the print of the bytes.
fn read(path: &str, bytes: Vec<u8>, print: Print) -> Checked<Arc<TextFile>> {
    let mut findings = Vec::new();
    let source = Source::new(path, decode::decode(path, bytes).collect(&mut findings));
    let file = if is_yaml(path) {
        let bom = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
        let len = source.text.len();
        let node = yaml::parse(&source, bom..len);
        let damaged = damaged(&node);
        let node = node.collect(&mut findings);
        TextFile { name: Name::of(path), yaml: Some(node), damaged, body: len..len, source, print }
    } else if is_markdown(path) {
        let front = front::split(&source).collect(&mut findings);
        let node = front.yaml.map(|range| yaml::parse(&source, range));
        let damaged = node.as_ref().is_some_and(damaged);
        let node = node.map(|node| node.collect(&mut findings));
        TextFile { name: Name::of(path), yaml: node, damaged, body: front.body, source, print }
    } else {
        TextFile { name: Name::of(path), yaml: None, damaged: false, body: 0..source.text.len(), source, print }
    };
    Checked { value: Arc::new(file), findings }
}

/// Reads what a program wrote: its YAML is read by whoever knows its form.
fn machine(path: &str, bytes: Vec<u8>, print: Print) -> Checked<Arc<TextFile>> {
    let mut findings = Vec::new();
    let source = Source::new(path, decode::decode(path, bytes).collect(&mut findings));
    let body = 0..source.text.len();
    Checked {
        value: Arc::new(TextFile { name: Name::of(path), yaml: None, damaged: false, body, source, print }),
        findings,
    }
}

fn damaged(read: &Checked<Node>) -> bool {
    read.findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// By its ending, without case.
pub fn is_yaml(path: &str) -> bool {
    has_ending(path, &["yaml", "yml"])
}

/// By its ending, without case.
pub fn is_markdown(path: &str) -> bool {
    has_ending(path, &["md", "markdown"])
}

/// Whether the path ends with `.` and one of the endings, without case.
pub fn has_ending(path: &str, endings: &[&str]) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').is_some_and(|(_, ending)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn too_large(file: &Found) -> Diagnostic {
    let (path, kib) = (&file.path, file.len / 1024);
    Diagnostic::error(
        "W013",
        At::File(path.clone()),
        text!(
            "tekst je prevelik: {kib} KiB, a najviše je 1024 KiB",
            "the text is too large: {kib} KiB, at most 1024 KiB"
        ),
    )
    .help(text!("podijelite ga, ili ga objavite kao dokument", "split it, or publish it as a document"))
}
