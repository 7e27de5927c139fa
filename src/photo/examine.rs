//! Whether a picture may be published, and what to do when it may not.

use super::clean::{self, Cleaned, Flaw};
use super::format::{self, Foreign, Format, Sniffed};
use super::recipe::{self, Examined, Size};
use super::{MAX_FILE, exif, place, size};
use crate::diag::{At, Checked, Diagnostic, Problem, Severity, Text, text};
use std::io::{Error, ErrorKind};

/// Examines what was read of an asset: a picture to be shown or, with `download`, a file to be given
/// away as it is.
pub(crate) fn file(path: &str, source: Result<Vec<u8>, Error>, download: bool) -> Checked<Option<Examined>> {
    match source {
        Ok(source) if download => attachment(path, source),
        Ok(source) => picture(path, source),
        Err(error) => refused(path, unread(path, &error)),
    }
}

/// Examines the bytes of a picture to be shown.
pub(crate) fn picture(path: &str, source: Vec<u8>) -> Checked<Option<Examined>> {
    let format = match known(path, &source) {
        Ok(format) => format,
        Err(problem) => return refused(path, problem),
    };
    let stem = recipe::stem(&source);
    let cleaned = clean::clean(format, source).map_err(|flaw| flawed(path, format, flaw));
    match cleaned.and_then(|cleaned| allowed(path, format, cleaned)) {
        Err(problem) => refused(path, problem),
        Ok(cleaned) => {
            let heavy = size::heavy(path, format, cleaned.bytes.len() as u64).filter(|_| !cleaned.still);
            let warnings = misnamed(path, format).into_iter().chain(heavy);
            let findings = warnings.map(|problem| finding(path, Severity::Warning, problem)).collect();
            Checked { value: Some(examined(stem, format, &cleaned)), findings }
        }
    }
}

/// Examines the bytes of a picture to be downloaded. One that is not known here is passed on as it
/// is, with no finding, unless it tells a place.
fn attachment(path: &str, source: Vec<u8>) -> Checked<Option<Examined>> {
    let stem = recipe::stem(&source);
    let Some(format) = format::sniff(&source).format() else {
        let tells = exif::read(&source).located || place::in_rest(&source);
        return if tells { refused(path, located(path)) } else { Checked { value: None, findings: Vec::new() } };
    };
    match clean::clean(format, source) {
        Ok(cleaned) if format == Format::Svg && cleaned.located => refused(path, located(path)),
        Ok(cleaned) => Checked { value: Some(examined(stem, format, &cleaned)), findings: Vec::new() },
        Err(flaw) => refused(path, flawed(path, format, flaw)),
    }
}

fn examined(stem: String, format: Format, cleaned: &Cleaned) -> Examined {
    let (width, height) = cleaned.displayed();
    let (still, orientation) = (cleaned.still, cleaned.orientation.value());
    Examined { stem, format, size: Size { width, height }, still, orientation }
}

fn refused(path: &str, problem: Problem) -> Checked<Option<Examined>> {
    Checked { value: None, findings: vec![finding(path, Severity::Error, problem)] }
}

fn finding(path: &str, severity: Severity, problem: Problem) -> Diagnostic {
    problem.at(severity, At::File(path.to_owned()))
}

/// The format, when it is one that is published.
fn known(path: &str, source: &[u8]) -> Result<Format, Problem> {
    if source.is_empty() {
        return Err(empty(path));
    }
    match (format::sniff(source), format::promised(path)) {
        (Sniffed::Known(format), _) => Ok(format),
        // Many RAW formats are TIFF inside; the name knows better.
        (Sniffed::Foreign(Foreign::Tiff), Some(Sniffed::Foreign(foreign))) => Err(unsupported(path, foreign)),
        (Sniffed::Foreign(foreign), _) | (Sniffed::Unknown, Some(Sniffed::Foreign(foreign))) => {
            Err(unsupported(path, foreign))
        }
        (Sniffed::Unknown, _) => Err(no_picture(path)),
    }
}

/// A clean picture of a sane size. What a photo tells of its place goes with the rest of its metadata;
/// a photo inside a drawing is left as it is.
fn allowed(path: &str, format: Format, cleaned: Cleaned) -> Result<Cleaned, Problem> {
    let (width, height) = cleaned.displayed();
    if cleaned.located && format == Format::Svg {
        return Err(located(path));
    }
    let most = if cleaned.still { size::DECODED } else { size::SHOWN };
    size::sane(path, format, &most, width, height).map(|()| cleaned)
}

/// For a picture whose structure is right and whose pixels are not.
pub(crate) fn undecodable(path: &str, format: Format) -> Diagnostic {
    finding(path, Severity::Error, broken(path, format))
}

/// For a picture that was there when it was examined.
pub(crate) fn unreadable(path: &str, error: &Error) -> Diagnostic {
    finding(path, Severity::Error, unread(path, error))
}

/// For a picture that is another one now.
pub(crate) fn changed(path: &str) -> Diagnostic {
    let message = text!(
        "Slika `{path}` se promijenila dok je sajt nastajao, pa nije objavljena.",
        "The picture `{path}` changed while the site was being built, so it is not published."
    );
    let problem = Problem::new("P012", message).help(text!(
        "Sačekajte da se slika do kraja kopira, pa ponovite.",
        "Wait until the picture is copied to its end, and build again."
    ));
    finding(path, Severity::Error, problem)
}

fn unread(path: &str, error: &Error) -> Problem {
    if error.kind() == ErrorKind::FileTooLarge {
        let most = MAX_FILE >> 20;
        let message = text!(
            "Slika `{path}` je veća od {most} MB, pa nije objavljena.",
            "The picture `{path}` is larger than {most} MB, so it is not published."
        );
        return Problem::new("P008", message).help(size::shrink());
    }
    let message =
        text!("Slika `{path}` se ne može pročitati: {error}.", "The picture `{path}` cannot be read: {error}.");
    Problem::new("P011", message).help(text!(
        "Provjerite da datoteka postoji, da je smijete otvoriti i da je ne drži drugi program.",
        "Check that the file exists, that you may open it and that no other program holds it."
    ))
}

fn located(path: &str) -> Problem {
    let message = text!(
        "`{path}` u sebi nosi mjesto na kojem je fotografija snimljena (GPS), pa nije objavljeno.",
        "`{path}` holds the place where a photo was taken (GPS), so it is not published."
    );
    Problem::new("P002", message).help(text!(
        "Izvezite ga kao JPEG ili PNG i stavite to: iz njih zbor sam briše mjesto.",
        "Export it as JPEG or PNG and put that here: from those zbor removes the place by itself."
    ))
}

fn unsupported(path: &str, foreign: Foreign) -> Problem {
    let name = foreign.name();
    let message = text!(
        "`{path}` je {name}, pa nije objavljena; objavljuju se JPEG, PNG, WebP, GIF i SVG.",
        "`{path}` is {name}, so it is not published; JPEG, PNG, WebP, GIF and SVG are."
    );
    let problem = Problem::new("P003", message);
    match foreign {
        Foreign::Heic => problem
            .help(text!(
                "iPhone: Postavke (Settings) → Kamera (Camera) → Formati (Formats) → Najkompatibilnije (Most Compatible); nove slike će biti JPEG.",
                "iPhone: Settings → Camera → Formats → Most Compatible; new photos will be JPEG."
            ))
            .help(text!(
                "Ovu sliku pošaljite sebi Viberom i ovdje stavite ono što stigne: to je JPEG.",
                "Send this photo to yourself through Viber and put what arrives here: it is a JPEG."
            )),
        Foreign::Raw => problem.help(text!(
            "Stavite JPEG koji aparat snima uz RAW, ili je u programu za slike izvezite kao JPEG.",
            "Put the JPEG that the camera saves beside the RAW here, or export it as JPEG in a photo program."
        )),
        Foreign::Avif | Foreign::Tiff | Foreign::Bmp | Foreign::Jxl => problem.help(text!(
            "Otvorite je u programu Paint ili Fotografije (Photos) i sačuvajte kao JPEG.",
            "Open it in Paint or Photos and save it as JPEG."
        )),
    }
}

fn flawed(path: &str, format: Format, flaw: Flaw) -> Problem {
    match flaw {
        Flaw::Broken => broken(path, format),
        Flaw::Unsafe(what) => {
            let Text { bs, en } = what;
            let message = text!(
                "Crtež `{path}` sadrži {bs}, pa nije objavljen.",
                "The drawing `{path}` holds {en}, so it is not published."
            );
            Problem::new("P004", message).help(text!(
                "Crtež smije imati oblike, tekst i boje, ali ne i skripte ni vanjske adrese: u Inkscapeu ga sačuvajte kao „Plain SVG“ ili ga izvezite kao PNG.",
                "A drawing may have shapes, text and colours, but no scripts and no outside addresses: in Inkscape save it as Plain SVG, or export it as PNG."
            ))
        }
    }
}

fn broken(path: &str, format: Format) -> Problem {
    let name = format.name();
    let message = text!(
        "Slika `{path}` ({name}) je oštećena ili nije do kraja kopirana, pa nije objavljena.",
        "The picture `{path}` ({name}) is damaged or was not copied to its end, so it is not published."
    );
    Problem::new("P005", message).help(text!(
        "Kopirajte je ponovo s telefona ili aparata; ako se na računaru vidi cijela, otvorite je i sačuvajte ponovo.",
        "Copy it again from the phone or camera; if the computer shows it whole, open it and save it again."
    ))
}

fn no_picture(path: &str) -> Problem {
    let message = text!(
        "`{path}` nije slika, iako se tako zove, pa nije objavljena.",
        "`{path}` is not a picture, though its name says so; it is not published."
    );
    Problem::new("P005", message).help(text!(
        "Objavljuju se JPEG, PNG, WebP, GIF i SVG; kopirajte sliku ponovo, ili datoteci dajte pravi nastavak (npr. `.pdf`).",
        "JPEG, PNG, WebP, GIF and SVG are published; copy the picture again, or give the file its right extension (such as `.pdf`)."
    ))
}

fn misnamed(path: &str, format: Format) -> Option<Problem> {
    if format::promised(path) == Some(Sniffed::Known(format)) {
        return None;
    }
    let (name, extension) = (format.name(), format.extension());
    let (stem, old) = path.rsplit_once('.')?;
    let message = text!(
        "Slika `{path}` je {name}, a zove se `.{old}`; objavljena je kao `.{extension}`.",
        "The picture `{path}` is {name} but is named `.{old}`; it is published as `.{extension}`."
    );
    Some(
        Problem::new("P006", message)
            .help(text!("Preimenujte je u `{stem}.{extension}`.", "Rename it to `{stem}.{extension}`.")),
    )
}

fn empty(path: &str) -> Problem {
    let message =
        text!("Slika `{path}` je prazna datoteka (0 bajtova).", "The picture `{path}` is an empty file (0 bytes).");
    Problem::new("P007", message).help(text!(
        "Kopirajte je ponovo s telefona ili aparata, ili je obrišite.",
        "Copy it again from the phone or camera, or delete it."
    ))
}
