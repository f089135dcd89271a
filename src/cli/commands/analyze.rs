//! `panrye analyze`: what becomes of a text, morphemes first, then index tokens.

use crate::cli::error::{Context, Result};
use clap::Args;

use crate::cli::analyzing::analyzer;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::locale::{say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::output::json::AnalysisLine;
use panrye_engine::input_file;

/// Bytes of standard input that are analyzed at once: more than any judgment has.
const LARGEST: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(in crate::cli) struct AnalyzeArguments {
    /// The text; `-` reads standard input
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    text: Vec<String>,
    #[command(flatten)]
    format: FormatArguments,
}

pub(in crate::cli) fn run(options: &AnalyzeArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<AnalysisLine>()?;
    let mut text = options.text.join(" ");
    if text == "-" {
        let bytes = input_file::read_from(std::io::stdin().lock(), LARGEST)
            .with_context(|| say!("standard input cannot be read", "표준 입력을 읽을 수 없습니다"))?;
        text = String::from_utf8(bytes)
            .with_context(|| say!("standard input is no UTF-8 text", "표준 입력이 UTF-8 글이 아닙니다"))?;
    }
    let mut analyzer = analyzer(settings)?;
    let analysis = analyzer.analyze(&text);
    let mut printer = Printer::new(settings.color);
    if let Some(lines) = &mut lines {
        lines.print(&mut printer, &AnalysisLine::new(&text, &analysis))?;
    } else {
        let heading = printer.paint(meaning::PLACE, say!("morphemes", "형태소"));
        printer.line(heading)?;
        for morpheme in &analysis.morphemes {
            printer.line(format_args!("  {}/{}", morpheme.span.of(&text), morpheme.tag))?;
        }
        let heading = printer.paint(meaning::PLACE, say!("tokens", "색인 토큰"));
        printer.line(heading)?;
        for token in &analysis.tokens {
            let surface = token.span.of(&text);
            let kind = terms::token(token.kind);
            printer.line(format_args!("  {:>4} {kind:<5} {}  ← {surface}", token.position, token.text))?;
        }
    }
    printer.flush()?;
    Ok(Outcome::Found)
}
