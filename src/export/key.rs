//! Names that a judgment has in other programs: keys of reference managers, names of files. Each is given once.

use std::collections::HashSet;

use super::Exported;
use super::romanize::romanize;
use panrye_law::judgment::Court;

/// Longest name, in bytes, before what makes it unique: file systems end at 255.
const LONGEST: usize = 180;

/// The names given so far.
#[derive(Debug, Default)]
pub struct Keys(HashSet<String>);

impl Keys {
    /// A key of ASCII letters, digits and `-` that no judgment before had: `daebeopwon-2015da24904`.
    pub fn of(&mut self, exported: &Exported<'_>) -> String {
        let number = exported.judgment.lowest_number().unwrap_or_default();
        let parts = [court(exported), number.as_str()].map(romanize);
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let key = parts.join("-");
        self.unique(if key.is_empty() { "judgment" } else { shortened(&key) })
    }

    /// `name`, or the same with `-2`, `-3` … where it was given before.
    pub fn unique(&mut self, name: &str) -> String {
        let mut candidate = name.to_owned();
        let mut count = 1;
        while !self.0.insert(candidate.to_lowercase()) {
            count += 1;
            candidate = format!("{name}-{count}");
        }
        candidate
    }
}

/// The name of a file for a judgment, without its ending: `대법원_2020-01-10_2019다100001`.
pub fn file_name(exported: &Exported<'_>) -> String {
    let date = exported.judgment.decided.map_or_else(|| "0000-00-00".to_owned(), |date| date.to_string());
    let court = if court(exported).is_empty() { "미상법원" } else { court(exported) };
    let number = exported.judgment.lowest_number().unwrap_or_default();
    let name = format!("{court}_{date}_{number}");
    let plain = |c: char| if c.is_alphanumeric() || "-()".contains(c) { c } else { '_' };
    let name: String = name.chars().map(plain).collect();
    shortened(&name).to_owned()
}

fn court<'e>(exported: &'e Exported<'_>) -> &'e str {
    exported.judgment.court.as_ref().map_or("", Court::name)
}

fn shortened(name: &str) -> &str {
    let longest =
        name.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| end <= LONGEST).last();
    name.get(..longest.unwrap_or(0)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use panrye_law::judgment::Judgment;

    #[test]
    fn keys_are_ascii_and_given_once() {
        let stored = sample::stored(&sample::judgment());
        let exported = Exported::new(&stored, 0, panrye_engine::graph::Validity::default());
        let mut keys = Keys::default();
        assert_eq!(keys.of(&exported), "daebeopwon-2019da100001");
        assert_eq!(keys.of(&exported), "daebeopwon-2019da100001-2");
        assert_eq!(file_name(&exported), "대법원_2020-01-10_2019다100001");
    }

    #[test]
    fn a_judgment_without_court_and_number_has_a_name_too() {
        let mut judgment = Judgment::default();
        judgment.set_docket("../제2005-14호: *");
        let stored = sample::stored(&judgment);
        assert_eq!(
            file_name(&Exported::new(&stored, 0, panrye_engine::graph::Validity::default())),
            "미상법원_0000-00-00____제2005-14호___"
        );
        let stored = sample::stored(&Judgment::default());
        let exported = Exported::new(&stored, 0, panrye_engine::graph::Validity::default());
        assert_eq!(Keys::default().of(&exported), "judgment");
        judgment.set_docket(&"가".repeat(300));
        let stored = sample::stored(&judgment);
        assert!(
            file_name(&Exported::new(&stored, 0, panrye_engine::graph::Validity::default())).len() <= LONGEST
        );
    }
}
