use super::*;
use crate::form::{Field, FieldKind};
use crate::lang::Locale;
use crate::site::nested::testing::{self, assert_unambiguous};

fn of(text: &str) -> (Vec<Form>, Vec<String>) {
    let (node, _) = testing::parse(text);
    let empty = Form {
        id: String::new(),
        kind: FormKind::Custom,
        locale: Locale::Bs,
        title: String::new(),
        intro: String::new(),
        fields: Vec::new(),
        button: "Pošalji".to_owned(),
        reader: String::new(),
        promise_days: Some(7),
    };
    let read = read(&node, &empty, &["Potok".to_owned()]);
    (read.value, testing::lines(&read.findings))
}

/// The fields of a form that has nothing wrong.
fn fields(text: &str) -> Vec<Field> {
    let (mut forms, findings) = of(&format!("naslov: Kurs\npolja:\n{text}"));
    assert_eq!(findings, Vec::<String>::new(), "{text}");
    forms.remove(0).fields
}

#[test]
fn no_name_means_two_things() {
    assert_unambiguous(&KEYS);
    assert_unambiguous(&question::KEYS);
}

#[test]
fn a_whole_form() {
    let (forms, findings) = of("\
- id: prijava-za-kurs
  title: Prijava za kurs
  description: Javit ćemo se.
  fields:
    - {name: ime, label: Ime i prezime, type: text, required: da}
    - {name: telefon, label: Telefon, type: tel, hint: Ovdje javljamo.}
    - {name: godine, label: Koliko imate godina, type: select, options: [do 30, više od 30]}
    - {name: napomena, label: Napomena, type: textarea, max: 500}
");
    assert_eq!(findings, Vec::<String>::new());
    let form = &forms[0];
    assert_eq!(
        (form.id.as_str(), form.title.as_str(), form.intro.as_str()),
        ("prijava-za-kurs", "Prijava za kurs", "Javit ćemo se.")
    );
    assert_eq!((form.button.as_str(), form.promise_days, form.kind), ("Pošalji", Some(7), FormKind::Custom));
    let kinds: Vec<&str> = form.fields.iter().map(|field| field.kind.name()).collect();
    assert_eq!(kinds, ["text", "phone", "choice", "long_text"]);
    assert!(form.fields[0].is_required() && !form.fields[1].is_required());
    assert_eq!((form.fields[1].hint.as_str(), form.fields[3].max), ("Ovdje javljamo.", Some(500)));
    let options: Vec<(&str, &str)> =
        form.fields[2].kind.options().iter().map(|one| (one.value.as_str(), one.label.as_str())).collect();
    assert_eq!(options, [("do-30", "do 30"), ("vise-od-30", "više od 30")]);
}

#[test]
fn kinds_of_questions() {
    for (text, name, kind) in [
        ("  - Ime i prezime", "ime_i_prezime", "text"),
        ("  - {label: Laptop, type: checkbox}", "laptop", "consent"),
        ("  - {label: Dani, type: checkbox, options: [pon, uto]}", "dani", "choices"),
        ("  - {label: Dani, options: [pon, uto]}", "dani", "choice"),
        ("  - {label: Dani, vrsta: više izbora, odgovori: [pon, uto]}", "dani", "choices"),
        ("  - label: Dani\n    odgovori: pon, uto", "dani", "choice"),
        ("  - {name: ulica, type: ulica}", "ulica", "street"),
        ("  - {label: Фотографија, врста: фотографије}", "fotografija", "photos"),
    ] {
        let field = &fields(text)[0];
        assert_eq!((field.name.as_str(), field.kind.name()), (name, kind), "{text}");
    }
    let field = fields("  - {name: ulica, type: ulica}").remove(0);
    assert_eq!(field.kind, FieldKind::Street { streets: vec!["Potok".to_owned()] });
}

#[test]
fn forms_of_a_mapping_are_named_by_it() {
    let (forms, findings) = of("kurs:\n  naslov: Kurs\n  polja: [Ime]\nizlet:\n  naslov: Izlet\n  polja: [Ime]\n");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(forms.iter().map(|form| form.id.as_str()).collect::<Vec<_>>(), ["kurs", "izlet"]);
}

#[test]
fn what_cannot_be() {
    for (text, expected) in [
        ("polja: [Ime]", "error F100 1:1 obrazac nema naslova (dodajte `naslov: Prijava za kurs`)"),
        (
            "naslov: Kurs",
            "error F101 1:1 obrazac ništa ne pita (pod `polja:` navedite pitanja: `- {label: Ime, type: text}`)",
        ),
        ("naslov: Kurs\npolja: [{type: text}]", "error F102 2:9 ne piše šta se pita (dodajte `label: Ime i prezime`)"),
        (
            "naslov: Kurs\npolja: [{label: Ime, type: tekts}]",
            "error F103 2:28 vrsta polja `tekts` nije poznata (jeste li mislili `tekst`?; moguće je: `tekst`, `dugi_tekst`, `email`, `telefon`, `izbor`, `više_izbora`, `broj`, `datum`, `vrijeme`, `ulica`, `fotografije`, `saglasnost`)",
        ),
        (
            "naslov: Kurs\npolja: [{label: Ime, options: [da]}]",
            "error F104 2:31 treba bar dva ponuđena odgovora (dodajte `options: [da, ne]`)",
        ),
        (
            "naslov: Kurs\npolja: [{label: Ime, type: izbor}]",
            "error F104 2:28 treba bar dva ponuđena odgovora (dodajte `options: [da, ne]`)",
        ),
        (
            "naslov: Kurs\npolja: [{label: Ime, min: 5, max: 2}]",
            "error F108 2:35 najmanje (5) je više od najviše (2) (zamijenite `min` i `max`)",
        ),
        (
            "id: ideja\nnaslov: Kurs\npolja: [Ime]",
            "error F107 1:1 obrazac `ideja` već postoji (dajte mu drugi `id`, na primjer `ideja-2`)",
        ),
        (
            "naslov: Kurs\npolja: [JMBG]",
            "warning F105 2:9 obrazac traži lični broj (izostavite ga: broj se provjerava na šalteru, uz ličnu kartu)",
        ),
        (
            "naslov: Kurs\npolja: [Ime, ime]",
            "warning F106 2:14 dva polja se zovu `ime` (dajte im različita imena pod `name:`)",
        ),
    ] {
        let (forms, findings) = of(text);
        assert_eq!(findings, [expected], "{text}");
        assert_eq!(forms.is_empty(), expected.starts_with("error"), "{text}");
    }
    let (forms, findings) = of("- {naslov: Kurs, polja: [Ime]}\n- {naslov: Kurs, polja: [Ime]}");
    assert_eq!((forms.len(), findings.len()), (1, 1));
}
