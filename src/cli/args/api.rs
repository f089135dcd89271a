//! Options that say where the Open API is and how it is asked.

use std::time::Duration;

use crate::cli::error::Result;
use clap::Args;

use crate::cli::locale::say;
use panrye_engine::fetch::{ApiKey, BaseUrl, ClientOptions, Retry};

/// The variable of the environment that holds the user's key: on the command line every user of the machine sees it.
pub(in crate::cli) const KEY: &str = "LAW_GO_KR_OC";

#[derive(Debug, Args)]
pub(in crate::cli) struct ApiArguments {
    /// Where the API is, for mirrors
    #[arg(long, value_name = "URL", default_value = BaseUrl::OPEN_API)]
    base_url: String,
    /// Header Referer; empty for none
    #[arg(long, value_name = "URL", default_value = ClientOptions::REFERER, value_parser = header)]
    referer: String,
    /// Header User-Agent
    #[arg(long, value_name = "TEXT", default_value = ClientOptions::USER_AGENT, value_parser = header)]
    user_agent: String,
    /// Send the key without encryption, where the URL begins with http:
    #[arg(long)]
    insecure: bool,
}

impl ApiArguments {
    /// What a client asks with: at most `rate` questions a second, each answered within `timeout`.
    pub(in crate::cli) fn client_options(
        &self,
        key: ApiKey,
        rate: f64,
        timeout: Duration,
        retry: Retry,
    ) -> Result<ClientOptions> {
        let base = BaseUrl::parse(&self.base_url, self.insecure).map_err(|error| error.masked(&key))?;
        let (user_agent, referer) = (self.user_agent.clone(), self.referer.clone());
        Ok(ClientOptions { base, key, user_agent, referer, rate, timeout, retry })
    }
}

/// The user's key, where the environment has one.
pub(in crate::cli) fn key() -> Option<ApiKey> {
    std::env::var(KEY).ok().as_deref().and_then(ApiKey::parse)
}

/// How to come by a key.
pub(in crate::cli) fn advice_without_key() -> String {
    say!(
        "apply for one at open.law.go.kr (it is free), register the address of this machine with it, \
         and put it into the environment: export {KEY}=…",
        "open.law.go.kr에서 무료로 신청하고, 이 컴퓨터의 주소를 함께 등록한 뒤 환경 변수에 넣으십시오: `export {KEY}=…`"
    )
}

/// The value of a header: printable letters of ASCII.
fn header(text: &str) -> Result<String, String> {
    let printable = text.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
    printable
        .then(|| text.trim().to_owned())
        .ok_or_else(|| say!("a header has letters of ASCII only", "헤더에는 ASCII 글자만 쓸 수 있습니다"))
}
