//! How fast an index answers: questions, case numbers, citations, and the whole graph.
//!
//! The index is the one that `PANRYE_BENCH_INDEX` names, or a small one made of the tests' fixtures: only the former
//! says anything about a collection of real size.

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::Criterion;
use panrye::analysis::{Analyser, Lexicon};
use panrye::graph::{CitationGraph, JudgmentRef, cited_by, page_rank};
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
    let (path, _folder) = index()?;
    let mut searcher = Searcher::new(IndexReader::open(&path)?, Analyser::new(Lexicon::embedded()?))?;
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
    let mut group = criterion.benchmark_group("graph");
    let graph = CitationGraph::load(searcher.reader())?;
    let cited = JudgmentRef::attested(vec!["2005다32999".to_owned()], None);
    group.bench_function("loaded", |bench| {
        bench.iter(|| CitationGraph::load(searcher.reader()).map(|graph| graph.graph.node_count()));
    });
    group.bench_function("PageRank", |bench| bench.iter(|| page_rank(black_box(&graph.graph))));
    group.bench_function("cited by", |bench| {
        bench.iter(|| cited_by(searcher.reader(), black_box(&cited)).map(|edges| edges.len()));
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// The index to measure, and the folder that goes with it where it was made here.
fn index() -> Result<(PathBuf, Option<tempfile::TempDir>), Box<dyn Error>> {
    if let Some(path) = std::env::var_os("PANRYE_BENCH_INDEX") {
        return Ok((PathBuf::from(path), None));
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("index");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    let mut build = Command::new(env!("CARGO_BIN_EXE_panrye"));
    build.arg("--quiet").arg("--index").arg(&path).arg("index").arg(corpus);
    if !build.status()?.success() {
        return Err("the fixtures could not be indexed".into());
    }
    Ok((path, Some(folder)))
}
