//! The parts of a document that is a zip archive.
//!
//! Only the parts that are asked for are unpacked, each once, all of them together to no more than the limit.

use std::io::{Cursor, Read};

use zip::ZipReadOptions;

use crate::{Error, Limits, open_zip};

/// Members of an archive that is taken for a document.
const MOST_MEMBERS: usize = 1 << 16;
/// The part of OpenDocument and OWPML that lists the parts.
pub(crate) const MANIFEST: &str = "META-INF/manifest.xml";
/// Bytes of a member that says what the archive is.
const LONGEST_LABEL: u64 = 256;

/// The unpacked parts of a document, by name.
pub(crate) struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// Unpacks the parts that are `wanted`.
    pub(crate) fn open(bytes: &[u8], limits: &Limits, wanted: impl Fn(&str) -> bool) -> Result<Self, Error> {
        let mut found: Vec<(String, Vec<u8>)> = Vec::new();
        let mut left = limits.unpacked;
        each(bytes, |name, stream| {
            if !wanted(name) || found.iter().any(|(known, _)| known == name) {
                return Ok(());
            }
            let mut part = Vec::new();
            let read = stream?.take(left + 1).read_to_end(&mut part).map_err(|error| broken(&error))?;
            left = left.checked_sub(read as u64).ok_or(Error::TooLarge { limit: limits.unpacked >> 20 })?;
            found.push((name.to_owned(), part));
            Ok(())
        })?;
        Ok(Self(found))
    }

    /// Whether the manifest, which must be among the parts, says that parts are encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.part(MANIFEST).is_some_and(|part| memchr::memmem::find(part, b"encryption-data").is_some())
    }

    /// A part by its name.
    pub(crate) fn part(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, bytes)| &**bytes)
    }

    /// The parts whose name is `prefix`, perhaps a number, and `suffix`, in the order of the numbers.
    pub(crate) fn numbered<'p>(&'p self, prefix: &str, suffix: &str) -> Vec<&'p [u8]> {
        let parts = self.0.iter().filter_map(|(name, bytes)| Some((number(name, prefix, suffix)?, &**bytes)));
        let mut parts: Vec<_> = parts.collect();
        parts.sort_by_key(|&(number, _)| number);
        parts.into_iter().map(|(_, bytes)| bytes).collect()
    }
}

/// The number in a name that is `prefix`, perhaps a number, and `suffix`: `word/document2.xml`.
pub(crate) fn number(name: &str, prefix: &str, suffix: &str) -> Option<u32> {
    let digits = name.strip_prefix(prefix)?.strip_suffix(suffix)?;
    if digits.is_empty() {
        return Some(0);
    }
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Shows the names of the members, with the text of the one that says what the archive is.
pub(crate) fn look(bytes: &[u8], mut see: impl FnMut(&str, &str)) -> Result<(), Error> {
    each(bytes, |name, stream| {
        let mut label = String::new();
        if name == "mimetype" {
            // What cannot be read says nothing.
            let _ = stream?.take(LONGEST_LABEL).read_to_string(&mut label);
        }
        see(name, &label);
        Ok(())
    })
}

/// Visits the members.
fn each(
    bytes: &[u8],
    mut visit: impl FnMut(&str, Result<&mut dyn Read, Error>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut members = open_zip(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if members.len() > MOST_MEMBERS {
        return Err(Error::TooMany { what: "parts", limit: MOST_MEMBERS as u64 });
    }
    let entries = members.files().map_err(|error| broken(&error))?;
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| broken(&error))?;
        let Ok(name) = entry.name().map(|name| name.replace('\\', "/")) else { continue };
        match entry.with_reader(entries.reader_mut(), ZipReadOptions::new()) {
            Ok(mut member) => visit(&name, Ok(&mut member))?,
            Err(error) => visit(&name, Err(broken(&error)))?,
        }
    }
    Ok(())
}

fn broken(error: &(impl ToString + ?Sized)) -> Error {
    Error::Broken { what: "archive", why: error.to_string() }
}
