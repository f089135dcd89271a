//! How fast texts are cut into morphemes: the judgment that comes with the crate, and its words alone.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput};
use panrye::analysis::lexicon::Lexicon;
use panrye::analysis::segment::Segmenter;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let text = judgment()?;
    let mut segmenter = Segmenter::new(Lexicon::embedded()?);
    let mut morphemes = Vec::new();

    let mut group = criterion.benchmark_group("segment");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("judgment", |bench| {
        bench.iter(|| {
            morphemes.clear();
            segmenter.segment(black_box(&text), &mut morphemes);
            morphemes.len()
        });
    });
    group.bench_function("words", |bench| {
        bench.iter(|| {
            morphemes.clear();
            for word in black_box(&text).split_whitespace() {
                segmenter.segment(word, &mut morphemes);
            }
            morphemes.len()
        });
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// All texts of the corpus folder of the crate.
fn judgment() -> Result<String, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut text = String::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            text.push_str(&std::fs::read_to_string(path)?);
        }
    }
    Ok(text)
}
