//! The caption of a judgment: everything that names it, and its name in the form in which courts cite.

use crate::case_number::CaseNumber;
use crate::judgment::{Court, DecisionDate, DecisionType, Judgment, JudgmentKey};

/// The court that pronounces its decisions (선고) though they are 결정.
pub(crate) const CONSTITUTIONAL_COURT: &str = "헌법재판소";

/// What names a judgment, whether it is at hand or only cited by others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// A stable key: the same judgment has the same one in every output, and another judgment another one.
    ///
    /// Of a judgment at hand its [identity](Judgment::identity), `대법원|2013다43994|2015-02-12`; of one that is only
    /// cited the seat of its court and the lowest of the numbers, without a date, since those who cite give several.
    pub id: String,
    /// Its case numbers in full, or the docket of an agency: all of them where it is at hand, those of the citation
    /// otherwise.
    pub case_numbers: Vec<String>,
    /// Normalized name of its court.
    pub court: Option<String>,
    /// Date of the decision.
    pub decided: Option<DecisionDate>,
    /// Form of the decision: `판결`, `결정`.
    pub form: Option<String>,
    /// Whether the full court decided (전원합의체), where that is known.
    pub en_banc: Option<bool>,
    /// Name of the case.
    pub case_name: Option<String>,
    /// The serial number of its source.
    pub serial_number: Option<String>,
    /// Whether the index holds it; otherwise it is known only from those that cite it.
    pub in_index: bool,
}

impl Caption {
    /// The caption of a judgment at hand, whose [identity](Judgment::identity) is `id`.
    pub fn of(judgment: &Judgment, id: String) -> Self {
        Self {
            id,
            case_numbers: judgment.known_numbers(),
            court: judgment.court.as_ref().map(|court| court.name().to_owned()),
            decided: judgment.decided,
            form: judgment.decision.map(|form| DecisionType::korean(form).to_owned()),
            en_banc: judgment.en_banc,
            case_name: judgment.case_name.clone(),
            serial_number: judgment.serial_number.clone(),
            in_index: true,
        }
    }

    /// That of a judgment that is only cited, by its numbers and perhaps its court.
    pub fn cited(case_numbers: Vec<String>, court: Option<&str>) -> Self {
        let form = case_numbers.first().and_then(|number| number.parse::<CaseNumber>().ok());
        let form =
            form.and_then(|number| DecisionType::of_number(&number)).map(|form| form.korean().to_owned());
        let cited = Self { case_numbers, court: court.map(str::to_owned), form, ..Self::default() };
        Self { id: cited.seat_and_number(), ..cited }
    }

    /// The name as a court would cite it: `대법원 2018. 1. 25. 선고 2015다24904, 24911 판결`; a ruling is
    /// `… 2013. 7. 11.자 2013아12 결정`, but the Constitutional Court pronounces its 결정 as others do judgments.
    ///
    /// Numbers of one year and mark are written once in full and then by their serials. What is missing is left out.
    pub fn citation(&self) -> String {
        let is_pronounced = self.court.as_deref() == Some(CONSTITUTIONAL_COURT);
        let closing = match self.form.as_deref() {
            Some("결정" | "명령" | "재결") if !is_pronounced => "자",
            Some(_) => " 선고",
            None => "",
        };
        let date = self.decided.map(|date| format!("{}{closing}", date.korean()));
        let bench = (self.en_banc == Some(true)).then(|| self.full_court().to_owned());
        let parts = [self.court.clone(), date, Some(joined(&self.case_numbers)), bench, self.form.clone()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What the full court of its court is called.
    fn full_court(&self) -> &'static str {
        if self.court.as_deref() == Some(CONSTITUTIONAL_COURT) {
            "전원재판부"
        } else {
            "전원합의체"
        }
    }

    /// What to call it on a screen: as it is cited, or by the source that it was read from if no number names it.
    pub fn citation_or_source(&self, source: &str) -> String {
        let citation = self.citation();
        match (self.case_numbers.is_empty(), citation.is_empty()) {
            (false, _) => citation,
            (true, true) => source.to_owned(),
            (true, false) => format!("{citation} ({source})"),
        }
    }

    /// A short name for a label, `대법원 2013다43994`: the court and the lowest of the case numbers.
    pub fn label(&self) -> String {
        match self.lowest_number() {
            Some(number) => {
                [self.court.as_deref(), Some(number)].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            None => self.citation(),
        }
    }

    /// The number that stands for the joined ones; a docket that is no case number counts after those that are.
    pub fn lowest_number(&self) -> Option<&str> {
        let numbers = self.case_numbers.iter().map(String::as_str);
        numbers.min_by_key(|written| {
            let number = written.parse::<CaseNumber>().ok();
            (number.is_none(), number, *written)
        })
    }

    /// What those who cite a judgment agree on: the seat of its court, which some name without its branch, and its
    /// lowest number.
    pub fn seat_and_number(&self) -> String {
        let seat = self.court.as_deref().map(Court::seat_of).unwrap_or_default();
        JudgmentKey::of(seat, self.lowest_number().unwrap_or_default()).as_str().to_owned()
    }
}

fn joined(numbers: &[String]) -> String {
    let mut out = String::new();
    let mut last: Option<CaseNumber> = None;
    for written in numbers {
        let number = written.parse::<CaseNumber>().ok();
        let continues = match (last, number) {
            (Some(last), Some(number)) => last.with_serial(number.serial()) == number,
            _ => false,
        };
        if !out.is_empty() {
            out.push_str(", ");
        }
        match number {
            Some(number) if continues => out.push_str(&number.serial().to_string()),
            _ => out.push_str(written),
        }
        last = number;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption(court: Option<&str>, numbers: &[&str], form: Option<&str>) -> Caption {
        let numbers = numbers.iter().map(|&number| number.to_owned()).collect();
        Caption { form: form.map(str::to_owned), ..Caption::cited(numbers, court) }
    }

    #[test]
    fn a_judgment_without_a_number_is_called_by_its_source() {
        let decided = DecisionDate::new(2020, 1, 2);
        let named = |caption: Caption| caption.citation_or_source("a.jsonl#3");
        assert_eq!(
            named(caption(Some("대법원"), &["2020다100001"], Some("판결"))),
            "대법원 2020다100001 판결"
        );
        let nameless = Caption { decided, ..caption(Some("대법원"), &[], Some("판결")) };
        assert_eq!(named(nameless), "대법원 2020. 1. 2. 선고 판결 (a.jsonl#3)");
        assert_eq!(named(Caption::default()), "a.jsonl#3");
    }

    #[test]
    fn judgments_and_rulings_are_named_as_courts_name_them() {
        let decided = DecisionDate::new(2018, 1, 25);
        let judgment = caption(Some("대법원"), &["2015다24904", "2015다24911", "2016다1"], Some("판결"));
        assert_eq!(
            Caption { decided, ..judgment }.citation(),
            "대법원 2018. 1. 25. 선고 2015다24904, 24911, 2016다1 판결"
        );
        let ruling = caption(Some("대법원"), &["2013아12"], Some("결정"));
        assert_eq!(Caption { decided, ..ruling }.citation(), "대법원 2018. 1. 25.자 2013아12 결정");
        assert_eq!(caption(None, &["1999-03819"], None).citation(), "1999-03819");
        let decision = caption(Some("헌법재판소"), &["2014헌바1"], Some("결정"));
        assert_eq!(Caption { decided, ..decision }.citation(), "헌법재판소 2018. 1. 25. 선고 2014헌바1 결정");
    }

    #[test]
    fn what_stands_for_joined_numbers_does_not_depend_on_their_order() {
        for numbers in
            [["2013다44003", "2013다43994"], ["2013다43994", "2013다44003"], ["1999-03819", "2013다43994"]]
        {
            let caption = caption(Some("서울고등법원 (춘천재판부)"), &numbers, None);
            assert_eq!(caption.id, "서울고등법원|2013다43994");
            assert_eq!(caption.label(), "서울고등법원 (춘천재판부) 2013다43994");
        }
        assert_eq!(caption(Some("대법원"), &[], None).label(), "대법원");
        assert_eq!(caption(None, &["1999-03819"], None).label(), "1999-03819");
    }
}
