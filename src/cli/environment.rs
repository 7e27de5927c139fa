//! The environment variables that the program reads: all of them, here and nowhere else.

use zbor::build::Host;

/// What the environment says; an empty variable is as good as none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// Where messages get their language from.
    pub(crate) locale: LocaleVariables,
    /// `NO_COLOR`: any value turns colours off (no-color.org).
    pub(crate) no_color: bool,
    /// `TERM`.
    pub(crate) term: Option<String>,
    /// `PROMPT`, which `cmd.exe` gives to the programs that it starts.
    pub(crate) prompt: Option<String>,
    /// Where the site is published from.
    pub(crate) host: Host,
    /// `ZBOR_FEEDBACK_TOKEN`: the secret for fetching replies.
    pub(crate) feedback_token: Option<String>,
    /// `GITHUB_STEP_SUMMARY`: the file that a workflow shows as its summary.
    pub(crate) step_summary: Option<String>,
}

/// The variables that may name a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct LocaleVariables {
    /// `ZBOR_LANG`.
    pub(crate) zbor_lang: Option<String>,
    /// `LC_ALL`, before the others of its kind.
    pub(crate) lc_all: Option<String>,
    /// `LC_MESSAGES`.
    pub(crate) lc_messages: Option<String>,
    /// `LANG`.
    pub(crate) lang: Option<String>,
}

impl Environment {
    /// Reads the variables.
    pub(crate) fn read() -> Environment {
        Environment {
            locale: LocaleVariables {
                zbor_lang: variable("ZBOR_LANG"),
                lc_all: variable("LC_ALL"),
                lc_messages: variable("LC_MESSAGES"),
                lang: variable("LANG"),
            },
            no_color: variable("NO_COLOR").is_some(),
            term: variable("TERM"),
            prompt: variable("PROMPT"),
            host: Host { github_repository: variable("GITHUB_REPOSITORY"), cf_pages_url: variable("CF_PAGES_URL") },
            feedback_token: variable("ZBOR_FEEDBACK_TOKEN"),
            step_summary: variable("GITHUB_STEP_SUMMARY"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place where settings come in")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
