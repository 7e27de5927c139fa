use super::postings::{Posting, Postings};
use super::{read, shard, vlq};
use crate::lang::Locale;

#[test]
fn numbers_as_source_maps_have_them() {
    // As https://sourcemaps.info/spec.html, without the sign: 31 is the last of one letter.
    for (number, letters) in [(0, "A"), (1, "B"), (31, "f"), (32, "gB"), (1023, "/f"), (1024, "ggB")] {
        let mut out = String::new();
        vlq::push(number, &mut out);
        // The alphabet of addresses: `_` for `/`.
        assert_eq!(out, letters.replace('/', "_"), "{number}");
    }
    let mut out = String::new();
    vlq::push_ascending([3, 4, 40], &mut out);
    assert_eq!(out, "DBkB");
    vlq::push(u32::MAX, &mut out);
    assert!(out.is_ascii());
}

#[test]
fn words_part_at_signs_and_single_letters_are_none() {
    for (written, terms) in [
        ("Kućna–lista", &["kucn", "list"][..]),
        ("„Preslica“", &["preslic"]),
        ("m²", &["m2"]),
        ("u", &[]),
        ("5", &["5"]),
        ("–", &[]),
        ("ЈКП", &["jkp"]),
    ] {
        assert_eq!(read::terms(Locale::Bs, written), terms, "{written}");
    }
    let long = "a".repeat(100);
    assert!(read::terms(Locale::En, &long)[0].len() <= read::LONGEST);
}

fn postings(terms: impl IntoIterator<Item = String>) -> Postings {
    let posting = || {
        let mut posting = Posting::default();
        posting.text.written = "A".repeat(40);
        posting
    };
    terms.into_iter().map(|term| (term, posting())).collect()
}

/// Terms of a file, as the script reads them.
fn terms(text: &str) -> Vec<String> {
    let lines: Vec<String> = serde_json::from_str(text).unwrap();
    let mut before = String::new();
    let read = lines.iter().map(|line| {
        let shared = vlq::ALPHABET.iter().position(|letter| *letter == line.as_bytes()[0]).unwrap();
        before = format!("{}{}", &before[..shared], line[1..].split(' ').next().unwrap());
        before.clone()
    });
    read.collect()
}

#[test]
fn files_hold_all_terms_once_and_none_is_large() {
    let letters = || 'a'..='z';
    let all: Vec<String> = letters()
        .flat_map(|a| letters().flat_map(move |b| letters().step_by(3).map(move |c| format!("{a}{b}{c}"))))
        .chain(["p", "po", "pos", "poslov"].map(str::to_owned))
        .collect();
    let postings = postings(all.clone());
    let files = shard::all(&postings);
    let found: Vec<String> = files.iter().flat_map(|file| terms(&file.text)).collect();
    assert_eq!(found, postings.keys().cloned().collect::<Vec<_>>());
    assert!(files.len() > 20, "{}", files.len());
    for (file, next) in files.iter().zip(files.iter().skip(1)) {
        assert!(file.text.len() < 16 * 1024, "{}", file.text.len());
        assert!(file.start < next.start, "{} {}", file.start, next.start);
        assert!(terms(&file.text).iter().all(|term| *term >= file.start && *term < next.start), "{}", file.start);
    }
}

/// One word that everything has is one file, however long.
#[test]
fn a_long_term_is_not_cut() {
    let mut postings = postings(["mjesn".to_owned(), "mjesto".to_owned()]);
    if let Some(posting) = postings.get_mut("mjesn") {
        posting.text.written = "B".repeat(100_000);
    }
    assert_eq!(shard::all(&postings).len(), 2);
}
