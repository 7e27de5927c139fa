//! Photos and files that front matter names.

use super::fields::{Fields, Vocabulary, scalar};
use super::texts::texts;
use crate::diag::{Severity, Span};
use crate::yaml::{Node, Value};

/// A file as an editor named it, from the text's own folder, or with `/` from the site's.
#[derive(Clone, Debug)]
pub struct FileRef {
    /// As written.
    pub src: String,
    /// Where.
    pub span: Span,
    /// What to call it in the list of files.
    pub title: Option<String>,
}

/// A photo as an editor named it.
#[derive(Clone, Debug)]
pub struct PhotoRef {
    /// Which file.
    pub file: FileRef,
    /// What is on it, for those who do not see it.
    pub alt: Option<String>,
    /// A line under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["src", "datoteka", "file", "slika"],
    &["alt", "opis"],
    &["caption", "potpis"],
    &["credit", "autor"],
    &["title", "naslov"],
]]);

/// The one photo of a key.
pub fn photo(fields: &mut Fields, name: &'static str) -> Option<PhotoRef> {
    photos(fields, name).into_iter().next()
}

/// The photos of a key.
pub fn photos(fields: &mut Fields, name: &'static str) -> Vec<PhotoRef> {
    let nodes = fields.nodes(name);
    nodes.into_iter().filter_map(|node| read(fields, node)).collect()
}

/// The files of a key.
pub fn files(fields: &mut Fields, name: &'static str) -> Vec<FileRef> {
    photos(fields, name).into_iter().map(|photo| photo.file).collect()
}

fn read(fields: &mut Fields, node: &Node) -> Option<PhotoRef> {
    match &node.value {
        Value::Map(_) => {
            let mut inner = Fields::new(&KEYS, &[node]);
            let src = inner.text_at("src");
            let photo = src.map(|src| PhotoRef {
                file: FileRef { src: src.value, span: src.span, title: inner.text("title") },
                alt: inner.text("alt"),
                caption: inner.text("caption"),
                credit: inner.text("credit"),
            });
            if photo.is_none() {
                inner.findings.push(no_src(node));
            }
            fields.findings.append(&mut inner.findings);
            photo
        }
        _ => {
            let src = scalar(node)?.trim().to_owned();
            let file = FileRef { src, span: node.span.clone(), title: None };
            Some(PhotoRef { file, alt: None, caption: None, credit: None })
        }
    }
}

fn no_src(node: &Node) -> crate::diag::Diagnostic {
    use crate::diag::text;
    crate::diag::Problem::new("F016", text!("nije rečeno koja je datoteka", "it does not say which file"))
        .help(text!("dodajte `src: ime-datoteke.jpg`", "add `src: name-of-the-file.jpg`"))
        .at(Severity::Warning, &node.span)
}

texts!(FileRef: title);
texts!(PhotoRef: file, alt, caption, credit);
