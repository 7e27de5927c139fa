//! The examples of the CommonMark specification, twice: to the letter with everything of ours
//! switched off, and for safety with everything switched on.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "markdown/dom.rs"]
mod dom;

use zbor::diag::Source;
use zbor::markdown::{Document, Options, RefKind, convert, escape_attribute};

/// Examples that come out otherwise than the specification has them, each with the reason. Exact:
/// an example that comes right is to be taken off.
const DIFFERENT: [(u64, &str); 0] = [];

struct Example {
    number: u64,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let json: serde_json::Value = serde_json::from_str(include_str!("commonmark/spec.json")).unwrap();
    let text = |example: &serde_json::Value, key: &str| example[key].as_str().unwrap().to_owned();
    let all = json.as_array().unwrap().iter();
    all.map(|e| Example {
        number: e["example"].as_u64().unwrap(),
        markdown: text(e, "markdown"),
        html: text(e, "html"),
    })
    .collect()
}

fn document(markdown: &str, options: &Options) -> Document {
    convert(&Source::new("spec.md", markdown), 0..markdown.len(), options).value
}

/// Holes filled as the specification writes links and pictures.
fn fill(document: &Document) -> String {
    document.html.fill(|index| {
        let reference = &document.references[index];
        let href = percent(&reference.dest);
        let RefKind::Image { alt, title } = &reference.kind else { return href.into() };
        let mut img = format!("<img src=\"{href}\" alt=\"");
        escape_attribute(&mut img, alt);
        if let Some(title) = title {
            img.push_str("\" title=\"");
            escape_attribute(&mut img, title);
        }
        img.push_str("\">");
        img.into()
    })
}

/// An address as the reference implementation writes it.
fn percent(dest: &str) -> String {
    let mut out = String::new();
    for byte in dest.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            b'"' | b' ' | b'<' | b'>' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{' | b'|' | b'}' | 0x80.. => {
                out.push_str(&format!("%{byte:02X}"))
            }
            _ => out.push(char::from(byte)),
        }
    }
    out
}

/// What HTML can be written in two ways without a difference: `<br />` and `<br>`, marks in text
/// bare and escaped.
fn one_way(html: &str) -> String {
    html.replace(" />", ">").replace("&quot;", "\"").replace("&#39;", "'")
}

#[test]
fn every_example_comes_out_as_specified() {
    let mut wrong = Vec::new();
    assert_eq!(examples().len(), 652);
    for example in examples() {
        let got = one_way(&fill(&document(&example.markdown, &Options::commonmark())));
        let wanted = one_way(&example.html);
        let listed = DIFFERENT.iter().any(|(number, _)| *number == example.number);
        if (got == wanted) == listed {
            wrong.push(format!("{}: {:?}\n  wanted {wanted:?}\n  got    {got:?}", example.number, example.markdown));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_example_is_safe_with_the_allow_list() {
    for example in examples() {
        dom::assert_safe(&fill(&document(&example.markdown, &Options::default())), &example.markdown);
    }
}
