//! Nouns and their parts: which words of a run of nouns become index tokens, and in which form.
//!
//! A run is what is between blanks, particles and endings: `손해배상청구권`, `비급여`, `대법원`. The dictionary's
//! expression column takes compounds apart; prefixes and suffixes are put back to their nouns, because 비급여 is not
//! 급여 and a lawyer looks for 소유권, not for 소유. Every part keeps one position; next to its fullest form a part can
//! have a barer one at the same position, so that 소유 finds 소유권 and a phrase still lines up.
//!
//! | in the text | parts (fullest first) |
//! |---|---|
//! | 손해배상청구권 | 손해 · 배상 · 청구권/청구 |
//! | 소유권 | 소유권/소유 |
//! | 비급여 | 비급여 |
//! | 대법원 | 대법원/법원 |
//! | 정보통신망 | 정보 · 통신망/통신 |
//! | 원고들 | 원고 |
//! | 제3채무자 | 제3채무자 |

use std::borrow::Cow;

use panrye_morph::dictionary::Tag;
use panrye_text::character::is_hangul;

/// Prefixes that turn the meaning of their noun around or select among several: the noun alone must not be found.
const BINDING_PREFIXES: [&str; 16] =
    ["비", "미", "불", "무", "부", "제", "반", "탈", "피", "맹", "몰", "역", "준", "재", "가", "공"];
/// Suffixes that add nothing to search for.
const EMPTY_SUFFIXES: [&str; 3] = ["들", "님", "씨"];

/// One word of a run, in hangul, with the bytes of the run that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) role: Role,
}

/// What a word does in a run of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// 접두사: belongs to the next word.
    Prefix,
    /// A noun or another word that means something by itself.
    Noun,
    /// 접미사: belongs to the word before.
    Suffix,
    /// A number: belongs to a unit that follows.
    Number,
    /// A unit behind a number.
    Unit,
}

impl Role {
    /// The role of a word with this tag in a run of nouns; `None` for what ends a run.
    pub(super) const fn of(tag: Tag) -> Option<Self> {
        match tag {
            Tag::Nng | Tag::Nnp | Tag::Xr | Tag::Sl | Tag::Sh => Some(Self::Noun),
            Tag::Xpn => Some(Self::Prefix),
            Tag::Xsn => Some(Self::Suffix),
            Tag::Sn => Some(Self::Number),
            Tag::Nnbc => Some(Self::Unit),
            _ => None,
        }
    }
}

/// A part of a run: its fullest form, a barer one if it may be found too, and the bytes of the run that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) full: Cow<'a, str>,
    pub(super) bare: Option<Cow<'a, str>>,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Puts the pieces of one run together to parts.
pub(super) fn parts<'a>(pieces: &[Piece<'a>]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::with_capacity(pieces.len());
    let mut prefix: Option<Part<'a>> = None;
    let mut last: Option<&Piece<'a>> = None;
    for (i, piece) in pieces.iter().enumerate() {
        let next = pieces.get(i + 1);
        match piece.role {
            Role::Prefix if next.is_some() => prefix = Some(joined(prefix.take(), piece, true)),
            Role::Noun if leads_compound(piece, next) => prefix = Some(joined(prefix.take(), piece, true)),
            Role::Number if prefix.is_some() && next.is_some_and(|next| next.role == Role::Noun) => {
                prefix = Some(joined(prefix.take(), piece, true));
            }
            Role::Suffix | Role::Unit if attach(&mut parts, prefix.is_some(), piece, last) => {}
            Role::Noun
                if trails_compound(piece, last) && attach(&mut parts, prefix.is_some(), piece, last) => {}
            // A unit without a number says nothing in one syllable (원, 조, 명).
            Role::Unit if prefix.is_none() && piece.text.chars().count() == 1 => {}
            _ => parts.push(joined(prefix.take(), piece, false)),
        }
        last = Some(piece);
    }
    parts.extend(prefix);
    parts
}

/// A part of the prefix so far and the piece; `bare` is the piece alone where the prefix does not bind.
fn joined<'a>(prefix: Option<Part<'a>>, piece: &Piece<'a>, is_prefix: bool) -> Part<'a> {
    let Some(prefix) = prefix else {
        return Part { full: piece.text.clone(), bare: None, start: piece.start, end: piece.end };
    };
    let binds = is_prefix || BINDING_PREFIXES.iter().any(|binding| prefix.full.starts_with(binding));
    let mut full = prefix.full;
    append(&mut full, &piece.text);
    Part { full, bare: (!binds).then(|| piece.text.clone()), start: prefix.start, end: piece.end }
}

/// Adds to a form that may grow piece by piece over a whole text, so that it must not be copied each time.
fn append(form: &mut Cow<'_, str>, text: &str) {
    match form {
        Cow::Owned(written) => written.push_str(text),
        Cow::Borrowed(written) => *form = Cow::Owned([*written, text].concat()),
    }
}

/// Adds a suffix or a unit to the part before it, whose form so far stays as the barer one.
fn attach<'a>(
    parts: &mut [Part<'a>],
    after_prefix: bool,
    piece: &Piece<'a>,
    last: Option<&Piece<'a>>,
) -> bool {
    let Some(part) = parts.last_mut().filter(|_| !after_prefix) else {
        return false;
    };
    let unit_of_number = last.is_some_and(|last| matches!(last.role, Role::Number | Role::Unit));
    if part.end != piece.start || (piece.role == Role::Unit && !unit_of_number) {
        return false;
    }
    part.end = piece.end;
    if EMPTY_SUFFIXES.contains(&piece.text.as_ref()) && piece.role == Role::Suffix {
        return true;
    }
    if part.bare.is_none() {
        part.bare = Some(part.full.clone());
    }
    append(&mut part.full, &piece.text);
    true
}

fn one_syllable(piece: &Piece<'_>) -> bool {
    piece.role == Role::Noun && piece.text.chars().count() == 1 && piece.text.chars().all(is_hangul)
}

/// 대 in 대법원: one syllable that goes on without a blank says too little alone.
fn leads_compound(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> bool {
    one_syllable(piece) && next.is_some_and(|next| next.role == Role::Noun && !one_syllable(next))
}

/// 망 in 정보통신망.
fn trails_compound(piece: &Piece<'_>, last: Option<&Piece<'_>>) -> bool {
    one_syllable(piece) && last.is_some_and(|last| matches!(last.role, Role::Noun | Role::Suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(words: &[(&'static str, Role)]) -> Vec<String> {
        let mut at = 0;
        let pieces: Vec<Piece<'_>> = words
            .iter()
            .map(|&(text, role)| {
                let start = at;
                at += text.len() as u32;
                Piece { text: Cow::Borrowed(text), start, end: at, role }
            })
            .collect();
        let show = |part: Part<'_>| match part.bare {
            Some(bare) => format!("{}/{bare}", part.full),
            None => part.full.into_owned(),
        };
        parts(&pieces).into_iter().map(show).collect()
    }

    #[test]
    fn affixes_go_with_their_nouns() {
        use Role::{Noun, Number, Prefix, Suffix, Unit};
        for (words, expected) in [
            (vec![("소유", Noun), ("권", Suffix)], vec!["소유권/소유"]),
            (vec![("비", Prefix), ("급여", Noun)], vec!["비급여"]),
            (vec![("총", Prefix), ("매출", Noun)], vec!["총매출/매출"]),
            (vec![("대", Noun), ("법원", Noun)], vec!["대법원/법원"]),
            (vec![("정보", Noun), ("통신", Noun), ("망", Noun)], vec!["정보", "통신망/통신"]),
            (vec![("원고", Noun), ("들", Suffix)], vec!["원고"]),
            (vec![("제", Prefix), ("3", Number), ("채무자", Noun)], vec!["제3채무자"]),
            (vec![("300", Number), ("원", Unit)], vec!["300원/300"]),
            (
                vec![("손해", Noun), ("배상", Noun), ("청구", Noun), ("권", Suffix)],
                vec!["손해", "배상", "청구권/청구"],
            ),
            (vec![("갑", Noun)], vec!["갑"]),
        ] {
            assert_eq!(run(&words), expected, "{words:?}");
        }
    }
}
