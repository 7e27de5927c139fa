//! Views: what a template gets. Plain data, complete, without a moment in it; every struct here is a
//! part of the contract with theme authors (`docs/en/themes.md`).
//!
//! Paths are from the root of the site without a leading `/`; a template writes `{{ root }}{{ path }}`,
//! so that one build works in any folder. Texts are escaped by the templates; fields called `html`
//! are HTML already.

mod answers;
mod card;
mod chrome;
mod event;
mod item;
mod list;
mod project;
mod search;
mod service;
mod share;
mod validity;

pub use answers::{
    Answer, AnswersView, ClockView, KnownView, ResultRow, ResultsView, SaidView, StatusRow, StatusesView,
};
pub use card::{Banner, Card, Choice};
pub use chrome::{Chrome, Clock, ContactView, FeedLink, Hours, LanguageLink, MenuItem, Script};
pub use event::{AgendaDay, AgendaEntry, AgendaView, EventView, MonthCell, MonthView, PriorityView};
pub use item::{Expiry, Fact, FileView, ItemView, Neighbours, PhotoView, ShareLink};
pub use list::{HomeView, HubRow, HubView, ListView, WriteView, YearLink};
pub use project::{FunderView, MilestoneView, ProjectView, UpdateView};
pub use search::{IndexEntry, LetterGroup, LetterLink, SearchView};
pub use service::{DocumentView, PersonView, PollView, ServiceView};
pub use share::{MessageView, PosterView, QrView, ShareView, SharingView};
pub use validity::Validity;

use serde::Serialize;

/// A link within the site, or to another when it begins with a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub path: String,
}

/// A day in the forms that pages need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2026-11-24`, for `datetime`.
    pub iso: String,
    /// `24. novembra 2026.`
    pub long: String,
    /// `24. 11.`, with the year where it is not that of the build.
    pub short: String,
    /// `utorak`
    pub weekday: String,
    /// `24`
    pub day: String,
    /// `nov`
    pub month: String,
}

/// What every page says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// For `<title>`, without the name of the site.
    pub title: String,
    /// For search engines and shared links.
    pub description: String,
    /// The full address, where the site has one.
    pub canonical: Option<String>,
    /// The same page in the other languages: tag and full address, for `hreflang`.
    pub alternates: Vec<Alternate>,
    /// The picture for shared links, where the page has one and the site an address.
    pub image: Option<Cover>,
    /// `website`, `article`.
    pub og_type: &'static str,
    /// JSON-LD, safe inside `<script>`; empty: none.
    pub json_ld: String,
    /// Search engines are asked to leave it out (archives, forms).
    pub noindex: bool,
}

/// What is shown of a page that is shared: a JPEG of at most 60 KB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// Its full address.
    pub url: String,
    /// In pixels; 1200 where the photo is so wide.
    pub width: u32,
    /// In pixels; 630 for a width of 1200.
    pub height: u32,
}

/// A page in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// Language tag.
    pub lang: String,
    /// Full address.
    pub url: String,
}

/// One page: everything its template sees beside the [`Chrome`] of its edition.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// From this page to the root of the site: `../../`, `./`.
    pub root: String,
    /// Of this page, from the root of the site; empty for the home page.
    pub path: String,
    /// About itself.
    pub meta: Meta,
    /// Heading of the page.
    pub heading: String,
    /// Where the reader is: from the home page down, without the page itself.
    pub trail: Vec<Link>,
    /// The same page in the other languages, for the switch.
    pub languages: Vec<LanguageLink>,
    /// Language of the main text, where it is not that of the page; with the notice to show.
    pub untranslated: Option<Untranslated>,
    /// What the page shows, under the name of its template's subject.
    #[serde(flatten)]
    pub body: Body,
}

/// The text exists in another language only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Untranslated {
    /// Language tag of the text.
    pub lang: String,
    /// What to tell the reader.
    pub notice: String,
}

/// The subject of a page; the name of the field is what templates see.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// `home.html`
    Home(Box<HomeView>),
    /// `announcement.html`, `page.html`
    Item(Box<ItemView>),
    /// `project.html`
    Project(Box<ProjectView>),
    /// `event.html`
    Event(Box<EventView>),
    /// `service.html`
    Service(Box<ServiceView>),
    /// `poll.html`
    Poll(Box<PollView>),
    /// `list.html`: announcements, projects, services, polls, tags, streets, target groups
    List(Box<ListView>),
    /// `agenda.html`
    Agenda(Box<event::AgendaView>),
    /// `documents.html`
    Documents(Vec<DocumentView>),
    /// `council.html`
    People(Vec<PersonView>),
    /// `write.html`, the frame of `form.html`
    Form(Box<WriteView>),
    /// `forms.html`: which form to choose
    Forms(Vec<MenuItem>),
    /// `questions.html`
    Answers(Box<AnswersView>),
    /// `statuses.html`
    Statuses(Box<StatusesView>),
    /// `share.html`, for editors: poster and texts to pass on
    Share(Box<ShareView>),
    /// `sharing.html`, for editors: what can be passed on
    Sharing(Box<SharingView>),
    /// `search.html`
    Search(Box<SearchView>),
    /// `hub.html`
    Hub(Box<HubView>),
    /// `redirect.html`: the address to go to
    Redirect(String),
    /// `404.html`
    Nothing(()),
}
