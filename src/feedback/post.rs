//! Forms: shown, and received.

use super::app::{Asker, Shared};
use super::catalogue::{Opening, Site, opening};
use super::ladder::Step;
use super::look::see_other;
use super::posting::{Posting, Refusal, is_vote};
use super::store::{Ballot, Doubt, NewItem, Photo, Source, StoreError, Stored};
use super::upload::{self, Excess, Sent};
use super::{posting, random};
use crate::date::shift;
use crate::form::{Answer, FieldError, FormEntry, LANGUAGE_FIELD, Mistake, Setting, Submission, Trap, VERSION_FIELD};
use crate::lang::{Labels, Locale};
use crate::photo::{self, Unfit};
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{Response, StatusCode};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// More links than this in one message are looked at first.
const MANY_LINKS: usize = 2;

/// `GET /f/{site}/{form}`: the form itself, for pages that were kept while the site was changed.
pub(super) async fn form(
    State(app): State<Shared>,
    Path((site, form)): Path<(String, String)>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response<Body> {
    let catalogue = app.catalogue();
    let Some(site) = catalogue.site(&site) else { return posting::no_site(&app, &Sent::default()) };
    let locale = site.language(query.get("l").map(String::as_str));
    match site.form(&form, locale) {
        Some(entry) => {
            let sent = Sent::default();
            let labels = Labels::builtin(entry.form.locale);
            let late = app.is_late(site).await;
            Posting { app: &app, site, form: &entry.form, labels, sent: &sent, late }.again(StatusCode::OK, None, &[])
        }
        None => posting::no_form(&app, site, Labels::builtin(locale), &Sent::default()),
    }
}

/// `POST /f/{site}/{form}`: a 303 when all of it is kept, else a page that still holds what was typed.
pub(super) async fn submit(
    State(app): State<Shared>,
    Path((site, form)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let head = parts.clone();
    let sent = upload::read(Request::from_parts(parts, body), &app.uploads).await;
    let catalogue = app.catalogue();
    let Some(site) = catalogue.site(&site) else { return posting::no_site(&app, &sent) };
    let locale = site.language(Some(sent.value(LANGUAGE_FIELD)));
    let Some((entry, is_current)) = entry(&app, site, &form, locale, &sent).await else {
        return posting::no_form(&app, site, Labels::builtin(locale), &sent);
    };
    let labels = Labels::builtin(entry.form.locale);
    let posting = Posting { app: &app, site, form: &entry.form, labels, sent: &sent, late: false };
    match receive(&posting, &entry, &head).await {
        Ok(response) => response,
        Err(refusal) => Posting { late: app.is_late(site).await, ..posting }.refuse(refusal, is_current),
    }
}

/// The form that the page was made with: the one served now, or an earlier one; and whether it is served now.
async fn entry<'a>(
    app: &Shared,
    site: &'a Site,
    form: &str,
    locale: Locale,
    sent: &Sent,
) -> Option<(Cow<'a, FormEntry>, bool)> {
    let current = site.form(form, locale);
    let version = sent.value(VERSION_FIELD).to_owned();
    if let Some(entry) = current.filter(|entry| version.is_empty() || entry.form.version() == version) {
        return Some((Cow::Borrowed(entry), true));
    }
    let (id, form) = (site.id.clone(), form.to_owned());
    // While the database cannot be read, the form of today has to do.
    let known = app.blocking(move |app| app.store.known_form(&id, &form, &version)).await.ok().flatten();
    let of_old = known.map(|form| {
        let now = current.cloned();
        let (page, opens, closes) = now.map_or((None, None, None), |now| (now.page, now.opens, now.closes));
        (Cow::Owned(FormEntry { opens, closes, ..FormEntry::new(form, page) }), true)
    });
    of_old.or_else(|| current.map(|entry| (Cow::Borrowed(entry), false)))
}

async fn receive(
    posting: &Posting<'_>,
    entry: &FormEntry,
    head: &axum::http::request::Parts,
) -> Result<Response<Body>, Refusal> {
    let Posting { app, site, sent, .. } = *posting;
    match sent.excess {
        Some(Excess::Large) => return Err(Refusal::Large),
        Some(Excess::Broken) => return Err(Refusal::Broken),
        Some(Excess::Unkept) => return Err(Refusal::Store(StoreError::Full)),
        None => {}
    }
    if app.is_foreign(site, &head.headers) {
        return Err(Refusal::Foreign);
    }
    let read = posting.form.read(&sent.fields).map_err(Refusal::Fields)?;
    if opening(entry, app.clock.now()) != Opening::Open {
        return Err(Refusal::Closed);
    }
    let asker = app.asker(head).map_err(Refusal::Store)?;
    let mut step = app.ladder.step(&asker.today, site.id.as_str(), &posting.form.id);
    let stamp = posting.stamp();
    if step == Step::Confirm && !sent.photos.is_empty() {
        step = Step::Quarantine;
    }
    match step {
        Step::Later => return Err(Refusal::Flood),
        Step::Confirm if stamp.is_none() => return Err(Refusal::Unconfirmed),
        _ => {}
    }
    if is_vote(posting.form) {
        return vote(posting, &read, &asker, head).await;
    }
    let hasty = stamp.is_some_and(|age| age < posting::HASTE_MS);
    let doubt = doubt(&read, step, hasty);
    keep(posting, read, &asker, doubt).await
}

/// Why it should be looked at first.
fn doubt(read: &Submission, step: Step, hasty: bool) -> Option<Doubt> {
    let texts = read.answers.iter().filter_map(|(_, answer)| match answer {
        Answer::Text(text) => Some(text.to_lowercase()),
        _ => None,
    });
    let links: usize = texts.map(|text| text.matches("http://").count() + text.matches("https://").count()).sum();
    match () {
        () if read.trap == Trap::Sprung => Some(Doubt::Trap),
        () if step >= Step::Quarantine => Some(Doubt::Flood),
        () if hasty => Some(Doubt::Haste),
        () if links > MANY_LINKS => Some(Doubt::Links),
        () => None,
    }
}

async fn vote(
    posting: &Posting<'_>,
    read: &Submission,
    asker: &Asker,
    head: &axum::http::request::Parts,
) -> Result<Response<Body>, Refusal> {
    let Posting { app, site, .. } = *posting;
    let choices = read.answers.iter().flat_map(|(_, answer)| match answer {
        Answer::Choice(choice) => vec![choice.clone()],
        Answer::Choices(choices) => choices.clone(),
        _ => Vec::new(),
    });
    // Neighbours behind one address vote alike; their telephones differ.
    let agent = head.headers.get("user-agent").map(|value| value.as_bytes().to_vec()).unwrap_or_default();
    let ballot = Ballot {
        form: posting.form.id.clone(),
        choices: choices.collect(),
        source: Source::Online,
        network: Some(asker.today),
        received: app.clock.now(),
        keys: posting.keys(read, asker, &agent),
    };
    app.store.vote(&site.id, ballot).await.map_err(Refusal::Store)?;
    Ok(see_other(&format!("{}/s/{}/{}?hvala", app.public_url, site.id, posting.form.id)))
}

async fn keep(
    posting: &Posting<'_>,
    read: Submission,
    asker: &Asker,
    doubt: Option<Doubt>,
) -> Result<Response<Body>, Refusal> {
    let Posting { app, site, .. } = *posting;
    let keys = posting.keys(&read, asker, b"");
    let photos = develop(posting).await?;
    let files: Vec<String> = photos.iter().map(|photo| photo.file.clone()).collect();
    let item = item(posting, read, photos, doubt).map(|item| NewItem { keys, ..item });
    let stored = match item {
        Ok(item) => app.store.submit(&site.id, item).await,
        Err(error) => Err(error),
    };
    let reference = match stored {
        Ok(Stored::New(reference)) => Ok(reference),
        Ok(Stored::Known(reference)) => {
            drop_photos(posting, files).await;
            Ok(reference)
        }
        // What a commit without an answer left behind is found by its keys at the next attempt.
        Ok(Stored::Ballot) => Err(StoreError::Broken("ballot".to_owned())),
        Err(error) => {
            drop_photos(posting, files).await;
            Err(error)
        }
    };
    let token = app.tokens.make(&site.id, reference.map_err(Refusal::Store)?);
    Ok(see_other(&format!("{}/r/{token}", app.public_url)))
}

async fn drop_photos(posting: &Posting<'_>, files: Vec<String>) {
    let id = posting.site.id.clone();
    let dropped = posting.app.blocking(move |app| {
        files.iter().for_each(|file| app.store.drop_photo(&id, file));
        Ok(())
    });
    // What stays goes at the next start.
    let _ = dropped.await;
}

/// Photos as they are kept: of our own making, on the disk and flushed.
async fn develop(posting: &Posting<'_>) -> Result<Vec<Photo>, Refusal> {
    let Posting { app, site, sent, form, .. } = *posting;
    let Some(field) = form.photos() else { return Ok(Vec::new()) };
    let wrong = |mistake| Refusal::Fields(vec![FieldError { field: field.name.clone(), mistake }]);
    let most = u64::try_from(field.max.unwrap_or(1)).unwrap_or(1);
    if sent.photos.len() as u64 > most {
        return Err(wrong(Mistake::PhotosMany(most)));
    }
    if field.is_required() && sent.photos.is_empty() {
        return Err(wrong(Mistake::Missing));
    }
    let mut photos = Vec::new();
    for sent in &sent.photos {
        let Some(file) = &sent.file else { return Err(wrong(Mistake::PhotoLarge)) };
        let bytes = file.read().map_err(Refusal::Store)?;
        let _alone = app.darkroom.acquire().await;
        let id = site.id.clone();
        let kept = app.blocking(move |app| {
            Ok(match photo::posted(bytes) {
                Ok(jpeg) => Ok(app.store.keep_photo(&id, &jpeg)?),
                Err(unfit) => Err(unfit),
            })
        });
        match kept.await {
            Ok(Ok(photo)) => photos.push(photo),
            failed => {
                drop_photos(posting, photos.into_iter().map(|photo: Photo| photo.file).collect()).await;
                return Err(match failed {
                    Ok(Err(Unfit::Large)) => wrong(Mistake::PhotoLarge),
                    Err(error) => Refusal::Store(error),
                    Ok(_) => wrong(Mistake::Photo),
                });
            }
        }
    }
    Ok(photos)
}

fn item(
    posting: &Posting<'_>,
    read: Submission,
    photos: Vec<Photo>,
    doubt: Option<Doubt>,
) -> Result<NewItem, StoreError> {
    let Posting { app, site, form, .. } = *posting;
    let received = app.clock.now();
    let today = site.zone.civil(received).date();
    let (about, street) = (read.text("about").to_owned(), posting::street(form, &read));
    let version = read.version.clone();
    let (person, answers) = posting::apart(form, read);
    let answerer = posting.answerer(&person, &about);
    let months = i32::from(Setting::default().keep_months);
    Ok(NewItem {
        reference: random::reference()?,
        form: form.id.clone(),
        kind: form.kind,
        version,
        locale: form.locale,
        source: Source::Online,
        received,
        day: today,
        promised_on: form.promise_days.map(|days| shift(today, days.into())),
        keep_until: shift(today, months * 61 / 2),
        doubt,
        about,
        street,
        answers,
        person,
        photos,
        keys: super::store::Keys::default(),
        answerer,
    })
}
