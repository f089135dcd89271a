//! How fast the citation graph answers: loading it whole, ranking it, and who cites a judgment.
//!
//! The index is the one that `PANRYE_BENCH_INDEX` names, or a small one made of the tests' fixtures: only the former
//! says anything about a collection of real size.

mod measured;

use panrye_law::caption::Caption;
use std::error::Error;
use std::hint::black_box;

use criterion::Criterion;
use panrye::graph::{CitationGraph, cited_by, page_rank};
use panrye::index::IndexReader;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let (path, _folder) = measured::index()?;
    let reader = IndexReader::open(&path)?;
    let graph = CitationGraph::load(&reader)?;
    let cited = Caption::cited(vec!["2005다32999".to_owned()], None);
    let mut group = criterion.benchmark_group("graph");
    group.bench_function("loaded", |bench| {
        bench.iter(|| CitationGraph::load(black_box(&reader)).map(|graph| graph.graph.node_count()));
    });
    group.bench_function("PageRank", |bench| bench.iter(|| page_rank(black_box(&graph.graph))));
    group.bench_function("cited by", |bench| {
        bench.iter(|| cited_by(&reader, black_box(&cited)).map(|edges| edges.len()));
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}
