//! What is not OK in an index.

use panrye_text::count::counted;
use std::fmt;
use std::path::PathBuf;

/// Something that does not hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A file does not agree with its checksum, or is missing.
    File(PathBuf),
    /// A stored judgment cannot be read: why.
    Unreadable(String),
    /// The commit counts otherwise than the documents.
    Count {
        /// What is counted.
        what: Counted,
        /// The count of the commit.
        said: u64,
        /// The count of the documents.
        found: u64,
    },
    /// The column of case numbers is not what the judgment says.
    Numbers {
        /// The judgment, by its source.
        name: String,
        /// The numbers of the column.
        numbers: String,
    },
    /// A search for a number of the judgment would not find it.
    NotFound {
        /// The judgment, by its source.
        name: String,
        /// The number.
        number: String,
    },
    /// The graph has not the citations of the judgment.
    Citations {
        /// The judgment, by its source.
        name: String,
        /// How many the graph has.
        has: usize,
        /// How many the judgment has.
        of: usize,
    },
    /// The number of a document was given twice.
    Twice(String),
    /// The ledger cannot be read.
    NoLedger,
    /// Judgments that belong to no file.
    NoFile(usize),
    /// Judgments of the files that the index has not.
    Lost(usize),
    /// The relocations do not say where the ledger says that records are.
    Relocations,
    /// Findings like those that are named.
    More(u64),
}

/// What a commit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Judgments.
    Judgments,
    /// Passages.
    Passages,
    /// Citations.
    Citations,
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Judgments => "judgments",
            Self::Passages => "passages",
            Self::Citations => "citations",
        })
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => {
                write!(f, "{} is not as it was written: run `panrye index --rebuild`", file.display())
            }
            Self::Unreadable(why) => f.write_str(why),
            Self::Count { what, said, found } => {
                write!(f, "the commit counts {said} {what}, the documents hold {found}")
            }
            Self::Numbers { name, numbers } => write!(f, "{name}: the column has the numbers {numbers}"),
            Self::NotFound { name, number } => write!(f, "{name}: a search for {number} would not find it"),
            Self::Citations { name, has, of } => {
                write!(f, "{name}: the graph has {has} of its {}", counted(*of, "citation"))
            }
            Self::Twice(name) => write!(f, "{name}: its document is in the index twice"),
            Self::NoLedger => f.write_str(
                "the ledger of the files cannot be read: the next `panrye index` reads everything",
            ),
            Self::NoFile(count) => {
                let judgments = counted(*count, "judgment");
                let belong = judgments.verb("belongs", "belong");
                write!(f, "{judgments} {belong} to no file: run `panrye index --rebuild`")
            }
            Self::Lost(count) => {
                let judgments = counted(*count, "judgment");
                let are = judgments.verb("is", "are");
                write!(f, "{judgments} of the files {are} missing: run `panrye index --rebuild`")
            }
            Self::Relocations => f.write_str(
                "sources of judgments are not named where the ledger has them: run `panrye index --rebuild`",
            ),
            Self::More(count) => write!(f, "and {count} more like these"),
        }
    }
}
