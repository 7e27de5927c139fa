//! Each trap: what is read in spite of the mistake, and the whole message.

use super::{brief, read, shape};

#[rustfmt::skip]
const CASES: &[(&str, &str)] = &[
    ("naslov: Zbor: važno\nmjesto: Dom", r#"{naslov: "Zbor: važno", mjesto: Dom}
Warning Y002 1:13+1 zbog dvotačke vrijednost polja `naslov` mora biti u navodnicima
= napišite: `naslov: "Zbor: važno"`"#),
    ("naslov: „Zbor: važno“", r#"{naslov: "Zbor: važno"}
Warning Y002 1:14+1 zbog dvotačke vrijednost polja `naslov` mora biti u navodnicima
= napišite: `naslov: "Zbor: važno"`
= tipografski navodnici („ “ ”) ovdje ne vrijede, samo obični (")"#),
    ("- naslov: Zbor: važno # komentar\n- x: 1", r#"[{naslov: "Zbor: važno"}, {x: 1}]
Warning Y002 1:15+1 zbog dvotačke vrijednost polja `naslov` mora biti u navodnicima
= napišite: `- naslov: "Zbor: važno" # komentar`"#),
    ("a: b: c\nd: e: f\ng: 1", r#"{a: "b: c", d: "e: f", g: 1}
Warning Y002 1:5+1 zbog dvotačke vrijednost polja `a` mora biti u navodnicima
= napišite: `a: "b: c"`
Warning Y002 2:5+1 zbog dvotačke vrijednost polja `d` mora biti u navodnicima
= napišite: `d: "e: f"`"#),
    ("kontakt:\n\ttel: 1\n\tmail: x\nb: c", r#"{kontakt: {tel: 1, mail: x}, b: c}
Warning Y003 2:1+1 red počinje tabulatorom (tipka Tab), a ovdje se uvlači samo razmacima
= napišite: `  tel: 1`
= tabulatore zamijenite i u ostalim redovima"#),
    ("kontakt:\n  tel: 1\n\tmail: x\nb: c", r#"{kontakt: {tel: 1, mail: x}, b: c}
Warning Y003 3:1+1 red počinje tabulatorom (tipka Tab), a ovdje se uvlači samo razmacima
= napišite: `  mail: x`"#),
    ("naslov:\tZbor\nb: c", r#"{naslov: Zbor, b: c}
Warning Y003 1:8+1 iza dvotačke je tabulator umjesto razmaka
= napišite: `naslov: Zbor`"#),
    ("naslov:Zbor", r#"{naslov: Zbor}
Warning Y004 1:7+1 iza dvotačke mora biti razmak
= napišite: `naslov: Zbor`"#),
    ("naslov:Zbor\nmjesto:Dom\ndatum: 1", r#"{naslov: Zbor, mjesto: Dom, datum: 1}
Warning Y004 1:7+1 iza dvotačke mora biti razmak
= napišite: `naslov: Zbor`
Warning Y004 2:7+1 iza dvotačke mora biti razmak
= napišite: `mjesto: Dom`"#),
    ("a: 1\nnaslov:Zbor\nb: 2", r#"{a: 1, naslov: Zbor, b: 2}
Warning Y004 2:7+1 iza dvotačke mora biti razmak
= napišite: `naslov: Zbor`"#),
    ("a: 1\nnaslov:Zbor", r#"{a: 1, naslov: Zbor}
Warning Y004 2:7+1 iza dvotačke mora biti razmak
= napišite: `naslov: Zbor`"#),
    ("kontakt:\n  tel:1\n  ime:Amra\nb: c", r#"{kontakt: {tel: 1, ime: Amra}, b: c}
Warning Y004 2:6+1 iza dvotačke mora biti razmak
= napišite: `  tel: 1`
Warning Y004 3:6+1 iza dvotačke mora biti razmak
= napišite: `  ime: Amra`"#),
    ("kontakt:\n  tel: 1\n  ime:Amra\nb: c", r#"{kontakt: {tel: 1, ime: Amra}, b: c}
Warning Y004 3:6+1 iza dvotačke mora biti razmak
= napišite: `  ime: Amra`"#),
    ("naslov: \"Zbor građana\nmjesto: Dom\nb: c", r#"{naslov: "Zbor građana", mjesto: Dom, b: c}
Warning Y005 1:9+1 navodnik otvoren ovdje nije zatvoren
= napišite: `naslov: "Zbor građana"`"#),
    ("naslov: \"Zbor građana\nmjesto: \"Dom\"\nb: c", r#"{naslov: "Zbor građana", mjesto: "Dom", b: c}
Warning Y005 1:9+1 navodnik otvoren ovdje nije zatvoren
= napišite: `naslov: "Zbor građana"`"#),
    ("naslov: „Zbor\"\nb: \"Dom“\nc: d", r#"{naslov: „Zbor", b: "Dom", c: d}
Warning Y005 2:4+1 navodnik otvoren ovdje nije zatvoren
= napišite: `b: "Dom"`
Hint Y015 1:9+6 tipografski navodnici su dio teksta i vidjet će se na stranici
= ako to ne želite, napišite: `Zbor`"#),
    ("a:\n  - \"x\n  - y\nb: c", r#"{a: ["x", y], b: c}
Warning Y005 2:5+1 navodnik otvoren ovdje nije zatvoren
= napišite: `  - "x"`"#),
    ("naslov: \"Dom \"Sloga\" radi\"\nb: c", r#"{naslov: "Dom \"Sloga\" radi", b: c}
Warning Y014 1:14+1 ovaj navodnik završava vrijednost prije kraja reda
= napišite: `naslov: 'Dom "Sloga" radi'`"#),
    ("naslov: \"Zbor\" građana\nb: c", r#"{naslov: "\"Zbor\" građana", b: c}
Warning Y014 1:14+1 ovaj navodnik završava vrijednost prije kraja reda
= napišite: `naslov: '"Zbor" građana'`"#),
    ("naslov: 'O'Brien'\nb: c", r#"{naslov: "O'Brien", b: c}
Warning Y014 1:11+1 ovaj navodnik završava vrijednost prije kraja reda
= napišite: `naslov: "O'Brien"`"#),
    ("naslov: \"C:\\slike\"\nb: c", r#"{naslov: "C:\\slike", b: c}
Warning Y014 1:12+1 kosa crta `\` u dvostrukim navodnicima ima posebno značenje
= napišite: `naslov: 'C:\slike'`"#),
    ("„naslov“: x\nb: c", r#"{„naslov“: x, b: c}
Warning Y015 1:1+8 navodnici su ovdje dio imena polja
= napišite samo `naslov`"#),
    ("a: 1\n  b: 2\nc: 3", r#"{a: 1, b: 2, c: 3}
Warning Y008 2:1+2 red nije uvučen kao ostali redovi njegove grupe
= napišite: `b: 2`"#),
    (" naslov: x\ndatum: y\nb: c", r#"{naslov: x, datum: y, b: c}
Warning Y008 1:1+1 red nije uvučen kao ostali redovi njegove grupe
= napišite: `naslov: x`"#),
    ("a:\n  b: 1\n   c: 2\nd: 3", r#"{a: {b: 1, c: 2}, d: 3}
Warning Y008 3:1+3 red nije uvučen kao ostali redovi njegove grupe
= napišite: `  c: 2`"#),
    ("a:\n    b: 1\n  c: 2\nd: 3", r#"{a: {b: 1, c: 2}, d: 3}
Warning Y008 3:1+2 red nije uvučen kao ostali redovi njegove grupe
= napišite: `    c: 2`"#),
    ("oznake:\n  - a\n - b\nc: d", r#"{oznake: [a, b], c: d}
Warning Y008 3:1+1 red nije uvučen kao ostali redovi njegove grupe
= napišite: `  - b`"#),
    ("oznake:\n  - a\n   - b\nc: d", r#"{oznake: [a, b], c: d}
Warning Y008 3:1+3 red nije uvučen kao ostali redovi njegove grupe
= napišite: `  - b`"#),
    ("oznake:\n  - a\n  b\nc: d", r#"{oznake: [a, b], c: d}
Warning Y013 3:3+1 red stoji među stavkama liste, a nema crticu
= napišite: `  - b`"#),
    ("oznake:\n  -voda\n  -struja\nc: d", r#"{oznake: [voda, struja], c: d}
Warning Y013 2:3+1 stavka liste počinje crticom i razmakom (`- `)
= napišite: `  - voda`
Warning Y013 3:3+1 stavka liste počinje crticom i razmakom (`- `)
= napišite: `  - struja`"#),
    ("oznake:\n  - voda\n  -struja\nc: d", r#"{oznake: [voda, struja], c: d}
Warning Y013 3:3+1 stavka liste počinje crticom i razmakom (`- `)
= napišite: `  - struja`"#),
    ("oznake:\n  – voda\n  – struja\nc: d", r#"{oznake: [voda, struja], c: d}
Warning Y013 2:3+2 stavka liste počinje crticom i razmakom (`- `)
= napišite: `  - voda`
Warning Y013 3:3+2 stavka liste počinje crticom i razmakom (`- `)
= napišite: `  - struja`"#),
    ("oznake:\n  * voda\n  * struja\nc: d", r#"{oznake: [voda, struja], c: d}
Warning Y013 2:3+2 stavka liste počinje crticom i razmakom (`- `)
= napišite: `  - voda`
Warning Y013 3:3+2 stavka liste počinje crticom i razmakom (`- `)
= napišite: `  - struja`"#),
    ("oznake: - voda\nc: d", r#"{oznake: voda, c: d}
Warning Y013 1:9+1 crtica liste ne može stajati u istom redu s imenom `oznake`
= napišite: `oznake: voda`"#),
    ("oznake: - voda\n  - struja\nc: d", r#"{oznake: [voda, struja], c: d}
Warning Y013 1:9+1 crtica liste ne može stajati u istom redu s imenom `oznake`
= prvu stavku napišite u novom redu"#),
    ("naslov Zbor\nmjesto Dom\ndatum: x", r#"{naslov: Zbor, mjesto: Dom, datum: x}
Warning Y009 1:7+1 iza imena polja `naslov` nedostaje dvotačka
= napišite: `naslov: Zbor`
Warning Y009 2:7+1 iza imena polja `mjesto` nedostaje dvotačka
= napišite: `mjesto: Dom`"#),
    ("a: 1\nnaslov Zbor\nb: 2", r#"{a: 1, naslov: Zbor, b: 2}
Warning Y009 2:7+1 iza imena polja `naslov` nedostaje dvotačka
= napišite: `naslov: Zbor`"#),
    ("a: 1\nnaslov = Zbor\nb: 2", r#"{a: 1, naslov: Zbor, b: 2}
Warning Y009 2:7+2 iza imena polja `naslov` nedostaje dvotačka
= napišite: `naslov: Zbor`"#),
    ("a: 1\nnaslov=Zbor\nb: 2", r#"{a: 1, naslov: Zbor, b: 2}
Warning Y009 2:7+1 iza imena polja `naslov` nedostaje dvotačka
= napišite: `naslov: Zbor`"#),
    ("naslov:\nZbor građana\ndatum: x", r#"{naslov: Zbor građana, datum: x}
Warning Y008 2:1+1 vrijednost polja `naslov` u novom redu mora biti uvučena
= napišite: `  Zbor građana`"#),
    ("a: @korisnik\nb: c", r#"{a: "@korisnik", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom @
= napišite: `a: "@korisnik"`"#),
    ("a: `x`\nb: c", r#"{a: "`x`", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom `
= napišite: `a: "`x`"`"#),
    ("a: %5\nb: c", r#"{a: "%5", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom %
= napišite: `a: "%5"`"#),
    ("a: *zvijezda\nb: c", r#"{a: "*zvijezda", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom *
= napišite: `a: "*zvijezda"`"#),
    ("a: * zvijezda\nb: c", r#"{a: "* zvijezda", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom *
= napišite: `a: "* zvijezda"`"#),
    ("a: **važno** nešto\nb: c", r#"{a: "**važno** nešto", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom *
= napišite: `a: "**važno** nešto"`"#),
    ("a: & co\nb: c", r#"{a: "& co", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom &
= napišite: `a: "& co"`"#),
    ("a: &Vi i mi\nb: c", r#"{a: i mi, b: c}
Warning Y020 1:4+3 `&Vi` se ne čita kao dio teksta, nego se preskače
= ako je to dio teksta, napišite: `a: "&Vi i mi"`"#),
    ("a: !hitno nema\nb: c", r#"{a: nema, b: c}
Warning Y019 1:4+6 `!hitno` se ne čita kao dio teksta, nego se preskače
= ako je to dio teksta, napišite: `a: "!hitno nema"`"#),
    ("a: [hitno] nema vode\nb: c", r#"{a: "[hitno] nema vode", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom [
= napišite: `a: "[hitno] nema vode"`"#),
    ("a: > 5 KM\nb: c", r#"{a: "> 5 KM", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom >
= napišite: `a: "> 5 KM"`"#),
    ("a: ? tko\nb: c", r#"{a: "? tko", b: c}
Warning Y006 1:4+1 vrijednost bez navodnika ne može početi znakom ?
= napišite: `a: "? tko"`"#),
    ("*naslov*: Zbor\nb: c", r#"{naslov: Zbor, b: c}
Warning Y006 1:1+1 ime polja ne može početi znakom *
= napišite: `naslov: Zbor`"#),
    ("**naslov:** Zbor\nb: c", r#"{naslov: Zbor, b: c}
Warning Y006 1:1+2 ime polja ne može početi znakom **
= napišite: `naslov: Zbor`"#),
    ("oznake: [a, b\nc: d\ne: f", r#"{oznake: [a, b], c: d, e: f}
Warning Y012 1:9+1 zagrada `[` otvorena ovdje nije zatvorena
= napišite: `oznake: [a, b]`"#),
    ("oznake: [a, b", r#"{oznake: [a, b]}
Warning Y012 1:9+1 zagrada `[` otvorena ovdje nije zatvorena
= napišite: `oznake: [a, b]`"#),
    ("oznake: {a: b\nc: d\ne: f", r#"{oznake: {a: b}, c: d, e: f}
Warning Y012 1:9+1 zagrada `{` otvorena ovdje nije zatvorena
= napišite: `oznake: {a: b}`"#),
    ("oznake: [\n  a,\n  b\nc: d\ne: f", r#"{oznake: [a, b], c: d, e: f}
Warning Y012 1:9+1 zagrada `[` otvorena ovdje nije zatvorena
= napišite: `  b]`"#),
    ("oznake: [a, \"b: c\", 'd'\ne: f", r#"{oznake: [a, "b: c", "d"], e: f}
Warning Y012 1:9+1 zagrada `[` otvorena ovdje nije zatvorena
= napišite: `oznake: [a, "b: c", 'd']`"#),
    ("oznake: [a, b}\ne: f", r#"{oznake: [a, b], e: f}
Warning Y012 1:14+1 zagrada `[` zatvara se sa `]`, a ne sa `}`
= napišite: `oznake: [a, b]`"#),
    ("naslov: Ulica #5 zatvorena\nb: c # komentar", r#"{naslov: Ulica, b: c}
Warning Y010 1:15+12 sve iza znaka # je komentar, pa je vrijednost samo `Ulica`
= ako je to dio teksta, napišite: `naslov: "Ulica #5 zatvorena"`"#),
    ("naslov: #5\nb: c", r##"{naslov: ~, b: c}
Warning Y010 1:9+2 sve iza znaka # je komentar, pa je vrijednost prazna
= ako je to dio teksta, napišite: `naslov: "#5"`"##),
    ("naslov: Ulica #5\n  zatvorena\nb: c", r#"{naslov: "Ulica #5 zatvorena", b: c}
Warning Y010 1:15+2 znak # započinje komentar i prekida tekst
= stavite cijeli tekst, do kraja zadnjeg reda, u navodnike"#),
    ("a: b  #komentar\nc: d #\ne: f ## x", r#"{a: b, c: d, e: f}"#),
    ("naslov:\u{a0}Zbor\nb: c", r#"{naslov: Zbor, b: c}
Warning Y016 1:8+1 ovdje je neprelomiv ili nevidljiv razmak umjesto običnog
= napišite: `naslov: Zbor`
= obrišite ga i pritisnite razmaknicu"#),
    ("kontakt:\n\u{a0}\u{a0}tel: 1\nb: c", r#"{kontakt: {tel: 1}, b: c}
Warning Y016 2:1+1 ovdje je neprelomiv ili nevidljiv razmak umjesto običnog
= napišite: `  tel: 1`
= obrišite ga i pritisnite razmaknicu"#),
    ("a: b\u{7}c\nd: e", r#"{a: b c, d: e}
Warning Y017 1:5+1 u tekstu je nevidljivi kontrolni znak `U+0007`
= obrišite znak na tom mjestu, ili prepišite red; takvi znakovi dolaze kopiranjem iz drugih programa"#),
    ("a: b\n\u{feff}c: d", r#"{a: b, c: d}
Warning Y016 2:1+1 ovdje je neprelomiv ili nevidljiv razmak umjesto običnog
= napišite: `c: d`
= obrišite ga i pritisnite razmaknicu"#),
    ("a: 1\n}\nb: 2", r#"{a: 1, b: 2}
Error Y001 2:1+1 ovaj red se ne može pročitati i preskače se
= svako polje piše se kao `ime: vrijednost`; tekst s posebnim znakovima stavite u navodnike"#),
    ("a: 1\n%b\nc: 2", r#"{a: 1, c: 2}
Error Y001 2:1+1 ovaj red se ne može pročitati i preskače se
= svako polje piše se kao `ime: vrijednost`; tekst s posebnim znakovima stavite u navodnike"#),
    ("kontakt:\n  tel: 1\n  - b\nc: d", r#"{kontakt: {tel: 1}, c: d}
Error Y001 3:5+1 ovaj red se ne može pročitati i preskače se
= svako polje piše se kao `ime: vrijednost`; tekst s posebnim znakovima stavite u navodnike"#),
    ("a: |\n\tx\nb: c", r#"{a: "x\n", b: c}
Warning Y003 2:1+1 red počinje tabulatorom (tipka Tab), a ovdje se uvlači samo razmacima
= napišite: `  x`"#),
    ("a: |\n  x\n y\nb: c", r#"{a: "x\ny\n", b: c}
Warning Y008 3:1+1 red nije uvučen kao ostali redovi njegove grupe
= napišite: `  y`"#),
    ("faze:\n- naslov: A: b\n  datum: 1\n- naslov:B\n  datum: 2\n", r#"{faze: [{naslov: "A: b", datum: 1}, {naslov: B, datum: 2}]}
Warning Y002 2:12+1 zbog dvotačke vrijednost polja `naslov` mora biti u navodnicima
= napišite: `- naslov: "A: b"`
Warning Y004 4:9+1 iza dvotačke mora biti razmak
= napišite: `- naslov: B`"#),
    ("naslov: Zbor\nvrijeme: 18:00\nlink: https://x.ba/a:b\nb: c:d", r#"{naslov: Zbor, vrijeme: 18:00, link: https://x.ba/a:b, b: c:d}"#),
    ("opis: Zatvoreno\n  – do daljnjeg\nb: c", r#"{opis: Zatvoreno – do daljnjeg, b: c}"#),
    ("naslov: 'Zbor\nb: c'", r#"{naslov: "Zbor", b: c'}
Warning Y005 1:9+1 navodnik otvoren ovdje nije zatvoren
= napišite: `naslov: 'Zbor'`"#),
    ("naslov: \"\"Zbor\"\"\nb: c", r#"{naslov: "\"Zbor\"", b: c}
Warning Y014 1:10+1 ovaj navodnik završava vrijednost prije kraja reda
= napišite: `naslov: '"Zbor"'`"#),
    ("naslov: 'Zbor', važno\nb: c", r#"{naslov: "'Zbor', važno", b: c}
Warning Y014 1:14+1 ovaj navodnik završava vrijednost prije kraja reda
= napišite: `naslov: "'Zbor', važno"`"#),
    ("oznake:\n  - a\nnaslov: Zbor: važno", r#"{oznake: [a], naslov: "Zbor: važno"}
Warning Y002 3:13+1 zbog dvotačke vrijednost polja `naslov` mora biti u navodnicima
= napišite: `naslov: "Zbor: važno"`"#),
    ("a: {b: c]\nd: e", r#"{a: {b: c}, d: e}
Warning Y012 1:9+1 zagrada `{` zatvara se sa `}`, a ne sa `]`
= napišite: `a: {b: c}`"#),
    ("__naslov:__ Zbor\nb: c", r#"{naslov: Zbor, b: c}
Warning Y006 1:1+2 ime polja ne može početi znakom __
= napišite: `naslov: Zbor`"#),
    ("a: \"x\n", r#"{a: "x"}
Warning Y005 1:4+1 navodnik otvoren ovdje nije zatvoren
= napišite: `a: "x"`"#),
];

#[test]
fn mistakes_are_explained_and_read_past() {
    for (text, expected) in CASES {
        for (text, ends) in [((*text).to_owned(), "LF"), (text.replace('\n', "\r\n"), "CRLF")] {
            let read = read(&text);
            let mut told = shape(&read.value);
            for (line, finding) in brief(&read.findings).lines().zip(&read.findings) {
                told.push_str(&format!("\n{:?} {line}", finding.severity));
                told.extend(finding.help.iter().map(|help| format!("\n= {}", help.bs)));
            }
            assert_eq!(told, *expected, "{ends} {text}");
        }
    }
}

#[test]
fn messages_are_in_both_languages() {
    let read = read("a: 1\nnaslov: Zbor: važno\n");
    let finding = &read.findings[0];
    assert_eq!(finding.message.en, "because of the colon the value of `naslov` must be in quotes");
    assert_eq!(finding.help[0].en, "write: `naslov: \"Zbor: važno\"`");
}

#[test]
fn eight_mistakes_are_read_past_and_the_rest_is_named() {
    let text: String = (0..10).map(|n| format!("a{n}: b: c\n")).collect();
    let read = read(&text);
    assert_eq!(read.value.entries().len(), 9);
    let last = brief(&read.findings).lines().last().map(str::to_owned);
    assert_eq!(last.as_deref(), Some("Y001 9:6+1 odavde dalje tekst se ne može pročitati"));
}

#[test]
fn what_looks_like_a_trap_but_is_none() {
    let fine = [
        "a: 18:00\nb: https://x.ba/y:z#w\nc: d:e\n",
        "a: b # komentar\nc: d  #komentar\n#e\nf: ## g\n",
        "a: C# i F#\nb: '#5'\n",
        "a: „Dom“ i „Sloga“\nb: Ulica „Žrtava“ 5\n",
        "a:\n  https://x.ba\nb:\n  18:00 do 20:00\n",
        "a:\n- -5\n- b:c\n",
        "a: prvi\n  drugi\n\n  treći\n",
        "a: [b,\n  -c, d:e]\n",
        "a: |\n  -x\n  b:c #5\n  \td: e: f\n",
        "a: |\n  \"x\n  [y\nb: c\n",
        "opis: Zatvoreno\n  – do daljnjeg\n",
    ];
    for text in fine {
        assert_eq!(brief(&read(text).findings), "", "{text}");
    }
}
