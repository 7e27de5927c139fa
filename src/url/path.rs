//! Where something lies in the output, as an address from its root.

use super::Slug;
use super::filename::is_forbidden;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;
use std::fmt;

/// The page of a folder; it is never part of an address.
const INDEX: &str = "index.html";

/// An address from the root of the output: begins with `/`; a folder ends with `/` and means its
/// `index.html`. Its parts are never empty, `.` or `..`, never hold `\`, a character that some
/// system forbids in names, or an escape, and never end with a dot or a blank: it cannot leave the
/// root on any system. Kept decoded; [`UrlPath::encoded`] is for links.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct UrlPath(String);

impl UrlPath {
    /// `/`
    pub fn root() -> UrlPath {
        UrlPath("/".to_owned())
    }

    /// `/a/b/`: a page of its own folder. A part that cannot stand in an address is replaced by its
    /// slug, and left out where nothing is left of it.
    pub fn page(parts: &[&str]) -> UrlPath {
        let mut path = String::from("/");
        for part in parts.iter().flat_map(|part| part.split('/')) {
            if let Some(part) = safe(part, |part| Slug::from_title(part).map(|slug| slug.to_string())) {
                path.push_str(&part);
                path.push('/');
            }
        }
        UrlPath(path)
    }

    /// `/a/b.ext`: a file. Parts as in [`UrlPath::page`]; `index.html` is the page of its folder.
    pub fn file(parts: &[&str]) -> UrlPath {
        let Some((name, folders)) = parts.split_last() else { return UrlPath::root() };
        let UrlPath(mut path) = UrlPath::page(folders);
        if let Some(name) = safe(name, |name| Some(Slug::file_name(name))).filter(|name| name != INDEX) {
            path.push_str(&name);
        }
        UrlPath(path)
    }

    /// Reads the path of an address, percent-decoded, with or without the first `/`. None when it
    /// would leave the root, is escaped twice, has a query or fragment, or has a part that is not
    /// allowed.
    pub fn parse(address: &str) -> Option<UrlPath> {
        UrlPath::root().join(address).filter(|_| is_straight(address))
    }

    /// The decoded address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the page of a folder.
    pub fn is_page(&self) -> bool {
        self.0.ends_with('/')
    }

    /// Follows a link from here, as a browser does: relative to the folder, `/…` from the root,
    /// percent-decoded, without query and fragment. None when it leaves the root.
    pub fn join(&self, link: &str) -> Option<UrlPath> {
        // Ends with a slash until the name of a file comes.
        let (mut path, link) = match link.strip_prefix('/') {
            Some(absolute) => ("/".to_owned(), absolute),
            None => (self.0.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/")), link),
        };
        let mut rest = link.split('/').peekable();
        while let Some(part) = rest.next() {
            let last = rest.peek().is_none();
            match &*decode(part)? {
                "" | INDEX if last => {}
                "." => {}
                ".." => path.truncate(path.strip_suffix('/')?.rfind('/')? + 1),
                name if is_allowed(name) => {
                    path.push_str(name);
                    path.push_str(if last { "" } else { "/" });
                }
                _ => return None,
            }
        }
        Some(UrlPath(path))
    }

    /// This address inside a folder: `/a/` under `/selo/` is `/selo/a/`.
    #[must_use]
    pub fn under(&self, folder: &UrlPath) -> UrlPath {
        let (folder, _) = folder.0.rsplit_once('/').unwrap_or(("", ""));
        UrlPath(format!("{folder}{}", self.0))
    }

    /// This address from a folder that it lies in, which undoes [`UrlPath::under`]; none where it lies
    /// elsewhere.
    pub fn within(&self, folder: &UrlPath) -> Option<UrlPath> {
        let (folder, _) = folder.0.rsplit_once('/').unwrap_or(("", ""));
        let inner = self.0.strip_prefix(folder).filter(|inner| inner.starts_with('/'))?;
        Some(UrlPath(inner.to_owned()))
    }

    /// The link from here to the root: `../../`, or `./`.
    pub fn to_root(&self) -> String {
        match self.folders().count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// The link to this address on a page that lies at `from`, percent-encoded: `../b/`, `./`,
    /// `a.pdf`.
    pub fn relative_to(&self, from: &UrlPath) -> String {
        let shared = self.folders().zip(from.folders()).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(from.folders().count() - shared);
        for folder in self.folders().skip(shared) {
            encode(folder, &mut link);
            link.push('/');
        }
        encode(self.name(), &mut link);
        if link.is_empty() { "./".to_owned() } else { link }
    }

    /// The address percent-encoded, to be put behind a `base_url`.
    pub fn encoded(&self) -> String {
        self.behind("")
    }

    /// The address percent-encoded behind the base of a site: `https://mz.example` and `/a/`.
    pub fn behind(&self, base: &str) -> String {
        let mut out = String::with_capacity(base.len() + self.0.len());
        out.push_str(base);
        encode(&self.0, &mut out);
        out
    }

    /// Where the file lies below the folder of the output, with `/`: `a/b/index.html`.
    pub fn file_path(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if self.is_page() { format!("{path}{INDEX}") } else { path.to_owned() }
    }

    /// The name of the file; empty for a page.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The folders on the way, from the root.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        let folders = self.0.rsplit_once('/').map_or("", |(folders, _)| folders);
        folders.split('/').filter(|folder| !folder.is_empty())
    }
}

/// The part itself where it may stand, else what `repair` makes of it.
fn safe(part: &str, repair: impl Fn(&str) -> Option<String>) -> Option<String> {
    if is_allowed(part) { Some(part.to_owned()) } else { repair(part).filter(|_| !part.is_empty()) }
}

fn is_allowed(part: &str) -> bool {
    // Nearly all are slugs.
    let is_slug = part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (is_slug || is_tidy(part)) && !part.is_empty()
}

fn is_tidy(part: &str) -> bool {
    !part.ends_with(['.', ' '])
        && !part.chars().any(|c| is_forbidden(c) || matches!(c, '/' | '#' | '?'))
        && !has_escape(part)
}

/// An escape that is left after decoding was escaped twice.
fn has_escape(part: &str) -> bool {
    let hex = |b: Option<&u8>| b.is_some_and(u8::is_ascii_hexdigit);
    part.as_bytes().windows(3).any(|w| w.first() == Some(&b'%') && hex(w.get(1)) && hex(w.get(2)))
}

/// No `.` and `..` on the way: an address, not a link.
fn is_straight(address: &str) -> bool {
    address.split('/').all(|part| !matches!(decode(part).as_deref(), Some("." | "..") | None))
}

/// Percent-decoded; none where the bytes are no text.
pub(super) fn decode(part: &str) -> Option<Cow<'_, str>> {
    if !part.contains('%') {
        return Some(Cow::Borrowed(part));
    }
    let mut out = Vec::with_capacity(part.len());
    let mut bytes = part.as_bytes().iter();
    while let Some(byte) = bytes.next() {
        match (*byte, bytes.as_slice()) {
            (b'%', [high, low, ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
                out.push(digit(*high)? * 16 + digit(*low)?);
                bytes.nth(1);
            }
            (other, _) => out.push(other),
        }
    }
    String::from_utf8(out).ok().map(Cow::Owned)
}

/// Percent-encodes all but the unreserved characters of RFC 3986, `/` and what is harmless in HTML.
fn encode(path: &str, out: &mut String) {
    // Our own addresses are slugs, which stay.
    if path.bytes().all(is_plain) {
        return out.push_str(path);
    }
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            let digits = [byte >> 4, byte & 15];
            out.push('%');
            out.extend(digits.map(|d| char::from_digit(u32::from(d), 16).map_or('0', |c| c.to_ascii_uppercase())));
        }
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b'(' | b')' | b',' | b'+')
}

impl AsRef<str> for UrlPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for UrlPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<UrlPath, D::Error> {
        let text = String::deserialize(deserializer)?;
        let path = UrlPath::parse(&text).filter(|path| path.0 == text);
        path.ok_or_else(|| de::Error::custom(format!("`{text}` is no address")))
    }
}
