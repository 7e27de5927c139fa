//! Random bytes of the system.

use super::Reference;
use super::store::StoreError;

/// So many bytes that nobody can guess.
///
/// # Errors
/// When the system has none.
pub fn bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Broken(error.to_string()))?;
    Ok(bytes)
}

/// A reference that nobody had, most probably.
///
/// # Errors
/// As [`bytes`].
pub fn reference() -> Result<Reference, StoreError> {
    bytes().map(Reference::random)
}

/// Sixteen random bytes in hexadecimal, for names.
///
/// # Errors
/// As [`bytes`].
pub fn name() -> Result<String, StoreError> {
    Ok(hex(&bytes::<16>()?))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(half.into(), 16));
        }
        text
    })
}
