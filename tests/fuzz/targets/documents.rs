//! Any bytes as a document, or as the part of one that holds its text: paragraphs in order, or a fault.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use panrye_documents::{Limits, read};

/// An archive of these members, stored as they are.
fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, stored).expect("a name that an archive can have");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// A file of Hangul 5 that is not deflated, with these records as its only section.
fn hangul(section: &[u8]) -> Vec<u8> {
    let mut head = [0_u8; 256];
    head[..17].copy_from_slice(b"HWP Document File");
    head[32..36].copy_from_slice(&[0, 0, 0, 5]);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_storage("/BodyText").expect("memory");
    for (name, bytes) in [("/FileHeader", &head[..]), ("/DocInfo", &[]), ("/BodyText/Section0", section)] {
        file.create_stream(name).and_then(|mut stream| stream.write_all(bytes)).expect("memory");
    }
    file.into_inner().into_inner()
}

/// A PDF of one page with these operators.
fn page(operators: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
        2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
        3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
        /Resources <</Font <</F1 5 0 R>>>>>> endobj\n\
        5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj\n"
        .to_vec();
    file.extend(format!("4 0 obj <</Length {}>> stream\n", operators.len()).bytes());
    file.extend(operators);
    file.extend(b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n");
    file
}

fuzz_target!(|input: (u8, &[u8])| {
    let (wrapper, bytes) = input;
    let file = match wrapper % 6 {
        1 => zipped(&[("word/document.xml", bytes)]),
        2 => zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", bytes)]),
        3 => zipped(&[("mimetype", b"application/hwp+zip"), ("Contents/section0.xml", bytes)]),
        4 => hangul(bytes),
        5 => page(bytes),
        _ => bytes.to_vec(),
    };
    match read(&file, &Limits::default()) {
        Ok(document) => {
            for block in document.blocks {
                assert!(!block.text.contains('\n') && block.place.paragraph > 0);
            }
        }
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
});
