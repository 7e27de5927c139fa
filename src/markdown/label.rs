//! Words of our own that stand in a text.

use super::escape;
use super::options::Labels;
use super::twin::What;
use super::writer::Writer;

/// Where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Above an alert, by its place in [`Labels::alerts`].
    Alert(usize),
    /// At the frame of a table, by its number from 1.
    Table(usize),
    /// At a box of a task list: whether it is ticked.
    Task(bool),
}

impl Label {
    /// Writes what carries the label; nothing where it is empty.
    pub(super) fn write(self, out: &mut String, labels: &Labels) {
        match self {
            Label::Alert(at) => {
                let label = labels.alerts.get(at).map_or("", |label| label);
                if !label.is_empty() {
                    out.push_str("<p class=\"alert-title\">");
                    escape::text(out, label);
                    out.push_str("</p>\n");
                }
            }
            // A frame that scrolls can be reached with the keyboard when it has a name.
            Label::Table(number) => {
                let label = &labels.table;
                if !label.is_empty() {
                    let name = if number == 1 { label.to_string() } else { format!("{label} {number}") };
                    out.push_str(" role=\"region\" tabindex=\"0\"");
                    escape::put_attribute(out, "aria-label", &name);
                }
            }
            Label::Task(done) => {
                escape::put_attribute(out, "aria-label", if done { &labels.done } else { &labels.open });
            }
        }
    }
}

impl Writer<'_> {
    /// Writes a label in the words of the options.
    pub(super) fn put_label(&mut self, label: Label) {
        let start = self.out.len();
        label.write(&mut self.out.text, &self.options.labels);
        self.mark(start, || What::Label(label));
    }
}
