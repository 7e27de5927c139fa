//! A photo as an element of a page: the sizes that were made of it, and how wide it is shown.

use super::desk::escape;
use crate::photo::{Picture, Variant};
use memchr::{memchr, memmem};

/// Where a photo stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a text, as wide as its column.
    Column,
    /// One of two beside each other.
    Half,
    /// Beside a name, 60 CSS pixels wide.
    Portrait,
}

impl Place {
    /// Of the photo at a place of a gallery of so many: two stand beside each other, and the first of an odd number
    /// is as wide as the text.
    pub fn among(at: usize, count: usize) -> Place {
        if at == 0 && count % 2 == 1 { Place::Column } else { Place::Half }
    }

    /// For `sizes`: a column is the screen without its margins, or 577 pixels on a wide one.
    fn sizes(self) -> &'static str {
        match self {
            Place::Column => "(min-width:612px) 580px, calc(100vw - 32px)",
            Place::Half => "(min-width:612px) 286px, calc(50vw - 20px)",
            Place::Portrait => "60px",
        }
    }

    /// For `width` and `height`.
    fn size(self, main: &Variant) -> (u32, u32) {
        match self {
            Place::Column | Place::Half => (main.width, main.height),
            Place::Portrait => (60, (60 * main.height).div_ceil(main.width.max(1))),
        }
    }
}

/// The HTML of a photo; `address` gives where a file lies by its name.
///
/// It is loaded when it comes near; see [`first_at_once`].
pub fn element(picture: &Picture, alt: &str, place: Place, address: impl Fn(&str) -> String) -> String {
    let (width, height) = place.size(&picture.main);
    let (src, alt) = (escape(&address(&picture.main.name)), escape(alt));
    let img = format!(
        "<img src=\"{src}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\">"
    );
    let listed = |variant: &Variant| format!("{} {}w", escape(&address(&variant.name)), variant.width);
    let source = |media: &str, variants: &[Variant]| match variants {
        [] => String::new(),
        [only] => format!("<source type=\"{media}\" srcset=\"{}\">", escape(&address(&only.name))),
        all => {
            let set = all.iter().map(listed).collect::<Vec<_>>().join(", ");
            format!("<source type=\"{media}\" srcset=\"{set}\" sizes=\"{}\">", place.sizes())
        }
    };
    // Browsers take the first that they know.
    match source("image/avif", &picture.avif) + &source("image/webp", &picture.webp) {
        none if none.is_empty() => img,
        sources => format!("<picture>{sources}{img}</picture>"),
    }
}

/// A page whose first photo is loaded at once: that one is seen first, and who waits for it should
/// not wait for the layout too.
pub fn first_at_once(mut html: Vec<u8>) -> Vec<u8> {
    const LAZY: &[u8] = b" loading=\"lazy\"";
    // In texts and attributes `<` is always escaped, so this is a tag.
    let found = memmem::find_iter(&html, b"<img ").find_map(|at| {
        let rest = html.get(at..)?;
        let tag = rest.get(..memchr(b'>', rest)?)?;
        Some(at + memmem::find(tag, LAZY)?)
    });
    if let Some(at) = found {
        html.drain(at..at + LAZY.len());
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_photo_is_loaded_at_once() {
        let lazy = "<img src=\"a\" loading=\"lazy\" decoding=\"async\">";
        let text = "&lt;img loading=\"lazy\"&gt;";
        let page = format!("<img class=\"arms\">{text}{lazy}{lazy}");
        let expected = format!("<img class=\"arms\">{text}<img src=\"a\" decoding=\"async\">{lazy}");
        assert_eq!(first_at_once(page.into_bytes()), expected.into_bytes());
        assert_eq!(first_at_once(text.as_bytes().to_vec()), text.as_bytes());
    }
}
