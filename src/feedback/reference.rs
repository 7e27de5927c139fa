//! The number under which a person follows what became of their message: `7K4Q-29XH-C`.

use std::fmt;

/// Symbols that nobody takes for one another, on paper or on the telephone: no 0 O, 1 I L, 5 S, 8 B, 2 Z, U V W Y,
/// G beside 6. 23 is a prime, so the check symbol finds every wrong symbol and every two that changed places.
const SYMBOLS: &[u8; 23] = b"23456789ACDEFHJKMNPQRTX";

/// Symbols before the check symbol.
const LEN: usize = 8;

/// Eight symbols and a check symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; LEN]);

impl Reference {
    /// A reference from random bytes, each symbol equally likely but for one part in 2⁶⁴.
    pub fn random(bytes: [u8; 16]) -> Reference {
        let mut rest = u128::from_le_bytes(bytes);
        let mut symbols = [0; LEN];
        for symbol in &mut symbols {
            *symbol = SYMBOLS[(rest % 23) as usize];
            rest /= 23;
        }
        Reference(symbols)
    }

    /// Reads what a person typed: without case, dashes and spaces; Cyrillic letters that look the same are taken.
    /// None when the check symbol says that something is wrong.
    pub fn parse(typed: &str) -> Option<Reference> {
        let mut read = [0; LEN + 1];
        let mut len = 0;
        for c in typed.chars().filter(|c| !matches!(c, '-' | ' ' | '.' | '\u{2013}' | '\u{a0}')) {
            *read.get_mut(len)? = symbol(c)?;
            len += 1;
        }
        let (symbols, [check]) = read.split_at(LEN) else { return None };
        let reference = Reference(symbols.try_into().ok()?);
        (len == LEN + 1 && reference.check() == *check).then_some(reference)
    }

    /// Nine symbols without dashes, as they are stored and stand in addresses.
    pub fn compact(&self) -> String {
        self.0.iter().chain([&self.check()]).map(|&b| char::from(b)).collect()
    }

    /// Weights 2 to 9, all different and none divisible by 23.
    fn check(&self) -> u8 {
        let value = |b: u8| SYMBOLS.iter().position(|&s| s == b).unwrap_or(0);
        let sum: usize = self.0.iter().zip(2..).map(|(&b, weight)| value(b) * weight).sum();
        SYMBOLS[sum % 23]
    }
}

fn symbol(c: char) -> Option<u8> {
    const CYRILLIC: [(char, u8); 11] = [
        ('А', b'A'),
        ('Е', b'E'),
        ('К', b'K'),
        ('М', b'M'),
        ('Н', b'H'),
        ('Р', b'P'),
        ('С', b'C'),
        ('Т', b'T'),
        ('Х', b'X'),
        ('Ј', b'J'),
        ('Д', b'D'),
    ];
    let c = c.to_uppercase().next()?;
    let looks_like = CYRILLIC.iter().find(|(cyrillic, _)| *cyrillic == c).map(|(_, latin)| *latin);
    let byte = looks_like.or_else(|| u8::try_from(c).ok())?;
    SYMBOLS.contains(&byte).then_some(byte)
}

impl fmt::Display for Reference {
    /// In two groups of four and the check symbol.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let compact = self.compact();
        let part = |range: std::ops::Range<usize>| compact.get(range).unwrap_or_default();
        write!(f, "{}-{}-{}", part(0..4), part(4..8), part(8..9))
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_of_one_symbol_or_of_two_neighbours_is_found() {
        for seed in 0..200_u128 {
            let reference =
                Reference::random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835).to_le_bytes());
            let compact = reference.compact().into_bytes();
            assert_eq!(Reference::parse(&reference.to_string()), Some(reference));
            for i in 0..compact.len() {
                for &other in SYMBOLS.iter().filter(|&&other| other != compact[i]) {
                    let mut slipped = compact.clone();
                    slipped[i] = other;
                    assert_eq!(Reference::parse(std::str::from_utf8(&slipped).unwrap()), None);
                }
                let mut swapped = compact.clone();
                if i + 1 < LEN && swapped[i] != swapped[i + 1] {
                    swapped.swap(i, i + 1);
                    assert_eq!(Reference::parse(std::str::from_utf8(&swapped).unwrap()), None);
                }
            }
        }
    }

    #[test]
    fn it_is_read_as_people_type_it() {
        let reference = Reference::random([7; 16]);
        let (long, small) = (reference.to_string(), reference.compact().to_lowercase());
        for typed in [long.clone(), long.replace('-', " "), small, format!(" {long} ")] {
            assert_eq!(Reference::parse(&typed), Some(reference), "{typed}");
        }
        let cyrillic = Reference::random([0; 16]).to_string();
        assert_eq!(Reference::parse(&cyrillic), Some(Reference::random([0; 16])));
        assert_eq!(Reference::parse("ХАА2-2222-2").is_some(), Reference::parse("XAA2-2222-2").is_some());
        for wrong in ["", "7", "7K4Q-29XH", "000000000", "7K4Q-29XH-CC", "ж"] {
            assert_eq!(Reference::parse(wrong), None, "{wrong}");
        }
    }
}
