//! Why a text is no date: messages for what the readers could not use.

use super::civil::local;
use super::moment::Moment;
use super::names;
use super::spelled;
use super::token::{Cursor, Kind, Token};
use crate::diag::{Problem, text};
use jiff::civil::{Date, Weekday};

/// Words for days counted from today, folded.
const RELATIVE: &[&str] = &[
    "danas",
    "sutra",
    "prekosutra",
    "jucer",
    "juce",
    "prekjucer",
    "veceras",
    "jutros",
    "nocas",
    "sada",
    "today",
    "tomorrow",
    "yesterday",
    "tonight",
    "now",
    "sljedeci",
    "sljedeca",
    "sljedece",
    "sljedecu",
    "iduci",
    "iduca",
    "iduce",
    "iducu",
    "naredni",
    "naredna",
    "naredne",
    "next",
];

/// Words that open a repetition, folded.
const HABITS: &[&str] =
    &["svaki", "svaka", "svako", "svake", "svakog", "svakoga", "svaku", "every", "each", "svakodnevno"];

/// The beginning of a text, short enough for a message.
pub(crate) fn quoted(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// The tokens of a text that has some, and not too many.
pub(crate) fn some(text: &str, tokens: Option<Vec<Token>>) -> Result<Vec<Token>, Problem> {
    match tokens {
        Some(tokens) if !tokens.is_empty() => Ok(tokens),
        Some(_) => Err(examples(Problem::new("D020", text!("datum je prazan", "the date is empty")))),
        None => Err(unknown(text)),
    }
}

fn unknown(text: &str) -> Problem {
    let quoted = quoted(text);
    examples(Problem::new("D001", text!("ne razumijem datum `{quoted}`", "I cannot read the date `{quoted}`")))
}

fn examples(problem: Problem) -> Problem {
    problem.help(text!(
        "napišite npr. `12. 5. 2026. u 18:00`, `12. maja 2026.` ili `2026-05-12`",
        "write for example `12. 5. 2026. u 18:00`, `May 12, 2026` or `2026-05-12`"
    ))
}

/// The words among tokens, folded.
fn words(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().filter_map(|t| if let Kind::Word(word) = &t.kind { Some(word.as_str()) } else { None }).collect()
}

/// Whether a word says that something repeats.
pub(crate) fn repeats(tokens: &[Token]) -> bool {
    let habit = |word: &str| names::weekday(word).is_some_and(|(_, form)| form == names::Form::Habit);
    words(tokens).into_iter().any(|word| HABITS.contains(&word) || habit(word))
}

/// Why there is no date where one must be.
pub(crate) fn no_date(text: &str, tokens: &[Token]) -> Problem {
    let words = words(tokens);
    if let Some(word) = words.iter().find(|word| RELATIVE.contains(word)) {
        return relative(word);
    }
    if repeats(tokens) {
        return repetition(text);
    }
    let digits: Vec<usize> = tokens
        .iter()
        .filter_map(|t| if let Kind::Number { digits, .. } = t.kind { Some(digits) } else { None })
        .collect();
    let weekday = words.iter().find_map(|word| names::weekday(word));
    if let Some((day, _)) = weekday.filter(|_| !digits.contains(&4)) {
        return weekday_alone(text, day);
    }
    let month = words.iter().any(|word| names::month(word).is_some()) && !digits.iter().any(|digits| *digits < 3);
    if month || words.is_empty() && matches!(*digits, [4] | [1 | 2, 4] | [4, 1 | 2]) {
        let quoted = quoted(text);
        return Problem::new("D014", text!("datumu `{quoted}` nedostaje dan", "the date `{quoted}` has no day"))
            .help(text!("napišite i dan, npr. `1. 5. 2026.`", "write the day too, for example `1. 5. 2026.`"));
    }
    match words.iter().find_map(|word| spelled::nearest(word)) {
        Some(near) => unknown(text).help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => unknown(text),
    }
}

/// `petak u 18`
fn weekday_alone(text: &str, day: Weekday) -> Problem {
    let quoted = quoted(text);
    let (habit, en) = (spelled::weekday_habit_bs(day), spelled::weekday_en(day));
    Problem::new("D024", text!("uz dan u sedmici treba i datum: `{quoted}`", "a weekday needs a date too: `{quoted}`"))
        .help(text!(
            "za jedan dan napišite datum, npr. `12. 5. 2026. u 18:00`",
            "for one day write the date, for example `12. 5. 2026. u 18:00`"
        ))
        .help(text!("za svaku sedmicu u `kada` napišite `{habit}`", "for each week write `every {en}` into `when`"))
}

fn relative(word: &str) -> Problem {
    Problem::new(
        "D009",
        text!(
            "`{word}` nije datum: ko ovo čita za sedmicu dana, ne zna koji je to dan",
            "`{word}` is no date: whoever reads this in a week cannot know which day it is"
        ),
    )
    .help(text!("napišite pravi datum, npr. `12. 5. 2026.`", "write the real date, for example `12. 5. 2026.`"))
}

fn repetition(text: &str) -> Problem {
    let quoted = quoted(text);
    Problem::new(
        "D022",
        text!("`{quoted}` se ponavlja, a ovdje ide jedan datum", "`{quoted}` repeats, but one date goes here"),
    )
    .help(text!(
        "ponavljanje se piše u `kada` ili `ponavlja` događaja",
        "a repetition goes into `when` or `repeat` of an event"
    ))
}

/// Why there is no time where one must be.
pub(crate) fn no_time(text: &str) -> Problem {
    let quoted = quoted(text);
    Problem::new("D011", text!("ne razumijem vrijeme `{quoted}`", "I cannot read the time `{quoted}`"))
        .help(text!("napišite npr. `18:00`, `8:30` ili `18 sati`", "write for example `18:00`, `8:30` or `6 pm`"))
}

/// A span with `do` alone.
pub(crate) fn no_start(text: &str) -> Problem {
    let quoted = quoted(text);
    Problem::new("D018", text!("rasponu `{quoted}` nedostaje početak", "the span `{quoted}` has no beginning"))
        .help(text!("napišite npr. `1. 7. – 31. 8. 2026.`", "write for example `1. 7. – 31. 8. 2026.`"))
}

/// A span that breaks off.
pub(crate) fn no_end(rest: &str) -> Problem {
    let quoted = quoted(rest);
    Problem::new(
        "D018",
        text!("iza `{quoted}` nema kraja koji bih razumio", "there is no end that I can read in `{quoted}`"),
    )
    .help(text!("napišite npr. `12. 5. 2026. od 8 do 14 sati`", "write for example `12. 5. 2026. od 8 do 14 sati`"))
}

/// 24:00 as a beginning.
pub(crate) fn starts_at_24(date: Date) -> Problem {
    let next = date.tomorrow().map(local).unwrap_or_default();
    Problem::new("D015", text!("početak ne može biti 24:00", "nothing begins at 24:00"))
        .help(text!("napišite `{next} u 0:00`", "write `{next} u 0:00`"))
}

/// 24:00 as the beginning of what repeats.
pub(crate) fn repeats_at_24() -> Problem {
    Problem::new("D015", text!("početak ne može biti 24:00", "nothing begins at 24:00"))
        .help(text!("napišite `u 0:00` i naredni dan", "write `u 0:00` and the next day"))
}

/// An end before the start.
pub(crate) fn backwards(start: &Moment, end: &Moment) -> Problem {
    let (from, to) = (shown(start), shown(end));
    Problem::new("D012", text!("kraj ({to}) je prije početka ({from})", "the end ({to}) is before the start ({from})"))
        .help(text!("zamijenite ih ili ispravite datum", "swap them, or correct the date"))
}

fn shown(moment: &Moment) -> String {
    let date = local(moment.date);
    moment.time.map_or(date.clone(), |time| format!("{date} {}:{:02}", time.hour(), time.minute()))
}

/// That nothing is left behind a moment.
pub(crate) fn all_of_moment(text: &str, cursor: &Cursor<'_>) -> Result<(), Problem> {
    let mut ahead = *cursor;
    let spans = super::parse::take_until(&mut ahead) || ahead.take_word(&["od", "from"]);
    if spans && ahead.number(0).is_some() {
        let quoted = quoted(text);
        return Err(Problem::new(
            "D017",
            text!("`{quoted}` je raspon, a ovdje ide jedan trenutak", "`{quoted}` is a span, but one moment goes here"),
        )
        .help(text!(
            "raspon se piše u `kada`, ili posebno u `početak` i `kraj`",
            "a span goes into `when`, or apart into `starts` and `ends`"
        )));
    }
    all(cursor)
}

/// That no times are left behind two dates, which would be times of each day between.
pub(crate) fn no_times_of_days(text: &str, cursor: &Cursor<'_>) -> Result<(), Problem> {
    let mut ahead = *cursor;
    let led = super::parse::skip_at(&mut ahead) || ahead.take_word(super::parse::FROM);
    if !led || ahead.number(0).is_none() {
        return Ok(());
    }
    let quoted = quoted(text);
    Err(Problem::new(
        "D023",
        text!("raspon dana i raspon sati zajedno: `{quoted}`", "a span of days and one of hours together: `{quoted}`"),
    )
    .help(text!(
        "ako je svaki dan u isto vrijeme: `svaki dan od 12. 5. do 15. 5. 2026. od 8 do 12`",
        "if it is each day at the same time: `every day from 12. 5. to 15. 5. 2026. from 8 to 12`"
    ))
    .help(text!(
        "ako traje bez prekida: `12. 5. 2026. od 8:00 do 15. 5. 2026. u 12:00`",
        "if it lasts without a pause: `12. 5. 2026. from 8:00 to 15. 5. 2026. at 12:00`"
    )))
}

/// That nothing is left.
pub(crate) fn all(cursor: &Cursor<'_>) -> Result<(), Problem> {
    if cursor.is_done() {
        return Ok(());
    }
    let rest = quoted(cursor.rest());
    let problem = Problem::new(
        "D013",
        text!("višak iza datuma ili vremena: `{rest}`", "left over behind a date or time: `{rest}`"),
    );
    Err(match cursor.word(0) {
        "i" | "and" | "te" => problem.help(text!(
            "više termina napišite kao listu, svaki u svom redu",
            "write several times as a list, each on its own line"
        )),
        _ => problem.help(text!(
            "ostavite samo datum i vrijeme; ostalo ide u naslov ili tekst",
            "leave only date and time; the rest goes into title or text"
        )),
    })
}
