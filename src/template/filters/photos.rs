//! Photos as links, for themes without pictures.

use super::super::engine::{Kwargs, Registry, State, TeraResult, Value};
use super::want_text;

pub(super) fn register(registry: &mut Registry) {
    registry.filter("photo_links", photo_links);
}

/// The HTML of a text with a link in the place of each picture: its description, else the `label`, which stands before
/// the description too. Within a link only the words stay.
fn photo_links(html: Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let label = arguments.must_get::<&str>("label")?;
    Ok(Value::safe_string(&linked(want_text(&html, "photo_links")?, label)))
}

/// The text is of our own making: names of elements in small letters, values of attributes in double quotes, `<` and
/// `>` as references everywhere else. `<picture>` with its sources is its `<img>`.
fn linked(html: &str, label: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut in_link = false;
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, tail) = after.split_at(end_of_tag(after));
        rest = tail;
        let name = tag.split([' ', '>', '\n']).next().unwrap_or_default();
        match name {
            "img" => push_photo(&mut out, tag, label, in_link),
            "picture" | "/picture" | "source" => {}
            _ => {
                in_link = name == "a" || in_link && name != "/a";
                out.push('<');
                out.push_str(tag);
            }
        }
    }
    out.push_str(rest);
    out
}

/// One past the `>` that ends a tag: that within quotes does not.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.find(|c: char| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

fn push_photo(out: &mut String, tag: &str, label: &str, in_link: bool) {
    let value = |name: &str| tag.split_once(&format!(" {name}=\""))?.1.split('"').next();
    let alt = value("alt").unwrap_or_default();
    let words = if alt.is_empty() { label.to_owned() } else { format!("{label}: {alt}") };
    match value("src").filter(|_| !in_link) {
        Some(src) => out.extend(["<a href=\"", src, "\">", &words, "</a>"]),
        None => out.push_str(&words),
    }
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn pictures_become_links() {
        for (html, wanted) in [
            ("<p>a &lt; b</p>", "<p>a &lt; b</p>"),
            (
                "<figure><img src=\"a.jpg\" alt=\"Put > &quot;novi&quot;\" width=\"1\"><figcaption>c</figcaption></figure>",
                "<figure><a href=\"a.jpg\">Foto: Put > &quot;novi&quot;</a><figcaption>c</figcaption></figure>",
            ),
            ("<img src=\"a.jpg\" alt=\"\">", "<a href=\"a.jpg\">Foto</a>"),
            (
                "<a href=\"x\"><img src=\"a.jpg\" alt=\"b\"></a> <img src=\"c\" alt=\"d\">",
                "<a href=\"x\">Foto: b</a> <a href=\"c\">Foto: d</a>",
            ),
            (
                "<picture>\n<source srcset=\"a.avif 1x\" type=\"image/avif\"><img srcset=\"b 2x\" src=\"a.jpg\" alt=\"b\"></picture>",
                "\n<a href=\"a.jpg\">Foto: b</a>",
            ),
            ("a < b <img src=\"q", "a < b <img src=\"q"),
        ] {
            assert_eq!(linked(html, "Foto"), wanted);
        }
    }
}
