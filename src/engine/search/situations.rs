//! What the situations that a question tells in everyday words add to its search: the terms, provisions and names of cases
//! that judgments on them have.
//!
//! They widen the search and narrow nothing. How much they count hangs on how much of the question they are: a long story
//! touches many situations in passing.

use tantivy::query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query};
use tantivy::{DocSet, Score};

use super::filter::exact;
use super::lexicon::{Lexicon, Met, Situation};
use super::{Deadline, SearchError, words};
use crate::analysis::{Analysis, Analyzer, TokenKind};
use crate::index::{Fields, JudgmentAddress, Statistics};
use panrye_law::reference::StatuteRef;

/// The most situations that one question is taken to tell.
const MOST: usize = 4;
/// The terms of each that are searched: the first are the most telling.
const TERMS: usize = 5;
/// The share of a question's parts that a situation must be, to count at all.
const LEAST_SHARE: f32 = 0.1;
/// The share at which it counts in full.
const FULL_SHARE: f32 = 0.25;
/// How much a provision counts, beside a term.
const STATUTE: f32 = 0.5;
/// How much the name of a case counts, beside a term.
const NAME: f32 = 0.3;

/// A situation that a question was taken to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlsoSearched {
    /// Its name, in Korean.
    pub situation: &'static str,
    /// The terms that were searched besides the question's own words.
    pub terms: &'static [&'static str],
}

/// The situations of a question, as a query.
pub(super) struct ToldSituations {
    /// How much they count, between 0 and 1.
    share: f32,
    told: Vec<&'static Situation<'static>>,
    query: Box<dyn Query>,
}

impl ToldSituations {
    /// The situations that a question tells; `None` where it tells none, or says much else.
    pub(super) fn of(
        text: &str,
        analysis: &Analysis,
        fields: &Fields,
        analyzer: &mut Analyzer,
    ) -> Option<Self> {
        let met = Lexicon::embedded().met(text, &analysis.tokens);
        let words = met.first()?.words as f32;
        let parts = words::distinct(analysis, TokenKind::Part).len().max(1) as f32;
        let share = ((words / parts - LEAST_SHARE) / (FULL_SHARE - LEAST_SHARE)).min(1.0);
        if share <= 0.0 {
            return None;
        }
        let told: Vec<&'static Situation<'static>> =
            met.into_iter().take(MOST).map(|Met { situation, .. }| situation).collect();
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for situation in &told {
            let mut add = |query: Box<dyn Query>, weight: f32| {
                clauses.push((Occur::Should, Box::new(BoostQuery::new(query, share * weight))));
            };
            for term in situation.terms.iter().take(TERMS) {
                add(words::phrase(fields.text, &analyzer.analyze_query(term), 0), 1.0);
            }
            for statute in situation.statutes.iter().filter_map(|statute| StatuteRef::parse_query(statute)) {
                add(exact(fields.statute, &statute.key()), STATUTE);
            }
            for name in &situation.names {
                add(words::phrase(fields.name, &analyzer.analyze_query(name), 0), NAME);
            }
        }
        Some(Self { share, told, query: Box::new(BooleanQuery::new(clauses)) })
    }

    /// What is searched for them.
    pub(super) fn query(&self) -> Box<dyn Query> {
        self.query.box_clone()
    }

    /// What was searched besides the question's own words.
    pub(super) fn also_searched(&self) -> Vec<AlsoSearched> {
        let of = |situation: &&'static Situation<'static>| AlsoSearched {
            situation: situation.name,
            terms: situation.terms.get(..TERMS).unwrap_or(&situation.terms),
        };
        self.told.iter().map(of).collect()
    }

    /// The scores of judgments by the situations alone, in their order, as shares of the highest.
    pub(super) fn shares(
        &self,
        statistics: &Statistics,
        judgments: &[JudgmentAddress],
        deadline: &Deadline,
    ) -> Result<Vec<f32>, SearchError> {
        let searcher = statistics.searcher();
        let weight =
            self.query.weight(EnableScoring::enabled_from_statistics_provider(statistics, searcher))?;
        let mut scores: Vec<Score> = vec![0.0; judgments.len()];
        let mut order: Vec<usize> = (0..judgments.len()).collect();
        order.sort_unstable_by_key(|&at| judgments[at]);
        for group in order.chunk_by(|&a, &b| judgments[a].segment_ord == judgments[b].segment_ord) {
            deadline.check()?;
            let segment = searcher.segment_reader(judgments[group[0]].segment_ord);
            let mut scorer = weight.scorer(segment, 1.0)?;
            for &at in group {
                let wanted = judgments[at].doc_id;
                if scorer.doc() < wanted {
                    scorer.seek(wanted);
                }
                if scorer.doc() == wanted {
                    scores[at] = scorer.score();
                }
            }
        }
        let highest = scores.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        Ok(scores.into_iter().map(|score| self.share * score / highest).collect())
    }
}
