//! The forms of a site: the built-in ones that it wants, then its own.

use super::config::{Config, Profile};
use super::forms;
use crate::diag::{Checked, Diagnostic};
use crate::form::{Choice, Form, FormKind, Mark, Setting, built_in};
use crate::lang::Labels;
use crate::load::Folder;

/// How long what was sent is kept, in months.
const KEEP_MONTHS: u16 = 12;

/// All forms of an edition, each identifier once: the site's own win over those of `shared`.
pub fn all(
    folders: [&Folder; 2],
    config: &Config,
    profile: &Profile,
    labels: &Labels,
    services: Vec<Choice>,
) -> Checked<Vec<Form>> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let setting = setting(config, profile, services);
    let mut all: Vec<Form> = wanted(config).flat_map(|kind| built(kind, labels, &setting)).collect();
    let empty = built_in(FormKind::Custom, labels, &setting);
    for file in folders.iter().filter_map(|folder| folder.forms.as_ref()) {
        let Some(root) = &file.yaml else { continue };
        for form in forms::read(root, &empty, &profile.streets).collect(&mut findings) {
            if !all.iter().any(|known| known.id == form.id) {
                all.push(form);
            }
        }
    }
    Checked { value: all, findings }
}

/// The built-in forms that the site asks for; all where it does not say.
fn wanted(config: &Config) -> impl Iterator<Item = FormKind> {
    let names = &config.feedback.forms;
    let kinds = FormKind::ALL.into_iter().filter(|kind| !matches!(kind, FormKind::Poll | FormKind::Custom));
    kinds.filter(move |kind| names.is_empty() || names.iter().any(|name| FormKind::parse(name) == Some(*kind)))
}

/// An opinion is asked in two ways: with a mark for what is finished, and without.
fn built(kind: FormKind, labels: &Labels, setting: &Setting) -> Vec<Form> {
    let plain = built_in(kind, labels, setting);
    if kind != FormKind::Opinion {
        return vec![plain];
    }
    vec![plain, built_in(kind, labels, &Setting { mark: Mark::Asked, ..setting.clone() })]
}

fn setting(config: &Config, profile: &Profile, services: Vec<Choice>) -> Setting {
    Setting {
        reader: profile.name.clone(),
        promise_days: config.feedback.url.as_ref().and_then(|_| u16::try_from(config.feedback.promise_days).ok()),
        keep_months: KEEP_MONTHS,
        streets: profile.streets.clone(),
        services,
        photo_phone: profile.contact.viber.clone().or_else(|| profile.contact.phone.clone()).unwrap_or_default(),
        ..Setting::default()
    }
}
