//! Data goes to stdout, everything else to stderr; a reader that closes the pipe ends the program quietly.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use anstyle::Style;

use crate::cli::locale::{self, Lang, particles};
use crate::cli::terminal::color::ColorChoice;
use crate::cli::terminal::pager::Out;
use crate::cli::terminal::screen::Screen;
use panrye_text::safe_text::safe_lines;

/// Widest text that is comfortable to read, in columns.
const WIDEST: usize = 120;
/// Columns where the output is no terminal, or a terminal of unknown size.
const DEFAULT_WIDTH: usize = 100;

/// The colors of the terminal view, by meaning.
pub(in crate::cli) mod meaning {
    use anstyle::{AnsiColor, Style};

    /// A judgment's name: court, date, number.
    pub(in crate::cli) const CITATION: Style = AnsiColor::Cyan.on_default().bold();
    /// The place of a passage.
    pub(in crate::cli) const PLACE: Style = AnsiColor::Green.on_default();
    /// What the query found.
    pub(in crate::cli) const HIGHLIGHT: Style = AnsiColor::Yellow.on_default().bold();
    /// What one must not overlook.
    pub(in crate::cli) const WARNING: Style = AnsiColor::Red.on_default().bold();
    /// What matters less.
    pub(in crate::cli) const FAINT: Style = Style::new().dimmed();
}

/// Standard output: buffered, colored where that is wanted, and safe for the terminal where it is one.
pub(in crate::cli) struct Printer {
    out: BufWriter<Screen<Out>>,
    color: bool,
    width: usize,
}

impl Printer {
    /// A printer to standard output.
    pub(in crate::cli) fn new(color: ColorChoice) -> Self {
        Self::to(Out::stdout(), color)
    }

    /// A printer to the user's pager, where there is one.
    pub(in crate::cli) fn paged(pager: Option<&str>, color: ColorChoice) -> Self {
        Self::to(Out::paged(pager), color)
    }

    fn to(out: Out, color: ColorChoice) -> Self {
        let choice = match color {
            ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            other => other.into(),
        };
        Self {
            // A pager is started on a terminal only.
            out: BufWriter::new(Screen::new(out, writes_to_terminal())),
            color: choice != anstream::ColorChoice::Never,
            width: width(),
        }
    }

    /// Columns that a line may fill.
    pub(in crate::cli) const fn width(&self) -> usize {
        self.width
    }

    /// Text in a style, where the output is colored.
    pub(in crate::cli) fn paint(&self, style: Style, text: impl fmt::Display) -> String {
        if self.color { self.out.get_ref().paint(style, text) } else { text.to_string() }
    }

    /// Prints one line.
    pub(in crate::cli) fn line(&mut self, text: impl fmt::Display) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// Where a renderer writes what has no color.
    pub(in crate::cli) const fn writer(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Hands everything on.
    pub(in crate::cli) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let terminal =
        || terminal_size::terminal_size_of(io::stdout()).map(|(columns, _)| usize::from(columns.0));
    asked.or_else(terminal).unwrap_or(DEFAULT_WIDTH).clamp(20, WIDEST)
}

/// Columns of the terminal, as far as they are used.
pub(in crate::cli) fn terminal_width() -> usize {
    width()
}

/// Whether a person reads what is printed.
pub(in crate::cli) fn writes_to_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether notes and progress belong on stderr: a person is watching.
pub(in crate::cli) fn someone_watches() -> bool {
    io::stderr().is_terminal()
}

/// Prints a line to stderr; that nobody reads it is no error.
pub(in crate::cli) fn note(text: impl fmt::Display) {
    let text = text.to_string();
    let text = if locale::current() == Lang::Ko { particles::fitted(&text).into_owned() } else { text };
    let text = if someone_watches() { safe_lines(&text) } else { text.into() };
    let _ = writeln!(anstream::stderr(), "{text}");
}
