//! Reading what was sent.

use super::error::{FieldError, Mistake};
use super::field::FieldKind;
use super::model::Form;
use super::submission::{Submission, Trap};
use super::value;

/// The most fields in one sending.
const MAX_FIELDS: usize = 64;

impl Form {
    /// Reads the answers of one sending: names and values as they came, decoded. Names that the
    /// form does not know are passed over. Photos come as files and are not looked at here.
    ///
    /// # Errors
    /// All that is wrong, in the order of the questions, at most one for each.
    pub fn read(&self, answers: &[(String, String)]) -> Result<Submission, Vec<FieldError>> {
        if answers.len() > MAX_FIELDS {
            return Err(vec![FieldError { field: String::new(), mistake: Mistake::Fields }]);
        }
        let sent = |name: &str| -> Vec<&str> {
            answers.iter().filter(|(sent, _)| sent == name).map(|(_, value)| value.as_str()).collect()
        };
        let (mut read, mut errors) = (Vec::new(), Vec::new());
        for field in self.fields.iter().filter(|field| field.kind != FieldKind::Photos) {
            match value::read(field, &sent(&field.name)) {
                Ok(Some(answer)) => read.push((field.name.clone(), answer)),
                Ok(None) => {}
                Err(mistake) => errors.push(FieldError { field: field.name.clone(), mistake }),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let sprung = self.traps().iter().any(|trap| sent(trap).iter().any(|value| !value.trim().is_empty()));
        let trap = if sprung { Trap::Sprung } else { Trap::Empty };
        Ok(Submission { form: self.id.clone(), version: self.version(), answers: read, trap })
    }
}
