//! Full-width digits (`２０１３`), which some word processors and old databases write: read as plain ones, with the way
//! back to the text.

use std::borrow::Cow;

use panrye_text::span::Span;

/// Whether a character is a full-width digit.
pub const fn is_wide_digit(c: char) -> bool {
    matches!(c, '０'..='９')
}

/// A text with plain digits for full-width ones.
pub fn with_plain_digits(text: &str) -> Cow<'_, str> {
    if !text.contains(is_wide_digit) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| {
        if is_wide_digit(c) { char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c) } else { c }
    };
    Cow::Owned(text.chars().map(plain).collect())
}

/// The way back from a text with plain digits to the one with full-width digits.
#[derive(Debug)]
pub struct WidePlaces {
    /// Where the digits stand in the plain text that are full-width in the source.
    digits: Vec<usize>,
}

impl WidePlaces {
    /// Bytes that a full-width digit has more than a plain one.
    const MORE_BYTES: usize = '０'.len_utf8() - '0'.len_utf8();

    /// That of a text that was read as `plain`.
    pub fn of(source: &str, plain: &str) -> Self {
        let pairs = source.chars().zip(plain.char_indices());
        Self { digits: pairs.filter(|(wide, (_, c))| wide != c).map(|(_, (at, _))| at).collect() }
    }

    /// The span in the source of a span of the plain text.
    pub fn source(&self, span: Span) -> Span {
        let back = |at| at + Self::MORE_BYTES * self.digits.partition_point(|&digit| digit < at);
        Span::new(back(span.start), back(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_back() {
        let source = "제３조 ２０1０다";
        let plain = with_plain_digits(source);
        assert_eq!(plain, "제3조 2010다");
        let places = WidePlaces::of(source, &plain);
        for (read, written) in [("3", "３"), ("2010", "２０1０"), ("조 2", "조 ２"), ("0다", "０다")]
        {
            let at = plain.find(read).unwrap();
            assert_eq!(places.source(Span::new(at, at + read.len())).of(source), written);
        }
    }
}
