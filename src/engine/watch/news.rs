//! What the index has for a watch, and what of it is new.

use crate::index::JudgmentAddress;
use panrye_law::caption::Caption;
use std::fmt;

use serde::Serialize;

use super::Watch;
use crate::graph::between;
use crate::index::IndexError;
use crate::query::{Query, QueryError};
use crate::search::{Filters, SearchError, Searcher};
use panrye_law::reference::Treatment;

/// Why it could not be found out what is new.
#[derive(Debug, thiserror::Error)]
pub enum NewsError {
    /// The query that was kept is no query of this version.
    #[error("its query is wrong: {0}")]
    Query(#[from] QueryError),
    /// The search failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Why a judgment is news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It matches the query and the filters.
    Match,
    /// It cites the case.
    Cites,
    /// It overrules the case.
    Overrules,
    /// It refers to the statute, and nothing else is asked for.
    Statute,
}

impl Why {
    /// Its name in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Cites => "cites",
            Self::Overrules => "overrules",
            Self::Statute => "statute",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A judgment that the index has for a watch, new or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its document.
    pub address: JudgmentAddress,
    /// What tells it from every other judgment.
    pub identity: String,
    /// Why it is there.
    pub why: Why,
    /// How it treats the case, where one is watched.
    pub treatment: Option<Treatment>,
}

/// A judgment that is new for a watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Why.
    pub why: Why,
    /// How it treats the case, where one is watched.
    pub treatment: Option<Treatment>,
    /// The judgment.
    pub judgment: Caption,
    /// Where it was read from.
    pub source: String,
}

impl Standing {
    /// What is remembered when it was seen. That a judgment overrules is remembered for itself, so that it is news also
    /// where the judgment was seen before.
    fn marks(&self) -> impl Iterator<Item = String> {
        let overrules = (self.why == Why::Overrules).then(|| format!("{}|overrules", self.identity));
        std::iter::once(self.identity.clone()).chain(overrules)
    }
}

impl Watch {
    /// Takes all of this for seen.
    pub fn mark(&mut self, standing: &[Standing]) {
        for mark in standing.iter().flat_map(Standing::marks) {
            self.seen.insert(&mark);
        }
    }
}

/// Every judgment of the index that is what a watch watches for.
pub fn standing(searcher: &mut Searcher, watch: &Watch) -> Result<Vec<Standing>, NewsError> {
    let query = watch.query.as_deref().map(Query::parse).transpose()?;
    let narrowed = query.is_some() || watch.filters != Filters::default();
    let matching = if narrowed { Some(searcher.matching(query.as_ref(), &watch.filters)?) } else { None };
    let reader = searcher.reader();
    let Some(case) = &watch.case else {
        let only_statutes = Filters { statutes: watch.filters.statutes.clone(), ..Filters::default() };
        let statute = query.is_none() && !watch.filters.statutes.is_empty() && watch.filters == only_statutes;
        let why = if statute { Why::Statute } else { Why::Match };
        let mut addresses: Vec<JudgmentAddress> = matching.into_iter().flatten().collect();
        addresses.sort_unstable();
        let identities = reader.identities(&addresses)?;
        let stands = |(address, identity)| Standing { address, identity, why, treatment: None };
        return Ok(addresses.into_iter().zip(identities).map(stands).collect());
    };
    let target = case.target(reader)?;
    let mut addresses = reader.citing(&target.case_numbers)?;
    addresses.retain(|address| matching.as_ref().is_none_or(|matching| matching.contains(address)));
    let identities = reader.identities(&addresses)?;
    let mut found = Vec::new();
    for (address, identity) in addresses.into_iter().zip(identities) {
        // Judgments of several courts have one number: what is cited may be another one.
        let Some(edge) = between(&reader.judgment(address)?, &target) else { continue };
        let overrules = edge.treatment.is_some_and(Treatment::overrules);
        let why = if overrules { Why::Overrules } else { Why::Cites };
        found.push(Standing { address, identity, why, treatment: edge.treatment });
    }
    Ok(found)
}

/// What of it was not seen before, the latest judgment first.
pub fn news(searcher: &Searcher, watch: &Watch, standing: &[Standing]) -> Result<Vec<News>, NewsError> {
    let unseen = standing.iter().filter(|stands| stands.marks().any(|mark| !watch.seen.contains(&mark)));
    let mut news = Vec::new();
    for stands in unseen {
        let stored = searcher.reader().judgment(stands.address)?;
        news.push(News {
            why: stands.why,
            treatment: stands.treatment,
            judgment: stored.caption(),
            source: stored.source.name(),
        });
    }
    news.sort_by_key(|news| std::cmp::Reverse(news.judgment.decided));
    Ok(news)
}
