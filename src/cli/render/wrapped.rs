//! Text for people, in lines that fit the terminal.

use crate::cli::error::Result;

use crate::cli::terminal::printer::{Printer, meaning};
use crate::output::wrap::wrap;
use panrye_text::span::Span;

/// Columns by which text is indented under what it belongs to.
pub(in crate::cli) const INDENT: usize = 4;

/// Prints text in lines that fit the terminal, indented, with its highlights.
pub(in crate::cli) fn print_wrapped(
    printer: &mut Printer,
    text: &str,
    highlights: &[Span],
    style: Option<anstyle::Style>,
) -> Result<()> {
    for line in wrap(text, highlights, printer.width() - INDENT) {
        let line: String = line
            .iter()
            .map(|stretch| {
                let text = stretch.text;
                match (stretch.highlighted, style) {
                    (true, _) => printer.paint(meaning::HIGHLIGHT, text),
                    (false, Some(style)) => printer.paint(style, text),
                    (false, None) => text.to_owned(),
                }
            })
            .collect();
        printer.line(format_args!("{:INDENT$}{line}", ""))?;
    }
    Ok(())
}
