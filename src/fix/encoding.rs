//! Texts that are not UTF-8, where there is no doubt what they are.

use super::Repair;
use crate::load;

/// The text, and that it was saved otherwise than as UTF-8. None where the letters that come out are not
/// those of our languages: a text that was broken on its way must not be written down broken.
pub(super) fn decode(path: &str, bytes: &[u8]) -> Option<(String, Option<Repair>)> {
    if let Ok(text) = std::str::from_utf8(bytes).map(str::to_owned)
        && !text.contains('\0')
    {
        return Some((text, None));
    }
    let read = load::read_text(path, bytes.to_vec());
    let what = read.findings.into_iter().find(|finding| finding.code == "E001")?.message;
    let text = read.value.source.text.to_string();
    let is_utf16 = bytes.contains(&0);
    let certain = text.chars().all(|c| if is_utf16 { c != '\u{fffd}' && c != '\0' } else { is_ours(c) });
    certain.then_some((text, Some(Repair { line: None, what })))
}

/// Signs that texts in Windows-1250 here are made of. UTF-8 read as Windows-1250 gives `Ä`, `Ĺ`, `â`.
fn is_ours(c: char) -> bool {
    c.is_ascii() && (!c.is_control() || matches!(c, '\t' | '\n' | '\r'))
        || "čćđšžČĆĐŠŽ„“”‚‘’–—…•·§°€»«äöüßÖÜ\u{a0}".contains(c)
}
