//! Fetching judgments from the Open API of law.go.kr (국가법령정보 공동활용) into a folder that `ingest` reads.
//!
//! ```text
//! Selection → list, page by page → Plan{what is new} → one question a judgment → checked answer → SERIAL.xml
//! ```
//!
//! The files are the state: a judgment whose file is there is not asked for again, and a file appears whole or not at
//! all, so a run can be killed at any time and goes on with the next one. Beside them is one file of notes that
//! only save questions ([`Folder`]). This module knows the API and its faults; what a judgment is it asks `corpus`, and
//! of indexes it knows nothing.
//!
//! The user's key goes into the address of every question and nowhere else: whatever comes from outside is masked
//! before it becomes part of a message or a file ([`ApiKey`]).

mod address;
mod advice;
mod answer;
mod client;
mod error;
mod folder;
mod key;
mod pace;
mod plan;
mod progress;
mod run;
mod selection;
mod serial;
mod spelling;
mod target;
mod trouble;

pub use address::{AddressFault, BaseUrl};
pub use advice::Advice;
#[cfg(fuzzing)]
pub use answer::any_answer;
pub use client::{Client, ClientOptions};
pub use error::FetchError;
pub use folder::Folder;
pub use key::ApiKey;
pub use pace::Retry;
pub use plan::{Listed, Plan};
pub use progress::{FetchProgress, NoProgress};
pub use run::{FetchOptions, FetchReport, Missed, dry_run, fetch, probe};
pub use selection::Selection;
pub use serial::SerialNumber;
pub use target::Target;
pub use trouble::{Breakage, Strange, Trouble};
