//! Any query: it parses, with spans that lie in the text, or is refused with an error that can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use panrye::query::{Node, Query};

fuzz_target!(|text: &str| match Query::parse(text) {
    Ok(query) => check(&query, text),
    Err(error) => {
        assert!(text.get(error.span.start..error.span.end).is_some());
        assert!(!error.render(text).is_empty());
    }
});

fn check(query: &Query, text: &str) {
    assert!(text.get(query.span.start..query.span.end).is_some());
    match &query.node {
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| check(part, text)),
        Node::Not(inner) | Node::Must(inner) | Node::Boost(inner, _) | Node::In(_, inner) => {
            check(inner, text)
        }
        _ => {}
    }
}
