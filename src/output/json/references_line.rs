//! The line of what a text refers to: citations and statutes.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_law::judgment::{Court, DecisionType, Judgment, Section};
use panrye_law::reference::{Opinion, RangeEnd, References, Treatment};
use panrye_text::span::{CharOffsets, Span};

/// What a judgment, or any text, refers to (`references`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReferencesLine<'r> {
    /// Where the text was read from.
    source: &'r str,
    /// The citations of judgments, in the order of the text.
    citations: Vec<CitationObject<'r>>,
    /// The references to statutes, in the order of the text.
    statutes: Vec<StatuteObject<'r>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CitationObject<'r> {
    /// The section that it is in; `null` in a text without sections.
    section: Option<&'static str>,
    /// Where it begins in its section, in characters.
    start: usize,
    /// Where it ends.
    end: usize,
    /// The text as written.
    quote: &'r str,
    /// Normalized name of the court.
    court: Option<&'r str>,
    /// Date as written, `YYYY-MM-DD`.
    decision_date: Option<String>,
    /// Form of the decision: 판결, 결정, …
    form: Option<&'static str>,
    /// Case numbers in full.
    case_numbers: Vec<String>,
    /// Whether it says that the full court decided (전원합의체).
    en_banc: bool,
    /// What the cited judgment is to the citing one: `reference`, `cited`, `appealed`, `remanding` or `related`.
    role: &'static str,
    /// `followed`, `distinguished`, `overruled_in_part` or `overruled`, where words say so.
    treatment: Option<&'static str>,
    /// Whose opinion it is in: `majority`, `concurring`, `dissenting` or `supplementary`; `null` in a list of references
    /// and in a text that is no judgment.
    opinion: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StatuteObject<'r> {
    /// The section that it is in; `null` in a text without sections.
    section: Option<&'static str>,
    /// Where it begins in its section, in characters.
    start: usize,
    /// Where it ends.
    end: usize,
    /// The text as written.
    quote: &'r str,
    /// The law's name as written, short names resolved.
    law: Option<&'r str>,
    /// Whether it is a superseded version (구).
    former: bool,
    /// Whether it is in the supplementary provisions (부칙).
    supplementary: bool,
    /// 별표: the annex, `3` or `3의2`.
    annex: Option<String>,
    /// 조: the number of the article.
    article: Option<String>,
    /// The number behind 의 in an article such as 제3조의2.
    branch: Option<String>,
    /// 항.
    paragraph: Option<String>,
    /// 호.
    item: Option<String>,
    /// 목.
    subitem: Option<String>,
    /// Whether it begins or ends a range (`start`, `end`).
    range: Option<&'static str>,
}

impl Line for ReferencesLine<'_> {
    const KIND: &'static str = "references";
    const COLUMNS: &'static [&'static str] = &[
        "source",
        "citations.section",
        "citations.start",
        "citations.end",
        "citations.case_numbers",
        "citations.court",
        "citations.decision_date",
        "citations.form",
        "citations.role",
        "citations.treatment",
        "citations.opinion",
        "citations.quote",
    ];
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
                section: citation.section.map(Section::korean),
                start,
                end,
                quote: &citation.quote,
                court: citation.court.as_ref().map(Court::name),
                decision_date: citation.date.map(|date| date.to_string()),
                form: citation.decision.map(DecisionType::korean),
                case_numbers: citation.numbers.iter().map(ToString::to_string).collect(),
                en_banc: citation.en_banc,
                role: citation.role.name(),
                treatment: citation.treatment.map(Treatment::name),
                opinion: citation.opinion.map(Opinion::name),
            }
        });
        let citations = citations.collect();
        let statutes = references.statutes.iter().map(|statute| {
            let (start, end) = offsets.range(statute.section, statute.span);
            let place = statute.provision;
            StatuteObject {
                section: statute.section.map(Section::korean),
                start,
                end,
                quote: &statute.quote,
                law: statute.law.as_ref().map(|law| law.written.as_str()),
                former: statute.former,
                supplementary: place.supplementary,
                annex: place.annex.map(|annex| annex.to_string()),
                article: place.article.map(|article| article.number.to_string()),
                branch: place.article.and_then(|article| article.branch).map(|branch| branch.to_string()),
                paragraph: place.paragraph.map(|paragraph| paragraph.to_string()),
                item: place.item.map(|item| item.to_string()),
                subitem: place.subitem.map(|letter| letter.to_string()),
                range: statute.range.map(RangeEnd::name),
            }
        });
        let statutes = statutes.collect();
        Self { source, citations, statutes }
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
