//! The text as it is read: that of the file, with repairs made in memory, each place of which is
//! still known in the file.

use crate::diag::{Edit, Source};
use std::ops::Range;

/// A text with repairs, and where its parts lie in the file.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The repaired text.
    pub(super) text: String,
    /// Places of the draft and of the file that belong together, ascending. From one to the next
    /// both advance alike, but in the file not beyond the next.
    marks: Vec<(usize, usize)>,
}

impl Draft {
    /// A draft of a part of a file that begins at byte `base`.
    pub(super) fn new(text: &str, base: usize) -> Draft {
        Draft { text: text.to_owned(), marks: vec![(0, base)] }
    }

    /// The byte of the file where a byte of the draft comes from.
    pub(super) fn place(&self, at: usize) -> usize {
        let next = self.marks.partition_point(|(draft, _)| *draft <= at);
        let cap = self.marks.get(next).map_or(usize::MAX, |(_, file)| *file);
        let (draft, file) = self.marks.get(next.saturating_sub(1)).copied().unwrap_or((0, 0));
        (file + at.saturating_sub(draft)).min(cap)
    }

    /// The bytes of the file where bytes of the draft come from.
    pub(super) fn places(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..self.place(range.end).max(start)
    }

    /// Edits of the draft as edits of the file; none where one concerns what was repaired before.
    pub(super) fn in_file(&self, source: &Source, edits: &[Edit]) -> Vec<Edit> {
        let placed = edits.iter().map(|edit| {
            let range = self.places(&edit.range);
            let same = source.text.get(range.clone()) == self.text.get(edit.range.clone());
            same.then(|| Edit::new(range, edit.text.as_str()))
        });
        placed.collect::<Option<Vec<Edit>>>().unwrap_or_default()
    }

    /// The draft with edits made; they are in order and do not overlap. One that does not fit is left out.
    pub(super) fn edited(&self, edits: &[Edit]) -> Draft {
        let mut new = Draft { text: String::with_capacity(self.text.len() + 64), marks: Vec::new() };
        let mut marks = self.marks.iter().copied().peekable();
        let mut done = 0;
        for edit in edits {
            let Some(kept) = self.text.get(done..edit.range.start) else { continue };
            if self.text.get(edit.range.clone()).is_none() {
                continue;
            }
            while let Some(mark) = marks.next_if(|(draft, _)| *draft < edit.range.start) {
                new.marks.push((new.text.len() + mark.0 - done, mark.1));
            }
            while marks.next_if(|(draft, _)| *draft <= edit.range.end).is_some() {}
            new.text.push_str(kept);
            new.marks.push((new.text.len(), self.place(edit.range.start)));
            new.text.push_str(&edit.text);
            new.marks.push((new.text.len(), self.place(edit.range.end)));
            done = edit.range.end;
        }
        new.marks.extend(marks.map(|(draft, file)| (new.text.len() + draft - done, file)));
        new.text.push_str(self.text.get(done..).unwrap_or_default());
        new
    }
}
