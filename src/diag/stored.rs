//! Texts that lie in memory as they were kept, until somebody wants to read them.

use std::fmt;
use std::ops::{Deref, DerefMut, Range};
use std::sync::{Arc, OnceLock};

/// A text, or the place in kept bytes from which it is made when it is first looked at.
#[derive(Clone, Default)]
pub struct Stored {
    own: String,
    kept: Option<Kept>,
}

/// A text among others.
#[derive(Clone)]
struct Kept {
    bytes: Arc<Vec<u8>>,
    range: Range<usize>,
    text: OnceLock<String>,
}

impl Kept {
    fn bytes(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }

    /// Only texts are kept, so there is nothing to lose.
    fn text(&self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }
}

impl Stored {
    /// The text that lies at a place in kept bytes; none where they end before it.
    pub fn within(bytes: &Arc<Vec<u8>>, range: Range<usize>) -> Option<Stored> {
        bytes.get(range.clone())?;
        let kept = Kept { bytes: Arc::clone(bytes), range, text: OnceLock::new() };
        Some(Stored { own: String::new(), kept: Some(kept) })
    }

    /// Puts the text behind what is to be kept, and says where.
    pub fn keep(&self, bytes: &mut Vec<u8>) -> Range<usize> {
        let start = bytes.len();
        bytes.extend_from_slice(self.as_bytes());
        start..bytes.len()
    }

    /// Its UTF-8, without making a text of it.
    pub fn as_bytes(&self) -> &[u8] {
        self.kept.as_ref().map_or(self.own.as_bytes(), Kept::bytes)
    }
}

impl Deref for Stored {
    type Target = String;

    fn deref(&self) -> &String {
        self.kept.as_ref().map_or(&self.own, |kept| kept.text.get_or_init(|| kept.text()))
    }
}

impl DerefMut for Stored {
    fn deref_mut(&mut self) -> &mut String {
        if let Some(kept) = self.kept.take() {
            self.own = kept.text();
        }
        &mut self.own
    }
}

impl<T: Into<String>> From<T> for Stored {
    fn from(text: T) -> Stored {
        Stored { own: text.into(), kept: None }
    }
}

impl PartialEq for Stored {
    fn eq(&self, other: &Stored) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Stored {}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_kept_text_is_the_text() {
        let mut bytes = b"xy".to_vec();
        let texts: Vec<Stored> = ["", "čaj", "voda"].into_iter().map(Stored::from).collect();
        let places: Vec<_> = texts.iter().map(|text| text.keep(&mut bytes)).collect();
        let bytes = Arc::new(bytes);
        for (text, place) in texts.iter().zip(&places) {
            let mut kept = Stored::within(&bytes, place.clone()).unwrap();
            assert_eq!(kept.as_bytes(), text.as_str().as_bytes());
            assert_eq!(kept.as_str(), text.as_str());
            kept.push('!');
            assert_eq!(*kept, format!("{}!", **text));
        }
        assert_eq!(Stored::within(&bytes, 0..bytes.len() + 1), None);
    }
}
