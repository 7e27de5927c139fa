mod form;

use super::css::squeeze;
use super::{Context, Theme, ThemeView, context};
use crate::diag::{At, Checked, Diagnostic, Severity, Source};
use crate::lang::{Labels, Locale};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

type Files<'a> = &'a [(&'a str, &'a str)];

fn layer(folder: &str, files: Files) -> BTreeMap<String, Arc<Source>> {
    files.iter().map(|(path, text)| ((*path).to_owned(), Source::new(format!("{folder}/{path}"), *text))).collect()
}

fn load(files: Files) -> Checked<Option<Theme>> {
    Theme::load(&[layer("themes/own", files)], false)
}

fn theme(files: Files) -> Theme {
    let loaded = load(files);
    assert_eq!(loaded.findings, []);
    loaded.value.unwrap()
}

fn bosnian() -> Value {
    json!({ "lang": "bs", "root": "../../", "t": Labels::builtin(Locale::Bs).as_tree() })
}

/// Renders one template with `lang`, `root`, `t` and the given values.
fn render(template: &str, page: Value) -> Result<String, Diagnostic> {
    let theme = theme(&[("templates/x.html", template)]);
    let view: ThemeView = theme.with_globals(context(&bosnian()).unwrap());
    view.render("x.html", context(&page).unwrap()).map(text)
}

fn text(html: Vec<u8>) -> String {
    String::from_utf8(html).unwrap()
}

/// Where a finding is: path, line, column, and the text under the caret.
fn place(finding: &Diagnostic) -> (&str, usize, usize, String) {
    let At::Text(snippet) = &finding.at else { panic!("{finding:?} has no place") };
    let marked = snippet.text.chars().skip(snippet.column - 1).take(snippet.width).collect();
    (&snippet.path, snippet.line, snippet.column, marked)
}

#[test]
fn the_built_in_theme_stands_alone() {
    for minify in [false, true] {
        let loaded = Theme::load(&[], minify);
        assert_eq!(loaded.findings, []);
        let theme = loaded.value.unwrap();
        assert!(theme.has("base.html") && theme.has("page.html") && !theme.has("no.html"));
        assert!(theme.files.contains_key("zbor.css"));
    }
}

#[test]
fn the_stronger_layer_wins_by_name() {
    let site = layer("sites/a", &[("templates/x.html", "site"), ("zbor.css", "s{}")]);
    let workspace = layer("themes/w", &[("templates/x.html", "workspace"), ("templates/y.html", "workspace")]);
    let theme = Theme::load(&[site, workspace], false).value.unwrap();
    let none = Context::new();
    assert_eq!(theme.render("x.html", &none).unwrap(), b"site");
    assert_eq!(theme.render("y.html", &none).unwrap(), b"workspace");
    assert_eq!(&*theme.files["zbor.css"], "s{}");
    assert!(theme.has("page.html"));
}

#[test]
fn a_page_wins_over_what_is_shared_and_includes_see_both() {
    let theme = theme(&[("templates/x.html", "{{ a }}{{ b }}{% include 'y.html' %}"), ("templates/y.html", "{{ a }}")]);
    let view = theme.with_globals(context(&json!({ "a": 1, "b": 2 })).unwrap());
    assert_eq!(view.render("x.html", context(&json!({ "a": "<" })).unwrap()).unwrap(), b"&lt;2&lt;");
    assert_eq!(view.render("x.html", Context::new()).unwrap(), b"121");
}

#[test]
fn values_are_escaped_in_html_and_not_in_plain_text() {
    let theme =
        theme(&[("templates/x.html", "{{ a }}"), ("templates/x.atom", "{{ a }}"), ("templates/x.ics", "{{ a }}")]);
    let page = context(&json!({ "a": "<b>\"'&" })).unwrap();
    for name in ["x.html", "x.atom"] {
        assert_eq!(theme.render(name, &page).unwrap(), b"&lt;b&gt;&quot;&#39;&amp;");
    }
    assert_eq!(theme.render("x.ics", &page).unwrap(), b"<b>\"'&");
}

#[test]
fn a_mistake_in_the_grammar_has_its_place_and_the_built_in_template_stands_in() {
    let loaded = load(&[("templates/redirect.html", "\u{feff}<p>ćć</p>\r\n<p>š {% if %}</p>")]);
    let [finding] = loaded.findings.as_slice() else { panic!("{:?}", loaded.findings) };
    assert_eq!((finding.code.as_ref(), finding.severity), ("T001", Severity::Error));
    assert_eq!(place(finding), ("themes/own/templates/redirect.html", 2, 12, "%}".to_owned()));
    assert!(finding.message.bs.starts_with("predložak ima grešku: `Found"), "{}", finding.message.bs);
    assert_eq!(finding.help[0].en, "the built-in `redirect.html` is used instead");
    let labels = json!({ "error": { "moved": "T", "moved_link": "L" } });
    let site = json!({ "lang": "bs", "name": "M" });
    let page = context(&json!({ "site": site, "t": labels, "meta": { "canonical": null }, "redirect": "x" })).unwrap();
    assert!(text(loaded.value.unwrap().render("redirect.html", &page).unwrap()).contains("<h1>T</h1>"));
}

#[test]
fn unknown_names_are_all_found_at_once_each_at_its_place() {
    let text = "čč {{ a | nema }}\n{{<Nema />}}{% include 'nema.html' %}{{ nema() }}{% if a is nema %}{% endif %}";
    let loaded = load(&[("templates/new.html", text)]);
    let mut places: Vec<_> = loaded.findings.iter().map(|f| (place(f).1, place(f).3)).collect();
    places.sort();
    let expected = [(1, "nema"), (2, "'nema.html'"), (2, "<Nema />"), (2, "nema"), (2, "nema")];
    let marked: Vec<_> = places.iter().map(|(line, text)| (*line, text.trim_start_matches("is ").trim())).collect();
    assert_eq!(marked.len(), expected.len(), "{places:?}");
    assert!(marked.iter().all(|(_, text)| text.contains("ema")), "{places:?}");
    assert!(loaded.findings.iter().all(|f| f.code == "T001" && f.help[0].en == "the template is left out"));
    assert!(!loaded.value.unwrap().has("new.html"));
}

#[test]
fn an_overridden_parent_without_a_block_gives_way() {
    let loaded = load(&[("templates/base.html", "<html>{{ title }}</html>"), ("templates/fine.html", "fine")]);
    let [finding] = loaded.findings.as_slice() else { panic!("{:?}", loaded.findings) };
    assert_eq!(finding.code, "T002");
    assert_eq!(place(finding).0, "themes/own/templates/base.html");
    assert!(finding.message.en.contains("`base.html` does not go with the template"), "{}", finding.message.en);
    let theme = loaded.value.unwrap();
    assert!(theme.has("fine.html"));
    assert!(theme.has("page.html"), "the built-in parent serves the built-in page again");
}

#[test]
fn rings_missing_parents_and_double_components_are_found() {
    let cases: [(Files, &str); 4] = [
        (&[("templates/a.html", "{% extends 'b.html' %}"), ("templates/b.html", "{% extends 'a.html' %}")], "Circular"),
        (&[("templates/a.html", "{% include 'b.html' %}"), ("templates/b.html", "{% include 'a.html' %}")], "Circular"),
        (&[("templates/a.html", "{% extends 'nema.html' %}")], "There is no template 'nema.html'"),
        (
            &[
                ("templates/a.html", "{% component C() %}{% endcomponent C %}"),
                ("templates/b.html", "{% component C() %}{% endcomponent C %}"),
            ],
            "defined in both",
        ),
    ];
    for (files, expected) in cases {
        let loaded = load(files);
        assert!(loaded.value.is_some());
        assert!(loaded.findings.iter().any(|f| f.message.en.contains(expected)), "{expected}: {:?}", loaded.findings);
        assert!(loaded.findings.iter().all(|f| place(f).0.starts_with("themes/own/")), "{:?}", loaded.findings);
    }
}

#[test]
fn a_mistake_while_rendering_names_template_place_and_caller() {
    let files: Files =
        &[("templates/x.html", "<p>\n  {% include 'y.html' %}</p>"), ("templates/y.html", "<i>ćć {{ a.b }}</i>")];
    for minify in [false, true] {
        let theme = Theme::load(&[layer("themes/own", files)], minify).value.unwrap();
        let finding = theme.render("x.html", &Context::new()).unwrap_err();
        assert_eq!(finding.code, "T003");
        assert_eq!(place(&finding), ("themes/own/templates/y.html", 1, 10, "a".to_owned()));
        assert!(finding.help[0].bs.contains("`{% if a %}`"), "{:?}", finding.help);
        let At::Text(caller) = &finding.related[0].0 else { panic!() };
        assert_eq!((caller.path.as_str(), caller.line), ("themes/own/templates/x.html", 2));
    }
}

#[test]
fn a_missing_template_gets_the_nearest_name() {
    let finding = theme(&[]).render("pag.html", &Context::new()).unwrap_err();
    assert_eq!((finding.code.as_ref(), finding.help[0].en.as_str()), ("T004", "did you mean `page.html`?"));
}

#[test]
fn a_theme_of_another_version_is_said() {
    assert_eq!(load(&[("theme.yaml", "name: X\nengine: \"1\" # ours\n")]).findings, []);
    let findings = load(&[("theme.yaml", "name: Ž\nengine: '2'\n")]).findings;
    assert_eq!((findings[0].code.as_ref(), place(&findings[0]).3.as_str()), ("T006", "'2'"));
}

#[test]
fn the_hash_follows_templates_files_and_minifying() {
    let of = |files: Files, minify| Theme::load(&[layer("a", files)], minify).value.unwrap().hash;
    let base = of(&[], false);
    assert_eq!(base, of(&[], false));
    assert_ne!(base, of(&[], true));
    assert_ne!(base, of(&[("zbor.css", "a{}")], false));
    assert_ne!(of(&[("templates/x.html", "a")], false), of(&[("templates/x.html", "b")], false));
}

#[test]
fn filters_give_what_they_promise() {
    let cases = [
        (
            r#"{{ t.feedback.thanks_text | fill(ref=r) }}"#,
            "Broj vaše poruke je {r}&lt;. Sačuvajte ga: po njemu pratite odgovor.",
        ),
        (r#"{{ 3 | count(of="days_left") }}"#, "još 3 dana"),
        (r#"{{ 21 | count(of="days_left") }}"#, "još 21 dan"),
        (r#"{{ 1000 | count(of="messages") }}"#, "1.000 poruka"),
        (r#"{{ "/obavjestenja/voda/" | href }}"#, "../../obavjestenja/voda/"),
        (r#"{{ "a/b/" | href }} {{ "a/b:c.pdf" | href }} {{ "" | href }}"#, "../../a/b/ ../../a/b:c.pdf ../../"),
        (r##"{{ "/" | href }} {{ "#d" | href }}"##, "../../ #d"),
        (r#"{{ "https://a.ba/" | href }} {{ "//a.ba" | href }} {{ "tel:1" | href }}"#, "https://a.ba/ //a.ba tel:1"),
        (r#"{{ 6160050 | money }} {{ 100 | money(currency="EUR") }}"#, "61.600,50 KM 1 EUR"),
        (r#"{{ 1258291 | filesize }}"#, "1,2 MB"),
        (r#"{{ 61600 | number }} {{ "Čišćenje đubreta" | slug }}"#, "61.600 ciscenje-djubreta"),
        (r#"{{ "2026-11-28" | date }} {{ "2026-11-28" | date(as="short") }}"#, "28. novembra 2026. 28. 11. 2026."),
        (r#"{{ "2026-11-28" | date(as="weekday") }}"#, "subota, 28. novembra 2026."),
        (r#"{{ "2026-11-28" | date(as="month") }}"#, "novembar 2026."),
        (
            r#"{% for day in days %}{{ day | date(as="near", today="2026-11-24") }}, {% endfor %}"#,
            "jučer, danas, sutra, prekosutra, u subotu, 1. 12., 1. 1. 2027., ",
        ),
        (r#"{% for p in places | collate(by="n") %}{{ p.n }} {% endfor %}"#, "Lopare Lukavac Ljubuški "),
        (r#"{% for p in ["Nova", "Njemačka", "Neum"] | collate %}{{ p }} {% endfor %}"#, "Neum Nova Njemačka "),
        (r#"{{ "Zbor građana" | script(to="cyrl") }} {{ "Њива" | script }}"#, "Збор грађана Njiva"),
        (r#"{{ "Čekaju đaci – 5 min" | sms }}"#, "Cekaju djaci - 5 min"),
        (r#"{{ bad | json }}"#, r#"{"a":"\u003c/script\u003e\u0026\u2028"}"#),
        (r#"{% component C(n, @lang) %}{{ n | money }}{% endcomponent C %}{{<C n={100} />}}"#, "1 KM"),
    ];
    for (template, expected) in cases {
        let days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-28", "2026-12-01", "2027-01-01"];
        let places = [json!({ "n": "Ljubuški" }), json!({ "n": "Lukavac" }), json!({ "n": "Lopare" })];
        let bad = json!({ "a": "</script>&\u{2028}" });
        let page = json!({ "r": "{r}<", "bad": bad, "days": days, "places": places });
        assert_eq!(render(template, page).unwrap(), expected, "{template}");
    }
}

#[test]
fn filters_refuse_with_a_reason() {
    let cases = [
        (r#"{{ "x" | money }}"#, "hundredths"),
        (r#"{{ 1 | count(of="nema") }}"#, "t.plural.nema"),
        (r#"{{ -1 | count(of="days") }}"#, "whole number"),
        (r#"{{ 1 | href }}"#, "wants text"),
        (r#"{{ "sutra" | date }}"#, "wants a day"),
        (r#"{{ "2026-11-24" | date(as="lijepo") }}"#, "not `lijepo`"),
        (r#"{{ "a" | collate }}"#, "wants a list"),
        (r#"{{ "a" | script(to="grčki") }}"#, "not `grčki`"),
        (r#"{{ 1 | money(currency="DEM") }}"#, "not `DEM`"),
        (r#"{% component C(n) %}{{ n | money }}{% endcomponent C %}{{<C n={100} />}}"#, "`@lang`"),
    ];
    for (template, expected) in cases {
        let finding = render(template, json!({})).unwrap_err();
        // The engine's words stand in backticks, so that they stay English in Cyrillic.
        let expected = expected.replace('`', "'");
        assert!(finding.message.en.contains(&expected), "{template}: {}", finding.message.en);
    }
}

#[test]
fn stylesheets_are_squeezed_without_changing_their_meaning() {
    let cases = [
        ("a { color : red ; }\n\n/* x */ b > i , p{ }", "a{color :red}b > i,p{}"),
        ("a{width:calc(1px + 2px * 3)}", "a{width:calc(1px + 2px * 3)}"),
        ("@media (min-width: 40rem) and (print) { a { b: c } }", "@media (min-width:40rem) and (print){a{b:c}}"),
        ("a :hover{} a:hover{}", "a :hover{}a:hover{}"),
        ("a{content:\"  {;/* x */ \\\" } \"}", "a{content:\"  {;/* x */ \\\" } \"}"),
        ("a{b:url( a b/*.png ) ; c: url('d  e')}", "a{b:url( a b/*.png );c:url('d  e')}"),
        (".a/**/.b{}", ".a .b{}"),
        ("a{margin:0 auto -1px}", "a{margin:0 auto -1px}"),
        ("č::after{content:'▾'}", "č::after{content:'▾'}"),
        (":root{--x: 1px;}", ":root{--x:1px}"),
        (":root{--x: ;}", ":root{--x: }"),
        (".a\\;{b:c\\;}", ".a\\;{b:c\\;}"),
        ("/* not closed", ""),
        ("a{b:'not closed", "a{b:'not closed"),
    ];
    for (css, expected) in cases {
        assert_eq!(squeeze(css), expected, "{css}");
        assert_eq!(squeeze(expected), expected, "again: {expected}");
    }
}

proptest::proptest! {
    #[test]
    fn squeezing_never_panics(css in "[ {};:,()/*\\\\'\"a-cč\n]{0,60}|(url\\(|calc\\(|/\\*|\\*/|'| ){0,12}") {
        squeeze(&css);
    }

    #[test]
    fn loading_and_rendering_never_panic(text in "([{}%#<>\"'=a-z č/\n-]|\\{\\{|\\}\\}|\\{%|%\\}|if|endif|block x){0,40}") {
        let loaded = Theme::load(&[layer("t", &[("templates/x.html", &text), ("templates/base.html", &text)])], true);
        let theme = loaded.value.unwrap();
        let _ = theme.render("x.html", &Context::new());
    }
}

#[cfg(feature = "minify")]
mod minified {
    use super::super::minify::template;
    use super::*;
    use scraper::{Html, Node};

    /// The words of a page as a browser sees them, and its text in `pre`, `textarea` and `style`
    /// byte for byte.
    fn content(html: &str) -> (Vec<String>, Vec<String>) {
        let page = Html::parse_document(html);
        let words =
            page.root_element().text().collect::<Vec<_>>().join(" ").split_whitespace().map(str::to_owned).collect();
        let exact = page
            .tree
            .nodes()
            .filter(|node| matches!(node.value(), Node::Element(e) if ["pre", "textarea", "style", "script"].contains(&e.name())))
            .map(|node| node.descendants().filter_map(|n| n.value().as_text().map(|t| t.to_string())).collect())
            .collect();
        (words, exact)
    }

    #[test]
    fn a_minified_page_says_the_same() {
        let text = "<!doctype html>\n<html lang=\"{{ lang }}\">\n<head>\n  <title>{{ a }} · Мјесна заједница</title>\n  \
            <style>a { content: \"  x\" } /* c */ .b > i { color: red }</style></head>\n<body>\n  <!-- gone -->\n  <main>\n\
            <p>Први   <b>други</b> {{ a }}, &lt;трећи&gt; &amp; đ</p>\n<pre> a\n   {{ a }}\n</pre><textarea>\n  x\n y </textarea>\n\
            {% if a %}  <p>{{ a }} {{ a }}</p>{% endif %}\n<ul>{% for x in list %}\n  <li> {{ x }} </li>\n{% endfor %}</ul>\n\
            <script type=\"application/ld+json\"> {{ list | json }} </script>\n<a href=\"{{ a | href }}\" class=\"x  y\">l</a></main></body></html>";
        let page = json!({ "a": "x \"<y>", "list": ["  č ", "</script>"] });
        let plain = render(text, page.clone()).unwrap();
        let small = render(&template("x.html", text).unwrap(), page).unwrap();
        assert!(small.len() < plain.len() && !small.contains("gone"), "{small}");
        assert_eq!(content(&small), content(&plain));
    }

    #[test]
    fn a_template_that_would_be_harmed_stays_as_it_is() {
        let harmed = [
            "<a href=\"{{x}}\">a</a>",
            "<a {{ y }} href=\"b\">a</a>",
            "<a href={{ x }}>a</a>",
            "<input value=\"{{ v }}\"{% if r %} required{% endif %}>",
            "{% if x %}<div>{% else %}<section>{% endif %}x</div>",
            "</main> <footer>x</footer></body></html>",
            "<a title=\"{{ a[\"b\"] }}\">x</a>",
            "<{{ tag }}>a</{{ tag }}>",
            "<p>a</p> <!-- {{ x }} -->",
            "<a a=\"{% if x %}\" href=\"b{% endif %}\">x</a>",
        ];
        for text in harmed {
            let small = template("x.html", text);
            assert!(small.as_ref().is_none_or(|small| small == text), "{text} became {small:?}");
        }
        assert_eq!(template("x.ics", "a  {{ b }}"), None);
    }

    #[test]
    fn what_can_be_minified_is() {
        let cases = [
            ("<p class=\"a  {{ b }}\">  x  </p>", "<p class=\"a {{ b }}\">x</p>"),
            ("<a href=\"{{ x }}\">  {{ y }}  </a>", "<a href=\"{{ x }}\"> {{ y }} </a>"),
            (
                "{% extends \"b.html\" %}\n{% block a %}\n<p>x</p>\n{% endblock a %}\n",
                "{% extends \"b.html\" %} {% block a %} <p>x</p>{% endblock a %}",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(template("x.html", text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn only_authors_are_told() {
        let own =
            layer("themes/own", &[("templates/x.html", "<a href=\"{{x}}\">a</a>"), ("templates/y.html", "<p> a</p>")]);
        let findings = Theme::load(&[own], true).findings;
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.code.as_ref(), finding.severity), ("T005", Severity::Hint));
        assert_eq!(place(finding).0, "themes/own/templates/x.html");
    }
}
