//! Who works on a site: owners invite, change roles and end them; and they take a copy away.

use crate::endpoint::{Endpoint, files, folder, form_request, jpeg, multipart, request, send};
use crate::volunteer::{OURS, add, enter, reference, words};
use std::path::Path;

const PEOPLE: &str = "/a/gornje-polje/people";

fn owner(dir: &Path, endpoint: &Endpoint, site: &str, name: &str) -> crate::volunteer::Volunteer {
    let email = format!("{name}@mz.example");
    let password = add(dir, site, &email, "owner");
    enter(endpoint, &email, &password)
}

#[test]
fn owners_invite_change_roles_and_end_them() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = owner(dir.path(), &endpoint, "gornje-polje", "ana");
    assert!(words(&ana.get(PEOPLE)).contains("Sajt ima samo jednog vlasnika."));
    let invite = |email: &str, role: &str| ana.post(PEOPLE, &[("name", "Mujo M."), ("email", email), ("role", role)]);
    for (email, role) in
        [("", "reader"), ("mujo", "reader"), ("a@b.example\r\nBcc: c@d.example", "reader"), ("m@mz.example", "king")]
    {
        assert_eq!(invite(email, role).status, 422, "{email} {role}");
    }
    let added = invite("Mujo@MZ.example", "reader");
    let page = words(&added);
    assert!(added.status == 200 && page.contains("Osoba mujo@mz.example je dodana."), "{page}");
    let password = page.split("Više se neće pokazati: ").nth(1).unwrap().split(' ').next().unwrap();
    assert!(!words(&ana.get(PEOPLE)).contains(password), "once");
    assert_eq!(invite("mujo@mz.example", "owner").status, 409, "known");
    let mujo = enter(&endpoint, "mujo@mz.example", password);
    assert_eq!((mujo.get("/a/gornje-polje").status, mujo.get("/a/donji-brijeg").status), (200, 404));
    assert_eq!((mujo.get("/a/gornje-polje/write").status, mujo.get(PEOPLE).status), (403, 403));
    let role =
        |email: &str, role: &str| ana.post(&format!("{PEOPLE}/role"), &[("email", email), ("role", role)]).status;
    assert_eq!((role("mujo@mz.example", "editor"), mujo.get("/a/gornje-polje/write").status), (200, 200));
    assert_eq!(role("ana@mz.example", "reader"), 409, "the last owner stays one");
    assert_eq!(role("ana@mz.example", "none"), 409, "the last owner stays");
    assert_eq!(role("mujo@mz.example", "owner"), 200);
    assert!(!words(&ana.get(PEOPLE)).contains("Sajt ima samo jednog vlasnika."));
    assert_eq!((role("mujo@mz.example", "none"), mujo.get("/a/gornje-polje").status), (200, 404), "at once");
    assert_eq!((role("niko@mz.example", "editor"), role("ana@mz.example", "")), (404, 422));
    let record = words(&ana.get("/a/gornje-polje/record"));
    assert!(record.contains("mujo@mz.example: none") && record.contains("mujo@mz.example: reader"), "{record}");
}

#[test]
fn people_of_one_site_say_nothing_on_another_and_posts_of_others_change_nothing() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = owner(dir.path(), &endpoint, "gornje-polje", "ana");
    let fata = owner(dir.path(), &endpoint, "donji-brijeg", "fata");
    let role = [("email", "fata@mz.example"), ("role", "none")];
    assert_eq!(ana.post(&format!("{PEOPLE}/role"), &role).status, 404, "she is nobody here");
    assert_eq!(ana.post("/a/donji-brijeg/people/role", &role).status, 404);
    assert_eq!(fata.get("/a/donji-brijeg/people").status, 200);
    let invited = [("email", "fata@mz.example"), ("role", "reader")];
    let page = words(&ana.post(PEOPLE, &invited));
    assert!(page.contains("je dodana") && !page.contains("Više se neće pokazati"), "no new password: {page}");
    assert_eq!((fata.get("/a/gornje-polje").status, fata.get("/a/donji-brijeg/people").status), (200, 200));
    for path in [PEOPLE.to_owned(), format!("{PEOPLE}/role"), "/a/gornje-polje/backup".to_owned()] {
        let fields = [("email", "x@mz.example"), ("role", "owner")];
        for headers in ["Sec-Fetch-Site: cross-site\r\n", "Origin: https://evil.example\r\n", ""] {
            assert_eq!(ana.post_with(&path, headers, &fields).status, 403, "{path} {headers}");
        }
        let nobody = send(endpoint.address, &form_request(&path, OURS, &fields)).unwrap();
        assert!(nobody.location().ends_with("/a/-/login"), "{path}");
        assert_eq!(fata.post(&path, &fields).status, 403, "{path} needs an owner");
    }
    assert!(!words(&ana.get(PEOPLE)).contains("x@mz.example"));
}

#[test]
fn a_copy_is_the_sites_own_and_leaves_nothing_behind() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ana = owner(dir.path(), &endpoint, "gornje-polje", "ana");
    let fata = owner(dir.path(), &endpoint, "donji-brijeg", "fata");
    assert_eq!(fata.post("/a/donji-brijeg/backup", &[]).status, 404, "nobody wrote there");
    let post = |site: &str, text: &str| {
        reference(
            &endpoint.post(&format!("/f/{site}/pitanje"), &[("message", text), ("name", "Mujo"), ("consent", "1")]),
        )
    };
    let (own, other) = (post("gornje-polje", "Naše pitanje"), post("donji-brijeg", "Tuđe pitanje"));
    let fields = [("message", "Rupa na putu"), ("name", "Mujo"), ("consent", "1")];
    let posted = multipart("/f/gornje-polje/prijava", &fields, &[("a.jpg", &jpeg(24, 16))]);
    assert_eq!(send(endpoint.address, &posted).unwrap().status, 303);
    let copy = ana.post("/a/gornje-polje/backup", &[]);
    assert_eq!((copy.status, copy.header("cache-control")), (200, Some("no-store")));
    let name = copy.header("content-disposition").unwrap();
    assert!(name.starts_with("attachment; filename=\"gornje-polje-") && name.ends_with(".zip\""), "{name}");
    assert_eq!(copy.header("content-length").unwrap(), copy.bytes.len().to_string());
    let again = dir.path().join("again");
    let mut unpacked = zip::read::ZipArchive::new(std::io::Cursor::new(&copy.bytes)).unwrap();
    let mut names: Vec<String> = unpacked.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort_unstable();
    assert_eq!(names[0], "sites/gornje-polje.db");
    assert!(names.len() == 2 && names[1].starts_with("sites/gornje-polje.photos/"), "{names:?}");
    unpacked.extract(again.join("data")).unwrap();
    let photos = |root: &std::path::Path| {
        let folder = root.join("data/sites/gornje-polje.photos");
        files(&folder).iter().map(|file| std::fs::read(file).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(photos(&again), photos(dir.path()), "the photo as it is");
    let database = std::fs::read(again.join("data/sites/gornje-polje.db")).unwrap();
    let holds = |text: &str| database.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Naše pitanje") && holds(&own) && !holds("Tuđe pitanje") && !holds(&other));
    assert!(!holds("$argon2id$"), "no password of anybody");
    // Unpacked it is the site again.
    std::fs::copy(dir.path().join("forms.json"), again.join("forms.json")).unwrap();
    let restored = Endpoint::start(&again, &[]);
    let status = send(restored.address, &request("GET", &format!("/s/gornje-polje/{own}"), "", "")).unwrap();
    assert!(status.status == 200 && words(&status).contains("Primljeno"), "{status:?}");
    assert!(files(&dir.path().join("data/uploads")).is_empty(), "the file on its way is gone");
    assert!(words(&ana.get("/a/gornje-polje/record")).contains("Ana A.: preuzeta kopija"));
}
