//! Scripts and styles of the preview, part of the program, and the words in them.

use crate::diag::{Text, Voice, text};

/// The bar in pages.
pub const LIVE_SCRIPT: &str = include_str!("../../themes/preview/live.js");
/// Its style, which stands in a shadow tree: it and the page's do not meet.
pub const LIVE_STYLE: &str = include_str!("../../themes/preview/live.css");

/// The words of the bar as a JSON object.
pub fn words(voice: Voice) -> String {
    let words: &[(&str, Text)] = &[
        ("name", text!("Zborov pregled", "Zbor's preview")),
        ("edit", text!("Uredi", "Edit")),
        ("new", text!("Nova objava", "New announcement")),
        ("check", text!("Provjera", "Check")),
        ("fine", text!("Sve je u redu", "Everything is fine")),
        ("checking", text!("Provjeravam…", "Checking…")),
        ("help", text!("Šta uraditi", "What to do")),
        ("close", text!("Zatvori", "Close")),
        ("more", text!("i još", "and more:")),
        ("lost", text!("Program više ne radi. Pokrenite ga ponovo.", "The program has stopped. Start it again.")),
        (
            "gone",
            text!(
                "Ono što ima grešku ne objavljuje se dok se ne ispravi. Ispod je posljednja dobra stranica.",
                "What has an error is not published until it is corrected. Beneath is the last good page."
            ),
        ),
    ];
    let words: serde_json::Map<String, serde_json::Value> =
        words.iter().map(|(key, text)| ((*key).to_owned(), voice.say(text).into())).collect();
    serde_json::Value::Object(words).to_string()
}
