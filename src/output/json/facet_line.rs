//! The line of a facet.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::search::Facet;

/// How the judgments with all words of a query are spread over one facet (`search --facet`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct FacetLine<'f> {
    /// What is counted: `court`, `year`, `kind` or `law`.
    facet: &'static str,
    /// Every value with its count.
    values: Vec<ValueObject<'f>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ValueObject<'f> {
    /// The value.
    value: &'f str,
    /// How many judgments have it.
    judgments: usize,
}

impl Line for FacetLine<'_> {
    const KIND: &'static str = "facet";
    const COLUMNS: &'static [&'static str] = &["facet", "values.value", "values.judgments"];
}

impl<'f> FacetLine<'f> {
    /// The line of a facet.
    pub fn new(facet: Facet, values: &'f [(String, usize)]) -> Self {
        let object = |(value, judgments): &'f (String, usize)| ValueObject { value, judgments: *judgments };
        Self { facet: facet.name(), values: values.iter().map(object).collect() }
    }
}
