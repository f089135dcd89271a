//! Lists of provisions under one law, and the notes in brackets between their items.
//!
//! `제2조 제1항 제2호(현행 제3조 제1항 제2호 참조), 제5항, 제93조`: the law is named once; a note on today's law is read and
//! then forgotten, a definition is remembered.

use super::law_scan::says_former;
use super::provision_scan::{Reading, Unit, numbered, provision_at};
use super::quoted_provisions::Anchor;
use super::short_form::{LawUse, Target, defined_names};
use super::statute::{Provision, RangeEnd, StatuteRef};
use super::statutes::StatuteScanner;
use crate::scan::Text;
use panrye_text::span::Span;

/// How many references the notes after a provision may hold.
const MAX_NOTED: usize = 64;

impl StatuteScanner<'_> {
    /// A reference and every further item of its list. Returns the end of what was read.
    pub(super) fn list(&mut self, law: Option<&LawUse>, start: usize, first: Reading) -> usize {
        self.push(law, Span::new(start, first.end), first.provision);
        let mut last = first;
        loop {
            let after = self.tail(law, last);
            if let Some(deeper) = self.deeper_after_tail(last, after) {
                last = deeper;
                continue;
            }
            let Some((next_at, range)) = separator(self.text, after) else {
                return after.max(last.end);
            };
            let Some(next) = provision_at(self.text, next_at, self.context(last.provision, next_at)) else {
                return after.max(last.end);
            };
            if self.text.byte(next_at).is_ascii_digit() && !is_list_number(self.text, next_at, next.end) {
                return after.max(last.end);
            }
            let range = range && last.provision < next.provision;
            if range && let Some(previous) = self.ending_at(last.end) {
                previous.range = Some(RangeEnd::Start);
            }
            self.push(law, Span::new(next_at, next.end), next.provision);
            if range && let Some(this) = self.found.last_mut() {
                this.range = Some(RangeEnd::End);
            }
            last = next;
        }
    }

    /// What is above the next item of a list: the provision before it, but a paragraph behind an annex is one of the article
    /// that the annex was cited with (`제40조 제3항 [별표 2], 제7항`), and an item is where that article has items.
    fn context(&self, last: Provision, next_at: usize) -> Provision {
        let unit = numbered(self.text, next_at).map(|next| next.unit);
        let of_the_article =
            unit == Some(Unit::Paragraph) || (unit == Some(Unit::Item) && last.item.is_none());
        if last.annex.is_none() || !of_the_article {
            return last;
        }
        let mut before = self.found.iter().rev().take(MAX_NOTED).map(|reference| reference.provision);
        before
            .find(|provision| provision.annex.is_none())
            .filter(|article| {
                article.article.is_some() && (unit == Some(Unit::Paragraph) || article.item.is_some())
            })
            .unwrap_or(last)
    }

    /// `제121조의2(이하 ‘감면규정’이라 한다) 제1항`, `제1항 단서 제3호`: a lower level after the note or the part belongs to
    /// the provision before it.
    fn deeper_after_tail(&mut self, last: Reading, after: usize) -> Option<Reading> {
        let text = self.text;
        let next_at = text.skip_blanks(after);
        let may_follow =
            text.eat_any_back(after, &[")", "）", "단서", "단행", "본문", "전단", "후단", "전문", "후문"]);
        let unit = numbered(text, next_at).filter(|_| may_follow.is_some())?.unit;
        let provision = last.provision;
        let is_lower = match unit {
            Unit::Article => false,
            Unit::Paragraph => provision.paragraph.is_none() && provision.item.is_none(),
            Unit::Item => provision.item.is_none(),
        };
        let deeper = provision_at(text, next_at, provision).filter(|_| is_lower)?;
        let reference = self.ending_at(last.end)?;
        reference.span.end = deeper.end;
        reference.span.of(text.0).clone_into(&mut reference.quote);
        reference.provision = deeper.provision;
        self.scope.last = deeper.provision;
        Some(deeper)
    }

    /// The reference that ends at `end`, which notes read after it may follow.
    pub(super) fn ending_at(&mut self, end: usize) -> Option<&mut StatuteRef> {
        let text = self.text;
        self.found
            .iter_mut()
            .rev()
            .take(MAX_NOTED)
            .find(|reference| reference.span.end == end || text.skip_blanks(reference.span.end) == end)
    }

    fn push(&mut self, law: Option<&LawUse>, span: Span, provision: Provision) {
        if !self.note {
            self.scope.last = provision;
        }
        if let Some(law) = law {
            self.note_anchor(law, provision, span.end);
        }
        self.seen = self.seen.max(span.end);
        self.found.push(StatuteRef {
            section: self.section,
            span,
            quote: span.of(self.text.0).to_owned(),
            law: law.map(|law| law.name.clone()),
            former: law.is_some_and(|law| law.former),
            provision,
            range: None,
            current_note: self.note,
            points: Vec::new(),
        });
    }

    /// Steps over what may stand between two items of a list: 본문, 단서 and notes in brackets, which are read.
    fn tail(&mut self, law: Option<&LawUse>, last: Reading) -> usize {
        const PARTS: [&str; 15] = [
            "까지",
            "본문",
            "단서",
            "단행",
            "전단",
            "중단",
            "후단",
            "전문",
            "후문",
            "각 호",
            "각호",
            "각 목",
            "각목",
            "소정",
            "의 각 호",
        ];
        let text = self.text;
        let mut at = last.end;
        loop {
            let next = text.skip_blanks(at);
            if let Some(end) = text.eat_any(next, &PARTS) {
                at = end;
                continue;
            }
            match opens_a_note(text, next).then(|| text.bracket_end(next)).flatten() {
                Some(close) => {
                    self.note(Span::new(next, close), law, last.provision);
                    at = close;
                }
                None => return at,
            }
        }
    }

    /// Reads a note in brackets after a provision: 현행 …, definitions, 개정되기 전의 것.
    fn note(&mut self, span: Span, law: Option<&LawUse>, provision: Provision) {
        let inside = span.of(self.text.0);
        if let Some(law) = law {
            self.define_for(span, law, provision);
        }
        if self.note || (says_former(inside) && !inside.contains("현행")) {
            return;
        }
        let (last, private) = (self.scope.last, self.scope.private);
        let current = law.cloned();
        self.note = inside.trim_start_matches(['(', '（', '[', ' ', '\n']).starts_with("현행")
            || inside.contains("현행 ");
        if self.note
            && let Some(law) = law
        {
            self.scope.mention(&LawUse { name: law.name.clone(), former: false });
        }
        let host = law.map(|law| Anchor { law: law.clone(), provision, end: span.start });
        let outer = std::mem::replace(&mut self.noted, host);
        self.scan(span.start, span.end);
        self.noted = outer;
        self.note = false;
        if let Some(law) = current {
            self.scope.mention(&law);
        }
        (self.scope.last, self.scope.private) = (last, private);
    }

    /// What a note says of the provision before it: that a superseded version is meant, and its short names.
    fn define_for(&mut self, note: Span, law: &LawUse, provision: Provision) {
        let inside = note.of(self.text.0);
        let former = law.former || says_former(inside);
        if former
            && !law.former
            && let Some(previous) = self.ending_at(note.start)
        {
            previous.former = true;
        }
        for name in defined_names(inside) {
            let target =
                Target { law: LawUse { name: law.name.clone(), former }, provision: Some(provision) };
            self.scope.define(name, target);
        }
    }
}

/// `(현행 …)`, `[현행 …]`; `[2]` is the label of a point and `[별표 3]` the annex that is cited next.
fn opens_a_note(text: Text<'_>, at: usize) -> bool {
    let label = || text.byte(at + 1).is_ascii_digit() || text.eat(at + 1, "별표").is_some();
    text.opens_bracket(at) || (text.byte(at) == b'[' && !label())
}

/// What joins two items of a list, with where the next item begins and whether the two are a range.
pub(super) fn separator(text: Text<'_>, at: usize) -> Option<(usize, bool)> {
    const LIST: [&str; 13] = [",", "，", "、", "·", "ㆍ", "․", "‧", "및", "와", "과", "또는", "이나", "나"];
    const RANGE: [&str; 7] = ["내지", "부터", "~", "∼", "～", "-", "－"];
    let next = text.skip_blanks(at);
    let blank_only = next > at && text.byte(next) != b'\n';
    let at = next;
    if let Some(end) = text.eat_any(at, &RANGE) {
        return Some((text.skip_blanks(end), true));
    }
    // `제1항에서 제3항까지`: elsewhere 에서 says where something is written.
    if let Some(next) = text.eat(at, "에서").map(|end| text.skip_blanks(end)) {
        return text.eat(numbers_end(text, next), "까지").map(|_| (next, true));
    }
    let Some(end) = text.eat_any(at, &LIST) else {
        // `제1항 제2항 단서 제1호 제7호`, as older lists of provisions have it.
        let lower = numbered(text, at).filter(|numbered| numbered.unit != Unit::Article);
        return lower.filter(|_| blank_only && text.eat(at, "제").is_some()).map(|_| (at, false));
    };
    let next = text.skip_blanks(end);
    let next = text.eat_any(next, &["및", "또는"]).map_or(next, |end| text.skip_blanks(end));
    Some((next, false))
}

/// The end of the numbers of a provision at `at`: `제3조 제2항`.
fn numbers_end(text: Text<'_>, at: usize) -> usize {
    let mut end = at;
    while let Some(level) = numbered(text, text.skip_blanks(end)) {
        end = level.end;
    }
    end
}

/// A further item without 제 counts where its unit follows it or the list shares one: `제1, 6항`, `제14조 내지 16조`.
fn is_list_number(text: Text<'_>, at: usize, end: usize) -> bool {
    let written = text.between(at, end);
    written.ends_with(['조', '항', '호'])
        || written.bytes().all(|b| b.is_ascii_digit())
        || written.contains('의')
}
