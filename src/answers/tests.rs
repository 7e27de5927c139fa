use super::*;
use crate::date::Date;
use crate::diag::{Severity, Source};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn whole() -> Answers {
    Answers {
        version: VERSION,
        fetched: Some("2026-11-23T21:20:05Z".parse().unwrap()),
        etag: Some("\"a1\"".to_owned()),
        questions: vec![Published {
            reference: "7K4Q-29XH-C".to_owned(),
            about: None,
            question: "Kad: sutra?\n- da\n# ne".to_owned(),
            reply: "Да, у 8:00. 😀 \"tako\" {{ x }}".to_owned(),
            asked: day("2026-11-01"),
            answered: day("2026-11-03"),
        }],
        statuses: vec![Tracked {
            reference: "12E4-5678-9".to_owned(),
            status: Status::Closed,
            since: day("2026-11-05"),
            promised: None,
            reason: Some("null".to_owned()),
        }],
        replies: vec![Reply {
            about: "projekti/put/".to_owned(),
            said: "Uzak je.".to_owned(),
            did: "Proširen je.".to_owned(),
            day: day("2026-10-05"),
            people: Some(11),
        }],
        late: 3,
        polls: vec![PollCount {
            poll: "2026".to_owned(),
            method: Method::Multiple,
            ballots: Ballots { online: 12, paper: 10 },
            options: vec![OptionCount { option: "1".to_owned(), votes: 22, paper: Some(10) }],
        }],
        problems: vec![Problem { category: "lighting".to_owned(), street: None, reports: 14 }],
        statistics: Some(Statistics {
            since: day("2025-11-24"),
            received: 64,
            answered: 59,
            in_time: 55,
            mean_hours: Some(46),
        }),
    }
}

#[test]
fn what_is_written_is_read_again_as_yaml_and_as_json() {
    let text = to_yaml(&whole()).unwrap();
    let read = read(&Source::new("odgovori.yaml", text.clone()));
    assert_eq!((read.value, read.findings), (whole(), Vec::new()), "{text}");
    let json = serde_json::to_vec(&whole()).unwrap();
    let read = from_json("odgovori.yaml", &json).unwrap();
    assert_eq!((read.value, read.findings), (whole(), Vec::new()));
    assert_eq!(to_yaml(&from_json("x", &json).unwrap().value).unwrap(), text, "canonical");
}

#[test]
fn an_empty_file_is_no_answers() {
    for text in ["", "version: 1\n", "questions:\n", "# ništa\n"] {
        let read = read(&Source::new("odgovori.yaml", text));
        assert_eq!(read.findings, Vec::new(), "{text:?}");
        assert_eq!(read.value, Answers { version: VERSION, ..Answers::default() }, "{text:?}");
    }
}

#[test]
fn a_broken_entry_takes_no_other_with_it() {
    let text = "questions:\n- {reference: A-1, question: Zašto?, reply: Zato., asked: 2026-11-01, answered: juče}\n\
                - {reference: A-2, question: Kada?, reply: Sutra., asked: 2026-11-01, answered: 2026-11-02}\n\
                - {reference: A-2, question: Opet?, reply: Opet., asked: 2026-11-01, answered: 2026-11-02}\n\
                - {reference: '<b>', question: Opet?, reply: Opet., asked: 2026-11-01, answered: 2026-11-02}\n\
                statuses: 7\nstatistics: {since: 2026-01-01}\n";
    let read = read(&Source::new("odgovori.yaml", text));
    let kept: Vec<&str> = read.value.questions.iter().map(|one| one.question.as_str()).collect();
    assert_eq!(kept, ["Kada?"]);
    let told: Vec<String> = read.findings.iter().map(|one| one.message.en.clone()).collect();
    assert!(
        told[0].contains("questions [1]") && told[1].contains("statuses") && told[2].contains("statistics"),
        "{told:?}"
    );
    assert!(read.findings.iter().all(|one| one.severity == Severity::Warning && one.code == "O003"));
}

#[test]
fn a_file_that_is_none_and_one_of_a_newer_program_are_told() {
    for (text, code) in [("- a\n- b\n", "O001"), ("a: [", "O001"), ("version: 2\n", "O002")] {
        let read = read(&Source::new("odgovori.yaml", text));
        assert_eq!(read.findings.iter().map(|one| &*one.code).collect::<Vec<_>>(), [code], "{text:?}");
        assert_eq!(read.value, Answers::default());
    }
}

#[test]
fn hidden_signs_are_left_out_and_lines_stay() {
    assert_eq!(clean(" A\u{202e}B\u{200b}\tC\r\nD\u{0}\u{feff}\u{2066} "), "AB C\nD");
    assert_eq!(clean("Њива, đ, 😀, é"), "Њива, đ, 😀, é");
    assert!(is_hidden('\u{202e}') && is_hidden('\u{e0041}') && !is_hidden('\n') && !is_hidden('đ'));
}

#[test]
fn small_numbers_tell_nothing() {
    let poll = |online, paper| PollCount {
        poll: "a".to_owned(),
        method: Method::Single,
        ballots: Ballots { online, paper },
        options: Vec::new(),
    };
    assert!(poll(7, 3).is_public() && !poll(9, 0).is_public());
    assert!(!Ballots { online: 90, paper: 9 }.may_be_split() && Ballots { online: 10, paper: 10 }.may_be_split());
    let of = |received, answered| Statistics {
        since: day("2026-01-01"),
        received,
        answered,
        in_time: 0,
        mean_hours: Some(25),
    };
    assert_eq!((of(9, 9).mean_days(), of(9, 9).answered_percent()), (None, None));
    assert_eq!((of(12, 10).mean_days(), of(12, 10).answered_percent()), (Some(2), Some(83)));
}
