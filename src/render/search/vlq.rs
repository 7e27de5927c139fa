//! Small numbers in few letters, as source maps have them: five bits a letter, the sixth says that more follow.

/// Letters that stand in JSON as they are; `search.js` has the same.
pub const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Adds a number.
pub fn push(mut number: u32, out: &mut String) {
    loop {
        let more = if number > 31 { 32 } else { 0 };
        let digit = ALPHABET.get((number & 31 | more) as usize).copied().unwrap_or(b'A');
        out.push(char::from(digit));
        number >>= 5;
        if more == 0 {
            return;
        }
    }
}

/// Adds ascending numbers by their differences, the first as it is.
pub fn push_ascending(numbers: impl IntoIterator<Item = u32>, out: &mut String) {
    let mut last = 0;
    for number in numbers {
        push(number - last, out);
        last = number;
    }
}
