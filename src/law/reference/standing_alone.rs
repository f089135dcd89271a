//! Paragraphs and items that stand without their article: `제4조는 … 제1항에서 …`, `위 제5항`, `그 제7호`.
//!
//! Which article is meant follows from how statutes are drafted and quoted. Within a quotation of a provision, a paragraph
//! is one of the quoted article. Outside, it is one of the article that the sentence speaks of, else of the one named last
//! in the sentence. What is numbered so in other papers (주문 제1항, 공소사실 제2항, 청구범위 제3항) is told by the words around
//! it. Where the article is in doubt, none is given.

use super::provision_scan::{Numbered, Unit, numbered, provision_at};
use super::quoted_provisions::{Anchor, MAX_BACK, anchor, is_enumerated};
use super::short_form::LawUse;
use super::standing_words::{Lead, clause_ends, goes_on_as_a_provision, is_of_the_text, speaks_of_a_paper};
use super::statute::{Provision, StatuteRef};
use super::statutes::StatuteScanner;
use crate::judgment::Section;

/// How far back `위 제5항` may have been named, in references.
const MAX_ABOVE: usize = 24;

/// The highest number of an item: numbers of statutes and files are higher.
const MAX_ITEM: u32 = 99;

impl StatuteScanner<'_> {
    /// A paragraph or an item at `start` that stands without its article; the end of what was read.
    pub(super) fn standing_alone(&mut self, start: usize) -> Option<usize> {
        let text = self.text;
        let first = numbered(text, start).filter(|_| text.eat(start, "제").is_some())?;
        if first.unit == Unit::Item && first.ordinal.number > MAX_ITEM {
            self.levels.refuse(start, first.unit);
            return None;
        }
        let meant = self.meant_by(start, first).and_then(|meant| {
            let reading = provision_at(text, start, meant.provision)?;
            goes_on_as_a_provision(text, reading.end).then_some((meant.law, reading))
        });
        let Some((mut law, reading)) = meant else {
            self.levels.refuse(start, first.unit);
            return None;
        };
        law.former = law.former && !self.note;
        self.scope.mention(&law);
        Some(self.list(Some(&law), start, reading))
    }

    /// The provision whose paragraph or item `first` is meant at `start`.
    fn meant_by(&self, start: usize, first: Numbered) -> Option<Anchor> {
        let level = self.levels.top()?;
        if let Some(quoted) = level.quoted.as_ref().filter(|_| level.printed.is_none()) {
            return is_of_the_text(self.text, start).then(|| quoted.clone());
        }
        if let Some(printed) = self.printed_around(start) {
            return is_of_the_text(self.text, start).then(|| printed.clone());
        }
        let lead = Lead::of(self.text, start)?;
        if self.section == Some(Section::Statutes) && !self.note {
            return None;
        }
        if lead == Lead::Above {
            return self.named_before(start, first, 0);
        }
        if self.scope.private || is_enumerated(self.text, start) {
            return None;
        }
        let sentence = self.levels.sentence_start(self.text, start);
        // `화해조항 제3항은 무효이고 제4항은`: what follows a part of another paper is one of it too.
        let sentence = sentence.max(self.levels.refused(first.unit));
        if let Some(topic) = &level.topic
            && topic.end >= sentence
            && can_have(topic.provision, first.unit)
        {
            return Some(topic.clone());
        }
        let before = self.found.iter().rev().take(MAX_ABOVE).filter(|reference| reference.span.end <= start);
        let last = before.take_while(|reference| reference.span.end >= sentence);
        let mut last = last.filter_map(|reference| anchor(reference, self.scope.current()));
        last.find(|last| can_have(last.provision, first.unit)).or_else(|| {
            let from = start.saturating_sub(MAX_BACK).max(self.levels.refused(first.unit));
            let named = self.named_before(start, first, from)?;
            // `이 사건 약정은 다음과 같다. 제1항은`: another paper came in between.
            (!speaks_of_a_paper(self.text.between(named.end, start))).then_some(named)
        })
    }

    /// What 같은 조 means at `at` where a clause of the sentence ends before it: what the sentence speaks of, not what the
    /// clause named last (`제56조의2 제1항은 제42조 제1항의 … 규정하고 있고 같은 조 제4항은`).
    pub(super) fn topic_after_clause(&self, at: usize) -> Option<(LawUse, Provision)> {
        if !clause_ends(self.text, at) {
            return None;
        }
        let sentence = self.levels.sentence_start(self.text, at);
        let topic = self.levels.top()?.topic.as_ref().filter(|topic| topic.end >= sentence)?;
        Some((topic.law.clone(), topic.provision))
    }

    /// The provision that was named before, not before `from`, with this very paragraph or item.
    fn named_before(&self, start: usize, first: Numbered, from: usize) -> Option<Anchor> {
        let named = |reference: &&StatuteRef| {
            let ordinal = match first.unit {
                Unit::Article => None,
                Unit::Paragraph => reference.provision.paragraph,
                Unit::Item => reference.provision.item,
            };
            ordinal == Some(first.ordinal) && (from..=start).contains(&reference.span.end)
        };
        let found = self.found.iter().rev().take(MAX_ABOVE).find(named)?;
        anchor(found, self.scope.current())
    }
}

/// Whether a provision can have a paragraph or an item of its own: an article whose items are cited without a paragraph
/// has none.
fn can_have(provision: Provision, unit: Unit) -> bool {
    let has_paragraphs = provision.paragraph.is_some() || provision.item.is_none();
    match unit {
        Unit::Article => false,
        Unit::Paragraph => provision.article.is_some() && has_paragraphs,
        Unit::Item => provision.article.is_some() || provision.annex.is_some(),
    }
}
