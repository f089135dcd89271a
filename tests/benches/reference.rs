//! How fast citations and statutes are extracted: from judgments, and from one text many times over.
//!
//! The judgments are the first of the collection that `PANRYE_BENCH_CORPUS` names, or that of corpus/.

mod measured;

use std::error::Error;
use std::hint::black_box;

use criterion::{Criterion, Throughput};
use panrye::judgment::{Judgment, Section};
use panrye::reference::{Context, references, references_in};

/// Times that the reasons are repeated to see that the cost is linear.
const REPEATED: usize = 20;
/// Judgments of a collection that are read: enough to have every kind.
const JUDGMENTS: usize = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let judgments = measured::judgments(JUDGMENTS)?;
    let bytes: usize = judgments.iter().map(length).sum();
    let mut group = criterion.benchmark_group("references");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("judgments", |bench| {
        bench.iter(|| {
            judgments.iter().map(|judgment| references(black_box(judgment)).citations.len()).sum::<usize>()
        });
    });
    let longest = judgments.iter().max_by_key(|judgment| length(judgment)).ok_or("no judgment")?;
    let long = longest.section(Section::Content).repeat(REPEATED);
    group.throughput(Throughput::Bytes(long.len() as u64));
    group.bench_function("reasons repeated", |bench| {
        bench.iter(|| references_in(black_box(&long), &Context::default()));
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// Bytes of a judgment.
fn length(judgment: &Judgment) -> usize {
    Section::ALL.iter().map(|&section| judgment.section(section).len()).sum()
}
