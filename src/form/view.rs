//! A form as `form.html` shows it: everything decided, so that the template only places it.

use super::error::FieldError;
use super::field::{Field, FieldKind};
use super::model::{Form, VERSION_FIELD};
use super::words::{fill, say};
use crate::lang::Labels;
use serde::Serialize;

/// Where a form is sent, and for a form that came back what was in it and what is wrong.
#[derive(Clone, Copy, Debug, Default)]
pub struct Post<'a> {
    /// The address it is sent to.
    pub action: &'a str,
    /// What the person typed, by the names of the fields.
    pub values: &'a [(String, String)],
    /// What is wrong with it.
    pub errors: &'a [FieldError],
    /// Further hidden fields of the endpoint: name and value.
    pub hidden: &'a [(String, String)],
    /// Messages wait past the day that was promised: nothing is promised, and the form says why.
    pub late: bool,
}

/// A form, ready to be placed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormView {
    /// [`Form::id`].
    pub id: String,
    /// Heading.
    pub title: String,
    /// Sentence under it; may be empty.
    pub intro: String,
    /// The address it is sent to.
    pub action: String,
    /// `multipart/form-data` where there are photos, else `application/x-www-form-urlencoded`.
    pub enctype: &'static str,
    /// Names and values that nobody sees, the version among them.
    pub hidden: Vec<Hidden>,
    /// The questions that people see, in order.
    pub fields: Vec<FieldView>,
    /// Fields that only programs fill in.
    pub traps: Vec<TrapView>,
    /// The heading over what is wrong.
    pub errors_title: String,
    /// What is wrong, each with the place to put it right; empty on a fresh form.
    pub errors: Vec<ErrorView>,
    /// The word beside questions that need not be answered.
    pub optional: String,
    /// Who reads it and when an answer comes, said before the button.
    pub notes: Vec<String>,
    /// The word on the button.
    pub button: String,
}

/// A value that nobody sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hidden {
    /// The name under which it is sent.
    pub name: String,
    /// The value.
    pub value: String,
}

/// A field that only programs fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrapView {
    /// For the label.
    pub id: String,
    /// The name under which it is sent.
    pub name: String,
    /// For those whose program reads hidden things all the same.
    pub label: String,
}

/// One line of the summary of mistakes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorView {
    /// `#id` of the field, or empty.
    pub href: String,
    /// The sentence.
    pub text: String,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldView {
    /// Of the control, or of the first of several.
    pub id: String,
    /// The name under which the answer is sent.
    pub name: String,
    /// The question.
    pub label: String,
    /// A line under it; may be empty.
    pub hint: String,
    /// What is wrong with the answer; may be empty.
    pub error: String,
    /// How it is asked.
    pub control: Control,
    /// The `type` of an input.
    pub input: &'static str,
    /// Which known thing a browser may fill in (HTML `autocomplete`); may be empty.
    pub autocomplete: &'static str,
    /// Which keyboard a phone shows (HTML `inputmode`); may be empty.
    pub inputmode: &'static str,
    /// Whether it must be answered.
    pub required: bool,
    /// The most characters; 0 where that means nothing.
    pub maxlength: usize,
    /// The most files.
    pub files: i64,
    /// What was typed.
    pub value: String,
    /// What can be chosen, or for a street, what is offered.
    pub options: Vec<OptionView>,
    /// The identifiers of hint and error; may be empty.
    pub described_by: String,
}

/// How a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Control {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// One of a few, all shown.
    Radios,
    /// One of many, in a list that opens.
    Select,
    /// Any of several.
    Ticks,
    /// A statement to tick.
    Tick,
    /// Files.
    Files,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionView {
    /// Of its control.
    pub id: String,
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Whether it is taken.
    pub chosen: bool,
}

/// More than these are not all shown at once.
const MANY: usize = 8;

/// The form as its template shows it, in the language of the labels.
pub fn view(form: &Form, labels: &Labels, post: &Post) -> FormView {
    let own = form.fields.iter().filter_map(|field| match &field.kind {
        FieldKind::Hidden { value } => {
            let value = typed(post, &field.name).next().unwrap_or(value);
            Some(Hidden { name: field.name.clone(), value: value.to_owned() })
        }
        _ => None,
    });
    let version = Hidden { name: VERSION_FIELD.to_owned(), value: form.version() };
    let more = post.hidden.iter().map(|(name, value)| Hidden { name: name.clone(), value: value.clone() });
    FormView {
        id: form.id.clone(),
        title: form.title.clone(),
        intro: form.intro.clone(),
        action: post.action.to_owned(),
        enctype: if form.photos().is_some() { "multipart/form-data" } else { "application/x-www-form-urlencoded" },
        hidden: [version].into_iter().chain(own).chain(more).collect(),
        fields: form.fields.iter().filter_map(|field| question(form, field, labels, post)).collect(),
        traps: traps(form, labels),
        errors_title: labels.get("error.summary_title").to_owned(),
        errors: post.errors.iter().map(|error| summary(form, error, labels)).collect(),
        optional: say(labels, "form.optional"),
        notes: notes(form, labels, post.late),
        button: form.button.clone(),
    }
}

fn question(form: &Form, field: &Field, labels: &Labels, post: &Post) -> Option<FieldView> {
    let (control, input) = control(&field.kind)?;
    let id = control_id(form, field, control);
    let base = base_id(form, field);
    let error = post.errors.iter().find(|error| error.field == field.name);
    let error = error.map_or_else(String::new, |error| error.message(form, labels));
    let described: Vec<String> = [("tip", &field.hint), ("err", &error)]
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(part, _)| format!("{base}-{part}"))
        .collect();
    let (autocomplete, inputmode) = helps(field);
    let is_text = matches!(control, Control::Line | Control::Area) && matches!(input, "text" | "");
    Some(FieldView {
        id,
        name: field.name.clone(),
        label: field.label.clone(),
        hint: field.hint.clone(),
        error,
        control,
        input,
        autocomplete,
        inputmode,
        required: field.is_required() && control != Control::Files,
        maxlength: if is_text && field.kind != FieldKind::Number { field.longest() } else { 0 },
        files: field.max.unwrap_or(1),
        value: typed(post, &field.name).next().unwrap_or_default().to_owned(),
        options: options(&base, field, post),
        described_by: described.join(" "),
    })
}

/// Control and `type` of a kind; nothing for what is not shown.
fn control(kind: &FieldKind) -> Option<(Control, &'static str)> {
    Some(match kind {
        FieldKind::Text | FieldKind::Street { .. } | FieldKind::Number => (Control::Line, "text"),
        FieldKind::Email => (Control::Line, "email"),
        FieldKind::Phone => (Control::Line, "tel"),
        FieldKind::Date => (Control::Line, "date"),
        FieldKind::Time => (Control::Line, "time"),
        FieldKind::LongText => (Control::Area, ""),
        FieldKind::Choice { options } if options.len() > MANY => (Control::Select, ""),
        FieldKind::Choice { .. } => (Control::Radios, "radio"),
        FieldKind::Choices { .. } => (Control::Ticks, "checkbox"),
        FieldKind::Consent => (Control::Tick, "checkbox"),
        FieldKind::Photos => (Control::Files, "file"),
        FieldKind::Hidden { .. } => return None,
    })
}

/// `autocomplete` and `inputmode` (HTML, autofill; WCAG 1.3.5).
fn helps(field: &Field) -> (&'static str, &'static str) {
    match (&field.kind, field.name.as_str()) {
        (FieldKind::Email, _) => ("email", "email"),
        (FieldKind::Phone, _) => ("tel", "tel"),
        (FieldKind::Number, _) => ("off", "decimal"),
        (FieldKind::Text, "name") => ("name", ""),
        _ => ("", ""),
    }
}

fn options(base: &str, field: &Field, post: &Post) -> Vec<OptionView> {
    let chosen = |value: &str| typed(post, &field.name).any(|typed| typed == value);
    let option = |(i, value, label): (usize, &String, &String)| OptionView {
        id: format!("{base}-{}", i + 1),
        value: value.clone(),
        label: label.clone(),
        chosen: chosen(value),
    };
    match &field.kind {
        FieldKind::Street { streets } => streets.iter().enumerate().map(|(i, s)| option((i, s, s))).collect(),
        kind => kind.options().iter().enumerate().map(|(i, o)| option((i, &o.value, &o.label))).collect(),
    }
}

fn summary(form: &Form, error: &FieldError, labels: &Labels) -> ErrorView {
    let shown = form.field(&error.field).and_then(|field| Some((field, control(&field.kind)?.0)));
    ErrorView {
        href: shown.map_or_else(String::new, |(field, control)| format!("#{}", control_id(form, field, control))),
        text: error.message(form, labels),
    }
}

fn traps(form: &Form, labels: &Labels) -> Vec<TrapView> {
    let label = labels.get("feedback.honeypot");
    let trap =
        |name: &String| TrapView { id: format!("{}-{name}", form.id), name: name.clone(), label: label.to_owned() };
    form.traps().iter().map(trap).collect()
}

fn notes(form: &Form, labels: &Labels, late: bool) -> Vec<String> {
    let reader = (!form.reader.is_empty()).then(|| fill(&say(labels, "form.reader"), "reader", &form.reader));
    let promise = form.promise_days.map(|days| {
        if late {
            return labels.get("feedback.late").to_owned();
        }
        let days = labels.count("days_genitive", days.into());
        fill(&say(labels, "form.promise"), "days", &days)
    });
    reader.into_iter().chain(promise).collect()
}

fn typed<'a>(post: &Post<'a>, name: &str) -> impl Iterator<Item = &'a str> {
    post.values.iter().filter(move |(typed, _)| typed == name).map(|(_, value)| value.as_str())
}

/// Several forms may stand on one page, so the form's identifier is in all of its fields'.
fn base_id(form: &Form, field: &Field) -> String {
    format!("{}-{}", form.id, field.name)
}

/// The control that a label or a mistake leads to: of several, the first.
fn control_id(form: &Form, field: &Field, control: Control) -> String {
    match control {
        Control::Radios | Control::Ticks => format!("{}-1", base_id(form, field)),
        _ => base_id(form, field),
    }
}
