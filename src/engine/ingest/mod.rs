//! Flow 1: corpus → references and passages → index, in one commit.
//!
//! A refresh costs what changed. Files whose size and time are as they were are not opened; of the others every record
//! is compared by its hash, and only those that the index does not know are parsed and indexed. A record that moved, in
//! its file or to another one, keeps its document. What was read with other names of fields is read again from the beginning,
//! whatever is known of its bytes. Which of two sources of one judgment wins is settled at the end,
//! before the commit, as if everything had been read at once: a refresh and a rebuild give the same index.

mod found;
mod known;
mod options;
mod progress;
mod reading;
mod refresh;
mod report;
mod settle;

use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use crate::analysis::Analyzer;
use crate::corpus::{self, Names};
use crate::index::{IndexError, IndexReader, IndexWriter, Ledger, Manifest};
pub use options::{Gone, IngestOptions};
pub use progress::{NoProgress, Progress};
use reading::Reading;
use refresh::Refresh;
pub use report::IngestReport;
pub use settle::Duplicate;
use settle::{Place, settle};

/// Whether reading `paths` again would give the index with this manifest again: the files are the same, none of them
/// has changed, all could be read, and the names of fields mean what they meant.
pub fn is_current(paths: &[PathBuf], names: &Names, manifest: &Manifest) -> bool {
    manifest.files.is_some()
        && was_read_with(manifest, names)
        && corpus::discover(paths).fingerprint(SystemTime::now()) == manifest.files
}

/// Whether an index was built with these names of fields.
fn was_read_with(manifest: &Manifest, names: &Names) -> bool {
    Names::parse(&manifest.map).is_ok_and(|last| last == *names)
}

/// Makes the index hold the judgments of `paths`, reading what is new or changed, and commits.
pub fn ingest(
    paths: &[PathBuf],
    mut writer: IndexWriter,
    analyzer: &Analyzer,
    options: &IngestOptions,
    progress: &dyn Progress,
) -> Result<IngestReport, IndexError> {
    let begun = Instant::now();
    let last = writer.take_ledger();
    let same_names = was_read_with(writer.manifest_mut(), &options.names);
    if last.is_none() || !same_names {
        if options.gone == Gone::Keep && writer.judgments() > 0 {
            return Err(nothing_to_keep(writer.path(), last.as_ref()));
        }
        writer.forget_all()?;
    }
    let last = last.unwrap_or_default();
    let known = if same_names { last.clone() } else { Ledger::default() };
    let (workers, names) = (options.workers, &options.names);
    let reading = Reading { writer: Some(&writer), analyzer, workers, names, progress };
    let settled = Refresh::read(paths, &known, &reading, options).and_then(|mut refresh| {
        let before = writer.judgments();
        if options.gone == Gone::Remove && before > 0 && refresh.ledger.judgments().next().is_none() {
            return Err(IndexError::WouldEmpty { path: writer.path().to_owned(), judgments: before });
        }
        let duplicates = refresh.settle(&reading)?;
        Ok((refresh, duplicates))
    });
    let (mut refresh, duplicates) = match settled {
        Ok(settled) => settled,
        Err(error) => return Err(writer.failed(error)),
    };
    refresh.remove_from(&writer, &known);
    let mut report = refresh.report(&last, duplicates);
    progress.committing();
    let manifest = writer.manifest_mut();
    manifest.judgments = report.indexed;
    manifest.passages = report.passages;
    manifest.citations = report.citations;
    manifest.statutes = report.statutes;
    manifest.moved = report.moved;
    manifest.map = options.names.entries().to_vec();
    manifest.files = refresh.fingerprint.filter(|_| refresh.is_whole);
    let folder = std::env::current_dir().ok().map(|folder| folder.display().to_string());
    if options.gone != Gone::Keep {
        manifest.sources.clear();
    } else if manifest.folder != folder {
        let before = manifest.folder.take().map(PathBuf::from).unwrap_or_default();
        for source in manifest.sources.iter_mut().filter(|source| *source != "-") {
            *source = before.join(&*source).display().to_string();
        }
    }
    manifest.folder = folder;
    for path in paths.iter().map(|path| path.display().to_string()) {
        if !manifest.sources.contains(&path) {
            manifest.sources.push(path);
        }
    }
    writer.commit(&refresh.ledger)?;
    report.elapsed = begun.elapsed();
    Ok(report)
}

/// Why nothing of an index can be kept: it is not known what it was made of, or that was read with other names of fields.
fn nothing_to_keep(path: &Path, last: Option<&Ledger>) -> IndexError {
    let path = path.to_owned();
    if last.is_none() { IndexError::NothingToKeep(path) } else { IndexError::OtherNames(path) }
}

/// Says what [`ingest`] would do, and does nothing. Reads and parses what is new or changed, and analyzes nothing.
pub fn dry_run(
    paths: &[PathBuf],
    reader: Option<&IndexReader>,
    analyzer: &Analyzer,
    options: &IngestOptions,
    progress: &dyn Progress,
) -> Result<IngestReport, IndexError> {
    let begun = Instant::now();
    let last = reader.and_then(IndexReader::ledger).unwrap_or_default();
    let other_names = reader.filter(|reader| !was_read_with(reader.manifest(), &options.names));
    if let Some(reader) = other_names.filter(|_| options.gone == Gone::Keep) {
        return Err(nothing_to_keep(reader.path(), Some(&last)));
    }
    let known = if other_names.is_none() { last.clone() } else { Ledger::default() };
    let (workers, names) = (options.workers, &options.names);
    let reading = Reading { writer: None, analyzer, workers, names, progress };
    let mut refresh = Refresh::read(paths, &known, &reading, options)?;
    // Numbers above all that were given stand for the documents that would be made.
    let mut next = last.judgments().filter_map(|(_, _, judgment)| judgment.document).max().unwrap_or(0);
    let settled = settle(&refresh.ledger);
    settled.apply(&mut refresh.ledger);
    for place in Place::all(&refresh.ledger).into_iter().filter(|place| !settled.dropped.contains(place)) {
        next += 1;
        place.of_mut(&mut refresh.ledger).document.get_or_insert(next);
    }
    let mut report = refresh.report(&last, settled.duplicates);
    report.elapsed = begun.elapsed();
    Ok(report)
}
