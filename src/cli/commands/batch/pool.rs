//! Answering queries on several threads, in the order in which they are asked.
//!
//! One thread reads the queries; each gets a place in a queue of limited length, and the thread that answers it puts
//! the answer there. Whoever takes the answers takes them from the queue in order. So at most as many answers wait as
//! the queue has places, however long the input is, and whoever stops taking them stops everything.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::cli::error::{Context, Result, bail};

use crate::cli::commands::batch::form::Form;
use crate::cli::commands::batch::input::Asked;
use crate::cli::locale::say;
use crate::output::json::AnswerError;
use panrye_engine::search::{Answer, SearchError, Searcher};

/// Places in the queue for each thread: a query that takes long holds back the answers of this many others.
const PLACES: usize = 16;

/// What came of a query, ready to be printed.
#[derive(Debug)]
pub(super) struct Answered {
    /// The line of the input.
    pub(super) line: u64,
    /// Bytes of the input up to here.
    pub(super) read: u64,
    /// The answer as it is written.
    pub(super) text: Vec<u8>,
    /// Whether judgments were found, or why it could not be asked.
    pub(super) found: Result<bool, AnswerError>,
}

/// What stops a batch: it says nothing of the query that it came with.
enum Stop {
    /// The input cannot be read.
    Input(io::Error),
    /// The search failed, or what it found could not be written down.
    Failed(crate::cli::error::Error),
    /// The program itself failed.
    Panicked(Box<dyn Any + Send>),
}

type Place = Receiver<Result<Answered, Stop>>;

/// The answers, in the order of the queries.
pub(super) struct Answers {
    places: Receiver<(u64, Place)>,
}

/// Begins to answer queries on as many threads.
pub(super) fn answer_all(
    questions: impl Iterator<Item = io::Result<Asked>> + Send + 'static,
    searcher: Searcher,
    threads: usize,
    form: &Form,
) -> Result<Answers> {
    let (places_in, places) = mpsc::sync_channel(threads * PLACES);
    let (work_in, work) = mpsc::sync_channel(threads);
    let work = Arc::new(Mutex::new(work));
    let others: Vec<Searcher> = (1..threads).map(|_| searcher.another()).collect();
    for searcher in others.into_iter().chain([searcher]) {
        let (work, form) = (Arc::clone(&work), form.clone());
        start("search", move || answer_some(searcher, &form, &work))?;
    }
    // Neither thread is waited for: the reading one may wait for input that never comes.
    start("read", move || read_all(questions, &places_in, &work_in))?;
    Ok(Answers { places })
}

fn start(name: &str, run: impl FnOnce() + Send + 'static) -> Result<()> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(run);
    thread.map(drop).with_context(|| {
        say!(
            "the system refuses another thread: ask for fewer with --threads",
            "시스템이 스레드를 더 주지 않습니다. --threads로 줄이십시오"
        )
    })
}

type Work = (Asked, SyncSender<Result<Answered, Stop>>);

/// Reads the queries until they end, one cannot be read, or nobody takes the answers any more.
fn read_all(
    questions: impl Iterator<Item = io::Result<Asked>>,
    places: &SyncSender<(u64, Place)>,
    work: &SyncSender<Work>,
) {
    let mut line = 0;
    for asked in questions {
        let (answer, place) = mpsc::sync_channel(1);
        line = asked.as_ref().map_or(line + 1, |asked| asked.line);
        if places.send((line, place)).is_err() {
            return;
        }
        let handed_on = match asked {
            Ok(asked) => work.send((asked, answer)).is_ok(),
            Err(error) => answer.send(Err(Stop::Input(error))).is_err(),
        };
        if !handed_on {
            return;
        }
    }
}

/// Answers queries until there are no more.
fn answer_some(mut searcher: Searcher, form: &Form, work: &Mutex<Receiver<Work>>) {
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((asked, place)) = next else { return };
        let search = AssertUnwindSafe(|| answered(&mut searcher, form, &asked));
        let answered = match panic::catch_unwind(search) {
            Ok(answered) => answered.map_err(Stop::Failed),
            Err(payload) => Err(Stop::Panicked(payload)),
        };
        // That nobody takes the answer is seen by the thread that reads.
        let _ = place.send(answered);
    }
}

fn answered(searcher: &mut Searcher, form: &Form, asked: &Asked) -> Result<Answered> {
    let found: Result<Answer, AnswerError> = match asked.parse() {
        Ok((query, options)) => match searcher.search(&query, options) {
            // The queries after it may well be answered.
            Err(SearchError::Refused(refusal)) => Err(AnswerError::refused(refusal)),
            answer => Ok(answer?),
        },
        Err(error) => Err(error),
    };
    let mut text = Vec::new();
    form.write(asked, found.as_ref(), &mut text)?;
    let found = found.map(|answer| !answer.hits.is_empty());
    Ok(Answered { line: asked.line, read: asked.read, text, found })
}

impl Answers {
    /// The next answer, after `idle` where it has to be waited for; nothing after the last.
    pub(super) fn next(&self, mut idle: impl FnMut() -> Result<()>) -> Result<Option<Answered>> {
        let place = match self.places.try_recv() {
            Ok(place) => Some(place),
            Err(TryRecvError::Disconnected) => None,
            Err(TryRecvError::Empty) => {
                idle()?;
                self.places.recv().ok()
            }
        };
        let Some((line, place)) = place else { return Ok(None) };
        let answered = match place.try_recv() {
            Err(TryRecvError::Empty) => {
                idle()?;
                place.recv().ok()
            }
            other => other.ok(),
        };
        match answered {
            Some(Ok(answered)) => Ok(Some(answered)),
            Some(Err(Stop::Input(error))) => {
                Err(error).with_context(|| say!("the input cannot be read", "입력을 읽을 수 없습니다"))
            }
            Some(Err(Stop::Failed(error))) => Err(error),
            // As if the search had been done here: whoever runs the command says what it means.
            Some(Err(Stop::Panicked(payload))) => panic::resume_unwind(payload),
            None => bail!(say!(
                "line {line}: the thread that searched for it has ended",
                "{line}번째 줄: 이를 찾던 스레드가 끝났습니다"
            )),
        }
    }
}
