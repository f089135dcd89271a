//! Statute references of a text: provisions with their law, lists under one law, notes in brackets.
//!
//! One pass over the digits, the definitions (이하 …) and the letters of subitems; [`Scope`] carries what short forms
//! may mean. A provision without a law belongs to the law mentioned last, unless that was a contract.

use super::Context;
use super::law_scan::{LawHead, LawMention, known_before, law_before, mention_before, says_former};
use super::points::Points;
use super::printed_article::{announces, is_heading, line_above};
use super::private_rules::is_of_private_rules;
use super::provision_scan::{Unit, numbered, provision_at};
use super::quoted_provisions::{Anchor, Levels, is_subject};
use super::short_form::{Aliases, LawUse, Scope, Target, defined_name, defined_names, same_provision_before};
use super::standing_words::parts_start;
use super::statute::{Provision, StatuteRef};
use super::statute_surroundings::{
    foreign_article, is_behind_unknown_law, is_list_member, is_topic, name_end, name_ends, rules_as_subject,
};
use crate::judgment::Section;
use crate::scan::{DigitRuns, Text};
use panrye_text::span::Span;

/// How far back a law is looked for that was mentioned without a provision, in bytes.
const MAX_LOOKBACK: usize = 3000;

/// Every statute reference of `text`, in order. Short names that it defines are added to `aliases`.
pub(super) fn statutes(text: &str, context: &Context<'_>, aliases: &mut Aliases) -> Vec<StatuteRef> {
    let text = Text(text);
    let mut scanner = StatuteScanner {
        text,
        section: context.section,
        scope: Scope::new(std::mem::take(aliases), context.section == Some(Section::Statutes)),
        found: Vec::new(),
        seen: 0,
        law_at: 0,
        passing: None,
        note: false,
        noted: None,
        levels: Levels::new(text),
    };
    scanner.scan(0, text.len());
    let mut found = std::mem::take(&mut scanner.found);
    found.sort_by_key(|reference| reference.span);
    *aliases = scanner.scope.into_aliases();
    if let Some(section @ (Section::Statutes | Section::Cases | Section::Issues | Section::Holdings)) =
        context.section
        && !found.is_empty()
    {
        let points = match section {
            Section::Statutes | Section::Cases => Points::of_list(text.0),
            _ => Points::of_points(text.0),
        };
        for reference in &mut found {
            reference.points = points.at(reference.span.start);
        }
    }
    found
}

/// No law is meant: the provision is one of a contract, or nothing was mentioned that it could belong to.
#[derive(Debug)]
pub(super) struct NoLaw;

/// What is read of one text, and what may be meant at this place of it.
pub(super) struct StatuteScanner<'t> {
    pub(super) text: Text<'t>,
    pub(super) section: Option<Section>,
    pub(super) scope: Scope,
    pub(super) found: Vec<StatuteRef>,
    /// Up to where laws mentioned without a provision have been looked for.
    pub(super) seen: usize,
    /// Where the law that is meant now was named last.
    law_at: usize,
    /// A law that was mentioned in passing since the last provision: what only 같은 법 may mean.
    passing: Option<LawUse>,
    /// Whether a note on today's law (현행 … 참조) is being read.
    pub(super) note: bool,
    /// The provision behind which a note in brackets is being read.
    pub(super) noted: Option<Anchor>,
    /// The quotations around this place.
    pub(super) levels: Levels,
}

impl StatuteScanner<'_> {
    pub(super) fn scan(&mut self, start: usize, end: usize) {
        let text = self.text;
        let mut definitions =
            memchr::memmem::find_iter(text.between(start, end).as_bytes(), "이하".as_bytes())
                .map(|at| at + start)
                .peekable();
        let mut subitems = memchr::memmem::find_iter(text.between(start, end).as_bytes(), ")목".as_bytes())
            .map(|at| at + start)
            .peekable();
        let mut runs = DigitRuns::new(text, start, end);
        let mut at = start;
        while let Some(digits) = runs.next() {
            while let Some(definition) = definitions.next_if(|&definition| definition < digits.start) {
                if definition >= at {
                    self.define_at(definition);
                }
            }
            while let Some(subitem) = subitems.next_if(|&subitem| subitem < digits.start) {
                if subitem >= at {
                    at = self.same_subitem(subitem).unwrap_or(at);
                }
            }
            if let Some(next) = self.provision(digits) {
                at = next;
                runs.skip_to(next);
            }
        }
        for definition in definitions.filter(|&definition| definition >= at) {
            self.define_at(definition);
        }
        for subitem in subitems.filter(|&subitem| subitem >= at) {
            self.same_subitem(subitem);
        }
    }

    /// The provision that begins with the digits, and the list that it opens; the end of what was read.
    fn provision(&mut self, digits: Span) -> Option<usize> {
        let text = self.text;
        let before = text.skip_blanks_back(digits.start);
        if let Some(annex) = self.annex(digits, before) {
            return Some(annex);
        }
        let written = text.eat_back(before, "제").filter(|_| digits.start - before <= 2);
        if let Some(end) = written.and_then(|_| foreign_article(text, digits.end)) {
            self.note_unknown_topic(end);
            return None;
        }
        if written.is_none()
            && text.char_before(digits.start).is_some_and(char::is_alphanumeric)
            && !self.follows_law(digits)
        {
            return None;
        }
        let start = written.unwrap_or(digits.start);
        let first = numbered(text, start)?;
        self.move_to(start);
        if first.unit != Unit::Article {
            return self
                .named_by_its_number(start, first)
                .or_else(|| self.under_a_short_form(start))
                .or_else(|| self.standing_alone(start));
        }
        let head = law_before(text, start, &self.scope);
        if written.is_none() && !matches!(head.law, LawMention::Named(_) | LawMention::Short(_)) {
            return None;
        }
        if matches!(head.law, LawMention::Named(_)) {
            self.enter_part(head.start);
        }
        let heading = is_heading(text, start, head.start);
        let is_unnamed = heading && head.law == LawMention::None;
        let printed = self.printed_law(start, first.ordinal).filter(|_| is_unnamed);
        let goes_on = printed.is_some();
        let law = if let Some(law) = printed {
            self.scope.mention(&law);
            self.seen = start;
            Some(law)
        } else if let Ok(law) = self.law_of(&head) {
            self.law_of_the_subject(&head, law.as_ref()).or(law)
        } else {
            self.note_subject_of_no_law(start);
            return None;
        };
        self.define_in_notes(&head, law.as_ref());
        let context = Provision { supplementary: head.supplementary, ..Provision::default() };
        let reading = provision_at(text, start, context)?;
        self.forget_within(&head);
        if let Some(law) = law.as_ref().filter(|_| heading) {
            self.print(law, reading, goes_on || !is_unnamed || self.is_announced(start));
        }
        Some(self.list(law.as_ref(), head.start, reading))
    }

    /// Whether the line above an article that is printed at `start` announces it and names its law: `가법의 규정은 다음과 같다.`
    fn is_announced(&self, start: usize) -> bool {
        line_above(self.text, start)
            .is_some_and(|line| self.law_at >= line.start && announces(line.of(self.text.0)))
    }

    /// `시행령 제24조 제1항은 법 제30조에 따라 … 규정하고, 제31조는`: the next subject is of the law that the sentence speaks of, not of
    /// one that it only mentions, as `current` is where it was named with a provision.
    fn law_of_the_subject(&mut self, head: &LawHead, current: Option<&LawUse>) -> Option<LawUse> {
        if head.law != LawMention::None || head.supplementary || self.note {
            return None;
        }
        let reading = provision_at(self.text, head.start, Provision::default())?;
        let (law, provision) = self.topic_after_clause(head.start)?;
        let is_mentioned = self.found.last().is_some_and(|last| {
            current.is_some_and(|law| Some(&law.name) == last.law.as_ref() && law.former == last.former)
        });
        let goes_on = is_mentioned && provision.article.is_some() && is_subject(self.text, reading.end);
        goes_on.then(|| self.scope.mention(&law))?;
        Some(law)
    }

    /// Notes an article of no known law that the sentence speaks of: what follows is not of the law before it.
    fn note_subject_of_no_law(&mut self, start: usize) {
        let reading = provision_at(self.text, start, Provision::default());
        if let Some(reading) = reading.filter(|reading| is_subject(self.text, reading.end)) {
            self.note_unknown_topic(reading.end);
        }
    }

    /// Drops what was read within the name of a law (`일반협정 제7조의 시행에 관한 협약`) and in a note on versions behind it
    /// (`…법 부칙 제2조로 폐지되기 전의 것`).
    fn forget_within(&mut self, head: &LawHead) {
        if head.law != LawMention::None {
            while self.found.pop_if(|reference| reference.span.start >= head.start).is_some() {}
        }
    }

    /// Whether the word that the digits are glued to ends in a law: `민법750조`.
    fn follows_law(&self, digits: Span) -> bool {
        matches!(self.text.char_before(digits.start), Some('법' | '률' | '령' | '칙'))
    }

    /// The law that a head means, `Ok(None)` where a short form has no antecedent.
    pub(super) fn law_of(&mut self, head: &LawHead) -> Result<Option<LawUse>, NoLaw> {
        let noted = head.notes.iter().any(|note| says_former(note.of(self.text.0)));
        match &head.law {
            LawMention::Named(law) | LawMention::Defined(law, _) => {
                (self.seen, self.law_at) = (head.start, head.start);
                self.passing = None;
                self.scope.mention(law);
                Ok(Some(law.clone()))
            }
            LawMention::Short(form) => {
                self.catch_up(head.start);
                if let Some(passing) = self.passing.take().filter(|_| form.pointed) {
                    self.scope.mention(&passing);
                }
                let mut law = self.scope.resolve(*form);
                // What follows a law that nobody named is not of the law before either.
                self.scope.private = law.is_none();
                if law.is_none() && !form.pointed {
                    // `…지급 규정 제6조, 제12조`: what follows is not of the law before either.
                    self.scope.private = true;
                    return Err(NoLaw);
                }
                if let Some(law) = &mut law {
                    law.former = law.former || form.former || noted;
                    self.law_at = head.start;
                    self.scope.mention(law);
                }
                Ok(law)
            }
            LawMention::Private => {
                self.scope.private = true;
                self.seen = head.start;
                Err(NoLaw)
            }
            LawMention::None => self.law_meant(head),
        }
    }

    /// The law of a provision before which none is named.
    fn law_meant(&mut self, head: &LawHead) -> Result<Option<LawUse>, NoLaw> {
        let subject = rules_as_subject(self.text, head.start, &self.scope);
        if let Some(rules) = subject.filter(|_| !head.supplementary) {
            self.seen = head.start;
            self.scope.private = rules.is_err();
            return rules.map(|law| {
                self.scope.mention(&law);
                Some(law)
            });
        }
        // A law that nobody knows here stands before it: it is not one of the law before that.
        if is_behind_unknown_law(self.text, head.start) || is_of_private_rules(self.text, head.start) {
            self.scope.private = true;
            self.seen = head.start;
            return Err(NoLaw);
        }
        self.catch_up(head.start);
        if self.scope.current().is_none()
            && let Some(passing) = self.passing.take()
        {
            self.scope.mention(&passing);
        }
        let current = self.scope.current().filter(|_| !self.scope.private);
        current.cloned().map(Some).ok_or(NoLaw)
    }

    /// Looks for laws that were mentioned without a provision before `until`: the last one that the text goes on to
    /// speak of, and the last one in passing.
    fn catch_up(&mut self, until: usize) {
        if self.section == Some(Section::Statutes) {
            return;
        }
        let from = self.text.boundary(self.seen.max(until.saturating_sub(MAX_LOOKBACK)));
        self.seen = self.seen.max(until);
        let mut passing = None;
        for found in memchr::memmem::rfind_iter(self.text.between(from, until).as_bytes(), "법".as_bytes()) {
            let end = name_end(self.text, from + found);
            let topic = is_topic(self.text, end) || self.is_called_after(end, until);
            if (passing.is_some() && !topic) || end > until || !name_ends(self.text, end) {
                continue;
            }
            let Some((start, LawMention::Named(law))) = known_before(self.text, end, &self.scope) else {
                continue;
            };
            if start < from || is_list_member(self.text, start, end) {
                continue;
            }
            if topic {
                self.law_at = start;
                self.scope.mention(&law);
                self.passing = passing;
                return;
            }
            passing = Some(law);
        }
        self.passing = passing.or(self.passing.take());
    }

    /// Whether something in the sentence before `until` is called after the law whose name ends at `end`: `형법상 강도죄(제333조)`.
    /// What 그 or 위 points at is another law.
    fn is_called_after(&self, end: usize, until: usize) -> bool {
        let text = self.text;
        let is_pointed = || text.eat_any_back(text.skip_blanks_back(until), &["그", "위"]).is_some();
        let named = text.eat_any(end, &["」", "’", "”"]).unwrap_or(end);
        text.eat_any(named, &["상 ", "상의 "]).is_some()
            && !is_pointed()
            && self.levels.sentence_start(text, until) <= end
    }

    /// `같은 조 제3항`, `감면규정 제2항`, `부칙 제2항`: a lower level under a provision that words stand for.
    fn under_a_short_form(&mut self, start: usize) -> Option<usize> {
        let text = self.text;
        let before = parts_start(text, text.skip_blanks_back(start));
        if let Some((from, kept)) = same_provision_before(text, before, self.last_article()) {
            if let Some((law, topic)) = self.topic_after_clause(from) {
                let kept = same_provision_before(text, before, topic)?.1;
                self.scope.mention(&law);
                return Some(self.list(Some(&law), from, provision_at(text, start, kept)?));
            }
            let law = self.scope.current().cloned().filter(|_| !self.scope.private)?;
            let reading = provision_at(text, start, kept)?;
            return Some(self.list(Some(&law), from, reading));
        }
        if text.char_before(before).is_some_and(|c| c.is_ascii_digit() || matches!(c, '항' | '호' | ',')) {
            return None;
        }
        let head = law_before(text, start, &self.scope);
        match &head.law {
            LawMention::Defined(law, provision) => {
                let law = law.clone();
                let reading = provision_at(text, start, *provision)?;
                self.scope.mention(&law);
                Some(self.list(Some(&law), head.start, reading))
            }
            LawMention::Named(_) | LawMention::Short(_) | LawMention::None if head.supplementary => {
                let law = self.law_of(&head).ok()?;
                let context = Provision { supplementary: true, ..Provision::default() };
                let reading = provision_at(text, start, context)?;
                Some(self.list(law.as_ref(), head.start, reading))
            }
            _ => None,
        }
    }

    /// The provision named last, or the article before it where that was an annex: what 같은 조 means.
    fn last_article(&self) -> Provision {
        /// How many references back the article of an annex is looked for.
        const MAX_BACK: usize = 8;
        let last = self.scope.last;
        let articles = self.found.iter().rev().take(MAX_BACK).map(|reference| reference.provision);
        let article = || articles.clone().find(|provision| provision.article.is_some());
        if last.annex.is_some() && last.article.is_none() { article().unwrap_or(last) } else { last }
    }

    /// `같은 항 (나)목`: `bracket` is where the bracket closes before 목.
    fn same_subitem(&mut self, bracket: usize) -> Option<usize> {
        let text = self.text;
        let open = text.bracket_start(bracket + 1)?;
        let before = text.skip_blanks_back(open);
        let (start, kept) = same_provision_before(text, before, self.scope.last)?;
        let law = self.scope.current().cloned().filter(|_| !self.scope.private)?;
        let reading = provision_at(text, open, kept)?;
        Some(self.list(Some(&law), start, reading))
    }

    /// Short names that the notes between a law and its provision define: they stand for the law.
    pub(super) fn define_in_notes(&mut self, head: &LawHead, law: Option<&LawUse>) {
        let Some(law) = law else { return };
        for note in &head.notes {
            for name in defined_names(note.of(self.text.0)) {
                let target = Target { law: law.clone(), provision: None };
                self.scope.define(name, target);
            }
        }
    }

    /// A definition in brackets after a law that no provision follows: `「…협약」(이하 ‘이 사건 조세조약’이라 한다)상`.
    fn define_at(&mut self, at: usize) {
        let text = self.text;
        let Some(name) = defined_name(text.after(at + "이하".len())) else {
            return;
        };
        let Some(open) = text.enclosing_bracket(at) else {
            return;
        };
        let end = text.skip_blanks_back(open);
        let Some((_, mention)) = mention_before(text, end, &self.scope) else {
            return;
        };
        let law = match mention {
            LawMention::Named(law) => Some(law),
            LawMention::Short(form) => self.scope.resolve(form),
            _ => None,
        };
        if let Some(mut law) = law {
            law.former = law.former || says_former(text.between(open, at));
            self.scope.mention(&law);
            self.scope.define(name, Target { law, provision: None });
        }
    }
}

#[cfg(test)]
#[path = "statutes_tests.rs"]
mod tests;
