//! Annexes of a law: `시행령 [별표 1]`, `시행령 제61조 제1항 [별표 2] 제2호 (라)목`.

use super::law_scan::{LawMention, law_before};
use super::provision_scan::{Reading, provision_at};
use super::short_form::LawUse;
use super::statute::{Ordinal, Provision};
use super::statutes::StatuteScanner;
use crate::scan::Text;
use panrye_text::span::Span;

/// Whether an annex without a number follows the article that ends at `end`: `제2조 제1항 [별표]는 제1호부터`.
pub(super) fn is_behind_its_article(text: Text<'_>, end: usize) -> bool {
    let at = text.skip_blanks(end);
    text.eat_any(at, &["[별표]", "별표]"]).is_some()
}

/// Whether an annex ends at `end`, with or without a number: what follows is one of its items, not of an article's.
pub(super) fn ends_with_an_annex(text: Text<'_>, end: usize) -> bool {
    let end = text.skip_blanks_back(end);
    let end = text.eat_any_back(end, &[" 중", " 가운데"]).map_or(end, |annex| text.skip_blanks_back(annex));
    let end = text.eat_any_back(end, &["]", "」", "’", "”"]).unwrap_or(end);
    // 부속서 3-가.
    let end = text.eat_any_back(end, &["-가", "-나", "-다", "-라", "-마"]).unwrap_or(end);
    let number =
        text.before(end).trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '의' | '-' | ' '));
    text.eat_any_back(number.len(), &["별표", "별표 제", "별지", "별지 제", "부속서"]).is_some()
}

impl StatuteScanner<'_> {
    /// `시행령 [별표 1]`, `시행규칙 별표 8 제3호`: the annex of a law that is named directly before.
    pub(super) fn annex(&mut self, digits: Span, before: usize) -> Option<usize> {
        let text = self.text;
        let word = text.eat_back(before, "별표")?;
        self.move_to(word);
        let open = text.eat_back(word, "[");
        let start = open.unwrap_or(word);
        let (law, from) = self.law_of_annex(start)?;
        let (number, end) = text.number(digits.start)?;
        let branch = text.eat(end, "의").and_then(|after| text.number(after));
        let end = branch.map_or(end, |(_, end)| end);
        let end = open.and_then(|_| text.eat(end, "]")).unwrap_or(end);
        let provision = Provision {
            annex: Some(Ordinal { number, branch: branch.map(|(branch, _)| branch) }),
            ..Provision::default()
        };
        let deeper = provision_at(text, text.skip_blanks(end), provision)
            .filter(|reading| reading.provision.article.is_none());
        Some(self.list(law.as_ref(), from, deeper.unwrap_or(Reading { provision, end })))
    }

    /// The law of an annex at `start`, with where the mention begins: named before it, or that of the article before it
    /// (`시행령 제61조 제1항 [별표 2]`).
    fn law_of_annex(&mut self, start: usize) -> Option<(Option<LawUse>, usize)> {
        let before = self.text.skip_blanks_back(start);
        if let Some(article) = self.ending_at(before) {
            let law = article.law.clone().map(|name| LawUse { name, former: article.former });
            return Some((law, start));
        }
        let head = law_before(self.text, start, &self.scope);
        if !matches!(head.law, LawMention::Named(_) | LawMention::Short(_)) {
            return None;
        }
        let law = self.law_of(&head).ok()?;
        self.define_in_notes(&head, law.as_ref());
        Some((law, head.start))
    }
}
