//! What to do about trouble with the API.

use std::fmt;
use std::time::Duration;

/// What to do where a question has no usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Look up the key, and register this machine with it.
    Register,
    /// Ask from another address, or with other headers.
    Elsewhere,
    /// Look for a proxy that opens connections.
    Proxy,
    /// Name the address that the server sends us to, if it is right.
    Name,
    /// Run the same command again after the time that the server asks for.
    Wait(Duration),
    /// Look whether the address is right.
    Address,
    /// Run the same command again later.
    Later,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Register => {
                "look up your key and register the address of this machine with it at open.law.go.kr; valid keys are also \
                 refused where the header Referer is not a page of the API's own (--referer)"
            }
            Self::Proxy => {
                "only certificates of public authorities are trusted: is a proxy in between that opens connections?"
            }
            Self::Elsewhere => {
                "addresses of clouds are given such a page: ask from another network, or set --user-agent and --referer"
            }
            Self::Name => "if that is right, name it with --base-url",
            Self::Wait(wait) => {
                return write!(f, "it asks to wait {} s: run the same command again then", wait.as_secs());
            }
            Self::Address => "is the address right (--base-url)?",
            Self::Later => "run the same command again later, it goes on from here",
        })
    }
}
