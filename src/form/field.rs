//! One question of a form.

use crate::lang;
use serde::{Deserialize, Serialize};

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name under which the answer is sent: letters, digits, `_`; unique in the form, and not
    /// beginning with `_`.
    pub name: String,
    /// The question, as shown.
    pub label: String,
    /// A line under it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// What kind of answer it wants.
    pub kind: FieldKind,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: Required,
    /// The least: characters of a text, the number itself, how many choices or photos.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The most, in the same measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

/// Whether a question must be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Required {
    /// Marked "(nije obavezno)".
    #[default]
    No,
    /// The form is refused without it.
    Yes,
}

/// What kind of answer a question wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// An address `ime@primjer.ba`.
    Email,
    /// A telephone number, kept as typed.
    Phone,
    /// One of these.
    Choice {
        /// In the order shown.
        options: Vec<Choice>,
    },
    /// Any of these.
    Choices {
        /// In the order shown.
        options: Vec<Choice>,
    },
    /// A number, with a decimal comma or point.
    Number,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A street or hamlet: these are offered, any other may be typed.
    Street {
        /// Those of the site.
        streets: Vec<String>,
    },
    /// Photos; they do not come through [`super::Form::read`] but as files.
    Photos,
    /// A tick under a statement.
    Consent,
    /// Not seen by people: which item an opinion is about.
    Hidden {
        /// What the page fills in.
        value: String,
    },
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent and stored; the same in every language.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// The names of field kinds in both languages.
const NAMES: [(&str, &[&str]); 13] = [
    ("text", &["tekst"]),
    ("long_text", &["dugi_tekst", "textarea"]),
    ("email", &["e-mail", "e-pošta", "mail"]),
    ("phone", &["telefon", "tel"]),
    ("choice", &["izbor", "select", "radio"]),
    ("choices", &["više_izbora", "checkboxes"]),
    ("number", &["broj"]),
    ("date", &["datum"]),
    ("time", &["vrijeme"]),
    ("street", &["ulica"]),
    ("photos", &["fotografije", "photo", "fotografija", "slike"]),
    ("consent", &["saglasnost", "suglasnost"]),
    ("hidden", &["skriveno"]),
];

impl FieldKind {
    /// Reads a kind as people write it; what belongs to it (options, streets) is still empty.
    pub fn parse(name: &str) -> Option<FieldKind> {
        let key = lang::fold_key(name);
        let is = |(canonical, others): &&(&'static str, &[&str])| {
            others.iter().chain([canonical]).any(|name| lang::fold_key(name) == key)
        };
        Some(match NAMES.iter().find(is)?.0 {
            "text" => FieldKind::Text,
            "long_text" => FieldKind::LongText,
            "email" => FieldKind::Email,
            "phone" => FieldKind::Phone,
            "choice" => FieldKind::Choice { options: Vec::new() },
            "choices" => FieldKind::Choices { options: Vec::new() },
            "number" => FieldKind::Number,
            "date" => FieldKind::Date,
            "time" => FieldKind::Time,
            "street" => FieldKind::Street { streets: Vec::new() },
            "photos" => FieldKind::Photos,
            "consent" => FieldKind::Consent,
            _ => FieldKind::Hidden { value: String::new() },
        })
    }

    /// All names that [`FieldKind::parse`] reads, for "did you mean".
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().flat_map(|(canonical, others)| [*canonical].into_iter().chain(others.iter().copied()))
    }

    /// The canonical name.
    pub fn name(&self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::LongText => "long_text",
            FieldKind::Email => "email",
            FieldKind::Phone => "phone",
            FieldKind::Choice { .. } => "choice",
            FieldKind::Choices { .. } => "choices",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Time => "time",
            FieldKind::Street { .. } => "street",
            FieldKind::Photos => "photos",
            FieldKind::Consent => "consent",
            FieldKind::Hidden { .. } => "hidden",
        }
    }

    /// The answers to choose from; empty for other kinds.
    pub fn options(&self) -> &[Choice] {
        match self {
            FieldKind::Choice { options } | FieldKind::Choices { options } => options,
            _ => &[],
        }
    }
}

impl Field {
    /// A question that need not be answered, without a hint or limits.
    pub fn new(name: impl Into<String>, label: impl Into<String>, kind: FieldKind) -> Field {
        Field {
            name: name.into(),
            label: label.into(),
            hint: String::new(),
            kind,
            required: Required::No,
            min: None,
            max: None,
        }
    }

    /// The same, to be answered.
    #[must_use]
    pub fn required(mut self) -> Field {
        self.required = Required::Yes;
        self
    }

    /// The same with a line under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = hint.into();
        self
    }

    /// Whether it must be answered.
    pub fn is_required(&self) -> bool {
        self.required == Required::Yes
    }

    /// The most characters of a text: what the form says, but never more than what fits the limit
    /// in bytes however it is written.
    pub fn longest(&self) -> usize {
        let usual = if self.kind == FieldKind::LongText { LONG } else { SHORT };
        self.max.and_then(|max| usize::try_from(max).ok()).unwrap_or(usual).min(MAX_VALUE_BYTES / 4)
    }
}

/// The most bytes of one answer.
pub(crate) const MAX_VALUE_BYTES: usize = 20_000;
/// The most characters of one line where the form says nothing.
const SHORT: usize = 200;
/// The most characters of a long text where the form says nothing; Cyrillic takes two bytes each.
const LONG: usize = 4_000;
