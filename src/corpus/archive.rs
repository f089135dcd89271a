//! Archives: `.zip`, `.gz`, `.zst`, told by their first bytes, unpacked in memory or as a stream, never to disk.
//!
//! Names of members are only shown, so a member `../../x` can do nothing. What unpacks to far more than any text does
//! is refused while it unpacks.

use std::io::{self, Read};

use super::fault::Reason;

/// Text packs to a tenth; an archive that unpacks to more than this many times its size is made to do harm.
const LARGEST_RATIO: u64 = 200;
/// Below this many bytes the ratio does not matter.
const HARMLESS: u64 = 16 << 20;

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

    /// The stream of a `.gz` or `.zst` unpacked; `packed` is its size in bytes.
    pub(super) fn unpack<'r>(self, reader: impl Read + 'r, packed: u64) -> io::Result<Box<dyn Read + 'r>> {
        let unpacked: Box<dyn Read + 'r> = match self {
            Self::Gzip => Box::new(flate2::read::MultiGzDecoder::new(reader)),
            Self::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::new(reader)?;
                decoder.window_log_max(27)?;
                Box::new(decoder)
            }
            Self::Zip => return Err(io::Error::other("a zip archive is no stream")),
        };
        Ok(Box::new(Guarded { inner: unpacked, read: 0, allowed: allowed(packed) }))
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

fn allowed(packed: u64) -> u64 {
    (packed.saturating_mul(LARGEST_RATIO)).max(HARMLESS)
}

/// The bytes of one member of a zip archive.
pub(crate) fn member(file: &mut zip::read::ZipFile<'_, impl Read>, limit: u64) -> Result<Vec<u8>, Reason> {
    let allowed = allowed(file.compressed_size()).min(limit);
    let mut bytes = Vec::new();
    let read =
        file.take(allowed + 1).read_to_end(&mut bytes).map_err(|error| Reason::Archive(error.to_string()))?
            as u64;
    match read {
        read if read <= allowed => Ok(bytes),
        _ if allowed < limit => Err(Reason::Bomb(LARGEST_RATIO)),
        _ => Err(Reason::TooLarge { what: "file", limit: limit >> 20 }),
    }
}

/// The reason why a stream from an archive failed.
pub(super) fn reason(error: &io::Error) -> Reason {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<BombError>()) {
        Some(_) => Reason::Bomb(LARGEST_RATIO),
        None => Reason::Archive(error.to_string()),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("unpacks to too much")]
struct BombError;

struct Guarded<R> {
    inner: R,
    read: u64,
    allowed: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        if self.read > self.allowed { Err(io::Error::other(BombError)) } else { Ok(read) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_stopped() {
        let packed = zstd::encode_all(io::repeat(b'0').take(64 << 20), 3).unwrap();
        let mut unpacked = Archive::Zstd.unpack(packed.as_slice(), packed.len() as u64).unwrap();
        let error = io::copy(&mut unpacked, &mut io::sink()).unwrap_err();
        assert!(matches!(reason(&error), Reason::Bomb(_)));
    }

    #[test]
    fn names_lose_the_ending_of_the_archive() {
        assert_eq!(inner_name("a/판례.jsonl.zst"), "a/판례.jsonl");
        assert_eq!(inner_name("판례.txt"), "판례.txt");
        assert_eq!(inner_name("가"), "가");
    }
}
