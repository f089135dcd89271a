//! Paragraphs from lines: a line that reaches the right edge goes on in the next one.

use super::Sheet;
use super::lines::Line;
use super::seams::{Seams, ends_within_date, opens};
use super::spacing::close_numbers;
use crate::{Block, Part, Place};

/// Parts of the size of letters.
const BLANK_WIDTH: f32 = 0.3;
const SLACK: f32 = 0.3;
const INDENT: f32 = 0.6;
const EXACT: f32 = 0.15;
const LETTER: f32 = 1.3;
const FARTHEST_INDENT: f32 = 5.0;
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
    let [mut body, notes] = writers.map(Writer::finish);
    body.extend(notes);
    body
}

/// What is usual in a document.
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
struct Measures {
    size: f32,
    /// How far one line stands below another, in parts of the size.
    pitch: f32,
    /// Left and right edges of columns.
    columns: Vec<(f32, f32)>,
    /// How far text reaches to the right where no column shows it: the margins of a page are alike.
    page_edge: f32,
    /// Whether lines end within words of hangul. Numbers and brackets may begin a line all the same.
    breaks_words: bool,
    /// Whether lines that go on end exactly at the right edge.
    is_justified: bool,
    /// Whether there is always more room between paragraphs than within them.
    has_gaps: bool,
    /// Whether paragraphs always begin a little to the right.
    has_indents: bool,
    /// Whether the blank at the end of a line is written where there is room for it.
    writes_blanks: bool,
    seams: Seams,
}

impl Measures {
    fn of(pages: &[Sheet]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let size = middle(
            lines().flat_map(|line| std::iter::repeat_n(line.size, 1 + line.text.len() / 16)).collect(),
        );
        let mut measures = Self {
            size,
            pitch: 0.0,
            columns: Vec::new(),
            page_edge: page_edge(pages),
            breaks_words: false,
            is_justified: false,
            has_gaps: false,
            has_indents: false,
            writes_blanks: false,
            seams: Seams::default(),
        };
        let pairs = || pages.iter().flat_map(|page| page.lines.iter().zip(page.lines.iter().skip(1)));
        let below = || {
            pairs().filter(|(line, next)| line.column == next.column && next.at - line.at > 0.5 * line.size)
        };
        let mut pitches: Vec<f32> =
            below().map(|(line, next)| (next.at - line.at) / line.size.max(1.0)).collect();
        pitches.sort_by(f32::total_cmp);
        measures.pitch = pitches.get(pitches.len() / 4).copied().unwrap_or(1.5);
        measures.columns = columns(pages, measures.page_edge);
        lines().for_each(|line| measures.seams.learn(&line.text));
        measures.find_habits(below());
        measures
    }

    /// How the program that made the file breaks lines and parts paragraphs.
    fn find_habits<'l>(&mut self, below: impl Iterator<Item = (&'l Line, &'l Line)>) {
        let (mut full, mut exact, mut narrow, mut words, mut cut_words) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
        let (mut blanks, mut written_blanks) = (0_u32, 0_u32);
        let (mut ends, mut gaps, mut indents) = (0_u32, 0_u32, 0_u32);
        for (line, next) in below {
            let room = self.room(line) / line.size.max(1.0);
            if room > 8.0 {
                ends += 1;
                gaps += u32::from(self.pitch_of(line, next) > GAP);
                indents += u32::from(self.is_indented(next));
                continue;
            }
            full += 1;
            exact += u32::from(room < EXACT);
            if room > 2.0 * BLANK_WIDTH && self.seams.has_blank(&line.text, &next.text) {
                blanks += 1;
                written_blanks += u32::from(line.ends_with_blank);
            }
            narrow += u32::from(room < LETTER);
            if room < LETTER && !line.ends_with_blank && is_between_syllables(&line.text, &next.text) {
                words += 1;
                cut_words += u32::from(!self.seams.has_blank(&line.text, &next.text));
            }
        }
        self.writes_blanks = written_blanks * 2 > blanks;
        self.is_justified = full >= 20 && exact * 10 >= full * 8;
        // Where words are cut, no line has room for one more letter.
        let has_room = !self.is_justified && (full - narrow) * 2 > narrow;
        self.breaks_words = cut_words * 4 > words && !has_room;
        self.has_gaps = ends >= 5 && gaps * 10 >= ends * 9;
        self.has_indents = ends >= 5 && indents * 10 >= ends * 9;
    }

    /// How far a line stands below another, in parts of what is usual.
    fn pitch_of(&self, line: &Line, next: &Line) -> f32 {
        (next.at - line.at) / line.size.max(1.0) / self.pitch.max(0.5)
    }

    /// The edges of the column that a line stands in.
    fn edges(&self, line: &Line) -> (f32, f32) {
        let reach = 1.5 * line.size;
        let around = self
            .columns
            .iter()
            .filter(|(left, right)| line.start > left - reach && line.end <= right + reach);
        let (left, right) =
            around.min_by(|a, b| a.1.total_cmp(&b.1)).copied().unwrap_or((line.start, self.page_edge));
        (left.min(line.start), right.max(line.end))
    }

    fn is_indented(&self, line: &Line) -> bool {
        line.start - self.edges(line).0 > INDENT * line.size
    }

    /// How much room is left at the end of a line.
    fn room(&self, line: &Line) -> f32 {
        self.edges(line).1 - line.end
    }

    /// Whether a paragraph goes on in another line.
    fn goes_on(&self, line: &Line, next: &Line, is_below: bool) -> bool {
        let is_tagged = line.tagged.zip(next.tagged).map(|((_, last), (first, _))| last == first);
        is_tagged.unwrap_or_else(|| self.looks_as_one(line, next, is_below)) && !self.has_room(line, next)
    }

    /// Whether a line ends where the next one could have begun in it: its author ended it.
    fn has_room(&self, line: &Line, next: &Line) -> bool {
        let room = self.room(line);
        let needed =
            if self.breaks_words { next.first_unit } else { next.first_word + BLANK_WIDTH * line.size };
        room >= needed + SLACK * line.size
            || self.is_justified && room > EXACT * line.size && line.text.contains(' ')
    }

    /// Whether nothing about two lines says that they are of two paragraphs.
    fn looks_as_one(&self, line: &Line, next: &Line, is_below: bool) -> bool {
        let (large, small) = (line.size.max(next.size), line.size.min(next.size));
        if large > OTHER_SIZE * small {
            return false;
        }
        let pitch = self.pitch_of(line, next);
        if is_below && !(0.5..if self.has_gaps { GAP } else { SURE_GAP }).contains(&pitch) {
            return false;
        }
        if is_below && (next.start - line.start).abs() > FARTHEST_INDENT * line.size {
            return false;
        }
        let is_within_word = is_between_syllables(&line.text, &next.text);
        if is_within_word && self.misses_blank(line) && self.seams.has_blank(&line.text, &next.text) {
            return false;
        }
        let is_apart = is_below && pitch > GAP;
        let is_indented = next.start - line.start > INDENT * line.size;
        let ends = ends_sentence(&line.text);
        let is_number = ends_and_begins(line, next, |c| c.is_ascii_digit());
        let is_item = begins_item(&next.text)
            && (ends || begins_bracketed(&next.text) && !line.text.ends_with(','))
            && !is_number
            && !ends_within_date(&line.text);
        let begins =
            is_item || ends && (is_apart || is_indented) || self.has_indents && self.is_indented(next);
        !begins && !begins_heading(&next.text)
    }

    /// Whether a line had room for a blank, and none is written where others have one: it ends within a word or a paragraph.
    fn misses_blank(&self, line: &Line) -> bool {
        self.writes_blanks && !line.ends_with_blank && self.room(line) > 2.0 * BLANK_WIDTH * line.size
    }

    /// Whether a blank stands between two lines of a paragraph.
    fn has_blank(&self, line: &Line, next: &Line) -> bool {
        if line.ends_with_blank {
            return true;
        }
        if self.misses_blank(line) {
            return false;
        }
        let room = self.room(line);
        if !self.breaks_words {
            if is_between_syllables(&line.text, &next.text) {
                return true;
            }
            // A number is cut only where no digit more had room.
            if ends_and_begins(line, next, |c| c.is_ascii_digit()) {
                return room > 0.7 * line.size;
            }
            if is_cut_at_comma(&line.text, &next.text) {
                return false;
            }
        } else if room > next.first_unit + 0.05 * line.size && !line.text.ends_with(opens) {
            // A part of a word would have had room.
            return true;
        }
        self.seams.has_blank(&line.text, &next.text)
    }
}

fn ends_and_begins(line: &Line, next: &Line, is: fn(char) -> bool) -> bool {
    line.text.ends_with(is) && next.text.starts_with(is)
}

/// `1,` and `566,400`: a number that is cut behind its comma.
fn is_cut_at_comma(before: &str, behind: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    before.strip_suffix(',').is_some_and(|number| number.ends_with(is_digit))
        && behind.len() - behind.trim_start_matches(is_digit).len() == 3
}

fn is_between_syllables(before: &str, behind: &str) -> bool {
    let is_syllable = |c: char| ('가'..='힣').contains(&c);
    before.ends_with(is_syllable) && behind.starts_with(is_syllable)
}

/// The edges of columns with enough lines to show them.
fn columns(pages: &[Sheet], page_edge: f32) -> Vec<(f32, f32)> {
    const LINES: usize = 4;
    let mut columns: Vec<(f32, Vec<f32>)> = Vec::new();
    for page in pages {
        for column in page.lines.chunk_by(|line, next| line.column == next.column) {
            if column.len() >= LINES {
                let left = column.iter().map(|line| line.start).fold(f32::MAX, f32::min);
                columns.push((left, column.iter().map(|line| line.end).collect()));
            }
        }
    }
    let last = |ends: &[f32]| ends.iter().copied().fold(f32::MIN, f32::max);
    // Pages that are filled alike have one column.
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut merged: Vec<(f32, Vec<f32>)> = Vec::new();
    for (left, ends) in columns {
        let same = |of: &&mut (f32, Vec<f32>)| left - of.0 < 12.0 && (last(&ends) - last(&of.1)).abs() < 60.0;
        match merged.last_mut().filter(same) {
            Some(column) => column.1.extend(ends),
            None => merged.push((left, ends)),
        }
    }
    merged.into_iter().map(|(left, ends)| (left, right_edge(left, ends, page_edge))).collect()
}

/// The right edge of a column: where many lines end exactly, or several about there. Marks may hang over it.
fn right_edge(left: f32, mut ends: Vec<f32>, page_edge: f32) -> f32 {
    const ABOUT: f32 = 16.0;
    const NARROWEST: f32 = 120.0;
    const FARTHEST: f32 = 60.0;
    ends.sort_by(f32::total_cmp);
    let longest = ends.last().copied().unwrap_or_default();
    if longest - left < NARROWEST {
        // Words in a list, which end anywhere.
        return longest.max(page_edge);
    }
    // A few lines may reach over the margin; where many do, the margins differ.
    let within = ends.partition_point(|end| *end <= page_edge);
    let longest =
        if within > 0 && (ends.len() - within) * 8 < ends.len() { longest.min(page_edge) } else { longest };
    // Short lines may end alike by chance.
    let far = ends.partition_point(|end| *end < longest - FARTHEST);
    let same = ends
        .get(far..)
        .and_then(|far| far.chunk_by(|end, next| next - end < 0.5).max_by_key(|same| same.len()));
    if let Some(same) = same
        && same.len() >= 3.max(ends.len() / 3)
    {
        return same.last().copied().unwrap_or(longest);
    }
    let full = ends.iter().filter(|end| **end > longest - ABOUT).count();
    if full >= 2.max(ends.len() / 8) { longest } else { longest.max(page_edge) }
}

fn page_edge(pages: &[Sheet]) -> f32 {
    let left = pages.iter().flat_map(|page| &page.lines).map(|line| line.start).fold(f32::MAX, f32::min);
    middle(pages.iter().map(|page| page.width).collect()) - left.max(0.0)
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

    fn finish(mut self) -> Vec<Block> {
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
        || letters == 1 && mark.chars().all(|c| "가나다라마바사아자차카타파하".contains(c))
}

/// `1)`, which is no part of a date.
fn begins_bracketed(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.ends_with(')') && first.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit())
}

fn begins_heading(text: &str) -> bool {
    text.starts_with('【')
}

fn middle(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(10.0)
}
