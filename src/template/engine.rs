//! The template engine behind one door: the only file that names `tera`.

use super::fault::Fault;
use super::filters;
use crate::diag::{Problem, Text};
use serde::Serialize;
use std::ops::Range;

/// What a page hands to its template: names and values.
pub use tera::Context;
pub(crate) use tera::value::Key;
pub(crate) use tera::{Error, Kwargs, State, TeraResult, Value};

/// Templates in which values are escaped for HTML; in the others (calendar, plain text) they are not.
const ESCAPED: [&str; 6] = [".html", ".htm", ".xml", ".svg", ".atom", ".rss"];

/// Bytes that most pages have at most.
const USUAL: usize = 16 * 1024;

/// A set of templates, parsed and linked.
pub(crate) struct Engine(tera::Tera);

impl Engine {
    /// Parses all templates and checks that what they name exists: parents, blocks, filters,
    /// components, included templates.
    pub(crate) fn new<'a>(templates: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Engine, Vec<Fault>> {
        let mut tera = tera::Tera::default();
        tera.autoescape_on(ESCAPED);
        // The engine checks names of filters when templates are added, so these come first.
        filters::register(&mut Registry(&mut tera));
        tera.add_raw_templates(templates).map_err(|error| faults(&error))?;
        Ok(Engine(tera))
    }

    /// The first mistake in the grammar of one template, whatever it names.
    #[cfg(feature = "minify")]
    pub(crate) fn grammar(name: &str, text: &str) -> Option<Fault> {
        let error = tera::Tera::default().add_raw_template(name, text).err()?;
        match error.kind() {
            tera::ErrorKind::SyntaxError(_) => faults(&error).into_iter().next(),
            _ => None,
        }
    }

    /// Whether there is a template of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_template(name)
    }

    /// The text of a template with the values of a page, in UTF-8. Bytes, for they are written, and to
    /// look at each whether it is text would take longer than to write them.
    pub(crate) fn render(&self, name: &str, values: &Context) -> Result<Vec<u8>, Box<Fault>> {
        let mut out = Vec::with_capacity(USUAL);
        match self.0.render_to(name, values, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => {
                let unknown = || Fault::new(name, error.to_string());
                Err(Box::new(faults(&error).into_iter().next().unwrap_or_else(unknown)))
            }
        }
    }
}

/// Where filters and functions are registered.
pub(crate) struct Registry<'a>(&'a mut tera::Tera);

impl Registry<'_> {
    /// A filter on any value.
    pub(crate) fn filter(
        &mut self,
        name: &'static str,
        filter: impl Fn(Value, Kwargs, &State) -> TeraResult<Value> + Send + Sync + 'static,
    ) {
        self.0.register_filter(name, filter);
    }
}

/// A page's values as its template sees them, made from any plain data with named fields.
///
/// # Errors
/// When the data is no map of names, or cannot be serialised: a mistake of the program, not of an author.
pub fn context<T: Serialize + ?Sized>(page: &T) -> Result<Context, Problem> {
    Context::from_serialize(page).map_err(|error| {
        let detail = error.to_string();
        Problem::new(
            "T009",
            Text {
                bs: format!("podaci stranice ne mogu se dati predlošku: {detail}"),
                en: format!("the page's data cannot be handed to its template: {detail}"),
            },
        )
    })
}

/// Plain data as templates see it; undefined where it cannot be serialised.
pub(crate) fn value<T: Serialize>(data: &T) -> Value {
    Value::try_from_serializable(data).unwrap_or_else(|_| Value::undefined())
}

/// The engine's error as places in templates. The notes of a report ("called from") are not
/// exposed as data, so they are read back from its text.
fn faults(error: &tera::Error) -> Vec<Fault> {
    use tera::ErrorKind as Kind;
    match error.kind() {
        Kind::SyntaxError(report) | Kind::RenderingError(report) => {
            let Range { start, end } = report.span().range;
            let mut fault = Fault::new(report.filename(), report.message());
            fault.range = Some(start..end);
            fault.callers = Fault::callers_in(&error.to_string());
            vec![fault]
        }
        Kind::CircularExtend { tpl, inheritance_chain } => {
            vec![Fault::new(tpl, format!("Circular extends: {}", inheritance_chain.join(" → "))).near("extends")]
        }
        Kind::CircularInclude { tpl, include_chain } => {
            vec![Fault::new(tpl, format!("Circular include: {}", include_chain.join(" → "))).near("include")]
        }
        Kind::MissingParent { current, parent } => {
            vec![Fault::new(current, format!("There is no template `{parent}` to extend")).near("extends")]
        }
        Kind::TemplateNotFound(name) => vec![Fault::new(name, format!("There is no template `{name}`"))],
        _ => Fault::read_all(&error.to_string()),
    }
}
