//! What a citation is called and how it is drawn, the same in every drawing.

use panrye_engine::graph::GraphEdge;
use panrye_law::reference::{Opinion, Role, Treatment};

/// The kinds of citation that drawings tell apart: a treatment that words express, or a step of the case's own
/// history, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Followed,
    Overruled,
    Distinguished,
    SeparateOpinion,
    History,
    Cited,
}

impl Relation {
    pub(super) const ALL: [Self; 6] = [
        Self::Followed,
        Self::Overruled,
        Self::Distinguished,
        Self::SeparateOpinion,
        Self::History,
        Self::Cited,
    ];

    /// The treatment wins over the role: that a judgment overrules matters more than where it says so.
    pub(super) const fn of(edge: &GraphEdge) -> Self {
        match (edge.treatment, edge.role) {
            (Some(Treatment::Overruled | Treatment::OverruledInPart), _) => Self::Overruled,
            (Some(Treatment::Distinguished), _) => Self::Distinguished,
            (_, Role::Appealed | Role::Remanding | Role::Related) => Self::History,
            _ if is_separate(edge.opinion) => Self::SeparateOpinion,
            (Some(Treatment::Followed), _) => Self::Followed,
            (None, Role::Reference | Role::Cited) => Self::Cited,
        }
    }

    /// The English name, also a class in the style sheet.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Overruled => "overruled",
            Self::Distinguished => "distinguished",
            Self::SeparateOpinion => "separate",
            Self::History => "history",
            Self::Cited => "cited",
        }
    }

    /// The color of the line.
    pub(super) const fn color(self) -> &'static str {
        match self {
            Self::Followed => "#5b6b7b",
            Self::Overruled => "#d0021b",
            Self::Distinguished => "#d97706",
            Self::SeparateOpinion => "#7c3aed",
            Self::History => "#0f766e",
            Self::Cited => "#9aa5b1",
        }
    }
}

/// Whether only an opinion beside the court's cites.
const fn is_separate(opinion: Option<Opinion>) -> bool {
    matches!(opinion, Some(Opinion::Concurring | Opinion::Dissenting | Opinion::Supplementary))
}

/// The language of the words in a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// The word of this language.
    pub(super) const fn pick(self, english: &'static str, korean: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Korean => korean,
        }
    }

    /// What a kind of citation is called.
    pub(super) const fn relation(self, relation: Relation) -> &'static str {
        match relation {
            Relation::Followed => self.pick("followed", "따름"),
            Relation::Overruled => self.pick("overruled", "변경·폐기"),
            Relation::Distinguished => self.pick("distinguished", "구별"),
            Relation::SeparateOpinion => self.pick("separate opinion", "반대·별개의견"),
            Relation::History => self.pick("same case", "심급·관련"),
            Relation::Cited => self.pick("cited", "인용"),
        }
    }

    /// What one edge is called: its treatment, or else its role.
    pub(super) const fn edge(self, edge: &GraphEdge) -> &'static str {
        match (Relation::of(edge), edge.role) {
            (Relation::History, Role::Appealed) => self.pick("appealed", "원심"),
            (Relation::History, Role::Remanding) => self.pick("remanding", "환송"),
            (Relation::History, _) => self.pick("related", "관련"),
            (Relation::Overruled, _) if matches!(edge.treatment, Some(Treatment::OverruledInPart)) => {
                self.pick("overruled in part", "일부 변경")
            }
            (Relation::Cited, Role::Reference) => self.pick("reference", "참조"),
            (relation, _) => self.relation(relation),
        }
    }

    /// By how many judgments one is cited.
    pub(super) fn cited_by(self, count: u64) -> String {
        format!("{} {count}", self.pick("cited by", "피인용"))
    }

    /// A later judgment overruled it.
    pub(super) const fn overruled(self) -> &'static str {
        self.pick("overruled", "변경·폐기됨")
    }

    /// The index does not have it.
    pub(super) const fn cited_only(self) -> &'static str {
        self.pick("not in the index", "미수록")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::reference::Depth;

    #[test]
    fn a_treatment_is_named_before_a_role() {
        let edge = |role, treatment| GraphEdge {
            from: 0,
            to: 1,
            role,
            treatment,
            opinion: None,
            depth: Depth::Cited,
            count: 1,
        };
        for (role, treatment, expected) in [
            (Role::Reference, None, "참조"),
            (Role::Cited, None, "인용"),
            (Role::Reference, Some(Treatment::Overruled), "변경·폐기"),
            (Role::Cited, Some(Treatment::Followed), "따름"),
            (Role::Appealed, Some(Treatment::Followed), "원심"),
            (Role::Appealed, Some(Treatment::Overruled), "변경·폐기"),
            (Role::Remanding, None, "환송"),
            (Role::Related, None, "관련"),
        ] {
            let edge = edge(role, treatment);
            assert_eq!(Language::Korean.edge(&edge), expected, "{role} {treatment:?}");
            assert!(Language::English.edge(&edge).is_ascii());
        }
    }
}
