//! Texts that the program writes for its users: from templates, in the language and script of a site.
//!
//! In a template `{{bs|hr|sr}}` is a word that differs between the languages, and `{{name}}` a value.
//! The template is converted to Cyrillic where the site asks for it, values never: they are the user's.

use zbor::lang::{Locale, Script, script};
use zbor::yaml;

/// How texts are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writing {
    /// The language and script.
    pub(crate) locale: Locale,
}

impl Writing {
    /// The template in the language, with values put in. What stands in backticks is code and stays.
    pub(crate) fn fill(self, template: &str, values: &[(&str, &str)]) -> String {
        let mut filling = Filling { writing: self, out: String::with_capacity(template.len()), code: false };
        let mut rest = template;
        while let Some((before, (hole, after))) =
            rest.split_once("{{").and_then(|(before, inner)| Some((before, inner.split_once("}}")?)))
        {
            filling.text(before);
            match hole.contains('|') {
                true => filling.text(hole.split('|').nth(self.variant()).unwrap_or_default()),
                // An unknown value is left out.
                false => filling.value(values.iter().find(|(name, _)| *name == hole).map_or("", |(_, value)| value)),
            }
            rest = after;
        }
        filling.text(rest);
        filling.out
    }

    fn variant(self) -> usize {
        match self.locale {
            Locale::Bs | Locale::BsCyrl | Locale::En => 0,
            Locale::Hr | Locale::HrCyrl => 1,
            Locale::SrLatn | Locale::SrCyrl => 2,
        }
    }

    /// Text of ours in the language and script.
    pub(crate) fn script(self, text: &str) -> String {
        let text = if self.variant() == 1 { croatian(text) } else { text.to_owned() };
        match self.locale.script() {
            Script::Latin => text,
            Script::Cyrillic => script::to_cyrillic(&text),
        }
    }

    /// Of two templates that of the language.
    pub(crate) fn pick<'a>(self, bosnian: &'a str, english: &'a str) -> &'a str {
        if self.locale == Locale::En { english } else { bosnian }
    }

    /// One line of YAML, `key: value`, in which the value may be any text; the key of two in the language.
    pub(crate) fn line(self, bosnian: &str, english: &str, value: &str) -> String {
        let key = self.script(self.pick(bosnian, english));
        let mut map = serde_json::Map::new();
        map.insert(key, serde_json::Value::from(one_line(value)));
        // A mapping of text to text always has a YAML form.
        yaml::to_text(&map).unwrap_or_default()
    }
}

/// A template on its way to being a text.
struct Filling {
    writing: Writing,
    out: String,
    /// Between two backticks, or in a fenced block, which begins and ends with an odd number of them.
    code: bool,
}

impl Filling {
    fn text(&mut self, text: &str) {
        for (number, part) in text.split('`').enumerate() {
            if number > 0 {
                self.out.push('`');
                self.code = !self.code;
            }
            match self.code {
                true => self.out.push_str(part),
                false => self.out.push_str(&self.writing.script(part)),
            }
        }
    }

    fn value(&mut self, value: &str) {
        self.out.push_str(value);
    }
}

/// Words of our templates that are others in Croatian, whatever the sentence.
const CROATIAN: &[(&str, &str)] = &[
    ("šta", "što"),
    ("ko", "tko"),
    ("neko", "netko"),
    ("svako", "svatko"),
    ("tačna", "točna"),
    ("tačno", "točno"),
    ("tačka", "točka"),
    ("tačku", "točku"),
    ("drugačija", "drukčija"),
    ("kancelariju", "ured"),
    ("organizuje", "organizira"),
    ("prevoz", "prijevoz"),
    ("obavještenje", "obavijest"),
    ("obavještenja", "obavijesti"),
    ("fascikla", "mapa"),
    ("fascikli", "mapi"),
    ("fascikle", "mape"),
    ("fasciklu", "mapu"),
    ("fasciklama", "mapama"),
];

fn croatian(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_alphabetic()).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        out.push_str(before);
        out.push_str(&croatian_word(word));
        rest = after;
    }
    out + rest
}

fn croatian_word(word: &str) -> String {
    let lower = word.to_lowercase();
    let Some((_, other)) = CROATIAN.iter().find(|(ours, _)| *ours == lower) else { return word.to_owned() };
    let mut letters = other.chars();
    match letters.next() {
        Some(first) if word.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => (*other).to_owned(),
    }
}

/// A user's text in the midst of Markdown: every sign that could mean something there is escaped.
pub(crate) fn markdown(text: &str) -> String {
    one_line(text).chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '-' | '/' | '\'' | '"' | '(' | ')') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

/// The text without line breaks and other white space than single blanks.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
