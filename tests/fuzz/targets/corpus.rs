//! Any bytes as a file of a corpus, archives included: records or faults, no panic.
//!
//! The reader opens files, so each input becomes one; put TMPDIR into memory for speed.
#![no_main]

use std::cell::RefCell;
use std::io::{Seek, Write};
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use panrye::corpus::{Item, Names, RawRecord, discover, read_source};
use panrye::reference::references;
use tempfile::NamedTempFile;

thread_local! {
    static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new().expect("a temporary file"));
}

fuzz_target!(|bytes: &[u8]| {
    FILE.with_borrow_mut(|file| {
        let inner = file.as_file_mut();
        inner.set_len(0).expect("the file is ours");
        inner.rewind().expect("the file is ours");
        inner.write_all(bytes).expect("the file is ours");
        for source in discover(&[file.path().to_owned()]).files {
            let _ = read_source(&source, &Names::default(), &|_| {}, &mut |raw| {
                for item in raw.map_or_else(|fault| vec![Item::Fault(fault)], RawRecord::parse) {
                    match item {
                        Item::Fault(fault) => assert!(!fault.to_string().is_empty()),
                        Item::Record(record) => drop(references(&record.judgment)),
                    }
                }
                ControlFlow::Continue(())
            });
        }
    });
});
