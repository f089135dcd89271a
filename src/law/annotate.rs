//! Marks in a text: links, tags or highlights around what was found in it, and a map between the two texts.
//!
//! Knows nothing of citations: any spans of the text can be marked. Marks may nest and may not cross.

use std::borrow::Cow;

use panrye_text::span::Span;

/// What is put around a stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The stretch: bytes of the text.
    pub span: Span,
    /// What comes before it.
    pub before: String,
    /// What comes after it.
    pub after: String,
}

/// Marks that cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnnotateError {
    /// A span does not lie in the text, or cuts a character.
    #[error("the span {}..{} does not lie in the text, or cuts a character", .0.start, .0.end)]
    Outside(Span),
    /// Two spans overlap, and neither lies in the other.
    #[error("the spans {}..{} and {}..{} cross", .0.start, .0.end, .1.start, .1.end)]
    Crossing(Span, Span),
}

/// A text with marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The text with its marks.
    pub text: String,
    /// Stretches of the source that were copied: where each begins in the source, and where in the text.
    stretches: Vec<(Span, Span)>,
}

impl Annotated {
    /// Where byte `at` of the source is in the text: behind the marks that begin there. `None` beyond the end of the
    /// source, and within a stretch whose length was changed by escaping.
    pub fn place(&self, at: usize) -> Option<usize> {
        moved(&self.stretches, at, |stretch| *stretch)
    }

    /// Which byte of the source is at byte `at` of the text; `None` inside a mark, beyond the end, and within a stretch
    /// whose length was changed by escaping.
    pub fn source(&self, at: usize) -> Option<usize> {
        moved(&self.stretches, at, |(source, text)| (*text, *source))
    }
}

fn moved(
    stretches: &[(Span, Span)],
    at: usize,
    sides: impl Fn(&(Span, Span)) -> (Span, Span),
) -> Option<usize> {
    let after = stretches.partition_point(|stretch| sides(stretch).0.start <= at);
    let (from, to) = sides(stretches.get(after.checked_sub(1)?)?);
    match at - from.start {
        0 => Some(to.start),
        // The end of the last stretch is the end of the text.
        _ if at == from.end && after == stretches.len() => Some(to.end),
        within if at < from.end && from.len() == to.len() => Some(to.start + within),
        _ => None,
    }
}

/// Sets marks in a text. What stands between and inside them passes through `escape`: [`Cow::Borrowed`] leaves it as it
/// is, [`escape_html`] makes it text of a page.
///
/// ```
/// use panrye_law::annotate::{Mark, annotate, escape_html};
/// use panrye_law::reference::{Context, references_in};
///
/// let text = "甲 & 乙: 대법원 2018. 1. 25. 선고 2015다24904 판결 참조";
/// let found = references_in(text, &Context::default());
/// let marks = found.citations.iter().map(|citation| Mark {
///     span: citation.span,
///     before: format!("<a href=\"/{}\">", citation.numbers[0]),
///     after: "</a>".to_owned(),
/// });
/// let page = annotate(text, marks, escape_html)?;
/// assert_eq!(
///     page.text,
///     "甲 &amp; 乙: <a href=\"/2015다24904\">대법원 2018. 1. 25. 선고 2015다24904 판결</a> 참조"
/// );
/// # Ok::<(), panrye_law::annotate::AnnotateError>(())
/// ```
pub fn annotate<'t>(
    text: &'t str,
    marks: impl IntoIterator<Item = Mark>,
    escape: impl Fn(&'t str) -> Cow<'t, str>,
) -> Result<Annotated, AnnotateError> {
    let mut marks: Vec<Mark> = marks.into_iter().collect();
    // Of two that begin together the longer one is around the other.
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut pen = Pen { text, escape, at: 0, out: Annotated { text: String::new(), stretches: Vec::new() } };
    let mut open: Vec<Mark> = Vec::new();
    for mark in marks {
        if text.get(mark.span.start..mark.span.end).is_none() {
            return Err(AnnotateError::Outside(mark.span));
        }
        while let Some(ended) = open.pop_if(|outer| outer.span.end <= mark.span.start) {
            pen.copy_to(ended.span.end);
            pen.out.text.push_str(&ended.after);
        }
        if let Some(outer) = open.last().filter(|outer| outer.span.end < mark.span.end) {
            return Err(AnnotateError::Crossing(outer.span, mark.span));
        }
        pen.copy_to(mark.span.start);
        pen.out.text.push_str(&mark.before);
        open.push(mark);
    }
    while let Some(ended) = open.pop() {
        pen.copy_to(ended.span.end);
        pen.out.text.push_str(&ended.after);
    }
    pen.copy_to(text.len());
    Ok(pen.out)
}

/// Copies the source, stretch by stretch.
struct Pen<'t, E> {
    text: &'t str,
    escape: E,
    at: usize,
    out: Annotated,
}

impl<'t, E: Fn(&'t str) -> Cow<'t, str>> Pen<'t, E> {
    fn copy_to(&mut self, end: usize) {
        let Some(stretch) = self.text.get(self.at..end).filter(|stretch| !stretch.is_empty()) else { return };
        let start = self.out.text.len();
        self.out.text.push_str(&(self.escape)(stretch));
        self.out.stretches.push((Span::new(self.at, end), Span::new(start, self.out.text.len())));
        self.at = end;
    }
}

/// Text as it must be written in HTML, also in the value of an attribute.
pub fn escape_html(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(['&', '<', '>', '"', '\'']) else { return Cow::Borrowed(text) };
    let (plain, rest) = text.split_at(first);
    let mut out = plain.to_owned();
    for c in rest.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(start: usize, end: usize, name: &str) -> Mark {
        Mark { span: Span::new(start, end), before: format!("<{name}>"), after: format!("</{name}>") }
    }

    fn marked(text: &str, marks: Vec<Mark>) -> Result<String, AnnotateError> {
        annotate(text, marks, escape_html).map(|annotated| annotated.text)
    }

    #[test]
    fn marks_nest_and_stand_side_by_side() {
        for (marks, expected) in [
            (vec![], "ab&lt;d"),
            (vec![mark(0, 4, "i")], "<i>ab&lt;d</i>"),
            (vec![mark(1, 2, "b"), mark(0, 2, "i")], "<i>a<b>b</b></i>&lt;d"),
            (vec![mark(0, 1, "i"), mark(1, 3, "b")], "<i>a</i><b>b&lt;</b>d"),
            (vec![mark(0, 4, "i"), mark(0, 1, "b"), mark(3, 4, "u")], "<i><b>a</b>b&lt;<u>d</u></i>"),
            (vec![mark(2, 2, "x")], "ab<x></x>&lt;d"),
            (vec![mark(4, 4, "x")], "ab&lt;d<x></x>"),
        ] {
            assert_eq!(marked("ab<d", marks).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn marks_that_cannot_be_set_are_refused() {
        let crossing = AnnotateError::Crossing(Span::new(0, 2), Span::new(1, 3));
        assert_eq!(marked("abcd", vec![mark(0, 2, "i"), mark(1, 3, "b")]), Err(crossing));
        assert_eq!(marked("가", vec![mark(0, 1, "i")]), Err(AnnotateError::Outside(Span::new(0, 1))));
        assert_eq!(marked("가", vec![mark(0, 9, "i")]), Err(AnnotateError::Outside(Span::new(0, 9))));
    }

    #[test]
    fn places_go_there_and_back() {
        let annotated = annotate("가나다", [mark(3, 6, "b")], Cow::Borrowed).unwrap();
        assert_eq!(annotated.text, "가<b>나</b>다");
        let places: Vec<_> = [0, 3, 6, 9, 10].map(|at| annotated.place(at)).into();
        assert_eq!(places, [Some(0), Some(6), Some(13), Some(16), None]);
        let sources: Vec<_> = [0, 3, 4, 6, 9, 13, 16].map(|at| annotated.source(at)).into();
        assert_eq!(sources, [Some(0), None, None, Some(3), None, Some(6), Some(9)]);
    }

    proptest! {
        #[test]
        fn without_its_marks_the_text_is_the_source(
            text in "[가-각a&<]{0,12}", spans in prop::collection::vec((0usize..36, 0usize..36), 0..5)
        ) {
            let marks = spans.iter().map(|&(start, length)| mark(start, start + length, "\u{1}"));
            let Ok(annotated) = annotate(&text, marks, Cow::Borrowed) else { return Ok(()) };
            prop_assert_eq!(annotated.text.replace("<\u{1}>", "").replace("</\u{1}>", ""), text.clone());
            for (at, c) in text.char_indices() {
                let place = annotated.place(at).unwrap();
                prop_assert!(annotated.text.get(place..).unwrap().starts_with(c));
                prop_assert_eq!(annotated.source(place), Some(at));
            }
        }
    }
}
