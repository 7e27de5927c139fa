//! What a file's name says: date, slug, language.

use crate::lang::Locale;

/// The name of a text, taken apart: `2026-05-01-zbor.en.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What original and translations share: `2026-05-01-zbor`.
    pub stem: String,
    /// `2026-05-01`, if the name begins with a date.
    pub date: Option<String>,
    /// The rest after the date: `zbor`.
    pub rest: String,
    /// The language of a translation.
    pub locale: Option<Locale>,
}

impl Name {
    /// Takes a path apart: the last segment, or the folder's name where the file is its index.
    pub fn of(path: &str) -> Name {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let base = file.rsplit_once('.').map_or(file, |(base, _)| base);
        let (base, locale) = split_locale(base);
        let stem = if is_index(base) { folder.rsplit('/').next().unwrap_or(base) } else { base };
        let (date, rest) = split_date(stem);
        Name { stem: stem.to_owned(), date: date.map(str::to_owned), rest: rest.to_owned(), locale }
    }
}

/// Whether a file without its extension is the text of its folder.
pub fn is_index(base: &str) -> bool {
    base.eq_ignore_ascii_case("index")
}

fn split_locale(base: &str) -> (&str, Option<Locale>) {
    match base.rsplit_once('.') {
        Some((stem, tag)) if !stem.is_empty() => match Locale::parse(tag) {
            Some(locale) => (stem, Some(locale)),
            None => (base, None),
        },
        _ => (base, None),
    }
}

fn split_date(stem: &str) -> (Option<&str>, &str) {
    let shape = |text: &str| {
        text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
    };
    match stem.get(..10) {
        Some(date) if shape(date) => {
            let rest = stem[10..].trim_start_matches(['-', '_', ' ']);
            (Some(date), if rest.is_empty() { stem } else { rest })
        }
        _ => (None, stem),
    }
}
