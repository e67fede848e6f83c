//! The address that readers open, when a proxy stands in between.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;
use axum::http::uri::Authority;

/// A scheme, a host and a port: `https://cours.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    authority: Authority,
}

/// Not of the form `https://cours.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOrigin(String);

impl Origin {
    /// Whether a `Host` names it.
    pub(crate) fn is_host(&self, host: &Authority) -> bool {
        host.host().eq_ignore_ascii_case(self.authority.host())
            && self.port(host) == self.port(&self.authority)
            && !host.as_str().contains('@')
    }

    fn port(&self, authority: &Authority) -> u16 {
        authority.port_u16().unwrap_or(if self.secure { 443 } else { 80 })
    }

    /// Whether readers come by TLS.
    pub(crate) const fn is_secure(&self) -> bool {
        self.secure
    }
}

impl FromStr for Origin {
    type Err = UnknownOrigin;

    fn from_str(text: &str) -> Result<Self, UnknownOrigin> {
        let unknown = || UnknownOrigin(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| unknown())?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(unknown()),
        };
        match uri.authority() {
            Some(authority) if uri.path() == "/" && uri.query().is_none() => {
                Ok(Self { secure, authority: authority.clone() })
            }
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.authority)
    }
}

impl fmt::Display for UnknownOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::messages::class::unknown_origin(&self.0))
    }
}

impl std::error::Error for UnknownOrigin {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_host_is_it() {
        let origin: Origin = "https://cours.example.org".parse().expect("an origin");
        let is_host = |host: &str| origin.is_host(&host.parse().expect("an authority"));
        assert!(is_host("cours.example.org") && is_host("Cours.Example.org:443"));
        for host in ["cours.example.org:80", "example.org", "a@cours.example.org", "evil.example"] {
            assert!(!is_host(host), "{host}");
        }
        assert_eq!(origin.to_string(), "https://cours.example.org");
        for text in
            ["cours.example.org", "ftp://a.example", "https://a.example/cours", "", "https://"]
        {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
