//! Where the site will be published, and what that needs.

use crate::cli::failure::Failure;
use crate::cli::writing::Writing;
use zbor::diag::text;
use zbor::lang;

/// A publishing host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// GitHub Pages; the address follows from `owner/repository`, where that is known.
    Github(Option<String>),
    /// Cloudflare Pages.
    Cloudflare,
    /// A server of one's own, with its address.
    Own(String),
}

/// Reads `github`, `github:owner/repository`, `cloudflare`, or the address of a server.
///
/// # Errors
/// When it is none of these.
pub(crate) fn read(written: &str) -> Result<Host, Failure> {
    let written = written.trim();
    if let Some(repository) = written.strip_prefix("github:") {
        return github(repository);
    }
    if written.starts_with("https://") || written.starts_with("http://") {
        return own(written);
    }
    match lang::fold_key(written).as_str() {
        "1" | "github" | "githubpages" => Ok(Host::Github(None)),
        "2" | "cloudflare" | "cloudflarepages" => Ok(Host::Cloudflare),
        "3" | "own" | "svoj" | "vlastiti" => Err(no_address()),
        _ => Err(unknown(written)),
    }
}

fn github(repository: &str) -> Result<Host, Failure> {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    match repository.split_once('/') {
        Some((owner, name)) if part(owner) && part(name) => Ok(Host::Github(Some(repository.to_owned()))),
        _ => Err(Failure::usage(text!(
            "`{repository}` nije repozitorij na GitHubu",
            "`{repository}` is not a repository on GitHub"
        ))
        .help(text!("pišite `github:vlasnik/ime`", "write `github:owner/name`"))),
    }
}

fn own(address: &str) -> Result<Host, Failure> {
    let address = address.trim_end_matches('/');
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    match host.contains('.') && !address.contains(|c: char| c.is_whitespace() || c.is_control() || c == '"') {
        true => Ok(Host::Own(address.to_owned())),
        false => {
            Err(Failure::usage(text!("`{address}` nije adresa sajta", "`{address}` is not the address of a site"))
                .help(text!("pišite na primjer `https://moja-mz.ba`", "write for example `https://my-mz.ba`")))
        }
    }
}

fn no_address() -> Failure {
    Failure::usage(text!("ne piše adresa vašeg servera", "the address of your server is missing"))
        .help(text!("upišite je cijelu, npr. `https://moja-mz.ba`", "write it in full, e.g. `https://my-mz.ba`"))
}

fn unknown(written: &str) -> Failure {
    let failure =
        Failure::usage(text!("`{written}` nije mjesto objavljivanja", "`{written}` is not a place to publish"));
    let failure = match lang::nearest(written, ["github", "cloudflare"]) {
        Some(near) => failure.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => failure,
    };
    failure.help(text!(
        "moguće je: `github`, `cloudflare`, ili adresa vašeg servera, npr. `https://moja-mz.ba`",
        "possible: `github`, `cloudflare`, or the address of your server, e.g. `https://my-mz.ba`"
    ))
}

macro_rules! both {
    ($file:literal) => {
        (
            include_str!(concat!("../scaffold/", "host/bs/", $file)),
            include_str!(concat!("../scaffold/", "host/en/", $file)),
        )
    };
}

/// The version that the scripts name, to be replaced by that of the program.
const VERSION: &str = "v0.1.0";

impl Host {
    /// The address that the site will have, as far as it has to be written down: a build on GitHub
    /// learns it there. For Cloudflare it is the plan that README.md explains.
    pub(crate) fn base_url(&self, slug: &str) -> Option<String> {
        match self {
            Host::Github(None) => None,
            Host::Github(Some(repository)) => {
                let host = zbor::build::Host { github_repository: Some(repository.clone()), cf_pages_url: None };
                zbor::build::base_url(&host)
            }
            Host::Cloudflare => Some(format!("https://{slug}.pages.dev")),
            Host::Own(address) => Some(address.clone()),
        }
    }

    /// The part of README.md on publishing.
    pub(crate) fn readme(&self, writing: Writing) -> &'static str {
        match self {
            Host::Github(_) => writing
                .pick(include_str!("../scaffold/init/bs/github.md"), include_str!("../scaffold/init/en/github.md")),
            Host::Cloudflare => writing.pick(
                include_str!("../scaffold/init/bs/cloudflare.md"),
                include_str!("../scaffold/init/en/cloudflare.md"),
            ),
            Host::Own(_) => {
                writing.pick(include_str!("../scaffold/init/bs/own.md"), include_str!("../scaffold/init/en/own.md"))
            }
        }
    }

    /// Scripts and workflows, by path.
    pub(crate) fn files(&self, writing: Writing) -> Vec<(String, String)> {
        let script = writing.pick("objavi.sh", "publish.sh");
        let workflow = |name: &str| format!(".github/workflows/{name}.yml");
        let files = match self {
            Host::Github(_) => vec![
                (format!(".github/{script}"), both!("github.sh")),
                (workflow(writing.pick("objavi", "publish")), both!("github.yml")),
            ],
            Host::Cloudflare => vec![
                (script.to_owned(), both!("cloudflare.sh")),
                (workflow(writing.pick("dnevno", "daily")), both!("cloudflare.yml")),
            ],
            Host::Own(_) => vec![(script.to_owned(), both!("own.sh"))],
        };
        let version = concat!("v", env!("CARGO_PKG_VERSION"));
        let text = |(bs, en)| writing.pick(bs, en).replace(VERSION, version);
        files.into_iter().map(|(path, pair)| (path, text(pair))).collect()
    }
}
