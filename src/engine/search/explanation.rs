//! Why a query finds what it finds: what its parts are searched as, and what makes up the score of one judgment.

use crate::index::JudgmentAddress;
use std::fmt;

use tantivy::query::{EnableScoring, Query as EngineQuery};
use tantivy::{DocSet, Score, TERMINATED, Term};

use super::second_stage::Contribution;
use super::words::distinct;
use super::{AlsoSearched, Deadline, Ranking, SearchError};
use crate::analysis::{Analyzer, TokenKind};
use crate::index::{IndexReader, Statistics};
use crate::query::{Field, Node, Query};
use panrye_text::count::counted;
use panrye_text::span::Span;

/// What a query is and does.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The parts of the query, outer before inner.
    pub clauses: Vec<Clause>,
    /// What is searched besides, for the situations that its words tell.
    pub also_searched: Vec<AlsoSearched>,
    /// How many judgments match.
    pub total: u64,
    /// The judgment that was asked for, or the first one found.
    pub hit: Option<HitExplanation>,
}

/// What a part of a query is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClauseKind {
    /// Words, as many as there are.
    Words,
    /// Words in sequence.
    Phrase {
        /// How many other words may stand between.
        slop: u32,
    },
    /// Words that begin so.
    Prefix(String),
    /// Case numbers.
    Case(String),
    /// A statute.
    Statute(String),
    /// A value of a field.
    Value(String),
    /// Days of the decision; empty where the range is open.
    Days {
        /// The first day.
        first: String,
        /// The last day.
        last: String,
    },
    /// What follows is searched in a field.
    Field(Field),
    /// All of what follows.
    All,
    /// Any of what follows.
    Any,
    /// Not what follows.
    Not,
    /// What follows must be there.
    Must,
    /// What follows counts this many times.
    Boost(String),
}

/// One part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// How deep it is in the query.
    pub depth: usize,
    /// What it is.
    pub kind: ClauseKind,
    /// The same in words: `all of`, `field 법원`, ….
    pub what: String,
    /// Where it is in the query, in bytes.
    pub span: Span,
    /// What it is searched as.
    pub terms: Vec<SoughtTerm>,
}

/// A term that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoughtTerm {
    /// Field of the index, one of [`SoughtTerm::FIELDS`].
    pub field: &'static str,
    /// The term.
    pub text: String,
    /// How many judgments have it.
    pub judgments: u64,
}

/// Why a judgment ranks where it does.
#[derive(Debug, Clone, PartialEq)]
pub struct HitExplanation {
    /// Its document.
    pub address: JudgmentAddress,
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
    analyzer: &mut Analyzer,
    query: &Query,
    deadline: &Deadline,
) -> Result<Vec<Clause>, SearchError> {
    let mut clauses = Vec::new();
    let mut terms = |text: &str| {
        deadline.check()?;
        sought(reader, analyzer, text)
    };
    add_clauses(query, 0, &mut terms, &mut clauses)?;
    Ok(clauses)
}

fn add_clauses(
    query: &Query,
    depth: usize,
    sought: &mut impl FnMut(&str) -> Result<Vec<SoughtTerm>, SearchError>,
    clauses: &mut Vec<Clause>,
) -> Result<(), SearchError> {
    let terms = match &query.node {
        Node::Words(text) | Node::Phrase { text, .. } => sought(text)?,
        _ => Vec::new(),
    };
    let kind = ClauseKind::of(&query.node);
    clauses.push(Clause { depth, what: kind.to_string(), kind, span: query.span, terms });
    match &query.node {
        Node::And(parts) | Node::Or(parts) => {
            parts.iter().try_for_each(|part| add_clauses(part, depth + 1, sought, clauses))
        }
        Node::In(_, inner) | Node::Not(inner) | Node::Must(inner) | Node::Boost(inner, _) => {
            add_clauses(inner, depth + 1, sought, clauses)
        }
        _ => Ok(()),
    }
}

impl ClauseKind {
    fn of(node: &Node) -> Self {
        let day = |date: Option<panrye_law::judgment::DecisionDate>| {
            date.map(|date| date.to_string()).unwrap_or_default()
        };
        match node {
            Node::Words(_) => Self::Words,
            Node::Phrase { slop, .. } => Self::Phrase { slop: *slop },
            Node::Prefix(stem) => Self::Prefix(stem.clone()),
            Node::Case(numbers) => {
                Self::Case(numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
            }
            Node::Statute(text) => Self::Statute(text.clone()),
            Node::Value(text) => Self::Value(text.clone()),
            Node::Dates(range) => Self::Days { first: day(range.first()), last: day(range.last()) },
            Node::In(field, _) => Self::Field(*field),
            Node::And(_) => Self::All,
            Node::Or(_) => Self::Any,
            Node::Not(_) => Self::Not,
            Node::Must(_) => Self::Must,
            Node::Boost(_, factor) => Self::Boost(factor.to_string()),
        }
    }
}

impl fmt::Display for ClauseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words => f.write_str("words, as many as there are"),
            Self::Phrase { slop: 0 } => f.write_str("words in sequence"),
            Self::Phrase { slop } => write!(f, "words in sequence, {} of play", counted(*slop, "word")),
            Self::Prefix(stem) => write!(f, "words that begin with {stem}"),
            Self::Case(numbers) => write!(f, "case {numbers}"),
            Self::Statute(text) => write!(f, "statute {text}"),
            Self::Value(text) => write!(f, "value {text}"),
            Self::Days { first, last } => write!(f, "days {first}..{last}"),
            Self::Field(field) => write!(f, "field {field}"),
            Self::All => f.write_str("all of"),
            Self::Any => f.write_str("any of"),
            Self::Not => f.write_str("not"),
            Self::Must => f.write_str("must be there"),
            Self::Boost(factor) => write!(f, "weight {factor}"),
        }
    }
}

impl SoughtTerm {
    /// The fields of the index that a term is looked for in: those of parts, of compounds, and of words as written.
    pub const FIELDS: [&'static str; 3] = ["text", "whole", "word"];
}

fn sought(reader: &IndexReader, analyzer: &mut Analyzer, text: &str) -> Result<Vec<SoughtTerm>, SearchError> {
    let analysis = analyzer.analyze_query(text);
    let fields = reader.fields();
    let mut terms = Vec::new();
    let kinds =
        [(fields.text, TokenKind::Part), (fields.whole, TokenKind::Whole), (fields.word, TokenKind::Word)];
    for (name, (field, kind)) in SoughtTerm::FIELDS.into_iter().zip(kinds) {
        for text in distinct(&analysis, kind) {
            let judgments = reader.statistics().holding(&Term::from_field_text(field, &text))?;
            terms.push(SoughtTerm { field: name, text, judgments });
        }
    }
    Ok(terms)
}

/// What each field adds to the score of a judgment in the first stage. `plan` makes the query of a ranking.
pub(super) fn first_stage(
    statistics: &Statistics,
    judgment: JudgmentAddress,
    mut plan: impl FnMut(Ranking) -> Result<Box<dyn EngineQuery>, SearchError>,
) -> Result<Vec<Contribution>, SearchError> {
    let mut parts = Vec::new();
    for (name, ranking) in Ranking::fields_alone() {
        let value = score_of(statistics, plan(ranking)?.as_ref(), judgment)?;
        if value > 0.0 {
            parts.push(Contribution { name, value, weight: 1.0 });
        }
    }
    Ok(parts)
}

fn score_of(
    statistics: &Statistics,
    query: &dyn EngineQuery,
    judgment: JudgmentAddress,
) -> Result<Score, SearchError> {
    let searcher = statistics.searcher();
    let scoring = EnableScoring::enabled_from_statistics_provider(statistics, searcher);
    let weight = query.weight(scoring)?;
    let mut scorer = weight.scorer(searcher.segment_reader(judgment.segment_ord), 1.0)?;
    if scorer.doc() < judgment.doc_id {
        scorer.seek(judgment.doc_id);
    }
    let here = scorer.doc() != TERMINATED && scorer.doc() == judgment.doc_id;
    Ok(if here { scorer.score() } else { 0.0 })
}
