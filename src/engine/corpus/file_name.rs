//! The file names of the public repository of precedents: `법원_선고일자_사건번호`.
//!
//! `, ` and `,` in the docket became `_`, notes such as `(본소)` became `_본소`; a missing court is `미상법원`, a missing
//! date `0000-00-00`.

use unicode_normalization::UnicodeNormalization;

use super::archive::inner_name;
use panrye_law::case_number::parse_docket;

/// What a file name says, as written; missing parts are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedBy {
    pub(super) court: String,
    pub(super) decided: String,
    pub(super) docket: String,
}

/// Reads the name of a file of the form court, date, numbers.
pub(super) fn read(path: &str) -> Option<NamedBy> {
    let name: String = inner_name(path).rsplit(['/', '\\']).next()?.nfc().collect();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let mut parts = stem.splitn(3, '_');
    let (court, decided, numbers) = (parts.next()?, parts.next()?, parts.next()?);
    let digits: Vec<&str> = decided.split('-').collect();
    let is_date = digits.len() == 3 && digits.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if !is_date || parse_docket(numbers).numbers.is_empty() {
        return None;
    }
    Some(NamedBy { court: court.to_owned(), decided: decided.to_owned(), docket: docket(numbers) })
}

/// The docket as it was before it became a file name.
fn docket(numbers: &str) -> String {
    let mut out = String::new();
    for part in numbers.split('_').filter(|part| !part.is_empty()) {
        let is_note = !part.contains(|c: char| c.is_ascii_digit());
        let (before, after) = match (out.is_empty(), is_note) {
            (true, _) => ("", ""),
            (false, true) => ("(", ")"),
            (false, false) => (", ", ""),
        };
        out.extend([before, part, after]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_repository_are_read() {
        let named = read("민사/대법원/대법원_2018-01-25_2015다24904_24911.md").unwrap();
        assert_eq!((named.court.as_str(), named.decided.as_str()), ("대법원", "2018-01-25"));
        assert_eq!(named.docket, "2015다24904, 24911");
        assert_eq!(
            read("대법원_2003-11-14_2000므1257_본소_1264_반소.md").unwrap().docket,
            "2000므1257(본소), 1264(반소)"
        );
        let decomposed: String = "대법원_2018-01-25_2015다24904.txt".nfd().collect();
        assert_eq!(read(&decomposed).unwrap().docket, "2015다24904");
    }

    #[test]
    fn other_names_say_nothing() {
        for name in ["README.md", "a_b_c.txt", "대법원_2018-01-25_별지.txt", "x"] {
            assert_eq!(read(name), None, "{name}");
        }
    }
}
