//! The frame that all pages of an edition share.

use super::desk::{Desk, phone_link};
use super::plan::menu_label;
use super::search;
use super::view::{Chrome, Clock, ContactView, FeedLink, Hours, MenuItem, Script};
use super::weight;
use super::words::dialled;
use crate::date::Zone;
use crate::form::{Form, FormKind};
use crate::lang::Labels;
use crate::load::Kind;
use crate::site::{Contact, Item, OutputKind, Section};
use crate::template::{self, Theme};
use crate::url;
use std::collections::BTreeMap;

/// Makes the chrome of an edition, with the texts of its theme; `hub` is the way to the hub.
pub fn chrome(desk: &Desk, theme: &Theme, hub: Option<String>) -> Chrome {
    let (config, profile) = (&desk.site.config, &desk.edition.profile);
    Chrome {
        name: profile.name.clone(),
        short_name: profile.short_name.clone(),
        municipality: profile.municipality.clone(),
        description: profile.description.clone(),
        lang: desk.edition.locale.tag().to_owned(),
        prefix: Desk::path(&desk.edition.root),
        base_url: config.base_url.clone(),
        base_path: base_path(config.base_url.as_deref()),
        accent: config.accent.clone(),
        logo: desk.logo().map(|(path, _)| Desk::path(&path)),
        logo_webp: desk.logo().and_then(|(_, path)| path).map(|path| Desk::path(&path)),
        menu: menu(desk),
        report_path: form_path(desk, FormKind::Report.id()),
        ask_path: form_path(desk, FormKind::Question.id()).or_else(|| form_path(desk, FormKind::Idea.id())),
        contact: contact(&profile.contact),
        hours: profile.hours.iter().map(|(days, times)| Hours { days: days.clone(), times: times.clone() }).collect(),
        own_lang: own_lang(desk),
        feeds: feeds(desk),
        calendar: super::calendar::of_edition(desk),
        legal: legal(desk),
        hub,
        built: desk.day(desk.site.built),
        css: theme.text("zbor.css").to_owned(),
        styles: theme.styles(),
        scripts: scripts(theme),
        offline: config.offline,
        weight: config.show_weight.then(|| weight::line(&desk.edition.labels)),
        clock: clock(&config.zone, &desk.edition.labels),
    }
}

/// The scripts of a theme.
pub fn scripts(theme: &Theme) -> BTreeMap<String, Script> {
    let scripts = theme.files.iter().filter_map(|(path, text)| Some((path.strip_suffix(".js")?, text)));
    scripts
        .map(|(name, text)| (name.to_owned(), Script { text: text.to_string(), hash: template::csp_hash(text) }))
        .collect()
}

/// What the script that knows the time needs.
pub fn clock(zone: &Zone, labels: &Labels) -> Clock {
    let words = ["time.yesterday", "time.today", "time.tomorrow"].map(|key| labels.get(key));
    Clock { zone: zone.name().to_owned(), words: words.join("|") }
}

/// The feeds, and behind them the calendar.
fn feeds(desk: &Desk) -> Vec<FeedLink> {
    let mut feeds = super::feed::of_edition(desk);
    if !feeds.is_empty() {
        feeds.extend(super::calendar::link(desk));
    }
    feeds
}

/// The path of a full address, with `/` at both ends.
pub fn base_path(base_url: Option<&str>) -> String {
    let path = base_url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{}/", path.trim_matches('/')))
}

/// The path of a form of the edition.
pub fn form_path(desk: &Desk, id: &str) -> Option<String> {
    form(desk, id).map(|form| Desk::path(&desk.section_path(Section::Forms, &[&form.id])))
}

/// A form that has a page; none where there is no such form, or no pages of forms are wanted.
pub fn form<'a>(desk: &Desk<'a>, id: &str) -> Option<&'a Form> {
    let wanted = desk.site.config.outputs.contains(&OutputKind::Forms);
    desk.edition.forms.iter().find(|form| wanted && form.id == id)
}

/// Parts of the site that have something in them, pages that ask to be in the menu, and search.
fn menu(desk: &Desk) -> Vec<MenuItem> {
    let pages = desk
        .edition
        .of(Kind::Page)
        .iter()
        .filter(|item| item.reading.common.menu == Some(true))
        .map(|item| page_link(desk, item));
    let search = search::wanted(desk).then(|| MenuItem {
        title: desk.words.label("nav.search"),
        path: Desk::path(&search::path(desk)),
        id: "search",
        lang: None,
    });
    sections(desk).into_iter().chain(pages).chain(search).collect()
}

/// Parts of the site that have something in them.
pub fn sections(desk: &Desk) -> Vec<MenuItem> {
    let edition = desk.edition;
    let filled = |kind: Kind| match kind {
        Kind::Document => !edition.documents.is_empty(),
        Kind::Council => !edition.people.is_empty(),
        Kind::Page => false,
        kind => !edition.of(kind).is_empty(),
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| filled(*kind));
    let item = |kind| MenuItem {
        title: desk.words.label(menu_label(kind)),
        path: Desk::path(&desk.list_path(kind)),
        id: super::desk::kind_id(kind),
        lang: None,
    };
    kinds.map(item).collect()
}

/// Pages that every footer links: those that do not ask to be in the menu.
fn legal(desk: &Desk) -> Vec<MenuItem> {
    let pages = desk.edition.of(Kind::Page).iter().filter(|item| item.reading.common.menu.is_none());
    pages.map(|item| page_link(desk, item)).collect()
}

fn page_link(desk: &Desk, item: &Item) -> MenuItem {
    MenuItem { title: item.title().to_owned(), path: Desk::path(&item.path), id: "page", lang: desk.lang_of(item) }
}

/// The language written in, where the edition is neither in it nor in another script of it.
fn own_lang(desk: &Desk) -> Option<String> {
    let (written, locale) = (desk.site.config.written(), desk.edition.locale);
    (!written.same_language(locale)).then(|| written.tag().to_owned())
}

/// The contact with links that telephones understand.
pub fn contact(contact: &Contact) -> ContactView {
    let number = contact.phone.as_deref().map(dialled).filter(|number| !number.is_empty());
    let viber = contact.viber.as_deref().map(dialled).filter(|number| !number.is_empty());
    ContactView {
        address: contact.address.clone(),
        phone_link: contact.phone.as_deref().and_then(phone_link),
        phone: contact.phone.clone(),
        viber_link: viber.map(|number| format!("viber://chat?number={}", url::encode(&number))),
        sms_link: number.map(|number| format!("sms:{number}")),
        viber_group: contact.viber_group.clone(),
        email: contact.email.clone(),
        map: contact.map.clone(),
    }
}
