//! The schema, field by field.
//!
//! | field | kind | holds |
//! |---|---|---|
//! | `key` | raw | court and lowest case number (`대법원\|2013다43994`): the identity of the judgment |
//! | `case_number` | raw, column | every case number in full (`2013다43994`), and an agency's file number as written |
//! | `court` | raw, column | normalized name of the court, and of its seat where it is a branch |
//! | `level` | raw, column | level of the court (`대법원`, `고등법원`, …) |
//! | `decided` | number, column | date of the decision as `yyyymmdd`, 0 where it is missing |
//! | `kind` | raw, column | kind of the case as written, and its branch of law (`민사`, `형사`, …) |
//! | `decision` | raw, column | form of the decision (`판결`, `결정`, …) |
//! | `bench` | raw | `전원합의체` where the source or the text says that the full court decided |
//! | `outcome` | raw, column | what the decision comes to (`상고기각`, `파기환송`, …) |
//! | `name` | parts, positions | name of the case (사건명) |
//! | `issues` | parts, positions | 판시사항 |
//! | `holdings` | parts, positions | 판결요지 |
//! | `text` | parts, positions | everything: 판례내용, 판결요지, 판시사항, 참조조문, 참조판례, name, one after the other |
//! | `whole` | tokens, frequencies | compounds as they are written (`손해배상청구권`), from all sections |
//! | `word` | tokens, positions | surface words between blanks, from all sections |
//! | `statute` | raw, column | statutes referred to, at every level (`민법`, `민법 제750조`, `민법 제750조 제1항`) |
//! | `law` | column | laws referred to |
//! | `cites` | raw, column | case numbers cited, in full |
//! | `edge` | column | judgments cited, with role, treatment and depth (see `CitedJudgment`) |
//! | `overrules` | raw | case numbers that this judgment overrules (변경, 폐기) |
//! | `full_court` | raw | case numbers that this judgment calls decisions of the full court (전원합의체) |
//! | `strikes_down` | raw | provisions that this decision of the Constitutional Court finds unconstitutional |
//! | `content_end` | column | position in `text` at which 판례내용 ends |
//! | `source` | raw, column | source of the judgment: path, member of an archive, number of the record |
//! | `id` | number, column | number of the document, never given twice in one index |
//! | `lengths` | column | how many tokens each of the fields of [`Fields::counted`] has in this judgment, in their order |
//! | `record` | stored | the judgment itself with its passages and its source (see `StoredJudgment`) |
//!
//! Parts, compounds and words come from one analyzer (`crate::analysis`). Field norms are kept for all token fields.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use super::token_stream::TOKENIZER;
use tantivy::IndexSettings;
use tantivy::store::{Compressor, ZstdCompressor};

/// Level 6 packs 8 % better and takes three times as long (blocks of 32 KiB of judgments); larger blocks make up for it.
const STORE_LEVEL: i32 = 3;
/// Bytes of stored judgments that are packed together: larger packs better, smaller unpacks faster.
const STORE_BLOCK_BYTES: usize = 64 * 1024;

/// Version of the schema: raised with every change that makes an older index unreadable or differently ranked.
pub const SCHEMA_VERSION: u32 = 8;

/// Name of the column of lengths.
pub(super) const LENGTHS: &str = "lengths";
/// How many fields have their tokens counted.
pub(super) const COUNTED: usize = 18;
/// How many of them hold lines of tokens.
pub(super) const OF_LINES: usize = 6;

/// The fields of the schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub key: Field,
    pub case_number: Field,
    pub court: Field,
    pub level: Field,
    pub decided: Field,
    pub kind: Field,
    pub decision: Field,
    pub bench: Field,
    pub outcome: Field,
    pub name: Field,
    pub issues: Field,
    pub holdings: Field,
    pub text: Field,
    pub whole: Field,
    pub word: Field,
    pub statute: Field,
    pub law: Field,
    pub cites: Field,
    pub edge: Field,
    pub overrules: Field,
    pub full_court: Field,
    pub strikes_down: Field,
    pub content_end: Field,
    pub source: Field,
    pub id: Field,
    pub lengths: Field,
    pub record: Field,
}

impl Fields {
    /// Builds the schema and its fields.
    pub(crate) fn build() -> (Schema, Self) {
        let mut schema = SchemaBuilder::new();
        let raw_column = || STRING.set_fast("raw");
        let fields = Self {
            key: schema.add_text_field("key", STRING),
            case_number: schema.add_text_field("case_number", raw_column()),
            court: schema.add_text_field("court", raw_column()),
            level: schema.add_text_field("level", raw_column()),
            decided: schema.add_u64_field("decided", NumericOptions::default().set_indexed().set_fast()),
            kind: schema.add_text_field("kind", raw_column()),
            decision: schema.add_text_field("decision", raw_column()),
            bench: schema.add_text_field("bench", STRING),
            outcome: schema.add_text_field("outcome", raw_column()),
            name: schema.add_text_field("name", tokens(IndexRecordOption::WithFreqsAndPositions)),
            issues: schema.add_text_field("issues", tokens(IndexRecordOption::WithFreqsAndPositions)),
            holdings: schema.add_text_field("holdings", tokens(IndexRecordOption::WithFreqsAndPositions)),
            text: schema.add_text_field("text", tokens(IndexRecordOption::WithFreqsAndPositions)),
            whole: schema.add_text_field("whole", tokens(IndexRecordOption::WithFreqs)),
            word: schema.add_text_field("word", tokens(IndexRecordOption::WithFreqsAndPositions)),
            statute: schema.add_text_field("statute", raw_column()),
            law: schema.add_text_field("law", TextOptions::default().set_fast("raw")),
            cites: schema.add_text_field("cites", raw_column()),
            edge: schema.add_text_field("edge", TextOptions::default().set_fast("raw")),
            overrules: schema.add_text_field("overrules", STRING),
            full_court: schema.add_text_field("full_court", STRING),
            strikes_down: schema.add_text_field("strikes_down", STRING),
            content_end: schema.add_u64_field("content_end", NumericOptions::default().set_fast()),
            source: schema.add_text_field("source", raw_column()),
            id: schema.add_u64_field("id", NumericOptions::default().set_indexed().set_fast()),
            lengths: schema.add_u64_field(LENGTHS, NumericOptions::default().set_fast()),
            record: schema.add_bytes_field("record", STORED),
        };
        (schema.build(), fields)
    }

    /// The fields of which a judgment may have more tokens than one or none: first those whose values are lines of
    /// tokens, then those of raw values.
    pub(super) const fn counted(&self) -> [Field; COUNTED] {
        [
            self.name,
            self.issues,
            self.holdings,
            self.text,
            self.whole,
            self.word,
            self.case_number,
            self.court,
            self.level,
            self.kind,
            self.decision,
            self.statute,
            self.cites,
            self.overrules,
            self.bench,
            self.outcome,
            self.full_court,
            self.strikes_down,
        ]
    }
}

/// A field whose tokens the analyzer makes before tantivy sees them.
fn tokens(record: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record).set_fieldnorms(true),
    )
}

/// How documents are stored. An index with other settings is taken for a damaged one: change `SCHEMA_VERSION` with them.
pub(super) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(STORE_LEVEL) }),
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_in_the_header_names_every_field() {
        let header = include_str!("schema.rs");
        let (schema, _) = Fields::build();
        for (_, entry) in schema.fields() {
            assert!(
                header.contains(&format!("//! | `{}` |", entry.name())),
                "{} is not documented",
                entry.name()
            );
        }
    }
}
