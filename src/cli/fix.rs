//! `zbor fix`: repairs what is safe to repair in editors' files; shows it, and writes it when asked.

use super::command::Speaker;
use super::console::Console;
use super::difference::difference;
use super::exit::Exit;
use super::failure::{Failure, no_such_site};
use super::{replace, workspace};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use zbor::build::BuildError;
use zbor::diag::text;
use zbor::fix::{Extent, Fixed, fix, right_name};
use zbor::load::{self, Place, Role, is_single_site, place};
use zbor::site::same_name;

/// `fix` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let place = text!(
        "Fascikla sa `zbor.yaml` ili `site.yaml`; inače ova, ili prva iznad nje",
        "Folder with `zbor.yaml` or `site.yaml`; else this one, or the first above it"
    );
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    say.command(
        Command::new("fix").alias("popravi"),
        text!(
            "Pokaži šta se u tekstovima može sigurno popraviti, i popravi (isto: `popravi`)",
            "Show what can safely be repaired in the texts, and repair it (also: `popravi`)"
        ),
        text!("zbor fix [OPCIJE] [FASCIKLA]", "zbor fix [OPTIONS] [WORKSPACE]"),
    )
    .arg(
        Arg::new("workspace")
            .value_parser(value_parser!(PathBuf))
            .value_name(say.say(&text!("FASCIKLA", "WORKSPACE")))
            .help(say.say(&place)),
    )
    .arg(say.site().action(ArgAction::Append))
    .arg(flag("write").help(
        say.say(&text!(
            "Zapiši popravke; bez toga se samo pokažu",
            "Write the repairs; without it they are only shown"
        )),
    ))
    .arg(flag("canonical").help(say.say(&text!(
        "Ujednači i ono što je ispravno: imena polja, datume, `da` i `ne`, liste",
        "Also spell in one way what is right: names of fields, dates, `yes` and `no`, lists"
    ))))
}

/// Repairs, or shows what would be.
///
/// # Errors
/// When there is no workspace, a site is not there, or a file cannot be read or written.
pub(crate) fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let root = workspace::find(matches.get_one::<PathBuf>("workspace").map(PathBuf::as_path))?;
    let sites: Vec<String> = matches.get_many::<String>("site").into_iter().flatten().cloned().collect();
    let extent = if matches.get_flag("canonical") { Extent::Canonical } else { Extent::Mistakes };
    let task = Task { root, extent, write: matches.get_flag("write") };
    let mut count = Count::default();
    for file in task.files(&sites)? {
        let done = task.file(&file)?;
        console.print(&done.shown(&file, console));
        count.add(&done);
    }
    count.say(task.write, console);
    Ok(if count.files == 0 || task.write { Exit::Fine } else { Exit::Findings })
}

struct Task {
    root: PathBuf,
    extent: Extent,
    write: bool,
}

/// A text that editors write.
struct File {
    /// From the root of the workspace.
    path: String,
    /// Its name without a hidden ending, where it has one.
    right_name: Option<String>,
    role: Role,
}

/// What was done to a file.
struct Done {
    fixed: Option<Fixed>,
    /// Its new path, where it gets one.
    renamed: Option<String>,
    /// A file is in the way of the new name.
    in_the_way: Option<String>,
}

impl Task {
    /// The texts of the sites asked for, in order; with no site named, all of the workspace.
    fn files(&self, sites: &[String]) -> Result<Vec<File>, Failure> {
        let found = load::list(&self.root).map_err(BuildError::Read)?.value;
        let single = is_single_site(&found);
        let known: BTreeSet<String> = found.iter().filter_map(|file| site_of(&file.path, single)).collect();
        let known: Vec<String> = known.into_iter().collect();
        if let Some(name) = sites.iter().find(|name| !known.iter().any(|site| same_name(site, name))) {
            return Err(no_such_site(name, &known));
        }
        let wanted = |path: &str| {
            sites.is_empty()
                || site_of(path, single).is_some_and(|site| sites.iter().any(|name| same_name(&site, name)))
        };
        let texts = found.into_iter().filter(|file| file.len <= load::MAX_TEXT && wanted(&file.path));
        Ok(texts.filter_map(|file| File::of(file.path, single)).collect())
    }

    fn file(&self, file: &File) -> Result<Done, Failure> {
        let path = self.root.join(&file.path);
        let bytes = fs::read(&path).map_err(|error| Failure::io(&path, &error))?;
        let name = file.right_name.as_deref().unwrap_or(&file.path);
        let fixed = fix(name, &file.role, &bytes, self.extent).filter(|fixed| !fixed.repairs.is_empty());
        let (renamed, in_the_way): (Vec<String>, Vec<String>) =
            file.right_name.iter().cloned().partition(|name| !self.root.join(name).exists());
        let done = Done { fixed, renamed: renamed.into_iter().next(), in_the_way: in_the_way.into_iter().next() };
        if self.write {
            self.write(&path, &bytes, &done)?;
        }
        Ok(done)
    }

    fn write(&self, path: &Path, before: &[u8], done: &Done) -> Result<(), Failure> {
        if let Some(fixed) = &done.fixed {
            replace::replace(path, before, fixed.text.as_bytes()).map_err(|error| Failure::io(path, &error))?;
        }
        match &done.renamed {
            Some(name) => fs::rename(path, self.root.join(name)).map_err(|error| Failure::io(path, &error)),
            None => Ok(()),
        }
    }
}

/// The site that a file belongs to.
fn site_of(path: &str, single: bool) -> Option<String> {
    match place(path, single) {
        Place::Content(site, _) => site,
        _ => None,
    }
}

impl File {
    /// None for what is no text of an editor: photos, themes, and what programs write.
    fn of(path: String, single: bool) -> Option<File> {
        let right_name = right_name(&path, single).map(str::to_owned);
        let role = match place(right_name.as_deref().unwrap_or(&path), single) {
            Place::Content(_, role) => role,
            Place::Config => Role::Site,
            Place::Theme(..) | Place::Other => return None,
        };
        let is_text = matches!(role, Role::Site | Role::Forms | Role::Defaults(_) | Role::Text(_) | Role::Data(_));
        is_text.then_some(File { path, right_name, role })
    }
}

impl Done {
    /// What is said of the file: its repairs, and the lines that differ.
    fn shown(&self, file: &File, console: &Console) -> String {
        let repairs = self.fixed.iter().flat_map(|fixed| &fixed.repairs).map(|repair| {
            let what = console.voice.say(&repair.what);
            repair.line.map_or_else(
                || what.clone(),
                |line| format!("{} {line}: {what}", console.voice.say(&text!("red", "line"))),
            )
        });
        let names = self
            .renamed
            .iter()
            .map(|name| console.voice.say(&text!("dobija pravo ime: `{name}`", "gets its right name: `{name}`")));
        let stays = self.in_the_way.iter().map(|name| {
            console.voice.say(&text!(
                "ne može dobiti pravo ime, jer `{name}` već postoji",
                "cannot get its right name, since `{name}` is there already"
            ))
        });
        let said: String = repairs.chain(names).chain(stays).map(|line| format!("  • {line}\n")).collect();
        if said.is_empty() {
            return said;
        }
        let lines = self.fixed.as_ref().map(|fixed| difference(&fixed.before, &fixed.text, console.colour));
        format!("{}\n{}{}\n", zbor::diag::neutral(&file.path), said, lines.unwrap_or_default())
    }
}

/// How much there was to repair.
#[derive(Default)]
struct Count {
    files: usize,
    repairs: usize,
}

impl Count {
    fn add(&mut self, done: &Done) {
        let repairs = done.fixed.as_ref().map_or(0, |fixed| fixed.repairs.len()) + usize::from(done.renamed.is_some());
        self.files += usize::from(repairs > 0);
        self.repairs += repairs;
    }

    fn say(&self, written: bool, console: &Console) {
        let Count { files, repairs } = self;
        console.say(&match (files, written) {
            (0, _) => text!("Nema šta da se popravi.", "There is nothing to repair."),
            (_, true) => text!(
                "Popravljeno. Popravaka: {repairs}, datoteka: {files}.",
                "Repaired. Repairs: {repairs}, files: {files}."
            ),
            (_, false) => text!(
                "Popravaka: {repairs}, datoteka: {files}. Ništa nije zapisano; da se zapiše: `zbor popravi --write`",
                "Repairs: {repairs}, files: {files}. Nothing was written; to write them: `zbor fix --write`"
            ),
        });
    }
}
