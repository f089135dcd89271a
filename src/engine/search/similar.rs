//! Judgments like a judgment: by its rarest words, by its statutes, and by what it cites.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as EngineQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::SearchError;
use super::filter::exact;
use super::occurrences::inverse_document_frequency;
use crate::analysis::{Analyzer, TokenKind};
use crate::index::{IndexReader, StoredJudgment};
use panrye_law::judgment::Section;
use panrye_law::reference::{StatuteRef, references};

/// Words of the judgment that are looked for: the ones that say most about it.
const WORDS: usize = 40;
/// A word in more judgments than one of so many says nothing about this one.
const TOO_COMMON: u64 = 5;
/// Among fewer judgments than this, no word is too common.
const FEW: u64 = 100;
/// How much a statute and a cited judgment in common count, as many times as a word of the same rarity.
const REFERENCE_WEIGHT: f32 = 1.5;
/// Statutes and cited judgments that are looked for at most.
const REFERENCES: usize = 30;

/// What is looked for, and the words that passages are shown by.
pub(super) struct Likeness {
    pub(super) query: Box<dyn EngineQuery>,
    pub(super) words: Vec<String>,
}

/// What a judgment is to be compared by. The judgment itself is left out.
pub(super) fn likeness(
    reader: &IndexReader,
    analyzer: &mut Analyzer,
    stored: &StoredJudgment,
) -> Result<Likeness, SearchError> {
    let fields = reader.fields();
    let words = telling_words(reader, analyzer, stored)?;
    let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
    for (word, weight) in &words {
        clauses.push((Occur::Should, term(fields.text, word, *weight)));
    }
    let judgment = stored.judgment();
    let found = references(&judgment);
    let mut statutes: Vec<String> = found.statutes.iter().filter_map(StatuteRef::key).collect();
    statutes.sort_unstable();
    statutes.dedup();
    let mut cited: Vec<String> = found
        .citations
        .iter()
        .flat_map(|citation| citation.numbers.iter().map(ToString::to_string))
        .collect();
    cited.sort_unstable();
    cited.dedup();
    for (field, keys) in [(fields.statute, statutes), (fields.cites, cited)] {
        for key in keys.iter().take(REFERENCES) {
            clauses.push((Occur::Should, term(field, key, REFERENCE_WEIGHT)));
        }
    }
    let own: Vec<Box<dyn EngineQuery>> =
        stored.case_numbers().iter().map(|number| exact(fields.case_number, number)).collect();
    clauses.extend(own.into_iter().map(|own| (Occur::MustNot, own)));
    Ok(Likeness {
        query: Box::new(BooleanQuery::new(clauses)),
        words: words.into_iter().map(|(word, _)| word).collect(),
    })
}

fn term(field: Field, text: &str, weight: f32) -> Box<dyn EngineQuery> {
    let term = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(term), weight))
}

/// The words that tell the judgment from others: those of its points if it has any, else those of its content, by
/// frequency here against frequency everywhere. The weights are shares of the best one's.
fn telling_words(
    reader: &IndexReader,
    analyzer: &mut Analyzer,
    stored: &StoredJudgment,
) -> Result<Vec<(String, f32)>, SearchError> {
    let points = [Section::Issues, Section::Holdings].map(|section| stored.section(section)).join("\n");
    let text = if points.trim().is_empty() { stored.section(Section::Content) } else { points.as_str() };
    let mut times: HashMap<String, u32> = HashMap::new();
    for token in analyzer.analyze(text).tokens.into_iter().filter(|token| token.kind == TokenKind::Part) {
        *times.entry(token.text.into_string()).or_default() += 1;
    }
    let statistics = reader.statistics();
    let judgments = statistics.judgments();
    let mut words: Vec<(String, f32)> = Vec::new();
    for (word, times) in times {
        let holding = statistics.holding(&Term::from_field_text(reader.fields().text, &word))?;
        if holding > 1 && holding * TOO_COMMON <= judgments.max(FEW) {
            let weight = (times as f32).ln_1p() * inverse_document_frequency(judgments, holding);
            words.push((word, weight));
        }
    }
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(WORDS);
    let best = words.first().map_or(1.0, |(_, weight)| *weight);
    for (_, weight) in &mut words {
        *weight /= best;
    }
    Ok(words)
}
