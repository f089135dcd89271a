//! `panrye eval`: how well the search answers questions whose answers are known.

use std::path::{Path, PathBuf};

use crate::cli::error::{Context, Result, bail};
use clap::Args;
use clap::builder::RangedU64ValueParser;
use unicode_width::UnicodeWidthStr;

use crate::cli::args::format::{FormatArguments, Lines};
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted;
use crate::cli::locale::{errors, say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning, note};
use crate::cli::terminal::screen::{Screen, is_terminal};
use crate::cli::workspace;
use crate::output::json::{EvaluationLine, FailureLine};
use panrye_engine::evaluation::{
    Answered, Evaluation, Qrels, Question, QuestionSet, Scores, citation_set, measure, read_questions,
    write_run,
};
use panrye_engine::index::IndexReader;
use panrye_engine::safe_file::SafeFile;
use panrye_engine::search::{Budget, Ranking, Searcher};
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct EvalArguments {
    /// Questions with their answers: JSON Lines with id, query, relevant; or topics (id, tab, query) with --qrels
    #[arg(long, value_name = "FILE", num_args = 1.., required_unless_present = "citations")]
    queries: Vec<PathBuf>,
    /// The answers to topics, in TREC's format: id 0 case-number grade
    #[arg(long, value_name = "FILE", requires = "queries")]
    qrels: Option<PathBuf>,
    /// Make N questions of the index itself: what a judgment says where it cites another one
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    citations: Option<usize>,
    /// Which questions to make: another number chooses others
    #[arg(long, value_name = "S", requires = "citations", default_value_t = 0)]
    seed: u64,
    /// Write the questions made to a file, as JSON Lines
    #[arg(long, value_name = "FILE", requires = "citations")]
    queries_out: Option<PathBuf>,
    /// Write what was found to a file, in the format of a TREC run
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// How many judgments to ask for
    #[arg(long, value_name = "N", default_value_t = 100,
          value_parser = RangedU64ValueParser::<usize>::new().range(10..=10_000))]
    limit: usize,
    /// How many queries to ask at a time; with one, the times are those of a machine that does nothing else
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = RangedU64ValueParser::<usize>::new().range(1..=256))]
    threads: usize,
    /// Show the N questions of each set that are answered worst
    #[arg(long, value_name = "N", default_value_t = 0)]
    failures: usize,
    /// Leave out each part of the ranking in turn, and show what it adds
    #[arg(long, conflicts_with_all = ["run", "failures"])]
    ablation: bool,
    #[command(flatten)]
    format: FormatArguments,
}

pub(in crate::cli) fn run(options: &EvalArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = EvalLines::new(options)?;
    let qrels = options.qrels.as_deref().map(Qrels::read).transpose()?;
    let mut sets: Vec<QuestionSet> = Vec::new();
    for path in &options.queries {
        sets.push(read_questions(path, qrels.as_ref())?);
    }
    let mut run = options.run.as_deref().map(Output::create).transpose()?;
    let mut searchers = searchers(options.threads, settings)?;
    let Some(reader) = searchers.first().map(Searcher::reader) else {
        bail!(say!("no thread to search with", "찾을 스레드가 없습니다"))
    };
    if let Some(made) = options.citations {
        sets.push(made_set(reader, made, options, settings)?);
    }
    if options.ablation {
        return ablate(&mut searchers, sets, lines.as_mut(), options, settings);
    }
    let mut evaluations = Vec::with_capacity(sets.len());
    for set in sets {
        let evaluation = measure(&mut searchers, set, options.limit)?;
        if let Some(run) = &mut run {
            run.write(|out| write_run(&evaluation, out))?;
        }
        evaluations.push(evaluation);
    }
    if let Some(run) = run {
        run.commit()?;
    }
    let mut printer = Printer::new(settings.color);
    match (&mut lines, searchers.first()) {
        (Some(lines), _) => {
            lines.print(&mut printer, &evaluations, options.failures)?;
            lines.finish(&mut printer)?;
        }
        (None, Some(searcher)) => print(&mut printer, &evaluations, options, searcher.reader())?,
        (None, None) => {}
    }
    printer.flush()?;
    Ok(Outcome::Found)
}

/// Measures every set with each of the rankings.
fn ablate(
    searchers: &mut [Searcher],
    sets: Vec<QuestionSet>,
    mut lines: Option<&mut EvalLines>,
    options: &EvalArguments,
    settings: &Settings,
) -> Result<Outcome> {
    let mut printer = Printer::new(settings.color);
    for mut set in sets {
        let mut evaluations = Vec::new();
        let name = set.name.clone();
        for (left_out, ranking) in Ranking::ablations() {
            for searcher in searchers.iter_mut() {
                searcher.set_ranking(ranking);
            }
            let left_out = if lines.is_some() { left_out } else { terms::ablation(left_out) };
            set.name = format!("{name}: {left_out}");
            evaluations.push(measure(searchers, set.clone(), options.limit)?);
        }
        if let Some(lines) = &mut lines {
            lines.print(&mut printer, &evaluations, 0)?;
        } else {
            print_table(&mut printer, &evaluations)?;
        }
        printer.flush()?;
    }
    Ok(Outcome::Found)
}

/// One searcher a thread: each has its own analyzer.
fn searchers(threads: usize, settings: &Settings) -> Result<Vec<Searcher>> {
    let mut first = workspace::searcher(settings)?;
    // What is measured is the search, and not what may be waited for.
    first.set_budget(Budget::UNLIMITED);
    let others: Vec<Searcher> = (1..threads).map(|_| first.another()).collect();
    Ok(std::iter::once(first).chain(others).collect())
}

fn made_set(
    reader: &IndexReader,
    wanted: usize,
    options: &EvalArguments,
    settings: &Settings,
) -> Result<QuestionSet> {
    let out = options.queries_out.as_deref().map(Output::create).transpose()?;
    let set = citation_set(reader, wanted, options.seed)?;
    let made = set.questions.len();
    if made == 0 {
        bail!(say!(
            "no judgment of the index cites another one that it holds: there is no question to make",
            "색인에 있는 판례를 인용한 판례가 색인에 없어 질문을 만들 수 없습니다"
        ));
    }
    if made < wanted && !settings.quiet {
        let questions = counted(made, "question");
        note(say!(
            "the index gives {questions}, not {wanted}",
            "색인에서 질문 {wanted}개가 아니라 {questions:#}개를 만들었습니다"
        ));
    }
    if let Some(mut out) = out {
        out.write(|out| set.write(out))?;
        out.commit()?;
    }
    Ok(set)
}

fn cannot_write(path: &Path) -> String {
    let path = path.display();
    say!("cannot write {path}", "{path}에 쓸 수 없습니다")
}

/// A file that is there whole once it is committed, known by its name where that fails. What was there stays until
/// then.
struct Output<'p> {
    path: &'p Path,
    out: Screen<SafeFile>,
}

impl<'p> Output<'p> {
    fn create(path: &'p Path) -> Result<Self> {
        let out = SafeFile::create(path).with_context(|| cannot_write(path))?;
        Ok(Self { path, out: Screen::new(out, is_terminal(path)) })
    }

    fn write(&mut self, write: impl FnOnce(&mut Screen<SafeFile>) -> std::io::Result<()>) -> Result<()> {
        write(&mut self.out).with_context(|| cannot_write(self.path))
    }

    fn commit(self) -> Result<()> {
        self.out.into_inner().commit().with_context(|| cannot_write(self.path))
    }
}

/// How scores and failures are printed for programs. A table has room for one kind of line: with `--failures`, those.
struct EvalLines {
    scores: Option<Lines>,
    failures: Option<Lines>,
}

impl EvalLines {
    fn new(options: &EvalArguments) -> Result<Option<Self>> {
        let format = &options.format;
        let (scores, failures) = match (options.failures > 0, format.is_table()) {
            (false, _) => (format.lines::<EvaluationLine>()?, None),
            (true, false) => (format.lines::<EvaluationLine>()?, format.whole_lines::<FailureLine>()?),
            (true, true) => (None, format.lines::<FailureLine>()?),
        };
        Ok((scores.is_some() || failures.is_some()).then_some(Self { scores, failures }))
    }

    fn print(&mut self, printer: &mut Printer, evaluations: &[Evaluation], failures: usize) -> Result<()> {
        for evaluation in evaluations {
            let name = &evaluation.set.name;
            if let Some(lines) = &mut self.scores {
                lines.print(printer, &EvaluationLine::new(name, &evaluation.scores()))?;
            }
            if let Some(lines) = &mut self.failures {
                for (question, answered) in evaluation.failures(failures) {
                    lines.print(printer, &FailureLine::new(name, question, answered))?;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, printer: &mut Printer) -> Result<()> {
        let mut all = self.scores.iter_mut().chain(&mut self.failures);
        all.try_for_each(|lines| lines.finish(printer))
    }
}

fn print(
    printer: &mut Printer,
    evaluations: &[Evaluation],
    options: &EvalArguments,
    reader: &IndexReader,
) -> Result<()> {
    print_table(printer, evaluations)?;
    for evaluation in evaluations {
        let failures = evaluation.failures(options.failures);
        if !failures.is_empty() {
            let heading = say!("worst answered of {}", "{}에서 가장 못 찾은 것", evaluation.set.name);
            printer.line("")?;
            let heading = printer.paint(meaning::PLACE, heading);
            printer.line(heading)?;
        }
        for (question, answered) in failures {
            print_failure(printer, question, answered, evaluation.limit(), reader)?;
        }
    }
    Ok(())
}

fn print_table(printer: &mut Printer, evaluations: &[Evaluation]) -> Result<()> {
    let set = say!("set", "묶음");
    let wide = evaluations.iter().map(|evaluation| evaluation.set.name.width()).max();
    let wide = wide.unwrap_or_default().max(set.width());
    let mut heading = format!("{set}{}", " ".repeat(wide - set.width()));
    for (name, wide) in [
        (say!("queries", "질문"), 7),
        (say!("refused", "거부"), 7),
        ("MRR@10".to_owned(), 6),
        ("nDCG@10".to_owned(), 7),
        (say!("recall@10", "재현율@10"), 9),
        (say!("recall@100", "재현율@100"), 10),
        (say!("first", "첫째"), 6),
        ("p50 ms".to_owned(), 7),
        ("p95 ms".to_owned(), 7),
    ] {
        heading.push_str(&" ".repeat(2 + wide - name.width().min(wide)));
        heading.push_str(&name);
    }
    let heading = printer.paint(meaning::FAINT, heading);
    printer.line(heading)?;
    for evaluation in evaluations {
        let Scores { queries, refused, mrr_10, ndcg_10, recall_10, recall_100, first, p50_ms, p95_ms } =
            evaluation.scores();
        let number = |value: Option<f64>, places: usize| {
            value.map_or_else(|| "-".to_owned(), |value| format!("{value:.places$}"))
        };
        let name = &evaluation.set.name;
        let pad = " ".repeat(wide - name.width().min(wide));
        printer.line(format_args!(
            "{name}{pad}  {queries:>7}  {refused:>7}  {mrr_10:>6.4}  {ndcg_10:>7.4}  {recall_10:>9.4}  {:>10}  \
             {first:>6.4}  {:>7}  {:>7}",
            number(recall_100, 4),
            number(p50_ms, 1),
            number(p95_ms, 1),
        ))?;
    }
    Ok(())
}

fn print_failure(
    printer: &mut Printer,
    question: &Question,
    answered: &Answered,
    limit: usize,
    reader: &IndexReader,
) -> Result<()> {
    let rank = match (&answered.found, answered.score.rank) {
        (Err(_), _) => say!("refused", "질의할 수 없음"),
        (Ok(_), Some(rank)) => say!("rank {rank}", "{rank}위"),
        (Ok(_), None) => say!("not in the first {limit}", "처음 {limit}건 안에 없음"),
    };
    let head = format!("{}: {rank}", question.id);
    let head = printer.paint(meaning::CITATION, head);
    printer.line(head)?;
    print_wrapped(printer, &question.query, &[], None)?;
    let relevant: Vec<&str> = question.relevant.iter().map(|relevant| relevant.written.as_str()).collect();
    let wanted = say!("wanted: {}", "정답: {}", relevant.join(" | "));
    print_wrapped(printer, &wanted, &[], Some(meaning::FAINT))?;
    let instead = match &answered.found {
        Err(error) => errors::query_kind(error),
        Ok(found) => match found.first() {
            Some(first) => {
                let stored = reader.judgment(first.address)?;
                let about = stored.head().case_name.map(|name| format!(" · {name}")).unwrap_or_default();
                say!("first: {}{about}", "첫째: {}{about}", wanted::name(&stored))
            }
            None => say!("nothing was found", "찾은 것이 없습니다"),
        },
    };
    print_wrapped(printer, &instead, &[], Some(meaning::FAINT))
}
