//! The keys that every kind shares.

use super::shape::{DATE, FILE, Key, Shape, TEXT};

const fn key(names: &'static [&'static str], description: &'static str, shape: Shape) -> Key {
    Key { names, description, shape }
}

/// By canonical name; in the order of the reader.
pub(crate) const KEYS: &[Key] = &[
    key(&["title"], "Naslov, obavezan. Najviše 70 znakova.", TEXT),
    key(&["date"], "Dan objave; inače onaj iz imena datoteke.", DATE),
    key(&["updated"], "Kad je zadnji put promijenjeno nešto što treba javiti.", DATE),
    key(&["draft"], "Nacrt: ne objavljuje se.", Shape::Flag),
    key(&["published"], "Ako je `ne`, ne objavljuje se.", Shape::Flag),
    key(&["publish_date"], "Ne objavljuje se prije tog dana.", DATE),
    key(&["expiry_date"], "Poslije toga se sklanja sa spiskova; stranica ostaje.", DATE),
    key(&["slug"], "Zadnji dio adrese stranice.", TEXT),
    key(&["aliases"], "Stare adrese koje vode ovamo.", Shape::List),
    key(&["description"], "Jedna-dvije rečenice za spiskove i za link u Viberu.", TEXT),
    key(&["image"], "Glavna fotografija.", FILE),
    key(&["gallery"], "Ostale fotografije.", FILE),
    key(&["attachments"], "Datoteke za preuzimanje.", FILE),
    key(&["tags"], "Oznake po kojima se traži.", Shape::List),
    key(&["audience"], "Koga se tiče: mladi, žene, selo, poljoprivrednici, penzioneri …", Shape::List),
    key(&["area"], "Ulice ili zaseoci, kako su napisani u `site.yaml`.", Shape::List),
    key(&["authors"], "Ko je pisao.", Shape::List),
    key(&["contact"], "Koga zvati.", Shape::Text(&["037 000 111"])),
    key(&["pinned"], "Drži na vrhu: `da`, ili do datuma.", Shape::Text(&["da", "12. 5. 2026."])),
    key(&["ask"], "Pitaj mještane za mišljenje o ovome.", Shape::Flag),
    key(&["weight"], "Redoslijed: manji broj je više.", Shape::Text(&["50"])),
    key(&["menu"], "Pokaži stranicu u meniju.", Shape::Flag),
    key(&["template"], "Drugi predložak umjesto uobičajenog.", TEXT),
    key(&["toc"], "Sadržaj na vrhu stranice.", Shape::Flag),
    key(&["lang"], "Jezik teksta: bs, bs-Cyrl, hr, hr-Cyrl, sr-Latn, sr-Cyrl, en.", TEXT),
    key(&["for_sites"], "Za koje mjesne zajednice (samo u `shared`).", Shape::List),
    key(&["extra"], "Vaša polja; Zbor ih ne čita.", Shape::Any),
];
