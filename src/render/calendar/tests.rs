#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::text::{escaped, fold};
use proptest::prelude::*;

fn folded(line: &str) -> String {
    let mut out = String::new();
    fold(&mut out, line);
    out
}

#[test]
fn lines_are_folded_at_75_octets() {
    let line = "D".repeat(75);
    assert_eq!(folded(&line), format!("{line}\r\n"));
    assert_eq!(folded(&format!("{line}EF")), format!("{line}\r\n EF\r\n"));
    // A blank begins each line that goes on, so it holds 74.
    let long = "x".repeat(75 + 74 + 1);
    assert_eq!(folded(&long), format!("{}\r\n {}\r\n x\r\n", "x".repeat(75), "x".repeat(74)));
}

#[test]
fn lines_are_never_folded_inside_a_character() {
    // 74 octets and a letter of two.
    let line = format!("{}Ж", "x".repeat(74));
    assert_eq!(folded(&line), format!("{}\r\n Ж\r\n", "x".repeat(74)));
    assert_eq!(folded("😀".repeat(19).as_str()), format!("{}\r\n 😀\r\n", "😀".repeat(18)));
}

#[test]
fn text_is_escaped() {
    for (text, expected) in [
        ("Zbor, sala; hol", r"Zbor\, sala\; hol"),
        (r"C:\mz", r"C:\\mz"),
        ("prvi\r\ndrugi\tred", r"prvi\ndrugi red"),
        ("a\u{0}b\u{7f}c\u{85}", "abc"),
        ("  „navodnici“ \"i ovi\"\n", "„navodnici“ \"i ovi\""),
    ] {
        assert_eq!(escaped(text), expected, "{text:?}");
    }
}

proptest! {
    #[test]
    fn unfolded_lines_are_the_same(text in "\\PC{0,300}") {
        let out = folded(&text);
        prop_assert!(out.split("\r\n").all(|line| line.len() <= 75));
        prop_assert_eq!(out.replace("\r\n ", ""), format!("{text}\r\n"));
    }

    #[test]
    fn escaped_text_stays_in_its_line(text in any::<String>()) {
        let out = escaped(&text);
        prop_assert!(!out.contains(|c: char| c.is_control()));
        let mut chars = out.chars();
        while let Some(c) = chars.next() {
            prop_assert!(!matches!(c, ';' | ','), "{}", out);
            if c == '\\' {
                prop_assert!(matches!(chars.next(), Some('\\' | ';' | ',' | 'n')), "{}", out);
            }
        }
    }
}
