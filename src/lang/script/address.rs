//! What is for machines inside a text: addresses of pages and mail, file names, placeholders.

/// Last parts of domains that people here write without `https://`.
const DOMAINS: &str = "ba hr rs me si mk eu com org net info gov edu int io app dev page site online de at ch fr it uk us \
                       be ly gl co tv xyz";
/// Endings of file names.
const FILES: &str = "pdf doc docx odt rtf txt md xls xlsx ods csv ppt pptx odp zip rar jpg jpeg png gif webp svg heic mp3 \
                     mp4 mov avi ics vcf html htm css js json xml yaml yml toml kml gpx";

/// A stretch of text at whose beginning an address may begin.
pub(super) struct Run {
    /// Bytes.
    pub len: usize,
    /// The whole of it stays.
    pub is_address: bool,
}

/// The run with which the text begins: up to a blank, quote, bracket, comma or colon; with a scheme
/// up to a blank or quote. `word` is the length of the word at its beginning, `ends` what [`ends_word`] says of it.
pub(super) fn run(rest: &str, word: usize, ends: bool) -> Run {
    if ends { Run { len: word.max(1), is_address: false } } else { run_of_more(rest) }
}

fn run_of_more(rest: &str) -> Run {
    let end = rest.find(is_border).unwrap_or(rest.len());
    let (run, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    if has_scheme(run, after) {
        return Run { len: rest.find(ends_url).unwrap_or(rest.len()), is_address: true };
    }
    let address = run.trim_end_matches(['.', '!', '?', '…']);
    match address.contains(['.', '@']) && (is_mail(address) || is_domain(address) || is_file(address)) {
        true => Run { len: address.len(), is_address: true },
        false => Run { len: end.max(rest.chars().next().map_or(1, char::len_utf8)), is_address: false },
    }
}

/// Whether a word goes on as no address, by the two bytes after it: what most words are followed by.
#[inline]
pub(super) fn ends_word(after: Option<&u8>, next: Option<&u8>) -> bool {
    match after {
        None | Some(b' ' | b'\n' | b',' | b';' | b')' | b'*') => true,
        Some(b'.' | b'!' | b'?' | b':') => matches!(next, None | Some(b' ' | b'\n')),
        _ => false,
    }
}

/// `https://`, `mailto:`.
fn has_scheme(run: &str, after: &str) -> bool {
    let scheme = !run.is_empty() && run.bytes().all(|b| b.is_ascii_alphanumeric());
    scheme && (after.starts_with("://") || (run == "mailto" && after.starts_with(':')))
}

/// The length of a placeholder like `{n}`, or of code between backticks on one line, at the beginning.
pub(super) fn placeholder(rest: &str) -> Option<usize> {
    if let Some(code) = rest.strip_prefix('`') {
        let end = code.find(['`', '\n']).filter(|&end| code.as_bytes().get(end) == Some(&b'`'))?;
        return Some(end + 2);
    }
    let inside = rest.strip_prefix('{')?;
    let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')))?;
    (end > 0 && inside.get(end..)?.starts_with('}')).then_some(end + 2)
}

fn is_border(letter: char) -> bool {
    ends_url(letter) || matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | ':' | '|' | '*' | '`')
}

fn ends_url(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '<' | '>' | '„' | '“' | '”' | '«' | '»')
}

/// `mz@primjer.ba`, `@gornjeselo`.
fn is_mail(run: &str) -> bool {
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_alphanumeric());
    run.split_once('@').is_some_and(|(_, after)| begins(after))
}

/// `wa.me/38761123456`, `www.primjer.ba`.
fn is_domain(run: &str) -> bool {
    let host = run.split(['/', '?', '#']).next().unwrap_or("");
    let ascii = |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !host.split('.').all(ascii) {
        return false;
    }
    host.starts_with("www.") || host.rsplit_once('.').is_some_and(|(_, last)| listed(DOMAINS, last))
}

/// `odluka.pdf`, `slike/put.JPG`.
fn is_file(run: &str) -> bool {
    run.rsplit_once('.').is_some_and(|(stem, ending)| {
        stem.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
            && ending.len() <= 5
            && listed(FILES, &ending.to_ascii_lowercase())
    })
}

fn listed(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|listed| listed == word)
}
