//! Comparing what a mention says with a judgment as it is known.

use super::Mention;
use super::verdict::{Aspect, Problem};
use panrye_law::caption::Caption;
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{Court, CourtLevel, DecisionType};

/// The numbers of a mention as text.
pub(super) fn numbers(mention: &Mention) -> Vec<String> {
    mention.numbers.iter().map(CaseNumber::to_string).collect()
}

/// The numbers that a mention spells out: of a range (`2011다9 내지 23`) the ends alone, for the numbers of one judgment
/// need not follow each other.
pub(super) fn spelled(mention: &Mention) -> impl Iterator<Item = &CaseNumber> {
    const RANGES: [&str; 7] = ["내지", "부터", "~", "∼", "～", "–", "-"];
    // Digits of other widths are not compared: then every number is taken for spelled out.
    let is_range = mention.quote.contains(|c: char| c.is_ascii_digit())
        && RANGES.iter().any(|word| mention.quote.contains(word));
    let digits: Vec<&str> = mention.quote.split(|c: char| !c.is_ascii_digit()).collect();
    let is_spelled = move |number: &&CaseNumber| {
        let serial = number.serial().to_string();
        digits.iter().any(|run| run.trim_start_matches('0') == serial)
    };
    mention.numbers.iter().filter(move |number| !is_range || is_spelled(number))
}

/// The name of the court of a mention.
pub(super) fn court(mention: &Mention) -> Option<&str> {
    mention.court.as_ref().map(Court::name)
}

/// What of court, date and form is written otherwise than any of these judgments has it.
pub(super) fn problems(mention: &Mention, known: &[Caption]) -> Vec<Problem> {
    let wrong = [
        court_problem(mention, known),
        date_problem(mention, known),
        decision_problem(mention, known),
        wrong_bench(mention, known),
    ];
    wrong.into_iter().flatten().collect()
}

/// A bench that is called the full court and was not.
fn wrong_bench(mention: &Mention, known: &[Caption]) -> Option<Problem> {
    let is_wrong = mention.en_banc && known.iter().all(|known| known.en_banc == Some(false));
    is_wrong.then(|| Problem {
        aspect: Aspect::Bench,
        written: FULL_COURT.to_owned(),
        expected: alternatives(known.iter().filter_map(|known| known.form.clone())),
    })
}

/// A decision of the full court that is cited with its form and not as one: a flaw of form, and no other judgment.
pub(super) fn missing_bench(mention: &Mention, known: &[Caption]) -> Option<Problem> {
    let written = mention.decision.filter(|_| !mention.en_banc).map(DecisionType::korean)?;
    let is_missing =
        known.iter().all(|known| known.en_banc == Some(true) && known.court.as_deref() == Some("대법원"));
    (is_missing && !known.is_empty()).then(|| Problem {
        aspect: Aspect::Bench,
        written: written.to_owned(),
        expected: Some(format!("{FULL_COURT} {written}")),
    })
}

/// What the full bench of the Supreme Court is called.
const FULL_COURT: &str = "전원합의체";

fn court_problem(mention: &Mention, known: &[Caption]) -> Option<Problem> {
    let written = court(mention)?;
    if known.iter().all(|known| known.court.is_none()) {
        return impossible_court(mention);
    }
    let agrees = known.iter().any(|known| Court::may_be_one(Some(written), known.court.as_deref()));
    let expected = alternatives(known.iter().filter_map(|known| known.court.clone()));
    (!agrees).then(|| Problem { aspect: Aspect::Court, written: written.to_owned(), expected })
}

/// The written court, where only another one gives such numbers.
pub(super) fn impossible_court(mention: &Mention) -> Option<Problem> {
    let (written, only) = (court(mention)?, only_court(mention.numbers.first()?)?);
    let expected = Some(only.to_owned());
    (written != only).then(|| Problem { aspect: Aspect::Court, written: written.to_owned(), expected })
}

/// The written court, where there is none of that name.
pub(super) fn unknown_court(mention: &Mention) -> Option<Problem> {
    let court = mention.court.as_ref()?;
    let is_unknown = court.level() == CourtLevel::Other && court.name().ends_with("법원");
    is_unknown.then(|| Problem { aspect: Aspect::Court, written: court.name().to_owned(), expected: None })
}

/// The written court, where it did not sit on the written day.
pub(super) fn court_of_another_time(mention: &Mention) -> Option<Problem> {
    let (court, date) = (mention.court.as_ref()?, mention.date?);
    let written = || format!("{} {}", court.name(), date.korean());
    (!court.sat_on(date)).then(|| Problem { aspect: Aspect::Court, written: written(), expected: None })
}

/// What no judgment can have of what is written: a day before its case was filed, a number without its check digit.
pub(super) fn impossible(mention: &Mention) -> Vec<Problem> {
    let mut problems = Vec::new();
    let filed = mention.numbers.iter().map(|number| number.year()).min();
    if let (Some(date), Some(filed)) = (mention.date, filed)
        && date.year() < filed
    {
        problems.push(Problem { aspect: Aspect::Date, written: date.korean(), expected: None });
    }
    let is_misprinted = |number: &&CaseNumber| number.check_digit_agrees() == Some(false);
    problems.extend(spelled(mention).filter(is_misprinted).map(|number| Problem {
        aspect: Aspect::Number,
        written: number.to_string(),
        expected: None,
    }));
    problems
}

/// The one court in the country whose numbers have this mark.
fn only_court(number: &CaseNumber) -> Option<&'static str> {
    let mark = number.mark().to_string();
    match mark.trim_start_matches("준재").trim_start_matches('재') {
        "다" | "다카" | "도" | "두" | "므" | "후" | "모" | "감도" | "전도" => Some("대법원"),
        mark if mark.starts_with('헌') => Some("헌법재판소"),
        _ => None,
    }
}

fn date_problem(mention: &Mention, known: &[Caption]) -> Option<Problem> {
    let expected = || alternatives(known.iter().filter_map(|known| Some(known.decided?.korean())));
    let problem = |written| Some(Problem { aspect: Aspect::Date, written, expected: expected() });
    if let Some(impossible) = &mention.impossible_date {
        return problem(impossible.clone());
    }
    let written = mention.date?;
    let agrees = known.iter().any(|known| known.decided.is_none_or(|date| date == written));
    if agrees { None } else { problem(written.korean()) }
}

fn decision_problem(mention: &Mention, known: &[Caption]) -> Option<Problem> {
    let written = mention.decision.map(DecisionType::korean)?;
    let agrees = known.iter().any(|known| known.form.as_deref().is_none_or(|form| form == written));
    let expected = alternatives(known.iter().filter_map(|known| known.form.clone()));
    (!agrees).then(|| Problem { aspect: Aspect::Decision, written: written.to_owned(), expected })
}

fn alternatives(values: impl Iterator<Item = String>) -> Option<String> {
    let mut values: Vec<String> = values.collect();
    values.sort_unstable();
    values.dedup();
    (!values.is_empty()).then(|| values.join(" / "))
}

/// Whether a judgment of another court than the written one is the one that is meant.
///
/// Courts of the same level give the same numbers, so that another court alone makes another judgment. It is the same
/// one where the date agrees, and where only one court in the country can have the number: the Supreme and the
/// Constitutional Court share their marks with nobody.
pub(super) fn is_meant_with_wrong_court(mention: &Mention, known: &Caption) -> bool {
    let date = mention.date.is_some() && mention.date == known.decided;
    date || is_apex(known.court.as_deref()) || is_apex(court(mention))
}

fn is_apex(court: Option<&str>) -> bool {
    court
        .and_then(Court::parse)
        .is_some_and(|court| matches!(court.level(), CourtLevel::Supreme | CourtLevel::Constitutional))
}

/// Whether date and form are written and are those of the judgment, as far as both say them.
pub(super) fn date_agrees(mention: &Mention, known: &Caption) -> bool {
    mention.date.is_some() && mention.date == known.decided
}

/// Whether the form of the decision is written and is that of the judgment.
pub(super) fn decision_agrees(mention: &Mention, known: &Caption) -> bool {
    mention.decision.is_some_and(|form| known.form.as_deref() == Some(form.korean()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::mentions;

    fn known(court: &str) -> Caption {
        let court = Court::parse(court);
        let decided = panrye_law::judgment::DecisionDate::new(2010, 5, 13);
        let form = Some("판결".to_owned());
        Caption { decided, form, ..Caption::cited(Vec::new(), court.as_ref().map(Court::name)) }
    }

    #[test]
    fn what_is_written_is_compared_with_what_is_known() {
        for (text, expected) in [
            ("대법원 2010. 5. 13. 선고 2009다1 판결", ""),
            ("2009다1", ""),
            ("대법원 2010. 5. 14. 선고 2009다1 판결", "decision_date 2010. 5. 14.→2010. 5. 13."),
            ("대법원 2010. 5. 13.자 2009다1 결정", "form 결정→판결"),
            ("서울고법 2010. 5. 13. 선고 2009다1 판결", "court 서울고등법원→대법원"),
            ("대법원 2010. 15. 13. 선고 2009다1 판결", "decision_date 2010. 15. 13.→2010. 5. 13."),
        ] {
            let found = problems(&mentions(text)[0], &[known("대법원")]);
            let found: Vec<_> = found
                .iter()
                .map(|p| {
                    format!("{} {}→{}", p.aspect.name(), p.written, p.expected.as_deref().unwrap_or("-"))
                })
                .collect();
            assert_eq!(found.join("; "), expected, "{text}");
        }
    }

    #[test]
    fn a_branch_may_be_left_out_and_a_high_court_gives_no_numbers_of_the_supreme_court() {
        let branch = &mentions("부산고법 2010. 5. 13. 선고 2009나1 판결")[0];
        assert!(problems(branch, &[known("부산고법(창원)")]).is_empty());
        let wrong = &mentions("서울고법 2010. 5. 13. 선고 2009다1 판결")[0];
        assert_eq!(impossible_court(wrong).unwrap().expected.as_deref(), Some("대법원"));
        assert_eq!(impossible_court(branch), None);
    }

    #[test]
    fn what_no_judgment_can_have_is_a_problem() {
        let problems = |text: &str| {
            let found = impossible(&mentions(text)[0]);
            found.iter().map(|p| format!("{} {}", p.aspect.name(), p.written)).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(problems("대법원 2008. 5. 1. 선고 2009도57 판결"), "decision_date 2008. 5. 1.");
        assert_eq!(problems("대법원 2018. 1. 25. 선고 2015다24905 판결"), "case_numbers 2015다24905");
        assert_eq!(problems("대법원 2018. 1. 25. 선고 2015다24904 판결"), "");
    }

    #[test]
    fn of_a_range_the_ends_are_spelled() {
        for (text, expected) in [
            ("대법원 2012. 3. 4. 선고 2011가합100 내지 103 판결", "2011가합100 2011가합103"),
            ("대법원 2012. 3. 4. 선고 2011가합100, 101 판결", "2011가합100 2011가합101"),
            ("대법원 2012. 3. 4. 선고 2011가합１００ 판결", "2011가합100"),
        ] {
            let mention = &mentions(text)[0];
            let found: Vec<String> = spelled(mention).map(ToString::to_string).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_court_that_there_is_not_is_a_problem() {
        let problem = |text: &str| unknown_court(&mentions(text)[0]).map(|problem| problem.written);
        assert_eq!(problem("인천고등법원 2020. 3. 4. 선고 2019나1 판결").as_deref(), Some("인천고등법원"));
        assert_eq!(problem("수원고등법원 2020. 3. 4. 선고 2019나1 판결"), None);
        assert_eq!(problem("조선고등법원 1935. 3. 4. 선고 34다1 판결"), None);
    }

    #[test]
    fn a_court_of_another_time_is_a_problem() {
        let problem = |text: &str| court_of_another_time(&mentions(text)[0]).map(|problem| problem.written);
        assert_eq!(
            problem("수원고법 2015. 3. 4. 선고 2014나1 판결").as_deref(),
            Some("수원고등법원 2015. 3. 4.")
        );
        assert_eq!(problem("수원고법 2020. 3. 4. 선고 2019나1 판결"), None);
        assert_eq!(problem("수원고법 2019나1 판결"), None);
    }

    #[test]
    fn another_court_makes_another_judgment_unless_the_date_agrees() {
        let mention = |text: &str| mentions(text).remove(0);
        let other = known("부산고법");
        assert!(is_meant_with_wrong_court(&mention("서울고법 2010. 5. 13. 선고 2009나1 판결"), &other));
        assert!(!is_meant_with_wrong_court(&mention("서울고법 2009나1 판결"), &other));
        assert!(is_meant_with_wrong_court(&mention("대법원 2009나1 판결"), &other));
    }
}
