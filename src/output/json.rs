//! The lines of JSON that programs read.
//!
//! One object a line, `schema_version` and `kind` first. Offsets count characters (Unicode scalar values). A missing
//! value is `null`. A field may be added without a new version; one that goes or changes its meaning raises it.

mod explanation_line;
mod fetch_line;
mod graph_lines;
mod watch_lines;

pub use explanation_line::ExplanationLine;
pub use fetch_line::FetchLine;
pub use graph_lines::{AuthorityLine, EdgeLine, HistoryLine};
pub use watch_lines::{NewsLine, WatchLine};

use serde::Serialize;

use crate::graph::Resolution;
use crate::index::{CheckReport, Counts, Manifest, StoredJudgment};
use crate::judgment::{Court, DecisionType, Judgment, Section};
use crate::reference::{RangeEnd, References, Treatment};
use crate::search::{Facet, Hit};
use crate::span::{CharOffsets, Span};

/// Version of all machine-readable output.
pub const SCHEMA_VERSION: u32 = 1;

/// A line of `search --json`.
#[derive(Debug, Serialize)]
pub struct HitLine<'h> {
    schema_version: u32,
    kind: &'static str,
    rank: usize,
    score: f32,
    case_numbers: &'h [String],
    court: Option<&'h str>,
    decision_date: Option<String>,
    case_name: Option<&'h str>,
    case_kind: Option<&'h str>,
    cited_by: u64,
    overruled_by: &'h [String],
    passages: Vec<PassageObject<'h>>,
    source: String,
}

#[derive(Debug, Serialize)]
struct PassageObject<'h> {
    section: &'h str,
    point: Option<&'h str>,
    outline: &'h [String],
    text: &'h str,
    highlights: Vec<(usize, usize)>,
    before: &'h [String],
    after: &'h [String],
}

impl<'h> HitLine<'h> {
    /// The line of a hit.
    pub fn new(hit: &'h Hit) -> Self {
        let passages = hit.passages.iter().map(|passage| {
            let mut offsets = CharOffsets::new(&passage.text);
            PassageObject {
                section: &passage.section,
                point: passage.point.as_deref(),
                outline: &passage.outline,
                text: &passage.text,
                highlights: passage.highlights.iter().map(|&span| offsets.range(span)).collect(),
                before: &passage.before,
                after: &passage.after,
            }
        });
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "hit",
            rank: hit.rank,
            score: hit.score,
            case_numbers: &hit.case_numbers,
            court: hit.court.as_deref(),
            decision_date: hit.decided.map(|date| date.to_string()),
            case_name: hit.case_name.as_deref(),
            case_kind: hit.kind.as_deref(),
            cited_by: hit.cited_by,
            overruled_by: &hit.overruled_by,
            passages: passages.collect(),
            source: hit.source.clone(),
        }
    }
}

/// The line of `status --json`.
#[derive(Debug, Serialize)]
pub struct StatusLine<'m> {
    schema_version: u32,
    kind: &'static str,
    judgments: u64,
    passages: u64,
    citations: u64,
    statutes: u64,
    segments: usize,
    bytes: u64,
    schema: u32,
    analyser: &'m str,
    dictionary: &'m str,
    user_dictionary: Option<&'m str>,
    sources: &'m [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    graph: Option<&'m Resolution>,
}

impl<'m> StatusLine<'m> {
    /// The line of an index.
    /// `graph`: how its citations were resolved, where that was asked for.
    pub fn new(manifest: &'m Manifest, counts: &Counts, graph: Option<&'m Resolution>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "status",
            judgments: counts.judgments,
            passages: manifest.passages,
            citations: manifest.citations,
            statutes: manifest.statutes,
            segments: counts.segments,
            bytes: counts.bytes,
            schema: manifest.schema,
            analyser: &manifest.analyser,
            dictionary: &manifest.dictionary,
            user_dictionary: manifest.user_dictionary.as_deref(),
            sources: &manifest.sources,
            graph,
        }
    }
}

/// The line of `check --json`.
#[derive(Debug, Serialize)]
pub struct CheckLine {
    schema_version: u32,
    kind: &'static str,
    judgments: u64,
    findings: Vec<String>,
}

impl CheckLine {
    /// The line of a check.
    pub fn new(report: &CheckReport) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "check",
            judgments: report.judgments,
            findings: report.findings.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A line of `search --facet … --json`.
#[derive(Debug, Serialize)]
pub struct FacetLine<'f> {
    schema_version: u32,
    kind: &'static str,
    facet: &'static str,
    values: Vec<ValueObject<'f>>,
}

#[derive(Debug, Serialize)]
struct ValueObject<'f> {
    value: &'f str,
    judgments: usize,
}

impl<'f> FacetLine<'f> {
    /// The line of a facet.
    pub fn new(facet: Facet, values: &'f [(String, usize)]) -> Self {
        let object = |(value, judgments): &'f (String, usize)| ValueObject { value, judgments: *judgments };
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "facet",
            facet: facet.name(),
            values: values.iter().map(object).collect(),
        }
    }
}

/// The line of `show --json`.
#[derive(Debug, Serialize)]
pub struct JudgmentLine<'s> {
    schema_version: u32,
    kind: &'static str,
    case_numbers: Vec<String>,
    docket: Option<String>,
    serial_number: Option<String>,
    court: Option<String>,
    decision_date: Option<String>,
    decision: Option<&'static str>,
    case_name: Option<String>,
    case_kind: Option<String>,
    cited_by: u64,
    sections: Vec<SectionObject>,
    passages: Vec<PassageObject<'s>>,
    source: String,
}

#[derive(Debug, Serialize)]
struct SectionObject {
    section: Section,
    text: String,
}

impl<'s> JudgmentLine<'s> {
    /// The line of a judgment that `cited_by` others cite.
    pub fn new(stored: &'s StoredJudgment, cited_by: u64) -> Self {
        let judgment = stored.judgment();
        let sections = Section::ALL.into_iter().filter(|&section| !judgment.section(section).is_empty());
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "judgment",
            case_numbers: stored.case_numbers(),
            docket: judgment.docket.clone(),
            serial_number: judgment.serial_number.clone(),
            court: judgment.court.as_ref().map(|court| court.name().to_owned()),
            decision_date: judgment.decided.map(|date| date.to_string()),
            decision: judgment.decision.map(DecisionType::korean),
            case_name: judgment.case_name.clone(),
            case_kind: judgment.kind.as_ref().map(|kind| kind.as_str().to_owned()),
            cited_by,
            sections: sections
                .map(|section| SectionObject { section, text: judgment.section(section).to_owned() })
                .collect(),
            passages: stored
                .passages
                .iter()
                .map(|passage| PassageObject {
                    section: &passage.label,
                    point: passage.point.as_deref(),
                    outline: &passage.outline,
                    text: stored.text(passage),
                    highlights: Vec::new(),
                    before: &[],
                    after: &[],
                })
                .collect(),
            source: stored.source.name(),
        }
    }
}

/// A line of `references --json`.
#[derive(Debug, Serialize)]
pub struct ReferencesLine<'r> {
    schema_version: u32,
    kind: &'static str,
    source: &'r str,
    citations: Vec<CitationObject<'r>>,
    statutes: Vec<StatuteObject<'r>>,
}

#[derive(Debug, Serialize)]
struct CitationObject<'r> {
    field: Option<&'static str>,
    start: usize,
    end: usize,
    quote: &'r str,
    court: Option<&'r str>,
    date: Option<String>,
    decision: Option<&'static str>,
    numbers: Vec<String>,
    enbanc: bool,
    role: &'static str,
    treatment: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct StatuteObject<'r> {
    field: Option<&'static str>,
    start: usize,
    end: usize,
    quote: &'r str,
    law: Option<&'r str>,
    former: bool,
    article: Option<String>,
    branch: Option<String>,
    paragraph: Option<String>,
    item: Option<String>,
    subitem: Option<String>,
    range: Option<&'static str>,
}

impl<'r> ReferencesLine<'r> {
    /// The line of a judgment read from `source`. Offsets count characters of the field as read.
    pub fn new(judgment: &'r Judgment, references: &'r References, source: &'r str) -> Self {
        Self::with_offsets(FieldOffsets::new(judgment), references, source)
    }

    /// The line of a text that is no judgment; its references stand in no field.
    pub fn of_text(text: &'r str, references: &'r References, source: &'r str) -> Self {
        Self::with_offsets(FieldOffsets::of_text(text), references, source)
    }

    fn with_offsets(mut offsets: FieldOffsets<'r>, references: &'r References, source: &'r str) -> Self {
        let citations = references.citations.iter().map(|citation| {
            let (start, end) = offsets.range(citation.section, citation.span);
            CitationObject {
                field: citation.section.map(Section::korean),
                start,
                end,
                quote: &citation.quote,
                court: citation.court.as_ref().map(Court::name),
                date: citation.date.map(|date| date.to_string()),
                decision: citation.decision.map(DecisionType::korean),
                numbers: citation.numbers.iter().map(ToString::to_string).collect(),
                enbanc: citation.en_banc,
                role: citation.role.name(),
                treatment: citation.treatment.map(Treatment::name),
            }
        });
        let citations = citations.collect();
        let statutes = references.statutes.iter().map(|statute| {
            let (start, end) = offsets.range(statute.section, statute.span);
            let place = statute.provision;
            StatuteObject {
                field: statute.section.map(Section::korean),
                start,
                end,
                quote: &statute.quote,
                law: statute.law.as_ref().map(|law| law.written.as_str()),
                former: statute.former,
                article: place.article.map(|article| article.number.to_string()),
                branch: place.article.and_then(|article| article.branch).map(|branch| branch.to_string()),
                paragraph: place.paragraph.map(|paragraph| paragraph.to_string()),
                item: place.item.map(|item| item.to_string()),
                subitem: place.subitem.map(|letter| letter.to_string()),
                range: statute.range.map(RangeEnd::name),
            }
        });
        let statutes = statutes.collect();
        Self { schema_version: SCHEMA_VERSION, kind: "references", source, citations, statutes }
    }
}

/// Character offsets into the sections of a judgment, or into a text without sections.
struct FieldOffsets<'j> {
    sections: [CharOffsets<'j>; 5],
    text: CharOffsets<'j>,
}

impl<'j> FieldOffsets<'j> {
    fn new(judgment: &'j Judgment) -> Self {
        let sections = Section::ALL.map(|section| CharOffsets::new(judgment.section(section)));
        Self { sections, text: CharOffsets::new("") }
    }

    fn of_text(text: &'j str) -> Self {
        Self { sections: Section::ALL.map(|_| CharOffsets::new("")), text: CharOffsets::new(text) }
    }

    fn range(&mut self, section: Option<Section>, span: Span) -> (usize, usize) {
        match section {
            Some(section) => self.sections[section as usize].range(span),
            None => self.text.range(span),
        }
    }
}
