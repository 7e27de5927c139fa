//! The words of the inbox: Bosnian for volunteers, English beside it; Cyrillic is derived.

use crate::diag::{Language, Text, Voice};
use crate::lang::{Locale, Script, script};
use std::collections::BTreeMap;

/// Key, Bosnian, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("about", "Stranica o kojoj je riječ", "The page that it is about"),
    ("act_answer", "Pošalji odgovor", "Send the answer"),
    ("act_close", "Zatvori s razlogom", "Close with a reason"),
    ("act_forward", "Označi kao proslijeđeno", "Mark as sent on"),
    ("act_merge", "Spoji", "Join"),
    ("act_note", "Sačuvaj bilješku", "Keep the note"),
    ("act_publish", "Objavi na sajtu", "Publish on the site"),
    ("act_receive", "Primljeno, nije spam", "Received, no spam"),
    ("act_reopen", "Vrati među otvorene", "Open it again"),
    ("act_resolve", "Riješeno je", "It is solved"),
    ("act_sort", "Sačuvaj temu", "Keep the topic"),
    ("act_spam", "Ovo je spam", "This is spam"),
    ("act_withdraw", "Skini sa sajta", "Take off the site"),
    ("act_work", "Radi se na tome", "Somebody works on it"),
    ("all_sites", "Mjesne zajednice", "Communities"),
    ("answer", "Odgovor", "Answer"),
    (
        "answer_hint",
        "Vidi ga osoba koja je pisala, na stranici svoje poruke.",
        "The person who wrote sees it on the page of the message.",
    ),
    ("answer_short", "Upišite odgovor.", "Write the answer."),
    ("apply", "Traži", "Search"),
    ("backup_button", "Preuzmi kopiju poruka", "Download a copy of the messages"),
    (
        "backup_hint",
        "Jedna datoteka (ZIP) sa svim porukama, imenima, kontaktima i fotografijama. Čuvajte je pod ključem. Bilježi se.",
        "One file (ZIP) with all messages, names, contacts and photos. Keep it locked up. It is logged.",
    ),
    ("by_category", "Po temi", "By topic"),
    ("by_street", "Po ulici", "By street"),
    ("category", "Tema", "Topic"),
    ("command_line", "komandna linija", "command line"),
    ("dead", "Obavještenja koja nisu poslana", "Notices that were not sent"),
    ("dead_retry", "Pokušaj ponovo", "Try again"),
    ("did", "Šta je urađeno", "What was done"),
    (
        "digest",
        "Koliko minuta se čeka da se više poruka javi odjednom",
        "Minutes to wait, so that several messages come in one mail",
    ),
    ("done_save", "Objavi", "Publish"),
    ("done_title", "Vi ste rekli, mi smo uradili", "You said, we did"),
    ("doubt_flood", "stiglo je previše poruka odjednom", "too many came at once"),
    ("doubt_haste", "poslano je brže nego što iko piše", "it was sent faster than anybody writes"),
    ("doubt_links", "puno linkova", "full of links"),
    ("doubt_trap", "popunjeno je polje koje ljudi ne vide", "a field was filled in that people do not see"),
    ("doubt_words", "riječi liče na raniji spam", "its words are like those of earlier spam"),
    ("email", "E-mail", "Email"),
    ("email_wrong", "Upišite e-mail adresu.", "Enter an e-mail address."),
    ("empty", "Ovdje nema ničega.", "There is nothing here."),
    ("erased", "Osoba je tražila brisanje.", "The person had it deleted."),
    ("filter_all_kinds", "sve vrste", "all kinds"),
    ("forward_mail", "Proslijedi e-poštom", "Send on by mail"),
    ("forward_to", "Kome je proslijeđeno (vidi se javno)", "To whom (is shown to everybody)"),
    ("hidden", "skriveni znak", "hidden sign"),
    (
        "hidden_warning",
        "U tekstu ima skrivenih znakova. Označeni su, a u objavljenoj kopiji ih neće biti.",
        "The text has hidden signs. They are marked here and will not be in the published copy.",
    ),
    ("history", "Šta je bilo", "What happened"),
    ("inbox", "Sanduče", "Inbox"),
    ("invite", "Dodaj osobu", "Add somebody"),
    ("invited", "Osoba {email} je dodana.", "{email} was added."),
    (
        "invited_mail",
        "Osoba dobija link za ulaz e-poštom. Lozinka joj ne treba.",
        "They get a link to enter by mail. They need no password.",
    ),
    (
        "invited_password",
        "Lozinka za tu osobu, recite joj je sada. Više se neće pokazati:",
        "The password of this person, tell it now. It is not shown again:",
    ),
    ("kind", "Vrsta", "Kind"),
    ("known_person", "Ta osoba je već ovdje. Promijenite joj ulogu.", "That person is here already. Change the role."),
    (
        "last_owner",
        "Sajt mora imati bar jednog vlasnika. Prvo dajte tu ulogu još nekome.",
        "A site needs an owner. Give that role to somebody else first.",
    ),
    ("late", "rok je prošao", "the promise is over"),
    (
        "link_body",
        "Kliknite na dugme da uđete. Link vrijedi jednom.",
        "Press the button to enter. The link works once.",
    ),
    ("link_enter", "Uđi", "Enter"),
    ("link_mail", "Pošalji mi link e-poštom", "Mail me a link"),
    (
        "link_mailed",
        "Ako je ta adresa među našim volonterima, link je poslan. Vrijedi 20 minuta.",
        "If the address is that of a volunteer, a link was sent. It is good for 20 minutes.",
    ),
    ("link_old", "Link više ne vrijedi. Zatražite novi.", "The link is no longer good. Ask for a new one."),
    ("link_subject", "Ulaz u sanduče", "Entering the inbox"),
    (
        "link_text",
        "Otvorite ovaj link da uđete u sanduče. Vrijedi 20 minuta i samo jednom:",
        "Open this link to enter the inbox. It is good for 20 minutes, and once:",
    ),
    ("login", "Ulaz za volontere", "Entry for volunteers"),
    ("login_button", "Uđi", "Enter"),
    (
        "login_often",
        "Previše pokušaja. Pričekajte malo pa pokušajte ponovo.",
        "Too many attempts. Wait a little and try again.",
    ),
    ("login_wrong", "E-mail ili lozinka nisu tačni.", "The address or the password is not right."),
    ("logout", "Izađi", "Log out"),
    ("mailed_to", "E-mail adrese kojima se javlja, svaka u svom redu", "Addresses that are told, one a line"),
    (
        "mail_text",
        "U obavještenje stavi i tekst poruke (bez imena)",
        "Put the text of the message into the notice (without the name)",
    ),
    ("merge_hint", "Broj druge poruke koja kaže isto", "Number of the other message that says the same"),
    (
        "merge_wrong",
        "Nema takve poruke, ili se s njom ne može spojiti.",
        "There is no such message, or it cannot be joined.",
    ),
    ("message", "Poruka", "Message"),
    ("messages", "Poruke", "Messages"),
    ("name", "Ime", "Name"),
    ("no_rights", "Za to treba uloga urednika.", "That needs the role of an editor."),
    ("none_said", "Nije ostavljeno.", "Not left."),
    ("note", "Bilješka za druge volontere", "Note for other volunteers"),
    ("number_late", "rok prošao", "late"),
    ("number_open", "čeka odgovor", "waiting"),
    ("number_quarantine", "možda spam", "perhaps spam"),
    ("older", "Dalje", "Next"),
    ("newer", "Nazad", "Previous"),
    ("oldest", "Najduže čeka", "Waiting longest"),
    (
        "origin",
        "Zahtjev je stigao s druge stranice, pa nije prihvaćen. Otvorite sanduče ponovo.",
        "The request came from another page and was not accepted. Open the inbox again.",
    ),
    (
        "paper_saved",
        "Upisano. Broj poruke je {ref}: recite ga osobi, po njemu prati odgovor.",
        "Written in. The number is {ref}: tell it to the person, who can follow the answer by it.",
    ),
    ("paper_title", "Upiši poruku", "Write a message in"),
    ("password", "Lozinka", "Password"),
    ("people", "Ljudi", "People"),
    ("people_count", "Koliko ljudi je to reklo", "How many said so"),
    ("person", "Ko je pisao", "Who wrote"),
    ("person_reveal", "Pokaži ime i kontakt (bilježi se)", "Show name and contact (is logged)"),
    ("phone", "Telefon", "Phone"),
    ("photo", "Fotografija", "Photo"),
    ("place", "Ulica ili zaselak", "Street or hamlet"),
    ("project", "Stranica projekta", "Page of the project"),
    (
        "promise_withdrawn",
        "Dok ove poruke ne dobiju odgovor, sajt ne obećava rok i telefon stavlja na prvo mjesto.",
        "Until these messages have an answer, the site promises no date and puts the telephone first.",
    ),
    ("promised", "odgovor obećan do {date}", "answer promised by {date}"),
    ("publish", "Objavi pitanje i odgovor", "Publish question and answer"),
    (
        "publish_hint",
        "Ovo je kopija za sajt. Izbrišite imena, telefone i sve po čemu se neko može prepoznati.",
        "This is the copy for the site. Delete names, telephones and all that tells who somebody is.",
    ),
    ("published", "Objavljeno na sajtu", "Published on the site"),
    ("question", "Pitanje", "Question"),
    ("quiet_from", "Tišina od (sat)", "Quiet from (hour)"),
    ("quiet_to", "Tišina do (sat)", "Quiet until (hour)"),
    ("reason", "Razlog", "Reason"),
    ("reason_short", "Upišite razlog.", "Write the reason."),
    ("record", "Zapisnik", "Record"),
    ("record_answer", "odgovor", "answered"),
    ("record_backup", "preuzeta kopija", "copy downloaded"),
    ("record_close", "zatvaranje", "closed"),
    ("record_done", "rekli ste, uradili smo", "you said, we did"),
    ("record_forward", "prosljeđivanje", "sent on"),
    ("record_login", "ulaz", "logged in"),
    ("record_merge", "spajanje", "joined"),
    ("record_note", "bilješka", "note"),
    ("record_paper", "upisana poruka", "message written in"),
    ("record_publish", "objava", "published"),
    ("record_receive", "primljeno", "received"),
    ("record_resolve", "riješeno", "solved"),
    ("record_reveal", "pogledano ime", "name looked at"),
    ("record_role", "uloga", "role"),
    ("record_settings", "postavke", "settings"),
    ("record_sort", "tema", "topic"),
    ("record_spam", "spam", "spam"),
    ("record_votes", "upisani glasovi", "votes written in"),
    ("record_withdraw", "skinuto sa sajta", "taken off the site"),
    ("record_work", "radi se", "being worked on"),
    ("role", "Uloga", "Role"),
    ("role_editor", "urednik: odgovara i objavljuje", "editor: answers and publishes"),
    ("role_none", "bez uloge: više ne ulazi", "no role: enters no more"),
    ("role_owner", "vlasnik: i postavke i ljudi", "owner: also settings and people"),
    ("role_reader", "čitalac: samo čita", "reader: reads only"),
    ("said", "Šta ste rekli", "What you said"),
    ("save", "Sačuvaj", "Save"),
    ("saved", "Sačuvano.", "Saved."),
    ("search_words", "Riječi", "Words"),
    ("settings", "Postavke", "Settings"),
    ("shelf_all", "Sve", "All"),
    ("shelf_done", "Završeno", "Done"),
    ("shelf_late", "Rok prošao", "Late"),
    ("shelf_open", "Otvoreno", "Open"),
    ("shelf_quarantine", "Možda spam", "Perhaps spam"),
    ("shelf_spam", "Spam", "Spam"),
    ("signed", "Ko potpisuje", "Signed by"),
    ("since_year", "Posljednjih godinu dana", "The last year"),
    (
        "single_owner",
        "Sajt ima samo jednog vlasnika. Dodajte još jednog, da sanduče ne ostane bez ikoga.",
        "The site has a single owner. Add another, so that the inbox is not left without anybody.",
    ),
    (
        "small_hidden",
        "Redovi s manje od pet poruka se ne prikazuju, da se ne vidi ko je pisao.",
        "Rows with fewer than five messages are not shown, so that they do not tell who wrote.",
    ),
    ("source", "Kako je stiglo", "How it came"),
    ("source_in_person", "lično", "in person"),
    ("source_online", "preko sajta", "through the site"),
    ("source_paper", "na papiru", "on paper"),
    ("source_phone", "telefonom", "by telephone"),
    ("state_merged", "spojeno", "joined"),
    ("state_quarantine", "možda spam", "perhaps spam"),
    ("state_spam", "spam", "spam"),
    ("statistics", "Brojke", "Figures"),
    ("st_answered", "Odgovoreno", "Answered"),
    ("st_in_time", "U roku", "In time"),
    ("st_mean", "U prosjeku", "On average"),
    ("st_received", "Stiglo", "Came"),
    ("template", "Gotovi odgovor", "Ready answer"),
    ("templates", "Gotovi odgovori, svaki u svom pasusu", "Ready answers, one a paragraph"),
    ("text_short", "Upišite tekst.", "Write the text."),
    ("text_long", "Tekst je predug.", "The text is too long."),
    ("through_form", "Obrazac", "Form"),
    ("to_person", "Poruka osobi (nije obavezno)", "Message to the person (optional)"),
    ("volunteer", "volonter", "volunteer"),
    ("votes_ballots", "Koliko listića", "How many ballots"),
    ("votes_none", "Nema ankete.", "There is no poll."),
    ("votes_poll", "Anketa", "Poll"),
    ("votes_saved", "Upisano listića: {n}.", "Ballots written in: {n}."),
    ("votes_title", "Upiši glasove", "Write votes in"),
    (
        "votes_hint",
        "Upišite koliko je listića s tim odgovorom. Broje se sa ostalima, a pokazuju i posebno.",
        "How many ballots have this answer. They are counted with the others, and shown apart as well.",
    ),
    ("votes_wrong", "Upišite cijele brojeve, najviše 500 odjednom.", "Write whole numbers, 500 at most at once."),
    ("webhook", "Adresa za druge programe (https, nije obavezno)", "Address for other programs (https, optional)"),
    ("webhook_wrong", "Adresa mora počinjati sa https://", "The address must begin with https://"),
    ("why_quarantine", "Zašto je izdvojeno", "Why it was set aside"),
];

/// What Croatian says in other words than Bosnian. Serbian (ijekavian) says all of it in the same.
const CROATIAN: &[(&str, &str)] = &[
    ("act_note", "Spremi bilješku"),
    ("act_publish", "Objavi na stranicama"),
    ("act_receive", "Zaprimljeno, nije neželjena pošta"),
    ("act_sort", "Spremi temu"),
    ("act_spam", "Ovo je neželjena pošta"),
    ("act_withdraw", "Skini sa stranica"),
    ("dead", "Obavijesti koje nisu poslane"),
    ("dead_retry", "Pokušaj ponovno"),
    ("did", "Što je učinjeno"),
    ("done_title", "Vi ste rekli, mi smo učinili"),
    ("doubt_words", "riječi sliče ranijoj neželjenoj pošti"),
    ("history", "Što je bilo"),
    ("inbox", "Sandučić"),
    ("link_subject", "Ulaz u sandučić"),
    ("link_text", "Otvorite ovu poveznicu da uđete u sandučić. Vrijedi 20 minuta i samo jednom:"),
    ("link_body", "Pritisnite gumb da uđete. Poveznica vrijedi jednom."),
    ("link_mail", "Pošalji mi poveznicu e-poštom"),
    ("link_mailed", "Ako je ta adresa među našim volonterima, poveznica je poslana. Vrijedi 20 minuta."),
    ("link_old", "Poveznica više ne vrijedi. Zatražite novu."),
    ("doubt_links", "puno poveznica"),
    ("login_often", "Previše pokušaja. Pričekajte malo pa pokušajte ponovno."),
    ("login_wrong", "E-mail ili lozinka nisu točni."),
    ("logout", "Odjava"),
    ("mail_text", "U obavijest stavi i tekst poruke (bez imena)"),
    ("number_quarantine", "možda neželjena pošta"),
    ("origin", "Zahtjev je stigao s druge stranice pa nije prihvaćen. Otvorite sandučić ponovno."),
    ("person", "Tko je pisao"),
    ("invited_mail", "Osoba dobiva poveznicu za ulaz e-poštom. Lozinka joj ne treba."),
    ("last_owner", "Stranice moraju imati barem jednog vlasnika. Prvo dajte tu ulogu još nekome."),
    (
        "promise_withdrawn",
        "Dok ove poruke ne dobiju odgovor, na stranicama se ne obećava rok i telefon je na prvom mjestu.",
    ),
    ("publish_hint", "Ovo je kopija za stranice. Izbrišite imena, telefone i sve po čemu se netko može prepoznati."),
    ("published", "Objavljeno na stranicama"),
    ("record_done", "rekli ste, učinili smo"),
    ("record_receive", "zaprimljeno"),
    ("record_spam", "neželjena pošta"),
    ("record_withdraw", "skinuto sa stranica"),
    ("role_reader", "čitatelj: samo čita"),
    ("said", "Što ste rekli"),
    ("save", "Spremi"),
    ("saved", "Spremljeno."),
    ("shelf_quarantine", "Možda neželjeno"),
    ("shelf_spam", "Neželjeno"),
    ("signed", "Tko potpisuje"),
    ("single_owner", "Stranice imaju samo jednog vlasnika. Dodajte još jednog, da sandučić ne ostane bez ikoga."),
    ("small_hidden", "Redci s manje od pet poruka se ne prikazuju, da se ne vidi tko je pisao."),
    ("source_online", "preko stranica"),
    ("state_quarantine", "možda neželjena pošta"),
    ("state_spam", "neželjena pošta"),
    ("votes_hint", "Upišite koliko je listića s tim odgovorom. Broje se s ostalima, a pokazuju i posebno."),
];

/// The words in one language.
#[derive(Clone, Debug)]
pub struct Words {
    voice: Voice,
    /// Words of the language's own, before those of Bosnian.
    own: &'static [(&'static str, &'static str)],
}

impl Words {
    /// For volunteers of a site that is written in a language.
    pub fn of(locale: Locale) -> Words {
        let language = match (locale, locale.script()) {
            (Locale::En, _) => Language::En,
            (_, Script::Cyrillic) => Language::BsCyrl,
            (_, Script::Latin) => Language::Bs,
        };
        let own = if locale == Locale::Hr { CROATIAN } else { &[] };
        Words { voice: Voice { language, cyrillic: script::to_cyrillic }, own }
    }

    /// A word; empty where there is none of that name.
    pub fn say(&self, key: &str) -> String {
        let found = WORDS.iter().find(|(known, _, _)| *known == key);
        found.map_or_else(String::new, |(_, bs, en)| self.text(key, bs, en))
    }

    /// A word with its placeholder filled.
    pub fn fill(&self, key: &str, name: &str, value: &str) -> String {
        self.say(key).replace(&format!("{{{name}}}"), value)
    }

    /// All of them, for templates.
    pub fn all(&self) -> BTreeMap<&'static str, String> {
        WORDS.iter().map(|(key, bs, en)| (*key, self.text(key, bs, en))).collect()
    }

    /// Placeholders stay as they are in every script.
    fn text(&self, key: &str, bs: &str, en: &str) -> String {
        let bs = self.own.iter().find(|(own, _)| *own == key).map_or(bs, |(_, text)| text);
        let text = Text { bs: bs.replace('{', "`{").replace('}', "}`"), en: en.to_owned() };
        self.voice.say(&text).replace("`{", "{").replace("}`", "}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_once_in_every_script() {
        let mut keys: Vec<&str> = WORDS.iter().map(|(key, _, _)| *key).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        let cyrillic = Words::of(Locale::SrCyrl);
        assert_eq!(cyrillic.say("paper_title"), "Упиши поруку");
        assert_eq!(cyrillic.fill("promised", "date", "4. 12."), "одговор обећан до 4. 12.");
        assert_eq!(Words::of(Locale::En).say("inbox"), "Inbox");
        assert_eq!(Words::of(Locale::SrLatn).say("inbox"), "Sanduče");
        let croatian = Words::of(Locale::Hr);
        assert_eq!((croatian.say("inbox"), croatian.say("save")), ("Sandučić".to_owned(), "Spremi".to_owned()));
        assert!(CROATIAN.iter().all(|(key, _)| keys.binary_search(key).is_ok()), "each stands for a word");
        let said = croatian.all().into_values().collect::<Vec<_>>().join(" ").to_lowercase();
        for other in [" šta ", "sačuva", " sajt", " ko ", "neko ", "obavještenj", "sanduče", "tačn", "spam"] {
            assert!(!format!(" {said} ").contains(other), "{other}");
        }
    }
}
