//! Words of forms that are not among the labels of `lang` (yet): a label of the same key wins, so
//! that a site can say it differently as soon as the catalogue has it.

use crate::lang::{Labels, Locale, Script, script};
use std::borrow::Cow;

/// Key; Bosnian, Croatian, Serbian (all ijekavian Latin), English.
const WORDS: [(&str, [&str; 4]); 30] = [
    ("form.optional", ["nije obavezno", "nije obavezno", "nije obavezno", "optional"]),
    ("form.email", ["E-mail", "E-mail", "E-mail", "Email"]),
    ("form.phone", ["Telefon", "Telefon", "Telefon", "Phone"]),
    (
        "form.service",
        ["Koja usluga vam treba?", "Koja usluga vam treba?", "Koja usluga vam treba?", "Which service do you need?"],
    ),
    ("form.rsvp", ["Prijavite dolazak", "Prijavite dolazak", "Prijavite dolazak", "Say that you are coming"]),
    ("form.people", ["Koliko vas dolazi?", "Koliko vas dolazi?", "Koliko vas dolazi?", "How many of you are coming?"]),
    (
        "form.choose_many",
        [
            "Odaberite jedan ili više odgovora",
            "Odaberite jedan ili više odgovora",
            "Izaberite jedan ili više odgovora",
            "Choose one or more answers",
        ],
    ),
    ("form.mark_1", ["1, veoma loše", "1, vrlo loše", "1, veoma loše", "1, very bad"]),
    ("form.mark_2", ["2, loše", "2, loše", "2, loše", "2, bad"]),
    ("form.mark_3", ["3, osrednje", "3, osrednje", "3, osrednje", "3, fair"]),
    ("form.mark_4", ["4, dobro", "4, dobro", "4, dobro", "4, good"]),
    ("form.mark_5", ["5, odlično", "5, odlično", "5, odlično", "5, excellent"]),
    (
        "form.reader",
        [
            "Poruku čita {reader}.",
            "Poruku čita {reader}.",
            "Poruku čita {reader}.",
            "Your message is read by {reader}.",
        ],
    ),
    (
        "form.promise",
        [
            "Odgovaramo u roku od {days}.",
            "Odgovaramo u roku od {days}.",
            "Odgovaramo u roku od {days}.",
            "We answer within {days}.",
        ],
    ),
    (
        "error.field_empty",
        ["Popunite polje „{label}“", "Ispunite polje „{label}”", "Popunite polje „{label}“", "Fill in “{label}”"],
    ),
    (
        "error.field_short",
        [
            "Upišite najmanje {characters}",
            "Upišite najmanje {characters}",
            "Upišite najmanje {characters}",
            "Enter at least {characters}",
        ],
    ),
    (
        "error.field_long",
        [
            "Upišite najviše {characters}",
            "Upišite najviše {characters}",
            "Upišite najviše {characters}",
            "Enter no more than {characters}",
        ],
    ),
    (
        "error.choice_missing",
        [
            "Odaberite jednu od ponuđenih mogućnosti",
            "Odaberite jednu od ponuđenih mogućnosti",
            "Izaberite jednu od ponuđenih mogućnosti",
            "Choose one of the options",
        ],
    ),
    (
        "error.choices_few",
        ["Odaberite najmanje {n}", "Odaberite najmanje {n}", "Izaberite najmanje {n}", "Choose at least {n}"],
    ),
    (
        "error.choices_many",
        ["Odaberite najviše {n}", "Odaberite najviše {n}", "Izaberite najviše {n}", "Choose no more than {n}"],
    ),
    (
        "error.number_bad",
        ["Upišite broj, npr. 12", "Upišite broj, npr. 12", "Upišite broj, npr. 12", "Enter a number, e.g. 12"],
    ),
    (
        "error.number_small",
        ["Upišite {n} ili više", "Upišite {n} ili više", "Upišite {n} ili više", "Enter {n} or more"],
    ),
    (
        "error.number_large",
        ["Upišite {n} ili manje", "Upišite {n} ili manje", "Upišite {n} ili manje", "Enter {n} or less"],
    ),
    (
        "error.date_bad",
        [
            "Upišite datum, npr. 12. 5. 2026.",
            "Upišite datum, npr. 12. 5. 2026.",
            "Upišite datum, npr. 12. 5. 2026.",
            "Enter a date, e.g. 12. 5. 2026.",
        ],
    ),
    (
        "error.time_bad",
        [
            "Upišite vrijeme, npr. 18:00",
            "Upišite vrijeme, npr. 18:00",
            "Upišite vrijeme, npr. 18:00",
            "Enter a time, e.g. 18:00",
        ],
    ),
    (
        "error.fields_many",
        [
            "Obrazac je poslan s previše polja. Otvorite stranicu ponovo i pokušajte još jednom.",
            "Obrazac je poslan s previše polja. Otvorite stranicu ponovno i pokušajte još jednom.",
            "Obrazac je poslat sa previše polja. Otvorite stranicu ponovo i pokušajte još jednom.",
            "The form was sent with too many fields. Open the page again and try once more.",
        ],
    ),
    (
        "error.photo_bad",
        [
            "Jedna datoteka nije fotografija ili je oštećena. Odaberite fotografije ponovo (JPEG, PNG ili WebP).",
            "Jedna datoteka nije fotografija ili je oštećena. Odaberite fotografije ponovno (JPEG, PNG ili WebP).",
            "Jedna datoteka nije fotografija ili je oštećena. Izaberite fotografije ponovo (JPEG, PNG ili WebP).",
            "One file is not a photo, or is damaged. Choose the photos again (JPEG, PNG or WebP).",
        ],
    ),
    (
        "error.photo_large",
        [
            "Jedna fotografija je prevelika: najviše 8 MB. Odaberite fotografije ponovo.",
            "Jedna fotografija je prevelika: najviše 8 MB. Odaberite fotografije ponovno.",
            "Jedna fotografija je prevelika: najviše 8 MB. Izaberite fotografije ponovo.",
            "One photo is too large: 8 MB at most. Choose the photos again.",
        ],
    ),
    (
        "error.photos_many",
        [
            "Previše fotografija: najviše {n}. Odaberite ih ponovo.",
            "Previše fotografija: najviše {n}. Odaberite ih ponovno.",
            "Previše fotografija: najviše {n}. Izaberite ih ponovo.",
            "Too many photos: {n} at most. Choose them again.",
        ],
    ),
    (
        "form.photo_formats",
        [
            "Najviše {n}, do 8 MB svaka.",
            "Najviše {n}, do 8 MB svaka.",
            "Najviše {n}, do 8 MB svaka.",
            "At most {n}, up to 8 MB each.",
        ],
    ),
];

/// A label, or the word of that key; empty when there is neither.
pub(crate) fn say(labels: &Labels, key: &str) -> String {
    match labels.get(key) {
        "" => word(labels.locale, key).into_owned(),
        label => label.to_owned(),
    }
}

/// A pattern with one placeholder filled.
pub(crate) fn fill(pattern: &str, name: &str, value: &str) -> String {
    pattern.replace(&format!("{{{name}}}"), value)
}

fn word(locale: Locale, key: &str) -> Cow<'static, str> {
    let Some((_, [bs, hr, sr, en])) = WORDS.iter().find(|(name, _)| *name == key) else { return Cow::Borrowed("") };
    let latin = match locale {
        Locale::Bs | Locale::BsCyrl => bs,
        Locale::Hr | Locale::HrCyrl => hr,
        Locale::SrLatn | Locale::SrCyrl => sr,
        Locale::En => en,
    };
    match locale.script() {
        Script::Latin => Cow::Borrowed(latin),
        Script::Cyrillic => Cow::Owned(script::to_cyrillic(latin)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_in_every_language_and_cyrillic_keeps_its_placeholders() {
        for (key, words) in WORDS {
            assert!(words.iter().all(|word| !word.is_empty()), "{key}");
            for locale in Locale::ALL {
                let (said, bs) = (word(locale, key), words[0]);
                let names = |text: &str| -> Vec<String> {
                    text.split('{')
                        .skip(1)
                        .filter_map(|part| part.split_once('}'))
                        .map(|(name, _)| name.to_owned())
                        .collect()
                };
                assert_eq!(names(&said), names(bs), "{key} {locale:?}: {said}");
            }
        }
    }
}
