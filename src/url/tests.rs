use super::*;
use proptest::prelude::*;

#[test]
fn slug_types() {
    assert_eq!(Slug::file_name("Odluka o budžetu.PDF"), "odluka-o-budzetu.pdf");
    assert_eq!(Slug::file_name("C:\\Skenirano\\Zapisnik 2.zbor"), "zapisnik-2.zbor");
    assert_eq!(Slug::file_name("con.pdf"), "con-1.pdf");
    assert_eq!(Slug::file_name(".pdf"), "datoteka.pdf");
    assert_eq!(Slug::file_name("Dr. Kovač"), "dr-kovac");
    assert_eq!(Slug::parse("a-b").as_deref(), Some("a-b"));
    for bad in ["", "-a", "a--b", "A", "con", "č"] {
        assert_eq!(Slug::parse(bad), None, "{bad}");
    }
}

#[test]
fn paths() {
    let page = UrlPath::page(&["obavjestenja", "nestanak-vode"]);
    assert_eq!(page.as_str(), "/obavjestenja/nestanak-vode/");
    assert_eq!(page.file_path(), "obavjestenja/nestanak-vode/index.html");
    assert_eq!(page.to_root(), "../../");
    assert_eq!(UrlPath::root().to_root(), "./");
    assert_eq!(UrlPath::file(&["404.html"]).to_root(), "./");
    assert_eq!(UrlPath::root().file_path(), "index.html");
    assert_eq!(page.under(&UrlPath::page(&["selo"])).as_str(), "/selo/obavjestenja/nestanak-vode/");
    assert_eq!(UrlPath::root().under(&UrlPath::page(&["selo"])).as_str(), "/selo/");
    assert_eq!(page.under(&UrlPath::root()), page);
    assert_eq!(UrlPath::page(&["..", "a:b", "", "c/d"]).as_str(), "/a-b/c/d/");
    assert_eq!(UrlPath::file(&["a", "../x.PDF"]).as_str(), "/a/x.pdf");
    assert_eq!(UrlPath::file(&["a", "index.html"]), UrlPath::page(&["a"]));
}

#[test]
fn addresses_that_leave_the_root_are_none() {
    for (address, path) in [
        ("", "/"),
        ("/", "/"),
        ("a/b", "/a/b"),
        ("/a/", "/a/"),
        ("/a/index.html", "/a/"),
        ("/%C5%A1uma/b%20c.pdf", "/šuma/b c.pdf"),
        ("/.well-known/x", "/.well-known/x"),
        ("/100%", "/100%"),
    ] {
        assert_eq!(UrlPath::parse(address).map(|p| p.to_string()).as_deref(), Some(path), "{address}");
    }
    for bad in [
        "..",
        "/../a",
        "/a/..",
        "/./a",
        "/%2e%2e/a",
        "/a/%2E",
        "/a//b",
        "//a",
        "/a\\b",
        "/a%5cb",
        "/%252e%252e/",
        "/a%2fb",
        "/a\0",
        "/a%0a",
        "/C:/x",
        "/a?b",
        "/a#b",
        "/.. /a",
        "/.../a",
        "/a./",
        "/%ff",
    ] {
        assert_eq!(UrlPath::parse(bad), None, "{bad}");
    }
    let here = UrlPath::page(&["a", "b"]);
    assert_eq!(here.join("../c/x.pdf").map(|p| p.to_string()).as_deref(), Some("/a/c/x.pdf"));
    assert_eq!(here.join("/c/").map(|p| p.to_string()).as_deref(), Some("/c/"));
    assert_eq!(here.join(".."), Some(UrlPath::page(&["a"])));
    assert_eq!(here.join("../../.."), None);
}

#[test]
fn relative_links() {
    let at = |text: &str| UrlPath::parse(text).unwrap();
    for (to, from, link) in [
        ("/a/b/", "/", "a/b/"),
        ("/", "/a/b/", "../../"),
        ("/a/", "/a/", "./"),
        ("/a/b/", "/a/c/", "../b/"),
        ("/a/x.pdf", "/a/", "x.pdf"),
        ("/a/", "/a/x.html", "./"),
        ("/šuma/", "/", "%C5%A1uma/"),
    ] {
        assert_eq!(at(to).relative_to(&at(from)), link, "{to} from {from}");
    }
}

#[test]
fn destinations() {
    for (link, kind) in [
        ("https://primjer.ba/a?b#c", LinkKind::External),
        ("HTTP://primjer.ba", LinkKind::External),
        ("//primjer.ba/a", LinkKind::External),
        ("mailto:mz@primjer.ba", LinkKind::Mail),
        ("tel:+38761123456", LinkKind::Tel),
        ("viber://chat?number=%2B387", LinkKind::App),
        ("geo:44.2,17.9", LinkKind::App),
        ("#kontakt", LinkKind::Fragment),
        ("../usluge/a.md", LinkKind::Path),
        ("/kontakt/", LinkKind::Path),
        ("a b&c.pdf", LinkKind::Path),
        ("slika:1/a.jpg?x", LinkKind::Path),
        ("2026-05-01", LinkKind::Path),
    ] {
        let found = allowed(link);
        match link {
            "slika:1/a.jpg?x" => assert_eq!(found.map_err(|p| p.code), Err("L003".into())),
            _ => assert_eq!(found.map_err(|p| p.code), Ok(kind), "{link}"),
        }
    }
    for (link, code) in [
        ("", "L001"),
        ("java\tscript:alert(1)", "L002"),
        ("java&#9;script:alert(1)", "L002"),
        ("java&NewLine;script:alert(1)", "L002"),
        ("\u{1}javascript:alert(1)", "L002"),
        ("javascript:alert(1)", "L003"),
        (" JavaScript:alert(1)", "L003"),
        ("javascript&colon;alert(1)", "L003"),
        ("&#x6A;avascript:alert(1)", "L003"),
        ("&#106avascript:alert(1)", "L003"),
        ("data:text/html,x", "L003"),
        ("vbscript:x", "L003"),
        ("blob:x", "L003"),
        ("file:///C:/a.doc", "L004"),
        ("C:\\Users\\a.doc", "L004"),
        ("\\\\server\\a", "L004"),
        ("slike\\a.jpg", "L005"),
        ("www.primjer.ba", "L006"),
        ("mz@primjer.ba", "L006"),
        ("061 123-456", "L006"),
        ("https://", "L007"),
        ("https:primjer.ba", "L007"),
        ("mailto:", "L007"),
    ] {
        assert_eq!(allowed(link).map_err(|p| p.code), Err(code.into()), "{link}");
    }
    assert_eq!(allowed("061 123-456").unwrap_err().help[0].en, "write `tel:+38761123456`");
}

#[test]
fn names_on_windows() {
    for name in ["voda.md", "Događaji", "ž.jpg", ".gitignore", "common.md", "com10"] {
        assert_eq!(portable(name), Ok(()), "{name}");
    }
    for (name, code) in [
        ("", "N001"),
        ("..", "N001"),
        ("a:b.md", "N002"),
        ("a/b", "N002"),
        ("a\nb", "N002"),
        ("CON.md", "N003"),
        ("lpt1", "N003"),
        ("a.", "N004"),
        (" a", "N004"),
    ] {
        assert_eq!(portable(name).map_err(|p| p.code), Err(code.into()), "{name}");
    }
    assert_eq!(portable(&"ž".repeat(61)).map_err(|p| p.code), Err("N005".into()));
    assert_eq!(filename::twin_key("Čas.md"), filename::twin_key("c\u{30c}as.MD"));
}

/// Addresses made of what attacks are made of, besides any text.
fn address() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zšđ]{1,4}",
        Just("..".to_owned()),
        Just(".".to_owned()),
        Just("/".to_owned()),
        Just("%2e".to_owned()),
        Just("%2F".to_owned()),
        Just("\\".to_owned()),
        Just("%".to_owned()),
        Just(":".to_owned()),
        Just(" ".to_owned()),
    ];
    prop_oneof![any::<String>(), proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())]
}

proptest! {
    #[test]
    fn a_path_never_leaves_the_root(address in address(), link in address()) {
        let paths = [UrlPath::parse(&address), UrlPath::page(&["a", "b"]).join(&address)];
        let made = [UrlPath::page(&[&address, &link]), UrlPath::file(&[&address, &link])];
        for path in paths.into_iter().flatten().chain(made) {
            let file = path.file_path();
            for part in file.split('/') {
                prop_assert!(!part.is_empty() && !part.trim_end_matches([' ', '.']).is_empty(), "{}", file);
                prop_assert!(!part.contains(['\\', ':', '\0']), "{}", file);
            }
            prop_assert_eq!(UrlPath::parse(&path.encoded()), Some(path));
        }
        let _ = (allowed(&address), portable(&address), filename::twin_key(&address));
    }

    #[test]
    fn a_relative_link_leads_to_its_target(to in address(), from in address(), name in "[a-z]{1,3}\\.pdf") {
        let from = UrlPath::file(&[&from, &from, &name]);
        for to in [UrlPath::page(&[&to, "x"]), UrlPath::file(&[&to, &name]), UrlPath::root()] {
            for from in [&from, &UrlPath::page(&["x"]), &UrlPath::root()] {
                let link = to.relative_to(from);
                prop_assert_eq!(from.join(&link), Some(to.clone()), "{} from {}", link, from);
            }
            let folder = UrlPath::page(&["sr"]);
            prop_assert_eq!(to.under(&folder).within(&folder), Some(to.clone()));
            prop_assert_eq!(to.within(&UrlPath::root()), Some(to.clone()));
            prop_assert_eq!(UrlPath::page(&["srb"]).within(&folder), None);
        }
    }
}
