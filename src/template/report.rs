//! Findings about templates. The engine speaks English only; its words stand inside ours.

use super::fault::Fault;
use super::layers::{self, Layers};
use crate::diag::{At, Diagnostic, Source, Span, Text, text};
use crate::lang;
use std::sync::Arc;

/// The version of what templates are given; raised when an older theme would no longer work.
const ENGINE: &str = "1";

/// A template with a mistake, which is left out (`T001`).
pub(crate) fn left_out(layers: &Layers, fault: &Fault) -> Diagnostic {
    let detail = fault.message.replace('`', "'");
    let message = text!("predložak ima grešku: `{detail}`", "the template has a mistake: `{detail}`");
    let finding = Diagnostic::error("T001", place(layers, fault), message).help(instead(layers, &fault.template));
    callers(layers, fault, finding)
}

/// An overriding template that makes others fail (`T002`).
pub(crate) fn misfit(layers: &Layers, name: &str, fault: &Fault) -> Diagnostic {
    let (other, detail) = (&fault.template, &fault.message);
    let at = layers.source(name).map_or(At::Workspace, |source| At::from(&source.span(0..0)));
    let message = text!(
        "predložak `{name}` ne slaže se s predloškom `{other}`: `{detail}`",
        "the template `{name}` does not go with the template `{other}`: `{detail}`"
    );
    let finding = Diagnostic::error("T002", at, message).help(instead(layers, name));
    finding.related(place(layers, fault), text!("ovdje se to vidi", "it shows here"))
}

/// A mistake that shows only with the values of a page (`T003`).
pub(crate) fn rendering(layers: &Layers, fault: &Fault) -> Diagnostic {
    let detail = fault.message.replace('`', "'");
    let message =
        text!("predložak nije mogao biti popunjen: `{detail}`", "the template could not be filled: `{detail}`");
    let mut finding = Diagnostic::error("T003", place(layers, fault), message);
    if detail.contains("not defined") {
        finding = finding.help(text!(
            "ako vrijednost smije nedostajati, pišite `a?.b` ili `{{% if a %}}`; komponenti je dajte kao `@ime`",
            "if the value may be missing, write `a?.b` or `{{% if a %}}`; give it to a component as `@name`"
        ));
    }
    callers(layers, fault, finding)
}

/// A name that no template has (`T004`).
pub(crate) fn no_template<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = text!("nema predloška `{name}`", "there is no template `{name}`");
    let finding = Diagnostic::error("T004", At::Workspace, message);
    match lang::nearest(name, names) {
        Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => finding,
    }
}

/// A template of the workspace that is used as written (`T005`).
#[cfg(feature = "minify")]
pub(crate) fn not_minified(source: &Arc<Source>) -> Diagnostic {
    let message = text!(
        "predložak se ne može smanjiti bez štete i koristi se kako je napisan",
        "the template cannot be minified without harm and is used as written"
    );
    Diagnostic::hint("T005", &source.span(0..0), message).help(text!(
        "smanjuju se predlošci u kojima `{{{{ … }}}}` i `{{% … %}}` stoje u tekstu ili u navodnicima vrijednosti atributa, \
         a svaka oznaka je otvorena i zatvorena u istom predlošku",
        "templates are minified when `{{{{ … }}}}` and `{{% … %}}` stand in text or in the quotes of an attribute's value, \
         and each tag is opened and closed in the same template"
    ))
}

/// A theme made for another version of what templates are given (`T006`).
pub(crate) fn other_engine(source: &Arc<Source>) -> Option<Diagnostic> {
    let (at, version) = engine_line(&source.text)?;
    let found = version.trim().trim_matches(['"', '\'']);
    if found == ENGINE {
        return None;
    }
    let message = text!(
        "tema je pisana za verziju `{found}`, a ovaj program poznaje `{ENGINE}`",
        "the theme was written for version `{found}`, and this program knows `{ENGINE}`"
    );
    let span = source.span(at..at + version.len());
    Some(Diagnostic::warning("T006", &span, message).help(text!(
        "uporedite predloške s ugrađenom temom, pa upišite `engine: \"{ENGINE}\"`",
        "compare the templates with the built-in theme, then write `engine: \"{ENGINE}\"`"
    )))
}

/// The built-in theme does not parse: the program itself is at fault (`T007`).
pub(crate) fn built_in_broken(layers: &Layers, fault: &Fault) -> Diagnostic {
    let detail = fault.message.replace('`', "'");
    let message = text!(
        "ugrađena tema ima grešku, ovo je kvar programa: `{detail}`",
        "the built-in theme has a mistake, this is a fault of the program: `{detail}`"
    );
    callers(layers, fault, Diagnostic::error("T007", place(layers, fault), message))
}

/// The value after `engine:` and where it begins. One line of plain text is all that is read of
/// a theme's description here.
fn engine_line(text: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("engine:") {
            let value = rest.split('#').next().unwrap_or_default();
            let lead = value.len() - value.trim_start().len();
            return Some((start + "engine:".len() + lead, value.trim()));
        }
        start += line.len();
    }
    None
}

/// A theme that a site names and nobody has (`T010`). `known` are the names of those that there are.
pub fn no_theme<'a>(name: &str, span: &Span, known: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    let message = text!("nema teme `{name}`", "there is no theme `{name}`");
    let finding = Diagnostic::warning("T010", span, message);
    if let Some(near) = lang::nearest(name, known.clone()) {
        return finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?"));
    }
    let all = known.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    finding.help(text!(
        "moguće je: {all}; svoja tema je fascikla `themes/{name}`",
        "possible: {all}; a theme of your own is the folder `themes/{name}`"
    ))
}

fn instead(layers: &Layers, name: &str) -> Text {
    let next = layers.templates.get(name).and_then(|all| all.get(1));
    match next {
        Some(source) if layers::is_built_in(source) => {
            text!("umjesto njega uzet je ugrađeni `{name}`", "the built-in `{name}` is used instead")
        }
        Some(source) => {
            let path = &source.path;
            text!("umjesto njega uzet je `{path}`", "`{path}` is used instead")
        }
        None => text!("predložak je izostavljen", "the template is left out"),
    }
}

fn place(layers: &Layers, fault: &Fault) -> At {
    let Some(source) = layers.source(&fault.template) else { return At::Workspace };
    At::from(&span_at(source, fault.range_in(layers::text(source))))
}

fn callers(layers: &Layers, fault: &Fault, mut finding: Diagnostic) -> Diagnostic {
    for (name, place) in &fault.callers {
        if let Some(source) = layers.source(name) {
            let span = span_at(source, place.range_in(layers::text(source)));
            finding = finding.related(&span, text!("pozvano odavde", "called from here"));
        }
    }
    finding
}

/// A place in the text as the engine saw it, which had no byte order mark.
fn span_at(source: &Arc<Source>, range: std::ops::Range<usize>) -> Span {
    let mark = source.text.len() - layers::text(source).len();
    source.span(range.start + mark..range.end + mark)
}
