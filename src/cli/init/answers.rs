//! What has to be known of an MZ before its first site: six answers, each checked as it is given.

use super::host::{self, Host};
use crate::cli::failure::Failure;
use crate::cli::writing::one_line;
use zbor::diag::text;
use zbor::lang::{self, Locale, Script, script};
use zbor::url::Slug;

/// All answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answers {
    /// `Mjesna zajednica Gornje Selo`.
    pub(crate) name: String,
    /// `Općina Javorov Brod`.
    pub(crate) municipality: Option<String>,
    /// As people write it.
    pub(crate) phone: Option<String>,
    /// Invitation link of the Viber group.
    pub(crate) viber: Option<String>,
    /// In which the site is written.
    pub(crate) locale: Locale,
    /// Where it is published.
    pub(crate) host: Host,
}

/// The languages that a site can be begun in, in the order in which they are offered.
pub(crate) const LOCALES: [Locale; 6] =
    [Locale::Bs, Locale::BsCyrl, Locale::Hr, Locale::SrLatn, Locale::SrCyrl, Locale::En];

impl Answers {
    /// Names in the script of the site, whatever the script in which they were typed.
    #[must_use]
    pub(crate) fn in_script(self) -> Answers {
        let to = |text: String| match self.locale {
            Locale::En => text,
            locale => script::to(&text, locale.script()),
        };
        Answers { name: to(self.name), municipality: self.municipality.map(to), ..self }
    }

    /// The name without `Mjesna zajednica`.
    pub(crate) fn place(&self) -> &str {
        place(&self.name)
    }

    /// The name of the site's folder.
    pub(crate) fn slug(&self) -> String {
        let slug = Slug::from_title(self.place()).or_else(|| Slug::from_title(&self.name));
        slug.map_or_else(|| "mz".to_owned(), |slug| slug.to_string())
    }

    /// `MZ Gornje Selo`.
    pub(crate) fn short_name(&self) -> String {
        let prefix = match self.locale.script() {
            Script::Latin => "MZ",
            Script::Cyrillic => "МЗ",
        };
        if self.place() == self.name { self.name.clone() } else { format!("{prefix} {}", self.place()) }
    }
}

/// `Gornje Selo` of `Mjesna zajednica Gornje Selo` or `MZ Gornje Selo`.
fn place(name: &str) -> &str {
    let after = |text: &'_ str, word: &str| -> Option<usize> {
        let (first, _) = text.split_once(' ').filter(|(first, _)| lang::fold(first) == word)?;
        Some(first.len() + 1)
    };
    let short = after(name, "mz");
    let long = after(name, "mjesna").and_then(|at| Some(at + after(name.get(at..)?, "zajednica")?));
    short.or(long).and_then(|at| name.get(at..)).unwrap_or(name)
}

/// The name of an MZ.
///
/// # Errors
/// When nothing is left of it, or it is too long for a telephone.
pub(crate) fn name(written: &str) -> Result<String, Failure> {
    let name = one_line(written);
    let count = name.chars().count();
    if Slug::from_title(&name).is_none() {
        return Err(Failure::usage(text!("ime ne može biti prazno", "the name cannot be empty"))
            .help(text!("na primjer `Mjesna zajednica Gornje Selo`", "for example `Mjesna zajednica Gornje Selo`")));
    }
    match count {
        0..=70 => Ok(name),
        _ => Err(Failure::usage(text!("ime ima {count} znakova", "the name has {count} characters"))
            .help(text!("skratite ga na najviše 70", "cut it to at most 70"))),
    }
}

/// The municipality, if any.
///
/// # Errors
/// When it is too long.
pub(crate) fn municipality(written: &str) -> Result<Option<String>, Failure> {
    let text = one_line(written);
    match text.chars().count() {
        0 => Ok(None),
        1..=70 => Ok(Some(text)),
        _ => Err(Failure::usage(text!(
            "ime općine ima više od 70 znakova",
            "the name of the municipality is over 70 characters"
        ))
        .help(text!("skratite ga", "cut it"))),
    }
}

/// A telephone number, if any.
///
/// # Errors
/// When it could not be dialled.
pub(crate) fn phone(written: &str) -> Result<Option<String>, Failure> {
    let text = one_line(written);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '/' | '(' | ')'));
    match text.is_empty() {
        true => Ok(None),
        false if plain && (6..=15).contains(&digits) => Ok(Some(text)),
        false => Err(Failure::usage(text!("`{text}` nije broj telefona", "`{text}` is not a telephone number")).help(
            text!("na primjer `037 000 110` ili `+387 37 000 110`", "for example `037 000 110` or `+387 37 000 110`"),
        )),
    }
}

/// The link of a Viber group, if any.
///
/// # Errors
/// When it is not a link of Viber.
pub(crate) fn viber(written: &str) -> Result<Option<String>, Failure> {
    let text = written.trim();
    let link = text.starts_with("https://") && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    match text.is_empty() {
        true => Ok(None),
        false if link && (text.contains("viber") || text.contains("vb.me")) => Ok(Some(text.to_owned())),
        false => Err(Failure::usage(text!(
            "`{text}` nije link Viber grupe",
            "`{text}` is not the link of a Viber group"
        ))
        .help(text!(
            "u Viberu: ime grupe → Dodaj članove → Podijeli link; počinje s `https://invite.viber.com/`",
            "in Viber: the group’s name → Add participants → Share link; it begins with `https://invite.viber.com/`"
        ))),
    }
}

/// The language and script, by tag or by number in the list.
///
/// # Errors
/// When it is none of [`LOCALES`].
pub(crate) fn locale(written: &str) -> Result<Locale, Failure> {
    let written = written.trim();
    let numbered = written.parse::<usize>().ok().and_then(|number| LOCALES.get(number.checked_sub(1)?)).copied();
    let named = Locale::parse(written).filter(|locale| LOCALES.contains(locale));
    numbered.or(named).ok_or_else(|| {
        let all = LOCALES.map(|locale| format!("`{}`", locale.tag())).join(", ");
        Failure::usage(text!("jezik `{written}` nije na spisku", "the language `{written}` is not on the list"))
            .help(text!("moguće je: {all}", "possible: {all}"))
    })
}

/// The host.
///
/// # Errors
/// As [`host::read`].
pub(crate) fn host(written: &str) -> Result<Host, Failure> {
    host::read(written)
}
