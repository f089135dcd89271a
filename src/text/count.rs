//! Counts in English: `1 judgment`, `12,003 judgments`.

use std::fmt;

/// A count with what is counted. The alternate form (`{:#}`) is the number alone, for languages that do without a plural.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted<'n> {
    count: u64,
    noun: &'n str,
}

/// A count of what a noun in the singular names, whose plural is regular.
///
/// ```
/// use panrye_text::count::counted;
///
/// let judgments = counted(12_003, "judgment");
/// assert_eq!(format!("{judgments}, {judgments:#}"), "12,003 judgments, 12,003");
/// assert_eq!(counted(1, "query").to_string(), "1 query");
/// ```
pub fn counted(count: impl TryInto<u64>, noun: &str) -> Counted<'_> {
    Counted { count: count.try_into().unwrap_or(u64::MAX), noun }
}

impl<'n> Counted<'n> {
    /// The verb that fits the count.
    pub const fn verb(&self, of_one: &'n str, of_others: &'n str) -> &'n str {
        if self.count == 1 { of_one } else { of_others }
    }
}

impl fmt::Display for Counted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_grouped(self.count, f)?;
        match (f.alternate(), self.count) {
            (true, _) => Ok(()),
            (false, 1) => write!(f, " {}", self.noun),
            (false, _) => {
                f.write_str(" ")?;
                write_plural(self.noun, f)
            }
        }
    }
}

/// Digits in groups of three.
fn write_grouped(number: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let digits = number.to_string();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            f.write_str(",")?;
        }
        write!(f, "{digit}")?;
    }
    Ok(())
}

fn write_plural(noun: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let is_after_consonant = |stem: &str| stem.chars().last().is_some_and(|last| !"aeiou".contains(last));
    match noun.strip_suffix('y').filter(|stem| is_after_consonant(stem)) {
        Some(stem) => write!(f, "{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            write!(f, "{noun}es")
        }
        None => write!(f, "{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_singular_and_all_other_counts_are_plural() {
        for (count, noun, said) in [
            (0, "judgment", "0 judgments"),
            (1, "judgment", "1 judgment"),
            (2, "query", "2 queries"),
            (3, "day", "3 days"),
            (4, "index", "4 indexes"),
            (5, "batch", "5 batches"),
            (999, "file", "999 files"),
            (1_000, "file", "1,000 files"),
            (70_205, "judgment", "70,205 judgments"),
            (u64::MAX, "word", "18,446,744,073,709,551,615 words"),
        ] {
            assert_eq!(counted(count, noun).to_string(), said);
        }
    }

    #[test]
    fn the_number_alone_is_for_languages_without_a_plural() {
        assert_eq!(format!("{:#}건", counted(1_234, "judgment")), "1,234건");
    }

    #[test]
    fn a_verb_fits_its_count() {
        assert_eq!(counted(1, "judgment").verb("cites", "cite"), "cites");
        assert_eq!([0, 2].map(|count| counted(count, "judgment").verb("cites", "cite")), ["cite"; 2]);
    }
}
