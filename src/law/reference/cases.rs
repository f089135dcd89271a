//! Citations of a text: candidates from the scanners, joined with what stands around them.
//!
//! Owns the short forms of citations: a court that a list inherits, 당원, 같은 날, 위 … 판결. Resolution is within
//! the text only; no index is asked.

use std::collections::{HashMap, HashSet};

use super::Context;
use super::case_alias::overrule_by_short_name;
use super::case_head::{CaseHead, CourtMention, DateMention, head_before};
use super::case_scan::{CaseGroup, Suffix, group_at};
use super::citation::{Citation, Role, Treatment};
use super::outline::Outline;
use super::points::Points;
use super::role::{is_of_a_lower_court, role_in_reasons};
use super::treatment::{After, Sentences, after};
use crate::case_number::CaseNumber;
use crate::case_number::RangeBudget;
use crate::judgment::{Court, CourtLevel, DecisionDate, Section};
use crate::scan::{DigitRuns, Text, is_blank};
use panrye_text::span::Span;

/// The longest text between two items of one list, in bytes.
const MAX_GAP: usize = 400;

/// Words that may stand between two items of one list.
const LIST_WORDS: &[&str] = &[
    "및",
    "와",
    "과",
    "등",
    "각",
    "또는",
    "호",
    "판결",
    "결정",
    "들",
    "전원합의체",
    "같은",
    "취지",
    "이나",
    "위",
    "변경",
    "폐기",
    "미간행",
    "내지",
    "그리고",
    "에",
    "선고",
];

/// Every citation of `text`, in order, and whether ranges in them were cut to their ends.
pub(super) fn citations(text: &str, context: &Context<'_>) -> (Vec<Citation>, bool) {
    let text = Text(text);
    let mut scanner = CaseScanner::new(text, context);
    let mut runs = DigitRuns::new(text, 0, text.len());
    let mut ranges = RangeBudget::of_a_text();
    while let Some(digits) = runs.next() {
        if let Some(group) = group_at(text, digits, &mut ranges) {
            runs.skip_to(group.span.end);
            scanner.add(group);
        }
    }
    (scanner.finish(), ranges.is_exceeded)
}

/// One mention with what the text says around it, before lists are read back to front.
struct Mention {
    citation: Citation,
    after: After,
    /// Whether the next mention is the next item of the same list.
    continues: bool,
}

struct CaseScanner<'t, 'c> {
    text: Text<'t>,
    context: &'c Context<'c>,
    /// The judgment's own numbers.
    own: HashSet<CaseNumber>,
    outline: Option<Outline>,
    points: Option<Points>,
    mentions: Vec<Mention>,
    /// The end of the last mention, own numbers included, with its court and date.
    last: Option<(usize, Option<Court>, Option<DecisionDate>)>,
    known: HashMap<CaseNumber, (Option<Court>, Option<DecisionDate>)>,
}

impl<'t, 'c> CaseScanner<'t, 'c> {
    fn new(text: Text<'t>, context: &'c Context<'c>) -> Self {
        Self {
            text,
            context,
            own: context.case_numbers.iter().copied().collect(),
            outline: None,
            points: None,
            mentions: Vec::new(),
            last: None,
            known: HashMap::new(),
        }
    }

    fn add(&mut self, group: CaseGroup) {
        let head = head_before(self.text, group.span.start);
        let continues = self.last.as_ref().is_some_and(|last| is_list_gap(self.text, last.0, head.start));
        if !self.is_supported(&head, &group, continues) {
            return;
        }
        let inherits = continues || (self.context.section == Some(Section::Cases) && self.last.is_some());
        let court = self.court_of(&head, &group, inherits);
        let date = self.date_of(&head, &group, continues);
        let span = Span::new(head.start, group.span.end);
        if continues && let Some(previous) = self.mentions.last_mut() {
            previous.continues = true;
        }
        self.last = Some((span.end, court.clone(), date));
        if self.is_own(&group, court.as_ref()) {
            return;
        }
        for &number in &group.numbers {
            self.known.entry(number).or_insert_with(|| (court.clone(), date));
        }
        self.push(span, court, date, &head, group);
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
        let role =
            self.role_of(span, court.as_ref(), head.date != DateMention::None || head.pronounced, &group);
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
                evidence: None,
                points,
            },
            after: after(text, span.end),
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
            || group.suffix == Suffix::Word
            || (group.suffix == Suffix::Ho && has_long_mark(group))
            || continues
            || self.context.section == Some(Section::Cases)
            || group.numbers.iter().any(|number| self.known.contains_key(number))
    }

    fn court_of(&self, head: &CaseHead, group: &CaseGroup, inherits: bool) -> Option<Court> {
        let last = || self.last.as_ref().and_then(|last| last.1.clone());
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
            DateMention::SameDay => self.last.as_ref().and_then(|last| last.2),
            // 선고 A 판결, B 판결: one date for both.
            DateMention::None if continues && head.court == CourtMention::None && !head.pronounced => {
                self.last.as_ref().and_then(|last| last.2)
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

    /// Whether the mention is the deciding court's own case.
    fn is_own(&self, group: &CaseGroup, court: Option<&Court>) -> bool {
        let own_number = group.numbers.iter().any(|number| self.own.contains(number));
        own_number && (court.is_none() || self.context.court.is_none() || court == self.context.court)
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

    /// Reads every list back to front, so that `참조` after its last item holds for all, then the sentences.
    fn finish(mut self) -> Vec<Citation> {
        let mut after = After::Silent;
        for mention in self.mentions.iter_mut().rev() {
            let inherits = mention.continues && mention.after == After::Silent && after == After::Followed;
            if inherits {
                mention.after = After::Followed;
            }
            after = mention.after;
        }
        let mut sentences = Sentences::new(self.text);
        let text = self.text;
        for mention in &mut self.mentions {
            let (sentence, verdict) = sentences.at(mention.citation.span.start);
            let in_opinion = matches!(self.context.section, Some(Section::Content | Section::Holdings))
                && self
                    .outline
                    .get_or_insert_with(|| Outline::of(text))
                    .is_separate_opinion(mention.citation.span.start);
            let citation = &mut mention.citation;
            citation.treatment = treatment_of(citation.role, mention.after, verdict, in_opinion);
            citation.evidence = citation.treatment.map(|_| sentence);
        }
        let mut citations: Vec<_> = self.mentions.into_iter().map(|mention| mention.citation).collect();
        if self.context.section != Some(Section::Cases) {
            overrule_by_short_name(text, &mut citations);
        }
        citations
    }
}

fn treatment_of(role: Role, after: After, verdict: Option<Treatment>, in_opinion: bool) -> Option<Treatment> {
    match (role, after) {
        (Role::Appealed | Role::Remanding, _) => None,
        (_, After::Overruled) => Some(Treatment::Overruled),
        (Role::Reference, _) => None,
        (_, _) if in_opinion => Some(Treatment::Dissent),
        (_, After::Followed) => Some(Treatment::Followed),
        (Role::Related, After::Silent) => None,
        (_, After::Silent) => verdict,
    }
}

/// Whether the mark has more than one syllable, as no license plate has (`95타경20029호`).
fn has_long_mark(group: &CaseGroup) -> bool {
    group.numbers.first().is_some_and(|number| number.mark().to_string().chars().count() > 1)
}

/// Whether a court that a list hands on can have decided these numbers: 나 is no number of the Supreme Court.
fn may_hear(court: &Court, group: &CaseGroup) -> bool {
    let Some(first) = group.numbers.first() else {
        return false;
    };
    let constitutional = first.mark().to_string().starts_with('헌');
    let lower = is_of_a_lower_court(first);
    match court.level() {
        CourtLevel::Constitutional => constitutional,
        CourtLevel::Supreme => !constitutional && !lower,
        _ => !constitutional,
    }
}

/// Whether nothing but separators, publications and labels stands between two mentions.
fn is_list_gap(text: Text<'_>, end: usize, start: usize) -> bool {
    if start < end || start - end > MAX_GAP {
        return false;
    }
    let mut gap = String::new();
    let mut depth = 0u32;
    for c in text.between(end, start).chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            c if is_blank(c) => gap.push(' '),
            c => gap.push(c),
        }
    }
    depth == 0
        && gap
            .split([' ', ',', ';', '·', '/', '，', '、', ':'])
            .filter(|word| !word.is_empty())
            .all(|word| LIST_WORDS.contains(&word) || is_label(word))
}

/// `가.`, `가.나.`, `1.`.
fn is_label(word: &str) -> bool {
    word.ends_with('.') && word.split_terminator('.').all(|label| label.chars().count() == 1)
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
                vec!["대법원|2006-02-10|2005도3940", "대법원|2006-02-10|2005감도15"],
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
    fn roles_and_treatments_follow_the_words() {
        for (text, role, treatment) in [
            ("【원심판결】 서울고법 2015. 3. 20. 선고 2013나20047 판결", Role::Appealed, None),
            ("【환송판결】 대법원 2021. 7. 8. 선고 2019두36384 판결", Role::Remanding, None),
            (
                "【이 유】 할 것이다(대법원 2010. 1. 2. 선고 2009다1 판결, 2011. 1. 2. 선고 2010다1 판결 등 참조).",
                Role::Cited,
                Some(Treatment::Followed),
            ),
            (
                "상고인이 드는 대법원 2010. 1. 2. 선고 2009다1 판결은 사안을 달리하여 이 사건에 원용하기에 적절하지 아니하다.",
                Role::Cited,
                Some(Treatment::Distinguished),
            ),
            (
                "이와 달리 판단한 대법원 2010. 1. 2. 선고 2009다1 판결은 이 판결의 견해에 배치되는 범위에서 변경하기로 한다.",
                Role::Cited,
                Some(Treatment::Overruled),
            ),
            (
                "주문과 같이 판결한다. 대법관 갑의 반대의견은 다음과 같다. 대법원 2010. 1. 2. 선고 2009다1 판결 참조.",
                Role::Cited,
                Some(Treatment::Dissent),
            ),
            ("원고는 인천지방법원 2020하단100607호로 파산선고를 받았다.", Role::Related, None),
            ("재심대상판결(대법원 2010. 1. 2. 선고 2009다1 판결)은", Role::Related, None),
        ] {
            let found = read(text, Some(Section::Content));
            assert_eq!((found[0].role, found[0].treatment), (role, treatment), "{text}");
            assert_eq!(found[0].evidence.is_some(), treatment.is_some());
        }
    }

    #[test]
    fn weak_shapes_need_words_of_a_decision() {
        for text in ["차량번호 12가3456 승용차", "서울 31 바 1234", "12가 3456호 승용차"] {
            assert!(read(text, Some(Section::Content)).is_empty(), "{text}");
        }
    }
}
