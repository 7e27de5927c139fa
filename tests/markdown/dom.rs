//! What a browser's parser makes of our HTML, and what it must not find there.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that may stand in converted text.
const ELEMENTS: &str = " a abbr b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt em \
    figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong \
    sub summary sup table tbody td tfoot th thead time tr u ul var wbr ";

/// Attributes that may.
const ATTRIBUTES: &str = " alt aria-label checked class colspan datetime dir disabled href id lang open role rowspan scope \
    src start tabindex title translate type ";

/// Panics when the HTML holds anything that is not on the lists, an address that runs, an id twice,
/// or tags that do not match.
pub(crate) fn assert_safe(html: &str, written: &str) {
    if let Err(why) = balanced(html) {
        panic!("{why}\nwritten: {written:?}\nhtml: {html}");
    }
    let name = QualName::new(None, ns!(html), local_name!("main"));
    let dom = parse_fragment(RcDom::default(), ParseOpts::default(), name, Vec::new(), false).one(html);
    let mut ids = Vec::new();
    let mut waiting: Vec<Handle> = root(&dom).children.borrow().clone();
    while let Some(node) = waiting.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let element = name.local.to_string();
            assert!(listed(ELEMENTS, &element), "<{element}>\nwritten: {written:?}\nhtml: {html}");
            for attribute in attrs.borrow().iter() {
                let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
                assert!(listed(ATTRIBUTES, &key), "{key}=\nwritten: {written:?}\nhtml: {html}");
                assert!(!runs(&key, &value), "{key}={value}\nwritten: {written:?}\nhtml: {html}");
                if key == "id" {
                    assert!(!ids.contains(&value), "id {value} twice\nwritten: {written:?}\nhtml: {html}");
                    ids.push(value);
                }
            }
        }
        assert!(!matches!(node.data, NodeData::Comment { .. }), "comment\nwritten: {written:?}\nhtml: {html}");
        waiting.extend(node.children.borrow().iter().cloned());
    }
}

/// The `<html>` that the fragment's nodes are put into.
fn root(dom: &RcDom) -> Handle {
    dom.document.children.borrow()[0].clone()
}

fn listed(list: &str, name: &str) -> bool {
    list.contains(&format!(" {name} "))
}

/// Whether following an attribute would run something (URL Standard: control characters and spaces
/// at the ends, tabs and line ends anywhere are passed over).
fn runs(key: &str, value: &str) -> bool {
    let bare: String = value.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let bare = bare.trim_start_matches(|c: char| c <= ' ').to_ascii_lowercase();
    let schemes =
        ["javascript:", "vbscript:", "data:", "file:", "blob:", "filesystem:", "about:", "livescript:", "mocha:"];
    matches!(key, "href" | "src") && schemes.iter().any(|scheme| bare.starts_with(scheme))
}

/// Whether every tag that opens closes, in order, and every attribute is quoted.
pub(crate) fn balanced(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let (name, after) = tag.split_at(tag.find([' ', '>']).ok_or("tag without end")?);
        rest = attributes(after)?;
        match name.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return Err(format!("</{name}> does not match")),
            Some(_) => {}
            None if !name.starts_with(|c: char| c.is_ascii_lowercase()) => return Err(format!("<{name}")),
            None if ["br", "hr", "img", "input", "wbr", "col"].contains(&name) => {}
            None => open.push(name),
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("still open: {open:?}")) }
}

fn attributes(mut rest: &str) -> Result<&str, String> {
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return Ok(after);
        }
        let from = rest.strip_prefix(' ').ok_or_else(|| format!("in a tag: {rest:.40}"))?;
        let length = from.find(|c: char| !c.is_ascii_lowercase() && c != '-').ok_or("attribute without end")?;
        let (name, after) = from.split_at(length);
        if name.is_empty() {
            return Err(format!("in a tag: {rest:.40}"));
        }
        rest = match after.strip_prefix("=\"") {
            Some(value) => value.split_once('"').ok_or("value without end")?.1,
            None => after,
        };
    }
}
