//! What notices say. No name, no telephone, no address of a resident; their text only where the site wants it.

use super::super::Reference;
use super::super::catalogue::Site;
use super::super::store::{Item, Notice};
use crate::answers::clean;
use crate::form::Answer;
use crate::lang::{Labels, Locale};

/// So many messages are named in one mail; the rest is counted.
const NAMED: usize = 20;
/// So much of a text stands in a mail, in letters.
const BEGINNING: usize = 1_000;

/// A mail.
pub(super) struct Mail {
    pub(super) subject: String,
    pub(super) body: String,
}

/// What a notice is about; the kinds of the outbox are names of labels.
fn what(labels: &'static Labels, kind: &str) -> &'static str {
    labels.get(&format!("notice.{kind}"))
}

/// What volunteers are told of what came.
pub(super) fn news(
    site: &Site,
    public_url: &str,
    notices: &[Notice],
    said: impl Fn(Reference) -> Option<String>,
) -> Mail {
    let labels = Labels::builtin(site.first_language());
    let (name, count) = (&site.entry.name, notices.len());
    let subject = match notices {
        [notice] => {
            let item = notice.item.map(|item| item.to_string()).unwrap_or_default();
            format!("{name}: {} {item}", what(labels, &notice.kind))
        }
        _ => format!("{name}: {}", labels.fill("notice.news", &[("n", &count.to_string())])),
    };
    let mut body = String::new();
    for notice in notices.iter().take(NAMED) {
        let Some(item) = notice.item else { continue };
        body.push_str(&format!("{} {item}\n", what(labels, &notice.kind)));
        body.push_str(&format!("{public_url}/a/{}/m/{}\n", site.id, item.compact()));
        if let Some(text) = said(item) {
            body.push_str(&format!("{text}\n"));
        }
        body.push('\n');
    }
    if count > NAMED {
        body.push_str(&labels.fill("notice.more", &[("n", &(count - NAMED).to_string())]));
        body.push('\n');
    }
    body.push_str(&format!("{public_url}/a/{}\n", site.id));
    Mail { subject, body }
}

/// What a resident is told, in the language of the form: that there is an answer, and where.
pub(super) fn answered(site: &Site, public_url: &str, item: Reference, locale: Locale) -> Mail {
    let (labels, name) = (Labels::builtin(locale), &site.entry.name);
    let subject = format!("{name}: {} {item}", labels.get("notice.answer"));
    let told = labels.fill("notice.answered", &[("ref", &item.to_string())]);
    let state = labels.get("notice.state");
    let body = format!("{told}\n\n{state} {public_url}/s/{}/{}\n\n{name}\n", site.id, item.compact());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;
    use crate::feedback::bench;
    use crate::feedback::catalogue::Catalogue;
    use crate::lang::Script;

    fn notice(id: i64, kind: &str) -> Notice {
        let item = crate::feedback::random::reference().ok();
        Notice {
            id,
            kind: kind.to_owned(),
            item,
            payload: String::new(),
            message_id: String::new(),
            written: Timestamp::default(),
            attempts: 0,
            error: String::new(),
        }
    }

    #[test]
    fn notices_are_in_the_language_of_the_site_and_answers_in_that_of_the_form() {
        let expected = [
            (Locale::Bs, "novosti u sandučetu (22)", "Na vašu poruku", "kad ste je poslali"),
            (Locale::BsCyrl, "новости у сандучету (22)", "На вашу поруку", "кад сте је послали"),
            (Locale::Hr, "novosti u sandučiću (22)", "Na vašu poruku", "kada ste je poslali"),
            (Locale::HrCyrl, "новости у сандучићу (22)", "На вашу поруку", "када сте је послали"),
            (Locale::SrLatn, "novosti u sandučetu (22)", "Na vašu poruku", "kad ste je poslali"),
            (Locale::SrCyrl, "новости у сандучету (22)", "На вашу поруку", "кад сте је послали"),
            (Locale::En, "news in the inbox (22)", "Your message", "when you sent it"),
        ];
        assert_eq!(expected.map(|(locale, ..)| locale), Locale::ALL);
        let kinds = ["received", "added", "reopened"];
        let notices: Vec<Notice> = (0..22).map(|id| notice(id, kinds[id as usize % 3])).collect();
        for (locale, subject, told, end) in expected {
            let mut forms = bench::forms();
            forms.sites[0].languages = vec![locale];
            let catalogue = Catalogue::new(forms);
            let site = catalogue.site("proba").unwrap();
            let mail = news(site, "https://p.example", &notices, |_| None);
            assert_eq!(mail.subject, format!("MZ Proba: {subject}"));
            let labels = Labels::builtin(locale);
            for kind in kinds {
                assert!(mail.body.contains(labels.get(&format!("notice.{kind}"))) && !what(labels, kind).is_empty());
            }
            let item = notices[0].item.unwrap();
            let mail = answered(site, "https://p.example", item, locale);
            assert!(mail.body.contains(told) && mail.body.contains(end), "{}", mail.body);
            assert!(mail.body.contains(&item.to_string()));
            let address = format!("https://p.example/s/proba/{}", item.compact());
            let own = mail.body.replace(&address, "").replace("MZ Proba", "").replace(&item.to_string(), "");
            let is_latin = own.chars().any(|c| c.is_ascii_alphabetic());
            assert_eq!(is_latin, locale.script() == Script::Latin, "{own}");
        }
    }
}
