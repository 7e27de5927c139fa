//! Fetching what the endpoint published: one question a site, only what is new, and never a loss of what is there.

use crate::answers::{self, Answers};
use crate::date::Timestamp;
use crate::diag::{At, Checked, Diagnostic, Text, text};
use crate::load::{Folder, Workspace};
use crate::output::replace_flushed;
use crate::site;
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use ureq::Agent;
use ureq::http::header::{AUTHORIZATION, ETAG, IF_NONE_MATCH};
use ureq::http::{Response, StatusCode};

/// What a site publishes is some hundred kilobytes; a longer answer is not from our endpoint.
const LONGEST: u64 = 8 << 20;

/// What is asked for.
pub struct PullRequest<'a> {
    /// The workspace, read.
    pub workspace: &'a Workspace,
    /// Which sites, by the names of their folders.
    pub sites: &'a [String],
    /// The secret of the endpoint; only ever sent to the endpoint itself, and encrypted unless that is on this computer.
    pub token: Option<&'a str>,
    /// The moment that is written down as that of the fetching.
    pub now: Timestamp,
    /// How long to wait for an answer.
    pub timeout: Duration,
}

/// How it went with a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pulled {
    /// The file was written.
    New,
    /// There is nothing newer than what is in the file.
    Same,
    /// The site has no endpoint.
    Nowhere,
    /// A finding says why not; the file stays as it was.
    Kept,
}

/// Asks the endpoint of each site, one after the other, and writes their `answers.yaml`.
pub fn pull(request: &PullRequest) -> Vec<(String, Checked<Pulled>)> {
    let agent = agent(request.timeout);
    let known = request.sites.iter().filter_map(|name| Some((name, request.workspace.sites.get(name)?)));
    known.map(|(name, folder)| (name.clone(), one(request, &agent, name, folder))).collect()
}

/// Redirects are not followed: the token is for the endpoint alone.
fn agent(timeout: Duration) -> Agent {
    Agent::config_builder()
        .user_agent(concat!("zbor/", env!("CARGO_PKG_VERSION")))
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(timeout))
        .build()
        .new_agent()
}

/// What is known of a site before it is asked for.
struct Place {
    /// Of the file, from the workspace root.
    path: String,
    /// The file on disk.
    file: PathBuf,
    /// What it holds.
    kept: Answers,
    /// The address of the content.
    address: String,
}

fn one(request: &PullRequest, agent: &Agent, name: &str, folder: &Folder) -> Checked<Pulled> {
    let mut findings = Vec::new();
    let Some(place) = place(request.workspace, name, folder) else { return Checked::fine(Pulled::Nowhere) };
    let outcome = match (request.token, is_private(&place.address)) {
        (None, _) => Err(no_token(&place)),
        (_, false) => Err(not_private(&place)),
        (Some(token), true) => {
            ask(agent, &place, token).and_then(|got| keep(request, &place, got).collect(&mut findings))
        }
    };
    let value = outcome.unwrap_or_else(|finding| {
        findings.push(finding);
        Pulled::Kept
    });
    Checked { value, findings }
}

fn place(workspace: &Workspace, name: &str, folder: &Folder) -> Option<Place> {
    let config = site::site_config(folder.config.as_deref()?, workspace.config.as_deref()).value?;
    let url = config.feedback.url?;
    let slug = if workspace.single { "mz".to_owned() } else { crate::lang::slug(name) };
    let path = folder.answers_path();
    let kept = folder.answers.as_ref().map(|file| answers::read(&file.source).value).unwrap_or_default();
    let file = workspace.root.join(&path);
    Some(Place { file, path, kept, address: format!("{url}/x/v1/{slug}/content") })
}

/// Encrypted, or on this computer.
fn is_private(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return address.starts_with("https://") };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    matches!(host, "127.0.0.1" | "[::1]" | "localhost")
}

/// The bytes of the content and their tag; none where the file holds them already.
type Got = Option<(Vec<u8>, Option<String>)>;

fn ask(agent: &Agent, place: &Place, token: &str) -> Result<Got, Diagnostic> {
    let mut asked = agent.get(&place.address).header(AUTHORIZATION, format!("Bearer {token}"));
    if let Some(etag) = &place.kept.etag {
        asked = asked.header(IF_NONE_MATCH, etag);
    }
    let response = asked.call().map_err(|error| unreachable(place, &error.to_string()))?;
    match response.status() {
        StatusCode::NOT_MODIFIED => Ok(None),
        StatusCode::OK => body(response).map(Some).map_err(|error| unreachable(place, &error.to_string())),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Err(refused(place)),
        status => Err(unreachable(place, &status.to_string())),
    }
}

fn body(mut response: Response<ureq::Body>) -> Result<(Vec<u8>, Option<String>), ureq::Error> {
    let etag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
    let bytes = response.body_mut().with_config().limit(LONGEST).read_to_vec()?;
    Ok((bytes, etag))
}

/// Writes what was got, unless it says what the file says.
fn keep(request: &PullRequest, place: &Place, got: Got) -> Checked<Result<Pulled, Diagnostic>> {
    let Some((bytes, etag)) = got else { return Checked::fine(Ok(Pulled::Same)) };
    let Ok(read) = answers::from_json(&place.path, &bytes) else {
        return Checked::fine(Err(not_understood(place)));
    };
    let mut findings = Vec::new();
    let fresh = read.collect(&mut findings);
    if findings.iter().any(|finding| finding.severity == crate::diag::Severity::Error) {
        return Checked { value: Ok(Pulled::Kept), findings };
    }
    let fresh = Answers { fetched: place.kept.fetched, etag, ..fresh };
    let value = if fresh == place.kept && place.file.exists() {
        Ok(Pulled::Same)
    } else {
        let text = answers::to_yaml(&Answers { fetched: Some(request.now), ..fresh });
        let text = text.map_err(|problem| problem.at(crate::diag::Severity::Warning, At::File(place.path.clone())));
        text.and_then(|text| replace_flushed(&place.file, text.as_bytes()).map_err(|error| not_written(place, &error)))
            .map(|()| Pulled::New)
    };
    Checked { value, findings }
}

fn warning(place: &Place, code: &'static str, message: Text) -> Diagnostic {
    Diagnostic::warning(code, At::File(place.path.clone()), message)
}

fn stays() -> Text {
    text!("raniji odgovori ostaju na sajtu", "earlier replies stay on the site")
}

fn no_token(place: &Place) -> Diagnostic {
    warning(place, "O011", text!("nema ključa za preuzimanje odgovora", "there is no token for fetching replies"))
        .help(text!(
            "ključ daje onaj ko vodi prijem poruka; stavite ga u `ZBOR_FEEDBACK_TOKEN`",
            "whoever runs the endpoint gives the token; put it into `ZBOR_FEEDBACK_TOKEN`"
        ))
        .help(stays())
}

fn unreachable(place: &Place, reason: &str) -> Diagnostic {
    let address = &place.address;
    let message = text!("`{address}` se ne javlja: {reason}", "`{address}` does not answer: {reason}");
    warning(place, "O012", message).help(stays())
}

fn refused(place: &Place) -> Diagnostic {
    let address = &place.address;
    warning(
        place,
        "O013",
        text!("`{address}` ne daje odgovore s ovim ključem", "`{address}` does not give replies for this token"),
    )
    .help(text!("zatražite novi ključ", "ask for a new token"))
    .help(stays())
}

fn not_understood(place: &Place) -> Diagnostic {
    let address = &place.address;
    warning(place, "O014", text!("ono što šalje `{address}` nisu odgovori", "what `{address}` sends are not replies"))
        .help(text!("provjerite `adresa` pod `povratne_informacije`", "check `url` under `feedback`"))
        .help(stays())
}

fn not_private(place: &Place) -> Diagnostic {
    let address = &place.address;
    warning(
        place,
        "O015",
        text!(
            "`{address}` nije `https`, pa bi svako vidio ključ",
            "`{address}` is not `https`: anybody could see the token"
        ),
    )
    .help(stays())
}

fn not_written(place: &Place, error: &io::Error) -> Diagnostic {
    let path = &place.path;
    warning(place, "O016", text!("`{path}` se ne može zapisati: {error}", "`{path}` cannot be written: {error}"))
}
