//! Any query to a small index: it is answered, with marks that lie in the passages, or refused.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use panrye::analysis::{Analyzer, Lexicon};
use panrye::index::IndexReader;
use panrye::query::Query;
use panrye::search::{SearchOptions, Searcher, Sort};
use panrye_fuzz::index_of_fixtures;

thread_local! {
    static SEARCHER: RefCell<Searcher> = RefCell::new(searcher());
}

fn searcher() -> Searcher {
    let reader = IndexReader::open(index_of_fixtures()).expect("the index");
    Searcher::new(reader, Analyzer::new(Lexicon::embedded().expect("the dictionary"))).expect("a searcher")
}

fuzz_target!(|input: (u8, &str)| {
    let (sort, text) = input;
    let Ok(query) = Query::parse(text) else { return };
    let sort = [Sort::Relevance, Sort::Date, Sort::Cited][usize::from(sort) % 3];
    SEARCHER.with_borrow_mut(|searcher| {
        match searcher.search(&query, &SearchOptions { sort, ..SearchOptions::default() }) {
            Err(error) => assert!(!error.to_string().is_empty()),
            Ok(answer) => {
                for passage in answer.hits.iter().flat_map(|hit| &hit.passages) {
                    let is_in = |mark: &panrye::span::Span| passage.text.get(mark.start..mark.end).is_some();
                    assert!(passage.highlights.iter().all(is_in));
                }
                if answer.hits.is_empty() {
                    let _ = searcher.why_nothing(&query);
                }
            }
        }
    });
});
