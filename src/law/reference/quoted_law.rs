//! Names of laws in quotation marks: `「국제조세조정에 관한 법률」`, `구 ‘건축법’`, and defined short names in quotes.

use super::law_scan::{LawMention, former_before};
use super::short_form::{LawUse, Scope, ShortForm, short_form_before};
use super::statute_names::law_named;
use crate::scan::{Text, is_blank};

/// The longest name of a law in quotes, in bytes.
const MAX_QUOTED: usize = 300;

/// A name in quotes that ends at `end`: `「국제조세조정에 관한 법률」`, `구 「…」`, and a defined name in quotes.
pub(super) fn quoted_name(
    text: Text<'_>,
    end: usize,
    last: char,
    scope: &Scope,
) -> Option<(usize, LawMention)> {
    let open = opening_quote(last)?;
    let inner_end = end - last.len_utf8();
    let floor = text.boundary(inner_end.saturating_sub(MAX_QUOTED));
    let start = text.between(floor, inner_end).rfind(open)? + floor;
    let inner = text.between(start + open.len_utf8(), inner_end).trim_matches(is_blank);
    if begins_with_a_particle(inner) {
        return None;
    }
    let (name, old) = match inner.strip_prefix('구') {
        Some(rest) if rest.starts_with(is_blank) => (rest.trim_start_matches(is_blank), true),
        _ => (inner, false),
    };
    if let Some((_, target)) = scope.alias_before(Text(inner), inner.len()).filter(|found| found.0 == 0) {
        return Some((start, LawMention::of(target)));
    }
    if let Some(form) = short_form_before(Text(inner), inner.len()).filter(|form| form.start == 0) {
        return Some((start, LawMention::Short(ShortForm { start, ..form })));
    }
    if !ends_like_a_law(name) || name.contains(['.', '?']) {
        return None;
    }
    let (outer, former) = former_before(text, start);
    let law = LawUse { name: law_named(name), former: old || former };
    Some((outer.min(start), LawMention::Named(law)))
}

const fn opening_quote(closing: char) -> Option<char> {
    match closing {
        '」' => Some('「'),
        '』' => Some('『'),
        '’' => Some('‘'),
        '”' => Some('“'),
        '\'' => Some('\''),
        '"' => Some('"'),
        '>' => Some('<'),
        '〉' => Some('〈'),
        '》' => Some('《'),
        _ => None,
    }
}

/// `"약국개설자"에 관한 구 약사법 "제38조"`: what stands between two quotations is none.
fn begins_with_a_particle(inner: &str) -> bool {
    const PARTICLES: [&str; 12] = ["에", "은", "는", "을", "를", "의", "이", "가", "과", "와", "로", "으로"];
    inner.split(is_blank).next().is_some_and(|word| PARTICLES.contains(&word))
}

fn ends_like_a_law(name: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "법",
        "법률",
        "시행령",
        "시행규칙",
        "규칙",
        "규정",
        "조례",
        "헌법",
        "협약",
        "협정",
        "조약",
        "의정서",
        "고시",
        "훈령",
        "예규",
        "지침",
        "기준",
        "요령",
        "세칙",
        "령",
        "헌장",
        "규약",
    ];
    name.chars().count() >= 2 && ENDINGS.iter().any(|ending| name.ends_with(ending))
}
