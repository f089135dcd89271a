//! One spelling for one text: NFC, ASCII for full-width forms, one separator, with an exact way back.
//!
//! The dictionary knows composed syllables and `·`; files have decomposed ones, `ㆍ` (which the dictionary takes for
//! hangul and glues to the next word), full-width digits, and invisible characters inside words. Text is rewritten
//! cluster by cluster, and every rewritten cluster is remembered, so that a range of the new text names exactly the
//! clusters of the original that it came from. Text that needs nothing, which is nearly all text, is borrowed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use panrye_text::character::is_composed;
use panrye_text::span::Span;

/// A text in its normal spelling, with the way back to the spelling that was given.
#[derive(Debug, Clone)]
pub(super) struct Normalized<'t> {
    text: Cow<'t, str>,
    edits: Vec<Edit>,
}

/// A stretch that was rewritten. Between two edits both texts are the same, letter by letter.
#[derive(Debug, Clone, Copy)]
struct Edit {
    new: Span,
    old: Span,
}

impl<'t> Normalized<'t> {
    /// Brings a text into its normal spelling.
    pub(super) fn new(text: &'t str) -> Self {
        let Some(first) = text.char_indices().find(|&(_, c)| may_change(c)).map(|(at, _)| at) else {
            return Self { text: Cow::Borrowed(text), edits: Vec::new() };
        };
        // A mark composes with the letter before it.
        let begin =
            text.get(..first).and_then(|head| head.char_indices().next_back()).map_or(0, |(at, _)| at);
        let mut rewriter = Rewriter { out: String::with_capacity(text.len()), edits: Vec::new() };
        rewriter.out.push_str(text.get(..begin).unwrap_or_default());
        let mut at = begin;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let len = cluster_len(rest);
            rewriter.push(Span::new(at, at + len), rest.get(..len).unwrap_or(rest));
            at += len;
        }
        Self { text: Cow::Owned(rewriter.out), edits: rewriter.edits }
    }

    /// The text in its normal spelling.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text was in its normal spelling already.
    pub(super) fn is_as_written(&self) -> bool {
        self.edits.is_empty()
    }

    /// The range of the original text that a range of the normal text came from.
    pub(super) fn original(&self, span: Span) -> Span {
        if self.is_as_written() {
            return span;
        }
        Span::new(
            self.original_start(span.start),
            self.original_end(span.end).max(self.original_start(span.start)),
        )
    }

    fn original_start(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.new.end <= at);
        match self.edits.get(before) {
            Some(edit) if edit.new.start <= at => edit.old.start,
            _ => self.shifted(at, before),
        }
    }

    fn original_end(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.new.end < at);
        match self.edits.get(before) {
            Some(edit) if edit.new.start < at => edit.old.end,
            _ => self.shifted(at, before),
        }
    }

    /// A position in unchanged text behind the first `edits` edits.
    fn shifted(&self, at: usize, edits: usize) -> usize {
        let last = edits.checked_sub(1).and_then(|i| self.edits.get(i));
        last.map_or(at, |edit| edit.old.end + (at - edit.new.end))
    }
}

struct Rewriter {
    out: String,
    edits: Vec<Edit>,
}

impl Rewriter {
    fn push(&mut self, old: Span, cluster: &str) {
        let start = self.out.len();
        for c in cluster.chars().filter(|&c| !is_invisible(c)).nfc() {
            push_plain(&mut self.out, c);
        }
        let new = Span::new(start, self.out.len());
        if new.of(&self.out) != cluster {
            self.edits.push(Edit { new, old });
        }
    }
}

/// Writes the plain form of a composed character.
fn push_plain(out: &mut String, c: char) {
    match c {
        '\u{ff01}'..='\u{ff5e}' => out.extend(char::from_u32(c as u32 - 0xfee0)),
        'ㆍ' | '․' | '‧' | '・' | '･' | '•' | '∙' => out.push('·'),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            out.push(' ');
        }
        // ㈜, ㎡, half-width hangul.
        '\u{3200}'..='\u{321e}' | '\u{3300}'..='\u{33ff}' | '\u{ffa0}'..='\u{ffdc}' => {
            out.extend(std::iter::once(c).nfkc());
        }
        c => out.push(c),
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether the normal spelling of a text with this character may differ from the text.
fn may_change(c: char) -> bool {
    match c {
        c if is_composed(c) => false,
        '\u{1100}'..='\u{11ff}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{d7b0}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ffee}'
        | '\u{3200}'..='\u{321e}'
        | '\u{3300}'..='\u{33ff}'
        | 'ㆍ'
        | '․'
        | '‧'
        | '・'
        | '•'
        | '∙'
        | '\u{a0}'
        | '\u{3000}' => true,
        c => is_invisible(c) || c.is_whitespace() || is_combining_mark(c) || c.nfc().ne(std::iter::once(c)),
    }
}

/// The most characters that are taken together: as many marks as Unicode's stream-safe format allows one letter. Each
/// morpheme inside goes back to all of them, so that without a bound a heap of marks would be told once for every mark.
const MAX_CLUSTER: usize = 30;

/// Bytes of the first character with everything that composes with it.
fn cluster_len(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    let mut before = first;
    for (count, (at, c)) in chars.enumerate() {
        if count == MAX_CLUSTER {
            return at;
        }
        if is_invisible(c) {
            continue;
        }
        if !composes(before, c) {
            return at;
        }
        before = c;
    }
    text.len()
}

/// Whether `c` may compose with what precedes it: a mark, or a vowel or final consonant after its jamo.
fn composes(before: char, c: char) -> bool {
    let vowel = ('\u{1161}'..='\u{1175}').contains(&c) && ('\u{1100}'..='\u{1112}').contains(&before);
    let open = ('\u{1161}'..='\u{1175}').contains(&before)
        || (('가'..='힣').contains(&before) && (before as u32 - '가' as u32).is_multiple_of(28));
    let last = ('\u{11a8}'..='\u{11c2}').contains(&c) && open;
    vowel || last || canonical_combining_class(c) != 0 || is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(Normalized::new("대법원 2013다43994 판결, 甲 회사").text, Cow::Borrowed(_)));
    }

    #[test]
    fn spellings_become_one() {
        for (given, normal) in [
            ("기술적ㆍ관리적", "기술적·관리적"),
            ("제조․판매", "제조·판매"),
            ("관세・통계", "관세·통계"),
            ("２０１３다４３９９４", "2013다43994"),
            ("ＤＢ　서버", "DB 서버"),
            ("한글", "한글"),
            ("개인\u{200b}정보\u{feff}", "개인정보"),
            ("㈜갑", "(주)갑"),
            ("10㎡", "10m2"),
            ("不\u{f967}", "不不"),
        ] {
            assert_eq!(Normalized::new(given).text(), normal, "{given}");
        }
    }

    #[test]
    fn a_range_leads_back_to_what_was_given() {
        let given = "가ㆍ나 한글 ㈜다";
        let normalized = Normalized::new(given);
        let back = |part: &str| {
            let start = normalized.text().find(part).unwrap();
            normalized.original(Span::new(start, start + part.len())).of(given).to_owned()
        };
        assert_eq!(back("나"), "나");
        assert_eq!(back("·"), "ㆍ");
        assert_eq!(back("한글"), "한글");
        assert_eq!(back("글"), "글");
        assert_eq!(back("주"), "㈜");
        assert_eq!(back("다"), "다");
        assert_eq!(back("가·나"), "가ㆍ나");
    }

    #[test]
    fn a_heap_of_marks_is_taken_in_pieces() {
        let text = "\u{301}\u{200b}".repeat(500);
        let normal = Normalized::new(&text);
        let longest = normal.edits.iter().map(|edit| edit.old.end - edit.old.start).max();
        assert!(longest.is_some_and(|longest| longest <= 3 * (MAX_CLUSTER + 1)), "{longest:?}");
    }

    proptest! {
        #[test]
        fn every_range_leads_back_to_whole_characters(given in "[가-힣ㆍ․a-c ㈜㎡½\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11a8}-\u{11c2}\u{301}\u{200b}０-９]{0,30}") {
            let normalized = Normalized::new(&given);
            let text = normalized.text();
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let mut last = 0;
            for pair in bounds.windows(2) {
                let span = normalized.original(Span::new(pair[0], pair[1]));
                prop_assert!(given.get(span.start..span.end).is_some());
                prop_assert!(span.start >= last || span.start <= span.end);
                prop_assert!(!span.is_empty());
                last = span.start;
            }
        }

        #[test]
        fn normal_text_is_normal(given in "\\PC{0,40}") {
            let once = Normalized::new(&given).text().to_owned();
            let twice = Normalized::new(&once).text().to_owned();
            prop_assert_eq!(twice, once);
        }
    }
}
