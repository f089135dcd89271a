//! `panrye index --watch`: waiting for the files to change, once for every burst of changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::cli::error::{Context, Result, bail};
use crate::cli::locale::say;
use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must change before a burst of changes is over: a copy or a `git pull` writes many files.
const QUIET: Duration = Duration::from_millis(700);
/// How long a burst may last before what it has brought is indexed: files that are always written to never rest.
const LONGEST_BURST: Duration = Duration::from_secs(30);
/// How often it is looked whether a path that went away has come back: the system says nothing of it.
const LOOK: Duration = Duration::from_millis(500);

/// A watch on files and folders.
pub(in crate::cli) struct Watching {
    paths: Vec<PathBuf>,
    /// The paths that went away, or that something else has taken: they must be watched again.
    lost: Vec<PathBuf>,
    /// The folder of the index, which may stand among the files; what a refresh writes is no change.
    index: PathBuf,
    events: Receiver<notify::Result<Event>>,
    watcher: RecommendedWatcher,
}

impl Watching {
    /// Begins to watch. What changes from now on is noticed, also before [`Watching::wait`] is called.
    pub(in crate::cli) fn begin(paths: &[PathBuf], index: &Path) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).with_context(|| {
            say!("the system cannot watch files", "이 시스템에서는 파일을 지켜볼 수 없습니다")
        })?;
        for path in paths {
            if path.as_os_str() == panrye_engine::corpus::STDIN {
                bail!(say!(
                    "standard input cannot be watched: name files or folders",
                    "표준 입력은 지켜볼 수 없습니다. 파일이나 폴더를 지정하십시오"
                ));
            }
            let watched = watcher.watch(path, RecursiveMode::Recursive);
            watched.with_context(|| say!("cannot watch {}", "지켜볼 수 없습니다: {}", path.display()))?;
        }
        Ok(Self { paths: paths.to_vec(), lost: Vec::new(), index: index.to_owned(), events, watcher })
    }

    /// Waits until something has changed and then nothing more for a while, but not longer than `longest`.
    pub(in crate::cli) fn wait(&mut self, longest: Option<Duration>) -> Result<()> {
        let begun = Instant::now();
        let mut changed_at = None;
        loop {
            let (now, rest) = (Instant::now(), Duration::from_secs(3_600));
            let mut timeout = longest.map_or(rest, |longest| longest.saturating_sub(now - begun));
            if changed_at.is_some() {
                timeout = QUIET;
            } else if !self.lost.is_empty() {
                timeout = timeout.min(LOOK);
            }
            match self.events.recv_timeout(timeout) {
                Ok(event) => {
                    self.note_lost(&event);
                    if self.is_change(&event) {
                        changed_at = changed_at.or(Some(now));
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    bail!(say!("the watch has ended", "지켜보기가 끝났습니다"))
                }
                Err(RecvTimeoutError::Timeout) if changed_at.is_some() => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.watch_again() {
                changed_at = changed_at.or(Some(now));
            }
            let is_over = changed_at.is_some_and(|at| at.elapsed() > LONGEST_BURST);
            if is_over || longest.is_some_and(|longest| changed_at.is_none() && begun.elapsed() >= longest) {
                break;
            }
        }
        Ok(())
    }

    /// Notices that one of the paths itself was removed or renamed: the system watches what was there, not the path.
    fn note_lost(&mut self, event: &notify::Result<Event>) {
        let Ok(event) = event else { return };
        if !matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))) {
            return;
        }
        for path in &self.paths {
            let is_meant = event.paths.iter().any(|gone| same(gone, path));
            if is_meant && !self.lost.contains(path) {
                self.lost.push(path.clone());
            }
        }
    }

    /// Watches what has come back at the paths that went away; says whether anything does.
    fn watch_again(&mut self) -> bool {
        let before = self.lost.len();
        let watcher = &mut self.watcher;
        self.lost.retain(|path| {
            let _ = watcher.unwatch(path);
            !path.exists() || watcher.watch(path, RecursiveMode::Recursive).is_err()
        });
        self.lost.len() < before
    }

    /// Whether an event may mean another content: reading a file, as a refresh does, is one too and means none. An
    /// error says that events were lost.
    fn is_change(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        let of_index = |path: &PathBuf| match (std::path::absolute(path), std::path::absolute(&self.index)) {
            (Ok(path), Ok(index)) => path.starts_with(index),
            _ => false,
        };
        !event.kind.is_access() && (event.paths.is_empty() || !event.paths.iter().all(of_index))
    }
}

fn same(one: &Path, other: &Path) -> bool {
    one == other || matches!((std::path::absolute(one), std::path::absolute(other)), (Ok(a), Ok(b)) if a == b)
}
