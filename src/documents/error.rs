//! Why a document could not be read, and what the user can do.

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Bytes of no kind that is read.
    #[error("no document of a known kind: save it as .hwpx, .docx or text")]
    Unknown,
    /// The document needs a password.
    #[error("it has a password: save it without one")]
    Password,
    /// A version that is not read.
    #[error("{0} is not read: save it as .hwpx or .docx")]
    OldVersion(&'static str),
    /// Pictures of pages, without a layer of text.
    #[error("its pages are pictures without text: run text recognition over it")]
    NoText,
    /// The structure of the file does not hold together.
    #[error("broken {what}: {why}")]
    Broken {
        /// What is broken: the format or the part.
        what: &'static str,
        /// Why, as the library that reads it says.
        why: String,
    },
    /// More than is read of one document.
    #[error("larger than the {limit} MiB that are read of one document: divide it")]
    TooLarge {
        /// The limit in MiB.
        limit: u64,
    },
    /// Deeper or made of more objects than any document that people write.
    #[error("it has more than {limit} {what}, as no document has")]
    TooMany {
        /// What there are too many of: levels, objects, pages.
        what: &'static str,
        /// How many are read.
        limit: u64,
    },
}
