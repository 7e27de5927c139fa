//! `init` on the command line.

use super::answers::LOCALES;
use crate::cli::command::Speaker;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;
use zbor::diag::{Text, text};

/// The command with its options: one a question.
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
    let yes = Arg::new("yes").long("yes").short('y').action(ArgAction::SetTrue);
    command
        .arg(dir.help(say.say(&text!("Nova ili prazna fascikla", "A new or empty folder"))))
        .args(
            answers()
                .map(|(name, value, help)| Arg::new(name).long(name).value_name(say.say(&value)).help(say.say(&help))),
        )
        .arg(yes.help(say.say(&text!("Ne pitaj: uzmi ono što se podrazumijeva", "Do not ask: take the defaults"))))
        .arg(say.now())
}

/// The flags that answer questions: name, what it takes, what it means.
fn answers() -> [(&'static str, Text, Text); 6] {
    let tags = LOCALES.map(|locale| format!("`{}`", locale.tag())).join(", ");
    [
        ("name", text!("IME", "NAME"), text!("Ime mjesne zajednice", "Name of the MZ")),
        ("municipality", text!("OPĆINA", "NAME"), text!("Općina ili grad", "Municipality")),
        ("phone", text!("BROJ", "NUMBER"), text!("Telefon", "Telephone")),
        ("viber", text!("LINK", "LINK"), text!("Link Viber grupe", "Link of the Viber group")),
        (
            "language",
            text!("JEZIK", "TAG"),
            text!("Jezik i pismo sajta: {tags}", "Language and script of the site: {tags}"),
        ),
        (
            "host",
            text!("HOST", "HOST"),
            text!(
                "Gdje se objavljuje: `github`, `cloudflare`, ili adresa vašeg servera",
                "Where it is published: `github`, `cloudflare`, or the address of your server"
            ),
        ),
    ]
}
