//! Links to other sites: what their answers mean. Who asks them is `build::external`.

use crate::diag::{At, Diagnostic, Text, text};
use serde::{Deserialize, Serialize};

/// A link out of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLink {
    /// Full address, without its fragment.
    pub url: String,
    /// Where it stands.
    pub places: Vec<At>,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The status of the last answer (RFC 9110).
    Status(u16),
    /// Nobody has that name.
    NoHost,
    /// It did not answer in time.
    Timeout,
    /// It leads in a circle.
    Circle,
    /// Its certificate is not right.
    Certificate,
    /// The connection could not be made, or broke.
    NoConnection,
    /// This is no address.
    NoAddress,
}

/// What an answer means for a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It works.
    Fine,
    /// Nobody will find anything there.
    Broken,
    /// It may work for people: some sites do not answer programs, or not today.
    Unsure,
}

/// What an answer means.
pub fn judge(answer: Answer) -> Outcome {
    match answer {
        Answer::Status(200..=399) => Outcome::Fine,
        Answer::Status(404 | 410) | Answer::NoHost | Answer::NoAddress => Outcome::Broken,
        Answer::Status(_) | Answer::Timeout | Answer::Circle | Answer::Certificate | Answer::NoConnection => {
            Outcome::Unsure
        }
    }
}

/// What an answer says of a link, at each place where it stands.
pub fn tell(link: &ExternalLink, answer: Answer) -> Vec<Diagnostic> {
    let (url, why) = (&link.url, why(answer));
    let finding = |at: &At| match judge(answer) {
        Outcome::Fine => None,
        Outcome::Broken => Some(
            Diagnostic::warning(
                "L016",
                at.clone(),
                Text {
                    bs: format!("link na drugi sajt ne radi: `{url}` ({})", why.bs),
                    en: format!("a link to another site is broken: `{url}` ({})", why.en),
                },
            )
            .help(text!(
                "otvorite ga u pregledniku; ako ni tamo ne radi, upišite novu adresu ili ga obrišite",
                "open it in a browser; if it does not work there either, write the new address or delete it"
            )),
        ),
        Outcome::Unsure => Some(
            Diagnostic::hint(
                "L017",
                at.clone(),
                Text {
                    bs: format!("ne znam radi li link na drugi sajt: `{url}` ({})", why.bs),
                    en: format!("it is not sure whether a link to another site works: `{url}` ({})", why.en),
                },
            )
            .help(text!(
                "otvorite ga u pregledniku; ako radi, ne treba ništa mijenjati",
                "open it in a browser; if it works, nothing needs changing"
            )),
        ),
    };
    link.places.iter().filter_map(finding).collect()
}

fn why(answer: Answer) -> Text {
    match answer {
        Answer::Status(404 | 410) => text!("te stranice više nema", "the page is gone"),
        Answer::Status(429) => text!("traži da ga ne pitamo tako često", "it asks not to be asked so often"),
        Answer::Status(code @ (401 | 403)) => {
            text!("programima ne odgovara: {code}", "it does not answer programs: {code}")
        }
        Answer::Status(code) => text!("odgovor {code}", "answer {code}"),
        Answer::NoHost => text!("sajt s tim imenom ne postoji", "no site has that name"),
        Answer::Timeout => text!("ne odgovara na vrijeme", "it does not answer in time"),
        Answer::Circle => text!("vodi u krug", "it leads in a circle"),
        Answer::Certificate => text!("njegov certifikat nije ispravan", "its certificate is not right"),
        Answer::NoConnection => text!("veza se ne uspostavlja", "no connection can be made"),
        Answer::NoAddress => text!("to nije adresa", "that is no address"),
    }
}
