//! Regular expressions (ECMA 262, as JSON Schema has them) for all spellings that the reader takes for
//! one word: in either script, with or without diacritics, in any case, with any separator.

use zbor::lang::script;

/// Matches any spelling of any of the words, whole.
pub(crate) fn pattern(words: &[&str]) -> String {
    let all: Vec<String> = super::unique(words.iter().map(|word| spelled(word)));
    format!("^(?:{})$", all.join("|"))
}

fn spelled(word: &str) -> String {
    let mut out = String::new();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        // Two letters of Latin may be one of Cyrillic; `dj` is also a way to write `đ`.
        let next = letters.peek().and_then(|next| next.to_lowercase().next());
        let pair = match (lower, next) {
            ('d', Some('ž')) => Some("(?:[dD][zžZŽ]|[џЏ])"),
            ('l', Some('j')) => Some("(?:[lL][jJ]|[љЉ])"),
            ('n', Some('j')) => Some("(?:[nN][jJ]|[њЊ])"),
            ('d', Some('j')) => Some("(?:[dD][jJ]|[dđDĐ]|[дД][јЈ]|[ђЂ])"),
            _ => None,
        };
        match pair {
            Some(pair) => {
                letters.next();
                out.push_str(pair);
            }
            None => out.push_str(&one(lower)),
        }
    }
    out
}

/// All ways to write one letter.
fn one(letter: char) -> String {
    let family = match letter {
        'c' | 'č' | 'ć' => "cčć",
        's' | 'š' => "sš",
        'z' | 'ž' => "zž",
        'd' | 'đ' => "dđ",
        '_' | '-' | ' ' => return "[-_ ]?".to_owned(),
        _ => "",
    };
    let family: String = if family.is_empty() { letter.to_string() } else { family.to_owned() };
    let cyrillic = family.chars().map(|letter| script::to_cyrillic(&letter.to_string())).collect::<String>();
    let lower: Vec<char> = family.chars().chain(cyrillic.chars()).collect();
    let both = lower.iter().flat_map(|letter| [*letter].into_iter().chain(letter.to_uppercase()));
    let mut class: Vec<char> = both.filter(|letter| letter.is_alphanumeric()).collect();
    class.sort_unstable();
    class.dedup();
    let class: String = class.into_iter().collect();
    if letter == 'đ' { format!("(?:[dD][jJ]|[{class}])") } else { format!("[{class}]") }
}
