//! Kept searches, and what is new for each since it was last asked.
//!
//! A watch is a query with its filters, a case whose citations are followed, or both. What was seen is kept by the
//! identity of the judgment (court, number and date), never by its document: an index that is rebuilt repeats no
//! news. A judgment that went and came back is no news either; one that changed is news only where it now matches, cites
//! or overrules what it did not before.
//!
//! This module neither prints nor reads the command line. That files change is the business of `index --watch`, not its.

mod kept;
mod news;
mod seen;
mod store;

pub use kept::{Watch, WatchedCase};
pub use news::{News, NewsError, Standing, Why, news, standing};
pub use seen::Seen;
pub use store::{WatchError, WatchStore};
