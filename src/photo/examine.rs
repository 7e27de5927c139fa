//! Whether a picture may be published, and what to do when it may not.

use super::clean::{self, Cleaned, Flaw};
use super::format::{self, Foreign, Format, Sniffed};
use super::{MAX_FILE, Picture, read};
use crate::diag::{At, Checked, Diagnostic, Problem, Severity, Text, text};
use crate::lang::{Locale, file_size, number};
use std::io::{Error, ErrorKind};
use std::path::Path;

/// A picture wider or higher than this is not published.
const MAX_SIDE: u32 = 12_000;
/// Nor is one with more pixels: a small file can unpack to more than a phone's memory.
const MAX_PIXELS: u64 = 40_000_000;
/// A heavier picture is asked to be made smaller (1 MiB).
const HEAVY: u64 = 1 << 20;
/// What 128 kbit/s carry in a second.
const BYTES_PER_SECOND: u64 = 16_000;

/// Reads and examines the file of an asset.
pub(crate) fn file(root: &Path, path: &str) -> Checked<Option<Picture>> {
    match read::file(&root.join(path)) {
        Ok(source) => picture(path, source),
        Err(error) => refused(path, unread(path, &error)),
    }
}

/// Examines the bytes of an asset.
pub(crate) fn picture(path: &str, source: Vec<u8>) -> Checked<Option<Picture>> {
    let format = match known(path, &source) {
        Ok(format) => format,
        Err(problem) => return refused(path, problem),
    };
    let name = name(&source, format);
    let cleaned = clean::clean(format, source).map_err(|flaw| flawed(path, format, flaw));
    match cleaned.and_then(|cleaned| allowed(path, format, cleaned)) {
        Err(problem) => refused(path, problem),
        Ok(cleaned) => {
            let ((width, height), len) = (cleaned.displayed(), cleaned.bytes.len() as u64);
            let warnings = misnamed(path, format).into_iter().chain(heavy(path, format, len));
            let findings = warnings.map(|problem| finding(path, Severity::Warning, problem)).collect();
            Checked { value: Some(Picture { source: path.to_owned(), name, width, height, len }), findings }
        }
    }
}

/// See [`Picture::name`].
pub(crate) fn name(source: &[u8], format: Format) -> String {
    let hash = blake3::hash(source).to_hex();
    format!("{}.{}", hash.get(..16).unwrap_or_default(), format.extension())
}

fn refused(path: &str, problem: Problem) -> Checked<Option<Picture>> {
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

/// A clean picture that tells no place and has a sane size.
fn allowed(path: &str, format: Format, cleaned: Cleaned) -> Result<Cleaned, Problem> {
    let (width, height) = cleaned.displayed();
    // A drawing has no pixels until it is drawn.
    let limited = format != Format::Svg;
    if cleaned.located {
        Err(located(path))
    } else if width == 0 || height == 0 {
        Err(flat(path, width, height))
    } else if limited && (width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS) {
        Err(large(path, width, height))
    } else {
        Ok(cleaned)
    }
}

fn unread(path: &str, error: &Error) -> Problem {
    if error.kind() == ErrorKind::FileTooLarge {
        let most = MAX_FILE >> 20;
        let message = text!(
            "Slika `{path}` je veća od {most} MB, pa nije objavljena.",
            "The picture `{path}` is larger than {most} MB, so it is not published."
        );
        return Problem::new("P008", message).help(shrink());
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
        "Slika `{path}` u sebi nosi mjesto na kojem je snimljena (GPS), pa nije objavljena.",
        "The photo `{path}` holds the place where it was taken (GPS), so it is not published."
    );
    Problem::new("P002", message)
        .help(text!(
            "Windows: desni klik na sliku → Svojstva (Properties) → Detalji (Details) → Ukloni svojstva i lične podatke (Remove Properties and Personal Information).",
            "Windows: right-click the photo → Properties → Details → Remove Properties and Personal Information."
        ))
        .help(text!(
            "Telefon: podijelite sliku bez lokacije (iPhone: Opcije → isključite Lokaciju; Android: Ukloni podatke o lokaciji) i ovdje stavite tu kopiju.",
            "Phone: share the photo without its location (iPhone: Options → turn Location off; Android: Remove location data) and put that copy here."
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

fn flat(path: &str, width: u32, height: u32) -> Problem {
    let message = text!(
        "Slika `{path}` kaže da je velika {width} × {height} piksela, pa nije objavljena.",
        "The picture `{path}` says that it is {width} × {height} pixels, so it is not published."
    );
    Problem::new("P009", message).help(text!(
        "Otvorite je u programu za slike i sačuvajte ponovo.",
        "Open it in a picture program and save it again."
    ))
}

fn large(path: &str, width: u32, height: u32) -> Problem {
    let (side_bs, side_en) = (number(Locale::Bs, MAX_SIDE), number(Locale::En, MAX_SIDE));
    let millions = MAX_PIXELS / 1_000_000;
    let message = text!(
        "Slika `{path}` ima {width} × {height} piksela, pa nije objavljena; najviše je {side_bs} po strani i {millions} miliona ukupno.",
        "The picture `{path}` has {width} × {height} pixels, so it is not published; the most is {side_en} a side and {millions} million in all."
    );
    Problem::new("P009", message).help(shrink())
}

fn heavy(path: &str, format: Format, len: u64) -> Option<Problem> {
    if len <= HEAVY {
        return None;
    }
    let (bs, en, seconds) = (file_size(Locale::Bs, len), file_size(Locale::En, len), len.div_ceil(BYTES_PER_SECOND));
    let message = text!(
        "Slika `{path}` ima {bs}: na sporoj vezi (128 kbit/s) čeka se {seconds} s.",
        "The picture `{path}` is {en}: on a slow connection (128 kbit/s) it takes {seconds} s."
    );
    let help = match format {
        Format::Svg => {
            text!("Pojednostavite crtež ili ga izvezite kao PNG.", "Simplify the drawing, or export it as PNG.")
        }
        Format::Jpeg | Format::Png | Format::WebP | Format::Gif => shrink(),
    };
    Some(Problem::new("P010", message).help(help))
}

fn shrink() -> Text {
    text!(
        "Smanjite je na 1600 piksela po dužoj strani (Windows: Paint → Promijeni veličinu (Resize)), ili je pošaljite sebi Viberom i ovdje stavite ono što stigne.",
        "Make it 1600 pixels on its longer side (Windows: Paint → Resize), or send it to yourself through Viber and put what arrives here."
    )
}
