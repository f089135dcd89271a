//! A brief as text: from a file or standard input, plain, Markdown or .docx, in whatever encoding.
//!
//! Knows nothing of citations. What is larger than any brief is refused.

use std::io::{self, Read};
use std::path::Path;

use super::docx;
use crate::corpus::{Archive, Fault, Reason, STDIN, decoded_text, displayed};
use crate::input_file;

/// Largest brief that is read, in bytes; of a .docx also the largest part unpacked.
pub(super) const LARGEST: u64 = 64 << 20;

/// A text of a brief. A .docx may have several: the body, footnotes and endnotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefText {
    /// Path of the file; of a part of a .docx beside the body followed by `!/` and the part.
    pub source: String,
    /// The text. A paragraph of a .docx is one line.
    pub text: String,
}

/// Reads a brief from a file, or from standard input where the path is `-`.
pub fn read_brief(path: &Path) -> Result<Vec<BriefText>, Fault> {
    let source = displayed(path);
    let bytes = if path.as_os_str() == STDIN {
        whole(io::stdin().lock())
    } else {
        input_file::open(path).map_err(Reason::Io).and_then(|(file, _)| whole(file))
    };
    bytes.and_then(|bytes| texts(&source, &bytes)).map_err(|reason| Fault::new(source, reason))
}

/// The texts of a brief that is in memory; `source` is what it is called.
pub fn brief_texts(source: &str, bytes: &[u8]) -> Result<Vec<BriefText>, Fault> {
    texts(source, bytes).map_err(|reason| Fault::new(source, reason))
}

fn whole(stream: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    stream.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Reason::TooLarge { what: "file", limit: LARGEST >> 20 });
    }
    Ok(bytes)
}

fn texts(source: &str, bytes: &[u8]) -> Result<Vec<BriefText>, Reason> {
    match Archive::detect(bytes) {
        Some(Archive::Zip) => docx::texts(source, bytes),
        Some(_) => Err(Reason::NotABrief),
        None if bytes.starts_with(b"%PDF") || bytes.starts_with(b"{\\rtf") => Err(Reason::NotABrief),
        None => {
            let text = decoded_text(bytes)?.into_owned();
            Ok(vec![BriefText { source: source.to_owned(), text }])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encodings_of_korean_files() {
        let text = "대법원 판결";
        let (cp949, _, _) = encoding_rs::EUC_KR.encode(text);
        for bytes in [text.as_bytes(), &cp949] {
            let read = brief_texts("a.txt", bytes).unwrap();
            assert_eq!(read, [BriefText { source: "a.txt".to_owned(), text: text.to_owned() }]);
        }
    }

    #[test]
    fn what_is_no_brief_is_refused() {
        for bytes in [&b"%PDF-1.7 text"[..], b"{\\rtf1 text}", b"\x1f\x8b\x08", b"", b"PK\x03\x04 broken"] {
            assert!(brief_texts("a", bytes).is_err(), "{bytes:?}");
        }
    }
}
