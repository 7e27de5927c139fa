//! What pages weigh as they are sent, and how long that takes on a spent bundle.

use super::facts::Part;
use super::survey::Observation;
use crate::diag::{Problem, Severity, Text, text};
use crate::lang::{Locale, file_size};
use crate::output::{Budget, PageOrigin, gzip_at_most, gzip_len};
use crate::url::UrlPath;
use memchr::memmem;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Bits a second of a spent bundle.
const SLOW: u64 = 128_000;

/// The frame of a theme must not weigh more than the first packets of a connection carry, in bytes.
const FRAME: usize = 14 * 1024;

/// How long something takes to arrive at 128 kbit/s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Tenths of a second, rounded up.
    pub tenths: u64,
}

impl Wait {
    /// Of so many bytes.
    pub fn of(bytes: usize) -> Wait {
        Wait { tenths: (bytes as u64).saturating_mul(80).div_ceil(SLOW) }
    }

    /// `1,4 s`, `2 min 5 s`.
    pub fn text(self) -> Text {
        let (whole, rest) = (self.tenths / 10, self.tenths % 10);
        match (whole / 60, whole % 60) {
            (0, seconds) => text!("{seconds},{rest} s", "{seconds}.{rest} s"),
            (minutes, seconds) => text!("{minutes} min {seconds} s", "{minutes} min {seconds} s"),
        }
    }
}

/// The HTML of a page as it is sent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Weight {
    /// No less than it is compressed, in bytes.
    pub at_most: usize,
    /// Compressed, in bytes, where somebody has to know.
    pub gzip: Option<usize>,
    /// What is in it, where it is too heavy.
    shares: Option<Shares>,
}

/// A page as it is sent.
#[derive(Debug)]
struct Weighed {
    path: UrlPath,
    origin: PageOrigin,
    gzip: usize,
    /// What is loaded with it at once.
    eager: Vec<UrlPath>,
    shares: Option<Shares>,
}

/// What the HTML of a page is made of, each compressed by itself, in bytes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Shares {
    main: usize,
    style: usize,
    /// Everything outside `<main>`, style and scripts among it.
    frame: usize,
}

impl Weight {
    /// Weighs a page as closely as it has to be known: exactly, where it may be too heavy, or where that `is_wanted` of a
    /// page so heavy at most. Compressing a page costs more than making it.
    pub fn of(html: &str, origin: &PageOrigin, is_wanted: impl FnOnce(usize) -> bool) -> Weight {
        let at_most = gzip_at_most(html.as_bytes());
        let is_wanted = is_wanted(at_most) || at_most > origin.budget.html;
        let gzip = is_wanted.then(|| gzip_len(html.as_bytes()));
        let shares = gzip.filter(|gzip| *gzip > origin.budget.html).map(|_| Shares::of(html));
        Weight { at_most, gzip, shares }
    }
}

impl Shares {
    fn of(html: &str) -> Shares {
        let start = html.find("<main").unwrap_or(html.len());
        let end = html.rfind("</main>").unwrap_or(html.len()).max(start);
        let (before, rest) = html.split_at_checked(start).unwrap_or((html, ""));
        let (main, after) = rest.split_at_checked(end - start).unwrap_or((rest, ""));
        Shares {
            main: gzip_len(main.as_bytes()),
            style: around_style(before).map_or(0, |[_, style, _]| gzip_len(style.as_bytes())),
            frame: gzip_len([before, after].concat().as_bytes()),
        }
    }
}

/// A page before, in and after the first style of its head.
pub fn around_style(html: &str) -> Option<[&str; 3]> {
    let find = |from: usize, what: &str| Some(from + memmem::find(html.as_bytes().get(from..)?, what.as_bytes())?);
    let start = find(find(0, "<style")?, ">")? + 1;
    let end = find(start, "</style")?;
    let is_in_head = find(0, "<body").is_none_or(|body| end < body);
    is_in_head.then_some([html.get(..start)?, html.get(start..end)?, html.get(end..)?])
}

/// The pages that were weighed: of each text, and of each template without one, the heaviest.
#[derive(Debug, Default)]
pub struct Weights {
    heavy: BTreeMap<Group, Weighed>,
    /// Pages whose first view cannot be known before all files are there.
    waiting: Vec<Weighed>,
    heaviest: Option<(UrlPath, usize)>,
}

/// The text of a page, else its template.
type Group = Result<String, String>;

impl Weights {
    /// Keeps what matters of a page that was weighed, and loads `eager` with it.
    pub fn add(&mut self, path: &UrlPath, origin: &PageOrigin, weight: Weight, eager: &[UrlPath]) {
        let Weight { gzip: Some(gzip), shares, .. } = weight else { return };
        let is_heavier = |(other, most): &(UrlPath, usize)| (gzip, Reverse(path)) > (*most, Reverse(other));
        if self.heaviest.as_ref().is_none_or(is_heavier) {
            self.heaviest = Some((path.clone(), gzip));
        }
        let page = || Weighed { path: path.clone(), origin: origin.clone(), gzip, eager: eager.to_vec(), shares };
        if shares.is_some() {
            let group = origin.source.clone().ok_or_else(|| origin.template.clone());
            match self.heavy.get(&group) {
                Some(known) if (known.gzip, Reverse(&known.path)) >= (gzip, Reverse(path)) => {}
                _ => drop(self.heavy.insert(group, page())),
            }
        } else if !eager.is_empty() {
            self.waiting.push(page());
        }
    }

    /// The heaviest page.
    pub fn heaviest(&self) -> Option<(UrlPath, usize)> {
        self.heaviest.clone()
    }
}

/// Of a build: the pages that are worth weighing, since weighing all costs more than making them.
#[derive(Debug, Default)]
pub struct Candidates {
    /// By length.
    longest: Top,
    /// By length against the budget, of those that are over twice of it: HTML becomes less than half.
    fattest: Top,
}

/// So many of the longest are weighed in any case.
const LONGEST: usize = 4;
/// And so many of those that may be over their budgets.
const FATTEST: usize = 16;

type Top = BTreeMap<(usize, Reverse<UrlPath>), (String, PageOrigin)>;

impl Candidates {
    /// Whether a page so long would be kept.
    pub fn wants(&self, path: &UrlPath, len: usize, budget: Budget) -> bool {
        is_wanted(&self.longest, LONGEST, len, path)
            || fatness(len, budget).is_some_and(|score| is_wanted(&self.fattest, FATTEST, score, path))
    }

    /// Considers a page.
    pub fn offer(&mut self, path: &UrlPath, html: &str, origin: &PageOrigin) {
        offer(&mut self.longest, LONGEST, html.len(), path, html, origin);
        if let Some(score) = fatness(html.len(), origin.budget) {
            offer(&mut self.fattest, FATTEST, score, path, html, origin);
        }
    }

    /// Weighs what was kept.
    pub fn weigh(self, weights: &mut Weights) {
        let all = self.longest.into_iter().chain(self.fattest);
        let all: BTreeMap<UrlPath, (String, PageOrigin)> = all.map(|((_, Reverse(path)), page)| (path, page)).collect();
        for (path, (html, origin)) in all {
            weights.add(&path, &origin, Weight::of(&html, &origin, |_| true), &[]);
        }
    }
}

/// Its length against the budget, in thousandths, where that may be too much.
fn fatness(len: usize, budget: Budget) -> Option<usize> {
    (len > 2 * budget.html).then(|| len.saturating_mul(1000) / budget.html.max(1))
}

fn is_wanted(top: &Top, most: usize, score: usize, path: &UrlPath) -> bool {
    let is_less =
        |((least, Reverse(last)), _): (&(usize, Reverse<UrlPath>), _)| (*least, Reverse(last)) < (score, Reverse(path));
    top.len() < most || top.first_key_value().is_none_or(is_less)
}

fn offer(top: &mut Top, most: usize, score: usize, path: &UrlPath, html: &str, origin: &PageOrigin) {
    if !is_wanted(top, most, score, path) {
        return;
    }
    top.insert((score, Reverse(path.clone())), (html.to_owned(), origin.clone()));
    if top.len() > most {
        top.pop_first();
    }
}

/// Something seen, the text it comes from, and the page.
pub type Seen = (Observation, Option<String>, UrlPath);

/// The size of a file as sent, where there is one.
type Size<'a> = dyn Fn(&UrlPath) -> Option<usize> + 'a;

/// What is too heavy.
pub fn check(weights: Weights, size: &Size) -> Vec<Seen> {
    let mut found = Vec::new();
    for page in weights.heavy.values() {
        if let Some(shares) = page.shares {
            found.push(match shares.frame > FRAME {
                true => (frame(page, shares), None, page.path.clone()),
                false => (heavy(page, shares), page.origin.source.clone(), page.path.clone()),
            });
        }
    }
    found.extend(first_views(weights.waiting, size));
    found
}

/// Budgets are small: below 100 KB a tenth of one matters.
fn size(bytes: usize) -> Text {
    let tenths = bytes.saturating_mul(10).div_ceil(1024);
    match (tenths / 10, tenths % 10) {
        (1..100, 0) | (0 | 100.., _) => {
            Text { bs: file_size(Locale::Bs, bytes as u64), en: file_size(Locale::En, bytes as u64) }
        }
        (whole, rest) => text!("{whole},{rest} KB", "{whole}.{rest} KB"),
    }
}

fn of(problem: Problem, severity: Severity) -> Observation {
    Observation { severity, problem, part: Part::Main, needles: Vec::new() }
}

/// A page over its budget: what is in it, how long it takes, what would help.
fn heavy(page: &Weighed, shares: Shares) -> Observation {
    let (path, weight, most, wait) =
        (&page.path, size(page.gzip), size(page.origin.budget.html), Wait::of(page.gzip).text());
    let (main, style, rest) = (size(shares.main), size(shares.style), size(shares.frame.saturating_sub(shares.style)));
    let message = Text {
        bs: format!(
            "stranica `{path}` ima {}, a granica je {}; na 128 kbit/s stiže za {}",
            weight.bs, most.bs, wait.bs
        ),
        en: format!(
            "the page `{path}` has {}, and the budget is {}; at 128 kbit/s it arrives in {}",
            weight.en, most.en, wait.en
        ),
    };
    let made_of = Text {
        bs: format!("u tome: tekst {}, izgled {}, ostatak okvira {}", main.bs, style.bs, rest.bs),
        en: format!("of it: text {}, style {}, the rest of the frame {}", main.en, style.en, rest.en),
    };
    let cure = match (shares.main > shares.frame, page.origin.source.is_some()) {
        (true, true) => text!(
            "podijelite tekst na dva, ili ono dugo (odluku, spisak) objavite kao dokument",
            "split the text, or publish what is long (a decision, a list) as a document"
        ),
        (true, false) => text!(
            "skratite opise na listi, ili podignite granicu u `budžeti`",
            "shorten the descriptions on the list, or raise the limit in `budgets`"
        ),
        (false, _) => text!(
            "najteža je tema: skratite njen stil i okvir, ili podignite granicu u `budžeti`",
            "the theme is the heaviest: shorten its style and frame, or raise the limit in `budgets`"
        ),
    };
    of(Problem::new("V001", message).help(made_of).help(cure), Severity::Warning)
}

/// A theme that is too heavy before anything is written.
fn frame(page: &Weighed, shares: Shares) -> Observation {
    let (frame, most, style) = (size(shares.frame), size(FRAME), size(shares.style));
    let template = &page.origin.template;
    let message = Text {
        bs: format!("sam okvir stranica ima {}, a ne smije preći {} (predložak `{template}`)", frame.bs, most.bs),
        en: format!(
            "the frame of the pages alone has {}, and must not exceed {} (template `{template}`)",
            frame.en, most.en
        ),
    };
    let help = Text {
        bs: format!("od toga je izgled {}: skratite stil, slike i skripte u temi", style.bs),
        en: format!("of it, style is {}: shorten the style, pictures and scripts of the theme", style.en),
    };
    Observation { part: Part::Frame, ..of(Problem::new("V003", message).help(help), Severity::Error) }
}

/// Pages that load too much at once, one for each file that is the heaviest of some. Where it is so for several
/// texts, it is not the text.
fn first_views(pages: Vec<Weighed>, size: &Size) -> Vec<Seen> {
    let mut by_cause: BTreeMap<UrlPath, (usize, Weighed, BTreeSet<Option<String>>)> = BTreeMap::new();
    for page in pages {
        let view = FirstView::of(&page, size);
        let Some(cause) = view.cause.clone().filter(|_| view.is_too_much(&page)) else { continue };
        let source = page.origin.source.clone();
        let key = |bytes: usize, page: &Weighed| (bytes, Reverse(page.path.clone()));
        match by_cause.get_mut(&cause) {
            Some((bytes, worst, sources)) => {
                sources.insert(source);
                if key(view.bytes, &page) > key(*bytes, worst) {
                    (*bytes, *worst) = (view.bytes, page);
                }
            }
            None => drop(by_cause.insert(cause, (view.bytes, page, BTreeSet::from([source])))),
        }
    }
    let told = by_cause.into_values().map(|(_, page, sources)| {
        let source = page.origin.source.clone().filter(|_| sources.len() == 1);
        (first_view(&page, &FirstView::of(&page, size)), source, page.path)
    });
    told.collect()
}

/// What a telephone loads before anyone touches the page.
struct FirstView {
    bytes: usize,
    requests: usize,
    /// The heaviest of the files, and its bytes.
    cause: Option<UrlPath>,
    heaviest: usize,
}

impl FirstView {
    fn of(page: &Weighed, size: &Size) -> FirstView {
        let eager: Vec<_> = page.eager.iter().filter_map(|path| Some((size(path)?, path))).collect();
        let heaviest = eager.iter().max_by_key(|(len, path)| (*len, Reverse(*path)));
        FirstView {
            bytes: page.gzip + eager.iter().map(|(len, _)| len).sum::<usize>(),
            requests: 1 + eager.len(),
            cause: heaviest.map(|(_, path)| (*path).clone()),
            heaviest: heaviest.map_or(0, |(len, _)| *len),
        }
    }

    fn is_too_much(&self, page: &Weighed) -> bool {
        self.bytes > page.origin.budget.first_view || self.requests > page.origin.budget.requests
    }
}

fn first_view(page: &Weighed, view: &FirstView) -> Observation {
    let budget = page.origin.budget;
    let (path, weight, most, wait) =
        (&page.path, size(view.bytes), size(budget.first_view), Wait::of(view.bytes).text());
    let (requests, allowed) = (view.requests, budget.requests);
    let message = Text {
        bs: format!(
            "uz stranicu `{path}` odmah se učitava {} (broj datoteka: {requests}), a granica je {} (broj datoteka: {allowed}); na 128 kbit/s stiže za {}",
            weight.bs, most.bs, wait.bs
        ),
        en: format!(
            "with the page `{path}` {} are loaded at once (files: {requests}), and the limit is {} (files: {allowed}); at 128 kbit/s they arrive in {}",
            weight.en, most.en, wait.en
        ),
    };
    let (name, len) = (view.cause.as_ref().map(UrlPath::name).unwrap_or_default(), size(view.heaviest));
    let heaviest =
        Text { bs: format!("najteže: `{name}`, {}", len.bs), en: format!("the heaviest: `{name}`, {}", len.en) };
    let cure = text!(
        "smanjite je, ili neka čeka dok se do nje ne dođe: `loading=\"lazy\"`",
        "make it smaller, or let it wait until it comes into view: `loading=\"lazy\"`"
    );
    of(Problem::new("V002", message).help(heaviest).help(cure), Severity::Warning)
}
