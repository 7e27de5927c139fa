//! The guide for authors of themes describes every view with every field, every template and filter.

use super::source;

/// Sources of the views.
fn sources() -> Vec<String> {
    let mut all: Vec<String> = source::files("src/render/view", "rs").iter().map(source::read).collect();
    all.push(source::read("src/form/view.rs"));
    all
}

/// The part of the guide about a view.
fn section<'g>(guide: &'g str, name: &str) -> &'g str {
    let start = format!("\n#### `{name}`\n");
    let rest = guide.split_once(&start).unwrap_or_else(|| panic!("docs/en/themes.md has no section about `{name}`")).1;
    rest.split("\n#").next().unwrap_or_default()
}

#[test]
fn every_field_of_every_view_is_described() {
    let guide = source::read("docs/en/themes.md");
    let mut fields = 0;
    for code in sources() {
        for view in code.split("pub struct ").skip(1).filter(|view| view.contains('{')) {
            let name = view.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if name == "Post" {
                continue;
            }
            let body = view.split_once('{').unwrap().1.split("\n}").next().unwrap_or_default();
            let text = section(&guide, name);
            for line in body.lines().filter_map(|line| line.trim().strip_prefix("pub ")) {
                let field = line.split(':').next().unwrap_or_default();
                fields += 1;
                assert!(text.contains(&format!("| `{field}` |")), "docs/en/themes.md: `{name}` lacks `{field}`");
            }
        }
    }
    assert!(fields > 150, "only {fields} fields: are they still found?");
}

#[test]
fn every_template_and_subject_is_named() {
    let guide = source::read("docs/en/themes.md");
    let code = source::read("src/render/view/mod.rs");
    let body = code.split_once("pub enum Body {").unwrap().1.split("\n}").next().unwrap();
    for template in body.split('`').filter(|part| part.ends_with(".html")) {
        assert!(guide.contains(&format!("`{template}`")), "docs/en/themes.md does not name `{template}`");
    }
    for line in body.lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase)) {
        let name = line.split('(').next().unwrap_or_default().to_lowercase();
        assert!(guide.contains(&format!("| `{name}` |")), "docs/en/themes.md does not name the subject `{name}`");
    }
}

#[test]
fn every_filter_is_named() {
    let guide = source::read("docs/en/themes.md");
    let code = source::read("src/template/filters.rs");
    let filters = source::parts(&code, "registry.filter(\"", "\"");
    assert!(!filters.is_empty());
    for filter in filters {
        assert!(guide.contains(&format!("| {filter}")), "docs/en/themes.md does not name the filter `{filter}`");
    }
}
