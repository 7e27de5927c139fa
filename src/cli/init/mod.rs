//! `zbor init DIR`: six questions, and a workspace that builds at once.

mod answers;
mod ask;
mod files;
mod host;
#[cfg(test)]
mod tests;

use super::command::Speaker;
use super::console::Console;
use super::count::FILES;
use super::exit::Exit;
use super::failure::{Failure, shown};
use super::{moment, new};
use answers::{Answers, LOCALES};
use ask::{Manner, Question, answer};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::fs;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};
use zbor::diag::{Language, Text, text};
use zbor::lang::Locale;

/// `init` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let command = say.command(
        Command::new("init").aliases(["pocni", "počni", "zapocni", "započni"]),
        text!(
            "Započni novi sajt: šest pitanja i gotovo (isto: `pocni`)",
            "Begin a new site: six questions (also: `pocni`)"
        ),
        text!("zbor init [OPCIJE] <FASCIKLA>", "zbor init [OPTIONS] <DIR>"),
    );
    let dir = Arg::new("dir").required(true).value_parser(value_parser!(PathBuf));
    let dir = dir.value_name(say.say(&text!("FASCIKLA", "DIR")));
    let option = |name: &'static str, value: Text, help: Text| {
        Arg::new(name).long(name).value_name(say.say(&value)).help(say.say(&help))
    };
    let tags = LOCALES.map(|locale| format!("`{}`", locale.tag())).join(", ");
    command
        .arg(dir.help(say.say(&text!("Nova ili prazna fascikla", "A new or empty folder"))))
        .arg(option("name", text!("IME", "NAME"), text!("Ime mjesne zajednice", "Name of the MZ")))
        .arg(option("municipality", text!("OPĆINA", "NAME"), text!("Općina ili grad", "Municipality")))
        .arg(option("phone", text!("BROJ", "NUMBER"), text!("Telefon", "Telephone")))
        .arg(option("viber", text!("LINK", "LINK"), text!("Link Viber grupe", "Link of the Viber group")))
        .arg(option(
            "language",
            text!("JEZIK", "TAG"),
            text!("Jezik i pismo sajta: {tags}", "Language and script of the site: {tags}"),
        ))
        .arg(option(
            "host",
            text!("HOST", "HOST"),
            text!(
                "Gdje se objavljuje: `github`, `cloudflare`, ili adresa vašeg servera",
                "Where it is published: `github`, `cloudflare`, or the address of your server"
            ),
        ))
        .arg(
            Arg::new("yes")
                .long("yes")
                .short('y')
                .action(ArgAction::SetTrue)
                .help(say.say(&text!("Ne pitaj: uzmi ono što se podrazumijeva", "Do not ask: take the defaults"))),
        )
        .arg(say.now())
}

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
    let [name, municipality, phone, viber, language, host] = questions(dir, console);
    Ok(Answers {
        name: answer(&name, flag(&name), manner, answers::name, console)?,
        municipality: answer(&municipality, flag(&municipality), manner, answers::municipality, console)?,
        phone: answer(&phone, flag(&phone), manner, answers::phone, console)?,
        viber: answer(&viber, flag(&viber), manner, answers::viber, console)?,
        locale: answer(&language, flag(&language), manner, answers::locale, console)?,
        host: answer(&host, flag(&host), manner, answers::host, console)?,
    })
}

fn questions(dir: &Path, console: &Console) -> [Question; 6] {
    let ask = |flag, default: String, words| Question { flag, words, default };
    let list = |label: fn(Locale) -> String| {
        let lines = (1..).zip(LOCALES).map(|(number, locale)| format!("\n  {number}  {}", label(locale)));
        lines.collect::<String>()
    };
    let languages = list(|locale| format!("`{}` (`{}`)", locale.tag(), locale.name()));
    let language = match console.voice.language {
        Language::Bs => Locale::Bs,
        Language::BsCyrl => Locale::BsCyrl,
        Language::En => Locale::En,
    };
    [
        ask(
            "name",
            usual_name(dir),
            text!("1/6 Kako se zove mjesna zajednica?", "1/6 What is the name of the mjesna zajednica?"),
        ),
        ask(
            "municipality",
            String::new(),
            text!(
                "2/6 U kojoj je općini ili gradu? (Enter: preskoči)",
                "2/6 In which municipality is it? (Enter: skip)"
            ),
        ),
        ask(
            "phone",
            String::new(),
            text!(
                "3/6 Na koji telefon se javljate? (Enter: preskoči)",
                "3/6 Which telephone do you answer? (Enter: skip)"
            ),
        ),
        ask(
            "viber",
            String::new(),
            text!(
                "4/6 Link Viber grupe? Počinje s `https://invite.viber.com/` (Enter: preskoči)",
                "4/6 The link of your Viber group? It begins with `https://invite.viber.com/` (Enter: skip)"
            ),
        ),
        ask(
            "language",
            language.tag().to_owned(),
            text!(
                "5/6 Na kojem jeziku i pismu pišete?{languages}",
                "5/6 In which language and script do you write?{languages}"
            ),
        ),
        ask(
            "host",
            "github".to_owned(),
            text!(
                "6/6 Gdje ćete objaviti sajt?\n  1  `github` (`GitHub Pages`, besplatno)\n  2  `cloudflare` (`Cloudflare Pages`, besplatno)\n     ili upišite adresu svog servera, npr. `https://moja-mz.ba`",
                "6/6 Where will you publish the site?\n  1  `github` (`GitHub Pages`, free of charge)\n  2  `cloudflare` (`Cloudflare Pages`, free of charge)\n     or write the address of your own server, e.g. `https://my-mz.ba`"
            ),
        ),
    ]
}

/// `Mjesna zajednica Gornje Selo` for the folder `gornje-selo`.
fn usual_name(dir: &Path) -> String {
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let folder = absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let words = folder.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty());
    let words = words.skip_while(|word| word.eq_ignore_ascii_case("mz")).map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    let name = words.collect::<Vec<_>>().join(" ");
    format!("Mjesna zajednica {name}").trim_end().chars().take(70).collect()
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
