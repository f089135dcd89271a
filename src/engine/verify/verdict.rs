//! What is said of one mention of a judgment.

use std::fmt;

use super::Mention;
use crate::graph::Validity;
use panrye_law::caption::Caption;

/// The verdict on a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The index has the judgment, and what is written of it agrees.
    Indexed,
    /// The judgment is known, but court, date, form or a joined number is written otherwise.
    Disagrees,
    /// Several judgments have the number, and what is written does not tell which is meant.
    Ambiguous,
    /// The index does not have the judgment, but judgments of the index cite it as it is written here.
    CitedOnly,
    /// The index neither has nor cites such a judgment.
    Unknown,
    /// An attempt to cite without a case number that there can be.
    Unparseable,
}

impl Verdict {
    /// Every verdict, the best first.
    pub const ALL: [Self; 6] =
        [Self::Indexed, Self::Disagrees, Self::Ambiguous, Self::CitedOnly, Self::Unknown, Self::Unparseable];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indexed => "indexed",
            Self::Disagrees => "disagrees",
            Self::Ambiguous => "ambiguous",
            Self::CitedOnly => "cited_only",
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
    /// Whether the full court decided.
    Bench,
}

impl Aspect {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "case_numbers",
            Self::Court => "court",
            Self::Date => "decision_date",
            Self::Decision => "form",
            Self::Bench => "en_banc",
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

/// How a judgment of the index cites one that the index does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citing {
    /// The judgment that cites.
    pub by: Caption,
    /// The citation as it stands there.
    pub quote: String,
}

/// A mention with its place in the brief and what the index says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The mention.
    pub mention: Mention,
    /// Line of the text, from 1. Of a document, [`BriefText::number`](super::BriefText::number) gives its paragraph.
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
    pub found: Option<Caption>,
    /// The judgments that may be meant, where the verdict is [`Verdict::Ambiguous`].
    pub candidates: Vec<Caption>,
    /// How many judgments of the index cite it.
    pub cited_by: u64,
    /// One citation of it, where the index does not have it.
    pub citing: Option<Citing>,
    /// Whether it still stands, where it is known which judgment is meant.
    pub validity: Option<Validity>,
    /// Judgments of the index of the same court and date with a number that is easily confused. Hints, never matches.
    pub similar: Vec<Caption>,
}

impl Finding {
    pub(super) const fn new(verdict: Verdict) -> Self {
        Self {
            verdict,
            problems: Vec::new(),
            found: None,
            candidates: Vec::new(),
            cited_by: 0,
            citing: None,
            validity: None,
            similar: Vec::new(),
        }
    }

    /// Whether a reader may rely on the mention: the index has the judgment, all that is written agrees, and no later
    /// judgment of the index overruled it. A judgment that is only cited was not seen, so it is not OK.
    pub fn is_ok(&self) -> bool {
        self.verdict == Verdict::Indexed && self.overruled_by().next().is_none()
    }

    /// Whether something is to be said of a mention that is OK: the judgment rests on what does not stand any longer.
    pub fn is_in_doubt(&self) -> bool {
        self.validity.iter().any(|validity| !validity.risks.is_empty() || !validity.struck_down.is_empty())
    }

    /// The judgments of the index that overruled it, the latest first.
    pub fn overruled_by(&self) -> impl Iterator<Item = &Caption> {
        self.validity.iter().flat_map(|validity| &validity.overruled_by).map(|edge| &edge.from)
    }
}
