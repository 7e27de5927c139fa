//! `forms.json`: what the endpoint learns of the sites and their forms. Public, without secrets.

use super::model::Form;
use crate::lang::Locale;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormsFile {
    /// Of the file's own shape; raised when an older endpoint could not read it.
    pub version: u32,
    /// Sorted by slug when written.
    pub sites: Vec<SiteEntry>,
}

/// One site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteEntry {
    /// Its folder, the part of addresses after `/f/`.
    pub slug: String,
    /// As shown on top of pages.
    pub name: String,
    /// CSS custom properties without `--` and their colours, for the endpoint's own pages.
    #[serde(default)]
    pub colours: BTreeMap<String, String>,
    /// The first is the one written in.
    pub languages: Vec<Locale>,
    /// Where the site is published.
    #[serde(default)]
    pub base_url: Option<String>,
    /// The ways out when something fails.
    #[serde(default)]
    pub contact: Contact,
    /// Within how many days an answer is promised.
    #[serde(default)]
    pub promise_days: Option<u16>,
    /// IANA name of the zone of its days; none: that of the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Sorted by identifier and language when written.
    pub forms: Vec<FormEntry>,
}

/// How an MZ can be reached without a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// As shown.
    #[serde(default)]
    pub phone: Option<String>,
    /// The number of its Viber.
    #[serde(default)]
    pub viber: Option<String>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<String>,
    /// Street and place.
    #[serde(default)]
    pub address: Option<String>,
}

/// One form in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormEntry {
    /// [`Form::version`], written down so that the endpoint can see a file that was edited by hand.
    pub version: String,
    /// The form's page from the site's root, for links back.
    #[serde(default)]
    pub page: Option<String>,
    /// From when on answers are taken (RFC 3339); none: at once. Decided by the build, not by the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// Until when answers are taken (RFC 3339); none: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// The form itself.
    pub form: Form,
}

impl FormEntry {
    /// The entry of a form that lies on a page.
    pub fn new(form: Form, page: Option<String>) -> FormEntry {
        FormEntry { version: form.version(), page, opens: None, closes: None, form }
    }
}

impl FormsFile {
    /// The shape that this program writes.
    pub const VERSION: u32 = 1;

    /// The file's text: the same for the same sites in whatever order they come.
    ///
    /// # Errors
    /// None that a file of this shape can cause.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut sorted = self.clone();
        sorted.sites.sort_by(|a, b| a.slug.cmp(&b.slug));
        for site in &mut sorted.sites {
            site.forms
                .sort_by(|a, b| (&a.form.id, a.form.locale, &a.version).cmp(&(&b.form.id, b.form.locale, &b.version)));
        }
        let mut text = serde_json::to_string_pretty(&sorted)?;
        text.push('\n');
        Ok(text)
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When it is no such file.
    pub fn from_json(text: &str) -> Result<FormsFile, serde_json::Error> {
        serde_json::from_str(text)
    }
}
