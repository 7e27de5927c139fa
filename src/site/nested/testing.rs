//! Reads a kind out of a few lines of YAML, and writes its findings as lines to compare.

use crate::diag::{At, Diagnostic, Source};
use crate::load::{Name, TextFile};
use crate::site::common::{self, Common};
use crate::site::fields::{Fields, Vocabulary};
use crate::yaml::{self, Node};

/// A value and its findings, each `warning F042 3:13 message (help; help)`.
pub(crate) fn read<T>(keys: &Vocabulary, text: &str, read: impl FnOnce(&mut Fields, &Common) -> T) -> (T, Vec<String>) {
    let (node, source) = parse(text);
    let file = TextFile {
        name: Name::of("sites/x/a.md"),
        yaml: Some(node.clone()),
        damaged: false,
        body: 0..0,
        print: crate::print::Print::of(b""),
        source,
    };
    let mut fields = Fields::new(keys, &[&node]);
    let common = common::read(&mut fields, &file, None).expect("a title");
    let value = read(&mut fields, &common);
    (value, lines(&fields.findings))
}

/// Front matter alone, without findings of its own.
pub(crate) fn parse(text: &str) -> (Node, std::sync::Arc<Source>) {
    let source = Source::new("sites/x/a.md", text);
    let parsed = yaml::parse(&source, 0..text.len());
    assert_eq!(lines(&parsed.findings), Vec::<String>::new(), "{text}");
    (parsed.value, source)
}

/// Findings in Bosnian.
pub(crate) fn lines(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(line).collect()
}

fn line(finding: &Diagnostic) -> String {
    assert!(!finding.message.en.is_empty() && finding.help.iter().all(|help| !help.en.is_empty()));
    let severity = format!("{:?}", finding.severity).to_lowercase();
    let place = match &finding.at {
        At::Text(snippet) => format!("{}:{}", snippet.line, snippet.column),
        At::File(path) => path.clone(),
        At::Workspace => "-".to_owned(),
    };
    let help: Vec<&str> = finding.help.iter().map(|help| help.bs.as_str()).collect();
    let help = if help.is_empty() { String::new() } else { format!(" ({})", help.join("; ")) };
    format!("{severity} {} {place} {}{help}", finding.code, finding.message.bs)
}

/// That no name of a vocabulary stands for two keys.
pub(crate) fn assert_unambiguous(keys: &Vocabulary) {
    for names in keys.keys() {
        for name in names {
            assert_eq!(keys.canonical(name), names.first().copied(), "`{name}`");
        }
    }
}
