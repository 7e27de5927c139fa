//! The front matter that every kind shares.

use super::fields::{At, Fields};
use super::texts::texts;
use super::{photo_ref, scalar};
use crate::date::{self, Moment, Zone};
use crate::diag::{Diagnostic, Problem, Severity, Span, text};
use crate::lang::Locale;
use crate::load::TextFile;
use crate::url::Slug;

pub use photo_ref::{FileRef, PhotoRef};

/// Names of the keys that every kind understands.
pub const NAMES: &[&[&str]] = &[
    &["title", "naslov", "naziv"],
    &["date", "datum"],
    &["updated", "ažurirano", "lastmod", "modified"],
    &["draft", "nacrt"],
    &["published", "objavljeno"],
    &["publish_date", "objavi_od"],
    &["expiry_date", "vrijedi_do", "ističe", "expires"],
    &["slug", "adresa"],
    &["aliases", "stare_adrese", "redirect_from"],
    &["description", "opis", "summary", "excerpt", "sažetak"],
    &["image", "slika", "cover"],
    &["gallery", "galerija"],
    &["attachments", "prilozi", "files"],
    &["tags", "oznake"],
    &["audience", "za_koga"],
    &["area", "područje", "ulice"],
    &["authors", "autor", "author", "autori"],
    &["contact", "kontakt"],
    &["pinned", "istaknuto", "sticky"],
    &["ask", "mišljenje"],
    &["weight", "redoslijed"],
    &["menu", "meni"],
    &["template", "šablon", "layout"],
    &["toc", "sadržaj"],
    &["lang", "jezik"],
    &["for_sites", "za_mz"],
    &["extra", "dodatno"],
];

/// Whether an item stays on top of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pinned {
    /// Among the others, by date.
    No,
    /// Always.
    Always,
    /// Through the day given.
    Until(Moment),
}

/// What every kind has.
#[derive(Clone, Debug)]
pub struct Common {
    /// Required; from the first heading where there is no front matter.
    pub title: String,
    /// Where the title stands.
    pub title_span: Option<Span>,
    /// Of publication; from the file name where it is not given.
    pub date: Option<Moment>,
    /// Of the last change worth telling.
    pub updated: Option<Moment>,
    /// Not published.
    pub draft: bool,
    /// Not before.
    pub publish: Option<Moment>,
    /// Then off the lists.
    pub expiry: Option<Moment>,
    /// The last part of its address, when given.
    pub slug: Option<Slug>,
    /// Addresses that lead here.
    pub aliases: Vec<At<String>>,
    /// For lists, feeds and shared links.
    pub description: Option<String>,
    /// The first photo.
    pub image: Option<PhotoRef>,
    /// More photos.
    pub gallery: Vec<PhotoRef>,
    /// Files to download.
    pub attachments: Vec<FileRef>,
    /// In the order given.
    pub tags: Vec<String>,
    /// Target groups as written; `site` knows which there are.
    pub audience: Vec<At<String>>,
    /// Streets or hamlets as written.
    pub area: Vec<At<String>>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Whom to call.
    pub contact: Option<String>,
    /// On top of the list.
    pub pinned: Pinned,
    /// Residents' opinion is asked; `None` where the file does not say.
    pub ask: Option<bool>,
    /// Order among equals, lower first.
    pub weight: i64,
    /// Shown in the menu (pages).
    pub menu: Option<bool>,
    /// Another template than that of the kind.
    pub template: Option<String>,
    /// A table of contents.
    pub toc: bool,
    /// The language it is written in, when given.
    pub lang: Option<Locale>,
    /// Which sites show it (only in `shared/`); empty: all.
    pub for_sites: Vec<At<String>>,
}

texts!(Common: title, description, image, gallery, attachments, tags, area, authors, contact);

/// Reads the common keys. `heading` is the first heading of the text: the title of a file that has
/// no front matter. None when there is no title at all.
pub fn read(fields: &mut Fields, file: &TextFile, heading: Option<&str>) -> Option<Common> {
    let title = fields.text_at("title");
    let title_span = title.as_ref().map(|at| at.span.clone());
    let title =
        title.map(|at| at.value).or_else(|| heading.map(str::to_owned)).filter(|title| !title.trim().is_empty());
    let Some(title) = title else {
        // Where nothing could be read, that was said.
        if !fields.failed() {
            fields.findings.push(no_title(file));
        }
        return None;
    };
    fields.findings.extend(title_span.as_ref().and_then(|span| title_manners(&title, span)));
    Some(Common {
        title,
        title_span,
        date: date_of(fields, file),
        updated: moment(fields, "updated", Severity::Warning),
        draft: is_draft(fields),
        publish: moment(fields, "publish_date", Severity::Error),
        expiry: moment(fields, "expiry_date", Severity::Error),
        slug: slug(fields),
        aliases: fields.list("aliases"),
        description: fields.text("description"),
        image: photo_ref::photo(fields, "image"),
        gallery: photo_ref::photos(fields, "gallery"),
        attachments: photo_ref::files(fields, "attachments"),
        tags: fields.list("tags").into_iter().map(|tag| tag.value).collect(),
        audience: fields.list("audience"),
        area: fields.list("area"),
        authors: fields.list("authors").into_iter().map(|author| author.value).collect(),
        contact: fields.text("contact"),
        pinned: pinned(fields),
        ask: fields.flag("ask"),
        weight: fields.value("weight", Severity::Warning, scalar::integer).unwrap_or(0),
        menu: fields.flag("menu"),
        template: fields.text("template"),
        toc: fields.flag("toc").unwrap_or(false),
        lang: fields.value("lang", Severity::Warning, locale),
        for_sites: fields.list("for_sites"),
    })
}

/// Whether it says that it is not to be published.
pub fn is_draft(fields: &mut Fields) -> bool {
    fields.flag("draft").unwrap_or(false) || fields.flag("published") == Some(false)
}

/// A moment under a key.
pub fn moment(fields: &mut Fields, name: &'static str, severity: Severity) -> Option<Moment> {
    let moment = fields.value(name, severity, date::moment)?;
    doubt(fields, name, &moment);
    fields.spell(name, || moment.to_string());
    Some(moment)
}

/// Tells of a time that clocks skip, or show twice, when summer time begins and ends. Read before it
/// is known which sites show the text, so by the zone that sites have unless they say otherwise.
pub fn doubt(fields: &mut Fields, name: &str, moment: &Moment) {
    if let Some(problem) = Zone::default().doubt(moment) {
        fields.report(name, Severity::Warning, problem);
    }
}

fn date_of(fields: &mut Fields, file: &TextFile) -> Option<Moment> {
    let given = moment(fields, "date", Severity::Error);
    given.or_else(|| file.name.date.as_deref().and_then(|text| date::moment(text).ok()))
}

fn slug(fields: &mut Fields) -> Option<Slug> {
    fields.value("slug", Severity::Warning, |written| {
        Slug::from_title(written.trim_matches('/')).ok_or_else(|| {
            Problem::new(
                "F011",
                text!("od `{written}` se ne može napraviti adresa", "no address can be made of `{written}`"),
            )
            .help(text!("koristite slova, brojeve i crtice", "use letters, digits and hyphens"))
        })
    })
}

fn pinned(fields: &mut Fields) -> Pinned {
    let Some(written) = fields.text("pinned") else { return Pinned::No };
    match (scalar::flag(&written), date::moment(&written)) {
        (Ok(true), _) => Pinned::Always,
        (Ok(false), _) => Pinned::No,
        (_, Ok(until)) => Pinned::Until(until),
        (Err(_), Err(_)) => {
            let problem = Problem::new(
                "F012",
                text!(
                    "`{written}` nije ni `da`, ni `ne`, ni datum",
                    "`{written}` is neither `yes` nor `no` nor a date"
                ),
            )
            .help(text!(
                "pišite `da`, `ne`, ili dan do kojeg stoji na vrhu, na primjer `30. 6. 2026.`",
                "write `yes`, `no`, or the day until which it stays on top, for example `30. 6. 2026.`"
            ));
            fields.report("pinned", Severity::Warning, problem);
            Pinned::No
        }
    }
}

fn locale(written: &str) -> Result<Locale, Problem> {
    Locale::parse(written).ok_or_else(|| {
        let all = Locale::ALL.map(|locale| format!("`{}`", locale.tag())).join(", ");
        Problem::new("F013", text!("jezik `{written}` nije poznat", "the language `{written}` is not known"))
            .help(text!("moguće je: {all}", "possible: {all}"))
    })
}

fn no_title(file: &TextFile) -> Diagnostic {
    if file.source.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        let at = crate::diag::At::File(file.source.path.clone());
        return Diagnostic::error("F010", at, text!("datoteka je prazna", "the file is empty"))
            .help(text!("upišite tekst, ili obrišite datoteku", "write the text, or delete the file"));
    }
    let name = &file.name.rest;
    let message = text!("objava nema naslova", "the item has no title");
    match &file.yaml {
        Some(node) => {
            let line = node.span.text().lines().next().map_or(1, str::len);
            let at = &file.source.span(node.span.start..node.span.start + line);
            Diagnostic::error("F010", at, message)
                .help(text!("dodajte red, na primjer `naslov: {name}`", "add a line, for example `title: {name}`"))
        }
        None => Diagnostic::error("F010", crate::diag::At::File(file.source.path.clone()), message).help(text!(
            "na početak datoteke upišite `---`, zatim red `naslov: {name}`, zatim opet `---`",
            "at the top of the file write `---`, then a line `title: {name}`, then `---` again"
        )),
    }
}

/// Titles that people find hard to read: shouting, or too long for a telephone.
fn title_manners(title: &str, span: &Span) -> Option<Diagnostic> {
    let letters: Vec<char> = title.chars().filter(|c| c.is_alphabetic()).collect();
    let count = title.chars().count();
    if letters.len() > 8 && letters.iter().all(|c| c.is_uppercase()) {
        let lower = title.to_lowercase();
        let mut chars = lower.chars();
        let calm: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        return Some(
            Diagnostic::warning("F014", span, text!("naslov je sav u velikim slovima", "the title is all in capitals"))
                .help(text!("pišite `{calm}` (imena velikim slovom)", "write `{calm}` (names with a capital)")),
        );
    }
    (count > 70).then(|| {
        Diagnostic::warning("F015", span, text!("naslov ima {count} znakova", "the title has {count} characters")).help(
            text!(
                "skratite ga na najviše 70, ostalo napišite u tekst",
                "cut it to at most 70 and put the rest into the text"
            ),
        )
    })
}
