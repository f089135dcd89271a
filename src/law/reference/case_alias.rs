//! Short names that a text gives to decisions (`이하 '2008년 전원합의체 판결'이라 한다`).
//!
//! A use of such a name is no mention of its own, since it names no number; but a sentence that overrules under the
//! name overrules the decision that it stands for.

use super::citation::{Citation, Role};
use super::short_form::defined_names;
use super::treatment::{Cited, Treating};
use crate::scan::Text;
use panrye_text::span::Span;

/// How many short names of decisions one text may define.
const MAX_NAMES: usize = 8;

/// Marks the citations whose short name is overruled further on in the text.
pub(super) fn overrule_by_short_name(treating: &Treating<'_>, cited: &[Cited], citations: &mut [Citation]) {
    let text = treating.text;
    let mut names = 0;
    for at in 0..citations.len() {
        let Some((name, defined)) =
            citations.get(at).and_then(|citation| name_after(text, citation.span.end))
        else {
            continue;
        };
        names += 1;
        if names > MAX_NAMES {
            return;
        }
        let may_be = |cited: &&Cited| cited.role == Role::Cited && cited.is_its_own;
        let (Some(citation), Some(_)) = (citations.get_mut(at), cited.get(at).filter(may_be)) else {
            continue;
        };
        let places = memchr::memmem::find_iter(text.after(defined).as_bytes(), name.as_bytes());
        let uses = places.map(|at| Span::new(defined + at, defined + at + name.len()));
        if let Some((treatment, sentence)) = treating.of_short_name(uses) {
            citation.treatment = Some(treatment);
            citation.evidence = Some(sentence);
        }
    }
}

/// The short name that the bracket after a mention gives it, with the end of the bracket.
fn name_after(text: Text<'_>, end: usize) -> Option<(&str, usize)> {
    let mut at = text.skip_blanks(end);
    for _ in 0..2 {
        let close = (text.byte(at) == b'(').then(|| text.bracket_end(at))??;
        let name = defined_names(text.between(at, close)).next();
        if let Some(name) =
            name.filter(|name| ["판결", "결정", "판례"].iter().any(|word| name.ends_with(word)))
        {
            return Some((name, close));
        }
        at = text.skip_blanks(close);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Context, Treatment, references_in};

    #[test]
    fn a_decision_is_overruled_under_its_short_name() {
        let text = "대법원은 2008. 1. 2. 선고 2007다1 전원합의체 판결(이하 ‘2008년 전원합의체 판결’이라 한다)에서 달리 보았다. \
                    2008년 전원합의체 판결은 이 판결의 견해에 배치되는 범위에서 이를 변경하기로 한다.";
        let found = references_in(text, &Context::default()).citations;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].treatment, Some(Treatment::OverruledInPart));
        assert!(found[0].evidence.unwrap().of(text).starts_with("2008년"));
    }
}
