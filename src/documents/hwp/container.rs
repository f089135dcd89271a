//! The streams of a .hwp: what kind of file it is, and its definitions and sections, unpacked.

use std::io::{Cursor, Read};

use cfb::CompoundFile;
use flate2::read::DeflateDecoder;

use super::{broken, distribution};
use crate::{Error, Limits};

const COMPRESSED: u32 = 1;
const PASSWORD: u32 = 1 << 1;
const DISTRIBUTION: u32 = 1 << 2;
/// Rights management and certificates, which lock a file as a password does.
const LOCKED: u32 = 1 << 4 | 1 << 8 | 1 << 10;

/// See the module.
pub(super) struct Container<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    properties: u32,
    /// Bytes that may still be read as they are stored. Streams do not overlap, so all together are no longer than the file.
    stored: u64,
    /// Bytes that may still be unpacked.
    unpacked: u64,
    limits: Limits,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
        let mut container = Self {
            file,
            properties: 0,
            stored: bytes.len() as u64,
            unpacked: limits.unpacked,
            limits: *limits,
        };
        container.recognize()?;
        Ok(container)
    }

    /// The definitions that all sections share.
    pub(super) fn definitions(&mut self) -> Result<Vec<u8>, Error> {
        let stored = self.stored("/DocInfo")?;
        self.unpack(stored)
    }

    /// The records of a section, counted from 0; none behind the last one.
    pub(super) fn section(&mut self, number: u32) -> Result<Option<Vec<u8>>, Error> {
        let is_distribution = self.properties & DISTRIBUTION != 0;
        let folder = if is_distribution { "ViewText" } else { "BodyText" };
        let path = format!("/{folder}/Section{number}");
        if !self.file.is_stream(&path) {
            return if number == 0 { Err(broken(format_args!("{path} is missing"))) } else { Ok(None) };
        }
        let mut stored = self.stored(&path)?;
        if is_distribution {
            stored = distribution::decrypt(&stored)?;
        }
        self.unpack(stored).map(Some)
    }

    /// Other programs keep their documents in compound files too.
    fn recognize(&mut self) -> Result<(), Error> {
        if self.file.is_stream("/EncryptedPackage") {
            return Err(Error::Password);
        }
        if self.file.is_stream("/WordDocument") {
            return Err(Error::OldVersion("a .doc"));
        }
        if !self.file.is_stream("/FileHeader") {
            return Err(broken("a compound file of another program"));
        }
        let header = self.stored("/FileHeader")?;
        let version = number(&header, 32).ok_or_else(|| broken("its head is cut off"))?;
        self.properties = number(&header, 36).ok_or_else(|| broken("its head is cut off"))?;
        if !header.starts_with(b"HWP Document File") || version >> 24 != 5 {
            return Err(broken("not a file of Hangul 5"));
        }
        if self.properties & (PASSWORD | LOCKED) != 0 {
            return Err(Error::Password);
        }
        Ok(())
    }

    /// A stream as it is stored.
    fn stored(&mut self, path: &str) -> Result<Vec<u8>, Error> {
        let stream = self.file.open_stream(path).map_err(broken)?;
        let length = stream.len();
        self.stored =
            self.stored.checked_sub(length).ok_or_else(|| broken("its streams are longer than the file"))?;
        let mut bytes = Vec::new();
        stream.take(length).read_to_end(&mut bytes).map_err(broken)?;
        Ok(bytes)
    }

    fn unpack(&mut self, stored: Vec<u8>) -> Result<Vec<u8>, Error> {
        let unpacked = if self.properties & COMPRESSED == 0 {
            stored
        } else {
            let mut unpacked = Vec::new();
            let reader = DeflateDecoder::new(&*stored);
            reader.take(self.unpacked + 1).read_to_end(&mut unpacked).map_err(broken)?;
            unpacked
        };
        let left = self.unpacked.checked_sub(unpacked.len() as u64);
        self.unpacked = left.ok_or(Error::TooLarge { limit: self.limits.unpacked >> 20 })?;
        Ok(unpacked)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}
