//! Where the views of one edition are made: the site, its photos, the day, and the words for it.

use super::picture::{Place, element};
use super::validity;
use super::view::{
    Banner, Card, Choice, Cover, Day, Expiry, Fact, FileView, ItemView, Link, Neighbours, PhotoView, ShareLink,
};
use super::words::{Words, dialled};
use crate::date::{Date, Moment, Today};
use crate::form::{Form, FormKind};
use crate::lang;
use crate::load::{Asset, Kind};
use crate::photo::{Photos, Purpose};
use crate::site::{
    self, Announcement, Detail, Edition, File, Item, Level, Occurrence, Photo, Resolved, Section, Site, State, Target,
};
use crate::template::Shared;
use crate::url::{self, UrlPath};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that the pages of one edition are made from.
pub struct Desk<'a> {
    /// The site.
    pub site: &'a Site,
    /// The edition.
    pub edition: &'a Edition,
    /// Its photos, prepared.
    pub photos: &'a Photos,
    /// The day of the build.
    pub today: Today,
    /// Words for it.
    pub words: Words<'a>,
    /// Names of the events for calendar programs, by the path of their pages.
    pub uids: BTreeMap<&'a UrlPath, String>,
    /// The outages that are on the banner today or soon, the most urgent first.
    due: Vec<&'a Item>,
    /// Which announcement replaces which.
    replaces: Replaces,
    /// The occurrences of each event, by the path of its page.
    occurrences: BTreeMap<&'a UrlPath, Vec<&'a Occurrence>>,
    /// The days of its items in words: many have the same, and each is shown on several pages.
    days: BTreeMap<Date, Shared<Day>>,
}

impl<'a> Desk<'a> {
    /// The desk of an edition.
    pub fn new(site: &'a Site, edition: &'a Edition, photos: &'a Photos, today: Today) -> Desk<'a> {
        let mut occurrences: BTreeMap<&UrlPath, Vec<&Occurrence>> = BTreeMap::new();
        for one in &edition.agenda {
            occurrences.entry(&one.item.path).or_default().push(one);
        }
        let words = Words { labels: &edition.labels, today: today.date };
        let uids = super::calendar::uids(edition, &site.config, &site.slug);
        let (due, replaces) = (due(edition, &today), Replaces::of(edition));
        let dates = edition.items.values().flatten().flat_map(|item| [item.date, item.updated]);
        let dates: BTreeSet<Date> = dates.flatten().collect();
        let days = dates.into_iter().map(|date| (date, Shared::new(words.day(date)))).collect();
        Desk { site, edition, photos, today, words, uids, due, replaces, occurrences, days }
    }

    /// The occurrences of an event, by time.
    pub fn occurrences(&self, path: &UrlPath) -> &[&'a Occurrence] {
        self.occurrences.get(path).map_or(&[], Vec::as_slice)
    }

    /// A path as templates get it: from the root of the site, without the leading `/`.
    pub fn path(path: &UrlPath) -> String {
        path.as_str().trim_start_matches('/').to_owned()
    }

    /// A page of the edition.
    pub fn page(&self, parts: &[&str]) -> UrlPath {
        UrlPath::page(parts).under(&self.edition.root)
    }

    /// The list of a kind.
    pub fn list_path(&self, kind: Kind) -> UrlPath {
        self.page(&[site::word(kind, site::address_locale(&self.site.config))])
    }

    /// A section, or a page of it.
    pub fn section_path(&self, section: Section, rest: &[&str]) -> UrlPath {
        let word = site::section(section, site::address_locale(&self.site.config));
        let parts: Vec<&str> = std::iter::once(word).chain(rest.iter().copied()).collect();
        self.page(&parts)
    }

    /// The language tag of an item's text, where it is not that of the edition.
    pub fn lang_of(&self, item: &Item) -> Option<String> {
        (item.locale != self.edition.locale).then(|| item.locale.tag().to_owned())
    }

    /// A day in words.
    pub fn day(&self, date: Date) -> Shared<Day> {
        self.days.get(&date).cloned().unwrap_or_else(|| Shared::new(self.words.day(date)))
    }

    /// A fixed value with its label; the label's key is `group.id`.
    pub fn choice(&self, group: &str, id: &str) -> Choice {
        Choice { id: id.to_owned(), label: self.words.label(&format!("{group}.{id}")) }
    }

    fn level(&self, level: Level) -> Option<Choice> {
        match level {
            Level::Info => None,
            Level::Important => Some(self.choice("level", "important")),
            Level::Emergency => Some(self.choice("level", "emergency")),
        }
    }

    /// An item on a list.
    pub fn card(&self, item: &Item) -> Card {
        let announcement = announcement(item);
        Card {
            kind: kind_id(item.kind()),
            title: item.title().to_owned(),
            path: Self::path(&item.path),
            lang: self.lang_of(item),
            day: item.date.map(|date| self.day(date)),
            topic: announcement.and_then(|one| one.topic).map(|topic| self.choice("topic", topic.id())),
            level: announcement.and_then(|one| self.level(one.level)),
            status: None,
            excerpt: excerpt(item),
            pinned: item.pinned,
            archived: item.state != State::Current,
            validity: None,
            progress: None,
            line: None,
        }
    }

    /// An outage for the banner.
    pub fn banner(&self, item: &Item, announcement: &Announcement) -> Banner {
        let phone = item.reading.common.contact.clone().or_else(|| self.edition.profile.contact.phone.clone());
        Banner {
            level: self.choice("level", if announcement.level == Level::Emergency { "emergency" } else { "important" }),
            topic: announcement.topic.map(|topic| self.choice("topic", topic.id())),
            title: item.title().to_owned(),
            path: Self::path(&item.path),
            lang: self.lang_of(item),
            when: self.when(announcement),
            area: item.area.join(", "),
            phone_link: phone.as_deref().and_then(phone_link),
            phone,
            resolved: self.resolved(announcement),
            start: announcement.when.iter().map(|span| span.start.date).min().map(|date| date.to_string()),
            validity: validity::banner(announcement, self.today),
        }
    }

    /// The items of [`Desk::banners`].
    pub fn due(&self) -> &[&'a Item] {
        &self.due
    }

    /// Outages that are on the banner today or come on it soon, the most urgent first.
    pub fn banners(&self, wanted: impl Fn(&Item) -> bool) -> Vec<Banner> {
        let due = self.due.iter().filter(|item| wanted(item));
        due.filter_map(|item| Some(self.banner(item, announcement(item)?))).collect()
    }

    fn when(&self, announcement: &Announcement) -> String {
        let spans = announcement.when.iter().map(|span| self.words.interval(span));
        spans.collect::<Vec<_>>().join("; ")
    }

    /// That a fault has been mended, and when.
    pub fn resolved(&self, announcement: &Announcement) -> Option<String> {
        match &announcement.resolved {
            Resolved::No => None,
            Resolved::Yes => Some(self.words.label("alert.fault_fixed")),
            Resolved::At(moment) => {
                Some(format!("{} ({})", self.words.label("alert.fault_fixed"), self.words.moment(moment)))
            }
        }
    }

    /// What pages of all kinds show.
    pub fn item(&self, item: &Item, neighbours: Neighbours) -> ItemView {
        let common = &item.reading.common;
        let announcement = announcement(item);
        let updated = item.updated.filter(|updated| Some(*updated) > item.date);
        let (replaces, replaced_by) = self.replaced(item);
        ItemView {
            kind: kind_id(item.kind()),
            html: self.html(item, &item.path),
            day: item.date.map(|date| self.day(date)),
            updated: updated.map(|date| self.day(date)),
            topic: announcement.and_then(|one| one.topic).map(|topic| self.choice("topic", topic.id())),
            level: announcement.and_then(|one| self.level(one.level)),
            archived: self.archived(item),
            expires: self.expires(item),
            resolved: announcement.and_then(|one| self.resolved(one)),
            facts: announcement.map(|one| self.announcement_facts(item, one)).unwrap_or_default(),
            toc: if common.toc { toc(item) } else { Vec::new() },
            photos: self.gallery(&item.photos, 0, item.photos.len(), &item.path),
            files: item.files.iter().filter_map(|file| self.file(file)).collect(),
            tags: common.tags.iter().map(|tag| self.tag(tag)).collect(),
            audience: item.audience.iter().map(|id| self.audience(id)).collect(),
            area: item.area.iter().map(|street| self.street(street)).collect(),
            authors: common.authors.clone(),
            source: announcement
                .and_then(|one| one.source.as_ref())
                .map(|source| Link { title: source.name.clone(), path: source.url.clone().unwrap_or_default() }),
            replaces: replaces.cloned(),
            replaced_by: replaced_by.cloned(),
            share: self.share(item),
            ask_path: self.ask_path(item),
            ask_label: self.words.label("list.ask_about"),
            neighbours,
            answers: super::answers::of_item(self, item),
            has_code: item.reading.document.has_code,
        }
    }

    /// The form in which to say something about the item, where that is wanted: residents' opinion on
    /// what asks for it and on finished projects, else a question.
    fn ask_path(&self, item: &Item) -> Option<String> {
        self.ask_form(item).map(|form| super::form::link_about(self, form, item))
    }

    /// See [`Desk::ask_path`].
    pub fn ask_form(&self, item: &Item) -> Option<&Form> {
        let done =
            matches!(item.detail(), Detail::Project(project) if project.status == Some(site::ProjectStatus::Done));
        let asked = item.reading.common.ask.unwrap_or(matches!(item.detail(), Detail::Project(_)));
        let id = match (done, asked, item.reading.common.ask) {
            (_, _, Some(false)) => return None,
            (true, _, _) => "ocjena",
            (false, true, _) => FormKind::Opinion.id(),
            (false, false, _) => FormKind::Question.id(),
        };
        super::chrome::form(self, id).or_else(|| super::chrome::form(self, FormKind::Question.id()))
    }

    fn archived(&self, item: &Item) -> Option<String> {
        match item.state {
            State::Current => None,
            State::Archived(date) => {
                let date = self.words.long(date);
                Some(self.words.labels.fill("list.expired_on", &[("date", &date)]))
            }
        }
    }

    fn expires(&self, item: &Item) -> Option<Expiry> {
        let last = site::last_day(&item.reading).filter(|_| item.state == State::Current)?;
        let text = self.words.labels.fill("list.expired_on", &[("date", &self.words.long(last))]);
        Some(Expiry { from: validity::end(&Moment::day(last)), text })
    }

    /// When, where, why, whom to call.
    pub fn announcement_facts(&self, item: &Item, announcement: &Announcement) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |id, key: &str, text: String, link: Option<String>| {
            if !text.is_empty() {
                facts.push(Fact { id, label: self.words.label(key), text, link });
            }
        };
        add("when", "alert.when", self.when(announcement), None);
        if announcement.is_outage()
            && announcement.when.iter().all(|span| span.end.is_none())
            && announcement.resolved == Resolved::No
        {
            add("end", "alert.when", self.words.label("alert.end_unknown"), None);
        }
        add("where", "alert.where", item.area.join(", "), None);
        add("why", "alert.why", announcement.reason.clone().unwrap_or_default(), None);
        if let Some(contact) = &item.reading.common.contact {
            add("phone", "alert.who_to_call", contact.clone(), phone_link(contact));
        }
        facts
    }

    /// The text of an item as HTML for the page at `from`.
    pub fn html(&self, item: &Item, from: &UrlPath) -> String {
        let document = &item.reading.document;
        document.html.fill(|reference| match item.targets.get(reference) {
            Some(target) => self.hole(target, from),
            None => Cow::Borrowed(""),
        })
    }

    /// What goes into the hole of a reference.
    pub fn hole(&self, target: &Target, from: &UrlPath) -> Cow<'static, str> {
        match target {
            Target::Page(path, fragment) => Cow::Owned(escape(&format!("{}{fragment}", path.relative_to(from)))),
            Target::File(asset) if self.photos.is_withheld(&asset.path) => Cow::Borrowed(""),
            Target::File(asset) => Cow::Owned(escape(&self.file_path(asset).relative_to(from))),
            Target::External(url) | Target::Here(url) => Cow::Owned(escape(url)),
            Target::Photo(photo) => Cow::Owned(self.img(photo, from)),
            Target::Broken => Cow::Borrowed(""),
        }
    }

    /// What goes into the hole of a reference where the text is read away from the site.
    pub fn full_hole(&self, target: &Target) -> Cow<'static, str> {
        let full =
            |path: &UrlPath, fragment: &str| escape(&format!("{}{fragment}", self.full(path).unwrap_or_default()));
        match target {
            Target::Page(path, fragment) => Cow::Owned(full(path, fragment)),
            Target::File(asset) if self.photos.is_withheld(&asset.path) => Cow::Borrowed(""),
            Target::File(asset) => Cow::Owned(full(&self.file_path(asset), "")),
            Target::External(url) | Target::Here(url) => Cow::Owned(escape(url)),
            Target::Photo(photo) => Cow::Owned(self.plain_img(photo)),
            Target::Broken => Cow::Borrowed(""),
        }
    }

    fn img(&self, photo: &Photo, from: &UrlPath) -> String {
        let address = |name: &str| photo_path(self.site, name).relative_to(from);
        match self.photos.get(Purpose::Photo, &photo.asset.path) {
            Some(picture) => element(picture, &photo.alt, Place::Column, address),
            None => escape(&photo.alt),
        }
    }

    /// A photo where the text is read away from the site: in the format that every reader knows.
    pub fn plain_img(&self, photo: &Photo) -> String {
        let alt = escape(&photo.alt);
        match self.photos.get(Purpose::Photo, &photo.asset.path).map(|picture| &picture.main) {
            Some(main) => {
                let src = escape(&self.full(&photo_path(self.site, &main.name)).unwrap_or_default());
                format!("<img src=\"{src}\" alt=\"{alt}\" width=\"{}\" height=\"{}\">", main.width, main.height)
            }
            None => alt,
        }
    }

    /// Photos that do not stand in a text, on the page at `from`: so many of a gallery, from its photo `first` on.
    pub fn gallery(&self, photos: &[Photo], first: usize, count: usize, from: &UrlPath) -> Vec<PhotoView> {
        let placed = photos.iter().enumerate().map(|(at, photo)| (photo, Place::among(first + at, count)));
        placed.filter_map(|(photo, place)| self.photo(photo, place, from)).collect()
    }

    /// A photo as it is published on the page at `from`; none where it could not be prepared.
    pub fn photo(&self, photo: &Photo, place: Place, from: &UrlPath) -> Option<PhotoView> {
        let (purpose, alt) = match place {
            Place::Column | Place::Half => (Purpose::Photo, photo.alt.as_str()),
            // The name stands beside it.
            Place::Portrait => (Purpose::Thumbnail, ""),
        };
        let picture = self.photos.get(purpose, &photo.asset.path)?;
        Some(PhotoView {
            html: element(picture, alt, place, |name| photo_path(self.site, name).relative_to(from)),
            path: Self::path(&photo_path(self.site, &picture.main.name)),
            width: picture.main.width,
            height: picture.main.height,
            alt: photo.alt.clone(),
            caption: photo.caption.clone(),
            credit: photo.credit.clone(),
        })
    }

    /// What is shown of an item when its page is shared; none where it has no photo.
    pub fn cover(&self, item: &Item) -> Option<Cover> {
        let card = &self.photos.get(Purpose::Card, &item.cover()?.asset.path)?.main;
        let url = self.full(&photo_path(self.site, &card.name))?;
        Some(Cover { url, width: card.width, height: card.height })
    }

    /// The coat of arms: where it lies and, where it is made of pixels, where it lies in WebP.
    pub fn logo(&self) -> Option<(UrlPath, Option<UrlPath>)> {
        let logo = self.site.logo.as_ref()?;
        let published = |name: &str| photo_path(self.site, name);
        match self.photos.get(Purpose::Thumbnail, &logo.path) {
            Some(picture) => {
                Some((published(&picture.main.name), picture.webp.first().map(|one| published(&one.name))))
            }
            None => self.photos.get(Purpose::File, &logo.path).map(|_| (self.file_path(logo), None)),
        }
    }

    /// A file to download; none where it must not be given away.
    pub fn file(&self, file: &File) -> Option<FileView> {
        let ending = file.asset.path.rsplit('.').next().unwrap_or_default().to_uppercase();
        let size = lang::file_size(self.words.locale(), file.asset.len);
        (!self.photos.is_withheld(&file.asset.path)).then(|| FileView {
            title: file.title.clone(),
            path: Self::path(&self.file_path(&file.asset)),
            meta: self.words.labels.fill("list.file_meta", &[("type", &ending), ("size", &size)]),
        })
    }

    /// Where a file is published: the same for all editions.
    pub fn file_path(&self, asset: &Asset) -> UrlPath {
        file_path(self.site, asset)
    }

    /// The page of a tag.
    pub fn tag(&self, tag: &str) -> Link {
        Link { title: tag.to_owned(), path: Self::path(&self.section_path(Section::Tags, &[&lang::slug(tag)])) }
    }

    /// The page of a target group.
    pub fn audience(&self, id: &str) -> Link {
        let known = self.edition.profile.audiences.iter().find(|audience| audience.id == id);
        let title = known
            .and_then(|audience| audience.name.clone())
            .unwrap_or_else(|| self.words.label(&format!("audience.{id}")));
        Link { title, path: Self::path(&self.section_path(Section::Audiences, &[id])) }
    }

    /// The page of a street.
    pub fn street(&self, street: &str) -> Link {
        Link {
            title: street.to_owned(),
            path: Self::path(&self.section_path(Section::Streets, &[&lang::slug(street)])),
        }
    }

    /// The full address of a page, where the site has one.
    pub fn full(&self, path: &UrlPath) -> Option<String> {
        self.site.config.base_url.as_ref().map(|base| path.behind(base))
    }

    /// Ways to pass a page on, Viber first; none without a full address.
    pub fn share(&self, item: &Item) -> Vec<ShareLink> {
        let Some(url) = self.full(&item.path) else { return Vec::new() };
        let (url, title) = (url::encode(&url), url::encode(item.title()));
        let text = format!("{title}%20{url}");
        let link = |id, url: String| ShareLink { id, label: self.words.label(&format!("list.share_{id}")), url };
        vec![
            link("viber", format!("viber://forward?text={text}")),
            link("whatsapp", format!("https://wa.me/?text={text}")),
            link("facebook", format!("https://www.facebook.com/sharer/sharer.php?u={url}")),
            link("sms", format!("sms:?&body={text}")),
            link("email", format!("mailto:?subject={title}&body={text}")),
        ]
    }

    /// The items that the page of one of a list of a kind leads to: the older and the newer one, of announcements only.
    pub fn around<'l>(&self, list: &'l [Arc<Item>], at: usize, kind: Kind) -> (Option<&'l Item>, Option<&'l Item>) {
        let item = |at: Option<usize>| {
            at.filter(|_| kind == Kind::Announcement).and_then(|at| list.get(at)).map(|item| &**item)
        };
        (item(at.checked_add(1)), item(at.checked_sub(1)))
    }

    /// See [`Desk::around`].
    pub fn neighbours(&self, list: &[Arc<Item>], at: usize, kind: Kind) -> Neighbours {
        let (older, newer) = self.around(list, at, kind);
        let card = |item| Box::new(self.card(item));
        Neighbours { older: older.map(card), newer: newer.map(card) }
    }

    /// The one that an announcement replaces, and the one that replaces it.
    pub fn replaced(&self, item: &Item) -> (Option<&Link>, Option<&Link>) {
        (self.replaces.old.get(&item.path), self.replaces.new.get(&item.path))
    }
}

fn due<'a>(edition: &'a Edition, today: &Today) -> Vec<&'a Item> {
    let current = edition.of(Kind::Announcement).iter().filter(|item| item.state == State::Current);
    let announced = current.filter_map(|item| Some((&**item, announcement(item)?)));
    // Those to come wait on the pages, so that they show in time even if nobody builds again.
    // One may come and be over between today and the last day of the horizon.
    let near = |one: &Announcement| validity::horizon(*today).any(|day| site::on_banner(one, day));
    let mut due: Vec<_> = announced.filter(|(_, one)| near(one)).collect();
    due.sort_by_key(|(_, one)| std::cmp::Reverse(one.level));
    due.into_iter().map(|(item, _)| item).collect()
}

/// Which announcement replaces which, both ways, by the path of the page.
#[derive(Default)]
struct Replaces {
    /// The one that a page replaces.
    old: BTreeMap<UrlPath, Link>,
    /// The one that replaces a page.
    new: BTreeMap<UrlPath, Link>,
}

impl Replaces {
    fn of(edition: &Edition) -> Replaces {
        let all = edition.of(Kind::Announcement);
        let replacing = all.iter().filter_map(|item| Some((item, announcement(item)?.replaces.as_ref()?)));
        let replacing: Vec<_> = replacing.collect();
        let mut found = Replaces::default();
        if replacing.is_empty() {
            return found;
        }
        let names = all
            .iter()
            .flat_map(|item| [(lang::slug(&item.reading.front.name.stem), item), (last_part(&item.path), item)]);
        let names: BTreeMap<String, &Arc<Item>> = names.collect();
        let link = |item: &Item| Link { title: item.title().to_owned(), path: Desk::path(&item.path) };
        for (item, written) in replacing {
            let name = written.value.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let Some(old) = names.get(&lang::slug(name.trim_end_matches(".md"))).filter(|old| old.path != item.path)
            else {
                continue;
            };
            found.old.insert(item.path.clone(), link(old));
            found.new.insert(old.path.clone(), link(item));
        }
        found
    }
}

fn last_part(path: &UrlPath) -> String {
    path.folders().last().unwrap_or_default().to_owned()
}

/// Where a file is published.
pub fn file_path(site: &Site, asset: &Asset) -> UrlPath {
    let locale = site::address_locale(&site.config);
    let mut parts = asset.path.rsplit('/');
    let name = url::Slug::file_name(parts.next().unwrap_or_default());
    let folder = parts.next().unwrap_or_default();
    match Kind::of_folder(folder) {
        Some(kind) if kind != Kind::Page => UrlPath::file(&[site::word(kind, locale), &name]),
        _ => {
            let folder = lang::slug(folder);
            let section = site::section(Section::Files, locale);
            if folder.is_empty() { UrlPath::file(&[section, &name]) } else { UrlPath::file(&[section, &folder, &name]) }
        }
    }
}

/// Where a photo is published.
pub fn photo_path(site: &Site, name: &str) -> UrlPath {
    UrlPath::file(&[site::section(Section::Photos, site::address_locale(&site.config)), name])
}

/// The name of a kind in views.
pub fn kind_id(kind: Kind) -> &'static str {
    match kind {
        Kind::Announcement => "announcement",
        Kind::Project => "project",
        Kind::Event => "event",
        Kind::Service => "service",
        Kind::Document => "document",
        Kind::Council => "council",
        Kind::Page => "page",
        Kind::Poll => "poll",
    }
}

/// The announcement that an item is.
pub fn announcement(item: &Item) -> Option<&Announcement> {
    match item.detail() {
        Detail::Announcement(announcement) => Some(announcement),
        _ => None,
    }
}

/// The same for the same content in all sites and languages: its file without the language, and its
/// name among others of that file.
pub fn content_key(item: &Item) -> String {
    let front = &item.reading.front;
    format!("{}/{}#{}", front.folder(), front.name.rest, item.path.folders().last().unwrap_or_default())
}

/// The description, or the beginning of the text.
pub fn excerpt(item: &Item) -> String {
    item.reading.common.description.clone().unwrap_or_else(|| shorten(&item.reading.document.plain))
}

/// How many characters of a text stand on a list.
const EXCERPT: usize = 160;

/// The beginning of a text: whole sentences where one ends in time, else whole words.
fn shorten(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    // A full stop ends a sentence when a capital follows: `3. decembra` does not.
    let capital = |at: usize| text.get(at + 2..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
    let sentence = head.match_indices(['.', '!', '?']).map(|(at, _)| at).rfind(|at| capital(*at));
    match sentence.filter(|at| *at > EXCERPT / 3) {
        Some(at) => head.get(..=at).unwrap_or(head).to_owned(),
        None => format!("{} …", head.rsplit_once(' ').map_or(head, |(words, _)| words)),
    }
}

/// `tel:` and the number as telephones dial it; none where there are too few digits to be one.
pub fn phone_link(written: &str) -> Option<String> {
    let number = dialled(written);
    (number.len() >= 3).then(|| format!("tel:{number}"))
}

fn toc(item: &Item) -> Vec<Link> {
    let headings = item.reading.document.headings.iter().filter(|heading| heading.top && heading.level == 2);
    headings.map(|heading| Link { title: heading.text.clone(), path: format!("#{}", heading.id) }).collect()
}

/// Text for HTML and for attribute values in double quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
