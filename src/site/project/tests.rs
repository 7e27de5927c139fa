use super::*;
use crate::date::{Date, Zone};
use crate::markdown;
use crate::site::common;
use crate::site::nested::testing::{self, assert_unambiguous};
use Share::{Amount, Percent, Unpriced};

fn of(text: &str) -> (Project, Vec<String>) {
    testing::read(&KEYS, &format!("naslov: Put\n{text}"), read)
}

/// The findings of a project of these lines, which begin on line 2.
fn findings(text: &str) -> Vec<String> {
    of(text).1
}

fn km(whole: i64) -> Money {
    Money { cents: whole * 100, unit: scalar::Unit::Bam }
}

fn date(text: &str) -> Date {
    crate::date::date_only(text).unwrap()
}

#[test]
fn no_name_means_two_things() {
    assert_unambiguous(&KEYS);
}

#[test]
fn a_whole_project() {
    let (project, findings) = of("\
status: u toku
budžet: {amount: 84.000 KM, spent: 52.300 KM}
finansiraju:
  Fondacija Tri lipe: 70 %
  Općina Javorov Brod: 30 %
  rad mještana:
izvođač: Putar d.o.o.
start: 20. 4. 2026.
end: 30. 4. 2027.
realizacija: 65 %
odluka: ../dokumenti/odluka.pdf
odgovorna osoba: Ivo Ravanić
faze:
  - title: Potpisan ugovor
    date: 16. 4. 2026.
    done: da
  - {title: Kanali, date: jesen 2026.}
  - 30. 4. 2027. Treća dionica
  - Čišćenje
");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(project.status, Some(Status::Ongoing));
    assert_eq!((project.budget, project.spent), (Some(km(84_000)), Some(km(52_300))));
    assert_eq!((project.spent_percent(), project.progress), (Some(62), Some(65)));
    let shares: Vec<(&str, Share)> = project.funding.iter().map(|one| (one.name.as_str(), one.share.clone())).collect();
    let expected = [
        ("Fondacija Tri lipe", Percent(7000)),
        ("Općina Javorov Brod", Percent(3000)),
        ("rad mještana", Unpriced(None)),
    ];
    assert_eq!(shares, expected);
    assert!(matches!(&project.decision, Some(Decision::Link(file)) if file.src == "../dokumenti/odluka.pdf"));
    assert_eq!(project.responsible.as_deref(), Some("Ivo Ravanić"));
    let milestones: Vec<String> =
        project.milestones.iter().map(|m| format!("{} {:?} {:?}", m.title, m.date, m.done)).collect();
    let day = |text: &str| format!("Some(Day({:?}))", Moment::day(date(text)));
    assert_eq!(
        milestones,
        [
            format!("Potpisan ugovor {} Yes", day("2026-04-16")),
            "Kanali Some(Words(\"jesen 2026.\")) No".to_owned(),
            format!("Treća dionica {} No", day("2027-04-30")),
            "Čišćenje None No".to_owned(),
        ]
    );
    assert_eq!(project.milestones_done(), 1);
}

#[test]
fn statuses_in_both_languages_and_all_genders() {
    for (written, expected) in [
        ("predloženo", Status::Proposed),
        ("Planirana", Status::Planned),
        ("odobren", Status::Approved),
        ("U TOKU", Status::Ongoing),
        ("u tijeku", Status::Ongoing),
        ("in progress", Status::Ongoing),
        ("обустављено", Status::Paused),
        ("zavrsen", Status::Done),
        ("završeno", Status::Done),
        ("done", Status::Done),
        ("otkazana", Status::Cancelled),
        ("canceled", Status::Cancelled),
    ] {
        assert_eq!(of(&format!("status: {written}\n")).0.status, Some(expected), "{written}");
    }
    for (status, names) in STATUSES {
        assert_eq!(status.name(), names[0]);
    }
    assert_eq!(
        findings("status: završava\n"),
        [
            "error F005 2:9 `završava` ne može biti vrijednost polja `status` (jeste li mislili `završena`?; moguće je: `predloženo`, `planirano`, `odobreno`, `u toku`, `obustavljeno`, `završeno`, `otkazano`)"
        ]
    );
}

#[test]
fn funding_in_every_form() {
    let shares = |text: &str| {
        let (project, findings) = of(&format!("status: u toku\nbudžet: 30.000 KM\nfinansiraju: {text}\n"));
        (project.funding.into_iter().map(|one| (one.name, one.share)).collect::<Vec<_>>(), findings)
    };
    let named = |list: &[(&str, Share)]| {
        list.iter().map(|(name, share)| ((*name).to_owned(), share.clone())).collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("{Fond: 21.000 KM, Općina: 9.000 KM}", vec![("Fond", Amount(km(21_000))), ("Općina", Amount(km(9_000)))]),
        ("{Fond: 66.67 %, Općina: '33,33%'}", vec![("Fond", Percent(6667)), ("Općina", Percent(3333))]),
        ("{Fond: 70, Općina: 30}", vec![("Fond", Percent(7000)), ("Općina", Percent(3000))]),
        ("{Fond: 50 posto, Općina: 50 odsto}", vec![("Fond", Percent(5000)), ("Općina", Percent(5000))]),
        ("{A: 33 %, B: 33 %, C: 33 %}", vec![("A", Percent(3300)), ("B", Percent(3300)), ("C", Percent(3300))]),
        ("{Općina: 100 %, mještani: da}", vec![("Općina", Percent(10_000)), ("mještani", Unpriced(None))]),
        ("{Općina: 100 %, mještani: ne}", vec![("Općina", Percent(10_000))]),
        (
            "{Općina: 100 %, mještani: radnom snagom}",
            vec![("Općina", Percent(10_000)), ("mještani", Unpriced(Some("radnom snagom".to_owned())))],
        ),
        ("[Općina, mještani]", vec![("Općina", Unpriced(None)), ("mještani", Unpriced(None))]),
        ("Općina, mještani", vec![("Općina", Unpriced(None)), ("mještani", Unpriced(None))]),
        (
            "[{naziv: Fond, udio: 70 %}, {naziv: Općina, iznos: 9.000 KM}]",
            vec![("Fond", Percent(7000)), ("Općina", Amount(km(9_000)))],
        ),
        ("[Fond: 70 %, Općina: 30 %]", vec![("Fond", Percent(7000)), ("Općina", Percent(3000))]),
    ] {
        assert_eq!(shares(text), (named(&expected), Vec::new()), "{text}");
    }
}

#[test]
fn shares_make_the_whole_and_amounts_the_budget() {
    let funded = |text: &str| findings(&format!("status: u toku\nbudžet: 84.000 KM\n{text}\n"));
    for (text, expected) in [
        ("finansiraju: {A: 70 %, B: 20 %}", "error F043 4:1 udjeli zajedno čine 90 %, a treba 100 % (nedostaje 10 %)"),
        (
            "finansiraju: {A: 70 %, B: '32,5 %'}",
            "error F043 4:1 udjeli zajedno čine 102,5 %, a treba 100 % (2,5 % je previše)",
        ),
        (
            "finansiraju: {A: 100 %, B: 500 KM}",
            "error F043 4:1 udjeli zajedno čine 100 %, a uz njih stoje i iznosi (pišite sve kao udjele ili sve kao iznose)",
        ),
        (
            "finansiraju: {A: 60.000 KM, B: 20.000 KM}",
            "warning F044 4:1 iznosi zajedno čine 80.000 KM, a budžet je 84.000 KM (nedostaje 4.000 KM)",
        ),
        (
            "finansiraju: {A: 84.000 KM, B: '0,50 KM'}",
            "warning F044 4:1 iznosi zajedno čine 84.000,50 KM, a budžet je 84.000 KM (0,50 KM je previše)",
        ),
        (
            "finansiraju: {A: 42.950 EUR}",
            "warning F046 4:1 iznosi nisu u valuti budžeta (preračunajte ih: 1 EUR = 1,95583 KM)",
        ),
        ("finansiraju: {A: 7O0 KM}", "error F045 4:18 `7O0 KM` nije ni udio ni iznos (pišite `70 %` ili `58.800 KM`)"),
        ("finansiraju: {A: 120 %}", "error F045 4:18 `120 %` nije ni udio ni iznos (pišite `70 %` ili `58.800 KM`)"),
    ] {
        assert_eq!(funded(text), [expected], "{text}");
    }
}

#[test]
fn what_does_not_fit_together() {
    for (text, expected) in [
        ("lokacija: Potok", "warning F040 1:9 ne piše dokle je projekat stigao (dodajte `status: planirano`)"),
        ("realizacija: 40 %", "warning F040 2:14 ne piše dokle je projekat stigao (dodajte `status: u toku`)"),
        ("realizacija: 100 %", "warning F040 2:14 ne piše dokle je projekat stigao (dodajte `status: završeno`)"),
        (
            "status: završeno\nrealizacija: 40 %",
            "warning F042 3:14 projekat je završen, a realizacija je 40 % (pišite `realizacija: 100 %` ili `status: u toku`)",
        ),
        (
            "status: u toku\nrealizacija: 100 %",
            "hint F041 2:9 realizacija je 100 %, a projekat je još u toku (ako je gotov, pišite `status: završeno`)",
        ),
        (
            "status: planirano\nrealizacija: 5 %",
            "warning F047 2:9 realizacija je 5 %, a po statusu radovi nisu počeli (pišite `status: u toku`)",
        ),
        (
            "status: završeno\nfaze: [{title: A, done: da}, B, C]",
            "hint F051 3:7 projekat je završen, a 2 faze nisu (kod gotovih dodajte `done: da`)",
        ),
        (
            "status: u toku\nstart: 1. 5. 2026.\nend: 30. 4. 2026.",
            "error F049 4:6 projekat završava (30. 4. 2026.) prije nego što počne (1. 5. 2026.) (provjerite godine, ili zamijenite `start` i `end`)",
        ),
        (
            "status: u toku\nutrošeno: 500 KM",
            "warning F053 3:11 piše koliko je potrošeno, a ne koliki je budžet (dodajte `budžet: 84.000 KM`)",
        ),
        (
            "status: u toku\nbudžet: {iznos: 1.000 KM, utrošeno: 1.200 KM}",
            "hint F050 3:9 potrošeno je 1.200 KM, a budžet je 1.000 KM (ako je tačno, objasnite u tekstu zašto)",
        ),
        (
            "status: u toku\nbudžet: 1.000 KM\nutrošeno: 500 EUR",
            "warning F046 4:11 potrošeno nije u valuti budžeta (preračunajte ga: 1 EUR = 1,95583 KM)",
        ),
        (
            "status: u toku\nfaze: [{date: 1. 5. 2026.}]",
            "warning F048 3:8 faza nema naslova (dodajte `title: Potpisan ugovor`)",
        ),
        (
            "status: u toku\nfaze: [{title: A, done: možda}]",
            "warning F012 3:25 `možda` nije ni `da`, ni `ne`, ni datum",
        ),
        (
            "status: u toku\nbudžet: puno",
            "error F007 3:9 `puno` nije iznos (pišite `84.000 KM`, `1.250,50 KM` ili `besplatno`)",
        ),
    ] {
        assert_eq!(findings(text), [expected], "{text}");
    }
    assert_eq!(findings("status: u toku\nstart: 1. 5. 2026.\nend: 1. 5. 2026."), Vec::<String>::new());
    assert_eq!(findings("status: otkazano\nrealizacija: 40 %"), Vec::<String>::new());
}

#[test]
fn late_is_after_the_last_day_and_not_done() {
    let today = |text: &str| Today::parse(text, &Zone::default()).unwrap();
    let project = |status: &str| of(&format!("status: {status}\nend: 30. 4. 2027.\n")).0;
    assert!(!project("u toku").overdue(today("2027-04-30")));
    assert!(project("u toku").overdue(today("2027-05-01")));
    assert!(!project("završeno").overdue(today("2027-05-01")));
    assert!(!project("otkazano").overdue(today("2027-05-01")));
    assert!(!of("status: u toku\n").0.overdue(today("2027-05-01")));
}

#[test]
fn decisions_are_files_or_words() {
    let decision = |text: &str| match of(&format!("status: u toku\nodluka: {text}\n")).0.decision {
        Some(Decision::Words(words)) => format!("words {words}"),
        Some(Decision::Link(file)) => format!("link {}", file.src),
        None => "none".to_owned(),
    };
    assert_eq!(decision("Zbor građana, 14. 3. 2026."), "words Zbor građana, 14. 3. 2026.");
    assert_eq!(decision("odluka.pdf"), "link odluka.pdf");
    assert_eq!(decision("https://primjer.ba/odluka"), "link https://primjer.ba/odluka");
    assert_eq!(decision("Zbor"), "words Zbor");
}

const NEWS: &str = "\
Uvod.[^1]

## 2. 5. 2026. Asfaltirano 400 m

Prvo.

### Detalj

Još.

## Zašto

Zato.

## 2026-10-09: Kanali kasne

Drugo.

## 6. maja 2026.

Treće.

[^1]: Fusnota.
";

fn document(text: &str) -> (markdown::Document, std::sync::Arc<crate::diag::Source>) {
    let source = crate::diag::Source::new("a.md", text);
    (markdown::convert(&source, 0..text.len(), &markdown::Options::default()).value, source)
}

#[test]
fn dated_headings_are_updates_newest_first() {
    let (document, _) = document(NEWS);
    let updates = updates(&document);
    let heads: Vec<String> = updates.iter().map(|update| format!("{} {}", update.date, update.title)).collect();
    assert_eq!(heads, ["2026-10-09 Kanali kasne", "2026-05-06 6. maja 2026.", "2026-05-02 Asfaltirano 400 m"]);
    let html = |section| document.html.section(section).fill(|_| "#".into());
    let first = html(updates[2].section.clone());
    assert!(first.contains("Prvo.") && first.contains("Još.") && !first.contains("Zato."), "{first}");
    let rest = intro(&document, &updates).fill(|_| "#".into());
    assert!(rest.contains("Uvod.") && rest.contains("Zato.") && rest.contains("Fusnota."), "{rest}");
    assert!(!["Prvo.", "Još.", "Drugo.", "Treće."].iter().any(|text| rest.contains(text)), "{rest}");
    assert!(updates.iter().all(|update| document.headings.iter().any(|heading| heading.id == update.id)));
}

#[test]
fn leading_dates() {
    let split = |text| update::leading_date(text).map(|(day, rest)| format!("{day}|{rest}"));
    for (text, expected) in [
        ("2. 5. 2026. Asfaltirano 400 m", Some("2026-05-02|Asfaltirano 400 m")),
        ("2. 5. 2026. 400 metara", Some("2026-05-02|400 metara")),
        ("2.5.2026. – Gotovo", Some("2026-05-02|Gotovo")),
        ("12. svibnja 2026.: Početak", Some("2026-05-12|Početak")),
        ("2. мај 2026. Почетак", Some("2026-05-02|Почетак")),
        ("2026-05-02", Some("2026-05-02|")),
        ("subota, 2. maja 2026. Gotovo", Some("2026-05-02|Gotovo")),
        ("400 m asfalta", None),
        ("2. 5. Asfaltirano", None),
        ("Plan za 2. 5. 2026.", None),
        ("", None),
    ] {
        assert_eq!(split(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn headings_that_seem_to_be_dates() {
    let (document, source) =
        document("## 31. 4. 2026. Kraj\n\nx\n\n## 2. 5. Početak\n\nx\n\n## 3. Treći dio\n\n## 400 m\n");
    let found = testing::lines(&doubtful_updates(&document, &source));
    let help = "naslov koji počinje datumom je novost projekta: `## 2. 5. 2026. Asfaltirano 400 m`";
    assert_eq!(
        found,
        [
            format!(
                "warning D005 1:1 dan 31. ne postoji: april ima 30 dana (posljednji dan je `30. 4. 2026.`; {help})"
            ),
            format!("warning D002 5:1 datumu `2. 5.` nedostaje godina (dodajte je: `2. 5. GGGG.`; {help})"),
        ]
    );
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_a_project(key in 0..KEYS.keys().count(), value in "[ -~čćžšđ–]{0,30}") {
        let name = KEYS.keys().nth(key).unwrap()[0];
        let text = format!("title: Put\nstatus: ongoing\n{name}: {value}\n");
        let source = crate::diag::Source::new("a.md", text.as_str());
        let node = crate::yaml::parse(&source, 0..text.len()).value;
        let mut fields = Fields::new(&KEYS, &[&node]);
        let file = crate::load::TextFile { name: crate::load::Name::of("a.md"), yaml: None, damaged: false, body: 0..0, print: crate::print::Print::of(b""), source };
        if let Some(common) = common::read(&mut fields, &file, Some("Put")) {
            read(&mut fields, &common);
        }
    }

    #[test]
    fn a_heading_is_a_date_and_its_end(day in 1..=28i8, month in 1..=12i8, title in "[a-zčćžšđ]{2,10}( [a-z]{1,9})?") {
        let heading = format!("{day}. {month}. 2026. {title}");
        let (date, rest) = update::leading_date(&heading).unwrap();
        proptest::prop_assert_eq!((date.day(), date.month(), rest), (day, month, title.as_str()));
    }
}
