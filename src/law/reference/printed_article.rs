//! Articles as statutes are printed: the title, and the numbered parts below it.
//!
//! `제42조(명부의 작성권자) ① …`, then lines that begin with ②, `1.` and `가.`. It knows nothing of laws.

use super::provision_scan::numbered;
use super::quoted_provisions::MAX_BACK;
use super::sentences::is_wrapped;
use super::statute::Ordinal;
use crate::scan::{Text, is_circled};
use panrye_text::span::Span;

/// The label that a line of a statute's text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// ② as 2.
    Paragraph(u32),
    /// `3.`
    Item(u32),
    /// `나.` as 1.
    Subitem(usize),
}

impl Label {
    fn of(line: &str) -> Option<Self> {
        const LETTERS: &str = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허";
        let first = line.chars().next()?;
        if is_circled(first) {
            return Some(Self::Paragraph(u32::from(first) - u32::from('①') + 1));
        }
        let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.get(..line.len() - after.len())?;
        if !digits.is_empty() {
            let item = after.starts_with(['.', '의']).then(|| digits.parse().ok().map(Self::Item));
            return item.flatten();
        }
        let letter = LETTERS.chars().position(|letter| letter == first)?;
        (line.chars().nth(1) == Some('.')).then_some(Self::Subitem(letter))
    }

    /// Whether a statute goes on with this label after `before`: the next number, or the first one of a level.
    const fn follows(self, before: Option<Self>) -> bool {
        match (before, self) {
            (Some(Self::Paragraph(last)), Self::Paragraph(next))
            | (Some(Self::Item(last)), Self::Item(next)) => next == last + 1,
            (Some(Self::Subitem(last)), Self::Subitem(next)) => next == last + 1,
            (Some(Self::Item(_)), Self::Subitem(next)) => next == 0,
            (Some(Self::Paragraph(_)), Self::Item(next)) => next == 1,
            _ => false,
        }
    }
}

/// Whether a statute's text, from the number of an article on, goes on to the end of `inside`: every line is a numbered part,
/// the rest of one that the page breaks, or the text of one behind which the numbers go on.
pub(super) fn goes_on_as_printed(text: Text<'_>, inside: Span) -> bool {
    let mut numbers = Numbers::default();
    let mut left = false;
    let mut lines = inside.of(text.0).split('\n');
    let mut at = inside.start + lines.next().map_or(0, str::len);
    if at == inside.end {
        return goes_on_behind_the_title(text, inside);
    }
    for line in lines {
        let line_end = at;
        at += 1 + line.len();
        let line = line.trim();
        match Label::of(line) {
            Some(label) if !left || numbers.go_on_with(label) => {
                numbers.note(label);
                left = false;
            }
            Some(_) => return false,
            None if line.is_empty() || is_wrapped(text, line_end) => {}
            None if line.ends_with("다.") => return false,
            None => left = true,
        }
    }
    !left
}

/// `제8조(적용 배제) 광고물이 … 이 경우 제3호는`: the text of an article that has no paragraphs, in the line of its title.
fn goes_on_behind_the_title(text: Text<'_>, inside: Span) -> bool {
    let title = text.bracket_end(text.skip_blanks(inside.start));
    title.is_some_and(|end| end < inside.end && text.skip_blanks(end) > end)
}

/// The label that each level had last.
#[derive(Debug, Default)]
struct Numbers {
    paragraph: Option<Label>,
    item: Option<Label>,
    last: Option<Label>,
}

impl Numbers {
    /// Whether the numbers of this or of a level above go on with `label`.
    fn go_on_with(&self, label: Label) -> bool {
        label.follows(self.last)
            || match label {
                Label::Paragraph(number) => {
                    label.follows(self.paragraph) || (self.paragraph.is_none() && number == 2)
                }
                Label::Item(_) => label.follows(self.item),
                Label::Subitem(_) => false,
            }
    }

    const fn note(&mut self, label: Label) {
        match label {
            Label::Paragraph(_) => (self.paragraph, self.item) = (Some(label), None),
            Label::Item(_) => self.item = Some(label),
            Label::Subitem(_) => {}
        }
        self.last = Some(label);
    }
}

/// The end of the last ①, ②, … before `at` in its line: what is enumerated so is the text of a statute or reasons.
pub(super) fn mark_before(text: Text<'_>, at: usize) -> Option<usize> {
    let from = text.boundary(at.saturating_sub(MAX_BACK));
    let line = text.between(from, at).rsplit('\n').next()?;
    let mark = at - line.len() + line.rfind(is_circled)?;
    Some(mark + '①'.len_utf8())
}

/// The paragraph whose ①, ②, … stands last within `inside`, the text of an article.
pub(super) fn paragraph_before(text: Text<'_>, inside: Span) -> Option<Ordinal> {
    let mark = inside.of(text.0).chars().rfind(|&c| is_circled(c))?;
    Some(Ordinal { number: u32::from(mark) - u32::from('①') + 1, branch: None })
}

/// Whether ①, ②, … within `inside` stand in their order: where they begin again, reasons are enumerated.
pub(super) fn marks_rise(text: Text<'_>, inside: Span) -> bool {
    let marks = inside.of(text.0).chars().filter(|&c| is_circled(c));
    marks.is_sorted_by(|before, next| before < next)
}

/// The line above the one that begins at `at`.
pub(super) fn line_above(text: Text<'_>, at: usize) -> Option<Span> {
    /// As far as the line is looked back on, in bytes.
    const MAX_LINE: usize = 400;
    let end = text.skip_blanks_back(at);
    let floor = text.boundary(end.saturating_sub(MAX_LINE));
    let start = text.between(floor, end).rfind('\n').map_or(floor, |line| floor + line + 1);
    text.between(end, at).contains('\n').then(|| Span::new(start, end))
}

/// Whether a line says that provisions follow.
pub(super) fn announces(line: &str) -> bool {
    ["같다.", "같다", "같고,", "같은데,", ":", "："].iter().any(|end| line.ends_with(end))
}

/// Whether the line above `at` is a title, as of rules that no list has, or announces other provisions: `[별표 1]`, `○ 가나
/// 운영기준`, `신설된 규정은 다음과 같다.`
pub(super) fn begins_anew(text: Text<'_>, at: usize) -> bool {
    const NAMES: [&str; 16] = [
        "법", "법률", "령", "규칙", "규정", "기준", "고시", "지침", "요령", "세칙", "약관", "정관", "조례",
        "협약", "협정", "부칙",
    ];
    /// The longest title, in bytes.
    const MAX_TITLE: usize = 150;
    let Some(line) = line_above(text, at) else { return false };
    let above = line.of(text.0).trim_start();
    let name = above.trim_end_matches([']', ')', '）', '」', '】', '>', '〉', ' ']);
    let is_title =
        NAMES.iter().any(|end| name.ends_with(end)) || above.starts_with(['○', '■', '【', '◎', '□', '●']);
    announces(above) || (is_title && line.len() <= MAX_TITLE)
}

/// Whether nothing but blanks stands before the mark that ends at `mark`.
pub(super) fn begins_its_line(text: Text<'_>, mark: usize) -> bool {
    let before = text.before(mark - '①'.len_utf8()).trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    before.is_empty() || before.ends_with('\n')
}

/// `제42조(명부의 작성권자) ①`, `제5조 ①`, and `제3조 (정의)` or `가법 제3조` in a line of its own: an article as statutes are
/// printed. Its mention begins at `mention`.
pub(super) fn is_heading(text: Text<'_>, start: usize, mention: usize) -> bool {
    let Some(article) = numbered(text, start) else { return false };
    let at = text.skip_blanks(article.end);
    let title = text.bracket_end(at);
    let after = title.map_or(at, |close| text.skip_blanks(close));
    let begins_line = |at: usize| text.between(text.skip_blanks_back(at), at).contains('\n');
    let ends_line = || text.between(article.end, at).contains('\n');
    text.char_at(after).is_some_and(is_circled)
        || (title.is_some() && begins_line(start))
        || (title.is_none() && begins_line(mention) && ends_line())
}
