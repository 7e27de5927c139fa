//! How the endpoint's pages look: templates and one stylesheet, in the colours of the site they belong to.

use super::catalogue::Site;
use super::store::StoreError;
use crate::diag::Source;
use crate::template::{Theme, context, csp_hash};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, LOCATION, REFERRER_POLICY};
use axum::http::{HeaderValue, Response, StatusCode};
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::collections::BTreeMap;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/feedback");

/// Templates, loaded once.
pub struct Look {
    theme: Theme,
    style: String,
}

/// What every page has.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Page {
    /// BCP 47.
    pub lang: String,
    /// In the window's bar.
    pub title: String,
    /// The whole stylesheet.
    pub style: String,
    /// The name of the site.
    pub site: String,
    /// Where the site is; may be empty.
    pub home: String,
    /// Over the text.
    pub heading: String,
    /// What went wrong, above all else.
    pub alert: Option<Alert>,
    /// Links below all else: back to the site, telephone, mail.
    pub ways: Vec<Way>,
}

/// What went wrong.
#[derive(Clone, Debug, Serialize)]
pub struct Alert {
    /// In a few words.
    pub title: String,
    /// What to do.
    pub text: String,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Where to.
    pub url: String,
    /// As shown.
    pub label: String,
}

/// A question or what was sent, and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The question.
    pub label: String,
    /// The answer.
    pub text: String,
}

/// A page: what all have, and its own.
#[derive(Serialize)]
struct Whole<'a, T> {
    page: &'a Page,
    #[serde(flatten)]
    own: &'a T,
}

impl Look {
    /// Loads the templates.
    ///
    /// # Errors
    /// When one of them has a mistake: that is a mistake of the program.
    pub fn load() -> Result<Look, StoreError> {
        let mut layer = BTreeMap::new();
        collect(&FILES, &mut layer);
        let style = layer.remove("feedback.css").map(|source| source.text.clone()).unwrap_or_default();
        let checked = Theme::load(&[layer], false);
        let broken = || {
            StoreError::Broken(
                checked.findings.iter().map(|finding| finding.message.en.as_str()).collect::<Vec<_>>().join("; "),
            )
        };
        let theme = checked.value.ok_or_else(broken)?;
        Ok(Look { theme, style: squeeze(&style) })
    }

    /// The stylesheet in the colours of a site.
    pub fn style(&self, site: &Site) -> String {
        let accent = site.entry.colours.get("accent").filter(|colour| is_colour(colour));
        accent.map_or_else(|| self.style.clone(), |accent| format!("{}:root{{--accent:{accent}}}", self.style))
    }

    /// The stylesheet in the colours of nobody.
    pub fn plain_style(&self) -> String {
        self.style.clone()
    }

    /// A page as an answer. Its policy allows this stylesheet and nothing else.
    pub fn answer<T: Serialize>(&self, status: StatusCode, template: &str, page: &Page, own: &T) -> Response<Body> {
        let html = context(&Whole { page, own }).ok().and_then(|context| self.theme.render(template, &context).ok());
        let Some(html) = html else { return plain(StatusCode::INTERNAL_SERVER_ERROR, "500") };
        let policy = format!(
            "default-src 'none'; style-src '{}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            csp_hash(&page.style)
        );
        let mut response = Response::new(Body::from(html));
        *response.status_mut() = status;
        set(&mut response, CONTENT_TYPE, "text/html; charset=utf-8");
        set(&mut response, CONTENT_SECURITY_POLICY, &policy);
        guard(response)
    }
}

/// A short answer for machines and for what nobody sees.
pub fn plain(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("{text}\n")));
    *response.status_mut() = status;
    set(&mut response, CONTENT_TYPE, "text/plain; charset=utf-8");
    guard(response)
}

/// `303 See Other`. The path is one of the endpoint's own: nothing of a request reaches it but what was looked up.
pub fn see_other(path: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    set(&mut response, LOCATION, path);
    guard(response)
}

/// Headers that every answer has.
fn guard(mut response: Response<Body>) -> Response<Body> {
    set(&mut response, CACHE_CONTROL, "no-store");
    set(&mut response, REFERRER_POLICY, "same-origin");
    set(&mut response, HeaderName::from_static("x-content-type-options"), "nosniff");
    response
}

/// Sets a header; a value that cannot be one is left out.
pub fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn collect(dir: &Dir<'static>, layer: &mut BTreeMap<String, std::sync::Arc<Source>>) {
    for file in dir.files() {
        if let (Some(text), Some(path)) = (file.contents_utf8(), file.path().to_str()) {
            let path = path.replace('\\', "/");
            layer.insert(path.clone(), Source::new(format!("feedback/{path}"), text));
        }
    }
    dir.dirs().for_each(|dir| collect(dir, layer));
}

/// Without comments and line ends.
fn squeeze(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let mut text = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for (long, short) in [(" { ", "{"), ("; }", "}"), ("; ", ";"), (": ", ":"), (", ", ","), ("} ", "}")] {
        text = text.replace(long, short);
    }
    text
}

/// What can stand in a stylesheet as a colour and nothing else.
fn is_colour(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '(' | ')' | ',' | '.' | '%' | ' ');
    !text.is_empty() && text.len() <= 40 && text.chars().all(plain)
}
