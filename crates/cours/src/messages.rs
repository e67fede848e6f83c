//! Every sentence that a reader may see, in one place.
//!
//! Written with plain spaces and apostrophes; [`typeset`] sets them as French typography wants.

pub(crate) mod beside;
pub(crate) mod class;
pub(crate) mod libraries;
pub(crate) mod request;
pub(crate) mod run;
pub(crate) mod server;
pub(crate) mod verification;

use std::time::Duration;

const THIN: &str = "\u{202f}";
const NO_BREAK: &str = "\u{a0}";

/// Sets apostrophes and no-break spaces. For our sentences only: what programs and compilers write
/// stays as it is.
pub(crate) fn typeset(text: &str) -> String {
    text.replace('\'', "’")
        .replace(" ;", &format!("{THIN};"))
        .replace(" !", &format!("{THIN}!"))
        .replace(" ?", &format!("{THIN}?"))
        .replace(" :", &format!("{NO_BREAK}:"))
        .replace("« ", &format!("«{NO_BREAK}"))
        .replace(" »", &format!("{NO_BREAK}»"))
}

/// `2,01 s`; whole seconds without decimals.
fn seconds(duration: Duration) -> String {
    let number = if duration.subsec_millis() == 0 {
        duration.as_secs().to_string()
    } else {
        format!("{:.2}", duration.as_secs_f64()).replace('.', ",")
    };
    format!("{number}{NO_BREAK}s")
}

/// `640 Kio`, `512 Mio`.
fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 && bytes.is_multiple_of(1 << 20) {
        format!("{}{NO_BREAK}Mio", bytes >> 20)
    } else {
        format!("{}{NO_BREAK}Kio", bytes >> 10)
    }
}

/// `1 erreur`, `2 erreurs`: in French only what reaches two is plural.
fn count(number: usize, noun: &str) -> String {
    let plural = if number >= 2 { "s" } else { "" };
    format!("{number}{NO_BREAK}{noun}{plural}")
}

#[cfg(test)]
mod tests {
    use sandbox::Limits;

    use super::*;

    #[test]
    fn numbers_are_french() {
        assert_eq!(seconds(Duration::from_millis(2013)), "2,01\u{a0}s");
        assert_eq!(size(Limits::READER.output_bytes), "640\u{a0}Kio");
        assert_eq!(size(Limits::READER.memory_bytes), "512\u{a0}Mio");
        assert_eq!(count(0, "erreur"), "0\u{a0}erreur");
        assert_eq!(count(1, "erreur"), "1\u{a0}erreur");
        assert_eq!(count(2, "erreur"), "2\u{a0}erreurs");
    }
}
