//! Reading sets of questions: JSON Lines with their answers, or topics and relevance judgments (qrels) as TREC has them.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Question, QuestionSet, Relevant};
use crate::input_file;
use crate::json_error::JsonError;

/// Largest set of questions that is read, in bytes, unpacked.
const LARGEST: u64 = 256 << 20;
/// The first bytes of a file that zstd packed.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A set of questions that cannot be read: where, and why.
#[derive(Debug, thiserror::Error)]
pub struct QuestionFault {
    /// The file.
    pub path: PathBuf,
    /// Line in the file, from 1, where one is wrong.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: QuestionReason,
}

/// What is wrong with a set of questions.
#[derive(Debug, thiserror::Error)]
pub enum QuestionReason {
    /// The system refused, or the file is no text or a broken archive.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Larger than any set of questions.
    #[error("larger than {} MiB", LARGEST >> 20)]
    TooLarge,
    /// A line is no JSON object with the fields of a question.
    #[error("no question in JSON: {0}")]
    Json(String),
    /// A line of topics has no tab.
    #[error("no topic: write its id, a tab and the query")]
    Topic,
    /// A line of relevance judgments has not four fields.
    #[error("no relevance judgment: write `id 0 case-number grade`")]
    Qrel,
    /// A grade is no number.
    #[error("`{0}` is no grade: write a whole number")]
    Grade(String),
    /// A question without anything to ask.
    #[error("the question `{0}` is empty")]
    EmptyQuery(String),
    /// A question without an answer.
    #[error("the question `{0}` names no relevant judgment")]
    NoRelevant(String),
    /// Topics need relevance judgments.
    #[error("these are topics without their answers: name the relevance judgments with --qrels")]
    NoQrels,
    /// Two questions with one name.
    #[error("the question `{0}` is there twice")]
    Twice(String),
    /// No question at all, or none with an answer.
    #[error("no question with a relevant judgment")]
    NoQuestion,
}

impl fmt::Display for QuestionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Relevance judgments in the format of TREC: `id 0 case-number grade`, fields divided by blanks.
#[derive(Debug, Default)]
pub struct Qrels {
    relevant: HashMap<String, Vec<Relevant>>,
}

impl Qrels {
    /// Reads relevance judgments, packed with zstd or not. Grades of 0 and below are no answers.
    pub fn read(path: &Path) -> Result<Self, QuestionFault> {
        let mut qrels = Self::default();
        for (number, line) in lines(&text(path)?) {
            let fault = |reason| QuestionFault { path: path.to_owned(), line: Some(number), reason };
            let fields: Vec<&str> = line.split_whitespace().collect();
            let [id, _, docno, grade] = fields[..] else { return Err(fault(QuestionReason::Qrel)) };
            let value: i64 = grade.parse().map_err(|_| fault(QuestionReason::Grade(grade.to_owned())))?;
            if value > 0 {
                let relevant = Relevant::new(docno, u32::try_from(value).unwrap_or(u32::MAX));
                qrels.relevant.entry(id.to_owned()).or_default().push(relevant);
            }
        }
        Ok(qrels)
    }

    fn of(&self, id: &str) -> Vec<Relevant> {
        self.relevant.get(id).cloned().unwrap_or_default()
    }
}

/// Reads a set of questions, packed with zstd or not: JSON Lines (`id`, `query`, `relevant`, `excluded`) or topics
/// (`id<TAB>query`), whose answers are in `qrels`. As in TREC, topics that nobody judged are left out.
pub fn read_questions(path: &Path, qrels: Option<&Qrels>) -> Result<QuestionSet, QuestionFault> {
    let text = text(path)?;
    let fault = |line, reason| QuestionFault { path: path.to_owned(), line, reason };
    let is_json = text.trim_start().starts_with('{');
    if let (false, None, false) = (is_json, qrels, text.trim().is_empty()) {
        return Err(fault(None, QuestionReason::NoQrels));
    }
    let (mut questions, mut ids) = (Vec::new(), HashSet::new());
    for (number, line) in lines(&text) {
        let question = if is_json { json_question(line, qrels) } else { topic(line, qrels) };
        let question = question.map_err(|reason| fault(Some(number), reason))?;
        if question.query.trim().is_empty() {
            return Err(fault(Some(number), QuestionReason::EmptyQuery(question.id)));
        }
        if !ids.insert(question.id.clone()) {
            return Err(fault(Some(number), QuestionReason::Twice(question.id)));
        }
        if question.relevant.is_empty() && qrels.is_none() {
            return Err(fault(Some(number), QuestionReason::NoRelevant(question.id)));
        }
        if !question.relevant.is_empty() {
            questions.push(question);
        }
    }
    if questions.is_empty() {
        return Err(fault(None, QuestionReason::NoQuestion));
    }
    Ok(QuestionSet { name: name(path), questions })
}

#[derive(Deserialize)]
struct Line {
    id: Id,
    query: String,
    relevant: Option<Vec<String>>,
    #[serde(default)]
    excluded: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

fn json_question(line: &str, qrels: Option<&Qrels>) -> Result<Question, QuestionReason> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        let JsonError { said, column, .. } = JsonError::new(line, &error);
        QuestionReason::Json(format!("{said} (column {column})"))
    })?;
    let id = match line.id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    };
    let relevant = match (line.relevant, qrels) {
        (Some(written), _) => {
            let written = written.iter().filter(|written| !written.trim().is_empty());
            written.map(|written| Relevant::new(written, 1)).collect()
        }
        (None, Some(qrels)) => qrels.of(&id),
        (None, None) => Vec::new(),
    };
    Ok(Question { id, query: line.query, relevant, excluded: line.excluded })
}

fn topic(line: &str, qrels: Option<&Qrels>) -> Result<Question, QuestionReason> {
    let (id, query) = line.split_once('\t').ok_or(QuestionReason::Topic)?;
    let (id, query) = (id.trim().to_owned(), query.trim().to_owned());
    let relevant = qrels.map(|qrels| qrels.of(&id)).unwrap_or_default();
    Ok(Question { id, query, relevant, excluded: Vec::new() })
}

/// The lines that hold anything, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

fn text(path: &Path) -> Result<String, QuestionFault> {
    let read = || {
        let bytes = input_file::read(path, LARGEST)?;
        let mut text = String::new();
        if bytes.starts_with(&ZSTD) {
            zstd::stream::read::Decoder::new(bytes.as_slice())?
                .take(LARGEST + 1)
                .read_to_string(&mut text)?;
        } else {
            bytes.as_slice().take(LARGEST + 1).read_to_string(&mut text)?;
        }
        if text.len() as u64 > LARGEST { Err(QuestionReason::TooLarge) } else { Ok(text) }
    };
    let text: Result<String, QuestionReason> = read();
    let text = text.map_err(|reason| QuestionFault { path: path.to_owned(), line: None, reason })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// The name of a file without the endings of its kind: `questions.dev.jsonl.zst` → `questions.dev`.
fn name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".zst").unwrap_or(&name);
    let kinds = [".jsonl", ".json", ".tsv", ".txt", ".topics"];
    kinds.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    fn said(name: &str, text: &str, qrels: Option<&Qrels>) -> String {
        let (folder, path) = file(name, text.as_bytes());
        let fault = read_questions(&path, qrels).unwrap_err().to_string();
        fault.strip_prefix(&format!("{}/", folder.path().display())).unwrap().to_owned()
    }

    #[test]
    fn json_lines_are_read_packed_or_not() {
        let text = "{\"id\": \"a\", \"query\": \"임치\", \"relevant\": [\"2019다100001, 100018\"]}\n\n\
                    {\"id\": 2, \"query\": \"사기\", \"relevant\": [\"2016도1\"], \"excluded\": [\"2016도2, 3\"]}\n";
        let packed = zstd::encode_all(text.as_bytes(), 3).unwrap();
        for (name, bytes) in [("q.dev.jsonl", text.as_bytes()), ("q.dev.jsonl.zst", &packed)] {
            let (_folder, path) = file(name, bytes);
            let set = read_questions(&path, None).unwrap();
            assert_eq!((set.name.as_str(), set.questions.len()), ("q.dev", 2));
            assert_eq!(set.questions[0].relevant[0].numbers, ["2019다100001", "2019다100018"]);
            assert_eq!(set.questions[1].id, "2");
            assert_eq!(set.questions[1].excluded_numbers(), ["2016도2", "2016도3"]);
        }
    }

    #[test]
    fn topics_take_their_answers_from_the_relevance_judgments() {
        let (_qrels, path) = file("qrels", "1 0 2016도1 2\n1 0 2016도2 0\n9 0 2016도3 1\n".as_bytes());
        let qrels = Qrels::read(&path).unwrap();
        let (_topics, path) = file("topics.tsv", "1\t사기죄의 기망\n2\t아무도 판단하지 않은 것\n".as_bytes());
        let set = read_questions(&path, Some(&qrels)).unwrap();
        assert_eq!(set.questions.len(), 1);
        assert_eq!(set.questions[0].relevant, [Relevant::new("2016도1", 2)]);
    }

    #[test]
    fn a_written_set_reads_back() {
        let question = Question {
            id: "c1".to_owned(),
            query: "보관물의 \"도난\"".to_owned(),
            relevant: vec![Relevant::new("2009다100002", 1)],
            excluded: vec!["2019다100001, 2019다100018".to_owned()],
        };
        let set = QuestionSet { name: "made".to_owned(), questions: vec![question] };
        let mut bytes = Vec::new();
        set.write(&mut bytes).unwrap();
        let (_folder, path) = file("made.jsonl", &bytes);
        assert_eq!(read_questions(&path, None).unwrap(), set);
    }

    #[test]
    fn what_is_wrong_is_named_with_file_and_line() {
        let good = "{\"id\": \"a\", \"query\": \"가\", \"relevant\": [\"2016도1\"]}";
        let qrels = Qrels::default();
        for (text, qrels, expected) in [
            (
                format!("{good}\n{{\"id\": 3, }}"),
                None,
                "q.jsonl:2: no question in JSON: trailing comma (column 11)",
            ),
            (
                "{\"id\": \"a\"}".to_owned(),
                None,
                "q.jsonl:1: no question in JSON: missing field `query` (column 11)",
            ),
            (format!("{good}\n{good}"), None, "q.jsonl:2: the question `a` is there twice"),
            (
                "{\"id\": \"a\", \"query\": \"가\"}".to_owned(),
                None,
                "q.jsonl:1: the question `a` names no relevant judgment",
            ),
            (
                "{\"id\": \"a\", \"query\": \" \", \"relevant\": [\"2016도1\"]}".to_owned(),
                None,
                "q.jsonl:1: the question `a` is empty",
            ),
            (
                "1\t사기".to_owned(),
                None,
                "q.jsonl: these are topics without their answers: name the relevance judgments with --qrels",
            ),
            ("1 사기".to_owned(), Some(&qrels), "q.jsonl:1: no topic: write its id, a tab and the query"),
            (String::new(), None, "q.jsonl: no question with a relevant judgment"),
        ] {
            assert_eq!(said("q.jsonl", &text, qrels), expected);
        }
    }

    #[test]
    fn wrong_relevance_judgments_are_named_with_file_and_line() {
        for (text, expected) in [
            (
                "1 0 2016도1 1\n1 2016도1 1\n",
                "qrels:2: no relevance judgment: write `id 0 case-number grade`",
            ),
            ("1 0 2016도1 예\n", "qrels:1: `예` is no grade: write a whole number"),
        ] {
            let (_folder, path) = file("qrels", text.as_bytes());
            let fault = Qrels::read(&path).unwrap_err().to_string();
            assert!(fault.ends_with(expected), "{fault}");
        }
    }
}
