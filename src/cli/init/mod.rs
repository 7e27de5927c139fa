//! `zbor init DIR`: six questions, and a workspace that builds at once.

mod answers;
mod ask;
mod files;
mod host;
mod line;
mod questions;
#[cfg(test)]
mod tests;

use super::console::Console;
use super::count::FILES;
use super::exit::Exit;
use super::failure::{Failure, shown};
use super::{moment, new};
use answers::Answers;
use ask::{Manner, Question, answer};
use clap::ArgMatches;
use questions::questions;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};
use zbor::diag::{Text, text};

pub(crate) use line::command;

/// Asks, writes, and says what next.
///
/// # Errors
/// When the folder is not empty, an answer is wrong, or the system refuses.
pub(crate) fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let dir = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default();
    refuse_if_used(&dir)?;
    let today = moment::day(moment::now(matches.get_one::<String>("now"))?);
    let answers = answers(matches, &dir, console)?.in_script();
    let files = files::files(&answers, today);
    for (path, text) in &files {
        new::write_new(&dir.join(path), text)?;
    }
    told(&dir, &answers, files.len(), console);
    Ok(Exit::Fine)
}

/// What may lie in a folder that counts as empty: version control and what file managers leave.
const IGNORED: [&str; 4] = [".git", ".DS_Store", "Thumbs.db", "desktop.ini"];

fn refuse_if_used(dir: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        other => other.map_err(|error| Failure::io(dir, &error))?,
    };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !IGNORED.contains(&name.as_str()));
    names.sort();
    if names.is_empty() {
        return Ok(());
    }
    let (path, more) = (shown(dir), names.len().saturating_sub(5));
    let list = names.iter().take(5).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let (bs, en) = if more > 0 { (format!(" i još {more}"), format!(" and {more} more")) } else { Default::default() };
    Err(Failure::world(text!("fascikla `{path}` nije prazna", "the folder `{path}` is not empty"))
        .help(text!("u njoj je: {list}{bs}", "it holds: {list}{en}"))
        .help(text!("izaberite novu, npr. `zbor init moja-mz`", "choose a new one, e.g. `zbor init my-mz`")))
}

fn answers(matches: &ArgMatches, dir: &Path, console: &Console) -> Result<Answers, Failure> {
    let manner = match (matches.get_flag("yes"), io::stdin().is_terminal() && io::stdout().is_terminal()) {
        (true, _) => Manner::Defaults,
        (false, true) => Manner::Ask,
        (false, false) => Manner::FlagsOnly,
    };
    let flag = |question: &Question| matches.get_one::<String>(question.flag);
    let [name, municipality, phone, viber, language, host] = questions(dir, console.voice.language);
    Ok(Answers {
        name: answer(&name, flag(&name), manner, answers::name, console)?,
        municipality: answer(&municipality, flag(&municipality), manner, answers::municipality, console)?,
        phone: answer(&phone, flag(&phone), manner, answers::phone, console)?,
        viber: answer(&viber, flag(&viber), manner, answers::viber, console)?,
        locale: answer(&language, flag(&language), manner, answers::locale, console)?,
        host: answer(&host, flag(&host), manner, answers::host, console)?,
    })
}

fn told(dir: &Path, answers: &Answers, count: usize, console: &Console) {
    let (path, slug) = (shown(dir), answers.slug());
    let files = FILES.count(count);
    console.say(&Text {
        bs: format!("Napravljeno: {} u `{path}`.", files.bs),
        en: format!("Made: {} in `{path}`.", files.en),
    });
    if let Some(address) = answers.host.base_url(&slug) {
        console.say(&text!(
            "Adresa sajta: `{address}` (mijenja se u `zbor.yaml`).",
            "The address of the site: `{address}` (change it in `zbor.yaml`)."
        ));
    }
    console.say(&text!(
        "\nDalje:\n  `cd {path}`\n  `zbor napravi`\n\nKako se objavljuje, piše u `README.md`.",
        "\nNext:\n  `cd {path}`\n  `zbor build`\n\n`README.md` tells how to publish it."
    ));
}
