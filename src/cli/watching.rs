//! `panrye index --watch`: waiting for the files to change, once for every burst of changes.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use super::lang::say;
use anyhow::{Context, Result, bail};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must change before a burst of changes is over: a copy or a `git pull` writes many files.
const QUIET: Duration = Duration::from_millis(700);

/// A watch on files and folders.
pub(super) struct Watching {
    events: Receiver<notify::Result<Event>>,
    /// Ends the watch when it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watching {
    /// Begins to watch. What changes from now on is noticed, also before [`Watching::wait`] is called.
    pub(super) fn begin(paths: &[PathBuf]) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(sender).with_context(|| {
            say!("the system cannot watch files", "이 시스템에서는 파일을 지켜볼 수 없습니다")
        })?;
        for path in paths {
            if path.as_os_str() == crate::corpus::STDIN {
                bail!(say!(
                    "standard input cannot be watched: name files or folders",
                    "표준 입력은 지켜볼 수 없습니다. 파일이나 폴더를 지정하십시오"
                ));
            }
            let watched = watcher.watch(path, RecursiveMode::Recursive);
            watched.with_context(|| say!("cannot watch {}", "지켜볼 수 없습니다: {}", path.display()))?;
        }
        Ok(Self { events, _watcher: watcher })
    }

    /// Waits until something has changed and then nothing more for a while.
    pub(super) fn wait(&self) -> Result<()> {
        loop {
            let event = self.events.recv().with_context(ended)?;
            if is_change(&event) {
                break;
            }
        }
        loop {
            match self.events.recv_timeout(QUIET) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => bail!(ended()),
            }
        }
    }
}

fn ended() -> String {
    say!("the watch has ended", "지켜보기가 끝났습니다")
}

/// Whether an event may mean another content: reading a file, as a refresh does, is one too and means none. An error
/// says that events were lost.
fn is_change(event: &notify::Result<Event>) -> bool {
    event.as_ref().map_or(true, |event| !event.kind.is_access())
}
