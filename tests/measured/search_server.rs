//! An export in a server that speaks the API of OpenSearch: as many judgments, and the same first hit.
//!
//! `PANRYE_OSMEM_SERVER` names the program `osmem-server` (a package of that name on PyPI holds it), which keeps its
//! indices in memory.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::shared;

/// Judgments of the collection that are exported: every so many of its records.
const EVERY: usize = 35;
/// Case numbers that are asked for.
const NUMBERS: usize = 20;
/// Queries whose judgments with all words are counted.
const WORDS: [&str; 6] =
    ["손해배상", "소멸시효 완성", "신의성실", "정보통신망법", "명의신탁 부동산", "제750조"];

/// A server on a port of its own; it ends when its standard input is closed.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let program = std::env::var_os("PANRYE_OSMEM_SERVER").expect("PANRYE_OSMEM_SERVER names a server");
        let mut command = Command::new(program);
        command.args(["-addr", "127.0.0.1:0"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["url"].as_str().unwrap().trim_start_matches("http://").to_owned();
        Self { process, address }
    }

    /// The answer to a request.
    fn ask(&self, method: &str, path: &str, body: &[u8]) -> Value {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // HTTP/1.0: the answer comes in one piece and the connection ends with it.
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            self.address
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(" 200 "), "{method} {path}: {head}\n{body}");
        serde_json::from_str(body).unwrap()
    }

    fn count(&self, query: &Value) -> u64 {
        self.ask("POST", "/panrye/_count", query.to_string().as_bytes())["count"].as_u64().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn panrye(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panrye"));
    let output = command.args(arguments).current_dir(folder).env_remove("PANRYE_INDEX").output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Builds an index of a part of the collection, and exports it to the server.
fn export(folder: &Path, collection: &Path, server: &Server) -> Value {
    let file = fs::File::open(collection).unwrap();
    let lines = BufReader::new(zstd::Decoder::new(file).unwrap()).lines().step_by(EVERY);
    let mut some = fs::File::create(folder.join("some.jsonl")).unwrap();
    for line in lines {
        writeln!(some, "{}", line.unwrap()).unwrap();
    }
    panrye(folder, &["--quiet", "index", "some.jsonl"]);
    panrye(folder, &["--quiet", "export", "--format", "opensearch", "--output", "os"]);
    server.ask("PUT", "/panrye", &fs::read(folder.join("os/index.json")).unwrap());
    for entry in fs::read_dir(folder.join("os")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ndjson") {
            let answer = server.ask("POST", "/panrye/_bulk", &fs::read(path).unwrap());
            assert_eq!(answer["errors"], false);
        }
    }
    server.ask("POST", "/panrye/_refresh", b"");
    panrye(folder, &["status", "--json"]).swap_remove(0)
}

/// The query of docs/export.md for a case number.
fn number_query(number: &str) -> Value {
    json!({"size": 1, "query": {"bool": {"should": [
        {"constant_score": {"filter": {"term": {"case_numbers": number}}, "boost": 1000}},
        {"constant_score": {"filter": {"term": {"cites": number}}, "boost": 100}},
        {"match": {"tokens": number}}
    ]}}})
}

/// The query of docs/export.md for all words of a text.
fn words_query(folder: &Path, text: &str) -> Value {
    let analysis = &panrye(folder, &["analyze", "--json", text])[0];
    let parts = analysis["tokens"].as_array().unwrap().iter().filter(|token| token["kind"] == "part");
    let mut seen = BTreeSet::new();
    // Of the forms at one position the first is the fullest.
    let fullest = parts.filter(|token| seen.insert(token["position"].as_u64()));
    let word = |token: &Value| json!({"multi_match": {"query": token["text"], "fields": ["tokens", "bare"]}});
    json!({"query": {"bool": {"must": fullest.map(word).collect::<Vec<_>>()}}})
}

#[test]
#[ignore = "needs a collection of judgments, PANRYE_SHARED, and a search server, PANRYE_OSMEM_SERVER"]
fn a_search_server_finds_what_the_program_finds() {
    let shared = shared();
    let server = Server::start();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let status = export(folder, &shared.join("corpus/judgments.jsonl.zst"), &server);
    assert_eq!(server.count(&json!({"query": {"match_all": {}}})), status["judgments"].as_u64().unwrap());

    // Half of the numbers are judgments that others of the index cite.
    let cited = panrye(folder, &["top", "--in-index", "-n", "10", "--json"]);
    let latest = panrye(folder, &["search", "--sort", "date", "-n", "10", "--json", "판결"]);
    let numbers: Vec<&str> =
        cited.iter().chain(&latest).map(|line| line["case_numbers"][0].as_str().unwrap()).collect();
    assert_eq!(numbers.len(), NUMBERS);
    for number in numbers {
        let ours = &panrye(folder, &["search", "--json", "-n", "1", number])[0]["case_numbers"];
        let theirs = server.ask("POST", "/panrye/_search", number_query(number).to_string().as_bytes());
        assert_eq!(&theirs["hits"]["hits"][0]["_source"]["case_numbers"], ours, "{number}");
    }
    for text in WORDS {
        let ours = panrye(folder, &["search", "--sort", "date", "-n", "100000", "--json", text]).len();
        assert_eq!(server.count(&words_query(folder, text)), ours as u64, "{text}");
        println!("{text}: {ours} judgments in both");
    }
}
