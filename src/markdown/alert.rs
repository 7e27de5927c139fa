//! Quotes, and the alerts that are written like them (`> [!NOTE]`).

use super::label::Label;
use super::writer::Writer;
use pulldown_cmark::BlockQuoteKind;

impl Writer<'_> {
    /// A quote or an alert begins.
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.start_block("<blockquote>\n") };
        let (class, label) = match kind {
            BlockQuoteKind::Note => ("note", 0),
            BlockQuoteKind::Tip => ("tip", 1),
            BlockQuoteKind::Important => ("important", 2),
            BlockQuoteKind::Warning => ("warning", 3),
            BlockQuoteKind::Caution => ("caution", 4),
        };
        self.start_block(&format!("<div class=\"alert {class}\">\n"));
        self.put_label(Label::Alert(label));
    }
}
