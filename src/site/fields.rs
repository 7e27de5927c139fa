//! Typed reading of front matter: every mistake of a file in one go.
//!
//! A mapping is looked up by canonical names; what editors write may be any of the names, in any
//! case, script or separator. Several layers lie over each other (a translation over its original,
//! a site's file over the shared one, both over `_defaults.yaml`): the first that gives a key wins.

use crate::diag::{Diagnostic, Edit, Problem, Severity, Span, text};
use crate::lang;
use crate::yaml::{Entry, Node, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The keys of one kind of mapping: for each, the canonical name, the Bosnian one, then others.
pub struct Vocabulary {
    names: &'static [&'static [&'static [&'static str]]],
    index: OnceLock<BTreeMap<String, &'static str>>,
}

impl Vocabulary {
    /// A vocabulary of several tables, so that all kinds share the common keys.
    pub const fn new(names: &'static [&'static [&'static [&'static str]]]) -> Vocabulary {
        Vocabulary { names, index: OnceLock::new() }
    }

    /// All keys, each with its names.
    pub fn keys(&self) -> impl Iterator<Item = &'static [&'static str]> + use<> {
        self.names.iter().flat_map(|table| table.iter().copied())
    }

    /// The canonical name of a key as somebody wrote it.
    pub fn canonical(&self, key: &str) -> Option<&'static str> {
        let index = self.index.get_or_init(|| {
            let pairs = self.keys().filter_map(|names| names.first().map(|first| (names, *first)));
            // As they are listed, too: most are written so, and folding takes longer than looking up.
            let spelt = |name: &str| [name.to_owned(), lang::fold_key(name)];
            pairs
                .flat_map(|(names, first)| names.iter().flat_map(move |name| spelt(name).map(|name| (name, first))))
                .collect()
        });
        index.get(key).or_else(|| index.get(&lang::fold_key(key))).copied()
    }

    /// All names of a key that somebody wrote by one of them.
    pub fn names(&self, key: &str) -> Option<&'static [&'static str]> {
        let canonical = self.canonical(key)?;
        self.keys().find(|names| names.first() == Some(&canonical))
    }

    fn nearest(&self, key: &str) -> Option<&'static str> {
        lang::nearest(key, self.keys().flatten().copied())
    }
}

/// A fixed set of values, each with its names: the canonical one, the Bosnian one, then others.
pub type Choices<T> = &'static [(T, &'static [&'static str])];

/// Reads a fixed value by any of its names.
pub fn choose<T: Copy>(choices: Choices<T>, written: &str) -> Option<T> {
    if let Some((value, _)) = choices.iter().find(|(_, names)| names.contains(&written)) {
        return Some(*value);
    }
    let folded = lang::fold_key(written);
    choices.iter().find(|(_, names)| names.iter().any(|name| lang::fold_key(name) == folded)).map(|(value, _)| *value)
}

/// A value with the place it came from.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// The keys found in layers of mappings, and the findings made while reading them.
pub struct Fields<'a> {
    found: BTreeMap<&'static str, &'a Entry>,
    /// Findings so far.
    pub findings: Vec<Diagnostic>,
    /// What is read rightly and could be written more plainly, where somebody asked for it.
    pub spellings: Option<Vec<Edit>>,
}

impl<'a> Fields<'a> {
    /// Looks through the layers, strongest first. Only the first is checked for unknown keys: the
    /// others are checked where they are read by themselves.
    pub fn new(vocabulary: &Vocabulary, layers: &[&'a Node]) -> Fields<'a> {
        let mut fields = Fields { found: BTreeMap::new(), findings: Vec::new(), spellings: None };
        for (depth, layer) in layers.iter().enumerate() {
            match &layer.value {
                Value::Map(entries) => fields.layer(vocabulary, entries, depth),
                Value::Null => {}
                _ if depth == 0 => fields.findings.push(not_a_mapping(vocabulary, layer)),
                _ => {}
            }
        }
        fields
    }

    fn layer(&mut self, vocabulary: &Vocabulary, entries: &'a [Entry], depth: usize) {
        let mut here: BTreeMap<&'static str, &'a Entry> = BTreeMap::new();
        for entry in entries {
            let Some(name) = vocabulary.canonical(&entry.key) else {
                if depth == 0 {
                    self.findings.push(unknown(vocabulary, entry));
                }
                continue;
            };
            match here.get(name) {
                Some(first) => self.findings.extend((depth == 0).then(|| said_twice(first, entry))),
                None => {
                    here.insert(name, entry);
                }
            }
        }
        for (name, entry) in here {
            self.found.entry(name).or_insert(entry);
        }
    }

    /// The value of a key, unless it is empty.
    pub fn node(&self, name: &str) -> Option<&'a Node> {
        self.found.get(name).map(|entry| &entry.value).filter(|node| !matches!(node.value, Value::Null))
    }

    /// A key as the editor wrote it, for messages; its canonical name where it is not written.
    pub fn written<'b>(&self, name: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.found.get(name).map_or(name, |entry| entry.key.as_str())
    }

    /// Where a key stands, for findings about it.
    pub fn key_span(&self, name: &str) -> Option<&'a Span> {
        self.found.get(name).map(|entry| &entry.key_span)
    }

    /// A text.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.text_at(name).map(|at| at.value)
    }

    /// A text and its place.
    pub fn text_at(&mut self, name: &'static str) -> Option<At<String>> {
        let node = self.node(name)?;
        match scalar(node) {
            Some(text) => {
                Some(At { value: text.trim().to_owned(), span: node.span.clone() }).filter(|at| !at.value.is_empty())
            }
            None => {
                self.findings.push(not_a_text(self.written(name), &node.span));
                None
            }
        }
    }

    /// A list; a single value is a list of one, or is split at commas.
    pub fn list(&mut self, name: &'static str) -> Vec<At<String>> {
        let Some(node) = self.node(name) else { return Vec::new() };
        let (list, findings) = texts(self.written(name), node);
        self.findings.extend(findings);
        if list.len() > 1 && matches!(node.value, Value::Scalar(_)) {
            self.spell(name, || format!("[{}]", list.iter().map(|at| item(&at.value)).collect::<Vec<_>>().join(", ")));
        }
        list
    }

    /// The nodes of a list; a single value or mapping is a list of one.
    pub fn nodes(&self, name: &str) -> Vec<&'a Node> {
        match self.node(name) {
            Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// `da` or `ne`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let flag = self.value(name, Severity::Warning, super::scalar::flag)?;
        self.spell(name, || flag.to_string());
        Some(flag)
    }

    /// Notes the plainest spelling of a value that stands there without quotes, on one line.
    pub fn spell(&mut self, name: &str, plain: impl FnOnce() -> String) {
        let Some(Node { value: Value::Scalar(scalar), span }) = self.node(name) else { return };
        let Some(spellings) = self.spellings.as_mut().filter(|_| !scalar.quoted && span.text() == scalar.text) else {
            return;
        };
        let plain = plain();
        if plain != scalar.text {
            spellings.push(Edit::new(span.start..span.end, plain));
        }
    }

    /// A value read by a function from its text. A problem is a finding of the given severity.
    pub fn value<T>(
        &mut self,
        name: &'static str,
        severity: Severity,
        read: impl Fn(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        let at = self.text_at(name)?;
        match read(&at.value) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.findings.push(problem.at(severity, &at.span));
                None
            }
        }
    }

    /// One of a fixed set.
    pub fn one_of<T: Copy>(&mut self, name: &'static str, severity: Severity, choices: Choices<T>) -> Option<T> {
        let key = self.written(name);
        self.value(name, severity, |written| choose(choices, written).ok_or_else(|| not_allowed(key, written, choices)))
    }

    /// Keeps a problem that a caller found at a key's value, or at the key.
    pub fn report(&mut self, name: &str, severity: Severity, problem: Problem) {
        let span = self.node(name).map(|node| &node.span).or_else(|| self.key_span(name));
        if let Some(span) = span {
            self.findings.push(problem.at(severity, span));
        }
    }

    /// Whether any finding is an error: then the item is left out.
    pub fn failed(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// The text of a scalar.
pub fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}

/// A text as an item between brackets.
fn item(text: &str) -> String {
    let plain = text.starts_with(char::is_alphanumeric) && text.chars().all(|c| !"[]{},:#\"'\\".contains(c));
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// The texts of a list, or of a single value split at commas.
pub fn texts(name: &str, node: &Node) -> (Vec<At<String>>, Vec<Diagnostic>) {
    let at = |text: &str, node: &Node| At { value: text.trim().to_owned(), span: node.span.clone() };
    match &node.value {
        Value::Scalar(scalar) if scalar.quoted => (vec![at(&scalar.text, node)], Vec::new()),
        Value::Scalar(scalar) => (parts(&scalar.text, &node.span), Vec::new()),
        Value::List(items) => {
            let list = items.iter().filter_map(|item| scalar(item).map(|text| at(text, item)));
            let wrong = items.iter().filter(|item| !matches!(item.value, Value::Scalar(_) | Value::Null));
            (list.collect(), wrong.map(|item| not_a_text(name, &item.span)).collect())
        }
        Value::Map(_) => (Vec::new(), vec![not_a_text(name, &node.span)]),
        Value::Null => (Vec::new(), Vec::new()),
    }
}

/// The parts of a value between commas, each with its own place where the value stands on one line.
fn parts(text: &str, span: &Span) -> Vec<At<String>> {
    let exact = span.text() == text;
    let place = |part: &str| {
        let from = span.start + (part.as_ptr() as usize - text.as_ptr() as usize);
        if exact { span.source.span(from..from + part.len()) } else { span.clone() }
    };
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| At { value: part.to_owned(), span: place(part) }).collect()
}

fn unknown(vocabulary: &Vocabulary, entry: &Entry) -> Diagnostic {
    let key = &entry.key;
    let finding = Diagnostic::warning("F001", &entry.key_span, text!("nepoznato polje `{key}`", "unknown key `{key}`"));
    if let Some(finding) = no_space(vocabulary, entry, &finding) {
        return finding;
    }
    match vocabulary.nearest(key) {
        Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => finding.help(text!(
            "obrišite taj red; ako vam polje treba za vlastiti predložak, pišite ga pod `dodatno:`",
            "delete that line; if your own template needs the key, write it under `extra:`"
        )),
    }
}

/// `naslov:Kvar: nema vode`: YAML takes `naslov:Kvar` for the name.
fn no_space(vocabulary: &Vocabulary, entry: &Entry, finding: &Diagnostic) -> Option<Diagnostic> {
    let (key, start) = entry.key.split_once(':')?;
    vocabulary.canonical(key)?;
    let Entry { key_span, value, .. } = entry;
    let whole = key_span.source.span(key_span.start + key.len() + 1..value.span.end.max(key_span.end));
    let written = whole.text();
    if !written.starts_with(start) || start.is_empty() || written.contains(['\n', '"', '\\']) {
        return None;
    }
    let right = format!("\"{}\"", written.trim_end());
    let help = text!("napišite: `{key}: {right}`", "write: `{key}: {right}`");
    Some(finding.clone().help(help).edit(Edit::new(whole.start..whole.end, format!(" {right}"))))
}

fn said_twice(first: &Entry, second: &Entry) -> Diagnostic {
    let (one, two) = (&first.key, &second.key);
    Diagnostic::error(
        "F002",
        &second.key_span,
        text!("`{two}` i `{one}` su isto polje", "`{two}` and `{one}` are the same key"),
    )
    .related(&first.key_span, text!("prvi put je ovdje", "the first is here"))
    .help(text!("ostavite samo jedan od ta dva reda", "keep only one of these two lines"))
}

/// `naslov Zbor građana`, a list, or a text where keys belong.
fn not_a_mapping(vocabulary: &Vocabulary, node: &Node) -> Diagnostic {
    let message = text!("očekuju se redovi `polje: vrijednost`", "lines of `key: value` are expected");
    let finding = Diagnostic::error("F003", &node.span, message);
    let words = scalar(node).and_then(|text| text.trim().split_once(char::is_whitespace));
    match words.filter(|(key, rest)| vocabulary.canonical(key).is_some() && !rest.contains('\n')) {
        Some((key, rest)) => {
            let rest = rest.trim_start();
            finding.help(text!(
                "iza `{key}` nedostaje dvotačka: `{key}: {rest}`",
                "the colon after `{key}` is missing: `{key}: {rest}`"
            ))
        }
        None => finding.help(text!("na primjer `naslov: Zbor građana`", "for example `title: Residents’ assembly`")),
    }
}

fn not_a_text(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::warning("F004", span, text!("`{name}` treba biti običan tekst", "`{name}` should be plain text"))
        .help(text!("napišite ga u jednom redu iza dvotačke", "write it on one line after the colon"))
}

/// A value outside a fixed set.
pub fn not_allowed<T>(name: &str, written: &str, choices: Choices<T>) -> Problem {
    let all = |at: usize| {
        let names = choices.iter().filter_map(|(_, names)| names.get(at).or_else(|| names.first()));
        names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    let (bs, en) = (all(1), all(0));
    let problem = Problem::new(
        "F005",
        text!("`{written}` ne može biti vrijednost polja `{name}`", "`{written}` is not a value of `{name}`"),
    );
    let problem = match lang::nearest(written, choices.iter().flat_map(|(_, names)| names.iter().copied())) {
        Some(near) => problem.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => problem,
    };
    problem.help(text!("moguće je: {bs}", "possible: {en}"))
}
