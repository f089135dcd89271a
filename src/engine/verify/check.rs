//! Checking a mention against the index: those of the index first, then those that are only cited, then unknown.

use super::Mention;
use super::cited_only::cited_only;
use super::similar::similar;
use super::verdict::{Aspect, Finding, Problem, Verdict};
use super::written::{self, court, date_agrees, decision_agrees, is_meant_with_wrong_court, numbers};
use crate::graph::Validity;
use crate::index::{IndexError, IndexReader, StoredCitation};
use panrye_law::caption::Caption;
use panrye_law::judgment::Court;

/// What the index says of a mention.
pub fn check(reader: &IndexReader, mention: &Mention) -> Result<Finding, IndexError> {
    if mention.numbers.is_empty() {
        return Ok(Finding { problems: impossible_date(mention), ..Finding::new(Verdict::Unparseable) });
    }
    let held = held(reader, mention)?;
    let candidates = meant(mention, &held);
    if !candidates.is_empty() {
        return of_held(reader, mention, candidates);
    }
    if let Some(finding) = cited_only(reader, mention)? {
        return Ok(finding);
    }
    // The same number at another court is another judgment, but worth a look.
    let similar = if held.is_empty() { similar(reader, mention)? } else { held };
    let mut problems = impossible_date(mention);
    problems.extend(written::impossible(mention));
    let court = written::impossible_court(mention)
        .or_else(|| written::unknown_court(mention))
        .or_else(|| written::court_of_another_time(mention));
    problems.extend(court);
    Ok(Finding { problems, similar, ..Finding::new(Verdict::Unknown) })
}

/// The date that no judgment can have, of a mention whose judgment is not known.
fn impossible_date(mention: &Mention) -> Vec<Problem> {
    let problem =
        |written: &String| Problem { aspect: Aspect::Date, written: written.clone(), expected: None };
    mention.impossible_date.iter().map(problem).collect()
}

/// Every held judgment that has a number of the mention.
fn held(reader: &IndexReader, mention: &Mention) -> Result<Vec<Caption>, IndexError> {
    let mut held: Vec<Caption> = Vec::new();
    for number in numbers(mention) {
        for address in reader.by_case_number(&number)? {
            let judgment = reader.judgment(address)?.caption();
            if !held.iter().any(|known| is_same(known, &judgment)) {
                held.push(judgment);
            }
        }
    }
    // In one order, however the index came to be.
    held.sort_by(|one, other| (one.decided, &one.id).cmp(&(other.decided, &other.id)));
    Ok(held)
}

/// One judgment that the collection has twice.
fn is_same(one: &Caption, other: &Caption) -> bool {
    let number = one.case_numbers.iter().any(|number| other.case_numbers.contains(number));
    number && one.court == other.court && one.decided == other.decided && one.form == other.form
}

/// The held judgments that the mention can mean: of the written court, with the most of its numbers, and of the
/// written date and form where these tell some of them from others.
fn meant(mention: &Mention, held: &[Caption]) -> Vec<Caption> {
    let mut meant = of_court(mention, held);
    let written = numbers(mention);
    let shared = |judgment: &Caption| written.iter().filter(|&n| judgment.case_numbers.contains(n)).count();
    let most = meant.iter().map(shared).max().unwrap_or(0);
    meant.retain(|judgment| shared(judgment) == most);
    prefer(&mut meant, |judgment| written.first().is_some_and(|n| judgment.case_numbers.contains(n)));
    prefer(&mut meant, |judgment| date_agrees(mention, judgment));
    prefer(&mut meant, |judgment| decision_agrees(mention, judgment));
    meant
}

fn of_court(mention: &Mention, held: &[Caption]) -> Vec<Caption> {
    let written = court(mention);
    let mut found: Vec<Caption> = held
        .iter()
        .filter(|judgment| Court::may_be_one(written, judgment.court.as_deref()))
        .cloned()
        .collect();
    if found.is_empty() {
        let wrong = |judgment: &&Caption| mention.repeats || is_meant_with_wrong_court(mention, judgment);
        return held.iter().filter(wrong).cloned().collect();
    }
    // A branch is the branch and not its seat, where both have the number.
    prefer(&mut found, |judgment| judgment.court.as_deref() == written);
    found
}

/// Keeps those that have the mark of preference, where there are any.
fn prefer(judgments: &mut Vec<Caption>, is_preferred: impl Fn(&Caption) -> bool) {
    if judgments.iter().any(&is_preferred) {
        judgments.retain(is_preferred);
    }
}

fn of_held(reader: &IndexReader, mention: &Mention, candidates: Vec<Caption>) -> Result<Finding, IndexError> {
    let mut problems = if mention.repeats { Vec::new() } else { written::problems(mention, &candidates) };
    let several = candidates.len() > 1;
    // Several judgments of the written court, none of the written date: the date is wrong whichever is meant.
    let one_court = candidates.windows(2).all(|pair| matches!(pair, [a, b] if a.court == b.court));
    if several && !(one_court && problems.iter().any(|problem| problem.aspect == Aspect::Date)) {
        return Ok(Finding { problems, candidates, ..Finding::new(Verdict::Ambiguous) });
    }
    let mut found = candidates;
    let first = found.swap_remove(0);
    problems.extend(foreign_numbers(reader, mention, &first)?);
    let verdict = if problems.is_empty() { Verdict::Indexed } else { Verdict::Disagrees };
    problems
        .extend(written::missing_bench(mention, std::slice::from_ref(&first)).filter(|_| !mention.repeats));
    let cited_by = reader.citing(&first.case_numbers)?.len() as u64;
    let validity = Some(validity(reader, &first)?);
    Ok(Finding { problems, found: Some(first), cited_by, validity, ..Finding::new(verdict) })
}

/// Whether a judgment of the index still stands.
fn validity(reader: &IndexReader, caption: &Caption) -> Result<Validity, IndexError> {
    for number in &caption.case_numbers {
        for address in reader.by_case_number(number)? {
            let stored = reader.judgment(address)?;
            if stored.caption().id == caption.id {
                return Validity::of(reader, address, &stored);
            }
        }
    }
    Validity::of_cited_only(reader, caption)
}

/// The joined numbers of the mention that are not the judgment's, with the judgment that has them.
///
/// A collection often names a joined judgment by its first number alone. A number that no other judgment has is the
/// judgment's all the same where judgments of the index cite the two together.
fn foreign_numbers(
    reader: &IndexReader,
    mention: &Mention,
    judgment: &Caption,
) -> Result<Vec<Problem>, IndexError> {
    let mut problems = Vec::new();
    let spelled = written::spelled(mention).map(ToString::to_string);
    for number in spelled.filter(|number| !judgment.case_numbers.contains(number)) {
        let owner = owner(reader, &number, judgment)?;
        if owner.is_none() && is_cited_together(reader, &number, judgment)? {
            continue;
        }
        let written =
            owner.map_or_else(|| number.clone(), |owner| format!("{number} ({})", owner.citation()));
        let expected = Some(judgment.case_numbers.join(", "));
        problems.push(Problem { aspect: Aspect::Number, written, expected });
    }
    Ok(problems)
}

/// The judgment of the same court that has a number.
fn owner(reader: &IndexReader, number: &str, judgment: &Caption) -> Result<Option<Caption>, IndexError> {
    for address in reader.by_case_number(number)? {
        let owner = reader.judgment(address)?.caption();
        if Court::may_be_one(judgment.court.as_deref(), owner.court.as_deref()) {
            return Ok(Some(owner));
        }
    }
    Ok(None)
}

fn is_cited_together(reader: &IndexReader, number: &String, judgment: &Caption) -> Result<bool, IndexError> {
    for address in reader.citing(std::slice::from_ref(number))? {
        let together = |citation: &StoredCitation| {
            citation.numbers.contains(number)
                && citation.numbers.iter().any(|other| judgment.case_numbers.contains(other))
                && Court::may_be_one(citation.court.as_deref(), judgment.court.as_deref())
        };
        if reader.judgment(address)?.citations.iter().any(together) {
            return Ok(true);
        }
    }
    Ok(false)
}
