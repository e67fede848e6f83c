//! The access code.

use std::fmt;
use std::str::FromStr;

use super::random;

/// Without the letters and digits that are taken for each other.
const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// Letters and digits of a code.
const LENGTH: usize = 8;

/// What readers type once: letters and digits, whatever their case; the rest does not count.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

/// Fewer than eight letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeakCode;

impl Code {
    /// One that nobody can guess.
    pub fn random() -> Self {
        let mut text = String::new();
        while text.len() < LENGTH {
            let [byte] = random::<1>();
            // As many values for each letter.
            if usize::from(byte) < 256 / ALPHABET.len() * ALPHABET.len() {
                text.push(char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
            }
        }
        Self(text)
    }

    pub(crate) fn is(&self, typed: &str) -> bool {
        self.0 == normal(typed)
    }

    /// For a link.
    pub(crate) fn bare(&self) -> &str {
        &self.0
    }
}

fn normal(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

impl FromStr for Code {
    type Err = WeakCode;

    fn from_str(text: &str) -> Result<Self, WeakCode> {
        let text = normal(text);
        if text.len() < LENGTH { Err(WeakCode) } else { Ok(Self(text)) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.0.split_at(LENGTH / 2);
        write!(f, "{first}-{rest}")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not into a log.
        f.write_str("Code(…)")
    }
}

impl fmt::Display for WeakCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::messages::class::weak_code(LENGTH))
    }
}

impl std::error::Error for WeakCode {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_typed_as_one_likes() {
        let code: Code = "k7qf m2xd".parse().expect("long enough");
        assert_eq!(code.to_string(), "K7QF-M2XD");
        for typed in ["K7QF-M2XD", "k7qfm2xd", " k7qf-m2xd "] {
            assert!(code.is(typed), "{typed}");
        }
        for typed in ["", "K7QF-M2X", "K7QF-M2XDD", "K7QF-M2XE"] {
            assert!(!code.is(typed), "{typed}");
        }
        assert_eq!("K7QF-M2X".parse::<Code>(), Err(WeakCode));
    }

    #[test]
    fn random_codes_differ_and_can_be_read_aloud() {
        let codes = [Code::random(), Code::random()];
        assert_ne!(codes[0], codes[1]);
        for code in codes {
            assert_eq!(code.bare().len(), LENGTH);
            assert!(code.bare().bytes().all(|byte| ALPHABET.contains(&byte)), "{code}");
        }
    }
}
