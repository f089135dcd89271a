//! Texts that are made of one piece, or of two, over and over.

use std::fmt;

/// What texts are made of: words and marks that the readers look for. `#` becomes a number that is never the same.
const PIECES: &[&str] = &[
    "법",
    "甲",
    "가",
    "힣",
    "ㄱ",
    "\u{1100}\u{1161}\u{11a8}",
    "\u{301}",
    "\u{200b}",
    "1",
    "#",
    "x",
    " ",
    "\n",
    "\u{3000}",
    "·",
    "ㆍ",
    ",",
    ".",
    "/",
    "~",
    "-",
    "【",
    "】",
    "[",
    "]",
    "[1",
    "[1]",
    "(",
    ")",
    "(1)",
    "(가)목",
    "「",
    "」",
    "‘",
    "’",
    "“",
    "'",
    "\"",
    "「민법」",
    "가.",
    "가. ",
    "1. ",
    "① ",
    "다.",
    "판결한다.",
    "【이 유】",
    "[[별",
    "제",
    "제1조",
    "제1조 제2항",
    "1조의2",
    "민법 ",
    "건축법 시행령",
    "에 관한 법률 ",
    "중 개정법률",
    "같은 법 ",
    "같은 항 ",
    "부칙",
    "별표 ",
    "(이하 ‘법’이라 한다)",
    "이하 ",
    "(현행 ",
    "위 판결 ",
    "대법원 ",
    "서울고법 ",
    "가나지원 ",
    "2010. 1. 1. ",
    "같은 날 ",
    "선고 ",
    "자 ",
    "2020다1",
    "2020다# ",
    "90다1, ",
    ", 1",
    " 내지 300",
    " 판결",
    "참조",
    "(본소)",
    "(공1990, 1)",
    "변경하기로 한다",
    "주문과 같이 ",
    "반대의견",
    "손해배상",
    "법 ",
    "<b ",
    "<br>",
    "&",
    "\\",
    "---\n",
    "## 판시사항\n",
    "사건명: ",
];

/// How pieces fill a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    head: &'static str,
    one: &'static str,
    other: &'static str,
    in_runs: bool,
}

impl Shape {
    /// One piece over and over.
    pub const fn repeated(piece: &'static str) -> Self {
        Self { head: "", one: piece, other: "", in_runs: false }
    }

    /// Two pieces in turn.
    const fn in_turn(one: &'static str, other: &'static str) -> Self {
        Self { head: "", one, other, in_runs: false }
    }

    /// A piece once, a run of a second one, and a run of a third one.
    pub const fn runs(head: &'static str, one: &'static str, other: &'static str) -> Self {
        Self { head, one, other, in_runs: true }
    }

    /// Every piece, every two in turn, and every two in runs.
    pub fn all() -> impl Iterator<Item = Self> {
        let pairs = || PIECES.iter().flat_map(|one| PIECES.iter().map(move |other| (*one, *other)));
        let different = |(one, other): &(&str, &str)| one != other;
        PIECES
            .iter()
            .map(|piece| Self::repeated(piece))
            .chain(pairs().filter(different).map(|(one, other)| Self::in_turn(one, other)))
            .chain(pairs().filter(different).map(|(one, other)| Self::runs(one, one, other)))
    }

    /// A text of about this many bytes.
    pub fn text(&self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 64);
        text.push_str(self.head);
        let mut number = 0;
        let mut fill = |text: &mut String, pieces: [&str; 2], bytes: usize| {
            while text.len() < bytes {
                for piece in pieces {
                    number += 1;
                    text.push_str(&piece.replace('#', &number.to_string()));
                }
            }
        };
        if self.in_runs {
            fill(&mut text, [self.one, ""], bytes / 2);
            fill(&mut text, [self.other, ""], bytes);
        } else {
            fill(&mut text, [self.one, self.other], bytes);
        }
        text
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { head, one, other, in_runs } = self;
        match (in_runs, other.is_empty()) {
            (true, _) => write!(f, "{head:?}, a run of {one:?}, a run of {other:?}"),
            (false, true) => write!(f, "{one:?} over and over"),
            (false, false) => write!(f, "{one:?} and {other:?} in turn"),
        }
    }
}
