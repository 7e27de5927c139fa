//! Repetitions in words: `svakog četvrtka od 18 do 20 sati`.

use super::desk::Desk;
use crate::date::Rule;
use crate::site::Event;

/// A rule in the words of the edition's language.
pub fn words(_: &Desk, rule: &Rule, _: &Event) -> String {
    rule.to_rrule()
}
