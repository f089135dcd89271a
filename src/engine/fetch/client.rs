//! Asking the API: one question at a time, at the user's pace, again where the fault may pass.

use std::io::{self, Read};
use std::time::Duration;

use ureq::Agent;
use ureq::http::{Response, header};

use super::address::BaseUrl;
use super::key::ApiKey;
use super::pace::{Pace, Retry};
use super::progress::FetchProgress;
use super::trouble::{Breakage, Trouble};

/// Largest answer, in MiB: twice the largest judgment that is read, for its markup.
const LARGEST_ANSWER: u64 = 32;

/// Longest address that is asked, in bytes: servers refuse longer ones, and what asks them does too, sooner or later.
const LONGEST_ADDRESS: usize = 8_000;

/// How to ask.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Where the API is.
    pub base: BaseUrl,
    /// The user's key.
    pub key: ApiKey,
    /// What the header `User-Agent` says.
    pub user_agent: String,
    /// What the header `Referer` says; none is sent where it is empty.
    pub referer: String,
    /// Questions a second.
    pub rate: f64,
    /// Time for one question and its whole answer.
    pub timeout: Duration,
    /// When a question is asked again.
    pub retry: Retry,
}

/// A connection to the API.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    options: ClientOptions,
    pace: Pace,
}

impl ClientOptions {
    /// Who asks: the API refuses what does not look like a browser now and then, and panrye does not pass for one.
    pub const USER_AGENT: &'static str =
        concat!("Mozilla/5.0 (compatible; panrye/", env!("CARGO_PKG_VERSION"), ")");

    /// From where: the API is reported to refuse valid keys where no page of its own is named.
    pub const REFERER: &'static str = "https://www.law.go.kr/";
}

impl Client {
    /// A client that has not asked anything yet. A proxy is taken from the environment (`HTTPS_PROXY`, `NO_PROXY`),
    /// but none is told what we ask this machine itself.
    pub fn new(options: ClientOptions) -> Self {
        let mut config = Agent::config_builder()
            .user_agent(options.user_agent.as_str())
            .accept("application/xml, text/xml")
            .timeout_global(Some(options.timeout))
            // A redirection would carry the key to wherever it leads.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(1);
        if options.base.is_loopback() {
            config = config.proxy(None);
        }
        Self { agent: config.build().new_agent(), pace: Pace::new(options.rate), options }
    }

    /// Asks a page of the API and reads the answer with `read`; asks again where what is wrong may pass.
    pub(super) fn ask<T>(
        &mut self,
        page: &str,
        parameters: &[(&str, String)],
        progress: &dyn FetchProgress,
        read: impl Fn(Vec<u8>) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let mut attempt = 0;
        loop {
            self.pace.wait();
            let answer = self.answer(page, parameters).map(|answer| self.options.key.clear(answer));
            let trouble = match answer.and_then(&read) {
                Ok(answer) => return Ok(answer),
                Err(trouble) => trouble.masked(&self.options.key),
            };
            let pause =
                trouble.may_pass().then(|| self.options.retry.pause(attempt, trouble.wait())).flatten();
            let Some(pause) = pause else { return Err(trouble) };
            progress.waiting(&trouble, pause);
            std::thread::sleep(pause);
            attempt += 1;
        }
    }

    /// A text of an answer without the key.
    pub(super) const fn key(&self) -> &ApiKey {
        &self.options.key
    }

    pub(super) fn mask(&self, text: &str) -> String {
        self.options.key.mask(text)
    }

    fn answer(&self, page: &str, parameters: &[(&str, String)]) -> Result<Vec<u8>, Trouble> {
        let key = ("OC", self.options.key.value());
        let all = parameters.iter().map(|(name, value)| (*name, value.as_str())).chain([key]);
        let length = self.options.base.page(page).len()
            + all.map(|(name, value)| encoded_length(name, value)).sum::<usize>();
        if length > LONGEST_ADDRESS {
            return Err(Trouble::TooLong { length, limit: LONGEST_ADDRESS });
        }
        let question = self
            .agent
            .get(self.options.base.page(page))
            .query("OC", self.options.key.value())
            .query_pairs(parameters.iter().map(|(name, value)| (*name, value.as_str())));
        let referer = Some(self.options.referer.as_str()).filter(|referer| !referer.is_empty());
        let question = match referer {
            Some(referer) => question.header(header::REFERER, referer),
            None => question,
        };
        let answer = question.call().map_err(|error| self.trouble(error))?;
        let code = answer.status().as_u16();
        if (300..400).contains(&code) {
            return Err(Trouble::Redirected(field(&answer, header::LOCATION).unwrap_or_default()));
        }
        if code != 200 {
            let seconds = field(&answer, header::RETRY_AFTER).and_then(|value| value.trim().parse().ok());
            return Err(Trouble::Status { code, wait: seconds.map(Duration::from_secs) });
        }
        let mut bytes = Vec::new();
        let body = answer.into_body().into_reader().take((LARGEST_ANSWER << 20) + 1).read_to_end(&mut bytes);
        body.map_err(|error| match error.kind() {
            // Packed otherwise than it says.
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Trouble::Broken(Breakage::Packing(error.to_string()))
            }
            _ => self.trouble(error.into()),
        })?;
        if bytes.len() as u64 > LARGEST_ANSWER << 20 {
            return Err(Trouble::TooLarge(LARGEST_ANSWER));
        }
        Ok(bytes)
    }

    fn trouble(&self, error: ureq::Error) -> Trouble {
        match error {
            ureq::Error::Timeout(_) => Trouble::TimedOut(self.options.timeout),
            // These show the address, which holds the key.
            ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) => Trouble::Unaskable,
            ureq::Error::Io(error) => of_connection(&error),
            error @ (ureq::Error::Tls(_) | ureq::Error::Rustls(_)) => Trouble::Untrusted(error.to_string()),
            error => Trouble::Unreachable(error.to_string()),
        }
    }
}

/// Bytes of a parameter in an address, with the signs around it.
fn encoded_length(name: &str, value: &str) -> usize {
    let encoded = value.bytes().map(|b| if b.is_ascii_alphanumeric() { 1 } else { 3 });
    name.len() + 2 + encoded.sum::<usize>()
}

/// What a connection suffers from. rustls hands its refusals on as data that are invalid: they will not pass.
fn of_connection(error: &io::Error) -> Trouble {
    if error.kind() == io::ErrorKind::InvalidData {
        Trouble::Untrusted(error.to_string())
    } else {
        Trouble::Unreachable(error.to_string())
    }
}

fn field<B>(answer: &Response<B>, name: header::HeaderName) -> Option<String> {
    answer.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_not_trusted_is_told_from_one_that_is_not_reached() {
        let untrusted = io::Error::new(io::ErrorKind::InvalidData, "invalid peer certificate: UnknownIssuer");
        assert!(matches!(of_connection(&untrusted), Trouble::Untrusted(_)));
        let reset = io::Error::from(io::ErrorKind::ConnectionReset);
        assert!(matches!(of_connection(&reset), Trouble::Unreachable(_)));
    }
}
