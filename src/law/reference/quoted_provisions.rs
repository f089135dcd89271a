//! Quotations of provisions and printed articles: what a reference within them means, and what is meant again behind them.
//!
//! `제5항은 ‘관세청장은 제2항에 따라 …’라고 규정하고, 같은 조 제6항은`: within the quotation 제2항 is one of the quoted article,
//! and 같은 조 behind it is not what the quotation named last. It also keeps what a sentence speaks of (`제4조는`). Which
//! words make a paragraph that stands alone one of a provision is not its business.

use super::annex::is_behind_its_article;
use super::printed_article::{begins_anew, goes_on_as_printed, mark_before, marks_rise, paragraph_before};
use super::provision_scan::{Reading, Unit};
use super::quotations::Quotations;
use super::sentences::end_within_page;
use super::short_form::LawUse;
use super::standing_words::parts_end;
use super::statute::{Ordinal, Provision, StatuteRef};
use super::statutes::StatuteScanner;
use crate::scan::Text;
use panrye_text::span::Span;

/// How far back the article of a paragraph may be named, in bytes.
pub(super) const MAX_BACK: usize = 2400;

/// How far behind the provision that it quotes a quotation may begin, in bytes.
const MAX_LEAD: usize = 240;

/// The shortest quotation that can be the text of a provision, in bytes: shorter ones are names and terms.
const MIN_QUOTED: usize = 40;

/// How long the text of an article may be, in bytes, for its title to count.
const MAX_PRINTED: usize = 4000;

/// How many references back the one stands that a quotation gives the text of.
const MAX_NOTED: usize = 24;

/// How long the words may be that say which part of a provision is meant, in bytes.
const MAX_PART: usize = 900;

/// A provision that a later paragraph or item may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) law: LawUse,
    pub(super) provision: Provision,
    /// Where its mention ends.
    pub(super) end: usize,
}

/// What is known inside one quotation, or outside of all.
#[derive(Debug)]
pub(super) struct Level {
    /// Where the quotation ends.
    end: usize,
    /// The provision whose text is quoted.
    pub(super) quoted: Option<Anchor>,
    /// The provision that the sentence speaks of (`제4조는`).
    pub(super) topic: Option<Anchor>,
    /// Where a subject stands that is a provision of no law that is known (`이 사건 예규 제4조에서는`).
    pub(super) unknown_topic: usize,
    /// The article with its title, as statutes are printed (`제42조(명부의 작성권자) ①`).
    pub(super) printed: Option<Printed>,
    /// What may be meant outside, once the quotation is over.
    outside: Option<Outside>,
}

/// An article as statutes are printed.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    article: Anchor,
    /// Whether the text says of which law it is.
    is_known: bool,
}

/// What may be meant around a quotation.
#[derive(Debug)]
struct Outside {
    law: Option<LawUse>,
    last: Provision,
    private: bool,
}

/// The quotations of provisions around the place that is being read.
#[derive(Debug)]
pub(super) struct Levels {
    quotations: Quotations,
    next: usize,
    open: Vec<Level>,
    /// Where the last paragraph and the last item of another paper stand.
    refused: (usize, usize),
}

impl Levels {
    pub(super) fn new(text: Text<'_>) -> Self {
        let base = Level {
            end: usize::MAX,
            quoted: None,
            topic: None,
            unknown_topic: 0,
            printed: None,
            outside: None,
        };
        Self { quotations: Quotations::of(text), next: 0, open: vec![base], refused: (0, 0) }
    }

    /// Notes where a paragraph or an item of another paper stands.
    pub(super) const fn refuse(&mut self, at: usize, unit: Unit) {
        match unit {
            Unit::Item => self.refused.1 = at,
            // The items that follow are those of the paragraph.
            Unit::Article | Unit::Paragraph => self.refused = (at, at),
        }
    }

    /// Where the last paragraph or item of another paper stands.
    pub(super) const fn refused(&self, unit: Unit) -> usize {
        match unit {
            Unit::Item => self.refused.1,
            Unit::Article | Unit::Paragraph => self.refused.0,
        }
    }

    /// The innermost quotation of a provision around the place, or the text itself.
    pub(super) fn top(&self) -> Option<&Level> {
        self.open.last()
    }

    /// Where the quotation begins that ends at `end`.
    pub(super) fn quotation_before(&self, end: usize) -> Option<usize> {
        self.quotations.ending_at(end)
    }

    /// Where the sentence or line begins in which `at` stands, sentences of quotations that end before `at` left out; not
    /// more than [`MAX_BACK`] before it.
    pub(super) fn sentence_start(&self, text: Text<'_>, at: usize) -> usize {
        let window = Span::new(text.boundary(at.saturating_sub(MAX_BACK)), at);
        let mut begins = window.start;
        let mut next = window.start;
        while let Some(end) = end_within_page(text, Span::new(next, at)) {
            let quotation_end = self.quotations.end_around(end - 1, window);
            next = quotation_end.unwrap_or(end);
            if quotation_end.is_none() {
                begins = end;
            }
        }
        begins
    }
}

impl Printed {
    /// The provision whose paragraph or item is meant at `at`, which stands in the text of the article.
    pub(super) fn meant_at(&self, text: Text<'_>, at: usize, unit: Unit) -> Option<Anchor> {
        self.is_known.then(|| self.article.within(text, at, unit))
    }
}

impl Anchor {
    /// The provision that a paragraph or an item at `at` belongs to, in the text of this one: behind ② an item is one of the
    /// second paragraph.
    pub(super) fn within(&self, text: Text<'_>, at: usize, unit: Unit) -> Self {
        let mut meant = self.clone();
        if unit == Unit::Item && meant.provision.paragraph.is_none() {
            meant.provision.paragraph = paragraph_before(text, Span::new(meant.end, at));
        }
        meant
    }
}

impl StatuteScanner<'_> {
    /// Leaves the quotations that end before `at`, and enters those of provisions around it.
    pub(super) fn move_to(&mut self, at: usize) {
        while self.levels.open.last().is_some_and(|level| level.end <= at) {
            let outside = self.levels.open.pop().and_then(|level| level.outside);
            if let Some(outside) = outside {
                if let Some(law) = &outside.law {
                    self.scope.mention(law);
                }
                (self.scope.last, self.scope.private) = (outside.last, outside.private);
            }
        }
        while let Some(&quotation) = self.levels.quotations.spans().get(self.levels.next) {
            if quotation.start >= at {
                break;
            }
            self.levels.next += 1;
            let quoted = self.quoted_by(quotation).filter(|_| quotation.end > at);
            if quoted.is_some() || (quotation.end > at && self.is_speech(quotation)) {
                self.enter(quotation.end, quoted);
            }
        }
    }

    /// Begins a level: what is meant here is meant again behind its end.
    fn enter(&mut self, end: usize, quoted: Option<Anchor>) {
        let outside = Outside {
            law: self.scope.current().cloned(),
            last: self.scope.last,
            private: self.scope.private,
        };
        // What a provision of no known law says in quotes is of no known law either.
        let unknown_topic = self.levels.top().map_or(0, |outer| outer.unknown_topic);
        let level = Level { end, quoted, topic: None, unknown_topic, printed: None, outside: Some(outside) };
        self.levels.open.push(level);
    }

    /// `가법 제5조 중 형법 제329조에 관한 부분, 같은 법 제6조`: the law at `start` says which part of the provision before it
    /// is meant, and behind 부분 that provision is meant again.
    pub(super) fn enter_part(&mut self, start: usize) {
        let text = self.text;
        let quoted = text.eat_any_back(start, &["‘", "“", "'", "\"", "「"]).unwrap_or(start);
        let Some(from) = text.eat_any_back(text.skip_blanks_back(quoted), &[" 중", " 가운데"]) else {
            return;
        };
        let Some(whole) = self.found.last().filter(|whole| !whole.current_note) else { return };
        let lead = Span::new(whole.span.end.min(from), from);
        if lead.len() > MAX_LEAD || self.levels.sentence_start(text, from) > whole.span.end {
            return;
        }
        let rest = text.between(start, text.boundary(start.saturating_add(MAX_PART).min(text.len())));
        let Some(part) = rest.find("부분") else { return };
        let end = start + part + "부분".len();
        if end_within_page(text, Span::new(start, end)).is_none() {
            let outer = self.levels.top().map_or(end, |level| level.end);
            self.enter(end.min(outer), None);
        }
    }

    /// Whether a quotation gives what somebody says or wrote: `“… 위반되는 행위이다.”라고 판단하였으나`.
    fn is_speech(&self, quotation: Span) -> bool {
        const SAID: [&str; 6] = ["라고", "고 ", "라는", "이라", "며 ", "는 취지"];
        quotation.len() >= MIN_QUOTED && self.text.eat_any(quotation.end, &SAID).is_some()
    }

    /// The provision whose text a quotation gives: `제5항은 ‘관세청장은 …’라고 규정하고`.
    fn quoted_by(&self, quotation: Span) -> Option<Anchor> {
        const LEADS: [&str; 8] = ["은", "는", "이", "가", "에서", "에", "의", "도"];
        if quotation.len() < MIN_QUOTED {
            return None;
        }
        let mut before = self.found.iter().rev().take(MAX_NOTED);
        let quoting = before.find(|found| !found.current_note && found.span.end <= quotation.start)?;
        let lead = Span::new(parts_end(self.text, quoting.span.end), quotation.start);
        let leads = lead.start <= lead.end
            && lead.len() <= MAX_LEAD
            && self.text.eat_any(lead.start, &LEADS).is_some()
            && self.levels.sentence_start(self.text, lead.end) <= lead.start;
        if leads { anchor(quoting, self.scope.current()) } else { None }
    }

    /// Notes what a mention may mean for later paragraphs: that the sentence speaks of it.
    pub(super) fn note_anchor(&mut self, law: &LawUse, provision: Provision, end: usize) {
        if self.note {
            return;
        }
        if is_behind_its_article(self.text, end) && provision.annex.is_none() {
            // The items that follow are those of an annex that has no number.
            self.note_unknown_topic(end);
        } else if is_subject(self.text, end)
            && let Some(level) = self.levels.open.last_mut()
        {
            level.topic = Some(Anchor { law: law.clone(), provision, end });
        }
    }

    /// Notes that the sentence speaks of a provision that ends at `end` and that is one of no law that is known.
    pub(super) fn note_unknown_topic(&mut self, end: usize) {
        if let Some(level) = self.levels.open.last_mut() {
            (level.topic, level.unknown_topic) = (None, end);
        }
    }

    /// Notes that the text of an article is printed: what follows is its paragraphs.
    pub(super) fn print(&mut self, law: &LawUse, article: Reading, is_known: bool) {
        if let Some(level) = self.levels.open.last_mut().filter(|_| !self.note) {
            let Reading { provision, end } = article;
            let article = Anchor { law: law.clone(), provision, end };
            level.printed = Some(Printed { article, is_known });
        }
    }

    /// The law of the article that was printed last, if not far before `at`: its next article is one of the same law. Articles
    /// are printed in the order of their numbers, and end where a title or a sentence announces others.
    pub(super) fn printed_law(&self, at: usize, next: Ordinal) -> Option<LawUse> {
        let printed = self.levels.top()?.printed.as_ref().filter(|printed| printed.is_known)?;
        let last = &printed.article;
        let goes_on = at.saturating_sub(last.end) <= MAX_PRINTED
            && last.provision.article.is_some_and(|article| article < next)
            && !begins_anew(self.text, at);
        goes_on.then(|| last.law.clone())
    }

    /// Whether the sentence in which `at` stands speaks of a provision that was named behind `from`.
    fn has_a_subject(&self, from: usize, at: usize) -> bool {
        self.topic_behind(from).is_some_and(|topic| topic.end >= self.levels.sentence_start(self.text, at))
    }

    /// What was spoken of last, where it was named behind `from`.
    fn topic_behind(&self, from: usize) -> Option<&Anchor> {
        self.levels.top()?.topic.as_ref().filter(|topic| topic.end > from)
    }

    /// The article in whose text, as statutes are printed, `at` stands: its numbered parts go on since its title, or ① stands
    /// before `at` in the same line.
    pub(super) fn printed_around(&self, at: usize) -> Option<&Printed> {
        let text = self.text;
        let around = self.levels.top()?.printed.as_ref()?;
        let printed = &around.article;
        if at.saturating_sub(printed.end) > MAX_PRINTED {
            return None;
        }
        let is_enumerated = || {
            let mark = mark_before(text, at).filter(|_| marks_rise(text, Span::new(printed.end, at)))?;
            // `① 가법 제21조는 제1항에서`: reasons that are enumerated speak of other provisions.
            let other = self.topic_behind(mark).filter(|topic| {
                topic.law != printed.law || topic.provision.article != printed.provision.article
            });
            other.is_none().then_some(())
        };
        let goes_on =
            || goes_on_as_printed(text, Span::new(printed.end, at)) && !self.has_a_subject(printed.end, at);
        (is_enumerated().is_some() || goes_on()).then_some(around)
    }
}

/// Whether the provision that ends at `end` is only mentioned as what another rests on (`법 제5조의 위임에 따라 … (제10호)`): the
/// items are those of the other.
pub(super) fn is_only_mentioned(text: Text<'_>, end: usize) -> bool {
    text.eat(parts_end(text, end), "의 위임").is_some()
}

/// Whether the provision that ends at `end` is what the sentence speaks of: `제4조는`, `제3항(이하 …)은`, `제5조에 의하면`,
/// `제5조 규정에 의하면`.
pub(super) fn is_subject(text: Text<'_>, end: usize) -> bool {
    const TOPICS: [&str; 10] =
        ["은", "는", "이 ", "가 ", "에서", "에는", "에도", "도 ", "에 의하면", "에 따르면"];
    let after = parts_end(text, end);
    let note = text.opens_bracket(after).then(|| text.bracket_end(after)).flatten();
    let after = note.unwrap_or(after);
    let rule = text.eat(text.skip_blanks(text.eat(after, "의").unwrap_or(after)), "규정");
    text.eat_any(rule.unwrap_or(after), &TOPICS).is_some()
}

/// The anchor that a mention gives, if its law is the one that the text speaks of.
pub(super) fn anchor(reference: &StatuteRef, current: Option<&LawUse>) -> Option<Anchor> {
    let name = reference.law.as_ref()?;
    current.filter(|law| law.name.key == name.key)?;
    Some(Anchor {
        law: LawUse { name: name.clone(), former: reference.former },
        provision: reference.provision,
        end: reference.span.end,
    })
}
