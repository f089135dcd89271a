//! What is said of one mention of a judgment.

use std::fmt;

use super::Mention;
use crate::graph::JudgmentRef;

/// The verdict on a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The index holds the judgment, and what is written of it agrees.
    Held,
    /// The judgment is known, but court, date, form or a joined number is written otherwise.
    Disagrees,
    /// Several judgments have the number, and what is written does not tell which is meant.
    Ambiguous,
    /// The index does not hold the judgment, but judgments of the index cite it as it is written here.
    Attested,
    /// The index neither holds nor cites such a judgment.
    Unknown,
    /// An attempt to cite without a case number that there can be.
    Unparseable,
}

impl Verdict {
    /// Every verdict, the best first.
    pub const ALL: [Self; 6] =
        [Self::Held, Self::Disagrees, Self::Ambiguous, Self::Attested, Self::Unknown, Self::Unparseable];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Disagrees => "disagrees",
            Self::Ambiguous => "ambiguous",
            Self::Attested => "attested",
            Self::Unknown => "unknown",
            Self::Unparseable => "unparseable",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// A case number.
    Number,
    /// The court.
    Court,
    /// The date.
    Date,
    /// 판결, 결정 or 명령.
    Decision,
}

impl Aspect {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Court => "court",
            Self::Date => "date",
            Self::Decision => "decision",
        }
    }
}

/// Something in a mention that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is about.
    pub aspect: Aspect,
    /// What is written; dates as courts write them.
    pub written: String,
    /// What it should be, where that is known; alternatives are joined with ` / `.
    pub expected: Option<String>,
}

/// How a judgment of the index cites one that the index does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// The judgment that cites.
    pub by: JudgmentRef,
    /// The citation as it stands there.
    pub quote: String,
}

/// A mention with its place in the brief and what the index says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The mention.
    pub mention: Mention,
    /// Line, or paragraph of a .docx, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The mention in characters of the text, half open.
    pub chars: (usize, usize),
    /// What is said of it.
    pub finding: Finding,
}

/// What the index says of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The judgment of the index that is meant.
    pub found: Option<JudgmentRef>,
    /// The judgments that may be meant, where the verdict is [`Verdict::Ambiguous`].
    pub candidates: Vec<JudgmentRef>,
    /// How many judgments of the index cite it.
    pub cited_by: u64,
    /// One citation of it, where the index does not hold it.
    pub attestation: Option<Attestation>,
    /// The judgments of the index that overruled it.
    pub overruled_by: Vec<JudgmentRef>,
    /// Held judgments of the same court and date with a number that is easily confused. Hints, never matches.
    pub similar: Vec<JudgmentRef>,
}

impl Finding {
    pub(super) const fn new(verdict: Verdict) -> Self {
        Self {
            verdict,
            problems: Vec::new(),
            found: None,
            candidates: Vec::new(),
            cited_by: 0,
            attestation: None,
            overruled_by: Vec::new(),
            similar: Vec::new(),
        }
    }

    /// Whether a reader may rely on the mention: the judgment is held, all that is written agrees, and no later
    /// judgment of the index overruled it. A judgment that is only attested was not seen, so it is not OK.
    pub fn in_order(&self) -> bool {
        self.verdict == Verdict::Held && self.overruled_by.is_empty()
    }
}
