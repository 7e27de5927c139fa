//! `za_mz:`, which MZs a shared item is for.

use super::draft::Draft;
use super::fields::At;
use crate::diag::{Diagnostic, text};
use crate::lang;
use crate::load::Workspace;

/// Names of MZs that do not exist: the item would be missing there, and nobody would know why.
pub fn unknown(shared: &[Draft], documents: &[At<String>], workspace: &Workspace) -> Vec<Diagnostic> {
    let names: Vec<&str> = workspace.sites.keys().map(String::as_str).collect();
    let known = |written: &At<String>| names.iter().any(|name| super::same_name(name, &written.value));
    let all = shared.iter().flat_map(|draft| &draft.original.common.for_sites).chain(documents);
    all.filter(|written| !known(written)).map(|written| no_such(written, &names)).collect()
}

fn no_such(written: &At<String>, names: &[&str]) -> Diagnostic {
    let (name, all) = (&written.value, names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
    let message = text!("nema mjesne zajednice `{name}`", "there is no MZ `{name}`");
    let finding = Diagnostic::warning("F019", &written.span, message);
    let finding = match lang::nearest(name, names.iter().copied()) {
        Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => finding,
    };
    finding.help(text!("piše se ime fascikle: {all}", "write the name of the folder: {all}"))
}

/// The key in a text of one MZ's own folder, where it does nothing.
pub fn idle(own: &[Draft], folder: &str) -> Vec<Diagnostic> {
    let first = |draft: &Draft| draft.original.common.for_sites.first().cloned();
    let here = |written: &At<String>| folder.is_empty() || written.span.source.path.starts_with(&format!("{folder}/"));
    own.iter().filter_map(first).filter(here).map(|written| no_use(&written)).collect()
}

fn no_use(written: &At<String>) -> Diagnostic {
    let message = text!(
        "`za_mz` ovdje ne znači ništa: ovaj tekst je u fascikli jedne mjesne zajednice",
        "`for_sites` means nothing here: this text lies in the folder of one MZ"
    );
    Diagnostic::hint("F034", &written.span, message).help(text!(
        "obrišite taj red; ako je tekst za više mjesnih zajednica, premjestite datoteku u `zajedničko/`",
        "delete that line; if the text is for several MZs, move the file to `shared/`"
    ))
}
