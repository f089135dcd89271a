//! How fast texts are cut into morphemes: judgments, and their words alone.
//!
//! The judgments are the first of the collection that `PANRYE_BENCH_CORPUS` names, or that of corpus/.

mod measured;

use std::error::Error;
use std::hint::black_box;

use criterion::{Criterion, Throughput};
use panrye::analysis::Lexicon;
use panrye::judgment::Section;
use panrye_morph::segment::Segmenter;

/// Judgments of a collection that are cut: enough to have every kind.
const JUDGMENTS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let text = text()?;
    let mut segmenter = Segmenter::new(Lexicon::embedded()?);
    let mut morphemes = Vec::new();

    let mut group = criterion.benchmark_group("segment");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("judgments", |bench| {
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

/// The text of the judgments to measure.
fn text() -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for judgment in measured::judgments(JUDGMENTS)? {
        for section in Section::ALL {
            text.push_str(judgment.section(section));
            text.push('\n');
        }
    }
    Ok(text)
}
