//! Groups of case numbers: one number with the joined numbers that follow it, and the words after them.
//!
//! `2013나20047, 20054`, `96헌바33, 66, 97헌바2, 34`, `96헌바36 내지 49`, `94므1553(본소), 1560(반소) 판결`. Reads
//! forward from a run of digits; what stands before the group is none of its business.

use crate::case_number::{
    CaseNumber, RangeBudget, WrittenNumber, ho_end, is_free_on_the_left, joined_to, note_end, numbers_at,
    severed_end,
};
use crate::judgment::DecisionType;
use crate::scan::Text;
use panrye_text::span::Span;

/// The most numbers of one group; more are no list of joined cases.
const MAX_NUMBERS: usize = 512;

/// How far before the bracket with its number a petition is named, in bytes.
const MAX_PETITION: usize = 60;

/// Case numbers of one decision, with what the text says directly after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaseGroup {
    /// From the first number to the last one, or to 판결 where that follows.
    pub(super) span: Span,
    pub(super) numbers: Vec<CaseNumber>,
    pub(super) en_banc: bool,
    pub(super) decision: Option<DecisionType>,
    /// Whether blanks stand inside the first number, or its year has two digits: it needs other evidence.
    pub(super) weak: bool,
    /// What follows the number directly: 호, 사건, 판결 and the like.
    pub(super) suffix: Suffix,
}

/// What follows the last number directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    None,
    /// `호`, without 사건 or 판결 after it.
    Ho,
    /// `사건`, `판결`, `결정`, `명령`, `전원합의체`, `등`.
    Word,
}

/// The group whose first number begins with the digits at `digits`.
pub(super) fn group_at(text: Text<'_>, digits: Span, ranges: &mut RangeBudget) -> Option<CaseGroup> {
    if !is_free_on_the_left(text.0, digits.start) {
        return None;
    }
    let (first, glued) = numbers_at(text.0, digits.start)?;
    let mut numbers = vec![first.number];
    numbers.extend(glued);
    let mut end = severed_end(text.0, first.number, first.span.end);
    while numbers.len() < MAX_NUMBERS
        && let Some(next) = joined_to(text.0, *numbers.last()?, end)
    {
        if next.ends_range {
            ranges.spell_out(&mut numbers, next.number);
        } else if !numbers.contains(&next.number) {
            numbers.push(next.number);
        }
        end = next.end;
    }
    let mark = first.mark.of(text.0);
    let doubtful_year = first.year_digits == 2 && !is_unmistakable(text, first, mark, end);
    let weak =
        first.is_spaced || doubtful_year || (is_everyday(mark) && !is_petition(text, first, mark, end));
    Some(with_words(text, digits.start, end, numbers, weak))
}

/// Whether a number with a year of two digits can be nothing else: the mark is no word of any language (헌바, 고합), or the
/// number fills a bracket (`항소(98노1072)`). The year is one in which courts wrote so.
fn is_unmistakable(text: Text<'_>, first: WrittenNumber, mark: &str, end: usize) -> bool {
    let usual = (1945..2000).contains(&first.number.year());
    let long = mark.chars().count() > 1;
    let fills_bracket = text.char_before(first.span.start) == Some('(') && text.byte(end) == b')';
    usual && (long || fills_bracket && first.number.serial() > 9)
}

/// `위헌심판제청신청(95부30)`: the number of a petition for constitutional review, which fills a bracket.
fn is_petition(text: Text<'_>, first: WrittenNumber, mark: &str, end: usize) -> bool {
    mark == "부"
        && text.byte(end) == b')'
        && text.eat_back(first.span.start, "(").is_some_and(|open| {
            let before = text.skip_blanks_back(open);
            let floor = text.boundary(before.saturating_sub(MAX_PETITION));
            ["제청", "신청"].iter().any(|word| text.between(floor, before).contains(word))
        })
}

/// Marks of one syllable that are also a particle, a counter or a letter of an outline.
fn is_everyday(mark: &str) -> bool {
    matches!(
        mark,
        "가" | "이"
            | "서"
            | "어"
            | "저"
            | "인"
            | "보"
            | "소"
            | "수"
            | "우"
            | "주"
            | "과"
            | "고"
            | "오"
            | "하"
            | "부"
            | "회"
            | "호"
    )
}

/// Reads the words after the last number and closes the group.
fn with_words(text: Text<'_>, start: usize, end: usize, numbers: Vec<CaseNumber>, weak: bool) -> CaseGroup {
    let mut group = CaseGroup {
        span: Span::new(start, end),
        numbers,
        en_banc: false,
        decision: None,
        weak,
        suffix: Suffix::None,
    };
    let after_note = note_end(text, end);
    let after_ho = ho_end(text, after_note);
    if after_ho > after_note {
        group.suffix = Suffix::Ho;
    }
    let mut at = text.skip_blanks(after_ho);
    if let Some(et_al) = text.eat(at, "등") {
        group.suffix = Suffix::Word;
        at = text.skip_blanks(note_end(text, et_al));
    }
    if let Some(comma) = text.eat(at, ",") {
        at = text.skip_blanks(comma);
    }
    read_words(text, at, &mut group);
    group
}

/// The full bench, as it is written behind a number.
const BENCHES: [&str; 5] = ["전원합의체", "전원재판부", "전원합의부", "전원부", "전합"];

/// Reads the bench and the kind of decision at `at` into the group.
fn read_words(text: Text<'_>, at: usize, group: &mut CaseGroup) {
    let mut at = at;
    if let Some(bench) = text.eat_any(at, &BENCHES) {
        group.en_banc = true;
        group.span.end = bench;
        group.suffix = Suffix::Word;
        at = text.skip_blanks(bench);
    }
    if let Some((kind, word)) = decision_word(text, at) {
        group.decision = Some(kind);
        group.span.end = word;
        group.suffix = Suffix::Word;
        // `판결(전원합의체)`: the bench stands behind the decision.
        let open = text.eat(text.skip_blanks(word), "(");
        let bench = open.and_then(|at| text.eat_any(at, &BENCHES).or_else(|| text.eat(at, "전")));
        group.en_banc |= bench.is_some_and(|end| text.byte(end) == b')');
    } else if text.eat_any(at, &["사건", "각 판결", "각 결정", "심판"]).is_some() {
        group.suffix = Suffix::Word;
        group.decision = text.eat(at, "각 ").and_then(|at| decision_word(text, at)).map(|(kind, _)| kind);
    }
}

/// 판결, 결정 or 명령 at `at`, with its end. `판결문`, `결정서` begin with them and count.
fn decision_word(text: Text<'_>, at: usize) -> Option<(DecisionType, usize)> {
    [DecisionType::Judgment, DecisionType::Ruling, DecisionType::Order]
        .into_iter()
        .find_map(|kind| Some((kind, text.eat(at, kind.korean())?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, &str)> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let digits = Span::new(at, Text(text).digits_end(at));
        let group = group_at(Text(text), digits, &mut RangeBudget::of_a_text())?;
        let numbers: Vec<_> = group.numbers.iter().map(ToString::to_string).collect();
        Some((numbers.join(" "), group.span.of(text)))
    }

    #[test]
    fn groups_of_every_form_are_restored_in_full() {
        for (text, numbers, quote) in [
            ("2010다20532 판결", "2010다20532", "2010다20532 판결"),
            ("2013나20047, 20054 판결 등", "2013나20047 2013나20054", "2013나20047, 20054 판결"),
            (
                "96헌바33, 66, 97헌바2, 34 전원재판부 결정",
                "96헌바33 96헌바66 97헌바2 97헌바34",
                "96헌바33, 66, 97헌바2, 34 전원재판부 결정",
            ),
            ("97헌바36 내지 38 결정", "97헌바36 97헌바37 97헌바38", "97헌바36 내지 38 결정"),
            ("81스25-27", "81스25 81스26 81스27", "81스25-27"),
            ("72누17∼18 판결", "72누17 72누18", "72누17∼18 판결"),
            ("94므1553(본소), 1560(반소) 판결", "94므1553 94므1560", "94므1553(본소), 1560(반소) 판결"),
            ("91므375(본소), 91므382(반소) 판결", "91므375 91므382", "91므375(본소), 91므382(반소) 판결"),
            ("2011르240-1(분리) 판결", "2011르240", "2011르240-1(분리) 판결"),
            ("2001므725,732 판결", "2001므725 2001므732", "2001므725,732 판결"),
            ("2016구합11537호로", "2016구합11537", "2016구합11537"),
            ("2003드단90765호 사건", "2003드단90765", "2003드단90765"),
            ("2018 두42559 판결", "2018두42559", "2018 두42559 판결"),
            ("98\n다25368 판결", "98다25368", "98\n다25368 판결"),
            ("89도1579 전원합의체판결(공1991", "89도1579", "89도1579 전원합의체판결"),
            ("89도1579 전합 판결", "89도1579", "89도1579 전합 판결"),
            ("77다1 전원부판결", "77다1", "77다1 전원부판결"),
            ("78다12341235 판결", "78다1234 78다1235", "78다12341235 판결"),
            ("80다638639 판결", "80다638 80다639", "80다638639 판결"),
            ("80다638641 판결", "80다638641", "80다638641 판결"),
            ("2005다32999 판결, 2006. 1. 1. 선고", "2005다32999", "2005다32999 판결"),
            ("2005다32999, 2006. 1. 1. 선고", "2005다32999", "2005다32999"),
            ("2005다1, 18.\n4. 서울고법", "2005다1 2005다18", "2005다1, 18"),
            ("2005다1, 2018.\n1. 25. 선고", "2005다1", "2005다1"),
            ("2005다1, 3명", "2005다1", "2005다1"),
            ("2003두5686, 판결", "2003두5686", "2003두5686, 판결"),
            ("2008헌바12 등 전원재판부 결정", "2008헌바12", "2008헌바12 등 전원재판부 결정"),
            ("99드단2808, 99드단94517 판결", "99드단2808 99드단94517", "99드단2808, 99드단94517 판결"),
        ] {
            assert_eq!(read(text), Some((numbers.to_owned(), quote)), "{text}");
        }
    }

    #[test]
    fn the_bench_may_stand_in_a_bracket() {
        for (text, en_banc) in [
            ("77도1 판결(전원합의체), 1978", true),
            ("77도1 판결(전원합의부)", true),
            ("77도1 판결 (전)", true),
            ("77도1 전원부 판결", true),
            ("77도1 판결(전원일치)", false),
            ("77도1 판결(공1990, 1)", false),
        ] {
            let digits = Span::new(0, 2);
            let group = group_at(Text(text), digits, &mut RangeBudget::of_a_text()).unwrap();
            assert_eq!(group.en_banc, en_banc, "{text}");
        }
    }

    #[test]
    fn a_petition_is_named_before_its_number() {
        for (text, weak) in [
            ("위헌심판제청신청(95부30)을", false),
            ("위헌제청을 신청하였으나(2002부1234)", false),
            ("제3공장(95부30)", true),
            ("신청 95부30", true),
        ] {
            let at = text.find(['9', '2']).unwrap();
            let digits = Span::new(at, Text(text).digits_end(at));
            assert_eq!(
                group_at(Text(text), digits, &mut RangeBudget::of_a_text()).unwrap().weak,
                weak,
                "{text}"
            );
        }
    }

    #[test]
    fn look_alikes_are_no_numbers_of_courts() {
        for text in [
            "74조제1호",
            "2017년도98",
            "2014년금제6040",
            "2005형제20654",
            "97당1367",
            "국심97서2125",
            "12호증의1",
            "270점160",
            "2022년 3월",
            "0000가합00",
            "2019가합○○",
            "1995나123456789",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
