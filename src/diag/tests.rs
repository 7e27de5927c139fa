use super::*;
use proptest::prelude::*;

/// Stands for the conversion of scripts: enough letters to see what was converted.
fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn voice(language: Language) -> Voice {
    Voice { language, cyrillic: shout }
}

fn plain(finding: &Diagnostic) -> String {
    human(finding, voice(Language::Bs), Colour::Never)
}

/// A finding at the first place of `word` in `text`.
fn at(text: &str, word: &str) -> Span {
    let start = text.find(word).unwrap();
    Source::new("sites/a/voda.md", text).span(start..start + word.len())
}

fn unknown(text: &str, word: &str) -> Diagnostic {
    Diagnostic::error("Y000", &at(text, word), text!("nepoznato polje `{word}`", "unknown field `{word}`"))
        .help(text!("jeste li mislili `naslov`?", "did you mean `naslov`?"))
}

#[test]
fn a_person_reads_what_where_and_what_to_do() {
    let expected = "\
greška[Y000]: nepoznato polje `naslv`
  --> sites/a/voda.md:2:1
   |
 2 | naslv: Zbor građana
   | ^^^^^
   = pomoć: jeste li mislili `naslov`?
";
    assert_eq!(plain(&unknown("---\nnaslv: Zbor građana\n---\n", "naslv")), expected);
}

#[test]
fn related_places_stand_below() {
    let text = "a: 1\n".to_owned() + &"\n".repeat(8) + "\ta: 2\n";
    let source = Source::new("a.yaml", text.as_str());
    let second = source.span(text.len() - 5..text.len() - 4);
    let finding = Diagnostic::warning("Y011", &second, text!("dva puta", "twice"))
        .related(&source.span(0..1), text!("prvi put", "the first"))
        .related(At::File("b.yaml".into()), text!("i ovdje", "here too"));
    let expected = "\
upozorenje[Y011]: dva puta
   --> a.yaml:10:2
    |
 10 |     a: 2
    |     ^
   ::: a.yaml:1:1
    |
  1 | a: 1
    | - prvi put
   ::: b.yaml: i ovdje
";
    assert_eq!(plain(&finding), expected);
}

#[test]
fn places_without_text() {
    let file = Diagnostic::hint("L001", At::File("a/b.docx".into()), text!("nije tekst", "not a text"));
    assert_eq!(plain(&file), "savjet[L001]: nije tekst\n  --> a/b.docx\n");
    let workspace = Diagnostic::error("L002", At::Workspace, text!("prazno", "empty"));
    assert_eq!(human(&workspace, voice(Language::En), Colour::Never), "error[L002]: empty\n");
}

#[test]
fn carets_stand_below_wide_and_hidden_signs() {
    let cases = [
        ("Ђурђа 日本 x", "x", "Ђурђа 日本 x", 11, 1),
        ("a\t\tbc", "bc", "a        bc", 9, 2),
        ("a\u{1b}[31m b", "b", "a␛[31m b", 7, 1),
        ("a\u{202e}b c", "c", "a<U+202E>b c", 11, 1),
        ("e\u{301}x", "x", "e\u{301}x", 1, 1),
        ("日本", "日本", "日本", 0, 4),
    ];
    for (text, word, line, before, width) in cases {
        let told = plain(&Diagnostic::error("Y000", &at(text, word), text!("x", "x")));
        let expected = format!(" 1 | {line}\n   | {}{}\n", " ".repeat(before), "^".repeat(width));
        assert!(told.ends_with(&expected), "{told}");
    }
}

#[test]
fn long_lines_are_shown_round_the_place() {
    let text = format!("{} ovdje {}", "a".repeat(300), "b".repeat(300));
    let told = plain(&Diagnostic::error("Y000", &at(&text, "ovdje"), text!("x", "x")));
    let expected = format!(
        "error[Y000]: x\n  --> sites/a/voda.md:1:302\n   |\n 1 | …{} ovdje {}…\n   |  {}^^^^^\n",
        "a".repeat(32),
        "b".repeat(61),
        " ".repeat(33),
    );
    assert_eq!(told.replace("greška", "error"), expected);
}

#[test]
fn a_line_of_a_megabyte_is_not_kept_whole() {
    let text = format!("{}đ{}", "č".repeat(400_000), "ž".repeat(400_000));
    let snippet = at(&text, "đ").snippet();
    assert!(snippet.text.chars().count() <= 1_002 && snippet.column == 400_001);
    assert_eq!(snippet.text.chars().nth(snippet.column - 1 - snippet.skipped), Some('đ'));
}

#[test]
fn quoted_parts_stay_in_their_script() {
    let told = human(&unknown("naslv: x", "naslv"), voice(Language::BsCyrl), Colour::Never);
    let expected = "\
GREŠKA[Y000]: NEPOZNATO POLJE `naslv`
  --> sites/a/voda.md:1:1
   |
 1 | naslv: x
   | ^^^^^
   = POMOĆ: JESTE LI MISLILI `naslov`?
";
    assert_eq!(told, expected);
    let odd = text!("znak ` i `x`", "");
    assert_eq!(voice(Language::BsCyrl).say(&odd), "ZNAK ` i `X`");
}

#[test]
fn colours_only_where_asked() {
    let told = human(&unknown("naslv: x", "naslv"), voice(Language::En), Colour::Always);
    assert!(told.starts_with("\u{1b}[1;31merror[Y000]\u{1b}[0m: unknown field `naslv`\n"), "{told}");
}

#[test]
fn json_has_stable_names() {
    let finding = unknown("\u{feff}---\nčšž naslv: x", "naslv").related(At::Workspace, text!("r", "s"));
    let expected = r#"{"severity":"error","code":"Y000","file":"sites/a/voda.md","line":2,"column":5,"end_column":10,"message":{"bs":"nepoznato polje `naslv`","en":"unknown field `naslv`"},"help":[{"bs":"jeste li mislili `naslov`?","en":"did you mean `naslov`?"}],"related":[{"file":null,"line":null,"column":null,"end_column":null,"message":{"bs":"r","en":"s"}}]}"#;
    assert_eq!(json_line(&finding), format!("{expected}\n"));
}

#[test]
fn annotations_are_escaped_and_errors_come_first() {
    let hint = Diagnostic::hint("A001", At::Workspace, text!("100 %\n::error::x\u{1b}", ""));
    let source = Source::new("a,b:c%.md", "naslv: x");
    let error = Diagnostic::error("Y000", &source.span(0..5), text!("prvo", "")).help(text!("drugo", ""));
    let expected = "::error file=a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=6,title=greška Y000::prvo%0Adrugo\n\
                    ::notice title=savjet A001::100 %25␊::error::x␛\n";
    assert_eq!(github(&[hint, error], voice(Language::Bs)), expected);
}

#[test]
fn the_summary_is_by_file_and_cannot_be_written_into() {
    let path = "a/<b>.md";
    let source = Source::new(path, "x: y");
    let findings = [
        Diagnostic::warning("B001", &source.span(0..1), text!("`<img src=x>` i [x](http://y) **z**", ""))
            .help(text!("napišite `a`", "")),
        Diagnostic::error("B002", At::File(path.into()), text!("nema", "")),
        Diagnostic::error("B003", At::Workspace, text!("prazno", "")),
    ];
    let expected = "\
## 2 greške, 1 upozorenje

- **greška** B003: prazno

### <code>a&#47;&#60;b&#62;&#46;md</code>

- **greška** B002: nema
- **upozorenje** B001, red 1: <code>&#60;img src&#61;x&#62;</code> i &#91;x&#93;&#40;http&#58;&#47;&#47;y&#41; &#42;&#42;z&#42;&#42;
  - napišite <code>a</code>
";
    assert_eq!(summary(&findings, voice(Language::Bs)), expected);
}

#[test]
fn numbers_and_nouns_agree() {
    let cases = [
        ((0, 0, 0), "nema nalaza", "no findings"),
        ((1, 1, 1), "1 greška, 1 upozorenje, 1 savjet", "1 error, 1 warning, 1 hint"),
        ((2, 0, 4), "2 greške, 4 savjeta", "2 errors, 4 hints"),
        ((5, 12, 0), "5 grešaka, 12 upozorenja", "5 errors, 12 warnings"),
        ((11, 21, 22), "11 grešaka, 21 upozorenje, 22 savjeta", "11 errors, 21 warnings, 22 hints"),
        ((101, 0, 111), "101 greška, 111 savjeta", "101 errors, 111 hints"),
    ];
    for ((errors, warnings, hints), bs, en) in cases {
        let text = Counted { errors, warnings, hints }.text();
        assert_eq!((text.bs.as_str(), text.en.as_str()), (bs, en));
    }
}

proptest! {
    #[test]
    fn any_text_and_place_is_printed(text in "(?s).{0,300}", start in 0_usize..400, length in 0_usize..50) {
        let source = Source::new("a.md", text);
        let finding = Diagnostic::error("Y000", &source.span(start..start + length), text!("x", "x"));
        let told = plain(&finding);
        prop_assert!(!told.chars().any(|c| c.is_control() && c != '\n'), "{:?}", told);
        prop_assert_eq!(told.lines().count(), 5);
        let json = json_line(&finding);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        prop_assert!(github(&[finding], voice(Language::Bs)).lines().count() == 1);
    }
}
