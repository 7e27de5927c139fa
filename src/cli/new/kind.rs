//! What `zbor new` can make, by its names in both languages.

use crate::cli::failure::Failure;
use zbor::diag::text;
use zbor::lang;
use zbor::load::Kind;

/// Names on the command line: the Bosnian one, the English one, then others.
const NAMES: &[(Kind, &[&str])] = &[
    (Kind::Announcement, &["obavještenje", "announcement", "obavijest", "vijest", "news"]),
    (Kind::Project, &["projekat", "project", "projekt"]),
    (Kind::Event, &["događaj", "event", "događanje"]),
    (Kind::Service, &["usluga", "service"]),
    (Kind::Document, &["dokument", "document"]),
    (Kind::Council, &["osoba", "person", "savjet", "vijeće", "council"]),
    (Kind::Page, &["stranica", "page"]),
    (Kind::Poll, &["anketa", "poll"]),
];

/// Reads a kind.
///
/// # Errors
/// When there is no such kind; the nearest one and all others are told.
pub(crate) fn parse(written: &str) -> Result<Kind, Failure> {
    let folded = lang::fold_key(written);
    let same = |names: &[&str]| names.iter().any(|name| lang::fold_key(name) == folded);
    let folder = || Kind::of_folder(written);
    let named = NAMES.iter().find(|(_, names)| same(names)).map(|(kind, _)| *kind);
    named.or_else(folder).ok_or_else(|| unknown(written))
}

/// All kinds in one language, in backticks, between commas.
pub(crate) fn all(at: usize) -> String {
    NAMES.iter().filter_map(|(_, names)| names.get(at)).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn unknown(written: &str) -> Failure {
    let failure = Failure::usage(text!("nema vrste `{written}`", "there is no kind `{written}`"));
    let failure = match lang::nearest(written, NAMES.iter().flat_map(|(_, names)| names.iter().copied())) {
        Some(near) => failure.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => failure,
    };
    let (bs, en) = (all(0), all(1));
    failure.help(text!("moguće je: {bs}", "possible: {en}"))
}
