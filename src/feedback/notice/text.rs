//! What notices say. No name, no telephone, no address of a resident; their text only where the site wants it.

use super::super::Reference;
use super::super::catalogue::Site;
use super::super::store::{Item, Notice};
use crate::answers::clean;
use crate::diag::{Language, Text, Voice, text};
use crate::form::Answer;
use crate::lang::{Locale, Script, script};

/// So many messages are named in one mail; the rest is counted.
const NAMED: usize = 20;
/// So much of a text stands in a mail, in letters.
const BEGINNING: usize = 1_000;

/// A mail.
pub(super) struct Mail {
    pub(super) subject: String,
    pub(super) body: String,
}

fn voice(site: &Site) -> Voice {
    let locale = site.first_language();
    let language = match (locale, locale.script()) {
        (Locale::En, _) => Language::En,
        (_, Script::Cyrillic) => Language::BsCyrl,
        (_, Script::Latin) => Language::Bs,
    };
    Voice { language, cyrillic: script::to_cyrillic }
}

/// What stands between backticks keeps its script; mails have no backticks.
fn say(site: &Site, said: &Text) -> String {
    voice(site).say(said).replace('`', "")
}

fn what(kind: &str) -> Text {
    match kind {
        "added" => text!("dopuna", "something was added"),
        "reopened" => text!("ponovo otvoreno", "opened again"),
        _ => text!("nova poruka", "a new message"),
    }
}

/// What volunteers are told of what came.
pub(super) fn news(
    site: &Site,
    public_url: &str,
    notices: &[Notice],
    said: impl Fn(Reference) -> Option<String>,
) -> Mail {
    let (name, count) = (&site.entry.name, notices.len());
    let first = notices.first();
    let subject = match (first, count) {
        (Some(notice), 1) => {
            let item = notice.item.map(|item| item.to_string()).unwrap_or_default();
            format!("{name}: {} {item}", say(site, &what(&notice.kind)))
        }
        _ => format!("{name}: {}", say(site, &text!("novosti u sandučetu ({count})", "news in the inbox ({count})"))),
    };
    let mut body = String::new();
    for notice in notices.iter().take(NAMED) {
        let Some(item) = notice.item else { continue };
        body.push_str(&format!("{} {item}\n", say(site, &what(&notice.kind))));
        body.push_str(&format!("{public_url}/a/{}/m/{}\n", site.id, item.compact()));
        if let Some(text) = said(item) {
            body.push_str(&format!("{text}\n"));
        }
        body.push('\n');
    }
    if count > NAMED {
        let more = count - NAMED;
        body.push_str(&say(site, &text!("i još: {more}", "and {more} more")));
        body.push('\n');
    }
    body.push_str(&format!("{public_url}/a/{}\n", site.id));
    Mail { subject, body }
}

/// What a resident is told: that there is an answer, and where.
pub(super) fn answered(site: &Site, public_url: &str, item: Reference) -> Mail {
    let name = &site.entry.name;
    let subject = format!("{name}: {} {item}", say(site, &text!("stigao je odgovor", "there is an answer")));
    let told = say(
        site,
        &text!(
            "Na vašu poruku {item} je odgovoreno. Odgovor je na stranici koju ste dobili kad ste je poslali.\n\nStanje:",
            "Your message {item} was answered. The answer is on the page that you got when you sent it.\n\nIts state:"
        ),
    );
    let body = format!("{told} {public_url}/s/{}/{}\n\n{name}\n", site.id, item.compact());
    Mail { subject, body }
}

/// The text of a message: what was written, without who wrote.
pub(super) fn said(item: &Item) -> String {
    let texts = item.answers.iter().filter_map(|(_, answer)| match answer {
        Answer::Text(text) => Some(clean(text)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n").chars().take(BEGINNING).collect()
}

/// What other programs are told.
pub(super) fn json(site: &Site, notices: &[Notice]) -> String {
    let events: Vec<serde_json::Value> = notices
        .iter()
        .map(|notice| {
            serde_json::json!({
                "kind": notice.kind,
                "reference": notice.item.map(|item| item.to_string()),
                "at": notice.written.to_string(),
            })
        })
        .collect();
    serde_json::json!({ "site": site.id.as_str(), "events": events }).to_string()
}
