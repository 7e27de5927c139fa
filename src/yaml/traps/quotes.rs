//! Quotes that are not closed, and quotes or backslashes inside quotes.

use super::super::codes::{INNER_QUOTE, OPEN_QUOTE};
use super::super::events::quoted_length;
use super::super::line::Line;
use super::{Repair, Scene, quoted, write_line};
use crate::diag::{Edit, text};

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    let above = scene.lines.iter().take(scene.here + 1).rev().take(20);
    let open = above.filter(|line| starts_quoted(line) && quoted_length(line.value()).is_none()).take(1);
    let open = open.map(|line| unclosed(scene, line));
    let inner = scene.line().filter(|line| starts_quoted(line)).into_iter().filter_map(|line| inner(scene, line));
    inner.chain(open).collect()
}

fn starts_quoted(line: &Line<'_>) -> bool {
    line.value().starts_with(['"', '\''])
}

fn unclosed(scene: &Scene<'_>, line: &Line<'_>) -> Repair {
    let value = line.value();
    let quote = if value.starts_with('"') { "\"" } else { "'" };
    // „…” typed as "…” is closed with the wrong sign, which then goes.
    let wrong = value.chars().last().filter(|c| matches!(c, '“' | '”' | '„' | '’' | '‘')).map_or(0, char::len_utf8);
    let edit = Edit::new(line.range(line.value.end - wrong..line.value.end), quote);
    let finding = scene
        .error(
            OPEN_QUOTE,
            line.range(line.value.start..line.value.start + 1),
            text!("navodnik otvoren ovdje nije zatvoren", "the quote opened here is not closed"),
        )
        .help(write_line(line, std::slice::from_ref(&edit)));
    Repair::one(finding, edit)
}

/// `"Dom "Sloga" radi"`, `"Zbor" građana`, `'O'Brien'`, `"C:\slike"`.
fn inner(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let value = line.value();
    let quote = value.chars().next()?;
    let length = quoted_length(value)?;
    let whole = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)).filter(|inner| !inner.is_empty());
    let right = if whole.is_some_and(|inner| inner.contains(quote) || inner.contains('\\')) {
        quoted(whole?)
    } else if length < value.len() {
        quoted(value)
    } else {
        return None;
    };
    let edit = Edit::new(line.range(line.value.clone()), right);
    let backslash = value.get(..length)?.find('\\').filter(|_| quote == '"' && length == value.len());
    let (at, message) = match backslash {
        Some(at) => (
            at,
            text!(
                "kosa crta `\\` u dvostrukim navodnicima ima posebno značenje",
                "a backslash `\\` inside double quotes has a meaning of its own",
            ),
        ),
        None => (
            length - 1,
            text!(
                "ovaj navodnik završava vrijednost prije kraja reda",
                "this quote ends the value before the line does"
            ),
        ),
    };
    let at = line.value.start + at;
    let finding =
        scene.error(INNER_QUOTE, line.range(at..at + 1), message).help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}
