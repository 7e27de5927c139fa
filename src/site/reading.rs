//! One item as its files give it: read once, whatever sites show it.

use super::announcement::{self, Announcement};
use super::common::{self, Common};
use super::dialect::How;
use super::fields::{Fields, Vocabulary, scalar as text_of};
use super::memo::Memo;
use super::{event, page, poll, project, service};
use crate::diag::{Checked, Diagnostic, Source};
use crate::lang::Locale;
use crate::load::{Kind, TextFile};
use crate::markdown::{self, Document};
use crate::print::Print;
use crate::yaml::Node;
use std::ops::Range;
use std::sync::Arc;

/// What an item is beyond the common keys.
#[derive(Clone, Debug)]
pub enum Detail {
    /// Obavještenje.
    Announcement(Announcement),
    /// Projekat.
    Project(project::Project),
    /// Događaj.
    Event(Box<event::Event>),
    /// Usluga.
    Service(service::Service),
    /// Anketa.
    Poll(poll::Poll),
    /// Stranica.
    Page,
}

/// An item, typed, not yet placed in a site.
#[derive(Debug)]
pub struct Reading {
    /// What it is.
    pub kind: Kind,
    /// The file whose front matter it is.
    pub front: Arc<TextFile>,
    /// The file that the text comes from: links are relative to it.
    pub text: Arc<TextFile>,
    /// The common keys.
    pub common: Common,
    /// The keys of its kind.
    pub detail: Detail,
    /// Where its Markdown lies.
    pub body: Body,
    /// The text as HTML with holes for links and photos.
    pub document: Arc<Document>,
    /// The same in the scripts that were asked for, made while it was parsed.
    pub scripts: Scripts,
    /// Of all that it was read from: equal prints, equal readings.
    pub print: Option<Print>,
}

/// A text in other scripts of its language.
pub type Scripts = Vec<(Locale, Arc<Document>)>;

/// A text and the bytes of it that are Markdown.
pub type Body = (Arc<Source>, Range<usize>);

/// The layers of one item, strongest first.
pub struct Layers<'a> {
    /// Whose mapping is strongest, and whose name counts.
    pub front: &'a Arc<TextFile>,
    /// Where the text is taken from.
    pub text: &'a Arc<TextFile>,
    /// What its mapping lies over: the original of a translation, the shared file, defaults; each with the print of the
    /// file that it is in.
    pub below: Vec<(&'a Node, Print)>,
}

impl Layers<'_> {
    /// Of everything that an item of a kind is read from.
    fn print(&self, kind: Kind, how: &How) -> Option<Print> {
        let files = [self.front, self.text].map(|file| (&file.source.path, file.print));
        let below: Vec<Print> = self.below.iter().map(|(_, print)| *print).collect();
        Print::of_data(&(kind, files, below, how.print))
    }
}

/// The keys that a kind understands.
pub fn vocabulary(kind: Kind) -> &'static Vocabulary {
    match kind {
        Kind::Announcement => &announcement::KEYS,
        Kind::Project => &project::KEYS,
        Kind::Event => &event::KEYS,
        Kind::Service => &service::KEYS,
        Kind::Poll => &poll::KEYS,
        Kind::Page | Kind::Document | Kind::Council => &page::KEYS,
    }
}

/// Whether the keys of an item say that it is not to be published.
pub fn says_draft(kind: Kind, item: &Node) -> bool {
    common::is_draft(&mut Fields::new(vocabulary(kind), &[item]))
}

/// Reads an item of a Markdown file, unless `memo` holds it. None when an error keeps it from being published.
pub fn read(kind: Kind, layers: &Layers, how: &How, memo: &Memo) -> Checked<Option<Arc<Reading>>> {
    memo.reading(layers, how, || read_anew(kind, layers, how, memo))
}

fn read_anew(kind: Kind, layers: &Layers, how: &How, memo: &Memo) -> Checked<Option<Arc<Reading>>> {
    let text = layers.text;
    let converted = memo.convert(text, how);
    let nodes: Vec<&Node> = layers.front.yaml.iter().chain(layers.below.iter().map(|(node, _)| *node)).collect();
    let damaged = layers.front.damaged;
    let fields = Fields::new(vocabulary(kind), &nodes);
    let body = (Arc::clone(&text.source), text.body.clone());
    let html = (body, Arc::clone(&converted.document), converted.scripts.clone());
    let print = layers.print(kind, how);
    let read = finish(kind, fields, (layers.front, text), html, print, converted.findings.clone());
    // What was lost may have said that this is a draft.
    Checked { value: read.value.filter(|_| !damaged), findings: read.findings }
}

/// Reads an item that is a mapping in a YAML file, over others with the prints of their files; its text is Markdown under
/// `text`.
pub fn read_node(
    kind: Kind,
    file: &Arc<TextFile>,
    node: &Node,
    below: &[(&Node, Print)],
    how: &How,
) -> Checked<Option<Arc<Reading>>> {
    let options = how.options;
    let nodes: Vec<&Node> = std::iter::once(node).chain(below.iter().map(|(node, _)| *node)).collect();
    let fields = Fields::new(vocabulary(kind), &nodes);
    let mut findings = Vec::new();
    let source = Source::new(file.source.path.clone(), event::body(node).and_then(text_of).unwrap_or_default());
    let body = (Arc::clone(&source), 0..source.text.len());
    let document = event::body(node).map(|body| inner_text(&source, body, options).collect(&mut findings));
    let mut document = document.unwrap_or_default();
    // A poll may have a question only.
    document.title = document.title.or_else(|| poll::heading(node).map(str::to_owned));
    let layers = Layers { front: file, text: file, below: below.to_vec() };
    let place = (node.span.start, node.span.end);
    let print = layers.print(kind, how).and_then(|print| Print::of_data(&(print, place)));
    finish(kind, fields, (file, file), (body, Arc::new(document), Vec::new()), print, findings)
}

/// Markdown that is a value in YAML. YAML folds and unescapes, so places inside it are not those of
/// the file: whatever is found there is shown at the value.
fn inner_text(source: &Arc<Source>, body: &Node, options: &markdown::Options) -> Checked<Document> {
    let mut read = markdown::convert(source, 0..source.text.len(), options);
    for finding in &mut read.findings {
        finding.at = (&body.span).into();
    }
    for reference in &mut read.value.references {
        reference.span = body.span.start..body.span.end;
    }
    read
}

fn finish(
    kind: Kind,
    mut fields: Fields,
    (front, text): (&Arc<TextFile>, &Arc<TextFile>),
    (body, document, scripts): (Body, Arc<Document>, Scripts),
    print: Option<Print>,
    mut findings: Vec<Diagnostic>,
) -> Checked<Option<Arc<Reading>>> {
    let common = common::read(&mut fields, front, document.title.as_deref());
    let detail = common.as_ref().map(|common| detail(kind, &mut fields, common));
    if kind == Kind::Project {
        findings.extend(project::doubtful_updates(&document, &text.source));
    }
    let failed = fields.failed();
    findings.append(&mut fields.findings);
    let value = match (common, detail) {
        (Some(common), Some(detail)) if !failed => {
            let (front, text) = (Arc::clone(front), Arc::clone(text));
            Some(Arc::new(Reading { kind, front, text, common, detail, body, document, scripts, print }))
        }
        _ => None,
    };
    Checked { value, findings }
}

/// The keys of a kind beyond the common ones.
pub fn detail(kind: Kind, fields: &mut Fields, common: &Common) -> Detail {
    match kind {
        Kind::Announcement => Detail::Announcement(announcement::read(fields, common)),
        Kind::Project => Detail::Project(project::read(fields, common)),
        Kind::Event => Detail::Event(Box::new(event::read(fields, common))),
        Kind::Service => Detail::Service(service::read(fields, common)),
        Kind::Poll => Detail::Poll(poll::read(fields, common)),
        Kind::Page | Kind::Document | Kind::Council => Detail::Page,
    }
}
