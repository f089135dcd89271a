//! Where the tokens of a passage stand in its text, packed: what the postings find is marked without analyzing again.
//!
//! A token nearly always begins right after the one before it, or with the next word or the one after that, and has
//! two or three characters. So a token is the rank of its step in a list of the usual ones, written in the gamma code
//! of Elias (P. Elias, "Universal codeword sets", 1975): one bit for the most usual, three for the next two. That is
//! four bits a token, or a twentieth of the text. What is not in the list takes an escape, the characters between the
//! token and the one before, and its length.

use std::iter;

use serde::{Deserialize, Serialize};

use panrye_text::character::is_word_character;
use panrye_text::span::Span;

/// How a token follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The token begins with the so-manieth word that begins after the end of the one before, or at that end (0); and
    /// has this many characters.
    Words(usize, usize),
    /// Neither: what it does is written out.
    Escape,
}

use Step::{Escape, Words};

/// The usual steps, most usual first.
const USUAL: [Step; 15] = [
    Words(1, 2),
    Words(0, 2),
    Words(2, 2),
    Words(1, 3),
    Escape,
    Words(1, 1),
    Words(0, 3),
    Words(2, 3),
    Words(1, 4),
    Words(2, 1),
    Words(0, 1),
    Words(1, 5),
    Words(2, 4),
    Words(0, 4),
    Words(1, 6),
];
const ESCAPE: u32 = 4;
/// The most words of a usual step.
const MOST_WORDS: usize = 2;

/// The spans of tokens that stand one position after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct TokenSpans(Vec<u8>);

impl TokenSpans {
    /// Packs spans of `text` in the order of their positions.
    pub(super) fn pack(text: &str, spans: impl Iterator<Item = Span>) -> Self {
        let mut bits = BitWriter::default();
        let mut last_end = 0;
        for span in spans {
            let length = span.of(text).chars().count();
            let step = words_to(text, last_end, span.start).map(|words| Words(words, length));
            if let Some(rank) = USUAL.iter().position(|usual| Some(*usual) == step) {
                bits.write(rank as u32);
            } else {
                bits.write(ESCAPE);
                bits.write(distance(text, last_end, span.start));
                bits.write(length as u32);
            }
            last_end = span.end;
        }
        Self(bits.finish())
    }

    /// The spans in `text`, the text that they were packed with.
    pub(super) fn of(&self, text: &str) -> Vec<Span> {
        let mut bits = BitReader { bytes: &self.0, at: 0 };
        let mut last_end = 0;
        let spans = iter::from_fn(|| {
            let (start, length) = match *USUAL.get(bits.read()? as usize)? {
                Words(words, length) => (word(text, last_end, words)?, length),
                Escape => (at_distance(text, last_end, bits.read()?)?, bits.read()? as usize),
            };
            last_end = characters_after(text, start, length)?;
            Some(Span::new(start, last_end))
        });
        spans.collect()
    }
}

/// Where the so-manieth word begins after byte `from`; `from` itself for the number 0.
fn word(text: &str, from: usize, number: usize) -> Option<usize> {
    let Some(more) = number.checked_sub(1) else { return Some(from) };
    begins(text, from)?.nth(more)
}

/// The number for which [`word`] gives `to`, if a usual step has as many.
fn words_to(text: &str, from: usize, to: usize) -> Option<usize> {
    if from == to {
        return Some(0);
    }
    // What follows `to` is not looked at: in a text without blanks no word begins there for long.
    let end = to + text.get(to..)?.chars().next().map_or(0, char::len_utf8);
    begins(text.get(..end)?, from)?.take(MOST_WORDS).position(|at| at == to).map(|at| at + 1)
}

/// Where words begin after byte `from`.
fn begins(text: &str, from: usize) -> Option<impl Iterator<Item = usize>> {
    let mut inside = true;
    let begins = text.get(from..)?.char_indices().filter(move |&(_, c)| {
        let before = std::mem::replace(&mut inside, is_word_character(c));
        inside && !before
    });
    Some(begins.map(move |(at, _)| from + at))
}

/// The characters from one byte to another as one number, even for those ahead and odd for those behind.
fn distance(text: &str, from: usize, to: usize) -> u32 {
    let count = |span: Span| span.of(text).chars().count() as u32;
    if to >= from { count(Span::new(from, to)) << 1 } else { count(Span::new(to, from)) << 1 | 1 }
}

/// The byte at a [`distance`]; nothing outside of the text.
fn at_distance(text: &str, from: usize, distance: u32) -> Option<usize> {
    let characters = (distance >> 1) as usize;
    if distance & 1 == 0 {
        return characters_after(text, from, characters);
    }
    let before = text.get(..from)?;
    before.char_indices().nth_back(characters.checked_sub(1)?).map(|(at, _)| at)
}

fn characters_after(text: &str, from: usize, characters: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let ends = rest.char_indices().map(|(at, _)| from + at).chain(iter::once(text.len()));
    ends.into_iter().nth(characters)
}

/// Writes numbers in gamma code: as many zeros as the number and one has bits after its first, then these bits.
#[derive(Default)]
struct BitWriter {
    bytes: Vec<u8>,
    /// The last bits, which do not fill a byte, and how many they are.
    rest: u64,
    rest_bits: u32,
}

impl BitWriter {
    fn write(&mut self, number: u32) {
        let code = u64::from(number) + 1;
        let zeros = code.ilog2();
        self.push(0, zeros);
        self.push(code, zeros + 1);
    }

    /// Adds the lowest bits of a number, at most 33.
    fn push(&mut self, bits: u64, count: u32) {
        self.rest = self.rest << count | bits;
        self.rest_bits += count;
        while self.rest_bits >= u8::BITS {
            self.rest_bits -= u8::BITS;
            self.bytes.push((self.rest >> self.rest_bits) as u8);
        }
    }

    /// The bytes, the last one filled with zeros.
    fn finish(mut self) -> Vec<u8> {
        if self.rest_bits > 0 {
            self.push(0, u8::BITS - self.rest_bits);
        }
        self.bytes
    }
}

struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl BitReader<'_> {
    /// The next number; nothing at the end, whose last byte is filled with zeros.
    fn read(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.next()? {
            zeros += 1;
        }
        let mut code = 1u64;
        for _ in 0..zeros {
            code = code.checked_mul(2)? | u64::from(self.next()?);
        }
        u32::try_from(code - 1).ok()
    }

    fn next(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn packed(text: &str, spans: &[Span]) -> TokenSpans {
        TokenSpans::pack(text, spans.iter().copied())
    }

    #[test]
    fn usual_tokens_take_few_bits() {
        let text = "손해배상의 책임은 그 권리";
        let spans = [(0, 6), (6, 12), (16, 22), (30, 36)].map(|(start, end)| Span::new(start, end));
        let packed = packed(text, &spans);
        assert_eq!(packed.0, [0b0100_1010, 0b1100_0000]);
        assert_eq!(packed.of(text), spans);
    }

    #[test]
    fn what_is_not_usual_is_written_out() {
        let text = format!("{}甲乙 {}", "가".repeat(200), "나".repeat(15));
        let spans = [(600, 606), (600, 606), (607, 652), (0, 3)].map(|(start, end)| Span::new(start, end));
        assert_eq!(packed(&text, &spans).of(&text), spans);
    }

    #[test]
    fn the_escape_stands_where_its_rank_says() {
        assert_eq!(USUAL[ESCAPE as usize], Escape);
        assert!(USUAL.iter().all(|step| !matches!(step, Words(words, _) if *words > MOST_WORDS)));
    }

    proptest! {
        #[test]
        fn spans_come_back(
            text in "[가-힣 a-z甲乙]{0,80}",
            cuts in proptest::collection::vec((0usize..81, 0usize..81), 0..40),
        ) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let byte = |at: usize| starts[at.min(starts.len() - 1)];
            let spans: Vec<Span> =
                cuts.iter().map(|&(a, b)| Span::new(byte(a.min(b)), byte(a.max(b)))).collect();
            prop_assert_eq!(packed(&text, &spans).of(&text), spans);
        }

        #[test]
        fn any_bytes_give_spans_of_the_text(
            text in "[가-힣 a]{0,20}",
            bytes in proptest::collection::vec(any::<u8>(), 0..40),
        ) {
            for span in TokenSpans(bytes).of(&text) {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
