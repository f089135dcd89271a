//! Any text to the analyzer: its tokens lie in the text, and a second analyzer that has seen nothing finds the same ones.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use panrye::analysis::{Analyzer, Lexicon};

thread_local! {
    static ANALYZER: RefCell<Analyzer> = RefCell::new(Analyzer::new(Lexicon::embedded().expect("the dictionary")));
}

fuzz_target!(|text: &str| {
    let known = ANALYZER.with_borrow_mut(|analyzer| analyzer.analyze(text));
    for token in &known.tokens {
        assert!(text.get(token.span.start..token.span.end).is_some(), "{token:?}");
    }
    let fresh = Analyzer::new(Lexicon::embedded().expect("the dictionary")).analyze(text);
    assert_eq!(known.tokens, fresh.tokens);
});
