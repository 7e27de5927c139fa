//! What a link written by people may lead to.

use crate::diag::{Problem, Text, text};

/// What a destination is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Another site: `https:`, `http:`, `//host`.
    External,
    /// `mailto:`
    Mail,
    /// `tel:`
    Tel,
    /// An application: `viber:`, `sms:`, `whatsapp:`, `geo:`, `webcal:`.
    App,
    /// A place on the same page: `#…`.
    Fragment,
    /// A page or file of this workspace: a path, from the root when it begins with `/`.
    Path,
}

/// What kind of destination a link has, if it may be published.
///
/// # Errors
/// L001 empty, L002 hidden characters, L003 a scheme that is not allowed, L004 a place on somebody's
/// computer, L005 `\` for `/`, L006 the scheme is missing, L007 a scheme with nothing behind it.
pub fn allowed(destination: &str) -> Result<LinkKind, Problem> {
    let plain = destination.trim();
    if plain.is_empty() {
        return Err(Problem::new("L001", text!("link nema adresu", "the link has no address")).help(text!(
            "upišite adresu u zagrade: `[tekst](https://primjer.ba)`",
            "write the address in the brackets: `[text](https://example.org)`"
        )));
    }
    let seen = without_references(plain);
    if seen.chars().any(is_hidden) {
        return Err(hidden(plain));
    }
    if is_on_computer(&seen) {
        return Err(on_computer(plain));
    }
    match scheme(&seen) {
        Some((scheme, rest)) => with_scheme(plain, &scheme, rest),
        None => without_scheme(plain, &seen),
    }
}

/// The scheme in lower case and what follows the colon (RFC 3986, section 3.1). Browsers read it in
/// any case.
fn scheme(link: &str) -> Option<(String, &str)> {
    let (scheme, rest) = link.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn with_scheme(shown: &str, scheme: &str, rest: &str) -> Result<LinkKind, Problem> {
    let kind = match scheme {
        "http" | "https" => LinkKind::External,
        "mailto" => LinkKind::Mail,
        "tel" => LinkKind::Tel,
        "viber" | "sms" | "whatsapp" | "geo" | "webcal" => LinkKind::App,
        _ => return Err(refused(shown, scheme)),
    };
    let body = match kind {
        LinkKind::External => rest.strip_prefix("//").map(|host| host.split(['/', '?', '#']).next().unwrap_or("")),
        _ => Some(rest.trim_start_matches('/')),
    };
    match body.map(str::trim) {
        Some(body) if is_complete(kind, body) => Ok(kind),
        _ => Err(Problem::new("L007", text!("adresa `{shown}` nije cijela", "the address `{shown}` is not complete"))
            .help(example(scheme))),
    }
}

/// A host has no blanks; what an application makes of its address is its own affair.
fn is_complete(kind: LinkKind, body: &str) -> bool {
    let host = kind != LinkKind::External || !body.contains([' ', '\\']);
    host && !body.is_empty()
}

fn example(scheme: &str) -> Text {
    let example = match scheme {
        "mailto" => "mailto:mz@primjer.ba",
        "tel" | "sms" => "+38761123456",
        "viber" => "viber://chat?number=%2B38761123456",
        "geo" => "geo:44.2,17.9",
        _ => "https://primjer.ba/stranica",
    };
    let prefix = if matches!(scheme, "tel" | "sms") { format!("{scheme}:") } else { String::new() };
    text!("npr. `{prefix}{example}`", "e.g. `{prefix}{example}`")
}

fn without_scheme(shown: &str, seen: &str) -> Result<LinkKind, Problem> {
    if seen.starts_with('#') {
        return Ok(LinkKind::Fragment);
    }
    if let Some(host) = seen.strip_prefix("//") {
        let complete = !host.is_empty() && !host.starts_with('/');
        return if complete { Ok(LinkKind::External) } else { Err(incomplete_prefix(shown)) };
    }
    if let Some(repaired) = missing_scheme(seen) {
        return Err(Problem::new(
            "L006",
            text!("adresi `{shown}` nedostaje početak", "the address `{shown}` lacks its beginning"),
        )
        .help(text!("napišite `{repaired}`", "write `{repaired}`")));
    }
    let path = seen.split(['?', '#']).next().unwrap_or("");
    if path.contains('\\') {
        let repaired = seen.replace('\\', "/");
        return Err(Problem::new(
            "L005",
            text!("u adresi `{shown}` je `\\` umjesto `/`", "the address `{shown}` has `\\` for `/`"),
        )
        .help(text!("napišite `{repaired}`", "write `{repaired}`")));
    }
    Ok(LinkKind::Path)
}

fn incomplete_prefix(shown: &str) -> Problem {
    Problem::new("L007", text!("adresa `{shown}` nije cijela", "the address `{shown}` is not complete"))
        .help(example("https"))
}

/// What people leave out: `www.primjer.ba`, `mz@primjer.ba`, `061 123 456`.
fn missing_scheme(link: &str) -> Option<String> {
    if link.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return Some(format!("https://{link}"));
    }
    let is_mail = |(name, host): (&str, &str)| {
        !name.is_empty() && !name.contains(['/', '?', '#']) && host.contains('.') && !host.contains(['/', '@', ' '])
    };
    if link.split_once('@').is_some_and(is_mail) {
        return Some(format!("mailto:{link}"));
    }
    let digits: String = link.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let is_phone = link.starts_with(['0', '+'])
        && digits.len() >= 6
        && link.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '/' | '-' | '(' | ')'));
    is_phone.then(|| format!("tel:{}", international(&digits)))
}

/// A number as it is dialled from anywhere.
fn international(digits: &str) -> String {
    match (digits.strip_prefix("00"), digits.strip_prefix('0')) {
        (Some(rest), _) => format!("+{rest}"),
        (None, Some(rest)) => format!("+387{rest}"),
        (None, None) => digits.to_owned(),
    }
}

fn is_on_computer(link: &str) -> bool {
    let drive = matches!(link.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    let file = link.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("file:"));
    drive || file || link.starts_with("\\\\")
}

fn on_computer(shown: &str) -> Problem {
    let name = shown.rsplit(['/', '\\']).next().unwrap_or(shown);
    Problem::new(
        "L004",
        text!(
            "`{shown}` je mjesto na vašem računaru; posjetioci ga ne mogu otvoriti",
            "`{shown}` is a place on your computer; visitors cannot open it"
        ),
    )
    .help(text!(
        "stavite datoteku pored ovog teksta i napišite samo `{name}`",
        "put the file beside this text and write only `{name}`"
    ))
}

fn refused(shown: &str, scheme: &str) -> Problem {
    let problem = Problem::new(
        "L003",
        text!(
            "link `{shown}` nije dopušten: počinje sa `{scheme}:`",
            "the link `{shown}` is not allowed: it begins with `{scheme}:`"
        ),
    );
    problem.help(text!(
        "dopušteno je: `https:`, `http:`, `mailto:`, `tel:`, `sms:`, `viber:`, `whatsapp:`, `geo:`, `webcal:` i stranice ovog sajta",
        "allowed are `https:`, `http:`, `mailto:`, `tel:`, `sms:`, `viber:`, `whatsapp:`, `geo:`, `webcal:` and pages of this site"
    ))
}

fn hidden(shown: &str) -> Problem {
    let shown = shown.escape_debug();
    Problem::new(
        "L002",
        text!(
            "u adresi `{shown}` su nevidljivi ili prikriveni znakovi",
            "the address `{shown}` has invisible or disguised characters"
        ),
    )
    .help(text!(
        "obrišite adresu i upišite je ponovo, bez kopiranja",
        "delete the address and type it again instead of pasting"
    ))
}

/// Characters that browsers drop from addresses or that reverse the reading.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// The link with its character references resolved as far as they can make a scheme: numeric ones,
/// `&colon;`, `&Tab;`, `&NewLine;` and a few signs. Markdown has resolved them already; raw HTML may
/// not have.
fn without_references(link: &str) -> String {
    let mut out = String::with_capacity(link.len());
    let mut rest = link;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match reference(after) {
            Some((letter, tail)) => {
                out.push(letter);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// One character reference after its `&`; the semicolon may be missing after a numeric one.
fn reference(after: &str) -> Option<(char, &str)> {
    const NAMED: [(&str, char); 9] = [
        ("colon;", ':'),
        ("Tab;", '\t'),
        ("NewLine;", '\n'),
        ("sol;", '/'),
        ("bsol;", '\\'),
        ("num;", '#'),
        ("amp;", '&'),
        ("lpar;", '('),
        ("shy;", '\u{ad}'),
    ];
    if let Some((name, letter)) = NAMED.iter().find(|(name, _)| after.starts_with(name)) {
        return Some((*letter, after.get(name.len()..)?));
    }
    let number = after.strip_prefix('#')?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let code = u32::from_str_radix(digits.get(..end)?.trim_start_matches('0'), radix);
    let letter = match digits.get(..end)? {
        "" => return None,
        // HTML makes the replacement character of what is no character; it is not let through here.
        _ => code.ok().and_then(char::from_u32).unwrap_or('\0'),
    };
    let tail = digits.get(end..)?;
    Some((letter, tail.strip_prefix(';').unwrap_or(tail)))
}
