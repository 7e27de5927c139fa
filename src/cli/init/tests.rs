use super::answers::{self, Answers, LOCALES};
use super::files::files;
use super::host::{self, Host};
use proptest::prelude::*;
use zbor::date::Date;
use zbor::diag::Source;
use zbor::lang::Locale;

fn answers(name: &str, locale: Locale, host: Host) -> Answers {
    let viber = Some("https://invite.viber.com/?g2=a".to_owned());
    let phone = Some("037 000 110".to_owned());
    Answers { name: name.to_owned(), municipality: Some("Brod".to_owned()), phone, viber, locale, host }.in_script()
}

fn today() -> Date {
    Date::constant(2026, 11, 24)
}

#[test]
fn answers_are_checked_as_they_are_given() {
    assert!(answers::name("  ").is_err() && answers::name("…").is_err());
    assert!(answers::name(&"a".repeat(71)).is_err());
    assert_eq!(answers::name(" MZ \n Brod ").unwrap(), "MZ Brod");
    for (written, fine) in [
        ("", true),
        ("037 000 110", true),
        ("+387 (0)37/000-110", true),
        ("061123456", true),
        ("12345", false),
        ("nazovite me", false),
        ("1234567890123456", false),
    ] {
        assert_eq!(answers::phone(written).is_ok(), fine, "{written}");
    }
    for (written, fine) in [
        ("", true),
        ("https://invite.viber.com/?g2=AQ", true),
        ("http://invite.viber.com/?g2=AQ", false),
        ("https://facebook.com/x", false),
        ("viber grupa", false),
    ] {
        assert_eq!(answers::viber(written).is_ok(), fine, "{written}");
    }
    for (written, locale) in [
        ("1", Some(Locale::Bs)),
        ("5", Some(Locale::SrCyrl)),
        ("bs-cyrl", Some(Locale::BsCyrl)),
        ("7", None),
        ("0", None),
        ("de", None),
    ] {
        assert_eq!(answers::locale(written).ok(), locale, "{written}");
    }
}

#[test]
fn hosts_go_by_name_number_or_address() {
    let cases = [
        ("github", Some(Host::Github(None))),
        ("GitHub Pages", Some(Host::Github(None))),
        ("1", Some(Host::Github(None))),
        ("github:mz/sajt", Some(Host::Github(Some("mz/sajt".into())))),
        ("github:mz", None),
        ("github:m z/sajt", None),
        ("2", Some(Host::Cloudflare)),
        ("https://mz.ba/", Some(Host::Own("https://mz.ba".into()))),
        ("https://mz", None),
        ("https://mz.ba/a b", None),
        ("own", None),
        ("ftp", None),
    ];
    for (written, expected) in cases {
        assert_eq!(host::read(written).ok(), expected, "{written}");
    }
    assert_eq!(Host::Github(Some("Mz/sajt".into())).base_url("x").as_deref(), Some("https://mz.github.io/sajt"));
}

#[test]
fn the_folder_is_named_after_the_place() {
    let cases = [
        ("Mjesna zajednica Đurđevik", "djurdjevik", "MZ Đurđevik"),
        ("MZ Gornje Selo", "gornje-selo", "MZ Gornje Selo"),
        ("Gornje Selo", "gornje-selo", "Gornje Selo"),
        ("Мјесна заједница Доња Ријека", "donja-rijeka", "MZ Donja Rijeka"),
        ("Mjesna zajednica", "mjesna-zajednica", "Mjesna zajednica"),
    ];
    for (name, slug, short) in cases {
        let answers = answers(name, Locale::Bs, Host::Cloudflare);
        assert_eq!((answers.slug().as_str(), answers.short_name().as_str()), (slug, short), "{name}");
    }
}

#[test]
fn settings_are_written_in_the_language_of_the_site() {
    let answers = answers("Mjesna zajednica Potok: Brdo", Locale::SrCyrl, Host::Own("https://mz.ba".into()));
    let files = files(&answers, today());
    let find = |path: &str| files.iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str()).unwrap();
    let expected = "\
# Оно што вриједи за све сајтове у овој фасцикли.
општина: Брод

# Адреса на којој је сајт објављен. Исправите је ако је ваша другачија.
адреса_сајта: https://mz.ba
";
    assert_eq!(find("zbor.yaml"), expected);
    let expected = "\
назив: 'Мјесна заједница Поток: Брдо'
кратки_назив: 'МЗ Поток: Брдо'
језици:
- sr-Cyrl

контакт:
  телефон: 037 000 110
  viber_група: https://invite.viber.com/?g2=a
# Додајте и остало што имате: обришите # и упишите своје.
#  адреса: Школска улица 2
#  е_пошта: mz@primjer.ba

#радно_вријеме:
#  понедјељак: од 16 до 18 часова

# Улице и засеоци. Послије их наводите у обавјештењима, под подручје.
#улице:
#  - Горња махала
#  - Доња махала
";
    assert_eq!(find("sites/potok-brdo/site.yaml"), expected);
}

#[test]
fn no_hole_of_a_template_is_left_open() {
    for locale in LOCALES {
        for host in [Host::Github(None), Host::Cloudflare, Host::Own("https://mz.ba".into())] {
            for (path, text) in files(&answers("MZ Brod", locale, host), today()) {
                let workflow = path.starts_with(".github/workflows");
                assert!(workflow || !(text.contains("{{") || text.contains("}}")), "{path}: {text}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_name_is_read_back_from_site_yaml(name in "\\PC{0,40}[a-z]\\PC{0,20}") {
        let Ok(name) = answers::name(&name) else { return Ok(()) };
        let answers = answers(&name, Locale::En, Host::Cloudflare);
        let all = files(&answers, today());
        let (path, text) = all.iter().find(|(path, _)| path.ends_with("site.yaml")).unwrap();
        let source = Source::new(path.clone(), text.clone());
        let read = zbor::yaml::parse(&source, 0..text.len());
        prop_assert_eq!(&read.findings, &Vec::new(), "{}", text);
        prop_assert_eq!(read.value.get("name").and_then(|node| node.as_text()), Some(name.as_str()), "{}", text);
    }
}
