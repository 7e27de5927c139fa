//! The tables of keys and values name all that the program reads, in every spelling.

use super::source;

/// Sources of keys and fixed values, and the pages that describe them; a name stands in any of them.
const TABLES: &[(&str, &str)] = &[
    ("site/common.rs", "polja.md"),
    ("site/announcement.rs", "obavjestenja.md"),
    ("site/project.rs", "projekti.md"),
    ("site/project/funding.rs", "projekti.md"),
    ("site/project/milestone.rs", "projekti.md"),
    ("site/event.rs", "dogadjaji.md"),
    ("site/event/assembly.rs", "dogadjaji.md"),
    ("site/event/change.rs", "dogadjaji.md"),
    ("site/event/pause.rs", "dogadjaji.md"),
    ("site/event/repeat.rs", "dogadjaji.md"),
    ("site/service.rs", "usluge.md"),
    ("site/document.rs", "dokumenti.md"),
    ("site/council.rs", "savjet.md"),
    ("site/page.rs", "stranice.md"),
    ("site/poll.rs", "ankete.md"),
    ("site/forms.rs", "obrasci.md"),
    ("site/forms/question.rs", "obrasci.md"),
    ("site/config.rs", "sajt.md polja.md"),
    ("site/budgets.rs", "sajt.md"),
    ("site/photo_ref.rs", "fotografije.md"),
    ("form/field.rs", "obrasci.md"),
];

#[test]
fn every_key_and_value_is_named() {
    let mut missing = String::new();
    let mut names = 0;
    for (file, page) in TABLES {
        let code = source::read(format!("src/{file}"));
        let text: String = page.split(' ').map(|page| source::read(format!("docs/bs/{page}"))).collect();
        for name in of(&code).into_iter().filter(|name| name != "hidden" && name != "skriveno") {
            names += 1;
            if !text.contains(&format!("`{name}`")) {
                missing.push_str(&format!("{page} does not name `{name}` of src/{file}\n"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing}");
    assert!(names > 500, "only {names} names: are the tables still found?");
}

#[test]
fn every_source_of_keys_is_listed() {
    for path in source::files("src/site", "rs") {
        let code = source::read(&path);
        let file = path.strip_prefix(source::root().join("src")).unwrap().to_str().unwrap().replace('\\', "/");
        let has_table = code.lines().any(|line| line.contains(": Vocabulary =") && !line.contains("//"));
        assert!(!has_table || TABLES.iter().any(|(known, _)| *known == file), "{file} has keys and no page");
    }
}

#[test]
fn folder_names_are_named() {
    let text = source::read("docs/bs/README.md");
    let code = source::read("src/load/layout.rs");
    let tables = source::parts(&code, "] = &[", "];").into_iter().chain(source::parts(&code, "=> &[", "],"));
    for name in tables.flat_map(source::quoted).filter(|name| !name.contains("jpg")) {
        let known = [format!("`{name}`"), format!("`{name}.yaml`")].iter().any(|shown| text.contains(shown));
        let is_ending = ["jpeg", "png", "webp", "gif", "svg", "avif", "heic", "pdf"].contains(&&*name);
        assert!(known || is_ending, "docs/bs/README.md does not name `{name}`");
    }
}

/// Names in the tables of keys and of fixed values of a source.
fn of(code: &str) -> Vec<String> {
    let starts = ["Vocabulary::new(&[", ": &[&[&str]] = &[", "> = &[\n    ("];
    let ends = ["]);\n", "];\n"];
    let mut names = Vec::new();
    for start in starts {
        for part in code.split(start).skip(1) {
            let end = ends.iter().filter_map(|end| part.find(end)).min().unwrap_or(part.len());
            names.extend(source::quoted(&part[..end]));
        }
    }
    // The types of fields of forms.
    for part in source::parts(code, "(&str, &[&str]); ", "];") {
        names.extend(source::quoted(part));
    }
    names.sort();
    names.dedup();
    names
}
