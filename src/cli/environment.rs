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
    /// `GITHUB_STEP_SUMMARY`: the file that a workflow shows as its summary.
    pub(crate) step_summary: Option<String>,
    /// Settings of the endpoint.
    #[cfg(feature = "server")]
    pub(crate) feedback: FeedbackVariables,
}

/// Settings of the endpoint, each as its flag: `ZBOR_FEEDBACK_DATA` is `--data`.
#[cfg(feature = "server")]
#[derive(Clone, Debug, Default)]
pub(crate) struct FeedbackVariables {
    /// `ZBOR_FEEDBACK_TOKEN`: the secret for fetching replies.
    pub(crate) token: Option<String>,
    /// `ZBOR_FEEDBACK_CONFIG`.
    pub(crate) config: Option<String>,
    /// `ZBOR_FEEDBACK_DATA`.
    pub(crate) data: Option<String>,
    /// `ZBOR_FEEDBACK_FORMS`.
    pub(crate) forms: Option<String>,
    /// `ZBOR_FEEDBACK_WORKSPACE`.
    pub(crate) workspace: Option<String>,
    /// `ZBOR_FEEDBACK_LISTEN`.
    pub(crate) listen: Option<String>,
    /// `ZBOR_FEEDBACK_OPERATIONS`.
    pub(crate) operations: Option<String>,
    /// `ZBOR_FEEDBACK_PUBLIC_URL`.
    pub(crate) public_url: Option<String>,
    /// `ZBOR_FEEDBACK_SMTP`: the mail server, with its password.
    pub(crate) smtp: Option<String>,
    /// `ZBOR_FEEDBACK_SMTP_CA`: a file with one more root of certificates, for a mail server that has its own.
    pub(crate) smtp_ca: Option<String>,
    /// `ZBOR_FEEDBACK_MAIL_FROM`.
    pub(crate) mail_from: Option<String>,
    /// `ZBOR_FEEDBACK_TRUSTED_PROXY`: several with commas between.
    pub(crate) trusted_proxy: Option<String>,
}

/// The names of the settings of the endpoint, so that a trial can be run without them.
#[cfg(feature = "server")]
pub(crate) const FEEDBACK_NAMES: [&str; 11] = [
    "ZBOR_FEEDBACK_TOKEN",
    "ZBOR_FEEDBACK_CONFIG",
    "ZBOR_FEEDBACK_DATA",
    "ZBOR_FEEDBACK_FORMS",
    "ZBOR_FEEDBACK_WORKSPACE",
    "ZBOR_FEEDBACK_LISTEN",
    "ZBOR_FEEDBACK_OPERATIONS",
    "ZBOR_FEEDBACK_PUBLIC_URL",
    "ZBOR_FEEDBACK_SMTP",
    "ZBOR_FEEDBACK_MAIL_FROM",
    "ZBOR_FEEDBACK_TRUSTED_PROXY",
];

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
            step_summary: variable("GITHUB_STEP_SUMMARY"),
            #[cfg(feature = "server")]
            feedback: FeedbackVariables {
                token: variable("ZBOR_FEEDBACK_TOKEN"),
                config: variable("ZBOR_FEEDBACK_CONFIG"),
                data: variable("ZBOR_FEEDBACK_DATA"),
                forms: variable("ZBOR_FEEDBACK_FORMS"),
                workspace: variable("ZBOR_FEEDBACK_WORKSPACE"),
                listen: variable("ZBOR_FEEDBACK_LISTEN"),
                operations: variable("ZBOR_FEEDBACK_OPERATIONS"),
                public_url: variable("ZBOR_FEEDBACK_PUBLIC_URL"),
                smtp: variable("ZBOR_FEEDBACK_SMTP"),
                smtp_ca: variable("ZBOR_FEEDBACK_SMTP_CA"),
                mail_from: variable("ZBOR_FEEDBACK_MAIL_FROM"),
                trusted_proxy: variable("ZBOR_FEEDBACK_TRUSTED_PROXY"),
            },
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place where settings come in")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
