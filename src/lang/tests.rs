use super::*;
use proptest::prelude::*;

#[test]
fn strings_can_be_read() {
    assert!(catalogue::read().is_some());
}

#[test]
fn tags() {
    for (tag, locale) in [
        ("bs", Locale::Bs),
        ("BS-latn-BA", Locale::Bs),
        ("bs_Cyrl", Locale::BsCyrl),
        ("hr-BA", Locale::Hr),
        ("hr-cyrl", Locale::HrCyrl),
        ("sr", Locale::SrCyrl),
        ("sr-Latn", Locale::SrLatn),
        ("en-GB", Locale::En),
    ] {
        assert_eq!(Locale::parse(tag), Some(locale), "{tag}");
    }
    for tag in ["", "de", "en-Cyrl", "bs-Arab", "bosanski", "bs-Latn-Cyrl", "-"] {
        assert_eq!(Locale::parse(tag), None, "{tag}");
    }
    for locale in Locale::ALL {
        assert_eq!(Locale::parse(locale.tag()), Some(locale));
        assert_eq!(locale.prefix(), locale.tag().to_lowercase());
        assert!(locale.same_language(locale.in_script(Script::Cyrillic)));
        assert_eq!(Labels::builtin(locale).locale, locale);
    }
    assert!(!Locale::Bs.same_language(Locale::SrLatn));
}

#[test]
fn one_form_for_all_spellings() {
    for (spelling, folded) in [
        ("Ključ", "kljuc"),
        ("КЉУЧ", "kljuc"),
        ("Đurđevik", "durdevik"),
        ("Djurdjevik", "durdevik"),
        ("Ђурђевик", "durdevik"),
        ("z\u{30c}ena", "zena"),
        ("ǆep", "dzep"),
        ("Łódź, straße", "lodz, strasse"),
        ("odjel", "odel"),
    ] {
        assert_eq!(fold(spelling), folded, "{spelling}");
    }
    for same in [
        &["publishDate", "publish_date", "publish-date", "Publish date"][..],
        &["događaji", "dogadjaji", "догађаји", "dogadaji", "Događaji"],
        &["za_mz", "за_мз", "zaMZ", "za-mz"],
        &["forSites", "for_sites", "for-sites"],
        &["finansiraju", "финансирају", "Finansiraju"],
    ] {
        for spelling in same {
            assert_eq!(fold_key(spelling), fold_key(same[0]), "{spelling}");
        }
    }
}

#[test]
fn slugs() {
    for (title, expected) in [
        ("Čišćenje đubreta!", "ciscenje-djubreta"),
        ("Чишћење ђубрета", "ciscenje-djubreta"),
        ("Odluka o budžetu", "odluka-o-budzetu"),
        ("  Љубиње – 2. мај  ", "ljubinje-2-maj"),
        ("Ðorđe i Müller", "djordje-i-muller"),
        ("COM1", "com1-1"),
        ("nul", "nul-1"),
        ("?!", ""),
    ] {
        assert_eq!(slug(title), expected, "{title}");
    }
    let long = slug(&"obavještenje ".repeat(20));
    assert!(long.len() <= 80 && long.ends_with("obavjestenje"), "{long}");
    assert_eq!(slug(&"a".repeat(200)).len(), 80);
}

#[test]
fn every_string_is_there_in_every_locale() {
    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        found.sort_unstable();
        found
    }
    let bosnian = Labels::builtin(Locale::Bs);
    for labels in Locale::ALL.map(Labels::builtin) {
        assert!(labels.keys().eq(bosnian.keys()));
        for key in bosnian.keys().filter(|key| !key.starts_with("formats.")) {
            assert!(!labels.get(key).is_empty(), "{key} in {}", labels.locale);
            // English says "on the first Monday of each month": `every` is a word that bends in our languages only.
            let bends = |name: &&str| labels.locale == Locale::En && key == "repeat.nth_weekday" && *name == "every";
            let wanted: Vec<&str> = placeholders(bosnian.get(key)).into_iter().filter(|name| !bends(name)).collect();
            assert_eq!(placeholders(labels.get(key)), wanted, "{key} in {}", labels.locale);
        }
        for (list, length) in [("month_genitive", 12), ("month_short", 12), ("weekday_every", 7), ("nth_feminine", 6)] {
            assert_eq!(
                labels.as_tree()["dates"][list].as_array().map(Vec::len),
                Some(length),
                "{list} in {}",
                labels.locale
            );
        }
        for (key, forms) in labels.as_tree()["plural"].as_object().unwrap() {
            for form in ["one", "few", "other"] {
                assert!(forms[form].as_str().unwrap().contains("{n}"), "{key} in {}", labels.locale);
            }
        }
    }
}

#[test]
fn labels_are_spoken() {
    let [bs, bs_cyrl, en] = [Locale::Bs, Locale::BsCyrl, Locale::En].map(Labels::builtin);
    assert_eq!(bs.get("nav.home"), "Početna");
    assert_eq!(bs_cyrl.get("nav.home"), "Почетна");
    assert_eq!(bs_cyrl.get("nav.latin"), "Latinica");
    assert_eq!(bs_cyrl.get("list.share_viber"), "Пошаљите на Viber");
    assert_eq!(bs_cyrl.get("time.yesterday"), "јучер");
    assert_eq!(Labels::builtin(Locale::HrCyrl).get("nav.menu"), "Изборник");
    assert_eq!(bs.get("nav.nothing"), "");
    assert_eq!(bs.fill("home.all_announcements", &[("n", "128")]), "Sva obavještenja (128)");
    assert_eq!(bs.fill("list.page_of", &[("n", "{total}"), ("total", "3")]), "Stranica {total} od 3");
    assert_eq!(bs.fill("list.page_of", &[]), "Stranica {n} od {total}");
    assert_eq!(bs_cyrl.fill("alert.from_to", &[("from", "8"), ("to", "15")]), "од 8 до 15 сати");
    assert_eq!(bs.month_genitive(10), "oktobra");
    assert_eq!(Labels::builtin(Locale::Hr).month_genitive(10), "listopada");
    assert_eq!((bs.month_nominative(0), bs.month_nominative(13), bs.weekday(7)), ("", "", ""));
    assert_eq!((bs.weekday(0), bs.weekday_accusative(2), bs.weekday_short(3)), ("ponedjeljak", "srijedu", "čet"));
    assert_eq!(en.as_tree()["nav"]["home"], "Home");
    assert_eq!(bs_cyrl.as_tree()["dates"]["weekday"][0], "понедјељак");
}

#[test]
fn phrases_with_numbers() {
    let bs = Labels::builtin(Locale::Bs);
    for (n, phrase) in [
        (0, "još 0 dana"),
        (1, "još 1 dan"),
        (2, "još 2 dana"),
        (11, "još 11 dana"),
        (21, "još 21 dan"),
        (101, "još 101 dan"),
        (1111, "još 1.111 dana"),
    ] {
        assert_eq!(bs.count("days_left", n), phrase);
    }
    for (n, phrase) in [(1, "1 sedmica"), (3, "3 sedmice"), (5, "5 sedmica"), (12, "12 sedmica"), (22, "22 sedmice")] {
        assert_eq!(bs.count("weeks", n), phrase);
    }
    assert_eq!(Labels::builtin(Locale::En).count("days_left", 21), "21 days left");
    assert_eq!(Labels::builtin(Locale::BsCyrl).count("results_from", 21), "Резултати од 21 гласа");
    assert_eq!(bs.count("nothing", 1), "");
}

#[test]
fn a_site_says_it_differently() {
    let (labels, unknown) = Labels::builtin(Locale::Bs).with([("nav.council", "Vijeće MZ"), ("nav.hme", "x")]);
    assert_eq!(labels.get("nav.council"), "Vijeće MZ");
    assert_eq!(labels.get("nav.home"), "Početna");
    assert_eq!(unknown, [UnknownLabel { key: "nav.hme".to_owned(), nearest: Some("nav.home".to_owned()) }]);
}

#[test]
fn nearest_words() {
    let keys = ["title", "date", "naslov", "datum", "publish_date", "expiry_date"];
    for (word, found) in [
        ("naslv", Some("naslov")),
        ("Наслоб", Some("naslov")),
        ("titel", Some("title")),
        ("publishdtae", Some("publish_date")),
        ("dat", Some("date")),
        ("x", None),
        ("", None),
        ("vrijeme", None),
    ] {
        assert_eq!(nearest(word, keys), found, "{word}");
    }
}

#[test]
fn the_alphabet() {
    fn sorted(locale: Locale, text: &str) -> String {
        let mut words: Vec<&str> = text.split(", ").collect();
        words.reverse();
        words.sort_by_key(|word| sort_key(locale, word));
        words.join(", ")
    }
    for (locale, words) in [
        (Locale::Bs, "a, b, c, č, ć, d, dž, đ, e, l, lj, m, n, nj, o, q, r, s, š, t, v, w, z, ž"),
        (Locale::Hr, "Doboj, Dvor, Džep, Đurđevik, Lopare, Lukavac, Ljubuški, Nova, Njemačka"),
        (Locale::SrLatn, "injekcija, inje, iznad"),
        (Locale::Bs, "nadalje, nadživjeti, Nadžida"),
        (Locale::Bs, "Brdo 2, Brdo 10, Brdo 010 a, Brdoviti"),
        (Locale::Bs, "ana, Ana, Ana i Iva, anali, Анита"),
        (Locale::SrCyrl, "Добој, Ђурђевик, Жепче, Лукавац, Љубушки, Нова, Његош, Ћуп, Фоча, Чапљина, Џеп, Шамац"),
        (Locale::BsCyrl, "Бијељина, Viber, Вишеград, Зеница"),
        (Locale::En, "Cage, Čapljina, Čas, Coma, Đurđevik, Dvor, Džep, Ljubuški, Lopare, Lukavac"),
    ] {
        assert_eq!(sorted(locale, words), words, "{locale}");
    }
}

#[test]
fn numbers_money_sizes() {
    for (locale, n, written) in [
        (Locale::Bs, 0, "0"),
        (Locale::Bs, 999, "999"),
        (Locale::Bs, 61_600, "61.600"),
        (Locale::SrCyrl, -1_234_567, "−1.234.567"),
        (Locale::En, 61_600, "61,600"),
    ] {
        assert_eq!(number(locale, n), written);
    }
    for (locale, cents, written) in [
        (Locale::Bs, 6_160_000, "61.600 KM"),
        (Locale::Bs, 2_842_050, "28.420,50 KM"),
        (Locale::SrCyrl, 5, "0,05 КМ"),
        (Locale::Bs, -5, "−0,05 KM"),
        (Locale::Bs, -12_345, "−123,45 KM"),
        (Locale::En, 2_842_050, "28,420.50 KM"),
    ] {
        assert_eq!(money(locale, cents, Currency::Bam), written);
    }
    assert_eq!(money(Locale::Hr, 100_000, Currency::Eur), "1.000 EUR");
    assert_eq!(money(Locale::Hr, i64::MIN, Currency::Eur), "−92.233.720.368.547.758,08 EUR");
    for (bytes, written) in [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1 KB"),
        (48_500, "48 KB"),
        (1_048_575, "1 MB"),
        (1_200_000, "1,2 MB"),
        (15_000_000, "15 MB"),
        (1_073_741_823, "1 GB"),
    ] {
        assert_eq!(file_size(Locale::Bs, bytes), written, "{bytes}");
    }
    file_size(Locale::Bs, u64::MAX);
}

#[test]
fn short_messages() {
    for (text, plain) in [
        ("Čišćenje đubreta – „subota“ u 8…", "Ciscenje djubreta - \"subota\" u 8..."),
        ("Нестанак воде: Ђурђевик", "Nestanak vode: Djurdjevik"),
        ("ĐAČKI Đak", "DJACKI Djak"),
        ("Müller 5 € 🎉{x}\u{a0}ł", "Müller 5 € {x} l"),
    ] {
        assert_eq!(gsm7(text), plain, "{text}");
    }
}

#[test]
fn names_of_months_and_days() {
    let found = |word: &str| months().find(|(name, _)| *name == fold(word)).map(|(_, month)| month);
    let day = |word: &str| weekdays().find(|(name, _)| *name == fold(word)).map(|(_, day)| day);
    for labels in Locale::ALL.map(Labels::builtin) {
        for month in 1..=12 {
            assert_eq!(found(labels.month_genitive(month)), Some(month));
            assert_eq!(found(labels.month_nominative(month)), Some(month));
        }
        let short = labels.as_tree()["dates"]["month_short"].clone();
        for (short, month) in short.as_array().unwrap().iter().zip(1..) {
            assert_eq!(found(short.as_str().unwrap()), Some(month));
        }
        for weekday in 0..7 {
            for name in [labels.weekday(weekday), labels.weekday_accusative(weekday), labels.weekday_short(weekday)] {
                assert_eq!(day(name), Some(weekday), "{name}");
            }
        }
    }
    for (word, expected) in [("srijedom", 2), ("ponedjeljkom", 0), ("Недјељу", 6), ("sreda", 2), ("Thursdays", 3)]
    {
        assert_eq!(day(word), Some(expected), "{word}");
    }
    let mut names: Vec<&str> = months().map(|(name, _)| name).chain(weekdays().map(|(name, _)| name)).collect();
    assert!(names.iter().all(|name| fold(name) == *name));
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "a name stands twice");
}

proptest! {
    #[test]
    fn folding_and_slugs_are_stable(text in any::<String>()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        let once = slug(&text);
        prop_assert_eq!(&slug(&once), &once);
        prop_assert!(once.len() <= 82 && once.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        let _ = (fold_key(&text), gsm7(&text), script::to_cyrillic(&text), script::to_latin(&text));
        for locale in Locale::ALL {
            let _ = sort_key(locale, &text);
        }
    }
}
