//! Quotes, and the alerts that are written like them (`> [!NOTE]`).

use super::escape;
use super::writer::Writer;
use pulldown_cmark::BlockQuoteKind;

impl Writer<'_> {
    /// A quote or an alert begins.
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.start_block("<blockquote>\n") };
        let [note, tip, important, warning, caution] = &self.options.labels.alerts;
        let (class, label) = match kind {
            BlockQuoteKind::Note => ("note", note),
            BlockQuoteKind::Tip => ("tip", tip),
            BlockQuoteKind::Important => ("important", important),
            BlockQuoteKind::Warning => ("warning", warning),
            BlockQuoteKind::Caution => ("caution", caution),
        };
        self.start_block(&format!("<div class=\"alert {class}\">\n"));
        if !label.is_empty() {
            self.put("<p class=\"alert-title\">");
            escape::text(&mut self.out.text, label);
            self.put("</p>\n");
        }
    }
}
