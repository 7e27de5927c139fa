//! Settings of the endpoint: a flag wins over the environment, and that over the file.

use crate::cli::build::Task;
use crate::cli::command::Speaker;
use crate::cli::environment::Environment;
use crate::cli::failure::{Failure, shown};
use crate::cli::workspace;
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use zbor::build;
use zbor::diag::text;
use zbor::feedback::store::Options;
use zbor::feedback::{Forms, Limits, Post, Proxy, Rungs, Settings};
use zbor::yaml;

/// The public listener when nothing is said.
const LISTEN: &str = "127.0.0.1:8787";
/// The listener for operations when nothing is said.
const OPERATIONS: &str = "127.0.0.1:8786";

/// All settings, from all three places.
#[derive(Clone, Debug)]
pub(super) struct Config {
    /// Where messages are kept.
    pub(super) data: PathBuf,
    forms: Option<PathBuf>,
    workspace: Option<PathBuf>,
    listen: String,
    operations: String,
    public_url: String,
    trusted_proxy: Vec<String>,
    smtp: Option<String>,
    smtp_ca: Option<PathBuf>,
    mail_from: Option<String>,
    limits: Limits,
}

/// The file of settings. An unknown key is a mistake: a setting that does nothing is worse than none.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    data: Option<PathBuf>,
    forms: Option<PathBuf>,
    workspace: Option<PathBuf>,
    listen: Option<String>,
    operations: Option<String>,
    public_url: Option<String>,
    trusted_proxy: Vec<String>,
    smtp: Option<String>,
    smtp_ca: Option<PathBuf>,
    mail_from: Option<String>,
    limits: FileLimits,
}

/// Posts in ten minutes: one more step, quarantine, later.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileLimits {
    network: Option<[u32; 3]>,
    form: Option<[u32; 3]>,
    site: Option<[u32; 3]>,
}

/// The arguments.
pub(super) fn args(say: &Speaker) -> Vec<Arg> {
    let path = |name: &'static str, value: &str| {
        Arg::new(name).long(name).value_parser(value_parser!(PathBuf)).value_name(value.to_owned())
    };
    let dir = say.say(&text!("FASCIKLA", "DIR"));
    let file = say.say(&text!("DATOTEKA", "FILE"));
    let address = say.say(&text!("ADRESA", "ADDRESS"));
    let word = |name: &'static str, value: &str| Arg::new(name).long(name).value_name(value.to_owned());
    vec![
        super::data(say),
        path("forms", &file).help(say.say(&text!(
            "Obrasci: `forms.json` koji pravi `zbor build`",
            "Forms: the `forms.json` that `zbor build` makes"
        ))),
        path("workspace", &dir).conflicts_with("forms").help(say.say(&text!(
            "Obrasci iz same fascikle sa sajtovima, umjesto `--forms`",
            "Forms from the folder of the sites itself, instead of `--forms`"
        ))),
        path("config", &file).help(say.say(&text!("Datoteka s postavkama (YAML)", "File of settings (YAML)"))),
        word("listen", &address)
            .help(say.say(&text!("Gdje se sluša; inače `127.0.0.1:8787`", "Where to listen; else `127.0.0.1:8787`"))),
        word("operations", &address).help(say.say(&text!(
            "Gdje se pita za stanje; inače `127.0.0.1:8786`, `off` isključuje",
            "Where health is asked for; else `127.0.0.1:8786`; `off` for nowhere"
        ))),
        word("public-url", "URL").help(say.say(&text!(
            "Javna adresa, npr. `https://poruke.primjer.ba`",
            "Public address, e.g. `https://poruke.primjer.ba`"
        ))),
        word("mail-from", "E-MAIL").help(say.say(&text!(
            "Adresa s koje se javlja; server za poštu stoji u `ZBOR_FEEDBACK_SMTP` ili u datoteci (`smtp`)",
            "Sender of notices; the mail server stands in `ZBOR_FEEDBACK_SMTP` or in the file (`smtp`)"
        ))),
        word("trusted-proxy", &address).action(ArgAction::Append).help(say.say(&text!(
            "Adresa vlastitog posrednika (npr. Caddy) kojem se vjeruje ko šalje; može više puta",
            "Address of your own proxy (e.g. Caddy) that is believed who sends; may be repeated"
        ))),
    ]
}

impl Config {
    /// What the flags, the environment and the file say.
    ///
    /// # Errors
    /// When the file cannot be read, or nothing says where messages are kept.
    pub(super) fn asked(matches: &ArgMatches, environment: &Environment) -> Result<Config, Failure> {
        let said = &environment.feedback;
        let flag = |name: &str| matches.get_one::<String>(name).cloned();
        let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
        let file = read(path("config").or_else(|| said.config.as_ref().map(PathBuf::from)))?;
        let from = |text: &Option<String>| text.as_ref().map(PathBuf::from);
        let proxies: Vec<String> = matches.get_many("trusted-proxy").into_iter().flatten().cloned().collect();
        let of_environment: Vec<String> =
            said.trusted_proxy.iter().flat_map(|all| all.split(',')).map(|one| one.trim().to_owned()).collect();
        let proxies = [proxies, of_environment, file.trusted_proxy].into_iter().find(|list| !list.is_empty());
        // Who says where the forms are nearer to the command line means them, whichever kind they are.
        let places = [
            (path("forms"), path("workspace")),
            (from(&said.forms), from(&said.workspace)),
            (file.forms, file.workspace),
        ];
        let (forms, workspace) =
            places.into_iter().find(|(forms, workspace)| forms.is_some() || workspace.is_some()).unwrap_or_default();
        Ok(Config {
            data: path("data").or_else(|| from(&said.data)).or(file.data).ok_or_else(no_data)?,
            forms,
            workspace,
            listen: flag("listen").or_else(|| said.listen.clone()).or(file.listen).unwrap_or_else(|| LISTEN.to_owned()),
            operations: flag("operations")
                .or_else(|| said.operations.clone())
                .or(file.operations)
                .unwrap_or_else(|| OPERATIONS.to_owned()),
            public_url: flag("public-url").or_else(|| said.public_url.clone()).or(file.public_url).unwrap_or_default(),
            trusted_proxy: proxies.unwrap_or_default(),
            smtp: said.smtp.clone().or(file.smtp),
            smtp_ca: from(&said.smtp_ca).or(file.smtp_ca),
            mail_from: flag("mail-from").or_else(|| said.mail_from.clone()).or(file.mail_from),
            limits: file.limits.limits(),
        })
    }

    /// As the endpoint takes them.
    ///
    /// # Errors
    /// When an address cannot be read, or the workspace has no sites.
    pub(super) fn settings(self, environment: &Environment) -> Result<Settings, Failure> {
        let forms = self.forms(environment)?;
        let operations = if self.operations == "off" { None } else { Some(address(&self.operations)?) };
        let proxies: Result<Vec<Proxy>, Failure> =
            self.trusted_proxy.iter().map(|text| Proxy::parse(text).ok_or_else(|| no_address(text))).collect();
        Ok(Settings {
            listen: address(&self.listen)?,
            operations,
            public_url: self.public_url()?.to_owned(),
            proxies: proxies?,
            limits: self.limits,
            post: self.post()?,
            ..Settings::new(Options::at(self.data), forms)
        })
    }

    /// The public address; may be empty.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn public_url(&self) -> Result<&str, Failure> {
        let url = self.public_url.as_str();
        let right = url.is_empty() || url.starts_with("https://") || url.starts_with("http://");
        match right && url.bytes().all(|b| b.is_ascii_graphic()) {
            true => Ok(url),
            false => {
                let failure = Failure::usage(text!("`{url}` nije javna adresa", "`{url}` is not a public address"));
                Err(failure.help(text!(
                    "napišite npr. `https://poruke.primjer.ba`",
                    "write for example `https://poruke.primjer.ba`"
                )))
            }
        }
    }

    /// The way mail goes; none where none is set. A password stands in the address of the server, so no flag takes it.
    ///
    /// # Errors
    /// When the address of the server or of the sender is wrong.
    pub(super) fn post(&self) -> Result<Option<Arc<Post>>, Failure> {
        let Some(smtp) = &self.smtp else { return Ok(None) };
        let Some(from) = &self.mail_from else {
            return Err(Failure::usage(text!("nedostaje `--mail-from`", "`--mail-from` is missing")));
        };
        let root = self.smtp_ca.as_deref();
        let root = root.map(|path| std::fs::read(path).map_err(|error| Failure::io(path, &error))).transpose()?;
        Post::trusting(smtp, from, root.as_deref()).map(|post| Some(Arc::new(post))).map_err(|reason| {
            let reason = reason.replace('`', "'");
            Failure::usage(text!("pošta se ne može slati: {reason}", "mail cannot be sent: {reason}")).help(text!(
                "server se navodi kao `smtps://korisnik:lozinka@posta.primjer.ba`",
                "the server is given as `smtps://user:password@mail.example`"
            ))
        })
    }

    /// Whether own proxies are named.
    pub(super) fn has_proxy(&self) -> bool {
        !self.trusted_proxy.is_empty()
    }

    /// Where sites and forms come from.
    ///
    /// # Errors
    /// When there is no workspace, or it cannot be read.
    pub(super) fn forms(&self, environment: &Environment) -> Result<Forms, Failure> {
        if let Some(path) = &self.forms {
            return Ok(Forms::File(path.clone()));
        }
        let root = workspace::find(self.workspace.as_deref())?;
        Ok(Forms::Given(build::forms(&Task::plain(root, environment)?.request)?))
    }
}

impl FileLimits {
    fn limits(&self) -> Limits {
        let usual = Limits::default();
        let rungs = |said: Option<[u32; 3]>, usual: Rungs| {
            said.map_or(usual, |[confirm, quarantine, later]| Rungs { confirm, quarantine, later })
        };
        Limits {
            network: rungs(self.network, usual.network),
            form: rungs(self.form, usual.form),
            site: rungs(self.site, usual.site),
            ..usual
        }
    }
}

fn read(path: Option<PathBuf>) -> Result<File, Failure> {
    let Some(path) = path else { return Ok(File::default()) };
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::io(&path, &error))?;
    let place = shown(&path);
    yaml::from_text(&text).map_err(|problem| {
        let failure =
            Failure::usage(text!("postavke u `{place}` nisu ispravne", "the settings in `{place}` are not right"));
        problem.help.into_iter().fold(failure.help(problem.message), Failure::help)
    })
}

fn address(text: &str) -> Result<SocketAddr, Failure> {
    text.parse().map_err(|_| no_address(text))
}

fn no_address(text: &str) -> Failure {
    Failure::usage(text!("`{text}` nije adresa", "`{text}` is not an address"))
        .help(text!("napišite npr. `127.0.0.1:8787`", "write for example `127.0.0.1:8787`"))
}

/// Nothing says where the data is.
pub(super) fn no_data() -> Failure {
    Failure::usage(text!("nije rečeno gdje se poruke čuvaju", "nothing says where messages are kept"))
        .help(text!("dodajte npr. `--data /var/lib/zbor`", "add for example `--data /var/lib/zbor`"))
}
