//! Content lines of iCalendar: escaped, folded, with CRLF (RFC 5545, 3.1 and 3.3.11).

use super::event::Component;
use super::zone;
use crate::date::Zone;

/// Longest line in octets, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// What a calendar says of itself.
pub struct Head<'a> {
    /// What calendar programs list it as.
    pub name: &'a str,
    /// Language tag.
    pub lang: &'a str,
    /// Of the site.
    pub zone: &'a Zone,
    /// Its full address, where there is one.
    pub own: Option<String>,
}

/// A whole file.
pub fn calendar(head: &Head, components: &[Component]) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Zbor//Zbor//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("NAME;LANGUAGE={}:{}", head.lang, escaped(head.name)),
        format!("X-WR-CALNAME:{}", escaped(head.name)),
        format!("X-WR-TIMEZONE:{}", head.zone.name()),
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H".to_owned(),
        "X-PUBLISHED-TTL:PT12H".to_owned(),
    ];
    if let Some(own) = &head.own {
        lines.push(format!("SOURCE;VALUE=URI:{own}"));
    }
    lines.extend(zone::components(components));
    let mut out = String::new();
    let lines = lines.iter().chain(components.iter().flat_map(|component| &component.lines));
    lines.for_each(|line| fold(&mut out, line));
    fold(&mut out, "END:VCALENDAR");
    out
}

/// A value of type TEXT. Control characters other than the line's end are left out: the grammar has
/// no place for them.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded where it is too long; never inside a character.
pub fn fold(out: &mut String, line: &str) {
    let mut room = LONGEST;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            // The blank that says that the line goes on counts.
            room = LONGEST - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}
