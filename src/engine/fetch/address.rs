//! Where the API is.

use std::fmt;
use std::net::IpAddr;

use ureq::http::Uri;

use super::error::FetchError;

/// Why an address cannot be that of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// A text that is no address.
    #[error("it is no address")]
    NoAddress,
    /// An address without a host.
    #[error("it names no host")]
    NoHost,
    /// An address with parameters or a user.
    #[error("it has more than a host and a path")]
    More,
    /// The key would go there without encryption.
    #[error("everybody on the way would read your key: use https, or --insecure")]
    Unencrypted,
    /// Another protocol than HTTP, or none.
    #[error("it begins with neither https:// nor http://")]
    Protocol,
}

/// The folder of the API's two pages, `lawSearch.do` and `lawService.do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    loopback: bool,
}

impl BaseUrl {
    /// The API itself.
    pub const OPEN_API: &'static str = "https://www.law.go.kr/DRF";

    /// Parses an address. Without encryption everybody on the way reads the key, so `http` is for this machine only,
    /// unless `insecure` says otherwise.
    pub fn parse(text: &str, insecure: bool) -> Result<Self, FetchError> {
        let wrong = |why| FetchError::BaseUrl { text: text.to_owned(), why };
        let uri: Uri = text.trim().parse().map_err(|_| wrong(AddressFault::NoAddress))?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(|| wrong(AddressFault::NoHost))?;
        if uri.query().is_some() || uri.authority().is_some_and(|authority| authority.as_str().contains('@'))
        {
            return Err(wrong(AddressFault::More));
        }
        let loopback = is_loopback(host);
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if loopback || insecure => {}
            Some("http") => return Err(wrong(AddressFault::Unencrypted)),
            _ => return Err(wrong(AddressFault::Protocol)),
        }
        Ok(Self { text: text.trim().trim_end_matches('/').to_owned(), loopback })
    }

    /// The address of a page.
    pub(super) fn page(&self, name: &str) -> String {
        format!("{}/{name}", self.text)
    }

    /// Whether it is this machine.
    pub(super) const fn is_loopback(&self) -> bool {
        self.loopback
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encryption_is_asked_for_off_this_machine() {
        for (text, insecure, allowed) in [
            (BaseUrl::OPEN_API, false, true),
            ("http://127.0.0.1:8000/DRF/", false, true),
            ("http://[::1]:8000", false, true),
            ("http://localhost/DRF", false, true),
            ("http://law.example/DRF", false, false),
            ("http://law.example/DRF", true, true),
            ("http://localhost.example/DRF", false, false),
            ("ftp://law.example", true, false),
            ("law.example", true, false),
            ("https://law.example/DRF?OC=1", false, false),
            ("https://me:secret@law.example/DRF", false, false),
            ("", false, false),
        ] {
            assert_eq!(BaseUrl::parse(text, insecure).is_ok(), allowed, "{text} {insecure}");
        }
        assert_eq!(
            BaseUrl::parse("https://a.example/DRF/", false).unwrap().page("x"),
            "https://a.example/DRF/x"
        );
    }
}
