//! `zbor feedback`: the endpoint to which the forms of the sites are posted.

mod bench;
mod config;
mod doctor;
mod keeping;
mod pull;
mod user;

use super::command::Speaker;
use super::console::Console;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, shown};
use clap::{Arg, ArgMatches, Command, value_parser};
use config::Config;
use std::path::PathBuf;
use std::sync::Arc;
use zbor::diag::{Text, text};
use zbor::feedback::{self, Running, ServeError, Settings};
use zbor::http::Stop;

/// `feedback` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let about = text!(
        "Primaj i čuvaj poruke s obrazaca (isto: `poruke`)",
        "Receive and keep what the forms send (also: `poruke`)"
    );
    let usage = text!("zbor feedback NAREDBA", "zbor feedback COMMAND");
    say.command(Command::new("feedback").alias("poruke"), about, usage)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(serve(say))
        .subcommands([user::user(say), user::token(say), pull::command(say)])
        .subcommands(keeping::commands(say))
        .subcommand(doctor::command(say))
}

fn serve(say: &Speaker) -> Command {
    let about = text!("Pokreni prijem poruka (isto: `primaj`)", "Start receiving (also: `primaj`)");
    let usage = text!("zbor feedback serve --data FASCIKLA [OPCIJE]", "zbor feedback serve --data DIR [OPTIONS]");
    say.command(Command::new("serve").alias("primaj"), about, usage).args(config::args(say))
}

/// `--data`: where what is kept lies.
pub(super) fn data(say: &Speaker) -> Arg {
    Arg::new("data")
        .long("data")
        .value_parser(value_parser!(PathBuf))
        .value_name(say.say(&text!("FASCIKLA", "DIR")))
        .help(say.say(&text!("Fascikla u kojoj se poruke čuvaju", "Folder in which messages are kept")))
}

/// Runs one of its commands.
///
/// # Errors
/// When a setting is wrong, or the endpoint cannot start.
pub(crate) fn run(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("serve", matches)) => serve_until_stopped(Config::asked(matches, environment)?, environment, console),
        Some(("user", matches)) => user::run(matches, console),
        Some(("token", matches)) => user::run_token(matches, console),
        Some(("pull", matches)) => pull::run(matches, environment, console),
        Some(("doctor", matches)) => doctor::run(matches, environment, console),
        Some((name, matches)) => keeping::run(name, matches, environment, console),
        None => Ok(Exit::Usage),
    }
}

fn serve_until_stopped(config: Config, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let data = config.data.clone();
    let speaker = *console;
    let tell = Arc::new(move |text: &Text| speaker.note(&format!("{}\n", speaker.voice.say(text))));
    let settings = Settings { tell, ..config.settings(environment)? };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(16)
        .build()
        .map_err(|error| Failure::io("tokio".as_ref(), &error))?;
    runtime.block_on(async {
        let running = feedback::start(settings, Stop::on_signal()).await.map_err(|error| failure(&error))?;
        console.say(&started(&running, &shown(&data)));
        running.ended().await;
        console.say(&text!("Kraj: sve primljeno je sačuvano.", "Ended: all that was received is kept."));
        Ok(Exit::Fine)
    })
}

fn started(running: &Running, data: &str) -> Text {
    let address = running.address;
    let operations = running.operations.map_or_else(|| "–".to_owned(), |at| format!("http://{at}/readyz"));
    text!(
        "Poruke se primaju na `http://{address}` i čuvaju u `{data}`.\nStanje: `{operations}`. Za kraj: Ctrl+C.",
        "Receiving at `http://{address}`, keeping in `{data}`.\nHealth: `{operations}`. To stop: Ctrl+C."
    )
}

fn failure(error: &ServeError) -> Failure {
    match error {
        ServeError::Store(error) => Failure::world(error.message()),
        ServeError::Forms(path, error) => {
            let (path, error) = (shown(path), error.to_string().replace('`', "'"));
            Failure::world(text!(
                "obrasci se ne mogu pročitati iz `{path}`: {error}",
                "the forms cannot be read from `{path}`: {error}"
            ))
            .help(text!(
                "datoteku `forms.json` pravi `zbor build`; umjesto nje može i `--workspace`",
                "`zbor build` makes the file `forms.json`; `--workspace` does instead of it"
            ))
        }
        ServeError::Listen(address, error) => Failure::world(text!(
            "na adresi `{address}` ne može se slušati: {error}",
            "the address `{address}` cannot be listened on: {error}"
        ))
        .help(text!("izaberite drugu: `--listen 127.0.0.1:8788`", "choose another: `--listen 127.0.0.1:8788`")),
    }
}
