//! What a page says about its own weight.

use crate::lang::{self, Labels, Locale};
use crate::output::gzip_len;

/// Stands for the number until the page is whole: a character that Unicode keeps out of texts.
const HOLE: &str = "\u{fdd0}";

/// `Ova stranica troši … interneta`, with a hole for the number.
pub fn line(labels: &Labels) -> String {
    labels.get("footer.page_weight").replace("{size}", HOLE)
}

/// The page with its weight in the hole: as it is served (gzip), this very number included. Where the number changes
/// the weight that it names, the larger one is said, so that nobody is promised less.
pub fn filled(html: Vec<u8>, locale: Locale) -> Vec<u8> {
    let html = match String::from_utf8(html) {
        Ok(html) if html.contains(HOLE) => html,
        Ok(html) => return html.into_bytes(),
        Err(html) => return html.into_bytes(),
    };
    let with = |bytes: usize| html.replace(HOLE, &lang::file_size(locale, bytes as u64));
    let bytes = (0..3).fold(0, |bytes, _| gzip_len(with(bytes).as_bytes()).max(bytes));
    with(bytes).into_bytes()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_weighs_as_served() {
        let words: Vec<String> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 7).to_string()).collect();
        for count in (0..2000).step_by(50) {
            let page = format!("<p>{}</p><p>{}</p>", words[..count].join(" "), line(Labels::builtin(Locale::Bs)));
            let page = String::from_utf8(filled(page.into_bytes(), Locale::Bs)).unwrap();
            let real = gzip_len(page.as_bytes()) as u64;
            // To the byte there may be no number that is its own weight; never less is said.
            let said = (real..real + 4).map(|bytes| lang::file_size(Locale::Bs, bytes));
            assert!(said.into_iter().any(|size| page.contains(&format!(" troši {size} interneta"))), "{count}: {real}");
        }
        assert_eq!(filled(b"<p>a</p>".to_vec(), Locale::Bs), b"<p>a</p>");
    }
}
