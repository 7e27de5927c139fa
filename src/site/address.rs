//! Addresses of items: kind words in the site's language, and a slug each.

use super::config::Config;
use super::draft::Draft;
use super::fields::At;
use crate::diag::{Checked, Diagnostic, text};
use crate::lang::Locale;
use crate::load::Kind;
use crate::url::{Slug, UrlPath};
use std::collections::BTreeMap;

/// The word that stands for a kind in addresses, without diacritics.
pub fn word(kind: Kind, locale: Locale) -> &'static str {
    let croatian = matches!(locale, Locale::Hr | Locale::HrCyrl);
    match (kind, locale) {
        (Kind::Announcement, Locale::En) => "announcements",
        (Kind::Project, Locale::En) => "projects",
        (Kind::Event, Locale::En) => "events",
        (Kind::Service, Locale::En) => "services",
        (Kind::Document, Locale::En) => "documents",
        (Kind::Council, Locale::En) => "council",
        (Kind::Poll, Locale::En) => "polls",
        (Kind::Announcement, _) if croatian => "obavijesti",
        (Kind::Event, _) if croatian => "dogadjanja",
        (Kind::Council, _) if croatian => "vijece",
        (Kind::Announcement, _) => "obavjestenja",
        (Kind::Project, _) => "projekti",
        (Kind::Event, _) => "dogadjaji",
        (Kind::Service, _) => "usluge",
        (Kind::Document, _) => "dokumenti",
        (Kind::Council, _) => "savjet",
        (Kind::Poll, _) => "ankete",
        (Kind::Page, _) => "",
    }
}

/// Words for the other parts of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Pages by tag.
    Tags,
    /// Pages by target group.
    Audiences,
    /// Pages by street.
    Streets,
    /// Forms.
    Forms,
    /// Questions and replies.
    Questions,
    /// What became of messages, by their references.
    Statuses,
    /// Photos.
    Photos,
    /// Files to download.
    Files,
    /// The agenda's months.
    Calendar,
    /// What is shown without a network.
    Offline,
    /// For editors: posters and texts to pass on.
    Sharing,
    /// Search, and the index from A to Ž.
    Search,
}

/// The word of a section in addresses.
pub fn section(section: Section, locale: Locale) -> &'static str {
    let (english, ours) = match section {
        Section::Tags => ("tags", "oznake"),
        Section::Audiences => ("for", "za"),
        Section::Streets => ("streets", "ulice"),
        Section::Forms => ("write", "pisite-nam"),
        Section::Questions => ("questions", "pitanja"),
        Section::Statuses => ("status", "stanje-poruka"),
        Section::Photos => ("photos", "slike"),
        Section::Files => ("files", "prilozi"),
        Section::Calendar => ("calendar", "kalendar"),
        Section::Offline => ("offline", "bez-interneta"),
        Section::Sharing => ("to-pass-on", "za-dijeljenje"),
        Section::Search => ("search", "trazi"),
    };
    if locale == Locale::En { english } else { ours }
}

/// The language of a site's addresses: the one it is written in.
pub fn locale(config: &Config) -> Locale {
    config.languages.first().copied().unwrap_or(Locale::Bs)
}

/// Pages that exist whatever the content is.
pub fn fixed(config: &Config) -> Vec<UrlPath> {
    let locale = locale(config);
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page).map(|kind| word(kind, locale));
    let sections = [
        Section::Forms,
        Section::Questions,
        Section::Statuses,
        Section::Tags,
        Section::Streets,
        Section::Search,
        Section::Sharing,
        Section::Offline,
    ]
    .map(|part| section(part, locale));
    std::iter::once(UrlPath::root()).chain(kinds.chain(sections).map(|word| UrlPath::page(&[word]))).collect()
}

/// The address of each draft, from the root of an edition. Where two would be equal, the later item
/// gets its date, then a number.
pub fn assign(drafts: &[Draft], config: &Config) -> Checked<Vec<UrlPath>> {
    let locale = locale(config);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_cached_key(|&at| {
        drafts.get(at).map(|draft| (draft.original.common.date.as_ref().map(|date| date.date), draft.key.clone()))
    });
    let mut taken: BTreeMap<UrlPath, usize> = fixed(config).into_iter().map(|path| (path, usize::MAX)).collect();
    // The last number tried of each address: a thousand items of one name must not try a million.
    let mut numbers: BTreeMap<UrlPath, usize> = BTreeMap::new();
    let mut out = Checked::fine(vec![UrlPath::root(); drafts.len()]);
    for at in order {
        let Some(draft) = drafts.get(at) else { continue };
        let slug = slug(draft);
        let mut path = path(draft.key.0, &slug, locale);
        if let Some(first) = taken.get(&path) {
            let first = drafts.get(*first);
            let number = numbers.entry(path).or_insert(1);
            path = free(draft, &slug, locale, &taken, number);
            out.findings.push(clash(draft, first, &path));
        }
        taken.insert(path.clone(), at);
        if let Some(place) = out.value.get_mut(at) {
            *place = path;
        }
    }
    out
}

fn path(kind: Kind, slug: &str, locale: Locale) -> UrlPath {
    match word(kind, locale) {
        "" => UrlPath::page(&[slug]),
        word => UrlPath::page(&[word, slug]),
    }
}

/// `slug:`, else the file's name without its date; an item of a list by its id or title.
fn slug(draft: &Draft) -> String {
    let common = &draft.original.common;
    if let Some(slug) = &common.slug {
        return slug.to_string();
    }
    Slug::from_title(&draft.name)
        .or_else(|| Slug::from_title(&common.title))
        .map_or_else(|| "objava".to_owned(), |slug| slug.to_string())
}

fn free(draft: &Draft, slug: &str, locale: Locale, taken: &BTreeMap<UrlPath, usize>, last: &mut usize) -> UrlPath {
    let dated = draft.original.common.date.as_ref().map(|moment| format!("{slug}-{}", moment.date));
    let numbered = std::iter::from_fn(|| {
        *last += 1;
        Some(format!("{slug}-{last}"))
    });
    let mut paths = dated.into_iter().chain(numbered).map(|slug| path(draft.key.0, &slug, locale));
    paths.find(|path| !taken.contains_key(path)).unwrap_or_else(UrlPath::root)
}

fn clash(draft: &Draft, first: Option<&Draft>, path: &UrlPath) -> Diagnostic {
    let front = &draft.original.front;
    let path = path.as_str();
    let other = first.map_or_else(String::new, |first| first.original.front.source.path.clone());
    let finding = Diagnostic::warning(
        "S010",
        crate::diag::At::File(front.source.path.clone()),
        text!(
            "ta adresa je već zauzeta, pa je ova objava na `{path}`",
            "the address is taken, so this item is at `{path}`"
        ),
    );
    let finding = if other.is_empty() {
        finding
    } else {
        finding.help(text!("istu adresu ima `{other}`", "`{other}` has the same address"))
    };
    finding.help(text!(
        "ako želite drugu, dodajte red `adresa:` s riječima po svom izboru",
        "if you want another, add a line `slug:` with words of your choice"
    ))
}

/// An old address, from the root of the site.
pub fn alias(written: &At<String>, findings: &mut Vec<Diagnostic>) -> Option<UrlPath> {
    let text = written.value.trim();
    let parsed = UrlPath::parse(text).filter(|path| path.as_str() != "/");
    if parsed.is_none() {
        findings.push(
            Diagnostic::warning(
                "F018",
                &written.span,
                text!("`{text}` ne može biti stara adresa", "`{text}` cannot be an old address"),
            )
            .help(text!(
                "pišite put od početka sajta, na primjer `/stara-stranica/`",
                "write the path from the root of the site, for example `/old-page/`"
            )),
        );
    }
    parsed
}
