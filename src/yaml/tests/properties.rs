//! What holds for every text.

use super::super::{Node, Value, from_text, parse, to_text};
use super::read;
use crate::diag::{At, Source};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Text that looks like YAML with mistakes.
fn scraps() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "naslov",
        "наслов",
        "đ",
        "a",
        "1",
        ":",
        ": ",
        "-",
        "- ",
        "\n",
        "\n  ",
        "\n\t",
        "\r\n",
        " ",
        "  ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        ", ",
        "#",
        " #",
        " # ",
        "&a",
        "*a",
        "!x",
        "!!",
        "|",
        "|\n",
        ">",
        ">-\n",
        "?",
        "? ",
        "@",
        "`",
        "%",
        "<<: ",
        "---",
        "\n---\n",
        "...",
        "\u{feff}",
        "\u{a0}",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "\\",
        "\\x",
        "~",
        "„",
        "“",
        "–",
        "\u{200b}",
        "😀",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.concat())
}

fn within(node: &Node, text: &str) {
    let inside = |start: usize, end: usize| assert!(text.get(start..end).is_some(), "{start}..{end}");
    inside(node.span.start, node.span.end);
    for entry in node.entries() {
        inside(entry.key_span.start, entry.key_span.end);
        within(&entry.value, text);
    }
    node.items().iter().for_each(|item| within(item, text));
}

fn holds(text: &str) {
    let source = Source::new("a.md", text);
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let cuts: Vec<_> = ends.filter(|at| at % 7 == 0).take(3).collect();
    for start in cuts {
        let read = parse(&source, start..text.len());
        within(&read.value, text);
        for finding in &read.findings {
            let At::Text(at) = &finding.at else { panic!("no place") };
            assert!(text.get(at.range.clone()).is_some() && at.range.start >= start);
            assert!(!finding.message.bs.is_empty() && !finding.message.en.is_empty());
        }
    }
}

/// Keys and text as JSON, to compare.
fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar(scalar) => Json::String(scalar.text.clone()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), json(&entry.value))).collect(),
    }
}

fn words() -> impl Strategy<Value = String> {
    "[a-zčćđšžа-шљњ0-9 :#\"'„“,.!&*@%|>?~=\\[\\]{}\n\t-]{0,20}"
}

fn tree() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![words().prop_map(Json::String), Just(Json::Null)];
    let inner = leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::Array),
            prop::collection::btree_map(words(), inner, 0..6).prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    });
    prop::collection::btree_map(words(), inner, 1..6).prop_map(|map| Json::Object(map.into_iter().collect()))
}

/// `null` is a word for people and nothing for serde.
fn with_null(json: Json) -> Json {
    match json {
        Json::String(text) if text == "null" => Json::Null,
        Json::Array(items) => items.into_iter().map(with_null).collect(),
        Json::Object(map) => map.into_iter().map(|(key, value)| (key, with_null(value))).collect(),
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_scraps_are_read(text in scraps()) {
        holds(&text);
    }

    #[test]
    fn any_text_is_read(text in "(?s).{0,200}") {
        holds(&text);
    }

    #[test]
    fn what_serde_writes_is_read_alike(tree in tree()) {
        let text = to_text(&tree).unwrap();
        let read = read(&text);
        prop_assert_eq!(with_null(json(&read.value)), with_null(from_text(&text).unwrap()), "{}", text);
    }

    #[test]
    fn json_is_read_alike(tree in tree()) {
        let text = serde_json::to_string_pretty(&tree).unwrap();
        let read = read(&text);
        prop_assert_eq!(with_null(json(&read.value)), with_null(from_text(&text).unwrap()), "{}", text);
    }
}
