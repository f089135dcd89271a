//! The searcher: a query in, an answer out.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use tantivy::DocAddress;
use tantivy::collector::{Collector, Count, DocSetCollector, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query as EngineQuery};

use super::occurrences::{Evidence, Occurrences, occurrences, weigh};
use super::order::{Sort, by_cited, by_date, settle_ties};
use super::passage_rank::best_passages;
use super::plan::{Plan, Planner};
use super::second_stage::{RERANKED, breakdown, reorder};
use super::similar::{Likeness, likeness};
use super::snippet::highlights;
use super::standing::KnownStandings;
use super::wording::Wording;
use super::{
    Answer, Explanation, Facet, FacetCounts, Filters, Hit, HitExplanation, HitPassage, Missing, Ranking,
    SearchError, explanation, facet, why_nothing,
};
use crate::analysis::Analyser;
use crate::index::{IndexReader, Statistics, StoredJudgment};
use crate::judgment::{Court, DecisionType};
use crate::query::Query;

/// Judgments among which the place of one is looked for when it is explained.
const EXPLAINED: usize = 1_000;

/// How a search is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// At most so many judgments.
    pub limit: usize,
    /// At most so many passages of each.
    pub passages: usize,
    /// So many passages around each of them.
    pub context: usize,
    /// What every judgment must be.
    pub filters: Filters,
    /// The order of the judgments. Orders other than relevance take only judgments with all words of the query.
    pub sort: Sort,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { limit: 10, passages: 2, context: 0, filters: Filters::default(), sort: Sort::Relevance }
    }
}

/// Answers queries from one state of an index. One for each thread: it reuses the analyser's memory.
pub struct Searcher {
    reader: Arc<IndexReader>,
    analyser: Analyser,
    ranking: Ranking,
    standings: Arc<KnownStandings>,
}

impl Searcher {
    /// A searcher over an index, with the analyser that the index was built with.
    pub fn new(reader: IndexReader, analyser: Analyser) -> Result<Self, SearchError> {
        reader.check_analyser(&analyser.fingerprint())?;
        let (ranking, standings) = (Ranking::default(), Arc::default());
        Ok(Self { reader: Arc::new(reader), analyser, ranking, standings })
    }

    /// Another searcher of the same state of the index, for another thread. They share the index, its caches and the
    /// dictionary.
    #[must_use]
    pub fn another(&self) -> Self {
        Self {
            reader: Arc::clone(&self.reader),
            analyser: self.analyser.clone(),
            ranking: self.ranking,
            standings: Arc::clone(&self.standings),
        }
    }

    /// Ranks by other weights from now on.
    pub const fn set_ranking(&mut self, ranking: Ranking) {
        self.ranking = ranking;
    }

    /// The index.
    pub fn reader(&self) -> &IndexReader {
        &self.reader
    }

    /// The index, without what searches it.
    pub fn into_reader(self) -> Arc<IndexReader> {
        self.reader
    }

    /// Searches.
    pub fn search(&mut self, query: &Query, options: &SearchOptions) -> Result<Answer, SearchError> {
        let Plan { query, evidence, wording } = self.plan(query, options)?;
        let (found, total) = self.best(query, wording, options)?;
        self.answer(&found, total, &evidence, options)
    }

    /// The judgments most like one of the index, by its words, its statutes and what it cites.
    pub fn similar(
        &mut self,
        judgment: &StoredJudgment,
        options: &SearchOptions,
    ) -> Result<Answer, SearchError> {
        let Likeness { query, words } = likeness(&self.reader, &mut self.analyser, judgment)?;
        let (found, total) = self.best(query, None, options)?;
        self.answer(&found, total, &words, options)
    }

    /// How the judgments that have all words of a query are spread over each of the facets.
    pub fn facets(
        &mut self,
        query: &Query,
        filters: &Filters,
        facets: &[Facet],
    ) -> Result<Vec<FacetCounts>, SearchError> {
        let judgments = self.matching(Some(query), filters)?;
        facets.iter().map(|&facet| facet::count(self.reader.searcher(), &judgments, facet)).collect()
    }

    /// Why a query finds what it finds, and why a judgment, or the first one found, stands where it stands.
    pub fn explain(&mut self, query: &Query, wanted: Option<DocAddress>) -> Result<Explanation, SearchError> {
        let clauses = explanation::clauses(&self.reader, &mut self.analyser, query)?;
        let options = SearchOptions { limit: EXPLAINED, ..SearchOptions::default() };
        let Plan { query: engine, wording, .. } = self.plan(query, &options)?;
        let top = TopDocs::with_limit(EXPLAINED).order_by_score();
        let (before, total) = scored(self.reader.statistics(), engine.as_ref(), &(top, Count))?;
        let (after, _) = self.best(engine, wording, &options)?;
        let Some(address) = wanted.or_else(|| after.first().map(|&(_, address)| address)) else {
            return Ok(Explanation { clauses, total: total as u64, hit: None });
        };
        let place = after.iter().position(|&(_, found)| found == address);
        let ranking = self.ranking;
        let first_stage = explanation::first_stage(self.reader.statistics(), address, |ranking| {
            Ok(Planner::new(&self.reader, &mut self.analyser, ranking).plan(query)?.query)
        })?;
        let wording = self.plan(query, &options)?.wording;
        let (statistics, fields) = (self.reader.statistics(), self.reader.fields());
        let second_stage = match wording {
            Some(mut wording) => breakdown(statistics, fields, &mut wording, &ranking, &before, address)?,
            None => None,
        };
        let hit = HitExplanation {
            address,
            rank: place.map(|place| place + 1),
            score: place.map(|place| after[place].0),
            first_stage,
            second_stage,
        };
        Ok(Explanation { clauses, total: total as u64, hit: Some(hit) })
    }

    fn plan(&mut self, query: &Query, options: &SearchOptions) -> Result<Plan, SearchError> {
        let planner = Planner::new(&self.reader, &mut self.analyser, self.ranking);
        planner.with_all_words(options.sort != Sort::Relevance).plan(query)
    }

    fn answer(
        &mut self,
        found: &[(f32, DocAddress)],
        total: usize,
        words: &[String],
        options: &SearchOptions,
    ) -> Result<Answer, SearchError> {
        let evidence = weigh(self.reader.statistics(), self.reader.fields().text, words)?;
        let hits = self.hits(found, &evidence, options)?;
        Ok(Answer { total: total as u64, hits })
    }

    /// Every judgment that has all words of a query and that the filters admit.
    pub fn matching(
        &mut self,
        query: Option<&Query>,
        filters: &Filters,
    ) -> Result<HashSet<DocAddress>, SearchError> {
        let query = match query {
            Some(query) => {
                let planner = Planner::new(&self.reader, &mut self.analyser, self.ranking);
                planner.with_all_words(true).plan(query)?.query
            }
            None => Box::new(AllQuery),
        };
        let filtered = filtered(query, filters.clauses(self.reader.fields()));
        Ok(self.reader.searcher().search(&filtered, &DocSetCollector)?.into_iter().collect())
    }

    /// The words of a query that no judgment has, with what may have been meant.
    pub fn unknown_words(&mut self, query: &Query) -> Result<Vec<Missing>, SearchError> {
        why_nothing::unknown_words(&self.reader, &mut self.analyser, query)
    }

    /// The judgments that a search answers with and their scores, best first, without reading them.
    pub fn rank(
        &mut self,
        query: &Query,
        options: &SearchOptions,
    ) -> Result<Vec<(f32, DocAddress)>, SearchError> {
        let Plan { query, wording, .. } = self.plan(query, options)?;
        Ok(self.best(query, wording, options)?.0)
    }

    fn best(
        &self,
        query: Box<dyn EngineQuery>,
        wording: Option<Wording>,
        options: &SearchOptions,
    ) -> Result<(Vec<(f32, DocAddress)>, usize), SearchError> {
        let filtered = filtered(query, options.filters.clauses(self.reader.fields()));
        let (searcher, fields) = (self.reader.searcher(), self.reader.fields());
        // Room is made for as many judgments as are asked for, so never for more than there are.
        let limit = options.limit.min(searcher.num_docs() as usize);
        let (mut found, total) = match options.sort {
            Sort::Relevance => self.by_relevance(filtered.as_ref(), wording, limit)?,
            Sort::Date => by_date(searcher, filtered.as_ref(), limit)?,
            Sort::Cited => by_cited(self.reader.statistics(), fields, filtered.as_ref(), limit)?,
        };
        settle_ties(searcher, &mut found)?;
        found.truncate(limit);
        Ok((found, total))
    }

    fn by_relevance(
        &self,
        query: &dyn EngineQuery,
        wording: Option<Wording>,
        limit: usize,
    ) -> Result<(Vec<(f32, DocAddress)>, usize), SearchError> {
        let (statistics, fields) = (self.reader.statistics(), self.reader.fields());
        // The order of the first hits must not depend on how many are shown.
        let wording = wording.filter(|_| self.ranking.second_stage);
        let enough = if wording.is_some() { limit.max(RERANKED) } else { limit.max(1) };
        let top = TopDocs::with_limit(enough).order_by_score();
        let (mut found, total) = scored(statistics, query, &(top, Count))?;
        if let Some(mut wording) = wording {
            reorder(statistics, fields, &self.standings, &mut wording, &self.ranking, &mut found)?;
        }
        Ok((found, total))
    }

    fn hits(
        &mut self,
        found: &[(f32, DocAddress)],
        evidence: &[Evidence],
        options: &SearchOptions,
    ) -> Result<Vec<Hit>, SearchError> {
        let addresses: Vec<DocAddress> = found.iter().map(|&(_, address)| address).collect();
        let places = occurrences(self.reader.searcher(), self.reader.fields().text, evidence, &addresses)?;
        let mut hits = Vec::with_capacity(found.len());
        for (i, (&(score, address), places)) in found.iter().zip(&places).enumerate() {
            let stored = self.reader.judgment(address)?;
            let best = best_passages(&stored.passages, places, evidence, options.passages);
            let best = if best.is_empty() { first_passages(&stored, options.passages) } else { best };
            let passages = best.into_iter().map(|i| shown(&stored, i, places, options.context)).collect();
            hits.push(self.hit(i + 1, score, &stored, passages)?);
        }
        Ok(hits)
    }

    fn hit(
        &self,
        rank: usize,
        score: f32,
        stored: &StoredJudgment,
        passages: Vec<HitPassage>,
    ) -> Result<Hit, SearchError> {
        let judgment = stored.head();
        Ok(Hit {
            rank,
            score,
            case_numbers: stored.case_numbers(),
            cited_by: self.reader.cited_by(&judgment.case_numbers)?,
            court: judgment.court.as_ref().map(|court| Court::name(court).to_owned()),
            decided: judgment.decided,
            decision: judgment.decision.map(|decision| DecisionType::korean(decision).to_owned()),
            case_name: judgment.case_name,
            kind: judgment.kind.map(|kind| kind.as_str().to_owned()),
            overruled_by: self.overruled_by(stored)?,
            passages,
            file: stored.source.file.clone(),
            source: stored.source.name(),
        })
    }

    /// The first case numbers of the judgments that overrule this one, the latest first.
    fn overruled_by(&self, stored: &StoredJudgment) -> Result<Vec<String>, SearchError> {
        let mut overruling = Vec::new();
        for address in self.reader.overruling(&stored.case_numbers())? {
            let judgment = self.reader.judgment(address)?;
            overruling.extend(
                judgment
                    .case_numbers()
                    .into_iter()
                    .next()
                    .map(|number| (Reverse(judgment.head().decided), number)),
            );
        }
        // In the index they stand in whatever order the threads wrote them.
        overruling.sort();
        Ok(overruling.into_iter().map(|(_, number)| number).collect())
    }

    /// Why a query found nothing: the words that no judgment has, and what they were analysed to.
    pub fn why_nothing(&mut self, query: &Query) -> Result<Vec<Missing>, SearchError> {
        why_nothing::explain(&self.reader, &mut self.analyser, query)
    }
}

/// What a collector takes of the judgments that a query finds, scored by the statistics of those that are alive.
fn scored<C: Collector>(
    statistics: &Statistics,
    query: &dyn EngineQuery,
    collector: &C,
) -> Result<C::Fruit, SearchError> {
    Ok(statistics.searcher().search_with_statistics_provider(query, collector, statistics)?)
}

/// The query and all clauses, which narrow the answer and leave the scores alone.
fn filtered(query: Box<dyn EngineQuery>, clauses: Vec<Box<dyn EngineQuery>>) -> Box<dyn EngineQuery> {
    if clauses.is_empty() {
        return query;
    }
    let narrow = |clause| (Occur::Must, Box::new(ConstScoreQuery::new(clause, 0.0)) as Box<dyn EngineQuery>);
    Box::new(BooleanQuery::new(
        std::iter::once((Occur::Must, query)).chain(clauses.into_iter().map(narrow)).collect(),
    ))
}

/// A passage as it is shown, with what was found in it.
fn shown(stored: &StoredJudgment, place: usize, occurrences: &Occurrences, context: usize) -> HitPassage {
    let passage = &stored.passages[place];
    let (before, after) = around(stored, place, context);
    let text = stored.text(passage);
    HitPassage {
        section: passage.label.clone(),
        point: passage.point.clone(),
        outline: passage.outline.clone(),
        place: passage.place(),
        highlights: highlights(passage, text, occurrences),
        text: text.to_owned(),
        before,
        after,
    }
}

/// The passages of the same section before and after one.
fn around(stored: &StoredJudgment, place: usize, context: usize) -> (Vec<String>, Vec<String>) {
    let section = stored.passages[place].section();
    let texts = |range: std::ops::Range<usize>| -> Vec<String> {
        let passages = stored.passages[range].iter().filter(|passage| passage.section() == section);
        passages.map(|passage| stored.text(passage).to_owned()).collect()
    };
    let end = (place + 1).saturating_add(context).min(stored.passages.len());
    (texts(place.saturating_sub(context)..place), texts(place + 1..end))
}

/// Where no word is looked for, the beginning of the judgment is shown.
fn first_passages(stored: &StoredJudgment, limit: usize) -> Vec<usize> {
    (0..stored.passages.len().min(limit).min(1)).collect()
}
