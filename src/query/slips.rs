//! Slips of the finger: how far a mistyped word is from the one that was meant.

/// Letters to add, leave out, change or swap with the next one, to make one word of the other (Damerau, 1964).
pub(crate) fn slips(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn slips_are_counted_in_letters() {
        let letters = |word: &str| -> Vec<char> { word.nfd().collect() };
        for (one, other, expected) in [
            ("손해", "손해", 0),
            ("손햬", "손해", 1),
            ("손해", "손해배상", 5),
            ("배성", "배상", 1),
            ("abc", "acb", 1),
            ("", "가", 2),
        ] {
            assert_eq!(slips(&letters(one), &letters(other)), expected, "{one} {other}");
        }
    }
}
