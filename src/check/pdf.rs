//! What a PDF holds.

use super::document::Content;
use lopdf::{Dictionary, Document, Error, Object};
use std::collections::BTreeSet;

/// Larger files are not opened: they are told to be heavy. In bytes.
const MOST: usize = 64 << 20;
/// Forms may stand inside forms.
const DEPTH: usize = 4;

/// Looks into a PDF. It is a scan when at least half of its pages are pictures without words.
pub fn content(bytes: &[u8]) -> Content {
    if bytes.len() > MOST {
        return Content::Words;
    }
    if !is_whole(bytes) {
        return Content::Damaged;
    }
    // The reader is somebody else's and the file is anybody's: a panic of it is a file that cannot be opened.
    let read = std::panic::catch_unwind(|| Document::load_mem(bytes).map(|document| of(&document)));
    match read {
        Ok(Ok(content)) => content,
        Ok(Err(Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_))) => {
            Content::Locked
        }
        Ok(Err(_)) | Err(_) => Content::Damaged,
    }
}

/// The mark at the end of a PDF (ISO 32000, 7.5.5) is there, give or take what senders add.
fn is_whole(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes);
    tail.windows(5).any(|part| part == b"%%EOF")
}

fn of(document: &Document) -> Content {
    if document.is_encrypted() {
        return Content::Locked;
    }
    let pages: Vec<_> = document.page_iter().collect();
    if pages.is_empty() {
        return Content::Damaged;
    }
    let pictures = pages.iter().filter(|page| {
        let mut held = Held::default();
        if let Ok((own, inherited)) = document.get_page_resources(**page) {
            let inherited = inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok());
            own.into_iter().chain(inherited).for_each(|resources| held.look(document, resources, DEPTH));
        }
        held.picture && !held.font
    });
    if pictures.count() * 2 >= pages.len() { Content::Scan } else { Content::Words }
}

/// What the resources of a page name.
#[derive(Default)]
struct Held {
    font: bool,
    picture: bool,
    seen: BTreeSet<*const Dictionary>,
}

impl Held {
    fn look(&mut self, document: &Document, resources: &Dictionary, depth: usize) {
        if depth == 0 || !self.seen.insert(resources) {
            return;
        }
        self.font |= within(document, resources, b"Font").is_some_and(|fonts| !fonts.is_empty());
        let objects = within(document, resources, b"XObject");
        for (_, object) in objects.into_iter().flat_map(|objects| objects.iter()) {
            let Ok((_, Object::Stream(stream))) = document.dereference(object) else { continue };
            match stream.dict.get(b"Subtype").and_then(Object::as_name) {
                Ok(b"Image") => self.picture = true,
                Ok(b"Form") => {
                    if let Some(inner) = within(document, &stream.dict, b"Resources") {
                        self.look(document, inner, depth - 1);
                    }
                }
                _ => {}
            }
        }
    }
}

fn within<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    document.dereference(dictionary.get(key).ok()?).ok()?.1.as_dict().ok()
}
