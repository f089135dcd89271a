//! Judgment → document: which of its tokens, references and metadata go into which field.

use tantivy::TantivyDocument;
use tantivy::schema::{Field, Value};

use super::schema::{COUNTED, OF_LINES};
use super::{Fields, IndexError, StoredJudgment, StoredPassage, Terms};
use crate::analysis::{Analyzer, IndexTokens, TokenLine, TokenLineReader};
use panrye_law::judgment::{DecisionDate, Judgment, Section, SourceStamp};
use panrye_law::passage::{Passage, passages};
use panrye_law::reference::References;
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// Positions left free between two sections in `text`, so that no phrase or neighborhood crosses from one to the next.
const SECTION_GAP: u32 = 100;
/// Longest value of an exact field, in bytes: that of a term of tantivy, less what it puts before it.
const LONGEST_TERM: usize = 60_000;
/// Bytes of a document beside its tokens and its record, nearly always.
const OTHER_BYTES: usize = 2048;
/// The sections in the order in which their tokens follow each other in `text`.
pub const TEXT_ORDER: [Section; 5] =
    [Section::Content, Section::Holdings, Section::Issues, Section::Statutes, Section::Cases];

/// Makes documents. One for each thread: it reuses the analyzer's memory and its own.
pub struct DocumentBuilder {
    fields: Fields,
    analyzer: Analyzer,
    tokens: IndexTokens,
    streams: Streams,
}

/// A document with what the commit counts of it.
#[derive(Debug)]
pub struct BuiltDocument {
    /// What the index takes in.
    pub document: TantivyDocument,
    /// Passages of the judgment.
    pub passages: u64,
    /// Bytes of the document, about.
    pub bytes: usize,
}

/// The token streams of one judgment.
#[derive(Default)]
struct Streams {
    text: TokenLine,
    whole: TokenLine,
    word: TokenLine,
    issues: TokenLine,
    holdings: TokenLine,
    name: TokenLine,
    /// Position in `text` behind 판례내용.
    content_end: u32,
    /// The first free position in `text`.
    next: u32,
}

impl DocumentBuilder {
    /// A builder for the fields of an index.
    pub fn new(analyzer: Analyzer) -> Self {
        Self {
            fields: Fields::build().1,
            analyzer,
            tokens: IndexTokens::default(),
            streams: Streams::default(),
        }
    }

    /// Makes the document of a judgment. `id` is a number that no other document of the index has or had.
    pub fn build(
        &mut self,
        judgment: &Judgment,
        references: &References,
        source: SourceStamp,
        id: u64,
    ) -> Result<BuiltDocument, IndexError> {
        let name = source.name();
        let passages = self.read_tokens(judgment);
        let count = passages.len() as u64;
        let stored = StoredJudgment::new(judgment, passages, &references.citations, source).with_id(id);
        let record = stored.encode()?;
        let lines = self.streams.lines(&self.fields);
        let bytes = record.len() + lines.iter().map(|(_, line)| line.as_str().len()).sum::<usize>();
        // A document that must not grow while it is made is not copied.
        let mut document = TantivyDocument::with_capacity(bytes + OTHER_BYTES);
        document.add_u64(self.fields.id, id);
        self.add_terms(&mut document, &Terms::of(judgment, references));
        document.add_text(self.fields.source, fitting(&name));
        for (field, line) in lines {
            if !line.as_str().is_empty() {
                document.add_text(field, line.as_str());
            }
        }
        document.add_u64(self.fields.content_end, u64::from(self.streams.content_end));
        for (cited, _) in stored.cited() {
            document.add_text(self.fields.edge, fitting(&cited.encode()));
        }
        for length in lengths(&self.fields, &document) {
            document.add_u64(self.fields.lengths, length);
        }
        document.add_bytes(self.fields.record, &record);
        Ok(BuiltDocument { document, passages: count, bytes: bytes + OTHER_BYTES })
    }

    fn add_terms(&self, document: &mut TantivyDocument, terms: &Terms) {
        let fields = &self.fields;
        document.add_text(fields.key, fitting(&terms.key));
        document.add_u64(fields.decided, terms.decided.map_or(0, DecisionDate::as_number));
        let lists = [
            (fields.case_number, &terms.case_numbers),
            (fields.court, &terms.courts),
            (fields.kind, &terms.kinds),
            (fields.cites, &terms.cites),
            (fields.overrules, &terms.overrules),
            (fields.full_court, &terms.full_court),
            (fields.strikes_down, &terms.strikes_down),
            (fields.statute, &terms.statutes),
            (fields.law, &terms.laws),
        ];
        for (field, values) in lists {
            for value in values {
                document.add_text(field, fitting(value));
            }
        }
        let single = [
            (fields.level, terms.level),
            (fields.decision, terms.decision),
            (fields.bench, terms.bench),
            (fields.outcome, terms.outcome),
        ];
        for (field, value) in single {
            if let Some(value) = value {
                document.add_text(field, value);
            }
        }
    }

    /// Fills the lines of all token fields, and returns the passages with the positions of their first tokens.
    fn read_tokens(&mut self, judgment: &Judgment) -> Vec<StoredPassage> {
        let found = passages(judgment);
        let mut stored = Vec::with_capacity(found.len());
        let Self { analyzer, tokens, streams, .. } = self;
        streams.clear();
        for section in TEXT_ORDER {
            let text = judgment.section(section);
            if !text.is_empty() {
                analyzer.index_tokens(text, tokens);
                match section {
                    Section::Issues => streams.issues.append(&tokens.parts, 0),
                    Section::Holdings => streams.holdings.append(&tokens.parts, 0),
                    Section::Content | Section::Statutes | Section::Cases => {}
                }
                let here = found.iter().filter(|passage| passage.section == section);
                stored.extend(here.map(|passage| store(passage, text, &tokens.places, streams.next)));
                streams.append(tokens);
            }
            if section == Section::Content {
                streams.content_end = streams.next;
            }
        }
        if let Some(name) = &judgment.case_name {
            analyzer.index_tokens(name, tokens);
            streams.name.append(&tokens.parts, 0);
            streams.append(tokens);
        }
        stored.sort_by_key(|passage| (passage.section(), passage.span().start));
        stored
    }
}

impl Streams {
    fn clear(&mut self) {
        let Self { text, whole, word, issues, holdings, name, content_end, next } = self;
        for line in [text, whole, word, issues, holdings, name] {
            line.clear();
        }
        (*content_end, *next) = (0, 0);
    }

    /// The lines with their fields.
    const fn lines(&self, fields: &Fields) -> [(Field, &TokenLine); 6] {
        [
            (fields.issues, &self.issues),
            (fields.holdings, &self.holdings),
            (fields.name, &self.name),
            (fields.text, &self.text),
            (fields.whole, &self.whole),
            (fields.word, &self.word),
        ]
    }

    fn append(&mut self, tokens: &IndexTokens) {
        self.text.append(&tokens.parts, self.next);
        self.whole.append(&tokens.wholes, self.whole.next_position());
        self.word.append(&tokens.words, self.word.next_position());
        if tokens.positions() > 0 {
            self.next += tokens.positions() + SECTION_GAP;
        }
    }
}

/// A value as an index can hold it: a longer one spoils the whole dictionary that it is in. Whoever reads judgments
/// refuses such values long before; this is the last guard.
fn fitting(value: &str) -> &str {
    value.get(..boundary_before(value, LONGEST_TERM)).unwrap_or_default()
}

/// How many tokens a document has in each of the fields that are counted.
fn lengths(fields: &Fields, document: &TantivyDocument) -> [u64; COUNTED] {
    let counted = fields.counted();
    let mut lengths = [0; COUNTED];
    for (field, value) in document.field_values() {
        if let Some(at) = counted.iter().position(|&counted| counted == field) {
            let line = value.as_str().filter(|_| at < OF_LINES);
            lengths[at] += line.map_or(1, |line| TokenLineReader::new(line).count() as u64);
        }
    }
    lengths
}

/// A passage of a section whose parts stand at `places`, the first of them at position `base` of `text`.
fn store(passage: &Passage, section: &str, places: &[Span], base: u32) -> StoredPassage {
    let Span { start, .. } = passage.span;
    let first = places.partition_point(|place| place.start < start);
    let inside = places[first..].iter().take_while(|place| passage.span.contains(**place));
    let inside = inside.map(|place| Span::new(place.start - start, place.end - start));
    // A section has fewer tokens than a record may have bytes.
    StoredPassage::of(passage, base + first as u32).with_tokens(passage.span.of(section), inside)
}

#[cfg(test)]
mod tests {
    use tantivy::schema::document::{Document, Value};

    use super::*;
    use crate::analysis::Lexicon;
    use panrye_law::judgment::{CaseKind, Court};
    use panrye_law::reference::references;

    #[test]
    fn no_value_of_a_document_is_longer_than_an_index_can_hold() {
        let long = "가".repeat(30_000);
        let mut judgment =
            Judgment { court: Court::parse(&long), kind: CaseKind::parse(&long), ..Judgment::default() };
        judgment.set_docket(&long);
        judgment.set_section(
            Section::Content,
            format!("「{long}」 제1조, {long}법 제2조, 대법원 {long} 선고 2020다1 판결"),
        );
        let source = SourceStamp { path: long, ..SourceStamp::default() };
        let (schema, fields) = Fields::build();
        let mut builder = DocumentBuilder::new(Analyzer::new(Lexicon::embedded().unwrap()));
        let built = builder.build(&judgment, &references(&judgment), source, 1).unwrap();
        let lines = [fields.text, fields.whole, fields.word, fields.name, fields.issues, fields.holdings];
        for (field, value) in built.document.iter_fields_and_values() {
            let length = value.as_str().map_or(0, str::len);
            let is_term = !lines.contains(&field);
            assert!(!is_term || length <= LONGEST_TERM, "{}: {length}", schema.get_field_name(field));
        }
    }
}
