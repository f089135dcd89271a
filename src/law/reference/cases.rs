//! Citations of a text: candidates from the scanners, joined with what stands around them.
//!
//! Owns the short forms of citations: a court that a list inherits, 당원, 같은 날, 위 … 판결. Resolution is within
//! the text only; no index is asked.

use std::collections::HashMap;

use super::Context;
use super::case_alias::overrule_by_short_name;
use super::case_head::{CaseHead, CourtMention, DateMention, head_before};
use super::case_scan::{CaseGroup, Suffix, group_at};
use super::citation::{Citation, Role};
use super::english::english_at;
use super::list_gap::is_list_gap;
use super::opinion::Opinions;
use super::outline::Outline;
use super::own_numbers::{OwnNumbers, is_constitutional};
use super::points::Points;
use super::role::{is_of_a_lower_court, role_in_reasons};
use super::treatment::{Cited, Source, Treating};
use crate::case_number::{CaseNumber, RangeBudget};
use crate::judgment::{Court, CourtLevel, DecisionDate, Section};
use crate::scan::{DigitRuns, Text};
use panrye_text::span::Span;

/// Every citation of `text`, in order, and whether ranges in them were cut to their ends.
pub(super) fn citations(text: &str, context: &Context<'_>) -> (Vec<Citation>, bool) {
    let text = Text(text);
    let mut scanner = CaseScanner::new(text, context);
    let mut runs = DigitRuns::new(text, 0, text.len());
    let mut ranges = RangeBudget::of_a_text();
    while let Some(digits) = runs.next() {
        let korean =
            group_at(text, digits, &mut ranges).map(|group| (head_before(text, group.span.start), group));
        if let Some((head, group)) = korean.or_else(|| english_at(text, digits)) {
            runs.skip_to(group.span.end);
            scanner.add(&head, group);
        }
    }
    (scanner.finish(), ranges.is_exceeded)
}

/// One mention with what the text says around it, before lists are read back to front.
struct Mention {
    citation: Citation,
    /// Whether a date stands before its number.
    is_dated: bool,
    /// Whether the next mention is the next item of the same list.
    continues: bool,
}

/// The mention before, as far as a list hands it on.
struct Last {
    end: usize,
    court: Option<Court>,
    date: Option<DecisionDate>,
    /// Whether 판결 or 결정 closes it: what follows is a decision of its own, with a date of its own.
    is_closed: bool,
    /// Whether it is the judgment's own number, which is no item of a list of citations.
    is_own: bool,
}

struct CaseScanner<'t, 'c> {
    text: Text<'t>,
    context: &'c Context<'c>,
    own: OwnNumbers<'c>,
    outline: Option<Outline>,
    points: Option<Points>,
    mentions: Vec<Mention>,
    /// The mention before, own numbers included.
    last: Option<Last>,
    known: HashMap<CaseNumber, (Option<Court>, Option<DecisionDate>)>,
}

impl<'t, 'c> CaseScanner<'t, 'c> {
    fn new(text: Text<'t>, context: &'c Context<'c>) -> Self {
        Self {
            text,
            context,
            own: OwnNumbers::new(text, context),
            outline: None,
            points: None,
            mentions: Vec::new(),
            last: None,
            known: HashMap::new(),
        }
    }

    fn add(&mut self, head: &CaseHead, group: CaseGroup) {
        let continues = self.last.as_ref().is_some_and(|last| is_list_gap(self.text, last.end, head.start));
        if !self.is_supported(head, &group, continues) {
            return;
        }
        let inherits = continues || (self.context.section == Some(Section::Cases) && self.last.is_some());
        let court = self.court_of(head, &group, inherits);
        let date = self.date_of(head, &group, continues);
        let span = Span::new(head.start, group.span.end);
        let is_own = self.own.is_mentioned(head, &group, court.as_ref());
        let is_behind_own = self.last.as_ref().is_some_and(|last| last.is_own);
        if continues
            && !is_behind_own
            && let Some(previous) = self.mentions.last_mut()
        {
            previous.continues = true;
        }
        let is_closed = group.decision.is_some();
        self.last = Some(Last { end: span.end, court: court.clone(), date, is_closed, is_own });
        if is_own {
            return;
        }
        for &number in &group.numbers {
            self.known.entry(number).or_insert_with(|| (court.clone(), date));
        }
        self.push(span, court, date, head, group);
    }

    fn push(
        &mut self,
        span: Span,
        court: Option<Court>,
        date: Option<DecisionDate>,
        head: &CaseHead,
        group: CaseGroup,
    ) {
        let text = self.text;
        let is_dated = head.date != DateMention::None || head.pronounced;
        let role = self.role_of(span, court.as_ref(), is_dated, &group);
        let points = self.points_at(span.start);
        self.mentions.push(Mention {
            citation: Citation {
                section: self.context.section,
                span,
                quote: span.of(text.0).to_owned(),
                court,
                date,
                decision: group.decision,
                numbers: group.numbers,
                en_banc: group.en_banc || head.en_banc,
                role,
                treatment: None,
                opinion: None,
                evidence: None,
                points,
            },
            is_dated,
            continues: false,
        });
    }

    /// The points that a mention at `offset` supports.
    fn points_at(&mut self, offset: usize) -> Vec<String> {
        let text = self.text.0;
        let Some(section) = self.context.section.filter(|&section| section != Section::Content) else {
            return Vec::new();
        };
        self.points
            .get_or_insert_with(|| match section {
                Section::Cases | Section::Statutes => Points::of_list(text),
                _ => Points::of_points(text),
            })
            .at(offset)
    }

    /// A number that could be something else counts only where the words around it speak of a decision.
    fn is_supported(&self, head: &CaseHead, group: &CaseGroup, continues: bool) -> bool {
        !group.weak
            || head.court != CourtMention::None
            || head.date != DateMention::None
            || head.pronounced
            || self.follows_a_court(head)
            || group.suffix == Suffix::Word
            || (group.suffix == Suffix::Ho && has_long_mark(group))
            || continues
            || self.context.section == Some(Section::Cases)
            || group.numbers.iter().any(|number| self.known.contains_key(number))
    }

    /// `원심법원 91나41639호`, `위 지원 64가18`: a court that the words do not name.
    fn follows_a_court(&self, head: &CaseHead) -> bool {
        let before = self.text.skip_blanks_back(head.start);
        before < head.start && self.text.eat_any_back(before, &["법원", "지원", "군법회의"]).is_some()
    }

    fn court_of(&self, head: &CaseHead, group: &CaseGroup, inherits: bool) -> Option<Court> {
        let last = || self.last.as_ref().and_then(|last| last.court.clone());
        match &head.court {
            CourtMention::Named(court) => Some(court.clone()),
            CourtMention::Deciding => self.context.court.cloned(),
            CourtMention::Same => last(),
            CourtMention::None if inherits => last().filter(|court| may_hear(court, group)),
            CourtMention::None => self.antecedent(group).and_then(|known| known.0.clone()),
        }
    }

    fn date_of(&self, head: &CaseHead, group: &CaseGroup, continues: bool) -> Option<DecisionDate> {
        match head.date {
            DateMention::On(date) => Some(date),
            DateMention::SameDay => self.last.as_ref().and_then(|last| last.date),
            // `선고 A, B 판결` has one date for both; in `선고 A 판결, B 판결` B has none, unless it was named before.
            DateMention::None
                if continues
                    && head.court == CourtMention::None
                    && !head.pronounced
                    && self.last.as_ref().is_some_and(|last| !last.is_closed) =>
            {
                self.last.as_ref().and_then(|last| last.date)
            }
            DateMention::None if head.court == CourtMention::None || head.above => {
                self.antecedent(group).and_then(|known| known.1)
            }
            DateMention::None | DateMention::Unreadable => None,
        }
    }

    /// What was said of the first of these numbers before.
    fn antecedent(&self, group: &CaseGroup) -> Option<&(Option<Court>, Option<DecisionDate>)> {
        group.numbers.iter().find_map(|number| self.known.get(number))
    }

    fn role_of(&mut self, span: Span, court: Option<&Court>, dated: bool, group: &CaseGroup) -> Role {
        match self.context.section {
            Some(Section::Cases) => Role::Reference,
            Some(Section::Content) => {
                let text = self.text;
                let outline = self.outline.get_or_insert_with(|| Outline::of(text));
                outline
                    .role_at(text, span.start)
                    .unwrap_or_else(|| role_in_reasons(text, span, court, dated, group))
            }
            _ => Role::Cited,
        }
    }

    /// Reads how each mention is treated and in whose opinion it stands.
    fn finish(self) -> Vec<Citation> {
        let opinions = match self.context.section {
            Some(Section::Content) => Opinions::of_reasons(self.text),
            Some(Section::Issues | Section::Holdings) => Opinions::of_points(self.text),
            _ => Opinions::default(),
        };
        let has_opinions =
            matches!(self.context.section, Some(Section::Content | Section::Issues | Section::Holdings));
        let treating = Treating::new(self.text, opinions);
        let cited: Vec<Cited> = self
            .mentions
            .iter()
            .map(|mention| Cited {
                span: mention.citation.span,
                role: mention.citation.role,
                continues: mention.continues,
                source: source_of(mention),
                is_its_own: may_overrule(self.context.court, &mention.citation),
            })
            .collect();
        let treated = treating.of(&cited);
        let mut citations: Vec<_> = self.mentions.into_iter().map(|mention| mention.citation).collect();
        for (citation, treated) in citations.iter_mut().zip(treated) {
            citation.treatment = treated.map(|(treatment, _)| treatment);
            citation.evidence = treated.map(|(_, evidence)| evidence);
            citation.opinion = has_opinions.then(|| treating.opinions.at(citation.span.start));
        }
        if self.context.section != Some(Section::Cases) {
            overrule_by_short_name(&treating, &cited, &mut citations);
        }
        citations
    }
}

/// What a mention cites, by its court or else by its mark.
fn source_of(mention: &Mention) -> Source {
    let citation = &mention.citation;
    let is_of_last_resort = match &citation.court {
        Some(court) => matches!(court.level(), CourtLevel::Supreme | CourtLevel::Constitutional),
        None => citation.numbers.first().is_some_and(|number| !is_of_a_lower_court(number)),
    };
    match is_of_last_resort {
        true if mention.is_dated => Source::Dated,
        true => Source::NumberOnly,
        false => Source::LowerCourt,
    }
}

/// Whether a court may overrule a decision: a court of last resort its own. Who speaks in a free text is not known.
fn may_overrule(court: Option<&Court>, citation: &Citation) -> bool {
    let Some(court) = court else {
        return true;
    };
    match court.level() {
        CourtLevel::Supreme | CourtLevel::Constitutional => match &citation.court {
            Some(cited) => cited.level() == court.level(),
            None => citation.numbers.first().is_some_and(|number| may_have_heard(court, number)),
        },
        _ => false,
    }
}

/// Whether the mark has more than one syllable, as no license plate has (`95타경20029호`).
fn has_long_mark(group: &CaseGroup) -> bool {
    group.numbers.first().is_some_and(|number| number.mark().to_string().chars().count() > 1)
}

/// Whether a court that a list hands on can have decided these numbers: 나 is no number of the Supreme Court.
fn may_hear(court: &Court, group: &CaseGroup) -> bool {
    group.numbers.first().is_some_and(|number| may_have_heard(court, number))
}

fn may_have_heard(court: &Court, number: &CaseNumber) -> bool {
    let constitutional = is_constitutional(number);
    let lower = is_of_a_lower_court(number);
    match court.level() {
        CourtLevel::Constitutional => constitutional,
        CourtLevel::Supreme => !constitutional && !lower,
        _ => !constitutional,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, section: Option<Section>) -> Vec<Citation> {
        let court = Court::supreme();
        let numbers = ["2020다1".parse().unwrap()];
        let context = Context { section, court: Some(&court), case_numbers: &numbers };
        citations(text, &context).0
    }

    fn row(citation: &Citation) -> String {
        let numbers: Vec<_> = citation.numbers.iter().map(ToString::to_string).collect();
        format!(
            "{}|{}|{}",
            citation.court.as_ref().map_or("-", Court::name),
            citation.date.map_or("-".to_owned(), |date| date.to_string()),
            numbers.join(" ")
        )
    }

    #[test]
    fn lists_hand_on_court_and_date() {
        for (text, rows) in [
            (
                "[1] 대법원 2003. 6. 13. 선고 2002므159 판결(공2003, 1), 2004. 5. 6. 선고 2003므1 판결 / [2] 대법원 1991. 1. 2. 선고 90므1 판결",
                vec!["대법원|2003-06-13|2002므159", "대법원|2004-05-06|2003므1", "대법원|1991-01-02|90므1"],
            ),
            (
                "나. \n \n대법원 1981.9.22 선고 81다588 판결, \n \n1985.10.22 선고 85다카819 판결 / 다. \n대법원 1985.10.22 선고 85다카819 판결",
                vec![
                    "대법원|1981-09-22|81다588",
                    "대법원|1985-10-22|85다카819",
                    "대법원|1985-10-22|85다카819",
                ],
            ),
            (
                "대법원 2006. 2. 10. 선고 2005도3940 판결, 2005감도15 판결",
                vec!["대법원|2006-02-10|2005도3940", "대법원|-|2005감도15"],
            ),
            (
                "헌법재판소 1999. 1. 2. 선고 96헌바33, 66, 97헌바2, 34 전원재판부 결정",
                vec!["헌법재판소|1999-01-02|96헌바33 96헌바66 97헌바2 97헌바34"],
            ),
        ] {
            let found: Vec<_> = read(text, Some(Section::Cases)).iter().map(row).collect();
            assert_eq!(found, rows, "{text}");
        }
    }

    #[test]
    fn short_forms_bind_to_what_stands_before() {
        let text = "이에 관하여는 당원 1990. 9. 25. 선고 89므112 판결과 같은 날 선고 89므113 판결이 있다. \
                    원고는 서울가정법원 97드4993호로 소를 제기하였고, 위 97드4993호 사건은 취하되었다. 98도9 판결도 같다.";
        let found: Vec<_> = read(text, Some(Section::Content)).iter().map(row).collect();
        assert_eq!(
            found,
            [
                "대법원|1990-09-25|89므112",
                "대법원|1990-09-25|89므113",
                "서울가정법원|-|97드4993",
                "서울가정법원|-|97드4993",
                "-|-|98도9",
            ]
        );
    }

    #[test]
    fn the_own_number_is_no_citation() {
        assert!(read("이 사건 2020다1 사건은", Some(Section::Content)).is_empty());
        assert_eq!(read("서울고등법원 2020다1 판결", Some(Section::Content)).len(), 1);
    }

    #[test]
    fn roles_follow_the_words() {
        for (text, role) in [
            ("【원심판결】 서울고법 2015. 3. 20. 선고 2013나20047 판결", Role::Appealed),
            ("【환송판결】 대법원 2021. 7. 8. 선고 2019두36384 판결", Role::Remanding),
            ("【이 유】 할 것이다(대법원 2010. 1. 2. 선고 2009다1 판결 등 참조).", Role::Cited),
            ("원고는 인천지방법원 2020하단100607호로 파산선고를 받았다.", Role::Related),
            ("재심대상판결(대법원 2010. 1. 2. 선고 2009다1 판결)은", Role::Related),
        ] {
            assert_eq!(read(text, Some(Section::Content))[0].role, role, "{text}");
        }
    }

    #[test]
    fn weak_shapes_need_words_of_a_decision() {
        let ordinal = read("대법원 2010. 5. 13. 선고 제2009다77호 판결", Some(Section::Content));
        assert_eq!(ordinal[0].numbers[0].to_string(), "2009다77");
        for text in [
            "차량번호 12가3456 승용차",
            "고시 제2011-1호, 제12가3456호",
            "제2009다77번",
            "서울 31 바 1234",
            "12가 3456호 승용차",
        ] {
            assert!(read(text, Some(Section::Content)).is_empty(), "{text}");
        }
    }
}
