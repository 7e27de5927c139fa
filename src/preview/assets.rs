//! Scripts and styles of the preview, part of the program, and the words in them.

use crate::diag::{Source, Text, Voice, text};
use crate::template::Theme;
use std::collections::BTreeMap;

/// The bar in pages.
pub const LIVE_SCRIPT: &str = include_str!("../../themes/preview/live.js");
/// Its style, which stands in a shadow tree: it and the page's do not meet.
pub const LIVE_STYLE: &str = include_str!("../../themes/preview/live.css");

/// Of our own pages.
pub const OWN_STYLE: &str = include_str!("../../themes/preview/own.css");
/// Of the form.
pub const EDITOR_SCRIPT: &str = include_str!("../../themes/preview/editor.js");

macro_rules! template {
    ($name:literal) => {
        (concat!("preview-", $name), include_str!(concat!("../../themes/preview/", $name)))
    };
}

const TEMPLATES: [(&str, &str); 7] = [
    template!("own.html"),
    template!("start.html"),
    template!("choose.html"),
    template!("check.html"),
    template!("pin.html"),
    template!("sorry.html"),
    template!("editor.html"),
];

/// The templates of our own pages; none where they are broken, which a test would have seen.
pub fn theme() -> Option<Theme> {
    let source =
        |(name, text): &(&str, &str)| (format!("templates/{name}"), Source::new(format!("zbor:preview/{name}"), *text));
    Theme::load(&[TEMPLATES.iter().map(source).collect()], false).value
}

/// The words of our own pages.
pub fn page_words(voice: Voice) -> BTreeMap<&'static str, String> {
    let words: &[(&str, Text)] = &[
        ("name", text!("Zborov pregled", "Zbor's preview")),
        ("site", text!("Pogledaj sajt", "Look at the site")),
        ("start", text!("Šta želite uraditi?", "What would you like to do?")),
        (
            "start_end",
            text!(
                "Dok je prozor programa otvoren, sve što sačuvate vidi se ovdje odmah.",
                "As long as the window of the program is open, everything that you save is seen here at once."
            ),
        ),
        ("new", text!("Nova objava", "New announcement")),
        (
            "new_hint",
            text!("Voda, struja, zbor, javni poziv, novost", "Water, power, an assembly, a public call, news"),
        ),
        ("look", text!("Pregled sajta", "Preview of the site")),
        ("look_hint", text!("Kako će ga vidjeti mještani", "As residents will see it")),
        ("check", text!("Provjera", "Check")),
        ("check_hint", text!("Šta ne valja i kako se ispravlja", "What is wrong and how it is put right")),
        ("inbox", text!("Poruke na probu", "Messages, for trying")),
        (
            "inbox_hint",
            text!(
                "Pošaljite nešto obrascem sa sajta i odgovorite ovdje. Sve ostaje na ovom računaru i briše se na kraju",
                "Send something by a form of the site and answer it here. All of it stays on this computer and is deleted at the end"
            ),
        ),
        (
            "checking",
            text!(
                "stranice se još provjeravaju, učitajte ponovo za koji trenutak",
                "pages are still being looked at, load this again in a moment"
            ),
        ),
        ("choose", text!("Za koju mjesnu zajednicu?", "For which MZ?")),
        ("sorry", text!("Ovo sada ne ide", "This does not work now")),
        ("edit", text!("Uredi objavu", "Edit the announcement")),
        ("title", text!("Naslov", "Title")),
        ("text", text!("Tekst", "Text")),
        ("tools", text!("Oblikovanje teksta", "Formatting of the text")),
        ("bold", text!("Podebljano", "Bold")),
        ("heading", text!("Podnaslov", "Heading")),
        ("list", text!("Lista", "List")),
        ("link", text!("Link", "Link")),
        ("date", text!("Datum", "Date")),
        ("topic", text!("Tema", "Topic")),
        ("no_topic", text!("Bez teme", "No topic")),
        ("optional", text!("nije obavezno", "optional")),
        ("times", text!("Kada, koliko je hitno, koga zvati", "When, how urgent, whom to call")),
        ("when", text!("Kada", "When")),
        (
            "when_hint",
            text!(
                "Na primjer: 24. 11. 2026. od 8 do 15 sati. Ako je više puta, svaki put u svoj red",
                "For example: 24. 11. 2026. od 8 do 15 sati. If it is several times, each in a line of its own"
            ),
        ),
        ("level", text!("Koliko je hitno", "How urgent")),
        ("contact", text!("Koga zvati", "Whom to call")),
        ("contact_hint", text!("Broj telefona, na primjer 037 000 111", "A telephone number, for example 037 000 111")),
        ("place", text!("Gdje", "Where")),
        ("place_hint", text!("Ulice i zaseoci na koje se odnosi", "The streets and hamlets that it concerns")),
        ("place_typed", text!("Ulice i zaseoci, sa zarezom između", "Streets and hamlets, with a comma between them")),
        ("audience", text!("Za koga", "For whom")),
        ("audience_hint", text!("Ako je za sve, ne označavajte ništa", "If it is for everybody, tick nothing")),
        ("photo", text!("Slika", "Photo")),
        ("other_photo", text!("Druga slika", "Another photo")),
        ("has_photo", text!("Sada je:", "Now it is:")),
        ("photo_small", text!("Slika je smanjena i spremna.", "The photo was made smaller and is ready.")),
        (
            "photo_kept",
            text!(
                "Slika je spremna; program će je sam smanjiti.",
                "The photo is ready; the program will make it smaller by itself."
            ),
        ),
        ("alt", text!("Šta je na slici", "What is on the photo")),
        (
            "alt_hint",
            text!(
                "Za one koji je ne vide; treba samo uz novu sliku",
                "For those who do not see it; only needed with a new photo"
            ),
        ),
        ("here", text!("tekst", "text")),
        ("save", text!("Sačuvaj", "Save")),
        (
            "saved",
            text!(
                "Sačuvano. Na sajtu se još ne vidi: nacrt je, zakazano je, ili ima grešku.",
                "Saved. It is not on the site yet: it is a draft, scheduled, or has a mistake."
            ),
        ),
        ("wrong", text!("Prije čuvanja ispravite ovo:", "Put this right before saving:")),
        (
            "conflict",
            text!("Neko je u međuvremenu promijenio ovu datoteku.", "Somebody has changed this file meanwhile."),
        ),
        (
            "conflict_what",
            text!(
                "Ništa nije prepisano. Vaše riječi su u obrascu ispod. Možete sačuvati oba teksta, pa ih sami spojiti: vaš postaje nacrt.",
                "Nothing was overwritten. Your words are in the form below. You can keep both texts and join them yourself: yours becomes a draft."
            ),
        ),
        ("theirs", text!("Šta je sada u datoteci", "What is in the file now")),
        ("keep_both", text!("Sačuvaj oba", "Keep both")),
        ("take_theirs", text!("Odustani i otvori datoteku", "Give up and open the file")),
        ("pin", text!("Pisanje s telefona", "Writing from a telephone")),
        ("pin_label", text!("Broj", "Number")),
        (
            "pin_hint",
            text!(
                "Šest cifara iz prozora u kojem radi program",
                "Six digits from the window in which the program runs"
            ),
        ),
        ("go", text!("Dalje", "Go on")),
    ];
    words.iter().map(|(key, text)| (*key, voice.say(text))).collect()
}

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
