//! The files of the lexicon.

use super::{Situation, Trigger};

/// Why a file of situations is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum LexiconError {
    /// A line that is neither the name of a situation nor one of its lines.
    #[error("line {0}: a line is `# name`, `말: …`, `법: …`, `조문: …` or `사건: …`")]
    Line(usize),
    /// A line before the first name.
    #[error("line {0}: a situation begins with `# name`")]
    Nameless(usize),
    /// A situation without triggers or terms.
    #[error("line {0}: a situation needs `말:` and `법:`")]
    Empty(usize),
}

/// The situations of a file.
pub(super) fn situations(text: &str) -> Result<Vec<Situation<'_>>, LexiconError> {
    let mut situations: Vec<Situation<'_>> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('#') {
            if situations.last().is_some_and(Situation::is_empty) {
                return Err(LexiconError::Empty(number));
            }
            situations.push(Situation { name: name.trim(), ..Situation::default() });
            continue;
        }
        let Some(situation) = situations.last_mut() else { return Err(LexiconError::Nameless(number)) };
        let Some((key, values)) = line.split_once(':') else { return Err(LexiconError::Line(number)) };
        match key.trim() {
            "말" => situation.triggers.extend(list(values).map(Trigger)),
            "법" => situation.terms.extend(list(values)),
            "조문" => situation.statutes.extend(list(values)),
            "사건" => situation.names.extend(list(values)),
            _ => return Err(LexiconError::Line(number)),
        }
    }
    if situations.last().is_some_and(Situation::is_empty) {
        return Err(LexiconError::Empty(text.lines().count()));
    }
    Ok(situations)
}

impl Situation<'_> {
    fn is_empty(&self) -> bool {
        self.triggers.is_empty() || self.terms.is_empty()
    }
}

/// The values of a line. Blanks stand behind commas alone, so that no value has to be looked through for them.
fn list(values: &str) -> impl Iterator<Item = &str> {
    values.split(',').map(|value| value.strip_prefix(' ').unwrap_or(value)).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_situation_is_a_block() {
        let found = situations("# 소음\n말: 층간소음, 윗집/옆집+시끄럽다\n법: 수인한도, 생활방해\n조문: 민법 제217조\n\n# 둘\n말: 가\n법: 나\n").unwrap();
        assert_eq!(found.len(), 2);
        let [first, _] = &found[..] else { panic!("{found:?}") };
        assert_eq!(first.name, "소음");
        let words = |trigger: &Trigger<'_>| {
            trigger.words().map(|word| word.collect::<Vec<_>>().join("|")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(first.triggers.iter().map(words).collect::<Vec<_>>(), ["층간소음", "윗집|옆집 시끄럽다"]);
        assert_eq!(first.terms, ["수인한도", "생활방해"]);
        assert_eq!((&first.statutes[..], first.names.len()), (&["민법 제217조"][..], 0));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, expected) in [
            ("말: 가", LexiconError::Nameless(1)),
            ("# 가\n\n모름", LexiconError::Line(3)),
            ("# 가\n뜻: 나", LexiconError::Line(2)),
            ("# 가\n말: 나\n# 다", LexiconError::Empty(3)),
            ("# 가\n법: 나", LexiconError::Empty(2)),
        ] {
            assert_eq!(situations(text), Err(expected), "{text}");
        }
    }
}
