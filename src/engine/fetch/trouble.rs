//! What can be wrong with one answer, whether it may pass, and what to do about it.

use std::time::Duration;

use super::advice::Advice;
use super::key::ApiKey;
use super::serial::SerialNumber;
use panrye_text::count::counted;
use panrye_text::safe_text::takes_over;

/// Longest wait that a server may ask for before the fetch ends instead.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Why a question has no usable answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No connection, or one that broke off.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// A connection that is not with whom it should be.
    #[error("no secure connection: {0}")]
    Untrusted(String),
    /// No whole answer in time.
    #[error("no whole answer within {} s", .0.as_secs_f64())]
    TimedOut(Duration),
    /// An answer that says that there is none.
    #[error("the server answers with status {code}")]
    Status {
        /// The HTTP status.
        code: u16,
        /// How long the server asks to wait.
        wait: Option<Duration>,
    },
    /// The server sends us elsewhere; the key would go along.
    #[error("the server sends us to `{0}`")]
    Redirected(String),
    /// A page for people, such as one about maintenance.
    #[error("a web page instead of data: “{0}”")]
    WebPage(String),
    /// Nothing.
    #[error("an empty answer")]
    Empty,
    /// Cut, garbled, or in an unknown encoding.
    #[error("a broken answer: {0}")]
    Broken(Breakage),
    /// Another judgment than the one asked for.
    #[error("the answer is judgment {0}")]
    Another(SerialNumber),
    /// More than any judgment has.
    #[error("an answer of more than {0} MiB")]
    TooLarge(u64),
    /// A page that sends a browser on by script.
    #[error("a page that sends browsers on to another came instead of data: “{0}”")]
    SentOn(String),
    /// The API knows the user or the machine not.
    #[error("the key is refused: {0}")]
    Refused(String),
    /// Something else than the API is known to say.
    #[error("an answer that is no judgment: {0}")]
    Unknown(Strange),
    /// The address cannot be asked at all.
    #[error("the address cannot be asked")]
    Unaskable,
    /// The address with all that is asked is longer than servers take.
    #[error(
        "the question would have an address of {length} bytes, and at most {limit} can be asked: write fewer words"
    )]
    TooLong {
        /// Its bytes.
        length: usize,
        /// The most.
        limit: usize,
    },
    /// Pages of the list hold nothing that the pages before did not hold, and yet the list goes on.
    #[error(
        "the server repeats itself: {pages} pages in a row hold nothing new, and the whole of it is said to have {}", counted(*.total, "judgment")
    )]
    Repeats {
        /// How many pages in a row.
        pages: u64,
        /// How many judgments there are said to be.
        total: u64,
    },
    /// A list that has no end.
    #[error("the list does not end: more than {0} pages")]
    Endless(u64),
}

/// How an answer is broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Breakage {
    /// A list without its length.
    #[error("it does not say how many judgments there are")]
    NoTotal,
    /// A text without any element.
    #[error("no element")]
    NoElement,
    /// Bytes that are no text, or in an unknown encoding.
    #[error("neither UTF-8, UTF-16 nor CP949")]
    Encoding,
    /// Bytes that are packed otherwise than the server says.
    #[error("it cannot be unpacked: {0}")]
    Packing(String),
    /// Broken XML.
    #[error("broken XML: {0}")]
    Xml(String),
    /// Text without the fields of a judgment.
    #[error("no judgment recognized")]
    NoJudgment,
    /// Whatever else keeps it from being read.
    #[error("{0}")]
    Other(String),
}

/// What an answer is that is whole and no judgment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Strange {
    /// More than was asked for.
    #[error("it holds several judgments")]
    Several,
    /// Nothing of a judgment.
    #[error("it has none of the fields of a judgment")]
    NoFields,
    /// A judgment without the number of the one asked for.
    #[error("it does not say which judgment it is")]
    Unnamed,
    /// Another kind of data, without a message.
    #[error("its root element is {0}")]
    Root(String),
    /// A message of the API.
    #[error("{0}")]
    Said(String),
}

impl Trouble {
    /// Whether the same question may be answered a little later.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Status { code, wait } => {
                matches!(code, 408 | 425 | 429 | 500..=599) && wait.is_none_or(|wait| wait <= LONGEST_WAIT)
            }
            Self::Unreachable(_)
            | Self::TimedOut(_)
            | Self::WebPage(_)
            | Self::Empty
            | Self::Broken(_)
            | Self::Another(_) => true,
            Self::Untrusted(_)
            | Self::Redirected(_)
            | Self::SentOn(_)
            | Self::TooLarge(_)
            | Self::Refused(_)
            | Self::Unknown(_)
            | Self::Unaskable
            | Self::TooLong { .. }
            | Self::Repeats { .. }
            | Self::Endless(_) => false,
        }
    }

    /// Whether every other question would fare the same.
    pub(crate) fn is_final(&self) -> bool {
        match self {
            Self::Status { code, wait } => {
                matches!(code, 401 | 403) || wait.is_some_and(|wait| wait > LONGEST_WAIT)
            }
            Self::Untrusted(_)
            | Self::Redirected(_)
            | Self::SentOn(_)
            | Self::Refused(_)
            | Self::Unaskable
            | Self::TooLong { .. } => true,
            _ => false,
        }
    }

    /// Whether it is the way to the server or the server itself that failed, not the answer for one judgment.
    pub(super) const fn is_of_server(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_) | Self::TimedOut(_) | Self::Status { .. } | Self::WebPage(_) | Self::Empty
        )
    }

    /// How long the server asks to wait.
    pub(super) const fn wait(&self) -> Option<Duration> {
        match self {
            Self::Status { wait, .. } => *wait,
            _ => None,
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> Option<Advice> {
        Some(match self {
            Self::Refused(_) | Self::Status { code: 401 | 403, .. } => Advice::Register,
            Self::Untrusted(_) => Advice::Proxy,
            Self::Redirected(_) => Advice::Name,
            Self::SentOn(_) => Advice::Elsewhere,
            Self::Status { wait: Some(wait), .. } if *wait > LONGEST_WAIT => Advice::Wait(*wait),
            Self::Unaskable | Self::Repeats { .. } | Self::Endless(_) => Advice::Address,
            Self::Status { code: 400..=499, .. } if !self.may_pass() => Advice::Address,
            Self::Unknown(_) | Self::TooLarge(_) | Self::TooLong { .. } => return None,
            Self::Status { .. }
            | Self::Unreachable(_)
            | Self::TimedOut(_)
            | Self::WebPage(_)
            | Self::Empty
            | Self::Broken(_)
            | Self::Another(_) => Advice::Later,
        })
    }

    /// The same without the key, which a message from outside may repeat.
    pub(super) fn masked(self, key: &ApiKey) -> Self {
        // Before it is cut: the beginning of a key is not known as one in the middle of a text.
        let clean = |text: &str| short(&key.mask(&one_line(text)));
        match self {
            Self::Unreachable(text) => Self::Unreachable(clean(&text)),
            Self::Untrusted(text) => Self::Untrusted(clean(&text)),
            Self::Redirected(text) => Self::Redirected(clean(&text)),
            Self::SentOn(text) => Self::SentOn(clean(&text)),
            Self::WebPage(text) => Self::WebPage(clean(&text)),
            Self::Broken(Breakage::Packing(text)) => Self::Broken(Breakage::Packing(clean(&text))),
            Self::Broken(Breakage::Xml(text)) => Self::Broken(Breakage::Xml(clean(&text))),
            Self::Broken(Breakage::Other(text)) => Self::Broken(Breakage::Other(clean(&text))),
            Self::Refused(text) => Self::Refused(clean(&text)),
            Self::Unknown(Strange::Root(text)) => Self::Unknown(Strange::Root(clean(&text))),
            Self::Unknown(Strange::Said(text)) => Self::Unknown(Strange::Said(clean(&text))),
            other @ (Self::TimedOut(_)
            | Self::Status { .. }
            | Self::Empty
            | Self::Broken(
                Breakage::NoTotal | Breakage::NoElement | Breakage::Encoding | Breakage::NoJudgment,
            )
            | Self::Another(_)
            | Self::TooLarge(_)
            | Self::Unknown(Strange::Several | Strange::NoFields | Strange::Unnamed)
            | Self::Unaskable
            | Self::TooLong { .. }
            | Self::Repeats { .. }
            | Self::Endless(_)) => other,
        }
    }
}

/// A text from outside as a line: it must not take over the screen.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || takes_over(c));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// As much of a line as does not fill the screen.
fn short(line: &str) -> String {
    const LONGEST: usize = 160;
    let mut short: String = line.chars().take(LONGEST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(code: u16, seconds: Option<u64>) -> Trouble {
        Trouble::Status { code, wait: seconds.map(Duration::from_secs) }
    }

    #[test]
    fn what_may_pass_is_told_from_what_does_not() {
        for (trouble, may_pass, is_final) in [
            (status(503, None), true, false),
            (status(429, Some(60)), true, false),
            (status(429, Some(86_400)), false, true),
            (status(403, None), false, true),
            (status(404, None), false, false),
            (Trouble::Refused(String::new()), false, true),
            (Trouble::Broken(Breakage::NoElement), true, false),
            (Trouble::TooLarge(1), false, false),
        ] {
            assert_eq!((trouble.may_pass(), trouble.is_final()), (may_pass, is_final), "{trouble}");
        }
    }

    #[test]
    fn advice_is_of_what_can_be_done() {
        for (trouble, advice) in [
            (Trouble::Refused(String::new()), Some(Advice::Register)),
            (status(403, None), Some(Advice::Register)),
            (status(404, None), Some(Advice::Address)),
            (Trouble::Unaskable, Some(Advice::Address)),
            (status(429, Some(60)), Some(Advice::Later)),
            (status(429, Some(86_400)), Some(Advice::Wait(Duration::from_secs(86_400)))),
            (Trouble::Redirected(String::new()), Some(Advice::Name)),
            (Trouble::Untrusted(String::new()), Some(Advice::Proxy)),
            (Trouble::Unknown(Strange::Several), None),
        ] {
            assert_eq!(trouble.advice(), advice, "{trouble}");
        }
    }

    #[test]
    fn messages_from_outside_are_short_masked_and_harmless() {
        let key = ApiKey::parse("secret").unwrap();
        let outside = format!("a\u{1b}[2J\n secret \u{202e}{}", "나".repeat(500));
        for trouble in [
            Trouble::WebPage(outside.clone()),
            Trouble::Broken(Breakage::Xml(outside.clone())),
            Trouble::Broken(Breakage::Packing(outside.clone())),
            Trouble::Unknown(Strange::Root(outside.clone())),
            Trouble::Unknown(Strange::Said(outside)),
        ] {
            let text = trouble.masked(&key).to_string();
            assert!(!text.contains("secret") && !text.contains(['\u{1b}', '\u{202e}']), "{text}");
            assert!(text.chars().count() < 220, "{text}");
        }
    }
}
