//! Changing a text by its places: what the form did not change stays as it is, to the byte.

use crate::diag::Source;
use crate::load::{self, TextFile};
use crate::site;
use crate::yaml::{self, Entry, Node, Value};
use std::ops::Range;
use std::sync::Arc;

/// A value of the front matter as the form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Nothing, or one line.
    Line(String),
    /// Any number of words.
    List(Vec<String>),
    /// A file and what is on it.
    Photo {
        /// As it is named from the text; empty: none.
        file: String,
        /// For those who do not see it.
        alt: String,
        /// The names of both under which they are written.
        keys: [String; 2],
    },
}

impl Field {
    fn is_empty(&self) -> bool {
        match self {
            Field::Line(line) => line.is_empty(),
            Field::List(list) => list.is_empty(),
            Field::Photo { file, .. } => file.is_empty(),
        }
    }
}

/// What is to be changed: canonical name of the key, the name under which it is written where it is new, and the value.
pub type Change = (&'static str, String, Field);

/// A text that the form can change.
#[derive(Debug)]
pub struct Document {
    file: Arc<TextFile>,
    front: Option<Range<usize>>,
}

/// Why a text cannot be changed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is not UTF-8: saving would change every letter.
    Encoding,
    /// Its front matter has mistakes, so that nobody knows what a change would change.
    Damaged,
}

impl Document {
    /// Reads a text from its bytes.
    ///
    /// # Errors
    /// Why it is not for the form.
    pub fn read(path: &str, bytes: Vec<u8>) -> Result<Document, Unfit> {
        let same = String::from_utf8(bytes.clone()).map_err(|_| Unfit::Encoding)?;
        let file = load::read_text(path, bytes).value;
        if *file.source.text != same {
            return Err(Unfit::Encoding);
        }
        let whole = file.yaml.as_ref().is_none_or(|node| matches!(node.value, Value::Map(_) | Value::Null));
        if file.damaged || !whole {
            return Err(Unfit::Damaged);
        }
        let front = load::split_front(&file.source).value.yaml;
        Ok(Document { file, front })
    }

    /// The Markdown with line ends as forms send them, without empty lines round it.
    pub fn body(&self) -> String {
        plain(self.file.body_text())
    }

    /// The value of a key.
    pub fn node(&self, name: &str) -> Option<&Node> {
        self.entry(name).map(|entry| &entry.value)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let vocabulary = site::vocabulary(load::Kind::Announcement);
        let entries = self.file.yaml.as_ref()?.entries();
        entries.iter().find(|entry| vocabulary.canonical(&entry.key) == Some(name))
    }

    /// The text with changes made; none where it cannot be made without changing something else, too.
    pub fn changed(&self, changes: &[Change], body: Option<&str>) -> Option<String> {
        let text = &self.file.source.text;
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let mut added = String::new();
        for (name, key, field) in changes {
            match (self.entry(name), field.is_empty()) {
                (Some(entry), true) => edits.push((self.lines_of(entry), String::new())),
                (Some(entry), false) => edits.push((self.value_of(entry)?, written(field, end))),
                (None, true) => {}
                (None, false) => added.push_str(&format!("{key}:{}{end}", written(field, end))),
            }
        }
        match &self.front {
            Some(front) if !added.is_empty() => edits.push((front.end..front.end, added)),
            None if !added.is_empty() => {
                let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
                edits.push((start..start, format!("---{end}{added}---{end}")));
            }
            _ => {}
        }
        edits.extend(body.map(|body| self.body_edit(body, end)));
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let new = apply(text, &edits)?;
        self.holds(&new, changes, body).then_some(new)
    }

    /// The text of the body that is replaced: empty lines before it, and the end of the file, stay.
    fn body_edit(&self, body: &str, end: &str) -> (Range<usize>, String) {
        let old = self.file.body_text();
        let start = self.file.body.start + old.len() - old.trim_start_matches(['\r', '\n']).len();
        let stop = self.file.body.start + old.trim_end_matches(['\r', '\n']).len();
        let body = body.replace('\n', end);
        match stop > start {
            true => (start..stop, body),
            false => (self.file.body.end..self.file.body.end, if body.is_empty() { body } else { body + end }),
        }
    }

    /// From behind the colon to the end of the value.
    fn value_of(&self, entry: &Entry) -> Option<Range<usize>> {
        let text = &self.file.source.text;
        let colon = entry.key_span.end + text.get(entry.key_span.end..)?.find(':')? + 1;
        let value = &entry.value;
        let stop = match value.value {
            Value::Null => colon,
            _ => value.span.start + text.get(value.span.start..value.span.end)?.trim_end().len(),
        };
        Some(colon..stop.max(colon))
    }

    /// Whole lines, from that of the key to that in which the value ends.
    fn lines_of(&self, entry: &Entry) -> Range<usize> {
        let text = &self.file.source.text;
        let start = text.get(..entry.key_span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let last = self.value_of(entry).map_or(entry.key_span.end, |range| range.end);
        let stop = text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| last + at + 1);
        start.max(self.front.as_ref().map_or(0, |front| front.start))..stop
    }

    /// Whether the new text says what was wanted, and of all else what it said.
    fn holds(&self, new: &str, changes: &[Change], body: Option<&str>) -> bool {
        let Ok(after) = Document::read(&self.file.source.path, new.as_bytes().to_vec()) else { return false };
        let is_changed = |key: &str| {
            let canonical = site::vocabulary(load::Kind::Announcement).canonical(key);
            changes.iter().any(|(name, _, _)| canonical == Some(*name))
        };
        let others = |document: &Document| -> Vec<(String, String)> {
            let entries = document.file.yaml.iter().flat_map(Node::entries).filter(|entry| !is_changed(&entry.key));
            entries.map(|entry| (entry.key.clone(), said(&entry.value))).collect()
        };
        let wanted = |(name, _, field): &Change| match field.is_empty() {
            true => after.node(name).is_none(),
            false => after.node(name).is_some_and(|node| said(node) == wanted_of(field)),
        };
        let same_body = after.body() == body.map_or_else(|| self.body(), plain);
        others(self) == others(&after) && changes.iter().all(wanted) && same_body
    }
}

/// A value as plain text, to be compared.
fn said(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar(scalar) => scalar.text.trim().to_owned(),
        Value::List(items) => items.iter().map(said).collect::<Vec<_>>().join("\u{1}"),
        Value::Map(entries) => entries
            .iter()
            .map(|entry| format!("{}\u{2}{}", entry.key, said(&entry.value)))
            .collect::<Vec<_>>()
            .join("\u{1}"),
    }
}

fn wanted_of(field: &Field) -> String {
    match field {
        Field::Line(line) => line.clone(),
        Field::List(list) => list.join("\u{1}"),
        Field::Photo { file, alt, keys: [name, _] } if alt.is_empty() => format!("{name}\u{2}{file}"),
        Field::Photo { file, alt, keys: [name, what] } => format!("{name}\u{2}{file}\u{1}{what}\u{2}{alt}"),
    }
}

fn apply(text: &str, edits: &[(Range<usize>, String)]) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for (range, new) in edits {
        out.push_str(text.get(done..range.start)?);
        out.push_str(new);
        done = range.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// A value as it stands behind the colon, with the blank or line break before it.
fn written(field: &Field, end: &str) -> String {
    match field {
        Field::Line(line) => format!(" {}", scalar(line)),
        Field::List(list) => format!(" [{}]", list.iter().map(|word| in_list(word)).collect::<Vec<_>>().join(", ")),
        Field::Photo { file, alt, keys: [name, what] } => {
            let alt = if alt.is_empty() { String::new() } else { format!("{end}  {what}: {}", scalar(alt)) };
            format!("{end}  {name}: {}{alt}", scalar(file))
        }
    }
}

/// One line as a YAML scalar, in quotes where it needs them.
pub fn scalar(line: &str) -> String {
    let mut map = serde_json::Map::new();
    map.insert("x".to_owned(), line.into());
    // A mapping of text to text always has a YAML form.
    let text = yaml::to_text(&map).unwrap_or_default();
    let plain = text.strip_prefix("x: ").unwrap_or_default().trim_end();
    // What would go over several lines is put into quotes by hand.
    let simple = !plain.is_empty() && !plain.contains('\n') && !plain.starts_with(['|', '>']) && reads_as(plain, line);
    if simple { plain.to_owned() } else { quoted(line) }
}

fn reads_as(plain: &str, line: &str) -> bool {
    let source = Source::new("x.yaml", format!("x: {plain}\n"));
    let read = yaml::parse(&source, 0..source.text.len());
    read.findings.is_empty() && read.value.get("x").and_then(Node::as_text) == Some(line)
}

fn in_list(word: &str) -> String {
    if word.contains([',', '[', ']', '{', '}']) { quoted(word) } else { scalar(word) }
}

fn quoted(line: &str) -> String {
    let mut out = String::from("\"");
    for letter in line.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// Text with `\n` between its lines and nothing empty round it.
pub fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim_matches(['\n', '\r']).trim_end().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "---\r\n# za mještane\r\nnaslov: Stari  # kratko\r\ntema: voda\r\nkada: 4. 5. 2026. od 8 do 15\r\npodručje:\r\n  - Brdo\r\n  - Potok\r\nslika: {datoteka: a.jpg, opis: A, autor: X}\r\n---\r\n\r\nTekst.  \r\nDrugi red.\r\n\r\n";

    fn changed(text: &str, changes: &[(&'static str, Field)], body: Option<&str>) -> Option<String> {
        let document = Document::read("obavjestenja/a.md", text.as_bytes().to_vec()).unwrap();
        let changes: Vec<Change> =
            changes.iter().map(|(name, field)| (*name, (*name).to_owned(), field.clone())).collect();
        document.changed(&changes, body)
    }

    fn line(text: &str) -> Field {
        Field::Line(text.to_owned())
    }

    #[test]
    fn only_what_was_changed_is_another() {
        let expected = |from: &str, to: &str| TEXT.replacen(from, to, 1);
        assert_eq!(changed(TEXT, &[], None).unwrap(), TEXT);
        assert_eq!(changed(TEXT, &[("title", line("Novi: drugi"))], None).unwrap(), expected("Stari", "'Novi: drugi'"));
        assert_eq!(changed(TEXT, &[("topic", line(""))], None).unwrap(), expected("tema: voda\r\n", ""));
        let area = Field::List(vec!["Lipik".to_owned(), "Ravan, gore".to_owned()]);
        let list = expected("\r\n  - Brdo\r\n  - Potok", " [Lipik, \"Ravan, gore\"]");
        assert_eq!(changed(TEXT, &[("area", area)], None).unwrap(), list);
        assert_eq!(
            changed(TEXT, &[("area", Field::List(Vec::new()))], None).unwrap(),
            expected("područje:\r\n  - Brdo\r\n  - Potok\r\n", "")
        );
        let audience = Field::List(vec!["selo".to_owned()]);
        assert_eq!(
            changed(TEXT, &[("audience", audience)], None).unwrap(),
            expected("---\r\n\r\n", "audience: [selo]\r\n---\r\n\r\n")
        );
        assert_eq!(
            changed(TEXT, &[], Some("Treći.\n\nRed.")).unwrap(),
            expected("Tekst.  \r\nDrugi red.", "Treći.\r\n\r\nRed.")
        );
    }

    #[test]
    fn a_text_without_front_matter_gets_one() {
        assert_eq!(changed("Tekst.\n", &[("title", line("A"))], None).unwrap(), "---\ntitle: A\n---\nTekst.\n");
        assert_eq!(
            changed("---\nnaslov:\n---\n", &[("title", line("A"))], Some("B")).unwrap(),
            "---\nnaslov: A\n---\nB\n"
        );
    }

    #[test]
    fn what_cannot_be_changed_safely_is_not() {
        let read = |bytes: &[u8]| Document::read("a.md", bytes.to_vec()).map(drop);
        assert_eq!(read(b"---\nnaslov: \xe8\n---\n"), Err(Unfit::Encoding));
        assert_eq!(read(b"\xff\xfe-\0-\0-\0"), Err(Unfit::Encoding));
        assert_eq!(read(b"---\nnaslov: [a, b]]]\n---\n"), Err(Unfit::Damaged));
        assert_eq!(read(b"---\n- a\n---\n"), Err(Unfit::Damaged));
    }

    proptest! {
        /// Any title and text come back as they went in, and nothing else is touched.
        #[test]
        fn any_words_come_back(title in "[^\\p{C}\\s][^\\p{C}]{0,40}[^\\p{C}\\s]", body in "[^\\p{C}]{0,40}(\n[^\\p{C}]{0,40}){0,3}") {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let body = plain(&body);
            let new = changed(TEXT, &[("title", line(&title))], Some(&body));
            prop_assert!(new.is_some(), "{title:?} {body:?}");
            let after = Document::read("obavjestenja/a.md", new.unwrap().into_bytes()).unwrap();
            prop_assert_eq!(after.node("title").and_then(Node::as_text), Some(title.as_str()));
            prop_assert_eq!(after.body(), body);
        }
    }
}
