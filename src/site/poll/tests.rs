use super::*;
use crate::date::Zone;
use crate::site::nested::testing::{self, assert_unambiguous};

fn of(text: &str) -> (Poll, Vec<String>) {
    testing::read(&KEYS, &format!("naslov: Autobus\n{text}"), read)
}

fn options(text: &str) -> Vec<(String, String)> {
    let (poll, findings) = of(&format!("odgovori: {text}"));
    assert_eq!(findings, Vec::<String>::new(), "{text}");
    poll.options.into_iter().map(|option| (option.id, option.label)).collect()
}

#[test]
fn no_name_means_two_things() {
    assert_unambiguous(&KEYS);
}

#[test]
fn a_whole_poll() {
    let (poll, findings) = of("\
pitanje: Koji polazak nedostaje?
method: više
odgovori:
  - oko 6 sati, za posao
  - oko 9 sati, za ljekara
otvorena_od: 10. 11. 2026.
otvorena_do: 10. 12. 2026.
");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!((poll.question.as_str(), poll.method), ("Koji polazak nedostaje?", Method::Multiple));
    assert_eq!(
        poll.options.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(),
        ["oko 6 sati, za posao", "oko 9 sati, za ljekara"]
    );
    for (day, state) in [
        ("9. 11. 2026.", State::Soon),
        ("10. 11. 2026.", State::Open),
        ("10. 12. 2026.", State::Open),
        ("11. 12. 2026.", State::Closed),
    ] {
        assert_eq!(poll.state(Today::parse(day, &Zone::default()).unwrap()), state, "{day}");
    }
}

#[test]
fn answers_in_every_form() {
    let pairs = |list: &[(&str, &str)]| {
        list.iter().map(|(id, label)| ((*id).to_owned(), (*label).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(options("[Da, Ne]"), pairs(&[("1", "Da"), ("2", "Ne")]));
    assert_eq!(options("Da, Ne"), pairs(&[("1", "Da"), ("2", "Ne")]));
    assert_eq!(options("{da: Slažem se, ne: Ne slažem se}"), pairs(&[("da", "Slažem se"), ("ne", "Ne slažem se")]));
    assert_eq!(options("[{id: rano, naslov: U 6}, U 9]"), pairs(&[("rano", "U 6"), ("2", "U 9")]));
    assert_eq!(of("odgovori: [Da, Ne]").0.question, "Autobus");
}

#[test]
fn what_does_not_make_a_poll() {
    for (text, expected) in [
        (
            "pitanje: Šta?",
            "error F092 1:9 anketa treba bar dva odgovora (pod `odgovori:` navedite svaki u svom redu: `- Da`)",
        ),
        (
            "odgovori: [Da]",
            "error F092 2:11 anketa treba bar dva odgovora (pod `odgovori:` navedite svaki u svom redu: `- Da`)",
        ),
        ("odgovori: [Da, Ne, da]", "warning F094 2:20 odgovor `da` stoji dvaput (obrišite jedan)"),
        (
            "odgovori: [Da, Ne]\notvorena_od: 5. 5. 2026.\notvorena_do: 4. 5. 2026.",
            "error F093 4:14 anketa se zatvara (4. 5. 2026.) prije nego što se otvori (5. 5. 2026.) (zamijenite `otvorena_od` i `otvorena_do`)",
        ),
        (
            "odgovori: [Da, Ne]\nmethod: puno",
            "error F005 3:9 `puno` ne može biti vrijednost polja `method` (moguće je: `jedan`, `više`)",
        ),
    ] {
        assert_eq!(of(text).1, [expected], "{text}");
    }
}

#[test]
fn the_question_stands_for_a_title() {
    let (node, _) = testing::parse("pitanje: Šta?\nodgovori: [Da, Ne]");
    assert_eq!(heading(&node), Some("Šta?"));
}
