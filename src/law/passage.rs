//! Passages: the unit that is ranked and shown, each with its place in the judgment.
//!
//! A passage is a point of 판시사항, 판결요지 or the lists of references, or a paragraph of the content within one entry
//! of its outline. Neighbors in one entry are put together until they are worth reading; long ones are divided at the
//! ends of sentences. Together the passages cover all text but headings and blanks.

use crate::judgment::{Judgment, PartKind, Section, content_parts, outline, points, sentences};
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// Paragraphs of one entry are put together up to this many bytes (about 400 characters of hangul).
const WORTH_READING: usize = 1_200;
/// Passages longer than this many bytes (about 900 characters) are divided.
const TOO_LONG: usize = 2_700;

/// A passage of a judgment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The section that it stands in.
    pub section: Section,
    /// The name of the section, or of the part of the content: `판결요지`, `이유`.
    pub label: String,
    /// The label of its point: `1`, `가`; `1, 3` where one text belongs to several.
    pub point: Option<String>,
    /// Its entry in the outline: `3.`, `가.`, `(2)`.
    pub outline: Vec<String>,
    /// Its bytes in the section.
    pub span: Span,
}

/// The passages of a judgment, section by section, in the order of the text.
pub fn passages(judgment: &Judgment) -> Vec<Passage> {
    let mut passages = Vec::new();
    for section in Section::ALL {
        let text = judgment.section(section);
        match section {
            Section::Content => content_passages(text, &mut passages),
            _ => point_passages(section, text, &mut passages),
        }
    }
    passages
}

fn point_passages(section: Section, text: &str, passages: &mut Vec<Passage>) {
    for point in points(text) {
        let label = (!point.labels.is_empty()).then(|| point.labels.join(", "));
        for span in divided(text, point.span) {
            passages.push(Passage {
                section,
                label: section.korean().to_owned(),
                point: label.clone(),
                outline: Vec::new(),
                span,
            });
        }
    }
}

fn content_passages(text: &str, passages: &mut Vec<Passage>) {
    for part in content_parts(text) {
        let label = part.kind.label();
        let inside = part.span.of(text);
        let numbered =
            matches!(part.kind, PartKind::Reasons | PartKind::Order | PartKind::Claim | PartKind::Other(_));
        if !numbered {
            extend(passages, text, label, &[], part.span);
            continue;
        }
        let entries = outline(inside);
        let mut entries = entries.iter().peekable();
        while let Some(entry) = entries.next() {
            let mut span = entry.span;
            let mut path = &entry.path;
            // A heading alone (`1. 기초사실`) goes with the text that it heads.
            while let Some(next) =
                entries.next_if(|next| is_heading(inside, span) && next.path.len() > path.len())
            {
                span.end = next.span.end;
                path = &next.path;
            }
            extend(passages, text, label, path, span.shifted(part.span.start));
        }
    }
}

/// A short stretch without the end of a sentence: a heading.
fn is_heading(text: &str, span: Span) -> bool {
    let stretch = span.of(text).trim();
    stretch.len() <= 150 && !stretch.ends_with("다.")
}

fn extend(passages: &mut Vec<Passage>, text: &str, label: &str, path: &[String], span: Span) {
    for span in paragraphs(text, span).into_iter().flat_map(|paragraph| divided(text, paragraph)) {
        passages.push(Passage {
            section: Section::Content,
            label: label.to_owned(),
            point: None,
            outline: path.to_vec(),
            span,
        });
    }
}

/// The paragraphs of a stretch, short ones put together.
fn paragraphs(text: &str, span: Span) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut start = span.start;
    for paragraph in span.of(text).split_inclusive('\n') {
        let here = Span::new(start, start + paragraph.len());
        start = here.end;
        match spans.last_mut() {
            Some(last) if here.end - last.start <= WORTH_READING => last.end = here.end,
            _ => spans.push(here),
        }
    }
    spans
}

/// A stretch in pieces that can be read: whole where it is short, else divided at the ends of sentences, and where
/// there are none at blanks.
fn divided(text: &str, span: Span) -> Vec<Span> {
    let Some(span) = trimmed(text, span) else {
        return Vec::new();
    };
    if span.len() <= TOO_LONG {
        return vec![span];
    }
    let mut spans: Vec<Span> = Vec::new();
    for sentence in sentences(span.of(text)) {
        let sentence = sentence.shifted(span.start);
        match spans.last_mut() {
            Some(last) if sentence.end - last.start <= WORTH_READING => last.end = sentence.end,
            _ if sentence.len() > TOO_LONG => spans.extend(cut_at_blanks(text, sentence)),
            _ => spans.push(sentence),
        }
    }
    spans
}

fn cut_at_blanks(text: &str, span: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = span;
    while rest.len() > TOO_LONG {
        let limit = boundary_before(text, rest.start + WORTH_READING);
        let window = Span::new(rest.start, limit);
        let cut = window
            .of(text)
            .rfind([' ', '\n', ','])
            .filter(|&at| at > 0)
            .map_or(limit, |at| rest.start + at + 1);
        spans.extend(trimmed(text, Span::new(rest.start, cut)));
        rest.start = cut;
    }
    spans.extend(trimmed(text, rest));
    spans
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let stretch = span.of(text);
    let inside = stretch.trim();
    let start = span.start + (stretch.len() - stretch.trim_start().len());
    (!inside.is_empty()).then(|| Span::new(start, start + inside.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with(section: Section, text: &str) -> Judgment {
        let mut judgment = Judgment::default();
        judgment.set_section(section, text.to_owned());
        judgment
    }

    fn places(section: Section, text: &str) -> Vec<String> {
        let place = |passage: Passage| {
            let point = passage.point.map(|point| format!(" [{point}]")).unwrap_or_default();
            let path = passage.outline.iter().flat_map(|step| [" ", step]).collect::<String>();
            format!("{}{point}{path}", passage.label)
        };
        passages(&with(section, text)).into_iter().map(place).collect()
    }

    #[test]
    fn points_and_entries_are_places() {
        assert_eq!(places(Section::Holdings, "[1] 갑의 책임[2] 을의 책임"), ["판결요지 [1]", "판결요지 [2]"]);
        assert_eq!(
            places(
                Section::Content,
                "【주 문】 기각한다.【이 유】 본다.  1. 주장에 관하여  가. 원고는 샀다.  나. 피고는 팔았다.  2. 결론  기각한다."
            ),
            ["주문", "이유", "이유 1. 가.", "이유 1. 나.", "이유 2."]
        );
    }

    #[test]
    fn long_text_is_divided_at_sentences_and_without_them_at_blanks() {
        for sentence in ["원고는 피고에게 물건을 팔았다. ", "원고는 피고에게 물건을 팔았고 ", "원고피고"]
        {
            let text = sentence.repeat(900);
            let found = passages(&with(Section::Content, &text));
            assert!(found.len() > 5);
            assert!(found.iter().all(|passage| passage.span.len() <= TOO_LONG), "{sentence}");
        }
    }

    fn covered(section: Section, text: &str) -> bool {
        let mut last = 0;
        for passage in passages(&with(section, text)) {
            let gap = text.get(last..passage.span.start).unwrap();
            let labels_only = |c: char| c.is_whitespace() || "[]123가나다.(),".contains(c);
            assert!(gap.chars().all(labels_only), "{gap:?} of {text:?} is lost");
            assert!(passage.span.start < passage.span.end);
            last = passage.span.end;
        }
        text.get(last..).unwrap().chars().all(|c| c.is_whitespace() || "[]123가나다.(),".contains(c))
    }

    proptest! {
        #[test]
        fn passages_ascend_and_lose_no_text(text in "[가나1-3.()\\[\\] \n원고]{0,120}") {
            prop_assert!(covered(Section::Content, &text));
            prop_assert!(covered(Section::Holdings, &text));
        }
    }
}
