//! How fast judgments are indexed, and how fast an index notices what is new.
//!
//! The judgments are those of the JSON Lines file that `PANRYE_BENCH_CORPUS` names, or copies of the one in
//! corpus/ under numbers of their own: only the former says anything about a collection.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run has nothing to measure")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use criterion::{BatchSize, Criterion};
use panrye::analysis::{Analyzer, Dictionary, Lexicon};
use panrye::index::{IndexWriter, Manifest, WriterOptions};
use panrye::ingest::{IngestOptions, NoProgress, ingest};
use tempfile::TempDir;

/// Judgments of a measured build.
const JUDGMENTS: usize = 500;
/// Judgments that are new at a measured refresh.
const NEW: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let lines = lines()?;
    let all = lines.join("\n");
    let most = lines[..lines.len() - NEW].join("\n");
    let analyzer = Analyzer::new(Lexicon::embedded()?);
    let mut group = criterion.benchmark_group("indexing");
    group.throughput(criterion::Throughput::Bytes(all.len() as u64));
    group.bench_function(format!("{} judgments, all new", lines.len()), |bench| {
        bench.iter_batched(
            || corpus(&all, 1),
            |folder| index(folder.path(), &analyzer),
            BatchSize::PerIteration,
        );
    });
    group.bench_function(format!("{} judgments, {NEW} of them new", lines.len()), |bench| {
        let prepare = || {
            let folder = corpus(&most, 1);
            index(folder.path(), &analyzer);
            write(folder.path(), &all, 2);
            folder
        };
        bench.iter_batched(prepare, |folder| index(folder.path(), &analyzer), BatchSize::PerIteration);
    });
    group.finish();
    criterion.final_summary();
    Ok(())
}

fn lines() -> Result<Vec<String>, Box<dyn Error>> {
    if let Ok(path) = std::env::var("PANRYE_BENCH_CORPUS") {
        let text = fs::read_to_string(path)?;
        return Ok(text.lines().take(JUDGMENTS).map(str::to_owned).collect());
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let first = fs::read_dir(corpus)?.next().ok_or("there is no judgment in corpus/")??;
    let seed = fs::read_to_string(first.path())?;
    let reasons = serde_json::to_string(&seed.chars().take(3_000).collect::<String>())?;
    Ok((0..JUDGMENTS)
        .map(|number| {
            let mut line = String::new();
            let _ = write!(line, "{{\"사건번호\": \"2022다{}\", \"법원명\": \"대법원\", ", 100_000 + number);
            let _ = write!(line, "\"선고일자\": \"2022.3.4\", \"판례내용\": {reasons}}}");
            line
        })
        .collect())
}

fn corpus(text: &str, age: u64) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    write(folder.path(), text, age);
    folder
}

/// Writes the judgments; `age` gives the file a time long past that differs from others.
fn write(folder: &Path, text: &str, age: u64) {
    let path = folder.join("judgments.jsonl");
    fs::write(&path, text).expect("a file in the temporary folder");
    let file = fs::File::options().append(true).open(&path).expect("the file just written");
    file.set_modified(UNIX_EPOCH + Duration::from_secs(1_000_000_000 + age)).expect("a time for the file");
}

fn index(folder: &Path, analyzer: &Analyzer) {
    let dictionary = Dictionary::embedded().expect("the dictionary in the program").hash().to_owned();
    let manifest = Manifest::new(analyzer.fingerprint(), dictionary, None);
    let writer = IndexWriter::open(&folder.join("index"), manifest, &WriterOptions::default());
    let options = IngestOptions::default();
    let report =
        ingest(&[folder.join("judgments.jsonl")], writer.expect("a writer"), analyzer, &options, &NoProgress);
    assert!(report.expect("an index").indexed > 0, "nothing was indexed");
}
