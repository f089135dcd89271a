//! Reading an order (주문), and the first lines and the conclusion of a text that has no heading.
//!
//! An order is cut into [`sentences()`], each says one or more things ([`sayings()`]), and together they make an outcome
//! ([`combine()`]).

mod acting;
mod combine;
mod conclusion;
mod headless;
mod leading;
mod sayings;
mod sentences;

use super::Outcome;
use combine::combine;
pub(super) use conclusion::closing;
pub(super) use headless::of_headless;
use panrye_text::character::boundary_before;
use panrye_text::span::Span;
use sayings::{Said, compact, is_of_costs, of_constitution, sayings};
use sentences::{findings, is_numbered, sentences};

/// The longest order that is read, in bytes: an order of many pages lists objects.
const MAX_ORDER: usize = 20_000;

/// The outcome of an order, with the sentence that says so.
pub(super) fn outcome(content: &str, order: Span) -> Option<(Outcome, Span)> {
    let end = boundary_before(content, order.end.min(order.start + MAX_ORDER));
    outcome_of(content, &of_the_order(content, sentences(content, Span::new(order.start, end))))
}

fn outcome_of(content: &str, order: &[Span]) -> Option<(Outcome, Span)> {
    let (said, quotes): (Vec<Said>, Vec<Span>) = said_of(content, order).into_iter().unzip();
    let (outcome, at) = combine(&said)?;
    quotes.get(at).map(|quote| (outcome, *quote))
}

/// What the sentences of an order say, each with its sentence.
fn said_of(content: &str, order: &[Span]) -> Vec<(Said, Span)> {
    let mut said = Vec::new();
    for &sentence in order {
        for finding in findings(content, sentence) {
            let before = compact(Span::new(sentence.start, finding.start).of(content));
            said.extend(
                sayings(&before, &compact(finding.of(content))).into_iter().map(|one| (one, sentence)),
            );
        }
    }
    said
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
