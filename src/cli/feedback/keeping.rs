//! What is done with the data beside receiving it: taking it out, keeping copies, deleting what is over its time.

use super::data;
use crate::cli::command::Speaker;
use crate::cli::console::Console;
use crate::cli::environment::Environment;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, shown};
use crate::cli::moment;
use clap::{Arg, ArgAction, ArgMatches, Command, builder::PossibleValuesParser, value_parser};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zbor::diag::{Text, text};
use zbor::feedback::store::{self, Contents, Format, Names, Options, Sqlite, Store, StoreError};
use zbor::feedback::{Clock, SiteId, purge};

/// The commands.
pub(super) fn commands(say: &Speaker) -> Vec<Command> {
    vec![export(say), backup(say), restore(say), drill(say), purging(say)]
}

fn folder(say: &Speaker, name: &'static str, help: &Text) -> Arg {
    let value = say.say(&text!("FASCIKLA", "DIR"));
    Arg::new(name).long(name).required(true).value_parser(value_parser!(PathBuf)).value_name(value).help(say.say(help))
}

fn from(say: &Speaker) -> Arg {
    folder(say, "from", &text!("Kopija koju je napravio `backup`", "A copy that `backup` made"))
}

fn export(say: &Speaker) -> Command {
    let about = text!(
        "Ispiši poruke jednog sajta kao tabelu (isto: `izvezi`)",
        "Write the messages of a site as a table (also: `izvezi`)"
    );
    let usage =
        text!("zbor feedback export --data FASCIKLA --site SAJT", "zbor feedback export --data DIR --site SITE");
    let format = Arg::new("format").long("format").value_parser(PossibleValuesParser::new(["csv", "jsonl"]));
    let format = format.default_value("csv").hide_default_value(true).value_name(say.say(&text!("OBLIK", "FORMAT")));
    let names = Arg::new("names").long("names").action(ArgAction::SetTrue);
    let site = Arg::new("site").long("site").required(true).value_name(say.say(&text!("SAJT", "SITE")));
    say.command(Command::new("export").alias("izvezi"), about, usage).args([
        data(say),
        site.help(say.say(&text!("Ime fascikle sajta", "Name of the site's folder"))),
        format.help(say.say(&text!(
            "`csv` za tabele (formule su bezopasne) ili `jsonl` za programe; inače `csv`",
            "`csv` for spreadsheets (formulas are harmless) or `jsonl` for programs; else `csv`"
        ))),
        names
            .help(say.say(&text!("I imena, telefoni i e-mail onih koji su pisali", "Names, telephones and mail, too"))),
    ])
}

fn backup(say: &Speaker) -> Command {
    let about = text!(
        "Napravi kopiju svega, i dok prijem radi (isto: `kopija`)",
        "Make a copy of all, even while receiving (also: `kopija`)"
    );
    let usage = text!("zbor feedback backup --data FASCIKLA --to FASCIKLA", "zbor feedback backup --data DIR --to DIR");
    let to = folder(say, "to", &text!("Nova fascikla za kopiju", "A new folder for the copy"));
    say.command(Command::new("backup").alias("kopija"), about, usage).args([data(say), to])
}

fn restore(say: &Speaker) -> Command {
    let about = text!("Vrati podatke iz kopije (isto: `vrati`)", "Bring the data back from a copy (also: `vrati`)");
    let usage =
        text!("zbor feedback restore --from FASCIKLA --data FASCIKLA", "zbor feedback restore --from DIR --data DIR");
    let ledger = Arg::new("ledger").long("ledger").action(ArgAction::Append).value_parser(value_parser!(PathBuf));
    say.command(Command::new("restore").alias("vrati"), about, usage).args([
        from(say),
        data(say),
        ledger.value_name(say.say(&text!("DATOTEKA", "FILE"))).help(say.say(&text!(
            "Noviji `erasures.log`: što su ljudi dali obrisati nakon kopije neće se vratiti",
            "A newer `erasures.log`: what people had deleted after the copy does not come back"
        ))),
    ])
}

fn drill(say: &Speaker) -> Command {
    let about = text!(
        "Provjeri da se kopija može vratiti (isto: `proba`)",
        "Prove that a copy can be restored (also: `proba`)"
    );
    let usage = text!("zbor feedback restore-drill --from FASCIKLA", "zbor feedback restore-drill --from DIR");
    say.command(Command::new("restore-drill").alias("proba"), about, usage).arg(from(say))
}

fn purging(say: &Speaker) -> Command {
    let about = text!(
        "Obriši poruke kojima je istekao rok; prijem to čini i sam (isto: `obriši-istekle`)",
        "Delete messages that are over their time; receiving does it by itself (also: `obriši-istekle`)"
    );
    let usage = text!("zbor feedback purge --data FASCIKLA", "zbor feedback purge --data DIR");
    say.command(Command::new("purge").alias("obriši-istekle"), about, usage).arg(data(say))
}

/// Runs one of them.
///
/// # Errors
/// When a value is wrong, or the disk refuses.
pub(super) fn run(
    name: &str,
    matches: &ArgMatches,
    environment: &Environment,
    console: &Console,
) -> Result<Exit, Failure> {
    // Not every command has every option.
    let path = |name: &str| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    let now = moment::now(None)?;
    let from = path("from").unwrap_or_default();
    let data = || {
        path("data")
            .or_else(|| environment.feedback.data.as_ref().map(PathBuf::from))
            .ok_or_else(super::config::no_data)
    };
    match name {
        "export" => return exported(&data()?, matches),
        "backup" => {
            let to = path("to").unwrap_or_default();
            told(console, &store::backup(&data()?, &to, now).map_err(refused)?, &to);
        }
        "restore" => {
            let ledgers: Vec<PathBuf> = matches.get_many("ledger").into_iter().flatten().cloned().collect();
            let data = data()?;
            told(console, &store::restore(&from, &data, &ledgers, now).map_err(refused)?, &data);
        }
        "restore-drill" => {
            let scratch = std::env::temp_dir();
            told(console, &store::drill(&from, &scratch, now).map_err(refused)?, &from);
        }
        _ => purged(&data()?, console)?,
    }
    Ok(Exit::Fine)
}

fn exported(data: &Path, matches: &ArgMatches) -> Result<Exit, Failure> {
    let name = matches.get_one::<String>("site").map_or("", String::as_str);
    let unknown = || Failure::world(text!("nema poruka sajta `{name}`", "there are no messages of the site `{name}`"));
    let site = SiteId::parse(name).ok_or_else(unknown)?;
    let format =
        if matches.get_one::<String>("format").is_some_and(|f| f == "jsonl") { Format::JsonLines } else { Format::Csv };
    let names = if matches.get_flag("names") { Names::Shown } else { Names::Sealed };
    let mut out = BufWriter::new(io::stdout().lock());
    match store::export(data, &site, format, names, &mut out) {
        Ok(_) => Ok(Exit::Fine),
        Err(StoreError::Unknown) => Err(unknown()),
        Err(error) => Err(refused(error)),
    }
}

fn purged(data: &Path, console: &Console) -> Result<(), Failure> {
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(Options::at(data)).map_err(refused)?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::io(data, &error))?;
    let mut count = 0;
    for site in store::sites(data).map_err(refused)? {
        count += runtime.block_on(purge(&store, &site, &Clock::System)).map_err(refused)?;
    }
    console.say(&text!("Obrisano poruka: {count}.", "Messages deleted: {count}."));
    Ok(())
}

fn told(console: &Console, contents: &Contents, place: &Path) {
    let Contents { sites, items, photos } = contents;
    let place = shown(place);
    console.say(&text!(
        "`{place}`: sve je tu. Sajtova: {sites}, poruka: {items}, fotografija: {photos}.",
        "`{place}`: all is there. Sites: {sites}, messages: {items}, photos: {photos}."
    ));
}

fn refused(error: StoreError) -> Failure {
    Failure::world(error.message())
}
