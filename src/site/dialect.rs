//! How texts of each language are made into HTML: the words that stand beside an editor's own.

use crate::lang::{Labels, Locale};
use crate::markdown::{self, Options};
use std::collections::BTreeMap;

/// Options of the Markdown room for every language.
pub struct Dialects {
    by_locale: BTreeMap<Locale, Options>,
    none: Options,
}

/// Ids that the frame of a page uses.
const RESERVED: &[&str] = &["arhiva", "drugo", "jos", "mz-kontakt", "sadrzaj", "ulice"];

impl Dialects {
    /// Fills in the words of every language.
    pub fn new() -> Dialects {
        let by_locale = Locale::ALL.into_iter().map(|locale| (locale, options(Labels::builtin(locale))));
        Dialects { by_locale: by_locale.collect(), none: Options::default() }
    }

    /// The options for texts in a language.
    pub fn of(&self, locale: Locale) -> &Options {
        self.by_locale.get(&locale).unwrap_or(&self.none)
    }
}

fn options(labels: &Labels) -> Options {
    let say = |key: &str| labels.get(key).to_owned().into();
    let alerts = ["note", "tip", "important", "warning", "caution"].map(|name| say(&format!("text.{name}")));
    let labels = markdown::Labels {
        alerts,
        table: say("text.table"),
        footnotes: say("text.footnotes"),
        back: say("text.back"),
        done: say("text.done"),
        open: say("text.open"),
    };
    Options { reserved: RESERVED, labels, ..Options::default() }
}
