//! What volunteers do with messages.

use crate::endpoint::{Endpoint, folder};
use crate::volunteer::{editor, reference, words};

const SITE: &str = "/a/gornje-polje";

fn ask(endpoint: &Endpoint, form: &str, fields: &[(&str, &str)]) -> String {
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("consent", "1")]).collect();
    reference(&endpoint.post(&format!("/f/gornje-polje/{form}"), &fields))
}

#[test]
fn a_message_goes_its_way_and_its_author_sees_it() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let posted = endpoint.post("/f/gornje-polje/pitanje", &[("message", "Kad počinje kurs?"), ("consent", "1")]);
    let (receipt, item) = (posted.location().to_owned(), format!("{SITE}/m/{}", reference(&posted)));
    let home = words(&ana.get(SITE));
    assert!(home.contains("1 čeka odgovor 0 rok prošao 0 možda spam"), "{home}");
    assert!(home.contains("Najduže čeka") && home.contains("Kad počinje kurs?"), "{home}");
    assert_eq!(ana.post(&item, &[("act", "work"), ("text", "Pitamo školu.")]).location(), item);
    assert!(words(&ana.get(&item)).contains("U rješavanju"));
    assert!(words(&endpoint.get(&receipt)).contains("Pitamo školu."), "said to the person");
    let empty = ana.post(&item, &[("act", "answer"), ("text", " \u{200b} ")]);
    assert_eq!(empty.status, 422, "an answer without words");
    assert_eq!(ana.post(&item, &[("act", "answer"), ("text", "U ponedjeljak u 18.")]).status, 303);
    let seen = words(&endpoint.get(&receipt));
    assert!(seen.contains("Odgovoreno") && seen.contains("U ponedjeljak u 18."), "{seen}");
    assert!(words(&ana.get(SITE)).contains("0 čeka odgovor"));
    // The button was pressed twice.
    ana.post(&item, &[("act", "answer"), ("text", "U ponedjeljak u 18.")]);
    assert_eq!(words(&endpoint.get(&receipt)).matches("U ponedjeljak u 18.").count(), 1);
    let long = "a".repeat(8_001);
    let refused = ana.post(&item, &[("act", "answer"), ("text", &long)]);
    assert!(refused.status == 422 && refused.body.contains(&long), "what was typed is kept");
    assert_eq!(ana.post(&item, &[("act", "receive")]).status, 303, "opened again");
    assert!(words(&ana.get(SITE)).contains("1 čeka odgovor"));
    assert_eq!(ana.post(&item, &[("act", "close"), ("text", "")]).status, 422, "no reason");
    ana.post(&item, &[("act", "close"), ("text", "kurs je otkazan")]);
    assert!(words(&endpoint.get(&receipt)).contains("Zatvoreno: kurs je otkazan"));
    let record = words(&ana.get(&format!("{SITE}/record")));
    assert!(record.contains("Ana A.: zatvaranje") && record.contains("Ana A.: odgovor"), "{record}");
}

#[test]
fn what_is_published_is_answered() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let posted = endpoint.post("/f/gornje-polje/pitanje", &[("message", "Kad?"), ("consent", "1")]);
    let item = format!("{SITE}/m/{}", reference(&posted));
    let publish = [("act", "publish"), ("question", "Kad?"), ("answer", "U petak.")];
    assert_eq!(ana.post(&item, &publish).status, 303);
    assert!(words(&ana.get(SITE)).contains("0 čeka odgovor"));
    assert!(words(&endpoint.get(posted.location())).contains("U petak."));
}

#[test]
fn names_are_shown_only_when_asked_for_and_that_is_written_down() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let fields = [("message", "Pitanje"), ("name", "Fata Fatić"), ("phone", "061 111 222")];
    let item = format!("{SITE}/m/{}", ask(&endpoint, "pitanje", &fields));
    for page in [item.clone(), format!("{SITE}/list"), SITE.to_owned(), format!("{SITE}/list?q=fatic")] {
        let body = ana.get(&page).body;
        assert!(!body.contains("Fatić") && !body.contains("061 111 222"), "{page}");
    }
    assert!(!words(&ana.get(&format!("{SITE}/record"))).contains("pogledano ime"));
    let shown = words(&ana.post(&format!("{item}/person"), &[]));
    assert!(shown.contains("Fata Fatić") && shown.contains("061 111 222"), "{shown}");
    let record = words(&ana.get(&format!("{SITE}/record")));
    assert!(record.contains("Ana A.: pogledano ime") && !record.contains("Fatić"), "{record}");
    assert!(!ana.get(&item).body.contains("Fatić"), "once");
}

#[test]
fn what_waits_in_quarantine_is_counted_and_comes_out() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let form = endpoint.get("/f/gornje-polje/ideja").body;
    let document = scraper::Html::parse_document(&form);
    let trap = document.select(&scraper::Selector::parse(".hp input").unwrap()).next().unwrap();
    let trap = trap.value().attr("name").unwrap().to_owned();
    let fields = [("message", "Kupite jeftino"), (trap.as_str(), "x")];
    let item = format!("{SITE}/m/{}", ask(&endpoint, "ideja", &fields));
    let home = words(&ana.get(SITE));
    assert!(home.contains("0 čeka odgovor") && home.contains("1 možda spam"), "{home}");
    let list = words(&ana.get(&format!("{SITE}/list?shelf=quarantine")));
    assert!(list.contains("Kupite jeftino") && list.contains("popunjeno je polje"), "{list}");
    assert_eq!(ana.post(&item, &[("act", "receive")]).status, 303);
    assert!(words(&ana.get(SITE)).contains("1 čeka odgovor"));
    assert_eq!(ana.post(&item, &[("act", "spam")]).status, 303);
    let home = words(&ana.get(SITE));
    assert!(home.contains("0 čeka odgovor") && home.contains("0 možda spam"), "{home}");
    assert!(words(&ana.get(&format!("{SITE}/list?shelf=spam"))).contains("Kupite jeftino"), "nothing is thrown away");
}

#[test]
fn the_same_problem_is_joined_and_counted_once() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let first = ask(&endpoint, "prijava", &[("message", "Ne gori svjetiljka"), ("location", "Lipova")]);
    let second = ask(&endpoint, "prijava", &[("message", "Mrak u Lipovoj"), ("location", "Lipova")]);
    let at = |reference: &str| format!("{SITE}/m/{reference}");
    for wrong in ["", "7K4Q-29XH-C", &second] {
        let answer = ana.post(&at(&second), &[("act", "merge"), ("text", wrong)]);
        assert_eq!(answer.status, 422, "{wrong}");
    }
    assert_eq!(ana.post(&at(&second), &[("act", "merge"), ("text", &first.to_lowercase())]).status, 303);
    assert!(words(&ana.get(SITE)).contains("1 čeka odgovor"));
    assert_eq!(ana.post(&at(&first), &[("act", "merge"), ("text", &second)]).status, 422, "not in a circle");
    assert_eq!(ana.post(&at(&first), &[("act", "sort"), ("text", "lighting")]).status, 303);
    assert!(ana.get(&at(&first)).body.contains("value=\"lighting\" selected"));
}

#[test]
fn search_knows_both_scripts_and_no_diacritics() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    ask(&endpoint, "ideja", &[("message", "Кључ од школске сале")]);
    ask(&endpoint, "pitanje", &[("message", "Gdje je ključić?")]);
    ask(&endpoint, "ideja", &[("message", "Klupe")]);
    let found = |query: &str| {
        let list = words(&ana.get(&format!("{SITE}/list?q={query}")));
        ["Кључ од", "Gdje je ključić", "Klupe"].map(|text| list.contains(text))
    };
    assert_eq!(found("kljuc"), [true, true, false]);
    assert_eq!(found("%D0%BA%D1%99%D1%83%D1%87"), [true, true, false], "кључ");
    assert_eq!(found("klju%C4%8D%20%C5%A1kol"), [true, false, false], "two words");
    assert_eq!(found("kljuc&kind=pitanje"), [false, true, false]);
    for nonsense in ["%22", "*", "a%20OR%20b", "NEAR(", "text:x", "-", "%00", "%FF"] {
        let answer = ana.get(&format!("{SITE}/list?q={nonsense}"));
        assert!(matches!(answer.status, 200 | 400), "{nonsense}: {answer:?}");
    }
}

#[test]
fn hidden_signs_are_marked_and_markup_stays_text() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let nasty = "<script>alert(1)</script>{{ 1+1 }}\u{202e}gpj.exe\u{200b}";
    let item = format!("{SITE}/m/{}", ask(&endpoint, "ideja", &[("message", nasty), ("location", nasty)]));
    let page = ana.get(&item);
    assert!(!page.body.contains("<script>") && page.body.contains("{{ 1+1 }}"), "{}", page.body);
    assert!(!page.body.contains('\u{202e}') && page.body.contains("U+202E"), "{}", page.body);
    assert!(words(&page).contains("U tekstu ima skrivenih znakova"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
    assert!(!ana.get(&format!("{SITE}/list")).body.contains("<script>"));
    for field in ["text", "question", "answer", "signed"] {
        let fields = [("act", "publish"), ("question", "q"), ("answer", "a"), (field, nasty)];
        let answer = ana.post(&item, &fields);
        assert!(!answer.body.contains("<script>"), "{field}");
        assert!(!ana.get(&item).body.contains("<script>"), "{field}");
    }
}

#[test]
fn what_came_by_telephone_is_a_message_like_any_other() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let page = ana.get(&format!("{SITE}/write"));
    let document = scraper::Html::parse_document(&page.body);
    let key = document.select(&scraper::Selector::parse("[name=key]").unwrap()).next().unwrap();
    let key = key.value().attr("value").unwrap().to_owned();
    let fields = [
        ("key", key.as_str()),
        ("source", "phone"),
        ("form", "prijava"),
        ("text", "Pukla je cijev kod mosta."),
        ("street", "Lipova"),
        ("name", "Mujo"),
    ];
    let saved = words(&ana.post(&format!("{SITE}/write"), &fields));
    assert!(saved.contains("Upisano. Broj poruke je "), "{saved}");
    let number = saved.split("Broj poruke je ").nth(1).unwrap().split(':').next().unwrap().to_owned();
    // Sent twice it is one message.
    assert!(words(&ana.post(&format!("{SITE}/write"), &fields)).contains(&number));
    let home = words(&ana.get(SITE));
    assert!(home.contains("1 čeka odgovor") && home.contains("telefonom"), "{home}");
    assert!(home.contains("odgovor obećan do"), "the same promise: {home}");
    assert!(words(&endpoint.get(&format!("/s/gornje-polje/{number}"))).contains("Primljeno"));
    assert_eq!(ana.post(&format!("{SITE}/write"), &[("text", "")]).status, 422);
}
