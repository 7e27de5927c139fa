//! What can be typed: commands, their options, and `--help`, all in the language of the user.
//!
//! The command line is built by hand because its help comes in both languages; clap's own words are
//! kept out of it (see `usage.rs` for its complaints).

use super::language::TAGS;
use super::{completions, due, fix, new, schema, script};
use clap::{Arg, ArgAction, Command, builder::PossibleValuesParser, value_parser};
use std::path::PathBuf;
use zbor::diag::{Text, Voice, text};

/// How findings are printed: the values of `--format`.
pub(crate) const FORMATS: [&str; 3] = ["human", "json", "github"];

/// The whole command line.
pub(crate) fn command(voice: Voice) -> Command {
    let say = Speaker(voice);
    let root = Command::new("zbor").version(env!("CARGO_PKG_VERSION"));
    let root = say.command(
        root,
        text!(
            "Zbor: sajtovi mjesnih zajednica iz fascikle s tekstovima.\n\nBez naredbe: nađe fasciklu i otvori pregled u pregledniku.",
            "Zbor: websites of mjesne zajednice from a folder of texts.\n\nWithout a command: finds the folder and opens the preview in the browser."
        ),
        text!("zbor [OPCIJE] [NAREDBA]", "zbor [OPTIONS] [COMMAND]"),
    );
    let init = super::init::command(&say);
    root.args([say.lang(), say.help_flag(), say.version_flag()])
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommands(serve(&say))
        .subcommands([
            build(&say),
            check(&say),
            due::command(&say),
            fix::command(&say),
            init,
            new::command(&say),
            schema::command(&say),
            script::command(&say),
        ])
        .subcommands(feedback(&say))
        .subcommands([completions::shells(&say), completions::manual(&say)])
}

/// The endpoint, where the program has it.
#[cfg(feature = "server")]
fn feedback(say: &Speaker) -> Option<Command> {
    Some(super::feedback::command(say))
}

#[cfg(not(feature = "server"))]
fn feedback(_: &Speaker) -> Option<Command> {
    None
}

fn build(say: &Speaker) -> Command {
    let command = Command::new("build").alias("napravi");
    say.command(
        command,
        text!("Napravi sajtove (isto: `napravi`)", "Build the sites (also: `napravi`)"),
        text!("zbor build [OPCIJE] [FASCIKLA]", "zbor build [OPTIONS] [WORKSPACE]"),
    )
    .args(common(say))
    .args(keeping(say))
    .arg(Arg::new("verify").long("verify").action(ArgAction::SetTrue).help(say.say(&text!(
        "Ništa ne zapiši: napravi sve iznova i uporedi s onim što je već u izlazu",
        "Write nothing: make everything anew and compare it with what is in the output"
    ))))
}

/// `serve`, where the program has servers.
#[cfg(feature = "server")]
fn serve(say: &Speaker) -> Option<Command> {
    Some(super::serve::command(say))
}

#[cfg(not(feature = "server"))]
fn serve(_: &Speaker) -> Option<Command> {
    None
}

fn check(say: &Speaker) -> Command {
    let command = Command::new("check").alias("provjeri");
    say.command(
        command,
        text!(
            "Provjeri tekstove i gotove stranice, a ništa ne zapiši (isto: `provjeri`)",
            "Check the texts and the finished pages without writing anything (also: `provjeri`)"
        ),
        text!("zbor check [OPCIJE] [FASCIKLA]", "zbor check [OPTIONS] [WORKSPACE]"),
    )
    .args(common(say))
    .args(external(say))
    .arg(Arg::new("scripts").long("scripts").action(ArgAction::SetTrue).help(say.say(&text!(
        "Nabroj riječi koje bi u drugom pismu mogle biti pogrešne",
        "List words that may be wrong in the other script"
    ))))
}

/// `--keep-last` and where to look further.
fn keeping(say: &Speaker) -> [Arg; 2] {
    let keep = text!(
        "Ono što sada ima grešku zadrži u posljednjoj ispravnoj verziji",
        "Keep the last good version of what is broken now"
    );
    let previous = text!(
        "Prethodno objavljeni sajt, za stranice kojih nema drugdje (uz `--keep-last`)",
        "An earlier output, for pages kept nowhere else (with `--keep-last`)"
    );
    [
        Arg::new("keep-last").long("keep-last").action(ArgAction::SetTrue).help(say.say(&keep)),
        Arg::new("previous")
            .long("previous")
            .value_parser(value_parser!(PathBuf))
            .requires("keep-last")
            .value_name(say.say(&text!("FASCIKLA", "DIR")))
            .help(say.say(&previous)),
    ]
}

/// `--external`, where the program can ask.
fn external(say: &Speaker) -> Option<Arg> {
    let help =
        text!("Pitaj i druge sajtove rade li linkovi na njih", "Ask other sites, too, whether links to them work");
    let arg = Arg::new("external").long("external").action(ArgAction::SetTrue).help(say.say(&help));
    cfg!(feature = "external").then_some(arg)
}

/// What `build` and `check` take.
fn common(say: &Speaker) -> Vec<Arg> {
    let out = Arg::new("out").long("out").value_parser(value_parser!(PathBuf));
    let out_help = text!("Gdje se sajtovi zapisuju; inače `dist`", "Where the sites are written; else `dist`");
    let drafts = Arg::new("drafts").long("drafts").action(ArgAction::SetTrue);
    let strict = Arg::new("strict").long("strict").action(ArgAction::SetTrue);
    let strict_help = text!("Računaj i upozorenja kao greške (kod 1)", "Count warnings as errors, too (exit code 1)");
    vec![
        say.workspace(),
        say.site().action(ArgAction::Append),
        out.value_name(say.say(&text!("FASCIKLA", "DIR"))).help(say.say(&out_help)),
        drafts.help(say.say(&text!("Pokaži i nacrte i ono što je zakazano", "Show drafts and what is scheduled, too"))),
        say.now(),
        strict.help(say.say(&strict_help)),
        format(say),
    ]
}

/// `--format`.
pub(crate) fn format(say: &Speaker) -> Arg {
    let format = Arg::new("format").long("format").value_parser(PossibleValuesParser::new(FORMATS));
    format.default_value("human").hide_default_value(true).value_name(say.say(&text!("OBLIK", "FORMAT"))).help(say.say(
        &text!("Oblik nalaza: `human` (za ljude), `json`, `github`", "Form of findings: `human`, `json`, `github`"),
    ))
}

/// Makes parts of the command line in one language.
pub(crate) struct Speaker(pub(crate) Voice);

impl Speaker {
    /// The text in the language.
    pub(crate) fn say(&self, text: &Text) -> String {
        self.0.say(text)
    }

    /// Gives a command its description, its line of use, and headings in the language.
    pub(crate) fn command(&self, command: Command, about: Text, usage: Text) -> Command {
        let usage_word = self.say(&text!("Upotreba", "Usage"));
        let arguments = self.say(&text!("Argumenti", "Arguments"));
        let options = self.say(&text!("Opcije", "Options"));
        let (positionals, commands) = match command.get_name() {
            "zbor" | "feedback" | "user" | "doctor" => {
                (String::new(), format!("\n\n{}:\n{{subcommands}}", self.say(&text!("Naredbe", "Commands"))))
            }
            "man" => (String::new(), String::new()),
            "schema" => (String::new(), String::new()),
            // What they work on is named by options.
            "serve" | "bench" | "token" | "export" | "backup" | "restore" | "restore-drill" | "purge" => {
                (String::new(), String::new())
            }
            _ => (format!("\n\n{arguments}:\n{{positionals}}"), String::new()),
        };
        command
            .about(self.say(&about))
            .override_usage(self.say(&Text { bs: format!("`{}`", usage.bs), en: usage.en }).replace('`', ""))
            .help_template(format!(
                "{{about-with-newline}}\n{usage_word}: {{usage}}{positionals}{commands}\n\n{options}:\n{{options}}"
            ))
            .disable_help_flag(true)
            .hide_possible_values(true)
    }

    fn lang(&self) -> Arg {
        Arg::new("lang")
            .long("lang")
            .global(true)
            .value_name(self.say(&text!("JEZIK", "LANGUAGE")))
            .value_parser(PossibleValuesParser::new(TAGS))
            .hide_possible_values(true)
            .ignore_case(true)
            .help(
                self.say(&text!("Jezik poruka: `bs`, `bs-Cyrl`, `en`", "Language of messages: `bs`, `bs-Cyrl`, `en`")),
            )
    }

    fn help_flag(&self) -> Arg {
        let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
        help.help(self.say(&text!("Pokaži ovu pomoć", "Show this help")))
    }

    fn version_flag(&self) -> Arg {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        version.help(self.say(&text!("Pokaži verziju programa", "Show the version of the program")))
    }

    /// The workspace.
    pub(crate) fn workspace(&self) -> Arg {
        let place = text!(
            "Fascikla sa `zbor.yaml` ili `site.yaml`; inače ova, ili prva iznad nje",
            "Folder with `zbor.yaml` or `site.yaml`; else this one, or the first above it"
        );
        let workspace = Arg::new("workspace").value_parser(value_parser!(PathBuf));
        workspace.value_name(self.say(&text!("FASCIKLA", "WORKSPACE"))).help(self.say(&place))
    }

    /// `--site`: which site is meant.
    pub(crate) fn site(&self) -> Arg {
        Arg::new("site").long("site").value_name(self.say(&text!("SAJT", "SITE"))).help(self.say(&text!(
            "Samo ovaj sajt: ime njegove fascikle u `sites`",
            "Only this site: the name of its folder in `sites`"
        )))
    }

    /// `--now`: the day that counts as today.
    pub(crate) fn now(&self) -> Arg {
        Arg::new("now").long("now").value_name(self.say(&text!("DATUM", "DATE"))).help(self.say(&text!(
            "Računaj kao da je danas taj dan, npr. `24.11.2026.`",
            "Count as if today were this day, e.g. `2026-11-24`"
        )))
    }
}
