//! Markdown that means harm: by what it runs, by how long it takes, by any bytes at all.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "markdown/dom.rs"]
mod dom;

use proptest::prelude::*;
use std::time::{Duration, Instant};
use zbor::diag::{Checked, Source};
use zbor::markdown::{Document, Labels, Options, RefKind, convert, escape_attribute};

fn options() -> Options {
    let labels = Labels {
        alerts: ["Napomena", "Savjet", "Važno", "Upozorenje", "Oprez"].map(Into::into),
        table: "Tabela".into(),
        footnotes: "Fusnote".into(),
        back: "Nazad na tekst".into(),
        done: "urađeno".into(),
        open: "nije urađeno".into(),
    };
    Options { labels, ..Options::default() }
}

fn checked(text: &str) -> Checked<Document> {
    convert(&Source::new("a.md", text), 0..text.len(), &options())
}

/// Fills the holes as a careless site would: with the destination, escaped.
fn fill(document: &Document) -> String {
    document.html.fill(|index| {
        let reference = &document.references[index];
        let mut out = String::new();
        if let RefKind::Image { alt, .. } = &reference.kind {
            out.push_str("<img src=\"");
            escape_attribute(&mut out, &reference.dest);
            out.push_str("\" alt=\"");
            escape_attribute(&mut out, alt);
            out.push_str("\">");
        } else {
            escape_attribute(&mut out, &reference.dest);
        }
        out.into()
    })
}

/// What must hold for any text: safe and balanced as a whole and in its sections, and every place
/// within the text.
fn assert_sound(text: &str) {
    let found = checked(text);
    let document = &found.value;
    dom::assert_safe(&fill(document), text);
    let mut cuts: Vec<usize> =
        document.headings.iter().filter(|heading| heading.top).map(|heading| heading.at).collect();
    cuts.insert(0, 0);
    cuts.extend([document.notes_at, document.html.len()]);
    let mut joined = String::new();
    for pair in cuts.windows(2) {
        let section = document.html.section(pair[0]..pair[1]);
        dom::balanced(&section.fill(|_| "".into())).unwrap();
        joined.push_str(&section.fill(|index| format!("[{index}]").into()));
    }
    assert_eq!(joined, document.html.fill(|index| format!("[{index}]").into()));
    for reference in &document.references {
        assert!(text.get(reference.span.clone()).is_some(), "{reference:?}");
    }
    for heading in &document.headings {
        assert!(text.get(heading.span.clone()).is_some() && (2..=6).contains(&heading.level), "{heading:?}");
    }
    if let Some(range) = &document.title_html {
        dom::balanced(&document.html.without(range.clone()).fill(|_| "".into())).unwrap();
    }
    assert!(document.plain.chars().count() <= 301);
}

#[test]
fn nothing_runs() {
    let corpus = include_str!("markdown/xss.txt");
    let payloads: Vec<&str> = corpus.split("\n----\n").collect();
    assert!(payloads.len() >= 60);
    for payload in payloads {
        for frame in
            ["{}", "text {} text", "- {}", "> {}", "<div>{}", "# {}\n\ntext", "| a |\n|---|\n| {} |", "*{}*", "[{}](x)"]
        {
            assert_sound(&frame.replace("{}", payload));
        }
    }
}

#[test]
#[should_panic(expected = "<script>")]
fn the_check_sees_scripts() {
    dom::assert_safe("<p>a</p><div><script>alert(1)</script></div>", "");
}

#[test]
#[should_panic(expected = "href=java")]
fn the_check_sees_addresses_that_run() {
    dom::assert_safe("<p><a href=\"java\nscript:alert(1)\">a</a></p>", "");
}

#[test]
#[should_panic(expected = "</b> does not match")]
fn the_check_sees_tags_that_do_not_match() {
    dom::assert_safe("<p><b><i>a</b></i></p>", "");
}

/// What a text takes; the better of two, when the first seems slow: something else may have run.
#[allow(clippy::disallowed_methods)]
fn time(text: &str) -> (Duration, Checked<Document>) {
    let begun = Instant::now();
    let found = checked(text);
    let took = begun.elapsed();
    if took < Duration::from_secs(10) {
        return (took, found);
    }
    let begun = Instant::now();
    let found = checked(text);
    (took.min(begun.elapsed()), found)
}

/// Whether a text takes more than a second, and how much.
fn slow(name: &str, text: &str) -> Option<String> {
    let (took, found) = time(text);
    println!("{name:24} {:9} bytes {took:?}", text.len());
    dom::balanced(&found.value.html.fill(|_| "".into())).unwrap();
    (took > Duration::from_secs(10)).then(|| format!("{name}: {took:?}"))
}

#[test]
fn nothing_takes_long() {
    let n = |text: &str, times: usize| text.repeat(times);
    let lines = |f: &dyn Fn(usize) -> String, times: usize| (0..times).map(f).collect::<String>();
    let texts = [
        ("quotes", n("> ", 100_000) + "a"),
        ("quotes tight", n(">", 100_000) + "a"),
        ("quotes and lazy lines", n("> ", 100_000) + "a\n" + &n("b\n", 100_000)),
        ("quotes and empty lines", n("> ", 100_000) + "a\n" + &n("\n", 100_000)),
        ("bullets", n("- ", 100_000) + "a"),
        ("bullets, empty lines", n("- ", 100_000) + "a\n" + &n("\n", 100_000) + "b"),
        ("pluses", n("+ ", 100_000) + "a\n" + &n("\n", 100_000)),
        ("numbers", n("1. ", 100_000) + "a\n" + &n("\n", 100_000)),
        ("mixed", n("> - 1. ", 50_000) + "a\n" + &n("> \n", 50_000)),
        ("staircase", lines(&|i| format!("{}- a\n", " ".repeat(2 * i)), 700) + &n("\n", 200_000) + "b"),
        ("staircase of quotes", lines(&|i| format!("{} a\n", ">".repeat(i)), 1000)),
        ("brackets", n("[", 100_000)),
        ("brackets both", n("[", 50_000) + "a" + &n("]", 50_000)),
        ("brackets in pairs", n("[a](", 50_000)),
        ("links open", n("[a](<b", 50_000)),
        ("links", n("[a](b) ", 30_000)),
        ("images in images", n("![", 50_000) + "a" + &n("](b)", 50_000)),
        ("images open", n("![a][", 50_000)),
        ("stars", n("*a ", 50_000)),
        ("stars and underscores", n("*a _b ", 50_000)),
        ("stars tight", n("a**b", 50_000)),
        ("stars closing", n("a* ", 50_000)),
        ("stars 3", n("***a ", 50_000) + &n("b*** ", 50_000)),
        ("emphasis nested", n("*a **a ", 20_000) + "b" + &n(" a** a*", 20_000)),
        ("long runs", n("*", 100_000) + "a" + &n("*", 100_000)),
        ("tildes", n("~~a ~b ", 50_000)),
        ("backticks", n("`", 100_000)),
        ("backticks growing", lines(&|i| "`".repeat(i % 900 + 1) + "a", 1400)),
        ("backticks open", n("`a ``b ", 50_000)),
        ("backslashes", n("\\", 100_000)),
        ("entities", n("&#x41; &scaron; ", 30_000)),
        ("ampersands", n("&", 200_000)),
        ("definitions", lines(&|i| format!("[a{i}]: b\n"), 50_000)),
        ("definitions equal", n("[a]: b\n", 100_000)),
        (
            "definitions used",
            lines(&|i| format!("[a{i}]: b\n"), 20_000) + "\n" + &lines(&|i| format!("[a{i}] "), 20_000),
        ),
        ("definitions open", n("[a]: <\n", 50_000)),
        ("definition titles", n("[a]: b \"\n", 50_000)),
        ("definition amplifies", format!("[a]: {}\n\n", "b".repeat(50_000)) + &n("[a] ", 10_000)),
        ("label long", n("[a", 1_000) + &n("a", 900_000)),
        ("tags open", n("<a ", 100_000)),
        ("tags quoted", n("<a b=\"", 100_000)),
        ("tags nested", n("<div>", 100_000)),
        ("tags nested in lines", n("a <b>", 100_000)),
        ("tags nested blocks", n("<div>\n\n", 50_000)),
        ("tags closed", n("</div>", 100_000)),
        ("attributes", format!("<div {}>", n("a=b ", 100_000))),
        ("attributes id", lines(&|i| format!("<p id=a{i}>\n"), 50_000)),
        ("office tags", n("<o:p>a", 100_000)),
        ("office tags open", n("<o:p ", 100_000)),
        ("office tags in tags", n("<o:", 100_000) + &n("p>", 100_000)),
        ("comments open", n("<!--", 100_000)),
        ("comments inline", n("a <!--", 100_000)),
        ("declarations", n("a <!A", 100_000)),
        ("instructions", n("a <?", 100_000)),
        ("cdata", n("a <![CDATA[", 100_000)),
        ("scripts", n("<script>a\n", 50_000)),
        ("scripts inline", n("a <script>", 50_000)),
        ("scripts in a block", format!("<div>{}", n("<script>", 100_000))),
        ("angles", n("<", 200_000)),
        ("angles address", n("<a:", 100_000)),
        ("addresses", n("https://a.ba ", 50_000)),
        ("addresses parens", format!("https://a.ba/{}", n(")", 200_000))),
        ("addresses punctuation", format!("https://a.ba/{}", n("(.)", 100_000))),
        ("addresses in addresses", n("http://", 100_000)),
        ("www", n("www.", 100_000)),
        ("www tight", n("w", 300_000)),
        ("mail", n("a@", 100_000)),
        ("mail long", n("a", 300_000) + "@" + &n("b", 300_000)),
        ("mail dots", n("a@b.", 100_000)),
        ("mail many", n("a@b.ba ", 50_000)),
        ("footnotes", lines(&|i| format!("a[^{i}]\n\n[^{i}]: b\n\n"), 20_000)),
        ("footnotes nested", n("[^a]: ", 50_000) + "b"),
        ("footnotes open", n("[^", 100_000)),
        ("footnotes called", "[^a]: b\n\n".to_owned() + &n("[^a] ", 50_000)),
        ("headings", n("# a\n", 100_000)),
        ("headings numbered", lines(&|i| format!("# a-{i}\n# a\n"), 30_000)),
        ("headings marks", format!("# {}", n("#", 300_000) + " a")),
        ("heading attributes", format!("# a {}", n("{", 200_000))),
        ("heading classes", format!("# a {{{}}}", n(".a ", 100_000))),
        ("underlines", n("a\n=\n", 50_000)),
        ("table columns", n("|a", 20_000) + "\n" + &n("|-", 20_000) + "\n|b\n"),
        ("table short rows", n("|a", 2_000) + "\n" + &n("|-", 2_000) + "\n" + &n("|b\n", 20_000)),
        ("table rows", "|a|b|\n|-|-|\n".to_owned() + &n("|c|d|\n", 50_000)),
        ("tables", n("|a|\n|-|\n|b|\n\n", 20_000)),
        ("table pipes", n("|", 300_000) + "\n" + &n("-|", 100)),
        ("terms", n("a\n: b\n\n", 50_000)),
        ("terms nested", n(": ", 50_000) + "a"),
        ("terms lines", n("a\n", 100_000) + ": b"),
        ("terms, then not", n("a\n: b\nc\n", 50_000)),
        ("tasks", n("- [x] a\n", 50_000)),
        ("alerts", n("> [!NOTE]\n> a\n\n", 20_000)),
        ("fences", n("```\n", 100_000)),
        ("fence open", "```rust\n".to_owned() + &n("let a = \"b\"; // c\n", 50_000)),
        ("fences coloured", n("```rust\nlet a = \"b\";\n```\n", 20_000)),
        ("fence one line", "```js\n".to_owned() + &n("((((", 200_000)),
        ("indented", n("    a\n", 100_000)),
        ("spaces", n(" ", 1_000_000)),
        ("tabs", n("\t", 1_000_000)),
        ("lines", n("\n", 1_000_000)),
        ("breaks", n("a  \n", 100_000)),
        ("returns", n("a\r", 100_000)),
        ("nul", n("\0", 300_000)),
        ("rules", n("* ", 200_000)),
        ("rules broken", n("* ", 100_000) + "a"),
        ("rules mixed", n("- * ", 100_000)),
        ("letters", n("š", 400_000)),
        ("combining", "a".to_owned() + &n("\u{301}", 300_000)),
    ];
    let slow: Vec<String> = texts.iter().filter_map(|(name, text)| slow(name, text)).collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

/// Pieces of Markdown and HTML, put together at random: closer to trouble than random letters.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "\r\n",
        "\r",
        "> ",
        "- ",
        "1. ",
        "# ",
        "### ",
        "***",
        "*",
        "_",
        "**",
        "~~",
        "`",
        "```",
        "```rust\n",
        "[",
        "]",
        "(",
        ")",
        "[a](b)",
        "[a][b]",
        "![",
        "![a](b \"c\")",
        "[^1]",
        "[^1]: ",
        "[b]: c\n",
        "<",
        ">",
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<details>",
        "<summary>",
        "</details>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<img src=x>",
        "<img src=x alt=y>",
        "<o:p>",
        "<br>",
        "<hr>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<pre>",
        "</pre>",
        "<span id=a class=b>",
        "<svg>",
        "<x",
        "=\"",
        "\"",
        "'",
        "a",
        "Č",
        "ж",
        "😀",
        "\u{301}",
        "\0",
        "&",
        "&amp;",
        "&lt;",
        "&#x3c;",
        "|",
        "|a|b|\n|-|-|\n|",
        ": ",
        "a\n: b",
        "- [ ] ",
        "> [!TIP]\n> ",
        "{#a}",
        "{.b}",
        "https://a.ba/",
        "www.a.ba",
        "a@b.ba",
        "javascript:",
        "\\",
        "---\n",
        "===\n",
        ".",
        "!",
        "<figure>",
        "</figure>",
        "<h2>",
        "onclick=x",
        "<caption>",
        "<thead>",
        "<ruby>",
        "<rt>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_are_sound(text in pieces()) {
        assert_sound(&text);
    }

    #[test]
    fn any_text_is_sound(text in any::<String>()) {
        assert_sound(&text);
    }

    #[test]
    fn line_ends_make_no_difference(text in pieces().prop_map(|text| text.replace('\r', ""))) {
        let plain = fill(&checked(&text).value);
        prop_assert_eq!(&plain, &fill(&checked(&text.replace('\n', "\r\n")).value));
        prop_assert_eq!(&plain, &fill(&checked(&text.replace('\n', "\r")).value));
    }
}
