//! A form as it arrives: fields, and the bytes of a photo.

use axum::extract::Multipart;
use std::collections::BTreeMap;

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// Values by the names of their fields.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Empty: none was chosen.
    pub photo: Vec<u8>,
}

impl Sent {
    /// Reads it; none where it does not arrive whole, or is no form.
    pub async fn read(mut form: Multipart) -> Option<Sent> {
        let mut sent = Sent::default();
        while let Some(field) = form.next_field().await.ok()? {
            let Some(name) = field.name().map(str::to_owned) else { continue };
            match field.file_name().is_some() {
                true => sent.photo = field.bytes().await.ok()?.to_vec(),
                false => sent.fields.entry(name).or_default().push(field.text().await.ok()?),
            }
        }
        Some(sent)
    }

    /// The first value of a field.
    pub fn first(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }
}
