//! The edges of one judgment: what it cites, and what cites it.

use std::cmp::Ordering;

use super::resolve::{Candidate, Meant, differing_dates, resolve};
use crate::index::{CitedJudgment, IndexError, IndexReader, StoredCitation, StoredJudgment, StoredPassage};
use panrye_law::caption::Caption;
use panrye_law::judgment::{Court, DecisionDate, Section};
use panrye_law::reference::{Depth, Opinion, Role, Treatment};

/// A mention, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The place in the citing judgment: `이유 1. 가.`
    pub place: String,
    /// The sentence that says how the judgment is treated, or the citation itself.
    pub text: String,
    /// How this mention treats the judgment.
    pub treatment: Option<Treatment>,
    /// Whose opinion the mention stands in.
    pub opinion: Option<Opinion>,
    /// Whether it stands in the list of references (참조판례), which gives no sentence.
    pub is_listed: bool,
}

/// All mentions of one judgment in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The judgment that cites.
    pub from: Caption,
    /// The judgment that is cited.
    pub to: Caption,
    /// What the cited judgment is to the citing one; the weightiest of its mentions.
    pub role: Role,
    /// How it is treated; the strongest words of its mentions.
    pub treatment: Option<Treatment>,
    /// Whose opinion it stands in: the court's, where any mention does.
    pub opinion: Option<Opinion>,
    /// How much the citing judgment has to do with it.
    pub depth: Depth,
    /// How often it is mentioned.
    pub count: u32,
    /// Dates that the citing judgment gives the cited one and that are not its date.
    pub differing_dates: Vec<DecisionDate>,
    /// The mentions, in the order of the text.
    pub quotes: Vec<Quote>,
}

impl Edge {
    /// The mention that says most of what the edge says: the one with its treatment, in a sentence where there is one.
    pub fn telling_quote(&self) -> Option<&Quote> {
        self.quotes.iter().min_by_key(|quote| (quote.treatment != self.treatment, quote.is_listed))
    }
}

/// What a held judgment cites, one edge a judgment, in the order of their first mention.
pub fn cites(reader: &IndexReader, citing: &StoredJudgment) -> Result<Vec<Edge>, IndexError> {
    let from = citing.caption();
    let mut edges = Vec::new();
    for (cited, mentions) in citing.cited() {
        let to = find(reader, &cited)?;
        edges.push(edge(citing, from.clone(), to, &cited, &mentions));
    }
    Ok(edges)
}

/// What cites the judgment with these numbers, one edge a citing judgment. `target` is the judgment, held or not.
pub fn cited_by(reader: &IndexReader, target: &Caption) -> Result<Vec<Edge>, IndexError> {
    let mut edges = Vec::new();
    for address in reader.citing(&target.case_numbers)? {
        let citing = reader.judgment(address)?;
        for (cited, mentions) in citing.cited().into_iter().filter(|(cited, _)| means(cited, target)) {
            edges.push(edge(&citing, citing.caption(), target.clone(), &cited, &mentions));
        }
    }
    // In the index they stand in whatever order the threads wrote them.
    edges.sort_by(|a, b| latest_first(&a.from, &b.from));
    Ok(edges)
}

fn latest_first(a: &Caption, b: &Caption) -> Ordering {
    b.decided.cmp(&a.decided).then_with(|| a.case_numbers.cmp(&b.case_numbers))
}

/// A judgment that the index does not hold, as those that cite it describe it: with the court, date and numbers that
/// the first of them to name a court gives. It is returned as it was where nobody does.
pub fn describe(reader: &IndexReader, cited_only: Caption) -> Result<Caption, IndexError> {
    for address in reader.citing(&cited_only.case_numbers)? {
        for (cited, _) in reader.judgment(address)?.cited() {
            if means(&cited, &cited_only) && cited.court.is_some() {
                return of_cited(reader, &cited);
            }
        }
    }
    Ok(cited_only)
}

/// The edge from a judgment to one that it cites, with the mentions; `None` where it does not cite it.
pub fn between(citing: &StoredJudgment, target: &Caption) -> Option<Edge> {
    let (cited, mentions) = citing.cited().into_iter().find(|(cited, _)| means(cited, target))?;
    Some(edge(citing, citing.caption(), target.clone(), &cited, &mentions))
}

/// The judgments that overrule the one with these numbers.
pub fn overruled_by(reader: &IndexReader, target: &Caption) -> Result<Vec<Edge>, IndexError> {
    let mut edges = Vec::new();
    for address in reader.later()?.overruling(&target.case_numbers) {
        let overruling = reader.judgment(address)?;
        let edge = between(&overruling, target);
        if let Some(edge) = edge.filter(|edge| edge.treatment.is_some_and(Treatment::overrules))
            && !means_another(reader, &edge)?
        {
            edges.push(edge);
        }
    }
    edges.sort_by(|a, b| latest_first(&a.from, &b.from));
    Ok(edges)
}

/// Whether the date of an edge is that of another judgment of the index with the same number and court: then it means that
/// one. A date that no judgment has is a slip.
fn means_another(reader: &IndexReader, edge: &Edge) -> Result<bool, IndexError> {
    let target = &edge.to;
    if edge.differing_dates.is_empty() {
        return Ok(false);
    }
    for number in &target.case_numbers {
        for address in reader.by_case_number(number)? {
            let other = reader.judgment(address)?.caption();
            let is_of_the_day = other.decided.is_some_and(|day| edge.differing_dates.contains(&day));
            if is_of_the_day && other.id != target.id && other.court == target.court {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A judgment that the index does not hold, as one that cites it describes it.
fn of_cited(reader: &IndexReader, cited: &CitedJudgment) -> Result<Caption, IndexError> {
    let decided = cited.dates.first().copied();
    cited_only(reader, &cited.numbers, cited.court.as_deref(), decided, cited.decision.as_deref())
}

/// A judgment that the index does not hold, as those who cite it describe it.
pub(super) fn cited_only(
    reader: &IndexReader,
    numbers: &[String],
    court: Option<&str>,
    decided: Option<DecisionDate>,
    form: Option<&str>,
) -> Result<Caption, IndexError> {
    let caption = Caption::cited(numbers.to_vec(), court);
    let en_banc = reader.later()?.is_full_court(numbers).then_some(true);
    let form = form.map(str::to_owned).or_else(|| caption.form.clone());
    Ok(Caption { decided, form, en_banc, ..caption })
}

fn means(cited: &CitedJudgment, target: &Caption) -> bool {
    let number = cited.numbers.iter().any(|number| target.case_numbers.contains(number));
    number && Court::may_be_one(cited.court.as_deref(), target.court.as_deref())
}

/// The judgment that a citation means: the only held one that has its number and court, or the one it describes.
fn find(reader: &IndexReader, cited: &CitedJudgment) -> Result<Caption, IndexError> {
    let mut held_ones: Vec<Caption> = Vec::new();
    for number in &cited.numbers {
        for address in reader.by_case_number(number)? {
            let candidate = reader.judgment(address)?.caption();
            if !held_ones.contains(&candidate) {
                held_ones.push(candidate);
            }
        }
    }
    let candidates: Vec<Candidate<'_>> = held_ones
        .iter()
        .map(|judgment| Candidate {
            numbers: &judgment.case_numbers,
            court: judgment.court.as_deref(),
            decided: judgment.decided,
        })
        .collect();
    Ok(match resolve(cited, &candidates) {
        Meant::Held(i) => held_ones.swap_remove(i),
        Meant::Ambiguous | Meant::NotHeld => of_cited(reader, cited)?,
    })
}

fn edge(
    citing: &StoredJudgment,
    from: Caption,
    to: Caption,
    cited: &CitedJudgment,
    mentions: &[usize],
) -> Edge {
    let CitedJudgment { role, treatment, opinion, depth, count, .. } = *cited;
    let differing_dates = if to.in_index { differing_dates(cited, to.decided) } else { Vec::new() };
    let quotes = mentions.iter().map(|&i| quote(citing, &citing.citations[i])).collect();
    Edge { from, to, role, treatment, opinion, depth, count, differing_dates, quotes }
}

fn quote(citing: &StoredJudgment, citation: &StoredCitation) -> Quote {
    let section = citation.section();
    let at = citation.span();
    // They stand in the order of the text.
    let first = citing
        .passages
        .partition_point(|passage| (passage.section(), passage.span().end) < (section, at.end));
    let passage = citing.passages.get(first);
    let passage = passage.filter(|passage| passage.section() == section && passage.span().contains(at));
    Quote {
        place: passage.map_or_else(|| section.korean().to_owned(), StoredPassage::place),
        text: citation.evidence().of(citing.section(section)).trim().to_owned(),
        treatment: citation.treatment.as_deref().and_then(Treatment::from_name),
        opinion: citation.opinion.as_deref().and_then(Opinion::from_name),
        is_listed: section == Section::Cases,
    }
}
