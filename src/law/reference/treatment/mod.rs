//! How a citing text treats what it cites, and the sentence that says so.
//!
//! Words decide: 참조 after a citation or its list, citations alone in brackets behind a rule, and what a sentence says of
//! the decisions that are its object (`변경하기로 한다`, `사안을 달리하여`, `그대로 타당하다`). Only a court of last resort overrules,
//! only in its own opinion, and never in what it reports of the parties. Where no words say anything there is no
//! treatment.
//!
//! Two things are kept apart: the treatment, and the opinion in which a citation stands (`super::opinion`).

mod brackets;
mod following;
mod phrases;
mod precedent;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;

use super::arguments::Arguments;
use super::citation::{Role, Treatment};
use super::opinion::{Opinion, Opinions};
use super::sentences::{Sentences, sentence_after};
use crate::scan::Text;
use following::After;
use panrye_text::span::Span;
use phrases::{Phrase, Says, phrases};
use precedent::{begins_with_the_precedent, is_in_part, is_object, objects, points_back, reports};

/// What a mention cites, as far as a citation alone in brackets goes: a rule, or the story of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// A decision of a court of last resort with its date.
    Dated,
    /// One of which the text gives the number only.
    NumberOnly,
    /// A lower court's decision.
    LowerCourt,
}

/// One mention, as far as treatment is concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cited {
    pub(super) span: Span,
    pub(super) role: Role,
    /// Whether the next mention is the next item of the same list.
    pub(super) continues: bool,
    pub(super) source: Source,
    /// Whether the citing court may overrule it: a decision of its own.
    pub(super) is_its_own: bool,
}

/// The mentions of one sentence.
struct Group<'c> {
    sentence: Span,
    /// Every mention of the text, and what follows each.
    cited: &'c [Cited],
    marks: &'c [After],
    /// Which of them stand in the sentence.
    mentions: Range<usize>,
}

/// What treatment rests on besides the mentions.
#[derive(Debug)]
pub(super) struct Treating<'t> {
    pub(super) text: Text<'t>,
    /// Whose opinion speaks where.
    pub(super) opinions: Opinions,
    arguments: OnceCell<Arguments>,
}

impl<'t> Treating<'t> {
    pub(super) const fn new(text: Text<'t>, opinions: Opinions) -> Self {
        Self { text, opinions, arguments: OnceCell::new() }
    }

    /// The treatment of each mention, with its evidence. Mentions are in the order of the text.
    pub(super) fn of(&self, cited: &[Cited]) -> Vec<Option<(Treatment, Span)>> {
        let mut reader = Sentences::new(self.text);
        let sentences: Vec<Span> = cited.iter().map(|cited| reader.at(cited.span.start)).collect();
        let marks = following::marks(self.text, cited, &sentences);
        let mut treated: Vec<Option<(Treatment, Span)>> = cited
            .iter()
            .zip(&marks)
            .zip(&sentences)
            .map(|((cited, mark), sentence)| {
                by_mark(cited.role, *mark).map(|treatment| (treatment, *sentence))
            })
            .collect();
        let mut first = 0;
        for chunk in sentences.chunk_by(|one, other| one == other) {
            let group =
                Group { sentence: chunk[0], cited, marks: &marks, mentions: first..first + chunk.len() };
            first = group.mentions.end;
            self.read_sentence(&group, &mut treated);
            self.read_next_sentence(&group, &mut treated);
        }
        treated
    }

    fn read_sentence(&self, group: &Group<'_>, treated: &mut [Option<(Treatment, Span)>]) {
        let &Group { sentence, cited, marks, ref mentions } = group;
        // What applies is seldom the decision where the sentence names it: `…조항이 그대로 적용된다고 판시하였다`.
        let said = phrases(self.text, sentence).into_iter().filter(|phrase| phrase.says != Says::Applies);
        for phrase in said {
            for i in objects(self.text, cited, marks, mentions.clone(), phrase) {
                let gap_from = cited.get(i).map_or(phrase.at, |cited| cited.span.end);
                if let Some(treatment) = self.said(phrase, gap_from, sentence)
                    && (!treatment.overrules() || cited[i].is_its_own)
                    && treated[i].is_none_or(|(known, _)| known < treatment)
                {
                    treated[i] = Some((treatment, sentence));
                }
            }
        }
    }

    /// `A 판결은 …라고 판시한 바 있다. 이러한 견해는 이를 변경하기로 한다.`, `… 위와 같은 판단은 이 사건에도 그대로 타당하다.`: the next
    /// sentence, where it names nothing of its own.
    fn read_next_sentence(&self, group: &Group<'_>, treated: &mut [Option<(Treatment, Span)>]) {
        let &Group { sentence, cited, marks, ref mentions } = group;
        let sentence = past_quotation(self.text, sentence);
        let Some(last) = mentions.clone().next_back().filter(|&last| {
            marks[last] == After::Silent
                && cited[last].role == Role::Cited
                && reports(self.text, cited[last].span.end, sentence)
        }) else {
            return;
        };
        let next = sentence_after(self.text, self.text.skip_blanks(sentence.end));
        let limit = cited.get(mentions.end).map_or(next.end, |cited| cited.span.start);
        for phrase in phrases(self.text, next).into_iter().filter(|phrase| phrase.at <= limit) {
            let before = self.text.between(next.start, phrase.at);
            let takes_up = match phrase.says {
                Says::Overrules | Says::ShouldBeOverruled => cited[last].is_its_own && points_back(before),
                Says::KeepsTo | Says::Applies => begins_with_the_precedent(before),
                Says::Distinguishes | Says::Adopts => false,
            };
            if let Some(treatment) = takes_up.then(|| self.said(phrase, next.start, next)).flatten() {
                for i in mentions.clone().rev().take_while(|&i| i == last || cited[i].continues) {
                    if treated[i].is_none_or(|(known, _)| known < treatment) {
                        treated[i] = Some((treatment, next));
                    }
                }
            }
        }
    }

    /// What a phrase makes of a decision that ends at `end`, in the mouth of the one who speaks.
    fn said(&self, phrase: Phrase, end: usize, sentence: Span) -> Option<Treatment> {
        match phrase.says {
            Says::Distinguishes => Some(Treatment::Distinguished),
            Says::KeepsTo | Says::Adopts | Says::Applies => Some(Treatment::Followed),
            Says::Overrules | Says::ShouldBeOverruled => {
                let by_the_court = self.opinions.at(phrase.at) == Opinion::Majority
                    && !self.is_personal(sentence)
                    && (phrase.says == Says::Overrules || !self.is_reported(sentence));
                by_the_court.then(|| {
                    if is_in_part(self.text, end, phrase.at) {
                        Treatment::OverruledInPart
                    } else {
                        Treatment::Overruled
                    }
                })
            }
        }
    }

    /// Whether a judge speaks of what he or she thought before: `나는 …그 견해를 변경한다`.
    fn is_personal(&self, sentence: Span) -> bool {
        let words = sentence.of(self.text.0).trim_start();
        ["나는", "본인은", "저는", "나의", "우리의 의견", "우리는"].iter().any(|word| words.starts_with(word))
    }

    /// Whether the sentence tells what a party, a ministry or a lower court says.
    fn is_reported(&self, sentence: Span) -> bool {
        const PARTIES: [&str; 16] = [
            "청구인",
            "제청",
            "원고",
            "피고",
            "상고인",
            "변호인",
            "논지",
            "소론",
            "검사",
            "재항고인",
            "신청인",
            "상고이유",
            "항소인",
            "반대의견",
            "별개의견",
            "법무부장관",
        ];
        let words = sentence.of(self.text.0).trim_start();
        PARTIES.iter().any(|party| words.starts_with(party))
            || self.arguments.get_or_init(|| Arguments::of(self.text)).hold(sentence.start)
    }

    /// The first sentence that overrules the decision with a short name, of those in which the name stands. `uses` are the
    /// places of the name, in order.
    pub(super) fn of_short_name(&self, uses: impl Iterator<Item = Span>) -> Option<(Treatment, Span)> {
        let mut reader = Sentences::new(self.text);
        // A sentence is read once, however often the name stands in it.
        let mut last: Option<(Span, Vec<Phrase>)> = None;
        for used in uses {
            let sentence = reader.at(used.start);
            let (_, said) = match last.take() {
                Some(known) if known.0 == sentence => last.insert(known),
                _ => last.insert((sentence, phrases(self.text, sentence))),
            };
            let overruling = said
                .iter()
                .filter(|phrase| matches!(phrase.says, Says::Overrules | Says::ShouldBeOverruled))
                .find(|phrase| is_object(self.text, used.end, phrase.at));
            if let Some(treatment) = overruling.and_then(|&phrase| self.said(phrase, used.end, sentence)) {
                return Some((treatment, sentence));
            }
        }
        None
    }
}

/// A sentence with what follows the quotation that ends in it: `…할 이익이 있다.’고 판단하였다.`
fn past_quotation(text: Text<'_>, sentence: Span) -> Span {
    let quotes = matches!(text.char_at(sentence.end), Some('’' | '”' | '」' | '』' | '"' | '\''));
    if quotes { Span::new(sentence.start, sentence_after(text, sentence.end).end) } else { sentence }
}

/// The treatment that what follows a mention gives, by what the mention is.
const fn by_mark(role: Role, mark: After) -> Option<Treatment> {
    match (role, mark) {
        (Role::Appealed | Role::Remanding, _) | (_, After::Silent) | (Role::Reference, After::Followed) => {
            None
        }
        (_, After::Overruled) => Some(Treatment::Overruled),
        (_, After::Followed) => Some(Treatment::Followed),
    }
}
