//! Any text in any section: no panic, every quote is the text at its span, and offsets ascend.
#![no_main]

use libfuzzer_sys::fuzz_target;
use panrye::judgment::{Court, Section};
use panrye::reference::{Context, references_in};

fuzz_target!(|input: (u8, &str)| {
    let (section, text) = input;
    let court = Court::supreme();
    let section = Section::ALL.get(usize::from(section) % (Section::ALL.len() + 1)).copied();
    let found = references_in(text, &Context { section, court: Some(&court), case_numbers: &[] });
    for citation in &found.citations {
        assert_eq!(text.get(citation.span.start..citation.span.end), Some(citation.quote.as_str()));
        assert!(!citation.numbers.is_empty());
        assert_eq!(citation.evidence.is_some(), citation.treatment.is_some());
        if let Some(evidence) = citation.evidence {
            assert!(text.get(evidence.start..evidence.end).is_some());
        }
    }
    for statute in &found.statutes {
        assert_eq!(text.get(statute.span.start..statute.span.end), Some(statute.quote.as_str()));
    }
    assert!(found.citations.is_sorted_by_key(|citation| citation.span.start));
    assert!(found.statutes.is_sorted_by_key(|statute| statute.span.start));
});
