//! A theme, ready to render.

use super::engine::{Context, Engine};
use super::fault::Fault;
use super::layers::{self, Layers};
#[cfg(feature = "minify")]
use super::minify;
use super::{css, report, script, settle};
use crate::diag::{Checked, Diagnostic, Source};
#[cfg(feature = "minify")]
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Templates and stylesheets of a site: its own, the workspace's, the built-in ones.
pub struct Theme {
    /// Stylesheets and other texts by their path in the theme's folder (`zbor.css`), squeezed when
    /// minifying was asked for.
    pub files: BTreeMap<String, Arc<str>>,
    /// Of all that decides what a page looks like here: templates, files, minified or not.
    pub hash: blake3::Hash,
    engine: Engine,
    layers: Layers,
    /// The templates as written, to place mistakes in: the engine may have them minified.
    plain: OnceLock<Option<Engine>>,
}

/// A theme with what all pages of one site in one language share.
pub struct ThemeView<'t> {
    theme: &'t Theme,
    globals: Context,
}

impl Theme {
    /// Reads a theme. `layers` are the files of each theme by their path in its folder
    /// (`templates/page.html`, `zbor.css`, `theme.yaml`), strongest first; the built-in theme is
    /// added as the weakest. A template with a mistake is left out with a finding, and the next
    /// weaker one of that name is taken, so that the site is published all the same.
    pub fn load(layers: &[BTreeMap<String, Arc<Source>>], minify: bool) -> Checked<Option<Theme>> {
        let mut findings = Vec::new();
        let mut layers = Layers::of(layers);
        findings.extend(layers.descriptions.iter().filter_map(report::other_engine));
        let Some(engine) = settle::settle(&mut layers, &mut findings) else {
            return Checked { value: None, findings };
        };
        let engine = if minify { minified(&layers, &mut findings).unwrap_or(engine) } else { engine };
        let files = layers.files.iter().map(|(path, source)| (path.clone(), file_text(path, source, minify))).collect();
        let hash = hash(&layers, &files, minify);
        Checked { value: Some(Theme { files, hash, engine, layers, plain: OnceLock::new() }), findings }
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.engine.has(name)
    }

    /// A stylesheet or script by its path in the theme's folder; empty where the theme has none.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", |text| text)
    }

    /// The parts of the stylesheet that only some pages need, by name: `forms` is `css/forms.css`.
    pub fn styles(&self) -> BTreeMap<String, String> {
        let name = |path: &str| path.strip_prefix("css/")?.strip_suffix(".css").map(str::to_owned);
        self.files.iter().filter_map(|(path, text)| Some((name(path)?, text.to_string()))).collect()
    }

    /// Adds what all pages of a site in one language share; a page's own value of the same name
    /// wins. Values are shared, not copied: adding them to a page costs about a microsecond, where
    /// a copy of the engine for each site and language would cost milliseconds and its memory.
    pub fn with_globals(&self, globals: Context) -> ThemeView<'_> {
        ThemeView { theme: self, globals }
    }

    /// Renders a template with nothing but the given values, in UTF-8.
    ///
    /// # Errors
    /// A finding that points into the template (`T003`), or says that there is none (`T004`).
    pub fn render(&self, name: &str, page: &Context) -> Result<Vec<u8>, Diagnostic> {
        self.engine.render(name, page).map_err(|fault| self.explain(name, page, *fault))
    }

    fn explain(&self, name: &str, page: &Context, fault: Fault) -> Diagnostic {
        if !self.engine.has(name) {
            return report::no_template(name, self.layers.templates.keys().map(String::as_str));
        }
        let plain = self.plain.get_or_init(|| Engine::new(self.layers.texts()).ok());
        let fault = plain.as_ref().and_then(|engine| engine.render(name, page).err()).map_or(fault, |fault| *fault);
        report::rendering(&self.layers, &fault)
    }
}

impl ThemeView<'_> {
    /// Renders a page's template with the page's values and the shared ones.
    ///
    /// # Errors
    /// As [`Theme::render`].
    pub fn render(&self, name: &str, page: Context) -> Result<Vec<u8>, Diagnostic> {
        let mut values = self.globals.clone();
        values.extend(page);
        self.theme.render(name, &values)
    }

    /// The theme itself.
    pub fn theme(&self) -> &Theme {
        self.theme
    }
}

/// The same templates without the white space; nothing when they then no longer go together.
#[cfg(feature = "minify")]
fn minified(layers: &Layers, findings: &mut Vec<Diagnostic>) -> Option<Engine> {
    let texts: Vec<(&str, Cow<str>)> = layers
        .texts()
        .map(|(name, text)| match minify::template(name, text) {
            Some(small) => (name, Cow::Owned(small)),
            None => {
                if layers.is_own(name) && minify::is_html(name) {
                    findings.extend(layers.source(name).map(report::not_minified));
                }
                (name, Cow::Borrowed(text))
            }
        })
        .collect();
    Engine::new(texts.iter().map(|(name, text)| (*name, text.as_ref()))).ok()
}

#[cfg(not(feature = "minify"))]
fn minified(_: &Layers, _: &mut Vec<Diagnostic>) -> Option<Engine> {
    None
}

fn file_text(path: &str, source: &Source, minify: bool) -> Arc<str> {
    let text = layers::text(source);
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") if minify => css::squeeze(text).into(),
        // Only of our own scripts is it known that a line break is never part of a text.
        Some("js") if minify && layers::is_built_in(source) => script::squeeze(text).into(),
        _ => text.into(),
    }
}

fn hash(layers: &Layers, files: &BTreeMap<String, Arc<str>>, minify: bool) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        // The length first, so that no two lists of texts look alike.
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    for (name, text) in layers.texts() {
        add(name);
        add(text);
    }
    add(if minify { "minified" } else { "plain" });
    for (path, text) in files {
        add(path);
        add(text);
    }
    hasher.finalize()
}
