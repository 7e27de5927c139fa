use super::contrast::{TEXT, contrast, hex, nearest};
use super::css::{Mode, Palette};
use super::facts::{Facts, Part};
use super::links::Reference;
use super::weight::Wait;
use super::{Depth, Survey, accessible, document, office, pdf};
use crate::output::{Budget, Origin, PageOrigin, gzip_len};
use crate::url::UrlPath;
use std::borrow::Cow;

fn codes(html: &str) -> Vec<Cow<'static, str>> {
    accessible::check(&Facts::of(html), &UrlPath::root()).into_iter().map(|seen| seen.problem.code).collect()
}

/// A page with nothing wrong round some HTML.
fn page(main: &str) -> String {
    format!("<!doctype html><html lang=bs><title>T</title><body><main><h1>N</h1>{main}</main>")
}

#[test]
fn what_shuts_people_out_is_seen() {
    let cases = [
        ("<img src=a.jpg>", "A001"),
        ("<a href=x></a>", "A004"),
        ("<a href=x><img src=a alt=''></a>", "A004"),
        ("<a href=x><span aria-hidden=true>→</span></a>", "A004"),
        ("<button><svg><path d=M0/></svg></button>", "A005"),
        ("<input type=submit value=''>", "A005"),
        ("<h3>N</h3>", "A006"),
        ("<input name=a>", "A007"),
        ("<label for=b>B</label><input id=a>", "A007"),
        ("<select name=a><option>x</select>", "A007"),
        ("<input aria-labelledby=nema>", "A007"),
        ("<input placeholder=Ime>", "A007"),
        ("<button></button>", "A005"),
        ("<p id=a><p id=a>", "A008"),
        ("<table><tr><td>1</table>", "A009"),
    ];
    for (html, code) in cases {
        assert_eq!(codes(&page(html)), [code], "{html}");
    }
    assert_eq!(codes("<title>T</title>"), ["A002"]);
    assert_eq!(codes("<html lang=bs><title> </title>"), ["A003"]);
}

#[test]
fn what_is_right_is_left_alone() {
    let fine = [
        "<img src=a.jpg alt=''>",
        "<img src=a.jpg alt='Most'>",
        "<img src=a.jpg role=presentation>",
        "<a href=x><img src=a alt='Početna'></a>",
        "<a href=x aria-label=X><svg></svg></a>",
        "<a name=old></a>",
        "<a href=x><svg><title>Karta</title></svg></a>",
        "<button aria-label=Zatvori>×</button>",
        "<input type=submit>",
        "<input type=hidden name=a>",
        "<label>Ime <input name=a></label>",
        "<input id=a><label for=a>Ime</label>",
        "<textarea aria-label=Poruka></textarea>",
        "<input aria-labelledby=q><span id=q>Ime</span>",
        "<button><img src=a alt='Traži'></button>",
        "<div aria-hidden=true><a href=x></a></div>",
        "<a href=x tabindex=-1 aria-hidden=true></a>",
        "<h2>A</h2><h3>B</h3><h2>C</h2>",
        "<table role=presentation><tr><td>1</table>",
        "<table><tr><th>Dan<td>Sat</table>",
        "<script>var a = '<img src=x>'</script>",
        "<!-- <img src=x> -->",
        "<svg><title>x</title></svg>",
    ];
    for html in fine {
        assert_eq!(codes(&page(html)), Vec::<&str>::new(), "{html}");
    }
}

#[test]
fn a_page_knows_its_parts() {
    let facts = Facts::of("<p id=a><a href=x>1</a><main id=b><a href=y>2 &amp; 3</a></main><p id=c>");
    let parts: Vec<_> = facts.ids.iter().map(|(id, part)| (id.as_str(), *part)).collect();
    assert_eq!(parts, [("a", Part::Frame), ("b", Part::Frame), ("c", Part::Frame)]);
    let links: Vec<_> = facts.links.iter().map(|link| (link.href.as_str(), link.name.as_str(), link.part)).collect();
    assert_eq!(links, [("x", "1", Part::Frame), ("y", "2 & 3", Part::Main)]);
}

#[test]
fn a_telephone_takes_the_smallest_picture_that_fills_its_place() {
    let taken = |html: &str| Facts::of(html).images.into_iter().map(|image| image.src).collect::<Vec<_>>();
    let set = "srcset='s.webp 320w, m.webp 640w, l.webp 1280w' src=f.jpg alt=''";
    assert_eq!(taken(&format!("<img {set} sizes=100vw>")), ["l.webp"]);
    assert_eq!(taken(&format!("<img {set} sizes='(min-width: 900px) 560px, 320px'>")), ["m.webp"]);
    assert_eq!(taken(&format!("<img {set} sizes='10rem'>")), ["s.webp"]);
    assert_eq!(taken("<img srcset='a.jpg, b.jpg 2x' src=f.jpg alt=''>"), ["b.jpg"]);
    assert_eq!(taken("<img src=f.jpg alt=''>"), ["f.jpg"]);
    let picture = "<picture><source media='(min-width:900px)' srcset=w.webp><source srcset=p.webp><img src=f.jpg alt=''></picture>";
    assert_eq!(taken(picture), ["p.webp"]);
}

#[test]
fn contrast_is_that_of_the_standard() {
    // Values of the WebAIM contrast checker.
    let ratio = |a, b| (contrast(a, b) * 100.0).floor() / 100.0;
    assert!((ratio([0, 0, 0], [255, 255, 255]) - 21.0).abs() < f64::EPSILON);
    assert!((ratio([0x77, 0x77, 0x77], [255, 255, 255]) - 4.47).abs() < f64::EPSILON);
    assert!((ratio([0x76, 0x76, 0x76], [255, 255, 255]) - 4.54).abs() < f64::EPSILON);
}

#[test]
fn the_nearest_good_colour_is_good_near_and_of_the_same_hue() {
    let (white, black) = ([255, 255, 255], [0x12, 0x19, 0x1b]);
    // One step lighter is 4.47 and not enough.
    assert_eq!(nearest([0x80, 0x80, 0x80], white, TEXT).map(hex).as_deref(), Some("#767676"));
    for step in 0..64_u8 {
        let colour = [step.wrapping_mul(37), step.wrapping_mul(91), step.wrapping_mul(151)];
        for ground in [white, black] {
            let good = nearest(colour, ground, TEXT).unwrap();
            assert!(contrast(good, ground) >= TEXT, "{colour:?} on {ground:?} gives {good:?}");
        }
    }
    let blue = nearest([0x6c, 0xb3, 0xc9], white, TEXT).unwrap();
    assert!(blue[2] > blue[1] && blue[1] > blue[0], "{blue:?} is no blue");
}

#[test]
fn tokens_hold_in_their_mode() {
    let css = "/* { */:root{--paper:#fff;--accent:#123;--a:var(--accent)}p{color:red}\
               @media screen and (prefers-color-scheme:dark){:root{--paper:#000;--a:#abcdef}}\
               @media print{:root{--paper:#f00}}:root{--accent:#456}";
    let colour =
        |mode, token| Palette::of(css, mode).named(token).map(|(name, colour)| format!("{name} {}", hex(colour)));
    assert_eq!(colour(Mode::Light, "paper").as_deref(), Some("paper #ffffff"));
    assert_eq!(colour(Mode::Dark, "paper").as_deref(), Some("paper #000000"));
    assert_eq!(colour(Mode::Light, "a").as_deref(), Some("accent #445566"));
    assert_eq!(colour(Mode::Dark, "a").as_deref(), Some("a #abcdef"));
    assert_eq!(Palette::of(":root{--a:var(--b);--b:var(--a)}", Mode::Light).colour("a"), None);
    assert_eq!(Palette::of("{{{:root{--a:#12", Mode::Dark).colour("a"), None);
}

#[test]
fn links_are_understood_as_browsers_do() {
    let page = UrlPath::parse("/selo/a/").unwrap();
    let of = |href| Reference::of(href, &page, Some("https://x.ba/mz/selo"));
    let inside = |path: &str, place: &str| Some(Reference::Inside(UrlPath::parse(path).unwrap(), place.to_owned()));
    assert_eq!(of("../b/?x=1#c%C4%87"), inside("/selo/b/", "cć"));
    assert_eq!(of("#d"), inside("/selo/a/", "d"));
    assert_eq!(of("#:~:text=x"), None);
    assert_eq!(of("tel:061"), None);
    assert_eq!(of("data:image/png;base64,x"), None);
    assert_eq!(of("https://wa.me/?text=https%3A%2F%2Fx.ba"), None);
    assert_eq!(of("/mz/b/"), Some(Reference::Full("https://x.ba/mz/b/".to_owned())));
    assert_eq!(of("../../../../b"), Some(Reference::Outside("../../../../b".to_owned())));
}

#[test]
fn waiting_is_said_in_tenths_and_minutes() {
    assert_eq!(Wait::of(16_000).text().bs, "1,0 s");
    assert_eq!(Wait::of(1).text().en, "0.1 s");
    assert_eq!(Wait::of(2_000_000).text().bs, "2 min 5 s");
}

#[test]
fn the_heaviest_page_is_weighed_even_where_a_heavier_one_is_gone() {
    let budget = Budget { html: 50_000, first_view: 50_000, requests: 5 };
    let origin = PageOrigin { source: None, template: "page.html".to_owned(), budget };
    let survey = || Survey::new(Depth::Full, UrlPath::root(), None, 1_000);
    let told = |survey: Survey| survey.finish(None, &|_, _| None).heaviest;
    let (long, short) = (page(&"<p>Jedan dva tri.".repeat(900)), page("<p>Jedan."));
    let (a, b) = (UrlPath::page(&["a"]), UrlPath::page(&["b"]));

    let first = survey();
    let origin_of_page = Origin::Page(origin.clone());
    let look_a = first.look(&a, long.as_bytes(), &origin_of_page).unwrap();
    let look_b = first.look(&b, short.as_bytes(), &origin_of_page).unwrap();
    assert_eq!(told(first), Some((a.clone(), gzip_len(long.as_bytes()))));

    let second = survey();
    assert!(second.remember(&a, &origin, &look_a) && second.remember(&b, &origin, &look_b));
    assert_eq!(told(second), Some((a, gzip_len(long.as_bytes()))));

    let third = survey();
    assert!(!third.remember(&b, &origin, &look_b), "nobody knows what it weighs");
    third.look(&b, short.as_bytes(), &origin_of_page).unwrap();
    assert_eq!(told(third), Some((b, gzip_len(short.as_bytes()))));
}

#[test]
fn any_bytes_are_some_document() {
    let mut bytes =
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF".to_vec();
    for at in 0..bytes.len() {
        bytes[at] ^= 0x55;
        let _ = (pdf::content(&bytes), office::content(&bytes));
        bytes[at] ^= 0x55;
    }
    assert_eq!(pdf::content(b""), document::Content::Damaged);
    assert_eq!(pdf::content(b"%PDF-1.4\n1 0 obj\n<</Type/Catalog"), document::Content::Damaged);
    assert_eq!(office::content(b"PK"), document::Content::Damaged);
    assert_eq!(office::content(&[0xd0, 0xcf, 0x11, 0xe0, 0]), document::Content::Locked);
}

proptest::proptest! {
    #[test]
    fn any_text_is_some_page(html in "[<>/a-z='\"!&; \\-{}#:]{0,200}") {
        let facts = Facts::of(&html);
        let _ = (accessible::check(&facts, &UrlPath::root()), super::contrast::check(&html));
    }
}
