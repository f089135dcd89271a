//! What a citation is called and how it is drawn, the same in every drawing.

use panrye_engine::graph::GraphEdge;
use panrye_law::reference::{Role, Treatment};

/// The kinds of citation that drawings tell apart: a treatment that words express, or a step of the case's own
/// history, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Followed,
    Overruled,
    Distinguished,
    Dissent,
    History,
    Cited,
}

impl Relation {
    pub(super) const ALL: [Self; 6] =
        [Self::Followed, Self::Overruled, Self::Distinguished, Self::Dissent, Self::History, Self::Cited];

    /// The treatment wins over the role: that a judgment overrules matters more than where it says so.
    pub(super) const fn of(edge: &GraphEdge) -> Self {
        match (edge.treatment, edge.role) {
            (Some(Treatment::Overruled), _) => Self::Overruled,
            (Some(Treatment::Distinguished), _) => Self::Distinguished,
            (Some(Treatment::Dissent), _) => Self::Dissent,
            (_, Role::Appealed | Role::Remanding | Role::Related) => Self::History,
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
            Self::Dissent => "dissent",
            Self::History => "history",
            Self::Cited => "cited",
        }
    }

    /// The name in a legend.
    pub(super) const fn korean(self) -> &'static str {
        match self {
            Self::Followed => "따름",
            Self::Overruled => "변경·폐기",
            Self::Distinguished => "구별",
            Self::Dissent => "반대의견 등",
            Self::History => "심급·관련",
            Self::Cited => "인용",
        }
    }

    /// The color of the line.
    pub(super) const fn color(self) -> &'static str {
        match self {
            Self::Followed => "#5b6b7b",
            Self::Overruled => "#d0021b",
            Self::Distinguished => "#d97706",
            Self::Dissent => "#7c3aed",
            Self::History => "#0f766e",
            Self::Cited => "#9aa5b1",
        }
    }
}

/// What one edge is called: its treatment, or else its role.
pub(super) const fn word(edge: &GraphEdge) -> &'static str {
    match (Relation::of(edge), edge.role) {
        (Relation::History, Role::Appealed) => "원심",
        (Relation::History, Role::Remanding) => "환송",
        (Relation::History, _) => "관련",
        (Relation::Cited, Role::Reference) => "참조",
        (relation, _) => relation.korean(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::reference::Depth;

    #[test]
    fn a_treatment_is_named_before_a_role() {
        let edge =
            |role, treatment| GraphEdge { from: 0, to: 1, role, treatment, depth: Depth::Cited, count: 1 };
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
            assert_eq!(word(&edge(role, treatment)), expected, "{role} {treatment:?}");
        }
    }
}
