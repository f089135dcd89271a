//! Values that begin as somebody has begun to type them.

use std::collections::BTreeSet;

use tantivy::schema::Field;

use super::schema::Fields;
use super::{IndexError, IndexReader};

/// What values can be listed of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Case numbers of judgments.
    CaseNumbers,
    /// Case numbers that judgments cite.
    CitedNumbers,
    /// Names of courts.
    Courts,
    /// Levels of courts.
    Levels,
    /// Kinds of cases.
    Kinds,
    /// Forms of decisions.
    Forms,
    /// What decisions come to.
    Outcomes,
    /// Laws that judgments refer to, and their provisions.
    Statutes,
}

impl Listed {
    const fn field(self, fields: &Fields) -> Field {
        match self {
            Self::CaseNumbers => fields.case_number,
            Self::CitedNumbers => fields.cites,
            Self::Courts => fields.court,
            Self::Levels => fields.level,
            Self::Kinds => fields.kind,
            Self::Forms => fields.decision,
            Self::Outcomes => fields.outcome,
            Self::Statutes => fields.statute,
        }
    }
}

impl IndexReader {
    /// Values of the index that begin with `prefix`, about `most` of them, in the order of the alphabet.
    ///
    /// Where there are more, every letter that can follow is among them: what a shell takes for the common beginning of
    /// the values is that of all. Only the dictionaries are read, at a few places.
    pub fn values_from(&self, of: Listed, prefix: &str, most: usize) -> Result<Vec<String>, IndexError> {
        let field = of.field(self.fields());
        let mut prefix = prefix.to_owned();
        loop {
            let first = self.terms(field, &prefix, most + 1)?;
            if first.len() <= most {
                return Ok(first);
            }
            let branches = self.branches(field, &prefix)?;
            match &branches[..] {
                [only] if *only != prefix => prefix.clone_from(only),
                _ => {
                    let each = (most / branches.len().max(1)).max(1);
                    let mut values = BTreeSet::new();
                    for branch in &branches {
                        values.extend(self.terms(field, branch, each)?);
                    }
                    return Ok(values.into_iter().collect());
                }
            }
        }
    }

    /// The prefixes that are one letter longer, and the prefix itself where it is a value.
    fn branches(&self, field: Field, prefix: &str) -> Result<Vec<String>, IndexError> {
        let mut branches: Vec<String> = Vec::new();
        let mut from = prefix.to_owned().into_bytes();
        while let Some(next) = self.next_term(field, prefix, &from)? {
            let letter = next.get(prefix.len()..).and_then(|rest| rest.chars().next());
            let mut branch = prefix.to_owned();
            branch.extend(letter);
            from = branch.clone().into_bytes();
            if letter.is_none() {
                from.push(0);
                // The value itself stands for itself only.
                branches.push(branch);
                continue;
            }
            // No letter begins with this byte, so that all that begins with the branch comes before it.
            from.push(0xff);
            branches.push(branch);
        }
        Ok(branches)
    }

    fn next_term(&self, field: Field, prefix: &str, from: &[u8]) -> Result<Option<String>, IndexError> {
        Ok(self.scan(field, prefix, from, 1)?.into_iter().next())
    }

    fn terms(&self, field: Field, prefix: &str, most: usize) -> Result<Vec<String>, IndexError> {
        let found = self.scan(field, prefix, prefix.as_bytes(), most)?;
        Ok(found.into_iter().take(most).collect())
    }

    /// The first `most` terms of every segment from `from` on that begin with `prefix`.
    fn scan(
        &self,
        field: Field,
        prefix: &str,
        from: &[u8],
        most: usize,
    ) -> Result<BTreeSet<String>, IndexError> {
        let mut found = BTreeSet::new();
        for segment in self.searcher().segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(from).into_stream()?;
            for _ in 0..most {
                if !terms.advance() || !terms.key().starts_with(prefix.as_bytes()) {
                    break;
                }
                found.extend(std::str::from_utf8(terms.key()).ok().map(str::to_owned));
            }
        }
        Ok(found)
    }
}
