//! A statute as a user types it: `민법 750조`, `민법 제750조 제1항`, `정보통신망법 28조의2`, `민법`.

use super::law_scan::{LawMention, law_before};
use super::provision_scan::provision_at;
use super::short_form::Scope;
use super::statute::{LawName, Ordinal, Provision, StatuteRef, key, keys};
use super::statute_names::{is_listed, law_named};
use crate::scan::{DigitRuns, Text};

/// A law or a provision of one, as a query names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatuteTerm {
    /// The law.
    pub law: LawName,
    /// Where in the law; the default is the whole law.
    pub provision: Provision,
}

impl StatuteTerm {
    /// The term that finds every reference to this provision or below it: one of [`StatuteRef::keys`] of those.
    pub fn key(&self) -> String {
        key(&self.law, self.provision)
    }

    /// The terms from the law down to the provision.
    pub fn keys(&self) -> Vec<String> {
        keys(&self.law, self.provision)
    }
}

impl StatuteRef {
    /// Reads a whole text as one statute. A law alone counts only where it is certainly the name of one.
    pub fn parse_query(text: &str) -> Option<StatuteTerm> {
        let text = Text(text.trim());
        let Some(digits) = DigitRuns::new(text, first_article(text)?, text.len()).next() else {
            return law_alone(text.0);
        };
        let before = text.skip_blanks_back(digits.start);
        if let Some(word) = text.eat_back(before, "별표") {
            return annex(text, digits.start, text.eat_back(word, "[").unwrap_or(word));
        }
        let start = text.eat_back(before, "제").unwrap_or(digits.start);
        let head = law_before(text, start, &Scope::default());
        let LawMention::Named(law) = head.law else {
            return None;
        };
        let context = Provision { supplementary: head.supplementary, ..Provision::default() };
        let reading = provision_at(text, start, context)?;
        (head.start == 0 && reading.end == text.len())
            .then_some(StatuteTerm { law: law.name, provision: reading.provision })
    }
}

/// Where the provision can begin: after a name that has digits itself (`5·18…`), else at the beginning.
fn first_article(text: Text<'_>) -> Option<usize> {
    let law_end = text.0.rfind(['법', '률', '령', '칙', '정', '약', '례'])?;
    let end = law_end + text.char_at(law_end)?.len_utf8();
    // 조례, 규정 and the like are followed by their provision; a later 조 or 항 is no name of a law.
    Some(if text.0.get(..end)?.contains('제') && !is_listed(text.0.get(..end)?) { 0 } else { end })
}

fn law_alone(text: &str) -> Option<StatuteTerm> {
    let name = text.strip_prefix("구 ").unwrap_or(text).trim_matches(['「', '」']).trim();
    is_listed(name).then(|| StatuteTerm { law: law_named(name), provision: Provision::default() })
}

fn annex(text: Text<'_>, digits: usize, start: usize) -> Option<StatuteTerm> {
    let head = law_before(text, start, &Scope::default());
    let LawMention::Named(law) = head.law else {
        return None;
    };
    let (number, end) = text.number(digits)?;
    let (branch, end) = match text.eat(end, "의").and_then(|after| text.number(after)) {
        Some((branch, end)) => (Some(branch), end),
        None => (None, end),
    };
    let end = text.eat(end, "]").unwrap_or(end);
    (head.start == 0 && end == text.len()).then_some(StatuteTerm {
        law: law.name,
        provision: Provision { annex: Some(Ordinal { number, branch }), ..Provision::default() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statutes_are_read_as_users_type_them() {
        for (text, expected) in [
            ("민법 750조", Some("민법 제750조")),
            ("민법750조", Some("민법 제750조")),
            ("민법 제750조 제1항", Some("민법 제750조 제1항")),
            ("민법 제750조 1항 2호", Some("민법 제750조 제1항 제2호")),
            ("정보통신망법 28조의2", Some("정보통신망이용촉진및정보보호등에관한법률 제28조의2")),
            ("구 건축법 시행령 제3조", Some("건축법시행령 제3조")),
            ("민법 부칙 제3조", Some("민법 부칙 제3조")),
            ("도로교통법 시행규칙 별표 28", Some("도로교통법시행규칙 별표 28")),
            ("독점규제 및 공정거래에 관한 법률 제19조", Some("독점규제및공정거래에관한법률 제19조")),
            ("민법", Some("민법")),
            ("「상법」", Some("상법")),
            ("특가법", Some("특정범죄가중처벌등에관한법률")),
            ("방법", None),
            ("법", None),
            ("750조", None),
            ("2013다43994", None),
            ("민법 제750조 손해배상", None),
            ("손해배상 민법 제750조", None),
            ("", None),
        ] {
            let read = StatuteRef::parse_query(text).map(|term| term.key());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}
