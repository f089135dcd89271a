//! Carries out the operators that draw a page, as far as they show text.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use super::file::File;
use super::font::{Font, Shown};
use super::matrix::Matrix;
use super::object::{Dict, Object};
use super::page::{Glyph, Leaf, Page};
use super::parser::{Parser, Token, is_blank};
use crate::{Error, Limits};

/// More operators than the pages of any document have.
const MOST_OPERATORS: u64 = 20_000_000;
/// More letters than any page has.
const MOST_GLYPHS: usize = 500_000;
/// Operands that one operator has at most.
const MOST_OPERANDS: usize = 64;
/// How deep forms stand in each other, and marked text in marked text.
const DEEPEST_FORM: usize = 12;
const DEEPEST_STATE: usize = 512;

/// What all pages share.
pub(super) struct Reader<'f, 'a> {
    file: &'f File<'a>,
    fonts: HashMap<u32, Rc<Font>>,
    operators: Cell<u64>,
    /// Bytes of text that may still be read.
    text: u64,
    limits: Limits,
}

/// The state of drawing that `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_gap: f64,
    word_gap: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// A stretch of marked text.
struct Mark {
    is_artifact: bool,
    /// Its number on the page.
    number: Option<u32>,
    replacement: Replacement,
}

/// What marked letters stand for.
enum Replacement {
    /// For themselves.
    Nothing,
    /// For this, which the first of them takes.
    Text(String),
    /// For what an earlier one took.
    Taken,
}

impl Replacement {
    /// What the next letter stands for, if it is not itself.
    fn next(&mut self) -> Option<String> {
        match std::mem::replace(self, Self::Taken) {
            Self::Text(text) => Some(text),
            Self::Taken => Some(String::new()),
            Self::Nothing => {
                *self = Self::Nothing;
                None
            }
        }
    }
}

/// One page, or a form on it, while it is drawn.
struct Canvas<'r, 'f, 'a> {
    reader: &'r mut Reader<'f, 'a>,
    page: &'r mut Page,
    state: State,
    kept: Vec<State>,
    line: Matrix,
    text: Matrix,
    marks: Vec<Mark>,
    form: usize,
}

impl<'f, 'a> Reader<'f, 'a> {
    pub(super) fn new(file: &'f File<'a>, limits: &Limits) -> Self {
        Self {
            file,
            fonts: HashMap::new(),
            operators: Cell::new(MOST_OPERATORS),
            text: limits.text,
            limits: *limits,
        }
    }

    /// What stands on a page.
    pub(super) fn page(&mut self, leaf: &Leaf) -> Result<Page, Error> {
        let (width, height, matrix) = leaf.frame();
        let mut page =
            Page { number: leaf.number, width: width as f32, height: height as f32, ..Page::default() };
        let operators = leaf.operators(self.file)?;
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut canvas = Canvas {
            reader: self,
            page: &mut page,
            state,
            kept: Vec::new(),
            line: Matrix::IDENTITY,
            text: Matrix::IDENTITY,
            marks: Vec::new(),
            form: 0,
        };
        canvas.draw(&operators, leaf.resources.dict().unwrap_or(&Dict::default()))?;
        Ok(page)
    }

    fn font(&mut self, object: &Object) -> Result<Option<Rc<Font>>, Error> {
        let number = object.reference();
        if let Some(font) = number.and_then(|number| self.fonts.get(&number)) {
            return Ok(Some(Rc::clone(font)));
        }
        let object = self.file.resolve(object)?;
        let Some(dict) = object.dict() else { return Ok(None) };
        let font = Rc::new(Font::read(self.file, dict)?);
        if let Some(number) = number {
            self.fonts.insert(number, Rc::clone(&font));
        }
        Ok(Some(font))
    }
}

impl Canvas<'_, '_, '_> {
    fn draw(&mut self, operators: &[u8], resources: &Dict) -> Result<(), Error> {
        let file = self.reader.file;
        let fonts = file.get(resources, b"Font")?;
        let forms = file.get(resources, b"XObject")?;
        let properties = file.get(resources, b"Properties")?;
        let mut fonts = Fonts { dict: fonts.dict(), read: HashMap::new() };
        let mut parser = Parser::new(operators, 0);
        let mut operands = Vec::new();
        loop {
            match parser.token()? {
                Token::End => return Ok(()),
                Token::Object(object) => {
                    operands.push(object);
                    if operands.len() > MOST_OPERANDS {
                        operands.remove(0);
                    }
                }
                Token::Word(word) => {
                    self.count_operator()?;
                    match word {
                        b"BI" => skip_picture(&mut parser, &mut self.page.has_pictures),
                        b"Do" => self.form(operands.last(), forms.dict(), resources)?,
                        b"Tf" => self.set_font(&operands, &mut fonts)?,
                        b"BMC" | b"BDC" => self.mark(&operands, properties.dict())?,
                        b"Tj" | b"TJ" | b"'" | b"\"" => self.show_operator(word, &operands)?,
                        _ => self.operator(word, &operands),
                    }
                    operands.clear();
                }
            }
        }
    }

    fn count_operator(&self) -> Result<(), Error> {
        let left = self.reader.operators.get().checked_sub(1);
        let too_many = Error::TooMany { what: "operators", limit: MOST_OPERATORS };
        self.reader.operators.set(left.ok_or(too_many)?);
        Ok(())
    }

    /// The operators that show nothing themselves.
    fn operator(&mut self, word: &[u8], operands: &[Object]) {
        let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
        let state = &mut self.state;
        match (word, &*numbers) {
            (b"q", _) if self.kept.len() < DEEPEST_STATE => self.kept.push(self.state.clone()),
            (b"Q", _) => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            (b"cm", &[_, _, _, _, _, _]) => state.matrix = Matrix::of(&numbers).then(state.matrix),
            (b"BT", _) => (self.line, self.text) = (Matrix::IDENTITY, Matrix::IDENTITY),
            (b"Tc", &[gap]) => state.letter_gap = gap,
            (b"Tw", &[gap]) => state.word_gap = gap,
            (b"Tz", &[percent]) => state.stretch = percent / 100.0,
            (b"TL", &[leading]) => state.leading = leading,
            (b"Ts", &[rise]) => state.rise = rise,
            (b"Td", &[x, y]) => self.next_line(x, y),
            (b"TD", &[x, y]) => {
                state.leading = -y;
                self.next_line(x, y);
            }
            (b"Tm", &[_, _, _, _, _, _]) => {
                self.line = Matrix::of(&numbers);
                self.text = self.line;
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"EMC", _) => drop(self.marks.pop()),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(self.line);
        self.text = self.line;
    }

    fn set_font(&mut self, operands: &[Object], fonts: &mut Fonts<'_>) -> Result<(), Error> {
        if let [Object::Name(name), Object::Number(size)] = operands {
            self.state.size = *size;
            self.state.font = if let Some(font) = fonts.read.get(name) {
                font.clone()
            } else {
                let font = self.reader.font(fonts.dict.map_or(&Object::Null, |dict| dict.get(name)))?;
                fonts.read.insert(name.clone(), font.clone());
                font
            };
        }
        Ok(())
    }

    fn show_operator(&mut self, word: &[u8], operands: &[Object]) -> Result<(), Error> {
        if let (b"\"", [Object::Number(word_gap), Object::Number(letter_gap), _]) = (word, operands) {
            (self.state.word_gap, self.state.letter_gap) = (*word_gap, *letter_gap);
        }
        if matches!(word, b"'" | b"\"") {
            self.next_line(0.0, -self.state.leading);
        }
        match operands.last() {
            Some(Object::String(string)) => self.show(string),
            Some(Object::Array(pieces)) => {
                for piece in pieces {
                    match piece {
                        Object::String(string) => self.show(string)?,
                        Object::Number(back) => self.advance(-back / 1000.0 * self.state.size),
                        _ => {}
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn advance(&mut self, by: f64) {
        let step = match &self.state.font {
            Some(font) if font.is_vertical => Matrix::translation(0.0, -by),
            _ => Matrix::translation(by * self.state.stretch, 0.0),
        };
        self.text = step.then(self.text);
    }

    fn show(&mut self, string: &[u8]) -> Result<(), Error> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        font.show(string, |shown| self.glyph(&font, shown))
    }

    fn glyph(&mut self, font: &Font, shown: Shown) -> Result<(), Error> {
        let (size, gap) = (self.state.size, self.state.letter_gap);
        let extent = if font.is_vertical { size } else { shown.width * size };
        let all = Matrix([self.state.stretch, 0.0, 0.0, 1.0, 0.0, self.state.rise])
            .then(self.text)
            .then(self.state.matrix);
        let from = all.place(0.0, 0.0);
        let along = extent + gap;
        let to = if font.is_vertical { all.place(0.0, -along) } else { all.place(along, 0.0) };
        let up =
            all.place(if font.is_vertical { size } else { 0.0 }, if font.is_vertical { 0.0 } else { size });
        let height = (up.0 - from.0).hypot(up.1 - from.1);
        self.put(shown.text, from, to, height)?;
        self.advance(extent + gap + if shown.is_blank { self.state.word_gap } else { 0.0 });
        Ok(())
    }

    fn put(
        &mut self,
        text: Option<String>,
        from: (f64, f64),
        to: (f64, f64),
        size: f64,
    ) -> Result<(), Error> {
        let replacement = self.marks.iter_mut().rev().find_map(|mark| mark.replacement.next());
        let text = replacement.or(text).unwrap_or_else(|| {
            self.page.unknown += 1;
            String::new()
        });
        let left = self.reader.text.checked_sub(text.len() as u64);
        self.reader.text = left.ok_or(Error::TooLarge { limit: self.reader.limits.text >> 20 })?;
        if self.page.glyphs.len() >= MOST_GLYPHS {
            return Err(Error::TooMany { what: "letters on a page", limit: MOST_GLYPHS as u64 });
        }
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        let (turn, start, end, line) = if across.abs() >= down.abs() {
            if across >= 0.0 { (0, from.0, to.0, from.1) } else { (2, -from.0, -to.0, -from.1) }
        } else if down > 0.0 {
            (1, from.1, to.1, -from.0)
        } else {
            (3, -from.1, -to.1, from.0)
        };
        if ![start, end, line, size].iter().all(|number| number.abs() < 1e6) {
            return Ok(());
        }
        let at = self.page.text.len() as u32;
        self.page.text.push_str(&text);
        self.page.glyphs.push(Glyph {
            text: at..self.page.text.len() as u32,
            start: start as f32,
            end: end as f32,
            line: line as f32,
            size: size as f32,
            turn,
            is_artifact: self.marks.iter().any(|mark| mark.is_artifact),
            stretch: self.marks.iter().rev().find_map(|mark| mark.number),
        });
        Ok(())
    }

    /// Marked text: what is no part of the text, and letters that stand for others.
    fn mark(&mut self, operands: &[Object], properties: Option<&Dict>) -> Result<(), Error> {
        if self.marks.len() >= DEEPEST_STATE {
            return Err(Error::TooMany { what: "levels", limit: DEEPEST_STATE as u64 });
        }
        let is_artifact = operands.first().and_then(Object::name) == Some(b"Artifact");
        let named = match operands.get(1) {
            Some(Object::Name(name)) => {
                self.reader.file.resolve(properties.map_or(&Object::Null, |dict| dict.get(name)))?
            }
            Some(object) => Rc::new(object.clone()),
            None => Rc::default(),
        };
        let text = named.dict().and_then(|dict| dict.get(b"ActualText").string());
        let replacement = text.map_or(Replacement::Nothing, |text| Replacement::Text(text_string(text)));
        // The stretches of a form are not numbered with those of the page.
        let named = named.dict().filter(|_| self.form == 0);
        let number = named.and_then(|dict| dict.get(b"MCID").count()).map(|number| number as u32);
        self.marks.push(Mark { is_artifact, number, replacement });
        Ok(())
    }

    /// Draws what stands in an object of its own.
    fn form(&mut self, name: Option<&Object>, forms: Option<&Dict>, resources: &Dict) -> Result<(), Error> {
        let Some(reference) = name.and_then(Object::name).and_then(|name| Some(forms?.get(name))) else {
            return Ok(());
        };
        let object = self.reader.file.resolve(reference)?;
        let Object::Stream(stream) = &*object else { return Ok(()) };
        if !stream.dict.is(b"Subtype", b"Form") {
            self.page.has_pictures = true;
            return Ok(());
        }
        if self.form >= DEEPEST_FORM {
            return Ok(());
        }
        let Some(operators) = self.reader.file.contents(reference)? else { return Ok(()) };
        let own = self.reader.file.get(&stream.dict, b"Resources")?;
        let matrix: Vec<f64> = stream.dict.get(b"Matrix").items().iter().filter_map(Object::number).collect();
        let matrix = Matrix::of(&matrix);
        let before =
            (self.state.clone(), std::mem::take(&mut self.kept), self.line, self.text, self.marks.len());
        self.state.matrix = matrix.then(self.state.matrix);
        self.form += 1;
        self.draw(&operators, own.dict().unwrap_or(resources))?;
        self.form -= 1;
        self.marks.truncate(before.4);
        (self.state, self.kept, self.line, self.text) = (before.0, before.1, before.2, before.3);
        Ok(())
    }
}

/// The fonts that the operators of one stream may name.
struct Fonts<'d> {
    dict: Option<&'d Dict>,
    read: HashMap<Vec<u8>, Option<Rc<Font>>>,
}

/// A picture that stands among the operators, to its end.
fn skip_picture(parser: &mut Parser<'_>, has_pictures: &mut bool) {
    *has_pictures = true;
    let bytes = parser.bytes;
    let ends = memchr::memmem::find_iter(parser.rest(), b"EI").map(|at| parser.at + at);
    let is_edge = |byte: Option<&u8>| byte.is_none_or(|&byte| is_blank(byte));
    let end = ends.into_iter().find(|&at| is_edge(bytes.get(at - 1)) && is_edge(bytes.get(at + 2)));
    parser.at = end.map_or(bytes.len(), |at| at + 2);
}

/// A text in UTF-16, UTF-8 or Latin letters, as the format writes texts beside the pages.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, text @ ..] => {
            let units = text.as_chunks().0.iter().map(|unit| u16::from_be_bytes(*unit));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        _ => encoding_rs::mem::decode_latin1(bytes).into_owned(),
    }
}
