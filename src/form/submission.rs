//! What somebody sent, read and found right.

use serde::{Deserialize, Serialize};

/// The answers of one sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// [`super::Form::id`].
    pub form: String,
    /// [`super::Form::version`] of the form they were read with.
    pub version: String,
    /// Name and answer, in the order of the form; what was left empty is not here.
    pub answers: Vec<(String, Answer)>,
    /// Whether a field was filled in that people do not see.
    pub trap: Trap,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A text, a telephone number, an e-mail address, a street, a hidden value: without control
    /// characters; lines end with `\n`.
    Text(String),
    /// The value of the choice taken.
    Choice(String),
    /// The values of the choices taken, in the order of the form.
    Choices(Vec<String>),
    /// Digits with `.` before decimals, perhaps `-` before all.
    Number(String),
    /// `2026-05-12`.
    Date(String),
    /// `18:00`.
    Time(String),
    /// Ticked.
    Consent,
}

/// Whether a field was filled in that people do not see. Nothing is thrown away for it; the
/// endpoint puts it into quarantine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trap {
    /// As people leave it.
    Empty,
    /// Probably a program.
    Sprung,
}

impl Submission {
    /// The answer to a question.
    pub fn answer(&self, name: &str) -> Option<&Answer> {
        self.answers.iter().find(|(field, _)| field == name).map(|(_, answer)| answer)
    }

    /// The answer to a question as one text; empty when there is none.
    pub fn text(&self, name: &str) -> &str {
        match self.answer(name) {
            Some(
                Answer::Text(text)
                | Answer::Choice(text)
                | Answer::Number(text)
                | Answer::Date(text)
                | Answer::Time(text),
            ) => text,
            Some(Answer::Choices(_) | Answer::Consent) | None => "",
        }
    }
}
