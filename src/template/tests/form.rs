//! `form.html`, as it comes out of both wings.

use super::{context, theme};
use crate::form::{Choice, Field, FieldKind};
use crate::form::{FieldError, Form, FormKind, Mark, Mistake, Poll, Post, Setting, built_in, view};
use crate::lang::{Labels, Locale};
use scraper::{ElementRef, Html, Selector};
use serde_json::json;

fn page(form: &Form, post: &Post) -> Html {
    let view = view(form, Labels::builtin(form.locale), post);
    let html = theme(&[]).render("form.html", &context(&json!({ "form": view })).unwrap()).unwrap();
    Html::parse_fragment(&String::from_utf8(html).unwrap())
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn sent(answers: &[(&str, &str)]) -> Vec<(String, String)> {
    answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn setting() -> Setting {
    let choice = |value: &str| Choice { value: value.to_owned(), label: format!("<{value}>") };
    Setting {
        reader: "Emina Hodžić".to_owned(),
        promise_days: Some(2),
        streets: vec!["Gornja \"mahala\"".to_owned()],
        services: ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map(choice).to_vec(),
        about: "/a/?b=\"c\"".to_owned(),
        mark: Mark::Asked,
        poll: Poll {
            id: "p".to_owned(),
            question: "Šta?".to_owned(),
            options: ["x", "y"].map(choice).to_vec(),
            most: Some(2),
        },
        ..Setting::default()
    }
}

#[test]
fn every_control_has_its_label_and_every_reference_leads_somewhere() {
    for (locale, kind) in Locale::ALL.into_iter().flat_map(|locale| FormKind::ALL.map(|kind| (locale, kind))) {
        let form = built_in(kind, Labels::builtin(locale), &setting());
        let errors: Vec<FieldError> =
            form.fields.iter().map(|f| FieldError { field: f.name.clone(), mistake: Mistake::Missing }).collect();
        for errors in [&errors[..], &[]] {
            let page = page(&form, &Post { action: "https://a.ba/f/x", errors, ..Post::default() });
            let mut ids: Vec<&str> = all(&page, "[id]").iter().filter_map(|e| e.value().attr("id")).collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{kind:?}: an identifier stands twice");
            let labelled: Vec<&str> = all(&page, "label").iter().filter_map(|e| e.value().attr("for")).collect();
            for control in all(&page, "input:not([type=hidden]), textarea, select") {
                assert!(labelled.contains(&control.value().attr("id").unwrap()), "{kind:?} {:?}", control.value());
            }
            for (element, attribute) in
                [("[for]", "for"), ("[aria-describedby]", "aria-describedby"), ("[list]", "list")]
            {
                for name in all(&page, element).iter().flat_map(|e| e.value().attr(attribute).unwrap().split(' ')) {
                    assert!(ids.contains(&name), "{kind:?}: {attribute}={name}");
                }
            }
            for link in all(&page, ".note li a") {
                assert!(ids.contains(&link.value().attr("href").unwrap().trim_start_matches('#')));
            }
        }
    }
}

#[test]
fn a_fresh_report_asks_hides_and_promises() {
    let form = built_in(FormKind::Report, Labels::builtin(Locale::Bs), &setting());
    let page = page(&form, &Post { action: "https://mz.ba/f/selo/prijava", ..Post::default() });
    let top = all(&page, "form")[0].value();
    assert_eq!(top.attr("enctype"), Some("multipart/form-data"));
    assert_eq!((top.attr("method"), top.attr("action")), (Some("post"), Some("https://mz.ba/f/selo/prijava")));
    assert_eq!(all(&page, "[name=_form]")[0].value().attr("value"), Some(form.version().as_str()));
    assert_eq!(text(all(&page, "label[for=prijava-photo]")[0]), "Fotografije (nije obavezno)");
    assert_eq!(text(all(&page, "label[for=prijava-message]")[0]), "Poruka");
    assert_eq!(text(all(&page, "p.note")[0]), "Poruku čita Emina Hodžić. Odgovaramo u roku od 2 dana.");
    assert_eq!(all(&page, "datalist option")[0].value().attr("value"), Some("Gornja \"mahala\""));
    let traps = all(&page, ".hp[aria-hidden=true] input[tabindex='-1'][autocomplete=off]");
    let names: Vec<&str> = traps.iter().filter_map(|trap| trap.value().attr("name")).collect();
    assert_eq!(names, form.traps());
    assert_eq!(all(&page, "[role=alert], [aria-invalid], .err, [novalidate]").len(), 0);
    assert_eq!(all(&page, "textarea[required]").len(), 1);
}

#[test]
fn a_form_that_comes_back_keeps_what_was_typed_and_says_what_is_wrong() {
    let form = built_in(FormKind::Report, Labels::builtin(Locale::Bs), &setting());
    let values = sent(&[("message", "\n</textarea><b>x"), ("email", "\"><script>"), ("consent", "1"), ("name", "Đ")]);
    let errors = form.read(&values).unwrap_err();
    let page = page(&form, &Post { values: &values, errors: &errors, ..Post::default() });
    assert_eq!(text(all(&page, ".note.bad[role=alert] strong")[0]), "Provjerite unesene podatke");
    assert_eq!(all(&page, ".note.bad a")[0].value().attr("href"), Some("#prijava-email"));
    assert_eq!(text(all(&page, ".err strong")[0]), "Upišite e-mail u obliku ime@primjer.ba");
    assert_eq!(all(&page, "[aria-invalid=true]").len(), 1);
    // A line feed that somebody typed first survives the one that HTML swallows.
    assert_eq!(all(&page, "textarea")[0].text().collect::<String>(), "\n</textarea><b>x");
    assert_eq!(all(&page, "[name=email]")[0].value().attr("value"), Some("\"><script>"));
    assert_eq!(all(&page, "[name=name]")[0].value().attr("value"), Some("Đ"));
    assert_eq!(all(&page, "[name=consent][checked]").len(), 1);
    assert_eq!(all(&page, "script, b").len(), 0);
}

#[test]
fn choices_are_shown_by_their_number_and_stay_chosen() {
    let labels = Labels::builtin(Locale::Bs);
    let values = sent(&[("service", "b"), ("mark", "4"), ("option", "x"), ("option", "y")]);
    let post = Post { values: &values, ..Post::default() };
    let service = page(&built_in(FormKind::Service, labels, &setting()), &post);
    assert_eq!(text(all(&service, "select option[selected]")[0]), "<b>");
    let opinion = page(&built_in(FormKind::Opinion, labels, &setting()), &post);
    assert_eq!(all(&opinion, "fieldset input[type=radio]").len(), 5);
    assert_eq!(all(&opinion, "input[checked]")[0].value().attr("value"), Some("4"));
    assert_eq!(all(&opinion, "[name=about]")[0].value().attr("value"), Some("/a/?b=\"c\""));
    let poll = page(&built_in(FormKind::Poll, labels, &setting()), &post);
    assert_eq!(all(&poll, "fieldset input[type=checkbox][checked]").len(), 2);
    assert_eq!((all(&poll, "p.note").len(), text(all(&poll, "button")[0])), (0, "Glasajte".to_owned()));
}

#[test]
fn a_form_of_the_site_s_own_shows_every_kind() {
    let mut form = built_in(FormKind::Custom, Labels::builtin(Locale::En), &Setting::default());
    form.fields = FieldKind::names()
        .enumerate()
        .map(|(i, name)| Field::new(format!("f{i}"), "Q", FieldKind::parse(name).unwrap()))
        .collect();
    let page = page(&form, &Post::default());
    let hidden = form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Hidden { .. })).count();
    assert_eq!(all(&page, ".field").len(), form.fields.len() - hidden);
    assert_eq!(all(&page, "input[type=date], input[type=time], input[inputmode=decimal]").len(), 6);
}
