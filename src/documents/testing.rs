//! Makes documents for tests.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::Document;

/// The lines of a document.
pub(crate) fn lines(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| &*block.text).collect()
}

/// An archive of these members.
pub(crate) fn zipped<B: AsRef<[u8]>>(members: &[(&str, B)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
