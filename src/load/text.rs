//! One text file: read, decoded, split and its YAML parsed.

use super::{Found, MAX_TEXT, Name, decode, front, layout};
use crate::diag::{At, Checked, Diagnostic, Severity, Source, text};
use crate::yaml::{self, Node};
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

/// Reads a file if it is a text.
pub fn read_at(root: &Path, file: &Found, single: bool) -> Checked<Option<Arc<TextFile>>> {
    if layout::is_text(&file.path, single) { read_file(root, file) } else { Checked::fine(None) }
}

fn read_file(root: &Path, file: &Found) -> Checked<Option<Arc<TextFile>>> {
    if file.len > MAX_TEXT {
        return refused(too_large(file));
    }
    match std::fs::read(root.join(&file.path)) {
        Ok(bytes) if bytes.len() as u64 > MAX_TEXT => refused(too_large(file)),
        Ok(bytes) => read(&file.path, bytes),
        Err(error) => {
            let (path, reason) = (&file.path, error.kind());
            refused(Diagnostic::error(
                "W012",
                At::File(path.clone()),
                text!("`{path}` se ne može pročitati: {reason}", "`{path}` cannot be read: {reason}"),
            ))
        }
    }
}

/// Reads one text from its bytes; pure.
pub fn read(path: &str, bytes: Vec<u8>) -> Checked<Option<Arc<TextFile>>> {
    let mut findings = Vec::new();
    let source = Source::new(path, decode::decode(path, bytes).collect(&mut findings));
    let file = if is_yaml(path) {
        let bom = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
        let len = source.text.len();
        let node = yaml::parse(&source, bom..len);
        let damaged = damaged(&node);
        let node = node.collect(&mut findings);
        TextFile { name: Name::of(path), yaml: Some(node), damaged, body: len..len, source }
    } else if is_markdown(path) {
        let front = front::split(&source).collect(&mut findings);
        let node = front.yaml.map(|range| yaml::parse(&source, range));
        let damaged = node.as_ref().is_some_and(damaged);
        let node = node.map(|node| node.collect(&mut findings));
        TextFile { name: Name::of(path), yaml: node, damaged, body: front.body, source }
    } else {
        TextFile { name: Name::of(path), yaml: None, damaged: false, body: 0..source.text.len(), source }
    };
    Checked { value: Some(Arc::new(file)), findings }
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

fn refused(finding: Diagnostic) -> Checked<Option<Arc<TextFile>>> {
    Checked { value: None, findings: vec![finding] }
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
