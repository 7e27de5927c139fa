//! The keys of the files that are not items: `site.yaml`, `documents.yaml`, `people.yaml`, `forms.yaml`.

use super::shape::{DATE, FILE, Key, Shape, TEXT};

const fn key(names: &'static [&'static str], description: &'static str, shape: Shape) -> Key {
    Key { names, description, shape }
}

/// `site.yaml`, and `zbor.yaml` as defaults for all sites.
pub(crate) const SITE: &[Key] = &[
    key(&["name", "naziv", "ime"], "Ime mjesne zajednice.", Shape::Text(&["Mjesna zajednica Gornje Selo"])),
    key(&["short_name", "kratki_naziv", "kratko_ime"], "Kratko ime, za telefon.", Shape::Text(&["MZ Gornje Selo"])),
    key(&["municipality", "općina", "opština", "grad"], "Općina ili grad.", TEXT),
    key(&["description", "opis"], "Jedna rečenica o mjesnoj zajednici.", TEXT),
    key(
        &["base_url", "adresa_sajta", "url"],
        "Adresa na kojoj je sajt objavljen.",
        Shape::Text(&["https://moja-mz.ba"]),
    ),
    key(
        &["languages", "jezici", "language", "jezik"],
        "Jezici i pisma sajta; prvi je onaj na kojem se piše.",
        Shape::List,
    ),
    key(&["timezone", "vremenska_zona"], "Vremenska zona.", Shape::Text(&["Europe/Sarajevo"])),
    key(
        &["colors", "boje", "colours"],
        "Boja sajta.",
        Shape::Maps(&[key(
            &["accent", "naglasak", "glavna"],
            "Glavna boja, u navodnicima.",
            Shape::Text(&["#0e4b5a"]),
        )]),
    ),
    key(&["logo", "grb", "znak"], "Grb ili znak: datoteka.", TEXT),
    key(
        &["contact", "kontakt"],
        "Kako se dolazi do vas.",
        Shape::Map(&[
            key(&["address", "adresa"], "Ulica, broj, mjesto.", TEXT),
            key(&["phone", "telefon", "tel"], "Telefon.", Shape::Text(&["037 000 110"])),
            key(&["viber"], "Broj na Viberu.", TEXT),
            key(&["viber_group", "viber_grupa"], "Link Viber grupe.", TEXT),
            key(&["email", "e-mail", "e_pošta", "mejl"], "E-pošta.", TEXT),
            key(&["map", "karta", "mapa"], "Link na kartu.", TEXT),
        ]),
    ),
    key(&["hours", "radno_vrijeme"], "Radno vrijeme kancelarije, po danima.", Shape::Any),
    key(&["streets", "ulice", "zaseoci"], "Ulice i zaseoci.", Shape::List),
    key(
        &["feedback", "uho", "povratne_informacije"],
        "Kamo stižu poruke s obrazaca.",
        Shape::Map(&[
            key(&["url", "adresa"], "Adresa prijemnog servera.", TEXT),
            key(&["forms", "obrasci"], "Koji se obrasci pokazuju.", Shape::List),
            key(
                &["promise_days", "rok_dana", "odgovor_za_dana"],
                "Za koliko dana se obećava odgovor.",
                Shape::Text(&["7"]),
            ),
        ]),
    ),
    key(&["brands", "marke"], "Riječi koje ostaju u svom pismu.", Shape::List),
    key(&["script_exceptions", "izuzeci_pisma"], "Riječi koje se u drugo pismo prenose drukčije.", Shape::Any),
    key(&["budgets", "budžeti", "težina"], "Najveća težina stranica.", Shape::Any),
    key(&["audiences", "ciljne_grupe", "za_koga"], "Vaše ciljne grupe, pored ugrađenih.", Shape::Any),
    key(&["outputs", "izlazi"], "Šta se pravi, a šta ne.", Shape::Any),
    key(&["theme", "tema"], "Ime teme: `tekst`, ili vaša iz fascikle `themes`.", Shape::Text(&["tekst"])),
    key(&["show_weight", "prikaži_težinu"], "Da li svaka stranica kaže koliko je teška.", Shape::Flag),
    key(&["offline", "bez_interneta"], "Da li pročitane stranice ostaju u telefonu i bez interneta.", Shape::Flag),
    key(
        &["avif", "fotografije_avif"],
        "Da li se fotografije prave i kao AVIF, koji je lakši a pravi se sporije.",
        Shape::Flag,
    ),
    key(&["strings", "tekstovi", "natpisi"], "Vaši natpisi umjesto ugrađenih.", Shape::Any),
    key(&["extra", "dodatno"], "Vaša polja; Zbor ih ne čita.", Shape::Any),
];

/// One of `documents.yaml`.
pub(crate) const DOCUMENT: &[Key] = &[
    key(&["file", "datoteka", "fajl", "src"], "Koja datoteka iz iste fascikle.", Shape::Text(&["odluka.pdf"])),
    key(&["title", "naslov", "naziv"], "Kako se dokument zove.", TEXT),
    key(&["description", "opis", "summary", "sažetak"], "Šta u njemu piše, za one koji ga ne mogu pročitati.", TEXT),
    key(&["date", "datum"], "Kad je donesen.", DATE),
    key(&["number", "broj"], "Pod kojim brojem.", Shape::Text(&["01-12/26"])),
    key(&["body", "organ", "donosilac", "issued_by"], "Ko ga je donio.", TEXT),
    key(&["tags", "oznake"], "Oznake.", Shape::List),
    key(&["for_sites", "za_mz"], "Za koje mjesne zajednice (samo u `shared`).", Shape::List),
];

/// One of `people.yaml`.
pub(crate) const PERSON: &[Key] = &[
    key(&["name", "ime", "naziv"], "Ime i prezime.", TEXT),
    key(&["role", "uloga", "funkcija", "dužnost"], "Šta radi.", TEXT),
    key(&["term", "mandat"], "Od kada do kada je ta osoba izabrana.", Shape::Text(&["2025–2029"])),
    key(&["phone", "telefon", "tel"], "Telefon, ako osoba pristaje.", TEXT),
    key(&["email", "e_pošta", "mejl"], "E-pošta, ako osoba pristaje.", TEXT),
    key(&["photo", "fotografija", "slika", "image"], "Fotografija, samo uz saglasnost.", FILE),
    key(&["consent", "saglasnost", "pristanak"], "Osoba je saglasna da se objavi fotografija.", Shape::Flag),
];

/// One of `forms.yaml`.
pub(crate) const FORM: &[Key] = &[
    key(&["id", "ime", "name"], "Ime u adresi, bez razmaka.", TEXT),
    key(&["title", "naslov", "naziv"], "Naslov obrasca.", TEXT),
    key(&["description", "opis", "uvod", "intro"], "Rečenica ispod naslova.", TEXT),
    key(
        &["fields", "polja", "pitanja"],
        "Šta obrazac pita, redom.",
        Shape::Maps(&[
            key(&["label", "pitanje", "naziv", "title"], "Pitanje, kako ga čita onaj ko odgovara.", TEXT),
            key(&["name", "ime", "id"], "Kratko ime pitanja; inače od pitanja.", TEXT),
            key(&["type", "vrsta", "tip", "kind"], "Kako se odgovara.", TEXT),
            key(&["required", "obavezno"], "Bez odgovora se obrazac ne šalje.", Shape::Flag),
            key(&["hint", "pomoć", "napomena"], "Red ispod pitanja.", TEXT),
            key(&["min", "najmanje"], "Najmanji broj ili broj znakova.", Shape::Text(&["1"])),
            key(&["max", "najviše"], "Najveći broj ili broj znakova.", Shape::Text(&["500"])),
            key(&["options", "odgovori", "opcije", "izbor"], "Ponuđeni odgovori.", Shape::List),
        ]),
    ),
    key(&["button", "dugme"], "Šta piše na dugmetu.", TEXT),
    key(&["reader", "čita"], "Ko čita poruke.", TEXT),
];
