//! What all sites share: secrets, and the forms that were ever served.

use super::error::StoreError;
use super::rows::broken;
use crate::feedback::{SiteId, random};
use crate::form::Form;
use rusqlite::{Connection, OptionalExtension, params};

/// What a secret is for: a key that served two ends would let one speak for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// The tokens of receipts.
    Receipt,
    /// The stamps of interstitial pages.
    Stamp,
}

impl Secret {
    fn name(self) -> &'static str {
        match self {
            Secret::Receipt => "receipt",
            Secret::Stamp => "stamp",
        }
    }
}

/// The secret of that name, made when there is none.
pub(super) fn secret(db: &Connection, secret: Secret) -> Result<[u8; 32], StoreError> {
    let find = || -> Result<Option<[u8; 32]>, StoreError> {
        let mut query = db.prepare_cached("SELECT value FROM secret WHERE name = ?1")?;
        Ok(query.query_row([secret.name()], |row| row.get(0)).optional()?)
    };
    if let Some(found) = find()? {
        return Ok(found);
    }
    let new = random::bytes::<32>()?;
    db.execute("INSERT INTO secret (name, value) VALUES (?1, ?2)", params![secret.name(), new])?;
    Ok(new)
}

/// Keeps forms that are served now.
pub(super) fn remember(db: &Connection, site: &SiteId, forms: &[Form], now: i64) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO form (site, id, version, locale, form, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT DO UPDATE SET form = excluded.form",
    )?;
    for form in forms {
        let text = serde_json::to_string(form).map_err(|error| broken(&error))?;
        insert.execute(params![site.as_str(), form.id, form.version(), form.locale.tag(), text, now])?;
    }
    Ok(())
}

/// A form that was served once.
pub(super) fn known_form(db: &Connection, site: &SiteId, id: &str, version: &str) -> Result<Option<Form>, StoreError> {
    let mut query = db
        .prepare_cached("SELECT form FROM form WHERE site = ?1 AND id = ?2 AND version = ?3 ORDER BY locale LIMIT 1")?;
    let text: Option<String> = query.query_row(params![site.as_str(), id, version], |row| row.get(0)).optional()?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| broken(&error))).transpose()
}
