//! How fast an index answers: questions, phrases and case numbers.
//!
//! The index is the one that `PANRYE_BENCH_INDEX` names, or a small one made of the tests' fixtures: only the former
//! says anything about a collection of real size.

mod measured;

use std::error::Error;
use std::hint::black_box;

use criterion::Criterion;
use panrye::analysis::{Analyzer, Lexicon};
use panrye::index::IndexReader;
use panrye::query::Query;
use panrye::search::{SearchOptions, Searcher};

const QUERIES: [(&str, &str); 4] = [
    ("two words", "소멸시효 중단"),
    ("phrase and field", "\"동시이행의 항변권\" 법원:대법원"),
    ("case number", "2005다32999"),
    (
        "question",
        "임대차가 종료한 뒤 보증금을 돌려받지 못한 임차인이 건물을 계속 점유하면 손해배상 책임을 지는가",
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let (path, _folder) = measured::index()?;
    let mut searcher = Searcher::new(IndexReader::open(&path)?, Analyzer::new(Lexicon::embedded()?))?;
    let mut group = criterion.benchmark_group("search");
    for (name, text) in QUERIES {
        let query = Query::parse(text)?;
        let options = SearchOptions::default();
        group.bench_function(format!("{name}, ranked"), |bench| {
            bench.iter(|| searcher.rank(black_box(&query), &options).map(|found| found.len()));
        });
        group.bench_function(format!("{name}, with passages"), |bench| {
            bench.iter(|| searcher.search(black_box(&query), &options).map(|answer| answer.total));
        });
    }
    group.finish();
    criterion.final_summary();
    Ok(())
}
