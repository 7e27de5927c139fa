//! Tables.

use super::label::Label;
use super::writer::{Open, Writer};
use pulldown_cmark::Alignment;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    /// Whether its body has begun: the cells before it are headings of columns.
    body: bool,
    /// Offset in the output where the current cell begins, and where its content does.
    cell: (usize, usize),
}

impl Writer<'_> {
    /// A table is wider than a telephone: it stands in a frame that scrolls.
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.tables += 1;
        self.new_line();
        self.put("<div class=\"scroll\"");
        self.put_label(Label::Table(self.tables));
        self.put(">\n<table>\n");
        self.open.push(Open::Block);
        self.table = Some(Table { alignments, column: 0, body: false, cell: (0, 0) });
    }

    pub(super) fn end_table(&mut self) {
        let body = self.table.take().is_some_and(|table| table.body);
        self.end_block(if body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
    }

    pub(super) fn start_row(&mut self, markup: &str) {
        self.start_block(markup);
        if let Some(table) = &mut self.table {
            table.column = 0;
        }
    }

    pub(super) fn start_body_row(&mut self) {
        let first = self.table.as_mut().is_some_and(|table| !std::mem::replace(&mut table.body, true));
        self.start_row(if first { "<tbody>\n<tr>" } else { "<tr>" });
    }

    pub(super) fn start_cell(&mut self) {
        let at = self.out.len();
        let Some(table) = &self.table else { return self.open.push(Open::Block) };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "",
        };
        self.put(if table.body { "<td" } else { "<th scope=\"col\"" });
        self.put_attribute("class", class);
        self.put(">");
        self.open.push(Open::Block);
        let content = self.out.len();
        if let Some(table) = &mut self.table {
            table.cell = (at, content);
        }
    }

    /// A heading of a column that says nothing is an empty cell.
    pub(super) fn end_cell(&mut self) {
        self.close_raw();
        self.sanitiser.stop_dropping();
        let Some(table) = &mut self.table else { return self.end_block("") };
        let (body, (at, content)) = (table.body, table.cell);
        table.column += 1;
        let holes = self.out.holes.last().is_some_and(|(hole, _)| *hole >= content);
        if !body && !holes && self.out.len() == content {
            self.take_back(at);
            return self.end_block("<td></td>");
        }
        self.end_block(if body { "</td>" } else { "</th>" });
    }
}
