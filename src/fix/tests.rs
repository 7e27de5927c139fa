use super::*;
use crate::load::Kind;
use proptest::prelude::*;

const TEXT: Role = Role::Text(Kind::Announcement);

fn fixed(extent: Extent, text: &str) -> Fixed {
    fix("obavjestenja/a.md", &TEXT, text.as_bytes(), extent).unwrap()
}

/// A front matter and a body, with only one of them given.
fn front(lines: &str) -> String {
    format!("---\n{lines}\n---\nTekst.\n")
}

fn body(text: &str) -> String {
    format!("---\nnaslov: Voda\n---\n{text}\n")
}

#[track_caller]
fn check(before: &str, after: &str) {
    let mended = fixed(Extent::Mistakes, before);
    assert_eq!(mended.text, after, "{:?}", mended.repairs);
    assert_eq!(mended.repairs.is_empty(), before == after);
    assert_eq!(fixed(Extent::Mistakes, after).repairs, [], "a second time");
}

#[track_caller]
fn check_canonical(before: &str, after: &str) {
    check(&front(before), &front(before));
    assert_eq!(fixed(Extent::Canonical, &front(before)).text, front(after));
    assert_eq!(fixed(Extent::Canonical, &front(after)).repairs, [], "a second time");
}

#[test]
fn front_matter() {
    for (before, after) in [
        ("naslov: Zbor: važno", "naslov: \"Zbor: važno\""),
        ("naslov: Ulica #5 zatvorena", "naslov: \"Ulica #5 zatvorena\""),
        ("naslov: Voda # ovo je komentar", "naslov: Voda # ovo je komentar"),
        ("naslov:Zbor", "naslov: Zbor"),
        ("naslov:Kvar: nema vode", "naslov: \"Kvar: nema vode\""),
        ("naslov: „Zbor“", "naslov: Zbor"),
        ("naslov: „5. zbor: važno“", "naslov: \"5. zbor: važno\""),
        ("“naslov”: Zbor", "naslov: Zbor"),
        (
            "naslov: Voda\nizvor:\n\tnaziv: Vodovod\n\turl: https://a.ba",
            "naslov: Voda\nizvor:\n  naziv: Vodovod\n  url: https://a.ba",
        ),
        ("naslov: Voda\noznake:\n• voda\n• kvar", "naslov: Voda\noznake:\n- voda\n- kvar"),
        ("naslov: Voda\noznake: [voda, kvar", "naslov: Voda\noznake: [voda, kvar]"),
        ("naslov: \"Dom \"Sloga\" radi\"", "naslov: 'Dom \"Sloga\" radi'"),
        ("naslov: Voda\u{b}i struja", "naslov: Voda i struja"),
        ("naslov:\u{a0}Voda", "naslov: Voda"),
        ("naslov: @mz", "naslov: \"@mz\""),
        (
            "naslov: Kvar: hitno\nrazlog: Cijev: pukla\nkontakt: Vodovod: 061",
            "naslov: \"Kvar: hitno\"\nrazlog: \"Cijev: pukla\"\nkontakt: \"Vodovod: 061\"",
        ),
        ("**naslov:** Voda: hitno", "naslov: \"Voda: hitno\""),
    ] {
        check(&front(before), &front(after));
    }
}

#[test]
fn more_mistakes_than_one_reading_repairs() {
    let many = |quote: &str| (0..30).map(|number| format!("oznaka{number}: {quote}a: b{quote}\n")).collect::<String>();
    check(&front(&many("")), &front(&many("\"")));
}

#[test]
fn what_nobody_can_know_stays() {
    for text in [
        "naslov: Voda\ndatum: 05/06/2026",
        "naslov: Voda\nnaslov: Struja",
        "naslv: Voda",
        "naslov: VODA I STRUJA",
        "nacrt: možda",
    ] {
        check(&front(text), &front(text));
    }
}

#[test]
fn fences() {
    check("\n\n---\nnaslov: Voda\n---\nTekst.\n", "---\nnaslov: Voda\n---\nTekst.\n");
    check("---\nnaslov: Voda\n\nTekst.\n", "---\nnaslov: Voda\n---\n\nTekst.\n");
    check("---\nnaslov: Voda", "---\nnaslov: Voda\n---\n");
    check("\u{feff}\r\n---\r\nnaslov: Zbor: a\r\n---\r\nTekst.\r\n", "---\nnaslov: \"Zbor: a\"\n---\nTekst.\n");
}

#[test]
fn line_ends_are_made_alike() {
    check("---\r\nnaslov: Voda\n---\nTekst.\r\n", "---\nnaslov: Voda\n---\nTekst.\n");
}

#[test]
fn encodings() {
    let text = front("naslov: Obavještenje žiteljima „Čaršije“");
    let narrow = encoding_rs::WINDOWS_1250.encode(&text).0.into_owned();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [narrow, wide] {
        let mended = fix("obavjestenja/a.md", &TEXT, &bytes, Extent::Mistakes).unwrap();
        assert_eq!((mended.text.as_str(), mended.repairs.len()), (text.as_str(), 1));
    }
}

#[test]
fn bytes_that_are_no_code_of_ours_stay() {
    // UTF-8 with one byte lost, and DOS (cp852).
    for bytes in
        [b"naslov: Op\xc4ina \xc4\x8diti\n".as_slice(), b"naslov: Op\x86ina \x9fiti\n", b"\xff\xfea\0\x00\xd8b\0"]
    {
        assert_eq!(fix("a.md", &TEXT, bytes, Extent::Mistakes), None);
    }
}

#[test]
fn the_icelandic_letter() {
    check(&front("naslov: Graðani i Ðaci"), &front("naslov: Građani i Đaci"));
    check(&body("Sveðbúð, þorrablót"), &body("Sveðbúð, þorrablót"));
}

#[test]
fn yuscii() {
    check(
        "---\nnaslov: Obavje{tenje gra|anima op}ine\nvrijeme: ve~eras\nmail: mz@selo.ba\n---\n[kola po~inje u ~etvrtak, `ene i djeca mogu do}i ku}i. Sre}ni praznici.\n",
        "---\nnaslov: Obavještenje građanima općine\nvrijeme: večeras\nmail: mz@selo.ba\n---\nŠkola počinje u četvrtak, žene i djeca mogu doći kući. Srećni praznici.\n",
    );
}

#[test]
fn yuscii_is_never_guessed() {
    for text in [
        "Kod `a` i {b} i x|y, mail: a@b.ba, put C:\\x\\y.",
        "Obavje{tenje",
        "Obavje{tenje gra|anima, ve~eras, i naše slovo",
        "| a|b | c~d |\n|---|---|\n| e{f | g}h |",
        "a{b c|d e~f g`h i}j",
    ] {
        check(&body(text), &body(text));
    }
}

#[test]
fn word() {
    check(
        &body(
            "<p class=\"MsoNormal\" style=\"margin-bottom:0cm\"><span lang=BS style='font-size:12.0pt;\nmso-fareast-language:BS'>Zbor je <b style='mso-bidi-font-weight:normal'>u petak</b>.<o:p></o:p></span></p>\n\n<p class=MsoNormal><i>Dođite</i> &nbsp;svi.<o:p>&nbsp;</o:p></p>",
        ),
        &body("Zbor je **u petak**.\n\n*Dođite*  svi. "),
    );
    check(
        &body("Prvo <span style=\"color:red\">crveno</span>, pa <st1:City w:st=\"on\">Sarajevo</st1:City>."),
        &body("Prvo crveno, pa Sarajevo."),
    );
    check(&body("A\n<!--[if gte mso 9]><xml>\n <w:WordDocument/>\n</xml><![endif]-->B"), &body("A\nB"));
    check(
        &body(
            "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Prva</p>\n<p class=MsoListParagraph><![if !supportLists]><span>2.<span> </span></span><![endif]>Druga</p>",
        ),
        &body("- Prva\n\n1. Druga"),
    );
    check(
        &body(
            "<p class=MsoNormal>Jedan</p><p class=MsoNormal>Dva<br style='mso-special-character:line-break'>tri</p><ul type=disc><li class=MsoNormal>a</li><li class=MsoNormal>b</li></ul><h1 style='x'>Naslov</h1>",
        ),
        &body("Jedan\n\nDva\\\ntri\n\n- a\n- b\n\n## Naslov"),
    );
    check(
        &body(
            "<table class=MsoTableGrid border=1>\n <tr style='mso-yfti-irow:0'>\n  <td width=100 colspan=2>a</td>\n </tr>\n</table>",
        ),
        &body("<table>\n <tr>\n  <td colspan=\"2\">a</td>\n </tr>\n</table>"),
    );
}

#[test]
fn beside_what_word_left_html_that_is_meant_stays() {
    check(
        &body(
            "<span style=x>Prvo</span>\n\n<details><summary>Više</summary>\n\n<u>tekst</u>\n\n</details>\n\n<div id=\"mapa\">karta</div> <a href=\"a.pdf\" title=\"b\">c</a>",
        ),
        &body(
            "Prvo\n\n<details><summary>Više</summary>\n\n<u>tekst</u>\n\n</details>\n\n<div id=\"mapa\">karta</div> <a href=\"a.pdf\" title=\"b\">c</a>",
        ),
    );
}

/// Nothing is asserted but that they end: work that grows with the square of a text would not.
#[test]
fn damaged_texts_are_soon_read() {
    for piece in [
        "<b>",
        "</b>",
        "<p class=MsoNormal>",
        "</p>",
        "<o:p>&nbsp;",
        "<![if !supportLists]>",
        "`<",
        "<style>",
        "a{b|c~",
        "ð ",
        "<a =\"",
    ] {
        let text = body(&(String::from("<o:p>x</o:p>") + &piece.repeat(200_000 / piece.len())));
        let mended = fixed(Extent::Canonical, &text);
        assert!(mended.text.starts_with("---\nnaslov: Voda\n---\n"));
    }
}

#[test]
fn html_that_is_meant_stays() {
    for text in [
        "<details><summary>Više</summary>\n\nTekst &nbsp; dalje\n\n</details>",
        "Kod: `<span style=x>` i <https://a.ba> i 3 < 5 > 2.",
        "```html\n<p class=MsoNormal><o:p></o:p></p>\n```",
        "<b>Važno</b> <u>danas</u><br>sutra <!-- bilješka -->",
    ] {
        check(&body(text), &body(text));
    }
}

#[test]
fn canonical() {
    check_canonical(
        "naslov: Voda\ndatum: 12. maj 2026. u 18:00\nnacrt: ne",
        "naslov: Voda\ndatum: 2026-05-12T18:00\nnacrt: false",
    );
    check_canonical(
        "Title: Voda\ndate: 12.5.2026.\ntags: voda, kvar\nexcerpt: Nema",
        "title: Voda\ndate: 2026-05-12\ntags: [voda, kvar]\ndescription: Nema",
    );
    check_canonical(
        "naziv: Voda\nsažetak: Nema\nVrijedi-do: 1. 6. 2026.",
        "naslov: Voda\nopis: Nema\nvrijedi_do: 2026-06-01",
    );
    check_canonical("Наслов: Вода\nНацрт: да", "наслов: Вода\nнацрт: true");
    check_canonical(
        "naslov: \"12. 5. 2026.\"\nnacrt: \"da\"\noznake: \"a, b\"",
        "naslov: \"12. 5. 2026.\"\nnacrt: \"da\"\noznake: \"a, b\"",
    );
}

#[test]
fn canonical_events() {
    let role = Role::Data(Kind::Event);
    let before = "- naslov: Šah\n  početak: 5. 12. 2026. u 17:00\n  kraj: 19:00\n  najavi: da\n- Naslov: Zbor\n  kada: 6. 12. 2026. od 10 do 12 sati\n";
    let after = "- naslov: Šah\n  početak: 2026-12-05T17:00\n  kraj: 19:00\n  najavi: true\n- naslov: Zbor\n  kada: 6. 12. 2026. od 10 do 12 sati\n";
    let mended = fix("dogadjaji.yaml", &role, before.as_bytes(), Extent::Canonical).unwrap();
    assert_eq!(mended.text, after);
}

#[test]
fn hidden_endings() {
    for (path, right) in [
        ("obavjestenja/voda.md.txt", Some("obavjestenja/voda.md")),
        ("ankete/a.yaml.TXT", Some("ankete/a.yaml")),
        ("obavjestenja/voda.md", None),
        ("obavjestenja/voda.txt", None),
        ("dokumenti/voda.md.txt", None),
        ("README.md.txt", None),
    ] {
        assert_eq!(right_name(path, true), right, "{path}");
    }
}

/// A value in which nothing is wrong.
fn value() -> impl Strategy<Value = String> {
    "[A-Zčćžšđ][a-zčćžšđ0-9]{0,8}( [a-zčćžšđ]{1,8}){0,4}"
}

fn file() -> impl Strategy<Value = (Vec<String>, String)> {
    let line = ("[a-z]{2,8}", value()).prop_map(|(key, value)| format!("{key}: {value}"));
    let body = proptest::collection::vec("[A-Z][a-zčćžšđ]{0,8}( [a-zčćžšđ*_`:#.]{1,8}){0,6}", 0..5);
    (proptest::collection::vec(line, 1..6), body.prop_map(|lines| lines.join("\n\n")))
}

/// Mistakes on a line of its own, and how it is right.
const PLANTED: [(&str, &str); 6] = [
    ("zzza: Zbor: važno", "zzza: \"Zbor: važno\""),
    ("zzzb: Ulica #5", "zzzb: \"Ulica #5\""),
    ("zzzc: „Zbor“", "zzzc: Zbor"),
    ("zzzd: Graðani", "zzzd: Građani"),
    ("zzze: \"Dom \"Sloga\" radi\"", "zzze: 'Dom \"Sloga\" radi'"),
    ("zzzf: %a", "zzzf: \"%a\""),
];

proptest! {
    #[test]
    fn without_mistakes_nothing_changes((lines, text) in file()) {
        let before = format!("---\n{}\n---\n{text}\n", lines.join("\n"));
        let mended = fixed(Extent::Mistakes, &before);
        prop_assert_eq!(&mended.text, &before);
        prop_assert_eq!(mended.repairs, vec![]);
    }

    #[test]
    fn all_round_a_mistake_stays((lines, text) in file(), at in 0_usize..7, which in 0_usize..6) {
        let at = at.min(lines.len());
        let (above, below) = (lines[..at].join("\n"), lines[at..].join("\n"));
        let (wrong, right) = PLANTED[which];
        let with = |line: &str| format!("---\n{above}\n{line}\n{below}\n---\n{text}\n");
        let mended = fixed(Extent::Mistakes, &with(wrong));
        prop_assert_eq!(&mended.text, &with(right));
        prop_assert_eq!(mended.repairs.len(), 1);
    }

    #[test]
    fn any_bytes_are_repaired_once(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Some(mended) = fix("obavjestenja/a.md", &TEXT, &bytes, Extent::Canonical) {
            let again = fix("obavjestenja/a.md", &TEXT, mended.text.as_bytes(), Extent::Canonical).unwrap();
            prop_assert_eq!(again.repairs, vec![]);
        }
    }

    #[test]
    fn any_text_is_repaired_once(text in "(?s)(---\n)?([a-zčš]{1,6}[:;]? ?[„“\"'#:\\[\\]{}<>!@&*|a-z0-9 \t,-]{0,20}\r?\n){0,8}(---\n)?[<>/a-z:\"= \n]{0,60}") {
        for extent in [Extent::Mistakes, Extent::Canonical] {
            let mended = fixed(extent, &text);
            let again = fixed(extent, &mended.text);
            prop_assert_eq!(again.repairs, vec![], "{:?}", mended.text);
        }
    }
}
