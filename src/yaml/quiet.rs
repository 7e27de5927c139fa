//! Mistakes that are valid YAML: nothing stops, but the value is not what the person meant.
//!
//! ` #` begins a comment. It is taken for a mistake only where exactly one space precedes and none
//! follows (`Ulica #5 zatvorena`): comments are written `# so` or after two spaces.

use super::codes::{HASH, SMART_QUOTES};
use super::draft::Draft;
use super::events::{Event, Kind, Style};
use super::limits::MAX_FINDINGS;
use super::line::Line;
use super::traps::{self, Repair, Scene, quoted, shortened};
use crate::diag::{Diagnostic, Edit, Source, text};
use std::sync::Arc;

/// Items and names that YAML reads as text, with the repair: `-voda` and `ime:Amra` below a name,
/// and a list item that is indented more than the one above.
pub(super) fn repairs(source: &Arc<Source>, draft: &Draft, events: &[Event]) -> Option<Repair> {
    let scene = Scene::new(source, draft, 0);
    let mut all = Repair { findings: Vec::new(), edits: Vec::new() };
    for event in plain_in_blocks(draft, events) {
        let first = scene.lines.partition_point(|line| line.end() < event.range.start);
        let Some(line) = scene.lines.get(first) else { continue };
        for below in scene.lines.iter().skip(first).take_while(|line| line.start < event.range.end) {
            let repair = misread(&scene, event, line, below);
            let Some(repair) = repair else { continue };
            all.edits.extend(repair.edits.iter().cloned());
            if all.findings.len() < MAX_FINDINGS {
                all.findings.extend(repair.told(&scene));
            }
        }
    }
    (!all.edits.is_empty()).then_some(all)
}

/// What is wrong with a line of a text that begins on `first`.
fn misread(scene: &Scene<'_>, event: &Event, first: &Line<'_>, line: &Line<'_>) -> Option<Repair> {
    let on_own_line = first.start + first.indent == event.range.start;
    // The parser takes a no-break space at the start for the first letter.
    let odd_indent = line.start >= event.range.start && !line.text.starts_with([' ', '\t']) && line.indent > 0;
    if odd_indent || (on_own_line && !is_name(first, event)) {
        traps::odd_on(scene, line).or_else(|| traps::bullet(scene, line)).or_else(|| traps::spaced(scene, line))
    } else if first.is_item() && line.is_item() && line.start > first.start {
        Some(traps::moved(scene, line, first.indent))
    } else {
        None
    }
}

fn is_name(line: &Line<'_>, event: &Event) -> bool {
    line.key.as_ref().is_some_and(|(name, _)| line.range(name.clone()) == event.range)
}

/// Plain scalars outside brackets.
fn plain_in_blocks<'e>(draft: &'e Draft, events: &'e [Event]) -> impl Iterator<Item = &'e Event> {
    let mut open = Vec::new();
    let mut flow = 0_usize;
    events.iter().filter(move |event| match event.kind {
        Kind::List | Kind::Map => {
            let bracket = draft.text.get(event.range.clone()).is_some_and(|text| text.ends_with(['[', '{']));
            flow += usize::from(bracket);
            open.push(bracket);
            false
        }
        Kind::End => {
            flow -= usize::from(open.pop() == Some(true));
            false
        }
        Kind::Scalar(_, Style::Plain) => flow == 0 && !event.range.is_empty(),
        _ => false,
    })
}

/// Values cut short by ` #`, and typographic quotes that do not quote.
pub(super) fn warnings(source: &Arc<Source>, draft: &Draft, events: &[Event]) -> Vec<Diagnostic> {
    let before = std::iter::once(None).chain(events.iter().map(Some));
    let mut found = Vec::new();
    for (event, before) in events.iter().zip(before) {
        let Kind::Scalar(text, Style::Plain) = &event.kind else { continue };
        let cut = if text.is_empty() { nothing_left(draft, before) } else { rest_cut(draft, event) };
        if found.len() >= MAX_FINDINGS {
            break;
        }
        found.extend(cut.map(|(start, hash)| cut_short(source, draft, start, hash)));
        found.extend(smart_quotes(source, draft, event));
    }
    found
}

/// Start of a value and of the `#` that ends it.
fn rest_cut(draft: &Draft, event: &Event) -> Option<(usize, usize)> {
    let rest = draft.text.get(event.range.end..)?;
    begins_text(rest).then_some((event.range.start, event.range.end + 1))
}

/// `naslov: #5`: the `#` right after the colon.
fn nothing_left(draft: &Draft, name: Option<&Event>) -> Option<(usize, usize)> {
    let name = name.filter(|name| matches!(name.kind, Kind::Scalar(..)))?;
    let rest = draft.text.get(name.range.end..)?;
    let after = rest.trim_start_matches(' ').strip_prefix(':').filter(|after| begins_text(after))?;
    let hash = draft.text.len() - after.len() + 1;
    Some((hash, hash))
}

fn begins_text(rest: &str) -> bool {
    rest.strip_prefix(" #").and_then(|text| text.chars().next()).is_some_and(|c| !c.is_whitespace() && c != '#')
}

fn cut_short(source: &Arc<Source>, draft: &Draft, start: usize, hash: usize) -> Diagnostic {
    let rest = draft.text.get(hash..).unwrap_or_default();
    let end = hash + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let value = draft.text.get(start..hash).unwrap_or_default().trim_end();
    let message = if value.is_empty() {
        text!(
            "sve iza znaka # je komentar, pa je vrijednost prazna",
            "all after the sign # is a comment, so the value is empty"
        )
    } else {
        text!(
            "sve iza znaka # je komentar, pa je vrijednost samo `{value}`",
            "all after the sign # is a comment, so the value is only `{value}`",
        )
    };
    let finding = Diagnostic::warning(HASH.code, &source.span(draft.places(&(hash..end))), message);
    let line_start = draft.text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let whole = draft.text.get(start..end).unwrap_or_default().trim_end();
    if whole.contains('\n') {
        return finding.help(text!("stavite cijelu vrijednost u navodnike", "put the whole value in quotes"));
    }
    let right = shortened(&format!("{}{}", draft.text.get(line_start..start).unwrap_or_default(), quoted(whole)));
    let edit = Edit::new(start..start + whole.len(), quoted(whole));
    let finding = Diagnostic { repair: draft.in_file(source, &[edit]), ..finding };
    finding.help(text!("ako je to dio teksta, napišite: `{right}`", "if it belongs to the text, write: `{right}`"))
}

const OPENING: [char; 5] = ['„', '“', '”', '‘', '‚'];
const CLOSING: [char; 6] = ['“', '”', '’', '‘', '"', '\''];

fn smart_quotes(source: &Arc<Source>, draft: &Draft, event: &Event) -> Option<Diagnostic> {
    let written = draft.text.get(event.range.clone())?;
    let inner = written.strip_prefix(OPENING)?.strip_suffix(CLOSING)?;
    if inner.contains(OPENING) || inner.contains(CLOSING) {
        return None;
    }
    let span = source.span(draft.places(&event.range));
    let is_name = draft.text.get(event.range.end..)?.trim_start_matches(' ').starts_with(':');
    let repair = draft.in_file(source, &[Edit::new(event.range.clone(), unmarked(inner))]);
    let finding = if is_name {
        Diagnostic::warning(
            SMART_QUOTES.code,
            &span,
            text!("navodnici su ovdje dio imena polja", "the quotes are part of the field's name here"),
        )
        .help(text!("napišite samo `{inner}`", "write only `{inner}`"))
    } else {
        Diagnostic::hint(
            SMART_QUOTES.code,
            &span,
            text!(
                "tipografski navodnici su dio teksta i vidjet će se na stranici",
                "typographic quotes are part of the text and will be seen on the page",
            ),
        )
        .help(text!("ako to ne želite, napišite: `{inner}`", "if you do not want that, write: `{inner}`"))
    };
    Some(Diagnostic { repair, ..finding })
}

/// A text without quotes where YAML reads it so, else in straight ones.
fn unmarked(inner: &str) -> String {
    let plain = inner.starts_with(char::is_alphanumeric) && inner.ends_with(|c: char| !c.is_whitespace() && c != ':');
    if plain && !inner.contains(": ") && !inner.contains(" #") { inner.to_owned() } else { quoted(inner) }
}
