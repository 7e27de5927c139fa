//! The tags of raw HTML that are published, and what becomes of the others.

/// What a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line.
    Phrase,
    /// Part of a line, without inside.
    Void,
    /// A block, or a part of one.
    Block,
    /// A block without inside.
    VoidBlock,
    /// From word processors and old pages: left out, its text kept, without fuss.
    Old,
    /// Not for texts: left out, its text kept.
    Removed,
    /// Left out together with what it holds, which is not for readers.
    Secret,
}

/// A tag that is known, with its name in lasting memory.
pub(super) fn find(name: &str) -> Option<(&'static str, Kind)> {
    let lists: [(&[&str], Kind); 7] = [
        (PHRASE, Kind::Phrase),
        (BLOCK, Kind::Block),
        (&["br", "img", "wbr"], Kind::Void),
        (&["hr", "col"], Kind::VoidBlock),
        (OLD, Kind::Old),
        (REMOVED, Kind::Removed),
        (SECRET, Kind::Secret),
    ];
    lists.iter().find_map(|(list, kind)| list.iter().find(|known| **known == name).map(|known| (*known, *kind)))
}

const PHRASE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

const BLOCK: &[&str] = &[
    "blockquote",
    "caption",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

const OLD: &[&str] = &[
    "address", "article", "aside", "basefont", "big", "body", "center", "font", "footer", "head", "header", "hgroup",
    "html", "main", "nav", "nobr", "section", "strike", "tt",
];

const REMOVED: &[&str] = &[
    "area", "base", "button", "datalist", "dialog", "embed", "fieldset", "form", "frame", "h1", "h2", "h3", "h4", "h5",
    "h6", "input", "label", "legend", "link", "map", "marquee", "menu", "meta", "meter", "optgroup", "option",
    "output", "param", "picture", "portal", "progress", "slot", "source", "track",
];

const SECRET: &[&str] = &[
    "applet", "audio", "canvas", "frameset", "iframe", "math", "noembed", "noframes", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video", "xml", "xmp",
];

/// Whether a tag is a heading, of which raw HTML makes paragraphs: headings are Markdown's, so that
/// they have an id and their level is right.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// Whether an element ends without a closing tag when the other begins (HTML, 13.1.2.4).
pub(super) fn ends_at(open: &str, next: &str) -> bool {
    const CELLS: [&str; 2] = ["td", "th"];
    const ROWS: [&str; 3] = ["td", "th", "tr"];
    match next {
        "li" => open == "li" || open == "p",
        "dt" | "dd" => ["dt", "dd", "p"].contains(&open),
        "td" | "th" => CELLS.contains(&open) || open == "p",
        "tr" => ROWS.contains(&open) || open == "p",
        "tbody" | "thead" | "tfoot" => {
            ROWS.contains(&open) || ["tbody", "thead", "tfoot", "caption", "colgroup"].contains(&open)
        }
        "rt" | "rp" => ["rt", "rp"].contains(&open),
        _ => open == "p" && (BLOCK.contains(&next) || next == "hr"),
    }
}
