use super::*;
use proptest::prelude::*;

#[test]
fn strings_can_be_read() {
    assert!(catalogue::read().is_ok(), "{:?}", catalogue::read().err());
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
