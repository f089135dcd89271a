//! What the index stores of a judgment, so that a hit can be shown without its source.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::IndexError;
use super::token_spans::TokenSpans;
use panrye_law::caption::Caption;
use panrye_law::case_number::{CaseNumber, parse_docket};
use panrye_law::judgment::{
    CaseKind, Court, DecisionDate, DecisionType, Finality, Judgment, Outcome, Section, SourceStamp,
};
use panrye_law::passage::Passage;
use panrye_law::reference::{Citation, en_banc};
use panrye_text::span::Span;

/// A judgment as the index stores it: its metadata as published, its sections, its passages and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredJudgment {
    serial_number: Option<String>,
    case_name: Option<String>,
    docket: Option<String>,
    /// Case numbers that the docket does not have: those that other records of the judgment give.
    also: Vec<CaseNumber>,
    court: Option<String>,
    decided: u64,
    kind: Option<String>,
    decision: Option<String>,
    /// Whether the full court decided, where the source, the text or those who cite it say so.
    pub(super) en_banc: Option<bool>,
    finality: Option<String>,
    /// The outcome, with the words of 판례내용 that say so.
    outcome: Option<(String, u32, u32)>,
    sections: [String; 5],
    /// The passages, in the order of the sections.
    pub passages: Vec<StoredPassage>,
    /// The other judgments that it cites, in the order of the text.
    pub citations: Vec<StoredCitation>,
    /// Where the judgment was read from.
    pub source: SourceStamp,
    /// The number of its document.
    pub id: u64,
    /// The case numbers of the docket, read when they are first asked for: a docket may be long.
    #[serde(skip)]
    numbers: Numbers,
}

/// Case numbers that are read once. They follow from the docket, so they make no judgment differ from another.
#[derive(Debug, Clone, Default)]
struct Numbers(OnceLock<Vec<CaseNumber>>);

impl PartialEq for Numbers {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Numbers {}

/// One mention of another judgment, as the index stores it. It points into the text, which is stored once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredCitation {
    section: u8,
    start: u32,
    end: u32,
    evidence: Option<(u32, u32)>,
    /// Name of the court, where it is known.
    pub court: Option<String>,
    /// Date as `yyyymmdd`, 0 where it is not written.
    pub decided: u64,
    /// Case numbers in full.
    pub numbers: Vec<String>,
    /// Form of the decision.
    pub decision: Option<String>,
    /// Whether it is called a decision of the full court.
    pub en_banc: bool,
    /// What the cited judgment is to this one (`reference`, `cited`, `appealed`, `remanding`, `related`).
    pub role: String,
    /// How this judgment treats it (`followed`, `distinguished`, `overruled_in_part`, `overruled`).
    pub treatment: Option<String>,
    /// Whose opinion it is in (`majority`, `concurring`, `dissenting`, `supplementary`).
    pub opinion: Option<String>,
    /// The points that it supports.
    pub points: Vec<String>,
}

impl StoredCitation {
    fn of(citation: &Citation) -> Self {
        Self {
            section: citation.section.map_or(0, |section| section as u8),
            start: narrow(citation.span.start),
            end: narrow(citation.span.end),
            evidence: citation.evidence.map(|span| (narrow(span.start), narrow(span.end))),
            court: citation.court.as_ref().map(|court| court.name().to_owned()),
            decided: citation.date.map_or(0, DecisionDate::as_number),
            numbers: citation.numbers.iter().map(ToString::to_string).collect(),
            decision: citation.decision.map(|decision| decision.korean().to_owned()),
            en_banc: citation.en_banc,
            role: citation.role.name().to_owned(),
            treatment: citation.treatment.map(|treatment| treatment.name().to_owned()),
            opinion: citation.opinion.map(|opinion| opinion.name().to_owned()),
            points: citation.points.clone(),
        }
    }

    /// The section that it is in.
    pub fn section(&self) -> Section {
        Section::ALL[usize::from(self.section).min(Section::ALL.len() - 1)]
    }

    /// Where it is in its section.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// The sentence that says how it is treated, or the citation itself.
    pub fn evidence(&self) -> Span {
        self.evidence.map_or_else(|| self.span(), |(start, end)| Span::new(start as usize, end as usize))
    }
}

/// An offset of a section, which is shorter than 4 GiB: the reader of the corpus refuses longer records.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A passage, the unit that is ranked and shown, as the index stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPassage {
    section: u8,
    /// The name of the section or of the part of the content: `판결요지`, `이유`.
    pub label: String,
    /// The label of the point that the passage belongs to: `1`, `가`.
    pub point: Option<String>,
    /// The outline of the reasons down to the passage: `3.`, `가.`, `(2)`.
    pub outline: Vec<String>,
    start: u32,
    end: u32,
    /// The position of its first token in the field `text`.
    pub position: u32,
    tokens: TokenSpans,
}

impl StoredPassage {
    /// A passage of `section` at `span`, whose first token is at `position`.
    ///
    /// Sections are shorter than 4 GiB: the reader of the corpus refuses longer records.
    pub fn new(section: Section, span: Span, position: u32) -> Self {
        Self {
            section: section as u8,
            label: section.korean().to_owned(),
            point: None,
            outline: Vec::new(),
            start: u32::try_from(span.start).unwrap_or(u32::MAX),
            end: u32::try_from(span.end).unwrap_or(u32::MAX),
            position,
            tokens: TokenSpans::default(),
        }
    }

    /// The same with its text and where its tokens stand in it, from the one at its position on.
    #[must_use]
    pub(super) fn with_tokens(self, text: &str, tokens: impl Iterator<Item = Span>) -> Self {
        Self { tokens: TokenSpans::pack(text, tokens), ..self }
    }

    /// Where its tokens stand in its text, from the one at its position on.
    pub fn tokens(&self, text: &str) -> Vec<Span> {
        self.tokens.of(text)
    }

    /// The section that the passage is in.
    pub fn section(&self) -> Section {
        Section::ALL[usize::from(self.section).min(Section::ALL.len() - 1)]
    }

    /// The bytes of its section that the passage covers.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// A passage of a judgment, whose first token is at `position`.
    pub fn of(passage: &Passage, position: u32) -> Self {
        Self {
            label: passage.label.clone(),
            point: passage.point.clone(),
            outline: passage.outline.clone(),
            ..Self::new(passage.section, passage.span, position)
        }
    }

    /// The place as a lawyer writes it: `판결요지 [2]`, `이유 3. 가. (2)`.
    pub fn place(&self) -> String {
        let mut place = self.label.clone();
        if let Some(point) = &self.point {
            place.extend([" [", point, "]"]);
        }
        for step in &self.outline {
            place.push(' ');
            place.push_str(step);
        }
        place
    }
}

impl StoredJudgment {
    /// Takes over a judgment with its passages and its source.
    pub fn new(
        judgment: &Judgment,
        passages: Vec<StoredPassage>,
        citations: &[Citation],
        source: SourceStamp,
    ) -> Self {
        let of_docket = parse_docket(judgment.docket.as_deref().unwrap_or_default()).numbers;
        let also = judgment.case_numbers.iter().filter(|number| !of_docket.contains(number));
        Self {
            serial_number: judgment.serial_number.clone(),
            case_name: judgment.case_name.clone(),
            also: also.copied().collect(),
            docket: judgment.docket.clone(),
            court: judgment.court.as_ref().map(|court| court.name().to_owned()),
            decided: judgment.decided.map_or(0, DecisionDate::as_number),
            kind: judgment.kind.as_ref().map(|kind| kind.as_str().to_owned()),
            decision: judgment.decision.map(|decision| decision.korean().to_owned()),
            en_banc: en_banc(judgment, citations),
            finality: judgment.finality.map(|finality| finality.korean().to_owned()),
            outcome: judgment
                .outcome
                .map(|(outcome, span)| (outcome.korean().to_owned(), narrow(span.start), narrow(span.end))),
            sections: Section::ALL.map(|section| judgment.section(section).to_owned()),
            passages,
            citations: citations.iter().map(StoredCitation::of).collect(),
            source,
            id: 0,
            numbers: Numbers::default(),
        }
    }

    /// The same as the document with this number.
    #[must_use]
    pub fn with_id(self, id: u64) -> Self {
        Self { id, ..self }
    }

    /// The judgment.
    pub fn judgment(&self) -> Judgment {
        let mut judgment = self.head();
        for (section, text) in Section::ALL.into_iter().zip(&self.sections) {
            judgment.set_section(section, text.clone());
        }
        judgment
    }

    /// The judgment without the text of its sections.
    pub fn head(&self) -> Judgment {
        let mut judgment = Judgment {
            serial_number: self.serial_number.clone(),
            case_name: self.case_name.clone(),
            court: self.court.as_deref().and_then(Court::parse),
            decided: DecisionDate::from_number(self.decided),
            kind: self.kind.as_deref().and_then(CaseKind::parse),
            decision: self.decision.as_deref().and_then(DecisionType::parse),
            en_banc: self.en_banc,
            finality: self.finality.as_deref().and_then(Finality::parse),
            outcome: self.outcome(),
            ..Judgment::default()
        };
        judgment.docket.clone_from(&self.docket);
        judgment.case_numbers = self.numbers().to_vec();
        judgment
    }

    /// What the judgment comes to, with the words of 판례내용 that say so.
    pub fn outcome(&self) -> Option<(Outcome, Span)> {
        let (word, start, end) = self.outcome.as_ref()?;
        Some((Outcome::parse(word)?, Span::new(*start as usize, *end as usize)))
    }

    /// The words of 판례내용 that say what the judgment comes to.
    pub fn outcome_quote(&self) -> Option<&str> {
        self.outcome().map(|(_, span)| span.of(self.section(Section::Content)))
    }

    /// Whether the Supreme Court or the Constitutional Court gave it.
    pub(super) fn is_of_last_resort(&self) -> bool {
        self.court.as_deref().is_some_and(|court| court == "대법원" || court == "헌법재판소")
    }

    /// What names the judgment.
    pub fn caption(&self) -> Caption {
        let head = self.head();
        let id = if head.lowest_number().is_some() { head.identity() } else { self.judgment().identity() };
        Caption::of(&head, id)
    }

    fn numbers(&self) -> &[CaseNumber] {
        let docket = self.docket.as_deref().unwrap_or_default();
        self.numbers.0.get_or_init(|| {
            let mut numbers = parse_docket(docket).numbers;
            numbers.extend_from_slice(&self.also);
            numbers
        })
    }

    /// The text of a section.
    pub fn section(&self, section: Section) -> &str {
        &self.sections[section as usize]
    }

    /// The text that a passage covers.
    pub fn text(&self, passage: &StoredPassage) -> &str {
        passage.span().of(&self.sections[passage.section() as usize])
    }

    /// The numbers under which the judgment is known: see [`Judgment::known_numbers`].
    pub fn case_numbers(&self) -> Vec<String> {
        let head = Judgment {
            docket: self.docket.clone(),
            case_numbers: self.numbers().to_vec(),
            ..Judgment::default()
        };
        head.known_numbers()
    }

    pub(super) fn encode(&self) -> Result<Vec<u8>, IndexError> {
        postcard::to_stdvec(self).map_err(|error| IndexError::Stored(error.to_string()))
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, IndexError> {
        postcard::from_bytes(bytes).map_err(|error| IndexError::Stored(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgment() -> Judgment {
        let mut judgment = Judgment {
            case_name: Some("손해배상(기)".to_owned()),
            court: Court::parse("서울고법"),
            decided: DecisionDate::new(2018, 1, 25),
            kind: CaseKind::parse("민사"),
            decision: Some(DecisionType::Judgment),
            ..Judgment::default()
        };
        judgment.set_docket("2013나20047, 20054");
        judgment.set_section(Section::Holdings, "[1] 가나다".to_owned());
        judgment
    }

    #[test]
    fn a_stored_judgment_comes_back_as_it_was() {
        let passage = StoredPassage::new(Section::Holdings, Span::new(4, 13), 0);
        let stored = StoredJudgment::new(&judgment(), vec![passage], &[], SourceStamp::default());
        let back = StoredJudgment::decode(&stored.encode().unwrap()).unwrap();
        assert_eq!(back, stored);
        assert_eq!(back.judgment(), judgment());
        assert_eq!(back.text(&back.passages[0]), "가나다");
        assert_eq!(back.case_numbers(), ["2013나20047", "2013나20054"]);
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        assert!(StoredJudgment::decode(&[0xff; 3]).is_err());
    }

    #[test]
    fn a_place_is_written_as_lawyers_write_it() {
        let mut passage = StoredPassage::new(Section::Content, Span::new(0, 1), 0);
        passage.label = "이유".to_owned();
        passage.outline = ["3.", "가.", "(2)"].map(str::to_owned).to_vec();
        assert_eq!(passage.place(), "이유 3. 가. (2)");
    }
}
