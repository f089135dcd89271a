//! Lines as rows of a table, between tabs or commas.
//!
//! A table is cut out of the JSON of its lines by rules that are the same for every kind: a value is written as in
//! JSON, text without quotation marks, `null` as nothing; a list of values is joined by `, `; an object has a column
//! for each of its fields; a list of judgments is their citations,
//! and any other list of objects its JSON. A column inside a list of objects (`passages.text`) makes a
//! row of each of them, and one row where there are none.

use std::io;

use serde_json::Value;

use super::fields::{Choice, Field};
use super::formula::Formulas;
use super::json::{self, Line};

/// What is written where nothing is.
static NOTHING: Value = Value::Null;

/// How the cells of a row are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// By tabs. In a cell, tab, line feed, carriage return and backslash are `\t`, `\n`, `\r` and `\\`.
    Tabs,
    /// By commas, as in RFC 4180: in quotation marks where needed, those doubled. Rows end in a line feed.
    Commas,
}

/// The layout of a table: which columns it has, and which lists make its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    cells: Cells,
    formulas: Formulas,
    heads: Vec<String>,
    columns: Vec<Column>,
    /// The steps from a line, or from an element of the list before, to the list whose elements make the rows.
    lists: Vec<Vec<String>>,
}

/// Where a column's value is: how many lists down, and the steps from there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    level: usize,
    steps: Vec<String>,
}

/// Columns of two lists that are not in each other: a row has an element of one list only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{one}` and `{other}` are two lists, and a row of a table holds an element of one: choose fields of one of them"
)]
pub struct TwoLists {
    /// The path of a list.
    pub one: String,
    /// The path of another.
    pub other: String,
}

impl Table {
    /// A table of the chosen fields. A column is headed by its path without `prefix`.
    pub fn new(cells: Cells, choice: &Choice, prefix: &str) -> Result<Self, TwoLists> {
        let fields = choice.columns();
        let chain = fields.iter().map(|field| &field.lists).max_by_key(|lists| lists.len());
        let chain = chain.cloned().unwrap_or_default();
        if let Some(other) = fields.iter().find(|field| !chain.starts_with(&field.lists)) {
            let name = |lists: &[String]| lists.last().cloned().unwrap_or_default();
            return Err(TwoLists { one: name(&chain), other: name(&other.lists) });
        }
        let steps = |path: &str, outer: Option<&String>| -> Vec<String> {
            let path = outer.and_then(|outer| path.strip_prefix(outer.as_str())).unwrap_or(path);
            path.split('.').filter(|step| !step.is_empty()).map(str::to_owned).collect()
        };
        let column = |field: &Field| Column {
            level: field.lists.len(),
            steps: steps(&field.path, field.lists.last()),
        };
        let outer = std::iter::once(None).chain(chain.iter().map(Some));
        Ok(Self {
            cells,
            formulas: Formulas::default(),
            heads: fields
                .iter()
                .map(|field| field.path.strip_prefix(prefix).unwrap_or(&field.path).to_owned())
                .collect(),
            columns: fields.iter().map(column).collect(),
            lists: chain.iter().zip(outer).map(|(list, outer)| steps(list, outer)).collect(),
        })
    }

    /// The same table with what becomes of cells that begin as a formula does.
    #[must_use]
    pub fn with_formulas(self, formulas: Formulas) -> Self {
        Self { formulas, ..self }
    }

    /// The names of the columns.
    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// Writes the row of names.
    pub fn write_heads(&self, out: &mut impl io::Write) -> io::Result<()> {
        self.write_rows(std::slice::from_ref(&self.heads), out)
    }

    /// Writes the rows of a line.
    pub fn write(&self, line: &impl Line, out: &mut impl io::Write) -> io::Result<()> {
        self.write_rows(&self.rows(&serde_json::to_value(line)?), out)
    }

    /// The rows of a line.
    fn rows(&self, line: &Value) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        self.add_rows(&mut vec![line], &mut rows);
        rows
    }

    /// Adds a row for each element of the lists that are not in `stack` yet: a line, then an element of each list.
    fn add_rows<'v>(&self, stack: &mut Vec<&'v Value>, rows: &mut Vec<Vec<String>>) {
        let innermost = stack.last().copied().unwrap_or(&NOTHING);
        let Some(list) = self.lists.get(stack.len() - 1) else {
            let cell = |column: &Column| {
                let value = stack.get(column.level).map_or(&NOTHING, |value| walk(value, &column.steps));
                // A number is computed to itself.
                if value.is_number() { cell(value) } else { self.formulas.cell(cell(value)).into_owned() }
            };
            return rows.push(self.columns.iter().map(cell).collect());
        };
        let elements: &'v [Value] = walk(innermost, list).as_array().map_or(&[], Vec::as_slice);
        for element in elements.iter().chain(elements.is_empty().then_some(&NOTHING)) {
            stack.push(element);
            self.add_rows(stack, rows);
            stack.pop();
        }
    }

    fn write_rows(&self, rows: &[Vec<String>], out: &mut impl io::Write) -> io::Result<()> {
        match self.cells {
            Cells::Tabs => rows.iter().try_for_each(|row| {
                let row: Vec<String> = row.iter().map(|text| escape(text)).collect();
                writeln!(out, "{}", row.join("\t"))
            }),
            Cells::Commas => {
                // To memory first: the writer cannot be emptied without flushing what it writes to.
                let mut text = Vec::new();
                let mut writer = csv::Writer::from_writer(&mut text);
                rows.iter().try_for_each(|row| writer.write_record(row))?;
                writer.flush()?;
                drop(writer);
                out.write_all(&text)
            }
        }
    }
}

/// The value at the end of the steps; `null` where one of them leads nowhere.
fn walk<'v>(value: &'v Value, steps: &[String]) -> &'v Value {
    steps.iter().fold(value, |value, step| value.get(step).unwrap_or(&Value::Null))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if !items.iter().any(|item| item.is_object() || item.is_array()) => {
            items.iter().map(cell).collect::<Vec<_>>().join(", ")
        }
        Value::Array(items) if items.iter().all(json::is_judgment) => {
            items.iter().map(|item| cell(&item["citation"])).collect::<Vec<_>>().join("; ")
        }
        other => json::to_string(other).unwrap_or_default(),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            other => out.push(other),
        }
    }
    out
}

/// The text of a cell that [`Cells::Tabs`] wrote.
pub fn unescape(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (c, false) => out.push(c),
            (_, true) => match chars.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::json::Kind;
    use proptest::prelude::*;
    use serde_json::json;

    fn rows(kind: &str, cells: Cells, names: &[&str], line: &Value) -> String {
        let choice = Choice::of(&Kind::named(kind).unwrap(), names).unwrap();
        let table = Table::new(cells, &choice, "").unwrap();
        let mut out = Vec::new();
        table.write_heads(&mut out).unwrap();
        table.write_rows(&table.rows(line), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_lists_and_objects_have_a_flat_form() {
        let line = json!({
            "rank": 1, "score": 0.5, "case_numbers": ["2019다1", "2019다2"], "court": null,
            "passages": [{"section": "이유", "highlights": [[0, 2]]}],
        });
        insta::assert_snapshot!(
            rows("hit", Cells::Tabs, &["case_numbers", "court", "score", "passages"], &line), @r#"
        case_numbers	court	score	passages
        2019다1, 2019다2		0.5	[{"section":"이유","highlights":[[0,2]]}]
        "#);
    }

    #[test]
    fn a_column_inside_a_list_makes_a_row_of_each_element() {
        let line = json!({"rank": 1, "passages": [{"text": "가"}, {"text": "나, 다"}]});
        let names = ["rank", "passages.text"];
        assert_eq!(rows("hit", Cells::Commas, &names, &line), "rank,passages.text\n1,가\n1,\"나, 다\"\n");
        let none = json!({"rank": 1, "passages": []});
        assert_eq!(rows("hit", Cells::Commas, &names, &none), "rank,passages.text\n1,\n");
        let inner = json!({"total": 1, "hit": {"second_stage": [{"name": "a"}, {"name": "b"}]}});
        assert_eq!(
            rows("explanation", Cells::Commas, &["total", "hit.second_stage.name"], &inner),
            "total,hit.second_stage.name\n1,a\n1,b\n"
        );
    }

    #[test]
    fn lists_in_lists_make_rows_of_the_inner_ones() {
        let line = json!({"query": "q", "clauses": [
            {"what": "x", "terms": [{"text": "1"}, {"text": "2"}]}, {"what": "y", "terms": []},
        ]});
        assert_eq!(
            rows("explanation", Cells::Commas, &["query", "clauses.what", "clauses.terms.text"], &line),
            "query,clauses.what,clauses.terms.text\nq,x,1\nq,x,2\nq,y,\n"
        );
    }

    #[test]
    fn columns_of_two_lists_are_refused() {
        let kind = Kind::named("judgment").unwrap();
        let choice = Choice::of(&kind, &["sections.text", "passages.text"]).unwrap();
        let error = Table::new(Cells::Tabs, &choice, "").unwrap_err();
        assert!(error.to_string().contains("`passages`"), "{error}");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_from_both_tables(text in any::<String>()) {
            let line = json!({"facet": text, "values": []});
            let tabs = rows("facet", Cells::Tabs, &["facet", "values"], &line);
            let row = tabs.split('\n').nth(1).unwrap();
            prop_assert_eq!(unescape(row.split('\t').next().unwrap()), text.clone());
            prop_assert_eq!((tabs.matches('\n').count(), row.matches('\t').count()), (2, 1));
            let commas = rows("facet", Cells::Commas, &["facet", "values"], &line);
            let mut reader = csv::Reader::from_reader(commas.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!((records.len(), &records[0][0]), (1, text.as_str()));
        }
    }
}
