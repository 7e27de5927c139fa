//! Filters for dates, numbers, order and scripts: what `lang` and `date` know, for themes.

use super::{locale, want_text};
use crate::date::{self, Date, spoken};
use crate::lang::{self, Labels, Script, script};
use crate::template::engine::{Error, Kwargs, Registry, State, TeraResult, Value};

pub(super) fn register(registry: &mut Registry) {
    registry.filter("number", number);
    registry.filter("date", date);
    registry.filter("collate", collate);
    registry.filter("slug", slug);
    registry.filter("script", in_script);
    registry.filter("sms", sms);
}

/// A whole number with its thousands apart.
fn number(n: Value, _: Kwargs, state: &State) -> TeraResult<Value> {
    let n = n.as_i64().ok_or_else(|| Error::message("`number` wants a whole number"))?;
    Ok(Value::from(lang::number(locale(state)?, n)))
}

/// A day (`2026-11-24`) in words: `as` is `long` (the usual), `short`, `weekday`, `month`, or `near`,
/// which needs the day on which it is read: `near(today="2026-11-23")`.
fn date(day: Value, arguments: Kwargs, state: &State) -> TeraResult<Value> {
    let day = read(want_text(&day, "date")?)?;
    let labels = Labels::builtin(locale(state)?);
    let said = match arguments.get::<&str>("as")?.unwrap_or("long") {
        "long" => spoken::long(labels, day),
        "short" => spoken::short(labels, day),
        "weekday" => spoken::weekday_long(labels, day),
        "month" => spoken::month_year(labels, day),
        "near" => spoken::near(labels, day, read(arguments.must_get::<&str>("today")?)?),
        other => {
            return Err(Error::message(format!("`date` knows long, short, weekday, month and near, not `{other}`")));
        }
    };
    Ok(Value::from(said))
}

fn read(day: &str) -> TeraResult<Date> {
    let read = date::date_only(day).map_err(|_| Error::message(format!("`date` wants a day, not `{day}`")))?;
    Ok(read)
}

/// A list in the order of the alphabet; `by` names the part of each element that counts.
fn collate(list: Value, arguments: Kwargs, state: &State) -> TeraResult<Value> {
    let locale = locale(state)?;
    let by = arguments.get::<&str>("by")?;
    let items = list.as_array().ok_or_else(|| Error::message("`collate` wants a list"))?;
    let text = |item: &Value| match by {
        Some(path) => item.get_from_path(path).and_then(Value::as_str).unwrap_or_default().to_owned(),
        None => item.as_str().unwrap_or_default().to_owned(),
    };
    let mut items: Vec<Value> = items.to_vec();
    items.sort_by_cached_key(|item| lang::sort_key(locale, &text(item)));
    Ok(Value::from(items.as_slice()))
}

/// The part of an address that a title gives.
fn slug(title: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    Ok(Value::from(lang::slug(want_text(&title, "slug")?)))
}

/// A text in a script: `to` is `latn` or `cyrl`; without it, in that of the page.
fn in_script(text: Value, arguments: Kwargs, state: &State) -> TeraResult<Value> {
    let text = want_text(&text, "script")?;
    let wanted = match arguments.get::<&str>("to")? {
        Some("latn") => Script::Latin,
        Some("cyrl") => Script::Cyrillic,
        None => locale(state)?.script(),
        Some(other) => return Err(Error::message(format!("`script` knows latn and cyrl, not `{other}`"))),
    };
    Ok(Value::from(script::to(text, wanted)))
}

/// A text for an SMS, in letters that do not halve what one message holds.
fn sms(text: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    Ok(Value::from(lang::gsm7(want_text(&text, "sms")?)))
}
