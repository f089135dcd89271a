//! Numbers of provisions, read forward: `제28조의2 제1항 제6호 (가)목`, `제30조의3제1항`, `750조`, `제1, 6항`.

use super::statute::{Ordinal, Provision};
use crate::scan::Text;

/// How many numbers may share one unit (`제1, 3, 6호`).
const MAX_SHARED: usize = 12;

/// The letters of 목.
const SUBITEMS: &str = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허";

/// A level of a provision that has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Article,
    Paragraph,
    Item,
}

impl Unit {
    fn at(text: Text<'_>, at: usize) -> Option<(Self, usize)> {
        let (unit, word) = [(Self::Article, "조"), (Self::Paragraph, "항"), (Self::Item, "호")]
            .into_iter()
            .find(|(_, word)| text.eat(at, word).is_some())?;
        let end = at + word.len();
        let follows = text.char_at(end);
        // `제3조사국`, `제1조합`, `제1호증`, `제2항목` are other words.
        let other = match unit {
            Self::Article => follows.is_some_and(|c| "사합건정직치작율달선원".contains(c)),
            Self::Paragraph => {
                follows.is_some_and(|c| "목소고".contains(c)) && text.eat(end, "소정").is_none()
            }
            Self::Item => follows.is_some_and(|c| "증실선기봉".contains(c)),
        };
        (!other).then_some((unit, end))
    }
}

/// A number with its unit at `at`, with or without 제.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered {
    pub(super) ordinal: Ordinal,
    pub(super) unit: Unit,
    /// The end of the unit, or of the number where a later number writes the unit for both.
    pub(super) end: usize,
}

/// Reads `제28조의2`, `제28의2조`, `28조`, and the first of `제1, 6항`.
pub(super) fn numbered(text: Text<'_>, at: usize) -> Option<Numbered> {
    let digits = text.eat(at, "제").map_or(at, |end| text.skip_blanks(end));
    let (number, digits_end) = text.number(digits)?;
    let (branch, after) =
        branch(text, digits_end).map_or((None, digits_end), |(branch, end)| (Some(branch), end));
    let unit_at = text.skip_blanks(after);
    if let Some((unit, end)) = Unit::at(text, unit_at) {
        let (branch, end) = match branch {
            Some(_) => (branch, end),
            None => self::branch(text, end).map_or((None, end), |(branch, end)| (Some(branch), end)),
        };
        let ordinal = Ordinal { number, branch };
        return Some(Numbered { ordinal, unit, end });
    }
    let ordinal = Ordinal { number, branch };
    shared_unit(text, after).map(|unit| Numbered { ordinal, unit, end: after })
}

/// `의2` after a number or its unit, `의 2` too where no counter follows.
fn branch(text: Text<'_>, at: usize) -> Option<(u32, usize)> {
    let after = text.eat(at, "의")?;
    let digits = text.skip_blanks(after);
    let (number, end) = text.number(digits)?;
    if digits > after {
        let same_line = text.after(end).trim_start_matches(' ');
        let counter = same_line.starts_with(|c| "인명개가배분차번점년월일천만억원종할".contains(c));
        // `제3조의 2. 다음`: the label of what comes next.
        let label =
            text.byte(end) == b'.' && !text.after(end + 1).trim_start_matches(' ').starts_with(['\n', ')']);
        if counter || (label && end + 1 < text.len()) {
            return None;
        }
    }
    (number < 1000).then_some((number, end))
}

/// The unit that a list of bare numbers writes once at its end: `, 3, 6호`, and ` 내지 제6호` of paragraphs and items.
fn shared_unit(text: Text<'_>, at: usize) -> Option<Unit> {
    let mut at = at;
    for _ in 0..MAX_SHARED {
        let separator = text.skip_blanks(at);
        let after =
            text.eat_any(separator, &[",", "，", "·", "ㆍ", "․", "및", "내지", "~", "∼", "와", "과"])?;
        let number = text.skip_blanks(after);
        let written = text.eat(number, "제");
        let (_, end) = text.number(text.skip_blanks(written.unwrap_or(number)))?;
        let end = branch(text, end).map_or(end, |(_, end)| end);
        if let Some((unit, _)) = Unit::at(text, text.skip_blanks(end)) {
            // `판시 제1, 제329조`: an article begins again.
            return (written.is_none() || unit != Unit::Article).then_some(unit);
        }
        at = end;
    }
    None
}

/// `(가)목`, `가목` at `at`.
pub(super) fn subitem(text: Text<'_>, at: usize) -> Option<(char, usize)> {
    let open = text.eat(at, "(");
    let inside = open.unwrap_or(at);
    let letter = text.char_at(inside).filter(|&c| SUBITEMS.contains(c))?;
    let after = inside + letter.len_utf8();
    let close = if open.is_some() { text.eat(after, ")")? } else { after };
    let end = text.eat(close, "목")?;
    // `가목적` is another word.
    (!text.char_at(end).is_some_and(|c| "적록표차".contains(c))).then_some((letter, end))
}

/// One provision, read as deep as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) provision: Provision,
    pub(super) end: usize,
}

/// Reads the provision at `at`. What is above its first level comes from `context`: `제2항` after `제3조 제1항` is
/// `제3조 제2항`.
pub(super) fn provision_at(text: Text<'_>, at: usize, context: Provision) -> Option<Reading> {
    let mut provision = context;
    if let Some((letter, end)) = subitem(text, at) {
        (context.article.is_some() && (context.item.is_some() || context.paragraph.is_some()))
            .then_some(())?;
        provision.subitem = Some(letter);
        return Some(Reading { provision, end });
    }
    let first = numbered(text, at)?;
    let rooted = context.article.is_some() || context.supplementary || context.annex.is_some();
    if first.unit != Unit::Article && !rooted {
        return None;
    }
    set(&mut provision, first);
    let end = deepen(text, &mut provision, first);
    Some(Reading { provision, end })
}

/// Reads the lower levels that follow directly.
fn deepen(text: Text<'_>, provision: &mut Provision, first: Numbered) -> usize {
    let mut last = first;
    loop {
        let next_at = lower_level_at(text, last.end);
        if let Some((letter, end)) = subitem(text, next_at).filter(|_| last.unit != Unit::Article) {
            provision.subitem = Some(letter);
            return end;
        }
        match numbered(text, next_at) {
            Some(next) if next.unit > last.unit && shares_no_unit(text, last) => {
                set(provision, next);
                last = next;
            }
            _ => return last.end,
        }
    }
}

/// Where the level below one that ends at `end` may begin: `제115조 제1항`, and `제115조의 제1항` as older judgments have it.
fn lower_level_at(text: Text<'_>, end: usize) -> usize {
    let next = text.skip_blanks(end);
    let of = text.eat(end, "의").map(|after| text.skip_blanks(after));
    of.filter(|&at| text.eat(at, "제").is_some()).unwrap_or(next)
}

/// A number whose unit a later number writes is not followed by a lower level.
fn shares_no_unit(text: Text<'_>, numbered: Numbered) -> bool {
    !text.before(numbered.end).ends_with(|c: char| c.is_ascii_digit()) || numbered.ordinal.branch.is_some()
}

fn set(provision: &mut Provision, numbered: Numbered) {
    let ordinal = Some(numbered.ordinal);
    match numbered.unit {
        Unit::Article => {
            (provision.article, provision.paragraph, provision.item) = (ordinal, None, None);
            provision.annex = None;
        }
        Unit::Paragraph => (provision.paragraph, provision.item) = (ordinal, None),
        Unit::Item => provision.item = ordinal,
    }
    provision.subitem = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, &str)> {
        let reading = provision_at(Text(text), 0, Provision::default())?;
        Some((reading.provision.to_string(), text.get(..reading.end)?))
    }

    #[test]
    fn provisions_of_every_form_are_read() {
        for (text, provision, quote) in [
            ("제750조를", "제750조", "제750조"),
            ("제28조의2 제1항 제6호의", "제28조의2 제1항 제6호", "제28조의2 제1항 제6호"),
            ("제30조의3제1항", "제30조의3 제1항", "제30조의3제1항"),
            ("제 840조 제6호", "제840조 제6호", "제 840조 제6호"),
            ("제 73 조 제1항", "제73조 제1항", "제 73 조 제1항"),
            ("제2호아목", "", ""),
            ("제115조의 제1항이나", "제115조 제1항", "제115조의 제1항"),
            ("제16조의3의 제1항 제2호는", "제16조의3 제1항 제2호", "제16조의3의 제1항 제2호"),
            ("제3조의 제5조에", "제3조", "제3조"),
            ("제2조제2호아목", "제2조 제2호 아목", "제2조제2호아목"),
            ("제10조 제2항 (가)목의", "제10조 제2항 가목", "제10조 제2항 (가)목"),
            ("제9조 제3호의 2 소정", "제9조 제3호의2", "제9조 제3호의 2"),
            ("제46조의 4", "제46조의4", "제46조의 4"),
            ("제308조의 2, 제309조", "제308조의2", "제308조의 2"),
            ("제308조의 2\n가. 갑", "제308조의2", "제308조의 2"),
            ("제308조의 2.", "제308조의2", "제308조의 2"),
            ("제 839 조의 2", "제839조의2", "제 839 조의 2"),
            ("제5조의 2. 원고의 주장", "제5조", "제5조"),
            ("제3조의 2인 이상", "제3조", "제3조"),
            ("제4의2조", "제4조의2", "제4의2조"),
            ("750조 1항", "제750조 제1항", "750조 1항"),
            ("제840조 제1, 6항", "제840조 제1항", "제840조 제1"),
            ("제840조 제1 내지 제6호", "제840조 제1호", "제840조 제1"),
            ("제1, 제329조", "", ""),
            ("제2조 제1호증", "제2조", "제2조"),
            ("제3조사국", "", ""),
            ("제3조 제1항목", "제3조", "제3조"),
            ("제2항", "", ""),
        ] {
            let expected = (!quote.is_empty()).then(|| (provision.to_owned(), quote));
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_lower_level_takes_the_upper_ones_from_its_context() {
        let context = provision_at(Text("제2조 제1항 제3호"), 0, Provision::default()).unwrap().provision;
        for (text, expected) in [
            ("제5항", "제2조 제5항"),
            ("제7호", "제2조 제1항 제7호"),
            ("(나)목", "제2조 제1항 제3호 나목"),
            ("제3조", "제3조"),
        ] {
            let reading = provision_at(Text(text), 0, context).unwrap();
            assert_eq!(reading.provision.to_string(), expected);
        }
    }
}
