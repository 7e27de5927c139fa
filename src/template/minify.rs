//! Minifying templates, once, when a theme is loaded: the only file that names `minify_html`.

use super::engine::Engine;
use super::shape::Shape;

/// Whether a template is HTML, from its name.
pub(crate) fn is_html(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".htm")
}

/// The template without needless white space, comments and quotes; nothing when it is no HTML, or
/// when it would not come out with the same shape and a right grammar. Stylesheets and scripts
/// inside stay as they are: the minifier rewrites them into forms that older phones do not know.
pub(crate) fn template(name: &str, text: &str) -> Option<String> {
    if !is_html(name) {
        return None;
    }
    let before = Shape::of(text)?;
    let small = String::from_utf8(minify_html::minify(text.as_bytes(), &options())).ok()?;
    let same = Shape::of(&small).is_some_and(|after| after == before);
    (same && Engine::grammar(name, &small).is_none()).then_some(small)
}

fn options() -> minify_html::Cfg {
    minify_html::Cfg {
        preserve_brace_template_syntax: true,
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        ..minify_html::Cfg::default()
    }
}
