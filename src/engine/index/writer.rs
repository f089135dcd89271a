//! Writing an index: one writer, one commit.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tantivy::directory::{Directory, META_LOCK};
use tantivy::indexer::{LogMergePolicy, UserOperation};
use tantivy::{Index, Term};

use super::folder::{Folder, META, is_of_writer};
use super::holder::Holder;
use super::reader::{open_index, register_tokenizer, while_opening};
use super::relocations::Relocations;
use super::schema::settings;
use super::waiting::{self, Waiting};
use super::writing::Writing;
use super::{BuiltDocument, Fields, IndexError, Ledger, Manifest, integrity};
use crate::budget::Budget;
use crate::index_files::{LEDGER, MANAGED, RELOCATIONS};

/// Cores for each thread that builds segments: to read and analyze a judgment takes more than twice as long as to enter
/// it into a segment. Fewer threads make fewer and larger segments, which are smaller together and faster to search.
const CORES_PER_THREAD: usize = 3;
/// More are not needed on machines of today, and each takes memory.
const MOST_THREADS: usize = 4;
/// Bytes of memory of all threads from which on segments are written: some 80,000 judgments.
const MEMORY_OF_SEGMENTS: usize = 512_000_000;

/// tantivy wants at least 15 MB a thread and less than 4 GB.
const MEMORY_PER_THREAD: std::ops::RangeInclusive<usize> = 15_000_000..=4_000_000_000;

/// Share of deleted documents from which on a segment is merged: tantivy by itself never merges for deletes alone.
const DELETED_BEFORE_MERGE: f32 = 0.2;

/// How an index is written.
#[derive(Debug, Clone)]
pub struct WriterOptions {
    /// Threads that build segments.
    pub threads: usize,
    /// Bytes of memory for each of them.
    pub memory_per_thread: usize,
    /// Whether an index of another version may be thrown away.
    pub rebuild: bool,
}

impl Default for WriterOptions {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let threads = cores.div_ceil(CORES_PER_THREAD).min(MOST_THREADS);
        Self { threads, memory_per_thread: MEMORY_OF_SEGMENTS / threads, rebuild: false }
    }
}

/// The only writer of an index. What it adds is seen by readers after [`IndexWriter::commit`], all at once.
pub struct IndexWriter {
    /// Goes before the lock does: the next writer notes itself in the same place.
    _holder: Holder,
    folder: Folder,
    writer: tantivy::IndexWriter<Waiting>,
    /// For documents that wait for a thread.
    room: Budget,
    fields: Fields,
    manifest: Manifest,
    ledger: Option<Ledger>,
    judgments: u64,
    next_document: AtomicU64,
    /// Whether a document was taken out, by this writer or an earlier one.
    removed: AtomicBool,
}

impl IndexWriter {
    /// Opens the index in `path` for writing, or makes one. `manifest` is what the commit will say of itself.
    pub fn open(path: &Path, manifest: Manifest, options: &WriterOptions) -> Result<Self, IndexError> {
        Self::open_in(Folder::create(path)?, manifest, options)
    }

    /// Opens the index in a folder.
    pub(super) fn open_in(
        folder: Folder,
        manifest: Manifest,
        options: &WriterOptions,
    ) -> Result<Self, IndexError> {
        let folder = folder.locked()?;
        let holder = Holder::note(&folder)?;
        let (index, last) = Self::last_commit(&folder, &manifest, options.rebuild)?;
        sweep(&folder, &index, last.as_ref());
        let memory = options.memory_per_thread.clamp(*MEMORY_PER_THREAD.start(), *MEMORY_PER_THREAD.end());
        let threads = options.threads.clamp(1, 8);
        let writer = index
            .writer_with_num_threads(threads, memory * threads)
            .map_err(|error| IndexError::not_written(folder.path(), &error))?;
        let mut merging = LogMergePolicy::default();
        merging.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        writer.set_merge_policy(Box::new(merging));
        let sources = last.as_ref().map(|last| last.sources.clone()).unwrap_or_default();
        let sources_folder = last.as_ref().and_then(|last| last.folder.clone());
        let map = last.as_ref().map(|last| last.map.clone()).unwrap_or_default();
        let ledger = last.as_ref().and_then(|last| last.ledger.as_deref());
        let ledger = ledger.map(|name| Ledger::load(&folder, name)).transpose()?.flatten();
        Ok(Self {
            _holder: holder,
            folder,
            writer,
            room: waiting::room(),
            fields: Fields::build().1,
            manifest: Manifest { sources, folder: sources_folder, map, ..manifest },
            ledger: ledger.filter(|_| !options.rebuild),
            judgments: last.as_ref().map_or(0, |last| last.judgments),
            removed: AtomicBool::new(last.as_ref().is_some_and(|last| last.removed)),
            next_document: AtomicU64::new(last.map_or(0, |last| last.next_document)),
        })
    }

    /// The index with the manifest of its last commit, or a new one where there is none, and where one that this
    /// program cannot go on with may be thrown away.
    fn last_commit(
        folder: &Folder,
        manifest: &Manifest,
        rebuild: bool,
    ) -> Result<(Index, Option<Manifest>), IndexError> {
        let found = folder
            .has_meta()
            .and_then(|is_there| if is_there { Self::committed(folder, manifest) } else { Ok(None) });
        match found.map_err(|error| while_opening(folder.path(), error)) {
            Ok(Some((mut index, last))) => {
                if rebuild {
                    *index.settings_mut() = settings();
                }
                return Ok((index, Some(last)));
            }
            // What the system does not let us read now may be whole, and what is in the place of a file is not ours.
            Err(error @ (IndexError::Folder { .. } | IndexError::NotPlain { .. })) => return Err(error),
            Err(error) if !rebuild => return Err(error),
            Err(_) => {}
            Ok(None) => {
                let noted = folder.writing().and_then(Writing::note_nothing);
                noted.map_err(|error| IndexError::of_writing(folder.path(), &error))?;
            }
        }
        folder.clear().map_err(|error| IndexError::of_writing(folder.path(), &error))?;
        Ok((create(folder)?, None))
    }

    /// The index with the manifest of its last commit; nothing where a first build was killed before it had committed.
    fn committed(folder: &Folder, manifest: &Manifest) -> Result<Option<(Index, Manifest)>, IndexError> {
        let path = folder.path();
        let (index, payload) = open_index(folder)?;
        if payload.is_none() && index.searchable_segment_ids()?.is_empty() {
            return Ok(None);
        }
        let last = Manifest::parse(payload.as_deref(), path)?;
        last.check_analyzer(&manifest.analyzer, path)?;
        integrity::check_meta(&index, path, &last)?;
        // What is merged or copied is written with a checksum of its own: damage must be found before.
        integrity::verify(&index, path)?;
        Ok(Some((index, last)))
    }

    /// The folder of the index.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Judgments of the last commit.
    pub const fn judgments(&self) -> u64 {
        self.judgments
    }

    /// What the next commit will say of itself.
    pub const fn manifest_mut(&mut self) -> &mut Manifest {
        &mut self.manifest
    }

    /// What the last commit knows of its files; `None` where everything must be read.
    pub const fn take_ledger(&mut self) -> Option<Ledger> {
        self.ledger.take()
    }

    /// Forgets every judgment that the index holds, at the next commit.
    pub fn forget_all(&self) -> Result<(), IndexError> {
        self.writer.delete_all_documents()?;
        self.removed.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// A number for a document, never given before.
    pub fn next_document(&self) -> u64 {
        self.next_document.fetch_add(1, Ordering::Relaxed)
    }

    /// Adds documents. May be called from several threads at once; waits where documents come faster than they are
    /// taken in. All of them together should not have more than some MiB.
    pub fn add(&self, documents: impl ExactSizeIterator<Item = BuiltDocument>) -> Result<(), IndexError> {
        let documents: Vec<BuiltDocument> = documents.collect();
        let permit = Arc::new(self.room.take(documents.iter().map(|built| built.bytes).sum()));
        let waiting = documents.into_iter().map(|built| Waiting::new(built.document, Arc::clone(&permit)));
        self.writer
            .run(waiting.map(UserOperation::Add))
            .map_err(|error| IndexError::not_written(self.path(), &error))?;
        Ok(())
    }

    /// Takes out a document that was added or is in the index, at the next commit.
    pub fn remove(&self, document: u64) {
        self.removed.store(true, Ordering::Relaxed);
        self.writer.delete_term(Term::from_field_u64(self.fields.id, document));
    }

    /// Gives up after an error, and says why where adding only said that a thread has ended.
    pub fn failed(mut self, error: IndexError) -> IndexError {
        if !matches!(error, IndexError::NotWritten { .. }) {
            return error;
        }
        let path = self.folder.path();
        self.writer.prepare_commit().err().map_or(error, |reason| IndexError::not_written(path, &reason))
    }

    /// Publishes everything at once, then merges what is worth merging and removes files of no commit.
    pub fn commit(mut self, ledger: &Ledger) -> Result<(), IndexError> {
        let path = self.folder.path();
        let refused = |error: std::io::Error| IndexError::of_writing(path, &error);
        self.manifest.ledger = Some(ledger.store(&self.folder).map_err(refused)?);
        self.manifest.relocations = Relocations::store(ledger, &self.folder).map_err(refused)?;
        self.manifest.removed = self.removed.load(Ordering::Relaxed);
        self.manifest.next_document = self.next_document.load(Ordering::Relaxed);
        let mut commit =
            self.writer.prepare_commit().map_err(|error| IndexError::not_written(path, &error))?;
        self.manifest.opstamp = Some(commit.opstamp());
        let payload = serde_json::to_string(&self.manifest.sealed()?)
            .map_err(|error| IndexError::Stored(error.to_string()))?;
        commit.set_payload(&payload);
        self.folder.writing().and_then(Writing::note_commit).map_err(refused)?;
        commit.commit().map_err(|error| IndexError::not_written(path, &error))?;
        // The commit stands, whatever becomes of the merges: what fails now is done by the next refresh.
        let index = self.writer.index().clone();
        let _ = self.writer.wait_merging_threads();
        sweep(&self.folder, &index, Some(&self.manifest));
        integrity::note_written(&index, &self.folder);
        Ok(())
    }

    /// Merges everything into one segment and removes what is deleted for good, without a change of content.
    pub fn compact(mut self) -> Result<(), IndexError> {
        let path = self.folder.path();
        let index = self.writer.index().clone();
        let segments = index.searchable_segment_ids()?;
        let has_deletes = index.searchable_segment_metas()?.iter().any(tantivy::SegmentMeta::has_deletes);
        if segments.len() > 1 || has_deletes {
            self.writer.merge(&segments).wait().map_err(|error| IndexError::not_written(path, &error))?;
        }
        let _ = self.writer.garbage_collect_files().wait();
        let _ = self.writer.wait_merging_threads();
        integrity::note_written(&index, &self.folder);
        Ok(())
    }
}

/// Removes what killed writers have left in a folder, and what only earlier commits name.
fn sweep(folder: &Folder, index: &Index, manifest: Option<&Manifest>) {
    // A reader that has just read an earlier commit opens its files under this lock.
    let Ok(_lock) = folder.acquire_lock(&META_LOCK) else { return };
    let Ok(living) = integrity::files_of(index) else { return };
    let named =
        |beginning: &str, name: &Option<String>| name.as_ref().map(|name| format!("{beginning}{name}"));
    let ledger = manifest.and_then(|manifest| named(LEDGER, &manifest.ledger));
    let relocations = manifest.and_then(|manifest| named(RELOCATIONS, &manifest.relocations));
    folder.remove_where(|name| {
        let is_kept = [META, MANAGED, integrity::NOTE].contains(&name)
            || is_of_writer(name)
            || [&ledger, &relocations].into_iter().flatten().any(|kept| kept == name)
            || living.contains(Path::new(name));
        !is_kept
    });
}

fn create(folder: &Folder) -> Result<Index, IndexError> {
    let index = Index::builder()
        .schema(Fields::build().0)
        .settings(settings())
        .open_or_create(folder.clone())
        .map_err(|error| IndexError::not_written(folder.path(), &error))?;
    register_tokenizer(&index);
    Ok(index)
}
