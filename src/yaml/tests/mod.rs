mod properties;
mod traps;

use super::*;
use crate::diag::Diagnostic;
use std::fmt::Write;
use std::time::{Duration, Instant};

fn read(text: &str) -> Checked<Node> {
    let source = Source::new("a.yaml", text);
    parse(&source, 0..text.len())
}

/// The tree on one line: lists in brackets, mappings in braces, text in quotes where it is quoted.
fn shape(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Scalar(scalar) if scalar.quoted => format!("{:?}", scalar.text),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|e| format!("{}: {}", e.key, shape(&e.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn brief(findings: &[Diagnostic]) -> String {
    findings.iter().fold(String::new(), |mut out, finding| {
        let crate::diag::At::Text(at) = &finding.at else { return out };
        let _ = writeln!(out, "{} {}:{}+{} {}", finding.code, at.line, at.column, at.width, finding.message.bs);
        out
    })
}

/// Key or value text with the text of its span, for every scalar.
fn places(node: &Node, out: &mut Vec<(String, String)>) {
    if let Some(text) = node.as_text() {
        out.push((text.to_owned(), node.span.text().to_owned()));
    }
    for entry in node.entries() {
        out.push((entry.key.clone(), entry.key_span.text().to_owned()));
        places(&entry.value, out);
    }
    node.items().iter().for_each(|item| places(item, out));
}

#[test]
fn valid_text_is_read_with_raw_scalars() {
    let cases = [
        ("", "~"),
        ("# samo komentar\n", "~"),
        ("naslov: Zbor", "{naslov: Zbor}"),
        ("---\nnaslov: Zbor\n---\n", "{naslov: Zbor}"),
        ("\u{feff}naslov: Zbor\r\nmjesto: Dom\r\n", "{naslov: Zbor, mjesto: Dom}"),
        (
            "tel: 061123456\nda: da\nx: 0x1F\ny: null\nz: ~\nw:\n",
            "{tel: 061123456, da: da, x: 0x1F, y: null, z: ~, w: ~}",
        ),
        ("a: \"Zbor: \\\"važno\\\"\" # da\nb: 'O''Brien'  \n", "{a: \"Zbor: \\\"važno\\\"\", b: \"O'Brien\"}"),
        ("a: [b, {c: d}, [ ], {}]", "{a: [b, {c: d}, [], {}]}"),
        ("a:\n- b\n- c: d\n  e: f\n-\n", "{a: [b, {c: d, e: f}, ~]}"),
        (
            "a: |\n  prvi\n   drugi\n\n  treći\nb: >\n  jedan\n  dva\n",
            "{a: \"prvi\\n drugi\\n\\ntreći\\n\", b: \"jedan dva\\n\"}",
        ),
        ("a: jedan\n  dva\n\n  tri", "{a: jedan dva\ntri}"),
        ("a: &x {b: c}\nd: *x\ne:\n  <<: *x\n  f: g\n  b: h\n", "{a: {b: c}, d: {b: c}, e: {f: g, b: h}}"),
        ("<<: [{a: 1, b: 2}, {b: 3, c: 4}]\nc: 5", "{c: 5, a: 1, b: 2}"),
        ("? a\n: b\n", "{a: b}"),
    ];
    for (text, expected) in cases {
        let read = read(text);
        assert_eq!(shape(&read.value), expected, "{text}");
        assert_eq!(brief(&read.findings), "", "{text}");
    }
}

#[test]
fn places_are_bytes_of_the_file() {
    let text = "---\nнаслов: Збор грађана # ово је важно\nопис:  \"ћао\"   # још\n'чланови': [Ђурђа, { име: 'Љубо' }]\n---\nZbor";
    let source = Source::new("a.md", text);
    let end = text.rfind("---").unwrap();
    let read = parse(&source, 4..end);
    let mut found = Vec::new();
    places(&read.value, &mut found);
    let expected = [
        ("наслов", "наслов"),
        ("Збор грађана", "Збор грађана"),
        ("опис", "опис"),
        ("ћао", "\"ћао\""),
        ("чланови", "'чланови'"),
        ("Ђурђа", "Ђурђа"),
        ("име", "име"),
        ("Љубо", "'Љубо'"),
    ];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let list = &read.value.get("чланови").unwrap().span;
    assert_eq!(list.text(), "[Ђурђа, { име: 'Љубо' }]");
}

#[test]
fn a_missing_value_stands_after_its_colon() {
    let read = read("naslov :\n\n\nmjesto: Dom\n");
    let span = &read.value.get("naslov").unwrap().span;
    assert_eq!((span.start, span.end), (8, 8));
}

#[test]
fn looking_into_nodes() {
    let read = read("a: [b, c]\nd: e\n");
    assert_eq!(read.value.get("d").and_then(Node::as_text), Some("e"));
    assert_eq!(read.value.get("a").map(|a| a.items().len()), Some(2));
    assert!(read.value.get("x").is_none() && read.value.items().is_empty());
}

#[test]
fn what_is_wrong_with_names_and_repetitions() {
    let cases = [
        ("a: 1\nb: 2\na: 3\n", "{a: 1, b: 2}", "Y011 3:1+1 polje `a` je napisano dva puta; važi prvo\n"),
        ("[a, b]: c\nd: e", "{d: e}", "Y018 1:1+6 ime polja mora biti riječ, a ovdje je lista ili grupa\n"),
        (": c\nd: e", "{d: e}", "Y018 1:1+1 nema imena prije dvotačke\n"),
        ("a: !!int 5", "{a: 5}", "Y019 1:4+5 `!!int` se ne čita kao dio teksta, nego se preskače\n"),
        ("a: !hitno nema vode", "{a: nema vode}", "Y019 1:4+6 `!hitno` se ne čita kao dio teksta, nego se preskače\n"),
        ("a: &Vi i mi", "{a: i mi}", "Y020 1:4+3 `&Vi` se ne čita kao dio teksta, nego se preskače\n"),
        ("a: &x [*x]", "{a: [~]}", "Y020 1:8+2 `*x` ponavlja grupu u kojoj i samo stoji\n"),
        (
            "a: 1\n---\nb: 2\n---\nc: 3\n",
            "{a: 1}",
            "Y021 3:1+4 iza reda `---` počinje drugi dokument; čita se samo prvi\n",
        ),
        ("<<: a\nb: c", "{b: c}", "Y023 1:5+1 iza `<<` mora stajati grupa polja\n"),
    ];
    for (text, tree, findings) in cases {
        let read = read(text);
        assert_eq!((shape(&read.value).as_str(), brief(&read.findings).as_str()), (tree, findings), "{text}");
    }
}

#[test]
#[allow(clippy::disallowed_methods)] // Only the test is timed.
fn bombs_return_at_once() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "a{level}: &a{level} [{below}]");
    }
    let long = "x".repeat(1_000_000);
    let texts = [
        bomb,
        format!("a: &a {long}\nb: [{}*a]", "*a, ".repeat(15_000)),
        "[".repeat(1_000_000),
        "{a: ".repeat(200_000),
        "- ".repeat(500_000),
        "a:\n- x\n".repeat(100_000),
        (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
        "\"".repeat(1_000_001),
        "&a ".repeat(300_000),
        "! ".repeat(300_000),
        "? ".repeat(300_000),
        "a: b: ".repeat(100_000),
        "a: [\n".repeat(100_000),
        "\t\n".repeat(300_000),
        "a:b\n".repeat(200_000),
        "-x\n".repeat(200_000),
        format!("{{{}}}", "a: 1, ".repeat(9_000)),
        "a: b #c\n".repeat(100_000),
        "a: \"b\n".repeat(100_000),
        format!("a: {}", "„x“ ".repeat(150_000)),
        "a:\n \tb: c\n".repeat(100_000),
    ];
    for text in texts {
        let begin = Instant::now();
        let read = read(&text);
        let head: String = text.chars().take(20).collect();
        assert!(begin.elapsed() < Duration::from_secs(15), "{head} {:?}", begin.elapsed());
        assert!(!read.findings.is_empty() || text.trim().is_empty() || text.contains('„'), "{head}");
    }
}
