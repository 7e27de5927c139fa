//! One input a limit: what is said of it, and that it takes no time to speak of.

use super::patience::within;
use std::sync::Arc;
use std::time::Duration;
use zbor::diag::{Diagnostic, Source};
use zbor::{date, load, markdown, yaml};

/// Unoptimised and on a busy machine; quadratic work on a megabyte takes minutes.
const SOON: Duration = Duration::from_secs(30);

fn codes(findings: &[Diagnostic]) -> Vec<String> {
    let mut codes: Vec<String> = findings.iter().map(|finding| finding.code.to_string()).collect();
    codes.dedup();
    codes
}

fn yaml_of(what: &str, text: String) -> Vec<String> {
    let (codes, took) = within(what, move || {
        let source = Source::new("a.yaml", text);
        let len = source.text.len();
        codes(&yaml::parse(&source, 0..len).findings)
    });
    assert!(took < SOON, "{what}: {took:?}");
    codes
}

fn markdown_of(what: &str, text: String) -> Vec<String> {
    let (codes, took) = within(what, move || {
        let source = Source::new("a.md", text);
        let len = source.text.len();
        codes(&markdown::convert(&source, 0..len, &markdown::Options::default()).findings)
    });
    assert!(took < SOON, "{what}: {took:?}");
    codes
}

#[test]
fn yaml_keeps_its_limits() {
    let bomb = (1..9).fold("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, i| {
        text + &format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 10].join(","))
    });
    // The last anchor is one that nothing repeats.
    assert_eq!(yaml_of("alias bomb", bomb), ["Y022", "Y020"]);
    assert_eq!(
        yaml_of("text repeated by aliases", format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a,".repeat(1_000))),
        ["Y022"]
    );
    assert_eq!(yaml_of("brackets", "a: ".to_owned() + &"[".repeat(100_000)), ["Y022"]);
    assert_eq!(yaml_of("braces", "{a: ".repeat(50_000)), ["Y022"]);
    assert_eq!(yaml_of("dashes", "- ".repeat(100_000) + "a"), ["Y022"]);
    assert_eq!(yaml_of("keys", (0..30_000).map(|i| format!("k{i}: x\n")).collect()), ["Y022"]);
    yaml_of("question marks", "? ".repeat(100_000));
    yaml_of("an anchor that holds itself", "a: &a [*a, *a]\n".to_owned());
    yaml_of("tags and anchors", "!!a &b ".repeat(50_000));
    yaml_of("quotes", "\"'".repeat(200_000));
    yaml_of("a block of half a megabyte", "a: |\n".to_owned() + &"  x\n".repeat(150_000));
    yaml_of("control characters", "\u{0}\u{1}\u{7f}\u{85}\u{2028}\u{feff}: \u{0}\n".repeat(20_000));
    yaml_of("only colons", ": ".repeat(300_000));
    yaml_of("a line of a megabyte", "naslov: ".to_owned() + &"ž".repeat(500_000));
}

#[test]
fn deep_markdown_is_made_shallow() {
    assert_eq!(markdown_of("100,000 quotes on a line", ">".repeat(100_000) + " a"), ["M001"]);
    assert_eq!(markdown_of("100,000 quotes with blanks", "> ".repeat(100_000) + "a"), ["M001"]);
    let stairs: String = (0..1_000).map(|i| " ".repeat(2 * i) + "- a\n").collect();
    assert_eq!(markdown_of("lists like stairs", stairs), ["M001"]);
}

/// What has made Markdown parsers slow.
#[test]
fn markdown_takes_linear_time() {
    let n = 200_000;
    for text in [
        "[", "![", "](", "[](", "**a ", "_a_ ", "`", "` `` ", "<", "<!--", "<a ", "&#", "&amp", "|", "\\", "~~", "$",
        "[^a]", "a\n: ", "<div>\n", "</div>\n",
    ] {
        markdown_of(&format!("many {text:?}"), text.repeat(n / text.len()));
    }
    markdown_of("brackets that close", "[".repeat(n / 2) + &"]".repeat(n / 2));
    markdown_of("emphasis that closes", "*a ".repeat(n / 6) + &" a*".repeat(n / 6));
    markdown_of("a table of one column", "|a|\n|-|\n".to_owned() + &"|\n".repeat(n / 2));
    markdown_of("a wide table", format!("{}\n{}\n{}", "|a".repeat(5_000), "|-".repeat(5_000), "|\n".repeat(5_000)));
    markdown_of("references", (0..10_000).map(|i| format!("[a{i}]: /b{i}\n[a{i}]\n\n")).collect());
    markdown_of("one reference many times", "[a]: /b\n\n".to_owned() + &"[a] ".repeat(n / 4));
    markdown_of("footnotes", (0..10_000).map(|i| format!("[^{i}] a\n\n[^{i}]: b\n\n")).collect());
    markdown_of("equal headings", "# a\n".repeat(n / 4));
    markdown_of("headings with their number", (0..10_000).map(|i| format!("# a-{i}\n# a\n")).collect());
    markdown_of("tags that never close", "<b><i><u><span>".repeat(10_000));
    markdown_of("attributes", format!("<a {}>", "href=x ".repeat(n / 7)));
    markdown_of("links", "https://a.ba/b(c)d ".repeat(n / 19));
    markdown_of("fences", "```\n~~~\n".repeat(n / 8));
}

#[test]
fn readers_of_dates_take_any_text() {
    let parts = [
        "12.",
        " 5. ",
        "2026.",
        " u ",
        "18:00",
        "od 8 do 15",
        "svaki",
        " četvrtak",
        "–",
        "31. 4.",
        "99999999999999999999",
        "maj",
        "мај",
        "+02:00",
        "T",
        "/",
        "\0",
        "RRULE:",
        "FREQ=DAILY;",
        "COUNT=4294967295;",
        "BYDAY=MO,-5TU;",
        "INTERVAL=0;",
        "UNTIL=99991231",
    ];
    within("dates", move || {
        for a in parts {
            for b in parts {
                for c in parts {
                    let text = format!("{a}{b}{c}");
                    let _ = (date::moment(&text), date::interval(&text), date::when(&text), date::duration(&text));
                }
            }
        }
        for long in parts.map(|part| part.repeat(20_000)) {
            let _ = (date::moment(&long), date::interval(&long), date::when(&long), date::duration(&long));
        }
    });
}

#[test]
fn splitting_front_matter_keeps_every_byte_and_is_quick() {
    for text in [
        "---\n".repeat(50_000),
        "\n".repeat(200_000),
        "---\n".to_owned() + &"a: b\n".repeat(100_000),
        "\u{feff}---".to_owned(),
        "---".to_owned(),
        "---\r\n---".to_owned(),
        "\u{2028}\u{feff} \n---\n".to_owned(),
    ] {
        let text = Arc::new(text);
        let shown: String = text.chars().take(20).collect();
        let (_, took) = within(&shown, move || {
            let source = Source::new("a.md", text.as_str());
            let front = load::split_front(&source).value;
            let ranges = front.yaml.iter().chain([&front.body]);
            ranges.for_each(|range| assert!(source.text.get(range.clone()).is_some()));
            assert!(front.yaml.is_none_or(|yaml| yaml.end <= front.body.start));
        });
        assert!(took < SOON, "{took:?}");
    }
}
