use super::*;
use crate::lang::{Labels, Locale};
use proptest::prelude::*;

fn labels() -> &'static Labels {
    Labels::builtin(Locale::Bs)
}

fn choice(value: &str) -> Choice {
    Choice { value: value.to_owned(), label: value.to_uppercase() }
}

fn setting() -> Setting {
    Setting {
        reader: "Emina Hodžić, sekretarka".to_owned(),
        promise_days: Some(2),
        streets: vec!["Brdo".to_owned(), "Gornja \"mahala\"".to_owned()],
        services: vec![choice("a"), choice("b")],
        photo_phone: "061 123 456".to_owned(),
        about: "/projekti/put/".to_owned(),
        mark: Mark::Asked,
        poll: Poll {
            id: "stajaliste".to_owned(),
            question: "Gdje?".to_owned(),
            options: vec![choice("a"), choice("b")],
            most: None,
        },
        ..Setting::default()
    }
}

fn form(kind: FormKind) -> Form {
    built_in(kind, labels(), &setting())
}

/// A form with one question.
fn asking(field: Field) -> Form {
    Form { fields: vec![field], ..form(FormKind::Custom) }
}

fn sent(answers: &[(&str, &str)]) -> Vec<(String, String)> {
    answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// What one question makes of what was sent under its name.
fn one(field: Field, values: &[&str]) -> Result<Option<Answer>, Mistake> {
    let answers: Vec<(&str, &str)> = values.iter().map(|value| ("x", *value)).collect();
    match asking(field).read(&sent(&answers)) {
        Ok(submission) => Ok(submission.answer("x").cloned()),
        Err(errors) => Err(errors[0].mistake),
    }
}

fn field(kind: &str) -> Field {
    Field::new("x", "Pitanje", FieldKind::parse(kind).unwrap())
}

#[test]
fn kinds_are_read_in_both_languages_without_case_and_diacritics() {
    let cases = [
        ("tekst", "text"),
        ("dugi_tekst", "long_text"),
        ("Dugi tekst", "long_text"),
        ("e-mail", "email"),
        ("TELEFON", "phone"),
        ("izbor", "choice"),
        ("više_izbora", "choices"),
        ("vise izbora", "choices"),
        ("broj", "number"),
        ("datum", "date"),
        ("vrijeme", "time"),
        ("улица", "street"),
        ("fotografije", "photos"),
        ("saglasnost", "consent"),
        ("suglasnost", "consent"),
        ("hidden", "hidden"),
    ];
    for (written, canonical) in cases {
        assert_eq!(FieldKind::parse(written).map(|kind| kind.name()), Some(canonical), "{written}");
    }
    assert_eq!(FieldKind::parse("jmbg"), None);
    assert!(FieldKind::names().all(|name| FieldKind::parse(name).is_some()));
    for kind in FormKind::ALL {
        assert_eq!(FormKind::parse(kind.id()), Some(kind));
    }
    assert_eq!(FormKind::parse("Žalba"), Some(FormKind::Complaint));
}

#[test]
fn answers_are_cleaned_and_normalised() {
    let text = |text: &str| Ok(Some(Answer::Text(text.to_owned())));
    let cases = [
        ("text", " a\r\n b\u{0}\u{7}  c ", text("a b c")),
        ("long_text", "\r\n a\r\nb\u{0}\rc\t1 \n", text("a\nb\nc\t1")),
        ("email", " Ime.Prezime+x@primjer.ba ", text("Ime.Prezime+x@primjer.ba")),
        ("phone", "+387 (61) 123-456", text("+387 (61) 123-456")),
        ("number", "1.500,50", Ok(Some(Answer::Number("1500.5".to_owned())))),
        ("number", "1.500", Ok(Some(Answer::Number("1500".to_owned())))),
        ("number", "3.5", Ok(Some(Answer::Number("3.5".to_owned())))),
        ("number", "-0", Ok(Some(Answer::Number("0".to_owned())))),
        ("number", "007", Ok(Some(Answer::Number("7".to_owned())))),
        ("date", "12. 5. 2026.", Ok(Some(Answer::Date("2026-05-12".to_owned())))),
        ("date", "2026-05-12", Ok(Some(Answer::Date("2026-05-12".to_owned())))),
        ("time", "18.30", Ok(Some(Answer::Time("18:30".to_owned())))),
        ("time", "8:05", Ok(Some(Answer::Time("08:05".to_owned())))),
        ("consent", "on", Ok(Some(Answer::Consent))),
        ("photos", "slika.jpg", Ok(None)),
        ("text", " \u{0}\n ", Ok(None)),
    ];
    for (kind, value, expected) in cases {
        assert_eq!(one(field(kind), &[value]), expected, "{kind} {value:?}");
    }
}

#[test]
fn wrong_answers_have_their_mistake() {
    let long = "č".repeat(201);
    let huge = "a".repeat(20_001);
    let cases = [
        ("email", "ime", Mistake::Email),
        ("email", "a@b", Mistake::Email),
        ("email", "a@b..ba", Mistake::Email),
        ("email", "a b@c.ba", Mistake::Email),
        ("email", "a@c.ba,x@y.ba", Mistake::Email),
        ("phone", "nemam", Mistake::Phone),
        ("phone", "1234", Mistake::Phone),
        ("phone", "061+123456", Mistake::Phone),
        ("number", "dva", Mistake::Number),
        ("number", "1.50.00", Mistake::Number),
        ("number", "1,", Mistake::Number),
        ("number", "1e5", Mistake::Number),
        ("number", "٣", Mistake::Number),
        ("date", "31. 2. 2026.", Mistake::Date),
        ("time", "25:00", Mistake::Time),
        ("text", long.as_str(), Mistake::TooLong(200)),
        ("hidden", huge.as_str(), Mistake::TooLong(200)),
        ("long_text", huge.as_str(), Mistake::TooLong(4_000)),
    ];
    for (kind, value, expected) in cases {
        assert_eq!(one(field(kind), &[value]), Err(expected), "{kind} {value:?}");
    }
    for kind in FieldKind::names().filter(|name| FieldKind::parse(name) != Some(FieldKind::Photos)) {
        assert_eq!(one(field(kind).required(), &[" "]), Err(Mistake::Missing), "{kind}");
        assert_eq!(one(field(kind).required(), &[]), Err(Mistake::Missing), "{kind}");
    }
}

#[test]
fn limits_are_inclusive() {
    let limited = |kind: &str| Field { min: Some(2), max: Some(3), ..field(kind) };
    let cases = [
        ("text", "a", Err(Mistake::TooShort(2))),
        ("text", "čč", Ok(())),
        ("text", "ččč", Ok(())),
        ("text", "čččč", Err(Mistake::TooLong(3))),
        ("number", "1,999999", Err(Mistake::TooSmall(2))),
        ("number", "2", Ok(())),
        ("number", "3,0", Ok(())),
        ("number", "3,01", Err(Mistake::TooLarge(3))),
    ];
    for (kind, value, expected) in cases {
        assert_eq!(one(limited(kind), &[value]).map(|_| ()), expected, "{kind} {value}");
    }
}

#[test]
fn choices_are_only_those_offered_and_in_their_order() {
    let options: Vec<Choice> = ["a", "b", "c"].map(choice).to_vec();
    let several =
        Field { min: Some(2), max: Some(2), ..Field::new("x", "", FieldKind::Choices { options: options.clone() }) };
    assert_eq!(one(several.clone(), &["c", "a", "a"]), Ok(Some(Answer::Choices(vec!["a".to_owned(), "c".to_owned()]))));
    assert_eq!(one(several.clone(), &["a"]), Err(Mistake::TooFew(2)));
    assert_eq!(one(several.clone(), &["a", "b", "c"]), Err(Mistake::TooMany(2)));
    assert_eq!(one(several, &["a", "d"]), Err(Mistake::Choice));
    let single = Field::new("x", "", FieldKind::Choice { options });
    assert_eq!(one(single.clone(), &["b", "a"]), Ok(Some(Answer::Choice("b".to_owned()))));
    assert_eq!(one(single, &["B"]), Err(Mistake::Choice));
}

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_questions() {
    let errors = form(FormKind::Report).read(&sent(&[("email", "x"), ("phone", "y"), ("unknown", "z")])).unwrap_err();
    let names: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(names, ["message", "phone", "email", "consent"]);
    let said: Vec<String> = errors.iter().map(|error| error.message(&form(FormKind::Report), labels())).collect();
    assert_eq!(said[0], "Upišite poruku");
    assert_eq!(said[2], "Upišite e-mail u obliku ime@primjer.ba");
}

#[test]
fn every_mistake_is_said_in_every_language() {
    let mistakes = [
        Mistake::Missing,
        Mistake::TooShort(21),
        Mistake::TooLong(2),
        Mistake::Email,
        Mistake::Phone,
        Mistake::Choice,
        Mistake::TooFew(2),
        Mistake::TooMany(3),
        Mistake::Number,
        Mistake::TooSmall(-1),
        Mistake::TooLarge(5),
        Mistake::Date,
        Mistake::Time,
        Mistake::Fields,
    ];
    for locale in Locale::ALL {
        let labels = Labels::builtin(locale);
        let form = built_in(FormKind::Report, labels, &setting());
        for (mistake, name) in mistakes.iter().flat_map(|mistake| ["message", "name", ""].map(|name| (*mistake, name)))
        {
            let said = FieldError { field: name.to_owned(), mistake }.message(&form, labels);
            assert!(!said.is_empty() && !said.contains('{'), "{locale:?} {mistake:?} {said}");
        }
    }
}

#[test]
fn too_many_fields_are_refused_whole() {
    let many: Vec<(String, String)> = (0..65).map(|i| (format!("f{i}"), String::new())).collect();
    let errors = form(FormKind::Idea).read(&many).unwrap_err();
    assert_eq!(errors, [FieldError { field: String::new(), mistake: Mistake::Fields }]);
}

#[test]
fn a_filled_trap_is_told_and_nothing_is_thrown_away() {
    let form = form(FormKind::Idea);
    let mut answers = sent(&[("message", "m"), ("consent", "1")]);
    let [first, second] = form.traps();
    assert_ne!(first, second);
    answers.push((first.clone(), " ".to_owned()));
    assert_eq!(form.read(&answers).unwrap().trap, Trap::Empty);
    answers.push((second, "http://x".to_owned()));
    let submission = form.read(&answers).unwrap();
    assert_eq!((submission.trap, submission.text("message")), (Trap::Sprung, "m"));
    assert!(form.field(&first).is_none());
}

#[test]
fn the_version_follows_what_is_asked_and_not_how_it_is_said() {
    let base = form(FormKind::Report);
    assert_eq!(base.version().len(), 16);
    for locale in Locale::ALL {
        assert_eq!(built_in(FormKind::Report, Labels::builtin(locale), &setting()).version(), base.version());
    }
    let elsewhere = built_in(FormKind::Question, labels(), &Setting { about: "/x/".to_owned(), ..setting() });
    assert_eq!(elsewhere.version(), form(FormKind::Question).version());
    let changes: [fn(&mut Form); 6] = [
        |form| form.id.push('2'),
        |form| form.fields[0].required = Required::No,
        |form| form.fields[0].max = Some(9),
        |form| form.fields[0].name.push('2'),
        |form| form.fields[0].kind = FieldKind::Text,
        |form| drop(form.fields.pop()),
    ];
    for change in changes {
        let mut changed = base.clone();
        change(&mut changed);
        assert_ne!(changed.version(), base.version());
        assert_ne!(changed.traps(), base.traps());
    }
    let vote =
        |values: [&str; 2]| asking(Field::new("x", "", FieldKind::Choice { options: values.map(choice).to_vec() }));
    assert_ne!(vote(["a", "b"]).version(), vote(["a", "c"]).version());
}

#[test]
fn the_built_in_forms_are_whole_in_every_language() {
    for (locale, kind) in Locale::ALL.into_iter().flat_map(|locale| FormKind::ALL.map(|kind| (locale, kind))) {
        let form = built_in(kind, Labels::builtin(locale), &setting());
        assert!(!form.title.is_empty() && !form.button.is_empty(), "{locale:?} {kind:?}");
        let mut names: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), form.fields.len(), "{kind:?}");
        for field in &form.fields {
            let hidden = matches!(field.kind, FieldKind::Hidden { .. });
            assert!(hidden || !field.label.is_empty(), "{locale:?} {kind:?} {}", field.name);
            assert!(!field.label.contains('{') && !field.hint.contains('{'), "{locale:?} {kind:?} {field:?}");
        }
    }
    assert_eq!(form(FormKind::Opinion).id, "ocjena");
    assert_eq!(built_in(FormKind::Opinion, labels(), &Setting::default()).id, "misljenje");
    assert_eq!(form(FormKind::Poll).id, "stajaliste");
}

#[test]
fn the_file_is_the_same_in_whatever_order_and_comes_back_whole() {
    let site = |slug: &str, kinds: [FormKind; 2]| SiteEntry {
        slug: slug.to_owned(),
        name: "MZ".to_owned(),
        colours: [("accent".to_owned(), "#0e4b5a".to_owned())].into(),
        languages: vec![Locale::Bs, Locale::En],
        base_url: None,
        contact: Contact { phone: Some("037 123 456".to_owned()), ..Contact::default() },
        zone: None,
        promise_days: Some(2),
        forms: kinds.map(|kind| FormEntry::new(form(kind), None)).to_vec(),
    };
    let (one, two) = (FormKind::Report, FormKind::Poll);
    let file = FormsFile { version: FormsFile::VERSION, sites: vec![site("b", [one, two]), site("a", [two, one])] };
    let other = FormsFile { version: FormsFile::VERSION, sites: vec![site("a", [one, two]), site("b", [two, one])] };
    let text = file.to_json().unwrap();
    assert_eq!(text, other.to_json().unwrap());
    let back = FormsFile::from_json(&text).unwrap();
    assert_eq!(back.to_json().unwrap(), text);
    assert!(back.sites.iter().flat_map(|site| &site.forms).all(|entry| entry.version == entry.form.version()));
}

proptest! {
    #[test]
    fn reading_never_panics_and_what_is_right_stays_right(
        answers in prop::collection::vec(("(message|name|phone|email|consent|location|people|mark|about|option|x)", any::<String>()), 0..70),
        kind in prop::sample::select(FormKind::ALL.to_vec()),
    ) {
        let form = form(kind);
        if let Ok(submission) = form.read(&answers) {
            for (name, answer) in &submission.answers {
                let Answer::Text(text) = answer else { continue };
                prop_assert!(!text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
                let field = form.field(name).unwrap().clone();
                let again = Form { fields: vec![field], ..form.clone() }.read(&[(name.clone(), text.clone())]).unwrap();
                prop_assert_eq!(again.answer(name), Some(answer));
            }
        }
    }

    #[test]
    fn any_value_for_any_kind_is_read(value in any::<String>(), number in "[-−]?[0-9., ]{0,24}") {
        for kind in FieldKind::names() {
            let _ = one(field(kind), &[&value, &number]);
            if let Ok(Some(Answer::Number(read))) = one(field("number"), &[&number]) {
                prop_assert!(read.parse::<f64>().is_ok(), "{}", read);
            }
        }
    }
}
