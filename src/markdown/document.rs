//! What a converted text is.

use super::html::{Html, KeptHtml};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A text, converted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The HTML, with holes where it points to something. It is kept beside the rest, for it is long and seldom read.
    #[serde(skip)]
    pub html: Html,
    /// The text of the first heading that is not inside a quote, a list or raw HTML.
    pub title: Option<String>,
    /// Where in [`Document::html`] the heading of `title` stands, when the text begins with it or it
    /// is a `# `: a page that shows its title elsewhere drops this range.
    pub title_html: Option<Range<usize>>,
    /// About the first 300 characters of running text, without marks, cut at a word with `…`.
    pub plain: String,
    /// In the order of the text; those in footnotes are not headings.
    pub headings: Vec<Heading>,
    /// What the text points to; the holes hold indices into this list.
    pub references: Vec<Reference>,
    /// Where in [`Document::html`] the footnotes begin; its length when there are none.
    pub notes_at: usize,
    /// Whether there is a code block, which wants its colours.
    pub has_code: bool,
}

/// A text as it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptDocument<'k> {
    rest: Cow<'k, Document>,
    html: KeptHtml,
}

impl KeptDocument<'_> {
    /// The text, whose HTML is among the `bytes`; none where they end before it.
    pub fn document(self, bytes: &Arc<Vec<u8>>) -> Option<Document> {
        Some(Document { html: self.html.html(bytes)?, ..self.rest.into_owned() })
    }
}

impl Document {
    /// As it is kept, the HTML among the `bytes`.
    pub fn kept(&self, bytes: &mut Vec<u8>) -> KeptDocument<'_> {
        KeptDocument { rest: Cow::Borrowed(self), html: self.html.kept(bytes) }
    }

    /// Where in [`Document::html`] the section of a heading lies, itself included: up to the next
    /// heading that is as high, or to the footnotes. `None` for one that is not at the top.
    pub fn section(&self, heading: usize) -> Option<Range<usize>> {
        let own = self.headings.get(heading).filter(|heading| heading.top)?;
        let next = self.headings.iter().skip(heading + 1).find(|next| next.top && next.level <= own.level);
        Some(own.at..next.map_or(self.notes_at, |next| next.at))
    }
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// As it stands in the HTML: 2 to 6, for the page's own title is the 1.
    pub level: u8,
    /// The value of its `id`, unique in the document.
    pub id: String,
    /// Its text without marks.
    pub text: String,
    /// Bytes of the source.
    pub span: Range<usize>,
    /// Byte offset in [`Document::html`] where it begins.
    pub at: usize,
    /// Whether it stands at the top, not inside a quote, a list or a raw element: only there the
    /// HTML may be cut.
    pub top: bool,
}

/// Something that the text points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The destination as written, character references and backslashes resolved.
    pub dest: String,
    /// In which way.
    pub kind: RefKind,
    /// Bytes of the source: the destination, or the whole link where it cannot be told apart.
    pub span: Range<usize>,
}

/// In which way a text points to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefKind {
    /// A link: its hole is the value of `href`, to be filled with escaped text.
    Link,
    /// A picture: its hole is the whole `<img>`.
    Image {
        /// What it shows, for those who do not see it; empty when nothing was written.
        alt: String,
        /// The words in quotation marks after the destination.
        title: Option<String>,
    },
    /// A link or picture of a kind that is not published: it has no hole, its text is kept.
    Refused,
}
