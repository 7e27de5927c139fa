//! `zbor feedback user` and `token`: who may work in the inbox, and the secrets with which builds fetch replies.

use crate::cli::command::Speaker;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::path::PathBuf;
use zbor::date::Timestamp;
use zbor::diag::{Text, text};
use zbor::feedback::store::{Deed, Options, People, Role, Sqlite, StoreError, User};
use zbor::feedback::{Clock, SiteId, is_address, password, random};

/// `user` on the command line.
pub(super) fn user(say: &Speaker) -> Command {
    let about = text!("Ljudi u sandučetu (isto: `ljudi`)", "People in the inbox (also: `ljudi`)");
    let usage = text!("zbor feedback user NAREDBA", "zbor feedback user COMMAND");
    let add = one(
        say,
        "add",
        "dodaj",
        text!(
            "Dodaj osobu; lozinka se ispiše jednom (isto: `dodaj`)",
            "Add somebody; the password is printed once (also: `dodaj`)"
        ),
    );
    let name = Arg::new("name").long("name").value_name(say.say(&text!("IME", "NAME")));
    let add = add.arg(name.help(say.say(&text!("Kako se osoba zove", "What the person is called"))));
    let links = Arg::new("no-password").long("no-password").action(ArgAction::SetTrue);
    let add = add.arg(links.help(say.say(&text!("Bez lozinke: ulazi se mailom", "No password: they enter by mail"))));
    let role = one(
        say,
        "role",
        "uloga",
        text!("Promijeni ulogu na sajtu (isto: `uloga`)", "Change the role on a site (also: `uloga`)"),
    );
    let reset = one(
        say,
        "reset",
        "lozinka",
        text!(
            "Nova lozinka; svi ulazi prestaju (isto: `lozinka`)",
            "A new password; all sessions end (also: `lozinka`)"
        ),
    );
    say.command(Command::new("user").alias("ljudi"), about, usage)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommands([add.args(on_site(say)), role.args(on_site(say)), reset])
}

/// `token` on the command line.
pub(super) fn token(say: &Speaker) -> Command {
    let about = text!(
        "Napravi ključ za `feedback pull`; ispiše se jednom (isto: `kljuc`)",
        "Make a token for `feedback pull`; it is printed once (also: `kljuc`)"
    );
    let usage = text!("zbor feedback token --data FASCIKLA --site SAJT", "zbor feedback token --data DIR --site SITE");
    let site = say.site().required(true);
    say.command(Command::new("token").alias("kljuc"), about, usage).args([super::data(say).required(true), site])
}

fn one(say: &Speaker, name: &'static str, alias: &'static str, about: Text) -> Command {
    let usage = Text {
        bs: format!("zbor feedback user {name} --data FASCIKLA [OPCIJE] E-MAIL"),
        en: format!("zbor feedback user {name} --data DIR [OPTIONS] EMAIL"),
    };
    let email = Arg::new("email").required(true).value_name("E-MAIL");
    say.command(Command::new(name).alias(alias), about, usage).args([
        super::data(say).required(true),
        email.help(say.say(&text!("Adresa kojom se ulazi", "The address to log in by"))),
    ])
}

fn on_site(say: &Speaker) -> Vec<Arg> {
    let role = Arg::new("role").long("role").value_name(say.say(&text!("ULOGA", "ROLE")));
    let help = text!(
        "`owner` (vlasnik), `editor` (urednik), `reader` (čitalac) ili `none`",
        "`owner`, `editor`, `reader`, or `none`"
    );
    vec![say.site().required(true), role.default_value("editor").hide_default_value(true).help(say.say(&help))]
}

/// Runs one of its commands.
///
/// # Errors
/// When a value is wrong, or the data cannot be opened.
pub(super) fn run(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => add(matches, console),
        Some(("role", matches)) => role(matches, console),
        Some(("reset", matches)) => reset(matches, console),
        _ => Ok(Exit::Usage),
    }
}

/// Makes a token.
///
/// # Errors
/// When a value is wrong, or the data cannot be opened.
pub(super) fn run_token(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let (store, site, now) = (open(matches)?, site(matches)?, Clock::System.now());
    let token = format!("zbor_{}", random::hex(&random::bytes::<32>().map_err(told)?));
    let hash = *blake3::hash(token.as_bytes()).as_bytes();
    store.add_token(hash, &site, "pull", now).wait().map_err(told)?;
    console.print(&format!("{token}\n"));
    console.note(&format!(
        "{}\n",
        console.voice.say(&text!(
            "Stavite ga u `ZBOR_FEEDBACK_TOKEN`. Više se neće pokazati.",
            "Put it into `ZBOR_FEEDBACK_TOKEN`. It is not shown again."
        ))
    ));
    Ok(Exit::Fine)
}

fn add(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let (email, site, now) = (email(matches)?, site(matches)?, Clock::System.now());
    let Some(role) = asked_role(matches)? else { return Err(no_role("none")) };
    let store = open(matches)?;
    let name = matches.get_one::<String>("name").cloned().unwrap_or_else(|| email.clone());
    let password = if matches.get_flag("no-password") { None } else { Some(password::new().map_err(told)?) };
    let hash = password.as_deref().map(password::hash).transpose().map_err(told)?.unwrap_or_default();
    let id = match store.add_user(&email, &name, &hash, now).wait() {
        Ok(id) => id,
        Err(StoreError::Refused) => return Err(known(&email)),
        Err(error) => return Err(told(error)),
    };
    store.set_role(id, &site, Some(role)).wait().map_err(told)?;
    record(&store, &site, &format!("{email}: {}", role.word()), now)?;
    if let Some(password) = password {
        console.print(&format!("{password}\n"));
    }
    Ok(Exit::Fine)
}

fn role(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let (store, site, role, now) = (open(matches)?, site(matches)?, asked_role(matches)?, Clock::System.now());
    let user = find(&store, matches)?;
    store.set_role(user.id, &site, role).wait().map_err(told)?;
    let word = role.map_or("none", Role::word);
    record(&store, &site, &format!("{}: {word}", user.email), now)?;
    console.say(&text!("Uloga je sada `{word}`.", "The role is now `{word}`."));
    Ok(Exit::Fine)
}

fn reset(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let store = open(matches)?;
    let user = find(&store, matches)?;
    let password = password::new().map_err(told)?;
    let hash = password::hash(&password).map_err(told)?;
    store.set_password(user.id, &hash, Clock::System.now()).wait().map_err(told)?;
    console.print(&format!("{password}\n"));
    Ok(Exit::Fine)
}

fn record(store: &Sqlite, site: &SiteId, detail: &str, now: Timestamp) -> Result<(), Failure> {
    let deed =
        Deed { user: None, site: Some(site.clone()), action: "role", item: String::new(), detail: detail.to_owned() };
    store.note(deed, now).wait().map_err(told)
}

/// The data, beside a server that may be running.
fn open(matches: &ArgMatches) -> Result<Sqlite, Failure> {
    let root = matches.get_one::<PathBuf>("data").cloned().unwrap_or_default();
    Sqlite::beside(Options::at(root)).map_err(told)
}

fn find(store: &Sqlite, matches: &ArgMatches) -> Result<User, Failure> {
    let email = email(matches)?;
    store.user(&email).map_err(told)?.ok_or_else(|| {
        Failure::world(text!("nema osobe `{email}`", "there is nobody called `{email}`"))
            .help(text!("dodajte je: `zbor feedback user add`", "add them: `zbor feedback user add`"))
    })
}

fn email(matches: &ArgMatches) -> Result<String, Failure> {
    let email = matches.get_one::<String>("email").cloned().unwrap_or_default();
    match is_address(&email) {
        true => Ok(email.to_lowercase()),
        false => Err(Failure::usage(text!("`{email}` nije e-mail adresa", "`{email}` is not an address of mail"))),
    }
}

fn site(matches: &ArgMatches) -> Result<SiteId, Failure> {
    let site = matches.get_one::<String>("site").cloned().unwrap_or_default();
    SiteId::parse(&site).ok_or_else(|| {
        Failure::usage(text!("`{site}` ne može biti ime sajta", "`{site}` cannot be the name of a site")).help(text!(
            "ime je fascikla u `sites`, npr. `gornje-selo`",
            "it is its folder in `sites`, e.g. `gornje-selo`"
        ))
    })
}

/// None for `none`.
fn asked_role(matches: &ArgMatches) -> Result<Option<Role>, Failure> {
    let word = matches.get_one::<String>("role").map(String::as_str).unwrap_or_default();
    match word {
        "none" | "nista" | "ništa" => Ok(None),
        "vlasnik" => Ok(Some(Role::Owner)),
        "urednik" => Ok(Some(Role::Editor)),
        "citalac" | "čitalac" => Ok(Some(Role::Reader)),
        word => Role::of(word).map(Some).ok_or_else(|| no_role(word)),
    }
}

fn no_role(word: &str) -> Failure {
    Failure::usage(text!("`{word}` ovdje nije uloga", "`{word}` is not a role here"))
        .help(text!("uloge su `owner`, `editor`, `reader`", "the roles are `owner`, `editor`, `reader`"))
}

fn known(email: &str) -> Failure {
    Failure::world(text!("osoba `{email}` već postoji", "there is somebody called `{email}` already")).help(text!(
        "ulogu mijenja `zbor feedback user role`, a lozinku `user reset`",
        "`zbor feedback user role` changes the role, `user reset` the password"
    ))
}

fn told(error: StoreError) -> Failure {
    Failure::world(error.message())
}
