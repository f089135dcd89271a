//! Whether a judgment is still good law, the same object in every line that has it; and what it comes to.

use schemars::JsonSchema;
use serde::Serialize;

use super::caption_object::CaptionObject;
use panrye_engine::graph::{Edge, Validity};
use panrye_engine::index::Coverage;
use panrye_law::judgment::Outcome;
use panrye_law::reference::Treatment;

/// Whether a judgment is still good law, as far as the index knows.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ValidityObject<'v> {
    /// `overruled`, `overruled_in_part`, `at_risk` (it follows a judgment that was overruled after it) or
    /// `no_overruling_found`.
    verdict: &'static str,
    /// The judgments that overrule it, the latest first, with their words.
    by: Vec<OverrulingObject<'v>>,
    /// The overruled judgments that it follows.
    rests_on: Vec<RiskObject<'v>>,
    /// The provisions that it refers to and that were struck down after it.
    statutes: Vec<StruckDownObject<'v>>,
    /// What was looked through.
    coverage: CoverageObject<'v>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OverrulingObject<'v> {
    #[serde(flatten)]
    judgment: CaptionObject<'v>,
    /// `overruled` or `overruled_in_part`.
    treatment: Option<&'static str>,
    /// Where the words stand.
    place: Option<&'v str>,
    /// The sentence that overrules.
    quote: Option<&'v str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RiskObject<'v> {
    /// The judgment that is followed.
    judgment: CaptionObject<'v>,
    /// The judgment that overruled it.
    overruled_by: CaptionObject<'v>,
    /// `overruled` or `overruled_in_part`.
    treatment: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StruckDownObject<'v> {
    /// The provision that was struck down: `형법 제241조`.
    provision: &'v str,
    /// What the judgment refers to, where it names only the whole article (`형법 제270조`); else null.
    cited_as: Option<&'v str>,
    /// The first day of the version that was struck down, where the decision names it.
    version_since: Option<String>,
    /// The day on which a later version took its place, where the decision names it.
    version_until: Option<String>,
    /// 위헌, 헌법불합치 or 한정위헌.
    outcome: &'static str,
    /// The words of its order.
    quote: &'v str,
    /// The decision of the Constitutional Court.
    by: CaptionObject<'v>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CoverageObject<'v> {
    /// The judgments of the index.
    judgments: u64,
    /// What it has of the courts that overrule.
    courts: Vec<CoveredCourtObject>,
    /// The day on which the index was last written, `YYYY-MM-DD` in universal time.
    refreshed: Option<&'v str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CoveredCourtObject {
    /// 대법원 or 헌법재판소.
    court: &'static str,
    /// How many of its judgments.
    judgments: u64,
    /// The date of the latest.
    latest_decision_date: Option<String>,
}

impl<'v> ValidityObject<'v> {
    pub(super) fn new(validity: &'v Validity) -> Self {
        Self {
            verdict: validity.standing().name(),
            by: validity.overruled_by.iter().map(overruling).collect(),
            rests_on: validity
                .risks
                .iter()
                .map(|risk| RiskObject {
                    judgment: CaptionObject::new(&risk.rests_on),
                    overruled_by: CaptionObject::new(&risk.overruled_by),
                    treatment: risk.treatment.name(),
                })
                .collect(),
            statutes: validity
                .struck_down
                .iter()
                .map(|struck| StruckDownObject {
                    provision: &struck.provision,
                    cited_as: struck.cited.as_deref(),
                    version_since: struck.version.since.map(|day| day.to_string()),
                    version_until: struck.version.until.map(|day| day.to_string()),
                    outcome: struck.outcome,
                    quote: &struck.quote,
                    by: CaptionObject::new(&struck.by),
                })
                .collect(),
            coverage: coverage(&validity.coverage),
        }
    }
}

fn overruling(edge: &Edge) -> OverrulingObject<'_> {
    let quote = edge.telling_quote();
    OverrulingObject {
        judgment: CaptionObject::new(&edge.from),
        treatment: edge.treatment.map(Treatment::name),
        place: quote.map(|quote| quote.place.as_str()),
        quote: quote.map(|quote| quote.text.as_str()),
    }
}

fn coverage(coverage: &Coverage) -> CoverageObject<'_> {
    let courts = coverage.courts.iter().map(|covered| CoveredCourtObject {
        court: covered.court,
        judgments: covered.judgments,
        latest_decision_date: covered.latest.map(|date| date.to_string()),
    });
    CoverageObject {
        judgments: coverage.judgments,
        courts: courts.collect(),
        refreshed: coverage.refreshed.as_deref(),
    }
}

/// What a decision comes to.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OutcomeObject<'v> {
    /// 상고기각, 파기환송, 일부인용, 무죄, 위헌, ….
    value: &'static str,
    /// The words of the order, or of the conclusion where there is no order.
    quote: &'v str,
}

impl<'v> OutcomeObject<'v> {
    pub(super) const fn new(outcome: Outcome, quote: &'v str) -> Self {
        Self { value: outcome.korean(), quote }
    }
}
