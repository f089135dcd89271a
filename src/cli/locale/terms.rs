//! The terms of the field that people read in answers, in the language of the user. What programs read keeps the stable
//! name of each.

use super::{Lang, current, say};
use crate::output::json::Kind;
use panrye_documents::Omission;
use panrye_engine::analysis::TokenKind;
use panrye_engine::index::{Counted, Finding};
use panrye_engine::search::{ClauseKind, Facet, Missing};
use panrye_engine::verify::{Aspect, Verdict};
use panrye_engine::watch::Why;
use panrye_law::reference::{Depth, Opinion, Role, Treatment};

fn in_korean(english: &'static str, korean: &'static str) -> &'static str {
    match current() {
        Lang::En => english,
        Lang::Ko => korean,
    }
}

/// What a cited judgment is to the citing one.
pub(in crate::cli) fn role(role: Role) -> &'static str {
    let korean = match role {
        Role::Reference => "참조판례",
        Role::Cited => "인용",
        Role::Appealed => "원심",
        Role::Remanding => "환송",
        Role::Related => "관련",
    };
    in_korean(role.name(), korean)
}

/// Why a judgment is news for a watch.
pub(in crate::cli) fn why(why: Why) -> &'static str {
    let korean = match why {
        Why::Match => "검색됨",
        Why::Cites => "인용함",
        Why::Overrules => "변경·폐기함",
        Why::Statute => "조문을 참조함",
    };
    in_korean(why.name(), korean)
}

/// How a judgment treats what it cites.
pub(in crate::cli) fn treatment(treatment: Treatment) -> &'static str {
    let korean = match treatment {
        Treatment::Followed => "따름",
        Treatment::Overruled => "변경·폐기",
        Treatment::OverruledInPart => "일부 변경",
        Treatment::Distinguished => "구별",
    };
    let in_part = treatment == Treatment::OverruledInPart;
    in_korean(if in_part { "overruled in part" } else { treatment.name() }, korean)
}

/// Whose opinion a citation is in.
pub(in crate::cli) fn opinion(opinion: Opinion) -> &'static str {
    let korean = match opinion {
        Opinion::Majority => "다수의견",
        Opinion::Concurring => "별개의견",
        Opinion::Dissenting => "반대의견",
        Opinion::Supplementary => "보충의견",
    };
    in_korean(opinion.name(), korean)
}

/// How deep a citation goes.
pub(in crate::cli) fn depth(depth: Depth) -> &'static str {
    let korean = match depth {
        Depth::Mentioned => "언급",
        Depth::Cited => "인용",
        Depth::Discussed => "자세히 다룸",
    };
    in_korean(depth.name(), korean)
}

/// What a citation of a brief comes to.
pub(in crate::cli) fn verdict(verdict: Verdict) -> &'static str {
    let korean = match verdict {
        Verdict::Indexed => "확인",
        Verdict::Disagrees => "불일치",
        Verdict::Ambiguous => "같은 번호 여럿",
        Verdict::CitedOnly => "간접 확인",
        Verdict::Unknown => "없음",
        Verdict::Unparseable => "해석 불가",
    };
    in_korean(if verdict == Verdict::CitedOnly { "cited only" } else { verdict.name() }, korean)
}

/// What is left out of a document.
pub(in crate::cli) fn omission(omission: Omission) -> &'static str {
    let korean = match omission {
        Omission::Headers => "머리말·꼬리말·쪽 번호",
        Omission::Comments => "메모",
        Omission::Deleted => "지운 글",
        Omission::Hidden => "숨긴 글",
        Omission::NoteMarks => "각주·미주 번호",
        Omission::Numbering => "문단 번호",
        Omission::Pages => "글이 없는 그림 쪽",
        Omission::Letters => "무슨 글자인지 알 수 없는 글꼴의 글자",
        Omission::Damaged => "깨진 부분",
        Omission::Objects => "차트·그리기 개체·끼워 넣은 파일",
        Omission::Navigation => "본문 밖의 차림표",
        Omission::Frames => "다른 곳에서 불러오는 틀",
    };
    in_korean(omission.name(), korean)
}

/// What is wrong in a citation of a brief.
pub(in crate::cli) fn aspect(aspect: Aspect) -> &'static str {
    let korean = match aspect {
        Aspect::Number => "사건번호",
        Aspect::Court => "법원",
        Aspect::Date => "선고일",
        Aspect::Decision => "재판 형식",
        Aspect::Bench => "전원합의체 여부",
    };
    let english = match aspect {
        Aspect::Number => "case number",
        Aspect::Court => "court",
        Aspect::Date => "date",
        Aspect::Decision => "form",
        Aspect::Bench => "bench",
    };
    in_korean(english, korean)
}

/// What judgments are counted by.
pub(in crate::cli) fn facet(facet: Facet) -> &'static str {
    let korean = match facet {
        Facet::Court => "법원",
        Facet::Year => "선고 연도",
        Facet::Kind => "사건 종류",
        Facet::Law => "법령",
        Facet::Form => "유형",
        Facet::Outcome => "결과",
    };
    in_korean(facet.name(), korean)
}

/// A stream of tokens.
pub(in crate::cli) fn token(kind: TokenKind) -> String {
    let korean = match kind {
        TokenKind::Part => "성분",
        TokenKind::Whole => "복합어",
        TokenKind::Word => "어절",
    };
    match current() {
        Lang::En => kind.to_string(),
        Lang::Ko => korean.to_owned(),
    }
}

/// A field of the index that words are looked for in.
pub(in crate::cli) fn field(name: &'static str) -> &'static str {
    in_korean(name, korean_field(name).unwrap_or(name))
}

fn korean_field(name: &str) -> Option<&'static str> {
    Some(match name {
        "text" => "성분",
        "whole" => "복합어",
        "word" => "어절",
        _ => return None,
    })
}

/// What a part of a query is.
pub(in crate::cli) fn clause(clause: &ClauseKind) -> String {
    if current() == Lang::En {
        return clause.to_string();
    }
    match clause {
        ClauseKind::Words => "낱말(많이 들어 있을수록 앞)".to_owned(),
        ClauseKind::Phrase { slop: 0 } => "이어진 낱말".to_owned(),
        ClauseKind::Phrase { slop } => format!("이어진 낱말(사이에 {slop}개까지)"),
        ClauseKind::Prefix(stem) => format!("{stem}(으)로 시작하는 낱말"),
        ClauseKind::Case(numbers) => format!("사건번호 {numbers}"),
        ClauseKind::Statute(text) => format!("조문 {text}"),
        ClauseKind::Value(text) => format!("값 {text}"),
        ClauseKind::Days { first, last } => format!("선고일 {first}..{last}"),
        ClauseKind::Field(field) => format!("{field} 필드"),
        ClauseKind::All => "모두".to_owned(),
        ClauseKind::Any => "하나라도".to_owned(),
        ClauseKind::Not => "제외".to_owned(),
        ClauseKind::Must => "반드시".to_owned(),
        ClauseKind::Boost(factor) => format!("비중 {factor}배"),
    }
}

/// What of a query no judgment has.
pub(in crate::cli) fn missing(missing: &Missing) -> String {
    if current() == Lang::En {
        return missing.to_string();
    }
    match missing {
        Missing::Case(number) => format!("{number}: 이 번호의 판례도, 이 번호를 인용한 판례도 없습니다"),
        Missing::Statute(text) => format!("{text}: 이 조문을 참조한 판례가 없습니다"),
        Missing::Value(text) => {
            format!("{text}: 이 값의 판례가 없거나, 다른 조건과 함께 맞는 판례가 없습니다")
        }
        Missing::Nothing(word) => format!("{word}: 이 말에는 찾을 것이 없습니다"),
        Missing::Word { word, parts, near } => {
            let (parts, near) = (parts.join(", "), near.join(", "));
            let meant = if near.is_empty() { String::new() } else { format!(". 혹시 {near}입니까?") };
            format!("{word}: {parts}이(가) 있는 판례가 없습니다{meant}")
        }
        Missing::Others(count) => format!("… 외 {count}개"),
    }
}

/// A part of a score; the names are those of the ranking.
pub(in crate::cli) fn part_of_score(name: &'static str) -> &'static str {
    in_korean(name, korean_part(name).unwrap_or(name))
}

fn korean_part(name: &str) -> Option<&'static str> {
    Some(match name {
        "text" => "전문",
        "판시사항, 판결요지" => "판시사항, 판결요지",
        "name" => "사건명",
        "compounds" => "복합어",
        "words as written" => "어절",
        "terms of art" => "법률 용어",
        "statute" => "조문",
        "run of words" => "이어진 어절",
        "neighboring parts" => "이웃한 성분",
        "coverage" => "질의어가 들어 있는 정도",
        "closeness" => "서로 가까운 정도",
        "bag of words" => "낱말의 빈도",
        "length" => "길이",
        "citations" => "인용된 횟수",
        "last resort" => "최고 법원",
        "situations" => "상황",
        "bag of words of a long question" => "긴 질문의 낱말 빈도",
        "votes of what it cites" => "인용한 판례의 표",
        "votes of what cites it" => "인용된 판례의 표",
        "situation" => "말한 상황",
        _ => return None,
    })
}

/// How the citations of an index were resolved; the names are those of the resolution.
pub(in crate::cli) fn class(name: &'static str) -> &'static str {
    in_korean(name, korean_class(name).unwrap_or(name))
}

fn korean_class(name: &str) -> Option<&'static str> {
    Some(match name {
        "in the index" => "색인에 있음",
        "in the index, but cited with another date" => "색인에 있으나 다른 날짜로 인용됨",
        "several judgments have the number" => "같은 번호의 판례가 여럿",
        "대법원, not in the index" => "색인에 없음: 대법원",
        "헌법재판소, not in the index" => "색인에 없음: 헌법재판소",
        "other courts, not in the index" => "색인에 없음: 그 밖의 법원",
        "no court named, not in the index" => "색인에 없음: 법원이 적혀 있지 않음",
        _ => return None,
    })
}

/// What the ranking was without; the names are those of the ranking.
pub(in crate::cli) fn ablation(name: &'static str) -> &'static str {
    in_korean(name, korean_ablation(name).unwrap_or(name))
}

fn korean_ablation(name: &str) -> Option<&'static str> {
    Some(match name {
        "nothing left out" => "빼지 않음",
        "without the second stage" => "둘째 단계 없이",
        "without runs of words" => "이어진 어절 없이",
        "without neighboring parts" => "이웃한 성분 없이",
        "without coverage" => "질의어가 들어 있는 정도 없이",
        "without closeness" => "서로 가까운 정도 없이",
        "without length" => "길이 없이",
        "without authority" => "인용된 횟수 없이",
        "without the bag of words in the second stage" => "둘째 단계의 낱말 빈도 없이",
        "without words as written in the first stage" => "첫 단계의 어절 없이",
        "without compounds in the first stage" => "첫 단계의 복합어 없이",
        "without terms of art for everyday words" => "일상어에 맞는 법률 용어 없이",
        "without 판시사항 and 판결요지 in the first stage" => "첫 단계의 판시사항, 판결요지 없이",
        "without the name of the case in the first stage" => "첫 단계의 사건명 없이",
        "without situations" => "상황 없이",
        "without votes" => "인용 관계의 표 없이",
        "without the bag of words of long questions" => "긴 질문의 낱말 빈도 없이",
        "parts alone, in one stage" => "성분만, 한 단계로",
        _ => return None,
    })
}

/// What is not OK in an index.
pub(in crate::cli) fn finding(finding: &Finding) -> String {
    if current() == Lang::En {
        return finding.to_string();
    }
    match finding {
        Finding::File(file) => {
            format!("{} 파일이 쓴 그대로가 아닙니다. `panrye index --rebuild`를 실행하십시오", file.display())
        }
        Finding::Unreadable(why) => format!("저장된 판례를 읽을 수 없습니다: {why}"),
        Finding::Count { what, said, found } => {
            let what = match what {
                Counted::Judgments => "판례",
                Counted::Passages => "단락",
                Counted::Citations => "인용",
            };
            format!("{what} 수가 맞지 않습니다: 커밋에는 {said}, 문서에는 {found}")
        }
        Finding::Numbers { name, numbers } => {
            format!("{name}: 사건번호 열에는 {numbers}(이)라고 되어 있습니다")
        }
        Finding::NotFound { name, number } => format!("{name}: {number}(으)로 찾아도 나오지 않습니다"),
        Finding::Citations { name, has, of } => {
            format!("{name}: 인용 {of}건 가운데 {has}건만 인용 관계에 있습니다")
        }
        Finding::Twice(name) => format!("{name}: 같은 문서가 색인에 두 번 있습니다"),
        Finding::NoLedger => {
            "파일 장부를 읽을 수 없습니다. 다음 `panrye index`가 모두 다시 읽습니다".to_owned()
        }
        Finding::NoFile(count) => {
            format!("판례 {count}건이 어느 파일에도 속하지 않습니다. `panrye index --rebuild`를 실행하십시오")
        }
        Finding::Lost(count) => {
            format!("파일에 있는 판례 {count}건이 색인에 없습니다. `panrye index --rebuild`를 실행하십시오")
        }
        Finding::Relocations => {
            "판례의 출처가 파일 장부와 다릅니다. `panrye index --rebuild`를 실행하십시오".to_owned()
        }
        Finding::More(count) => format!("이와 같은 것이 {count}건 더 있습니다"),
    }
}

/// What a line of a kind says, in a sentence.
pub(in crate::cli) fn kind(kind: &Kind) -> String {
    match current() {
        Lang::En => kind.about(),
        Lang::Ko => korean_kind(kind.name).map_or_else(|| kind.about(), str::to_owned),
    }
}

fn korean_kind(name: &str) -> Option<&'static str> {
    Some(match name {
        "hit" => "찾은 판례 (`search`, `similar`)",
        "facet" => "질의의 낱말이 모두 있는 판례를 나누어 센 것 (`search --facet`)",
        "answer" => "질의 하나의 답 (`batch`)",
        "explanation" => "질의가 무엇으로 검색되는지, 판례의 순위가 왜 그런지 (`explain`)",
        "judgment" => "판례 전체 (`show`)",
        "edge" => "한 판례가 다른 판례를 인용한 것 (`cites`, `cited-by`, `path`의 한 걸음)",
        "authority" => "인용된 판례 (`top`)",
        "history" => "사건의 심급 (`history`)",
        "graph" => "판례 둘레의, 또는 전체의 인용 관계 (`graph --format json`)",
        "link" => "인용 관계의 인용 하나, 표의 한 줄 (`graph --format edges`)",
        "references" => "판례나 글이 가리키는 것 (`references`)",
        "verdict" => "서면의 인용 하나와 그것이 바른지 (`verify`)",
        "status" => "색인에 있는 것 (`status`)",
        "check" => "색인에 이상이 없는지 (`check`)",
        "evaluation" => "질문에 검색이 얼마나 잘 답하는지 (`eval`)",
        "failure" => "첫째로 찾은 것이 답이 아닌 질문 (`eval --failures`)",
        "analysis" => "글이 무엇으로 나뉘는지: 형태소, 색인 토큰 (`analyze`)",
        "fetch" => "판례를 받은 결과, 한 줄 (`fetch`)",
        "news" => "저장한 검색에 새로 생긴 판례 (`watch run`)",
        "watch" => "저장한 검색 (`watch list`)",
        "config" => "적용되는 설정과 그 출처 (`config`)",
        "doctor" => "필요한 것이 모두 제대로 되어 있는지 (`doctor`)",
        _ => return None,
    })
}

/// A judgment that the index does not hold.
pub(in crate::cli) fn not_in_index() -> String {
    say!("not in the index", "색인에 없음")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_and_every_part_of_a_score_has_its_korean() {
        for name in panrye_engine::search::SoughtTerm::FIELDS {
            assert!(korean_field(name).is_some(), "{name}");
        }
        for name in panrye_engine::search::Contribution::names() {
            assert!(korean_part(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_ablation_has_its_korean() {
        for (name, _) in panrye_engine::search::Ranking::ablations() {
            assert!(korean_ablation(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_kind_of_line_has_its_korean() {
        for kind in crate::output::json::KINDS {
            assert!(korean_kind(kind.name).is_some(), "{}", kind.name);
        }
    }

    #[test]
    fn every_class_of_citations_has_its_korean() {
        for (name, _) in panrye_engine::graph::Resolution::default().classes() {
            assert!(korean_class(name).is_some(), "{name}");
        }
    }
}
