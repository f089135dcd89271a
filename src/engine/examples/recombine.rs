//! Makes a large collection out of a small one: every judgment many times over, its sentences mixed with those of
//! others, under case numbers and dates of its own.
//!
//! ```console
//! $ cargo run --release --package panrye-engine --example recombine -- judgments.jsonl 10 [SEED] > ten-times.jsonl
//! ```
//!
//! Words are as frequent as they were, and citations mean a judgment as often: a number becomes one of `TIMES` numbers
//! wherever it is. Memory does not grow with the collection. The same arguments give the same bytes.

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use panrye_engine::corpus::{Item, Names, RawRecord, discover, read_source};
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{CaseKind, Court, DecisionDate, DecisionType, Judgment, Section, sentences};
use serde_json::json;

/// Sentences of others that are at hand at one time.
const AT_HAND: usize = 20_000;
/// The largest serial that is read as one.
const LARGEST_SERIAL: u64 = 9_999_999;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, times, rest @ ..] = &arguments[..] else {
        return Err("usage: recombine FILE TIMES [SEED]".into());
    };
    let seed = rest.first().map_or(Ok(1), |seed| seed.parse())?;
    let files = discover(&[PathBuf::from(path)]).files;
    if files.is_empty() {
        return Err(format!("there are no judgments in {path}").into());
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut mixer = Mixer { times: times.parse()?, copy: 0, random: Random(seed), at_hand: Vec::new() };
    let mut failed = None;
    for copy in 0..mixer.times {
        mixer.copy = copy;
        for file in &files {
            let flow = read_source(file, &Names::default(), &|_| {}, &mut |raw| {
                for item in raw.into_iter().flat_map(RawRecord::parse) {
                    if let Item::Record(record) = item
                        && let Err(error) = writeln!(out, "{}", mixer.mixed(&record.judgment))
                    {
                        failed = Some(error);
                        return ControlFlow::Break(());
                    }
                }
                ControlFlow::Continue(())
            });
            if flow.is_break() {
                break;
            }
        }
    }
    match failed {
        // Whoever reads may have enough.
        Some(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Some(error) => Err(error.into()),
        None => Ok(out.flush()?),
    }
}

/// Mixes judgments.
struct Mixer {
    /// How many judgments each one becomes.
    times: u64,
    /// Which of them is being made.
    copy: u64,
    random: Random,
    at_hand: Vec<String>,
}

impl Mixer {
    fn mixed(&mut self, judgment: &Judgment) -> serde_json::Value {
        let numbers: Vec<String> = judgment
            .case_numbers
            .iter()
            .map(|&number| renumbered(number, self.times, self.copy).to_string())
            .collect();
        let docket = if numbers.is_empty() { judgment.docket.clone() } else { Some(numbers.join(", ")) };
        let [issues, holdings, statutes, cases, content] = Section::ALL.map(|section| {
            let text = judgment.section(section);
            match section {
                Section::Statutes | Section::Cases => self.with_numbers(text),
                Section::Issues | Section::Holdings => self.with_sentences(text, 4),
                Section::Content => self.with_sentences(text, 2),
            }
        });
        let decided = judgment.decided.map(|date| self.another_day(date).to_string());
        json!({
            "사건명": judgment.case_name,
            "사건번호": docket,
            "선고일자": decided,
            "법원명": judgment.court.as_ref().map(Court::name),
            "사건종류명": judgment.kind.as_ref().map(CaseKind::as_str),
            "판결유형": judgment.decision.map(DecisionType::korean),
            "판시사항": issues,
            "판결요지": holdings,
            "참조조문": statutes,
            "참조판례": cases,
            "판례내용": content,
        })
    }

    /// A day of the same year.
    fn another_day(&mut self, date: DecisionDate) -> DecisionDate {
        let (month, day) = (1 + self.random.below(12) as u8, 1 + self.random.below(28) as u8);
        DecisionDate::new(date.year(), month, day).unwrap_or(date)
    }

    /// The text with one of `share` sentences replaced by one of another judgment.
    fn with_sentences(&mut self, text: &str, share: u64) -> String {
        let mut mixed = String::with_capacity(text.len());
        let mut end = 0;
        for span in sentences(text) {
            mixed.push_str(text.get(end..span.start).unwrap_or_default());
            end = span.end;
            let own = span.of(text);
            // Headings and labels make the outline.
            let is_prose = own.ends_with("다.") && own.chars().count() > 20;
            let other = self.random.below(self.at_hand.len().max(1) as u64) as usize;
            if is_prose && self.random.below(share) == 0 && other < self.at_hand.len() {
                let other = std::mem::replace(&mut self.at_hand[other], own.to_owned());
                mixed.push_str(&self.with_numbers(&other));
            } else {
                if is_prose && self.at_hand.len() < AT_HAND {
                    self.at_hand.push(own.to_owned());
                }
                mixed.push_str(&self.with_numbers(own));
            }
        }
        mixed.push_str(text.get(end..).unwrap_or_default());
        mixed
    }

    /// The text with other case numbers: most of those of the same copy, some of any.
    fn with_numbers(&mut self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, digits) = rest.split_at(at);
            written.push_str(before);
            let run = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            let (year, behind) = digits.split_at(run);
            let serial_at = behind.find(|c: char| !('가'..='힣').contains(&c)).unwrap_or(behind.len());
            let serial = behind.get(serial_at..).unwrap_or_default();
            let serial_end = serial.find(|c: char| !c.is_ascii_digit()).unwrap_or(serial.len());
            let whole = digits.get(..run + serial_at + serial_end).unwrap_or(year);
            let (number, length) = match whole.parse::<CaseNumber>() {
                Ok(number) if serial_at > 0 && serial_end > 0 => (Some(number), whole.len()),
                _ => (None, run),
            };
            match number {
                Some(number) => {
                    let copy =
                        if self.random.below(4) == 0 { self.random.below(self.times) } else { self.copy };
                    written.push_str(&renumbered(number, self.times, copy).to_string());
                }
                None => written.push_str(year),
            }
            rest = digits.get(length..).unwrap_or_default();
        }
        written.push_str(rest);
        written
    }
}

/// The number that stands for `number` in a copy. Numbers so large that no court has them are brought down: the few that
/// meet another then are of one file, where nothing is merged.
fn renumbered(number: CaseNumber, times: u64, copy: u64) -> CaseNumber {
    let serial = u64::from(number.serial()) * times + copy;
    let serial = if serial > LARGEST_SERIAL { 1 + serial % LARGEST_SERIAL } else { serial };
    number.with_serial(u32::try_from(serial).unwrap_or(number.serial()))
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
