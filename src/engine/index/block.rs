//! Blocks of stored judgments: refused before they are unpacked, if they say themselves that they are damaged.
//!
//! tantivy writes the unpacked length of a block before it and makes room for as much as it says there. One wrong bit
//! asks for gigabytes. The packed block says its length a second time, so the two are compared.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

/// Ending of the files that hold stored judgments.
pub(super) const ENDING: &str = "store";
/// Bytes of the length before a block.
const LENGTH: usize = 4;
/// What every block that zstd has packed begins with.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A file of blocks.
#[derive(Debug)]
pub(super) struct BlockFile(pub(super) Arc<dyn FileHandle>);

impl HasLen for BlockFile {
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl FileHandle for BlockFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let bytes = self.0.read_bytes(range)?;
        if agrees(&bytes) {
            Ok(bytes)
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "a damaged block"))
        }
    }
}

/// Whether bytes are no packed block, or one whose two lengths are the same.
fn agrees(bytes: &[u8]) -> bool {
    let Some((length, packed)) = bytes.split_first_chunk::<LENGTH>() else { return true };
    if !packed.starts_with(&MAGIC) {
        return true;
    }
    let said = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    said.is_none_or(|said| said == u64::from(u32::from_le_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_whose_lengths_differ_is_refused_and_other_bytes_are_none_of_our_business() {
        let text = "판결요지 ".repeat(100);
        let mut block = u32::try_from(text.len()).unwrap().to_le_bytes().to_vec();
        block.extend(zstd::bulk::compress(text.as_bytes(), 6).unwrap());
        assert!(agrees(&block));
        for bit in 0..32 {
            let mut damaged = block.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(!agrees(&damaged), "bit {bit}");
        }
        assert!(agrees(b"") && agrees(b"abc") && agrees(&[0xff; 40]));
    }
}
