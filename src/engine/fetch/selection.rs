//! Which judgments are wanted, in the parameters of the API.

use super::key::ApiKey;
use super::target::Target;
use panrye_law::judgment::{Court, CourtLevel, DecisionDate, Judgment};

/// Judgments on one page of the list: the most that the API gives.
pub(super) const PAGE: u64 = 100;

/// What to ask the list for. Without anything it is every judgment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The collection.
    pub target: Target,
    /// Words that the API searches for.
    pub words: Option<String>,
    /// Whether the words are looked for in the names of cases only, not in the texts.
    pub names_only: bool,
    /// A court, by its name.
    pub court: Option<String>,
    /// The first day of decision.
    pub from: Option<DecisionDate>,
    /// The last day of decision.
    pub to: Option<DecisionDate>,
}

impl Selection {
    /// The parameters of a page of the list, from 1, without the key: newest decisions first.
    pub(super) fn parameters(&self, page: u64) -> Vec<(&'static str, String)> {
        let mut parameters = vec![
            ("target", self.target.name().to_owned()),
            ("type", "XML".to_owned()),
            ("display", PAGE.to_string()),
            ("sort", "ddes".to_owned()),
            ("page", page.to_string()),
        ];
        if let Some(words) = &self.words {
            parameters.push(("search", if self.names_only { "1" } else { "2" }.to_owned()));
            parameters.push(("query", words.clone()));
        }
        if let Some(court) = &self.court {
            parameters.push(("curt", court.clone()));
        }
        if self.from.is_some() || self.to.is_some() {
            let day = |date: Option<DecisionDate>, open: u64| date.map_or(open, DecisionDate::as_number);
            if let Some(name) = self.target.days() {
                parameters
                    .push((name, format!("{}~{}", day(self.from, 19_000_101), day(self.to, 99_991_231))));
            }
        }
        parameters
    }

    /// Whether a judgment of the list is among the wanted as far as the list tells: a parameter that the API should
    /// come to pass over must not bring everything.
    pub(super) fn takes(&self, judgment: &Judgment) -> bool {
        let court =
            self.court.as_deref().and_then(Court::parse).filter(|court| court.level() != CourtLevel::Other);
        let court =
            Court::may_be_one(court.as_ref().map(Court::name), judgment.court.as_ref().map(Court::name));
        let day = judgment
            .decided
            .is_none_or(|day| self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to));
        court && day
    }

    /// A name for the selection in the notes of a folder: one line, the same for the same judgments, and without the
    /// key, which somebody may have taken for a word to look for.
    pub(super) fn name(&self, key: &ApiKey) -> String {
        let parameters = self.parameters(1).into_iter().filter(|(name, _)| *name != "page");
        let parameters = parameters.map(|(name, value)| format!("{name}={}", key.mask(&value)));
        let text = parameters.collect::<Vec<_>>().join(" ");
        text.escape_debug().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection() -> Selection {
        Selection {
            words: Some("개인정보 유출".to_owned()),
            court: Some("서울고법".to_owned()),
            from: DecisionDate::new(2018, 1, 1),
            ..Selection::default()
        }
    }

    #[test]
    fn a_selection_becomes_parameters() {
        let parameters = selection().parameters(3);
        let value =
            |name: &str| parameters.iter().find(|(found, _)| *found == name).map(|(_, value)| value.as_str());
        assert_eq!(value("page"), Some("3"));
        assert_eq!(value("search"), Some("2"));
        assert_eq!(value("prncYd"), Some("20180101~99991231"));
        assert_eq!(value("curt"), Some("서울고법"));
        assert_eq!(Selection::default().parameters(1).len(), 5);
        let decisions = Selection { target: Target::Constitutional, ..selection() }.parameters(1);
        assert!(decisions.contains(&("target", "detc".to_owned())));
        assert!(decisions.contains(&("edYd", "20180101~99991231".to_owned())));
    }

    #[test]
    fn what_the_list_should_not_give_is_not_taken() {
        let judgment = |court: &str, day: &str| Judgment {
            court: Court::parse(court),
            decided: DecisionDate::parse(day),
            ..Judgment::default()
        };
        for (court, day, taken) in [
            ("서울고등법원", "2018.01.01", true),
            ("서울고등법원(춘천재판부)", "20200101", true),
            ("", "", true),
            ("대법원", "20200101", false),
            ("서울고등법원", "20171231", false),
        ] {
            assert_eq!(selection().takes(&judgment(court, day)), taken, "{court} {day}");
        }
        let level = Selection { court: Some("고등법원".to_owned()), ..Selection::default() };
        assert!(level.takes(&judgment("부산고등법원", "20200101")));
    }

    #[test]
    fn names_are_one_line() {
        let two = Selection { words: Some("가\n나".to_owned()), ..Selection::default() };
        let key = ApiKey::parse("hong&gil-dong").unwrap();
        assert!(!two.name(&key).contains('\n') && two.name(&key) != Selection::default().name(&key));
        for spelling in ["hong&gil-dong", "hong%26gil-dong"] {
            let slip =
                Selection { words: Some(format!("유출 {spelling} 개인정보")), ..Selection::default() };
            let name = slip.name(&key);
            assert!(name.contains("유출 … 개인정보") && !name.contains("gil"), "{name}");
        }
    }
}
