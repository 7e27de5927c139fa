//! `zbor new KIND "Title"`: a file that waits to be filled in.

mod draft;
mod kind;
mod place;
mod template;
#[cfg(test)]
mod tests;
mod topic;

use super::command::Speaker;
use super::console::Console;
use super::exit::Exit;
use super::failure::{Failure, shown};
use super::writing::{Writing, one_line};
use super::{moment, workspace};
use clap::{Arg, ArgMatches, Command};
use draft::Draft;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use zbor::diag::text;
use zbor::url::Slug;

/// `new` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let (bs, en) = (kind::all(0), kind::all(1));
    let command = say.command(
        Command::new("new").alias("novo"),
        text!(
            "Napravi novi tekst s pitanjima na koja treba odgovoriti (isto: `novo`)",
            "Make a new text with questions to answer (also: `novo`)"
        ),
        text!("zbor new [OPCIJE] <VRSTA> <NASLOV>", "zbor new [OPTIONS] <KIND> <TITLE>"),
    );
    let kind = Arg::new("kind").required(true).value_name(say.say(&text!("VRSTA", "KIND")));
    let title = Arg::new("title").required(true).value_name(say.say(&text!("NASLOV", "TITLE")));
    let topic = Arg::new("topic").long("topic").value_name(say.say(&text!("TEMA", "TOPIC")));
    command
        .arg(kind.help(say.say(&text!("{bs}", "{en}"))))
        .arg(
            title.help(
                say.say(&text!("Naslov u navodnicima; za osobu ime", "The title, in quotes; of a person the name")),
            ),
        )
        .arg(say.site())
        .arg(topic.help(say.say(&text!(
            "Tema: `voda`, `struja`, `putevi`, `zbor`, `javni poziv`, `radna akcija` …",
            "Topic: `water`, `electricity`, `roads`, `assembly`, `public_call`, `work_action` …"
        ))))
        .arg(say.now())
}

/// Writes the file and says where it is and what to do with it.
///
/// # Errors
/// When an argument is wrong, there is no workspace, or the file exists.
pub(crate) fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let word = |name: &str| matches.get_one::<String>(name);
    let kind = kind::parse(word("kind").map_or("", String::as_str))?;
    let topic = word("topic").map(|written| topic::parse(written, kind)).transpose()?;
    let title = one_line(word("title").map_or("", String::as_str));
    let slug = Slug::from_title(&title).ok_or_else(|| no_title(&title))?;
    let today = moment::day(moment::now(word("now"))?);
    let root = workspace::find(None)?;
    let (site, dir) = place::site(&root, word("site"), &workspace::here()?, console)?;
    let writing = Writing { locale: place::locale(&root, &site)? };
    let draft = Draft { kind, title: &title, topic, slug: &slug, today, writing };
    let path = place::folder(&dir, kind, &draft.folder_name()).join(draft.file_name());
    write_new(&path, &draft.text())?;
    told(path.strip_prefix(&root).unwrap_or(&path), console);
    Ok(Exit::Fine)
}

/// Writes a file that is not there yet, with its folder.
///
/// # Errors
/// When it is there, or the system refuses.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Failure::io(parent, &error))?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(path)),
        other => other.map_err(|error| Failure::io(path, &error)),
    }
}

fn told(path: &Path, console: &Console) {
    let path = shown(path);
    console.say(&text!("Napravljeno: `{path}`.", "Made: `{path}`."));
    console.say(&text!(
        "Otvorite ga i odgovorite na pitanja koja stoje iza `#` i između `<!--` i `-->`. Zatim: `zbor provjeri`.",
        "Open it and answer the questions that stand after `#` and between `<!--` and `-->`. Then: `zbor check`."
    ));
}

fn exists(path: &Path) -> Failure {
    let path = shown(path);
    Failure::world(text!("`{path}` već postoji", "`{path}` exists already")).help(text!(
        "dopunite tu datoteku, ili za novu izaberite drugi naslov",
        "add to that file, or choose another title for a new one"
    ))
}

fn no_title(title: &str) -> Failure {
    Failure::usage(text!(
        "od naslova `{title}` se ne može napraviti adresa",
        "no address can be made of the title `{title}`"
    ))
    .help(text!("naslov treba imati bar jedno slovo ili broj", "the title needs at least one letter or digit"))
}
