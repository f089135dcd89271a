//! Reading an index: opening with checks, stored judgments, counts.

use super::JudgmentAddress;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use tantivy::collector::{Count, DocSetCollector};
use tantivy::directory::OwnedBytes;
use tantivy::directory::error::OpenReadError;
use tantivy::query::BooleanQuery;
use tantivy::schema::{Field, Value};
use tantivy::{Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use super::columns::IdentityColumns;
use super::error::{of_system, system_error};
use super::folder::{Folder, META};
use super::relocations::Relocations;
use super::token_stream::{TOKENIZER, TokenLineTokenizer};
use super::{
    Coverage, Fields, GraphColumns, IndexError, Later, Ledger, Manifest, Statistics, StoredJudgment,
    integrity,
};
use crate::plain_file;
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{DecisionDate, SourceStamp};

/// Blocks of stored judgments kept unpacked; a search unpacks about as many as it shows hits.
const STORE_CACHE_BLOCKS: usize = 16;

/// Characters of what tantivy says that are shown.
const LONGEST_REASON: usize = 200;

/// One state of an index, open for reading. Later commits do not change it.
pub struct IndexReader {
    path: PathBuf,
    statistics: Statistics,
    fields: Fields,
    manifest: Manifest,
    /// The ledger of the commit, held fast: a later commit removes its file.
    ledger: Option<OwnedBytes>,
    /// `None` where no record has moved.
    relocations: Option<Relocations>,
    /// What later decisions say, read when it is first asked for.
    later: OnceLock<Later>,
    /// What the index has of the courts that overrule, counted when it is first asked for.
    coverage: OnceLock<Arc<Coverage>>,
}

/// What is in an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Judgments that a search can find.
    pub judgments: u64,
    /// Segments of the index.
    pub segments: usize,
    /// Bytes of all files of the index.
    pub bytes: u64,
}

impl IndexReader {
    /// Whether the folder holds an index with a commit, or what is left of one. A first build that was killed leaves
    /// none.
    pub fn exists(path: &Path) -> bool {
        if !path.is_dir() {
            return false;
        }
        let payload = |folder: Folder| Ok(if folder.has_meta()? { open_index(&folder)?.1 } else { None });
        Folder::open(path).and_then(payload).map_or(true, |payload| payload.is_some())
    }

    /// Opens the index in `path` with any analyzer: for reading what is stored.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        if !path.is_dir() {
            return Err(IndexError::Missing(path.to_owned()));
        }
        let folder = Folder::open(path)?;
        if !folder.has_meta()? {
            return Err(IndexError::Missing(path.to_owned()));
        }
        folder.check_marker()?;
        Self::open_in(&folder).map_err(|error| folder.if_marked(error))
    }

    /// Opens the index in a folder.
    pub(super) fn open_in(folder: &Folder) -> Result<Self, IndexError> {
        let opened = folder.during_one_commit(|| Self::open_commit(folder));
        opened.map_err(|error| while_opening(folder.path(), error))
    }

    fn open_commit(folder: &Folder) -> Result<Self, IndexError> {
        let path = folder.path();
        let (index, payload) = open_index(folder)?;
        if payload.is_none() {
            return Err(IndexError::Missing(path.to_owned()));
        }
        let manifest = Manifest::parse(payload.as_deref(), path)?;
        integrity::check_meta(&index, path, &manifest)?;
        integrity::verify_changed(&index, folder)?;
        let ledger =
            manifest.ledger.as_deref().map(|name| Ledger::packed(folder, name)).transpose()?.flatten();
        let relocations =
            manifest.relocations.as_deref().map(|name| Relocations::open(folder, name)).transpose()?;
        let (_, fields) = Fields::build();
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(STORE_CACHE_BLOCKS)
            .try_into()
            .map_err(|error| unreadable(path, &error))?;
        let statistics = Statistics::new(reader.searcher(), &fields, manifest.removed);
        let (later, coverage) = (OnceLock::new(), OnceLock::new());
        Ok(Self { path: path.to_owned(), statistics, fields, manifest, ledger, relocations, later, coverage })
    }

    /// Whether the list of what the commit was made of is gone. A writer writes it before the commit and removes it
    /// after the next one: without it, the commit may be an earlier one that somebody has put back.
    pub fn has_lost_ledger(&self) -> bool {
        self.manifest.ledger.is_some() && self.ledger.is_none()
    }

    /// The files and folders that the index in `path` was built from, as they were given there, and with their folder
    /// where that is not the current one. An index that is damaged or of another version may still say so.
    pub fn sources(path: &Path) -> Option<Vec<String>> {
        let payload = payload(path)?;
        let sources: Vec<String> = serde_json::from_value(payload.get("sources")?.clone()).ok()?;
        let here = std::env::current_dir().ok()?;
        match payload.get("folder").and_then(serde_json::Value::as_str).map(Path::new) {
            // Standard input is nowhere.
            Some(folder) if folder != here => {
                let path = |source: String| match &*source {
                    "-" => source,
                    _ => folder.join(source).display().to_string(),
                };
                Some(sources.into_iter().map(path).collect())
            }
            _ => Some(sources),
        }
    }

    /// What the names of fields meant when the index in `path` was built, as [`Manifest::map`] has it; nothing where the
    /// table of names alone was asked. An index that is damaged or of another version may still say so.
    pub fn map(path: &Path) -> Vec<String> {
        let map = payload(path).and_then(|payload| serde_json::from_value(payload.get("map")?.clone()).ok());
        map.unwrap_or_default()
    }

    /// Refuses to be searched with an analyzer other than the one that the index was built with.
    pub fn check_analyzer(&self, fingerprint: &str) -> Result<(), IndexError> {
        self.manifest.check_analyzer(fingerprint, &self.path)
    }

    /// The fields of the schema.
    pub(crate) const fn fields(&self) -> &Fields {
        &self.fields
    }

    /// What the commit says of itself.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// tantivy's view of the commit.
    pub(crate) const fn searcher(&self) -> &Searcher {
        self.statistics.searcher()
    }

    /// How often terms occur in the judgments of the commit.
    pub const fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    /// The judgment of a document.
    pub fn judgment(&self, address: JudgmentAddress) -> Result<StoredJudgment, IndexError> {
        let document: TantivyDocument = self.searcher().doc(address.document())?;
        let bytes = document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        let bytes = bytes.ok_or_else(|| IndexError::Stored("no record".to_owned()))?;
        let mut judgment = StoredJudgment::decode(bytes)?;
        if let Some(relocations) = &self.relocations {
            relocations.follow(judgment.id, &mut judgment.source)?;
        }
        if judgment.en_banc.is_none() && judgment.is_of_last_resort() {
            judgment.en_banc = self.later()?.is_full_court(&judgment.case_numbers()).then_some(true);
        }
        Ok(judgment)
    }

    /// What the index has of the courts that overrule.
    pub fn coverage(&self) -> Result<Arc<Coverage>, IndexError> {
        if let Some(coverage) = self.coverage.get() {
            return Ok(Arc::clone(coverage));
        }
        let counted = Arc::new(Coverage::of(self)?);
        Ok(Arc::clone(self.coverage.get_or_init(|| counted)))
    }

    /// The statutes that the judgment of a document refers to, at every level.
    pub fn statutes_of(&self, address: JudgmentAddress) -> Result<Vec<String>, IndexError> {
        let segment = self.searcher().segment_reader(address.segment_ord);
        let Some(column) = segment.fast_fields().str("statute")? else { return Ok(Vec::new()) };
        let mut statutes = Vec::new();
        for ordinal in column.term_ords(address.doc_id) {
            let mut name = String::new();
            if column.ord_to_str(ordinal, &mut name).map_err(TantivyError::from)? {
                statutes.push(name);
            }
        }
        Ok(statutes)
    }

    /// How many judgments of a court the index has, and the date of the latest.
    pub fn extent_of(&self, court: &str) -> Result<(u64, Option<DecisionDate>), IndexError> {
        let found =
            self.searcher().search(&any_of(self.fields.court, &[court.to_owned()]), &DocSetCollector)?;
        let columns: Result<Vec<_>, _> = self
            .searcher()
            .segment_readers()
            .iter()
            .map(|segment| segment.fast_fields().u64("decided"))
            .collect();
        let columns = columns?;
        let dates = found.iter().filter_map(|address| {
            columns.get(address.segment_ord as usize).and_then(|column| column.first(address.doc_id))
        });
        Ok((found.len() as u64, dates.max().and_then(DecisionDate::from_number)))
    }

    /// When the commit was written, where the system says so.
    pub fn written_at(&self) -> Option<SystemTime> {
        std::fs::metadata(self.path.join(META)).and_then(|about| about.modified()).ok()
    }

    /// What the decisions of the index say of earlier ones and of laws.
    pub fn later(&self) -> Result<&Later, IndexError> {
        if let Some(later) = self.later.get() {
            return Ok(later);
        }
        let read = Later::read(self.searcher(), &self.fields)?;
        Ok(self.later.get_or_init(|| read))
    }

    /// The documents whose record has moved to a source since they were indexed.
    pub fn moved_to(&self, source: &str) -> Result<Vec<u64>, IndexError> {
        self.relocations.as_ref().map_or_else(|| Ok(Vec::new()), |relocations| relocations.to(source))
    }

    /// The documents that were indexed from a source and whose record has moved since.
    pub fn moved_from(&self, source: &str) -> Result<Vec<u64>, IndexError> {
        let Some(relocations) = &self.relocations else { return Ok(Vec::new()) };
        let mut away = Vec::new();
        for address in self.having(self.fields.source, &[source.to_owned()])? {
            let segment = self.searcher().segment_reader(address.segment_ord);
            let mut now = SourceStamp::default();
            if let Some(id) = segment.fast_fields().u64("id")?.first(address.doc_id)
                && relocations.follow(id, &mut now)?
                && now.name() != source
            {
                away.push(id);
            }
        }
        Ok(away)
    }

    /// The ledger of the commit; `None` where it has none that can be read.
    pub fn ledger(&self) -> Option<Ledger> {
        Ledger::unpack(self.ledger.as_ref()?, self.manifest.ledger.as_deref()?)
    }

    /// The relocations of the commit; `None` where no record has moved.
    pub(super) const fn relocations(&self) -> Option<&Relocations> {
        self.relocations.as_ref()
    }

    /// The folder of the index.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every document, in the order of the index.
    pub fn addresses(&self) -> Vec<JudgmentAddress> {
        let segments = self.searcher().segment_readers().iter().zip(0..);
        segments
            .flat_map(|(segment, ordinal)| {
                segment.doc_ids_alive().map(move |doc| JudgmentAddress::new(ordinal, doc))
            })
            .collect()
    }

    /// What tells each of these judgments from every other one (see `Judgment::identity`), read from columns where they
    /// suffice.
    pub fn identities(&self, addresses: &[JudgmentAddress]) -> Result<Vec<String>, IndexError> {
        let columns = IdentityColumns::read(self.searcher())?;
        let of = |&address: &JudgmentAddress| match columns.identity(address) {
            Some(identity) => Ok(identity),
            None => Ok(self.judgment(address)?.judgment().identity()),
        };
        addresses.iter().map(of).collect()
    }

    /// The documents under a case number, or under an agency's docket as written.
    pub fn by_case_number(&self, number: &str) -> Result<Vec<JudgmentAddress>, IndexError> {
        self.having(self.fields.case_number, &[number.to_owned()])
    }

    /// The documents that cite any of these numbers of one judgment.
    pub fn citing(&self, numbers: &[String]) -> Result<Vec<JudgmentAddress>, IndexError> {
        self.having(self.fields.cites, numbers)
    }

    /// What the citation graph is made of, read from columns alone.
    pub fn graph_columns(&self) -> Result<GraphColumns, IndexError> {
        GraphColumns::read(self.searcher())
    }

    /// How many judgments of the index cite any of these numbers of one judgment.
    pub fn cited_by(&self, numbers: &[CaseNumber]) -> Result<u64, IndexError> {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        Ok(self.searcher().search(&any_of(self.fields.cites, &numbers), &Count)? as u64)
    }

    /// The documents that have any of the values in a raw field, in the order of the index.
    fn having(&self, field: Field, values: &[String]) -> Result<Vec<JudgmentAddress>, IndexError> {
        let found = self.searcher().search(&any_of(field, values), &DocSetCollector)?;
        let mut found: Vec<_> = found.into_iter().map(JudgmentAddress::of).collect();
        found.sort_unstable();
        Ok(found)
    }

    /// Counts judgments, segments and bytes.
    pub fn counts(&self) -> Result<Counts, IndexError> {
        Ok(Counts {
            judgments: self.searcher().num_docs(),
            segments: self.searcher().segment_readers().len(),
            bytes: self.searcher().space_usage()?.total().get_bytes(),
        })
    }
}

/// What the last commit of the index in `path` says of itself, whatever version wrote it.
fn payload(path: &Path) -> Option<serde_json::Value> {
    let meta = plain_file::read(&path.join(META)).ok()?;
    let meta: serde_json::Value = serde_json::from_slice(&meta).ok()?;
    serde_json::from_str(meta.get("payload")?.as_str()?).ok()
}

/// The index in a folder with the payload of its commit.
pub(super) fn open_index(folder: &Folder) -> Result<(Index, Option<String>), IndexError> {
    integrity::check_settings(folder)?;
    let opened = Index::open(folder.clone()).and_then(|index| {
        register_tokenizer(&index);
        let payload = index.load_metas()?.payload;
        Ok((index, payload))
    });
    opened.map_err(|error| unreadable(folder.path(), &error))
}

/// An error of tantivy's while an index is opened: the system or the files are to blame, and which tells what to do.
pub(super) fn while_opening(path: &Path, error: IndexError) -> IndexError {
    match error {
        IndexError::Engine(error) => unreadable(path, &error),
        other => other,
    }
}

fn unreadable(path: &Path, error: &TantivyError) -> IndexError {
    if let Some(refused) = system_error(error).and_then(|error| of_system(path, error)) {
        return refused;
    }
    if let TantivyError::OpenReadError(
        OpenReadError::FileDoesNotExist(file) | OpenReadError::IoError { filepath: file, .. },
    ) = error
    {
        return IndexError::Damaged { path: path.to_owned(), file: file.display().to_string() };
    }
    // tantivy quotes whole files.
    let reason = error.to_string().chars().take(LONGEST_REASON).collect();
    IndexError::Unreadable { path: path.to_owned(), reason }
}

/// Tells an index how its token fields are read: tantivy keeps only the name.
pub(super) fn register_tokenizer(index: &Index) {
    index.tokenizers().register(TOKENIZER, TokenLineTokenizer::default());
}

fn any_of(field: Field, values: &[String]) -> BooleanQuery {
    let terms = values.iter().map(|value| Term::from_field_text(field, value));
    BooleanQuery::new_multiterms_query(terms.collect())
}
