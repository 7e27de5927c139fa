//! Savjet: the people whom residents have elected.

#[cfg(test)]
mod tests;

use super::fields::{Fields, Vocabulary, scalar as scalar_of};
use super::nested::mapping;
use super::photo_ref::{PhotoRef, photo};
use super::texts::texts;
use crate::diag::{Checked, Diagnostic, Problem, Severity, text};
use crate::yaml::{Node, Value};

/// Keys of a person.
pub static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["name", "ime", "naziv"],
    &["role", "uloga", "funkcija", "dužnost"],
    &["term", "mandat"],
    &["phone", "telefon", "tel"],
    &["email", "e_pošta", "mejl"],
    &["photo", "fotografija", "slika", "image"],
    &["consent", "saglasnost", "pristanak"],
]]);

/// A member of the council.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name and surname.
    pub name: String,
    /// What they do: `zamjenica predsjednika, zadužena za vodovod`.
    pub role: Option<String>,
    /// From when until when: `2025–2029`.
    pub term: Option<String>,
    /// As people write it.
    pub phone: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// Only with the consent of the person.
    pub photo: Option<PhotoRef>,
}

texts!(Person: name, role, term, photo);

/// Reads `people.yaml`: a list of people.
pub fn read(root: &Node) -> Checked<Vec<Person>> {
    let mut fields = Fields::new(&KEYS, &[]);
    let people: Vec<Person> = match &root.value {
        Value::List(items) => items.iter().filter_map(|item| person(&mut fields, item)).collect(),
        Value::Map(_) | Value::Scalar(_) => person(&mut fields, root).into_iter().collect(),
        Value::Null => Vec::new(),
    };
    Checked { value: people, findings: fields.findings }
}

fn person(fields: &mut Fields, node: &Node) -> Option<Person> {
    match &node.value {
        Value::Map(_) => mapping(fields, node, &KEYS, |inner| {
            let name = inner.text("name");
            if name.is_none() {
                inner.findings.push(no_name(node));
            }
            Some(Person {
                name: name?,
                role: inner.text("role"),
                term: inner.text("term"),
                phone: inner.text("phone"),
                email: inner.value("email", Severity::Warning, email),
                photo: consented(inner),
            })
        }),
        _ => {
            let name = scalar_of(node).map(str::trim).filter(|name| !name.is_empty())?.to_owned();
            Some(Person { name, role: None, term: None, phone: None, email: None, photo: None })
        }
    }
}

/// The photo, if the person agreed to its publication.
fn consented(fields: &mut Fields) -> Option<PhotoRef> {
    let photo = photo(fields, "photo")?;
    if fields.flag("consent") == Some(true) {
        return Some(photo);
    }
    let problem = Problem::new(
        "F098",
        text!("fotografija se ne objavljuje bez saglasnosti", "a photo is not published without consent"),
    )
    .help(text!("ako je osoba saglasna, dodajte `saglasnost: da`", "if the person agrees, add `consent: yes`"));
    fields.report("photo", Severity::Warning, problem);
    None
}

fn email(written: &str) -> Result<String, Problem> {
    let (name, host) = written.split_once('@').unwrap_or_default();
    let valid = !name.is_empty() && host.contains('.') && !host.contains('@') && !written.contains(char::is_whitespace);
    match valid {
        true => Ok(written.to_owned()),
        false => {
            Err(Problem::new("F097", text!("`{written}` nije e-mail adresa", "`{written}` is not an e-mail address")))
        }
    }
}

fn no_name(node: &Node) -> Diagnostic {
    Diagnostic::error("F096", &node.span, text!("osoba nema imena", "the person has no name"))
        .help(text!("dodajte `ime: Ime Prezime`", "add `name: Name Surname`"))
}
