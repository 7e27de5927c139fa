//! How texts of each language are made into HTML: the words that stand beside an editor's own.

use crate::lang::{Labels, Locale};
use crate::markdown::{self, Options};
use crate::print::Print;
use std::collections::BTreeMap;

/// Options of the Markdown room for every language.
pub struct Dialects {
    by_locale: BTreeMap<Locale, (Options, Print)>,
    none: (Options, Print),
}

/// How a text is converted.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// In its own script.
    pub options: &'a Options,
    /// In others, from the same parse.
    pub scripts: &'a [Options],
    /// Of all of this.
    pub print: Print,
}

impl<'a> How<'a> {
    /// By options whose print is known.
    pub fn new((options, print): &'a (Options, Print), scripts: &'a [Options]) -> How<'a> {
        let all = std::iter::once(*print).chain(scripts.iter().map(Options::print)).collect::<Vec<_>>();
        let print = if scripts.is_empty() { *print } else { Print::of_data(&all).unwrap_or(*print) };
        How { options, scripts, print }
    }
}

/// Ids that the frame of a page uses.
const RESERVED: &[&str] = &["arhiva", "drugo", "jos", "mz-kontakt", "sadrzaj", "ulice"];

impl Dialects {
    /// Fills in the words of every language.
    pub fn new() -> Dialects {
        let with_print = |options: Options| {
            let print = options.print();
            (options, print)
        };
        let by_locale = Locale::ALL.into_iter().map(|locale| (locale, with_print(options(Labels::builtin(locale)))));
        Dialects { by_locale: by_locale.collect(), none: with_print(Options::default()) }
    }

    /// The options for texts in a language.
    pub fn of(&self, locale: Locale) -> &Options {
        &self.with_print(locale).0
    }

    /// How texts in a language are converted, and put into other scripts.
    pub fn how<'a>(&'a self, locale: Locale, scripts: &'a [Options]) -> How<'a> {
        How::new(self.with_print(locale), scripts)
    }

    fn with_print(&self, locale: Locale) -> &(Options, Print) {
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
