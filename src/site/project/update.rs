//! Updates: parts of a project's text whose heading begins with a date.

use crate::date::{self, Date};
use crate::diag::{Diagnostic, Severity, Source, text};
use crate::markdown::{Document, Html};
use std::ops::Range;
use std::sync::Arc;

/// News of a project: `## 2. 5. 2026. Asfaltirano 400 m` and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The day in its heading.
    pub date: Date,
    /// The heading after the date; the date as written where nothing follows it.
    pub title: String,
    /// The `id` of the heading.
    pub id: String,
    /// The heading's place in the source.
    pub span: Range<usize>,
    /// The heading and what belongs to it, as bytes of [`Document::html`]: see [`Html::section`].
    pub section: Range<usize>,
}

/// The updates of a text, newest first; of one day, in the order of the text.
pub fn updates(document: &Document) -> Vec<Update> {
    let mut found: Vec<Update> = Vec::new();
    for (index, heading) in document.headings.iter().enumerate().filter(|(_, heading)| heading.top) {
        let inside = found.last().is_some_and(|last| heading.at < last.section.end);
        let Some((date, title)) = leading_date(&heading.text).filter(|_| !inside) else { continue };
        found.push(Update {
            date,
            title: if title.is_empty() { heading.text.trim().to_owned() } else { title.to_owned() },
            id: heading.id.clone(),
            span: heading.span.clone(),
            section: heading.at..end_of_section(document, index, heading.level),
        });
    }
    found.sort_by_key(|update| std::cmp::Reverse(update.date));
    found
}

/// Where the next heading of the same rank begins, or the footnotes, or the text ends.
fn end_of_section(document: &Document, index: usize, level: u8) -> usize {
    let later = document.headings.iter().skip(index + 1);
    let next = later.filter(|heading| heading.top).find(|heading| heading.level <= level);
    next.map_or(document.notes_at, |heading| heading.at.min(document.notes_at))
}

/// What stands in the text beside the updates, footnotes included.
pub fn intro(document: &Document, updates: &[Update]) -> Html {
    let mut sections: Vec<&Range<usize>> = updates.iter().map(|update| &update.section).collect();
    sections.sort_by_key(|section| std::cmp::Reverse(section.start));
    sections.into_iter().fold(document.html.clone(), |html, section| html.without(section.clone()))
}

/// Headings that seem to begin with a date but have none that can be read: `## 31. 4. 2026. Kraj`.
pub fn doubtful_updates(document: &Document, source: &Arc<Source>) -> Vec<Diagnostic> {
    let dated = document.headings.iter().filter(|heading| heading.top && leading_date(&heading.text).is_none());
    dated
        .filter_map(|heading| {
            let problem = date::date_only(&numbers(&heading.text)?).err()?;
            let help = text!(
                "naslov koji počinje datumom je novost projekta: `## 2. 5. 2026. Asfaltirano 400 m`",
                "a heading that begins with a date is an update: `## 2. 5. 2026. Asfaltirano 400 m`"
            );
            Some(problem.help(help).at(Severity::Warning, &source.span(heading.span.clone())))
        })
        .collect()
}

/// The two or three numbers at the beginning, each with its full stop: what is meant for a date.
fn numbers(heading: &str) -> Option<String> {
    let words = heading.split_whitespace().map_while(|word| {
        let digits = word.trim_end_matches('.');
        let short = (1..=4).contains(&digits.len()) && digits.len() < word.len();
        (short && digits.bytes().all(|b| b.is_ascii_digit())).then_some(word)
    });
    let words: Vec<&str> = words.take(3).collect();
    (words.len() >= 2).then(|| words.join(" "))
}

/// The date with which a line begins, and the rest of the line.
pub(super) fn leading_date(line: &str) -> Option<(Date, &str)> {
    let line = line.trim_start();
    let ends = line.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, ':' | '–' | '—')).map(|(at, _)| at);
    ends.chain([line.len()]).take(MAX_DATE_WORDS).find_map(|end| {
        let (head, rest) = line.split_at_checked(end)?;
        // Most headings hold no number: nothing is read for them.
        head.bytes().any(|byte| byte.is_ascii_digit()).then_some(())?;
        let date = date::date_only(head.trim_end_matches([',', ';'])).ok()?;
        let rest =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '–' | '—' | '-' | ',' | ';'));
        Some((date, rest))
    })
}

/// `subota, 2. maja 2026. godine`: no date here is written in more words.
const MAX_DATE_WORDS: usize = 8;
