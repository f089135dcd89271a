//! The public address of a decision at law.go.kr, the government's collection (국가법령정보센터).
//!
//! Two forms are known: the page of a serial number, and the address by case number that the site documents (`/판례/(number)`).
//! The page is exact; a number may be that of several courts. Of decisions that the site has under no such address (rulings
//! of committees, of the tax tribunal) none is given.

use crate::caption::{CONSTITUTIONAL_COURT, Caption};
use crate::case_number::{CaseClass, CaseNumber};

const SITE: &str = "https://www.law.go.kr";

/// A part of the collection, with the names that its addresses have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Judgments,
    ConstitutionalCourt,
    AdministrativeAppeals,
    Interpretations,
}

impl Part {
    /// The part that a decision is in.
    fn of(caption: &Caption) -> Option<Self> {
        match caption.form.as_deref() {
            Some("해석") => return Some(Self::Interpretations),
            Some("재결") => {
                let is_of_appeals = |court: &str| court.ends_with("행정심판위원회");
                return caption
                    .court
                    .as_deref()
                    .is_some_and(is_of_appeals)
                    .then_some(Self::AdministrativeAppeals);
            }
            _ => {}
        }
        let number = caption.lowest_number()?.parse::<CaseNumber>().ok()?;
        let is_constitutional = caption.court.as_deref() == Some(CONSTITUTIONAL_COURT)
            || number.mark().class() == CaseClass::Constitutional;
        Some(if is_constitutional { Self::ConstitutionalCourt } else { Self::Judgments })
    }

    /// The page and the name of its serial number.
    const fn page(self) -> (&'static str, &'static str) {
        match self {
            Self::Judgments => ("precInfoP.do", "precSeq"),
            Self::ConstitutionalCourt => ("detcInfoP.do", "detcSeq"),
            Self::AdministrativeAppeals => ("deccInfoP.do", "deccSeq"),
            Self::Interpretations => ("expcInfoP.do", "expcSeq"),
        }
    }

    /// What the part is called in an address by number.
    const fn korean(self) -> &'static str {
        match self {
            Self::Judgments => "판례",
            Self::ConstitutionalCourt => "헌재결정례",
            Self::AdministrativeAppeals => "행정심판례",
            Self::Interpretations => "법령해석례",
        }
    }
}

impl Caption {
    /// The public address of the decision: the page of its serial number where its source gives one, else the address by
    /// its number; `None` where neither is known. Nobody has asked the site whether it has the page.
    ///
    /// ```
    /// use panrye_law::caption::Caption;
    ///
    /// let cited = Caption::cited(vec!["2013다43994".to_owned()], Some("대법원"));
    /// assert_eq!(cited.official_url().as_deref(), Some("https://www.law.go.kr/판례/(2013다43994)"));
    /// ```
    pub fn official_url(&self) -> Option<String> {
        let part = Part::of(self)?;
        if let Some(serial) = self.serial_number.as_deref().filter(|serial| is_serial(serial)) {
            let (page, name) = part.page();
            return Some(format!("{SITE}/LSW/{page}?{name}={serial}"));
        }
        let number = self.lowest_number()?;
        let is_plain = |c: char| c.is_alphanumeric() || c == '-';
        number.chars().all(is_plain).then(|| format!("{SITE}/{}/({number})", part.korean()))
    }
}

/// Whether it is a serial number of the site: digits, no more than it has decisions.
fn is_serial(serial: &str) -> bool {
    const LONGEST: usize = 9;
    (1..=LONGEST).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_the_collection_has_its_addresses() {
        for (court, number, form, serial, expected) in [
            (Some("대법원"), "2020다100001", "판결", None, Some("판례/(2020다100001)")),
            (Some("대법원"), "2020다100001", "판결", Some("900001"), Some("LSW/precInfoP.do?precSeq=900001")),
            (Some("대법원"), "2020다100001", "판결", Some("A-1"), Some("판례/(2020다100001)")),
            (None, "2014헌바1", "결정", None, Some("헌재결정례/(2014헌바1)")),
            (Some("헌법재판소"), "2014헌바1", "결정", Some("9"), Some("LSW/detcInfoP.do?detcSeq=9")),
            (Some("중앙행정심판위원회"), "2012-01234", "재결", Some("7"), Some("LSW/deccInfoP.do?deccSeq=7")),
            (Some("중앙행정심판위원회"), "2012-01234", "재결", None, Some("행정심판례/(2012-01234)")),
            (Some("조세심판원"), "조심2012서1234", "재결", Some("7"), None),
            (Some("법제처"), "12-0001", "해석", None, Some("법령해석례/(12-0001)")),
            (Some("공정거래위원회"), "2012-123", "의결", Some("7"), None),
            (Some("법제처"), "12 0001/<a>", "해석", None, None),
        ] {
            let cited = Caption::cited(vec![number.to_owned()], court);
            let serial_number = serial.map(str::to_owned);
            let caption = Caption { form: Some(form.to_owned()), serial_number, ..cited };
            let expected = expected.map(|rest| format!("{SITE}/{rest}"));
            assert_eq!(caption.official_url(), expected, "{number} {serial:?}");
        }
        assert_eq!(Caption::default().official_url(), None);
    }
}
