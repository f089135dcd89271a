//! A server on this machine that answers as the Open API of law.go.kr does, with all the faults that it may have.
//! The judgments are artificial; the shapes are the API's.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A question as it came: the page, its parameters (decoded), and the head of the request.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub page: String,
    pub parameters: BTreeMap<String, String>,
    pub head: String,
}

impl Question {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.parameters.get(name).map_or("", String::as_str)
    }

    /// The serial number of a judgment that is asked for; `None` for the list.
    pub(crate) fn serial(&self) -> Option<u64> {
        (self.page == "lawService.do").then(|| self.get("ID").parse().unwrap())
    }

    /// The page of the list that is asked for, from 1.
    pub(crate) fn list_page(&self) -> Option<u64> {
        (self.page == "lawSearch.do").then(|| self.get("page").parse().unwrap())
    }
}

/// How a question is answered.
pub(crate) enum Reply {
    /// Status 200 with this body.
    Xml(String),
    /// Status 200 with these bytes, whatever they are.
    Bytes(Vec<u8>),
    /// Another status, with further header lines.
    Status(u16, String),
    /// A body that breaks off: fewer bytes than the header promises.
    Cut(String),
    /// The connection is closed without a word.
    Hangup,
    /// Nothing, until the one who asked goes away.
    Silence,
}

type Answering = dyn Fn(&Question, usize) -> Reply + Send + Sync;

/// The server; it ends when it is dropped.
pub(crate) struct OpenApi {
    address: String,
    asked: Arc<Mutex<Vec<Question>>>,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl OpenApi {
    /// A server that answers with `answering`, which is told how often the same was asked before.
    pub(crate) fn start(answering: impl Fn(&Question, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let ending = Arc::new(AtomicBool::new(false));
        let (questions, end) = (Arc::clone(&asked), Arc::clone(&ending));
        let answering: Arc<Answering> = Arc::new(answering);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                let (questions, answering) = (Arc::clone(&questions), Arc::clone(&answering));
                // Whoever is left without an answer must not keep the next one waiting.
                std::thread::spawn(move || serve(stream.unwrap(), &questions, &*answering));
            }
        });
        Self { address, asked, ending, thread: Some(thread) }
    }

    /// A server with the list of these judgments, newest first, and their texts.
    pub(crate) fn with(serials: Vec<u64>) -> Self {
        Self::start(move |question, _| answer(question, &serials))
    }

    /// What `--base-url` is to be.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/DRF", self.address)
    }

    /// Everything that was asked, in order.
    pub(crate) fn asked(&self) -> Vec<Question> {
        self.asked.lock().unwrap().clone()
    }

    /// The serial numbers that were asked for, in order.
    pub(crate) fn serials(&self) -> Vec<u64> {
        self.asked().iter().filter_map(Question::serial).collect()
    }

    /// The pages of the list that were asked for, in order.
    pub(crate) fn pages(&self) -> Vec<u64> {
        self.asked().iter().filter_map(Question::list_page).collect()
    }
}

impl Drop for OpenApi {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(&self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// What the API answers when nothing is wrong.
pub(crate) fn answer(question: &Question, serials: &[u64]) -> Reply {
    Reply::Xml(match question.list_page() {
        Some(page) => list(page, serials),
        None => question.serial().filter(|serial| serials.contains(serial)).map_or_else(no_such, judgment),
    })
}

/// A page of the list of these judgments.
pub(crate) fn list(page: u64, serials: &[u64]) -> String {
    let from = usize::try_from(page - 1).unwrap() * 100;
    let items: String =
        (1..).zip(serials.iter().skip(from).take(100)).map(|(n, &serial)| item(n, serial)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PrecSearch><target>prec</target><키워드>*</키워드>\
         <section>evtNm</section><totalCnt>{}</totalCnt><page>{page}</page>{items}</PrecSearch>",
        serials.len()
    )
}

fn item(n: usize, serial: u64) -> String {
    format!(
        "<prec id=\"{n}\"><판례일련번호>{serial}</판례일련번호><사건명><![CDATA[대여금]]></사건명>\
         <사건번호>2020다{serial}</사건번호><선고일자>2020.01.02</선고일자><법원명>대법원</법원명>\
         <법원종류코드>400201</법원종류코드><사건종류명>민사</사건종류명><사건종류코드>400101</사건종류코드>\
         <판결유형>판결</판결유형><선고>선고</선고><데이터출처명>대법원</데이터출처명>\
         <판례상세링크>/DRF/lawService.do?OC={KEY}&amp;target=prec&amp;ID={serial}&amp;type=HTML</판례상세링크></prec>"
    )
}

/// The key of the tests.
pub(crate) const KEY: &str = "test-key-31415";

/// The text of a judgment.
pub(crate) fn judgment(serial: u64) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PrecService>\n<판례정보일련번호>{serial}</판례정보일련번호>\n\
         <사건명><![CDATA[대여금]]></사건명>\n<사건번호>2020다{serial}</사건번호>\n<선고일자>20200102</선고일자>\n\
         <선고>선고</선고>\n<법원명>대법원</법원명>\n<법원종류코드>400201</법원종류코드>\n\
         <사건종류명>민사</사건종류명>\n<사건종류코드>400101</사건종류코드>\n<판결유형>판결</판결유형>\n\
         <판시사항><![CDATA[대여금 {serial}원을 갚을 책임이 있는지 여부]]></판시사항>\n<판결요지><![CDATA[]]></판결요지>\n\
         <참조조문><![CDATA[민법 제598조]]></참조조문>\n<참조판례><![CDATA[]]></참조판례>\n\
         <판례내용><![CDATA[【주 문】<br/>상고를 기각한다.<br/>【이 유】<br/>갑은 을에게 대여금 {serial}원을 갚아야 한다.]]>\
         </판례내용>\n</PrecService>"
    )
}

/// What the API says of a judgment that is listed and whose text it does not give out.
pub(crate) fn no_such() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Law>일치하는 판례가 없습니다.  판례명을 확인하여 주십시오.</Law>".to_owned()
}

fn serve(stream: TcpStream, asked: &Mutex<Vec<Question>>, answering: &Answering) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut head = String::new();
    while let Some(Ok(line)) = lines.next() {
        if line.is_empty() {
            break;
        }
        head.push_str(&line);
        head.push('\n');
    }
    let Some(question) = question(&head) else { return };
    let before = {
        let mut asked = asked.lock().unwrap();
        let same =
            |other: &&Question| (&other.page, &other.parameters) == (&question.page, &question.parameters);
        let before = asked.iter().filter(same).count();
        asked.push(question.clone());
        before
    };
    send(stream, answering(&question, before));
}

fn send(mut stream: TcpStream, reply: Reply) {
    let type_ = "Content-Type: text/xml;charset=UTF-8\r\nConnection: close\r\n";
    let whole = |status: u16, more: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 {status} Said\r\n{type_}{more}Content-Length: {}\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    };
    let bytes = match reply {
        Reply::Xml(body) => whole(200, "", body.as_bytes()),
        Reply::Bytes(body) => whole(200, "", &body),
        Reply::Status(status, more) => whole(status, &more, b"<html><title>no</title></html>"),
        Reply::Cut(body) => {
            let whole = whole(200, "", body.as_bytes());
            whole[..whole.len() - 40].to_vec()
        }
        Reply::Hangup => Vec::new(),
        Reply::Silence => {
            // Ends when the other side closes the connection.
            let _ = stream.set_read_timeout(Some(Duration::from_secs(60)));
            let _ = BufReader::new(&stream).read_line(&mut String::new());
            return;
        }
    };
    let _ = stream.write_all(&bytes);
    let _ = stream.shutdown(Shutdown::Both);
}

fn question(head: &str) -> Option<Question> {
    let target = head.lines().next()?.split(' ').nth(1)?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let parameters = query.split('&').filter_map(|pair| pair.split_once('='));
    Some(Question {
        page: path.rsplit('/').next()?.to_owned(),
        parameters: parameters.map(|(name, value)| (decoded(name), decoded(value))).collect(),
        head: head.to_owned(),
    })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        rest = more;
        match (first, more) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
                rest = after;
            }
            (b'+', _) => bytes.push(b' '),
            (&other, _) => bytes.push(other),
        }
    }
    String::from_utf8(bytes).unwrap()
}
