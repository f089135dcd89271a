//! A judgment as it was read: metadata and the five text sections that every source gives.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use super::{CaseKind, Court, DecisionDate, DecisionType, Finality, Outcome, form};
use crate::case_number::{CaseNumber, parse_docket};
use panrye_text::span::Span;

/// The text sections of a judgment, under the names that the Open API of law.go.kr gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// 판시사항: the issues decided, numbered points.
    Issues,
    /// 판결요지 (결정요지): the holdings, numbered like the issues.
    Holdings,
    /// 참조조문: the statutes referred to, tied to points.
    Statutes,
    /// 참조판례: the judgments referred to, tied to points.
    Cases,
    /// 판례내용: the decision itself, with parties, order (주문) and reasons (이유).
    Content,
}

impl Section {
    /// All sections in the order in which they are published.
    pub const ALL: [Self; 5] = [Self::Issues, Self::Holdings, Self::Statutes, Self::Cases, Self::Content];

    /// The heading of the section: `판시사항`.
    pub const fn korean(self) -> &'static str {
        match self {
            Self::Issues => "판시사항",
            Self::Holdings => "판결요지",
            Self::Statutes => "참조조문",
            Self::Cases => "참조판례",
            Self::Content => "판례내용",
        }
    }

    /// The section that a heading names, blanks ignored; the Constitutional Court and rulings have `결정요지`.
    pub fn parse(heading: &str) -> Option<Self> {
        let compact: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
        match compact.as_str() {
            "결정요지" | "재결요지" => Some(Self::Holdings),
            "전문" | "본문" => Some(Self::Content),
            _ => Self::ALL.into_iter().find(|section| section.korean() == compact),
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.korean())
    }
}

impl Serialize for Section {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.korean())
    }
}

/// The longest name of a court that stands before a number, in bytes.
const LONGEST_COURT: usize = 60;

/// One decision. What its source does not say is `None` or empty; nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgment {
    /// 판례정보일련번호: the serial number in the Open API.
    pub serial_number: Option<String>,
    /// 사건명: the name of the case.
    pub case_name: Option<String>,
    /// 사건번호 as written; agencies' file numbers exist only here.
    pub docket: Option<String>,
    /// Every court case number of the docket, restored in full.
    pub case_numbers: Vec<CaseNumber>,
    /// 법원명, normalized.
    pub court: Option<Court>,
    /// 선고일자.
    pub decided: Option<DecisionDate>,
    /// 사건종류명.
    pub kind: Option<CaseKind>,
    /// 판결유형, or what the text or the mark of the case says where the source does not.
    pub decision: Option<DecisionType>,
    /// Whether the full court decided, where the source or the text says so.
    pub en_banc: Option<bool>,
    /// Whether it is final, where the source says so.
    pub finality: Option<Finality>,
    /// What it comes to, with the words of the content that say so.
    pub outcome: Option<(Outcome, Span)>,
    /// The text of each section, in the order of [`Section::ALL`]; empty where the source has none.
    pub sections: [String; 5],
}

impl Judgment {
    /// The text of a section, empty where the source has none. Paragraphs are separated by `\n`.
    pub fn section(&self, section: Section) -> &str {
        &self.sections[section as usize]
    }

    /// Replaces the text of a section.
    pub fn set_section(&mut self, section: Section, text: String) {
        self.sections[section as usize] = text;
    }

    /// Sets the docket as written and the case numbers that it holds.
    pub fn set_docket(&mut self, written: &str) {
        let written = written.trim();
        self.docket = (!written.is_empty()).then(|| written.to_owned());
        self.case_numbers = parse_docket(written).numbers;
    }

    /// Reads from the text what the source does not say: the form, the bench, whether it is final, the outcome.
    /// `written_form` is `판결유형` as written. The sections must be set.
    pub fn complete(&mut self, written_form: &str) {
        if self.court.is_none() {
            let of_mark = self.is_constitutional().then(|| Court::parse("헌법재판소")).flatten();
            self.court = self.docket.as_deref().and_then(court_of_docket).or(of_mark);
        }
        let content = &self.sections[Section::Content as usize];
        let court = self.court.as_ref();
        self.decision = self.decision.or_else(|| DecisionType::infer(self.case_numbers.first(), content));
        self.en_banc =
            form::en_banc(written_form, self.case_name.as_deref().unwrap_or_default(), court, content);
        self.finality = Finality::of_source(written_form, court, content);
        self.outcome = Outcome::of(content, court.map(Court::level));
    }

    /// Whether the mark of its case is one of the Constitutional Court.
    pub fn is_constitutional(&self) -> bool {
        self.case_numbers.first().is_some_and(|number| number.mark().to_string().starts_with('헌'))
    }

    /// The form as sources write it: `전원합의체 판결`, `판결 : 확정`.
    pub fn written_form(&self) -> Option<String> {
        let form = self.decision.map(DecisionType::korean)?;
        let bench = if self.en_banc == Some(true) { "전원합의체 " } else { "" };
        let finality = self.finality.map(|finality| format!(" : {finality}")).unwrap_or_default();
        Some(format!("{bench}{form}{finality}"))
    }

    /// The numbers under which it is known: its case numbers in full, or the docket of an agency as written.
    pub fn known_numbers(&self) -> Vec<String> {
        match (&self.docket, self.case_numbers.is_empty()) {
            (Some(docket), true) => vec![docket.clone()],
            _ => self.case_numbers.iter().map(ToString::to_string).collect(),
        }
    }

    /// The number that stands for the joined ones: the lowest of its case numbers, or the docket of an agency.
    pub fn lowest_number(&self) -> Option<String> {
        self.case_numbers.iter().min().map(ToString::to_string).or_else(|| self.docket.clone())
    }

    /// Whether there is no text to search at all.
    pub fn is_hollow(&self) -> bool {
        self.sections.iter().all(|text| text.trim().is_empty())
    }

    /// What makes this judgment the same as another one: court and first number, or what else is known.
    pub fn key(&self) -> JudgmentKey {
        let court = self.court.as_ref().map_or("", Court::name);
        match self.lowest_number() {
            Some(number) => JudgmentKey::of(court, &number),
            None => JudgmentKey(format!("{court}||{}", self.digest())),
        }
    }

    /// What tells this judgment from every other one: its [key](Self::key) and its date
    /// (`대법원|2013다43994|2015-02-12`). It stays the same when an index is rebuilt.
    pub fn identity(&self) -> String {
        self.key().with_date(self.decided)
    }

    /// A hash of everything the judgment says, in hexadecimal.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let date = self.decided.map(|date| date.to_string());
        let head = [
            self.serial_number.as_deref(),
            self.case_name.as_deref(),
            self.docket.as_deref(),
            self.court.as_ref().map(Court::name),
            date.as_deref(),
            self.kind.as_ref().map(CaseKind::as_str),
            self.decision.map(DecisionType::korean),
        ];
        for part in
            head.into_iter().map(Option::unwrap_or_default).chain(self.sections.iter().map(String::as_str))
        {
            hasher.update(part.as_bytes());
            hasher.update(&[0xff]);
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// The court before the number of a docket: `대법원2020다39999`, `서울고등법원-2021-누-39999`.
fn court_of_docket(docket: &str) -> Option<Court> {
    let name = docket.split(|c: char| c.is_ascii_digit()).next()?.trim_end_matches(['-', ' ']);
    if name.len() > LONGEST_COURT { None } else { Court::parse(name) }
}

/// The identity of a judgment across sources: normalized court and lowest case number (`대법원|2013다43994`).
///
/// Each lower court numbers its own cases, so the number alone is not enough; and sources write the name of one court
/// in several ways (`서울가법`, `서울가정법원`), so the court is normalized.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct JudgmentKey(String);

impl JudgmentKey {
    /// The key of a judgment of this court with this number, the lowest of its numbers or the docket of an agency.
    pub fn of(court: &str, number: &str) -> Self {
        Self(format!("{court}|{number}"))
    }

    /// The court in it, empty where none is known.
    pub fn court(&self) -> &str {
        self.0.split('|').next().unwrap_or_default()
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key and the date of the decision, where there is one.
    pub fn with_date(&self, decided: Option<DecisionDate>) -> String {
        format!("{}|{}", self.0, decided.map(|date| date.to_string()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgment(court: &str, docket: &str) -> Judgment {
        let mut judgment = Judgment { court: Court::parse(court), ..Judgment::default() };
        judgment.set_docket(docket);
        judgment
    }

    #[test]
    fn doublets_of_a_court_name_give_one_key() {
        let (short, full) =
            (judgment("서울고법", "2013나20054, 20047"), judgment("서울고등법원", "2013나20047"));
        assert_eq!(short.key(), full.key());
        assert_ne!(short.key(), judgment("부산고법", "2013나20047").key());
    }

    #[test]
    fn an_agency_number_is_a_key_as_written() {
        assert_eq!(judgment("국민권익위원회", "1999-03819").key().as_str(), "국민권익위원회|1999-03819");
    }

    #[test]
    fn a_docket_that_is_no_case_number_stands_for_the_numbers() {
        let joined = judgment("대법원", "2013다44003, 43994");
        assert_eq!(joined.known_numbers(), ["2013다44003", "2013다43994"]);
        assert_eq!(joined.lowest_number().as_deref(), Some("2013다43994"));
        let ruling = judgment("국민권익위원회", "1999-03819");
        assert_eq!(ruling.known_numbers(), ["1999-03819"]);
        assert_eq!(ruling.lowest_number().as_deref(), Some("1999-03819"));
        assert_eq!((judgment("", "").known_numbers(), judgment("", "").lowest_number()), (Vec::new(), None));
    }

    #[test]
    fn without_a_number_the_content_is_the_key() {
        let (mut one, mut two) = (judgment("", ""), judgment("", ""));
        one.set_section(Section::Content, "갑".to_owned());
        two.set_section(Section::Content, "을".to_owned());
        assert_ne!(one.key(), two.key());
    }

    #[test]
    fn headings_are_read_with_blanks() {
        assert_eq!(Section::parse("판 시 사 항"), Some(Section::Issues));
        assert_eq!(Section::parse("결정요지"), Some(Section::Holdings));
        assert_eq!(Section::parse("주문"), None);
    }
}
