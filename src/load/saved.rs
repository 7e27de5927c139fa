//! How editors' programs saved the texts: things that are read without harm, told once for the whole
//! workspace, since Notepad does them in every file.

use super::TextFile;
use crate::diag::{At, Diagnostic, Text, text};
use std::sync::Arc;

/// A hint for line ends of Windows, and one for byte order marks.
pub fn hints<'a>(texts: impl Iterator<Item = &'a Arc<TextFile>> + Clone) -> Vec<Diagnostic> {
    let crlf = texts.clone().filter(|file| memchr::memmem::find(file.source.text.as_bytes(), b"\r\n").is_some());
    let marked = texts.filter(|file| file.source.text.as_bytes().starts_with("\u{feff}".as_bytes()));
    let crlf = once("E002", crlf, |all| {
        text!(
            "redovi završavaju kao u Notepadu (CRLF); broj takvih datoteka: {all}",
            "lines end as Notepad ends them (CRLF); such files: {all}"
        )
    });
    let marked = once("E003", marked, |all| {
        text!(
            "na početku je nevidljiva oznaka kodiranja (BOM); broj takvih datoteka: {all}",
            "the text begins with an invisible byte order mark (BOM); such files: {all}"
        )
    });
    crlf.into_iter().chain(marked).collect()
}

/// One hint at the first of the files.
fn once<'a>(
    code: &'static str,
    mut files: impl Iterator<Item = &'a Arc<TextFile>>,
    message: impl Fn(usize) -> Text,
) -> Option<Diagnostic> {
    let first = files.next()?;
    let finding = Diagnostic::hint(code, At::File(first.source.path.clone()), message(1 + files.count()));
    Some(finding.help(text!(
        "pročitano je bez greške i ne morate ništa mijenjati",
        "it was read without a fault, and you need not change anything"
    )))
}
