//! Passwords: Argon2id, one at a time, and the same work whoever asks.

use super::random;
use super::store::StoreError;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::time::Duration;
use tokio::sync::Semaphore;

/// The shortest password that is taken, in letters.
pub const SHORTEST: usize = 10;
/// The longest; more would only be work.
pub const LONGEST: usize = 256;
/// So long a turn is waited for. Each takes 19 MiB and some tens of milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// The door through which passwords are tried.
pub struct Passwords {
    gate: Semaphore,
    /// That of nobody: it is tried where there is no such user, so that the time does not tell.
    nobody: String,
}

impl Passwords {
    /// Makes the password of nobody.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new() -> Result<Passwords, StoreError> {
        Ok(Passwords { gate: Semaphore::new(1), nobody: hash(&random::name()?)? })
    }

    /// The hash of a new password, in its turn: see [`hash`].
    ///
    /// # Errors
    /// When others are before it for too long, or the system has no randomness.
    pub async fn hash(&self, password: String) -> Result<String, StoreError> {
        let turn = tokio::time::timeout(PATIENCE, self.gate.acquire()).await;
        let _turn = turn.ok().and_then(Result::ok).ok_or(StoreError::Busy)?;
        let hashed = tokio::task::spawn_blocking(move || hash(&password)).await;
        hashed.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string())))
    }

    /// Whether a password is that of the hash; `None` and an empty hash: of nobody.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait.
    pub async fn is_right(&self, password: String, phc: Option<String>) -> Result<bool, StoreError> {
        let turn = tokio::time::timeout(PATIENCE, self.gate.acquire()).await;
        let _turn = turn.ok().and_then(Result::ok).ok_or(StoreError::Busy)?;
        let known = phc.filter(|phc| !phc.is_empty());
        let (is_somebody, phc) = (known.is_some(), known.unwrap_or_else(|| self.nobody.clone()));
        let tried = tokio::task::spawn_blocking(move || verify(&password, &phc)).await;
        Ok(tried.unwrap_or(false) && is_somebody)
    }
}

fn verify(password: &str, phc: &str) -> bool {
    let password = password.as_bytes().get(..LONGEST).unwrap_or(password.as_bytes());
    PasswordHash::new(phc).is_ok_and(|hash| Argon2::default().verify_password(password, &hash).is_ok())
}

/// The hash of a password, as it is kept. Blocks.
///
/// # Errors
/// When the system has no randomness.
pub fn hash(password: &str) -> Result<String, StoreError> {
    let salt = random::bytes::<16>()?;
    let password = password.as_bytes().get(..LONGEST).unwrap_or(password.as_bytes());
    let hashed: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password, &salt);
    hashed.map(|hash| hash.to_string()).map_err(|error| StoreError::Broken(error.to_string()))
}

/// A password that nobody guesses and anybody can type: twenty small letters and digits that are not mixed up, in
/// groups of five.
///
/// # Errors
/// When the system has no randomness.
pub fn new() -> Result<String, StoreError> {
    const SYMBOLS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes = random::bytes::<20>()?;
    let letters = bytes.iter().map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).collect::<Vec<_>>();
    Ok(letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_argon2id_and_known_again() {
        let (first, second) = (hash("tajna lozinka").unwrap(), hash("tajna lozinka").unwrap());
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert_ne!(first, second, "salted");
        assert!(verify("tajna lozinka", &first) && !verify("tajna lozinkA", &first) && !verify("", &first));
        assert!(!verify("x", "") && !verify("x", "$argon2id$v=19$nonsense"));
        let made = new().unwrap();
        assert_eq!((made.len(), made.matches('-').count()), (23, 3), "{made}");
    }

    #[tokio::test]
    async fn nobody_has_no_password_but_costs_the_same_work() {
        let passwords = Passwords::new().unwrap();
        assert!(!passwords.is_right("x".to_owned(), None).await.unwrap());
        assert!(!passwords.is_right("x".to_owned(), Some(String::new())).await.unwrap());
        let phc = hash("prava").unwrap();
        assert_eq!(params(&phc), params(&passwords.nobody), "the same parameters, so the same work");
        assert!(passwords.is_right("prava".to_owned(), Some(phc)).await.unwrap());
    }

    fn params(phc: &str) -> String {
        phc.split('$').take(4).collect::<Vec<_>>().join("$")
    }
}
