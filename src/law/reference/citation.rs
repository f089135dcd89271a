//! A citation: one mention of another decision that names its case number.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::case_number::CaseNumber;
use crate::judgment::{Court, DecisionDate, DecisionType, Section};
use crate::reference::opinion::Opinion;
use panrye_text::span::Span;

/// One mention of another judgment or ruling. Joined numbers (`2013다43994, 44003 판결`) are one citation with two
/// numbers; every item of a list with a date of its own is a citation of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The section in which the mention stands; `None` in a free text.
    pub section: Option<Section>,
    /// Where it stands: from the court (or the date, or the number) to the last case number and the words
    /// 전원합의체, 판결 and 결정 that follow it.
    pub span: Span,
    /// The text at the span.
    pub quote: String,
    /// The court: as written, that of the item before in the same list, or the deciding court for 당원.
    pub court: Option<Court>,
    /// The date of the decision.
    pub date: Option<DecisionDate>,
    /// 판결, 결정 or 명령, where the text says so.
    pub decision: Option<DecisionType>,
    /// Every case number, year and mark restored.
    pub numbers: Vec<CaseNumber>,
    /// Whether the whole bench (전원합의체, 전원재판부) decided.
    pub en_banc: bool,
    /// What the cited decision is to the citing one.
    pub role: Role,
    /// How the citing decision treats it, where words say so.
    pub treatment: Option<Treatment>,
    /// Whose opinion the citation stands in; `None` in a list of references and in a free text, which have no opinions.
    pub opinion: Option<Opinion>,
    /// The sentence or heading in which the words of the treatment stand.
    pub evidence: Option<Span>,
    /// The points (`[1]` → `1`, `가.` → `가`) that the citation supports, in a section with points.
    pub points: Vec<String>,
}

/// What a cited decision is to the citing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Named in the section 참조판례.
    Reference,
    /// Named in the issues, holdings or reasons.
    Cited,
    /// The decision under appeal (원심판결, 제1심판결).
    Appealed,
    /// The decision that sent the case back (환송판결).
    Remanding,
    /// Another decision or case of this case's own history (재심대상판결, 관련 형사사건).
    Related,
}

impl Role {
    /// The stable name of the role, as it is printed and stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Cited => "cited",
            Self::Appealed => "appealed",
            Self::Remanding => "remanding",
            Self::Related => "related",
        }
    }

    /// The role with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Reference, Self::Cited, Self::Appealed, Self::Remanding, Self::Related]
            .into_iter()
            .find(|role| role.name() == name)
    }
}

/// How a decision treats one that it cites. In order: the later says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Treatment {
    /// 참조, 등 참조, 따르면; 그대로 타당하다.
    Followed,
    /// 사안을 달리하여 원용하기에 적절하지 아니하다.
    Distinguished,
    /// 변경, 폐기 by this decision to some extent: 이 판결의 견해에 배치되는 범위에서.
    OverruledInPart,
    /// 변경, 폐기 by this decision.
    Overruled,
}

impl Treatment {
    const ALL: [Self; 4] = [Self::Followed, Self::Distinguished, Self::OverruledInPart, Self::Overruled];

    /// The stable name of the treatment, as it is printed and stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Distinguished => "distinguished",
            Self::OverruledInPart => "overruled_in_part",
            Self::Overruled => "overruled",
        }
    }

    /// The treatment with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|treatment| treatment.name() == name)
    }

    /// Whether the cited decision does not stand any longer, wholly or to some extent.
    pub const fn overrules(self) -> bool {
        matches!(self, Self::OverruledInPart | Self::Overruled)
    }
}

/// How much a judgment has to do with one that it cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// Only listed: in 참조판례, or as the decision under appeal.
    Mentioned,
    /// Cited for a statement in the issues, the holdings or the reasons.
    Cited,
    /// Discussed: named in three sentences or more, or spoken of outside brackets in two, or overruled or
    /// distinguished in the reasons.
    Discussed,
}

impl Depth {
    const ALL: [Self; 3] = [Self::Mentioned, Self::Cited, Self::Discussed];

    /// The stable name of the depth, as it is printed and stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mentioned => "mentioned",
            Self::Cited => "cited",
            Self::Discussed => "discussed",
        }
    }

    /// The depth with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|depth| depth.name() == name)
    }
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Depth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Treatment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Serialize for Treatment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for role in [Role::Reference, Role::Cited, Role::Appealed, Role::Remanding, Role::Related] {
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        for treatment in Treatment::ALL {
            assert_eq!(Treatment::from_name(treatment.name()), Some(treatment));
        }
        for depth in Depth::ALL {
            assert_eq!(Depth::from_name(depth.name()), Some(depth));
        }
        assert_eq!(Role::from_name(""), None);
    }
}
