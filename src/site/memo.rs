//! Texts as HTML, by what they are made of, so that none is converted again that nobody changed; and, for whoever holds a
//! workspace in memory, whole readings.

use super::dialect::How;
use super::reading::{Layers, Reading};
use crate::diag::{Checked, Diagnostic};
use crate::lang::Locale;
use crate::load::TextFile;
use crate::markdown::{self, Document, KeptDocument};
use crate::print::Print;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What converting a text gave.
#[derive(Clone, Debug)]
pub struct Converted {
    /// In its own script.
    pub document: Arc<Document>,
    /// In the others that were asked for.
    pub scripts: Vec<(Locale, Arc<Document>)>,
    /// What was found in it.
    pub findings: Vec<Diagnostic>,
}

/// The same as it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptConverted<'k> {
    document: KeptDocument<'k>,
    scripts: Vec<(Locale, KeptDocument<'k>)>,
    findings: Vec<Diagnostic>,
}

impl KeptConverted<'_> {
    /// What was kept, with HTML among the `bytes`; none where they end before it.
    pub fn converted(self, bytes: &Arc<Vec<u8>>) -> Option<Converted> {
        let document = |kept: KeptDocument| kept.document(bytes).map(Arc::new);
        let scripts = self.scripts.into_iter().map(|(locale, kept)| Some((locale, document(kept)?)));
        let scripts = scripts.collect::<Option<_>>()?;
        Some(Converted { document: document(self.document)?, scripts, findings: self.findings })
    }
}

/// What was made of one text, by the print of what it was made of and how.
pub type OfText = Vec<(Print, Arc<Converted>)>;

/// Converted texts by path.
#[derive(Debug, Default)]
pub struct Memo {
    known: BTreeMap<String, OfText>,
    /// What was asked for since.
    asked: Mutex<BTreeMap<String, OfText>>,
    /// What was read, by the path of the front matter; none where a reading is wanted once.
    readings: Option<Arc<Mutex<Readings>>>,
}

type Readings = BTreeMap<String, Arc<Read>>;

/// What reading an item gave, with the files that it was read from, which are the same as long as nobody touched them.
#[derive(Debug)]
struct Read {
    front: Arc<TextFile>,
    text: Arc<TextFile>,
    /// Of what lies below, and of how texts are converted.
    print: Print,
    outcome: Checked<Option<Arc<Reading>>>,
}

impl Memo {
    /// A memo of what was kept.
    pub fn of_kept(known: BTreeMap<String, OfText>) -> Memo {
        Memo { known, asked: Mutex::default(), readings: None }
    }

    /// An empty memo that keeps whole readings, and so do all that come after it.
    pub fn holding() -> Memo {
        Memo { readings: Some(Arc::default()), ..Memo::default() }
    }

    /// What an item is, read unless it is known.
    pub(super) fn reading(
        &self,
        layers: &Layers,
        how: &How,
        read: impl FnOnce() -> Checked<Option<Arc<Reading>>>,
    ) -> Checked<Option<Arc<Reading>>> {
        let below: Vec<Print> = layers.below.iter().map(|(_, print)| *print).collect();
        let Some((readings, print)) = self.readings.as_ref().zip(Print::of_data(&(below, how.print))) else {
            return read();
        };
        let locked = || readings.lock().unwrap_or_else(PoisonError::into_inner);
        let path = &layers.front.source.path;
        let known = locked().get(path).cloned();
        let is_same = |known: &Arc<Read>| {
            known.print == print && Arc::ptr_eq(&known.front, layers.front) && Arc::ptr_eq(&known.text, layers.text)
        };
        if let Some(known) = known.filter(is_same) {
            return known.outcome.clone();
        }
        let outcome = read();
        let (front, text) = (Arc::clone(layers.front), Arc::clone(layers.text));
        locked().insert(path.clone(), Arc::new(Read { front, text, print, outcome: outcome.clone() }));
        outcome
    }

    /// The text of a file as HTML.
    pub(super) fn convert(&self, file: &TextFile, how: &How) -> Arc<Converted> {
        let Some(print) = Print::of_data(&(file.print, &file.body, how.print)) else {
            return Arc::new(Converted::new(file, how));
        };
        let known = self.known(&file.source.path, print);
        let converted = known.unwrap_or_else(|| Arc::new(Converted::new(file, how)));
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let of_text = asked.entry(file.source.path.clone()).or_default();
        if of_text.iter().all(|(known, _)| *known != print) {
            of_text.push((print, Arc::clone(&converted)));
        }
        converted
    }

    fn known(&self, path: &str, print: Print) -> Option<Arc<Converted>> {
        let of_text = self.known.get(path)?;
        of_text.iter().find(|(known, _)| *known == print).map(|(_, converted)| Arc::clone(converted))
    }

    /// From now on it knows what was asked for; of texts that nobody asked for, what it knew, if `is_there`. Gives the
    /// paths of those texts of which it knows something else than before.
    pub fn turn(&mut self, is_there: impl Fn(&str) -> bool) -> Vec<String> {
        let mut asked = std::mem::take(self.asked.get_mut().unwrap_or_else(PoisonError::into_inner));
        asked.values_mut().for_each(|of_text| of_text.sort_by_key(|(print, _)| *print));
        let prints = |of_text: &OfText| of_text.iter().map(|(print, _)| *print).collect::<Vec<_>>();
        let is_new = |(path, of_text): &(&String, &OfText)| {
            self.known.get(*path).is_none_or(|known| prints(known) != prints(of_text))
        };
        let changed = asked.iter().filter(is_new).map(|(path, _)| path.clone()).collect();
        self.known.retain(|path, _| is_there(path));
        self.known.append(&mut asked);
        changed
    }

    /// A memo of everything that is known and was asked for, so far as it `is_there`, while this one goes on.
    pub fn next(&self, is_there: impl Fn(&str) -> bool) -> Memo {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.known.iter().filter(|(path, _)| !asked.contains_key(*path));
        let known = known.chain(&*asked).filter(|(path, _)| is_there(path));
        let known: BTreeMap<_, _> = known.map(|(path, of_text)| (path.clone(), of_text.clone())).collect();
        if let Some(readings) = &self.readings {
            readings.lock().unwrap_or_else(PoisonError::into_inner).retain(|path, _| known.contains_key(path));
        }
        Memo { readings: self.readings.clone(), ..Memo::of_kept(known) }
    }

    /// What is known of a text.
    pub fn of_text(&self, path: &str) -> &[(Print, Arc<Converted>)] {
        self.known.get(path).map_or(&[], Vec::as_slice)
    }
}

impl Converted {
    /// As it is kept, HTML among the `bytes`.
    pub fn kept(&self, bytes: &mut Vec<u8>) -> KeptConverted<'_> {
        let document = self.document.kept(bytes);
        let scripts = self.scripts.iter().map(|(locale, document)| (*locale, document.kept(bytes)));
        KeptConverted { document, scripts: scripts.collect(), findings: self.findings.clone() }
    }

    fn new(file: &TextFile, how: &How) -> Converted {
        let (own, others) = markdown::convert_all(&file.source, file.body.clone(), how.options, how.scripts);
        let Checked { value: document, findings } = own;
        let locales = how.scripts.iter().filter_map(|options| options.respell.as_ref()).map(|respell| respell.locale);
        let scripts = locales.zip(others.into_iter().map(Arc::new)).collect();
        Converted { document: Arc::new(document), scripts, findings }
    }
}
