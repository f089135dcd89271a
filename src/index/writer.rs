//! Writing an index: one writer, one commit.

use std::fs;
use std::path::Path;

use tantivy::directory::error::LockError;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, TantivyDocument, TantivyError, Term};

use super::{Fields, IndexError, Manifest};

/// tantivy wants at least 15 MB a thread and less than 4 GB.
const MEMORY_PER_THREAD: std::ops::RangeInclusive<usize> = 15_000_000..=4_000_000_000;
/// Bytes of stored judgments that are packed together: larger packs better, smaller unpacks faster.
const STORE_BLOCK_BYTES: usize = 32 * 1024;

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
    writer: tantivy::IndexWriter,
    fields: Fields,
    manifest: Manifest,
}

impl IndexWriter {
    /// Opens the index in `path` for writing, or makes one. `manifest` is what the commit will say of itself.
    pub fn open(path: &Path, manifest: Manifest, options: &WriterOptions) -> Result<Self, IndexError> {
        let folder = |source| IndexError::Folder { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(folder)?;
        let (schema, fields) = Fields::build();
        let index = if path.join("meta.json").is_file() {
            match Self::readable(path, &manifest) {
                Ok(index) => index,
                Err(_) if options.rebuild => {
                    clear(path).map_err(folder)?;
                    create(path, schema)?
                }
                Err(error) => return Err(error),
            }
        } else {
            create(path, schema)?
        };
        let memory = options.memory_per_thread.clamp(*MEMORY_PER_THREAD.start(), *MEMORY_PER_THREAD.end());
        let threads = options.threads.clamp(1, 8);
        let writer =
            index.writer_with_num_threads(threads, memory * threads).map_err(|error| match error {
                TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Locked(path.to_owned()),
                other => other.into(),
            })?;
        Ok(Self { writer, fields, manifest })
    }

    fn readable(path: &Path, manifest: &Manifest) -> Result<Index, IndexError> {
        let index = Index::open_in_dir(path)?;
        let payload = index.load_metas()?.payload;
        // A folder whose first build never committed has segments of no commit and no manifest: it is simply new.
        if payload.is_some() {
            Manifest::read(payload.as_deref(), path)?.check_analyser(&manifest.analyser, path)?;
        }
        Ok(index)
    }

    /// The fields of the schema.
    pub const fn fields(&self) -> &Fields {
        &self.fields
    }

    /// What the next commit will say of itself.
    pub const fn manifest_mut(&mut self) -> &mut Manifest {
        &mut self.manifest
    }

    /// Forgets every judgment that the index holds, at the next commit.
    pub fn forget_all(&self) -> Result<(), IndexError> {
        self.writer.delete_all_documents()?;
        Ok(())
    }

    /// Adds a document. May be called from several threads at once.
    pub fn add(&self, document: TantivyDocument) -> Result<(), IndexError> {
        self.writer.add_document(document)?;
        Ok(())
    }

    /// Takes out the judgments of a source that were added or are in the index, at the next commit.
    pub fn remove(&self, source: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.source, source));
    }

    /// Publishes everything at once, then merges what is worth merging and removes files of no commit.
    pub fn commit(mut self) -> Result<(), IndexError> {
        let payload =
            serde_json::to_string(&self.manifest).map_err(|error| IndexError::Stored(error.to_string()))?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        self.writer.wait_merging_threads()?;
        Ok(())
    }
}

fn create(path: &Path, schema: tantivy::schema::Schema) -> Result<Index, IndexError> {
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(6) }),
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    };
    Ok(Index::builder().schema(schema).settings(settings).create_in_dir(path)?)
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
