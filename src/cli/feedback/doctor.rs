//! `zbor feedback doctor`: whether the endpoint is well, how fast it is, whether notices arrive.

use super::bench;
use super::config::{self, Config};
use crate::cli::command::Speaker;
use crate::cli::console::Console;
use crate::cli::environment::Environment;
use crate::cli::exit::Exit;
use crate::cli::failure::{Failure, shown};
use crate::cli::moment;
use clap::{Arg, ArgAction, ArgMatches, Command};
use zbor::diag::{Severity, text};
use zbor::feedback::SiteId;
use zbor::feedback::doctor::{Finding, Patient, Trial, examine, send_test, served};

/// `doctor` on the command line.
pub(super) fn command(say: &Speaker) -> Command {
    let about = text!(
        "Pogledaj je li prijem poruka zdrav, i reci šta treba uraditi (isto: `pregled`)",
        "See whether the endpoint is well, and say what to do (also: `pregled`)"
    );
    let usage = text!("zbor feedback doctor --data FASCIKLA [OPCIJE]", "zbor feedback doctor --data DIR [OPTIONS]");
    let strict = text!("Računaj i upozorenja kao greške (kod 1)", "Count warnings as errors, too (exit code 1)");
    say.command(Command::new("doctor").alias("pregled"), about, usage)
        .args(config::args(say))
        .arg(Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(say.say(&strict)))
        .disable_help_subcommand(true)
        .subcommands([bench::command(say), sending(say)])
}

fn sending(say: &Speaker) -> Command {
    let about = text!(
        "Pošalji jednu probnu obavijest i reci šta je odgovoreno (isto: `posalji-probu`)",
        "Send one notice of trial and say what was answered (also: `posalji-probu`)"
    );
    let usage = text!(
        "zbor feedback doctor send-test --data FASCIKLA [OPCIJE] ADRESA",
        "zbor feedback doctor send-test --data DIR [OPTIONS] ADDRESS"
    );
    let whose = text!("Čijim se ključem potpisuje ono što ide programu", "Whose key signs what goes to a program");
    let to = text!("E-mail, ili `https` adresa programa", "An address of mail, or the `https` address of a program");
    say.command(Command::new("send-test").alias("posalji-probu"), about, usage)
        .args(config::args(say))
        .arg(say.site().help(say.say(&whose)))
        .arg(Arg::new("to").required(true).value_name(say.say(&text!("ADRESA", "ADDRESS"))).help(say.say(&to)))
}

/// Runs it, or one of its commands.
///
/// # Errors
/// When a setting is wrong, or the folder is none of ours.
pub(super) fn run(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("bench", matches)) => bench::run(matches, console),
        Some(("send-test", matches)) => try_sending(matches, environment, console),
        _ => look_and_tell(matches, environment, console),
    }
}

fn try_sending(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let config = Config::asked(matches, environment)?;
    let site = matches.get_one::<String>("site").and_then(|site| SiteId::parse(site));
    let post = config.post()?;
    let trial = Trial { data: &config.data, post: post.as_deref(), site: site.as_ref(), now: moment::now(None)? };
    let to = matches.get_one::<String>("to").map_or("", String::as_str);
    let answer = send_test(&trial, to).map_err(|(message, help)| Failure::world(message).help(help))?;
    let answer = answer.replace('`', "'");
    console.say(&text!("Poslano na `{to}`. Odgovor: `{answer}`", "Sent to `{to}`. Answer: `{answer}`"));
    Ok(Exit::Fine)
}

fn look_and_tell(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let config = Config::asked(matches, environment)?;
    if !config.data.join("control.db").exists() {
        let data = shown(&config.data);
        return Err(Failure::world(text!(
            "u `{data}` nema ničega što je prijem poruka zapisao",
            "there is nothing in `{data}` that the endpoint wrote"
        ))
        .help(text!(
            "navedite fasciklu iz `zbor feedback serve --data`",
            "name the folder of `zbor feedback serve --data`"
        )));
    }
    let findings = look(&config, environment)?;
    findings.iter().for_each(|finding| tell(finding, console));
    let worst = findings.iter().filter_map(|finding| finding.severity).min();
    let limit = if matches.get_flag("strict") { Severity::Warning } else { Severity::Error };
    // The worst severity is the least.
    Ok(if worst.is_some_and(|worst| worst <= limit) { Exit::Findings } else { Exit::Fine })
}

fn look(config: &Config, environment: &Environment) -> Result<Vec<Finding>, Failure> {
    let (sites, unread) = match sites(config, environment) {
        Ok(sites) => (sites, None),
        Err(failure) => (Vec::new(), Some(failure)),
    };
    let patient = Patient {
        data: &config.data,
        sites: &sites,
        has_mail: config.post()?.is_some(),
        public_url: config.public_url()?,
        has_proxy: config.has_proxy(),
        now: moment::now(None)?,
    };
    let mut findings = examine(&patient);
    findings.extend(unread.map(|failure| Finding {
        severity: Some(Severity::Warning),
        message: failure.message,
        help: failure.help,
    }));
    Ok(findings)
}

fn sites(config: &Config, environment: &Environment) -> Result<Vec<SiteId>, Failure> {
    served(&config.forms(environment)?).map_err(|error| super::failure(&error))
}

/// One finding: a line, and a line for each thing to do.
fn tell(finding: &Finding, console: &Console) {
    let word = match finding.severity {
        Some(severity) => console.voice.severity(severity),
        None => console.voice.say(&text!("dobro", "well")),
    };
    let mut told = format!("{word}: {}\n", console.voice.say(&finding.message));
    let help = console.voice.say(&text!("pomoć", "help"));
    for line in &finding.help {
        told.push_str(&format!("  = {help}: {}\n", console.voice.say(line)));
    }
    console.print(&told);
}
