//! Codes of findings about YAML. They are stable: a code is never given to another subject.
//!
//! | code | what is wrong |
//! | --- | --- |
//! | Y001 | a line that cannot be read, for no reason known here |
//! | Y002 | a colon in a value without quotes |
//! | Y003 | a tab where spaces belong |
//! | Y004 | no space after the colon |
//! | Y005 | a quote that is not closed |
//! | Y006 | a value or key that starts with a character that means something in YAML |
//! | Y008 | a line that is indented wrongly |
//! | Y009 | no colon after the name |
//! | Y010 | ` #` cuts a value short |
//! | Y011 | the same name twice |
//! | Y012 | a bracket that is not closed |
//! | Y013 | a list item that is not written as one |
//! | Y014 | a quote or backslash inside quotes |
//! | Y015 | typographic quotes |
//! | Y016 | a no-break or invisible space where a plain one belongs |
//! | Y017 | control characters |
//! | Y018 | a name that is not a word |
//! | Y019 | a tag, ignored |
//! | Y020 | an anchor or alias that leads nowhere |
//! | Y021 | more than one document in a file |
//! | Y022 | too deep, too large |
//! | Y023 | `<<` with something that has no names |
//! | Y024 | a file that programs write cannot be read or written |

use crate::diag::Code;

pub(super) const UNREADABLE: Code =
    Code { code: "Y001", bs: "red koji se ne može pročitati", en: "a line that cannot be read" };
pub(super) const COLON: Code =
    Code { code: "Y002", bs: "dvotačka u vrijednosti bez navodnika", en: "a colon in a value without quotes" };
pub(super) const TAB: Code = Code { code: "Y003", bs: "tabulator na mjestu razmaka", en: "a tab where spaces belong" };
pub(super) const NO_SPACE: Code =
    Code { code: "Y004", bs: "nema razmaka iza dvotačke", en: "no space after the colon" };
pub(super) const OPEN_QUOTE: Code =
    Code { code: "Y005", bs: "navodnik koji nije zatvoren", en: "a quote that is not closed" };
pub(super) const SPECIAL: Code =
    Code { code: "Y006", bs: "poseban znak na početku", en: "a special character at the start" };
pub(super) const INDENT: Code =
    Code { code: "Y008", bs: "pogrešno uvučen red", en: "a line that is indented wrongly" };
pub(super) const NO_COLON: Code = Code { code: "Y009", bs: "nema dvotačke iza imena", en: "no colon after the name" };
pub(super) const HASH: Code =
    Code { code: "Y010", bs: "znak # prekida vrijednost", en: "the sign # cuts a value short" };
pub(super) const TWICE: Code = Code { code: "Y011", bs: "isto ime dva puta", en: "the same name twice" };
pub(super) const OPEN_BRACKET: Code =
    Code { code: "Y012", bs: "zagrada koja nije zatvorena", en: "a bracket that is not closed" };
pub(super) const LIST: Code =
    Code { code: "Y013", bs: "stavka liste nije napisana kao stavka", en: "a list item that is not written as one" };
pub(super) const INNER_QUOTE: Code =
    Code { code: "Y014", bs: "navodnik ili kosa crta unutar navodnika", en: "a quote or backslash inside quotes" };
pub(super) const SMART_QUOTES: Code = Code { code: "Y015", bs: "tipografski navodnici", en: "typographic quotes" };
pub(super) const ODD_SPACE: Code =
    Code { code: "Y016", bs: "neprelomiv ili nevidljiv razmak", en: "a no-break or invisible space" };
pub(super) const CONTROL: Code = Code { code: "Y017", bs: "kontrolni znakovi", en: "control characters" };
pub(super) const KEY: Code = Code { code: "Y018", bs: "ime koje nije riječ", en: "a name that is not a word" };
pub(super) const TAG: Code = Code { code: "Y019", bs: "oznaka tipa se zanemaruje", en: "a tag, ignored" };
pub(super) const ANCHOR: Code =
    Code { code: "Y020", bs: "oznaka `&` ili `*` ne vodi nikamo", en: "an anchor or alias that leads nowhere" };
pub(super) const DOCUMENTS: Code =
    Code { code: "Y021", bs: "više dokumenata u jednoj datoteci", en: "more than one document in a file" };
pub(super) const LIMIT: Code = Code { code: "Y022", bs: "preduboko ili preveliko", en: "too deep or too large" };
pub(super) const MERGE: Code =
    Code { code: "Y023", bs: "`<<` bez grupe polja", en: "`<<` with something that has no names" };
pub(super) const MACHINE: Code = Code {
    code: "Y024",
    bs: "datoteka koju pišu programi nije ispravna",
    en: "a file that programs write is not valid",
};

/// Every code of this room, in order, for the documentation.
pub const CODES: &[Code] = &[
    UNREADABLE,
    COLON,
    TAB,
    NO_SPACE,
    OPEN_QUOTE,
    SPECIAL,
    INDENT,
    NO_COLON,
    HASH,
    TWICE,
    OPEN_BRACKET,
    LIST,
    INNER_QUOTE,
    SMART_QUOTES,
    ODD_SPACE,
    CONTROL,
    KEY,
    TAG,
    ANCHOR,
    DOCUMENTS,
    LIMIT,
    MERGE,
    MACHINE,
];

/// Mistakes that lose a part of the text: the others are read past.
pub(super) const LOSSES: &[Code] = &[UNREADABLE, KEY, ANCHOR, DOCUMENTS, LIMIT, MERGE];
