//! By how much a path through an eojeol can become costlier than another through what surrounds it.
//!
//! The answer for two contexts is a search through all contexts that may meet them. Few pairs of contexts are ever
//! asked about, and those again and again: the answers are kept, for all threads.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::dictionary::Dictionary;

/// What is known about pairs of contexts of the words of one dictionary.
#[derive(Default)]
pub(super) struct Dominance {
    before: Pairs,
    after: Pairs,
}

impl Dominance {
    /// By how much a path that begins with a word of the context `kept` can become costlier than one that begins with
    /// `other`: through the connection, and the penalty for a space where there is one.
    pub(super) fn worst_before(&self, dictionary: &Dictionary, kept: u16, other: u16) -> i32 {
        if kept == other {
            return 0;
        }
        if let Some(Answer { least, exact: true }) = self.before.answer(kept, other) {
            return least;
        }
        let penalty = |left| i32::from(dictionary.space_penalty(left));
        let least = dictionary.costs().worst_before(kept, other) + (penalty(kept) - penalty(other)).max(0);
        self.before.keep(kept, other, Answer { least, exact: true });
        least
    }

    /// Whether what follows a word of the context `kept` can make it costlier by `limit` or more than one of the
    /// context `other`.
    pub(super) fn reaches_after(&self, dictionary: &Dictionary, kept: u16, other: u16, limit: i32) -> bool {
        if kept == other {
            return limit <= 0;
        }
        match self.after.answer(kept, other) {
            Some(Answer { least, .. }) if least >= limit => true,
            Some(Answer { exact: true, .. }) => false,
            _ => {
                let least = dictionary.costs().worst_after(kept, other, limit);
                self.after.keep(kept, other, Answer { least, exact: least < limit });
                least >= limit
            }
        }
    }
}

/// By how much one context can be costlier than another: so much at least, and no more if it is exact.
#[derive(Clone, Copy)]
struct Answer {
    least: i32,
    exact: bool,
}

/// The answers for pairs of two different contexts, each in one number: the pair, how much, whether it is exact. A pair
/// may take the place of another one.
#[derive(Default)]
struct Pairs(OnceLock<Box<[AtomicU64]>>);

impl Pairs {
    const PLACES: usize = 1 << 17;

    fn answer(&self, kept: u16, other: u16) -> Option<Answer> {
        let pair = pair(kept, other);
        let known = self.place(pair).load(Ordering::Relaxed);
        let answer = Answer { least: (known as u32).cast_signed() >> 1, exact: known & 1 == 1 };
        ((known >> 32) as u32 == pair).then_some(answer)
    }

    fn keep(&self, kept: u16, other: u16, answer: Answer) {
        let pair = pair(kept, other);
        let much = (answer.least << 1).cast_unsigned() | u32::from(answer.exact);
        self.place(pair).store(u64::from(pair) << 32 | u64::from(much), Ordering::Relaxed);
    }

    fn place(&self, pair: u32) -> &AtomicU64 {
        let places = self.0.get_or_init(|| (0..Self::PLACES).map(|_| AtomicU64::new(0)).collect());
        &places[(pair.wrapping_mul(0x9e37_79b1) >> 15) as usize % Self::PLACES]
    }
}

/// Both contexts in one number, which is not 0 where they are not the same.
fn pair(kept: u16, other: u16) -> u32 {
    u32::from(kept) << 16 | u32::from(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_those_of_a_search_however_they_are_asked_for() {
        let dictionary = Dictionary::embedded().unwrap();
        let dominance = Dominance::default();
        let (lefts, rights) = dictionary.context_counts();
        for (kept, other) in [(1, 2), (2, 1), (5, 700), (700, 5), (1, lefts.min(rights) as u16 - 1)] {
            let costs = dictionary.costs();
            let after = |left| {
                let cost = |right| i32::from(costs.cost(costs.place(right), left));
                cost(kept) - cost(other)
            };
            let worst = (0..lefts as u16).map(after).max().unwrap();
            for limit in [worst - 5_000, worst, worst + 1, worst - 1, worst + 5_000] {
                assert_eq!(dominance.reaches_after(dictionary, kept, other, limit), worst >= limit);
            }
            let penalty = |left| i32::from(dictionary.space_penalty(left));
            let before = |right| {
                let cost = |left| i32::from(costs.cost(costs.place(right), left));
                cost(kept) - cost(other)
            };
            let worst =
                (0..rights as u16).map(before).max().unwrap() + (penalty(kept) - penalty(other)).max(0);
            assert_eq!([0; 2].map(|_| dominance.worst_before(dictionary, kept, other)), [worst; 2]);
        }
    }
}
