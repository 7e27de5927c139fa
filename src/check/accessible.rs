//! What shuts people out: WCAG 2.2 as far as the bytes of a page tell.

use super::facts::{Facts, Part};
use super::survey::Observation;
use crate::diag::{Problem, Severity, Text, text};
use crate::url::UrlPath;
use std::collections::BTreeSet;

/// Everything that can be seen on the page at `path`.
pub fn check(facts: &Facts, path: &UrlPath) -> Vec<Observation> {
    let mut found = Vec::new();
    found.extend(language(facts));
    found.extend(title(facts));
    found.extend(pictures(facts));
    found.extend(links(facts, path));
    found.extend(buttons(facts));
    found.extend(headings(facts));
    found.extend(fields(facts));
    found.extend(ids(facts));
    found.extend(tables(facts));
    found
}

fn seen(part: Part, problem: Problem, needles: &[&str]) -> Observation {
    let needles = needles.iter().filter(|needle| !needle.is_empty()).map(|needle| (*needle).to_owned()).collect();
    Observation { severity: Severity::Warning, problem, part, needles }
}

fn problem(code: &'static str, message: Text, help: Text) -> Problem {
    Problem::new(code, message).help(help)
}

/// 3.1.1
fn language(facts: &Facts) -> Option<Observation> {
    let problem = || {
        problem(
            "A002",
            text!("stranica ne kaže na kojem je jeziku", "the page does not say which language it is in"),
            text!(
                "u predlošku pišite `<html lang=\"{{{{ site.lang }}}}\">`",
                "write `<html lang=\"{{{{ site.lang }}}}\">` in the template"
            ),
        )
    };
    facts.lang.is_empty().then(|| seen(Part::Frame, problem(), &["<html"]))
}

/// 2.4.2
fn title(facts: &Facts) -> Option<Observation> {
    let problem = || {
        problem(
            "A003",
            text!("stranica nema naslova za karticu preglednika", "the page has no title for the tab of a browser"),
            text!("u predlošku popunite `<title>`", "fill `<title>` in the template"),
        )
    };
    facts.title.trim().is_empty().then(|| seen(Part::Frame, problem(), &["<title"]))
}

/// 1.1.1
fn pictures(facts: &Facts) -> impl Iterator<Item = Observation> + '_ {
    facts.images.iter().filter(|image| image.alt.is_none()).map(|image| {
        let name = file_name(&image.src);
        let problem = problem(
            "A001",
            text!("slika `{name}` nema opisa", "the picture `{name}` has no description"),
            text!(
                "napišite šta se na njoj vidi, za one koji je ne vide: `alt=\"…\"`; ukrasu pišite `alt=\"\"`",
                "write what can be seen on it, for those who do not see it: `alt=\"…\"`; decoration gets `alt=\"\"`"
            ),
        );
        seen(image.part, problem, &[name])
    })
}

/// 2.4.4
fn links(facts: &Facts, path: &UrlPath) -> impl Iterator<Item = Observation> {
    facts.links.iter().filter(|link| link.name.is_empty()).map(|link| {
        let written = &link.href;
        // The same place has another relative address on each page.
        let place = path.join(written).filter(|_| !written.contains(':'));
        let href = place.map_or_else(|| written.clone(), |place| place.to_string());
        let problem = problem(
            "A004",
            text!("link na `{href}` nema riječi", "the link to `{href}` has no words"),
            text!(
                "napišite kuda vodi: `[Red vožnje](…)`; slici u linku dajte opis",
                "write where it leads: `[Timetable](…)`; give a picture in a link a description"
            ),
        );
        seen(link.part, problem, &[written, file_name(written.trim_end_matches('/'))])
    })
}

/// 4.1.2
fn buttons(facts: &Facts) -> impl Iterator<Item = Observation> + '_ {
    facts.buttons.iter().filter(|button| button.name.is_empty()).map(|button| {
        let problem = problem(
            "A005",
            text!("dugme nema riječi", "a button has no words"),
            text!(
                "napišite na njemu šta radi, ili mu dajte `aria-label`",
                "write on it what it does, or give it an `aria-label`"
            ),
        );
        seen(button.part, problem, &["<button"])
    })
}

/// 1.3.1
fn headings(facts: &Facts) -> impl Iterator<Item = Observation> + '_ {
    let pairs = facts.headings.iter().zip(facts.headings.iter().skip(1));
    pairs.filter(|(before, after)| after.level > before.level + 1).map(|(before, after)| {
        let (text, level, last) = (&after.text, after.level, before.level);
        let problem = problem(
            "A006",
            text!(
                "naslov `{text}` je nivoa {level}, a prije njega je naslov nivoa {last}",
                "the heading `{text}` is of level {level}, and the one before it is of level {last}"
            ),
            text!("nivoi idu redom: iza `##` dolazi `###`", "levels follow each other: after `##` comes `###`"),
        );
        seen(after.part, problem, &[&format!("# {text}"), &format!(">{text}<"), text])
    })
}

/// 3.3.2
fn fields(facts: &Facts) -> impl Iterator<Item = Observation> + '_ {
    facts.fields.iter().filter(|field| !field.named).map(|field| {
        let name = if field.name.is_empty() { &field.id } else { &field.name };
        let problem = problem(
            "A007",
            text!("polje `{name}` nema natpisa", "the field `{name}` has no label"),
            text!(
                "stavite `<label for=\"…\">` ispred njega; tekst u samom polju nije natpis",
                "put a `<label for=\"…\">` before it; text inside the field is no label"
            ),
        );
        seen(field.part, problem, &[&format!("name=\"{name}\""), &format!("id=\"{name}\"")])
    })
}

/// Links and labels lead to the first of several equal ids.
fn ids(facts: &Facts) -> impl Iterator<Item = Observation> + '_ {
    let mut before = BTreeSet::new();
    let twice = facts.ids.iter().filter(move |(id, _)| !before.insert(id));
    twice.map(|(id, part)| {
        let problem = problem(
            "A008",
            text!("oznaka `id=\"{id}\"` stoji dvaput na stranici", "`id=\"{id}\"` stands twice on the page"),
            text!("dajte drugoj drugo ime", "give the second another name"),
        );
        seen(*part, problem, &[&format!("id=\"{id}\""), &format!("id={id}")])
    })
}

/// 1.3.1
fn tables(facts: &Facts) -> impl Iterator<Item = Observation> + '_ {
    facts.tables.iter().filter(|table| !table.fine).map(|table| {
        let text: String = table.text.chars().take(30).collect();
        let problem = problem(
            "A009",
            text!("tabela `{text}…` nema zaglavlja", "the table `{text}…` has no headers"),
            text!(
                "prvi red neka kaže šta je u kojoj koloni (`<th>`); što nije tabela, pišite kao spisak",
                "let the first row say what is in which column (`<th>`); write what is no table as a list"
            ),
        );
        seen(table.part, problem, &["<table"])
    })
}

fn file_name(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address).rsplit('/').next().unwrap_or(address)
}
