//! What reading a text gave, so that it need not be read again.
//!
//! Reading is pure: it gives the same for the same path and bytes. That the bytes are the same is seen from length and
//! modification time, unless the file was so new when it was read that another save could hide in the tick of a clock.

use super::text::{Read, TextFile};
use super::{Found, Name};
use crate::diag::{Checked, Diagnostic, Source, Stored};
use crate::print::Print;
use crate::yaml;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A file modified within so many nanoseconds before it was read is read again.
const RECENT: u128 = 2_000_000_000;

/// Texts by path, as the last reading gave them.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    texts: BTreeMap<String, Remembered>,
    /// When the files are listed that are read next, in nanoseconds since 1970, as the file system counts; 0 where
    /// nobody knows.
    pub now: u128,
}

/// One text, and what was found while reading it.
#[derive(Clone, Debug)]
pub struct Remembered {
    len: u64,
    mtime: u128,
    /// See [`RECENT`].
    is_recent: bool,
    /// Not as it is kept on disk.
    pub is_new: bool,
    /// The text.
    pub file: Arc<TextFile>,
    findings: Arc<Vec<Diagnostic>>,
}

impl Memo {
    /// The text of a file that nobody touched since it was read.
    pub(super) fn of(&self, file: &Found) -> Option<&Remembered> {
        let known = self.texts.get(&file.path).filter(|known| !known.is_recent && known.mtime != 0)?;
        ((known.len, known.mtime) == (file.len, file.mtime)).then_some(known)
    }

    /// The text of a file that has the same bytes.
    pub(super) fn of_bytes(&self, path: &str, print: Print) -> Option<&Remembered> {
        self.texts.get(path).filter(|known| known.file.print == print)
    }

    /// What is to be known from now on.
    pub(super) fn replace(&mut self, texts: impl Iterator<Item = Remembered>) {
        let now = self.now;
        self.texts = texts.map(|text| (text.file.source.path.clone(), text.seen_at(now))).collect();
    }

    /// Forgets the files at these paths: they are read again whatever the system says of them.
    pub fn forget<'p>(&mut self, paths: impl IntoIterator<Item = &'p String>) {
        paths.into_iter().for_each(|path| drop(self.texts.remove(path)));
    }

    /// Forgets everything.
    pub fn forget_all(&mut self) {
        self.texts.clear();
    }

    /// Takes a text for what lies at a path, as long as the file there stays as it was `found`.
    pub fn put(&mut self, found: &Found, file: Arc<TextFile>) {
        let text = Remembered { is_recent: false, ..Remembered::new(found, Checked::fine(file)) };
        self.texts.insert(found.path.clone(), text);
    }

    /// All texts, by path.
    pub fn texts(&self) -> impl Iterator<Item = (&String, &Remembered)> {
        self.texts.iter()
    }

    /// A memo of texts that were kept.
    pub fn of_kept(texts: impl Iterator<Item = Remembered>) -> Memo {
        Memo { texts: texts.map(|text| (text.file.source.path.clone(), text)).collect(), now: 0 }
    }
}

impl Remembered {
    pub(super) fn new(file: &Found, read: Checked<Arc<TextFile>>) -> Remembered {
        let Checked { value, findings } = read;
        let (len, mtime, findings) = (file.len, file.mtime, Arc::new(findings));
        Remembered { len, mtime, is_recent: true, is_new: true, file: value, findings }
    }

    /// The same text after a checkout or a save without a change.
    pub(super) fn moved_to(&self, file: &Found) -> Remembered {
        Remembered { len: file.len, mtime: file.mtime, is_recent: true, is_new: true, ..self.clone() }
    }

    /// Recent ones are looked at again: by now they may be old enough.
    fn seen_at(mut self, now: u128) -> Remembered {
        if self.is_recent {
            self.is_recent = self.mtime + RECENT > now;
            self.is_new = true;
        }
        self
    }

    pub(super) fn read(&self) -> Read {
        Checked { value: Some(Arc::clone(&self.file)), findings: self.findings.to_vec() }
    }

    /// As it is kept, the text among the `bytes`.
    pub fn kept(&self, bytes: &mut Vec<u8>) -> Kept<'_> {
        let file = &self.file;
        Kept {
            len: self.len,
            mtime: self.mtime,
            is_recent: self.is_recent,
            print: file.print,
            path: &file.source.path,
            text: file.source.text.keep(bytes),
            yaml: file.yaml.as_ref().map(yaml::pack),
            damaged: file.damaged,
            body: file.body.clone(),
            findings: self.findings.to_vec(),
        }
    }
}

/// A text and what was found while reading it, as it is kept on disk.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept<'k> {
    len: u64,
    mtime: u128,
    is_recent: bool,
    print: Print,
    path: &'k str,
    /// Where its text is.
    text: Range<usize>,
    yaml: Option<Vec<u8>>,
    damaged: bool,
    body: Range<usize>,
    findings: Vec<Diagnostic>,
}

impl Kept<'_> {
    /// The text, which is among the `bytes`; none where the parts do not go together.
    pub fn remembered(self, bytes: &Arc<Vec<u8>>) -> Option<Remembered> {
        let text = Stored::within(bytes, self.text)?;
        let head = std::str::from_utf8(text.as_bytes().get(..self.body.start)?).ok()?.to_owned();
        text.as_bytes().get(self.body.clone())?;
        let source = Source::new(self.path, text);
        let yaml = match self.yaml {
            Some(bytes) => Some(yaml::unpack(&bytes, &source, &head)?),
            None => None,
        };
        let name = Name::of(self.path);
        let file = TextFile { name, yaml, damaged: self.damaged, body: self.body, print: self.print, source };
        let (len, mtime, findings) = (self.len, self.mtime, Arc::new(self.findings));
        Some(Remembered { len, mtime, is_recent: self.is_recent, is_new: false, file: Arc::new(file), findings })
    }
}
