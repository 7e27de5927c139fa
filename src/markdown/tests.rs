//! Tests of the room, with its doors only. Hostile texts and the specification are in `tests/`.

use super::*;
use crate::diag::{At, Source};

fn checked(text: &str) -> Checked<Document> {
    convert(&Source::new("a.md", text), 0..text.len(), &Options::default())
}

fn document(text: &str) -> Document {
    checked(text).value
}

/// The HTML, with `{destination}` in the place of a link's hole and `{!destination|alt}` of a picture's.
fn fill(document: &Document) -> String {
    document.html.fill(|index| match &document.references[index] {
        Reference { dest, kind: RefKind::Image { alt, .. }, .. } => format!("{{!{dest}|{alt}}}").into(),
        reference => format!("{{{}}}", reference.dest).into(),
    })
}

fn codes(text: &str) -> String {
    checked(text).findings.iter().map(|finding| finding.code.to_string()).collect::<Vec<_>>().join(" ")
}

/// Each text with its HTML, line ends at the end left out.
fn assert_html(cases: &[(&str, &str)]) {
    for (text, html) in cases {
        assert_eq!(fill(&document(text)).trim_end(), *html, "{text:?}");
    }
}

#[test]
fn blocks() {
    assert_html(&[
        ("Dobar dan.", "<p>Dobar dan.</p>"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li><input type=\"checkbox\" disabled checked> a</li>\n<li><input type=\"checkbox\" disabled> b</li>\n</ul>",
        ),
        ("Pojam\n: opis", "<dl>\n<dt>Pojam</dt>\n<dd>opis</dd>\n</dl>"),
        ("~~a~~ **b** *c* `<d>`", "<p><del>a</del> <strong>b</strong> <em>c</em> <code>&lt;d&gt;</code></p>"),
        ("> [!WARNING]\n> a", "<div class=\"alert warning\">\n<p>a</p>\n</div>"),
        ("```nema\n<a>\n```", "<pre><code class=\"language-nema\">&lt;a&gt;\n</code></pre>"),
        ("***", "<hr>"),
        ("\"a\" -- 'b' ...", "<p>\"a\" -- 'b' ...</p>"),
        ("a\0b\u{7}c", "<p>a\u{fffd}bc</p>"),
        ("\u{feff}a", "<p>a</p>"),
    ]);
}

#[test]
fn tables() {
    let label = |label: &'static str| Options {
        labels: Labels { table: label.into(), ..Labels::default() },
        ..Options::default()
    };
    let text = "||b|\n|-|-:|\n|1|2|\n\n|a|\n|-|";
    let html = |options| fill(&convert(&Source::new("a.md", text), 0..text.len(), &options).value);
    let table = "<table>\n<thead>\n<tr><td></td><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody>\n</table>\n</div>\n";
    let second = "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n</table>\n</div>\n";
    assert_eq!(html(label("")), format!("<div class=\"scroll\">\n{table}<div class=\"scroll\">\n{second}"));
    let frame = |name| format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n");
    assert_eq!(html(label("Tabela")), format!("{}{table}{}{second}", frame("Tabela"), frame("Tabela 2")));
}

#[test]
fn labels_are_written_where_they_are_given() {
    let labels = Labels {
        alerts: ["Napomena", "", "", "", ""].map(Into::into),
        footnotes: "Fusnote".into(),
        back: "Nazad".into(),
        done: "urađeno".into(),
        ..Labels::default()
    };
    let text = "> [!NOTE]\n> a[^1]\n\n- [x] b\n\n[^1]: c";
    let source = Source::new("a.md", text);
    let html = fill(&convert(&source, 0..text.len(), &Options { labels, ..Options::default() }).value);
    for part in [
        "<p class=\"alert-title\">Napomena</p>",
        "checked aria-label=\"urađeno\">",
        "aria-label=\"Fusnote\">",
        "aria-label=\"Nazad\">↩</a></p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn headings_have_ids_of_their_own() {
    let found = document(
        "# Čišćenje đubreta\n\n## Вода и струја\n\n## voda i struja\n\n## a {#moj .b}\n\n## !!!\n\n## fn-1\n\n> ## b",
    );
    let ids: Vec<_> = found.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["ciscenje-djubreta", "voda-i-struja", "voda-i-struja-2", "moj", "s", "h-fn-1", "b"]);
    let top: Vec<_> = found.headings.iter().map(|heading| heading.top).collect();
    assert_eq!(top, [true, true, true, true, true, true, false]);
    assert!(fill(&found).contains("<h2 id=\"moj\" class=\"b\">a</h2>"));
    let reserved = Options { reserved: &["sadrzaj"], ..Options::default() };
    let text = "## Sadržaj";
    assert_eq!(convert(&Source::new("a.md", text), 0..text.len(), &reserved).value.headings[0].id, "sadrzaj-2");
}

#[test]
fn levels_begin_at_two() {
    let cases: [(&str, &[u8], &str); 8] = [
        ("# a\n\n## b\n\n### c", &[2, 2, 3], ""),
        ("## a\n\n### b", &[2, 3], ""),
        ("### a\n\n#### b", &[2, 3], ""),
        ("# a\n\n# b\n\n## c", &[2, 2, 3], "M002"),
        ("## a\n\n#### b", &[2, 4], "M003"),
        ("# a\n\n### b", &[2, 2], ""),
        ("###### a\n\n## b", &[6, 2], "M003"),
        ("# a\n\n# b\n\n###### c", &[2, 2, 6], "M003 M002"),
    ];
    for (text, levels, findings) in cases {
        let found = document(text);
        assert_eq!(found.headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), levels, "{text:?}");
        for heading in &found.headings {
            assert!(
                fill(&found).contains(&format!("<h{0} id=\"{1}\">{1}</h{0}>", heading.level, heading.id)),
                "{text:?}"
            );
        }
        assert_eq!(codes(text), findings, "{text:?}");
    }
}

#[test]
fn the_title_can_be_taken_out() {
    let cases = [
        ("# Zbor *građana*\n\na", Some("Zbor građana"), "<p>a</p>\n"),
        ("## Zbor\n\na", Some("Zbor"), "<p>a</p>\n"),
        ("a\n\n# Zbor\n\nb", Some("Zbor"), "<p>a</p>\n<p>b</p>\n"),
        ("a", None, "<p>a</p>\n"),
    ];
    for (text, title, rest) in cases {
        let found = document(text);
        assert_eq!(found.title.as_deref(), title);
        let range = found.title_html.clone().unwrap_or(0..0);
        assert_eq!(found.html.without(range).fill(|_| "".into()), rest);
    }
    let later = document("a\n\n## Zbor");
    assert_eq!((later.title.as_deref(), later.title_html), (Some("Zbor"), None));
}

#[test]
fn sections_hold_their_links() {
    let found = document("[a](1)\n\n## x\n\n[b](2)\n\n### y\n\n![c](3)\n\n## z\n\n[d](4)[^1]\n\n[^1]: [e](5)");
    let section = |index| found.html.section(found.section(index).unwrap());
    let dests = |html: &Html| html.references().map(|index| found.references[index].dest.clone()).collect::<String>();
    assert_eq!([0, 1, 2].map(|index| dests(&section(index))), ["23", "3", "4"]);
    assert_eq!(dests(&found.html), "12345");
    assert!(
        section(0)
            .fill(|index| index.to_string().into())
            .starts_with("<h2 id=\"x\">x</h2>\n<p><a href=\"1\">b</a></p>")
    );
    assert!(!section(2).fill(|_| "".into()).contains("footnotes"));
}

#[test]
fn links_leave_holes() {
    assert_html(&[
        ("[a](b \"c\")", "<p><a href=\"{b}\" title=\"c\">a</a></p>"),
        ("[a]\n\n[a]: b", "<p><a href=\"{b}\">a</a></p>"),
        ("<https://a.ba>", "<p><a href=\"{https://a.ba}\">https://a.ba</a></p>"),
        ("<ime@a.ba>", "<p><a href=\"{mailto:ime@a.ba}\">ime@a.ba</a></p>"),
        ("[**a**](javascript:b)", "<p><strong>a</strong></p>"),
        ("![a](javascript:b)", "<p>a</p>"),
        ("[a]()", "<p>a</p>"),
        ("[](b)", "<p><a href=\"{b}\">b</a></p>"),
        ("[![a](b)](c)", "<p><a href=\"{c}\">{!b|a}</a></p>"),
    ]);
    assert_eq!(codes("[a](javascript:b) ![a](javascript:b) [a]() [](b)"), "L003 L003 L001 M010");
}

#[test]
fn places_are_those_of_the_file() {
    let cases = [
        ("naslov\r\n\r\nš [a](b \"c\")", "b"),
        ("[a][x]\n\n[x]: <b c>", "b c"),
        ("š https://a.ba.", "https://a.ba"),
        ("a\\*b https://a.ba", "a\\*b https://a.ba"),
        ("[a](b\\_c)", "[a](b\\_c)"),
        ("> a\n> <a href=b>", "<a href=b>"),
        ("<div>\r\n<a href=b>", "<a href=b>"),
    ];
    for (text, place) in cases {
        let source = Source::new("a.md", format!("---\r\n{text}"));
        let found = convert(&source, 5..source.text.len(), &Options::default()).value;
        assert_eq!(source.text.get(found.references[0].span.clone()), Some(place), "{text:?}");
    }
    let found = checked("a\n\n<div>\n<p>b <font>c</font></p>");
    let At::Text(snippet) = &found.findings[0].at else { panic!() };
    assert_eq!((snippet.line, snippet.column, snippet.width), (4, 6, 6));
}

#[test]
fn bare_addresses_become_links() {
    let cases = [
        ("vidi https://a.ba/x_y_z?a=1&b=2.", "https://a.ba/x_y_z?a=1&amp;b=2", "https://a.ba/x_y_z?a=1&b=2"),
        ("(www.a.ba)", "www.a.ba", "https://www.a.ba"),
        ("https://a.ba/b_(c)", "https://a.ba/b_(c)", "https://a.ba/b_(c)"),
        ("„https://a.ba“", "https://a.ba", "https://a.ba"),
        ("HTTP://A.ba!", "HTTP://A.ba", "HTTP://A.ba"),
        ("https://општина.срб/вода,", "https://општина.срб/вода", "https://општина.срб/вода"),
        ("ime.prezime@mz-a.ba,", "ime.prezime@mz-a.ba", "mailto:ime.prezime@mz-a.ba"),
        ("_ime@a.ba_", "ime@a.ba", "mailto:ime@a.ba"),
    ];
    for (text, shown, dest) in cases {
        let html = fill(&document(text));
        assert!(html.contains(&format!("<a href=\"{{{dest}}}\">{shown}</a>")), "{text:?} {html}");
    }
    let none = [
        "`https://a.ba`",
        "[b](c) xhttps://a.ba",
        "www.a",
        "a@b",
        "a@b.",
        "@a.ba",
        "061 123 456",
        "http://",
        "ftp://a.ba",
        "<code>a</code> a@b.c1",
        "    www.a.ba",
    ];
    for text in none {
        assert!(document(text).references.iter().all(|reference| reference.dest == "c"), "{text:?}");
    }
    assert_html(&[("[https://a.ba](b)", "<p><a href=\"{b}\">https://a.ba</a></p>")]);
}

#[test]
fn pictures_become_figures() {
    assert_html(&[
        ("![a](b)", "<figure>{!b|a}</figure>"),
        ("![a *c*](b \"d & e\")", "<figure>{!b|a c}<figcaption>d &amp; e</figcaption></figure>"),
        ("![a](b)\n![c](d)", "<figure>{!b|a}</figure>\n<figure>{!d|c}</figure>"),
        ("x ![a](b)", "<p>x {!b|a}</p>"),
        ("- ![a](b)", "<ul>\n<li>{!b|a}</li>\n</ul>"),
        (
            "<figure>\n\n![a](b)\n\n<figcaption>c</figcaption></figure>",
            "<figure>\n<p>{!b|a}</p>\n<figcaption>c</figcaption></figure>",
        ),
    ]);
    assert_eq!(codes("![](a)\n\n![b](a)\n\n<img src=c>\n\n<img src=c alt=\"\">"), "M004 M004");
}

#[test]
fn footnotes_stand_at_the_end() {
    let html = fill(&document("a[^x] b[^y] c[^x]\n\n[^y]: dva\n\n[^x]: jedan\n\n    - [l](m)\n\nkraj"));
    let text = "<p>a<sup class=\"fn\"><a id=\"fnref-1\" href=\"#fn-1\">1</a></sup> b<sup class=\"fn\"><a id=\"fnref-2\" href=\"#fn-2\">2</a></sup> c<sup class=\"fn\"><a id=\"fnref-1-2\" href=\"#fn-1\">1</a></sup></p>\n<p>kraj</p>\n";
    let first = "<li id=\"fn-1\">\n<p>jedan</p>\n<ul>\n<li><a href=\"{m}\">l</a></li>\n</ul>\n <a class=\"fn-back\" href=\"#fnref-1\">↩</a> <a class=\"fn-back\" href=\"#fnref-1-2\">↩</a></li>\n";
    let second = "<li id=\"fn-2\">\n<p>dva <a class=\"fn-back\" href=\"#fnref-2\">↩</a></p>\n</li>\n";
    assert_eq!(
        html,
        format!("{text}<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n{first}{second}</ol>\n</section>\n")
    );
    assert_eq!(codes("a\n\n[^x]: b"), "M008");
    let found = document("a[^x]\n\n[^x]: c\n\n    # b\n");
    assert!(found.headings.is_empty() && fill(&found).contains("<p><strong>b</strong> <a"));
}

#[test]
fn raw_html_passes_the_allow_list() {
    assert_html(&[
        ("H<sub>2</sub>O<br/>a <KBD Class='x'>b</KBD>", "<p>H<sub>2</sub>O<br>a <kbd class=\"x\">b</kbd></p>"),
        ("a <b>b <i>c</b> d</i>", "<p>a <b>b <i>c</i></b> d</p>"),
        ("a <b>b\n\nc", "<p>a <b>b</b></p>\n<p>c</p>"),
        ("<div>\n\n*a*\n\n</div>\n\nb", "<div>\n<p><em>a</em></p>\n</div>\n<p>b</p>"),
        ("<div>\n\n## a", "<div>\n<h2 id=\"a\">a</h2>\n</div>"),
        ("> <div>\n\na", "<blockquote>\n<div>\n</div></blockquote>\n<p>a</p>"),
        ("</div>\n\na", "<p>a</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a<div>b</div>", "<p>a</p><div>b</div>"),
        ("<b>\n\na", "<b>\n</b>\n<p>a</p>"),
        ("a <div>b</div>", "<p>a b</p>"),
        (
            "<div style=x onclick=y lang=sr-Latn foo=bar class=\"a MsoNormal b/c\">a",
            "<div lang=\"sr-Latn\" class=\"a\">a\n</div>",
        ),
        ("a <script>b *c*</script> d", "<p>a <em></em> d</p>"),
        ("<style>\na\n</style>", ""),
        ("<div><script>if (a<b) \"</scr\"</script>c", "<div>c\n</div>"),
        ("<!-- a -->\n\nb <!-- c --> d", "<p>b  d</p>"),
        ("<o:p></o:p>", ""),
        ("a<o:p> b</o:p> < o: c <o:1>", "<p>a b &lt; o: c &lt;o:1&gt;</p>"),
        ("a <font color=red>b</font> <o:p>c</o:p>", "<p>a b c</p>"),
        ("<a href=\"b&amp;c\" target=_blank>d</a>", "<p><a href=\"{b&c}\">d</a></p>"),
        ("<a href=b>[c](d) https://a.ba</a>", "<p><a href=\"{b}\">c https://a.ba</a></p>"),
        (
            "<abbr title='&Scaron;umarija \"&nema;\"'>a &scaron; & b</abbr>",
            "<p><abbr title=\"Šumarija &quot;&amp;nema;&quot;\">a š &amp; b</abbr></p>",
        ),
        ("<div>a &scaron; & < b</div>", "<div>a &scaron; & &lt; b</div>"),
        ("<h2>a</h2>\nb", "<p>a</p>\nb"),
        ("<p id=a>\n<p id=a>", "<p id=\"a\">\n</p><p></p>"),
        (
            "<details open><summary>a</summary>\n\nb\n\n</details>",
            "<details open><summary>a</summary>\n<p>b</p>\n</details>",
        ),
        ("<td>a", "<td>a\n</td>"),
        ("<div <b", "&lt;div &lt;b"),
    ]);
}

#[test]
fn what_is_left_out_is_said_once() {
    assert_eq!(codes("<form>a</form> <form>b</form>\n\n<form>"), "M005");
    assert_eq!(codes("<script>a</script>\n\nx <iframe>"), "M005 M005");
    assert_eq!(codes("<div style=a onclick=b>\n\n<p style=c>"), "M006 M006");
    assert_eq!(codes("<font>a</font><o:p>b</o:p>"), "M007");
    assert_eq!(codes("a <div>b</div>"), "M011");
    assert_eq!(codes("<div>a</div> <!-- b -->"), "");
    let found = checked("pišite na <adresa>");
    assert_eq!(found.findings[0].help[0].bs, "ako treba da se vidi, napišite `\\<adresa>`");
}

#[test]
fn what_is_too_deep_is_text() {
    for text in [
        "> ".repeat(500) + "a",
        "- ".repeat(500) + "a",
        "*a **a ".repeat(300) + &" a** a*".repeat(300),
        "<b>".repeat(500),
    ] {
        let html = fill(&document(&text));
        let deepest = html.split('<').fold((0_usize, 0), |(now, most), tag| {
            let now = if tag.starts_with('/') {
                now - 1
            } else {
                now + usize::from(!tag.is_empty() && !tag.starts_with("br"))
            };
            (now, most.max(now))
        });
        assert!((50..=202).contains(&deepest.1), "{deepest:?}");
    }
    assert_eq!(codes(&("> ".repeat(500) + "a")), "M001");
    assert_eq!(codes(&("> ".repeat(40) + "a\n\n" + &"- ".repeat(200))), "");
    assert!(fill(&document(&("> ".repeat(500) + "kraj"))).contains("kraj"));
}

#[test]
fn running_text() {
    let found = document(
        "# Naslov\n\nPrvi *pas*us `k`[^1] sa\nvezom [a b](c).\n\n```\nkod\n```\n\n| t |\n|---|\n| u |\n\n[^1]: nota\n\nDrugi.",
    );
    assert_eq!(found.plain, "Prvi pasus k sa vezom a b. Drugi.");
    let long = document(&"riječ ".repeat(100)).plain;
    assert!(long.ends_with("riječ…") && long.chars().count() <= 300 && long.chars().count() > 280, "{long}");
    assert_eq!(document(&"ž".repeat(1000)).plain.chars().count(), 300);
}

#[test]
fn the_length_of_text_is_what_is_read() {
    assert_eq!(document("*a* & b").html.text_len(), "a & b".len() + 1);
    assert!(document("<!-- a -->").html.is_empty() && !document("![a](b)").html.is_empty());
}

#[cfg(feature = "highlight")]
#[test]
fn code_of_known_languages_has_colours() {
    let html = fill(&document("```rust\nlet a = \"<b>\"; // c\n```"));
    for part in [
        "<code class=\"language-rust\"><span class=\"hl-keyword\">let</span> a",
        "<span class=\"hl-string\">\"&lt;b&gt;\"</span>",
        "<span class=\"hl-comment\">// c",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(document("```rust\n```").has_code && !document("`a`").has_code);
}

/// How texts are put into the reader's script.
mod respelling {
    use super::*;
    use crate::lang::Locale;
    use crate::lang::script::Rules;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn to(locale: Locale) -> Respell {
        Respell { locale, rules: Arc::new(Rules::builtin().clone()) }
    }

    fn html(text: &str, locale: Locale) -> String {
        let options = Options { respell: Some(to(locale)), ..Options::default() };
        fill(&convert(&Source::new("a.md", text), 0..text.len(), &options).value)
    }

    #[test]
    fn words_change_and_nothing_else() {
        for (text, expected) in [
            ("Njegoš i **konj** u `konju`.", "<p>Његош и <strong>коњ</strong> у <code>konju</code>.</p>"),
            ("[džep](dzep.md \"Džep\")", "<p><a href=\"{dzep.md}\" title=\"Џеп\">џеп</a></p>"),
            ("![Konj u polju](konj.jpg \"Bijeli konj\") a", "<p>{!konj.jpg|Коњ у пољу} а</p>"),
            ("<https://zbor.ba/njiva>", "<p><a href=\"{https://zbor.ba/njiva}\">https://zbor.ba/njiva</a></p>"),
            ("wa.me/387 i a@b.ba", "<p>wa.me/387 и <a href=\"{mailto:a@b.ba}\">a@b.ba</a></p>"),
            ("a &amp; b &lt;", "<p>а &amp; б &lt;</p>"),
            ("<span translate=\"no\">Konj <b>a</b></span> i", "<p><span translate=\"no\">Konj <b>a</b></span> и</p>"),
            ("<span lang=\"en\">Horse</span> i", "<p><span lang=\"en\">Horse</span> и</p>"),
            ("<span lang=\"bs-Cyrl\">Konj</span>", "<p><span lang=\"bs-Cyrl\">Коњ</span></p>"),
            ("<div class=\"konj\">\nKonj&nbsp;i\n</div>", "<div class=\"konj\">\nКоњ&nbsp;и\n</div>"),
            ("~~~\nkonj\n~~~", "<pre><code>konj\n</code></pre>"),
        ] {
            assert_eq!(html(text, Locale::BsCyrl).trim_end(), expected, "{text}");
        }
        assert_eq!(html("Његош и `коњ`", Locale::Bs).trim_end(), "<p>Njegoš i <code>коњ</code></p>");
    }

    /// The words of the page in two scripts, so that all of them are seen to change.
    fn options(locale: Option<Locale>) -> Options {
        let say = |latin: &'static str, cyrillic: &'static str| if locale.is_some() { cyrillic } else { latin }.into();
        let labels = Labels {
            alerts: [
                say("Nota", "Нота"),
                say("Savjet", "Савјет"),
                say("Važno", "Важно"),
                say("Pazite", "Пазите"),
                say("Oprez", "Опрез"),
            ],
            table: say("Tabela", "Табела"),
            footnotes: say("Fusnote", "Фусноте"),
            back: say("Nazad", "Назад"),
            done: say("urađeno", "урађено"),
            open: say("otvoreno", "отворено"),
        };
        Options { labels, respell: locale.map(to), reserved: &["sadrzaj"], ..Options::default() }
    }

    /// In another script a text is the same, whether it is copied from the first or written.
    fn assert_same(text: &str) {
        let source = Source::new("a.md", text);
        for locale in [Locale::BsCyrl, Locale::Bs] {
            let options = options(Some(locale));
            let copied = convert_all(&source, 0..text.len(), &self::options(None), std::slice::from_ref(&options));
            let written = convert(&source, 0..text.len(), &options);
            assert_eq!(copied.1, [written.value], "{text:?} in {locale:?}");
            let own = convert(&source, 0..text.len(), &self::options(None));
            assert_eq!(copied.0.value, own.value, "{text:?}");
        }
    }

    /// What a text may be made of.
    const PIECES: &[&str] = &[
        "# Džep i njiva",
        "## Njiva {#njiva .tamna}",
        "## Njiva",
        "### **Konj** u polju `konj`",
        "## [Put](put.md \"Put do doma\")",
        "## Sadržaj\n\n## Sadržaj\n\n## Садржај",
        "##",
        "Konj *trči* kroz **njivu** & `dvorište`  \nkod kuće <3.",
        "Zbor je u petak: dođite u 18 h, I. Marin javlja.",
        "[a](b.md) i [www.nj.ba](https://nj.ba \"Njiva & dvor\"), [](c.md)",
        "Pišite na info@nj.ba ili www.nj.ba.",
        "- njiva\n- konj\n    1. jedan\n    2. dva",
        "- [x] gotovo\n- [ ] čeka",
        "| Dan | | Sat |\n| --- | :-: | --: |\n| Petak | | 9 |",
        "> citat njive",
        "> [!NOTE]\n> Njiva je mokra.",
        "> [!CAUTION]\n> &nbsp;",
        "Pojam\n: opis njive",
        "~~~\nnjiva <b>\n~~~",
        "![Konj](konj.jpg \"Konj u polju\")",
        "<div title=\"njiva\">njiva &amp; konj</div>",
        "Konj[^n] i <b>njiva</b>.\n\n[^n]: Nota.",
        "&nbsp;\n\n~~~\nnjiva\n~~~",
        "Ь",
        "већ Ћирилица, љубав и njiva",
        "---",
    ];

    #[test]
    fn each_piece_is_the_same_copied_or_written() {
        PIECES.iter().for_each(|piece| assert_same(piece));
        assert_same(&PIECES.join("\n\n"));
    }

    #[test]
    fn headings_keep_their_addresses() {
        let text = "# Džep\n\n## Čišćenje đubreta\n\na\n";
        let source = Source::new("a.md", text);
        let options = Options { respell: Some(to(Locale::BsCyrl)), ..Options::default() };
        let (latin, cyrillic) = (document(text), convert(&source, 0..text.len(), &options).value);
        let ids = |one: &Document| one.headings.iter().map(|heading| heading.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&latin), ids(&cyrillic));
        assert_eq!(cyrillic.title.as_deref(), Some("Џеп"));
        assert_eq!(cyrillic.headings[1].text, "Чишћење ђубрета");
    }

    #[test]
    fn sources_keep_all_that_is_markup() {
        for (text, expected) in [
            ("# Njiva {#njiva}\n", "# Њива {#njiva}\n"),
            ("| Dan | Sat |\n| --- | --: |\n| Petak | 9 |\n", "| Дан | Сат |\n| --- | --: |\n| Петак | 9 |\n"),
            ("[a](b.md)[^n]\n\n[^n]: Nota\n\n[ref]: njiva.md\n", "[а](b.md)[^n]\n\n[^n]: Нота\n\n[ref]: njiva.md\n"),
            ("a\\_b \\* &nbsp; c\n", "а\\_б \\* &nbsp; ц\n"),
            (
                "`a` ``konj`` <span translate=\"no\">Konj</span> konj\n",
                "`a` ``konj`` <span translate=\"no\">Konj</span> коњ\n",
            ),
            ("<div title=\"konj\">\nkonj\n</div>\n", "<div title=\"konj\">\nkonj\n</div>\n"),
            ("snake_nj_a i www.nj.ba\n", "снаке_њ_а и www.nj.ba\n"),
        ] {
            assert_eq!(respell_source(text, &to(Locale::BsCyrl)), expected, "{text}");
        }
    }

    /// Pieces that must come through byte for byte.
    const KEPT: &[&str] = &[
        "`konj džep`",
        "https://njiva.ba/dzep?nj=1",
        "<span translate=\"no\">Konj</span>",
        "[a](njiva.md)",
        "![a](nj.jpg)",
        "<b title=\"konj\">a</b>",
        "info@njiva.ba",
        "www.njiva.ba",
        "{nj}",
    ];

    proptest! {
        #[test]
        fn machines_parts_are_kept(parts in proptest::collection::vec((0..KEPT.len(), "[a-zčćžšđ]{1,8}( [a-zčćžšđ]{1,8}){0,3}"), 1..8)) {
            let text: String = parts.iter().map(|(kept, words)| format!("{words} {} ", KEPT[*kept])).collect();
            let made = respell_source(&text, &to(Locale::BsCyrl));
            for machine in ["`konj džep`", "https://njiva.ba/dzep?nj=1", "translate=\"no\">Konj<", "](njiva.md)", "](nj.jpg)",
                "title=\"konj\"", "info@njiva.ba", "www.njiva.ba", "{nj}"] {
                prop_assert_eq!(made.matches(machine).count(), text.matches(machine).count(), "{}\n{}", machine, made);
            }
        }

        #[test]
        fn what_is_copied_is_what_would_be_written(
            pieces in proptest::collection::vec((0..PIECES.len(), "(\n\n|\n| |> |- |[a-žА-ш ]{0,40})"), 1..7),
            text in "[a-žА-ш\\[\\](){}<>*_`#|:&;!\n .\"=@w-]{0,120}",
        ) {
            assert_same(&pieces.iter().map(|(piece, between)| format!("{}{between}", PIECES[*piece])).collect::<String>());
            assert_same(&text);
        }

        #[test]
        fn no_text_breaks_it(text in "[a-žА-ш\\[\\](){}<>*_`#|:&;!\n .\"=-]{0,120}") {
            respell_source(&text, &to(Locale::BsCyrl));
            html(&text, Locale::BsCyrl);
            html(&text, Locale::Bs);
        }
    }
}
