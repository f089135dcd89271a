//! Excerpts: what of a long passage is shown to a reader.
//!
//! Whole sentences, those that hold most of what was searched for; a sentence that is too long for that is cut between
//! words. Programs are given passages whole.

use std::collections::HashMap;

use panrye_law::judgment::sentences;
use panrye_text::span::Span;

/// A part of a passage, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text, with `…` where something is left out.
    pub text: String,
    /// What was found in it: byte ranges, ascending, not touching.
    pub highlights: Vec<Span>,
}

/// Takes the best part of a text of about `limit` characters. `highlights` are ascending and do not overlap.
pub fn excerpt(text: &str, highlights: &[Span], limit: usize) -> Excerpt {
    let places = Places::of(text);
    let part = if places.chars.len() <= limit {
        Span::new(0, text.len())
    } else {
        let windows = windows(text, &places, highlights, limit.max(1));
        // Of equals the last begins with what was found; where nothing was, the text's own beginning is shown.
        let best = if highlights.is_empty() {
            windows.into_iter().next()
        } else {
            let mut found = Found::of(text, highlights);
            windows.into_iter().max_by_key(|window| found.worth(*window))
        };
        best.unwrap_or_else(|| Span::new(0, text.len()))
    };
    cut(text, part, highlights)
}

/// Where the characters and the blanks of a text begin.
struct Places {
    chars: Vec<usize>,
    blanks: Vec<usize>,
}

impl Places {
    fn of(text: &str) -> Self {
        let blank = |(at, c): (usize, char)| c.is_whitespace().then_some(at);
        Self {
            chars: text.char_indices().map(|(at, _)| at).collect(),
            blanks: text.char_indices().filter_map(blank).collect(),
        }
    }

    /// Characters before a byte.
    fn count(&self, byte: usize) -> usize {
        self.chars.partition_point(|&at| at < byte)
    }

    fn length(&self, span: Span) -> usize {
        self.count(span.end) - self.count(span.start)
    }

    /// The last blank of a span.
    fn last_blank(&self, span: Span) -> Option<usize> {
        let before = self.blanks.partition_point(|&at| at < span.end);
        let last = before.checked_sub(1).and_then(|last| self.blanks.get(last)).copied();
        last.filter(|&at| at >= span.start)
    }
}

/// Runs of sentences that fit, and parts of sentences that do not.
fn windows(text: &str, places: &Places, highlights: &[Span], limit: usize) -> Vec<Span> {
    let sentences = sentences(text);
    let mut windows = Vec::new();
    let mut last = 0;
    for (i, first) in sentences.iter().enumerate() {
        if places.length(*first) > limit {
            windows.extend(parts_of_sentence(text, *first, places, highlights, limit));
            continue;
        }
        // What fits behind one sentence fits behind the next one too.
        last = last.max(i);
        let fits = |next: &Span| places.length(Span::new(first.start, next.end)) <= limit;
        while sentences.get(last + 1).is_some_and(fits) {
            last += 1;
        }
        windows.push(Span::new(first.start, sentences[last].end));
    }
    windows
}

/// Parts of a long sentence that begin with a word: its beginning, and where something was found.
fn parts_of_sentence(
    text: &str,
    sentence: Span,
    places: &Places,
    highlights: &[Span],
    limit: usize,
) -> Vec<Span> {
    let first = highlights.partition_point(|found| found.start < sentence.start);
    let found = highlights[first..].iter().take_while(|found| found.end <= sentence.end);
    std::iter::once(sentence.start)
        .chain(found.map(|found| found.start))
        .map(|from| {
            let blank = places.last_blank(Span::new(sentence.start, from));
            let start = blank.map_or(sentence.start, |blank| {
                blank + text.get(blank..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
            });
            let end = places.count(start).checked_add(limit).and_then(|end| places.chars.get(end));
            let end = end.copied().unwrap_or(text.len()).min(sentence.end);
            // Not in the middle of a word, unless the whole of it is one word.
            let whole_words =
                if end < sentence.end { places.last_blank(Span::new(start, end)) } else { None };
            Span::new(start, whole_words.filter(|&blank| blank > start).unwrap_or(end))
        })
        .collect()
}

/// What was found in a window that moves over the text.
struct Found<'t> {
    text: &'t str,
    highlights: &'t [Span],
    /// The first one in the window, and the first one behind it.
    first: usize,
    behind: usize,
    counts: HashMap<&'t str, usize>,
}

impl<'t> Found<'t> {
    fn of(text: &'t str, highlights: &'t [Span]) -> Self {
        Self { text, highlights, first: 0, behind: 0, counts: HashMap::new() }
    }

    /// The distinct things that were found in a window, then all of them. Windows begin and end further on, one after
    /// the other.
    fn worth(&mut self, window: Span) -> (usize, usize) {
        while let Some(found) = self.highlights.get(self.behind).filter(|found| found.end <= window.end) {
            *self.counts.entry(found.of(self.text)).or_default() += 1;
            self.behind += 1;
        }
        while let Some(found) = self.highlights[self.first..self.behind].first()
            && found.start < window.start
        {
            let word = found.of(self.text);
            if let Some(count) = self.counts.get_mut(word) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(word);
                }
            }
            self.first += 1;
        }
        (self.counts.len(), self.behind - self.first)
    }
}

fn cut(text: &str, part: Span, highlights: &[Span]) -> Excerpt {
    let (before, after) = (text.get(..part.start), text.get(part.end..));
    let left_out = |rest: Option<&str>| rest.is_some_and(|rest| !rest.trim().is_empty());
    let mut shown = String::new();
    if left_out(before) {
        shown.push_str("… ");
    }
    let moved = shown.len();
    shown.push_str(part.of(text).trim_end());
    let end = shown.len();
    if left_out(after) {
        shown.push_str(" …");
    }
    let mut merged: Vec<Span> = Vec::new();
    for found in highlights.iter().filter(|found| part.contains(**found)) {
        let here = Span::new(found.start - part.start + moved, (found.end - part.start + moved).min(end));
        match merged.last_mut() {
            Some(last) if joined(&shown, *last, here) => last.end = here.end,
            _ => merged.push(here),
        }
    }
    Excerpt { text: shown, highlights: merged }
}

/// Whether there is nothing but a blank or a middle dot between two findings.
fn joined(text: &str, one: Span, next: Span) -> bool {
    text.get(one.end..next.start).is_some_and(|between| {
        between.chars().count() <= 1
            && between.chars().all(|c| c.is_whitespace() || matches!(c, '·' | 'ㆍ' | '․' | '‧' | '・'))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, words: &[&str]) -> Vec<Span> {
        let mut spans: Vec<Span> = words
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, word)| Span::new(at, at + word.len())))
            .collect();
        spans.sort_by_key(|span| span.start);
        spans
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let text = "갑은 을에게 배상한다.";
        assert_eq!(excerpt(text, &found(text, &["배상"]), 100).text, text);
    }

    #[test]
    fn the_sentences_with_most_of_what_was_found_are_shown() {
        let text = "갑은 건물을 샀다. 을은 책임을 진다. 병은 손해를 배상할 책임이 있다. 정은 집에 갔다.";
        let shown = excerpt(text, &found(text, &["손해", "배상", "책임"]), 25);
        assert_eq!(shown.text, "… 병은 손해를 배상할 책임이 있다. …");
        let words: Vec<&str> = shown.highlights.iter().map(|span| span.of(&shown.text)).collect();
        assert_eq!(words, ["손해", "배상", "책임"]);
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let text = "갑이 을에게 건물을 매도하고 병이 정에게 토지를 임대한 경우에 소멸시효가 언제부터 진행하는지 여부";
        let shown = excerpt(text, &found(text, &["소멸시효"]), 14);
        assert_eq!(shown.text, "… 소멸시효가 언제부터 …");
    }

    #[test]
    fn findings_with_nothing_between_them_are_one() {
        let text = "손해 배상과 기술적·관리적 조치";
        let shown = excerpt(text, &found(text, &["손해", "배상", "기술적", "관리적"]), 100);
        let words: Vec<&str> = shown.highlights.iter().map(|span| span.of(&shown.text)).collect();
        assert_eq!(words, ["손해 배상", "기술적·관리적"]);
    }

    proptest! {
        #[test]
        fn an_excerpt_is_a_part_of_its_text(
            text in proptest::collection::vec(proptest::sample::select(&["가나 ", "배상", "다. ", "\n", "x", "ㆍ", "판결하였다. "][..]), 0..60),
            limit in 0usize..60,
        ) {
            let text = text.concat();
            let shown = excerpt(&text, &found(&text, &["배상"]), limit);
            let inner = shown.text.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert!(text.contains(inner), "{:?} in {:?}", shown, text);
            prop_assert!(inner.chars().count() <= limit.max(1) || text.chars().count() <= limit);
            for span in &shown.highlights {
                prop_assert!(shown.text.get(span.start..span.end).is_some_and(|found| found.contains("배상")));
            }
        }
    }
}
