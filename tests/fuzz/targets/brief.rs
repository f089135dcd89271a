//! Any bytes as a brief, documents of every kind included: texts or a fault; every mention is quoted as it stands, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use panrye::verify::{brief_of, mentions};

fuzz_target!(|bytes: &[u8]| {
    let Ok(brief) = brief_of("brief", bytes) else { return };
    for part in brief.texts {
        let mut last = 0;
        for mention in mentions(&part.text) {
            let span = mention.span;
            assert_eq!(part.text.get(span.start..span.end), Some(mention.quote.as_str()));
            assert!(span.start >= last && !span.is_empty());
            last = span.start;
        }
    }
});
