//! The numbers of the judgment that is read, which are no citations of it.
//!
//! The field 사건번호 names them. Decisions of the Constitutional Court that join cases name the others only in their head.

use std::collections::HashSet;

use super::Context;
use super::case_head::{CaseHead, CourtMention, DateMention};
use super::case_scan::CaseGroup;
use super::opinion_result::order_label;
use crate::case_number::{CaseClass, CaseNumber};
use crate::judgment::{Court, CourtLevel, Section};
use crate::scan::Text;

/// The judgment's own numbers, as far as the text was read.
pub(super) struct OwnNumbers<'c> {
    context: &'c Context<'c>,
    numbers: HashSet<CaseNumber>,
    /// Where the head ends, which names every joined case.
    head_end: usize,
}

impl<'c> OwnNumbers<'c> {
    pub(super) fn new(text: Text<'_>, context: &'c Context<'c>) -> Self {
        let constitutional = context.court.is_some_and(|court| court.level() == CourtLevel::Constitutional);
        let has_head = constitutional && context.section == Some(Section::Content);
        let head_end = has_head.then(|| order_label(text)).flatten().unwrap_or(0);
        Self { context, numbers: context.case_numbers.iter().copied().collect(), head_end }
    }

    /// Whether a mention is the deciding court's own case: by its number, or by its place in the head. Further mentions of
    /// what the head names are too.
    ///
    /// A number of the Constitutional Court is no other court's (`제청법원 전주지방법원(2017헌가6)`).
    pub(super) fn is_mentioned(&mut self, head: &CaseHead, group: &CaseGroup, court: Option<&Court>) -> bool {
        let may_be_own = court.is_none() || self.context.court.is_none() || court == self.context.court;
        let is_known =
            |number: &CaseNumber| self.numbers.contains(number) && (may_be_own || is_constitutional(number));
        let is_own = self.is_joined(head, group) || group.numbers.iter().any(is_known);
        if is_own && head.start < self.head_end {
            self.numbers.extend(&group.numbers);
        }
        is_own
    }

    /// Whether the head names the mention as a joined case: a case of the same sort, not one that another belongs to
    /// (`본안사건 2020헌마1`).
    fn is_joined(&self, head: &CaseHead, group: &CaseGroup) -> bool {
        let is_of_the_sort = |number: &CaseNumber| {
            self.context.case_numbers.iter().all(|own| is_ancillary(own) == is_ancillary(number))
        };
        head.start < self.head_end
            && !is_decision_of_the_court(head)
            && head.date == DateMention::None
            && group.numbers.first().is_some_and(|number| is_constitutional(number) && is_of_the_sort(number))
    }
}

/// Whether the Constitutional Court is named before a number; another court that is named referred the case.
fn is_decision_of_the_court(head: &CaseHead) -> bool {
    match &head.court {
        CourtMention::Named(court) => court.level() == CourtLevel::Constitutional,
        CourtMention::Deciding | CourtMention::Same => true,
        CourtMention::None => false,
    }
}

/// Whether the Constitutional Court received the case.
pub(super) fn is_constitutional(number: &CaseNumber) -> bool {
    number.mark().class() == CaseClass::Constitutional
}

/// Whether a case belongs to another: a petition (헌사) or a retrial (헌아).
fn is_ancillary(number: &CaseNumber) -> bool {
    let mark = number.mark().to_string();
    mark == "헌사" || mark == "헌아"
}

#[cfg(test)]
mod tests {
    use super::super::{Context, references_in};
    use crate::judgment::{Court, Section};

    /// The citations of the reasons of a decision of the Constitutional Court with one own number.
    fn read(text: &str, own: &str) -> Vec<String> {
        let court = Court::parse("헌법재판소").unwrap();
        let numbers = [own.parse().unwrap()];
        let context =
            Context { section: Some(Section::Content), court: Some(&court), case_numbers: &numbers };
        let found = references_in(text, &context).citations;
        found.iter().map(|citation| citation.numbers[0].to_string()).collect()
    }

    #[test]
    fn the_head_names_every_joined_case() {
        let text = "사 건 2020헌바1, 2021헌바22(병합) 법 제1조 위헌소원\n청 구 인 1. 갑(2021헌바33)\n\
                    제청법원 전주지방법원(2021헌바22), 수원지방법원(2021헌바44)\n당해사건 대법원 2019다44 판결\n\
                    재심대상결정 헌재 2019. 1. 2. 2018헌바55 결정\n[주 문]\n기각한다.\n[이 유]\n\
                    (2021헌바22), 2021헌바33 사건의 청구인은 2017헌바66 사건과 같다.";
        assert_eq!(read(text, "2020헌바1"), ["2019다44", "2018헌바55", "2017헌바66"]);
    }

    #[test]
    fn an_own_number_is_no_item_of_a_list() {
        let text = "[주 문]\n기각한다.\n[이 유]\n재판 계속중(2009고단5100)이다. (2020헌바1), 헌재 2009. 7. 30. 2008헌바10 \
                    결정을 참조한다.";
        let court = Court::parse("헌법재판소").unwrap();
        let numbers = ["2020헌바1".parse().unwrap()];
        let context =
            Context { section: Some(Section::Content), court: Some(&court), case_numbers: &numbers };
        let found = references_in(text, &context).citations;
        let treated: Vec<_> = found.iter().map(|citation| citation.treatment.is_some()).collect();
        assert_eq!(treated, [false, true]);
    }

    #[test]
    fn a_case_that_a_petition_belongs_to_is_another() {
        let text = "사 건 2022헌사1 가처분신청\n본 안 사 건 2022헌바72 위헌소원\n[주 문]\n각하한다.\n[이 유]\n\
                    이미 각하되었으므로(헌재 2022. 3. 29. 2022헌바72) 부적법하다.";
        assert_eq!(read(text, "2022헌사1"), ["2022헌바72", "2022헌바72"]);
    }
}
