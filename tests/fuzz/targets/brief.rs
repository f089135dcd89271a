//! Any bytes as a brief, .docx included: texts or a fault; every mention is quoted as it stands, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use panrye::verify::{brief_texts, mentions};

fuzz_target!(|bytes: &[u8]| {
    let Ok(texts) = brief_texts("brief", bytes) else { return };
    for part in texts {
        let mut last = 0;
        for mention in mentions(&part.text) {
            let span = mention.span;
            assert_eq!(part.text.get(span.start..span.end), Some(mention.quote.as_str()));
            assert!(span.start >= last && !span.is_empty());
            last = span.start;
        }
    }
});
