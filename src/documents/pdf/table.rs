//! Where the objects of a PDF stand: its table read, or made by looking for them if it is missing or wrong.

use std::collections::{HashMap, HashSet};

use super::broken;
use super::file::File;
use super::object::{Dict, Object};
use super::parser::{Parser, is_blank, is_delimiter};
use crate::Error;

/// More objects than any document has.
const MOST_OBJECTS: usize = 4_000_000;
/// More revisions than any document has.
const MOST_REVISIONS: usize = 4096;
/// Bytes from the end within which a file says where its table is.
const TAIL: usize = 2048;

/// See the module.
#[derive(Default)]
pub(super) struct Table {
    pub(super) places: HashMap<u32, Place>,
    /// What the document begins with.
    pub(super) trailer: Dict,
}

/// Where an object stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// At a byte of the file.
    At(u32),
    /// In a stream that holds objects.
    Within { holder: u32, index: u32 },
}

impl Table {
    /// Newer revisions are read first, and stay.
    fn add(&mut self, number: u32, place: Place) -> Result<(), Error> {
        if self.places.len() >= MOST_OBJECTS {
            return Err(Error::TooMany { what: "objects", limit: MOST_OBJECTS as u64 });
        }
        self.places.entry(number).or_insert(place);
        Ok(())
    }

    fn add_trailer(&mut self, dict: &Dict) {
        for (name, value) in &dict.0 {
            self.trailer.0.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
}

/// Reads the table of every revision, the newest one first.
pub(super) fn read(file: &mut File<'_>) -> Result<(), Error> {
    let bytes = file.bytes();
    let tail = bytes.len().saturating_sub(TAIL);
    let last = memchr::memmem::rfind(bytes.get(tail..).unwrap_or_default(), b"startxref");
    let at = tail + last.ok_or_else(|| broken("it does not say where its table is"))? + b"startxref".len();
    let mut next =
        vec![Parser::new(bytes, at).digits().ok_or_else(|| broken("it does not say where its table is"))?];
    let mut seen = HashSet::new();
    let mut free = HashSet::new();
    while let Some(at) = next.pop() {
        if !seen.insert(at) {
            continue;
        }
        if seen.len() > MOST_REVISIONS {
            return Err(Error::TooMany { what: "revisions", limit: MOST_REVISIONS as u64 });
        }
        let mut parser = Parser::new(bytes, at as usize);
        parser.skip_blanks();
        let trailer = if parser.rest().starts_with(b"xref") {
            parser.at += b"xref".len();
            rows(file, &mut parser, &mut free)?
        } else {
            stream(file, at as usize, &mut free)?
        };
        let place = |name| trailer.get(name).count().map(|at| at as u32);
        next.extend(place(b"Prev"));
        next.extend(place(b"XRefStm"));
        file.table.add_trailer(&trailer);
    }
    Ok(())
}

/// A table of rows, and the dictionary behind it.
fn rows(file: &mut File<'_>, parser: &mut Parser<'_>, free: &mut HashSet<u32>) -> Result<Dict, Error> {
    let begin = parser.at;
    while let Some(first) = parser.digits() {
        let count = parser.digits().ok_or_else(|| broken("its table is cut off"))?;
        for number in (0..count).map(|at| first.saturating_add(at)) {
            let (Some(place), Some(_)) = (parser.digits(), parser.digits()) else {
                return Err(broken("its table is cut off"));
            };
            parser.skip_blanks();
            let is_used = parser.peek() == Some(b'n');
            parser.at += 1;
            add(file, number, is_used.then_some(Place::At(place)), free)?;
        }
    }
    parser.skip_blanks();
    if !parser.rest().starts_with(b"trailer") {
        return Err(broken("its table is cut off"));
    }
    parser.at += b"trailer".len();
    let dict = dict(parser)?;
    file.charge(parser.at.saturating_sub(begin))?;
    Ok(dict)
}

/// A dictionary with references.
fn dict(parser: &mut Parser<'_>) -> Result<Dict, Error> {
    let rest = parser.rest();
    // A reference is read as one in an object only.
    let mut object = b"0 0 obj ".to_vec();
    let end = memchr::memmem::find(rest, b"startxref").unwrap_or(rest.len()).min(1 << 20);
    object.extend(rest.get(..end).unwrap_or_default());
    match Parser::new(&object, 0).indirect()?.1 {
        Object::Dict(dict) => Ok(dict),
        _ => Err(broken("no dictionary stands behind its table")),
    }
}

/// A table that is a stream.
fn stream(file: &mut File<'_>, at: usize, free: &mut HashSet<u32>) -> Result<Dict, Error> {
    let Some((number, Object::Stream(stream))) = file.object_at(at)? else {
        return Err(broken("no table stands where it says"));
    };
    let dict = &stream.dict;
    let bytes = file.unpack(number, &stream)?.unwrap_or_default();
    let widths: Vec<usize> = dict.get(b"W").items().iter().filter_map(Object::count).collect();
    let &[kind, second, third] = &*widths else { return Err(broken("its table has no widths")) };
    let width = kind.saturating_add(second).saturating_add(third);
    if width == 0 || kind > 8 || second > 8 || third > 8 {
        return Err(broken("its table has no widths"));
    }
    let whole = [Object::Number(0.0), dict.get(b"Size").clone()];
    let index = dict.get(b"Index").items();
    let index = if index.is_empty() { &whole } else { index };
    let numbers = index.chunks(2).flat_map(|pair| {
        let [first, count] =
            [pair.first(), pair.last()].map(|of| of.and_then(Object::count).unwrap_or_default());
        (0..count).map(move |at| first.saturating_add(at) as u32)
    });
    for (number, row) in numbers.zip(bytes.chunks_exact(width)) {
        let field = |from: usize, width: usize| {
            row.iter().skip(from).take(width).fold(0_u64, |value, byte| value << 8 | u64::from(*byte))
        };
        let value = |from, width| u32::try_from(field(from, width)).unwrap_or(u32::MAX);
        let place = match if kind == 0 { 1 } else { field(0, kind) } {
            1 => Some(Place::At(value(kind, second))),
            2 => Some(Place::Within { holder: value(kind, second), index: value(kind + second, third) }),
            _ => None,
        };
        add(file, number, place, free)?;
    }
    Ok(stream.dict)
}

/// An object that a newer revision freed stays free.
fn add(file: &mut File<'_>, number: u32, place: Option<Place>, free: &mut HashSet<u32>) -> Result<(), Error> {
    match place {
        Some(place) if !free.contains(&number) => file.table.add(number, place),
        Some(_) => Ok(()),
        None => {
            if !file.table.places.contains_key(&number) && free.len() < MOST_OBJECTS {
                free.insert(number);
            }
            Ok(())
        }
    }
}

/// Looks for objects and for what the document begins with.
pub(super) fn rebuild(file: &File<'_>) -> Result<Table, Error> {
    let bytes = file.bytes();
    let mut table = Table::default();
    for at in memchr::memmem::find_iter(bytes, b"obj") {
        let Some((number, start)) = head_before(bytes, at) else { continue };
        if table.places.len() >= MOST_OBJECTS {
            return Err(Error::TooMany { what: "objects", limit: MOST_OBJECTS as u64 });
        }
        table.places.insert(number, Place::At(start as u32));
    }
    for at in memchr::memmem::rfind_iter(bytes, b"trailer").take(64) {
        let mut parser = Parser::new(bytes, at + b"trailer".len());
        if let Ok(dict) = dict(&mut parser) {
            table.add_trailer(&dict);
        }
    }
    if table.trailer.get(b"Root").is_null() {
        look_for_root(file, &mut table)?;
    }
    Ok(table)
}

/// Without a trailer, tables that are streams say what the document begins with, or the catalog is found as such.
fn look_for_root(file: &File<'_>, table: &mut Table) -> Result<(), Error> {
    let mut catalog = None;
    let mut numbers: Vec<(u32, u32)> = places(table).collect();
    numbers.sort_unstable_by_key(|&(_, at)| at);
    for &(number, at) in numbers.iter().rev() {
        let Some((_, object)) = file.object_at(at as usize)? else { continue };
        let Some(dict) = object.dict() else { continue };
        if dict.is(b"Type", b"XRef") {
            table.add_trailer(dict);
        }
        if dict.is(b"Type", b"Catalog") {
            catalog = catalog.or(Some(number));
        }
    }
    if let Some(number) = catalog {
        table.trailer.0.entry(b"Root".to_vec()).or_insert(Object::Reference(number));
    }
    Ok(())
}

/// Adds what stands in streams that hold objects, and takes a catalog from there if none was found.
pub(super) fn add_held_objects(file: &mut File<'_>) -> Result<(), Error> {
    let mut numbers: Vec<(u32, u32)> = places(&file.table).collect();
    numbers.sort_unstable_by_key(|&(_, at)| at);
    for (holder, at) in numbers {
        let Some((_, Object::Stream(stream))) = file.object_at(at as usize)? else { continue };
        if !stream.dict.is(b"Type", b"ObjStm") {
            continue;
        }
        for (index, number) in (0..).zip(file.held_numbers(holder)?) {
            if !matches!(file.table.places.get(&number), Some(Place::At(_))) {
                file.table.places.insert(number, Place::Within { holder, index });
            }
        }
    }
    if file.table.trailer.get(b"Root").is_null() {
        let held: Vec<u32> = file.table.places.keys().copied().collect();
        for number in held {
            let object = file.resolve(&Object::Reference(number))?;
            if object.dict().is_some_and(|dict| dict.is(b"Type", b"Catalog")) {
                file.table.trailer.0.insert(b"Root".to_vec(), Object::Reference(number));
            }
        }
    }
    Ok(())
}

fn places(table: &Table) -> impl Iterator<Item = (u32, u32)> + '_ {
    table.places.iter().filter_map(|(&number, place)| match place {
        Place::At(at) => Some((number, *at)),
        Place::Within { .. } => None,
    })
}

/// The number of the object whose `obj` stands at a place, and where its head begins.
fn head_before(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    const LONGEST_HEAD: usize = 32;
    let is_word = bytes
        .get(at + b"obj".len())
        .is_none_or(|&byte| is_blank(byte) || is_delimiter(byte) || byte.is_ascii_digit());
    let from = at.saturating_sub(LONGEST_HEAD);
    let head = bytes.get(from..at).filter(|_| is_word)?;
    let mut at = head.len();
    let mut back = |is_part: fn(u8) -> bool| {
        let end = at;
        while at > 0 && head.get(at - 1).is_some_and(|&byte| is_part(byte)) {
            at -= 1;
        }
        (at, end)
    };
    back(is_blank);
    let generation = back(|byte| byte.is_ascii_digit());
    let blanks = back(is_blank);
    let (start, end) = back(|byte| byte.is_ascii_digit());
    if generation.0 == generation.1 || blanks.0 == blanks.1 || start == end {
        return None;
    }
    Some((str::from_utf8(head.get(start..end)?).ok()?.parse().ok()?, from + start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::parser::Token;

    #[test]
    fn heads_are_found_before_their_word() {
        let bytes = b"endobj\n12 0 obj<</A 7 0 R>>endobj obj 3 x obj";
        let found: Vec<_> =
            memchr::memmem::find_iter(bytes, b"obj").filter_map(|at| head_before(bytes, at)).collect();
        assert_eq!(found, [(12, 7)]);
        let mut parser = Parser::new(bytes, 7);
        assert_eq!(parser.head(), Some(12));
        assert!(matches!(parser.token(), Ok(Token::Object(Object::Dict(_)))));
    }
}
