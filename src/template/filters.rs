//! Filters for authors of themes. What they need to know of the page they find among its values:
//! `lang` (a language tag), `t` (the labels as a tree) and `root` (the way from the page to the
//! site's root, `../../`). A component sees only its own arguments, so one that uses these filters
//! names them: `{% component price(cents, @lang) %}`.
//!
//! | filter | gives |
//! | --- | --- |
//! | `{{ t.feedback.thanks_text \| fill(ref=r) }}` | the text with `{ref}` replaced |
//! | `{{ 3 \| count(of="days_left") }}` | `još 3 dana`: the plural form that the number asks for |
//! | `{{ item.path \| href }}` | `../../obavjestenja/voda/`: relative, works in any folder |
//! | `{{ data \| json }}` | JSON that may stand inside `<script>` |
//! | `{{ 6160000 \| money }}` | `61.600 KM`; `money(currency="EUR")` |
//! | `{{ 1258291 \| filesize }}` | `1,2 MB` |
//! | `{{ item.html \| photo_links(label=t.list.photo) }}` | the text with a link in the place of each picture |
//!
//! Those for dates, order and scripts are in `words`.

mod photos;
mod words;

use super::engine::{Error, Key, Kwargs, Registry, State, TeraResult, Value};
use crate::lang::{self, Currency, Locale, Plural};

/// Adds the filters; must come before the templates.
pub(crate) fn register(registry: &mut Registry) {
    registry.filter("fill", fill);
    registry.filter("count", count);
    registry.filter("href", href);
    registry.filter("json", json);
    registry.filter("money", money);
    registry.filter("filesize", filesize);
    photos::register(registry);
    words::register(registry);
}

/// Replaces `{name}` by the argument of that name, once through: braces in a value stay as they are.
fn fill(text: Value, values: Kwargs, _: &State) -> TeraResult<Value> {
    let text = want_text(&text, "fill")?;
    Ok(Value::from(filled(text, |name| {
        values.iter().find(|(key, _)| is_key(key, name)).map(|(_, value)| value.to_string())
    })))
}

/// The phrase `t.plural.NAME` in the form that the number asks for, with `{n}` filled.
fn count(n: Value, arguments: Kwargs, state: &State) -> TeraResult<Value> {
    let name = arguments.must_get::<&str>("of")?;
    let n = n.as_u64().ok_or_else(|| Error::message("`count` wants a whole number from 0 up"))?;
    let locale = locale(state)?;
    let labels = known(state, "t", "count")?;
    let form = match Plural::of(locale, n) {
        Plural::One => "one",
        Plural::Few => "few",
        Plural::Other => "other",
    };
    let phrase = ["plural", name, form]
        .iter()
        .try_fold(&labels, |tree, key| tree.as_map()?.get(&Key::Str(key)))
        .and_then(Value::as_str)
        .ok_or_else(|| Error::message(format!("there is no phrase `t.plural.{name}`")))?;
    let number = lang::number(locale, n);
    Ok(Value::from(filled(phrase, |key| (key == "n").then(|| number.clone()))))
}

/// From a path of the site (`a/b/`, with or without `/` before it) the link that leads there from
/// the page. What is a link already (`https:`, `tel:`, `//host`, `#part`) stays as it is.
fn href(path: Value, _: Kwargs, state: &State) -> TeraResult<Value> {
    let path = want_text(&path, "href")?;
    if path.starts_with(['#', '?']) || path.starts_with("//") || has_scheme(path) {
        return Ok(Value::from(path));
    }
    let root = known(state, "root", "href")?;
    let root = want_text(&root, "href")?;
    let link = format!("{root}{}", path.strip_prefix('/').unwrap_or(path));
    // There is no empty link to the root: it would mean this very page.
    Ok(Value::from(if link.is_empty() { "./".to_owned() } else { link }))
}

/// Whether a link begins with a scheme (RFC 3986, 3.1).
fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// JSON in which nothing can end the script element or open a comment, and which is a line of
/// JavaScript too (U+2028 and U+2029 end lines there).
fn json(value: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let plain = serde_json::to_string(&value).map_err(Error::message)?;
    let mut safe = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    Ok(Value::safe_string(&safe))
}

/// An amount in hundredths as it is written.
fn money(cents: Value, arguments: Kwargs, state: &State) -> TeraResult<Value> {
    let cents = cents.as_i64().ok_or_else(|| Error::message("`money` wants a whole number of hundredths"))?;
    let currency = match arguments.get::<&str>("currency")? {
        None | Some("BAM" | "KM") => Currency::Bam,
        Some("EUR") => Currency::Eur,
        Some(other) => return Err(Error::message(format!("`money` knows BAM and EUR, not `{other}`"))),
    };
    Ok(Value::from(lang::money(locale(state)?, cents, currency)))
}

/// A number of bytes as it is written.
fn filesize(bytes: Value, _: Kwargs, state: &State) -> TeraResult<Value> {
    let bytes = bytes.as_u64().ok_or_else(|| Error::message("`filesize` wants a whole number of bytes"))?;
    Ok(Value::from(lang::file_size(locale(state)?, bytes)))
}

fn want_text<'v>(value: &'v Value, filter: &str) -> TeraResult<&'v str> {
    value.as_str().ok_or_else(|| Error::message(format!("`{filter}` wants text, this is a {}", value.name())))
}

/// A value that every page has, and a component only when it names it.
fn known(state: &State, name: &str, filter: &str) -> TeraResult<Value> {
    let missing = || {
        let names = format!("`{filter}` needs the page's `{name}`, which is not here");
        Error::message(format!("{names}; a component asks for it with `@{name}` among its arguments"))
    };
    state.get::<Value>(name)?.ok_or_else(missing)
}

fn locale(state: &State) -> TeraResult<Locale> {
    let tag = known(state, "lang", "filter")?;
    let tag = want_text(&tag, "lang")?;
    Locale::parse(tag).ok_or_else(|| Error::message(format!("`lang` is no known language: `{tag}`")))
}

fn is_key(key: &Key<'_>, name: &str) -> bool {
    key.as_str() == Some(name)
}

/// A pattern with each `{name}` that has a value replaced by it.
fn filled(pattern: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, tail)| Some((value(name)?, tail))) {
            Some((text, tail)) => {
                out.push_str(&text);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
