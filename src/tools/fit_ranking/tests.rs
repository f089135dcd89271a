//! A small index that is asked, and what is fitted to it.

#![allow(clippy::float_cmp, reason = "the same steps give the same weights")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use panrye_engine::analysis::Dictionary;
use panrye_engine::evaluation::measure;
use panrye_engine::index::{IndexWriter, Manifest, WriterOptions};
use panrye_engine::ingest::{IngestOptions, NoProgress, ingest};

use super::*;

const SUBJECTS: [&str; 12] =
    ["임대차", "매매", "도급", "위임", "보증", "소멸시효", "상속", "유언", "저작권", "상표", "해고", "징계"];
const METHOD: Method = Method { l2: 1.0, folds: 3, resamples: 50, seed: 4 };

/// Judgments that share most of their words.
fn judgments() -> String {
    SUBJECTS.iter().enumerate().fold(String::new(), |mut lines, (number, subject)| {
        let text = format!(
            "{subject} 계약의 당사자는 손해를 배상할 책임이 있다. 원고의 {subject} 주장은 이유 없다."
        );
        let _ = writeln!(
            lines,
            "{{\"사건번호\": \"2031다{}\", \"법원명\": \"대법원\", \"판례내용\": \"{text}\"}}",
            501 + number
        );
        lines
    })
}

fn questions() -> String {
    SUBJECTS.iter().enumerate().fold(String::new(), |mut lines, (number, subject)| {
        let query = format!("{subject} 계약에서 손해를 배상할 책임이 있는 당사자는 누구인가");
        let _ = writeln!(
            lines,
            "{{\"id\": {number}, \"query\": \"{query}\", \"relevant\": [\"2031다{}\"]}}",
            501 + number
        );
        lines
    })
}

fn searcher(folder: &Path) -> Searcher {
    let (judgments_path, index) = (folder.join("judgments.jsonl"), folder.join("index"));
    fs::write(&judgments_path, judgments()).unwrap();
    let analyzer = Analyzer::new(Lexicon::embedded().unwrap());
    let dictionary = Dictionary::embedded().unwrap().hash().to_owned();
    let manifest = Manifest::new(analyzer.fingerprint(), dictionary, None);
    let writer = IndexWriter::open(&index, manifest, &WriterOptions::default()).unwrap();
    let options = IngestOptions::default();
    ingest(&[judgments_path], writer, &analyzer, &options, &NoProgress).unwrap();
    Searcher::new(IndexReader::open(&index).unwrap(), analyzer).unwrap()
}

#[test]
fn the_table_scores_what_the_engine_scores_and_a_seed_gives_one_result() {
    let folder = tempfile::tempdir().unwrap();
    let mut searcher = searcher(folder.path());
    let path = folder.path().join("subjects.jsonl");
    fs::write(&path, questions()).unwrap();
    let set = read_questions(&path, None).unwrap();
    let asked = [ask(&mut searcher, set.clone()).unwrap()];
    let comparison = Comparison::new(&asked, &[], METHOD).unwrap();

    let [scores] = comparison.sets.as_slice() else { panic!("one set") };
    assert_eq!((scores.name.as_str(), scores.questions, scores.answerable), ("subjects", 12, 12));
    let measured = measure(std::slice::from_mut(&mut searcher), set, 100).unwrap().scores();
    let table = &scores.scored[0];
    assert_eq!((table.mrr_10.mean, table.ndcg_10.mean), (measured.mrr_10, measured.ndcg_10));
    let rankings: Vec<&str> = scores.scored.iter().map(|scored| scored.by).collect();
    assert_eq!(rankings, ["ranking.rs", "held out", "difference", "fitted", "difference"]);
    for scored in &scores.scored {
        assert!(scored.mrr_10.low <= scored.mrr_10.mean && scored.mrr_10.mean <= scored.mrr_10.high);
    }
    assert_eq!(comparison.by_fold.len(), METHOD.folds);

    let again = Comparison::new(&asked, &[], METHOD).unwrap();
    assert_eq!((again.fitted, again.sets[0].scored.clone()), (comparison.fitted, scores.scored.clone()));
    let other = Comparison::new(&asked, &[], Method { seed: 5, ..METHOD }).unwrap();
    assert_eq!(other.fitted, comparison.fitted, "all questions are fitted to, whatever the seed");
    assert_ne!(other.by_fold, comparison.by_fold);
}

#[test]
fn a_query_that_is_refused_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut searcher = searcher(folder.path());
    let path = folder.path().join("refused.jsonl");
    fs::write(&path, "{\"id\": 1, \"query\": \"(\", \"relevant\": [\"2031다501\"]}\n").unwrap();
    let asked = ask(&mut searcher, read_questions(&path, None).unwrap()).unwrap();
    assert!(!asked.questions[0].list.has_answer());
    assert!(Comparison::new(&[asked], &[], METHOD).is_err(), "there is nothing to fit to");
}
