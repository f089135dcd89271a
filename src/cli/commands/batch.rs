//! `panrye batch`: many queries, answered on all cores in the order in which they are asked.

mod form;
pub(in crate::cli) mod input;
mod pool;
mod resume;

use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::cli::error::{Context, Result, bail};
use clap::Args;
use clap::builder::RangedU64ValueParser;

use self::form::{Form, Format};
use self::input::Questions;
use self::pool::{Answered, answer_all};
use self::resume::{Kept, resume};
use crate::cli::args::asking::Asking;
use crate::cli::args::format::CellArguments;
use crate::cli::args::settings::Settings;
use crate::cli::args::timing::Timing;
use crate::cli::locale::{errors, say};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::note;
use crate::cli::terminal::progress::BatchView;
use crate::cli::terminal::screen::Screen;
use crate::cli::workspace;
use panrye_engine::input_file;
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct BatchArguments {
    /// Queries, one a line: plain, or JSON with id, query and options of search (limit, court, from, …); - is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    input: PathBuf,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    timing: Timing,
    /// In which form to print: jsonl, tsv, csv, or a run of TREC
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Short for --format jsonl
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Only these fields of each hit, in this order: rank,case_numbers,passages.text
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    fields: Vec<String>,
    #[command(flatten)]
    cells: CellArguments,
    /// How many queries to answer at a time; all cores where it is not given
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
    threads: Option<usize>,
    /// Stop at the first line that cannot be answered
    #[arg(long)]
    fail_fast: bool,
    /// Write to a file and not to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on where --output ends: keep what it answers and answer the rest
    #[arg(long, requires = "output")]
    resume: bool,
}

impl BatchArguments {
    const fn format(&self) -> Format {
        if self.json { Format::Jsonl } else { self.format }
    }
}

pub(in crate::cli) fn run(options: &BatchArguments, settings: &Settings) -> Result<Outcome> {
    let format = options.format();
    let formulas = options.cells.formulas(matches!(format, Format::Tsv | Format::Csv))?;
    let form = Form::new(format, &options.fields, formulas)?;
    let (input, bytes) = open(&options.input, options.output.as_deref())?;
    let mut questions = Questions::new(input, options.asking.search_options());
    let mut searcher = workspace::searcher(settings)?;
    options.timing.apply(&mut searcher);
    let kept = match options.output.as_deref().filter(|_| options.resume) {
        Some(path) => resume(path, &form, &mut questions)?,
        None => Kept::default(),
    };
    if kept.answered > 0 && !settings.quiet {
        let queries = counted(kept.answered, "query");
        let are = queries.verb("is", "are");
        note(say!("{queries} {are} answered already", "질의 {queries:#}개는 이미 답했습니다"));
    }
    let mut output = Output::open(options.output.as_deref(), kept.bytes)?;
    if kept.bytes == 0 {
        output.write(&form.head()?)?;
    }
    let threads = options.threads.unwrap_or_else(cores);
    let answers = answer_all(questions, searcher, threads, &form)?;
    let view = BatchView::new(settings.quiet, bytes);
    let mut tally = Tally { found: kept.found, failed: kept.failed, asked: kept.answered };
    while let Some(answered) = answers.next(|| output.flush())? {
        output.write(&answered.text)?;
        tally.count(&answered);
        view.answered(tally.asked, answered.read);
        if let Err(error) = &answered.found {
            // A run has no place for it; where the batch stops, the reason should be seen.
            if matches!(form, Form::Trec) || options.fail_fast {
                let (input, why) = (options.input.display(), errors::answer(error));
                view.note(format_args!("panrye: {input}:{}: {why}", answered.line));
            }
            if options.fail_fast {
                break;
            }
        }
    }
    view.finish();
    output.flush()?;
    if !settings.quiet {
        tally.notes().iter().for_each(note);
    }
    Ok(tally.outcome())
}

/// The input, and how many bytes it has where it is a file.
fn open(input: &Path, output: Option<&Path>) -> Result<(Box<dyn BufRead + Send>, Option<u64>)> {
    if input.as_os_str() == panrye_engine::corpus::STDIN {
        return Ok((Box::new(BufReader::new(io::stdin())), None));
    }
    let at = input.display();
    if input.is_dir() {
        bail!(say!(
            "{at} is a folder: name a file of queries",
            "{at}은(는) 폴더입니다. 질의가 든 파일을 지정하십시오"
        ));
    }
    let place = |path: &Path| path.canonicalize().ok();
    if output.is_some_and(|output| place(output).is_some() && place(output) == place(input)) {
        bail!(say!(
            "{at} is the input: write the answers to another file",
            "{at}은(는) 입력 파일입니다. 답은 다른 파일에 쓰십시오"
        ));
    }
    let opened = input_file::open(input);
    let (file, about) = opened.with_context(|| say!("cannot read {at}", "읽을 수 없습니다: {at}"))?;
    if !about.is_file() {
        return Ok((Box::new(BufReader::new(file)), None));
    }
    // A file that grows is read as it is now.
    Ok((Box::new(BufReader::new(file.take(about.len()))), Some(about.len())))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Where the answers go.
struct Output<'p> {
    out: BufWriter<Box<dyn Write>>,
    /// The name of a file, for errors.
    path: Option<&'p Path>,
}

impl<'p> Output<'p> {
    /// Standard output, or a file behind its first `kept` bytes.
    fn open(path: Option<&'p Path>, kept: u64) -> Result<Self> {
        let open = |path: &Path| {
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            // A device or a pipe has no length to cut.
            if file.metadata()?.is_file() {
                file.set_len(kept)?;
                file.seek(io::SeekFrom::Start(kept))?;
            }
            Ok::<_, io::Error>(file)
        };
        let out: Box<dyn Write> = match path {
            None => Box::new(Screen::stdout()),
            Some(path) => {
                let file = open(path)
                    .with_context(|| say!("cannot write {}", "쓸 수 없습니다: {}", path.display()))?;
                let is_terminal = file.is_terminal();
                Box::new(Screen::new(file, is_terminal))
            }
        };
        Ok(Self { out: BufWriter::new(out), path })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.out.write_all(bytes);
        self.named(written)
    }

    fn flush(&mut self) -> Result<()> {
        let flushed = self.out.flush();
        self.named(flushed)
    }

    fn named(&self, result: io::Result<()>) -> Result<()> {
        match self.path {
            Some(path) => {
                result.with_context(|| say!("cannot write {}", "쓸 수 없습니다: {}", path.display()))
            }
            None => Ok(result?),
        }
    }
}

/// What came of all queries.
#[derive(Debug)]
struct Tally {
    asked: u64,
    failed: u64,
    found: bool,
}

impl Tally {
    fn count(&mut self, answered: &Answered) {
        self.asked += 1;
        self.failed += u64::from(answered.found.is_err());
        self.found |= *answered.found.as_ref().unwrap_or(&false);
    }

    fn notes(&self) -> Vec<String> {
        let Self { asked, failed, .. } = self;
        let none = (*asked == 0).then(|| say!("no query in the input", "입력에 질의가 없습니다"));
        let wrong = (*failed > 0).then(|| {
            let queries = counted(*asked, "query");
            say!(
                "{failed} of {queries} could not be answered",
                "질의 {queries:#}개 가운데 {failed}개에 답하지 못했습니다"
            )
        });
        none.into_iter().chain(wrong).collect()
    }

    const fn outcome(&self) -> Outcome {
        match (self.failed, self.found) {
            (1.., _) => Outcome::Failed,
            (0, true) => Outcome::Found,
            (0, false) => Outcome::NothingFound,
        }
    }
}
