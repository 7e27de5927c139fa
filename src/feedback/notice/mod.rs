//! Telling people: volunteers of what came, residents that there is an answer. One file a channel.
//!
//! ```text
//! outbox (written in the transaction of what it tells) ─ due ─▶ batch ─▶ mail, webhook ─▶ sent
//!                                                        quiet hours, digest   └─ failed: later and later, 48 h, dead
//! ```
//!
//! Nothing here has an influence on what a resident is answered. Names never stand in a notice.

mod address;
mod mail;
mod text;
mod trial;
mod webhook;

use super::app::Shared;
use super::catalogue::Site;
use super::inbox::{Base, Settings};
use super::store::{Notice, StoreError};
use crate::date::{Timestamp, Zone};
use crate::http::Stop;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

pub use mail::{Post, is_address};
pub use trial::{trial_of_mail, trial_of_webhook};
pub use webhook::{Network, PublicNetwork, is_webhook};

/// The most notices that one turn takes of a site.
const MOST: u32 = 200;
/// Before the second attempt; each later one waits twice as long, up to [`LONGEST_MS`].
const FIRST_MS: i64 = 60 * 1000;
const LONGEST_MS: i64 = 6 * 60 * 60 * 1000;
/// What cannot be sent for so long is dead, and shown in the inbox.
const GIVE_UP_MS: i64 = 48 * 60 * 60 * 1000;

/// The one who tells.
pub struct Teller {
    /// The endpoint.
    pub app: Shared,
    /// What is kept.
    pub base: Arc<dyn Base>,
    /// Mail; none where there is none.
    pub post: Option<Arc<Post>>,
    /// Where other programs are reached.
    pub network: Arc<dyn Network>,
}

/// How far a batch is, as it is kept with each of its notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Progress {
    /// The first notice of the batch; 0: none yet.
    batch: i64,
    /// The channels that have it already.
    done: Vec<String>,
}

/// Tells what is due, again and again, until it is asked to stop.
pub async fn run(teller: Arc<Teller>, pause: Duration, stop: Stop) {
    loop {
        tokio::select! {
            () = stop.wait() => return,
            () = tokio::time::sleep(pause) => {}
        }
        let turn = Arc::clone(&teller);
        // What fails is tried again at the next turn.
        let _ = tokio::task::spawn_blocking(move || turn.turn()).await;
    }
}

impl Teller {
    /// Tells what is due at all sites. Blocks.
    pub fn turn(&self) {
        let catalogue = self.app.catalogue();
        for site in catalogue.sites() {
            if let Err(error) = self.site(site) {
                self.app.complain(&error);
            }
        }
    }

    fn site(&self, site: &Site) -> Result<(), StoreError> {
        let now = self.app.clock.now();
        if self.base.oldest_notice(&site.id)?.is_none() {
            return Ok(());
        }
        let due = self.base.due(&site.id, now, MOST)?;
        let settings = Settings::read(&*self.base, &site.id)?;
        let (answers, news): (Vec<Notice>, Vec<Notice>) = due.into_iter().partition(|notice| notice.kind == "answered");
        for answer in answers {
            self.tell_resident(site, answer, now)?;
        }
        self.tell_volunteers(site, &settings, news, now)
    }

    /// That there is an answer, to who left an address. What is said stands on the page of the message.
    fn tell_resident(&self, site: &Site, notice: Notice, now: Timestamp) -> Result<(), StoreError> {
        let person = notice.item.map(|item| self.base.person(&site.id, item)).transpose()?.flatten();
        let address = person.map(|person| person.email).filter(|email| is_address(email));
        let (Some(post), Some(address), Some(item)) = (&self.post, address, notice.item) else {
            return self.base.sent(&site.id, vec![notice.id]).wait();
        };
        let locale = self.base.item(&site.id, item)?.map_or(site.first_language(), |item| item.locale);
        let mail = text::answered(site, &self.app.public_url, item, locale);
        let sent = post.send(&address, &mail.subject, &mail.body, &notice.message_id);
        self.end(site, &[notice], sent, now)
    }

    fn tell_volunteers(
        &self,
        site: &Site,
        settings: &Settings,
        news: Vec<Notice>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(oldest) = news.first() else { return Ok(()) };
        let ids = || news.iter().map(|notice| notice.id).collect::<Vec<_>>();
        let mails = self.post.is_some() && !settings.mail.is_empty();
        if !mails && settings.webhook.is_none() {
            return self.base.sent(&site.id, ids()).wait();
        }
        if let Some(until) = quiet_until(settings.quiet, &site.zone, now) {
            return self.base.later(&site.id, ids(), until).wait();
        }
        let waits = i64::from(settings.digest_minutes) * 60 * 1000;
        let age = now.as_millisecond() - oldest.written.as_millisecond();
        for (batch, notices) in batches(news) {
            if batch == 0 && age < waits {
                continue;
            }
            self.tell_batch(site, settings, notices, now)?;
        }
        Ok(())
    }

    /// One message for a batch, to each channel that does not have it yet.
    fn tell_batch(
        &self,
        site: &Site,
        settings: &Settings,
        notices: Vec<Notice>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(first) = notices.first() else { return Ok(()) };
        let mut progress = progress(first);
        progress.batch = first.id;
        self.keep(site, &notices, &progress)?;
        let mail = text::news(site, &self.app.public_url, &notices, |item| self.said(site, settings, item));
        let mut failed = None;
        let mut channels: Vec<(String, Channel)> = Vec::new();
        if let Some(post) = &self.post {
            channels.extend(settings.mail.iter().map(|to| (format!("mail:{to}"), Channel::Mail(post, to))));
        }
        if let Some(url) = &settings.webhook {
            channels.push(("webhook".to_owned(), Channel::Webhook(url, &settings.webhook_key)));
        }
        for (name, channel) in channels {
            if progress.done.contains(&name) {
                continue;
            }
            let outcome = match channel {
                // The same for each attempt, another for each recipient.
                Channel::Mail(post, to) => {
                    let id = format!("{}.{}", first.message_id, &blake3::hash(to.as_bytes()).to_hex()[..8]);
                    post.send(to, &mail.subject, &mail.body, &id)
                }
                Channel::Webhook(url, key) => {
                    let body = text::json(site, &notices);
                    let delivery = webhook::Delivery { key, body: &body, id: &first.message_id, now };
                    webhook::send(&*self.network, url, &delivery)
                }
            };
            match outcome {
                Ok(()) => {
                    progress.done.push(name);
                    self.keep(site, &notices, &progress)?;
                }
                Err(error) => failed = Some(format!("{name}: {error}")),
            }
        }
        self.end(site, &notices, failed.map_or(Ok(()), Err), now)
    }

    /// The text of a message, where the site wants it in its mails.
    fn said(&self, site: &Site, settings: &Settings, item: super::Reference) -> Option<String> {
        let found = settings.with_text.then(|| self.base.item(&site.id, item));
        found.and_then(Result::ok).flatten().map(|item| text::said(&item))
    }

    fn keep(&self, site: &Site, notices: &[Notice], progress: &Progress) -> Result<(), StoreError> {
        let json = serde_json::to_string(progress).map_err(|error| StoreError::Broken(error.to_string()))?;
        self.base.batch(&site.id, notices.iter().map(|notice| notice.id).collect(), json).wait()
    }

    /// Sent, or later, or never more.
    fn end(
        &self,
        site: &Site,
        notices: &[Notice],
        outcome: Result<(), String>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let ids = notices.iter().map(|notice| notice.id).collect();
        let Err(error) = outcome else { return self.base.sent(&site.id, ids).wait() };
        let Some(first) = notices.first() else { return Ok(()) };
        self.base.failed(&site.id, ids, error, next(first, now)).wait()
    }
}

enum Channel<'a> {
    Mail(&'a Post, &'a str),
    Webhook(&'a str, &'a str),
}

fn progress(notice: &Notice) -> Progress {
    serde_json::from_str(&notice.payload).unwrap_or_default()
}

/// Notices by the batch in which they were tried before; 0: not yet.
fn batches(notices: Vec<Notice>) -> BTreeMap<i64, Vec<Notice>> {
    let mut batches: BTreeMap<i64, Vec<Notice>> = BTreeMap::new();
    for notice in notices {
        batches.entry(progress(&notice).batch).or_default().push(notice);
    }
    batches
}

/// When to try again after one more failure; none: it is dead.
fn next(notice: &Notice, now: Timestamp) -> Option<Timestamp> {
    let age = now.as_millisecond() - notice.written.as_millisecond();
    let wait = FIRST_MS.checked_shl(notice.attempts.min(20)).unwrap_or(LONGEST_MS).min(LONGEST_MS);
    (age < GIVE_UP_MS).then(|| Timestamp::from_millisecond(now.as_millisecond() + wait).unwrap_or(now))
}

/// The end of the quiet hours in which a moment is; none outside them.
fn quiet_until(quiet: (u8, u8), zone: &Zone, now: Timestamp) -> Option<Timestamp> {
    let (from, to) = (i64::from(quiet.0 % 24), i64::from(quiet.1 % 24));
    if from == to {
        return None;
    }
    let local = zone.civil(now);
    let hour = i64::from(local.hour());
    let inside = if from < to { (from..to).contains(&hour) } else { hour >= from || hour < to };
    let hours = (to - hour).rem_euclid(24);
    let into = i64::from(local.minute()) * 60 + i64::from(local.second());
    inside.then(|| Timestamp::from_second(now.as_second() + hours * 3600 - into).unwrap_or(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn nobody_is_told_in_quiet_hours() {
        let zone = Zone::default();
        let until = |quiet, now| quiet_until(quiet, &zone, at(now)).map(|end| end.to_string());
        assert_eq!(until((22, 7), "2026-11-24T20:59:00Z"), None);
        assert_eq!(until((22, 7), "2026-11-24T21:30:10Z").as_deref(), Some("2026-11-25T06:00:00Z"));
        assert_eq!(until((22, 7), "2026-11-25T05:59:59Z").as_deref(), Some("2026-11-25T06:00:00Z"));
        assert_eq!(until((22, 7), "2026-11-25T06:00:00Z"), None);
        assert_eq!(until((12, 14), "2026-11-25T12:10:00Z").as_deref(), Some("2026-11-25T13:00:00Z"));
        assert_eq!(until((0, 0), "2026-11-25T02:00:00Z"), None);
    }

    #[test]
    fn attempts_come_later_and_later_until_two_days_are_over() {
        let notice = |attempts| Notice {
            id: 1,
            kind: "received".to_owned(),
            item: None,
            payload: String::new(),
            message_id: "m".to_owned(),
            written: at("2026-11-24T10:00:00Z"),
            attempts,
            error: String::new(),
        };
        let wait = |attempts| {
            let now = at("2026-11-24T12:00:00Z");
            next(&notice(attempts), now).map(|next| next.as_second() - now.as_second())
        };
        assert_eq!([wait(0), wait(1), wait(5), wait(60)], [Some(60), Some(120), Some(1920), Some(21600)]);
        assert_eq!(next(&notice(9), at("2026-11-26T10:00:01Z")), None);
    }
}
