//! Reading an order (주문), and the conclusion of the reasons where there is no order.
//!
//! An order is cut into [`sentences()`], each says one or more things ([`sayings()`]), and together they make an outcome
//! ([`combine()`]).

mod combine;
mod conclusion;
mod sayings;
mod sentences;

use super::Outcome;
use combine::combine;
pub(super) use conclusion::{closing, of_conclusion};
use panrye_text::character::boundary_before;
use panrye_text::span::Span;
use sayings::{Said, compact, is_of_costs, of_constitution, sayings};
use sentences::{findings, is_numbered, sentences};

/// The longest order that is read, in bytes: an order of many pages lists objects.
const MAX_ORDER: usize = 20_000;

/// How far from the beginning of a text an order without a heading ends, in bytes.
const MAX_LEADING: usize = 3_000;

/// The outcome of an order, with the sentence that says so.
pub(super) fn outcome(content: &str, order: Span) -> Option<(Outcome, Span)> {
    let end = boundary_before(content, order.end.min(order.start + MAX_ORDER));
    outcome_of(content, &of_the_order(content, sentences(content, Span::new(order.start, end))))
}

fn outcome_of(content: &str, order: &[Span]) -> Option<(Outcome, Span)> {
    let mut said = Vec::new();
    let mut quotes = Vec::new();
    for &sentence in order {
        for finding in findings(content, sentence) {
            for one in sayings(&compact(finding.of(content))) {
                said.push(one);
                quotes.push(sentence);
            }
        }
    }
    let (outcome, at) = combine(&said)?;
    quotes.get(at).map(|quote| (outcome, *quote))
}

/// The sentences of a numbered order end with its numbers: behind the costs, a line without one is no part of it.
fn of_the_order(content: &str, mut sentences: Vec<Span>) -> Vec<Span> {
    if sentences.first().is_some_and(|first| is_numbered(content, *first)) {
        let costs = sentences.iter().position(|sentence| is_of_costs(&compact(sentence.of(content))));
        let behind = costs.map_or(sentences.len(), |costs| costs + 1);
        let begins_line = |at: usize| {
            content
                .get(..at)
                .is_some_and(|before| before.trim_end_matches([' ', '\t', '\u{3000}']).ends_with('\n'))
        };
        let is_foreign = |sentence: &Span| begins_line(sentence.start) && !is_numbered(content, *sentence);
        if let Some(end) = sentences.iter().skip(behind).position(is_foreign) {
            sentences.truncate(behind + end);
        }
    }
    sentences
}

/// The outcome of a text that begins with its order, without a heading: numbered sentences up to the one on costs.
pub(super) fn of_leading_order(content: &str) -> Option<(Outcome, Span)> {
    let head = Span::new(0, boundary_before(content, content.len().min(MAX_LEADING)));
    let mut order = sentences(content, head);
    let costs = order.iter().position(|sentence| is_of_costs(&compact(sentence.of(content))))?;
    order.truncate(costs + 1);
    let numbered = order.iter().all(|sentence| is_numbered(content, *sentence));
    (numbered && costs > 0).then(|| outcome_of(content, &order)).flatten()
}

/// What of an order finds something unconstitutional, and how.
pub(super) fn struck_down(content: &str, order: Span) -> Vec<(Span, Outcome)> {
    let strikes = |said: Said| match said {
        Said::Outcome(outcome) if outcome.strikes_down() => Some(outcome),
        _ => None,
    };
    sentences(content, order)
        .into_iter()
        .flat_map(|sentence| findings(content, sentence))
        .filter_map(|finding| {
            let said = of_constitution(&compact(finding.of(content)));
            said.into_iter().find_map(strikes).map(|outcome| (finding, outcome))
        })
        .collect()
}
