//! What the headings of sources mean: one table of names, Korean and English, of the Open API and of other collections.
//!
//! Names are compared without blanks, brackets and underscores, in small letters: `판례 내용`, `【판시사항】`, `case_number`.
//! General words (제목, date, text) say nothing alone; they count beside a name that only judgments have.

use std::collections::HashMap;
use std::sync::LazyLock;

use panrye_law::judgment::Section;

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

/// The longest name of the table, in bytes, and some: longer words are none.
const LONGEST: usize = 64;

/// The fields of all names, with whether the name is one that only judgments have.
static FIELDS: LazyLock<HashMap<&str, (FieldName, bool)>> = LazyLock::new(|| {
    let rows = |table: &'static [(FieldName, &[&str])], certain: bool| {
        let each = move |(field, names): &'static (FieldName, &[&str])| {
            names.iter().map(move |name| (*name, (*field, certain)))
        };
        table.iter().flat_map(each)
    };
    rows(NAMES, true).chain(rows(GENERAL, false)).collect()
});

impl FieldName {
    /// The field that a name means that only judgments have.
    pub(super) fn parse(name: &str) -> Option<Self> {
        known(name).filter(|(_, certain)| *certain).map(|(field, _)| field)
    }

    /// The field that a name means, which may be a general word.
    pub(super) fn parse_any(name: &str) -> Option<Self> {
        known(name).map(|(field, _)| field)
    }
}

fn known(name: &str) -> Option<(FieldName, bool)> {
    // Most names are written as the table has them.
    let found = FIELDS.get(name).or_else(|| FIELDS.get(plain(name)?.as_str()));
    found.copied()
}

/// A name as the table has it.
fn plain(name: &str) -> Option<String> {
    if name.len() > LONGEST {
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
            assert_eq!(FieldName::parse(name), field, "{name}");
        }
        assert_eq!(FieldName::parse_any("Title"), Some(FieldName::CaseName));
        assert_eq!(FieldName::parse_any("주    문"), Some(FieldName::Part(ContentPart::Order)));
        assert_eq!(FieldName::parse_any("부제"), None);
        assert_eq!(FieldName::parse_any(&"주문".repeat(100)), None);
    }

    #[test]
    fn no_name_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for (_, names) in NAMES.iter().chain(GENERAL) {
            for name in *names {
                assert!(seen.insert(name), "{name}");
                assert_eq!(plain(name).as_deref(), Some(*name));
            }
        }
    }
}
