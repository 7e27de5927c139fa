//! Posts: kept and acknowledged, or answered with a page that still holds the text.

use super::endpoint::{Endpoint, command, folder, forms, jpeg, multipart, send};
use std::io::Read;
use zbor::form::FormsFile;

const IDEA: &str = "/f/gornje-polje/ideja";
const TEXT: &str = "Klupe kraj škole & <b>sjena</b>";

fn idea(text: &str) -> Vec<(&str, &str)> {
    vec![("message", text), ("name", "Mujo Primjer"), ("email", "mujo@primjer.ba"), ("consent", "1")]
}

#[test]
fn a_message_leads_to_a_receipt_with_its_text_and_the_day_of_the_answer() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let receipt = endpoint.post(IDEA, &idea(TEXT)).location().to_owned();
    assert!(receipt.starts_with("/r/gornje-polje."), "{receipt}");
    let page = endpoint.get(&receipt);
    assert_eq!(page.status, 200);
    for part in
        ["Klupe kraj škole &amp; &lt;b&gt;sjena&lt;/b&gt;", "Odgovorit ćemo do ", "MZ Gornje Polje", "sms:?&amp;body="]
    {
        assert!(page.body.contains(part), "{part} in {}", page.body);
    }
    assert!(!page.body.contains("Mujo Primjer"), "a receipt names nobody: links are passed on");
    let reference = receipt.split('.').nth(1).unwrap();
    let status = endpoint.get(&format!("/s/gornje-polje/{reference}"));
    assert!(status.status == 200 && status.body.contains("Primljeno"), "{status:?}");
    assert!(!status.body.contains("Klupe"), "the status page tells nothing of the text");
    let typed = endpoint.get(&format!("/s/gornje-polje?n={}", reference.to_lowercase()));
    assert_eq!(typed.location(), format!("/s/gornje-polje/{reference}"));
}

#[test]
fn a_mistake_brings_the_form_back_with_all_that_was_typed() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("message", "Lampa ne radi"), ("location", "Nova \"7\""), ("email", "nije adresa")];
    let page = endpoint.post("/f/gornje-polje/prijava", &fields);
    assert_eq!(page.status, 422);
    for part in
        ["Lampa ne radi", "Nova &quot;7&quot;", "nije adresa", "href=\"#prijava-email\"", "Provjerite unesene podatke"]
    {
        assert!(page.body.contains(part), "{part} in {}", page.body);
    }
    assert_eq!(endpoint.get("/s/gornje-polje").body.matches("<li>").count(), 0, "nothing was kept");
}

#[test]
fn the_same_again_is_the_same_message() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let first = endpoint.post(IDEA, &idea(TEXT)).location().to_owned();
    assert_eq!(endpoint.post(IDEA, &idea(TEXT)).location(), first);
    assert_eq!(
        endpoint.post(IDEA, &idea(" Klupe kraj škole & <b>sjena</b>\r\n")).location(),
        first,
        "spaces do not count"
    );
    assert_ne!(endpoint.post(IDEA, &idea("Nešto drugo")).location(), first);
    endpoint.kill();
    let endpoint = Endpoint::start(dir.path(), &[]);
    assert_eq!(endpoint.post(IDEA, &idea(TEXT)).location(), first, "after a restart too");
    let keyed = |text| [idea(text), vec![("_key", "0123456789abcdef")]].concat();
    let with_key = endpoint.post(IDEA, &keyed("Jedno")).location().to_owned();
    assert_eq!(endpoint.post(IDEA, &keyed("Drugo")).location(), with_key, "the key is the message");
}

#[test]
fn pages_of_old_stay_valid() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let old = forms().sites[0].forms.iter().find(|entry| entry.form.id == "prijava").unwrap().form.clone();
    drop(endpoint);
    let mut file = forms();
    for entry in &mut file.sites[0].forms {
        if entry.form.id == "prijava" {
            entry.form.fields.retain(|field| field.name != "location");
            let field = entry.form.fields[0].clone();
            entry.form.fields.push(zbor::form::Field { name: "extra".to_owned(), ..field });
            entry.version = entry.form.version();
        }
    }
    file.sites[0].forms.retain(|entry| entry.form.id != "pitanje");
    std::fs::write(dir.path().join("forms.json"), file.to_json().unwrap()).unwrap();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("_form", &*old.version()), ("message", "Rupa na putu"), ("location", "Lipova"), ("consent", "1")];
    let receipt = endpoint.post("/f/gornje-polje/prijava", &fields).location().to_owned();
    let page = endpoint.get(&receipt).body;
    assert!(page.contains("Ulica ili zaselak") && page.contains("Lipova"), "read as it was asked: {page}");
    let unknown = [("_form", "0123456789abcdef"), ("message", "Rupa na putu"), ("consent", "1")];
    let page = endpoint.post("/f/gornje-polje/prijava", &unknown);
    assert!(page.status == 422 && page.body.contains("se u međuvremenu promijenio"), "{page:?}");
    let gone = forms().sites[0].forms.iter().find(|entry| entry.form.id == "pitanje").unwrap().form.version();
    let fields = [("_form", &*gone), ("message", "Kad je zbor?"), ("consent", "1")];
    endpoint.post("/f/gornje-polje/pitanje", &fields).location();
}

#[test]
fn what_has_no_form_is_shown_to_be_copied() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    for path in ["/f/gornje-polje/nema", "/f/nema/ideja", "/f/..%2f..%2fetc/ideja"] {
        let page = endpoint.post(path, &idea(TEXT));
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains("Klupe kraj škole"), "{path}: {}", page.body);
    }
}

#[test]
fn photos_are_made_anew_and_only_the_receipt_opens_them() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let photo = jpeg(2000, 1000);
    let fields = [("message", "Rupa"), ("consent", "1")];
    let sent = multipart("/f/gornje-polje/prijava", &fields, &[("../../zlo.php", &photo), ("", &[])]);
    let receipt = send(endpoint.address, &sent).unwrap().location().to_owned();
    assert_eq!(send(endpoint.address, &sent).unwrap().location(), receipt, "a retry with photos is the same message");
    let kept = endpoint.get(&format!("{receipt}/1"));
    assert_eq!((kept.status, kept.header("content-type")), (200, Some("image/jpeg")));
    assert!(kept.header("content-disposition").unwrap().starts_with("attachment"), "{}", kept.head);
    let picture = image::load_from_memory(&kept.bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (1600, 800));
    assert!(!kept.bytes.windows(8).any(|bytes| bytes == b"GPSPLACE"), "the place is gone");
    assert_eq!(endpoint.get(&format!("{receipt}/2")).status, 404);
    // Not the last letter: not all of its bits are the token's.
    let (start, last) = receipt.split_at(receipt.len() - 8);
    let forged = format!("{start}{}{}/1", if last.starts_with('A') { 'B' } else { 'A' }, &last[1..]);
    assert_eq!(endpoint.get(&forged).status, 404);
    let photos = dir.path().join("data/sites/gornje-polje.photos");
    assert_eq!(super::endpoint::files(&photos).len(), 1, "that of the retry was dropped");
    assert_eq!(super::endpoint::files(&dir.path().join("data/uploads")).len(), 0);
}

#[test]
fn what_is_no_photo_is_said_beside_the_question() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("message", "Rupa"), ("consent", "1")];
    let small = jpeg(20, 20);
    let huge = vec![7; 9 << 20];
    type Photos<'a> = Vec<(&'a str, &'a [u8])>;
    let cases: [(&str, Photos); 4] = [
        ("nije fotografija", vec![("x.jpg", b"<script>alert(1)</script>")]),
        ("nije fotografija", vec![("x.jpg", &small[..small.len() / 2])]),
        ("prevelika", vec![("x.jpg", &huge)]),
        ("Previše fotografija", vec![("a", &small), ("b", &small), ("c", &small), ("d", &small)]),
    ];
    for (said, photos) in cases {
        let page = send(endpoint.address, &multipart("/f/gornje-polje/prijava", &fields, &photos)).unwrap();
        assert_eq!(page.status, 422, "{said}: {}", page.head);
        assert!(page.body.contains(said) && page.body.contains("Rupa"), "{said}: {}", page.body);
    }
    assert_eq!(super::endpoint::files(&dir.path().join("data/uploads")).len(), 0);
    assert_eq!(super::endpoint::files(&dir.path().join("data/sites/gornje-polje.photos")).len(), 0);
}

#[test]
fn votes_are_counted_published_from_ten_and_over_when_it_is_over() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &["--trusted-proxy", "127.0.0.1"]);
    let vote = |n: u8, choice: &str| {
        let headers = format!("X-Forwarded-For: 198.51.{n}.7\r\n");
        endpoint.post_with("/f/gornje-polje/klupe", &headers, &[("option", choice)])
    };
    for n in 0..9 {
        assert_eq!(vote(n, if n < 3 { "1" } else { "2" }).location(), "/s/gornje-polje/klupe?hvala");
    }
    vote(8, "2").location();
    let page = endpoint.get("/s/gornje-polje/klupe?hvala");
    assert!(
        page.body.contains("Hvala, vaš glas je zabilježen") && page.body.contains("Rezultata još nema"),
        "{}",
        page.body
    );
    vote(9, "1").location();
    let page = endpoint.get("/s/gornje-polje/klupe").body;
    assert!(page.contains("<dt>Kraj škole</dt><dd>4 glasa</dd>"), "{page}");
    assert!(page.contains("<dt>Kraj mosta</dt><dd>6 glasova</dd>"), "one who taps twice votes once: {page}");
    let over = endpoint.post("/f/gornje-polje/stara", &[("option", "1")]);
    assert!(over.status == 410 && over.body.contains("Anketa je zatvorena"), "{over:?}");
    assert_eq!(endpoint.post("/f/gornje-polje/klupe", &[("option", "9")]).status, 422);
}

#[test]
fn many_votes_of_one_network_are_kept_and_not_counted() {
    let dir = folder();
    std::fs::write(dir.path().join("c.yaml"), "limits: { network: [1000, 1000, 1000], form: [1000, 1000, 1000] }")
        .unwrap();
    let config = dir.path().join("c.yaml");
    let endpoint = Endpoint::start(dir.path(), &["--config", config.to_str().unwrap()]);
    for n in 0..40 {
        let headers = format!("User-Agent: telefon {n}\r\n");
        endpoint.post_with("/f/gornje-polje/klupe", &headers, &[("option", "1")]).location();
    }
    let page = endpoint.get("/s/gornje-polje/klupe").body;
    assert!(page.contains("<dd>25 glasova</dd>"), "{page}");
}

#[test]
fn the_receipt_lets_its_holder_add_and_erase_and_nobody_else() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let photo = jpeg(30, 30);
    let sent = multipart(
        "/f/gornje-polje/prijava",
        &[("message", "Tajna rupa"), ("name", "Mujo"), ("consent", "1")],
        &[("a", &photo)],
    );
    let receipt = send(endpoint.address, &sent).unwrap().location().to_owned();
    let token = receipt.strip_prefix("/r/").unwrap();
    let at = format!("/s/gornje-polje/{}", token.split('.').nth(1).unwrap());
    for wrong in ["", "x", &token[..token.len() - 2]] {
        assert_eq!(endpoint.post(&format!("{at}/erase"), &[("token", wrong)]).status, 404, "{wrong}");
    }
    assert_eq!(endpoint.get(&format!("{at}/erase")).status, 405, "nothing changes by looking");
    endpoint.post(&format!("{at}/add"), &[("token", token), ("text", "I lampa kraj nje")]).location();
    assert!(endpoint.get(&receipt).body.contains("I lampa kraj nje"));
    assert_eq!(endpoint.post(&format!("{at}/add"), &[("token", token), ("text", " ")]).status, 422);
    let reopen = endpoint.post(&format!("{at}/reopen"), &[("token", token), ("text", "Nije gotovo")]);
    assert_eq!(reopen.location(), receipt, "it is open, so there is nothing to do");
    endpoint.post(&format!("{at}/support"), &[]).location();
    endpoint.post(&format!("{at}/support"), &[]).location();
    assert!(endpoint.get(&at).body.contains("Isti problem ima još 1 osoba"), "{}", endpoint.get(&at).body);
    endpoint.post(&format!("{at}/erase"), &[("token", token)]).location();
    let page = endpoint.get(&receipt);
    assert!(page.body.contains("Tekst poruke je obrisan") && !page.body.contains("rupa"), "{}", page.body);
    assert_eq!(endpoint.get(&format!("{receipt}/1")).status, 404);
    drop(endpoint);
    for file in super::endpoint::files(&dir.path().join("data")) {
        let bytes = std::fs::read(&file).unwrap();
        // The log of the database may still hold it until the next checkpoint; the database itself must not.
        if file.extension().is_some_and(|ending| ending == "db") {
            assert!(!bytes.windows(11).any(|part| part == b"Tajna rupa,"), "{file:?}");
        }
    }
    assert!(std::fs::read_to_string(dir.path().join("data/erasures.log")).unwrap().starts_with("gornje-polje "));
}

#[test]
fn forms_can_come_from_the_folder_of_the_sites() {
    let dir = tempfile::tempdir().unwrap();
    let mut plain = std::process::Command::new(env!("CARGO_BIN_EXE_zbor"));
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/example-site");
    plain.args(["feedback", "serve", "--lang", "en", "--listen", "127.0.0.1:0", "--operations", "off", "--data"]);
    plain.arg(dir.path()).args(["--workspace", workspace]).stdout(std::process::Stdio::piped());
    let mut child = plain.spawn().unwrap();
    let mut said = Vec::new();
    let mut out = child.stdout.take().unwrap();
    while !said.ends_with(b"\n") {
        let mut byte = [0];
        assert_eq!(out.read(&mut byte).unwrap(), 1);
        said.push(byte[0]);
    }
    let said = String::from_utf8(said).unwrap();
    let address = said.split("http://").nth(1).unwrap().split([' ', '`', '\'']).next().unwrap().parse().unwrap();
    let slug = std::fs::read_dir(format!("{workspace}/sites")).unwrap().next().unwrap().unwrap().file_name();
    let path = format!("/f/{}/ideja", slug.to_str().unwrap());
    let page = send(address, &super::endpoint::request("GET", &path, "", "")).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(page.status == 200 && page.body.contains("<textarea"), "{page:?}");
}

#[test]
fn settings_that_are_wrong_are_said_at_once() {
    let dir = folder();
    let end = |more: &[&str]| {
        let output = command(dir.path(), more).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(end(&["--listen", "x"]).0, 2);
    assert_eq!(end(&["--public-url", "ftp://x"]).0, 2);
    assert_eq!(end(&["--trusted-proxy", "x"]).0, 2);
    std::fs::write(dir.path().join("c.yaml"), "listne: 1\n").unwrap();
    let (code, said) = end(&["--config", dir.path().join("c.yaml").to_str().unwrap()]);
    assert!(code == 2 && said.contains("listne"), "{said}");
    std::fs::write(dir.path().join("forms.json"), "{").unwrap();
    let (code, said) = end(&[]);
    assert!(code == 3 && said.contains("forms.json"), "{said}");
    let _: Result<FormsFile, _> = FormsFile::from_json("{");
}
