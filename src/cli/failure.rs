//! What a command says that ended as none should: why, and what can be done.
//!
//! tantivy trusts its files. Where one has changed on the disk though its size and time are as they were, reading it can
//! fail in any way, panics among them. So whatever ends a command in such a way, the files are verified afterwards, and
//! what is said is that a file is damaged, not what came of it.

use std::any::Any;
use std::backtrace::Backtrace;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::error::{Error, Result};

use crate::cli::locale::say;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::note;
use panrye_engine::index::{IndexError, damage};
use panrye_engine::search::SearchError;

/// Where the last panic was.
static PLACE: Mutex<Option<String>> = Mutex::new(None);
/// Whether [`guarded`] will say what a panic means.
static GUARDED: AtomicBool = AtomicBool::new(false);

/// Keeps panics from the screen where [`guarded`] says what they mean, except for those who ask for a backtrace. What is
/// shown of one quotes data, and goes the way of all that is said.
pub(super) fn quiet_panics() {
    let asked = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
    panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        if let (Some(place), Ok(mut last)) = (info.location(), PLACE.lock()) {
            *last = Some(place.to_string());
        }
        if asked {
            note(format_args!("{info}\n{}", Backtrace::force_capture()));
        } else if !GUARDED.load(Ordering::Relaxed) {
            note(info);
        }
    }));
}

/// Runs a command that reads or writes the index in `index`; a panic is an error like others.
pub(super) fn guarded(index: &Path, command: impl FnOnce() -> Result<Outcome>) -> Result<Outcome> {
    GUARDED.store(true, Ordering::Relaxed);
    match panic::catch_unwind(AssertUnwindSafe(command)) {
        Ok(Err(error)) if is_of_engine(&error) => Err(damage(index).map_or(error, Into::into)),
        Ok(ended) => ended,
        Err(payload) => Err(damage(index).map_or_else(|| unexpected(&*payload), Into::into)),
    }
}

/// Whether an error may come of damaged files.
fn is_of_engine(error: &crate::cli::error::Error) -> bool {
    let of_index = |error: &IndexError| matches!(error, IndexError::Engine(_) | IndexError::Stored(_));
    error.causes().any(|cause| {
        cause.downcast_ref().is_some_and(of_index)
            || matches!(cause.downcast_ref(), Some(SearchError::Engine(_)))
            || matches!(cause.downcast_ref(), Some(SearchError::Index(error)) if of_index(error))
    })
}

fn unexpected(payload: &(dyn Any + Send)) -> crate::cli::error::Error {
    let said = payload.downcast_ref::<&str>().copied();
    let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or_default();
    let place = PLACE.lock().ok().and_then(|mut place| place.take()).unwrap_or_default();
    Error::said(say!(
        "a mistake in the program itself, please report it with the command: {said} ({place})",
        "프로그램 자체의 잘못입니다. 명령과 함께 알려 주십시오: {said} ({place})"
    ))
}
