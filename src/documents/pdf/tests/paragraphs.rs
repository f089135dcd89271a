//! Lines and paragraphs from places.

use super::*;

fn text(lines: &[(f32, f32, &str)]) -> String {
    let mut maker = Maker::new();
    maker.page(lines);
    parse(&maker.file()).text()
}

/// Lines of one column, each below the other.
fn column(lines: &[&'static str]) -> Vec<(f32, f32, &'static str)> {
    lines.iter().enumerate().map(|(at, line)| (20.0, 60.0 + 15.0 * at as f32, *line)).collect()
}

#[test]
fn words_are_what_stands_together() {
    let apart = "BT /F 10 Tf 20 300 Td [<ac00> -100 <b098> -600 <b2e4>] TJ ET";
    assert_eq!(parse(&one_page(apart).file()).text(), "가나 다\n");
    let doubled = format!("{}{}", shown(20.0, 50.0, "굵은 글"), shown(20.3, 50.0, "굵은 글"));
    assert_eq!(parse(&one_page(&doubled).file()).text(), "굵은 글\n");
}

#[test]
fn a_line_that_reaches_the_edge_goes_on_and_a_short_one_ends_a_paragraph() {
    // Words are cut anywhere here: 이유|를, 판결에|영향.
    let lines = column(&[
        "원심판결 이유를 기록에 비추어 살펴보면 판결에",
        "영향을 미친 잘못이 없다. 이유를 판결에 영향을",
        "미친 잘못이 없으므로 상고를 기각하기로 한 이유",
        "를 밝힌다.",
        "다음 문단은 짧다.",
    ]);
    assert_eq!(
        text(&lines),
        "원심판결 이유를 기록에 비추어 살펴보면 판결에 영향을 미친 잘못이 없다. 이유를 판결에 영향을 미친 잘못이 없으므로 \
         상고를 기각하기로 한 이유를 밝힌다.\n다음 문단은 짧다.\n"
    );
}

#[test]
fn numbers_of_cases_and_articles_are_joined_over_lines() {
    let lines = column(&[
        "원심판결과 같이 대법원 2018. 1. 25. 선고 2015다",
        "24904 판결 및 이 사건에서 볼 수 있는 민법 제",
        "160조 참조.",
    ]);
    assert_eq!(
        text(&lines),
        "원심판결과 같이 대법원 2018. 1. 25. 선고 2015다24904 판결 및 이 사건에서 볼 수 있는 민법 제160조 참조.\n"
    );
}

#[test]
fn dates_and_numbers_go_on_where_an_item_could_begin() {
    for (lines, expected) in [
        (
            [
                "이 사건에 관하여는 대법원 2018. 1. 25. 선고 2018.",
                "1. 25. 선고 및 이에 따른 판결을 참조한다.",
            ],
            "이 사건에 관하여는 대법원 2018. 1. 25. 선고 2018. 1. 25. 선고 및 이에 따른 판결을 참조한다.\n",
        ),
        (
            [
                "이 사건에 관하여는 대법원 2018. 1. 25. 선고 (1234",
                "56) 및 이에 따른 판결을 참조한다고 정하였다.",
            ],
            "이 사건에 관하여는 대법원 2018. 1. 25. 선고 (123456) 및 이에 따른 판결을 참조한다고 정하였다.\n",
        ),
    ] {
        assert_eq!(text(&column(&lines)), expected);
    }
}

#[test]
fn many_blanks_within_a_line_part_no_cells() {
    assert_eq!(text(&[(20.0, 50.0, "【원고】              주식회사")]), "【원고】 주식회사\n");
}

#[test]
fn signs_are_drawn_apart_in_a_line_that_is_drawn_out() {
    let line = "BT /F 10 Tf 20 300 Td [<ac000020> -400 <b098> -400 <25cb> -400 <25cb> -400 <b2e4>] TJ ET";
    assert_eq!(parse(&one_page(line).file()).text(), "가 나○○다\n");
}

#[test]
fn a_line_that_reaches_over_the_margin_makes_no_other_line_short() {
    let words = "그밖의모든줄은 오른쪽 끝까지 이어진다고";
    let ends = ["1", "12", "123", "1234", "12345", "1", "12", "123", "1234", "12345"];
    let lines: Vec<String> = ends.iter().map(|end| format!("{words} {end}")).collect();
    let mut all = vec!["둘레를 넘어 오른쪽으로 나간 줄이 하나 있는 글이다"];
    all.extend(lines.iter().map(String::as_str));
    all.push("끝난다");
    let lines: Vec<_> =
        (0_u8..).zip(all).map(|(at, line)| (20.0, 60.0 + 15.0 * f32::from(at), line)).collect();
    assert_eq!(text(&lines).lines().count(), 1);
}

#[test]
fn short_lines_that_end_alike_are_no_edge() {
    let short = ["사건번호", "선고일자", "판례내용", "주문이다"];
    let mut lines = column(&short);
    lines.push((20.0, 120.0, "원고의 청구를 모두 기각한다"));
    assert_eq!(text(&lines).lines().count(), 5);
}

/// A page of tagged lines: each with the number of its paragraph.
fn tagged(lines: &[(u32, &str)]) -> String {
    let mut maker = Maker::new();
    let operators = (0_u32..)
        .zip(lines)
        .map(|(at, (_, line))| {
            format!("/P << /MCID {at} >> BDC {} EMC\n", shown(20.0, 60.0 + 15.0 * at as f32, line))
        })
        .collect::<Vec<_>>()
        .concat();
    maker.page_with(&operators, "");
    maker.add(1, "<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 100 0 R >>");
    let last = lines.iter().map(|&(number, _)| number).max().unwrap_or_default();
    let kids = (0..=last).map(|number| format!("{} 0 R ", 101 + number)).collect::<Vec<_>>().concat();
    maker.add(100, format!("<< /Type /StructTreeRoot /K [{kids}] /RoleMap << /Line /Span >> >>"));
    for number in 0..=last {
        let stretches = (0..).zip(lines).filter(|(_, (of, _))| *of == number);
        let kids = stretches
            .map(|(at, _)| format!("<< /S /Line /P 1 0 R /K << /Type /MCR /Pg 10 0 R /MCID {at} >> >> "))
            .collect::<Vec<_>>()
            .concat();
        maker.add(101 + number, format!("<< /Type /StructElem /S /P /Pg 10 0 R /K [{kids}] >>"));
    }
    parse(&maker.file()).text()
}

#[test]
fn tags_say_which_lines_are_one_paragraph() {
    let lines = [
        (0, "첫 문단의 글은 오른쪽 끝까지 이어진다고 한다."),
        (0, "1. 문단의 둘째 줄이 오른쪽 끝까지 이어진다고"),
        (1, "둘째 문단의 글은 오른쪽 끝까지 이어진다고 한"),
        (2, "셋째 문단의 글은 오른쪽 끝까지 이어진다고 한"),
    ];
    let expected = [&[lines[0].1, lines[1].1].join(" "), lines[2].1, lines[3].1];
    assert_eq!(tagged(&lines).lines().collect::<Vec<_>>(), expected);
    // Where each line is an element of its own, they say nothing of paragraphs.
    let mut number = 0..;
    let alone = lines.map(|(_, line)| (number.next().unwrap_or_default(), line));
    assert_eq!(tagged(&alone).lines().count(), 2);
}

#[test]
fn blanks_between_hangul_and_digits_go_where_they_are_not_usual() {
    assert_eq!(text(&[(20.0, 50.0, "민법 제 160 조, 2021 다 900123")]), "민법 제160조, 2021다900123\n");
}

#[test]
fn paragraphs_go_on_over_pages_without_what_stands_beside_the_text() {
    let mut maker = Maker::new();
    let body = [
        "첫째 쪽의 마지막 줄은 다음 쪽으로 이어지는데",
        "둘째 쪽의 마지막 줄은 다음 쪽으로 이어지는데",
        "셋째 쪽에서 끝난다.",
    ];
    for (at, line) in body.iter().enumerate() {
        maker.page(&[
            (100.0, 20.0, "어느 법원 판결"),
            (20.0, 100.0, line),
            (140.0, 385.0, &format!("- {} -", at + 1)),
        ]);
    }
    let document = parse(&maker.file());
    assert_eq!(document.text(), format!("{}\n", body.join(" ")));
    assert_eq!(document.blocks[0].place.page, Some(1));
    assert_eq!(document.omissions, [Omission::Headers]);
}

#[test]
fn what_is_drawn_later_and_stands_above_is_read_before() {
    assert_eq!(text(&[(20.0, 200.0, "본문."), (20.0, 100.0, "제목.")]), "제목.\n본문.\n");
}

#[test]
fn cells_and_columns_are_read_one_after_the_other() {
    let cells = [(20.0, 60.0, "원고"), (120.0, 60.0, "갑."), (20.0, 80.0, "피고"), (120.0, 80.0, "을.")];
    assert_eq!(text(&cells), "원고\n갑.\n피고\n을.\n");
    let columns = [
        (20.0, 60.0, "왼쪽 단의 첫째 줄"),
        (20.0, 75.0, "왼쪽 단의 끝."),
        (160.0, 60.0, "오른쪽 단의 첫 줄"),
        (160.0, 75.0, "오른쪽 단의 끝."),
    ];
    let read = text(&columns);
    assert!(read.find("왼쪽 단의 끝").unwrap() < read.find("오른쪽 단의 첫").unwrap(), "{read}");
}

#[test]
fn letters_of_another_font_that_are_drawn_apart_fill_their_gap() {
    let lines = [(20.0, 60.0, "원고"), (60.0, 60.0, "주식회사는 이긴다"), (45.0, 60.0, "甲")];
    assert_eq!(text(&lines), "원고 甲 주식회사는 이긴다\n");
}

#[test]
fn marks_of_notes_are_left_out_and_notes_stand_behind_the_body() {
    let small = |x: f32, y: f32, text: &str| shown(x, y, text).replace("/F 10 Tf", "/F 6 Tf");
    let body: String =
        (0..6).map(|at| shown(20.0, 60.0 + 15.0 * at as f32, &format!("{at}번째 문단의 글이다."))).collect();
    let operators = format!(
        "{body}{}{}{}",
        shown(20.0, 150.0, "각주가 있는 글"),
        small(92.0, 145.0, "1)"),
        small(20.0, 340.0, "1) 각주의 글이다.")
    );
    let document = parse(&one_page(&operators).file());
    assert!(document.text().ends_with("각주가 있는 글\n1) 각주의 글이다.\n"), "{}", document.text());
    assert_eq!(document.blocks.last().map(|block| block.place.part), Some(crate::Part::Footnotes));
    assert_eq!(document.omissions, [Omission::NoteMarks]);
}
