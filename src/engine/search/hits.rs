//! From judgments that were found to hits: what is shown of each, and why it was found.

use crate::index::JudgmentAddress;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::occurrences::{Evidence, Occurrences, occurrences};
use super::passage_rank::best_passages;
use super::snippet::highlights;
use super::{Deadline, Hit, HitPassage, Refusal, SearchError, SearchOptions};
use crate::index::{IndexReader, StoredJudgment};
use panrye_law::judgment::{Court, DecisionDate, DecisionType};

/// A judgment that overrules others: its date and its first case number, the latest before the others.
type Overruling = Option<(Reverse<Option<DecisionDate>>, String)>;

/// Reads the hits of one answer.
pub(super) struct Hits<'a> {
    reader: &'a IndexReader,
    options: &'a SearchOptions,
    deadline: &'a Deadline,
    /// Judgments that overrule hits, read once.
    overruling: HashMap<JudgmentAddress, Overruling>,
    /// Bytes of the passages so far.
    bytes: usize,
}

impl<'a> Hits<'a> {
    pub(super) fn of(reader: &'a IndexReader, options: &'a SearchOptions, deadline: &'a Deadline) -> Self {
        Self { reader, options, deadline, overruling: HashMap::new(), bytes: 0 }
    }

    /// The hits of judgments with their scores, best first.
    pub(super) fn read(
        mut self,
        found: &[(f32, JudgmentAddress)],
        evidence: &[Evidence],
    ) -> Result<Vec<Hit>, SearchError> {
        let addresses: Vec<JudgmentAddress> = found.iter().map(|&(_, address)| address).collect();
        let (searcher, field) = (self.reader.searcher(), self.reader.fields().text);
        let places = occurrences(searcher, field, evidence, &addresses, self.deadline)?;
        let mut hits = Vec::with_capacity(found.len());
        for (i, (&(score, address), places)) in found.iter().zip(&places).enumerate() {
            self.deadline.check()?;
            let stored = self.reader.judgment(address)?;
            let passages = self.passages(&stored, places, evidence)?;
            hits.push(self.hit(i + 1, score, &stored, passages)?);
        }
        Ok(hits)
    }

    fn passages(
        &mut self,
        stored: &StoredJudgment,
        places: &Occurrences,
        evidence: &[Evidence],
    ) -> Result<Vec<HitPassage>, SearchError> {
        let SearchOptions { passages: limit, context, .. } = *self.options;
        let best = best_passages(&stored.passages, places, evidence, limit);
        let best = if best.is_empty() { first_passages(stored, limit) } else { best };
        let mut passages = Vec::with_capacity(best.len());
        for place in best {
            let around = around(stored, place, context);
            self.bytes += around.iter().map(|&place| stored.passages[place].span().len()).sum::<usize>();
            if self.bytes > Refusal::TEXT {
                return Err(Refusal::Text.into());
            }
            passages.push(shown(stored, place, places, &around));
        }
        Ok(passages)
    }

    fn hit(
        &mut self,
        rank: usize,
        score: f32,
        stored: &StoredJudgment,
        passages: Vec<HitPassage>,
    ) -> Result<Hit, SearchError> {
        let judgment = stored.head();
        let case_numbers = judgment.known_numbers();
        Ok(Hit {
            rank,
            score,
            cited_by: self.reader.cited_by(&judgment.case_numbers)?,
            court: judgment.court.as_ref().map(|court| Court::name(court).to_owned()),
            decided: judgment.decided,
            decision: judgment.decision.map(|decision| DecisionType::korean(decision).to_owned()),
            case_name: judgment.case_name,
            kind: judgment.kind.map(|kind| kind.as_str().to_owned()),
            overruled_by: self.overruled_by(&case_numbers)?,
            case_numbers,
            passages,
            file: stored.source.file.clone(),
            source: stored.source.name(),
        })
    }

    /// The first case numbers of the judgments that overrule any of these numbers, the latest first.
    fn overruled_by(&mut self, numbers: &[String]) -> Result<Vec<String>, SearchError> {
        let mut overruling = Vec::new();
        for address in self.reader.overruling(numbers)? {
            self.deadline.check()?;
            let known = match self.overruling.entry(address) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let judgment = self.reader.judgment(address)?.head();
                    let first = judgment.known_numbers().into_iter().next();
                    place.insert(first.map(|number| (Reverse(judgment.decided), number)))
                }
            };
            overruling.extend(known.clone());
        }
        // In the index they stand in whatever order the threads wrote them.
        overruling.sort();
        Ok(overruling.into_iter().map(|(_, number)| number).collect())
    }
}

/// A passage as it is shown, with what was found in it, and those `around` it.
fn shown(stored: &StoredJudgment, place: usize, occurrences: &Occurrences, around: &[usize]) -> HitPassage {
    let passage = &stored.passages[place];
    let text = stored.text(passage);
    let texts = |wanted: &dyn Fn(usize) -> bool| -> Vec<String> {
        let places = around.iter().copied().filter(|&other| wanted(other));
        places.map(|other| stored.text(&stored.passages[other]).to_owned()).collect()
    };
    HitPassage {
        section: passage.label.clone(),
        point: passage.point.clone(),
        outline: passage.outline.clone(),
        place: passage.place(),
        highlights: highlights(passage, text, occurrences),
        text: text.to_owned(),
        before: texts(&|other| other < place),
        after: texts(&|other| other > place),
    }
}

/// A passage with those of the same section before and after it.
fn around(stored: &StoredJudgment, place: usize, context: usize) -> Vec<usize> {
    let section = stored.passages[place].section();
    let end = (place + 1).saturating_add(context).min(stored.passages.len());
    (place.saturating_sub(context)..end)
        .filter(|&other| stored.passages[other].section() == section)
        .collect()
}

/// Where no word is looked for, the beginning of the judgment is shown.
fn first_passages(stored: &StoredJudgment, limit: usize) -> Vec<usize> {
    (0..stored.passages.len().min(limit).min(1)).collect()
}
