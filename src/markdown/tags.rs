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
    /// Left out together with what it holds, which is not for readers.
    Secret,
}

/// A tag that is known, with its name in lasting memory.
pub(super) fn find(name: &str) -> Option<(&'static str, Kind)> {
    let lists: [(&[&str], Kind); 6] = [
        (PHRASE, Kind::Phrase),
        (BLOCK, Kind::Block),
        (&["br", "img", "wbr"], Kind::Void),
        (&["hr", "col"], Kind::VoidBlock),
        (OLD, Kind::Old),
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

const SECRET: &[&str] = &[
    "applet", "audio", "canvas", "frameset", "iframe", "math", "noembed", "noframes", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video", "xml", "xmp",
];

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
