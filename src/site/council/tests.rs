use super::*;
use crate::site::nested::testing::{self, assert_unambiguous};

fn of(text: &str) -> (Vec<Person>, Vec<String>) {
    let (node, _) = testing::parse(text);
    let read = read(&node);
    (read.value, testing::lines(&read.findings))
}

#[test]
fn no_name_means_two_things() {
    assert_unambiguous(&KEYS);
}

#[test]
fn people_with_and_without_a_photo() {
    let (people, findings) = of("\
- {ime: Amira Studenić, uloga: predsjednica, mandat: 2025–2029, telefon: 037 000 113, photo: {src: a.jpg, alt: Crtež}, consent: da}
- {name: Ivo Ravanić, photo: b.jpg}
- {name: Senija, photo: c.jpg, saglasnost: ne, email: senija}
- Mirza Podgajac
-
");
    let shown: Vec<(&str, bool)> = people.iter().map(|person| (person.name.as_str(), person.photo.is_some())).collect();
    assert_eq!(shown, [("Amira Studenić", true), ("Ivo Ravanić", false), ("Senija", false), ("Mirza Podgajac", false)]);
    assert_eq!((people[0].phone.as_deref(), people[0].term.as_deref()), (Some("037 000 113"), Some("2025–2029")));
    let help = "(ako je osoba saglasna, dodajte `saglasnost: da`)";
    assert_eq!(
        findings,
        [
            format!("warning F098 2:30 fotografija se ne objavljuje bez saglasnosti {help}"),
            "warning F097 3:55 `senija` nije e-mail adresa".to_owned(),
            format!("warning F098 3:25 fotografija se ne objavljuje bez saglasnosti {help}"),
        ]
    );
}

#[test]
fn somebody_without_a_name() {
    let (people, findings) = of("- {role: član}");
    assert_eq!(
        (people.len(), findings),
        (0, vec!["error F096 1:3 osoba nema imena (dodajte `ime: Ime Prezime`)".to_owned()])
    );
}
