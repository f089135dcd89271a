//! The searcher: a query in, an answer out.

use crate::index::JudgmentAddress;
use std::collections::HashSet;
use std::sync::Arc;

use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query as EngineQuery};

use super::hits::Hits;
use super::occurrences::weigh;
use super::order::{Sort, by_cited, by_date, by_score, settle_ties};
use super::plan::{Joins, Plan, Planner};
use super::second_stage::{CHOSEN_AMONG, Candidate, Stage, breakdown, candidates, reorder};
use super::similar::{Likeness, likeness};
use super::situations::ToldSituations;
use super::static_features::KnownFeatures;
use super::votes::KnownCitations;
use super::why_nothing::Told;
use super::wording::Wording;
use super::{
    Answer, Budget, Deadline, Explanation, Facet, FacetCounts, Filters, HitExplanation, Missing, Ranking,
    SearchError, explanation, facet, why_nothing,
};
use crate::analysis::Analyzer;
use crate::index::{IndexReader, StoredJudgment};
use crate::query::Query;

/// Judgments among which the place of one is looked for when it is explained.
const EXPLAINED: usize = 1_000;

/// How a search is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// Maximum number of judgments.
    pub limit: usize,
    /// Maximum number of passages of each.
    pub passages: usize,
    /// Number of passages around each of them.
    pub context: usize,
    /// What every judgment must be.
    pub filters: Filters,
    /// The order of the judgments. Orders other than relevance take only judgments with all words of the query.
    pub sort: Sort,
    /// Whether the words of the query are all that is searched, whatever situations they tell.
    pub literal: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            limit: 10,
            passages: 2,
            context: 0,
            filters: Filters::default(),
            sort: Sort::Relevance,
            literal: false,
        }
    }
}

/// Answers queries from one state of an index. One for each thread: it reuses the analyzer's memory.
pub struct Searcher {
    reader: Arc<IndexReader>,
    analyzer: Analyzer,
    ranking: Ranking,
    budget: Budget,
    static_features: Arc<KnownFeatures>,
    citations: Arc<KnownCitations>,
}

impl Searcher {
    /// A searcher over an index, with the analyzer that the index was built with.
    pub fn new(reader: IndexReader, analyzer: Analyzer) -> Result<Self, SearchError> {
        reader.check_analyzer(&analyzer.fingerprint())?;
        Ok(Self {
            reader: Arc::new(reader),
            analyzer,
            ranking: Ranking::default(),
            budget: Budget::default(),
            static_features: Arc::default(),
            citations: Arc::default(),
        })
    }

    /// Another searcher of the same state of the index, for another thread. They share the index, its caches and the
    /// dictionary.
    #[must_use]
    pub fn another(&self) -> Self {
        Self {
            reader: Arc::clone(&self.reader),
            analyzer: self.analyzer.clone(),
            ranking: self.ranking,
            budget: self.budget,
            static_features: Arc::clone(&self.static_features),
            citations: Arc::clone(&self.citations),
        }
    }

    /// Ranks by other weights from now on.
    pub const fn set_ranking(&mut self, ranking: Ranking) {
        self.ranking = ranking;
    }

    /// Gives each query so much time from now on.
    pub const fn set_budget(&mut self, budget: Budget) {
        self.budget = budget;
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
        let deadline = self.budget.start();
        let Plan { query, evidence, wording, situations } = self.plan(query, options, deadline)?;
        let (found, total) = self.best(query, wording, situations.as_ref(), options, &deadline)?;
        let also_searched = situations.as_ref().map(ToldSituations::also_searched).unwrap_or_default();
        let answer = self.answer(&found, total, &evidence, options, &deadline)?;
        Ok(Answer { also_searched, ..answer })
    }

    /// The judgments most like one of the index, by its words, its statutes and what it cites.
    pub fn similar(
        &mut self,
        judgment: &StoredJudgment,
        options: &SearchOptions,
    ) -> Result<Answer, SearchError> {
        let deadline = self.budget.start();
        let Likeness { query, words } = likeness(&self.reader, &mut self.analyzer, judgment)?;
        let (found, total) = self.best(query, None, None, options, &deadline)?;
        self.answer(&found, total, &words, options, &deadline)
    }

    /// How the judgments that have all words of a query are spread over each of the facets.
    pub fn facets(
        &mut self,
        query: &Query,
        filters: &Filters,
        facets: &[Facet],
    ) -> Result<Vec<FacetCounts>, SearchError> {
        let deadline = self.budget.start();
        let judgments = self.matching_by(Some(query), filters, deadline)?;
        let count = |&facet: &Facet| facet::count(self.reader.searcher(), &judgments, facet, &deadline);
        facets.iter().map(count).collect()
    }

    /// Why a query finds what it finds, and why a judgment, or the first one found, ranks where it does.
    pub fn explain(
        &mut self,
        query: &Query,
        wanted: Option<JudgmentAddress>,
        literal: bool,
    ) -> Result<Explanation, SearchError> {
        let deadline = self.budget.start();
        let clauses = explanation::clauses(&self.reader, &mut self.analyzer, query, &deadline)?;
        let options = SearchOptions { limit: EXPLAINED, literal, ..SearchOptions::default() };
        let joins = Joins::default();
        let plan = |searcher: &mut Self, ranking| {
            let planner = Planner::new(&searcher.reader, &mut searcher.analyzer, ranking, deadline);
            planner.with_joins(&joins).with_literal(literal).plan(query)
        };
        let ranking = self.ranking;
        let Plan { query: engine, wording, situations, .. } = plan(self, ranking)?;
        let top = TopDocs::with_limit(EXPLAINED).order_by_score();
        let (before, total) = deadline.search(self.reader.statistics(), engine.as_ref(), (top, Count))?;
        let also_searched = situations.as_ref().map(ToldSituations::also_searched).unwrap_or_default();
        let (after, _) = self.best(engine, wording, situations.as_ref(), &options, &deadline)?;
        let Some(address) = wanted.or_else(|| after.first().map(|&(_, address)| address)) else {
            return Ok(Explanation { clauses, also_searched, total: total as u64, hit: None });
        };
        let place = after.iter().position(|&(_, found)| found == address);
        let reader = Arc::clone(&self.reader);
        let first_stage =
            explanation::first_stage(reader.statistics(), address, |ranking| Ok(plan(self, ranking)?.query))?;
        let wording = plan(self, ranking)?.wording;
        let (statistics, fields) = (self.reader.statistics(), self.reader.fields());
        let situations = situations.as_ref();
        let stage = Stage {
            statistics,
            fields,
            ranking: &ranking,
            deadline: &deadline,
            situations,
            citations: &self.citations,
        };
        let second_stage = match wording {
            Some(mut wording) => {
                let mut before = JudgmentAddress::scored(before);
                settle_ties(statistics.searcher(), &mut before)?;
                breakdown(&stage, &self.static_features, &mut wording, before, address)?
            }
            None => None,
        };
        let hit = HitExplanation {
            address,
            rank: place.map(|place| place + 1),
            score: place.map(|place| after[place].0),
            first_stage,
            second_stage,
        };
        Ok(Explanation { clauses, also_searched, total: total as u64, hit: Some(hit) })
    }

    fn plan(
        &mut self,
        query: &Query,
        options: &SearchOptions,
        deadline: Deadline,
    ) -> Result<Plan, SearchError> {
        let planner = Planner::new(&self.reader, &mut self.analyzer, self.ranking, deadline);
        planner.with_all_words(options.sort != Sort::Relevance).with_literal(options.literal).plan(query)
    }

    fn answer(
        &mut self,
        found: &[(f32, JudgmentAddress)],
        total: usize,
        words: &[String],
        options: &SearchOptions,
        deadline: &Deadline,
    ) -> Result<Answer, SearchError> {
        let evidence = weigh(self.reader.statistics(), self.reader.fields().text, words)?;
        let hits = Hits::of(&self.reader, options, deadline).read(found, &evidence)?;
        Ok(Answer { total: total as u64, also_searched: Vec::new(), hits })
    }

    /// Every judgment that has all words of a query and that the filters admit.
    pub fn matching(
        &mut self,
        query: Option<&Query>,
        filters: &Filters,
    ) -> Result<HashSet<JudgmentAddress>, SearchError> {
        let deadline = self.budget.start();
        self.matching_by(query, filters, deadline)
    }

    fn matching_by(
        &mut self,
        query: Option<&Query>,
        filters: &Filters,
        deadline: Deadline,
    ) -> Result<HashSet<JudgmentAddress>, SearchError> {
        let query = match query {
            Some(query) => {
                let planner = Planner::new(&self.reader, &mut self.analyzer, self.ranking, deadline);
                planner.with_all_words(true).plan(query)?.query
            }
            None => Box::new(AllQuery),
        };
        let filtered = filtered(query, filters.clauses(&self.reader)?);
        let matching = deadline.search(self.reader.statistics(), filtered.as_ref(), DocSetCollector)?;
        Ok(matching.into_iter().map(JudgmentAddress::of).collect())
    }

    /// The words of a query that no judgment has, with what may have been meant.
    pub fn unknown_words(&mut self, query: &Query) -> Result<Vec<Missing>, SearchError> {
        self.missing(query, Told::UnknownWords)
    }

    /// Why a query found nothing: the words that no judgment has, and what they were analyzed to.
    pub fn why_nothing(&mut self, query: &Query) -> Result<Vec<Missing>, SearchError> {
        self.missing(query, Told::Reasons)
    }

    fn missing(&mut self, query: &Query, told: Told) -> Result<Vec<Missing>, SearchError> {
        why_nothing::missing(&self.reader, &mut self.analyzer, query, told, &self.budget.start())
    }

    /// The judgments that a search answers with and their scores, best first, without reading them.
    pub fn rank(
        &mut self,
        query: &Query,
        options: &SearchOptions,
    ) -> Result<Vec<(f32, JudgmentAddress)>, SearchError> {
        let deadline = self.budget.start();
        let Plan { query, wording, situations, .. } = self.plan(query, options, deadline)?;
        Ok(self.best(query, wording, situations.as_ref(), options, &deadline)?.0)
    }

    /// The judgments that the second stage reranks for a query, in the order of the first, with what it weighs: for
    /// fitting its weights.
    pub fn candidates(&mut self, query: &Query) -> Result<Vec<Candidate>, SearchError> {
        let deadline = self.budget.start();
        let Plan { query, wording, situations, .. } =
            self.plan(query, &SearchOptions::default(), deadline)?;
        let (statistics, fields) = (self.reader.statistics(), self.reader.fields());
        let (found, _) = by_score(statistics, query.as_ref(), CHOSEN_AMONG, &deadline)?;
        let situations = situations.as_ref();
        let stage = Stage {
            statistics,
            fields,
            ranking: &self.ranking,
            deadline: &deadline,
            situations,
            citations: &self.citations,
        };
        candidates(&stage, &self.static_features, wording, found)
    }

    fn best(
        &self,
        query: Box<dyn EngineQuery>,
        wording: Option<Wording>,
        situations: Option<&ToldSituations>,
        options: &SearchOptions,
        deadline: &Deadline,
    ) -> Result<(Vec<(f32, JudgmentAddress)>, usize), SearchError> {
        let filtered = filtered(query, options.filters.clauses(&self.reader)?);
        let (statistics, fields) = (self.reader.statistics(), self.reader.fields());
        // Room is made for as many judgments as are asked for, so never for more than there are.
        let limit = options.limit.min(statistics.judgments() as usize);
        let (mut found, total) = match options.sort {
            Sort::Relevance => self.by_relevance(filtered.as_ref(), wording, situations, limit, deadline)?,
            Sort::Date => by_date(statistics, filtered.as_ref(), limit, deadline)?,
            Sort::Cited => by_cited(statistics, fields, filtered.as_ref(), limit, deadline)?,
        };
        settle_ties(statistics.searcher(), &mut found)?;
        found.truncate(limit);
        Ok((found, total))
    }

    fn by_relevance(
        &self,
        query: &dyn EngineQuery,
        wording: Option<Wording>,
        situations: Option<&ToldSituations>,
        limit: usize,
        deadline: &Deadline,
    ) -> Result<(Vec<(f32, JudgmentAddress)>, usize), SearchError> {
        let (statistics, fields) = (self.reader.statistics(), self.reader.fields());
        // The order of the first hits must not depend on how many are shown.
        let wording = wording.filter(|_| self.ranking.second_stage);
        let enough = if wording.is_some() { limit.max(CHOSEN_AMONG) } else { limit.max(1) };
        let (mut found, total) = by_score(statistics, query, enough, deadline)?;
        if let Some(mut wording) = wording {
            let stage = Stage {
                statistics,
                fields,
                ranking: &self.ranking,
                deadline,
                situations,
                citations: &self.citations,
            };
            reorder(&stage, &self.static_features, &mut wording, &mut found)?;
        }
        Ok((found, total))
    }
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
