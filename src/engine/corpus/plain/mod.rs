//! Plain text, as one copies a judgment from a page or writes it down: headings on lines of their own or in brackets, a
//! first line that cites the judgment, the courts' own layout.
//!
//! A text may hold several judgments, each under its citation. What the text does not say is taken from the file name
//! `법원_선고일자_사건번호`, where there is one judgment.

mod division;
mod headed;
mod heading;
mod title;

use super::fields::{FieldName, Parsed, Take, Values};
use super::file_name;
use super::mapping::Names;
pub(super) use headed::add_headed;
use panrye_law::judgment::{PartKind, Section, content_parts};

/// Hands out the judgments of a plain text in the file `path`; none where neither headings nor parts of a judgment are
/// found.
pub(super) fn judgments(text: &str, path: &str, names: &Names, take: &mut Take<'_>) {
    let parts = division::judgments(text, names);
    if let [whole] = parts[..] {
        judgment(whole, path, names).into_iter().for_each(take);
    } else {
        parts.into_iter().filter_map(|part| judgment(part, "", names)).for_each(take);
    }
}

/// The judgment of a plain text in the file `path`.
fn judgment(text: &str, path: &str, names: &Names) -> Option<Parsed> {
    let mut values = Values::default();
    let headed = add_headed(text, names, &mut values);
    let named = file_name::read(path);
    if !headed {
        if named.is_none() && !is_decision(text) {
            return None;
        }
        values.add(FieldName::Text(Section::Content), text.to_owned());
    }
    if let Some(named) = named {
        values.add(FieldName::Court, named.court);
        values.add(FieldName::Decided, named.decided);
        values.add(FieldName::CaseNumber, named.docket);
    }
    Some(values.judgment())
}

/// Whether the text has an order and reasons, as every decision has.
fn is_decision(text: &str) -> bool {
    let parts = content_parts(text);
    let has = |kind: &PartKind| parts.iter().any(|part| part.kind == *kind);
    has(&PartKind::Order) && has(&PartKind::Reasons)
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::Judgment;

    fn judgment(text: &str, path: &str) -> Option<Parsed> {
        super::judgment(text, path, &Names::default())
    }

    fn read(text: &str) -> Vec<Judgment> {
        let mut found = Vec::new();
        judgments(text, "a.txt", &Names::default(), &mut |parsed| found.push(parsed.judgment));
        found
    }

    fn named(judgment: &Judgment) -> String {
        let text = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        format!(
            "{}|{}|{}|{}|{}",
            text(judgment.court.as_ref().map(ToString::to_string)),
            text(judgment.decided.map(|date| date.to_string())),
            text(judgment.docket.clone()),
            text(judgment.decision.map(|form| form.to_string())),
            text(judgment.case_name.clone()),
        )
    }

    #[test]
    fn headings_and_the_file_name_are_read() {
        let text =
            "사건명\n손해배상(기)\n판시사항\n[1] 갑[2] 을\n판례내용\n【주    문】 기각한다.\n판시사항\n끝";
        let judgment = judgment(text, "corpus/대법원_2018-01-25_2015다24904_24911.txt").unwrap().judgment;
        assert_eq!(judgment.case_name.as_deref(), Some("손해배상(기)"));
        assert_eq!(judgment.docket.as_deref(), Some("2015다24904, 24911"));
        assert_eq!(judgment.decided.map(|date| date.to_string()).as_deref(), Some("2018-01-25"));
        assert_eq!(judgment.section(Section::Issues), "[1] 갑[2] 을");
        assert_eq!(judgment.section(Section::Content), "【주    문】 기각한다.\n판시사항\n끝");
    }

    #[test]
    fn the_text_wins_over_the_file_name() {
        let text = "사건번호\n2020다7\n법원명\n부산고법\n판례내용\n본문";
        let judgment = judgment(text, "대법원_2018-01-25_2015다24904.txt").unwrap().judgment;
        assert_eq!(judgment.docket.as_deref(), Some("2020다7"));
        assert_eq!(judgment.court.unwrap().name(), "부산고등법원");
    }

    #[test]
    fn a_decision_without_headings_is_content_and_notes_are_not() {
        assert!(judgment("【주 문】 기각한다. 【이 유】 살펴본다.", "a.txt").is_some());
        assert!(judgment("장보기 목록", "대법원_2018-01-25_2015다24904.txt").is_some());
        assert_eq!(judgment("장보기 목록", "list.txt"), None);
        assert_eq!(
            judgment("판례를 공부한다.\n대법원 2018. 1. 25. 선고 2015다1 판결을 본다.", "a.txt"),
            None
        );
    }

    #[test]
    fn headings_stand_in_any_order() {
        for text in [
            "법원명\n대법원\n선고일자\n2016-01-02\n사건번호\n2015다3, 2015다4\n사건명\n손해배상(기)\n판례내용\n본문",
            "사건명\n손해배상(기)\n사건번호\n2015다3, 2015다4\n선고일자\n20160102\n선고\n선고\n법원명\n대법원\n사건종류명\n민사\n판례내용\n본문",
        ] {
            let found = read(text);
            assert_eq!(named(&found[0]), "대법원|2016-01-02|2015다3, 2015다4|판결|손해배상(기)", "{text}");
            assert_eq!(found[0].section(Section::Content), "본문");
        }
    }

    #[test]
    fn a_copied_page_is_read_by_its_first_line_and_its_bare_headings() {
        let text = "대법원 2018. 1. 25. 선고 2015다1 판결\n[손해배상(기)][공2018상,495]\n\n판시사항\n[1] 갑의 책임\n[2] 을의 책임\n\n\
                    판결요지\n[1] 갑은 책임이 있다.\n\n참조조문\n[1] 민법 제750조\n\n참조판례\n[1] 대법원 2010. 1. 2. 선고 2009다2 판결(공2010상, 1)\n\n\
                    원고, 상고인\n원고\n원심판결\n서울고법 2015. 3. 20. 선고 2013나1 판결\n주문\n상고를 기각한다.\n이유\n1. 상고이유를 본다.";
        let found = read(text);
        assert_eq!(found.len(), 1);
        assert_eq!(named(&found[0]), "대법원|2018-01-25|2015다1|판결|손해배상(기)");
        assert_eq!(found[0].section(Section::Cases), "[1] 대법원 2010. 1. 2. 선고 2009다2 판결(공2010상, 1)");
        assert!(found[0].section(Section::Content).starts_with("원고, 상고인\n원고\n원심판결"));
        assert!(found[0].section(Section::Content).ends_with("이유\n1. 상고이유를 본다."));
    }

    #[test]
    fn headings_in_brackets_stand_anywhere_in_a_line() {
        let text = "대법원 2020. 5. 14. 선고 2019므1 판결 [이혼] 【판시사항】 갑 【판결요지】 을 【주문】 기각한다. 【이유】 본다.";
        let found = read(text);
        assert_eq!(named(&found[0]), "대법원|2020-05-14|2019므1|판결|이혼");
        assert_eq!(found[0].section(Section::Issues), "갑");
        assert_eq!(found[0].section(Section::Holdings), "을");
        assert_eq!(found[0].section(Section::Content), "【주문】 기각한다. 【이유】 본다.");
    }

    #[test]
    fn one_line_below_the_title_is_the_name() {
        for (between, name) in
            [("손해배상(기)", "손해배상(기)"), ("여기서 본다.", "-"), ("갑의 소\n을의 소", "-")]
        {
            let text = format!(
                "대법원 2018. 1. 25. 선고 2015다1\n\n{between}\n\n판시사항\n갑\n주문\n기각한다.\n이유\n본다."
            );
            assert_eq!(named(&read(&text)[0]), format!("대법원|2018-01-25|2015다1|판결|{name}"), "{between}");
        }
    }

    #[test]
    fn the_courts_own_layout_is_read() {
        let text = "서 울 고 등 법 원\n제1민사부\n판        결\n사      건   2016나1234 손해배상(기)\n원고, 항소인  김○○\n피고, 피항소인  이○○\n\
                    제1심판결   서울중앙지방법원 2016. 1. 1. 선고 2015가합1 판결\n변론종결   2016. 5. 1.\n판결선고   2016. 6. 1.\n\n주      문\n\
                    1. 항소를 기각한다.\n\n이      유\n1. 본다.\n재판장 판사 가나다";
        let found = read(text);
        assert_eq!(named(&found[0]), "서울고등법원|2016-06-01|2016나1234|판결|손해배상(기)");
        assert_eq!(found[0].section(Section::Content), text);
    }

    #[test]
    fn several_judgments_in_one_text_are_divided() {
        let one = "대법원 2018. 1. 25. 선고 2015다1 판결\n【주 문】 상고를 기각한다.\n【이 유】 상고이유를 본다.\n\n";
        let other = "대법원 2019. 2. 26. 선고 2016다2 판결\n【주 문】 원심판결을 파기한다.\n【이 유】 상고이유를 본다.\n";
        let found = read(&format!("{one}{other}"));
        assert_eq!(
            found.iter().map(named).collect::<Vec<_>>(),
            ["대법원|2018-01-25|2015다1|판결|-", "대법원|2019-02-26|2016다2|판결|-",]
        );
        let headnotes = |number: u32| {
            format!(
                "대법원 2018. 1. 25. 선고 2015다{number} 판결\n[갑]\n【판시사항】\n갑\n【판결요지】\n을\n\n"
            )
        };
        assert_eq!(read(&format!("{}{}", headnotes(1), headnotes(2))).len(), 2);
        // A citation on a line of its own is none.
        let cited = "대법원 2018. 1. 25. 선고 2015다1 판결\n판시사항\n갑\n참조판례\n대법원 2010. 1. 2. 선고 2009다2 판결\n원고, 상고인\n갑\n주문\n기각한다.\n\
                     이유\n본다.\n대법원 2011. 1. 2. 선고 2009다3 판결\n을 본다.";
        let found = read(cited);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].section(Section::Cases), "대법원 2010. 1. 2. 선고 2009다2 판결");
    }

    #[test]
    fn a_cited_judgment_is_not_the_judgment_itself() {
        for (head, number) in [
            (
                "헌법재판소\n결정\n사건 2015헌바1 민법 제1조 위헌소원\n당해사건\n대법원 2014. 1. 1. 선고 2013다5 판결",
                "2015헌바1",
            ),
            (
                "대법원\n판결\n사건 2018다106 손해배상(기)\n환송 전 판결\n대법원 2014. 2. 2. 선고 2013다9106 판결",
                "2018다106",
            ),
            ("사건 2018다126\n\n서울고등법원 2016. 1. 1. 선고 2015나9126 판결", "2018다126"),
        ] {
            let text = format!("{head}\n주문\n기각한다.\n이유\n본다.");
            let found = read(&text);
            assert_eq!(found[0].docket.as_deref(), Some(number), "{head}");
            assert_eq!(found[0].section(Section::Content), text);
        }
        let listed = "이번 호\n대법원 2014. 1. 1. 선고 2013다11 판결\n대법원 2014. 1. 1. 선고 2013다12 판결\n판시사항\n갑";
        assert_eq!(read(listed)[0].docket, None);
    }

    #[test]
    fn a_citation_on_its_own_line_divides_no_judgment() {
        for text in [
            "대법원 2018. 1. 25. 선고 2015다108 판결\n판시사항\n갑\n판결요지\n참조:\n대법원 2011. 1. 2. 선고 2009다9108 판결\n참조조문\n민법 제1조\n주문\n기각한다.\n이유\n본다.",
            "대법원 2018. 1. 25. 선고 2015다107 판결\n주문\n기각한다.\n이유\n따른다.\n대법원 2011. 1. 2. 선고 2009다9107 판결\n재판장 대법관 갑\n별지\n목록",
        ] {
            assert_eq!(read(text).len(), 1, "{text}");
        }
        let orders = "대법원 2018. 1. 25. 선고 2015다109 판결\n주문\n상고를 기각한다.\n\n대법원 2019. 1. 25. 선고 2016다9109 판결\n주문\n파기한다.\n이유\n본다.";
        assert_eq!(read(orders).len(), 2);
    }

    #[test]
    fn no_line_of_a_text_is_lost() {
        let again = read("사건번호\n2015다133\n판시사항\n갑\n사건번호\n2016다9133\n판결요지\n을");
        assert!(again[0].section(Section::Issues).contains("2016다9133"), "{again:?}");
        let text = "어느 사이트 메뉴\n대법원 2018. 1. 25. 선고 2015다1 판결\n[손해배상(기)]\n편집자 주: 중요\n판시사항\n갑\n주문\n기각한다.\n이유\n본다.";
        let found = read(text);
        let content = found[0].section(Section::Content);
        assert!(content.contains("어느 사이트 메뉴") && content.contains("편집자 주: 중요"), "{content}");
        assert!(content.ends_with("주문\n기각한다.\n이유\n본다."));
    }
}
