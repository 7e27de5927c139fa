//! The words of a text as search knows them: folded, without endings.

use super::entry::{Entry, Text};
use crate::lang::{self, Locale};
use crate::print::Print;
use crate::site::{Item, Texts};
use std::borrow::Cow;

/// Letters of a word that count; what is longer is an address or a key.
pub const LONGEST: usize = 24;

/// A piece of what is read of an entry.
#[derive(Clone, Copy)]
enum Piece<'p> {
    Title(&'p str),
    Text(&'p str),
    /// With tags between.
    Html(&'p str),
}

/// Calls `word` for each word of an entry, as it is written, and says whether it is of the title.
pub fn words(entry: &Entry, mut word: impl FnMut(&str, bool)) {
    pieces(entry, &mut |piece| match piece {
        Piece::Title(text) => each_word(text, &mut |written| word(written, true)),
        Piece::Text(text) => each_word(text, &mut |written| word(written, false)),
        Piece::Html(html) => of_html(html, &mut |text| each_word(text, &mut |written| word(written, false))),
    });
}

/// Of all that is read of some entries for an edition.
pub fn print(locale: Locale, entries: &[Entry]) -> Print {
    let mut read = locale.tag().as_bytes().to_vec();
    let mut add = |kind: u8, bytes: &[u8]| {
        read.push(kind);
        read.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        read.extend_from_slice(bytes);
    };
    for entry in entries {
        match &entry.text {
            // Streets are spelled as the settings spell them, which its print does not say.
            Text::Item(item) if item.print().is_some() => {
                item.print().iter().for_each(|print| add(4, print.bytes()));
                item.area.iter().for_each(|street| add(5, street.as_bytes()));
            }
            _ => pieces(entry, &mut |piece| match piece {
                Piece::Title(text) => add(1, text.as_bytes()),
                Piece::Text(text) => add(2, text.as_bytes()),
                Piece::Html(text) => add(3, text.as_bytes()),
            }),
        }
    }
    Print::of(&read)
}

/// All that is read of an entry, the title first.
fn pieces(entry: &Entry, piece: &mut dyn FnMut(Piece)) {
    piece(Piece::Title(&entry.title));
    match &entry.text {
        Text::Words(words) => piece(Piece::Text(words)),
        Text::Item(item) => of_item(item, piece),
    }
}

fn of_item(item: &Item, piece: &mut dyn FnMut(Piece)) {
    let reading = &item.reading;
    let common = &reading.common;
    let mut text = |text: &str| piece(Piece::Text(text));
    let lists = [&common.tags, &item.area, &common.authors];
    lists.into_iter().flatten().for_each(|one| text(one));
    let single = [&common.description, &common.contact];
    single.into_iter().flatten().for_each(|one| text(one));
    item.photos.iter().for_each(|photo| {
        text(&photo.alt);
        photo.caption.iter().for_each(|caption| text(caption));
    });
    item.files.iter().for_each(|file| text(&file.title));
    // What only its kind has: places, priorities, what to bring.
    reading.detail.clone().each_text(&mut |one| text(one));
    piece(Piece::Html(&reading.document.html.fill(|_| Cow::Borrowed(""))));
}

/// The text between tags. References are those that the Markdown writer makes: they part no word.
fn of_html(html: &str, text: &mut dyn FnMut(&str)) {
    for piece in html.split('<') {
        let shown = piece.split_once('>').map_or(piece, |(_, shown)| shown);
        if shown.contains('&') {
            let plain = shown.replace("&quot;", " ").replace("&lt;", " ").replace("&gt;", " ").replace("&amp;", " ");
            text(&plain);
        } else {
            text(shown);
        }
    }
}

/// Runs of what is not a blank or a sign of ASCII: folding changes nothing beyond them.
fn each_word(text: &str, word: &mut dyn FnMut(&str)) {
    let mut from = 0;
    // Bytes of other letters are not ASCII. A blank behind the text ends its last word.
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            text.get(from..at).filter(|part| !part.is_empty()).into_iter().for_each(&mut *word);
            from = at + 1;
        }
    }
}

/// The terms of a written word: mostly one, more where signs stand in it (`kućna–lista`), none for signs alone. A
/// single letter is none.
pub fn terms(locale: Locale, written: &str) -> Vec<String> {
    let folded = lang::fold(written);
    let parts = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let words = parts.filter(|part| part.len() > 1 || part.bytes().any(|byte| byte.is_ascii_digit()));
    words.map(|part| lang::stem(locale, part.get(..LONGEST).unwrap_or(part))).collect()
}
