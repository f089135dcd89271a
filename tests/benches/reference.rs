//! How fast citations and statutes are extracted: the judgment that comes with the crate, and the same many times over.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput};
use panrye::corpus::{Item, RawRecord, discover, read_source};
use panrye::judgment::{Judgment, Section};
use panrye::reference::{Context, references, references_in};

/// Times that the reasons are repeated to see that the cost is linear.
const REPEATED: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let judgment = judgment().ok_or("no judgment in corpus/")?;
    let bytes: usize = Section::ALL.iter().map(|&section| judgment.section(section).len()).sum();
    let mut group = criterion.benchmark_group("references");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("judgment", |bench| bench.iter(|| references(black_box(&judgment))));
    let long = judgment.section(Section::Content).repeat(REPEATED);
    group.throughput(Throughput::Bytes(long.len() as u64));
    group.bench_function("reasons repeated", |bench| {
        bench.iter(|| references_in(black_box(&long), &Context::default()));
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// The first judgment of the corpus folder of the crate.
fn judgment() -> Option<Judgment> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut found = None;
    for file in discover(&[folder]).files {
        let _ = read_source(&file, &|_| {}, &mut |raw| {
            for item in raw.map_or_else(|_| Vec::new(), RawRecord::parse) {
                if let Item::Record(record) = item {
                    found = Some(record.judgment);
                    return std::ops::ControlFlow::Break(());
                }
            }
            std::ops::ControlFlow::Continue(())
        });
    }
    found
}
