//! Archives: `.zip`, `.gz`, `.zst`, told by their first bytes, unpacked as streams, never to disk.
//!
//! What unpacks to far more than any text does is refused while it unpacks: an archive on disk with all that is nested
//! in it has one [`Spending`].

use std::cell::Cell;
use std::io::{self, Read};

use super::fault::{Reason, said};

/// Text packs to a tenth; an archive that unpacks to more than this many times its size is made to do harm.
const LARGEST_RATIO: u64 = 200;
/// Below this many bytes the ratio does not matter.
const HARMLESS: u64 = 16 << 20;
/// No archive unpacks to more than this many bytes, however large it is: a thousand times all published judgments.
const LARGEST_UNPACKED: u64 = 256 << 30;

/// The kinds of archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Archive {
    Zip,
    Gzip,
    Zstd,
}

impl Archive {
    /// The kind of archive that begins with these bytes.
    pub(crate) fn detect(head: &[u8]) -> Option<Self> {
        match head {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(Self::Zip),
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// The stream of a `.gz` or `.zst` unpacked.
    pub(super) fn unpack<'r>(
        self,
        reader: impl Read + 'r,
        spending: &'r Spending,
    ) -> io::Result<Box<dyn Read + 'r>> {
        let unpacked: Box<dyn Read + 'r> = match self {
            Self::Gzip => Box::new(flate2::read::MultiGzDecoder::new(reader)),
            Self::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::new(reader)?;
                decoder.window_log_max(27)?;
                Box::new(decoder)
            }
            Self::Zip => return Err(io::Error::other("a zip archive is no stream")),
        };
        Ok(Box::new(spending.guard(unpacked)))
    }
}

/// The name of what a stream holds: `a.jsonl.zst` → `a.jsonl`.
pub(super) fn inner_name(path: &str) -> &str {
    let cut = |ending: &str| {
        path.len()
            .checked_sub(ending.len())
            .and_then(|at| path.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
    };
    [".gz", ".zst", ".zstd"]
        .iter()
        .find(|ending| cut(ending))
        .and_then(|ending| path.get(..path.len() - ending.len()))
        .unwrap_or(path)
}

/// What has been unpacked of an archive with all that is nested in it, against what it has on disk.
#[derive(Debug)]
pub(crate) struct Spending {
    packed: Cell<u64>,
    unpacked: Cell<u64>,
}

impl Spending {
    /// Of an archive of this many bytes, packed.
    pub(crate) const fn of(packed: u64) -> Self {
        Self { packed: Cell::new(packed), unpacked: Cell::new(0) }
    }

    /// More of an archive has come, whose size is not known before.
    pub(super) fn add_packed(&self, bytes: u64) {
        self.packed.set(self.packed.get().saturating_add(bytes));
    }

    fn allowed(&self) -> u64 {
        self.packed.get().saturating_mul(LARGEST_RATIO).clamp(HARMLESS, LARGEST_UNPACKED)
    }

    /// Whether no more may be unpacked.
    pub(super) fn is_spent(&self) -> bool {
        self.unpacked.get() > self.allowed()
    }

    /// Why no more may be unpacked.
    fn reason(&self) -> Reason {
        if self.unpacked.get() > LARGEST_UNPACKED {
            return Reason::TooLarge { what: "archive", limit: LARGEST_UNPACKED >> 20 };
        }
        Reason::Bomb(LARGEST_RATIO)
    }

    /// A stream that gives unpacked bytes, with an end where too many come.
    pub(super) const fn guard<R>(&self, inner: R) -> Guarded<'_, R> {
        Guarded { inner, spending: self }
    }

    /// The reason why a stream from an archive failed.
    pub(super) fn reason_of(&self, error: &io::Error) -> Reason {
        match error.get_ref() {
            Some(inner) if inner.is::<SpentError>() => self.reason(),
            _ => Reason::Archive(said(error)),
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("unpacks to too much")]
struct SpentError;

/// See [`Spending::guard`].
pub(super) struct Guarded<'s, R> {
    inner: R,
    spending: &'s Spending,
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let unpacked = &self.spending.unpacked;
        unpacked.set(unpacked.get().saturating_add(read as u64));
        if self.spending.is_spent() { Err(io::Error::other(SpentError)) } else { Ok(read) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_stopped() {
        let packed = zstd::encode_all(io::repeat(b'0').take(64 << 20), 3).unwrap();
        let spending = Spending::of(packed.len() as u64);
        let mut unpacked = Archive::Zstd.unpack(packed.as_slice(), &spending).unwrap();
        let error = io::copy(&mut unpacked, &mut io::sink()).unwrap_err();
        assert!(matches!(spending.reason_of(&error), Reason::Bomb(_)));
    }

    #[test]
    fn streams_of_one_archive_spend_together() {
        let packed = zstd::encode_all(io::repeat(b'0').take(HARMLESS / 2), 3).unwrap();
        let spending = Spending::of(packed.len() as u64);
        let unpack =
            || io::copy(&mut Archive::Zstd.unpack(packed.as_slice(), &spending).unwrap(), &mut io::sink());
        assert_eq!(unpack().unwrap(), HARMLESS / 2);
        assert_eq!(unpack().unwrap(), HARMLESS / 2);
        assert!(!spending.is_spent());
        assert!(unpack().is_err());
        assert!(spending.is_spent());
    }

    #[test]
    fn names_lose_the_ending_of_the_archive() {
        assert_eq!(inner_name("a/판례.jsonl.zst"), "a/판례.jsonl");
        assert_eq!(inner_name("판례.txt"), "판례.txt");
        assert_eq!(inner_name("가"), "가");
    }
}
