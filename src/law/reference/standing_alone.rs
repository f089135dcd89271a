//! Paragraphs and items that stand without their article: `제4조는 … 제1항에서 …`, `위 제5항`, `그 제7호`.
//!
//! Which article is meant follows from how statutes are drafted and quoted. Within a quotation of a provision, a paragraph
//! is one of the quoted article. Outside, it is one of the article that the sentence speaks of, else of the one named last
//! in the sentence. What is numbered so in other papers (주문 제1항, 공소사실 제2항, 청구범위 제3항) is told by the words around
//! it. Where the article is in doubt, none is given.

use super::annex::ends_with_an_annex;
use super::printed_article::{begins_its_line, mark_before};
use super::provision_scan::{Numbered, Reading, Unit, numbered, provision_at};
use super::quoted_provisions::{Anchor, MAX_BACK, anchor, is_only_mentioned, is_subject};
use super::short_form::LawUse;
use super::standing_words::{Lead, clause_ends, goes_on_as_a_provision, is_of_the_text, speaks_of_a_paper};
use super::statute::{Provision, StatuteRef};
use super::statute_list::separator;
use super::statutes::StatuteScanner;
use crate::judgment::Section;
use crate::scan::Text;

/// How far back `위 제5항` may have been named, in references.
const MAX_ABOVE: usize = 24;

/// The highest number of an item: numbers of statutes and files are higher.
const MAX_ITEM: u32 = 99;

/// What a name before a paragraph or an item says of its article.
#[derive(Debug, PartialEq, Eq)]
enum NamedHost {
    /// The provision that the text has given the name to: `이 사건 규정 중 제2항`.
    Known(Anchor),
    /// `이 사건 규정 중 제2항`, and the text does not say what it calls so.
    Unknown,
    /// The same paragraph under another name: `이 사건 법률조항인 제3항`.
    Apposition,
    /// No name stands there.
    None,
}

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
            let end = self.refuse_list(start, first);
            if is_subject(text, end) {
                self.note_unknown_topic(end);
            }
            return Some(end);
        };
        law.former = law.former && !self.note;
        self.scope.mention(&law);
        Some(self.list(Some(&law), start, reading))
    }

    /// `이 사건 제1항`, `제6호 이혼사유`: a name of the text in which the number of a provision stands.
    pub(super) fn named_by_its_number(&mut self, start: usize, first: Numbered) -> Option<usize> {
        let named = self.scope.alias_before(self.text, first.end).filter(|&(from, _)| from < start);
        let (from, target) = match named {
            Some(named) => named,
            None => (start, self.scope.numbered_alias(self.text, start)?),
        };
        let (law, provision) = (target.law.clone(), target.provision?);
        let own = match first.unit {
            Unit::Article => None,
            Unit::Paragraph => provision.paragraph,
            Unit::Item => provision.item,
        };
        let is_definition =
            self.text.before(from).trim_end_matches(['‘', '“', '\'', '"', '「', ' ']).ends_with("이하");
        if own != Some(first.ordinal) || is_definition {
            return None;
        }
        self.scope.mention(&law);
        Some(self.list(Some(&law), from, Reading { provision, end: first.end }))
    }

    /// Passes over what is no provision of a law, and what is joined to it: `전조 제1항, 제2항`. Returns where it ends.
    fn refuse_list(&mut self, start: usize, first: Numbered) -> usize {
        const MAX_LIST: usize = 32;
        let (mut at, mut last) = (start, first);
        for _ in 0..MAX_LIST {
            self.levels.refuse(at, last.unit);
            let next = separator(self.text, last.end).map(|(next, _)| next);
            let next = next.and_then(|next| Some((next, numbered(self.text, next)?)));
            match next {
                Some((next, numbered))
                    if numbered.unit != Unit::Article && self.text.eat(next, "제").is_some() =>
                {
                    (at, last) = (next, numbered);
                }
                _ => break,
            }
        }
        last.end
    }

    /// The provision whose paragraph or item `first` is meant at `start`.
    fn meant_by(&self, start: usize, first: Numbered) -> Option<Anchor> {
        let level = self.levels.top()?;
        if ends_with_an_annex(self.text, start) || is_behind_another_article(self.text, start) {
            return None;
        }
        if let Some(noted) = self.noted_before(start) {
            return can_have(noted.provision, first.unit).then(|| noted.clone());
        }
        if let Some(quoted) = level.quoted.as_ref().filter(|_| level.printed.is_none()) {
            let last = self.last_since(quoted.end, start, first.unit);
            let in_doubt = first.unit == Unit::Item
                && last.is_some_and(|last| self.is_in_doubt(start, first, quoted, &last));
            let meant = || quoted.within(self.text, start, first.unit);
            return (is_of_the_text(self.text, start) && !in_doubt).then(meant);
        }
        if let Some(printed) = self.printed_around(start) {
            return printed
                .meant_at(self.text, start, first.unit)
                .filter(|_| is_of_the_text(self.text, start));
        }
        let named = self.named_host(start);
        if let NamedHost::Known(host) = &named
            && can_have(host.provision, first.unit)
        {
            return Some(host.clone());
        }
        if let Some(siblings) = self.items_before_its_own(first) {
            return Some(siblings);
        }
        let lead = if named == NamedHost::Apposition { Lead::Open } else { Lead::of(self.text, start)? };
        if self.section == Some(Section::Statutes) && !self.note {
            return None;
        }
        if lead == Lead::Above {
            return self.named_before(start, first, 0);
        }
        if let Some(title) = self.title_before(start) {
            return self.annex_with_a_title(title);
        }
        if self.scope.private {
            return None;
        }
        if let Some(other) = self.beside(start, first) {
            return Some(other);
        }
        if matches!(named, NamedHost::Known(_) | NamedHost::Unknown) {
            return self.named_before(start, first, start.saturating_sub(MAX_BACK));
        }
        let sentence = self.explained_from(self.levels.sentence_start(self.text, start));
        // `화해조항 제3항은 무효이고 제4항은`: what follows a part of another paper is one of it too.
        let sentence = sentence.max(self.levels.refused(first.unit));
        // `① 가법 제21조는 … 제2항에서`: what is enumerated speaks of what is named behind its mark.
        let mark = mark_before(self.text, start);
        let sentence = sentence.max(mark.unwrap_or(0));
        let last = self.last_since(sentence, start, first.unit);
        if let Some(topic) = &level.topic
            && topic.end >= sentence
            && can_have(topic.provision, first.unit)
        {
            // Where the count goes on from what was named last, either may be meant.
            let in_doubt = last.is_some_and(|last| self.is_in_doubt(start, first, topic, &last));
            return (!in_doubt).then(|| topic.clone());
        }
        // `④ 법 제32조 제1항에 대하여도 제1항을`: the text of a statute that nobody named. `① 가법 제2조에 따른 사업(제3호), ②`: items
        // of what all the marks are about.
        let is_note = matches!(self.text.char_before(start), Some('(' | '（'));
        if mark.is_some_and(|mark| is_note || begins_its_line(self.text, mark)) {
            return None;
        }
        if level.unknown_topic > sentence {
            return self.named_before(start, first, level.unknown_topic);
        }
        let last = last.filter(|host| !is_only_mentioned(self.text, host.end));
        if last.as_ref().is_some_and(|last| repeats(self.text, last, first)) {
            return None;
        }
        last.or_else(|| {
            // What is said of a provision in the sentence itself: `… 협력하며(제1항 참조)`.
            if mark.is_some() || is_note {
                return None;
            }
            let from = start.saturating_sub(MAX_BACK).max(self.levels.refused(first.unit));
            let named = self.named_before(start, first, from)?;
            // `이 사건 약정은 다음과 같다. 제1항은`: another paper came in between.
            (!speaks_of_a_paper(self.text.between(named.end, start))).then_some(named)
        })
    }

    /// Whether `last` may be meant instead of what the sentence speaks of: the count goes on from it, and no clause ends that
    /// said something of it.
    fn is_in_doubt(&self, start: usize, first: Numbered, topic: &Anchor, last: &Anchor) -> bool {
        let is_note = matches!(self.text.char_before(start), Some('(' | '（'));
        let speaks_of_both =
            is_subject(self.text, last.end) && last.provision.article != topic.provision.article;
        let is_over = clause_ends(self.text, start) && !speaks_of_both;
        counts_on(last, topic, first) && !is_note && !is_over
    }

    /// The provision that was named last since `from` and that can have a paragraph or an item.
    fn last_since(&self, from: usize, start: usize, unit: Unit) -> Option<Anchor> {
        let before = self.found.iter().rev().take(MAX_ABOVE).filter(|reference| reference.span.end <= start);
        before
            .take_while(|reference| reference.span.end >= from)
            .filter_map(|reference| anchor(reference, self.scope.current()))
            .find(|last| can_have(last.provision, unit))
    }

    /// The provision that stands directly before, where a paragraph or an item is set beside it: `제1항이 아닌 제2항`,
    /// `제2호의 강제집행 절차와 제3호의 체납처분 절차`.
    fn beside(&self, start: usize, first: Numbered) -> Option<Anchor> {
        /// How long the noun may be that is the first of the two, in bytes.
        const MAX_NOUN: usize = 90;
        let last = self.found.iter().rev().find(|reference| reference.span.end <= start)?;
        let between = self.text.between(last.span.end, start);
        let level = match first.unit {
            Unit::Article => false,
            Unit::Paragraph => last.provision.paragraph.is_some() && last.provision.item.is_none(),
            Unit::Item => last.provision.item.is_some() && last.provision.subitem.is_none(),
        };
        let instead = ["이 아닌", "이 아니라", "가 아닌", "가 아니라", "뿐만 아니라", "뿐 아니라"];
        let both = || {
            let joined = ["와 ", "과 ", "및 ", "또는 ", "이나 "].iter().any(|joint| between.ends_with(joint));
            let clause =
                between.contains(['.', ',', '，', '\n', '(', '（', '“', '‘']) || between.contains("고 ");
            let owns = self.text.eat(first.end, "의 ").is_some();
            between.len() <= MAX_NOUN && between.starts_with("의 ") && joined && !clause && owns
        };
        let is_beside = level && !last.current_note && (instead.contains(&between.trim()) || both());
        if is_beside { anchor(last, self.scope.current()) } else { None }
    }

    /// The provision behind which a note begins with `start`: `제5조의4 제1항, 제5항(제1항·제4항에 한한다)`.
    fn noted_before(&self, start: usize) -> Option<&Anchor> {
        let noted = self.noted.as_ref()?;
        let inside = self.text.skip_blanks_back(start);
        let bracket = self.text.char_before(inside)?;
        (inside - bracket.len_utf8() == noted.end).then_some(noted)
    }

    /// Where the title of a paper begins that ends before `start`: `결정사항 4.1 ‘소프트웨어에 대한 평가’ 제1항`. What a provision
    /// before it says in quotes is no title: `제1호에서 ‘예탁’ 제2호에서 ‘신탁’을`.
    fn title_before(&self, start: usize) -> Option<usize> {
        /// How long the words between a provision and what it says may be, in bytes.
        const MAX_LEAD: usize = 60;
        let end = self.text.skip_blanks_back(start);
        self.text.eat_any_back(end, &["’", "”"]).filter(|_| end < start)?;
        let title = self.levels.quotation_before(end)?;
        let quoting = self.found.iter().rev().take(MAX_ABOVE).find(|found| found.span.end <= title);
        let is_far = quoting.is_none_or(|quoting| {
            title - quoting.span.end > MAX_LEAD || self.text.byte(quoting.span.end) == b','
        });
        (is_far || ends_with_an_annex(self.text, title)).then_some(title)
    }

    /// The annex whose title begins at `title`: `[별표 2] ‘과징금 부과기준’ 제9호`.
    fn annex_with_a_title(&self, title: usize) -> Option<Anchor> {
        let end = self.text.skip_blanks_back(title);
        let annex =
            self.found.last().filter(|annex| annex.span.end == end && annex.provision.annex.is_some())?;
        anchor(annex, self.scope.current())
    }

    /// What a name before `start` stands for.
    fn named_host(&self, start: usize) -> NamedHost {
        let text = self.text;
        let end = text.skip_blanks_back(start);
        let apposed = text.eat_back(end, "인");
        let among = || text.eat_back(end, " 중").map(|at| text.skip_blanks_back(at));
        let Some(name_end) = apposed.or_else(among) else { return NamedHost::None };
        let defined = self.scope.alias_before(text, name_end).map(|(_, target)| target);
        let is_name = text.eat_any_back(name_end, &["조항", "규정"]).is_some();
        match defined.and_then(|target| Some((&target.law, target.provision?))) {
            Some((law, provision)) => NamedHost::Known(Anchor { law: law.clone(), provision, end: start }),
            None if is_name && apposed.is_some() => NamedHost::Apposition,
            None if is_name => NamedHost::Unknown,
            None => NamedHost::None,
        }
    }

    /// `제4호는 … 제1호 내지 제3호 외에`: items up to the one that the sentence speaks of are its siblings.
    fn items_before_its_own(&self, first: Numbered) -> Option<Anchor> {
        let topic = self.levels.top()?.topic.as_ref()?;
        let is_range = self.text.eat_any(self.text.skip_blanks(first.end), &["내지", "부터"]).is_some();
        let own = topic.provision.item.filter(|_| first.unit == Unit::Item && is_range)?;
        let sentence = self.levels.sentence_start(self.text, first.end);
        (first.ordinal.number == 1 && own.number > 1 && topic.end >= sentence).then(|| topic.clone())
    }

    /// Where the sentence begins that the one at `sentence` explains: `… 신설되었다. 그 주요 내용은 …(제1항)`.
    fn explained_from(&self, sentence: usize) -> usize {
        const EXPLAINS: [&str; 6] = ["그 내용", "그 주요 내용", "그 주요내용", "그 구체적", "즉 ", "즉, "];
        let text = self.text;
        if text.eat_any(text.skip_blanks(sentence), &EXPLAINS).is_none() {
            return sentence;
        }
        self.levels.sentence_start(text, sentence.saturating_sub(1))
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
        // `위 제2항` is rather `제12조 제2항` than `제16조 제2항 제2호`.
        let as_such =
            |reference: &&StatuteRef| named(reference) && lowest(reference.provision) == Some(first.unit);
        let mut recent = self.found.iter().rev().take(MAX_ABOVE);
        let found = recent.clone().find(as_such).or_else(|| recent.find(named))?;
        anchor(found, self.scope.current())
    }
}

/// `전조 제1항`, and `제72조 제1항` whose law nobody knows: what stands directly before is an article, but not one that is known.
fn is_behind_another_article(text: Text<'_>, start: usize) -> bool {
    let Some(at) = text.eat_back(text.skip_blanks_back(start), "조") else { return false };
    text.char_before(at).is_some_and(|c| c.is_ascii_digit() || c == '전')
}

/// Whether `first` may be one of the numbers that `last` was named with, a provision of another host than `topic`, whose own
/// numbers it does not go on with: `제188조의2 제2항은 … 제186조 제1항 제1호 내지 제12호에 … 제13호에`, `제2항은 제1항 제1호 내지 제3호의
/// 경우에 … 그 제2호가`.
fn counts_on(last: &Anchor, topic: &Anchor, first: Numbered) -> bool {
    let split = |provision: Provision| match first.unit {
        Unit::Article => (None, None),
        Unit::Paragraph => (None, provision.paragraph),
        Unit::Item => (provision.paragraph, provision.item),
    };
    let host =
        |anchor: &Anchor| (anchor.law.name.key.clone(), anchor.provision.article, split(anchor.provision).0);
    let follows = |anchor: &Anchor, named: fn(u32, u32) -> bool| {
        split(anchor.provision).1.is_some_and(|last| named(last.number, first.ordinal.number))
    };
    let is_among =
        if first.unit == Unit::Item { |last, next| next <= last + 1 } else { |last, next| next == last + 1 };
    last.end > topic.end
        && host(last) != host(topic)
        && follows(last, is_among)
        && !follows(topic, |last, next| next == last + 1)
}

/// Whether `first` is the very paragraph by which something is done in the sentence: the text of another article that nobody
/// named speaks so (`제17조 제1항에 따라 내린 조치에 …, 제1항에 따른 청구를`).
fn repeats(text: Text<'_>, last: &Anchor, first: Numbered) -> bool {
    first.unit == Unit::Paragraph
        && last.provision.paragraph == Some(first.ordinal)
        && text.eat_any(last.end, &["에 따라", "에 따른", "의 규정에 의", "에 의하여", "에 의한"]).is_some()
}

/// The lowest level that a provision is written with.
fn lowest(provision: Provision) -> Option<Unit> {
    let item = provision.item.map(|_| Unit::Item);
    item.or_else(|| provision.paragraph.map(|_| Unit::Paragraph))
        .or_else(|| provision.article.map(|_| Unit::Article))
}

/// Whether a provision can have a paragraph or an item of its own: an article whose items are cited without a paragraph
/// has none.
fn can_have(provision: Provision, unit: Unit) -> bool {
    let has_paragraphs = provision.paragraph.is_some() || provision.item.is_none();
    match unit {
        Unit::Article => false,
        Unit::Paragraph => (provision.article.is_some() || provision.supplementary) && has_paragraphs,
        Unit::Item => provision.article.is_some() || provision.annex.is_some(),
    }
}
