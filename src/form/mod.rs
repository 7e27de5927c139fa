//! The hall between the wings: what a form asks, and what is read from what people send.
//!
//! ```text
//! the site   Form ─ view ─▶ FormView ─ form.html ─▶ page with a static form
//! the endpoint   answers ─ Form::read ─▶ Submission, or a FieldError each ─ view ─▶ the form again
//! ```
//!
//! A form knows nothing of sites or storage. The endpoint learns of forms from `forms.json`
//! ([`FormsFile`]); pages hold the hash of the form they were made with ([`Form::version`]).

mod built_in;
mod error;
mod field;
mod file;
mod kind;
mod model;
mod read;
mod submission;
#[cfg(test)]
mod tests;
mod value;
mod view;
mod words;

pub use built_in::{Mark, Poll, Setting, built_in};
pub use error::{FieldError, Mistake};
pub use field::{Choice, Field, FieldKind, Required};
pub use file::{Contact, FormEntry, FormsFile, SiteEntry};
pub use kind::FormKind;
pub use model::{Form, LANGUAGE_FIELD, VERSION_FIELD};
pub use submission::{Answer, Submission, Trap};
pub use view::{Control, ErrorView, FieldView, FormView, Hidden, OptionView, Post, TrapView, view};
