//! Hanja in hangul: 甲 is found as 갑, 損害賠償 as 손해배상.
//!
//! The dictionary gives the reading of the words it knows. What it does not know is read character by character; a
//! character without a reading stays as it is.

use panrye_morph::lexicon::Lexicon;
use panrye_morph::segment::Segmenter;

/// Whether the character is a hanja.
pub(super) const fn is_hanja(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The text with every hanja read in hangul, character by character.
pub(super) fn read_each(lexicon: &Lexicon, segmenter: &mut Segmenter, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut found = Vec::new();
    for c in text.chars() {
        if !is_hanja(c) {
            out.push(c);
            continue;
        }
        found.clear();
        let mut buffer = [0; 4];
        let alone: &str = c.encode_utf8(&mut buffer);
        segmenter.segment(alone, &mut found);
        match found
            .first()
            .and_then(|morpheme| lexicon.dictionary().word(morpheme.word))
            .and_then(|word| word.reading)
        {
            Some(reading) => out.push_str(reading),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_characters_are_read() {
        let lexicon = Lexicon::embedded().unwrap();
        let mut segmenter = Segmenter::new(lexicon.clone());
        assert_eq!(read_each(&lexicon, &mut segmenter, "甲과 乙, 丙"), "갑과 을, 병");
    }
}
