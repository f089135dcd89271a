//! Serial numbers (판례일련번호): what the API calls a judgment by, and what its file is named after.

use std::fmt;

/// The serial number of a judgment. Digits only, so a file named after it stays in its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SerialNumber(u64);

impl SerialNumber {
    /// Parses ASCII digits; `None` for anything else, and for zero.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().filter(|&number| number > 0).map(Self)
    }

    /// The name of the file that holds the judgment.
    pub fn file_name(self) -> String {
        format!("{self}.xml")
    }

    /// The serial number that a file is named after.
    pub fn of_file_name(name: &str) -> Option<Self> {
        let serial = name.strip_suffix(".xml").and_then(Self::parse)?;
        (serial.file_name() == name).then_some(serial)
    }
}

impl fmt::Display for SerialNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_are_a_serial_number() {
        assert_eq!(SerialNumber::parse(" 123456 ").unwrap().file_name(), "123456.xml");
        for text in ["", "0", "-1", "+1", "12a", "../1", "1/2", "１２", "99999999999999999999999"] {
            assert_eq!(SerialNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn files_are_named_in_one_way() {
        assert_eq!(SerialNumber::of_file_name("7.xml"), SerialNumber::parse("7"));
        for name in ["007.xml", "7.XML", "7", ".7.xml", "7.xml.part"] {
            assert_eq!(SerialNumber::of_file_name(name), None, "{name}");
        }
    }
}
