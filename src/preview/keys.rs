//! Who may write: this computer with the token of its pages; a telephone once it has told the number in the terminal.

use std::sync::{Mutex, PoisonError};
use subtle::ConstantTimeEq;

/// So many wrong numbers, and another one counts.
const TRIES: u32 = 5;
/// So many in all, and no telephone is let in until the program is started again.
const PATIENCE: u32 = 25;

/// Secrets of one run of the program.
pub struct Keys {
    /// In every form; a page of another origin cannot read it.
    token: String,
    /// Of telephones that told the number.
    session: String,
    pin: Mutex<Pin>,
    tell: Box<dyn Fn(&str) + Send + Sync>,
}

struct Pin {
    number: Option<String>,
    wrong: u32,
    all_wrong: u32,
}

/// What came of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It was the right one, and is not any more.
    Right,
    /// It was not.
    Wrong,
    /// Nobody is let in any more.
    Closed,
}

impl Keys {
    /// New secrets; `tell` shows a number to whoever sits in front of the terminal.
    pub fn new(tell: Box<dyn Fn(&str) + Send + Sync>) -> Keys {
        let pin = Mutex::new(Pin { number: None, wrong: 0, all_wrong: 0 });
        Keys { token: secret(), session: secret(), pin, tell }
    }

    /// For forms.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether a form came from one of our pages.
    pub fn is_token(&self, sent: &str) -> bool {
        !self.token.is_empty() && bool::from(self.token.as_bytes().ct_eq(sent.as_bytes()))
    }

    /// For the cookie of a telephone that was let in.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// Whether a telephone was let in.
    pub fn is_session(&self, sent: &str) -> bool {
        !self.session.is_empty() && bool::from(self.session.as_bytes().ct_eq(sent.as_bytes()))
    }

    /// Shows the number, if it was not shown yet.
    pub fn ask(&self) {
        let mut pin = self.pin.lock().unwrap_or_else(PoisonError::into_inner);
        if pin.number.is_none() && pin.all_wrong < PATIENCE {
            self.renew(&mut pin);
        }
    }

    /// A telephone tells the number.
    pub fn try_pin(&self, sent: &str) -> Told {
        let mut pin = self.pin.lock().unwrap_or_else(PoisonError::into_inner);
        if pin.all_wrong >= PATIENCE {
            return Told::Closed;
        }
        let digits: String = sent.chars().filter(char::is_ascii_digit).collect();
        let right = pin.number.as_ref().is_some_and(|number| bool::from(number.as_bytes().ct_eq(digits.as_bytes())));
        if right {
            *pin = Pin { number: None, wrong: 0, all_wrong: 0 };
            return Told::Right;
        }
        pin.wrong += 1;
        pin.all_wrong += 1;
        if pin.wrong >= TRIES && pin.all_wrong < PATIENCE {
            self.renew(&mut pin);
        }
        Told::Wrong
    }

    fn renew(&self, pin: &mut Pin) {
        pin.wrong = 0;
        pin.number = number();
        if let Some(number) = &pin.number {
            (self.tell)(number);
        }
    }
}

/// 128 bits in hexadecimal digits; empty, and so never right, where the system has no randomness to give.
fn secret() -> String {
    let mut bytes = [0_u8; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Err(_) => String::new(),
    }
}

/// Six digits, each number equally likely.
fn number() -> Option<String> {
    const NUMBERS: u32 = 1_000_000;
    const FAIR: u32 = u32::MAX - u32::MAX % NUMBERS;
    loop {
        let mut bytes = [0_u8; 4];
        getrandom::fill(&mut bytes).ok()?;
        let drawn = u32::from_le_bytes(bytes);
        if drawn < FAIR {
            return Some(format!("{:06}", drawn % NUMBERS));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn keys() -> (Keys, Arc<Mutex<Vec<String>>>) {
        let shown = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&shown);
        (Keys::new(Box::new(move |pin| told.lock().unwrap().push(pin.to_owned()))), shown)
    }

    #[test]
    fn a_number_lets_one_telephone_in() {
        let (keys, shown) = keys();
        assert_eq!(keys.try_pin(""), Told::Wrong, "nobody was asked yet");
        keys.ask();
        keys.ask();
        let number = shown.lock().unwrap().clone();
        assert_eq!(number.len(), 1);
        let spaced = format!("{} {}", &number[0][..3], &number[0][3..]);
        assert_eq!(keys.try_pin(&spaced), Told::Right);
        assert_eq!(keys.try_pin(&number[0]), Told::Wrong);
    }

    #[test]
    fn guessing_ends() {
        let (keys, shown) = keys();
        keys.ask();
        while keys.try_pin("x") == Told::Wrong {}
        let numbers = shown.lock().unwrap().clone();
        assert_eq!(numbers.len(), usize::try_from(PATIENCE / TRIES).unwrap());
        assert_eq!(keys.try_pin(numbers.last().unwrap()), Told::Closed);
    }

    #[test]
    fn secrets_differ() {
        let ((one, _), (other, _)) = (keys(), keys());
        assert!(one.is_token(one.token()) && !one.is_token(other.token()) && !one.is_token(""));
        assert!(!one.is_session(one.token()));
    }
}
