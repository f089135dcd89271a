//! Labels of numbered text: `1.` `가.` `(1)` `(가)` `1)` `가)` `①` `Ⅰ.`
//!
//! The court's rule on writing judgments (재판서 양식에 관한 예규) orders them 1. 가. 1) 가) (1) (가) ①; older
//! judgments order them 1. 가. (1) (가). So the level of a label is not in its kind: the outline finds it.

/// The kinds of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum LabelKind {
    /// `1.`
    Number,
    /// `가.`
    Letter,
    /// `1)`
    NumberBracket,
    /// `가)`
    LetterBracket,
    /// `(1)`
    BracketedNumber,
    /// `(가)`
    BracketedLetter,
    /// `①`
    Circled,
    /// `Ⅰ.`
    Roman,
}

/// A label: its kind, its place in the order (from 1), and its length in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) kind: LabelKind,
    pub(super) ordinal: u32,
    pub(super) len: usize,
}

/// The letters that count, in their order.
const LETTERS: &str = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허";
/// Ordinals above this are years, amounts or serials.
const HIGHEST: u32 = 60;

impl Label {
    /// The label that `text` begins with.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        match first {
            '(' | '（' => bracketed(text, first.len_utf8()),
            '①'..='⑳' => {
                let ordinal = first as u32 - '①' as u32 + 1;
                Some(Self { kind: LabelKind::Circled, ordinal, len: first.len_utf8() })
            }
            'Ⅰ'..='Ⅻ' => {
                let ordinal = first as u32 - 'Ⅰ' as u32 + 1;
                let len = first.len_utf8() + 1;
                text.get(first.len_utf8()..)?.starts_with('.').then_some(Self {
                    kind: LabelKind::Roman,
                    ordinal,
                    len,
                })
            }
            _ => plain(text),
        }
    }
}

fn plain(text: &str) -> Option<Label> {
    let (ordinal, is_number, len) = ordinal(text)?;
    let mut rest = text.get(len..)?.chars();
    let kind = match (rest.next()?, is_number) {
        ('.', true) => LabelKind::Number,
        ('.', false) => LabelKind::Letter,
        (')', true) => LabelKind::NumberBracket,
        (')', false) => LabelKind::LetterBracket,
        _ => return None,
    };
    // `1.5`, `2018.1.` and `가.나` are no labels; `1)원고` is one.
    let dotted = matches!(kind, LabelKind::Number | LabelKind::Letter);
    let next = rest.next();
    let closed = if dotted { next.is_none_or(|c| !c.is_ascii_digit() && c != '.') } else { next.is_some() };
    closed.then_some(Label { kind, ordinal, len: len + 1 })
}

fn bracketed(text: &str, open: usize) -> Option<Label> {
    let inside = text.get(open..)?;
    let (ordinal, is_number, len) = ordinal(inside)?;
    let close = inside.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let kind = if is_number { LabelKind::BracketedNumber } else { LabelKind::BracketedLetter };
    Some(Label { kind, ordinal, len: open + len + close.len_utf8() })
}

/// A number or a counting letter: its ordinal, whether it is a number, its bytes.
fn ordinal(text: &str) -> Option<(u32, bool, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let ordinal: u32 = text.get(..digits).filter(|_| digits <= 2)?.parse().ok()?;
        return (1..=HIGHEST).contains(&ordinal).then_some((ordinal, true, digits));
    }
    let letter = text.chars().next()?;
    let ordinal = LETTERS.chars().position(|known| known == letter)?;
    Some((ordinal as u32 + 1, false, letter.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_kind_are_read() {
        for (text, kind, ordinal) in [
            ("1. 원심", LabelKind::Number, 1),
            ("12. 결론", LabelKind::Number, 12),
            ("나. 판단", LabelKind::Letter, 2),
            ("3) 원고", LabelKind::NumberBracket, 3),
            ("가) 피고", LabelKind::LetterBracket, 1),
            ("(2) 그런데", LabelKind::BracketedNumber, 2),
            ("(다) 또한", LabelKind::BracketedLetter, 3),
            ("② 을", LabelKind::Circled, 2),
            ("Ⅱ. 판단", LabelKind::Roman, 2),
        ] {
            let label = Label::parse(text).unwrap();
            assert_eq!((label.kind, label.ordinal), (kind, ordinal), "{text}");
        }
    }

    #[test]
    fn dates_and_amounts_are_no_labels() {
        for text in ["2018. 1. 25.", "1.5배", "2018.1.25", "100. ", "원. ", "(소극)", "1원", "제1항", ""]
        {
            assert_eq!(Label::parse(text), None, "{text}");
        }
    }
}
