//! From judgments that were found to hits: what is shown of each, and why it was found.

use crate::index::JudgmentAddress;

use super::occurrences::{Evidence, Occurrences, occurrences};
use super::passage_rank::best_passages;
use super::snippet::highlights;
use super::{Deadline, Hit, HitPassage, Refusal, SearchError, SearchOptions};
use crate::graph::Validity;
use crate::index::{IndexReader, StoredJudgment};

/// Reads the hits of one answer.
pub(super) struct Hits<'a> {
    reader: &'a IndexReader,
    options: &'a SearchOptions,
    deadline: &'a Deadline,
    /// Bytes of the passages so far.
    bytes: usize,
}

impl<'a> Hits<'a> {
    pub(super) fn of(reader: &'a IndexReader, options: &'a SearchOptions, deadline: &'a Deadline) -> Self {
        Self { reader, options, deadline, bytes: 0 }
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
            hits.push(self.hit(i + 1, (score, address), &stored, passages)?);
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
        &self,
        rank: usize,
        (score, address): (f32, JudgmentAddress),
        stored: &StoredJudgment,
        passages: Vec<HitPassage>,
    ) -> Result<Hit, SearchError> {
        let head = stored.head();
        let caption = stored.caption();
        Ok(Hit {
            rank,
            score,
            cited_by: self.reader.cited_by(&head.case_numbers)?,
            kind: head.kind.map(|kind| kind.as_str().to_owned()),
            finality: head.finality,
            outcome: head
                .outcome
                .map(|(outcome, _)| (outcome, stored.outcome_quote().unwrap_or_default().to_owned())),
            validity: Validity::of(self.reader, address, stored)?,
            caption,
            passages,
            file: stored.source.file.clone(),
            source: stored.source.name(),
        })
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
