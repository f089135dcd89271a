//! Case marks (사건부호): the closed list of syllables that stand between year and serial of a case number.
//!
//! Source: the Supreme Court's rule on assigning case marks (사건별 부호문자의 부여에 관한 예규), the
//! Constitutional Court's rule on case marks (헌법재판소 사건의 접수에 관한 규칙), and for the years before 1962
//! the marks found in published decisions. A shape that is not in this list (`형제`, `금제`, `당`, `조`) is a file
//! number of a prosecutor, a deposit office or an agency, or no number at all.

use std::fmt;

/// The branch of law that a case mark belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseClass {
    /// 민사: civil, with enforcement, provisional remedies, insolvency and non-contentious cases.
    Civil,
    /// 형사: criminal, with protective custody and petitions.
    Criminal,
    /// 행정: administrative and tax.
    Administrative,
    /// 가사: family, with juvenile and domestic protection cases.
    Family,
    /// 특허: patents, trade marks, designs.
    Patent,
    /// 선거: elections and disputes between authorities before the Supreme Court.
    Election,
    /// 헌법: the Constitutional Court.
    Constitutional,
}

impl CaseClass {
    /// The class in Korean, as it is written in `사건종류명`.
    pub const fn korean(self) -> &'static str {
        match self {
            Self::Civil => "민사",
            Self::Criminal => "형사",
            Self::Administrative => "행정",
            Self::Family => "가사",
            Self::Patent => "특허",
            Self::Election => "선거",
            Self::Constitutional => "헌법",
        }
    }
}

use CaseClass::{Administrative, Civil, Constitutional, Criminal, Election, Family, Patent};

/// The year in which the marks of today began.
pub(super) const FIRST_YEAR_OF_MARKS: u16 = 1962;

/// Marks by class. Order inside a class follows the rule: trial, appeal, final appeal, then the rest.
#[rustfmt::skip]
const MARKS: [(CaseClass, &[&str]); 7] = [
    (Civil, &[
        "가합", "가단", "가소", "가", "나", "다", "라", "마", "그", "바", "머", "자", "차", "차전", "러",
        // Before 1998 카 and 다카 covered provisional remedies and leave to appeal.
        "카", "카합", "카단", "카기", "카공", "카담", "카열", "카확", "카정", "카구", "카경", "카조",
        "카총", "카소", "카명", "카불", "카임", "카기전", "다카", "마카", "나카",
        "타", "타경", "타채", "타기", "타배", "타인", "타합", "과", "비합", "비단", "비", "파",
        "파합", "파단", "하", "하합", "하단", "하면", "하기", "하확", "회", "회합", "회단", "회확",
        "회기", "간회합", "간회단", "개회", "개확", "개기", "거", "화", "호", "호파", "호명", "호기", "국승",
        "국지", "인", "인라", "인마", "보", "토", "이",
        // 1945–1961.
        "민", "민상", "민공", "민항", "민재", "민재항", "민준재", "민비상", "민신", "민심", "민초",
        "민사", "민합",
    ]),
    (Criminal, &[
        "고합", "고단", "고정", "고약", "고약전", "고", "노", "도", "로", "모", "오", "초", "초기",
        "초재", "초보", "초적", "초사", "코", "감고", "감노", "감도", "감로", "감모", "감오",
        "감초", "감기", "치고", "치노", "치도", "치로", "치모", "치오", "치초", "치기", "전고", "전노",
        "전도", "전로", "전모", "전오", "전초", "전기", "보고", "보노", "보도", "보로", "보모", "성고",
        "성노", "성도", "성로", "성모", "약고", "약노", "약도", "약로", "약모", "정고", "정가", "정단",
        "정로", "정모", "정스", "정드", "정기", "정명", "거고", "노합", "형", "형상", "형공",
        "형항", "형재", "형재항", "형비상", "형비", "형신", "형초", "특상", "특공", "노형공",
        "재보군형공", "보군형공", "고군형항", "형사", "비상",
    ]),
    (Administrative, &[
        "구합", "구단", "구", "누", "두", "루", "무", "부", "아", "사", "행", "행상", "행항",
        "행재", "행신",
    ]),
    (Family, &[
        "드합", "드단", "드", "르", "므", "브", "스", "으", "느합", "느단", "느", "너", "너합", "너단",
        "즈합", "즈단", "즈기", "즈", "푸", "푸초", "크", "트", "버", "버집", "서", "어", "저", "처",
        "동버", "동버집", "동서", "동어", "동저", "동처", "후개", "후기", "후감", "프", "쿠초",
    ]),
    (Patent, &[
        "허", "후", "흐", "히", "카허", "당허",
    ]),
    (Election, &[
        "수", "수합", "수흐", "선", "우", "주", "추", "쿠", "소", "보추",
    ]),
    (Constitutional, &[
        "헌가", "헌나", "헌다", "헌라", "헌마", "헌바", "헌사", "헌아",
    ]),
];

/// How a mark says that a closed case was reopened (재심, 준재심).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Reopening {
    None,
    Retrial,
    QuasiRetrial,
}

impl Reopening {
    const fn prefix(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Retrial => "재",
            Self::QuasiRetrial => "준재",
        }
    }
}

/// A case mark of the closed list, with the prefix 재 (retrial) or 준재 (quasi-retrial) where it has one.
///
/// `다` and `재다` are two marks; both are civil final appeals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseMark {
    base: &'static str,
    class: CaseClass,
    retrial: Reopening,
}

impl CaseMark {
    /// The longest mark, in characters: a bound for scanners.
    pub const MAX_CHARS: usize = 5;

    /// The mark written `text`, or `None` where the closed list has no such mark.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |base: &str, retrial| lookup(base).map(|(base, class)| Self { base, class, retrial });
        plain(text, Reopening::None)
            .or_else(|| text.strip_prefix("준재").and_then(|base| plain(base, Reopening::QuasiRetrial)))
            .or_else(|| text.strip_prefix("재").and_then(|base| plain(base, Reopening::Retrial)))
            // `민재항고`: the mark `민재항` with its word in full.
            .or_else(|| {
                text.strip_suffix('고')
                    .filter(|base| base.ends_with('항'))
                    .and_then(|base| plain(base, Reopening::None))
            })
    }

    /// Every mark of the closed list, as it is written.
    pub(super) fn all() -> impl Iterator<Item = (&'static str, Self)> {
        let of_class = |(class, bases): &(CaseClass, &'static [&'static str])| {
            let class = *class;
            bases.iter().map(move |&base| (base, Self { base, class, retrial: Reopening::None }))
        };
        MARKS.iter().flat_map(of_class)
    }

    /// The branch of law that the mark belongs to.
    pub const fn class(self) -> CaseClass {
        self.class
    }

    /// Whether courts numbered cases with the mark in a year. Some marks of the years before 1962 are everyday words now.
    pub(super) fn is_of(self, year: u16) -> bool {
        const EARLY: [&str; 6] = ["민사", "민합", "형사", "비상", "행신", "선"];
        year < FIRST_YEAR_OF_MARKS || !EARLY.contains(&self.base)
    }

    /// Whether the mark opens a closed case again (재심, 준재심).
    pub fn is_retrial(self) -> bool {
        self.retrial != Reopening::None
    }
}

fn lookup(text: &str) -> Option<(&'static str, CaseClass)> {
    MARKS
        .iter()
        .find_map(|&(class, marks)| marks.iter().find(|&&mark| mark == text).map(|&mark| (mark, class)))
}

impl fmt::Display for CaseMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.retrial.prefix(), self.base)
    }
}

impl fmt::Debug for CaseMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseMark({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_list_are_known_with_their_class() {
        for (text, class) in [
            ("다", Civil),
            ("가합", Civil),
            ("다카", Civil),
            ("민상", Civil),
            ("재다", Civil),
            ("준재가단", Civil),
            ("도", Criminal),
            ("고단", Criminal),
            ("감도", Criminal),
            ("재감도", Criminal),
            ("형비상", Criminal),
            ("두", Administrative),
            ("구합", Administrative),
            ("행상", Administrative),
            ("므", Family),
            ("느합", Family),
            ("후", Patent),
            ("허", Patent),
            ("추", Election),
            ("헌바", Constitutional),
        ] {
            let mark = CaseMark::parse(text).unwrap();
            assert_eq!((mark.class(), mark.to_string().as_str()), (class, text));
        }
    }

    #[test]
    fn a_complaint_may_be_written_in_full() {
        assert_eq!(CaseMark::parse("민재항고"), CaseMark::parse("민재항"));
        assert_eq!(CaseMark::parse("민재고"), None);
    }

    #[test]
    fn look_alikes_are_no_marks() {
        for text in [
            "형제",
            "금제",
            "당",
            "조제",
            "년도",
            "년",
            "월",
            "불항",
            "합계",
            "점",
            "호증의",
            "재",
            "준재",
            "",
        ] {
            assert_eq!(CaseMark::parse(text), None, "{text}");
        }
    }

    #[test]
    fn no_mark_stands_twice() {
        let mut all: Vec<_> = MARKS.iter().flat_map(|(_, marks)| marks.iter()).collect();
        let before = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), before);
    }

    #[test]
    fn no_mark_is_longer_than_the_bound() {
        for mark in MARKS.iter().flat_map(|(_, marks)| marks.iter()) {
            assert!(mark.chars().count() <= CaseMark::MAX_CHARS, "{mark}");
        }
    }
}
