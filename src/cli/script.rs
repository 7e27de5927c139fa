//! `zbor script`: a text from the standard input in the other script, on the standard output.

use super::command::Speaker;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use clap::{Arg, ArgMatches, Command, builder::PossibleValuesParser};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;
use zbor::diag::{Source, text};
use zbor::lang::Locale;
use zbor::lang::script::Rules;
use zbor::load::{Kind, split_front};
use zbor::markdown::{Respell, respell_source};
use zbor::site::vocabulary;
use zbor::yaml::{self, Node, Value};

/// The values of `--to`, each with its language.
const TARGETS: [(&str, Locale); 4] =
    [("cyrl", Locale::BsCyrl), ("latn", Locale::Bs), ("ćirilica", Locale::BsCyrl), ("latinica", Locale::Bs)];

/// `script` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let to = Arg::new("to").long("to").required(true).value_name(say.say(&text!("PISMO", "SCRIPT")));
    say.command(
        Command::new("script").alias("pismo"),
        text!(
            "Prepiši Markdown drugim pismom: čita ulaz, piše izlaz (isto: `pismo`)",
            "Put Markdown into the other script, from input to output (also: `pismo`)"
        ),
        text!("zbor script --to PISMO < tekst.md", "zbor script --to SCRIPT < text.md"),
    )
    .arg(
        to.value_parser(PossibleValuesParser::new(TARGETS.map(|(name, _)| name)))
            .help(say.say(&text!("Pismo: `cyrl` (ćirilica) ili `latn` (latinica)", "Script: `cyrl` or `latn`"))),
    )
}

/// Converts.
///
/// # Errors
/// When the input cannot be read or is not UTF-8.
pub(crate) fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let wanted = matches.get_one::<String>("to").map_or("cyrl", String::as_str);
    let locale = TARGETS.iter().find(|(name, _)| *name == wanted).map_or(Locale::BsCyrl, |(_, locale)| *locale);
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure::io("stdin".as_ref(), &error))?;
    let written = String::from_utf8(bytes).map_err(|_| not_utf8())?;
    let respell = Respell { locale, rules: Arc::new(Rules::builtin().clone()) };
    console.print(&convert(written, &respell));
    Ok(Exit::Fine)
}

/// Front matter by its keys, what follows as Markdown.
fn convert(written: String, respell: &Respell) -> String {
    let source = Source::new("stdin", written);
    let front = split_front(&source).value;
    let body = respell_source(source.text.get(front.body.clone()).unwrap_or_default(), respell);
    let mut out = String::with_capacity(2 * front.body.start + body.len());
    let head = source.text.get(..front.body.start).unwrap_or_default();
    let mut from = 0;
    let words = front.yaml.map(|range| words(&yaml::parse(&source, range).value)).unwrap_or_default();
    for range in words {
        out.push_str(head.get(from..range.start).unwrap_or_default());
        out.push_str(&respell.text(head.get(range.clone()).unwrap_or_default()));
        from = range.end;
    }
    out.push_str(head.get(from..).unwrap_or_default());
    if out.is_empty() {
        return body;
    }
    out.push_str(&body);
    out
}

/// Keys whose values are words for readers, whatever the kind.
const WORDS: &[&str] = &[
    "title",
    "description",
    "tags",
    "area",
    "authors",
    "contact",
    "reason",
    "place",
    "organizer",
    "agenda",
    "decisions",
    "location",
    "contractor",
    "responsible",
    "milestones",
    "question",
    "options",
    "bring",
    "time",
    "legal_basis",
    "valid",
    "hours",
];

/// Where the values of those keys stand.
fn words(front: &Node) -> Vec<Range<usize>> {
    let Value::Map(entries) = &front.value else { return Vec::new() };
    let canonical = |key: &str| Kind::ALL.into_iter().find_map(|kind| vocabulary(kind).canonical(key));
    let wanted = entries.iter().filter(|entry| canonical(&entry.key).is_some_and(|name| WORDS.contains(&name)));
    let mut ranges = Vec::new();
    wanted.for_each(|entry| scalars(&entry.value, &mut ranges));
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, last| next.start < last.end);
    ranges
}

fn scalars(node: &Node, ranges: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Scalar(_) => ranges.push(node.span.start..node.span.end),
        Value::List(items) => items.iter().for_each(|item| scalars(item, ranges)),
        Value::Map(entries) => entries.iter().for_each(|entry| scalars(&entry.value, ranges)),
        Value::Null => {}
    }
}

fn not_utf8() -> Failure {
    Failure::usage(text!("ulaz nije tekst u UTF-8", "the input is not UTF-8 text")).help(text!(
        "u uređivaču teksta izaberite „Spremi kao“ i kodiranje UTF-8",
        "save it as UTF-8 in your text editor"
    ))
}
