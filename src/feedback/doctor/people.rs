//! Who answers, and whether anybody is told of what comes.

use super::{Finding, Patient, named};
use crate::diag::Severity::{Hint, Warning};
use crate::diag::{Text, text};
use crate::feedback::SiteId;
use crate::feedback::inbox::Settings;
use crate::feedback::store::{ControlCheckup, Role};
use std::collections::BTreeMap;

pub(super) fn examine(patient: &Patient, control: &ControlCheckup, findings: &mut Vec<Finding>) {
    let counted = |site: &SiteId| {
        let owners = control.people.get(site).and_then(|roles| roles.get(&Role::Owner));
        (site.clone(), owners.copied().unwrap_or(0))
    };
    let asked: Vec<SiteId> = match patient.sites {
        [] => control.people.keys().cloned().collect(),
        sites => sites.to_vec(),
    };
    let counts: BTreeMap<SiteId, u64> = asked.iter().map(counted).collect();
    let warned = owners(&counts);
    if warned.is_empty() && !counts.is_empty() {
        findings.push(Finding::well(text!("svaki sajt ima bar dva vlasnika", "every site has two owners at least")));
    }
    findings.extend(warned);
    findings.extend(mail(patient, control, &asked));
    findings.extend(proxy(patient));
}

/// What is to be said of sites with so many owners: one who falls ill or forgets the password leaves nobody who could
/// let others in.
pub fn owners(sites: &BTreeMap<SiteId, u64>) -> Vec<Finding> {
    let with =
        |count: u64| sites.iter().filter(|(_, owners)| **owners == count).map(|(site, _)| site).collect::<Vec<_>>();
    let (none, one) = (with(0), with(1));
    let cure = text!(
        "dodajte: `zbor feedback user add --data … --site SAJT --role owner E-MAIL`",
        "add one: `zbor feedback user add --data … --site SITE --role owner EMAIL`"
    );
    let warn =
        |sites: &[&SiteId], message: Text| (!sites.is_empty()).then(|| Finding::ill(Warning, message, cure.clone()));
    let (names_none, names_one) = (named(&none), named(&one));
    let none = warn(
        &none,
        text!(
            "sajtovi bez vlasnika, gdje niko ne može odgovarati ni puštati druge: {names_none}",
            "sites without an owner, where nobody can let others in: {names_none}"
        ),
    );
    let one =
        warn(&one, text!("sajtovi sa samo jednim vlasnikom: {names_one}", "sites with a single owner: {names_one}"));
    none.into_iter().chain(one).collect()
}

/// Whether mail can go, and where nobody is told.
fn mail(patient: &Patient, control: &ControlCheckup, sites: &[SiteId]) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.push(match (patient.has_mail, patient.public_url.is_empty()) {
        (false, _) => Finding::ill(
            Warning,
            text!("pošta nije podešena: niko ne dobija obavijesti mailom", "no mail is set: nobody is told by mail"),
            text!(
                "postavite `ZBOR_FEEDBACK_SMTP` i `--mail-from`, pa probajte: `zbor feedback doctor send-test`",
                "set `ZBOR_FEEDBACK_SMTP` and `--mail-from`, then try: `zbor feedback doctor send-test`"
            ),
        ),
        (true, true) => Finding::ill(
            Warning,
            text!(
                "javna adresa nije podešena: linkovi u mailovima ne vode nikuda",
                "no public address is set: links in mails lead nowhere"
            ),
            text!(
                "dodajte npr. `--public-url https://poruke.primjer.ba`",
                "add for example `--public-url https://poruke.primjer.ba`"
            ),
        ),
        (true, false) => Finding::well(text!("pošta je podešena", "mail is set")),
    });
    let is_silent = |site: &&SiteId| {
        let settings = control.settings.get(&((*site).clone(), Settings::NAME.to_owned()));
        let settings: Settings = settings.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        (settings.mail.is_empty() || !patient.has_mail) && settings.webhook.is_none()
    };
    let silent: Vec<&SiteId> = sites.iter().filter(is_silent).collect();
    let names = named(&silent);
    if !silent.is_empty() {
        findings.push(Finding::ill(
            Warning,
            text!("kad stigne poruka, niko ne sazna: {names}", "nobody is told when a message comes: {names}"),
            text!(
                "vlasnik u sandučetu pod **Postavke** upiše kome se javlja, ili adresu za programe",
                "an owner enters under **Postavke** of the inbox who is told, or an address for programs"
            ),
        ));
    }
    findings
}

/// Behind a proxy that is not named everybody is one network.
fn proxy(patient: &Patient) -> Option<Finding> {
    let needed = patient.public_url.starts_with("https://") && !patient.has_proxy;
    needed.then(|| {
        Finding::ill(
            Hint,
            text!(
                "javna adresa je `https`, a nijedan posrednik nije naveden",
                "the public address is `https`, but no proxy is named"
            ),
            text!(
                "dodajte `--trusted-proxy 127.0.0.1`: bez toga svi koji dođu kroz posrednika važe kao jedna mreža",
                "add `--trusted-proxy 127.0.0.1`: without it all who come through a proxy count as one network"
            ),
        )
    })
}
