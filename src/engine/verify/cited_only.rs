//! Judgments that the index does not hold and that its judgments cite.

use super::Mention;
use super::verdict::{Aspect, Citing, Finding, Problem, Verdict};
use super::written::{self, court, date_agrees, is_meant_with_wrong_court, numbers};
use crate::graph::Validity;
use crate::index::{IndexError, IndexReader, StoredCitation};
use panrye_law::caption::Caption;
use panrye_law::judgment::{Court, DecisionDate};

/// A citation in a judgment of the index.
struct Testimony {
    by: Caption,
    /// The judgment as the citation names it.
    cited: Caption,
    quote: String,
}

/// What the index says of a mention whose judgment it does not hold; `None` where no judgment cites it either.
pub(super) fn cited_only(reader: &IndexReader, mention: &Mention) -> Result<Option<Finding>, IndexError> {
    let all = testimonies(reader, &numbers(mention))?;
    let written = court(mention);
    let agreeing = |testimony: &&Testimony| Court::may_be_one(written, testimony.cited.court.as_deref());
    let mut meant: Vec<&Testimony> = all.iter().filter(agreeing).collect();
    if meant.is_empty() {
        let wrong =
            |testimony: &&Testimony| mention.repeats || is_meant_with_wrong_court(mention, &testimony.cited);
        meant = all.iter().filter(wrong).collect();
    }
    if meant.is_empty() {
        return Ok(None);
    }
    let courts = courts(&meant);
    if courts.len() > 1 && written.is_none() {
        let of_date = |testimony: &&&Testimony| date_agrees(mention, &testimony.cited);
        let dated: Vec<&Testimony> = meant.iter().filter(of_date).copied().collect();
        if dated.is_empty() {
            let candidate = |court: &String| {
                let court = Court::parse(court);
                Caption::cited(numbers(mention), court.as_ref().map(Court::name))
            };
            let candidates = courts.iter().map(candidate).collect();
            return Ok(Some(Finding { candidates, ..Finding::new(Verdict::Ambiguous) }));
        }
        meant = dated;
    }
    of_testimonies(reader, mention, &meant).map(Some)
}

fn of_testimonies(
    reader: &IndexReader,
    mention: &Mention,
    meant: &[&Testimony],
) -> Result<Finding, IndexError> {
    let known = by_majority(mention, meant);
    let mut problems = if mention.repeats { Vec::new() } else { written::problems(mention, &known) };
    let verdict = if problems.is_empty() { Verdict::CitedOnly } else { Verdict::Disagrees };
    for number in numbers(mention) {
        if !meant.iter().any(|testimony| testimony.cited.case_numbers.contains(&number)) {
            problems.push(Problem { aspect: Aspect::Number, written: number, expected: None });
        }
    }
    let mut citing: Vec<&Caption> = meant.iter().map(|testimony| &testimony.by).collect();
    citing.dedup();
    let target = Caption::cited(numbers(mention), mention.court.as_ref().map(Court::name));
    let validity = Some(Validity::of_cited_only(reader, &target)?);
    // The quotation is one that says what most say.
    let quoted =
        meant.iter().find(|testimony| known.iter().any(|known| known.decided == testimony.cited.decided));
    let cited_by = citing.len() as u64;
    let citing = quoted
        .or_else(|| meant.first())
        .map(|testimony| Citing { by: testimony.by.clone(), quote: testimony.quote.clone() });
    Ok(Finding { problems, cited_by, citing, validity, ..Finding::new(verdict) })
}

/// Every citation of the index that names one of these numbers.
fn testimonies(reader: &IndexReader, numbers: &[String]) -> Result<Vec<Testimony>, IndexError> {
    let mut found = Vec::new();
    for address in reader.citing(numbers)? {
        let citing = reader.judgment(address)?;
        let by = citing.caption();
        for citation in &citing.citations {
            if citation.numbers.iter().any(|number| numbers.contains(number)) {
                let quote = citation.span().of(citing.section(citation.section())).to_owned();
                found.push(Testimony { by: by.clone(), cited: cited(citation), quote });
            }
        }
    }
    Ok(found)
}

fn cited(citation: &StoredCitation) -> Caption {
    Caption {
        decided: DecisionDate::from_number(citation.decided),
        form: citation.decision.clone(),
        en_banc: citation.en_banc.then_some(true),
        ..Caption::cited(citation.numbers.clone(), citation.court.as_deref())
    }
}

fn courts(testimonies: &[&Testimony]) -> Vec<String> {
    let mut courts: Vec<String> =
        testimonies.iter().filter_map(|testimony| testimony.cited.court.clone()).collect();
    courts.sort_unstable();
    courts.dedup();
    courts
}

/// The judgment as most citations name it. Where as many write the written date as any other, the written one stands.
fn by_majority(mention: &Mention, testimonies: &[&Testimony]) -> Vec<Caption> {
    let decided =
        most(testimonies.iter().filter_map(|testimony| testimony.cited.decided), mention.date.as_ref());
    let written = mention.decision.map(|form| form.korean().to_owned());
    let form =
        most(testimonies.iter().filter_map(|testimony| testimony.cited.form.clone()), written.as_ref());
    let case_numbers = numbers(mention);
    let of_court = |court: String| Caption {
        decided,
        form: form.clone(),
        ..Caption::cited(case_numbers.clone(), Some(&court))
    };
    let known: Vec<Caption> = courts(testimonies).into_iter().map(of_court).collect();
    if known.is_empty() {
        return vec![Caption { decided, form, ..Caption::cited(numbers(mention), None) }];
    }
    known
}

/// The value that occurs most often; `favourite` where it occurs as often.
fn most<T: Ord + Clone>(values: impl Iterator<Item = T>, favourite: Option<&T>) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    let runs = values.chunk_by(|one, other| one == other);
    runs.max_by_key(|run| (run.len(), run.first() == favourite)).and_then(|run| run.first()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_most_wins_and_the_favourite_among_equals() {
        for (values, favourite, expected) in [
            (vec![1, 2, 2], Some(1), Some(2)),
            (vec![1, 1, 2, 2], Some(1), Some(1)),
            (vec![1, 1, 2, 2], Some(2), Some(2)),
            (vec![], Some(1), None),
        ] {
            assert_eq!(most(values.into_iter(), favourite.as_ref()), expected);
        }
    }
}
