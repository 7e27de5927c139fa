//! What is wrong with an answer, said to the person who gave it.

use super::field::{Field, FieldKind};
use super::model::Form;
use super::words;
use crate::lang::Labels;

/// What is wrong with the answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The question; empty when it is about the sending as a whole.
    pub field: String,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What can be wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Not answered.
    Missing,
    /// Fewer characters than this.
    TooShort(u64),
    /// More characters than this.
    TooLong(u64),
    /// No e-mail address.
    Email,
    /// No telephone number.
    Phone,
    /// None of the choices.
    Choice,
    /// Fewer choices than this.
    TooFew(u64),
    /// More choices than this.
    TooMany(u64),
    /// No number.
    Number,
    /// A number below this.
    TooSmall(i64),
    /// A number above this.
    TooLarge(i64),
    /// No day that exists.
    Date,
    /// No time of day.
    Time,
    /// More fields than a form can have.
    Fields,
    /// A file that is no photo, or a broken one.
    Photo,
    /// A photo of too many bytes or pixels.
    PhotoLarge,
    /// More photos than this.
    PhotosMany(u64),
}

impl FieldError {
    /// The sentence for the person, in the language of the labels.
    pub fn message(&self, form: &Form, labels: &Labels) -> String {
        let field = form.field(&self.field);
        let key = self.label_key(field);
        let pattern = words::say(labels, key);
        let number = |n: i128| crate::lang::number(labels.locale, n);
        let (name, value) = match self.mistake {
            Mistake::TooShort(n) | Mistake::TooLong(n) => ("characters", labels.count("characters", n)),
            Mistake::TooFew(n) | Mistake::TooMany(n) | Mistake::PhotosMany(n) => ("n", number(n.into())),
            Mistake::TooSmall(n) | Mistake::TooLarge(n) => ("n", number(n.into())),
            _ => ("label", field.map(|field| field.label.clone()).unwrap_or_default()),
        };
        words::fill(&pattern, name, &value)
    }

    /// The key of the sentence among the labels, `error.…`.
    pub fn label_key(&self, field: Option<&Field>) -> &'static str {
        let is_message = field.is_some_and(|field| field.name == "message");
        match (self.mistake, field.map(|field| &field.kind)) {
            (Mistake::Missing, Some(FieldKind::Consent)) => "error.consent_missing",
            (Mistake::Missing, Some(FieldKind::Choice { .. } | FieldKind::Choices { .. })) => "error.choice_missing",
            (Mistake::Missing, _) if is_message => "error.message_empty",
            (Mistake::Missing, _) => "error.field_empty",
            (Mistake::TooShort(_), _) if is_message => "error.message_short",
            (Mistake::TooShort(_), _) => "error.field_short",
            (Mistake::TooLong(_), _) if is_message => "error.message_long",
            (Mistake::TooLong(_), _) => "error.field_long",
            (Mistake::Email, _) => "error.email_bad",
            (Mistake::Phone, _) => "error.phone_bad",
            (Mistake::Choice, _) => "error.choice_missing",
            (Mistake::TooFew(_), _) => "error.choices_few",
            (Mistake::TooMany(_), _) => "error.choices_many",
            (Mistake::Number, _) => "error.number_bad",
            (Mistake::TooSmall(_), _) => "error.number_small",
            (Mistake::TooLarge(_), _) => "error.number_large",
            (Mistake::Date, _) => "error.date_bad",
            (Mistake::Time, _) => "error.time_bad",
            (Mistake::Fields, _) => "error.fields_many",
            (Mistake::Photo, _) => "error.photo_bad",
            (Mistake::PhotoLarge, _) => "error.photo_large",
            (Mistake::PhotosMany(_), _) => "error.photos_many",
        }
    }
}
