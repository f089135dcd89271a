//! The fields of a kind of line, and a choice of them.
//!
//! A field is named by its path: `court`, `from.court`, and, through a list of objects, `passages.text`. The names come
//! from the schema, so what may be chosen is what is written.

use serde_json::{Map, Value};

use super::json::Kind;

/// A field of a kind of line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its path, steps divided by dots.
    pub path: String,
    /// What it holds.
    pub form: Form,
    /// The paths of the lists of objects that it is in, outer ones first.
    pub lists: Vec<String>,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A value, or a list of values.
    Value,
    /// An object with fields of its own.
    Object,
    /// A list of such objects.
    Objects,
}

/// The fields that are shown, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    kind: &'static str,
    fields: Vec<Field>,
    known: Vec<Field>,
}

/// A field that the kind of line does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a {kind} has no field `{name}`; it has {known}")]
pub struct UnknownField {
    /// The kind of line.
    pub kind: &'static str,
    /// The name as written.
    pub name: String,
    /// The names that there are.
    pub known: String,
}

/// The fields of a kind of line, those of an object after it.
pub fn fields_of(kind: &Kind) -> Vec<Field> {
    let mut fields = Vec::new();
    walk(&kind.schema(), "", &[], &mut fields);
    fields.retain(|field| !matches!(field.path.as_str(), "schema_version" | "kind"));
    fields
}

fn walk(schema: &Value, prefix: &str, lists: &[String], fields: &mut Vec<Field>) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    for (name, schema) in properties {
        let path = format!("{prefix}{name}");
        let inside = format!("{path}.");
        let (object, items) = (object(schema), schema.get("items").and_then(object));
        let form = match (object, items) {
            (Some(_), _) => Form::Object,
            (None, Some(_)) => Form::Objects,
            (None, None) => Form::Value,
        };
        fields.push(Field { path: path.clone(), form, lists: lists.to_vec() });
        if let Some(object) = object {
            walk(object, &inside, lists, fields);
        }
        if let Some(items) = items {
            let lists: Vec<String> = lists.iter().cloned().chain([path]).collect();
            walk(items, &inside, &lists, fields);
        }
    }
}

/// The schema of an object that a value may be, `null` or not.
fn object(schema: &Value) -> Option<&Value> {
    let alternatives = schema.get("anyOf").and_then(Value::as_array);
    let mut alternatives = alternatives.into_iter().flatten().chain([schema]);
    alternatives.find(|schema| schema.get("properties").is_some())
}

impl Choice {
    /// The fields with these names, each once.
    pub fn of(kind: &Kind, names: &[impl AsRef<str>]) -> Result<Self, UnknownField> {
        let known = fields_of(kind);
        let mut fields: Vec<Field> = Vec::with_capacity(names.len());
        for name in names.iter().map(|name| name.as_ref().trim()) {
            let Some(field) = known.iter().find(|field| field.path == name) else {
                let known: Vec<&str> = known.iter().map(|field| field.path.as_str()).collect();
                return Err(UnknownField { kind: kind.name, name: name.to_owned(), known: known.join(", ") });
            };
            if !fields.contains(field) {
                fields.push(field.clone());
            }
        }
        Ok(Self { kind: kind.name, fields, known })
    }

    /// The kind of line.
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    /// The fields that a table has columns for: in the place of an object, its fields.
    pub fn columns(&self) -> Vec<Field> {
        let mut columns: Vec<Field> = Vec::new();
        for field in &self.fields {
            let inside = format!("{}.", field.path);
            let mut add = |column: &Field| {
                if !columns.contains(column) {
                    columns.push(column.clone());
                }
            };
            if field.form == Form::Object {
                let inner = self.known.iter().filter(|inner| inner.path.starts_with(&inside));
                inner.filter(|inner| inner.form != Form::Object && inner.lists == field.lists).for_each(add);
            } else {
                add(field);
            }
        }
        columns
    }

    /// A line with only these fields, in their order; inside objects and lists too.
    pub fn of_line(&self, line: &Value) -> Map<String, Value> {
        let mut tree = Tree::default();
        for field in &self.fields {
            tree.add(field.path.split('.'));
        }
        match tree.pick(line) {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}

/// Chosen fields by their first step; no step inside means all of it.
#[derive(Debug, Default)]
struct Tree(Vec<(String, Tree)>);

impl Tree {
    fn add<'s>(&mut self, mut steps: impl Iterator<Item = &'s str>) {
        let Some(step) = steps.next() else {
            self.0.clear();
            return;
        };
        if let Some((_, inner)) = self.0.iter_mut().find(|(name, _)| name == step) {
            // What is chosen whole stays whole.
            if !inner.0.is_empty() {
                inner.add(steps);
            }
            return;
        }
        let mut inner = Self::default();
        inner.add(steps);
        self.0.push((step.to_owned(), inner));
    }

    fn pick(&self, value: &Value) -> Value {
        match value {
            Value::Object(map) if !self.0.is_empty() => {
                let part = |(name, inner): &(String, Self)| {
                    (name.clone(), inner.pick(map.get(name).unwrap_or(&Value::Null)))
                };
                Value::Object(self.0.iter().map(part).collect())
            }
            Value::Array(items) if !self.0.is_empty() => {
                Value::Array(items.iter().map(|item| self.pick(item)).collect())
            }
            _ => value.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::json::KINDS;
    use serde_json::json;

    fn choice(kind: &str, names: &[&str]) -> Choice {
        Choice::of(&Kind::named(kind).unwrap(), names).unwrap()
    }

    fn columns(kind: &str, names: &[&str]) -> Vec<String> {
        choice(kind, names).columns().into_iter().map(|field| field.path).collect()
    }

    #[test]
    fn fields_are_named_by_their_paths() {
        let fields = fields_of(&Kind::named("edge").unwrap());
        let names: Vec<&str> = fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(names[..4], ["id", "from", "from.id", "from.citation"]);
        let quotes = fields.iter().find(|field| field.path == "quotes.text").unwrap();
        assert_eq!((quotes.lists.as_slice(), quotes.form), (&["quotes".to_owned()][..], Form::Value));
        let found = fields_of(&Kind::named("verdict").unwrap());
        assert!(found.iter().any(|field| field.path == "found.court"), "also of an object that may be null");
    }

    #[test]
    fn the_columns_of_every_kind_are_fields_of_it() {
        for kind in KINDS {
            let choice = Choice::of(&kind, kind.columns).unwrap();
            let columns: Vec<String> = choice.columns().into_iter().map(|field| field.path).collect();
            assert_eq!(columns, kind.columns, "{}", kind.name);
        }
    }

    #[test]
    fn a_field_that_is_not_there_is_named_with_those_that_are() {
        let error = Choice::of(&Kind::named("facet").unwrap(), &["facet", "count"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a facet has no field `count`; it has facet, values, values.value, values.judgments"
        );
    }

    #[test]
    fn an_object_has_a_column_for_each_of_its_fields() {
        assert_eq!(columns("edge", &["role", "to", "role"])[..3], ["role", "to.id", "to.citation"]);
        assert_eq!(columns("hit", &["passages"]), ["passages"]);
        assert_eq!(
            columns("explanation", &["hit"])[8..13],
            ["hit.in_index", "hit.official_url", "hit.rank", "hit.score", "hit.first_stage"]
        );
    }

    #[test]
    fn lines_keep_their_shape_and_lose_other_fields() {
        let line = json!({
            "from": {"court": "대법원", "in_index": true}, "to": null,
            "quotes": [{"place": "이유", "text": "가"}, {"place": "주문", "text": "나"}],
        });
        let pick = |names: &[&str]| Value::Object(choice("edge", names).of_line(&line)).to_string();
        assert_eq!(
            pick(&["quotes.text", "from.court"]),
            r#"{"quotes":[{"text":"가"},{"text":"나"}],"from":{"court":"대법원"}}"#
        );
        assert_eq!(
            pick(&["to.court", "from", "from.in_index"]),
            r#"{"to":null,"from":{"court":"대법원","in_index":true}}"#
        );
        assert_eq!(pick(&["from.in_index", "from"]), r#"{"from":{"court":"대법원","in_index":true}}"#);
    }
}
