//! Who gets in, and whose posts count.

use crate::endpoint::{Endpoint, folder};
use crate::volunteer::{OURS, Volunteer, add, cookie, editor, enter, reference, words, zbor};

#[test]
fn a_password_opens_and_a_wrong_one_is_answered_like_a_stranger() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let password = add(dir.path(), "gornje-polje", "ana@mz.example", "editor");
    let try_in = |email, password| endpoint.post_with("/a/-/login", OURS, &[("email", email), ("password", password)]);
    let (wrong, nobody) = (try_in("ana@mz.example", "nije"), try_in("niko@mz.example", "nije"));
    assert_eq!((wrong.status, nobody.status), (401, 401));
    assert_eq!(wrong.body.replace("ana@", ""), nobody.body.replace("niko@", ""), "the same page");
    assert!(wrong.header("set-cookie").is_none());
    let right = try_in("ANA@mz.example", &password);
    let header = right.header("set-cookie").unwrap();
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(header.contains(part), "{header}");
    }
    assert!(!header.contains("Domain"));
    let visit = Volunteer { address: endpoint.address, cookie: cookie(&right) };
    assert_eq!(visit.get("/a").location(), "/a/gornje-polje");
    assert_eq!(visit.get("/a/gornje-polje").status, 200);
    let stranger = Volunteer { address: endpoint.address, cookie: "0".repeat(64) };
    assert_eq!(stranger.get("/a/gornje-polje").location(), "/a/-/login");
    assert_eq!(endpoint.get("/a/gornje-polje").location(), "/a/-/login");
}

#[test]
fn sessions_have_a_new_name_each_time_and_end_when_they_should() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let password = add(dir.path(), "gornje-polje", "ana@mz.example", "owner");
    let first = enter(&endpoint, "ana@mz.example", &password);
    // A cookie that somebody planted is not taken over, and the one that was valid ends.
    let fields = [("email", "ana@mz.example"), ("password", password.as_str())];
    let again = first.post("/a/-/login", &fields);
    let second = Volunteer { address: endpoint.address, cookie: cookie(&again) };
    assert_ne!(first.cookie, second.cookie);
    assert_eq!(first.get("/a/gornje-polje").location(), "/a/-/login");
    assert_eq!(second.get("/a/gornje-polje").status, 200);
    let left = second.post("/a/-/logout", &[]);
    assert!(left.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(second.get("/a/gornje-polje").location(), "/a/-/login");
    // A new password ends all sessions; the server goes on running meanwhile.
    let third = enter(&endpoint, "ana@mz.example", &password);
    let data = dir.path().join("data");
    let reset = zbor(&["feedback", "user", "reset", "--data", data.to_str().unwrap(), "ana@mz.example"]);
    assert!(reset.status.success(), "{reset:?}");
    assert_eq!(third.get("/a/gornje-polje").location(), "/a/-/login");
    assert_eq!(endpoint.post_with("/a/-/login", OURS, &fields).status, 401);
    // The database does not hold what a cookie holds.
    let stored = std::fs::read(data.join("control.db")).unwrap();
    assert!(!stored.windows(64).any(|part| part == third.cookie.as_bytes()));
}

#[test]
fn posts_of_other_pages_change_nothing() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let posted = endpoint.post("/f/gornje-polje/pitanje", &[("message", "Kad počinje kurs?"), ("consent", "1")]);
    let item = format!("/a/gornje-polje/m/{}", reference(&posted));
    let foreign = [
        "",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\nOrigin: http://poruke.test\r\n",
        "Sec-Fetch-Site: none\r\n",
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://poruke.test.evil.example\r\n",
    ];
    for headers in foreign {
        let answer = ana.post_with(&item, headers, &[("act", "spam")]);
        assert_eq!(answer.status, 403, "{headers:?}");
        assert_eq!(ana.post_with("/a/-/logout", headers, &[]).status, 403, "{headers:?}");
        let login = [("email", "ana@gornje-polje.example"), ("password", "x")];
        assert_eq!(endpoint.post_with("/a/-/login", headers, &login).status, 403, "{headers:?}");
    }
    // Nothing changes by looking, whatever the address says.
    assert_eq!(ana.get(&format!("{item}?act=spam")).status, 200);
    assert!(words(&ana.get(&item)).contains("Primljeno"), "{}", ana.get(&item).body);
    let old_browser = ana.post_with(&item, "Origin: http://poruke.test\r\n", &[("act", "note"), ("text", "Zvati.")]);
    assert_eq!(old_browser.status, 303, "{old_browser:?}");
}

#[test]
fn each_sees_their_site_and_does_what_their_role_allows() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = editor(dir.path(), &endpoint, "gornje-polje");
    let password = add(dir.path(), "donji-brijeg", "citalac@mz.example", "reader");
    let reader = enter(&endpoint, "citalac@mz.example", &password);
    let posted = endpoint.post("/f/donji-brijeg/pitanje", &[("message", "Када?"), ("consent", "1")]);
    let item = format!("/a/donji-brijeg/m/{}", reference(&posted));
    let pages = ["", "/list", "/write", "/votes", "/done", "/statistics", "/record", "/settings"];
    for page in pages {
        let path = format!("/a/donji-brijeg{page}");
        let nowhere = ana.get(&format!("/a/nema-ga{page}"));
        let other = ana.get(&path);
        assert_eq!((other.status, &other.body), (404, &nowhere.body), "{path}");
    }
    for path in [item.clone(), format!("{item}/person"), format!("{item}/photo/1")] {
        assert_eq!(ana.get(&path).status, 404, "{path}");
    }
    for path in [item.clone(), format!("{item}/person")] {
        assert_eq!(ana.post(&path, &[("act", "spam")]).status, 404, "{path}");
        assert_eq!(reader.post(&path, &[("act", "spam")]).status, 403, "{path}");
    }
    // The item of one site under the address of another is not there.
    let crossed = item.replace("donji-brijeg", "gornje-polje");
    assert_eq!((ana.get(&crossed).status, ana.post(&crossed, &[("act", "spam")]).status), (404, 404));
    assert_eq!(reader.get(&item).status, 200);
    assert!(!reader.get(&item).body.contains("/person"));
    for page in ["/write", "/votes", "/done", "/settings"] {
        assert_eq!(reader.get(&format!("/a/donji-brijeg{page}")).status, 403, "{page}");
    }
    assert_eq!(ana.get("/a/gornje-polje/settings").status, 403, "owners only");
    assert_eq!(ana.post("/a/gornje-polje/settings", &[]).status, 403);
}

#[test]
fn who_guesses_is_slowed_down_and_others_are_not() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &["--trusted-proxy", "127.0.0.1"]);
    let password = add(dir.path(), "gornje-polje", "ana@mz.example", "editor");
    let from = |address: &str, email: &str, password: &str| {
        let headers = format!("{OURS}X-Forwarded-For: {address}\r\n");
        endpoint.post_with("/a/-/login", &headers, &[("email", email), ("password", password)]).status
    };
    let guesses: Vec<u16> = (0..6).map(|_| from("198.51.100.1", "drugi@mz.example", "nije")).collect();
    assert_eq!(guesses, [401, 401, 401, 401, 401, 429]);
    assert_eq!(from("198.51.100.1", "ana@mz.example", &password), 429, "the network waits");
    assert_eq!(from("203.0.113.1", "drugi@mz.example", "nije"), 429, "the account waits");
    assert_eq!(from("203.0.113.1", "ana@mz.example", &password), 303);
}
