//! The list, page by page, and what of it is to be fetched.
//!
//! The API sorts by day of decision and not by day of registration, so something new may stand anywhere. The list is
//! therefore read to its end (a question a hundred judgments), unless the folder notes that this selection was fetched
//! to its end: then reading stops at a page that holds nothing new, once as many new judgments were found as the list
//! has grown by. What of this selection failed before is noted in the folder and need not be found again.

use std::collections::HashSet;

use super::answer::{self, ListPage};
use super::client::Client;
use super::error::FetchError;
use super::folder::Folder;
use super::progress::FetchProgress;
use super::run::FetchOptions;
use super::selection::PAGE;
use super::serial::SerialNumber;
use super::trouble::Trouble;
use panrye_law::judgment::{Court, Judgment};

/// How often the list may shrink while it is read before that is taken as it is.
const MOST_STEPS_BACK: u32 = 8;

/// Pages in a row without any judgment that was not on the list before, after which the list is taken to repeat itself.
const MOST_REPEATS: u64 = 5;
/// Pages of a list, ten times as many as all judgments of the API fill.
const MOST_PAGES: u64 = 20_000;
/// Letters of a court and a number by which a judgment is named: more are a mistake, and fill screens and notes.
const LONGEST_NAME: usize = 200;

/// A judgment of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What the API calls it by.
    pub serial: SerialNumber,
    /// Its case number as the list has it.
    pub docket: Option<String>,
    /// Court and number, to name it by.
    pub name: String,
}

/// What a fetch is to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Judgments to fetch, newest decisions first.
    pub wanted: Vec<Listed>,
    /// How many judgments the list has, by its own count.
    pub total: u64,
    /// Judgments of the list that were looked at and are among the wanted ones of the selection.
    pub seen: u64,
    /// Of these, those whose file is there.
    pub present: u64,
    /// Of these, those that an earlier fetch found to have no text.
    pub without_text: u64,
    /// Judgments of the list without a valid serial number.
    pub nameless: u64,
    /// Whether whatever the list has is there or wanted, so that a later fetch may stop early.
    pub whole: bool,
}

impl Plan {
    /// Reads the list.
    pub(super) fn make(
        client: &mut Client,
        folder: &Folder,
        options: &FetchOptions,
        progress: &dyn FetchProgress,
    ) -> Result<Self, FetchError> {
        let mut plan = Self { whole: true, ..Self::default() };
        let mut seen = Seen::default();
        plan.read_list(client, folder, options, progress, &mut seen)?;
        let selection = options.selection.name(client.key());
        let again = folder.failed(&selection).filter(|(serial, _)| !seen.taken.contains(serial));
        plan.wanted.extend(again.map(|(serial, name)| Listed {
            serial,
            docket: None,
            name: name.to_owned(),
        }));
        if let Some(most) = options.limit.and_then(|limit| usize::try_from(limit).ok()) {
            plan.whole &= plan.wanted.len() < most;
            plan.wanted.truncate(most);
        }
        Ok(plan)
    }

    fn read_list(
        &mut self,
        client: &mut Client,
        folder: &Folder,
        options: &FetchOptions,
        progress: &dyn FetchProgress,
        seen: &mut Seen,
    ) -> Result<(), FetchError> {
        let before = folder.complete(&options.selection.name(client.key())).filter(|_| !options.all);
        let (mut page, mut steps_back) = (1, 0);
        loop {
            let read = |bytes: Vec<u8>| answer::list(&bytes);
            let found = client
                .ask("lawSearch.do", &options.selection.parameters(page), progress, read)
                .map_err(|trouble| FetchError::List { page, trouble })?;
            let (total, known) = (found.total, self.total);
            let empty = found.judgments.is_empty();
            seen.note_page(&found, page).map_err(|trouble| FetchError::List { page, trouble })?;
            let new = self.add(&found, folder, options, seen);
            // Names go into messages and notes, and a list may give the key back in them.
            for listed in self.wanted.iter_mut().rev().take(new) {
                listed.name = client.mask(&listed.name);
            }
            progress.listed(self.seen, total);
            if page > 1 && total != known {
                // The pages have shifted: what moved to the page before would be missed.
                self.whole = false;
                if total < known && steps_back < MOST_STEPS_BACK {
                    steps_back += 1;
                    page -= 1;
                    continue;
                }
            }
            if options.limit.is_some_and(|limit| self.wanted.len() as u64 >= limit) {
                return Ok(());
            }
            let grown = before.map(|before| total.saturating_sub(before));
            if new == 0 && grown.is_some_and(|grown| self.wanted.len() as u64 >= grown) {
                return Ok(());
            }
            if page * PAGE >= total {
                return Ok(());
            }
            if empty {
                self.whole = false;
                return Ok(());
            }
            page += 1;
        }
    }

    /// Adds a page; gives how many of its judgments are to be fetched.
    fn add(&mut self, page: &ListPage, folder: &Folder, options: &FetchOptions, seen: &mut Seen) -> usize {
        let before = self.wanted.len();
        self.total = page.total;
        for judgment in page.judgments.iter().filter(|judgment| options.selection.takes(judgment)) {
            let Some(serial) = judgment.serial_number.as_deref().and_then(SerialNumber::parse) else {
                self.nameless += 1;
                self.whole = false;
                continue;
            };
            if !seen.taken.insert(serial) {
                continue;
            }
            self.seen += 1;
            if folder.holds(serial) {
                self.present += 1;
            } else if folder.lacks_text(serial) && !options.all {
                self.without_text += 1;
            } else {
                self.wanted.push(Listed::of(serial, judgment));
            }
        }
        self.wanted.len() - before
    }
}

/// What the pages had so far.
#[derive(Debug, Default)]
struct Seen {
    /// Judgments that are among the wanted ones of the selection.
    taken: HashSet<SerialNumber>,
    /// All others of the list.
    others: HashSet<SerialNumber>,
    /// Pages in a row that had nothing new.
    repeats: u64,
}

impl Seen {
    /// Notes a page before its judgments are added: a list that repeats itself, or has no end, must not be read for ever.
    fn note_page(&mut self, found: &ListPage, page: u64) -> Result<(), Trouble> {
        if page > MOST_PAGES {
            return Err(Trouble::Endless(MOST_PAGES));
        }
        let serials = found.judgments.iter().filter_map(|judgment| judgment.serial_number.as_deref());
        let mut is_new = false;
        for serial in serials.filter_map(SerialNumber::parse) {
            is_new |= !self.taken.contains(&serial) && self.others.insert(serial);
        }
        self.repeats = if is_new || found.judgments.is_empty() { 0 } else { self.repeats + 1 };
        if self.repeats >= MOST_REPEATS {
            return Err(Trouble::Repeats { pages: self.repeats, total: found.total });
        }
        Ok(())
    }
}

impl Listed {
    fn of(serial: SerialNumber, judgment: &Judgment) -> Self {
        let docket = judgment.docket.clone();
        let parts = [judgment.court.as_ref().map(Court::name), docket.as_deref()];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let name = name.chars().take(LONGEST_NAME).collect();
        Self { serial, docket, name }
    }
}
