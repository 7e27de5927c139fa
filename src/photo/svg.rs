//! SVG (W3C SVG 2): a drawing is a program's text, so it is published only when it can neither act
//! nor reach outside. It is not changed.

use super::clean::{Cleaned, Flaw, Orientation};
use super::embedded::{is_located, is_raster};
use super::frame::Frame;
use crate::diag::text;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// Elements that act, or hold what is not drawing; in lower case.
const REFUSED: [&str; 15] = [
    "audio",
    "base",
    "embed",
    "foreignobject",
    "form",
    "handler",
    "iframe",
    "import",
    "link",
    "listener",
    "meta",
    "object",
    "script",
    "source",
    "video",
];

/// Attributes that hold an address; in lower case, without prefix.
const ADDRESSES: [&str; 8] = ["href", "src", "srcset", "data", "poster", "action", "formaction", "base"];

/// Checks a drawing; its bytes stay as they are.
pub(crate) fn clean(source: Vec<u8>) -> Result<Cleaned, Flaw> {
    let text = std::str::from_utf8(&source).map_err(|_| Flaw::Broken)?;
    let mut drawing = Drawing::default();
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(|_| Flaw::Broken)? {
            Event::Eof => break,
            event => drawing.take(&event)?,
        }
    }
    let (width, height) = drawing.size.filter(|_| drawing.depth == 0).ok_or(Flaw::Broken)?;
    Ok(Cleaned {
        width,
        height,
        orientation: Orientation::UPRIGHT,
        located: drawing.located,
        still: false,
        bytes: source,
    })
}

/// What is known of a drawing while it is read.
#[derive(Default)]
struct Drawing {
    /// Open elements.
    depth: usize,
    /// Of the root, once it was seen.
    size: Option<(u32, u32)>,
    /// The depth of the open `style` and its text so far.
    style: Option<(usize, String)>,
    located: bool,
}

impl Drawing {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Flaw> {
        match event {
            Event::Start(element) => {
                self.element(element)?;
                self.depth += 1;
                if self.style.is_none() && element.local_name().as_ref().eq_ignore_ascii_case("style") {
                    self.style = Some((self.depth, String::new()));
                }
            }
            Event::Empty(element) => self.element(element)?,
            Event::End(_) => {
                if let Some((_, css)) = self.style.take_if(|(depth, _)| *depth == self.depth) {
                    self.css(&css)?;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) => self.styled(text),
            Event::CData(text) => self.styled(text),
            Event::GeneralRef(name) => self.reference(name)?,
            Event::PI(pi) if pi.target().eq_ignore_ascii_case("xml-stylesheet") => return refuse("<?xml-stylesheet?>"),
            // Entities could hide anything; a plain DOCTYPE is harmless.
            Event::DocType(doctype) if doctype.contains('[') => return refuse("<!ENTITY>"),
            Event::Decl(decl) => encoding(decl)?,
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => (),
        }
        Ok(())
    }

    fn styled(&mut self, text: &str) {
        if let Some((_, css)) = &mut self.style {
            css.push_str(text);
        }
    }

    /// `&#117;` in a style is a letter of it.
    fn reference(&mut self, name: &BytesRef<'_>) -> Result<(), Flaw> {
        let resolved = match &**name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => name.resolve_char_ref().ok().flatten().ok_or(Flaw::Broken)?,
        };
        self.styled(resolved.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn element(&mut self, element: &BytesStart<'_>) -> Result<(), Flaw> {
        let name = element.local_name().as_ref().to_ascii_lowercase();
        if REFUSED.contains(&name.as_str()) {
            return refuse(&format!("<{name}>"));
        }
        let mut frame = Frame::default();
        // Twice the same attribute is an error to every reader; looking for it would take long.
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Flaw::Broken)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Flaw::Broken)?;
            let full = attribute.key.as_ref().to_ascii_lowercase();
            if full != "xmlns" && !full.starts_with("xmlns:") {
                self.attribute(&full, &value)?;
                frame.take(&full, &value);
            }
        }
        if self.size.is_none() {
            self.size = Some(frame.size()).filter(|_| name == "svg" && self.depth == 0);
            self.size.ok_or(Flaw::Broken)?;
        }
        Ok(())
    }

    fn attribute(&mut self, full: &str, value: &str) -> Result<(), Flaw> {
        let (prefix, name) = full.split_once(':').unwrap_or(("", full));
        let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let bare = bare.to_ascii_lowercase();
        if name.starts_with("on") || (name == "attributename" && bare.starts_with("on")) {
            return refuse(full);
        }
        if bare.contains("javascript:") || bare.contains("vbscript:") {
            return refuse("javascript:");
        }
        let is_address = ADDRESSES.contains(&name) || (name == "attributename" && bare.ends_with("href"));
        if is_address && !(bare.is_empty() || bare.starts_with('#') || is_raster(&bare)) {
            return outside(value);
        }
        self.located |= is_raster(&bare) && is_located(value);
        // Presentation attributes are read as CSS; what programs keep under a prefix is not.
        if prefix.is_empty() && !name.starts_with("data-") && !is_address { self.css(value) } else { Ok(()) }
    }

    /// Styles: every address is inside the drawing, and none can be hidden by an escape.
    fn css(&mut self, css: &str) -> Result<(), Flaw> {
        let lower = css.to_ascii_lowercase();
        for way in ["@import", "image-set(", "\\"] {
            if lower.contains(way) {
                return refuse(way);
            }
        }
        let mut at = 0;
        for (i, piece) in lower.split("url(").enumerate() {
            // The same bytes before they were lowered; an address ends before the next one begins.
            let original = css.get(at..at + piece.len()).unwrap_or_default();
            at += piece.len() + "url(".len();
            let target = piece.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
            if i > 0 && !(target.starts_with('#') || target.starts_with("data:font/") || is_raster(target)) {
                return outside(original.split(')').next().unwrap_or_default());
            }
            self.located |= i > 0 && is_raster(target) && is_located(original);
        }
        Ok(())
    }
}

fn refuse(what: &str) -> Result<(), Flaw> {
    Err(Flaw::Unsafe(text!("`{what}`", "`{what}`")))
}

fn outside(address: &str) -> Result<(), Flaw> {
    let short: String = address.trim().chars().take(60).collect();
    Err(Flaw::Unsafe(text!("vanjsku adresu `{short}`", "the outside address `{short}`")))
}

/// Only encodings in which every ASCII byte is itself, so that the text is what it was checked as.
fn encoding(decl: &BytesDecl<'_>) -> Result<(), Flaw> {
    let Some(encoding) = decl.encoding() else { return Ok(()) };
    let name = encoding.map_err(|_| Flaw::Broken)?.to_ascii_lowercase();
    let known = ["utf-8", "utf8", "us-ascii", "iso-8859-", "windows-125"].iter().any(|known| name.starts_with(known));
    known.then_some(()).ok_or(Flaw::Broken)
}
