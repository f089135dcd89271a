//! The bars that extraction must keep on annotated judgments.
//!
//! The annotations (offsets and values, no text) are in the project; the judgments themselves are shared data outside
//! it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Deserialize;

use super::statute_names::compact;
use super::{Citation, References, StatuteRef, references};
use crate::judgment::{Court, Judgment, Section};
use panrye_text::span::CharOffsets;

const GOLD: &str = include_str!("../../../tests/fixtures/gold/references.jsonl");

#[derive(Deserialize)]
struct GoldDocument {
    doc: String,
    citations: Vec<GoldCitation>,
    statutes: Vec<GoldStatute>,
}

#[derive(Deserialize)]
struct GoldCitation {
    field: String,
    start: usize,
    end: usize,
    court: Option<String>,
    date: Option<String>,
    decision: Option<String>,
    numbers: Vec<String>,
    enbanc: bool,
    role: String,
    treatment: Option<String>,
}

#[derive(Deserialize)]
struct GoldStatute {
    field: String,
    start: usize,
    end: usize,
    law: String,
    former: bool,
    article: String,
    branch: Option<String>,
    paragraph: Option<String>,
    item: Option<String>,
    subitem: Option<String>,
    range: Option<String>,
    current_note: bool,
    /// A paragraph or an item that stands without its article.
    #[serde(default)]
    bare: bool,
}

/// The annotated judgments: in `PANRYE_SHARED`, or in `shared` beside the project.
fn judgments() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("PANRYE_SHARED").map_or_else(beside, PathBuf::from).join("eval/gold")
}

fn judgment_of(path: PathBuf) -> Judgment {
    let fields: BTreeMap<String, String> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let court = fields.get("법원명").and_then(|name| Court::parse(name));
    let mut judgment = Judgment { court, ..Judgment::default() };
    judgment.set_docket(fields.get("사건번호").map_or("", String::as_str));
    for section in Section::ALL {
        judgment.set_section(section, fields.get(section.korean()).cloned().unwrap_or_default());
    }
    judgment
}

/// Matches of one kind: what was found, expected, and both.
#[derive(Default)]
struct Score {
    found: usize,
    expected: usize,
    both: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.found + self.expected).max(1) as f64
    }

    /// Compares two lists of rows; prints what only one of them has.
    fn compare(&mut self, doc: &str, found: &[String], expected: &[String]) {
        let mut rest = found.to_vec();
        for row in expected {
            match rest.iter().position(|other| other == row) {
                Some(at) => {
                    rest.remove(at);
                    self.both += 1;
                }
                None => println!("{doc} missed {row}"),
            }
        }
        for row in &rest {
            println!("{doc} extra  {row}");
        }
        self.found += found.len();
        self.expected += expected.len();
    }
}

fn chars(judgment: &Judgment, section: Option<Section>, span: panrye_text::span::Span) -> (usize, usize) {
    CharOffsets::new(judgment.section(section.unwrap())).range(span)
}

fn place(judgment: &Judgment, citation: &Citation) -> String {
    let (start, end) = chars(judgment, citation.section, citation.span);
    let numbers: Vec<_> = citation.numbers.iter().map(ToString::to_string).collect();
    format!("{} {start}..{end} {}", citation.section.unwrap(), numbers.join(" "))
}

fn row(judgment: &Judgment, statute: &StatuteRef, deep: bool) -> String {
    let (start, _) = chars(judgment, statute.section, statute.span);
    let article = statute.provision.article.map(|article| article.to_string());
    let mut row = format!(
        "{} @{start} {} 제{}조",
        statute.section.unwrap(),
        statute.law.as_ref().map_or("-", |law| &law.key),
        article.unwrap_or_default()
    );
    if deep {
        let text = |ordinal: Option<super::Ordinal>| ordinal.map(|o| o.to_string()).unwrap_or_default();
        let provision = statute.provision;
        let subitem = provision.subitem.map(String::from).unwrap_or_default();
        let _ = write!(row, "/{}/{}/{subitem}", text(provision.paragraph), text(provision.item));
    }
    row
}

fn gold_row(statute: &GoldStatute, deep: bool) -> String {
    let branch = statute.branch.as_ref().map(|branch| format!("의{branch}")).unwrap_or_default();
    let mut row = format!(
        "{} @{} {} 제{}{branch}조",
        statute.field,
        statute.start,
        compact(&statute.law),
        statute.article
    );
    if deep {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let _ =
            write!(row, "/{}/{}/{}", text(&statute.paragraph), text(&statute.item), text(&statute.subitem));
    }
    row
}

#[derive(Default)]
struct Scores {
    citations: Score,
    values: Score,
    roles: Score,
    treatments: Score,
    laws: Score,
    deep: Score,
    bare: Score,
    flags: Score,
}

impl Scores {
    fn citations(&mut self, judgment: &Judgment, gold: &GoldDocument, found: &[Citation]) {
        let expected: Vec<_> = gold
            .citations
            .iter()
            .map(|c| format!("{} {}..{} {}", c.field, c.start, c.end, c.numbers.join(" ")))
            .collect();
        let places: Vec<_> = found.iter().map(|citation| place(judgment, citation)).collect();
        self.citations.compare(&gold.doc, &places, &expected);
        for (place, citation) in places.iter().zip(found) {
            let Some(at) = expected.iter().position(|row| row == place) else {
                continue;
            };
            let gold = &gold.citations[at];
            let own = format!(
                "{:?} {:?} {:?} {}",
                citation.court.as_ref().map(Court::name),
                citation.date.map(|date| date.to_string()),
                citation.decision.map(crate::judgment::DecisionType::korean),
                citation.en_banc
            );
            let theirs = format!("{:?} {:?} {:?} {}", gold.court, gold.date, gold.decision, gold.enbanc);
            self.values.compare(place, &[own], &[theirs]);
            self.roles.compare(place, &[citation.role.name().to_owned()], std::slice::from_ref(&gold.role));
            let treatment = citation.treatment.map_or("none", super::Treatment::name).to_owned();
            let expected = gold.treatment.clone().unwrap_or_else(|| "none".to_owned());
            self.treatments.compare(place, &[treatment], &[expected]);
        }
    }

    fn statutes(&mut self, judgment: &Judgment, gold: &GoldDocument, found: &[StatuteRef]) {
        let found: Vec<_> = found.iter().filter(|statute| statute.provision.article.is_some()).collect();
        for deep in [false, true] {
            let rows: Vec<_> = found.iter().map(|statute| row(judgment, statute, deep)).collect();
            let expected: Vec<_> = gold.statutes.iter().map(|statute| gold_row(statute, deep)).collect();
            let score = if deep { &mut self.deep } else { &mut self.laws };
            score.compare(&gold.doc, &rows, &expected);
        }
        let (bare, rest): (Vec<_>, Vec<_>) = gold.statutes.iter().partition(|statute| statute.bare);
        let bare: Vec<_> = bare.into_iter().map(|statute| gold_row(statute, true)).collect();
        let rest: Vec<_> = rest.into_iter().map(|statute| gold_row(statute, true)).collect();
        let rows = found.iter().map(|statute| row(judgment, statute, true));
        let rows: Vec<_> = rows.filter(|row| !rest.contains(row)).collect();
        self.bare.compare(&gold.doc, &rows, &bare);
        for gold_statute in &gold.statutes {
            let same =
                found.iter().find(|statute| row(judgment, statute, true) == gold_row(gold_statute, true));
            let Some(statute) = same else { continue };
            let (start, end) = chars(judgment, statute.section, statute.span);
            let own = format!(
                "{start}..{end} {} {} {:?}",
                statute.former,
                statute.current_note,
                statute.range.map(super::RangeEnd::name)
            );
            let theirs = format!(
                "{}..{} {} {} {:?}",
                gold_statute.start,
                gold_statute.end,
                gold_statute.former,
                gold_statute.current_note,
                gold_statute.range
            );
            self.flags.compare(&gold_row(gold_statute, true), &[own], &[theirs]);
        }
    }
}

#[test]
#[ignore = "needs the annotated judgments in PANRYE_SHARED/eval/gold"]
fn annotated_judgments_are_read_as_a_reader_reads_them() {
    let folder = judgments();
    let mut scores = Scores::default();
    for line in GOLD.lines() {
        let gold: GoldDocument = serde_json::from_str(line).unwrap();
        let judgment = judgment_of(folder.join(format!("{}.json", gold.doc)));
        let References { citations, statutes, .. } = references(&judgment);
        scores.citations(&judgment, &gold, &citations);
        scores.statutes(&judgment, &gold, &statutes);
    }
    for (name, score, bar) in [
        ("citations: span and numbers", &scores.citations, 0.99),
        ("citations: court, date, type, bench", &scores.values, 0.97),
        ("citations: role", &scores.roles, 0.95),
        ("citations: treatment", &scores.treatments, 0.95),
        ("statutes: law and article", &scores.laws, 0.985),
        ("statutes: down to 항·호·목", &scores.deep, 0.985),
        ("statutes: paragraphs that stand alone", &scores.bare, 0.85),
        ("statutes: span, 구, note, range", &scores.flags, 0.95),
    ] {
        println!(
            "{name}: F1 {:.4} ({} of {}, found {})",
            score.f1(),
            score.both,
            score.expected,
            score.found
        );
        assert!(score.f1() >= bar, "{name} fell to {:.4}, below {bar}", score.f1());
    }
}
