//! The six questions.

use super::answers::LOCALES;
use super::ask::Question;
use std::path::Path;
use zbor::diag::{Language, Text, text};
use zbor::lang::Locale;

/// All of them, in order: name, municipality, telephone, Viber group, language, host.
pub(crate) fn questions(dir: &Path, language: Language) -> [Question; 6] {
    [
        ask(
            "name",
            usual_name(dir),
            text!("1/6 Kako se zove mjesna zajednica?", "1/6 What is the name of the mjesna zajednica?"),
        ),
        ask(
            "municipality",
            String::new(),
            text!(
                "2/6 U kojoj je općini ili gradu? (Enter: preskoči)",
                "2/6 In which municipality is it? (Enter: skip)"
            ),
        ),
        ask(
            "phone",
            String::new(),
            text!(
                "3/6 Na koji telefon se javljate? (Enter: preskoči)",
                "3/6 Which telephone do you answer? (Enter: skip)"
            ),
        ),
        ask(
            "viber",
            String::new(),
            text!(
                "4/6 Link Viber grupe? Počinje s `https://invite.viber.com/` (Enter: preskoči)",
                "4/6 The link of your Viber group? It begins with `https://invite.viber.com/` (Enter: skip)"
            ),
        ),
        ask("language", usual_locale(language).tag().to_owned(), languages()),
        ask("host", "github".to_owned(), hosts()),
    ]
}

fn ask(flag: &'static str, default: String, words: Text) -> Question {
    Question { flag, words, default }
}

fn languages() -> Text {
    let lines =
        (1..).zip(LOCALES).map(|(number, locale)| format!("\n  {number}  `{}` (`{}`)", locale.tag(), locale.name()));
    let list: String = lines.collect();
    text!("5/6 Na kojem jeziku i pismu pišete?{list}", "5/6 In which language and script do you write?{list}")
}

fn hosts() -> Text {
    text!(
        "6/6 Gdje ćete objaviti sajt?\n  1  `github` (`GitHub Pages`, besplatno)\n  2  `cloudflare` (`Cloudflare Pages`, besplatno)\n     ili upišite adresu svog servera, npr. `https://moja-mz.ba`",
        "6/6 Where will you publish the site?\n  1  `github` (`GitHub Pages`, free of charge)\n  2  `cloudflare` (`Cloudflare Pages`, free of charge)\n     or write the address of your own server, e.g. `https://my-mz.ba`"
    )
}

/// Whoever reads messages in a language most likely writes in it.
fn usual_locale(language: Language) -> Locale {
    match language {
        Language::Bs => Locale::Bs,
        Language::BsCyrl => Locale::BsCyrl,
        Language::En => Locale::En,
    }
}

/// `Mjesna zajednica Gornje Selo` for the folder `gornje-selo`.
fn usual_name(dir: &Path) -> String {
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let folder = absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let words = folder.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty());
    let words = words.skip_while(|word| word.eq_ignore_ascii_case("mz")).map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    let name = words.collect::<Vec<_>>().join(" ");
    format!("Mjesna zajednica {name}").trim_end().chars().take(70).collect()
}
