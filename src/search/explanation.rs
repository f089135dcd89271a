//! Why a query finds what it finds: what its parts are searched as, and what makes up the score of one judgment.

use tantivy::query::{EnableScoring, Query as EngineQuery};
use tantivy::{DocAddress, DocSet, Score, Searcher as EngineSearcher, TERMINATED, Term};

use super::second_stage::Contribution;
use super::words::distinct;
use super::{Ranking, SearchError};
use crate::analysis::{Analyser, TokenKind};
use crate::index::IndexReader;
use crate::query::{Field, Node, Query};
use crate::span::Span;

/// What a query is and does.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The parts of the query, outer before inner.
    pub clauses: Vec<Clause>,
    /// How many judgments match.
    pub total: u64,
    /// The judgment that was asked for, or the first one found.
    pub hit: Option<HitExplanation>,
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// How deep it stands in the query.
    pub depth: usize,
    /// What it is: `words`, `phrase`, `all of`, `field 법원`, ….
    pub what: String,
    /// Where it stands in the query, in bytes.
    pub span: Span,
    /// What it is searched as.
    pub terms: Vec<SoughtTerm>,
}

/// A term that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoughtTerm {
    /// Field of the index.
    pub field: &'static str,
    /// The term.
    pub text: String,
    /// How many judgments have it.
    pub judgments: u64,
}

/// Why a judgment stands where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct HitExplanation {
    /// Its document.
    pub address: DocAddress,
    /// Its place in the answer, from 1; `None` where it is below the first thousand or does not match.
    pub rank: Option<usize>,
    /// Its score in the answer.
    pub score: Option<f32>,
    /// What each field adds to the score of the first stage.
    pub first_stage: Vec<Contribution>,
    /// What makes up the score of the second stage; `None` where the judgment or the query has none.
    pub second_stage: Option<Vec<Contribution>>,
}

/// The parts of a query.
pub(super) fn clauses(
    reader: &IndexReader,
    analyser: &mut Analyser,
    query: &Query,
) -> Result<Vec<Clause>, SearchError> {
    let mut clauses = Vec::new();
    add_clauses(reader, analyser, query, 0, &mut clauses)?;
    Ok(clauses)
}

fn add_clauses(
    reader: &IndexReader,
    analyser: &mut Analyser,
    query: &Query,
    depth: usize,
    clauses: &mut Vec<Clause>,
) -> Result<(), SearchError> {
    let terms = match &query.node {
        Node::Words(text) | Node::Phrase { text, .. } => sought(reader, analyser, text)?,
        _ => Vec::new(),
    };
    clauses.push(Clause { depth, what: what(&query.node), span: query.span, terms });
    match &query.node {
        Node::And(parts) | Node::Or(parts) => {
            parts.iter().try_for_each(|part| add_clauses(reader, analyser, part, depth + 1, clauses))
        }
        Node::In(_, inner) | Node::Not(inner) | Node::Must(inner) | Node::Boost(inner, _) => {
            add_clauses(reader, analyser, inner, depth + 1, clauses)
        }
        _ => Ok(()),
    }
}

fn what(node: &Node) -> String {
    let numbers = |numbers: &[crate::judgment::CaseNumber]| {
        numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    match node {
        Node::Words(_) => "words, as many as there are".to_owned(),
        Node::Phrase { slop: 0, .. } => "words in sequence".to_owned(),
        Node::Phrase { slop, .. } => format!("words in sequence, {slop} words of play"),
        Node::Prefix(stem) => format!("words that begin with {stem}"),
        Node::Case(cases) => format!("case {}", numbers(cases)),
        Node::Statute(text) => format!("statute {text}"),
        Node::Value(text) => format!("value {text}"),
        Node::Dates(range) => {
            let day = |date: Option<crate::judgment::DecisionDate>| {
                date.map(|date| date.to_string()).unwrap_or_default()
            };
            format!("days {}..{}", day(range.first()), day(range.last()))
        }
        Node::In(field, _) => format!("field {}", Field::name(*field)),
        Node::And(_) => "all of".to_owned(),
        Node::Or(_) => "any of".to_owned(),
        Node::Not(_) => "not".to_owned(),
        Node::Must(_) => "must be there".to_owned(),
        Node::Boost(_, factor) => format!("counts {factor} times"),
    }
}

fn sought(reader: &IndexReader, analyser: &mut Analyser, text: &str) -> Result<Vec<SoughtTerm>, SearchError> {
    let analysis = analyser.analyse_query(text);
    let fields = reader.fields();
    let mut terms = Vec::new();
    for (name, field, kind) in [
        ("text", fields.text, TokenKind::Part),
        ("whole", fields.whole, TokenKind::Whole),
        ("word", fields.word, TokenKind::Word),
    ] {
        for text in distinct(&analysis, kind) {
            let judgments = reader.searcher().doc_freq(&Term::from_field_text(field, &text))?;
            terms.push(SoughtTerm { field: name, text, judgments });
        }
    }
    Ok(terms)
}

/// What each field adds to the score of a judgment in the first stage. `plan` makes the query of a ranking.
pub(super) fn first_stage(
    searcher: &EngineSearcher,
    judgment: DocAddress,
    mut plan: impl FnMut(Ranking) -> Result<Box<dyn EngineQuery>, SearchError>,
) -> Result<Vec<Contribution>, SearchError> {
    let mut parts = Vec::new();
    for (name, ranking) in Ranking::fields_alone() {
        let value = score_of(searcher, plan(ranking)?.as_ref(), judgment)?;
        if value > 0.0 {
            parts.push(Contribution { name, value, weight: 1.0 });
        }
    }
    Ok(parts)
}

fn score_of(
    searcher: &EngineSearcher,
    query: &dyn EngineQuery,
    judgment: DocAddress,
) -> Result<Score, SearchError> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut scorer = weight.scorer(searcher.segment_reader(judgment.segment_ord), 1.0)?;
    if scorer.doc() < judgment.doc_id {
        scorer.seek(judgment.doc_id);
    }
    let here = scorer.doc() != TERMINATED && scorer.doc() == judgment.doc_id;
    Ok(if here { scorer.score() } else { 0.0 })
}
