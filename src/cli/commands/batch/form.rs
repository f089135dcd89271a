//! How the answers of a batch are written, and what of that a later run can read back.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::cli::error::{Result, bail};
use clap::ValueEnum;

use crate::cli::commands::batch::input::Asked;
use crate::cli::locale::say;
use crate::output::fields::Choice;
use crate::output::formula::Formulas;
use crate::output::json::{self, AnswerError, AnswerLine, HitLine, Kind, Line};
use crate::output::table::{Cells, Table};
use panrye_engine::evaluation::write_run_line;
use panrye_engine::search::Answer;

/// The formats of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One JSON object a query.
    #[value(alias = "json")]
    Jsonl,
    /// A table between tabs, a row a hit.
    Tsv,
    /// A table between commas, a row a hit.
    Csv,
    /// A run as TREC's tools read it: id Q0 case-number rank score panrye.
    Trec,
}

/// How an answer is written.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// Whole, as JSON.
    Json,
    /// With some fields of each hit, as JSON.
    Chosen(Choice),
    /// As rows of a table.
    Table(Table, Cells, Formulas),
    /// As lines of a run.
    Trec,
}

/// The fields of an answer around those of its hits.
const BEFORE: [&str; 2] = ["id", "query"];
const BEHIND: [&str; 1] = ["error.message"];
/// What the fields of hits begin with.
const HITS: &str = "hits.";

impl Form {
    /// The form of a format, with some fields of each hit or with all.
    pub(super) fn new(format: Format, fields: &[String], formulas: Formulas) -> Result<Self> {
        let kind = Kind::of::<AnswerLine<'_>>();
        if !fields.is_empty() {
            // The error names the fields of hits, which are what may be chosen.
            Choice::of(&Kind::of::<HitLine<'_>>(), fields)?;
        }
        let chosen = |before: &[&str], behind: &[&str]| {
            let hits = fields.iter().map(|field| format!("{HITS}{}", field.trim()));
            let before = before.iter().map(|&name| name.to_owned());
            let names: Vec<String> =
                before.chain(hits).chain(behind.iter().map(|&name| name.to_owned())).collect();
            Choice::of(&kind, &names)
        };
        Ok(match (format, fields.is_empty()) {
            (Format::Jsonl, true) => Self::Json,
            (Format::Jsonl, false) => Self::Chosen(chosen(&["id", "query", "total"], &["error"])?),
            (Format::Trec, true) => Self::Trec,
            (Format::Trec, false) => {
                bail!(say!(
                    "a run of TREC has its own fields: --fields is for jsonl, tsv and csv",
                    "TREC run의 필드는 정해져 있습니다. --fields는 `jsonl`, `tsv`, `csv`에만 씁니다"
                ))
            }
            (Format::Tsv | Format::Csv, whole) => {
                let cells = if format == Format::Csv { Cells::Commas } else { Cells::Tabs };
                let choice =
                    if whole { Choice::of(&kind, AnswerLine::COLUMNS)? } else { chosen(&BEFORE, &BEHIND)? };
                Self::Table(Table::new(cells, &choice, HITS)?.with_formulas(formulas), cells, formulas)
            }
        })
    }

    /// A text of the input as an answer repeats it.
    pub(super) fn repeated<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self {
            Self::Table(.., formulas) => formulas.cell(text),
            Self::Json | Self::Chosen(_) | Self::Trec => text.into(),
        }
    }

    /// What precedes the first answer.
    pub(super) fn head(&self) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        if let Self::Table(table, ..) = self {
            table.write_heads(&mut out)?;
        }
        Ok(out)
    }

    /// Writes what came of a query. In a run, only what was found has a place.
    pub(super) fn write(
        &self,
        asked: &Asked,
        found: Result<&Answer, &AnswerError>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let line = || AnswerLine::new(&asked.id, asked.query.as_deref(), found);
        match self {
            Self::Json => json::write(&line(), out),
            Self::Chosen(choice) => json::write_chosen(&line(), choice, out),
            Self::Table(table, ..) => table.write(&line(), out),
            Self::Trec => {
                let id = asked.id.to_string();
                for hit in found.iter().flat_map(|answer| &answer.hits) {
                    write_run_line(&id, hit.rank, &hit.caption.case_numbers, hit.score, out)?;
                }
                Ok(())
            }
        }
    }
}
