//! Findings as a page for whoever keeps the texts: a file that opens in any browser and needs nothing else.

use super::neutral::neutral;
use super::voice::{Piece, pieces};
use super::{At, Counted, Diagnostic, Voice, text};
use std::collections::BTreeMap;
use std::fmt::Write;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:1rem auto;padding:0 1rem}\
h2{font-size:1.1rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}li{margin:.75rem 0}ul ul li{margin:.25rem 0}\
code,pre{background:#eee;overflow-wrap:anywhere}pre{padding:.5rem;white-space:pre-wrap;margin:.25rem 0}\
.error{color:#a00000}.warning{color:#7a4a00}.hint{color:#00507a}";

/// The page: how many findings of each severity there are, then those of each file, errors first. Content of the
/// workspace is only ever text in it.
pub fn page(findings: &[Diagnostic], voice: Voice) -> String {
    let title = escaped(&voice.say(&text!("Izvještaj o tekstovima", "Report on the texts")));
    let language = voice.language.tag();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&voice.say(&Counted::of(findings).text()))
    );
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        files.entry(file(&finding.at)).or_default().push(finding);
    }
    let mut files: Vec<_> = files.into_iter().collect();
    for (_, findings) in &mut files {
        findings.sort_by_key(|finding| finding.severity);
    }
    files.sort_by_key(|(_, findings)| findings.first().map(|finding| finding.severity));
    for (path, findings) in files {
        if !path.is_empty() {
            let _ = writeln!(out, "<h2><code>{}</code></h2>", escaped(path));
        }
        out.push_str("<ul>\n");
        findings.iter().for_each(|finding| item(&mut out, finding, voice));
        out.push_str("</ul>\n");
    }
    out.push_str("</html>\n");
    out
}

fn file(at: &At) -> &str {
    match at {
        At::Workspace => "",
        At::File(path) => path,
        At::Text(at) => &at.path,
    }
}

fn item(out: &mut String, finding: &Diagnostic, voice: Voice) {
    let class = match finding.severity {
        super::Severity::Error => "error",
        super::Severity::Warning => "warning",
        super::Severity::Hint => "hint",
    };
    let (severity, code) = (voice.severity(finding.severity), escaped(&finding.code));
    let _ = write!(out, "<li><strong class=\"{class}\">{severity} {code}</strong>");
    if let At::Text(at) = &finding.at {
        let _ = write!(out, ", {} {}", voice.say(&text!("red", "line")), at.line);
    }
    let _ = write!(out, ": {}", markup(&voice.say(&finding.message)));
    if let At::Text(at) = &finding.at {
        let _ = write!(out, "<pre>{}</pre>", escaped(&at.text));
    }
    if !finding.help.is_empty() {
        let lines = finding.help.iter().map(|help| format!("<li>{}</li>", markup(&voice.say(help))));
        let _ = write!(out, "<ul>{}</ul>", lines.collect::<String>());
    }
    out.push_str("</li>\n");
}

/// A message with its backticks as code.
fn markup(message: &str) -> String {
    pieces(message)
        .map(|piece| match piece {
            Piece::Words(words) => escaped(words),
            Piece::Code(code) => format!("<code>{}</code>", escaped(code)),
        })
        .collect()
}

fn escaped(text: &str) -> String {
    neutral(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
