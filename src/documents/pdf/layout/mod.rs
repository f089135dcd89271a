//! Lines and paragraphs from letters.
//!
//! Letters become [`lines`], in the order in which they are read; what stands on every page in the same place is
//! [`furniture`]; [`paragraphs`] are the lines that go on in each other, and [`seams`] says whether a blank stands between two
//! of them.

mod furniture;
mod lines;
mod paragraphs;
mod seams;
mod spacing;
mod tagged;

use super::page::Page;
use super::tags::Tags;
use crate::{Document, Error, Kind, Omission};

use lines::Line;

/// The lines of all pages.
#[derive(Default)]
pub(super) struct Layout {
    pages: Vec<Sheet>,
    letters: u64,
    unknown: u64,
    omissions: Vec<Omission>,
}

/// A page as lines.
struct Sheet {
    /// The number of its object.
    number: u32,
    lines: Vec<Line>,
    width: f32,
    height: f32,
}

impl Layout {
    pub(super) fn add(&mut self, page: &Page) {
        let read = lines::read(page);
        self.letters += read.lines.iter().map(|line| line.text.len() as u64).sum::<u64>();
        self.unknown += u64::from(page.unknown);
        if read.lines.is_empty() && page.has_pictures {
            self.omit(Omission::Pages);
        }
        if read.has_note_marks {
            self.omit(Omission::NoteMarks);
        }
        self.pages.push(Sheet {
            number: page.number,
            lines: read.lines,
            width: page.width,
            height: page.height,
        });
    }

    /// The document.
    pub(super) fn finish(mut self, is_damaged: bool, tags: &Tags) -> Result<Document, Error> {
        if self.letters == 0 {
            return Err(Error::NoText);
        }
        if self.unknown > 0 {
            self.omit(Omission::Letters);
        }
        if is_damaged {
            self.omit(Omission::Damaged);
        }
        if furniture::remove(&mut self.pages) {
            self.omit(Omission::Headers);
        }
        tagged::note(&mut self.pages, tags);
        let blocks = paragraphs::join(&self.pages);
        self.omissions.sort_unstable();
        Ok(Document { kind: Kind::Pdf, blocks, omissions: self.omissions })
    }

    fn omit(&mut self, omission: Omission) {
        if !self.omissions.contains(&omission) {
            self.omissions.push(omission);
        }
    }
}
