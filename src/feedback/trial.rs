//! An endpoint to try things with, inside another server: it listens nowhere, tells nobody by mail, and has one volunteer,
//! who is let in without a password by whoever holds it.

use super::app::Shared;
use super::catalogue::{Catalogue, Site};
use super::content::wanted;
use super::inbox::{Base, admit, hashed};
use super::serve::{Forms, Opened, ServeError, Settings, open, remember};
use super::store::{Options, Role, StoreError};
use super::{Clock, random};
use crate::answers::Answers;
use crate::date::Timestamp;
use crate::form::FormsFile;
use axum::Router;
use axum::http::HeaderMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

/// The volunteer's address.
const ADDRESS: &str = "proba@localhost";
/// Where the hash of a password would stand: nobody can log in with any.
const NO_PASSWORD: &str = "";
/// The volunteer stays logged in for a year, in seconds.
const SESSION_SECONDS: i64 = 365 * 24 * 60 * 60;

/// An endpoint for trying.
pub struct Trial {
    app: Shared,
    base: Arc<dyn Base>,
    routes: Router,
    volunteer: i64,
    session: String,
}

impl Trial {
    /// Opens one with its data in `root`, reached under `public_url` (a path will do). It has no sites yet.
    ///
    /// # Errors
    /// What stands in its way.
    pub async fn open(root: PathBuf, public_url: &str, name: &str, clock: Clock) -> Result<Trial, ServeError> {
        let nothing = FormsFile { version: FormsFile::VERSION, sites: Vec::new() };
        let store = Options { clock, ..Options::at(root) };
        let settings = Settings { public_url: public_url.to_owned(), ..Settings::new(store, Forms::Given(nothing)) };
        let Opened { app, base, routes } = open(&settings).await?;
        let now = app.clock.now();
        let volunteer = base.add_user(ADDRESS, name, NO_PASSWORD, now).await?;
        let session = random::hex(&random::bytes::<32>()?);
        let until = Timestamp::from_second(now.as_second().saturating_add(SESSION_SECONDS)).unwrap_or(now);
        base.open_session(hashed(&session), volunteer, now, until).await?;
        Ok(Trial { app, base, routes, volunteer, session })
    }

    /// Takes these sites and forms for those that were there; the volunteer may do everything on each.
    ///
    /// # Errors
    /// What the store says.
    pub async fn take(&self, forms: FormsFile) -> Result<(), StoreError> {
        let catalogue = Catalogue::new(forms);
        remember(&*self.app.store, &catalogue).await?;
        let roles: Vec<_> =
            catalogue.sites().map(|site| self.base.set_role(self.volunteer, &site.id, Some(Role::Owner))).collect();
        for role in roles {
            role.await?;
        }
        *self.app.catalogue.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(catalogue);
        Ok(())
    }

    /// All its addresses, from its root.
    pub fn routes(&self) -> Router {
        self.routes.clone()
    }

    /// Makes a request that of the volunteer. Whoever calls this has decided that they may be it.
    pub fn let_in(&self, headers: &mut HeaderMap) {
        admit(headers, &self.session);
    }

    /// What each site publishes, by its slug.
    ///
    /// # Errors
    /// When the data cannot be read.
    pub async fn published(&self) -> Result<Vec<(String, Answers)>, StoreError> {
        let base = Arc::clone(&self.base);
        self.app
            .blocking(move |app| {
                let now = app.clock.now();
                let content = |site: &Site| base.content(&site.id, &wanted(site, None, now));
                let one = |site: &Site| Ok((site.id.as_str().to_owned(), content(site)?));
                app.catalogue().sites().map(one).collect()
            })
            .await
    }
}
