//! The kinds of line, and the JSON Schema of each.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{
    AnalysisLine, AnswerLine, AuthorityLine, CheckLine, ConfigLine, DoctorLine, EdgeLine, EvaluationLine,
    ExplanationLine, FacetLine, FailureLine, FetchLine, GraphLine, HistoryLine, HitLine, JudgmentLine, Line,
    LinkLine, NewsLine, ReferencesLine, SCHEMA_VERSION, StatusLine, VerdictLine, WatchLine,
};

/// A kind of line.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name, as a line's `kind` says it.
    pub name: &'static str,
    /// The columns of its table where no fields are chosen.
    pub columns: &'static [&'static str],
    schema: fn() -> Map<String, Value>,
}

/// Every kind of line, in the order of the commands.
pub const KINDS: [Kind; 22] = [
    Kind::of::<HitLine<'_>>(),
    Kind::of::<FacetLine<'_>>(),
    Kind::of::<AnswerLine<'_>>(),
    Kind::of::<ExplanationLine<'_>>(),
    Kind::of::<JudgmentLine<'_>>(),
    Kind::of::<EdgeLine<'_>>(),
    Kind::of::<AuthorityLine<'_>>(),
    Kind::of::<HistoryLine<'_>>(),
    Kind::of::<GraphLine<'_>>(),
    Kind::of::<LinkLine>(),
    Kind::of::<ReferencesLine<'_>>(),
    Kind::of::<VerdictLine<'_>>(),
    Kind::of::<StatusLine<'_>>(),
    Kind::of::<CheckLine>(),
    Kind::of::<EvaluationLine<'_>>(),
    Kind::of::<FailureLine<'_>>(),
    Kind::of::<AnalysisLine<'_>>(),
    Kind::of::<FetchLine>(),
    Kind::of::<NewsLine<'_>>(),
    Kind::of::<WatchLine<'_>>(),
    Kind::of::<ConfigLine<'_>>(),
    Kind::of::<DoctorLine<'_>>(),
];

impl Kind {
    /// The kind of a type of line.
    pub const fn of<L: Line>() -> Self {
        Self { name: L::KIND, columns: L::COLUMNS, schema: body::<L> }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.name == name)
    }

    /// The JSON Schema (2020-12) of its lines, without references, so that a program can walk it.
    pub fn schema(&self) -> Value {
        let mut body = (self.schema)();
        let mut properties = Map::new();
        let about = "Raised where a field goes or changes its meaning; fields may be added without.";
        properties.insert(
            "schema_version".to_owned(),
            json!({ "description": about, "type": "integer", "const": SCHEMA_VERSION }),
        );
        properties.insert(
            "kind".to_owned(),
            json!({ "description": "What the line is.", "type": "string", "const": self.name }),
        );
        if let Some(Value::Object(own)) = body.get_mut("properties") {
            properties.append(own);
        }
        let own = body.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        let required: Vec<Value> =
            ["schema_version", "kind"].map(Value::from).into_iter().chain(own).collect();
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".to_owned(), self.name.into());
        schema.insert("description".to_owned(), self.about().into());
        schema.insert("type".to_owned(), "object".into());
        schema.insert("properties".to_owned(), properties.into());
        schema.insert("required".to_owned(), required.into());
        schema.insert("additionalProperties".to_owned(), true.into());
        schema.into()
    }

    /// What a line says, in a sentence.
    pub fn about(&self) -> String {
        let body = (self.schema)();
        body.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ")
    }
}

/// The schema of a line's own fields.
fn body<L: Line>() -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let schema = settings.into_generator().into_root_schema_for::<L>();
    schema.as_object().cloned().unwrap_or_default()
}
