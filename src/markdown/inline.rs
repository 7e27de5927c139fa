//! Code within a line.

use super::escape;
use super::writer::Writer;

impl Writer<'_> {
    /// Code within a line; a heading and the excerpt keep its text.
    pub(super) fn inline_code(&mut self, code: &str) {
        if self.sanitiser.is_dropping() {
            return;
        }
        self.put("<code>");
        escape::text(&mut self.out.text, code);
        self.put("</code>");
        self.read(code);
    }
}
