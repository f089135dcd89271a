//! What ends a fetch.

use std::io;
use std::path::PathBuf;

use super::address::AddressFault;
use super::key::ApiKey;
use super::trouble::Trouble;

/// Why a fetch could not begin, or did not go on. What is fetched by then is kept.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// An address that cannot be the API's.
    #[error("`{text}` cannot be asked: {why}")]
    BaseUrl {
        /// As written.
        text: String,
        /// What is wrong with it.
        why: AddressFault,
    },
    /// The folder cannot be read or written.
    #[error("{}: {source}", .path.display())]
    Folder {
        /// The folder, or the file in it.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another fetch writes to the folder.
    #[error("another `panrye fetch` is writing to {}: wait until it has ended, or name another folder", .0.display())]
    Locked(PathBuf),
    /// A page of the list is not to be had.
    #[error("page {page} of the list: {trouble}{}", advised(.trouble))]
    List {
        /// Its number, from 1.
        page: u64,
        /// Why.
        trouble: Trouble,
    },
    /// The API refuses every question.
    #[error("{trouble}{}", advised(.trouble))]
    Refused {
        /// Why.
        trouble: Trouble,
    },
    /// So many judgments failed in a row that the server is down.
    #[error("{times} judgments in a row failed, the last with: {trouble}{}", advised(.trouble))]
    GaveUp {
        /// How many.
        times: usize,
        /// Why the last one failed.
        trouble: Trouble,
    },
}

impl FetchError {
    /// The same without the key, which somebody may have written into an address.
    #[must_use]
    pub fn masked(self, key: &ApiKey) -> Self {
        match self {
            Self::BaseUrl { text, why } => Self::BaseUrl { text: key.mask(&text), why },
            other => other,
        }
    }
}

/// What to do, as the end of a sentence.
fn advised(trouble: &Trouble) -> String {
    trouble.advice().map(|advice| format!("; {advice}")).unwrap_or_default()
}
