use super::{NAMES, common, kinds, schema, spelling};
use zbor::load::Kind;
use zbor::site;

#[test]
fn every_key_of_a_reader_is_described_and_no_other() {
    for kind in [Kind::Announcement, Kind::Project, Kind::Event, Kind::Service, Kind::Poll, Kind::Page] {
        let described: Vec<&str> =
            kinds::keys(kind).iter().chain(common::KEYS).filter_map(|key| key.names.first().copied()).collect();
        let read: Vec<&str> = site::vocabulary(kind).keys().filter_map(|names| names.first().copied()).collect();
        for key in &read {
            assert!(described.contains(key), "{kind:?}: `{key}` is read and not described");
        }
        for key in &described {
            assert!(read.contains(key), "{kind:?}: `{key}` is described and not read");
        }
    }
}

#[test]
fn every_name_of_a_key_is_offered() {
    let schema = schema("announcement");
    for names in site::vocabulary(Kind::Announcement).keys() {
        for name in names {
            assert!(schema["properties"].get(*name).is_some(), "{name}");
        }
    }
    assert!(schema["properties"].get("хитност").is_some());
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["$defs"]["reason"]["description"], "Zašto.");
}

#[test]
fn references_lead_to_parts() {
    for name in NAMES {
        let schema = schema(name);
        let text = schema.to_string();
        for reference in text.split("\"#/$defs/").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(schema["$defs"].get(reference).is_some(), "{name}: {reference}");
        }
    }
}

#[test]
fn a_pattern_takes_all_spellings() {
    let cases = [
        ("kraj", "^(?:[KkКк][RrРр][AaАа][JjЈј])$"),
        ("e_pošta", "^(?:[EeЕе][-_ ]?[PpПп][OoОо][SsŠšСШсш][TtТт][AaАа])$"),
        ("đak", "^(?:(?:[dD][jJ]|[DdĐđЂДдђ])[AaАа][KkКк])$"),
        ("njiva", "^(?:(?:[nN][jJ]|[њЊ])[IiИи][VvВв][AaАа])$"),
    ];
    for (word, expected) in cases {
        assert_eq!(spelling::pattern(&[word]), expected);
    }
}
