//! Texts to pass an item on, one a channel.

use super::Said;
use crate::lang;
use crate::render::desk::Desk;
use crate::render::view::{MessageView, ShareLink};
use crate::site::Item;
use crate::url;

/// Letters of one SMS in the basic alphabet (3GPP TS 23.038).
const SMS: usize = 160;

/// Viber and WhatsApp, Facebook, SMS; then one a target group where the item has several.
pub fn all(desk: &Desk, item: &Item, said: &Said) -> Vec<MessageView> {
    let mut messages = vec![chat(desk, item, said), facebook(desk, item, said), sms(desk, item, said)];
    if item.audience.len() > 1 {
        messages.extend(item.audience.iter().map(|id| group(desk, item, said, id)));
    }
    messages
}

/// Both programs show `*text*` in bold.
fn chat(desk: &Desk, item: &Item, said: &Said) -> MessageView {
    let text = lines(desk, said, format!("*{}*", item.title()));
    MessageView {
        id: "chat".to_owned(),
        ..message(desk.words.label("share.chat"), text.clone(), chat_ways(desk, &text))
    }
}

fn facebook(desk: &Desk, item: &Item, said: &Said) -> MessageView {
    let text = lines(desk, said, item.title().to_owned());
    let way = said.url.as_ref().map(|url| ShareLink {
        id: "facebook",
        label: desk.words.label("list.share_facebook"),
        url: format!("https://www.facebook.com/sharer/sharer.php?u={}", url::encode(url)),
    });
    MessageView { id: "facebook".to_owned(), ..message("Facebook".to_owned(), text, way.into_iter().collect()) }
}

/// The same news, addressed to one of the groups it is for.
fn group(desk: &Desk, item: &Item, said: &Said, id: &str) -> MessageView {
    let name = desk.audience(id).title;
    let text = lines(desk, said, format!("*{name}: {}*", item.title()));
    let label = desk.words.labels.fill("share.group", &[("name", &name)]);
    MessageView { id: id.to_owned(), ..message(label, text.clone(), chat_ways(desk, &text)) }
}

fn message(label: String, text: String, ways: Vec<ShareLink>) -> MessageView {
    MessageView { id: String::new(), label, text, count: None, ways }
}

fn chat_ways(desk: &Desk, text: &str) -> Vec<ShareLink> {
    let text = url::encode(text);
    let way = |id, url| ShareLink { id, label: desk.words.label(&format!("list.share_{id}")), url };
    vec![way("viber", format!("viber://forward?text={text}")), way("whatsapp", format!("https://wa.me/?text={text}"))]
}

/// First line, when, where and the rest with their names, the beginning of the text, the address, who
/// says it.
fn lines(desk: &Desk, said: &Said, first: String) -> String {
    let named = |key: &str, text: &str| (desk.words.label(key), text.to_owned());
    let facts = [named("alert.when", &said.when), named("alert.where", &said.place)];
    let facts = facts.iter().chain(&said.more).filter(|(_, text)| !text.is_empty());
    let facts: Vec<String> = facts.map(|(label, text)| format!("{label}: {text}")).collect();
    let last = [said.url.clone().unwrap_or_default(), desk.edition.profile.name.clone()];
    let parts = [first, facts.join("\n"), said.text.clone(), last.join("\n").trim_start().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    // No-break spaces are for pages: programs that cut messages into lines know better.
    parts.join("\n\n").replace('\u{a0}', " ")
}

fn sms(desk: &Desk, item: &Item, said: &Said) -> MessageView {
    let from = format!("{}: ", desk.edition.profile.short_name);
    let phone = desk.edition.profile.contact.phone.clone().unwrap_or_default();
    let end = said.url.clone().unwrap_or(phone);
    let text = shortest(&from, item.title(), [&said.when, &said.place], &end);
    let count = desk.words.labels.fill(
        "share.count",
        &[("n", &desk.words.labels.count("characters", lang::gsm7_len(&text) as u64)), ("most", &SMS.to_string())],
    );
    let way = ShareLink {
        id: "sms",
        label: desk.words.label("list.share_sms"),
        url: format!("sms:?&body={}", url::encode(&text)),
    };
    MessageView { id: "sms".to_owned(), count: Some(count), ..message("SMS".to_owned(), text, vec![way]) }
}

/// Sender, title, when, where and the address in one SMS: where it does not fit, first the place goes,
/// then the time, then the sender, then the end of the title; an address that leaves no room goes too.
fn shortest(from: &str, title: &str, [when, place]: [&str; 2], end: &str) -> String {
    let fold = |text: &str| lang::gsm7(&text.replace('\u{a0}', " "));
    let (from, title, when, place, end) = (fold(from), fold(title), fold(when), fold(place), fold(end));
    let join = |from: &str, parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        format!("{from}{}", parts.join(", "))
    };
    let with_end = |text: String| if end.is_empty() { text } else { format!("{text} {end}") };
    let tries = [
        with_end(join(&from, &[&title, &when, &place])),
        with_end(join(&from, &[&title, &when])),
        with_end(join(&from, &[&title])),
        with_end(title.clone()),
        join(&from, &[&title, &when]),
    ];
    let fits = |text: &String| lang::gsm7_len(text) <= SMS;
    tries.into_iter().find(fits).unwrap_or_else(|| {
        let short_end = with_end(String::new());
        match SMS.checked_sub(lang::gsm7_len(&short_end)).filter(|room| *room >= 40) {
            Some(room) => format!("{}{short_end}", cut(&title, room)),
            None => cut(&format!("{from}{title}"), SMS),
        }
    })
}

/// The beginning of a text, whole words, with "..." where something is missing.
fn cut(text: &str, room: usize) -> String {
    if lang::gsm7_len(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split_inclusive(' ') {
        if lang::gsm7_len(&kept) + lang::gsm7_len(word.trim_end()) + 3 > room {
            break;
        }
        kept.push_str(word);
    }
    format!("{}...", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://primjer.example/obavjestenja/voda/";

    #[test]
    fn an_sms_says_all_that_fits() {
        let all =
            shortest("MZ Gornje Selo: ", "Nestanak vode", ["utorak, 24. 11. od 8:00 do 15:00 sati", "Hrastić"], URL);
        assert_eq!(all, format!("MZ Gornje Selo: Nestanak vode, utorak, 24. 11. od 8:00 do 15:00 sati, Hrastic {URL}"));
        let places = "Gornja mahala, Donja mahala, Podgaj, Hrastić, Đurđevac, Školska ulica, Poljice";
        let no_place = shortest("MZ Gornje Selo: ", "Nestanak vode", ["utorak, 24. 11.", places], URL);
        assert_eq!(no_place, format!("MZ Gornje Selo: Nestanak vode, utorak, 24. 11. {URL}"));
    }

    #[test]
    fn an_sms_is_never_longer_than_one() {
        let title = "Javni poziv za dostavu prijedloga projekata koje će mještani predložiti ".repeat(4);
        let far = format!("https://primjer.example/{}", "a".repeat(200));
        for (title, end) in [(title.as_str(), URL), (&title, ""), (&title, &far), ("Voda", &far)] {
            let text = shortest("МЗ Горње Село: ", title, ["сутра", "Школска"], end);
            assert!(lang::gsm7_len(&text) <= SMS, "{text}");
            assert!(text.contains("Voda") || text.contains("Javni poziv"), "{text}");
            assert!(end != URL || text.ends_with(URL), "{text}");
        }
    }

    #[test]
    fn signs_of_the_extension_table_count_twice() {
        assert_eq!(cut("[aa] [bb] [cc]", 13), "[aa]...");
    }
}
