//! Judgment → document: which of its tokens, references and metadata go into which field.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;
use tantivy::schema::Field;

use super::token_stream::TokenLine;
use super::{Fields, IndexError, StoredJudgment, StoredPassage};
use crate::analysis::{Analyser, Token, TokenKind};
use crate::judgment::{DecisionDate, Judgment, Section, SourceStamp};
use crate::passage::passages;
use crate::reference::{References, StatuteRef, Treatment};

/// Positions left free between two sections in `text`, so that no phrase or neighbourhood crosses from one to the next.
const SECTION_GAP: u32 = 100;
/// Longest compound or word that is indexed, in bytes: longer ones are broken text that nobody searches for.
const LONGEST_SURFACE: usize = 120;
/// The sections in the order in which their tokens follow each other in `text`.
const TEXT_ORDER: [Section; 5] =
    [Section::Content, Section::Holdings, Section::Issues, Section::Statutes, Section::Cases];

/// Makes documents. One for each thread: it reuses the analyser's memory.
pub struct DocumentBuilder {
    fields: Fields,
    analyser: Analyser,
}

/// A document with what the commit counts of it.
#[derive(Debug)]
pub struct BuiltDocument {
    /// What the index takes in.
    pub document: TantivyDocument,
    /// Passages of the judgment.
    pub passages: u64,
}

/// The token streams of one judgment.
#[derive(Default)]
struct Streams {
    text: TokenLine,
    whole: TokenLine,
    word: TokenLine,
    /// The first free position in `text`.
    next: u32,
}

impl DocumentBuilder {
    /// A builder for the fields of an index.
    pub const fn new(fields: Fields, analyser: Analyser) -> Self {
        Self { fields, analyser }
    }

    /// Makes the document of a judgment. `id` is a number that no other document of the index has or had.
    pub fn build(
        &mut self,
        judgment: &Judgment,
        references: &References,
        source: SourceStamp,
        id: u64,
    ) -> Result<BuiltDocument, IndexError> {
        let mut document = TantivyDocument::new();
        document.add_u64(self.fields.id, id);
        self.add_metadata(&mut document, judgment, &source);
        self.add_references(&mut document, judgment, references);
        let stored = self.add_tokens(&mut document, judgment);
        let passages = stored.len() as u64;
        let stored = StoredJudgment::new(judgment, stored, &references.citations, source).with_id(id);
        for (cited, _) in stored.cited() {
            document.add_text(self.fields.edge, cited.encode());
        }
        document.add_bytes(self.fields.record, &stored.encode()?);
        Ok(BuiltDocument { document, passages })
    }

    fn add_metadata(&self, document: &mut TantivyDocument, judgment: &Judgment, source: &SourceStamp) {
        let fields = &self.fields;
        document.add_text(fields.key, judgment.key().as_str());
        for number in &judgment.case_numbers {
            document.add_text(fields.case_number, number.to_string());
        }
        if let (true, Some(docket)) = (judgment.case_numbers.is_empty(), &judgment.docket) {
            document.add_text(fields.case_number, docket);
        }
        if let Some(court) = &judgment.court {
            document.add_text(fields.court, court.name());
            if court.seat() != court.name() {
                document.add_text(fields.court, court.seat());
            }
            document.add_text(fields.level, court.level().korean());
        }
        document.add_u64(fields.decided, judgment.decided.map_or(0, DecisionDate::as_number));
        for kind in kinds(judgment) {
            document.add_text(fields.kind, kind);
        }
        if let Some(decision) = judgment.decision {
            document.add_text(fields.decision, decision.korean());
        }
        document.add_text(fields.source, source.name());
    }

    fn add_references(&self, document: &mut TantivyDocument, judgment: &Judgment, references: &References) {
        let mut cited: Vec<_> =
            references.citations.iter().flat_map(|citation| citation.numbers.iter()).collect();
        cited.sort_unstable();
        cited.dedup();
        for number in cited.into_iter().filter(|number| !judgment.case_numbers.contains(number)) {
            document.add_text(self.fields.cites, number.to_string());
        }
        let overruled =
            references.citations.iter().filter(|citation| citation.treatment == Some(Treatment::Overruled));
        for number in overruled.flat_map(|citation| citation.numbers.iter()) {
            document.add_text(self.fields.overrules, number.to_string());
        }
        let mut statutes: Vec<String> = references.statutes.iter().flat_map(StatuteRef::keys).collect();
        statutes.sort_unstable();
        statutes.dedup();
        for key in statutes {
            document.add_text(self.fields.statute, key);
        }
        let laws = references.statutes.iter().filter_map(|statute| statute.law.as_ref());
        let laws: BTreeSet<&str> = laws.map(|law| law.key.as_str()).collect();
        for law in laws {
            document.add_text(self.fields.law, law);
        }
    }

    /// Adds every token field, and returns the passages with the positions of their first tokens.
    fn add_tokens(&mut self, document: &mut TantivyDocument, judgment: &Judgment) -> Vec<StoredPassage> {
        let fields = self.fields;
        let found = passages(judgment);
        let mut stored = Vec::with_capacity(found.len());
        let mut streams = Streams::default();
        for section in TEXT_ORDER {
            let text = judgment.section(section);
            if !text.is_empty() {
                let analysis = self.analyser.analyse(text);
                let field = match section {
                    Section::Issues => Some(fields.issues),
                    Section::Holdings => Some(fields.holdings),
                    _ => None,
                };
                add_positional(document, field, &analysis.tokens);
                let here = found.iter().filter(|passage| passage.section == section);
                stored.extend(here.map(|passage| {
                    let position = first_position(&analysis.tokens, passage.span.start) + streams.next;
                    StoredPassage::of(passage, position)
                }));
                streams.append(&analysis.tokens);
            }
            if section == Section::Content {
                document.add_u64(fields.content_end, u64::from(streams.next));
            }
        }
        if let Some(name) = &judgment.case_name {
            let analysis = self.analyser.analyse(name);
            add_positional(document, Some(fields.name), &analysis.tokens);
            streams.append(&analysis.tokens);
        }
        add_line(document, fields.text, &streams.text);
        add_line(document, fields.whole, &streams.whole);
        add_line(document, fields.word, &streams.word);
        stored.sort_by_key(|passage| (passage.section(), passage.span().start));
        stored
    }
}

/// The kind as written, and the branch of law that it or the case mark names: the mark is assigned by rule, so a
/// judgment whose source names no kind is found under its branch all the same.
fn kinds(judgment: &Judgment) -> Vec<String> {
    let mut kinds: Vec<String> = judgment.kind.iter().map(|kind| kind.as_str().to_owned()).collect();
    let class = judgment.kind.as_ref().and_then(crate::judgment::CaseKind::class);
    let class = class.or_else(|| judgment.case_numbers.first().map(|number| number.mark().class()));
    kinds.extend(class.map(|class| class.korean().to_owned()));
    kinds.dedup();
    kinds
}

impl Streams {
    fn append(&mut self, tokens: &[Token]) {
        let base = self.next;
        for token in tokens {
            match token.kind {
                TokenKind::Part => {
                    self.next = self.next.max(base + token.position + 1);
                    self.text.push(&token.text, base + token.position);
                }
                TokenKind::Whole => push_surface(&mut self.whole, &token.text),
                TokenKind::Word => push_surface(&mut self.word, &token.text),
            }
        }
        if self.next > base {
            self.next += SECTION_GAP;
        }
    }
}

fn push_surface(line: &mut TokenLine, text: &str) {
    if text.len() <= LONGEST_SURFACE {
        line.push(text, line.next_position());
    }
}

fn add_positional(document: &mut TantivyDocument, field: Option<Field>, tokens: &[Token]) {
    let Some(field) = field else { return };
    let mut line = TokenLine::default();
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Part) {
        line.push(&token.text, token.position);
    }
    add_line(document, field, &line);
}

fn add_line(document: &mut TantivyDocument, field: Field, line: &TokenLine) {
    if !line.as_str().is_empty() {
        document.add_text(field, line.as_str());
    }
}

/// The position of the first part that begins at or after byte `start`.
fn first_position(tokens: &[Token], start: usize) -> u32 {
    let mut parts = tokens.iter().filter(|token| token.kind == TokenKind::Part);
    let after = parts.clone().find(|token| token.span.start >= start).map(|token| token.position);
    after.or_else(|| parts.next_back().map(|token| token.position + 1)).unwrap_or(0)
}
