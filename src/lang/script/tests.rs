use super::*;
use crate::lang::catalogue::{Wording, catalogue};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

#[test]
fn there_and_back() {
    for (latin, cyrillic) in [
        ("nadživjeti", "надживјети"),
        ("nadžnjevati", "наджњевати"),
        ("odživjeti", "одживјети"),
        ("podžanr", "поджанр"),
        ("podžupan", "поджупан"),
        ("predželudac", "преджелудац"),
        ("predživotni", "предживотни"),
        ("feldžandarm", "фелджандарм"),
        ("nenadživljen", "ненадживљен"),
        ("polupodžanr", "полуподжанр"),
        ("injekcija", "инјекција"),
        ("Mezoinjekcija", "Мезоинјекција"),
        ("INJEKTOR", "ИНЈЕКТОР"),
        ("konjunktura", "конјунктура"),
        ("konjugacija", "конјугација"),
        ("anjon", "анјон"),
        ("Tanjug", "Танјуг"),
        ("vanjezički", "ванјезички"),
        ("odžak", "оџак"),
        ("odžačarka", "оџачарка"),
        ("Hodžalari", "Хоџалари"),
        ("Odžak", "Оџак"),
        ("Hadžići", "Хаџићи"),
        ("konj", "коњ"),
        ("Konjic", "Коњиц"),
        ("panj", "пањ"),
        ("kanjon", "кањон"),
        ("tanjir", "тањир"),
        ("njiva", "њива"),
        ("budžet", "буџет"),
        ("Ljubinje", "Љубиње"),
        ("LJUBINJE", "ЉУБИЊЕ"),
        ("DŽUDO", "ЏУДО"),
        ("Njemačka", "Њемачка"),
        ("odjel", "одјел"),
        ("djeca", "дјеца"),
        ("odjeća", "одјећа"),
        ("đubre", "ђубре"),
        ("kôd, sâm", "ко\u{302}д, са\u{302}м"),
        ("Zdravo, svijete! Šta ima?", "Здраво, свијете! Шта има?"),
        ("MZ Gornje Selo, BiH", "МЗ Горње Село, БиХ"),
        ("KONJ", "КОЊ"),
        ("LJ. Petrović", "Љ. Петровић"),
    ] {
        assert_eq!(to_cyrillic(latin), cyrillic, "{latin}");
        if latin != "LJ. Petrović" {
            assert_eq!(to_latin(cyrillic), latin, "{cyrillic}");
        }
    }
    assert_eq!(to_latin("Љ. Петровић, ЊЕМАЧКА, Ж. Ђ. ЏЕП"), "Lj. Petrović, NJEMAČKA, Ž. Đ. DŽEP");
    assert_eq!(to_cyrillic("c\u{30c}as, ǆep, ǈubav, ǋiva"), "час, џеп, Љубав, Њива");
}

#[test]
fn what_stays_latin() {
    for (latin, cyrillic) in [
        ("Vidi https://primjer.ba/obavještenja?a=1, pa dođi.", "Види https://primjer.ba/obavještenja?a=1, па дођи."),
        ("(www.primjer.ba)", "(www.primjer.ba)"),
        ("Javi na wa.me/38761 ili youtu.be/abc!", "Јави на wa.me/38761 или youtu.be/abc!"),
        ("Mail: mz@primjer.ba, telefon.", "Mail: mz@primjer.ba, телефон."),
        ("e-mail: ime@primjer.ba", "e-mail: ime@primjer.ba"),
        ("Preuzmi odluku (odluka-2.pdf).", "Преузми одлуку (odluka-2.pdf)."),
        ("još {n} dana, {month_genitive}", "још {n} дана, {month_genitive}"),
        ("{nije umetak}", "{није уметак}"),
        ("Viberom, Facebooku, WhatsApp grupi", "Viberom, Facebooku, WhatsApp групи"),
        ("SMS-om, PDF-a, led i LED rasvjeta", "SMS-ом, PDF-а, лед и LED расвјета"),
        ("Wi-Fi mreža, e-mailom, online", "Wi-Fi мрежа, e-mailom, online"),
        ("Müller, Windows, New York", "Müller, Windows, New York"),
        ("II razred, VIII. sjednica, XIV vijek", "II разред, VIII. сједница, XIV вијек"),
        ("Petar I bio je. I to je sve.", "Петар I био је. И то је све."),
        ("I. mjesna zajednica, I–IV razred", "I. мјесна заједница, I–IV разред"),
        ("ZBOR I DRUŽENJE", "ЗБОР И ДРУЖЕЊЕ"),
        ("V. Petrović, V razred", "В. Петровић, V разред"),
        ("## V. Završne odredbe", "## V. Завршне одредбе"),
        ("Statut\nI. Opće odredbe", "Статут\nI. Опће одредбе"),
        (" V. Marin, I. Marin", " В. Марин, И. Марин"),
        ("400 m puta, 5 km, 3 kg, 2 l, 15 min, 8–15 h", "400 m пута, 5 km, 3 kg, 2 l, 15 min, 8–15 h"),
        ("60 km/h, 5 m/s, 120 m², 20 °C, 1,2 MB", "60 km/h, 5 m/s, 120 m², 20 °C, 1,2 MB"),
        ("2016. g. i 2016 g., 84.000 KM", "2016. г. и 2016 г., 84.000 КМ"),
        ("cesta M17, papir A4, mreža 5G, broj 12B", "цеста M17, папир A4, мрежа 5G, број 12Б"),
        ("nepoznato polje `naslv`, a `b", "непознато поље `naslv`, а `б"),
        ("{from}–{to} h", "{from}–{to} h"),
        ("općina/opština i/ili", "опћина/општина и/или"),
        ("Otvoreno.Novi red", "Отворено.Нови ред"),
        ("već Ћирилица", "већ Ћирилица"),
    ] {
        assert_eq!(to_cyrillic(latin), cyrillic, "{latin}");
    }
}

#[test]
fn a_site_adds_brands_and_exceptions() {
    let mut rules = Rules::builtin().clone();
    rules.add_brand("Bingo");
    rules.add_brand("Energoinvest Plus");
    assert!(rules.add_exception("Bin|jo"));
    assert!(!rules.add_exception("Binjo"));
    assert!(!rules.add_exception("Bi|njo"));
    let text = "Bingo, Bingu i bingo; Energoinvest Plus, Energoinvest; Binjo";
    assert_eq!(to_cyrillic_with(text, &rules), "Bingo, Бингу и бинго; Energoinvest Plus, Енергоинвест; Бинјо");
}

#[test]
fn most_letters_decide() {
    assert!(is_cyrillic("Обавјештење на Viber"));
    assert!(!is_cyrillic("Obavještenje о води"));
    assert!(!is_cyrillic("12. 5. 2026."));
}

/// What is written by hand in Serbian Cyrillic is what the converter makes of the Latin.
#[test]
fn serbian_strings_agree() {
    fn check(key: &str, said: &Wording<String>) {
        if key != "latin" && key != "cyrillic" {
            assert_eq!(to_cyrillic(&said.sr_latn), said.sr_cyrl, "{key}");
        }
    }
    let all = catalogue();
    all.strings.values().flatten().for_each(|(key, said)| check(key, said));
    all.terms.iter().chain(&all.formats).for_each(|(key, said)| check(key, said));
    for (key, said) in &all.dates {
        let derived: Vec<String> = said.sr_latn.iter().map(|word| to_cyrillic(word)).collect();
        assert_eq!(derived, said.sr_cyrl, "{key}");
    }
    for (key, said) in &all.plural {
        assert_eq!(to_cyrillic(&said.sr_latn.one), said.sr_cyrl.one, "{key}");
        assert_eq!(to_cyrillic(&said.sr_latn.other), said.sr_cyrl.other, "{key}");
    }
}

/// Words of our letters, longer than units and abbreviations, without the pairs that Latin cannot tell
/// from digraphs.
fn word() -> impl Strategy<Value = String> {
    "[абвгдђежзијклљмнњопрстћуфхцчџш]{5,12}".prop_filter("pairs", |word| {
        !["нј", "лј", "дж"].iter().any(|pair| word.contains(pair))
            && Rules::builtin().brand(&to_latin(word), &to_latin(word)).is_none()
            && !to_latin(word)
                .char_indices()
                .any(|(at, _)| Rules::builtin().splits(&to_latin(word), &to_latin(word)[at..]))
    })
}

proptest! {
    #[test]
    fn cyrillic_through_latin_is_itself(words in proptest::collection::vec(word(), 1..6)) {
        let text = words.join(" ");
        for text in [text.clone(), text.chars().flat_map(char::to_uppercase).collect()] {
            prop_assert_eq!(to_cyrillic(&to_latin(&text)), text);
        }
    }

    #[test]
    fn one_address_from_both_scripts(text in "[a-zčćžšđA-ZČĆŽŠĐ ,.]{0,40}") {
        prop_assert_eq!(crate::lang::slug(&to_cyrillic(&text)), crate::lang::slug(&text));
        prop_assert_eq!(crate::lang::fold(&to_cyrillic(&text)), crate::lang::fold(&text));
    }

    /// Only the letters around marks are composed, to the same end.
    #[test]
    fn composing_is_nfc(text in "[a-zšа-ш \u{300}-\u{304}\u{30c}\u{323}\u{1100}-\u{1175}\u{212a}„…\u{2000}]{0,12}|\\PC{0,20}") {
        prop_assert_eq!(composed(&text).into_owned(), text.nfc().collect::<String>());
    }

    #[test]
    fn converting_twice_changes_nothing(text in any::<String>()) {
        let (latin, cyrillic) = (to_latin(&text), to_cyrillic(&text));
        prop_assert_eq!(to_latin(&latin), latin);
        prop_assert_eq!(to_cyrillic(&cyrillic), cyrillic);
    }
}
