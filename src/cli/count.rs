//! Numbers with their nouns.

use zbor::diag::Text;
use zbor::lang::{Locale, Plural, number};

/// A noun in the forms that numbers ask for.
pub(crate) struct Noun {
    /// Bosnian: after 1, after 2, after 5.
    pub(crate) bs: [&'static str; 3],
    /// English: after 1, after 2.
    pub(crate) en: [&'static str; 2],
}

pub(crate) const SITES: Noun = Noun { bs: ["sajt", "sajta", "sajtova"], en: ["site", "sites"] };
pub(crate) const PAGES: Noun = Noun { bs: ["stranica", "stranice", "stranica"], en: ["page", "pages"] };
pub(crate) const FILES: Noun = Noun { bs: ["datoteka", "datoteke", "datoteka"], en: ["file", "files"] };

impl Noun {
    /// `3 sajta`, `3 sites`.
    pub(crate) fn count(&self, n: usize) -> Text {
        let ([one, few, other], [single, many]) = (self.bs, self.en);
        let wide = n as u64;
        let bs = match Plural::of(Locale::Bs, wide) {
            Plural::One => one,
            Plural::Few => few,
            Plural::Other => other,
        };
        let en = if n == 1 { single } else { many };
        Text { bs: format!("{} {bs}", number(Locale::Bs, wide)), en: format!("{} {en}", number(Locale::En, wide)) }
    }
}
