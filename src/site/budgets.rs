//! What pages may weigh: the ceilings of `zbor.yaml` and `site.yaml`.

use super::fields::{Fields, Vocabulary};
use super::nested::within;
use super::scalar;
use crate::diag::{Problem, Severity, text};
use crate::yaml::{Node, Value};

/// The kinds of pages that have ceilings of their own, then what else may be limited.
pub static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["html", "stranica", "page"],
    &["home", "početna"],
    &["list", "lista", "popis"],
    &["form", "obrazac"],
    &["announcement", "obavještenje", "obavijest"],
    &["first_view", "prvi_prikaz"],
    &["photos", "fotografije", "s_fotografijama"],
    &["requests", "zahtjevi"],
    &["document", "dokument"],
]]);

/// What may weigh how much as it is sent: HTML compressed, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// HTML of any page that has no ceiling of its own.
    pub html: usize,
    /// HTML of the home page.
    pub home: usize,
    /// HTML of a list.
    pub list: usize,
    /// HTML of a form, and of the page for addresses that do not exist.
    pub form: usize,
    /// HTML of an announcement.
    pub announcement: usize,
    /// A page without photos, with everything that is loaded with it at once.
    pub first_view: usize,
    /// The same of a page with photos.
    pub photos: usize,
    /// How many files a page with photos may load at once; one without them half of it.
    pub requests: usize,
    /// A document to download.
    pub document: usize,
}

const KB: usize = 1024;

impl Default for Budgets {
    /// On a telephone at 128 kbit/s: a page in half a second, one with photos in five.
    fn default() -> Budgets {
        Budgets {
            html: 10 * KB,
            home: 7 * KB,
            list: 7 * KB,
            form: 7 * KB,
            announcement: 7 * KB,
            first_view: 10 * KB,
            photos: 70 * KB,
            requests: 5,
            document: KB * KB,
        }
    }
}

/// `budgets: 12 KB` for the HTML of all pages, or a mapping.
pub fn read(fields: &mut Fields) -> Budgets {
    let default = Budgets::default();
    match fields.node("budgets") {
        Some(Node { value: Value::Map(_), .. }) => within(fields, "budgets", &KEYS, mapping).unwrap_or(default),
        _ => match fields.value("budgets", Severity::Warning, weight) {
            Some(html) => Budgets { html, home: html, list: html, form: html, announcement: html, ..default },
            None => default,
        },
    }
}

fn mapping(inner: &mut Fields) -> Budgets {
    let default = Budgets::default();
    let mut size = |name, default| inner.value(name, Severity::Warning, weight).unwrap_or(default);
    let budgets = Budgets {
        html: size("html", default.html),
        home: size("home", default.home),
        list: size("list", default.list),
        form: size("form", default.form),
        announcement: size("announcement", default.announcement),
        first_view: size("first_view", default.first_view),
        photos: size("photos", default.photos),
        document: size("document", default.document),
        requests: default.requests,
    };
    Budgets { requests: inner.value("requests", Severity::Warning, count).unwrap_or(default.requests), ..budgets }
}

/// Kilobytes, or megabytes where it says so; in bytes.
fn weight(written: &str) -> Result<usize, Problem> {
    let number = written.trim().trim_end_matches(|c: char| c.is_alphabetic()).trim_end();
    let unit = if written.trim().to_lowercase().ends_with("mb") { KB * KB } else { KB };
    let size = usize::try_from(scalar::integer(number)?).ok();
    let known = size.filter(|size| (1..=10_000).contains(size));
    known.map(|size| size * unit).ok_or_else(|| {
        Problem::new(
            "S009",
            text!("`{written}` ne može biti granica težine", "`{written}` cannot be a budget of weight"),
        )
        .help(text!("pišite kilobajte, na primjer `10 KB`", "write kilobytes, for example `10 KB`"))
    })
}

fn count(written: &str) -> Result<usize, Problem> {
    let number = usize::try_from(scalar::integer(written)?).ok().filter(|number| (1..=100).contains(number));
    number.ok_or_else(|| {
        Problem::new("S011", text!("`{written}` ne može biti broj datoteka", "`{written}` cannot be a number of files"))
            .help(text!("pišite broj od 1 do 100, na primjer `5`", "write a number from 1 to 100, for example `5`"))
    })
}
