//! What a document of a word processor holds.

use super::document::Content;
use std::io::{Cursor, Read};
use zip::read::ZipArchive;

/// So much of the text is read, unpacked, in bytes: enough to see words.
const READ: u64 = 4 << 20;
/// Fewer letters are a page number or a letterhead.
const FEW: usize = 40;
/// What a file with a password begins with: an OLE container (MS-CFB) where a ZIP should be.
const OLE: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Looks into a `.docx` or `.odt`. It is a scan when it has pictures and hardly a word.
pub fn content(bytes: &[u8]) -> Content {
    if bytes.starts_with(&OLE) {
        return Content::Locked;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Content::Damaged };
    let is_locked = part(&mut archive, "META-INF/manifest.xml").is_some_and(|text| text.contains("encryption-data"));
    if is_locked {
        return Content::Locked;
    }
    let is_picture = |name: &str| name.starts_with("word/media/") || name.starts_with("Pictures/");
    let pictures = archive.file_names().any(|name| name.as_ref().is_ok_and(|name| is_picture(name)));
    let text = part(&mut archive, "word/document.xml").or_else(|| part(&mut archive, "content.xml"));
    match text {
        None => Content::Damaged,
        Some(text) if pictures && letters(&text) < FEW => Content::Scan,
        Some(_) => Content::Words,
    }
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = Vec::new();
    archive.by_name(name).ok()?.take(READ).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// Letters outside tags, as many as matter.
fn letters(xml: &str) -> usize {
    let outside = xml.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    outside.flat_map(str::chars).filter(|c| c.is_alphabetic()).take(FEW).count()
}
