//! The objects of a PDF by their numbers: where they stand, found and read one by one as they are asked for.
//!
//! Nothing is read that the text does not need, so that a file of a million objects takes no more memory than the table of
//! their places. All work is counted: what is read and unpacked in total is bounded, whatever the file says.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::crypt::Key;
use super::object::{Dict, Object, Stream};
use super::parser::Parser;
use super::{broken, filter, table};
use crate::{Error, Limits};

/// Objects that are kept at hand.
const KEPT: usize = 4096;
/// How often a reference leads to another one.
const LONGEST_CHAIN: u32 = 32;
/// How deep finding one object needs another: the length of a stream, the stream that holds it.
const DEEPEST: u32 = 8;

/// See the module.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    pub(super) table: table::Table,
    key: Option<Key>,
    kept: RefCell<HashMap<u32, Rc<Object>>>,
    holders: RefCell<HashMap<u32, Rc<Holder>>>,
    /// Bytes that may still be unpacked, and read.
    unpacked: Cell<u64>,
    read: Cell<u64>,
    depth: Cell<u32>,
    limits: Limits,
    /// Whether something could not be read to its end.
    pub(super) is_damaged: Cell<bool>,
}

/// A stream that holds objects.
struct Holder {
    bytes: Vec<u8>,
    /// Number and place of each.
    objects: Vec<(u32, usize)>,
}

impl<'a> File<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        // Places are counted from where the file says that it is a PDF.
        let start = memchr::memmem::find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-").unwrap_or_default();
        let bytes = bytes.get(start..).unwrap_or_default();
        let mut file = Self {
            bytes,
            table: table::Table::default(),
            key: None,
            kept: RefCell::default(),
            holders: RefCell::default(),
            unpacked: Cell::new(limits.unpacked),
            read: Cell::new((bytes.len() as u64).saturating_mul(8) + (64 << 20)),
            depth: Cell::new(0),
            limits: *limits,
            is_damaged: Cell::new(false),
        };
        if table::read(&mut file).is_err() || !file.has_pages()? {
            file.rebuild()?;
        }
        Ok(file)
    }

    /// The table is missing or wrong: objects are looked for.
    fn rebuild(&mut self) -> Result<(), Error> {
        self.forget();
        self.key = None;
        self.table = table::rebuild(self)?;
        self.unlock()?;
        table::add_held_objects(self)?;
        self.forget();
        if self.has_pages()? { Ok(()) } else { Err(broken("it has no pages")) }
    }

    fn forget(&mut self) {
        self.kept.borrow_mut().clear();
        self.holders.borrow_mut().clear();
    }

    fn has_pages(&mut self) -> Result<bool, Error> {
        self.unlock()?;
        let root = self.table.trailer.get(b"Root").clone();
        let catalog = self.resolve(&root)?;
        let Some(catalog) = catalog.dict() else { return Ok(false) };
        Ok(self.get(catalog, b"Pages")?.dict().is_some())
    }

    /// Finds the key of an encrypted file that can be read without a password.
    fn unlock(&mut self) -> Result<(), Error> {
        if self.key.is_none() && !self.table.trailer.get(b"Encrypt").is_null() {
            let rules = self.get(&self.table.trailer, b"Encrypt")?;
            let ids = self.get(&self.table.trailer, b"ID")?;
            let id = ids.items().first().and_then(Object::string).unwrap_or_default();
            self.key = Some(Key::of(rules.dict().ok_or(Error::Password)?, id)?);
            self.forget();
        }
        Ok(())
    }

    pub(super) const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// A value of a dictionary; a reference is followed.
    pub(super) fn get(&self, dict: &Dict, name: &[u8]) -> Result<Rc<Object>, Error> {
        self.resolve(dict.get(name))
    }

    /// What a value refers to, or itself.
    pub(super) fn resolve(&self, object: &Object) -> Result<Rc<Object>, Error> {
        let Object::Reference(number) = object else { return Ok(Rc::new(object.clone())) };
        let mut number = *number;
        for _ in 0..LONGEST_CHAIN {
            let object = self.object(number)?;
            match &*object {
                Object::Reference(next) => number = *next,
                _ => return Ok(object),
            }
        }
        Ok(Rc::default())
    }

    fn object(&self, number: u32) -> Result<Rc<Object>, Error> {
        if let Some(object) = self.kept.borrow().get(&number) {
            return Ok(Rc::clone(object));
        }
        if self.depth.get() >= DEEPEST {
            return Ok(Rc::default());
        }
        self.depth.set(self.depth.get() + 1);
        let object = self.find(number).map(Rc::new);
        self.depth.set(self.depth.get() - 1);
        let object = object?;
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(number, Rc::clone(&object));
        Ok(object)
    }

    fn find(&self, number: u32) -> Result<Object, Error> {
        match self.table.places.get(&number) {
            None => Ok(Object::Null),
            Some(&table::Place::At(at)) => {
                // A table may be a few bytes off, or wrong.
                match self.object_at(at as usize)? {
                    Some((found, object)) if found == number => Ok(object),
                    _ => Ok(Object::Null),
                }
            }
            Some(&table::Place::Within { holder, index }) => self.held(number, holder, index),
        }
    }

    /// The object at a place, if one stands there.
    pub(super) fn object_at(&self, at: usize) -> Result<Option<(u32, Object)>, Error> {
        let mut parser = Parser::new(self.bytes, at);
        let object = match parser.indirect() {
            Ok(object) => Some(object),
            Err(Error::Broken { .. }) => None,
            Err(error) => return Err(error),
        };
        self.charge(parser.at.saturating_sub(at))?;
        Ok(object)
    }

    fn held(&self, number: u32, holder: u32, index: u32) -> Result<Object, Error> {
        let holder = self.holder(holder)?;
        let object = holder.objects.get(index as usize).filter(|(found, _)| *found == number);
        let Some(&(_, at)) = object.or_else(|| holder.objects.iter().find(|(found, _)| *found == number))
        else {
            return Ok(Object::Null);
        };
        let end = holder.bytes.len();
        let mut head = b"0 0 obj ".to_vec();
        // What is held has no head of its own.
        let next =
            holder.objects.iter().map(|&(_, place)| place).filter(|&place| place > at).min().unwrap_or(end);
        head.extend(holder.bytes.get(at..next).unwrap_or_default());
        self.charge(head.len() + holder.objects.len())?;
        Ok(Parser::new(&head, 0).indirect()?.1)
    }

    /// A stream that holds objects, unpacked once.
    fn holder(&self, number: u32) -> Result<Rc<Holder>, Error> {
        if let Some(holder) = self.holders.borrow().get(&number) {
            return Ok(Rc::clone(holder));
        }
        let object = self.object(number)?;
        let mut holder = Holder { bytes: Vec::new(), objects: Vec::new() };
        if let Object::Stream(stream) = &*object {
            holder.bytes = self.unpack(number, stream)?.unwrap_or_default();
            holder.objects = held_objects(&stream.dict, &holder.bytes);
        }
        let holder = Rc::new(holder);
        self.holders.borrow_mut().insert(number, Rc::clone(&holder));
        Ok(holder)
    }

    /// The numbers of the objects that a stream holds.
    pub(super) fn held_numbers(&self, number: u32) -> Result<Vec<u32>, Error> {
        Ok(self.holder(number)?.objects.iter().map(|&(number, _)| number).collect())
    }

    /// The bytes of a stream that is referred to or stands there; none of a picture.
    pub(super) fn contents(&self, object: &Object) -> Result<Option<Vec<u8>>, Error> {
        let mut number = object.reference().unwrap_or_default();
        for _ in 0..LONGEST_CHAIN {
            match &*self.object(number)? {
                Object::Reference(next) => number = *next,
                Object::Stream(stream) => return self.unpack(number, stream),
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Unpacks a stream, whose number is part of the key of an encrypted one.
    pub(super) fn unpack(&self, number: u32, stream: &Stream) -> Result<Option<Vec<u8>>, Error> {
        let stored = self.stored(stream)?;
        self.charge(stored.len())?;
        let filters =
            self.get(&stream.dict, if stream.dict.get(b"Filter").is_null() { b"F" } else { b"Filter" })?;
        let parameters = self.get(
            &stream.dict,
            if stream.dict.get(b"DecodeParms").is_null() { b"DP" } else { b"DecodeParms" },
        )?;
        let filters =
            if filters.name().is_some() { std::slice::from_ref(&*filters) } else { filters.items() };
        let parameters =
            if parameters.dict().is_some() { std::slice::from_ref(&*parameters) } else { parameters.items() };
        let is_plain =
            filters.iter().any(|filter| filter.name() == Some(b"Crypt")) || stream.dict.is(b"Type", b"XRef");
        let mut bytes = match &self.key {
            Some(key) if !is_plain => key.decrypt(number, stored),
            _ => stored.to_vec(),
        };
        for (at, filter) in filters.iter().enumerate() {
            let filter = self.resolve(filter)?;
            let parameters = self.resolve(parameters.get(at).unwrap_or(&Object::Null))?;
            let Some(unpacked) = filter::apply(
                filter.name().unwrap_or_default(),
                parameters.dict(),
                &bytes,
                self.unpacked.get(),
            ) else {
                return Ok(None);
            };
            if !unpacked.is_whole {
                self.is_damaged.set(true);
            }
            bytes = unpacked.bytes;
            let left = self.unpacked.get().checked_sub(bytes.len() as u64);
            self.unpacked.set(left.ok_or(Error::TooLarge { limit: self.limits.unpacked >> 20 })?);
        }
        Ok(Some(bytes))
    }

    /// The bytes of a stream as they stand in the file: as long as it says, or to its end if that is wrong.
    fn stored(&self, stream: &Stream) -> Result<&'a [u8], Error> {
        let rest = self.bytes.get(stream.start..).unwrap_or_default();
        if let Some(length) = self.get(&stream.dict, b"Length")?.count()
            && let Some((stored, behind)) = rest.split_at_checked(length)
            && behind.get(..64).unwrap_or(behind).trim_ascii_start().starts_with(b"endstream")
        {
            return Ok(stored);
        }
        let end = memchr::memmem::find(rest, b"endstream").unwrap_or_else(|| {
            self.is_damaged.set(true);
            rest.len()
        });
        self.charge(end)?;
        let stored = rest.get(..end).unwrap_or_default();
        Ok(stored.strip_suffix(b"\r\n").or_else(|| stored.strip_suffix(b"\n")).unwrap_or(stored))
    }

    /// Counts bytes that are read.
    pub(super) fn charge(&self, bytes: usize) -> Result<(), Error> {
        let left = self.read.get().checked_sub(bytes as u64);
        self.read.set(left.ok_or_else(|| broken("its objects refer to each other without end"))?);
        Ok(())
    }
}

/// Numbers and places of the objects in a stream.
fn held_objects(dict: &Dict, bytes: &[u8]) -> Vec<(u32, usize)> {
    let (Some(count), Some(first)) = (dict.get(b"N").count(), dict.get(b"First").count()) else {
        return Vec::new();
    };
    let mut parser = Parser::new(bytes, 0);
    let mut objects = Vec::new();
    for _ in 0..count {
        let (Some(number), Some(place)) = (parser.digits(), parser.digits()) else { break };
        objects.push((number, first + place as usize));
    }
    objects
}
