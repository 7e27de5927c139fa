//! `zbor serve`: the live preview.

use super::build::Task;
use super::command::Speaker;
use super::console::Console;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, no_such_site};
use super::{moment, opener, workspace};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::net::SocketAddr;
use zbor::build::{Mode, Request};
use zbor::diag::{Text, text};
use zbor::preview::address::{self, PORT};
use zbor::preview::{Preview, Reach};
use zbor::site::{self, Drafts};

/// `serve` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let command = say.command(
        Command::new("serve").alias("pregled"),
        text!(
            "Pokaži sajtove u pregledniku i osvježavaj ih dok pišete (isto: `pregled`)",
            "Show the sites in the browser, and again as you write (also: `pregled`)"
        ),
        text!("zbor serve [OPCIJE] [FASCIKLA]", "zbor serve [OPTIONS] [WORKSPACE]"),
    );
    let port = Arg::new("port").long("port").value_parser(value_parser!(u16));
    let port = port.value_name(say.say(&text!("BROJ", "NUMBER"))).help(say.say(&text!(
        "Broj na kraju adrese; inače `{PORT}`, ili prvi slobodan iza njega",
        "The number at the end of the address; else `{PORT}`, or the next one that is free"
    )));
    let flag =
        |name: &'static str, help: Text| Arg::new(name).long(name).action(ArgAction::SetTrue).help(say.say(&help));
    command.args([
        say.workspace(),
        say.site().action(ArgAction::Append),
        port,
        flag(
            "lan",
            text!(
                "Pusti i telefone iz iste mreže; ispisuje adresu i QR kod",
                "Let telephones of the same network in, too; prints an address and a QR code"
            ),
        ),
        flag("open", text!("Odmah otvori preglednik", "Open the browser at once")),
        flag("drafts", text!("Pokaži i nacrte i ono što je zakazano", "Show drafts and what is scheduled, too")),
        say.now(),
    ])
}

/// Reads the options and serves until somebody ends it.
///
/// # Errors
/// When there is no workspace, a value is wrong, or no port is free.
pub(crate) fn run(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let mut request = Task::asked(matches, Mode::Check, environment)?;
    if matches.get_flag("drafts") {
        request.drafts = Drafts::Shown;
    }
    let known: Vec<String> = workspace::sites(&request.root).into_keys().collect();
    if let Some(name) = request.sites.iter().find(|name| !known.iter().any(|known| site::same_name(known, name))) {
        return Err(no_such_site(name, &known));
    }
    let plan = Plan {
        request,
        fixed_day: matches.contains_id("now"),
        reach: if matches.get_flag("lan") { Reach::Network } else { Reach::Here },
        port: matches.get_one::<u16>("port").copied().unwrap_or(PORT),
        opening: matches.get_flag("open").then_some("/"),
    };
    serve(plan, console)
}

/// What is served, and how.
pub(crate) struct Plan {
    pub(crate) request: Request,
    /// `--now` was given: the day does not change at midnight.
    pub(crate) fixed_day: bool,
    pub(crate) reach: Reach,
    pub(crate) port: u16,
    /// The address that is opened in the browser, from the root.
    pub(crate) opening: Option<&'static str>,
}

/// Serves until somebody ends it.
///
/// # Errors
/// When no port is free, or the system takes away what a server needs.
pub(crate) fn serve(plan: Plan, console: &Console) -> Result<Exit, Failure> {
    let listener = address::listen(plan.reach, plan.port).map_err(|error| no_port(plan.port, &error))?;
    let port = listener.local_addr().map_or(plan.port, |address| address.port());
    let here = format!("http://127.0.0.1:{port}/");
    told(&here, port, &plan, console);
    if let Some(path) = plan.opening {
        // Who has no browser here opens the address elsewhere: it stands in the terminal.
        opener::open(&format!("{}{path}", here.trim_end_matches('/')));
    }
    let now = plan.request.now;
    let fixed = plan.fixed_day;
    let speaker = *console;
    let preview = Preview {
        request: plan.request,
        voice: console.voice,
        reach: plan.reach,
        tell_pin: Box::new(move |pin| speaker.say(&text!("Broj za telefon: {pin}", "Number for the telephone: {pin}"))),
        clock: std::sync::Arc::new(move || if fixed { now } else { moment::now(None).unwrap_or(now) }),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| system(&error))?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        preview.serve(listener, zbor::http::Stop::on_signal()).await
    });
    // Work that nobody waits for any more does not keep the program.
    runtime.shutdown_background();
    served.map(|()| Exit::Fine).map_err(|error| system(&error))
}

fn told(here: &str, port: u16, plan: &Plan, console: &Console) {
    if plan.port != 0 && port != plan.port {
        let taken = plan.port;
        console.say(&text!("Port {taken} je zauzet, pa je ovo {port}.", "Port {taken} is taken, so this is {port}."));
    }
    console.say(&text!("Pregled: {here}", "Preview: {here}"));
    if plan.reach == Reach::Network {
        match address::in_network() {
            Some(address) => in_network(SocketAddr::from((address, port)), console),
            None => console.say(&text!(
                "Ovaj računar nije ni u jednoj mreži, pa telefon ne može doći do njega.",
                "This computer is in no network, so a telephone cannot reach it."
            )),
        }
    }
    console.say(&text!("Kraj: Ctrl+C, ili zatvorite ovaj prozor.", "To end it: Ctrl+C, or close this window."));
}

fn in_network(address: SocketAddr, console: &Console) {
    let address = format!("http://{address}/");
    console.say(&text!("Za telefon u istoj mreži: {address}", "For a telephone in the same network: {address}"));
    if let Some(code) = zbor::render::qr_modules(&address) {
        console.print(&drawn(&code));
    }
    console.say(&text!(
        "Ko je u ovoj mreži, može gledati sajtove. Za pisanje treba broj koji će se ovdje ispisati.",
        "Whoever is in this network can look at the sites. Writing needs a number, which will be printed here."
    ));
}

/// A QR code in half blocks, light on dark as terminals are, with the quiet zone that cameras need.
pub(crate) fn drawn(code: &[Vec<bool>]) -> String {
    const QUIET: usize = 2;
    let width = code.len() + 2 * QUIET;
    let dark = |y: usize, x: usize| {
        let row = y.checked_sub(QUIET).and_then(|y| code.get(y));
        row.zip(x.checked_sub(QUIET)).and_then(|(row, x)| row.get(x)).copied().unwrap_or(false)
    };
    let mut out = String::new();
    for y in (0..width).step_by(2) {
        let cells = (0..width).map(|x| match (dark(y, x), dark(y + 1, x)) {
            (true, true) => ' ',
            (true, false) => '▄',
            (false, true) => '▀',
            (false, false) => '█',
        });
        out.extend(cells);
        out.push('\n');
    }
    out
}

fn no_port(port: u16, error: &std::io::Error) -> Failure {
    Failure::world(text!("na portu {port} i iza njega nema slobodnog", "no port from {port} on is free"))
        .help(text!("izaberite drugi: `--port 8000`", "choose another: `--port 8000`"))
        .help(text!("sistem kaže: {error}", "the system says: {error}"))
}

fn system(error: &std::io::Error) -> Failure {
    Failure::world(text!("pregled se ne može pokrenuti", "the preview cannot be started"))
        .help(text!("sistem kaže: {error}", "the system says: {error}"))
}
