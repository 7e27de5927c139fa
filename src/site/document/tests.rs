use super::*;
use crate::site::nested::testing::{self, assert_unambiguous};

fn of(text: &str) -> (Vec<Meta>, Vec<String>) {
    let (node, _) = testing::parse(text);
    let read = read(&node);
    (read.value, testing::lines(&read.findings))
}

#[test]
fn no_name_means_two_things() {
    assert_unambiguous(&KEYS);
}

#[test]
fn lists_and_mappings_of_files() {
    let whole = "naslov: Statut, opis: Organi i kvorum, datum: 28. 1. 2026., broj: 01-1/26, organ: Zbor";
    for text in [
        format!("- {{file: statut.pdf, {whole}}}"),
        format!("statut.pdf: {{{whole}}}"),
        format!("{{datoteka: statut.pdf, {whole}}}"),
    ] {
        let (all, findings) = of(&text);
        assert_eq!(findings, Vec::<String>::new(), "{text}");
        let [meta] = all.as_slice() else { panic!("{text}") };
        assert_eq!(
            (meta.file.value.as_str(), meta.title.as_deref(), meta.number.as_deref()),
            ("statut.pdf", Some("Statut"), Some("01-1/26"))
        );
        assert_eq!(
            (meta.body.as_deref(), meta.date.map(|date| date.to_string()).as_deref()),
            (Some("Zbor"), Some("2026-01-28"))
        );
    }
    assert_eq!(of("- statut.pdf\n-").0.len(), 1);
    assert_eq!(of("").0.len(), 0);
}

#[test]
fn a_document_without_a_file() {
    let (all, findings) = of("- {naslov: Statut}\n- {file: a.pdf, datum: sutra}");
    assert_eq!(all.len(), 1);
    assert_eq!(findings.len(), 2);
    assert_eq!(findings[0], "error F091 1:3 ne piše koji je to dokument (dodajte `file: odluka.pdf`)");
    assert!(findings[1].starts_with("warning D0"), "{}", findings[1]);
}

#[test]
fn titles_out_of_names() {
    for (path, title) in
        [("dokumenti/zapisnik-2026_03.pdf", "Zapisnik 2026 03"), ("čuvari.pdf", "Čuvari"), ("a", "A"), (".pdf", "")]
    {
        assert_eq!(title_of(path), title, "{path}");
    }
}
