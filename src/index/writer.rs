//! Writing an index: one writer, one commit.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::directory::Directory;
use tantivy::directory::error::LockError;
use tantivy::indexer::LogMergePolicy;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, TantivyDocument, TantivyError, Term};

use super::holder::Holder;
use super::reader::{open_index, register_tokenizer};
use super::{Fields, IndexError, Ledger, Manifest, integrity};

/// tantivy wants at least 15 MB a thread and less than 4 GB.
const MEMORY_PER_THREAD: std::ops::RangeInclusive<usize> = 15_000_000..=4_000_000_000;
/// Bytes of stored judgments that are packed together: larger packs better, smaller unpacks faster.
const STORE_BLOCK_BYTES: usize = 32 * 1024;

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
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
        Self { threads, memory_per_thread: 256_000_000, rebuild: false }
    }
}

/// The only writer of an index. What it adds is seen by readers after [`IndexWriter::commit`], all at once.
pub struct IndexWriter {
    path: PathBuf,
    writer: tantivy::IndexWriter,
    fields: Fields,
    manifest: Manifest,
    ledger: Option<Ledger>,
    next_document: AtomicU64,
    _holder: Holder,
}

impl IndexWriter {
    /// Opens the index in `path` for writing, or makes one. `manifest` is what the commit will say of itself.
    pub fn open(path: &Path, manifest: Manifest, options: &WriterOptions) -> Result<Self, IndexError> {
        let folder = |source| IndexError::Folder { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(folder)?;
        let locked = || IndexError::Locked { path: path.to_owned(), holder: Holder::named(path) };
        let (schema, fields) = Fields::build();
        let (index, last) = if path.join("meta.json").is_file() {
            match Self::last_commit(path, &manifest) {
                Ok(found) => found,
                Err(_) if options.rebuild => {
                    if is_locked(path) {
                        return Err(locked());
                    }
                    clear(path).map_err(folder)?;
                    (create(path, schema)?, None)
                }
                Err(error) => return Err(error),
            }
        } else {
            (create(path, schema)?, None)
        };
        let memory = options.memory_per_thread.clamp(*MEMORY_PER_THREAD.start(), *MEMORY_PER_THREAD.end());
        let threads = options.threads.clamp(1, 8);
        let writer =
            index.writer_with_num_threads(threads, memory * threads).map_err(|error| match error {
                TantivyError::LockFailure(LockError::LockBusy, _) => locked(),
                other => other.into(),
            })?;
        let holder = Holder::note(path);
        // Another writer may have committed between the opening and the lock.
        let last = if last.is_some() { Self::last_commit(path, &manifest)?.1 } else { None };
        let mut merging = LogMergePolicy::default();
        merging.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        writer.set_merge_policy(Box::new(merging));
        let ledger = last.as_ref().and_then(|last| Ledger::load(path, last.ledger.as_deref()?));
        Ok(Self {
            path: path.to_owned(),
            writer,
            fields,
            manifest,
            ledger: ledger.filter(|_| !options.rebuild),
            next_document: AtomicU64::new(last.map_or(0, |last| last.next_document)),
            _holder: holder,
        })
    }

    /// The index with the manifest of its last commit, if it is one that this program can go on with.
    fn last_commit(path: &Path, manifest: &Manifest) -> Result<(Index, Option<Manifest>), IndexError> {
        let (index, payload) = open_index(path)?;
        // A folder whose first build never committed has segments of no commit and no manifest: it is simply new.
        if payload.is_none() {
            return Ok((index, None));
        }
        let last = Manifest::read(payload.as_deref(), path)?;
        last.check_analyser(&manifest.analyser, path)?;
        integrity::check_meta(&index, path, last.judgments)?;
        integrity::verify_changed(&index, path)?;
        Ok((index, Some(last)))
    }

    /// The fields of the schema.
    pub const fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The folder of the index.
    pub fn path(&self) -> &Path {
        &self.path
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
        Ok(())
    }

    /// A number for a document, never given before.
    pub fn next_document(&self) -> u64 {
        self.next_document.fetch_add(1, Ordering::Relaxed)
    }

    /// Adds a document. May be called from several threads at once.
    pub fn add(&self, document: TantivyDocument) -> Result<(), IndexError> {
        self.writer.add_document(document).map_err(|error| not_written(&self.path, &error))?;
        Ok(())
    }

    /// Takes out a document that was added or is in the index, at the next commit.
    pub fn remove(&self, document: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.id, document));
    }

    /// Publishes everything at once, then merges what is worth merging and removes files of no commit.
    pub fn commit(mut self, ledger: &Ledger) -> Result<(), IndexError> {
        let folder = |source| IndexError::Folder { path: self.path.clone(), source };
        let name = ledger.store(&self.path).map_err(folder)?;
        self.manifest.ledger = Some(name.clone());
        self.manifest.next_document = self.next_document.load(Ordering::Relaxed);
        let payload = serde_json::to_string(&self.manifest.sealed()?)
            .map_err(|error| IndexError::Stored(error.to_string()))?;
        let path = &self.path;
        let mut commit = self.writer.prepare_commit().map_err(|error| not_written(path, &error))?;
        commit.set_payload(&payload);
        commit.commit().map_err(|error| not_written(path, &error))?;
        let index = self.writer.index().clone();
        self.writer.wait_merging_threads()?;
        Ledger::remove_others(&self.path, Some(&name)).map_err(folder)?;
        integrity::note_written(&index, &self.path);
        Ok(())
    }

    /// Merges everything into one segment and removes what is deleted for good, without a change of content.
    pub fn compact(mut self) -> Result<(), IndexError> {
        let index = self.writer.index().clone();
        let segments = index.searchable_segment_ids()?;
        let has_deletes = index.searchable_segment_metas()?.iter().any(tantivy::SegmentMeta::has_deletes);
        if segments.len() > 1 || has_deletes {
            self.writer.merge(&segments).wait()?;
        }
        self.writer.garbage_collect_files().wait()?;
        self.writer.wait_merging_threads()?;
        integrity::note_written(&index, &self.path);
        Ok(())
    }
}

fn not_written(path: &Path, error: &TantivyError) -> IndexError {
    IndexError::NotWritten { path: path.to_owned(), reason: error.to_string() }
}

/// Whether a writer is at work in a folder whose index cannot be opened.
pub(super) fn is_locked(path: &Path) -> bool {
    let directory = tantivy::directory::MmapDirectory::open(path);
    directory.is_ok_and(|directory| {
        matches!(directory.acquire_lock(&tantivy::directory::INDEX_WRITER_LOCK), Err(LockError::LockBusy))
    })
}

fn create(path: &Path, schema: tantivy::schema::Schema) -> Result<Index, IndexError> {
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(6) }),
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    };
    let index = Index::builder().schema(schema).settings(settings).create_in_dir(path)?;
    register_tokenizer(&index);
    Ok(index)
}

/// Removes the files of an index, and nothing else that stands in its folder.
fn clear(path: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default();
        let of_segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
        if of_segment || matches!(&*name, "meta.json" | ".managed.json") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
