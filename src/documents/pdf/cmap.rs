//! Tables of a font: how bytes are cut into codes, and which text or glyph a code is.

use super::object::Object;
use super::parser::{Parser, Token};
use crate::Error;

/// Ranges of codes that one table has at most.
const MOST_RANGES: usize = 500_000;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct CMap {
    /// Lengths of codes, with the first and the last one.
    spaces: Vec<(usize, u32, u32)>,
    /// First and last code and what the first one is; sorted.
    texts: Vec<(u32, u32, Vec<u16>)>,
    glyphs: Vec<(u32, u32, u32)>,
}

impl CMap {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut map = Self::default();
        let mut parser = Parser::new(bytes, 0);
        let mut operands = Vec::new();
        loop {
            match parser.token()? {
                Token::End => break,
                Token::Object(object) => operands.push(object),
                Token::Word(word) => {
                    map.section(word, &operands);
                    operands.clear();
                }
            }
            if operands.len() > MOST_RANGES || map.texts.len() > MOST_RANGES || map.glyphs.len() > MOST_RANGES
            {
                return Err(Error::TooMany { what: "codes in a font", limit: MOST_RANGES as u64 });
            }
        }
        // Of two for one code the later one counts.
        map.texts.sort_by_key(|&(first, ..)| first);
        map.glyphs.sort_by_key(|&(first, ..)| first);
        Ok(map)
    }

    fn section(&mut self, end: &[u8], operands: &[Object]) {
        match end {
            b"endcodespacerange" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(first), Object::String(last)] = pair {
                        self.spaces.push((first.len().clamp(1, 4), code(first), code(last)));
                    }
                }
            }
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(of), Object::String(text)] = pair {
                        self.texts.push((code(of), code(of), units(text)));
                    }
                }
            }
            b"endbfrange" => {
                for triple in operands.chunks_exact(3) {
                    if let [Object::String(first), Object::String(last), text] = triple {
                        self.text_range(code(first), code(last), text);
                    }
                }
            }
            b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(of), glyph] = pair {
                        self.glyphs.push((code(of), code(of), glyph.count().unwrap_or_default() as u32));
                    }
                }
            }
            b"endcidrange" => {
                for triple in operands.chunks_exact(3) {
                    if let [Object::String(first), Object::String(last), glyph] = triple {
                        self.glyphs.push((code(first), code(last), glyph.count().unwrap_or_default() as u32));
                    }
                }
            }
            _ => {}
        }
    }

    fn text_range(&mut self, first: u32, last: u32, text: &Object) {
        match text {
            Object::String(text) => self.texts.push((first, last, units(text))),
            Object::Array(texts) => {
                let texts = (first..=last)
                    .zip(texts)
                    .filter_map(|(code, text)| Some((code, code, units(text.string()?))));
                self.texts.extend(texts);
            }
            _ => {}
        }
    }

    /// How many bytes the next code takes; none where the table does not say.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4).find(|&length| {
            let Some(of) = bytes.get(..length).map(code) else { return false };
            self.spaces.iter().any(|&(long, first, last)| {
                // Every byte must lie within its own bounds.
                long == length
                    && (0..length as u32).all(|at| {
                        let byte = |code: u32| code >> (8 * at) & 0xff;
                        (byte(first)..=byte(last)).contains(&byte(of))
                    })
            })
        })
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (first, text) = {
            let at = self.texts.partition_point(|&(first, ..)| first <= code);
            let (first, last, text) = self.texts.get(at.checked_sub(1)?)?;
            (*last >= code).then_some((*first, text))?
        };
        let (last, head) = text.split_last()?;
        let step = (code - first) as u16;
        let units = head.iter().copied().chain([last.wrapping_add(step)]);
        Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }

    /// The glyph of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let at = self.glyphs.partition_point(|&(first, ..)| first <= code);
        let &(first, last, glyph) = self.glyphs.get(at.checked_sub(1)?)?;
        (last >= code).then(|| glyph.saturating_add(code - first))
    }
}

/// A code of up to four bytes.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(text: &[u8]) -> Vec<u16> {
    // Some programs write one byte for a Latin letter.
    if let &[byte] = text {
        return vec![byte.into()];
    }
    text.as_chunks().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &[u8] = b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <7f> <8141> <fefe> endcodespacerange
        2 beginbfchar <0001> <AC00> <0002> <D834DD1E> endbfchar
        2 beginbfrange <0010> <0012> <B098> <0020> <0022> [<0041> <00420043>] endbfrange
        1 begincidrange <0000> <00ff> 100 endcidrange";

    #[test]
    fn codes_are_texts_and_glyphs() {
        let map = CMap::read(MAP).unwrap();
        for (code, text) in [
            (1, Some("가")),
            (2, Some("𝄞")),
            (0x12, Some("나\u{0}").map(|_| "낚")),
            (0x13, None),
            (0x20, Some("A")),
            (0x21, Some("BC")),
            (0x22, None),
        ] {
            assert_eq!(map.text(code).as_deref(), text, "{code:x}");
        }
        assert_eq!((map.glyph(5), map.glyph(256)), (Some(105), None));
    }

    #[test]
    fn bytes_are_cut_at_the_lengths_of_codes() {
        let map = CMap::read(MAP).unwrap();
        assert_eq!(map.code_length(b"A\x81"), Some(1));
        assert_eq!(map.code_length(b"\xb0\xa1"), Some(2));
        assert_eq!(map.code_length(b"\xb0\x20"), None);
    }
}
