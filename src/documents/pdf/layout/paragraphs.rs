//! Paragraphs from lines: a line that reaches the right edge goes on in the next one.

use super::Sheet;
use super::lines::Line;
use super::seams::{Seams, opens};
use super::spacing::close_numbers;
use crate::{Block, Part, Place};

/// Parts of the size of letters.
const BLANK_WIDTH: f32 = 0.3;
const SLACK: f32 = 0.3;
const INDENT: f32 = 0.6;
/// Between lines: by how much more than usual stands between paragraphs, surely and maybe.
const SURE_GAP: f32 = 1.5;
const GAP: f32 = 1.15;
/// Sizes of letters that differ more are those of a heading and a text.
const OTHER_SIZE: f32 = 1.15;
/// Letters of notes are smaller than those of the text.
const SMALL: f32 = 0.93;

/// The blocks of all pages.
pub(super) fn join(pages: &[Sheet]) -> Vec<Block> {
    let measures = Measures::of(pages);
    let mut writers = [Writer::new(Part::Body), Writer::new(Part::Footnotes)];
    for (number, page) in (1..).zip(pages) {
        let notes = first_note(page, measures.size);
        for (at, line) in page.lines.iter().enumerate() {
            writers[usize::from(at >= notes)].add(line, number, &measures);
        }
    }
    let [mut body, notes] = writers.map(|writer| writer.finish(&measures));
    body.extend(notes);
    body
}

/// What is usual in a document.
struct Measures {
    size: f32,
    /// How far one line stands below another, in parts of the size.
    pitch: f32,
    /// Left and right edges of columns.
    columns: Vec<(f32, f32)>,
    /// Whether lines end within words of hangul. Numbers and brackets may begin a line all the same.
    breaks_words: bool,
    /// Whether there is always more room between paragraphs than within them.
    has_gaps: bool,
    /// Whether the blank at the end of a line is written where there is room for it.
    writes_blanks: bool,
    seams: Seams,
}

impl Measures {
    fn of(pages: &[Sheet]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let size = middle(lines().flat_map(|line| std::iter::repeat_n(line.size, 1 + line.text.len() / 16)).collect());
        let mut measures = Self {
            size,
            pitch: 0.0,
            columns: Vec::new(),
            breaks_words: false,
            has_gaps: false,
            writes_blanks: false,
            seams: Seams::default(),
        };
        let pairs = || pages.iter().flat_map(|page| page.lines.iter().zip(page.lines.iter().skip(1)));
        let below = || pairs().filter(|(line, next)| line.column == next.column && next.at - line.at > 0.5 * line.size);
        let mut pitches: Vec<f32> = below().map(|(line, next)| (next.at - line.at) / line.size.max(1.0)).collect();
        pitches.sort_by(f32::total_cmp);
        measures.pitch = pitches.get(pitches.len() / 4).copied().unwrap_or(1.5);
        measures.columns = columns(pages);
        lines().for_each(|line| measures.seams.learn(&line.text));
        measures.find_habits(below());
        measures
    }

    /// How the program that made the file breaks lines and parts paragraphs.
    fn find_habits<'l>(&mut self, below: impl Iterator<Item = (&'l Line, &'l Line)>) {
        let (mut full, mut blanks, mut words, mut cut_words) = (0_u32, 0_u32, 0_u32, 0_u32);
        let (mut ends, mut gaps) = (0_u32, 0_u32);
        for (line, next) in below {
            let room = self.room(line) / line.size.max(1.0);
            if room > 8.0 {
                ends += 1;
                gaps += u32::from(self.pitch_of(line, next) > GAP);
                continue;
            }
            full += 1;
            blanks += u32::from(line.ends_with_blank);
            if room < 1.3 && !line.ends_with_blank && is_between_syllables(&line.text, &next.text) {
                words += 1;
                cut_words += u32::from(!self.seams.has_blank(&line.text, &next.text));
            }
        }
        self.breaks_words = cut_words * 4 > words;
        self.writes_blanks = blanks * 4 > full;
        self.has_gaps = ends >= 5 && gaps * 10 >= ends * 9;
    }

    /// How far a line stands below another, in parts of what is usual.
    fn pitch_of(&self, line: &Line, next: &Line) -> f32 {
        (next.at - line.at) / line.size.max(1.0) / self.pitch.max(0.5)
    }

    /// The right edge of the column that a line stands in.
    fn edge(&self, line: &Line) -> f32 {
        let reach = 1.5 * line.size;
        let around = self.columns.iter().filter(|(left, right)| line.start > left - reach && line.end <= right + reach);
        let edge = around.map(|&(_, right)| right).min_by(f32::total_cmp);
        edge.unwrap_or(line.end).max(line.end)
    }

    /// How much room is left at the end of a line.
    fn room(&self, line: &Line) -> f32 {
        self.edge(line) - line.end
    }

    /// Whether a paragraph goes on in another line.
    fn goes_on(&self, line: &Line, next: &Line, is_below: bool) -> bool {
        let (large, small) = (line.size.max(next.size), line.size.min(next.size));
        if large > OTHER_SIZE * small {
            return false;
        }
        let pitch = self.pitch_of(line, next);
        if is_below && !(0.5..if self.has_gaps { GAP } else { SURE_GAP }).contains(&pitch) {
            return false;
        }
        let needed = if self.breaks_words { next.first_unit } else { next.first_word + BLANK_WIDTH * line.size };
        if self.room(line) >= needed + SLACK * line.size {
            return false;
        }
        let is_apart = is_below && pitch > GAP;
        let is_indented = next.start - line.start > INDENT * line.size;
        let ends = ends_sentence(&line.text);
        let is_item = begins_item(&next.text) && (ends || begins_bracketed(&next.text) && !line.text.ends_with(','));
        !(is_item || ends && (is_apart || is_indented)) && !begins_heading(&next.text)
    }

    /// Whether a blank stands between two lines of a paragraph.
    fn has_blank(&self, line: &Line, next: &Line) -> bool {
        if line.ends_with_blank {
            return true;
        }
        let room = self.room(line);
        if self.writes_blanks && room > 2.0 * BLANK_WIDTH * line.size {
            return false;
        }
        let ends_with = |is: fn(char) -> bool| line.text.ends_with(is) && next.text.starts_with(is);
        if !self.breaks_words {
            if is_between_syllables(&line.text, &next.text) {
                return true;
            }
            // A number is cut only where no digit more had room.
            if ends_with(|c| c.is_ascii_digit()) {
                return room > 0.7 * line.size;
            }
        } else if room > next.first_unit + 0.05 * line.size && !line.text.ends_with(opens) {
            // A part of a word would have had room.
            return true;
        }
        self.seams.has_blank(&line.text, &next.text)
    }
}

fn is_between_syllables(before: &str, behind: &str) -> bool {
    let is_syllable = |c: char| ('가'..='힣').contains(&c);
    before.ends_with(is_syllable) && behind.starts_with(is_syllable)
}

/// The edges of columns with enough lines to show them.
fn columns(pages: &[Sheet]) -> Vec<(f32, f32)> {
    const LINES: usize = 4;
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for page in pages {
        let mut lines = page.lines.as_slice();
        while let Some(first) = lines.first() {
            let length = lines.iter().take_while(|line| line.column == first.column).count();
            let (column, rest) = lines.split_at(length);
            lines = rest;
            if length >= LINES {
                let left = column.iter().map(|line| line.start).fold(f32::MAX, f32::min);
                let right = column.iter().map(|line| line.end).fold(f32::MIN, f32::max);
                columns.push((left, right));
            }
        }
    }
    // Pages that are filled alike have one column: the widest of those that begin at the same place.
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut merged: Vec<(f32, f32)> = Vec::new();
    for (left, right) in columns {
        match merged.last_mut().filter(|last| left - last.0 < 12.0 && (right - last.1).abs() < 60.0) {
            Some(last) => last.1 = last.1.max(right),
            None => merged.push((left, right)),
        }
    }
    merged
}

/// Writes the paragraphs of a part.
struct Writer {
    part: Part,
    blocks: Vec<Block>,
    last: Option<(Line, u32)>,
    text: String,
    page: u32,
}

impl Writer {
    const fn new(part: Part) -> Self {
        Self { part, blocks: Vec::new(), last: None, text: String::new(), page: 0 }
    }

    fn add(&mut self, line: &Line, page: u32, measures: &Measures) {
        if let Some((last, last_page)) = self.last.take() {
            let is_below = last_page == page && last.column == line.column;
            if measures.goes_on(&last, line, is_below) {
                if measures.has_blank(&last, line) {
                    self.text.push(' ');
                }
            } else {
                self.end();
            }
        }
        if self.text.is_empty() {
            self.page = page;
        }
        self.text.push_str(&line.text);
        self.last = Some((line.clone(), page));
    }

    fn end(&mut self) {
        let text = close_numbers(&std::mem::take(&mut self.text));
        let paragraph = self.blocks.len() as u32 + 1;
        self.blocks.push(Block { text, place: Place { part: self.part, page: Some(self.page), paragraph } });
    }

    fn finish(mut self, _measures: &Measures) -> Vec<Block> {
        if self.last.take().is_some() {
            self.end();
        }
        self.blocks
    }
}

/// Where the notes of a page begin: small lines at its end, the first of which begins with a mark.
fn first_note(page: &Sheet, size: f32) -> usize {
    let small = page.lines.iter().rev().take_while(|line| line.size < SMALL * size).count();
    let start = page.lines.len() - small;
    let notes = page.lines.iter().skip(start);
    let mark = notes.enumerate().find(|(_, line)| {
        let text = line.text.trim_start_matches(|c: char| c.is_ascii_digit());
        text.len() < line.text.len() && text.starts_with([')', ' ', '.']) || line.text.starts_with('*')
    });
    if start == 0 { page.lines.len() } else { mark.map_or(page.lines.len(), |(at, _)| start + at) }
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches([')', '」', '』', '”', '’', '"', '\'', ']']);
    text.ends_with(['.', '?', '!', '】', ':'])
}

/// `1.`, `가.`, `(1)`, `①`: what items of a list begin with.
fn begins_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    if text.starts_with(|c| ('①'..='⑳').contains(&c) || "◇◆○●□■※【[".contains(c)) {
        return true;
    }
    let inner = first.trim_start_matches(['(', '[', '<']);
    let ends = inner.find(['.', ')', ']', '>']);
    let Some(mark) = ends.and_then(|end| inner.get(..end)) else { return false };
    let letters = mark.chars().count();
    (1..=2).contains(&letters) && mark.chars().all(|c| c.is_ascii_digit())
        || letters == 1 && mark.chars().all(|c| ('가'..='하').contains(&c))
}

/// `1)`, which is no part of a date.
fn begins_bracketed(text: &str) -> bool {
    text.split(' ').next().is_some_and(|first| first.ends_with(')'))
}

fn begins_heading(text: &str) -> bool {
    text.starts_with('【')
}

fn middle(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(10.0)
}
