//! In which language messages are: by `--lang`, then `ZBOR_LANG`, then the locale, else Bosnian.

use super::environment::LocaleVariables;
use std::ffi::OsString;
use zbor::diag::{Language, Voice};
use zbor::lang::{Locale, Script, script};

/// What `--lang` takes.
pub(crate) const TAGS: [&str; 3] = ["bs", "bs-Cyrl", "en"];

/// The language that the flag, `ZBOR_LANG` or the locale asks for; the first that is known wins.
pub(crate) fn choose(flag: Option<&str>, variables: &LocaleVariables) -> Language {
    let posix = [&variables.lc_all, &variables.lc_messages, &variables.lang].into_iter().flatten().next();
    let wanted = flag.and_then(parse).or_else(|| variables.zbor_lang.as_deref().and_then(parse));
    wanted.or_else(|| posix.and_then(|locale| of_locale(locale))).unwrap_or_default()
}

/// The language of a BCP 47 tag. Whoever speaks Croatian or Serbian is served in Bosnian, in the
/// script of the tag.
pub(crate) fn parse(tag: &str) -> Option<Language> {
    Locale::parse(tag).map(|locale| match (locale, locale.script()) {
        (Locale::En, _) => Language::En,
        (_, Script::Latin) => Language::Bs,
        (_, Script::Cyrillic) => Language::BsCyrl,
    })
}

/// The language of a POSIX locale: `bs_BA.UTF-8`, `sr_RS@latin`. None for `C` and languages that
/// the program does not speak.
fn of_locale(locale: &str) -> Option<Language> {
    let (name, modifier) = locale.split_once('@').unwrap_or((locale, ""));
    let name = name.split('.').next().unwrap_or(name);
    let script = match modifier {
        "latin" => "_Latn",
        "cyrillic" => "_Cyrl",
        _ => "",
    };
    parse(&format!("{name}{script}"))
}

/// The value of `--lang` among arguments that are not parsed yet: help and complaints about the
/// other arguments need it.
pub(crate) fn flag(args: &[OsString]) -> Option<&str> {
    let mut args = args.iter().map(|arg| arg.to_str().unwrap_or_default()).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--lang") {
            Some("") => return args.next(),
            Some(value) if value.starts_with('=') => return value.get(1..),
            _ => {}
        }
    }
    None
}

/// The voice of a language.
pub(crate) fn voice(language: Language) -> Voice {
    Voice { language, cyrillic: script::to_cyrillic }
}
