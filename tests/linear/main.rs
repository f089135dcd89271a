//! Whatever reads a text takes time in proportion to its length, however the text is made: each reader is given texts
//! that no court writes, at one length and at four times that length.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::string_slice, unreachable_pub)]
#![allow(clippy::print_stderr)]

mod pace;
mod readers;
mod texts;

use pace::{Pace, pace};
use readers::readers;
use texts::Shape;

/// Four times the text may take this many times as long: a quarter more than in proportion, for the memory that a
/// processor keeps near.
const MOST_TIMES: f64 = 5.0;

/// The bytes of the shorter text. One that is read too fast to be measured at this length is so at any.
const LENGTH: usize = 100_000;

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
    ];
    let repeated = repeated.into_iter().map(Shape::repeated);
    repeated.chain(runs.map(|(head, one, other)| Shape::runs(head, one, other))).collect()
}

#[test]
fn four_times_the_text_takes_no_more_than_five_times_as_long() {
    let shapes = ordinary_shapes();
    let mut slow = Vec::new();
    for reader in &mut readers() {
        for shape in &shapes {
            let Pace { times, .. } = pace(reader, shape, LENGTH, MOST_TIMES);
            if times > MOST_TIMES {
                slow.push(format!("{} of {shape}: {times:.1} times as long", reader.name));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// Every piece, every two pieces one after the other, and every run of one before a run of another.
#[test]
#[ignore = "needs an hour"]
fn no_two_pieces_make_a_reader_slow() {
    let mut slow = 0;
    for reader in &mut readers() {
        if std::env::var("PANRYE_READER")
            .is_ok_and(|wanted| !wanted.split(',').any(|name| name == reader.name))
        {
            continue;
        }
        for shape in Shape::all() {
            let Pace { times, milliseconds } = pace(reader, &shape, LENGTH / 8, MOST_TIMES);
            if times > MOST_TIMES {
                eprintln!("{} of {shape}: {times:.1} times as long, {milliseconds:.0} ms", reader.name);
                slow += 1;
            }
        }
    }
    assert_eq!(slow, 0);
}

#[test]
#[ignore = "scratch"]
fn scratch() {
    let wanted = std::env::var("R").unwrap();
    let one: &'static str = Box::leak(std::env::var("ONE").unwrap().replace("\\n", "\n").into_boxed_str());
    let other: &'static str =
        Box::leak(std::env::var("OTHER").unwrap_or_default().replace("\\n", "\n").into_boxed_str());
    let shape = if std::env::var("RUNS").is_ok() {
        Shape::runs(one, one, other)
    } else if other.is_empty() {
        Shape::repeated(one)
    } else {
        Shape::in_turn(one, other)
    };
    for reader in &mut readers() {
        if reader.name != wanted {
            continue;
        }
        for n in [25_000, 50_000, 100_000, 200_000, 400_000, 800_000, 1_600_000] {
            let text = shape.text(n);
            let t = (0..3).map(|_| pace::time(reader, &text)).min().unwrap();
            eprint!("{}k:{:.1}ms ", n / 1000, t.as_secs_f64() * 1000.0);
        }
        eprintln!();
    }
}
