//! Opening the file of a site, or that of all: settings, and the schema brought up to date.

use super::super::SiteId;
use super::error::StoreError;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Which file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::feedback::store) enum Target {
    /// What all sites share.
    Control,
    /// The file of one site.
    Site(SiteId),
}

impl Target {
    fn schemas(&self) -> &'static [&'static str] {
        match self {
            Target::Control => CONTROL,
            Target::Site(_) => SITE,
        }
    }
}

/// Schemas in the order in which they came; a released one is never edited, the next stands after it.
pub(super) const SITE: &[&str] = &[
    include_str!("site.sql"),
    include_str!("site_2.sql"),
    include_str!("site_3.sql"),
    include_str!("site_4.sql"),
    include_str!("site_5.sql"),
];
const CONTROL: &[&str] = &[include_str!("control.sql")];

/// So long a file that another process holds is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the files are, and through which layer of the system SQLite reaches them.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) root: PathBuf,
    /// The name of a VFS that a test registered.
    pub(super) vfs: Option<String>,
}

impl Place {
    /// The path of a file.
    pub(super) fn path(&self, target: &Target) -> PathBuf {
        match target {
            Target::Control => self.root.join("control.db"),
            Target::Site(site) => self.root.join("sites").join(format!("{site}.db")),
        }
    }

    /// The folder of a site's photos.
    pub(super) fn photos(&self, site: &SiteId) -> PathBuf {
        self.root.join("sites").join(format!("{site}.photos"))
    }

    /// Opens a file, makes it where there is none, and brings its schema up to date.
    pub(super) fn open(&self, target: &Target) -> Result<Connection, StoreError> {
        let path = self.path(target);
        let is_new = !path.exists();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = match &self.vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(&path, flags, vfs.as_str())?,
            None => Connection::open_with_flags(&path, flags)?,
        };
        connection.busy_timeout(PATIENCE)?;
        configure(&connection)?;
        migrate(&mut connection, &path, target.schemas())?;
        if is_new {
            super::disk::sync_folder(path.parent().unwrap_or(Path::new(".")))?;
        }
        Ok(connection)
    }

    /// Opens a file for the one who writes, who has the pages at hand that every message touches.
    pub(super) fn open_to_write(&self, target: &Target) -> Result<Connection, StoreError> {
        let connection = self.open(target)?;
        connection.pragma_update(None, "cache_size", -1024)?;
        // A transaction that touches more than that keeps it until its end, instead of writing pages to the log twice.
        connection.pragma_update(None, "cache_spill", false)?;
        Ok(connection)
    }

    /// Opens a file as it is, to look at it: nothing is made, migrated or written. Its schema, and the newest that
    /// this program knows, come with it.
    pub(super) fn look_into(&self, target: &Target) -> Result<(Connection, i64, i64), StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(self.path(target), flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "query_only", true)?;
        let newest = i64::try_from(target.schemas().len()).unwrap_or(i64::MAX);
        let found = version(&connection)?;
        Ok((connection, found, newest))
    }

    /// After a flush of the log failed: its pages are written into the database itself, whose flush is a new one and
    /// can be believed, and the log begins anew. To go on behind the pages that may be lost would put what comes
    /// next behind a gap that a power cut opens.
    pub(super) fn heal(&self, target: &Target) -> Result<Connection, StoreError> {
        let connection = self.open_to_write(target)?;
        let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(connection) } else { Err(StoreError::Busy) }
    }
}

/// WAL with a flush at each commit (`FULL`): what is committed is on the disk. What is deleted is overwritten, for
/// erasure is meant. Little cache, for many files are open.
fn configure(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -512)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// Each step is one transaction with the number of the version it leads to; before the first step of a file that
/// holds data a copy is made beside it.
fn migrate(connection: &mut Connection, path: &Path, schemas: &[&str]) -> Result<(), StoreError> {
    let newest = i64::try_from(schemas.len()).unwrap_or(i64::MAX);
    let found = version(connection)?;
    if found > newest {
        return Err(StoreError::Newer(found));
    }
    if found == newest {
        // Nothing to be done, and so nothing to wait for while another process writes.
        return Ok(());
    }
    if found > 0 {
        let copy = path.with_extension(format!("v{found}.db"));
        if !copy.exists() {
            connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
        }
    }
    for (step, schema) in (1..).zip(schemas) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another connection may have done it while this one waited.
        if version(&transaction)? < step {
            transaction.execute_batch(schema)?;
            transaction.pragma_update(None, "user_version", step)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_of_before_are_judged_by_the_clock_of_the_country_and_counted() {
        let dir = tempfile::tempdir().unwrap();
        let path = &dir.path().join("x.db");
        let mut db = Connection::open(path).unwrap();
        migrate(&mut db, path, &SITE[..4]).unwrap();
        let zone = crate::date::Zone::default();
        let promised = crate::date::Date::constant(2026, 3, 29);
        // Around midnight and the changes of the clock of three years, and around leap days.
        let days = ["2024-02-29", "2024-10-27", "2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2026-11-01"];
        let hours = [-3, -2, -1, 0, 1, 2, 21, 22, 23];
        let first = |day: &str| -> i64 {
            let day: crate::date::Timestamp = format!("{day}T00:00:00Z").parse().unwrap();
            day.as_second()
        };
        let moments = days.iter().flat_map(|day| hours.map(|hour| first(day) + hour * 3_600));
        let moments: Vec<i64> = moments.flat_map(|second| [second * 1000 - 1, second * 1000]).collect();
        let day = |millis| zone.civil(crate::date::Timestamp::from_millisecond(millis).unwrap_or_default()).date();
        let mut id = 0;
        for millis in &moments {
            for promise in [day(*millis), promised, day(*millis - 24 * 3_600_000)] {
                id += 1;
                db.execute(
                    "INSERT INTO item (reference, form, kind, version, locale, source, received_at, promised_on, keep_until, \
                     state, state_at, answered_at, answers) VALUES (?1, '', '', '', '', 'online', 0, ?2, '', 'answered', 0, ?3, '')",
                    rusqlite::params![id.to_string(), promise.to_string(), millis],
                )
                .unwrap();
            }
        }
        migrate(&mut db, path, SITE).unwrap();
        let mut query = db.prepare("SELECT promised_on, answered_at, in_time FROM item").unwrap();
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, bool>(2)?)));
        let rows: Vec<(String, i64, bool)> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), moments.len() * 3);
        for (promise, answered, in_time) in &rows {
            assert_eq!(day(*answered).to_string() <= *promise, *in_time, "{answered} by {promise}");
        }
        let since = crate::date::Timestamp::default();
        let counted = super::super::figures::counts(&db, super::super::By::All, since).unwrap();
        let kept = rows.iter().filter(|row| row.2).count() as u64;
        assert_eq!((counted[0].received, counted[0].in_time), (rows.len() as u64, kept));
        assert_eq!(super::super::figures::wrong(&db).unwrap(), 0);
    }

    #[test]
    fn a_migration_keeps_a_copy_stops_halfway_without_a_trace_and_refuses_what_is_newer() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        let open = || Connection::open(&path).unwrap();
        migrate(&mut open(), &path, &["CREATE TABLE a (n); INSERT INTO a VALUES (7)"]).unwrap();
        let broken = ["-", "CREATE TABLE b (n); INSERT INTO nowhere VALUES (1)"];
        migrate(&mut open(), &path, &broken).unwrap_err();
        let tables = |db: &Connection| -> i64 {
            db.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'b'", [], |row| row.get(0)).unwrap()
        };
        assert_eq!((version(&open()).unwrap(), tables(&open())), (1, 0), "as it was before");
        migrate(&mut open(), &path, &["-", "CREATE TABLE b (n); UPDATE a SET n = 8"]).unwrap();
        assert_eq!((version(&open()).unwrap(), tables(&open())), (2, 1));
        let copy = Connection::open(dir.path().join("x.v1.db")).unwrap();
        assert_eq!(
            copy.query_row("SELECT n FROM a", [], |row| row.get::<_, i64>(0)).unwrap(),
            7,
            "the copy made before"
        );
        assert_eq!(migrate(&mut open(), &path, &["-"]), Err(StoreError::Newer(2)));
    }
}
