//! Volunteers: who they are, what they may do on which site, and that they are logged in.

use super::connection::Target;
use super::error::StoreError;
use super::reply::Reply;
use super::rows::moment;
use super::sqlite::Sqlite;
use super::word::words;
use crate::date::Timestamp;
use crate::feedback::SiteId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

words! {
    /// What somebody may do on a site, the least first; each may do what those before it may.
    Role {
        /// Read.
        Reader = "reader",
        /// Answer, publish, sort out.
        Editor = "editor",
        /// Say who else may, and how the site's notices go.
        Owner = "owner",
    }
}

/// A volunteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Of the table.
    pub id: i64,
    /// In lower case; by it they log in.
    pub email: String,
    /// By which others know them.
    pub name: String,
    /// Argon2id as a PHC string; empty: only by mailed links.
    pub password: String,
    /// What they may do.
    pub roles: BTreeMap<SiteId, Role>,
}

/// Something that somebody did, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Who; none: the command line.
    pub user: Option<i64>,
    /// Where; none: for all sites.
    pub site: Option<SiteId>,
    /// One word: `publish`, `reveal`, …
    pub action: &'static str,
    /// The reference of an item; may be empty.
    pub item: String,
    /// In words; may be empty. Never a name or a text of a resident.
    pub detail: String,
}

/// A line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// When.
    pub at: Timestamp,
    /// The name of who did it; empty: the command line.
    pub name: String,
    /// See [`Deed::action`].
    pub action: String,
    /// See [`Deed::item`].
    pub item: String,
    /// See [`Deed::detail`].
    pub detail: String,
}

/// Users, sessions, tokens, settings and the record of what was done.
pub trait People: Send + Sync + 'static {
    /// A new volunteer; [`StoreError::Refused`] where the address is taken.
    fn add_user(&self, email: &str, name: &str, password: &str, at: Timestamp) -> Reply<i64>;

    /// Another password, and the end of all sessions and links.
    fn set_password(&self, user: i64, password: &str, at: Timestamp) -> Reply<()>;

    /// What somebody may do on a site; none: nothing any more.
    fn set_role(&self, user: i64, site: &SiteId, role: Option<Role>) -> Reply<()>;

    /// By the address.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn user(&self, email: &str) -> Result<Option<User>, StoreError>;

    /// Who may do what on a site, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn users(&self, site: &SiteId) -> Result<Vec<User>, StoreError>;

    /// Somebody logged in; `hash` is that of the cookie's value.
    fn open_session(&self, hash: [u8; 32], user: i64, at: Timestamp, until: Timestamp) -> Reply<()>;

    /// Whose session it is, while it holds.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn session(&self, hash: &[u8; 32], now: Timestamp) -> Result<Option<User>, StoreError>;

    /// The end of a session.
    fn end_session(&self, hash: [u8; 32], at: Timestamp) -> Reply<()>;

    /// A link to log in by; `hash` is that of its secret.
    fn new_link(&self, hash: [u8; 32], user: i64, until: Timestamp) -> Reply<()>;

    /// Uses a link up: whose it was, once.
    fn use_link(&self, hash: [u8; 32], at: Timestamp) -> Reply<Option<i64>>;

    /// A token with which a build fetches what a site published.
    fn add_token(&self, hash: [u8; 32], site: &SiteId, name: &str, at: Timestamp) -> Reply<()>;

    /// The site of a token.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn token_site(&self, hash: &[u8; 32]) -> Result<Option<SiteId>, StoreError>;

    /// A setting of a site, as JSON.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn setting(&self, site: &SiteId, name: &str) -> Result<Option<String>, StoreError>;

    /// Sets it.
    fn set_setting(&self, site: &SiteId, name: &str, json: &str) -> Reply<()>;

    /// Writes down what was done.
    fn note(&self, deed: Deed, at: Timestamp) -> Reply<()>;

    /// What was done on a site, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn record(&self, site: &SiteId, most: usize) -> Result<Vec<Noted>, StoreError>;
}

const USER: &str = "id, email, name, password";

fn user_of_row(row: &Row) -> rusqlite::Result<User> {
    Ok(User { id: row.get(0)?, email: row.get(1)?, name: row.get(2)?, password: row.get(3)?, roles: BTreeMap::new() })
}

fn with_roles(db: &Connection, user: Option<User>) -> Result<Option<User>, StoreError> {
    let Some(mut user) = user else { return Ok(None) };
    let mut query = db.prepare_cached("SELECT site, role FROM role WHERE user = ?1")?;
    let mut rows = query.query([user.id])?;
    while let Some(row) = rows.next()? {
        let (site, role): (String, String) = (row.get(0)?, row.get(1)?);
        if let (Some(site), Some(role)) = (SiteId::parse(&site), Role::of(&role)) {
            user.roles.insert(site, role);
        }
    }
    Ok(Some(user))
}

/// The address as it is compared.
fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

impl People for Sqlite {
    fn add_user(&self, email: &str, name: &str, password: &str, at: Timestamp) -> Reply<i64> {
        let (email, name, password) = (folded(email), name.to_owned(), password.to_owned());
        self.write(Target::Control, move |db| {
            let added = db.execute(
                "INSERT OR IGNORE INTO user (email, name, password, created_at) VALUES (?1, ?2, ?3, ?4)",
                params![email, name, password, at.as_millisecond()],
            )?;
            if added == 0 { Err(StoreError::Refused) } else { Ok(db.last_insert_rowid()) }
        })
    }

    fn set_password(&self, user: i64, password: &str, at: Timestamp) -> Reply<()> {
        let password = password.to_owned();
        self.write(Target::Control, move |db| {
            let now = at.as_millisecond();
            db.execute("UPDATE user SET password = ?2 WHERE id = ?1", params![user, password])?;
            db.execute(
                "UPDATE session SET revoked_at = ?2 WHERE user = ?1 AND revoked_at IS NULL",
                params![user, now],
            )?;
            db.execute("UPDATE login_link SET used_at = ?2 WHERE user = ?1 AND used_at IS NULL", params![user, now])?;
            Ok(())
        })
    }

    fn set_role(&self, user: i64, site: &SiteId, role: Option<Role>) -> Reply<()> {
        let site = site.clone();
        self.write(Target::Control, move |db| {
            match role {
                Some(role) => db.execute(
                    "INSERT INTO role (user, site, role) VALUES (?1, ?2, ?3) \
                     ON CONFLICT DO UPDATE SET role = excluded.role",
                    params![user, site.as_str(), role.word()],
                )?,
                None => db.execute("DELETE FROM role WHERE user = ?1 AND site = ?2", params![user, site.as_str()])?,
            };
            Ok(())
        })
    }

    fn user(&self, email: &str) -> Result<Option<User>, StoreError> {
        self.read(&Target::Control, |db| {
            let sql = format!("SELECT {USER} FROM user WHERE email = ?1 AND disabled_at IS NULL");
            let found = db.prepare_cached(&sql)?.query_row([folded(email)], user_of_row).optional()?;
            with_roles(db, found)
        })
    }

    fn users(&self, site: &SiteId) -> Result<Vec<User>, StoreError> {
        self.read(&Target::Control, |db| {
            let sql = format!(
                "SELECT {USER} FROM user WHERE disabled_at IS NULL AND id IN (SELECT user FROM role WHERE site = ?1) \
                 ORDER BY name, id"
            );
            let mut query = db.prepare_cached(&sql)?;
            let found = query.query_map([site.as_str()], user_of_row)?.collect::<Result<Vec<_>, _>>()?;
            found.into_iter().filter_map(|user| with_roles(db, Some(user)).transpose()).collect()
        })
    }

    fn open_session(&self, hash: [u8; 32], user: i64, at: Timestamp, until: Timestamp) -> Reply<()> {
        self.write(Target::Control, move |db| {
            let (now, until) = (at.as_millisecond(), until.as_millisecond());
            db.execute("DELETE FROM session WHERE expires_at < ?1", [now])?;
            db.execute("DELETE FROM login_link WHERE expires_at < ?1", [now])?;
            db.execute(
                "INSERT INTO session (hash, user, created_at, seen_at, expires_at) VALUES (?1, ?2, ?3, ?3, ?4)",
                params![hash, user, now, until],
            )?;
            Ok(())
        })
    }

    fn session(&self, hash: &[u8; 32], now: Timestamp) -> Result<Option<User>, StoreError> {
        self.read(&Target::Control, |db| {
            let sql = format!(
                "SELECT {USER} FROM user WHERE disabled_at IS NULL AND id = \
                 (SELECT user FROM session WHERE hash = ?1 AND revoked_at IS NULL AND expires_at > ?2)"
            );
            let values = params![hash, now.as_millisecond()];
            let found = db.prepare_cached(&sql)?.query_row(values, user_of_row).optional()?;
            with_roles(db, found)
        })
    }

    fn end_session(&self, hash: [u8; 32], at: Timestamp) -> Reply<()> {
        self.write(Target::Control, move |db| {
            db.execute("UPDATE session SET revoked_at = ?2 WHERE hash = ?1", params![hash, at.as_millisecond()])?;
            Ok(())
        })
    }

    fn new_link(&self, hash: [u8; 32], user: i64, until: Timestamp) -> Reply<()> {
        self.write(Target::Control, move |db| {
            db.execute(
                "INSERT INTO login_link (hash, user, expires_at) VALUES (?1, ?2, ?3)",
                params![hash, user, until.as_millisecond()],
            )?;
            Ok(())
        })
    }

    fn use_link(&self, hash: [u8; 32], at: Timestamp) -> Reply<Option<i64>> {
        self.write(Target::Control, move |db| {
            let mut query = db.prepare_cached(
                "UPDATE login_link SET used_at = ?2 WHERE hash = ?1 AND used_at IS NULL AND expires_at > ?2 \
                 RETURNING user",
            )?;
            Ok(query.query_row(params![hash, at.as_millisecond()], |row| row.get(0)).optional()?)
        })
    }

    fn add_token(&self, hash: [u8; 32], site: &SiteId, name: &str, at: Timestamp) -> Reply<()> {
        let (site, name) = (site.clone(), name.to_owned());
        self.write(Target::Control, move |db| {
            db.execute(
                "INSERT INTO token (hash, site, name, created_at) VALUES (?1, ?2, ?3, ?4)",
                params![hash, site.as_str(), name, at.as_millisecond()],
            )?;
            Ok(())
        })
    }

    fn token_site(&self, hash: &[u8; 32]) -> Result<Option<SiteId>, StoreError> {
        self.read(&Target::Control, |db| {
            let mut query = db.prepare_cached("SELECT site FROM token WHERE hash = ?1 AND revoked_at IS NULL")?;
            let site: Option<String> = query.query_row([hash], |row| row.get(0)).optional()?;
            Ok(site.and_then(|site| SiteId::parse(&site)))
        })
    }

    fn setting(&self, site: &SiteId, name: &str) -> Result<Option<String>, StoreError> {
        self.read(&Target::Control, |db| {
            let mut query = db.prepare_cached("SELECT value FROM setting WHERE site = ?1 AND name = ?2")?;
            Ok(query.query_row([site.as_str(), name], |row| row.get(0)).optional()?)
        })
    }

    fn set_setting(&self, site: &SiteId, name: &str, json: &str) -> Reply<()> {
        let (site, name, json) = (site.clone(), name.to_owned(), json.to_owned());
        self.write(Target::Control, move |db| {
            db.execute(
                "INSERT OR REPLACE INTO setting (site, name, value) VALUES (?1, ?2, ?3)",
                [site.as_str(), &name, &json],
            )?;
            Ok(())
        })
    }

    fn note(&self, deed: Deed, at: Timestamp) -> Reply<()> {
        self.write(Target::Control, move |db| {
            let site = deed.site.as_ref().map_or("", SiteId::as_str);
            db.prepare_cached(
                "INSERT INTO audit (at, user, site, action, item, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                at.as_millisecond(),
                deed.user,
                site,
                deed.action,
                deed.item,
                deed.detail
            ])?;
            Ok(())
        })
    }

    fn record(&self, site: &SiteId, most: usize) -> Result<Vec<Noted>, StoreError> {
        self.read(&Target::Control, |db| {
            let mut query = db.prepare_cached(
                "SELECT audit.at, coalesce(user.name, ''), action, item, detail FROM audit \
                 LEFT JOIN user ON user.id = audit.user WHERE site = ?1 ORDER BY audit.id DESC LIMIT ?2",
            )?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = query.query_map(params![site.as_str(), most], |row| {
                Ok(Noted {
                    at: moment(row.get(0)?),
                    name: row.get(1)?,
                    action: row.get(2)?,
                    item: row.get(3)?,
                    detail: row.get(4)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}
