//! The subject of a stable code, for the documentation.

/// What a code stands for, whatever the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// A letter for the subject and three digits.
    pub code: &'static str,
    /// In a few words, Bosnian, Latin script.
    pub bs: &'static str,
    /// In a few words, English.
    pub en: &'static str,
}
