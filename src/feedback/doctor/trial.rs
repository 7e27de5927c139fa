//! One message by the way that is set, to an address that is named.

use crate::date::Timestamp;
use crate::diag::{Text, text};
use crate::feedback::SiteId;
use crate::feedback::inbox::Settings;
use crate::feedback::notice::{Post, is_address, is_webhook, trial_of_mail, trial_of_webhook};
use crate::feedback::store::checkup_control;
use std::path::Path;

/// By what and for whom.
#[derive(Clone, Copy)]
pub struct Trial<'a> {
    /// The folder of data, where keys of webhooks are.
    pub data: &'a Path,
    /// The way of mail.
    pub post: Option<&'a Post>,
    /// Whose key signs what goes to a webhook.
    pub site: Option<&'a SiteId>,
    /// Now.
    pub now: Timestamp,
}

/// Sends one message to an address of mail or to a webhook; what was answered. Blocks.
///
/// # Errors
/// Why it could not be sent, and what to do.
pub fn send_test(trial: &Trial, to: &str) -> Result<String, (Text, Text)> {
    let answered = match (is_webhook(to), is_address(to)) {
        (true, _) => {
            let (key, site) = key(trial)?;
            trial_of_webhook(to, &key, site, trial.now)
        }
        (_, true) => trial_of_mail(trial.post.ok_or_else(no_mail)?, to),
        _ => return Err(no_address(to)),
    };
    answered.map_err(|reason| {
        let reason = reason.replace('`', "'");
        (
            text!("`{to}` nije primljeno: {reason}", "`{to}` was not taken: {reason}"),
            text!(
                "provjerite adresu servera, ime i lozinku, i da li firewall pušta taj port",
                "check the server's address, name and password, and whether a firewall lets the port through"
            ),
        )
    })
}

/// The key with which the site signs; of a site without a webhook one that only says that this is a trial.
fn key<'a>(trial: &Trial<'a>) -> Result<(String, &'a SiteId), (Text, Text)> {
    let site = trial.site.ok_or_else(|| {
        (
            text!("nije rečeno čijim se ključem potpisuje", "nothing says whose key signs it"),
            text!("dodajte `--site SAJT`", "add `--site SITE`"),
        )
    })?;
    let control = checkup_control(trial.data)
        .map_err(|error| (error.message(), text!("pogledajte `zbor feedback doctor`", "see `zbor feedback doctor`")))?;
    let settings = control.settings.get(&(site.clone(), Settings::NAME.to_owned()));
    let settings: Option<Settings> = settings.and_then(|json| serde_json::from_str(json).ok());
    let key = settings.map(|settings| settings.webhook_key).filter(|key| !key.is_empty());
    key.map(|key| (key, site)).ok_or_else(|| {
        (
            text!("sajt `{site}` nema ključ za programe", "the site `{site}` has no key for programs"),
            text!(
                "vlasnik u sandučetu pod **Postavke** upiše adresu programa; tada ključ i nastane",
                "an owner enters the program's address under **Postavke** of the inbox; that makes the key"
            ),
        )
    })
}

fn no_mail() -> (Text, Text) {
    (
        text!("pošta nije podešena", "no mail is set"),
        text!("postavite `ZBOR_FEEDBACK_SMTP` i `--mail-from`", "set `ZBOR_FEEDBACK_SMTP` and `--mail-from`"),
    )
}

fn no_address(to: &str) -> (Text, Text) {
    let to = to.replace('`', "'");
    (
        text!("`{to}` nije ni e-mail ni `https` adresa", "`{to}` is neither an address of mail nor of `https`"),
        text!("napišite npr. `ana@primjer.ba`", "write for example `ana@primjer.ba`"),
    )
}
