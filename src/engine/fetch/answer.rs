//! What an answer is: the API says everything with status 200, so its root element has to tell.

use quick_xml::Reader;
use quick_xml::XmlVersion::Explicit1_0;
use quick_xml::events::Event;

use super::serial::SerialNumber;
use super::trouble::{Breakage, Strange, Trouble};
use crate::corpus::{Item, RawRecord, Reason, decoded_text, judgments_of_xml};
use panrye_law::judgment::Judgment;

/// Children of the root element that are looked at; what counts comes first.
const LOOKED_AT: usize = 16;

/// A page of the list.
#[derive(Debug)]
pub(super) struct ListPage {
    /// How many judgments the whole list has.
    pub(super) total: u64,
    /// Those of this page, with what the list says of them.
    pub(super) judgments: Vec<Judgment>,
}

/// What the API has of a judgment.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// The judgment; the answer as it came.
    Text(Vec<u8>),
    /// Nothing: it is listed, but its text is not given out. That is so of every fourth judgment or so, those of other
    /// agencies' systems.
    NoText,
}

/// Reads a page of the list.
pub(super) fn list(bytes: &[u8]) -> Result<ListPage, Trouble> {
    let text = decoded_text(bytes).map_err(broken)?;
    let head = head(&text)?;
    let total = head.child("totalCnt").and_then(|total| total.trim().parse().ok());
    let total = match total {
        Some(total) => total,
        None if head.root.ends_with("Search") => return Err(Trouble::Broken(Breakage::NoTotal)),
        None => return Err(head.trouble()),
    };
    Ok(ListPage { total, judgments: judgments_of_xml(&text).map_err(broken)? })
}

/// Reads the answer for one judgment, and checks that it is a judgment, and that one. `docket` is its number on the
/// list, which counts where the answer does not repeat the serial number.
pub(super) fn detail(bytes: Vec<u8>, serial: SerialNumber, docket: Option<&str>) -> Result<Detail, Trouble> {
    let head = head(&decoded_text(&bytes).map_err(broken)?)?;
    if head.children.is_empty() && head.text.contains("없습니다") && !is_refusal(&head.text) {
        return Ok(Detail::NoText);
    }
    if !head.root.ends_with("Service") {
        return Err(head.trouble());
    }
    let mut found = RawRecord::of_file(&serial.file_name(), bytes.clone()).parse();
    match (found.pop(), found.is_empty()) {
        (Some(Item::Record(record)), true) => {
            is_asked_for(&record.judgment, serial, docket).map(|()| Detail::Text(bytes))
        }
        (Some(Item::Fault(fault)), true) if matches!(fault.reason, Reason::Hollow(_)) => Ok(Detail::NoText),
        (Some(Item::Fault(fault)), _) => Err(broken(fault.reason)),
        (Some(Item::Record(_)), false) => Err(Trouble::Unknown(Strange::Several)),
        (None, _) => Err(Trouble::Unknown(Strange::NoFields)),
    }
}

/// Reads any bytes as each answer that the API gives; a door for the fuzz target.
#[cfg(fuzzing)]
pub fn any_answer(serial: SerialNumber, bytes: &[u8]) -> Vec<Trouble> {
    let troubles = [list(bytes).err(), detail(bytes.to_vec(), serial, None).err()];
    troubles.into_iter().flatten().collect()
}

fn is_asked_for(judgment: &Judgment, serial: SerialNumber, docket: Option<&str>) -> Result<(), Trouble> {
    match judgment.serial_number.as_deref().map(SerialNumber::parse) {
        Some(Some(named)) if named == serial => Ok(()),
        Some(Some(named)) => Err(Trouble::Another(named)),
        _ if docket.is_some() && judgment.docket.as_deref() == docket => Ok(()),
        _ => Err(Trouble::Unknown(Strange::Unnamed)),
    }
}

fn broken(reason: Reason) -> Trouble {
    Trouble::Broken(match reason {
        Reason::Empty => return Trouble::Empty,
        Reason::Binary | Reason::Encoding => Breakage::Encoding,
        Reason::Xml(said) => Breakage::Xml(said),
        Reason::NotAJudgment => Breakage::NoJudgment,
        // The others are of files that are no XML.
        other => Breakage::Other(other.to_string()),
    })
}

/// The beginning of an answer: its root element, the text in that, and its first children.
#[derive(Debug, Default)]
struct Head {
    root: String,
    text: String,
    children: Vec<(String, String)>,
}

impl Head {
    fn child(&self, name: &str) -> Option<&str> {
        self.children.iter().find(|(found, _)| found == name).map(|(_, text)| text.as_str())
    }

    /// What an answer that is neither list nor judgment says.
    fn trouble(&self) -> Trouble {
        let said: Vec<&str> = ["result", "msg"].into_iter().filter_map(|name| self.child(name)).collect();
        let said = if said.is_empty() { self.text.trim().to_owned() } else { said.join(" ") };
        if is_refusal(&said) {
            Trouble::Refused(said)
        } else if said.is_empty() {
            Trouble::Unknown(Strange::Root(self.root.clone()))
        } else {
            Trouble::Unknown(Strange::Said(said))
        }
    }
}

/// Whether a message says that the user or the machine is not registered.
fn is_refusal(message: &str) -> bool {
    ["검증에 실패", "인증에 실패", "인증 실패", "인증키", "IP주소", "접근 권한"]
        .iter()
        .any(|sign| message.contains(sign))
}

fn head(text: &str) -> Result<Head, Trouble> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') || is_page(text) {
        // The message about the key also comes as JSON or as a page for people.
        let refused = is_refusal(&text.chars().take(4_000).collect::<String>());
        let said = title(text).unwrap_or_else(|| text.chars().take(200).collect());
        return Err(if refused {
            Trouble::Refused(said)
        } else if is_sent_on(text) {
            Trouble::SentOn(said)
        } else {
            Trouble::WebPage(said)
        });
    }
    let mut reader = Reader::from_str(text);
    let mut head = Head::default();
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| Trouble::Broken(Breakage::Xml(error.to_string())))?;
        match event {
            Event::Start(element) => {
                let name = element.name().into_inner().to_owned();
                match depth {
                    0 => head.root = name,
                    1 => head.children.push((name, String::new())),
                    _ => {}
                }
                depth += 1;
            }
            Event::Text(content) => head.append(depth, &content.xml_content(Explicit1_0)),
            Event::CData(content) => head.append(depth, &content.xml_content(Explicit1_0)),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if head.root.is_empty() => return Err(Trouble::Broken(Breakage::NoElement)),
            Event::Eof => return Ok(head),
            _ => {}
        }
        if !head.root.is_empty() && (depth == 0 || head.children.len() > LOOKED_AT) {
            return Ok(head);
        }
    }
}

impl Head {
    fn append(&mut self, depth: usize, text: &str) {
        match depth {
            1 => self.text.push_str(text),
            2 => {
                if let Some((_, value)) = self.children.last_mut() {
                    value.push_str(text);
                }
            }
            _ => {}
        }
    }
}

/// Whether a text is a page for people.
fn is_page(text: &str) -> bool {
    let begins = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins("<!doctype html") || begins("<html") || begins("<head") || begins("<script")
}

/// Whether a page sends a browser on to another: addresses of clouds are given one.
fn is_sent_on(text: &str) -> bool {
    let head: String =
        text.chars().take(4_000).filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    [
        "location.href=",
        "location.replace(",
        "location.assign(",
        "location=",
        "http-equiv=\"refresh\"",
        "http-equiv='refresh'",
    ]
    .iter()
    .any(|sign| head.contains(sign))
}

/// The title of a page, whose tags may be in capitals.
fn title(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let from = lower.find("<title>")? + "<title>".len();
    let to = from + lower.get(from..)?.find("</title>")?;
    let title = text.get(from..to)?.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn serial() -> SerialNumber {
        SerialNumber::parse("900001").unwrap()
    }

    fn judgment(serial: &str, text: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PrecService>{serial}<사건명>대여금</사건명>\
             <사건번호>2020다100001</사건번호><판례내용><![CDATA[{text}]]></판례내용></PrecService>"
        )
    }

    #[test]
    fn a_list_says_its_length_and_its_judgments() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><PrecSearch><target>prec</target>\
                    <키워드>표시&middot;광고</키워드><totalCnt>2</totalCnt><page>1</page>\
                    <prec id=\"1\"><판례일련번호>900001</판례일련번호><사건명><![CDATA[대여금]]></사건명>\
                    <사건번호>2020다100001</사건번호><선고일자>2020.01.02</선고일자><법원명>대법원</법원명></prec>\
                    <prec id=\"2\"><판례일련번호>900002</판례일련번호><사건명>보증금</사건명></prec></PrecSearch>";
        let page = list(text.as_bytes()).unwrap();
        assert_eq!(page.total, 2);
        let serials: Vec<_> = page.judgments.iter().filter_map(|j| j.serial_number.as_deref()).collect();
        assert_eq!(serials, ["900001", "900002"]);
        assert_eq!(page.judgments[0].decided.unwrap().to_string(), "2020-01-02");
    }

    #[test]
    fn other_collections_have_lists_and_texts_of_their_own() {
        let list = list(
            "<DetcSearch><target>detc</target><totalCnt>1</totalCnt><Detc id=\"1\"><헌재결정례일련번호>900001</헌재결정례일련번호>\
             <종국일자>2021.12.30</종국일자><사건번호>2020헌바900001</사건번호></Detc></DetcSearch>"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(list.judgments[0].serial_number.as_deref(), Some("900001"));
        assert_eq!(list.judgments[0].decided.unwrap().to_string(), "2021-12-30");
        for text in [
            "<DetcService><헌재결정례일련번호>900001</헌재결정례일련번호><사건번호>2020헌바900001</사건번호><전문>본다.</전문></DetcService>",
            "<ExpcService><법령해석례일련번호>900001</법령해석례일련번호><안건번호>20-0001</안건번호><회답>그렇다.</회답></ExpcService>",
            "<PpcService><결정문일련번호>900001</결정문일련번호><안건명>갑</안건명><주문>처분한다.</주문></PpcService>",
        ] {
            let read = detail(text.as_bytes().to_vec(), serial(), None);
            assert!(matches!(read, Ok(Detail::Text(_))), "{text}: {read:?}");
        }
    }

    #[test]
    fn only_the_judgment_asked_for_is_taken() {
        let named = "<판례정보일련번호>900001</판례정보일련번호>";
        let whole = judgment(named, "가");
        let detail = |text: &str| detail(text.as_bytes().to_vec(), serial(), Some("2020다100001"));
        assert_eq!(detail(&whole), Ok(Detail::Text(whole.clone().into_bytes())));
        assert!(matches!(detail(&judgment("", "가")), Ok(Detail::Text(_))), "told by its case number");
        assert_eq!(detail(&judgment(named, "")), Ok(Detail::NoText));
        assert_eq!(
            detail(
                "<?xml version=\"1.0\"?><Law>일치하는 판례가 없습니다.  판례명을 확인하여 주십시오.</Law>"
            ),
            Ok(Detail::NoText)
        );
        let other = judgment("<판례정보일련번호>900002</판례정보일련번호>", "가");
        assert_eq!(detail(&other), Err(Trouble::Another(SerialNumber::parse("900002").unwrap())));
        let cut = whole.get(..whole.len() - 30).unwrap();
        assert!(matches!(detail(cut), Err(Trouble::Broken(_))));
        let two = whole.replace(
            "</PrecService>",
            "<prec><사건명>나</사건명><판례내용>다</판례내용></prec></PrecService>",
        );
        assert!(matches!(detail(&two), Err(Trouble::Unknown(_))), "{:?}", detail(&two));
        assert!(matches!(detail("<PrecService><a/></PrecService>"), Err(Trouble::Broken(_))));
    }

    #[test]
    fn no_beginning_of_a_judgment_is_a_judgment() {
        let whole = judgment("<판례정보일련번호>900001</판례정보일련번호>", "가<br/>나").into_bytes();
        for end in 0..whole.len() {
            let cut = whole.get(..end).unwrap().to_vec();
            let read = detail(cut, serial(), Some("2020다100001"));
            assert!(read.as_ref().is_err_and(Trouble::may_pass), "{end}: {read:?}");
        }
    }

    proptest! {
        #[test]
        fn any_answer_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "[<>/?a-zPrecSvi 판례\n]{0,80}") {
            for bytes in [bytes, text.into_bytes()] {
                let _ = list(&bytes);
                prop_assert!(!matches!(detail(bytes, serial(), None), Ok(Detail::Text(_))));
            }
        }
    }

    #[test]
    fn other_answers_are_named() {
        let message = "<?xml version=\"1.0\"?><Response><result>사용자 정보 검증에 실패하였습니다.</result>\
                       <msg>IP주소를 등록해 주세요.</msg></Response>";
        let said = |text: &str| list(text.as_bytes()).unwrap_err();
        assert_eq!(
            said(message),
            Trouble::Refused("사용자 정보 검증에 실패하였습니다. IP주소를 등록해 주세요.".to_owned())
        );
        assert!(matches!(said("{\"result\": \"사용자 정보 검증에 실패하였습니다.\"}"), Trouble::Refused(_)));
        let page = "<!DOCTYPE html><HTML><TITLE>시스템 점검</TITLE><br><p>안내</HTML>";
        assert_eq!(said(page), Trouble::WebPage("시스템 점검".to_owned()));
        let script = "<html><script>window.location.href = '/other';</script></html>";
        assert!(matches!(said(script), Trouble::SentOn(_)));
        assert_eq!(said(" \n"), Trouble::Empty);
        assert!(matches!(said("<PrecSearch><page>1</page></PrecSearch>"), Trouble::Broken(_)));
        assert!(matches!(said("<PrecSearch><totalCnt>1</totalCnt><prec id=\"1\">"), Trouble::Broken(_)));
        assert!(matches!(said("<Etwas/>"), Trouble::Broken(_) | Trouble::Unknown(_)));
        let garbled = "<PrecSearch><totalCnt>1</totalCnt><키>".encode_utf16().flat_map(u16::to_be_bytes);
        assert!(list(&garbled.collect::<Vec<_>>()).is_err());
    }
}
