//! Going on where an earlier run stopped: what its output answers already is kept, and the questions are passed over.
//!
//! Input and output are read side by side, so neither has to fit into memory. An answer counts as there only where its
//! end is: a line of JSON with its line feed, and, in a table or a run, all rows of a query behind which those of another
//! one begin. What follows is cut off.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::cli::error::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use crate::cli::commands::batch::form::Form;
use crate::cli::commands::batch::input::Asked;
use crate::cli::locale::say;
use crate::output::json::QueryId;
use crate::output::table::{Cells, unescape};
use panrye_engine::evaluation::run_id;
use panrye_engine::input_file;

/// Bytes of an output that are looked at to see whose it is.
const FIRST: u64 = 1 << 16;
/// What every line of JSON begins with.
const BEGINNING: &[u8] = b"{\"schema_version\":";

/// What an earlier run left.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Bytes of the output that stay.
    pub(super) bytes: u64,
    /// Queries that were answered.
    pub(super) answered: u64,
    /// Whether one of them found something.
    pub(super) found: bool,
    /// Those of them that could not be asked.
    pub(super) failed: u64,
}

/// What the output says of one query.
#[derive(Debug, Default)]
struct Block {
    /// The name of the query, as text.
    id: String,
    /// The query; nothing where the format does not have it.
    query: Option<String>,
    /// Whether something was found.
    found: bool,
    /// Where it ends in the output.
    end: u64,
}

impl Block {
    /// How it is no answer to this question.
    fn differs(&self, asked: &Asked, form: &Form) -> Option<String> {
        if matches!(form, Form::Trec) {
            return None;
        }
        let (line, query) = (asked.line, asked.query.as_deref().unwrap_or_default());
        if form.repeated(&asked.id.to_string()) != self.id {
            return Some(say!(
                "answers {} where line {line} of the input asks {}",
                "입력의 {line}번째 줄은 {1}을(를) 묻는데 {0}의 답이 있습니다",
                self.id,
                asked.id
            ));
        }
        let other = self.query.as_deref().filter(|&answered| answered != form.repeated(query))?;
        Some(say!(
            "answers `{other}` where line {line} of the input asks `{query}`",
            "입력의 {line}번째 줄은 `{query}`을(를) 묻는데 `{other}`의 답이 있습니다"
        ))
    }
}

/// Reads what the file at `path` answers, and passes over the questions that it does.
pub(super) fn resume(
    path: &Path,
    form: &Form,
    questions: &mut impl Iterator<Item = io::Result<Asked>>,
) -> Result<Kept> {
    let mut file = match input_file::open(path) {
        Ok((file, _)) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Kept::default()),
        Err(error) => {
            return Err(error)
                .with_context(|| say!("cannot read {}", "읽을 수 없습니다: {}", path.display()));
        }
    };
    let at = path.display();
    let head = form.head()?;
    let mut begins = Vec::new();
    Read::by_ref(&mut file).take(head.len() as u64).read_to_end(&mut begins)?;
    if !head.starts_with(&begins) {
        bail!(say!(
            "{at} has other columns than these: it cannot be resumed; --output without --resume starts over",
            "{at}의 열이 이번 것과 달라 이어 갈 수 없습니다. 처음부터 하려면 --resume 없이 --output만 쓰십시오"
        ));
    }
    if begins.len() < head.len() {
        return Ok(Kept::default());
    }
    let mut first = Vec::new();
    Read::by_ref(&mut file).take(FIRST).read_to_end(&mut first)?;
    if !may_be_answers(form, &first) {
        bail!(say!(
            "{at} holds something else than answers in this format: name another file, or remove it",
            "{at}에 이 형식의 답이 아닌 것이 있습니다. 다른 파일을 지정하거나 그 파일을 치우십시오"
        ));
    }
    file.seek(SeekFrom::Start(0))?;
    let mut kept = Kept { bytes: head.len() as u64, ..Kept::default() };
    let mut blocks = Blocks::new(BufReader::new(file), form, head.len() as u64)?;
    while let Some(block) =
        blocks.next().with_context(|| say!("{at} cannot be resumed", "이어 갈 수 없습니다: {at}"))?
    {
        let asked = loop {
            let Some(asked) = questions.next() else {
                bail!(say!(
                    "{at} answers {}, which the input does not ask: it is of another input",
                    "{at}에 입력이 묻지 않는 {}의 답이 있습니다. 다른 입력의 답입니다",
                    block.id
                ));
            };
            let asked = asked.with_context(|| say!("the input cannot be read", "입력을 읽을 수 없습니다"))?;
            kept.answered += 1;
            kept.failed += u64::from(asked.parse().is_err());
            // A run says nothing of queries that found nothing.
            if !matches!(form, Form::Trec) || run_id(&asked.id.to_string()) == block.id {
                break asked;
            }
        };
        if let Some(difference) = block.differs(&asked, form) {
            bail!(say!(
                "{at} {difference}: it is of another input",
                "{at}: {difference}. 다른 입력의 답입니다"
            ));
        }
        kept.found |= block.found;
        kept.bytes = block.end;
    }
    Ok(kept)
}

/// Whether what follows the headings can be answers, or the beginning of one that was cut: the end of a file is cut
/// off, and that of somebody else's must not be.
fn may_be_answers(form: &Form, first: &[u8]) -> bool {
    match form {
        Form::Json | Form::Chosen(_) => first.starts_with(BEGINNING) || BEGINNING.starts_with(first),
        // The headings have told it.
        Form::Table(..) => true,
        Form::Trec => {
            let line = first.split(|&byte| byte == b'\n').next().unwrap_or_default();
            first.is_empty() || line.split(|&byte| byte == b' ').nth(1) == Some(b"Q0")
        }
    }
}

/// The blocks of an output that are whole.
struct Blocks<R: Read> {
    rows: Rows<R>,
    /// The rows of the query that may go on.
    open: Option<Block>,
}

/// The rows of an output.
enum Rows<R: Read> {
    Json { input: R, read: u64 },
    Tabs { input: R, read: u64 },
    Trec { input: R, read: u64 },
    Commas { reader: csv::Reader<R>, columns: usize },
}

impl<R: BufRead> Blocks<R> {
    /// The blocks behind the first `read` bytes, which are the headings.
    fn new(mut input: R, form: &Form, read: u64) -> Result<Self> {
        if let Form::Table(table, Cells::Commas, _) = form {
            let reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
            let rows = Rows::Commas { reader, columns: table.heads().len() };
            return Ok(Self { rows, open: None });
        }
        io::copy(&mut input.by_ref().take(read), &mut io::sink())?;
        let rows = match form {
            Form::Json | Form::Chosen(_) => Rows::Json { input, read },
            Form::Trec => Rows::Trec { input, read },
            Form::Table(..) => Rows::Tabs { input, read },
        };
        Ok(Self { rows, open: None })
    }

    fn next(&mut self) -> Result<Option<Block>> {
        if let Rows::Json { .. } = self.rows {
            return self.rows.next();
        }
        loop {
            // The last rows may be some of many.
            let Some(row) = self.rows.next()? else { return Ok(None) };
            match &mut self.open {
                Some(open) if (&open.id, &open.query) == (&row.id, &row.query) => {
                    open.end = row.end;
                    open.found |= row.found;
                }
                open => {
                    if let Some(whole) = open.replace(row) {
                        return Ok(Some(whole));
                    }
                }
            }
        }
    }
}

impl<R: BufRead> Rows<R> {
    /// The next row that has its end.
    fn next(&mut self) -> Result<Option<Block>> {
        match self {
            Self::Commas { reader, columns } => next_record(reader, *columns),
            Self::Json { input, read } => next_line(input, read, of_json),
            Self::Tabs { input, read } => next_line(input, read, |line| {
                let cells: Vec<String> = line.split('\t').map(unescape).collect();
                of_cells(&cells).with_context(|| say!("a row has too few cells", "칸이 모자란 줄이 있습니다"))
            }),
            Self::Trec { input, read } => next_line(input, read, |line| {
                let id = line.split(' ').next().unwrap_or_default().to_owned();
                Ok(Block { id, found: true, ..Block::default() })
            }),
        }
    }
}

fn next_line(
    input: &mut impl BufRead,
    read: &mut u64,
    parse: impl FnOnce(&str) -> Result<Block>,
) -> Result<Option<Block>> {
    let mut line = Vec::new();
    *read += input.read_until(b'\n', &mut line)? as u64;
    let Some(line) = line.strip_suffix(b"\n") else { return Ok(None) };
    let line = std::str::from_utf8(line)
        .with_context(|| say!("a line is no UTF-8 text", "UTF-8 글이 아닌 줄이 있습니다"))?;
    Ok(Some(Block { end: *read, ..parse(line)? }))
}

fn next_record<R: Read>(reader: &mut csv::Reader<R>, columns: usize) -> Result<Option<Block>> {
    // The last one may be cut inside a character.
    let mut record = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record)? {
        return Ok(None);
    }
    let end = reader.position().byte();
    let cells: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
    // A row that was cut has too few cells, or is the last one, which does not count.
    let whole = cells.len() == columns;
    Ok(of_cells(&cells).filter(|_| whole).map(|block| Block { end, ..block }))
}

fn of_cells(cells: &[String]) -> Option<Block> {
    let [id, query, hit @ .., error] = cells else { return None };
    Some(Block {
        id: id.clone(),
        query: Some(query.clone()),
        found: error.is_empty() && hit.iter().any(|cell| !cell.is_empty()),
        end: 0,
    })
}

fn of_json(line: &str) -> Result<Block> {
    let value: Value =
        serde_json::from_str(line).with_context(|| say!("a line is no JSON", "JSON이 아닌 줄이 있습니다"))?;
    let id = value.get("id").and_then(|id| QueryId::deserialize(id).ok());
    let Some(id) = id.filter(|_| value.get("kind").is_some_and(|kind| kind == "answer")) else {
        bail!(say!("a line is no answer of a batch", "`panrye batch`의 답이 아닌 줄이 있습니다"));
    };
    Ok(Block {
        id: id.to_string(),
        query: Some(value.get("query").and_then(Value::as_str).unwrap_or_default().to_owned()),
        found: value.get("total").and_then(Value::as_u64).is_some_and(|total| total > 0),
        end: 0,
    })
}
