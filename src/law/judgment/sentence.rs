//! Sentences of legal Korean: where they end.
//!
//! A sentence ends with `다.` and its like before a blank; never inside a date, a number or after a label (`나. `). A
//! citation in brackets that follows with its own full stop goes with the sentence that it supports.

use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// The sentences of a text, together covering it from the first letter to the last.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut before = [' ', ' '];
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        if c == '\n' || (matches!(c, '.' | '?' | '!') && ends_sentence(before, next)) {
            push(&mut spans, text, Span::new(start, at + c.len_utf8()));
            start = at + c.len_utf8();
        }
        before = [before[1], c];
    }
    push(&mut spans, text, Span::new(start, text.len()));
    spans
}

fn push(spans: &mut Vec<Span>, text: &str, span: Span) {
    let part = span.of(text);
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let start = span.start + (part.len() - part.trim_start().len());
        spans.push(Span::new(start, start + trimmed.len()));
    }
}

/// Whether a full stop ends a sentence: a word of at least two letters or a closing bracket before it, a blank after.
fn ends_sentence(before: [char; 2], next: Option<char>) -> bool {
    let word = (is_hangul(before[1]) && !before[0].is_whitespace() && before[0] != '(')
        || matches!(before[1], ')' | ']' | '’' | '”' | '」');
    word && next.is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn sentences_end_with_their_full_stop() {
        assert_eq!(read("갑은 샀다. 을은 팔았다."), ["갑은 샀다.", "을은 팔았다."]);
        assert_eq!(read("2018. 1. 25. 계약하였다. 끝."), ["2018. 1. 25. 계약하였다.", "끝."]);
        assert_eq!(read("나. 판단하여 본다. 그렇다"), ["나. 판단하여 본다.", "그렇다"]);
        assert_eq!(read("‘책임이 있다.’라고 한다. 또"), ["‘책임이 있다.’라고 한다.", "또"]);
        assert_eq!(
            read("(대법원 2010. 10. 28. 선고 참조). 다음"),
            ["(대법원 2010. 10. 28. 선고 참조).", "다음"]
        );
        assert_eq!(read(" \n "), Vec::<&str>::new());
    }
}
