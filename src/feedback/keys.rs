//! Keys of one day, under which networks are hashed. A key is a file of its own, outside every database and backup;
//! it is destroyed after 48 hours, and with it every way back from what was hashed to an address.

use super::random;
use super::store::StoreError;
use crate::date::{Date, Timestamp, Zone, shift};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The keys of today and yesterday.
#[derive(Debug)]
pub struct DayKeys {
    folder: PathBuf,
    keys: Mutex<BTreeMap<Date, [u8; 32]>>,
}

/// HMAC-SHA-256 of parts, each with its length before it.
pub fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac,
        // Keys of any length are right.
        Err(_) => return [0; 32],
    };
    for part in parts {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA-256 of bytes as they are, for what others check.
pub fn sign(key: &[u8], bytes: &[u8]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

/// What counts as one network: the first 24 bits of IPv4, 56 of IPv6. Of more people than one, mostly.
pub fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.octets()[..3].to_vec(),
        IpAddr::V6(v6) => v6.octets()[..7].to_vec(),
    }
}

impl DayKeys {
    /// The keys in a folder.
    pub fn new(folder: PathBuf) -> DayKeys {
        DayKeys { folder, keys: Mutex::new(BTreeMap::new()) }
    }

    /// The keys of today and yesterday (UTC), today's first. Older ones are destroyed.
    ///
    /// # Errors
    /// When a new key cannot be kept.
    pub fn at(&self, now: Timestamp) -> Result<[[u8; 32]; 2], StoreError> {
        let today = Zone::utc().civil(now).date();
        let yesterday = shift(today, -1);
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if !keys.contains_key(&today) {
            self.destroy(&[yesterday, today])?;
            keys.retain(|day, _| *day == yesterday);
            keys.insert(today, self.key(today)?);
        }
        let before = match keys.get(&yesterday) {
            Some(key) => *key,
            None => {
                let key = self.key(yesterday)?;
                keys.insert(yesterday, key);
                key
            }
        };
        Ok([keys.get(&today).copied().unwrap_or_default(), before])
    }

    fn path(&self, day: Date) -> PathBuf {
        self.folder.join(format!("{day}.key"))
    }

    /// The key of a day from its file, which is made where there is none.
    fn key(&self, day: Date) -> Result<[u8; 32], StoreError> {
        let path = self.path(day);
        if let Ok(Ok(key)) = fs::read(&path).map(<[u8; 32]>::try_from) {
            return Ok(key);
        }
        let key = random::bytes::<32>()?;
        let temporary = path.with_extension("part");
        let mut file = File::create(&temporary)?;
        file.write_all(&key)?;
        file.sync_all()?;
        fs::rename(&temporary, &path)?;
        Ok(key)
    }

    /// Overwrites and removes all keys but those of the given days. A key of a day to come was made by a clock that
    /// was wrong, and goes too.
    fn destroy(&self, kept: &[Date]) -> Result<(), StoreError> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if !kept.iter().any(|day| self.path(*day) == path) {
                overwrite(&path)?;
            }
        }
        Ok(())
    }
}

fn overwrite(path: &Path) -> std::io::Result<()> {
    let mut file = match OpenOptions::new().write(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    file.write_all(&[0; 32])?;
    file.sync_all()?;
    drop(file);
    fs::remove_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_lives_for_two_days_and_survives_a_restart() {
        let dir = tempfile::tempdir().unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let keys = DayKeys::new(dir.path().to_owned());
        let [first, _] = keys.at(at("2026-05-12T23:59:00Z")).unwrap();
        let again = DayKeys::new(dir.path().to_owned());
        assert_eq!(again.at(at("2026-05-12T00:00:00Z")).unwrap()[0], first, "a restart");
        let [second, before] = again.at(at("2026-05-13T00:01:00Z")).unwrap();
        assert_eq!(before, first, "yesterday's is there for what came at midnight");
        assert_ne!(second, first);
        again.at(at("2026-05-14T00:01:00Z")).unwrap();
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(!left.iter().any(|name| name == "2026-05-12.key"), "{left:?}");
        assert_eq!(left.len(), 2);
        assert_ne!(again.at(at("2026-05-12T12:00:00Z")).unwrap()[0], first, "what is destroyed stays so");
    }

    #[test]
    fn neighbours_are_one_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("203.0.113.7"), of("203.0.113.200"));
        assert_eq!(of("::ffff:203.0.113.7"), of("203.0.113.9"));
        assert_ne!(of("203.0.113.7"), of("203.0.114.7"));
        assert_eq!(of("2001:db8:1:2ff::1"), of("2001:db8:1:200::2"));
        assert_ne!(of("2001:db8:1:2ff::1"), of("2001:db8:1:300::1"));
    }
}
