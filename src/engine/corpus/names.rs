//! What the headings of sources mean: one table of names, Korean and English, of the Open API and of other collections.
//!
//! Names are compared without blanks, brackets and underscores, in small letters: `판례 내용`, `【판시사항】`, `case_number`.
//! General words (제목, date, text) say nothing alone; they count beside a name that only judgments have. What a user says of
//! the names of his own files is [`mapping`](super::mapping)'s.

use std::collections::HashMap;
use std::sync::LazyLock;

use panrye_law::judgment::{DecisionType, Section};

/// A field of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum FieldName {
    SerialNumber,
    CaseName,
    CaseNumber,
    Decided,
    Court,
    Kind,
    Decision,
    Text(Section),
    /// A part of the content that a source keeps apart.
    Part(ContentPart),
    /// Known, and nothing that a judgment keeps: the word 선고 of the Open API.
    Nothing,
}

/// The parts of the content that sources keep apart, in the order in which a decision has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum ContentPart {
    /// 당사자.
    Parties,
    /// 청구취지, 신청취지.
    Claim,
    /// 주문.
    Order,
    /// 이유.
    Reasons,
    /// 심판대상조문: what the Constitutional Court reviews.
    Reviewed,
    /// 별지.
    Appendix,
}

impl ContentPart {
    pub(super) const ALL: [Self; 6] =
        [Self::Parties, Self::Claim, Self::Order, Self::Reasons, Self::Reviewed, Self::Appendix];

    /// The heading that it has in the content.
    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Parties => "당사자",
            Self::Claim => "청구취지",
            Self::Order => "주문",
            Self::Reasons => "이유",
            Self::Reviewed => "심판대상조문",
            Self::Appendix => "별지",
        }
    }
}

/// Names that only judgments and rulings have.
const NAMES: &[(FieldName, &[&str])] = &[
    (
        FieldName::SerialNumber,
        &[
            "판례정보일련번호",
            "판례일련번호",
            "헌재결정례일련번호",
            "헌재결정일련번호",
            "행정심판재결례일련번호",
            "행정심판례일련번호",
            "특별행정심판재결례일련번호",
            "법령해석례일련번호",
            "법령해석일련번호",
            "결정문일련번호",
            "결정문번호",
            "precseq",
        ],
    ),
    (FieldName::CaseName, &["사건명", "안건명", "판례명", "casename", "casenames", "casenm", "casetitle"]),
    (
        FieldName::CaseNumber,
        &[
            "사건번호",
            "청구번호",
            "안건번호",
            "의안번호",
            "재결번호",
            "caseno",
            "casenumber",
            "casenum",
            "docket",
            "docketnumber",
            "docketno",
        ],
    ),
    (
        FieldName::Decided,
        &[
            "선고일자",
            "선고일",
            "판결선고일",
            "판결일자",
            "종국일자",
            "의결일자",
            "의결일",
            "재결일자",
            "재결일",
            "해석일자",
            "회신일자",
            "judgmentdate",
            "judgementdate",
            "decisiondate",
            "datedecided",
            "decidedon",
            "judmnadjude",
            "announcedate",
        ],
    ),
    (
        FieldName::Court,
        &["법원명", "선고법원", "관할법원", "재결청", "해석기관명", "해석기관", "courtname", "courtnm"],
    ),
    (FieldName::Kind, &["사건종류명", "사건종류", "casetype", "casekind", "casecategory"]),
    (FieldName::Decision, &["판결유형", "재판형식", "decisiontype", "judgmenttype", "judgementtype"]),
    (FieldName::Text(Section::Issues), &["판시사항", "질의요지"]),
    (FieldName::Text(Section::Holdings), &["판결요지", "결정요지", "재결요지", "회답"]),
    (FieldName::Text(Section::Statutes), &["참조조문", "referencerules"]),
    (FieldName::Text(Section::Cases), &["참조판례", "referencecourtcase"]),
    (
        FieldName::Text(Section::Content),
        &["판례내용", "전문", "판결문", "결정문", "판결내용", "jdgmn", "precedent"],
    ),
    (FieldName::Part(ContentPart::Claim), &["청구취지", "신청취지"]),
    (FieldName::Part(ContentPart::Reviewed), &["심판대상조문"]),
];

/// General words.
const GENERAL: &[(FieldName, &[&str])] = &[
    (FieldName::CaseName, &["제목", "title", "name", "subject"]),
    (FieldName::Decided, &["일자", "결정일자", "결정일", "date", "decided"]),
    (FieldName::Court, &["법원", "기관명", "결정기관", "court"]),
    (FieldName::Decision, &["form"]),
    (FieldName::Text(Section::Issues), &["쟁점", "issues"]),
    (
        FieldName::Text(Section::Holdings),
        &["요지", "holdings", "holding", "headnotes", "headnote", "summary"],
    ),
    (FieldName::Text(Section::Statutes), &["관련법령", "관계법령", "statutes"]),
    (
        FieldName::Text(Section::Content),
        &["내용", "본문", "content", "contents", "text", "fulltext", "body", "opinion"],
    ),
    (FieldName::Part(ContentPart::Parties), &["당사자", "parties"]),
    (FieldName::Part(ContentPart::Order), &["주문", "order"]),
    (FieldName::Part(ContentPart::Reasons), &["이유", "reasons", "reason", "reasoning"]),
    (FieldName::Part(ContentPart::Appendix), &["별지"]),
    (FieldName::Nothing, &["선고"]),
];

/// Names that say what a record is.
const FORMS: [(DecisionType, &[&str]); 2] = [
    (DecisionType::Adjudication, &["재결청", "재결요지", "재결번호", "재결일자", "의결일자"]),
    (DecisionType::Interpretation, &["질의요지", "회답", "해석기관명", "해석기관", "해석일자", "회신일자"]),
];

/// What judgments commonly carry besides, and nobody misses: the codes and links of the Open API, and what collections add
/// to say where a judgment is from.
const BESIDE: &[&str] = &[
    "법원종류코드",
    "사건종류코드",
    "재판부구분코드",
    "질의기관코드",
    "질의기관명",
    "해석기관코드",
    "처분청",
    "처분일자",
    "재결례유형코드",
    "재결례유형명",
    "판례상세링크",
    "데이터출처명",
    "데이터기준일시",
    "등록일시",
    "출처",
    "id",
    "idx",
    "index",
    "unnamed:0",
    "url",
    "link",
    "source",
];

/// The longest name of the table, in bytes, and some: longer words are none.
const LONGEST: usize = 64;

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) field: FieldName,
    /// Whether only judgments have a field of this name.
    pub(super) is_certain: bool,
    /// The form of a record that has such a field.
    pub(super) form: Option<DecisionType>,
}

impl Meaning {
    /// Whether a record with such a field is a judgment.
    pub(super) fn says_judgment(self) -> bool {
        self.is_certain && self.field != FieldName::Nothing
    }
}

/// The meanings of all names of the table.
static MEANINGS: LazyLock<HashMap<&str, Meaning>> = LazyLock::new(|| {
    let rows = |table: &'static [(FieldName, &[&str])], is_certain: bool| {
        table.iter().flat_map(move |(field, names)| {
            names.iter().map(move |name| {
                let form = FORMS.iter().find(|(_, of_form)| of_form.contains(name)).map(|(form, _)| *form);
                (*name, Meaning { field: *field, is_certain, form })
            })
        })
    };
    rows(NAMES, true).chain(rows(GENERAL, false)).collect()
});

/// What a name means by the table.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    // Most names are written as the table has them.
    let found = MEANINGS.get(name).or_else(|| MEANINGS.get(plain(name, LONGEST)?.as_str()));
    found.copied()
}

/// Whether judgments commonly carry a value of this name that no judgment keeps.
pub(super) fn stands_beside(name: &str) -> bool {
    BESIDE.contains(&name) || plain(name, LONGEST).is_some_and(|name| BESIDE.contains(&name.as_str()))
}

impl FieldName {
    /// Whether it is a text of a judgment, or a part of one, and no metadata.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Text(_) | Self::Part(_))
    }
}

/// A name as the table has it; `None` where it is longer than names are.
pub(super) fn plain(name: &str, longest: usize) -> Option<String> {
    if name.len() > longest {
        return None;
    }
    // Decomposed names are composed here; values are composed later.
    let composed = unicode_normalization::UnicodeNormalization::nfc(name);
    let kept = composed.filter(|c| {
        !c.is_whitespace()
            && !matches!(c, '【' | '】' | '[' | ']' | '〔' | '〕' | '_' | '-' | '*' | '.' | '\u{feff}')
    });
    Some(kept.flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_spaced() {
        let certain = |name: &str| meaning(name).filter(|known| known.is_certain).map(|known| known.field);
        for (name, field) in [
            ("사건번호", Some(FieldName::CaseNumber)),
            (" 사 건 번 호 ", Some(FieldName::CaseNumber)),
            ("case_number", Some(FieldName::CaseNumber)),
            ("Case No", Some(FieldName::CaseNumber)),
            ("caseNum", Some(FieldName::CaseNumber)),
            ("【판시사항】", Some(FieldName::Text(Section::Issues))),
            ("**판시사항**", Some(FieldName::Text(Section::Issues))),
            ("재결청", Some(FieldName::Court)),
            ("심판대상조문", Some(FieldName::Part(ContentPart::Reviewed))),
            ("title", None),
            ("내용", None),
            ("", None),
        ] {
            assert_eq!(certain(name), field, "{name}");
        }
        let any = |name: &str| meaning(name).map(|known| known.field);
        assert_eq!(any("Title"), Some(FieldName::CaseName));
        assert_eq!(any("주    문"), Some(FieldName::Part(ContentPart::Order)));
        assert_eq!(any("부제"), None);
        assert_eq!(any(&"주문".repeat(100)), None);
    }

    #[test]
    fn some_names_say_the_form_of_a_record() {
        let form = |name: &str| meaning(name).and_then(|known| known.form);
        assert_eq!(form("재결청"), Some(DecisionType::Adjudication));
        assert_eq!(form(" 회 답 "), Some(DecisionType::Interpretation));
        assert_eq!(form("법원명"), None);
        for name in FORMS.iter().flat_map(|(_, names)| *names) {
            assert!(form(name).is_some(), "{name}");
        }
    }

    #[test]
    fn no_name_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for (_, names) in NAMES.iter().chain(GENERAL) {
            for name in *names {
                assert!(seen.insert(name), "{name}");
                assert_eq!(plain(name, LONGEST).as_deref(), Some(*name));
            }
        }
        for name in BESIDE {
            assert_eq!(plain(name, LONGEST).as_deref(), Some(*name));
            assert_eq!(meaning(name), None, "{name}");
        }
    }
}
