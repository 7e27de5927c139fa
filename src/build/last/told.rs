//! What is said of what was published instead.

use super::standing::{Extent, Standing};
use crate::diag::{At, Diagnostic, Text, text};

/// A text, or items of a list, from before. Files of a theme are not told one by one.
pub(super) fn stands_in(path: &str, standing: &Standing) -> Option<Diagnostic> {
    let Standing { why, extent, .. } = standing;
    let message = match extent {
        Extent::Text => text!(
            "tekst ima grešku, pa je objavljena njegova posljednja ispravna verzija",
            "the text has a mistake, so its last good version was published"
        ),
        Extent::Items => text!(
            "u listi ima grešaka, pa je za pokvarene stavke objavljeno ono što je u njima posljednje bilo ispravno",
            "the list has mistakes, so broken items were published as they last were without"
        ),
        Extent::Theme => return None,
    };
    Some(from_before(At::File(path.to_owned()), message, why))
}

/// The code of a mistake that shows only when a page is made.
pub(super) const UNMADE: &str = "T003";

/// A text whose page could not be made, because of the finding in a template that is as it was when it was last good.
pub(super) fn unmade(path: &str, why: &Diagnostic) -> Diagnostic {
    let message = text!(
        "stranica ovog teksta ne može se napraviti: tema s njim ne radi",
        "the page of this text cannot be made: the theme does not work with it"
    );
    Diagnostic::error(UNMADE, At::File(path.to_owned()), message).related(why.at.clone(), why.message.clone())
}

/// A theme from before, because of a mistake in one of its files; where `is_kept` says that there is none, the built-in one.
pub(super) fn theme(why: &Diagnostic, is_kept: bool) -> Diagnostic {
    let message = match is_kept {
        true => text!(
            "tema ima grešku, pa je objavljeno s njenom posljednjom ispravnom verzijom",
            "the theme has a mistake, so its last good version was used"
        ),
        false => text!(
            "tema ima grešku, pa je objavljeno bez nje, jer nema njene ispravne verzije",
            "the theme has a mistake, so the site was published without it, for there is no good version of it"
        ),
    };
    let at = why.path().map_or(At::Workspace, |path| At::File(path.to_owned()));
    from_before(at, message, why)
}

fn from_before(at: At, message: Text, why: &Diagnostic) -> Diagnostic {
    let finding = Diagnostic::warning("W020", at, message).help(text!(
        "ispravite grešku, pa će se objaviti ono što ste napisali",
        "put the mistake right, and what you wrote will be published"
    ));
    finding.related(why.at.clone(), why.message.clone())
}

/// A photo from before.
pub(super) fn photo(path: &str) -> Diagnostic {
    let message = text!(
        "slika se ne može objaviti, pa je objavljena ona koja je prije bila na ovom mjestu",
        "the picture cannot be published, so the one that was here before was"
    );
    Diagnostic::warning("W021", At::File(path.to_owned()), message).help(text!(
        "kopirajte sliku ponovo; ako staru više ne želite, obrišite ovu",
        "copy the picture again; if you do not want the old one any more, delete this one"
    ))
}

/// A page from an earlier output.
pub(super) fn page(path: &str) -> Diagnostic {
    let message = text!(
        "tekst ima grešku, pa je ostala stranica iz prethodne objave; nema je u listama ni u pretrazi",
        "the text has a mistake, so the page of the previous output stays; lists and the search do not have it"
    );
    Diagnostic::warning("W022", At::File(path.to_owned()), message).help(text!(
        "ispravite grešku, pa će se objaviti ono što ste napisali",
        "put the mistake right, and what you wrote will be published"
    ))
}
