//! `zbor schema`: JSON Schemas (draft 2020-12) by which text editors complete and check keys.
//!
//! The names of keys come from the vocabularies by which `site` reads; this room adds what they mean.

mod common;
mod document;
mod kinds;
mod own;
mod shape;
mod spelling;
#[cfg(test)]
mod tests;

use super::command::Speaker;
use super::console::Console;
use super::count::FILES;
use super::exit::Exit;
use super::failure::{Failure, shown};
use clap::{Arg, ArgMatches, Command, builder::PossibleValuesParser, value_parser};
use document::{Parts, Several};
use serde_json::{Map, Value, json};
use shape::{Key, Shape};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use zbor::diag::{Text, text};
use zbor::lang::script;
use zbor::load::Kind;
use zbor::site;

/// Names of the schemas, in the order in which they are printed.
const NAMES: [&str; 10] =
    ["site", "announcement", "project", "event", "service", "document", "person", "page", "poll", "form"];

/// `schema` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let command = say.command(
        Command::new("schema").alias("shema"),
        text!(
            "Ispiši JSON sheme, da uređivač teksta dopunjava i provjerava polja (isto: `shema`)",
            "Print JSON Schemas, so that text editors complete and check keys (also: `shema`)"
        ),
        text!("zbor schema [OPCIJE] [VRSTA]", "zbor schema [OPTIONS] [KIND]"),
    );
    let kind =
        Arg::new("kind").value_name(say.say(&text!("VRSTA", "KIND"))).value_parser(PossibleValuesParser::new(NAMES));
    let out =
        Arg::new("out").long("out").value_name(say.say(&text!("FASCIKLA", "DIR"))).value_parser(value_parser!(PathBuf));
    let all = NAMES.map(|name| format!("`{name}`")).join(", ");
    command
        .arg(kind.help(say.say(&text!("Samo ova shema: {all}", "Only this schema: {all}"))))
        .arg(out.help(say.say(&text!("Zapiši svaku u svoju datoteku", "Write each into a file of its own"))))
}

/// Prints the schemas, or writes them.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let wanted = matches.get_one::<String>("kind").map(String::as_str);
    let schemas: Vec<(&str, Value)> = NAMES
        .into_iter()
        .filter(|name| wanted.is_none_or(|wanted| wanted == *name))
        .map(|name| (name, schema(name)))
        .collect();
    match (matches.get_one::<PathBuf>("out"), wanted) {
        (Some(dir), _) => write(dir, &schemas, console)?,
        (None, Some(_)) => schemas.iter().for_each(|(_, schema)| console.print(&pretty(schema))),
        (None, None) => console.print(&pretty(&bundle(schemas))),
    }
    Ok(Exit::Fine)
}

fn write(dir: &Path, schemas: &[(&str, Value)], console: &Console) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(|error| Failure::io(dir, &error))?;
    for (name, schema) in schemas {
        let path = dir.join(format!("{name}.schema.json"));
        fs::write(&path, pretty(schema)).map_err(|error| Failure::io(&path, &error))?;
    }
    let (path, files) = (shown(dir), FILES.count(schemas.len()));
    console.say(&Text {
        bs: format!("Zapisano: {} u `{path}`.", files.bs),
        en: format!("Written: {} in `{path}`.", files.en),
    });
    Ok(())
}

/// All schemas in one.
fn bundle(schemas: Vec<(&str, Value)>) -> Value {
    let all: Map<String, Value> = schemas.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    json!({ "$schema": document::DIALECT, "$id": "urn:zbor:schema", "title": "Zbor", "$defs": all })
}

/// Values of text and numbers always have a JSON form.
fn pretty(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

/// The schema of a name of [`NAMES`].
fn schema(name: &str) -> Value {
    let (title, keys, several) = match name {
        "site" => ("Sajt: site.yaml i zbor.yaml", own(own::SITE), Several::No),
        "document" => ("Dokument: documents.yaml", own(own::DOCUMENT), Several::Yes),
        "form" => ("Obrazac: forms.yaml", own(own::FORM), Several::Yes),
        "person" => ("Osoba: people.yaml", own(own::PERSON), Several::Yes),
        "announcement" => ("Obavještenje", item(Kind::Announcement), Several::No),
        "project" => ("Projekat", item(Kind::Project), Several::No),
        "event" => ("Događaj", item(Kind::Event), Several::Yes),
        "service" => ("Usluga", item(Kind::Service), Several::No),
        "poll" => ("Anketa", item(Kind::Poll), Several::Yes),
        _ => ("Stranica", item(Kind::Page), Several::No),
    };
    let mut parts = Parts::default();
    let object = parts.object("", keys);
    document::document(name, title, parts, object, several)
}

/// Keys with their names.
type Keys = Vec<(&'static [&'static str], Key)>;

fn own(keys: &'static [Key]) -> Keys {
    keys.iter().map(|key| (key.names, *key)).collect()
}

/// The keys of a kind, by all names that its reader takes.
fn item(kind: Kind) -> Keys {
    site::vocabulary(kind).keys().map(|names| (names, meaning(kind, names))).collect()
}

/// What a key of a kind means; one that is not described yet is let pass with anything under it.
fn meaning(kind: Kind, names: &'static [&'static str]) -> Key {
    let known = kinds::keys(kind).iter().chain(common::KEYS);
    let found = known.copied().find(|key| key.names.first() == names.first());
    found.unwrap_or(Key { names, description: "", shape: Shape::Any })
}

/// The names of a key or value that an editor offers: all, and the Bosnian one in Cyrillic.
fn offered(names: &[&str]) -> Vec<String> {
    let cyrillic = names.get(1).or(names.first()).map(|name| script::to_cyrillic(name));
    unique(names.iter().map(|name| (*name).to_owned()).chain(cyrillic))
}

/// The texts, each once, in their order.
fn unique(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| seen.insert(text.clone())).collect()
}
