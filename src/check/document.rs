//! Documents to download: how heavy they are, and whether what they say can be read by a program.

use super::survey::Depth;
use super::weight::Wait;
use crate::diag::{At, Diagnostic, text};
use crate::lang::{Locale, file_size};

/// Endings of files that people download to read.
const DOCUMENTS: [&str; 12] = ["pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "zip"];

/// What is wrong with the file at `path` of the workspace; `most` is what it may weigh, in bytes.
pub fn check(path: &str, bytes: &[u8], most: usize, depth: Depth) -> Vec<Diagnostic> {
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    if !DOCUMENTS.contains(&ending.as_str()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if bytes.len() > most {
        found.push(heavy(path, &ending, bytes.len(), most));
    }
    if depth == Depth::Full {
        let content = match ending.as_str() {
            "pdf" => super::pdf::content(bytes),
            "docx" | "odt" => super::office::content(bytes),
            _ => Content::Words,
        };
        found.extend(unreadable(path, content));
    }
    found
}

/// The code of a scan without text.
pub const SCAN: &str = "V005";

/// What a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Words, or nothing that is known to be wrong.
    Words,
    /// Pictures of pages.
    Scan,
    /// It asks for a password.
    Locked,
    /// It cannot be opened.
    Damaged,
}

fn heavy(path: &str, ending: &str, len: usize, most: usize) -> Diagnostic {
    let size = |locale, bytes: usize| file_size(locale, bytes as u64);
    let (wait, bs, en) = (Wait::of(len).text(), size(Locale::Bs, len), size(Locale::En, len));
    let (most_bs, most_en) = (size(Locale::Bs, most), size(Locale::En, most));
    let message = crate::diag::Text {
        bs: format!("dokument ima {bs}, a granica je {most_bs}; na 128 kbit/s stiže za {}", wait.bs),
        en: format!("the document has {en}, and the limit is {most_en}; at 128 kbit/s it arrives in {}", wait.en),
    };
    let help = match ending {
        "pdf" => text!(
            "skenirajte crno-bijelo na 150 dpi; u Wordu izaberite „Sačuvaj kao PDF – najmanja veličina“; ono bitno napišite i na stranici",
            "scan in black and white at 150 dpi; in Word choose “Save as PDF – minimum size”; write the essential on the page, too"
        ),
        "docx" | "doc" | "pptx" | "ppt" | "odt" | "odp" => text!(
            "smanjite slike u njemu (Word: Oblik slike → Komprimuj slike), ili ga sačuvajte kao PDF",
            "make its pictures smaller (Word: Picture Format → Compress Pictures), or save it as PDF"
        ),
        _ => text!(
            "izbacite što ne treba, ili ga podijelite na više datoteka",
            "leave out what is not needed, or split it into several files"
        ),
    };
    Diagnostic::warning("V004", At::File(path.to_owned()), message).help(help)
}

fn unreadable(path: &str, content: Content) -> Option<Diagnostic> {
    let at = At::File(path.to_owned());
    let finding = match content {
        Content::Words => return None,
        Content::Scan => Diagnostic::warning(
            SCAN,
            at,
            text!("dokument je skeniran: u njemu su slike, a ne tekst", "the document is a scan: it holds pictures, and no text"),
        )
        .help(text!(
            "objavite ga iz Worda kao PDF, ili skenirajte s prepoznavanjem teksta (OCR); slijepi ga inače ne mogu čitati, a pretraga ne nalazi",
            "publish it from Word as PDF, or scan with text recognition (OCR); otherwise the blind cannot read it and searches do not find it"
        ))
        .help(text!(
            "ako ne može, napišite ono bitno u `opis` u `dokumenti.yaml`",
            "if that cannot be, write the essential as `description` in `documents.yaml`"
        )),
        Content::Locked => Diagnostic::warning(
            "V006",
            at,
            text!("dokument traži lozinku", "the document asks for a password"),
        )
        .help(text!(
            "sačuvajte ga bez lozinke: posjetioci je nemaju",
            "save it without a password: visitors do not have it"
        )),
        Content::Damaged => Diagnostic::warning(
            "V007",
            at,
            text!("dokument se ne može otvoriti", "the document cannot be opened"),
        )
        .help(text!(
            "otvorite ga na svom računaru i sačuvajte ponovo; možda nije do kraja preuzet",
            "open it on your computer and save it again; perhaps it was not downloaded to its end"
        )),
    };
    Some(finding)
}
