//! What a page says of itself, read from its bytes once, by the only file that knows the tokenizer.

use super::weight::around_style;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Tokenizer};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::convert::Infallible;

/// Which part of a page something stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// What all pages of a theme share.
    #[default]
    Frame,
    /// Inside `<main>`.
    Main,
}

/// A page, as far as it is checked.
#[derive(Debug, Default)]
pub struct Facts {
    /// `lang` of the page.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// All ids, in order.
    pub ids: Vec<(String, Part)>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Links that lead somewhere.
    pub links: Vec<Link>,
    /// Buttons.
    pub buttons: Vec<Named>,
    /// Fields of forms.
    pub fields: Vec<Field>,
    /// Pictures.
    pub images: Vec<Image>,
    /// Tables.
    pub tables: Vec<Table>,
    /// The text of its `<style>` elements.
    pub css: String,
    /// Style sheets and scripts, by their addresses.
    pub files: Vec<String>,
}

/// A heading.
#[derive(Debug)]
pub struct Heading {
    /// From 1.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub part: Part,
}

/// A link.
#[derive(Debug)]
pub struct Link {
    /// As written.
    pub href: String,
    /// What a screen reader calls it.
    pub name: String,
    /// Where it stands.
    pub part: Part,
}

/// Something with a name.
#[derive(Debug)]
pub struct Named {
    /// What a screen reader calls it.
    pub name: String,
    /// Where it stands.
    pub part: Part,
}

/// A field of a form.
#[derive(Debug)]
pub struct Field {
    /// Its `name`.
    pub name: String,
    /// Its `id`.
    pub id: String,
    /// It has a name without a `<label for>`: inside a label, or by attribute.
    pub named: bool,
    /// Where it stands.
    pub part: Part,
}

/// A picture.
#[derive(Debug)]
pub struct Image {
    /// Its address; of several, the one that a telephone takes.
    pub src: String,
    /// Its description; none where it has none, empty where it is decoration.
    pub alt: Option<String>,
    /// It waits until it comes into view.
    pub lazy: bool,
    /// Where it stands.
    pub part: Part,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// The words of its first cells.
    pub text: String,
    /// It has headers, or is none for a screen reader.
    pub fine: bool,
    /// Where it stands.
    pub part: Part,
}

impl Facts {
    /// Reads a page; anything is some page.
    pub fn of(html: &str) -> Facts {
        let mut reader = Reader::default();
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<Infallible> {
                reader.event(event);
                None
            });
        emitter.naively_switch_states(true);
        // Reading from memory does not fail.
        let _ = Tokenizer::new_with_emitter(html, Silent(emitter)).finish();
        reader.done()
    }

    /// As [`Facts::of`] without the text of the first style, which is most of a page and says nothing of it.
    pub fn beside_style(html: &str) -> Facts {
        match around_style(html) {
            Some([before, _, after]) => Facts::of(&[before, after].concat()),
            None => Facts::of(html),
        }
    }
}

/// Without the errors, which browsers read past, too: to look for them is a quarter of the work.
struct Silent<E>(E);

impl<E: Emitter> ForwardingEmitter for Silent<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Attributes that are kept.
const KEPT: [&str; 20] = [
    "id",
    "href",
    "src",
    "alt",
    "lang",
    "loading",
    "srcset",
    "sizes",
    "type",
    "name",
    "for",
    "role",
    "rel",
    "media",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "title",
    "value",
    "placeholder",
];

/// Texts longer than this are cut: they are only shown.
const SHOWN: usize = 60;

#[derive(Default)]
struct Reader {
    facts: Facts,
    tag: String,
    attributes: Vec<(&'static str, String)>,
    /// The attribute that is being read is the last of `attributes`.
    keeping: bool,
    main: usize,
    /// Elements that say nothing to a screen reader, while they are open: name, and how many of that name.
    hidden: Option<(String, usize)>,
    is_title: bool,
    is_style: bool,
    skipped: bool,
    heading: Option<Heading>,
    link: Option<Link>,
    button: Option<Named>,
    /// Open labels.
    labels: usize,
    label_for: Vec<String>,
    /// For each field the ids of elements that name it.
    labelled_by: Vec<Vec<String>>,
    tables: Vec<Table>,
    /// What a `<picture>` offers first.
    offered: Option<String>,
    svg: usize,
}

impl Reader {
    fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.push_str(&words(name));
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                let kept = KEPT.into_iter().find(|kept| kept.as_bytes() == name);
                self.keeping = kept.is_some();
                self.attributes.extend(kept.map(|kept| (kept, String::new())));
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, text)) = self.attributes.last_mut().filter(|_| self.keeping) {
                    text.push_str(&words(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.open(self_closing),
            CallbackEvent::EndTag { name } => self.close(&words(name)),
            CallbackEvent::String { value } => self.text(value),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn take(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    fn part(&self) -> Part {
        if self.main > 0 { Part::Main } else { Part::Frame }
    }

    /// The name that attributes give. What screen readers skip needs none.
    fn label(&self) -> String {
        let named = ["aria-label", "aria-labelledby", "title"].iter().find_map(|name| self.get(name));
        let skipped = self.hidden.as_ref().map(|_| "…");
        named.or(skipped).unwrap_or_default().trim().to_owned()
    }

    fn open(&mut self, self_closing: bool) {
        let part = self.part();
        if let Some(id) = self.get("id") {
            self.facts.ids.push((id.to_owned(), part));
        }
        let tag = std::mem::take(&mut self.tag);
        self.hide(&tag, self_closing);
        match tag.as_str() {
            "html" => self.facts.lang = self.take("lang").trim().to_owned(),
            "main" => self.main += 1,
            "title" => self.is_title = self.svg == 0,
            "svg" if !self_closing => self.svg += 1,
            "style" => self.is_style = true,
            "script" => {
                self.skipped = true;
                self.facts.files.extend(self.get("src").map(str::to_owned));
            }
            "template" | "noscript" => self.skipped = true,
            "link" => self.sheet(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tag.as_bytes().get(1).map_or(1, |digit| digit - b'0');
                self.heading = Some(Heading { level, text: self.label(), part });
            }
            "a" => self.link = self.get("href").map(|href| Link { href: href.to_owned(), name: self.label(), part }),
            "button" => self.button = Some(Named { name: self.label(), part }),
            "label" => {
                self.labels += 1;
                self.label_for.extend(self.get("for").map(str::to_owned));
            }
            "input" => self.input(part),
            "select" | "textarea" => {
                self.field(part);
                self.skipped = true;
            }
            "img" => self.image(part),
            "source" => self.source(),
            "picture" => self.offered = None,
            "table" => {
                let fine = matches!(self.get("role"), Some("presentation" | "none"));
                self.tables.push(Table { text: String::new(), fine, part });
            }
            "th" => self.tables.last_mut().into_iter().for_each(|table| table.fine = true),
            _ => {}
        }
        self.tag = tag;
    }

    /// Keeps count of an element that screen readers skip.
    fn hide(&mut self, tag: &str, self_closing: bool) {
        let begins = self.get("aria-hidden") == Some("true") && !self_closing && !is_void(tag);
        match &mut self.hidden {
            Some((name, depth)) if name == tag && !self_closing => *depth += 1,
            None if begins => self.hidden = Some((tag.to_owned(), 1)),
            _ => {}
        }
    }

    fn sheet(&mut self) {
        let loads = self.get("rel").is_some_and(|rel| {
            rel.split_whitespace().any(|word| matches!(word, "stylesheet" | "icon" | "preload" | "modulepreload"))
        });
        let printed = self.get("media").is_some_and(|media| media.trim() == "print");
        self.facts.files.extend(self.get("href").filter(|_| loads && !printed).map(str::to_owned));
    }

    fn input(&mut self, part: Part) {
        match self.get("type").unwrap_or_default().to_ascii_lowercase().as_str() {
            "hidden" => {}
            "submit" | "reset" => {
                // Without a value browsers write their own word.
                let name = self.get("value").map_or_else(|| "…".to_owned(), |value| value.trim().to_owned());
                let name = if name.is_empty() { self.label() } else { name };
                self.facts.buttons.push(Named { name, part });
            }
            "button" | "image" => {
                let named = self.get("value").or_else(|| self.get("alt")).unwrap_or_default().trim().to_owned();
                let name = if named.is_empty() { self.label() } else { named };
                self.facts.buttons.push(Named { name, part });
            }
            _ => self.field(part),
        }
    }

    fn field(&mut self, part: Part) {
        let by = self.get("aria-labelledby").map(|ids| ids.split_whitespace().map(str::to_owned).collect());
        let named = self.labels > 0 || (by.is_none() && !self.label().is_empty());
        self.labelled_by.push(by.unwrap_or_default());
        self.facts.fields.push(Field { name: self.take("name"), id: self.take("id"), named, part });
    }

    /// The first format that a `<picture>` offers is the one that a telephone takes.
    fn source(&mut self) {
        let taken = self.offered.is_some() || self.get("media").is_some();
        if let Some(set) = self.get("srcset").filter(|_| !taken) {
            self.offered = Some(chosen(set, self.get("sizes").unwrap_or_default()));
        }
    }

    fn image(&mut self, part: Part) {
        let set = self.get("srcset").map(|set| chosen(set, self.get("sizes").unwrap_or_default()));
        let src = self.offered.take().or(set).filter(|src| !src.is_empty()).unwrap_or_else(|| self.take("src"));
        let alt = self.get("alt").map(|alt| alt.trim().to_owned());
        let decoration = self.hidden.is_some() || matches!(self.get("role"), Some("presentation" | "none"));
        if let (Some(alt), false) = (&alt, decoration) {
            self.say(&alt.clone());
        }
        let alt = if decoration {
            Some(alt.unwrap_or_default())
        } else {
            alt.or_else(|| Some(self.label()).filter(|name| !name.is_empty()))
        };
        let lazy = self.get("loading").is_some_and(|loading| loading.eq_ignore_ascii_case("lazy"));
        self.facts.images.push(Image { src, alt, lazy, part });
    }

    fn close(&mut self, tag: &str) {
        if let Some((name, depth)) = &mut self.hidden
            && name == tag
        {
            *depth -= 1;
            if *depth == 0 {
                self.hidden = None;
            }
        }
        match tag {
            "main" => self.main = self.main.saturating_sub(1),
            "title" => self.is_title = false,
            "svg" => self.svg = self.svg.saturating_sub(1),
            "style" => self.is_style = false,
            "script" | "template" | "noscript" | "select" | "textarea" => self.skipped = false,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.facts.headings.extend(self.heading.take()),
            "a" => self.facts.links.extend(self.link.take()),
            "button" => self.facts.buttons.extend(self.button.take()),
            "label" => self.labels = self.labels.saturating_sub(1),
            "table" => self.facts.tables.extend(self.tables.pop()),
            _ => {}
        }
    }

    fn text(&mut self, text: &[u8]) {
        if self.is_style {
            self.facts.css.push_str(&words(text));
        } else if self.is_title {
            self.facts.title.push_str(words(text).trim());
        } else if !self.skipped && self.hidden.is_none() && self.listens() {
            self.say(&words(text));
        }
    }

    /// Whether anything is open that words belong to: most of a page is read over.
    fn listens(&self) -> bool {
        self.heading.is_some() || self.link.is_some() || self.button.is_some() || !self.tables.is_empty()
    }

    /// Words belong to everything that is open.
    fn say(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let add = |name: &mut String| {
            if name.len() < SHOWN {
                name.push_str(if name.is_empty() { "" } else { " " });
                name.extend(text.chars().take(SHOWN));
            }
        };
        self.heading.iter_mut().for_each(|heading| add(&mut heading.text));
        self.link.iter_mut().for_each(|link| add(&mut link.name));
        self.button.iter_mut().for_each(|button| add(&mut button.name));
        self.tables.last_mut().into_iter().for_each(|table| add(&mut table.text));
    }

    fn done(mut self) -> Facts {
        for (field, by) in self.facts.fields.iter_mut().zip(&self.labelled_by) {
            field.named |= !field.id.is_empty() && self.label_for.contains(&field.id);
            field.named |= self.facts.ids.iter().any(|(id, _)| by.contains(id));
        }
        self.facts.links.extend(self.link.take());
        self.facts.buttons.extend(self.button.take());
        self.facts.tables.append(&mut self.tables);
        self.facts
    }
}

/// Reads what most likely is UTF-8.
fn words(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Elements without an end.
fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "img" | "input" | "br" | "hr" | "link" | "meta" | "source" | "wbr" | "col" | "area" | "embed" | "track"
    )
}

/// The width of a telephone's screen in CSS pixels, and how many of its own make one.
const SCREEN: f64 = 360.0;
const DENSITY: f64 = 2.0;

/// The file of a `srcset` that a telephone takes (HTML, "selecting an image source"): the smallest that
/// fills its place, else the largest.
fn chosen(set: &str, sizes: &str) -> String {
    let wanted = slot(sizes) * DENSITY;
    let candidates = set.split(", ").flat_map(|part| part.split(",\n")).filter_map(|part| {
        let mut words = part.trim().trim_end_matches(',').split_whitespace();
        let src = words.next()?;
        let pixels = match words.next().unwrap_or("1x") {
            wide if wide.ends_with('w') => wide.trim_end_matches('w').parse().ok()?,
            dense => dense.trim_end_matches('x').parse::<f64>().ok()? / DENSITY * wanted,
        };
        Some((pixels, src))
    });
    let better = |best: (f64, &'_ str), one: (f64, &'_ str)| match (best.0 >= wanted, one.0 >= wanted) {
        (true, true) => one.0 < best.0,
        (false, false) => one.0 > best.0,
        (fills, _) => !fills,
    };
    let best = candidates.reduce(|best, one| if better(best, one) { one } else { best });
    best.map_or_else(String::new, |(_, src)| src.to_owned())
}

/// The width of a picture's place, in CSS pixels: the first of `sizes` that holds on a telephone.
fn slot(sizes: &str) -> f64 {
    for part in sizes.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (condition, size) = part.rsplit_once(')').map_or(("", part), |(condition, size)| (condition, size.trim()));
        let holds = match condition.split_once("width:") {
            None => true,
            Some((before, width)) => {
                length(width).is_none_or(|width| if before.contains("max") { SCREEN <= width } else { SCREEN >= width })
            }
        };
        if let (true, Some(size)) = (holds, length(size)) {
            return size;
        }
    }
    SCREEN
}

/// `320px`, `20rem`, `100vw`, in CSS pixels.
fn length(written: &str) -> Option<f64> {
    let written = written.trim();
    let number = |unit: &str| written.strip_suffix(unit).and_then(|number| number.trim().parse::<f64>().ok());
    let rem = || number("rem").or_else(|| number("em")).map(|n| n * 16.0);
    number("px").or_else(rem).or_else(|| number("vw").map(|n| n * SCREEN / 100.0))
}
