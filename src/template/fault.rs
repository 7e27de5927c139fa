//! A mistake in a template as the engine tells it, before it has a place in a file.

use std::ops::Range;

/// What is wrong in which template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The template's name; empty when the engine does not say.
    pub template: String,
    /// The engine's own words, in English.
    pub message: String,
    /// Bytes of the template's text.
    pub range: Option<Range<usize>>,
    /// Where there is only a line and a column (both from 1, in characters) and a width.
    pub place: Option<Place>,
    /// A word of the template near which the mistake is, where there is nothing better.
    pub word: Option<String>,
    /// The templates through which it was reached, innermost first.
    pub callers: Vec<(String, Place)>,
}

/// A place as the engine prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// In characters, at least 1.
    pub width: usize,
}

impl Fault {
    pub(crate) fn new(template: impl Into<String>, message: impl Into<String>) -> Fault {
        Fault {
            template: template.into(),
            message: message.into(),
            range: None,
            place: None,
            word: None,
            callers: Vec::new(),
        }
    }

    /// The same, to be found near a word.
    pub(crate) fn near(mut self, word: &str) -> Fault {
        self.word = Some(word.to_owned());
        self
    }

    /// Reads the printed form of an error: one or more reports with ` --> name:line:column` under
    /// each, or a sentence that names templates in backticks.
    pub(crate) fn read_all(printed: &str) -> Vec<Fault> {
        let reports: Vec<Fault> = blocks(printed, "error: ")
            .map(|(message, template, place)| {
                let mut fault = Fault::new(template, message);
                fault.place = Some(place);
                fault
            })
            .collect();
        if reports.is_empty() { vec![Fault::sentence(printed)] } else { reports }
    }

    /// The notes "called from" of a printed error.
    pub(crate) fn callers_in(printed: &str) -> Vec<(String, Place)> {
        // The locus stands on the note's own line, so the block has no arrow line.
        printed
            .lines()
            .filter_map(|line| line.strip_prefix("note: called from "))
            .filter_map(|locus| read_locus(locus).map(|(name, line, column)| (name, Place { line, column, width: 1 })))
            .collect()
    }

    /// ``Component `icon` is defined in both `a.html` and `b.html` ``.
    fn sentence(printed: &str) -> Fault {
        let words: Vec<&str> = printed.split('`').skip(1).step_by(2).collect();
        let template = words.last().copied().unwrap_or_default();
        let fault = Fault::new(template, printed);
        match words.first() {
            Some(word) => fault.near(word),
            None => fault,
        }
    }

    /// Where it is in the text of its template.
    pub(crate) fn range_in(&self, text: &str) -> Range<usize> {
        match (&self.range, self.place, &self.word) {
            (Some(range), _, _) => range.clone(),
            (_, Some(place), _) => place.range_in(text),
            (_, _, Some(word)) => text.find(word.as_str()).map_or(0..0, |at| at..at + word.len()),
            _ => 0..0,
        }
    }
}

impl Place {
    /// The bytes of this place.
    pub(crate) fn range_in(self, text: &str) -> Range<usize> {
        let start: usize = text.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum();
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let at = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(i, _)| i);
        start + at(self.column.saturating_sub(1))
            ..start + at((self.column.saturating_sub(1)).saturating_add(self.width))
    }
}

/// The reports that begin with `label`, each with what it says, its template and its place.
fn blocks<'a>(printed: &'a str, label: &'a str) -> impl Iterator<Item = (&'a str, String, Place)> {
    let lines: Vec<&str> = printed.lines().collect();
    (0..lines.len()).filter_map(move |i| {
        let message = lines.get(i)?.strip_prefix(label)?;
        let (template, line, column) = read_locus(lines.get(i + 1)?.trim_start().strip_prefix("--> ")?)?;
        let width = lines.get(i + 4).map_or(0, |under| under.chars().filter(|c| *c == '^').count());
        Some((message, template, Place { line, column, width: width.max(1) }))
    })
}

/// `name:line:column`; the name itself may hold colons.
fn read_locus(locus: &str) -> Option<(String, usize, usize)> {
    let (rest, column) = locus.trim_end().rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((name.to_owned(), line.parse().ok()?, column.parse().ok()?))
}
