//! Files that lie where they are not read, or have a name by which they are not.

use super::Folder;
use super::layout::{Kind, SHARED, SITES, THEMES};
use super::text::{has_ending, is_markdown, is_yaml};
use crate::diag::{At, Diagnostic, Text, text};
use crate::lang;

/// A text in a folder inside a folder of texts.
pub(super) fn nested(path: &str) -> Diagnostic {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    Diagnostic::error(
        "W001",
        At::File(path.to_owned()),
        text!("tekst leži u fascikli unutar fascikle i neće biti objavljen", "the text lies in a folder inside a folder and will not be published"),
    )
    .help(text!(
        "premjestite `{file}` jednu fasciklu više; ako je `{folder}` objava sa svojim fotografijama, nazovite tekst `index.md`",
        "move `{file}` one folder up; if `{folder}` is one item with its photos, call the text `index.md`"
    ))
}

/// At most so many files are looked for in the texts beside them; of more, all are told.
const LOOKED_FOR: usize = 100;

/// Files of a site, or of `shared`, that somebody meant to be texts: Word files and misnamed ones in
/// the folder of a kind, unless a text there names them, and texts in no folder of a kind.
pub(super) fn files(folder: &Folder) -> Vec<Diagnostic> {
    let found: Vec<Stray> = folder.assets.keys().filter_map(|path| Stray::of(path, &folder.path)).collect();
    let few = found.len() <= LOOKED_FOR;
    found.iter().filter(|stray| !(few && stray.is_named(folder))).map(Stray::finding).collect()
}

struct Stray<'a> {
    path: &'a str,
    what: What,
}

enum What {
    /// `voda.md.txt`: Windows hides the ending.
    Hidden,
    /// A word processor's document.
    Word(Kind),
    /// `voda.txt`.
    Ending(Kind),
    /// A Markdown text outside the folders of kinds.
    Homeless,
}

impl Stray<'_> {
    fn of<'a>(path: &'a str, folder: &str) -> Option<Stray<'a>> {
        let inner = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
        let kind = inner.split_once('/').and_then(|(top, _)| Kind::of_folder(top));
        let lower = path.to_lowercase();
        let what = match kind {
            Some(Kind::Document | Kind::Council) => return None,
            Some(_) if lower.ends_with(".md.txt") || lower.ends_with(".yaml.txt") => What::Hidden,
            Some(kind) if has_ending(path, &["docx", "doc", "odt", "rtf", "pages"]) => What::Word(kind),
            Some(kind) if has_ending(path, &["txt", "text", "html", "htm"]) => What::Ending(kind),
            None if is_markdown(path) && !is_for_people(inner) => What::Homeless,
            _ => return None,
        };
        Some(Stray { path, what })
    }

    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// Whether a text of its kind names the file: then it is an attachment.
    fn is_named(&self, folder: &Folder) -> bool {
        let (What::Word(kind) | What::Ending(kind)) = &self.what else { return false };
        let encoded = crate::url::encode(self.name());
        let texts = folder.parts.get(kind).into_iter().flat_map(|part| part.texts.iter().chain(&part.data));
        texts.map(|file| file.source.text.as_str()).any(|text| text.contains(self.name()) || text.contains(&encoded))
    }

    fn finding(&self) -> Diagnostic {
        let (file, at) = (self.name(), At::File(self.path.to_owned()));
        match &self.what {
            What::Hidden => hidden_ending(file, at),
            What::Word(_) => Diagnostic::warning(
                "W003",
                at,
                text!(
                    "`{file}` je Wordov ili sličan dokument i neće biti objavljen: objava je tekst s nastavkom `.md`",
                    "`{file}` is a document of Word or the like and will not be published: an item is a text that ends in `.md`"
                ),
            )
            .help(word_help()),
            What::Ending(_) => Diagnostic::error(
                "W004",
                at,
                text!("`{file}` ne završava na `.md` i neće biti objavljen", "`{file}` does not end in `.md` and will not be published"),
            )
            .help(text!("promijenite ime tako da završava na `.md`", "change the name so that it ends in `.md`")),
            What::Homeless => homeless(self.path, at),
        }
    }
}

/// Texts for whoever keeps the folder, not for the site.
fn is_for_people(inner: &str) -> bool {
    let name = inner.rsplit('/').next().unwrap_or(inner).split('.').next().unwrap_or_default();
    matches!(lang::fold_key(name).as_str(), "readme" | "procitajme" | "license" | "changelog" | "contributing")
}

fn hidden_ending(file: &str, at: At) -> Diagnostic {
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let message = text!(
        "`{file}` ima skriven nastavak `.txt` i neće biti objavljen",
        "`{file}` has a hidden ending `.txt` and will not be published"
    );
    Diagnostic::error("W002", at, message).help(text!(
        "preimenujte ga u `{name}` (Windows Explorer: „Prikaz“ → „Nastavci imena datoteka“)",
        "rename it to `{name}` (Windows Explorer: “View” → “File name extensions”)"
    ))
}

fn homeless(path: &str, at: At) -> Diagnostic {
    let message = text!(
        "ovaj tekst neće biti objavljen: ne leži u fascikli za objave",
        "this text will not be published: it lies in no folder of items"
    );
    let finding = Diagnostic::warning("W007", at, message);
    let folder = path.rsplit_once('/').and_then(|(folder, _)| folder.rsplit('/').next());
    let known = Kind::ALL.into_iter().flat_map(|kind| kind.folder_names().iter().copied());
    match folder.and_then(|folder| lang::nearest(folder, known)) {
        Some(near) => {
            finding.help(text!("treba li se fascikla zvati `{near}`?", "should the folder be called `{near}`?"))
        }
        None => finding.help(text!(
            "premjestite ga u `obavještenja`, `projekti`, `događaji`, `usluge` ili `stranice`",
            "move it to `announcements`, `projects`, `events`, `services` or `pages`"
        )),
    }
}

fn word_help() -> Text {
    text!(
        "kopirajte tekst u novu datoteku (`zbor novo`), ili ovu premjestite u fasciklu `dokumenti`, ili je navedite u objavi pod `prilozi:`",
        "copy the text into a new file (`zbor new`), or move this one to the folder `documents`, or name it in an item under `attachments:`"
    )
}

/// A text in a top folder that means nothing to us: most likely a misspelt name.
pub(super) fn lost(path: &str) -> Option<Diagnostic> {
    let (top, _) = path.split_once('/')?;
    let known: Vec<&str> = [SITES, SHARED, THEMES].concat();
    if !(is_markdown(path) || is_yaml(path)) || matches!(lang::fold_key(top).as_str(), "docs" | "scripts") {
        return None;
    }
    let near = lang::nearest(top, known)?;
    Some(
        Diagnostic::warning(
            "W005",
            At::File(path.to_owned()),
            text!("fascikla `{top}` se ne čita", "the folder `{top}` is not read"),
        )
        .help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
    )
}
