//! Any text as a user dictionary: words that the analyzer takes up, or an error with its line and column.
#![no_main]

use std::path::Path;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use panrye::analysis::{Analyzer, Dictionary, Lexicon, UserDictionary};

fuzz_target!(|text: &str| {
    let dictionary = Dictionary::embedded().expect("the dictionary");
    match UserDictionary::parse(text, Path::new("words.csv"), dictionary) {
        Err(error) => assert!(error.to_string().starts_with("words.csv")),
        Ok(words) => {
            let surfaces: Vec<String> = words.words().iter().map(|word| word.surface.clone()).collect();
            let mut analyzer = Analyzer::new(Lexicon::with_user(dictionary, Arc::new(words)));
            surfaces.iter().for_each(|surface| drop(analyzer.analyze(surface)));
        }
    }
});
