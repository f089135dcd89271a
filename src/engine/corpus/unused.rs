//! Names of a source that mean nothing to panrye: columns of a table, keys of JSON. The first few are kept, to be named once.

use std::sync::Arc;

use super::limits::LONGEST_SAID;
use panrye_text::character::boundary_before;

/// The most names of one source that are kept.
const MOST: usize = 5;

/// The longest name that is shown whole, in bytes.
const LONGEST: usize = LONGEST_SAID / 2;

/// What the names of a source are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// Columns of a table.
    Column,
    /// Keys of JSON.
    Key,
}

/// Some names of a source that mean nothing to panrye: one at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedNames {
    kind: NameKind,
    names: Vec<String>,
    has_more: bool,
}

impl UnusedNames {
    /// The first of these names; `None` where there are none.
    pub(super) fn of<'n>(kind: NameKind, names: impl IntoIterator<Item = &'n str>) -> Option<Arc<Self>> {
        let mut kept: Vec<String> = Vec::new();
        let mut has_more = false;
        for name in names {
            let name = shown(name);
            if kept.contains(&name) {
                continue;
            }
            has_more = kept.len() == MOST;
            if has_more {
                break;
            }
            kept.push(name);
        }
        (!kept.is_empty()).then(|| Arc::new(Self { kind, names: kept, has_more }))
    }

    /// What they are.
    pub const fn kind(&self) -> NameKind {
        self.kind
    }

    /// The names that are kept.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there are others.
    pub const fn has_more(&self) -> bool {
        self.has_more
    }

    /// The names as they are told: `` `a`, `b` ``.
    pub fn told(&self) -> String {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    }

    /// Adds the names of another record of the same source. Those that stay do not depend on the order of the records.
    pub(crate) fn merge(&mut self, other: &Self) {
        if self == other {
            return;
        }
        self.has_more |= other.has_more;
        self.names.extend(other.names.iter().cloned());
        self.names.sort();
        self.names.dedup();
        self.has_more |= self.names.len() > MOST;
        self.names.truncate(MOST);
    }
}

/// A name on one line, cut where it is very long.
fn shown(name: &str) -> String {
    let name = name.trim();
    let kept = name.get(..boundary_before(name, name.len().min(LONGEST))).unwrap_or_default();
    let mut line: String = kept.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if kept.len() < name.len() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> UnusedNames {
        Arc::unwrap_or_clone(UnusedNames::of(NameKind::Key, names.iter().copied()).unwrap())
    }

    #[test]
    fn the_first_names_are_kept() {
        for (names, told, has_more) in [
            (vec!["나", "가"], "`나`, `가`", false),
            (vec!["가", " 가 ", "나\n다"], "`가`, `나 다`", false),
            (vec!["1", "2", "3", "4", "5"], "`1`, `2`, `3`, `4`, `5`", false),
            (vec!["1", "2", "3", "4", "5", "6"], "`1`, `2`, `3`, `4`, `5`", true),
        ] {
            let unused = of(&names);
            assert_eq!((unused.told().as_str(), unused.has_more()), (told, has_more));
        }
        assert_eq!(UnusedNames::of(NameKind::Key, []), None);
        assert!(of(&[&"가".repeat(1_000)]).names()[0].len() < 2 * LONGEST);
    }

    #[test]
    fn what_many_records_have_does_not_depend_on_their_order() {
        let records = [of(&["다", "가"]), of(&["나"]), of(&["1", "2", "3", "4"])];
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let mut all = records[order[0]].clone();
            for at in order {
                all.merge(&records[at]);
            }
            assert_eq!((all.told().as_str(), all.has_more()), ("`1`, `2`, `3`, `4`, `가`", true));
        }
        let mut same = records[0].clone();
        same.merge(&records[0]);
        assert_eq!(same.told(), "`다`, `가`");
    }
}
