//! Any text to the analyser: its tokens lie in the text, and a second analyser that has seen nothing finds the same ones.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use panrye::analysis::{Analyser, Lexicon};

thread_local! {
    static ANALYSER: RefCell<Analyser> = RefCell::new(Analyser::new(Lexicon::embedded().expect("the dictionary")));
}

fuzz_target!(|text: &str| {
    let known = ANALYSER.with_borrow_mut(|analyser| analyser.analyse(text));
    for token in &known.tokens {
        assert!(text.get(token.span.start..token.span.end).is_some(), "{token:?}");
    }
    let fresh = Analyser::new(Lexicon::embedded().expect("the dictionary")).analyse(text);
    assert_eq!(known.tokens, fresh.tokens);
});
