//! What a browser keeps once the code was typed.
//!
//! It says who the reader is, and proves by the code that a server said so: whichever server has the
//! same code believes it, and none has to remember anything.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::{Code, random};
use crate::messages;
use crate::runs::Reader;

/// Characters of a name at most.
pub(crate) const NAME_LENGTH: usize = 30;

/// A reader of the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pass {
    /// Tells readers of the same name from each other.
    id: String,
    name: String,
}

impl Pass {
    /// For whoever gave the code, and perhaps a name.
    pub(crate) fn new(name: &str) -> Self {
        let id = hex::encode(random::<8>());
        let name: String = name.chars().filter(|c| !c.is_control()).collect();
        let name: String = name.trim().chars().take(NAME_LENGTH).collect();
        let name = if name.is_empty() { messages::class::nameless(&id[..4]) } else { name };
        Self { id, name }
    }

    /// As a cookie has it.
    pub(crate) fn sign(&self, code: &Code) -> String {
        let claim = format!("{}.{}", self.id, hex::encode(&self.name));
        let proof = hex::encode(mac(code, &claim).finalize().into_bytes());
        format!("{claim}.{proof}")
    }

    /// The pass of a cookie, if this code has signed it.
    pub(crate) fn verify(cookie: &str, code: &Code) -> Option<Self> {
        let (claim, proof) = cookie.rsplit_once('.')?;
        // In constant time.
        mac(code, claim).verify_slice(&hex::decode(proof).ok()?).ok()?;
        let (id, name) = claim.split_once('.')?;
        let name = String::from_utf8(hex::decode(name).ok()?).ok()?;
        Some(Self { id: id.to_owned(), name })
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::new(&self.id, &self.name)
    }
}

fn mac(code: &Code, claim: &str) -> Hmac<Sha256> {
    let key = format!("cours: {}", code.bare());
    let mut mac = Hmac::new_from_slice(key.as_bytes()).expect("a key may have any length");
    mac.update(claim.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        text.parse().expect("long enough")
    }

    #[test]
    fn a_pass_holds_wherever_the_code_is_the_same_and_nowhere_else() {
        let pass = Pass::new("  Zoé\n ");
        assert_eq!(pass.name, "Zoé");
        let cookie = pass.sign(&code("K7QF-M2XD"));
        assert_eq!(Pass::verify(&cookie, &code("k7qfm2xd")), Some(pass));
        assert_eq!(Pass::verify(&cookie, &code("K7QF-M2XE")), None);
    }

    #[test]
    fn a_pass_that_was_changed_is_none() {
        let code = code("K7QF-M2XD");
        let cookie = Pass::new("Zoé").sign(&code);
        let other = Pass::new("Ada").sign(&code);
        let (claim, proof) = cookie.rsplit_once('.').expect("a proof");
        let (other_claim, other_proof) = other.rsplit_once('.').expect("a proof");
        for forged in [
            String::new(),
            ".".into(),
            "..".into(),
            claim.into(),
            format!("{claim}."),
            format!("{other_claim}.{proof}"),
            format!("{claim}.{other_proof}"),
            format!("{claim}.{}", &proof[2..]),
            format!("a{cookie}"),
        ] {
            assert_eq!(Pass::verify(&forged, &code), None, "{forged}");
        }
    }

    #[test]
    fn a_name_is_short_and_nobody_is_without() {
        assert_eq!(Pass::new(&"é".repeat(100)).name.chars().count(), NAME_LENGTH);
        assert!(Pass::new(" ").name.starts_with("Lecteur "));
    }
}
