//! The keys that each kind has beside the common ones, with the fixed values of their readers.

use super::shape::{DATE, FILE, Key, Shape, TEXT};
use zbor::load::Kind;

const fn key(names: &'static [&'static str], description: &'static str, shape: Shape) -> Key {
    Key { names, description, shape }
}

/// The keys of a kind that is read with a vocabulary, by canonical name.
pub(crate) fn keys(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Announcement => ANNOUNCEMENT,
        Kind::Project => PROJECT,
        Kind::Event => EVENT,
        Kind::Service => SERVICE,
        Kind::Poll => POLL,
        Kind::Page | Kind::Document | Kind::Council => &[],
    }
}

/// `severity` of an announcement.
const LEVELS: Shape =
    Shape::Choice(&[&["info", "obično"], &["important", "važno", "upozorenje"], &["emergency", "hitno", "opasnost"]]);

/// `topic` of an announcement.
const TOPICS: Shape = Shape::Choice(&[
    &["water", "voda"],
    &["electricity", "struja", "power"],
    &["heating", "grijanje"],
    &["roads", "putevi", "put", "road", "ceste", "saobraćaj", "promet"],
    &["lighting", "rasvjeta"],
    &["waste", "otpad", "smeće", "čistoća"],
    &["telecom", "telefon", "internet"],
    &["health", "zdravlje"],
    &["school", "škola", "obrazovanje"],
    &["transport", "prevoz", "prijevoz"],
    &["culture", "kultura"],
    &["sport"],
    &["environment", "okoliš", "životna sredina"],
    &["safety", "sigurnost", "bezbjednost", "civilna zaštita"],
    &["agriculture", "poljoprivreda"],
    &["charity", "humanitarno"],
    &["assembly", "zbor", "zbor građana"],
    &["public_call", "javni poziv", "call", "poziv", "konkurs", "natječaj"],
    &["work_action", "radna akcija", "workday", "akcija"],
    &["other", "ostalo"],
]);

/// `status` of a project.
const PROJECT_STATUSES: Shape = Shape::Choice(&[
    &["proposed", "predloženo", "predložen", "predložena", "prijedlog"],
    &["planned", "planirano", "planiran", "planirana", "u planu", "u pripremi"],
    &["approved", "odobreno", "odobren", "odobrena", "usvojeno"],
    &["ongoing", "u toku", "u tijeku", "započeto", "započet", "započeta"],
    &["paused", "obustavljeno", "obustavljen", "obustavljena", "u zastoju"],
    &["done", "završeno", "završen", "završena", "gotovo"],
    &["cancelled", "otkazano", "otkazan", "otkazana"],
]);

/// `status` of an event.
const EVENT_STATUSES: Shape = Shape::Choice(&[
    &["confirmed", "potvrđeno", "potvrđen", "potvrđena"],
    &["tentative", "nesigurno", "nesiguran", "nesigurna", "možda"],
    &["postponed", "odgođeno", "odgođen", "odgođena", "odloženo"],
    &["cancelled", "otkazano", "otkazan", "otkazana"],
]);

/// `category` of an event.
const CATEGORIES: Shape = Shape::Choice(&[
    &["assembly", "zbor", "zbor građana", "zbor mještana"],
    &["forum", "javna rasprava", "rasprava", "tribina"],
    &["sport", "turnir"],
    &["culture", "kultura", "koncert", "predstava"],
    &["workday", "radna akcija", "akcija", "čišćenje"],
    &["meeting", "sastanak", "sjednica"],
    &["training", "obuka", "kurs", "tečaj", "radionica"],
    &["health", "zdravlje"],
    &["market", "pijaca", "tržnica", "sajam"],
    &["other", "ostalo"],
]);

const SPAN: Shape = Shape::Text(&["24. 11. 2026. od 8 do 15 sati", "1. 7. – 31. 8. 2026."]);
const MONEY: Shape = Shape::Text(&["84.000 KM", "43.000 EUR"]);

const ANNOUNCEMENT: &[Key] = &[
    key(&["severity"], "Koliko je hitno.", LEVELS),
    key(&["topic"], "O čemu je.", TOPICS),
    key(&["when"], "Od kada do kada; može i spisak.", Shape::List),
    key(&["starts"], "Početak, ako nema `kada`.", DATE),
    key(&["ends"], "Kraj, ako nema `kada`.", DATE),
    key(&["reason"], "Zašto.", TEXT),
    key(&["resolved"], "Kvar je otklonjen: `da`, ili kada.", Shape::Text(&["da", "23. 11. 2026. u 21:40"])),
    key(
        &["source"],
        "Ko je to prvi objavio.",
        Shape::Maps(&[
            key(&["name", "naziv", "ime"], "Ime.", TEXT),
            key(&["url", "link", "adresa"], "Stranica.", TEXT),
        ]),
    ),
    key(&["replaces"], "Ranije obavještenje koje ovo zamjenjuje: njegova datoteka ili adresa.", TEXT),
];

const PROJECT: &[Key] = &[
    key(&["status"], "Dokle se stiglo.", PROJECT_STATUSES),
    key(
        &["budget"],
        "Koliko košta.",
        Shape::Maps(&[
            key(&["amount", "iznos", "ukupno", "total"], "Koliko košta.", MONEY),
            key(&["spent", "utrošeno", "potrošeno"], "Koliko je utrošeno.", MONEY),
        ]),
    ),
    key(&["spent"], "Koliko je utrošeno.", MONEY),
    key(&["funding"], "Ko plaća i koliko; udjeli zajedno čine 100 %.", Shape::Any),
    key(&["contractor"], "Ko izvodi radove.", TEXT),
    key(&["start"], "Kad počinje.", DATE),
    key(&["end"], "Do kada traje.", DATE),
    key(&["progress"], "Koliko je urađeno.", Shape::Text(&["40 %"])),
    key(
        &["milestones"],
        "Faze.",
        Shape::Maps(&[
            key(&["title", "naslov", "naziv", "šta", "name"], "Šta.", TEXT),
            key(&["date", "datum", "rok", "kada"], "Do kada.", DATE),
            key(&["done", "gotovo", "završeno", "urađeno"], "Je li gotovo: `da`, `ne`, ili kada.", TEXT),
        ]),
    ),
    key(&["location"], "Gdje.", TEXT),
    key(&["before"], "Fotografije od prije.", FILE),
    key(&["after"], "Fotografije od poslije.", FILE),
    key(&["decision"], "Ko je odlučio: riječima, ili datoteka.", Shape::Text(&["Zbor građana, 14. 3. 2026."])),
    key(&["responsible"], "Ko odgovara za projekat.", TEXT),
];

const EVENT: &[Key] = &[
    key(&["id"], "Oznaka za kalendare; inače ime datoteke.", TEXT),
    key(&["when"], "Kada; može i ponavljanje riječima.", Shape::List),
    key(&["start"], "Početak, ako nema `kada`.", DATE),
    key(&["end"], "Kraj, ako nema `kada`.", DATE),
    key(&["duration"], "Koliko traje.", Shape::Text(&["2 h", "90 min"])),
    key(&["all_day"], "Traje cijeli dan.", Shape::Flag),
    key(&["place"], "Gdje.", TEXT),
    key(&["rrule"], "Ponavljanje po RFC 5545.", TEXT),
    key(&["repeat"], "Ponavljanje: riječima, ili `{every, on, until, count}`.", Shape::Any),
    key(&["except"], "Dani ili razdoblja kad ga nema.", Shape::List),
    key(
        &["breaks"],
        "Pauze, s razlogom.",
        Shape::Maps(&[
            key(&["from", "od"], "Prvi dan pauze.", DATE),
            key(&["to", "do", "until"], "Zadnji dan pauze.", DATE),
            key(&["when", "kada"], "Pauza jednim izrazom.", SPAN),
            key(&["reason", "razlog"], "Zašto.", TEXT),
        ]),
    ),
    key(&["extra_dates"], "Dodatni dani.", Shape::List),
    key(
        &["overrides"],
        "Šta je drukčije pojedinih dana.",
        Shape::Maps(&[
            key(&["date", "datum"], "Koji dan.", DATE),
            key(&["start", "početak", "starts"], "Novi početak.", DATE),
            key(&["end", "kraj", "ends"], "Novi kraj.", DATE),
            key(&["duration", "traje", "trajanje"], "Koliko traje.", TEXT),
            key(&["place", "mjesto", "lokacija", "location"], "Gdje.", TEXT),
            key(&["status", "stanje"], "Održava li se.", EVENT_STATUSES),
            key(&["reason", "razlog", "napomena"], "Zašto.", TEXT),
        ]),
    ),
    key(&["status"], "Održava li se.", EVENT_STATUSES),
    key(&["organizer"], "Ko organizuje.", TEXT),
    key(&["category"], "Koje je vrste.", CATEGORIES),
    key(&["registration"], "Prijava: `da`, ili obrazac i broj mjesta.", Shape::Any),
    key(&["announce"], "Pokaži i među obavještenjima.", Shape::Flag),
    key(&["agenda"], "Dnevni red, tačka po tačka.", Shape::List),
    key(&["second_call"], "Kad zbor počinje s onima koji su došli.", Shape::Text(&["+30 min"])),
    key(&["minutes"], "Zapisnik: datoteka.", FILE),
    key(&["decisions"], "Šta je odlučeno.", Shape::List),
    key(
        &["priorities"],
        "Prioriteti, po redu.",
        Shape::Maps(&[
            key(&["title", "naslov", "naziv"], "Šta.", TEXT),
            key(&["points", "bodovi", "bodova", "glasovi", "glasova", "votes"], "Koliko bodova.", TEXT),
            key(&["who", "ko", "tko", "nadležan", "nadležni"], "Ko je nadležan.", TEXT),
            key(&["status", "stanje"], "Dokle se stiglo.", PROJECT_STATUSES),
            key(&["project", "projekat", "projekt"], "Projekat koji je iz toga nastao.", TEXT),
        ]),
    ),
    key(&["text"], "Tekst, u Markdownu (u datotekama `.yaml`).", TEXT),
];

const SERVICE: &[Key] = &[
    key(&["issued_by"], "Ko izdaje: MZ, općina, ili ime ustanove.", Shape::Text(&["MZ", "općina"])),
    key(&["where"], "Gdje se ide.", TEXT),
    key(&["fee"], "Koliko košta.", Shape::Text(&["5 KM", "besplatno"])),
    key(&["bring"], "Šta ponijeti.", Shape::List),
    key(&["time"], "Koliko se čeka.", TEXT),
    key(&["form_file"], "Obrazac: datoteka.", FILE),
    key(&["legal_basis"], "Po kojem propisu.", Shape::List),
    key(&["valid"], "Koliko dugo važi.", TEXT),
    key(&["hours"], "Kad šalter radi; inače kao u `site.yaml`.", Shape::Any),
    key(&["request"], "Zahtjev na sajtu: `da`, `ne`, ili ime obrasca.", TEXT),
];

const POLL: &[Key] = &[
    key(&["id"], "Oznaka ankete; inače ime datoteke.", TEXT),
    key(&["question"], "Pitanje.", TEXT),
    key(
        &["method"],
        "Koliko odgovora se bira.",
        Shape::Choice(&[
            &["single", "jedan", "jedno", "jedan odgovor", "one"],
            &["multiple", "više", "više odgovora", "many"],
        ]),
    ),
    key(
        &["options"],
        "Odgovori, bar dva.",
        Shape::Maps(&[
            key(&["id", "oznaka"], "Oznaka odgovora.", TEXT),
            key(&["label", "title", "naslov", "tekst", "odgovor"], "Odgovor.", TEXT),
        ]),
    ),
    key(&["opens"], "Od kada se glasa.", DATE),
    key(&["closes"], "Do kada se glasa.", DATE),
    key(&["text"], "Tekst, u Markdownu.", TEXT),
];
