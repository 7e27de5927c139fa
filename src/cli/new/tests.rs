use super::draft::Draft;
use super::{kind, topic};
use crate::cli::writing::{Writing, one_line};
use proptest::prelude::*;
use zbor::date::Date;
use zbor::diag::Source;
use zbor::lang::Locale;
use zbor::load::Kind;
use zbor::url::Slug;

fn draft(kind: Kind, title: &str, topic: Option<&str>, locale: Locale) -> (String, String) {
    let slug = Slug::from_title(title).unwrap();
    let today = Date::constant(2026, 11, 24);
    let topic = topic.map(|topic| topic::parse(topic, kind).unwrap());
    let draft = Draft { kind, title, topic, slug: &slug, today, writing: Writing { locale } };
    (format!("{}/{}", draft.folder_name(), draft.file_name()), draft.text())
}

#[test]
fn folders_and_files_are_named_after_kind_day_and_title() {
    let cases = [
        (Kind::Announcement, Locale::Bs, "obavjestenja/2026-11-24-voda.md"),
        (Kind::Announcement, Locale::Hr, "obavijesti/2026-11-24-voda.md"),
        (Kind::Announcement, Locale::En, "announcements/2026-11-24-voda.md"),
        (Kind::Project, Locale::SrCyrl, "projekti/2026-11-24-voda.md"),
        (Kind::Event, Locale::Bs, "dogadjaji/2026-11-24-voda.md"),
        (Kind::Service, Locale::Bs, "usluge/voda.md"),
        (Kind::Document, Locale::Bs, "dokumenti/voda.yaml"),
        (Kind::Council, Locale::Hr, "vijece/voda.yaml"),
        (Kind::Page, Locale::Bs, "stranice/voda.md"),
        (Kind::Poll, Locale::En, "polls/2026-11-24-voda.yaml"),
    ];
    for (kind, locale, expected) in cases {
        assert_eq!(draft(kind, "Voda", None, locale).0, expected);
    }
}

#[test]
fn a_notice_asks_what_residents_will_ask() {
    let (_, text) = draft(Kind::Announcement, "Voda: sutra", Some("struja"), Locale::SrCyrl);
    let expected = "\
---
наслов: 'Voda: sutra'
хитност: важно
тема: струја
# Од када до када неће бити струје? Примјер: 26. 11. 2026. од 9 до 13 часова
када:
# Гдје? Улице или засеоци. Примјер: [Доња махала, Поток]
подручје:
# Зашто? Једна реченица.
разлог:
# Кога звати ако струја не дође на вријеме?
контакт:
# Ко је то објавио? Примјер: Електродистрибуција, пословница у граду
извор:
---
<!-- Прво најважније: ко остаје без струје и до када. -->

<!-- Може ли струја доћи раније? Упозорите да вод све вријеме може бити под напоном. -->

<!-- Коме да се јави ко код куће има медицински апарат на струју? -->
";
    assert_eq!(text, expected);
}

#[test]
fn kinds_go_by_many_names() {
    let cases = [
        ("obavještenje", Kind::Announcement),
        ("Obavjestenje", Kind::Announcement),
        ("обавјештење", Kind::Announcement),
        ("obavještenja", Kind::Announcement),
        ("vijest", Kind::Announcement),
        ("projekt", Kind::Project),
        ("dogadjaj", Kind::Event),
        ("savjet", Kind::Council),
        ("person", Kind::Council),
        ("poll", Kind::Poll),
    ];
    for (written, expected) in cases {
        assert_eq!(kind::parse(written).unwrap(), expected, "{written}");
    }
    let failure = kind::parse("obavještnje").unwrap_err();
    assert_eq!(failure.help[0].bs, "jeste li mislili `obavještenje`?");
}

#[test]
fn topics_go_with_notices_and_some_events() {
    assert_eq!(topic::parse("Воду", Kind::Announcement).unwrap_err().help[0].bs, "jeste li mislili `voda`?");
    assert_eq!(topic::parse("вода", Kind::Announcement).unwrap().id, "water");
    assert_eq!(topic::parse("akcija", Kind::Event).unwrap().id, "work_action");
    assert!(topic::parse("voda", Kind::Event).is_err());
    assert!(topic::parse("voda", Kind::Page).is_err());
}

proptest! {
    #[test]
    fn any_title_is_read_back_as_it_was_given(title in "\\PC{1,60}") {
        let title = one_line(&title);
        prop_assume!(!title.is_empty());
        let line = Writing { locale: Locale::Bs }.line("naslov", "title", &title);
        let source = Source::new("a.yaml", line.clone());
        let read = zbor::yaml::parse(&source, 0..line.len());
        prop_assert_eq!(&read.findings, &Vec::new(), "{}", line);
        let value = read.value.get("naslov").and_then(|node| node.as_text());
        prop_assert_eq!(value, Some(title.as_str()), "{}", line);
    }
}
