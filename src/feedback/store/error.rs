//! Why something could not be kept or read.

use crate::diag::{Text, text};

/// What the store says when it cannot. Nothing was acknowledged then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Too many are waiting, or another process holds the file: the same may work in a moment.
    Busy,
    /// There is no room left on the disk.
    Full,
    /// The disk refused, or did not confirm a flush.
    Disk(String),
    /// There is no such item.
    Unknown,
    /// The item's state does not allow it.
    Refused,
    /// The file was written by a newer program, with this version of the schema.
    Newer(i64),
    /// Another server works on the same folder.
    Taken,
    /// Something that the database does not expect: a mistake of the program.
    Broken(String),
}

impl StoreError {
    /// For whoever runs the server.
    pub fn message(&self) -> Text {
        match self {
            StoreError::Busy => text!("baza je zauzeta", "the database is busy"),
            StoreError::Full => text!("na disku nema mjesta", "there is no space left on the disk"),
            StoreError::Disk(detail) => text!("disk odbija pisanje: {detail}", "the disk refuses to write: {detail}"),
            StoreError::Unknown => text!("te poruke nema", "there is no such message"),
            StoreError::Refused => text!("to s ovom porukom nije moguće", "that is not possible with this message"),
            StoreError::Newer(version) => text!(
                "podatke je zapisala novija verzija programa (oblik {version}); pokrenite nju",
                "the data was written by a newer version of the program (schema {version}); run that one"
            ),
            StoreError::Taken => text!(
                "na ovoj fascikli već radi drugi `zbor feedback serve`",
                "another `zbor feedback serve` already works on this folder"
            ),
            StoreError::Broken(detail) => text!("baza: {detail}", "database: {detail}"),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(failure, detail) = &error else {
            return StoreError::Broken(error.to_string());
        };
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::DiskFull => StoreError::Full,
            ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::NotADatabase
            | ErrorCode::DatabaseCorrupt => {
                let detail = detail.clone().unwrap_or_else(|| error.to_string());
                StoreError::Disk(format!("{detail} ({})", failure.extended_code))
            }
            _ => StoreError::Broken(error.to_string()),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> StoreError {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::Full,
            _ => StoreError::Disk(error.to_string()),
        }
    }
}
