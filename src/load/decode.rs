//! Bytes to text: UTF-8 as it is, UTF-16 and Windows-1250 with a finding.

use crate::diag::{At, Checked, Diagnostic, text};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1250};

/// Decodes a text file. A UTF-8 byte order mark stays in the text, so that places are those of the
/// file; other encodings are decoded with a warning, since hosts and browsers expect UTF-8.
pub fn decode(path: &str, bytes: Vec<u8>) -> Checked<String> {
    if let Some(encoding) = utf16(&bytes) {
        return foreign(path, &bytes, encoding, "UTF-16");
    }
    match String::from_utf8(bytes) {
        Ok(text) => Checked::fine(text),
        Err(error) => foreign(path, error.as_bytes(), WINDOWS_1250, "Windows-1250 (ANSI)"),
    }
}

/// UTF-16 by its mark, or by every second byte of the beginning being zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = bytes.get(..16)?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 5..) => Some(UTF_16LE),
        (5.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

fn foreign(path: &str, bytes: &[u8], encoding: &'static Encoding, name: &str) -> Checked<String> {
    let (decoded, _, _) = encoding.decode(bytes);
    let finding = Diagnostic::warning(
        "E001",
        At::File(path.to_owned()),
        text!("datoteka je zapisana kao {name}, a ne kao UTF-8", "the file is saved as {name}, not as UTF-8"),
    )
    .help(text!(
        "pročitana je; u Notepadu izaberite „Sačuvaj kao“ i kodiranje UTF-8, pa provjerite slova č, ć, đ, š i ž",
        "it was read; in Notepad choose “Save as” with the encoding UTF-8, and check the letters č, ć, đ, š and ž"
    ));
    Checked { value: decoded.into_owned(), findings: vec![finding] }
}
