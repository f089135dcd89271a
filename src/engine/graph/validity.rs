//! Does a judgment still stand, as far as the index knows?
//!
//! First what later judgments do to it: they overrule it, wholly or to some extent, in words that are quoted. Then what it
//! rests on: a judgment that follows one which was overruled after it is at risk. Beside that stand the provisions that it
//! refers to and that the Constitutional Court struck down after it. Where nothing is found, the answer names what was
//! looked through.

use std::sync::Arc;

use super::citing::{Edge, between, cited_only, overruled_by};
use super::struck_provisions::{StruckDown, struck_down};
use crate::index::{Coverage, IndexError, IndexReader, JudgmentAddress, StoredJudgment};
use panrye_law::caption::Caption;
use panrye_law::judgment::DecisionDate;
use panrye_law::reference::{Opinion, Treatment};

/// The most overruled judgments that one rests on which are told.
const MOST_RISKS: usize = 20;

/// What is known of the standing of a judgment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validity {
    /// The judgments that overrule it, with their words, the latest first.
    pub overruled_by: Vec<Edge>,
    /// What it rests on and does not stand any longer.
    pub risks: Vec<Risk>,
    /// The provisions that it refers to and that were struck down after it.
    pub struck_down: Vec<StruckDown>,
    /// What was looked through.
    pub coverage: Arc<Coverage>,
}

/// An overruled judgment that another one rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// The judgment that is followed.
    pub rests_on: Caption,
    /// The judgment that overruled it afterwards.
    pub overruled_by: Caption,
    /// Whether it did so wholly, or to some extent.
    pub treatment: Treatment,
}

/// In one word, how a judgment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A later judgment overruled it.
    Overruled,
    /// A later judgment overruled it to some extent.
    OverruledInPart,
    /// It follows a judgment that was overruled later.
    AtRisk,
    /// Nothing of that kind is in the index.
    NoOverrulingFound,
}

impl Standing {
    /// The stable name, as it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overruled => "overruled",
            Self::OverruledInPart => "overruled_in_part",
            Self::AtRisk => "at_risk",
            Self::NoOverrulingFound => "no_overruling_found",
        }
    }
}

impl Validity {
    /// How the judgment stands.
    pub fn standing(&self) -> Standing {
        let treatments = || self.overruled_by.iter().filter_map(|edge| edge.treatment);
        if treatments().any(|treatment| treatment == Treatment::Overruled) {
            Standing::Overruled
        } else if treatments().any(Treatment::overrules) {
            Standing::OverruledInPart
        } else if self.risks.is_empty() {
            Standing::NoOverrulingFound
        } else {
            Standing::AtRisk
        }
    }

    /// That of a judgment of the index.
    pub fn of(
        reader: &IndexReader,
        address: JudgmentAddress,
        judgment: &StoredJudgment,
    ) -> Result<Self, IndexError> {
        let caption = judgment.caption();
        Ok(Self {
            overruled_by: overruled_by(reader, &caption)?,
            risks: risks(reader, judgment, &caption)?,
            struck_down: struck_down(reader, address, judgment, caption.decided)?,
            coverage: reader.coverage()?,
        })
    }

    /// That of a judgment that is only cited: what it rests on is not known.
    pub fn of_cited_only(reader: &IndexReader, caption: &Caption) -> Result<Self, IndexError> {
        let overruled_by = overruled_by(reader, caption)?;
        Ok(Self { overruled_by, risks: Vec::new(), struck_down: Vec::new(), coverage: reader.coverage()? })
    }
}

/// The judgments that this one follows in the court's own opinion and that were overruled after it.
fn risks(
    reader: &IndexReader,
    judgment: &StoredJudgment,
    caption: &Caption,
) -> Result<Vec<Risk>, IndexError> {
    let later = reader.later()?;
    let mut risks: Vec<Risk> = Vec::new();
    for citation in &judgment.citations {
        let followed = citation.treatment.as_deref() == Some(Treatment::Followed.name());
        let rests = followed && citation.opinion.as_deref() == Some(Opinion::Majority.name());
        let known = |risk: &Risk| risk.rests_on.case_numbers == citation.numbers;
        if !rests || risks.len() >= MOST_RISKS || risks.iter().any(known) {
            continue;
        }
        for address in later.overruling(&citation.numbers) {
            let overruling = reader.judgment(address)?;
            let by = overruling.caption();
            if by.decided <= caption.decided {
                continue;
            }
            let decided = DecisionDate::from_number(citation.decided);
            let (court, form) = (citation.court.as_deref(), citation.decision.as_deref());
            let rests_on = cited_only(reader, &citation.numbers, court, decided, form)?;
            let treatment = between(&overruling, &rests_on).and_then(|edge| edge.treatment);
            if let Some(treatment) = treatment.filter(|treatment| treatment.overrules()) {
                risks.push(Risk { rests_on, overruled_by: by, treatment });
                break;
            }
        }
    }
    Ok(risks)
}
