//! The formats of every command that prints data: text for people, JSON Lines and tables for programs.

use crate::cli::error::{Result, bail};
use clap::{Args, ValueEnum};

use crate::cli::locale::say;
use crate::cli::terminal::printer::Printer;
use crate::output::fields::Choice;
use crate::output::formula::Formulas;
use crate::output::json::{self, Kind, Line};
use crate::output::table::{Cells, Table};

/// In which form a command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// Text for people.
    Text,
    /// One JSON object a line.
    #[value(alias = "json")]
    Jsonl,
    /// A table between tabs, with a line of headings.
    Tsv,
    /// A table between commas, with a line of headings.
    Csv,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FormatArguments {
    /// In which form to print
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Short for --format jsonl
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Only these fields, in this order: case_numbers,court,passages.text (jsonl, tsv, csv)
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    fields: Vec<String>,
    #[command(flatten)]
    cells: CellArguments,
}

/// How the cells of tables are written, in all commands that write some.
#[derive(Debug, Args)]
pub(in crate::cli) struct CellArguments {
    /// For spreadsheets: put ' before cells that would be run as formulas (tsv, csv)
    #[arg(long)]
    safe_cells: bool,
}

impl CellArguments {
    /// What becomes of cells that begin as a formula does. Fails where the output has no cells.
    pub(in crate::cli) fn formulas(&self, is_table: bool) -> Result<Formulas> {
        match (self.safe_cells, is_table) {
            (true, false) => bail!(say!(
                "--safe-cells is for tables: add --format csv or tsv",
                "--safe-cells는 표에만 씁니다. --format에 `csv`나 `tsv`를 적으십시오"
            )),
            (true, true) => Ok(Formulas::Disarmed),
            (false, _) => Ok(Formulas::Kept),
        }
    }
}

impl FormatArguments {
    /// The form that was asked for.
    pub(in crate::cli) const fn format(&self) -> Format {
        if self.json { Format::Jsonl } else { self.format }
    }

    /// Whether the output is a table, which has room for one kind of line.
    pub(in crate::cli) const fn is_table(&self) -> bool {
        matches!(self.format(), Format::Tsv | Format::Csv)
    }

    /// How lines of this type are printed; nothing where the output is text for people. Fails, before anything is
    /// printed, where a field is asked for that there is not.
    pub(in crate::cli) fn lines<L: Line>(&self) -> Result<Option<Lines>> {
        let formulas = self.cells.formulas(self.is_table())?;
        match self.format() {
            Format::Text if !self.fields.is_empty() => {
                bail!(say!(
                    "--fields chooses for programs: add --format jsonl, tsv or csv",
                    "--fields는 프로그램이 읽을 출력에만 씁니다. --format에 `jsonl`, `tsv`, `csv` 가운데 하나를 적으십시오"
                ))
            }
            Format::Text => Ok(None),
            format => Lines::of::<L>(format, &self.fields, formulas).map(Some),
        }
    }

    /// As [`FormatArguments::lines`], but whole, whatever `--fields` chooses: it is about the lines before these.
    pub(in crate::cli) fn whole_lines<L: Line>(&self) -> Result<Option<Lines>> {
        match self.format() {
            Format::Text => Ok(None),
            format => Lines::of::<L>(format, &[], self.cells.formulas(self.is_table())?).map(Some),
        }
    }
}

/// How lines of one kind are printed.
#[derive(Debug)]
pub(in crate::cli) struct Lines {
    kind: &'static str,
    form: LineForm,
}

#[derive(Debug)]
enum LineForm {
    /// Whole, as JSON.
    Json,
    /// Some fields, as JSON.
    Chosen(Choice),
    /// Rows of a table, below its headings once these are printed.
    Table { table: Table, headed: bool },
}

impl Lines {
    /// Lines of a type in a format for programs, with all fields where none is chosen.
    pub(in crate::cli) fn of<L: Line>(format: Format, fields: &[String], formulas: Formulas) -> Result<Self> {
        let (kind, chosen) = (Kind::of::<L>(), (!fields.is_empty()).then_some(fields));
        let chosen = chosen.map(|names| Choice::of(&kind, names)).transpose()?;
        let cells = if format == Format::Csv { Cells::Commas } else { Cells::Tabs };
        let form = match (format, chosen) {
            (Format::Text | Format::Jsonl, None) => LineForm::Json,
            (Format::Text | Format::Jsonl, Some(choice)) => LineForm::Chosen(choice),
            (Format::Tsv | Format::Csv, choice) => {
                let choice = choice.map_or_else(|| Choice::of(&kind, kind.columns), Ok)?;
                let table = Table::new(cells, &choice, "")?.with_formulas(formulas);
                LineForm::Table { table, headed: false }
            }
        };
        Ok(Self { kind: kind.name, form })
    }

    /// Prints a line.
    pub(in crate::cli) fn print<L: Line>(&mut self, printer: &mut Printer, line: &L) -> Result<()> {
        debug_assert_eq!(L::KIND, self.kind);
        self.head(printer)?;
        let out = printer.writer();
        match &self.form {
            LineForm::Json => json::write(line, out)?,
            LineForm::Chosen(choice) => json::write_chosen(line, choice, out)?,
            LineForm::Table { table, .. } => table.write(line, out)?,
        }
        Ok(())
    }

    /// Prints the headings of a table that has no row, and hands everything on.
    pub(in crate::cli) fn finish(&mut self, printer: &mut Printer) -> Result<()> {
        self.head(printer)?;
        Ok(printer.flush()?)
    }

    fn head(&mut self, printer: &mut Printer) -> Result<()> {
        if let LineForm::Table { table, headed } = &mut self.form
            && !std::mem::replace(headed, true)
        {
            table.write_heads(printer.writer())?;
        }
        Ok(())
    }
}
