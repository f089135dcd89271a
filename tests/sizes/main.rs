//! Files that are made of one token, again and again: each ends by itself, as records or as faults, and takes no more
//! memory than its size and a little allow.
//!
//! The small ones run with every test. The large ones take minutes and a disk; `PANRYE_SIZE` is their size in MiB:
//!
//! ```console
//! $ PANRYE_SIZE=500 cargo test --release --test sizes -- --ignored --nocapture
//! ```
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::missing_panics_doc
)]
#![allow(unreachable_pub)]

mod counting;
mod generator;
mod whole;

use std::ops::ControlFlow;

use generator::Made;
use panrye::corpus::{Item, Names, discover, read_source};

/// What reading found: how many judgments and faults.
fn read(folder: &std::path::Path) -> (u64, u64) {
    let (mut judgments, mut faults) = (0, 0);
    for file in discover(&[folder.to_owned()]).files {
        let _ = read_source(&file, &Names::default(), &|_| {}, &mut |raw| {
            match raw {
                Err(_) => faults += 1,
                Ok(raw) => raw.parse_each(&mut |item| match item {
                    Item::Record(_) => judgments += 1,
                    Item::Fault(_) => faults += 1,
                }),
            }
            ControlFlow::Continue(())
        });
    }
    (judgments, faults)
}

#[test]
fn what_is_made_of_one_token_is_read_or_named_and_takes_little_memory() {
    let _alone = counting::alone();
    let all = Made::all();
    assert!(all.len() > 1_000);
    for (number, made) in all.iter().enumerate() {
        // A few sizes, so that no limit is met by chance only.
        let size = (64 << 10) << (number % 4);
        let folder = tempfile::tempdir().unwrap();
        made.write(folder.path(), size).unwrap();
        let before = counting::restart();
        let (judgments, faults) = read(folder.path());
        let taken = counting::most() - before;
        assert!(judgments + faults > 0, "{made:?} is neither read nor named");
        // A text is decoded, cut into values, cleared of markup and normalized: each is a copy at its time. A row of
        // nothing but commas has a place of eight bytes for each, in a list that doubles when it is full.
        let most = 24 * size as usize + (4 << 20);
        assert!(taken <= most, "{made:?} of {size} bytes takes {taken}");
    }
}

#[test]
fn memory_does_not_grow_with_a_list() {
    let _alone = counting::alone();
    for (token, format) in [
        (&b"{\"\":0},"[..], "json"),
        (b"[[\"a\"]],", "json"),
        (b"{}\n", "jsonl"),
        (b",\n", "csv"),
        (b"<a/>", "xml"),
        (b"\"a\",", "json"),
    ] {
        let taken = [12 << 20, 24 << 20].map(|size| {
            let folder = tempfile::tempdir().unwrap();
            let begun = matches!(format, "csv" | "xml");
            let path = Made { token, format, begun, packing: "" }.write(folder.path(), size).unwrap();
            if format == "json" {
                let mut bytes = std::fs::read(&path).unwrap();
                bytes.insert(0, b'[');
                std::fs::write(&path, bytes).unwrap();
            }
            let before = counting::restart();
            read(folder.path());
            counting::most() - before
        });
        // What is no part of a list, as the element that is never closed, is held up to the limit of a record.
        assert!(taken[1] < taken[0] + (1 << 20), "{format} of {token:?}: {taken:?}");
        assert!(taken[1] < 40 << 20, "{format}: {taken:?}");
    }
}
