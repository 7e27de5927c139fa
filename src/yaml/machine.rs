//! YAML that programs write and read, through serde. The only place that knows its crate.

use super::codes::MACHINE;
use crate::diag::{Problem, text};
use serde::{Serialize, de::DeserializeOwned};

/// Writes a value as YAML.
///
/// # Errors
/// Where the value has a form that YAML has not (a mapping whose keys are bytes).
pub fn to_text<T: Serialize>(value: &T) -> Result<String, Problem> {
    serde_yaml::to_string(value).map_err(|error| {
        Problem::new(MACHINE.code, text!("podaci se ne mogu zapisati kao YAML", "the data cannot be written as YAML"))
            .help(text!("tehnički razlog: {error}", "technical reason: {error}"))
    })
}

/// Reads a value from YAML.
///
/// # Errors
/// Where the text is not YAML, or not of the form asked for; line and column are named.
pub fn from_text<T: DeserializeOwned>(yaml: &str) -> Result<T, Problem> {
    serde_yaml::from_str(yaml).map_err(|error| {
        let message = match error.location() {
            Some(place) => {
                let (line, column) = (place.line(), place.column());
                text!(
                    "YAML nije u obliku koji se ovdje očekuje: red {line}, kolona {column}",
                    "the YAML is not of the form expected here: line {line}, column {column}",
                )
            }
            None => text!("YAML nije u obliku koji se ovdje očekuje", "the YAML is not of the form expected here"),
        };
        Problem::new(MACHINE.code, message).help(text!("tehnički razlog: {error}", "technical reason: {error}"))
    })
}
