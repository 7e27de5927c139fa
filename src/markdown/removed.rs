//! What is said about raw HTML that is not published.

use super::tags::{self, Kind};
use super::writer::Writer;
use crate::diag::{Diagnostic, Span, text};
use std::ops::Range;

impl Writer<'_> {
    fn say(&mut self, key: String, finding: impl FnOnce(&Span) -> Diagnostic, place: &Range<usize>) {
        /// Different tags that are spoken of in one text.
        const MOST: usize = 50;
        if self.sanitiser.said.len() < MOST && self.sanitiser.said.insert(key) {
            let place = self.place(place);
            self.findings.push(finding(&place));
        }
    }

    pub(super) fn say_removed(&mut self, name: &str, place: &Range<usize>) {
        let name: String = name.chars().filter(|c| !c.is_control()).take(20).collect();
        if name.contains(':') {
            return self.say_old(&name, place);
        }
        let finding = |place: &Span| {
            let found =
                Diagnostic::warning("M005", place, text!("`<{name}>` se ne objavljuje", "`<{name}>` is not published"));
            match tags::find(&name) {
                _ if tags::is_heading(&name) => {
                    found.help(text!("naslov se piše ovako: `## Naslov`", "write headings like this: `## Heading`"))
                }
                Some((_, Kind::Secret)) => {
                    found.help(text!("izostavljeno je zajedno sa sadržajem", "it is left out with what it holds"))
                }
                Some(_) => found.help(text!("tekst je ostao", "its text is kept")),
                None => found.help(text!(
                    "ako treba da se vidi, napišite `\\<{name}>`",
                    "if it is to be seen, write `\\<{name}>`"
                )),
            }
        };
        self.say(format!("<{name}"), finding, place);
    }

    pub(super) fn say_old(&mut self, name: &str, place: &Range<usize>) {
        let finding = |place: &Span| {
            let found = Diagnostic::hint(
                "M007",
                place,
                text!(
                    "oznaka `<{name}>` je izostavljena, tekst je ostao",
                    "the tag `<{name}>` is left out, its text is kept"
                ),
            );
            found.help(text!(
                "iz programa za pisanje lijepite kao običan tekst",
                "paste from word processors as plain text"
            ))
        };
        self.say("old".to_owned(), finding, place);
    }

    pub(super) fn say_block(&mut self, name: &str, place: &Range<usize>) {
        let finding = |place: &Span| {
            let found = Diagnostic::hint(
                "M011",
                place,
                text!("`<{name}>` ne može stajati usred reda", "`<{name}>` cannot stand within a line"),
            );
            found.help(text!(
                "neka počne na svom redu, iza praznog reda",
                "let it begin on a line of its own, after an empty one"
            ))
        };
        self.say(format!("block {name}"), finding, place);
    }

    pub(super) fn say_attribute(&mut self, name: &str, place: &Range<usize>) {
        let name: String = name.chars().filter(|c| !c.is_control()).take(20).collect();
        let message = text!("`{name}=` se ne objavljuje", "`{name}=` is not published");
        let finding = |place: &Span| {
            let found = match name.as_str() {
                "style" => Diagnostic::hint("M006", place, message),
                _ => Diagnostic::warning("M006", place, message),
            };
            found.help(text!(
                "izgled daje tema; obrišite taj dio oznake",
                "the theme gives the looks; delete that part of the tag"
            ))
        };
        self.say(format!("{name}="), finding, place);
    }
}
