//! Whatever reads a text takes time in proportion to its length, however the text is made: each reader is given texts
//! that no court writes, at one length and at four times that length.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::string_slice, unreachable_pub)]
#![allow(clippy::print_stderr)]

mod documents;
mod pace;
mod readers;
mod texts;

use mimalloc::MiMalloc;
use pace::{Pace, bounded_pace, pace};
use readers::{query_parser, readers};
use texts::Shape;

/// The allocator of the program: that of the system asks the kernel for each large piece of memory, which is no time of
/// a reader.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Four times the text may take this many times as long where it is measured with care: a quarter more than in
/// proportion, for the memory that a processor keeps near.
const MOST_TIMES: f64 = 5.0;

/// The same beside other programs: what grows with the square takes sixteen times as long.
const MOST_TIMES_BESIDE_OTHERS: f64 = 8.0;

/// The bytes of the shorter text. One that is read too fast to be measured at this length is so at any.
const LENGTH: usize = 50_000;

/// The shapes in which one piece, or two, fill a text. Each broke a reader once, or would break the way it is read now.
fn ordinary_shapes() -> Vec<Shape> {
    let repeated = [
        "법",
        "甲",
        "가",
        "ㄱ",
        "\u{1100}",
        "1",
        " ",
        "【",
        "[",
        "[1",
        "[1]",
        "(",
        "법 ",
        "제1조",
        "제1조(",
        "위 판결 ",
        "이하 ‘",
        "중 개정법률",
        "제",
        "비",
        "<b ",
        "2020다# 판결, ",
        "대법원 2010. 1. 1. 선고 2009다# 판결, ",
        "2020다1 내지 300, ",
        "가나지원 2020다1, ",
        ", 1 내지 300",
        "다. ",
        "1. ",
        "배상x",
    ];
    let runs = [
        ("제1조", " ", "1x "),
        ("1.\n", " ", "법"),
        ("[1]", "[1]", "민법 제1조, "),
        ("2013다 판결 ", " ", "2013다1"),
        ("대법원 2010. 1. 1. 선고 2009다1 판결(이하 ‘가 판결’이라 한다)", " ", "가 판결 폐기하기로 "),
        ("【주 문】\n", "\n", "피고인은 무죄\n"),
        ("주문과 같이 ", "의견", "재판관 갑의 반대의견\n"),
    ];
    let repeated = repeated.into_iter().map(Shape::repeated);
    repeated.chain(runs.map(|(head, one, other)| Shape::runs(head, one, other))).collect()
}

#[test]
fn four_times_the_text_takes_nowhere_near_sixteen_times_as_long() {
    let shapes = ordinary_shapes();
    let mut slow = Vec::new();
    for reader in &mut readers() {
        for shape in &shapes {
            let Pace { times, .. } = pace(reader, shape, LENGTH, MOST_TIMES_BESIDE_OTHERS);
            if times > MOST_TIMES_BESIDE_OTHERS {
                slow.push(format!("{} of {shape}: {times:.1} times as long", reader.name));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn four_times_the_query_takes_nowhere_near_sixteen_times_as_long() {
    let pieces = [
        "a^1",
        "인용:",
        "민법 ",
        "2013다1, ",
        "2013다1 ",
        "(",
        ")",
        "\"",
        "“",
        "“가 ",
        "가:",
        "-",
        "-가 ",
        "+",
        "가 OR ",
        "법",
        "1",
        "~",
        "\"가\"~1 ",
        "대법원 2015. 2. 12. 선고 2013다1 판결, ",
        "((가) ",
        "NOT 가 ",
        "인용:2013다1 ",
    ];
    let mut slow = Vec::new();
    for shape in pieces.into_iter().map(Shape::repeated) {
        // Of letters of one byte these are as many as a query may have.
        let Pace { times, .. } = bounded_pace(&mut query_parser(), &shape, 12_000);
        if times > MOST_TIMES_BESIDE_OTHERS {
            slow.push(format!("{shape}: {times:.1} times as long"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn four_times_the_document_takes_nowhere_near_sixteen_times_as_long() {
    let mut slow = Vec::new();
    for (mut reader, pieces) in documents::readers() {
        for shape in pieces.iter().copied().map(Shape::repeated) {
            let Pace { times, .. } = pace(&mut reader, &shape, 2 * LENGTH, MOST_TIMES_BESIDE_OTHERS);
            if times > MOST_TIMES_BESIDE_OTHERS {
                slow.push(format!("{} of {shape}: {times:.1} times as long", reader.name));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// Every piece, every two pieces in turn, and every run of one before a run of another; `PANRYE_READER` names the readers
/// that are wanted, between commas.
#[test]
#[ignore = "needs half an hour"]
fn no_two_pieces_make_a_reader_slow() {
    let mut slow = 0;
    for reader in &mut readers() {
        if std::env::var("PANRYE_READER")
            .is_ok_and(|wanted| !wanted.split(',').any(|name| name == reader.name))
        {
            continue;
        }
        for shape in Shape::all() {
            let Pace { times, milliseconds } = pace(reader, &shape, LENGTH / 4, MOST_TIMES);
            if times > MOST_TIMES {
                eprintln!("{} of {shape}: {times:.1} times as long, {milliseconds:.0} ms", reader.name);
                slow += 1;
            }
        }
    }
    assert_eq!(slow, 0);
}
