//! `--files` and `--null`: only the paths of the files that hold what was found, for `xargs`.

use std::collections::HashSet;
use std::io::Write;

use crate::cli::error::Result;
use clap::Args;

use crate::cli::terminal::printer::Printer;
use panrye_engine::search::Answer;

#[derive(Debug, Args)]
pub(in crate::cli) struct FilesArguments {
    /// Print only the files that hold the judgments found, a line each, each once, the best first
    #[arg(long, conflicts_with_all = ["format", "json", "fields"])]
    files: bool,
    /// As --files, with NUL behind each path, for `xargs -0`
    #[arg(long, short = '0', visible_alias = "print0", conflicts_with_all = ["format", "json", "fields"])]
    null: bool,
}

impl FilesArguments {
    /// Whether only files are wanted.
    pub(in crate::cli) const fn wanted(&self) -> bool {
        self.files || self.null
    }

    /// Prints the files of the hits.
    pub(in crate::cli) fn print(&self, printer: &mut Printer, answer: &Answer) -> Result<()> {
        let mut seen = HashSet::new();
        for file in answer.hits.iter().map(|hit| hit.file.as_str()).filter(|&file| seen.insert(file)) {
            if self.null {
                write!(printer.writer(), "{file}\0")?;
            } else {
                printer.line(file)?;
            }
        }
        Ok(())
    }
}
