//! Faults: input that could not be read, and why.

use std::fmt::{self, Write};

use super::limits::LONGEST_SAID;
use super::unused::{NameKind, UnusedNames};
use panrye_documents::Omission;
use panrye_text::character::boundary_before;
use panrye_text::count::counted;
use panrye_text::safe_text::safe_line;

/// Something that could not be read: where, and why. The rest of the input was read all the same.
#[derive(Debug)]
pub struct Fault {
    /// Path of the file, with the member of an archive.
    pub path: String,
    /// Line in the file, from 1, where it is known.
    pub line: Option<u64>,
    /// Column in the line, from 1, where it is known.
    pub column: Option<u64>,
    /// Why, and what can be done.
    pub reason: Reason,
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// The system refused.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// A pipe or a device.
    #[error("neither a file nor a folder: give what comes through a pipe to standard input, with -")]
    NoFile,
    /// Bytes were added while it was read.
    #[error("it grew while it was read: what was added is read the next time")]
    Grew,
    /// No bytes, or blanks only.
    #[error("empty")]
    Empty,
    /// Neither text nor a known archive.
    #[error("neither text nor an archive of a known kind")]
    Binary,
    /// The bytes are in no supported encoding.
    #[error("neither UTF-8, UTF-16 nor CP949: save it as UTF-8")]
    Encoding,
    /// Broken XML.
    #[error("broken XML: {0}")]
    Xml(String),
    /// Broken JSON.
    #[error("broken JSON: {0}")]
    Json(String),
    /// Broken CSV, or one without a known column.
    #[error("broken CSV: {0}")]
    Csv(String),
    /// A table whose columns nobody knows.
    #[error(
        "a table without a known column ({0}): name them as the Open API does, 사건번호, 법원명, 선고일자, 판례내용 and so on, \
         or say what they are, with --map NAME=FIELD"
    )]
    Columns(String),
    /// A broken archive, or a broken member.
    #[error("broken archive: {0}")]
    Archive(String),
    /// More than is read of one judgment or file.
    #[error("larger than the {limit} MiB that are read of one {what}: divide it")]
    TooLarge {
        /// `record`, `judgment`, `text`, `file` or `archive`.
        what: &'static str,
        /// The limit in MiB.
        limit: u64,
    },
    /// A record that does not end where records do, so that nothing behind it can be told from it.
    #[error(
        "a {what} does not end within {limit} MiB, and the rest of the file is not read: see whether a quotation mark \
         or a bracket is missing"
    )]
    Endless {
        /// `row` or `element`.
        what: &'static str,
        /// The limit in MiB.
        limit: u64,
    },
    /// A value that is too long to be what its field says; the judgment is read without it.
    #[error(
        "its {field} has {bytes} bytes, more than the {limit} that one may have, and is left out: see whether the \
         columns are shifted"
    )]
    LeftOut {
        /// The field under the name of the Open API.
        field: &'static str,
        /// How long the value is.
        bytes: usize,
        /// How long it may be.
        limit: usize,
    },
    /// A date of decision that the calendar does not have; the judgment is read without it.
    #[error("its 선고일자 `{0}` is no date, and is left out")]
    NoDate(String),
    /// A row with more cells than the table has headings.
    #[error(
        "its row has {} where the table has {}, and the rest is left out: see whether a comma is without quotation \
         marks", counted(*.cells, "cell"), counted(*.columns, "heading")
    )]
    Surplus {
        /// Cells of the row.
        cells: usize,
        /// Headings of the table.
        columns: usize,
    },
    /// A quotation mark that opens and is not closed, so that all behind it was read as one cell.
    #[error(
        "a quotation mark in the row that begins at line {0} is never closed, and all behind it was read as one cell: \
         close it"
    )]
    Unclosed(u64),
    /// Nothing but faults for very long.
    #[error("{0} records one after the other hold no judgment, and the rest of the file is not read")]
    GaveUp(u64),
    /// Judgments with hardly any text, and more of them than of any others.
    #[error(
        "{0} judgments have hardly any text, and the rest of the file is not read: divide it if that is how they are"
    )]
    CountlessSmall(u64),
    /// Faults of one kind in one file beyond those that are kept: they are only counted.
    #[error("{times} more of this kind: {like}")]
    More {
        /// How many.
        times: u64,
        /// One of them.
        like: Box<Self>,
    },
    /// Unpacks to far more than any text does.
    #[error(
        "unpacks to more than {0} times its size with all that is in it, which no text does: unpack it yourself if you \
         trust it"
    )]
    Bomb(u64),
    /// Members of an archive that stand in one another.
    #[error("shares its bytes with another member, which no archiver does: pack it again")]
    Overlap,
    /// An archive with more members than one may have.
    #[error("an archive with more than {0} members: unpack it first")]
    Members(u64),
    /// A zip archive that comes through a pipe or is in another archive, and is too large to be held in memory.
    #[error(
        "a zip archive of more than {0} MiB that is no file of its own: give it as a file, or unpack it first"
    )]
    HeldArchive(u64),
    /// Archives in archives in archives.
    #[error("an archive more than {0} levels deep: unpack it first")]
    Nested(usize),
    /// A judgment without any text; the names that it has and that mean nothing may be those of its text.
    #[error("a judgment without any text{}", .0.as_ref().map(not_understood).unwrap_or_default())]
    Hollow(Option<UnusedNames>),
    /// Columns or keys that mean nothing, beside others of judgments that were read.
    #[error("{}", not_used(.0))]
    Unused(UnusedNames),
    /// A 사건번호 of more numbers than any docket has. The judgment is read all the same.
    #[error(
        "사건번호 holds more than {0} numbers, and the judgment is known by the first of them alone: look for a wrong \
         range or a shifted column"
    )]
    TooManyNumbers(usize),
    /// A text whose ranges of case numbers stand for more numbers than any text cites. It is read all the same.
    #[error(
        "ranges of case numbers (내지) in its text stand for more than {0} numbers, and those further on are read as \
         their first and last number alone: look for a wrong range"
    )]
    TooManyInRanges(u32),
    /// A file that is neither text nor a document of a known kind.
    #[error(
        "neither text, Markdown nor a document (.hwp, .hwpx, .docx, .odt, .rtf, .html, .pdf): save it as one of these"
    )]
    NotABrief,
    /// Text that a document holds and that was not read.
    #[error("left out of its text: {}", names(.0))]
    Omitted(Vec<Omission>),
    /// A document that cannot be read.
    #[error(transparent)]
    Document(#[from] panrye_documents::Error),
    /// The program failed on it.
    #[error("the program itself fails on it, please report it: {0}")]
    Failed(String),
    /// No judgment, and what came through a pipe cannot be read again as another text.
    #[error(
        "no judgment recognized, and too large or no text to be searched through a pipe: give it as a file"
    )]
    NotThroughPipe,
    /// Text, but no judgment in a known format.
    #[error("no judgment recognized")]
    NotAJudgment,
}

impl Fault {
    /// A fault of a whole file.
    pub fn new(path: impl Into<String>, reason: impl Into<Reason>) -> Self {
        Self { path: path.into(), line: None, column: None, reason: reason.into() }
    }

    /// The same fault at a line.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// Whether nothing was lost that a judgment needs: a file that holds no judgment, such as a README; a 선고일자 that
    /// cannot be a date.
    pub fn is_harmless(&self) -> bool {
        self.reason.is_harmless()
    }

    /// Whether the judgment was read all the same, without the part that the fault is about.
    pub fn leaves_the_judgment(&self) -> bool {
        self.reason.leaves_the_judgment()
    }

    /// How many faults it stands for.
    pub const fn times(&self) -> u64 {
        if let Reason::More { times, .. } = self.reason { times } else { 1 }
    }
}

/// What is wrong with a record, and where in it as far as that is known.
#[derive(Debug)]
pub(super) struct Misread {
    pub(super) reason: Reason,
    /// Line of the record, from 1.
    pub(super) line: Option<u64>,
    /// Column of the line, from 1.
    pub(super) column: Option<u64>,
}

impl From<Reason> for Misread {
    fn from(reason: Reason) -> Self {
        Self { reason, line: None, column: None }
    }
}

impl Reason {
    fn leaves_the_judgment(&self) -> bool {
        match self {
            Self::LeftOut { .. }
            | Self::NoDate(_)
            | Self::Omitted(_)
            | Self::Surplus { .. }
            | Self::TooManyNumbers(_)
            | Self::TooManyInRanges(_)
            | Self::Unused(_) => true,
            Self::More { like, .. } => like.leaves_the_judgment(),
            _ => false,
        }
    }

    fn is_harmless(&self) -> bool {
        match self {
            // Reading it again would not make it a date, and the judgment is there.
            Self::NotAJudgment | Self::NoDate(_) | Self::Omitted(_) | Self::Unused(_) => true,
            Self::More { like, .. } => like.is_harmless(),
            _ => false,
        }
    }
}

/// `` its column `a` is not used ``, and what can be done.
fn not_used(unused: &UnusedNames) -> String {
    let one = unused.names().len() == 1 && !unused.has_more();
    let (are, is_it) = if one { ("is", "it is") } else { ("are", "one is") };
    let first = unused.names().first().map(String::as_str).unwrap_or_default();
    format!("its {} {are} not used: --map \"{first}\"=FIELD says what {is_it}", told(unused))
}

/// What may hold the text of a judgment that seems to have none.
fn not_understood(unused: &UnusedNames) -> String {
    format!("; its {} may hold it: --map NAME=FIELD says what they are", told(unused))
}

/// `` keys `a`, `b` and others ``.
fn told(unused: &UnusedNames) -> String {
    let one = unused.names().len() == 1 && !unused.has_more();
    let kind = match (unused.kind(), one) {
        (NameKind::Column, true) => "column",
        (NameKind::Column, false) => "columns",
        (NameKind::Key, true) => "key",
        (NameKind::Key, false) => "keys",
    };
    let others = if unused.has_more() { " and others" } else { "" };
    format!("{kind} {}{others}", unused.told())
}

fn names(omissions: &[Omission]) -> String {
    let names: Vec<&str> = omissions.iter().map(|omission| omission.name()).collect();
    names.join(", ")
}

/// What a library says of broken input, cut where it repeats much of it.
pub(super) fn said(error: &impl fmt::Display) -> String {
    let mut said = error.to_string();
    if said.len() > LONGEST_SAID {
        said.truncate(boundary_before(&said, LONGEST_SAID));
        said.push('…');
    }
    said
}

impl Fault {
    /// Where: the path, and line and column where they are known.
    pub fn place(&self) -> String {
        // A name must not take over the terminal that shows it.
        let mut place = safe_line(&self.path).into_owned();
        if let Some(line) = self.line {
            let _ = write!(place, ":{line}");
            if let Some(column) = self.column {
                let _ = write!(place, ":{column}");
            }
        }
        place
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.reason)
    }
}
