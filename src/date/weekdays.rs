//! Weekdays and months in lists and ranges: `utorkom i petkom`, `pon–pet`, `od septembra do juna`.

use super::names::{self, Form};
use super::ordinal::AND;
use super::parse::take_until;
use super::phrase::EVERY;
use super::token::Cursor;
use jiff::civil::Weekday;

/// Weekdays in a row.
pub(crate) struct Weekdays {
    pub days: Vec<Weekday>,
    /// Whether they mean each week without `svaki`: četvrtkom, a range, more than one.
    pub repeats: bool,
}

/// `utorkom i petkom`, `pon, sri, pet`, `ponedjeljak–petak`, `od ponedjeljka do petka`, `on Thursdays`.
pub(crate) fn weekdays(cursor: &mut Cursor<'_>) -> Option<Weekdays> {
    let mut ahead = *cursor;
    ahead.take_word(&["od", "from", "u", "on", "na"]);
    let (first, form) = one_weekday(&mut ahead)?;
    let mut list = Weekdays { days: vec![first], repeats: form == Form::Habit };
    *cursor = ahead;
    loop {
        let mut ahead = *cursor;
        let range = take_until(&mut ahead);
        let joined =
            range || ahead.take_sign(',') | ahead.take_word(AND) || ahead.take_sign('/') || ahead.take_sign('&');
        ahead.take_word(EVERY);
        let Some((day, form)) = one_weekday(&mut ahead).filter(|_| joined) else { return Some(list) };
        let last = list.days.last().copied().unwrap_or(first);
        if range {
            let between = last.until(day) - 1;
            list.days.extend(last.cycle_forward().skip(1).take(usize::try_from(between).unwrap_or(0)));
        }
        list.days.push(day);
        list.repeats |= range || list.days.len() > 1 || form == Form::Habit;
        *cursor = ahead;
    }
}

fn one_weekday(cursor: &mut Cursor<'_>) -> Option<(Weekday, Form)> {
    let word = cursor.word(0);
    let found = names::weekday(word)?;
    cursor.skip(1);
    if word.len() <= 4 && cursor.touches(0) {
        cursor.take_sign('.');
    }
    Some(found)
}

/// `u julu i augustu`, `od septembra do juna`, `in July and August`.
pub(crate) fn months(cursor: &mut Cursor<'_>) -> Option<Vec<i8>> {
    let mut ahead = *cursor;
    let range = ahead.take_word(&["od", "from"]);
    if !range && !ahead.take_word(&["u", "in", "of"]) {
        return None;
    }
    let first = names::month(ahead.word(0))?;
    ahead.skip(1);
    if range {
        let last = take_until(&mut ahead).then(|| names::month(ahead.word(0))).flatten()?;
        ahead.skip(1);
        *cursor = ahead;
        let count = (last - first).rem_euclid(12) + 1;
        return Some((0..count).map(|n| (first - 1 + n) % 12 + 1).collect());
    }
    let mut list = vec![first];
    *cursor = ahead;
    loop {
        let joined = ahead.take_sign(',') | ahead.take_word(AND);
        match names::month(ahead.word(0)).filter(|_| joined) {
            Some(month) => list.push(month),
            None => return Some(list),
        }
        ahead.skip(1);
        *cursor = ahead;
    }
}

/// `radni dan`, `radnim danima`, `weekday`
pub(crate) fn take_working_days(cursor: &mut Cursor<'_>) -> bool {
    let working = cursor.word(0).starts_with("radn") && cursor.word(1).starts_with("dan");
    cursor.skip(if working { 2 } else { 0 });
    working
        || cursor.take_words(&["on", "weekdays"])
        || cursor.take_word(&["weekday", "weekdays", "workday", "workdays"])
}

/// `vikend`, `vikendom`, `weekends`
pub(crate) fn take_weekend(cursor: &mut Cursor<'_>) -> bool {
    cursor.take_words(&["on", "weekends"])
        || cursor.take_word(&["vikend", "vikenda", "vikendom", "vikendima", "weekend", "weekends"])
}
