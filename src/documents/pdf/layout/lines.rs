//! Lines, in the order in which they are read.
//!
//! Programs draw a page mostly in that order: cell by cell, column by column. So the order of the letters in the file is kept,
//! but for what was drawn later and stands above, and pieces of a line that were drawn apart are put together.

use std::collections::HashSet;

use super::super::page::{Glyph, Page};
use super::seams;

/// Lines from which on a page is sorted by place alone.
const MOST_PIECES: usize = 2000;
const MOST_COLUMNS: usize = 256;
/// Pieces among which one of the same line is looked for.
const NEAR: usize = 64;
/// Pairs of letters that are looked at to see whether two pieces fit into each other.
const MOST_PAIRS: usize = 20_000;
/// Parts of the size of letters: how far apart two may stand on one line, and how far down.
const CELL_GAP: f32 = 1.5;
const WIDE_BLANK: f32 = 4.0;
const SAME_LINE: f32 = 0.35;
/// How far apart letters stand that have a blank between them which is not written. Hangul and digits stand a quarter apart
/// in some programs without one.
const BLANK_AMONG_BLANKS: f32 = 0.27;
const BLANK: f32 = 0.18;

/// What was read of a page.
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) has_note_marks: bool,
}

/// A line, or a piece of one that stands apart, such as a cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Without blanks at its ends.
    pub(super) text: String,
    pub(super) ends_with_blank: bool,
    pub(super) start: f32,
    pub(super) end: f32,
    /// How far down it stands.
    pub(super) at: f32,
    pub(super) size: f32,
    /// How wide its first word is, and the part of it that is never cut.
    pub(super) first_word: f32,
    pub(super) first_unit: f32,
    /// Lines of one column, one below the other, have the same number on their page.
    pub(super) column: u32,
    pub(super) is_artifact: bool,
    /// The stretches of marked text that it begins and ends in, and the paragraphs that tags say of them.
    pub(super) stretches: Option<(u32, u32)>,
    pub(super) tagged: Option<(u32, u32)>,
}

/// A piece while its letters are gathered.
struct Piece<'p> {
    glyphs: Vec<&'p Glyph>,
    start: f32,
    end: f32,
    at: f32,
    size: f32,
    /// Where the blank ends that it ends with.
    blank_end: Option<f32>,
}

/// The lines of a page.
pub(super) fn read(page: &Page) -> Lines {
    let mut read = Lines { lines: Vec::new(), has_note_marks: false };
    let blanks = page.glyphs.iter().filter(|glyph| page.text_of(glyph) == " ").count();
    let blank = if blanks * 40 > page.glyphs.len() { BLANK_AMONG_BLANKS } else { BLANK };
    let mut column = 0;
    for turn in 0..4 {
        let glyphs = page.glyphs.iter().filter(|glyph| glyph.turn == turn && !page.text_of(glyph).is_empty());
        for pieces in columns(pieces(page, glyphs)) {
            column += 1;
            for piece in pieces {
                let mut line = write(page, piece, blank, &mut read.has_note_marks);
                line.column = column;
                if !line.text.is_empty() {
                    read.lines.push(line);
                }
            }
        }
    }
    read
}

/// Letters that stand behind each other.
fn pieces<'p>(page: &'p Page, glyphs: impl Iterator<Item = &'p Glyph>) -> Vec<Piece<'p>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut seen = HashSet::new();
    for glyph in glyphs {
        let text = page.text_of(glyph);
        let is_blank = text.trim().is_empty();
        // A letter that is drawn twice, a little apart, is a bold one.
        let place = |number: f32| (number / (glyph.size * 0.2).max(0.1)).round() as i32;
        if !is_blank && !seen.insert((text, place(glyph.start), place(glyph.line))) {
            continue;
        }
        match pieces.last_mut().filter(|piece| piece.goes_on(glyph)) {
            Some(piece) => piece.add(glyph, is_blank),
            None if is_blank => {}
            None => pieces.push(Piece {
                start: glyph.start,
                end: glyph.end,
                at: glyph.line,
                size: glyph.size,
                blank_end: None,
                glyphs: vec![glyph],
            }),
        }
    }
    pieces
}

impl<'p> Piece<'p> {
    /// Whether a letter stands behind the ones before.
    fn goes_on(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.start - self.end;
        // A blank may be drawn out, and several may fill the gap.
        let widest = self
            .blank_end
            .map_or(CELL_GAP * size, |end| (WIDE_BLANK * size).max(end - self.end + CELL_GAP * size));
        self.is_beside(glyph.line, glyph.size) && (-0.5 * size..widest).contains(&gap)
    }

    /// Whether something of a size stands on the same line; small letters may be raised or lowered.
    fn is_beside(&self, at: f32, size: f32) -> bool {
        let (large, small) = (self.size.max(size), self.size.min(size));
        let reach = if small < 0.8 * large { 0.7 } else { SAME_LINE };
        (at - self.at).abs() <= reach * large
    }

    fn add(&mut self, glyph: &'p Glyph, is_blank: bool) {
        if glyph.size > self.size {
            (self.size, self.at) = (glyph.size, glyph.line);
        }
        if is_blank {
            self.blank_end = Some(glyph.end);
        } else {
            self.blank_end = None;
            self.end = self.end.max(glyph.end);
        }
        self.glyphs.push(glyph);
    }

    /// Puts another piece of the line before or behind this one.
    fn take(&mut self, other: Piece<'p>) {
        self.blank_end = if other.end > self.end { other.blank_end } else { self.blank_end };
        self.start = self.start.min(other.start);
        self.end = self.end.max(other.end);
        self.glyphs.extend(other.glyphs);
    }

    /// Whether another piece of the same line stands right before or behind, or fills a gap. Letters that come from another
    /// font are drawn apart by some programs.
    fn touches(&self, other: &Piece<'_>) -> bool {
        let size = self.size.max(other.size);
        let gap = (other.start - self.end).max(self.start - other.end);
        if !self.is_beside(other.at, other.size) || gap >= CELL_GAP * size {
            return false;
        }
        gap >= -0.3 * size
            || self.glyphs.len() * other.glyphs.len() < MOST_PAIRS && !self.overlaps(other, 0.3 * size)
    }

    /// Whether letters of both stand upon each other.
    fn overlaps(&self, other: &Piece<'_>, by: f32) -> bool {
        let upon = |a: &Glyph, b: &Glyph| a.end.min(b.end) - a.start.max(b.start) > by;
        self.glyphs.iter().any(|glyph| other.glyphs.iter().any(|of| upon(glyph, of)))
    }
}

/// Pieces that stand one below the other, in the order in which they are read.
fn columns(pieces: Vec<Piece<'_>>) -> Vec<Vec<Piece<'_>>> {
    if pieces.len() > MOST_PIECES {
        return by_place(pieces);
    }
    let mut columns: Vec<Vec<Piece<'_>>> = Vec::new();
    for mut piece in pieces {
        let mut place = None;
        // What this piece touches is of its line, and so is what both together touch.
        while let Some(at) = touched(&columns, &piece) {
            let (column, at) = at;
            if let Some(pieces) = columns.get_mut(column) {
                piece.take(pieces.remove(at));
            }
            place = Some((column, at));
        }
        match (place, columns.last_mut()) {
            (Some((column, at)), _) => {
                if let Some(pieces) = columns.get_mut(column) {
                    pieces.insert(at, piece);
                }
            }
            (None, Some(column)) if column.last().is_none_or(|last| goes_down(last, &piece)) => {
                column.push(piece);
            }
            _ => columns.push(vec![piece]),
        }
    }
    columns.retain(|column| !column.is_empty());
    if columns.len() > MOST_COLUMNS {
        return by_place(columns.into_iter().flatten().collect());
    }
    in_reading_order(columns)
}

/// Pieces by their place alone.
fn by_place(mut pieces: Vec<Piece<'_>>) -> Vec<Vec<Piece<'_>>> {
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.start.total_cmp(&b.start)));
    vec![pieces]
}

/// Where one of the last pieces stands that another one touches.
fn touched(columns: &[Vec<Piece<'_>>], piece: &Piece<'_>) -> Option<(usize, usize)> {
    let all = columns.iter().enumerate().rev().flat_map(|(column, pieces)| {
        pieces.iter().enumerate().rev().map(move |(at, other)| (column, at, other))
    });
    let near = all.take(NEAR).find(|(.., other)| other.touches(piece));
    near.map(|(column, at, _)| (column, at))
}

fn goes_down(last: &Piece<'_>, next: &Piece<'_>) -> bool {
    let is_beside = last.is_beside(next.at, next.size);
    if is_beside { next.start >= last.end } else { next.at > last.at }
}

/// What was drawn later and stands above everything before it is read before.
fn in_reading_order(columns: Vec<Vec<Piece<'_>>>) -> Vec<Vec<Piece<'_>>> {
    let edge = |column: &[Piece<'_>], is_low: bool| {
        let piece = if is_low { column.last() } else { column.first() };
        piece.map_or(0.0, |piece| if is_low { piece.at } else { piece.at - piece.size })
    };
    let mut ordered: Vec<Vec<Piece<'_>>> = Vec::with_capacity(columns.len());
    for column in columns {
        let low = edge(&column, true);
        let mut at = ordered.len();
        while at > 0 && ordered.get(at - 1).is_some_and(|before| low <= edge(before, false)) {
            at -= 1;
        }
        ordered.insert(at, column);
    }
    ordered
}

/// The text of a piece.
fn write(page: &Page, mut piece: Piece<'_>, blank: f32, has_note_marks: &mut bool) -> Line {
    piece.glyphs.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut sizes: Vec<f32> = piece.glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let mut line = Line { start: piece.start, end: piece.end, at: piece.at, size, ..Line::default() };
    let blank = blank * size + stretch(page, &piece.glyphs);
    let mut writer = Writer {
        line: &mut line,
        end: piece.start,
        raised: String::new(),
        unit: Unit::Open,
        is_first_word: true,
    };
    for glyph in &piece.glyphs {
        let is_raised = glyph.size < 0.8 * size && glyph.line < piece.at - 0.2 * size;
        writer.letter(page.text_of(glyph), glyph, is_raised, blank);
    }
    *has_note_marks |= writer.lower();
    line.is_artifact = piece.glyphs.iter().all(|glyph| glyph.is_artifact);
    let stretch = |glyph: Option<&&Glyph>| glyph.and_then(|glyph| glyph.stretch);
    line.stretches = stretch(piece.glyphs.first()).zip(stretch(piece.glyphs.last()));
    line.ends_with_blank = line.text.ends_with(char::is_whitespace);
    line.text.truncate(line.text.trim_end().len());
    line
}

/// How far the blanks of a line are drawn out to fill it. Signs beside which no blank stands may be drawn apart as far.
fn stretch(page: &Page, glyphs: &[&Glyph]) -> f32 {
    let is_blank = |glyph: &Glyph| page.text_of(glyph).trim().is_empty();
    let behind =
        glyphs.iter().zip(glyphs.iter().skip(1)).filter(|(glyph, next)| is_blank(glyph) && !is_blank(next));
    let mut gaps: Vec<f32> = behind.map(|(glyph, next)| next.start - glyph.end).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).map_or(0.0, |gap| gap.max(0.0))
}

/// Writes the letters of a line.
struct Writer<'l> {
    line: &'l mut Line,
    end: f32,
    /// Small raised letters, which may be the mark of a note.
    raised: String,
    unit: Unit,
    is_first_word: bool,
}

/// Whether the part of the first word that is never cut goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Open,
    Done,
}

impl Writer<'_> {
    fn letter(&mut self, text: &str, glyph: &Glyph, is_raised: bool, blank: f32) {
        if is_raised {
            self.raised.push_str(text);
            self.end = glyph.end;
            return;
        }
        self.lower();
        let written = &mut self.line.text;
        let is_after_blank = written.is_empty() || written.ends_with(' ');
        if glyph.start - self.end > blank && !is_after_blank && !text.starts_with(char::is_whitespace) {
            written.push(' ');
            self.is_first_word = false;
        }
        for c in text.chars() {
            let c = if c.is_whitespace() || c.is_control() { ' ' } else { c };
            if c != ' ' || !(written.is_empty() || written.ends_with(' ')) {
                written.push(c);
                self.is_first_word &= c != ' ';
            }
        }
        self.measure(text, glyph);
        self.end = self.end.max(glyph.end);
    }

    /// How wide the first word is, and what of it stays together.
    fn measure(&mut self, text: &str, glyph: &Glyph) {
        if !self.is_first_word {
            return;
        }
        let width = glyph.end - self.line.start;
        self.line.first_word = width;
        if self.unit == Unit::Open || text.starts_with(seams::never_begins) {
            self.line.first_unit = width;
            if !text.ends_with(seams::stays_with_next) {
                self.unit = Unit::Done;
            }
        }
    }

    /// The end of raised letters: whether they were the mark of a note, which is left out.
    fn lower(&mut self) -> bool {
        let raised = std::mem::take(&mut self.raised);
        let is_mark = !self.line.text.is_empty()
            && !self.line.text.ends_with(|c: char| c.is_ascii_alphanumeric())
            && raised.starts_with(|c: char| c.is_ascii_digit())
            && raised.trim_end_matches(')').chars().all(|c| c.is_ascii_digit());
        if !is_mark {
            self.line.text.push_str(&raised);
        }
        is_mark
    }
}
