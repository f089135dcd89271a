//! Documents for distribution (배포용 문서): their sections are encrypted with a key that stands before them, so that they can
//! be read but not edited. The scheme is published with the format.

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, KeyInit};

use super::broken;
use super::record::{Records, Tag};
use crate::Error;

/// Bytes of the record that hides the key.
const HIDING_PLACE: usize = 256;
const BLOCK: usize = 16;

/// A section behind its key.
pub(super) fn decrypt(stream: &[u8]) -> Result<Vec<u8>, Error> {
    let mut records = Records::new(stream);
    let record = records.next()?.filter(|record| record.tag == Tag::DISTRIBUTE_DOC_DATA);
    let hiding_place = record.and_then(|record| <[u8; HIDING_PLACE]>::try_from(record.data).ok());
    let key = key(hiding_place.ok_or_else(|| broken("the key of a document for distribution is missing"))?);
    let cipher = Aes128::new(&key.into());
    let mut section = records.rest().to_vec();
    for block in section.as_chunks_mut::<BLOCK>().0 {
        cipher.decrypt_block(block.into());
    }
    Ok(section)
}

/// The key lies at a place that the first number tells, below a mask that the same number is the seed of.
fn key(mut hiding_place: [u8; HIDING_PLACE]) -> [u8; BLOCK] {
    let [a, b, c, d, ..] = hiding_place;
    let seed = u32::from_le_bytes([a, b, c, d]);
    let mut random = Random(seed);
    let (mut mask, mut run) = (0, 0);
    for (at, byte) in hiding_place.iter_mut().enumerate() {
        if run == 0 {
            mask = (random.next() & 0xff) as u8;
            run = (random.next() & 0xf) + 1;
        }
        if at >= size_of::<u32>() {
            *byte ^= mask;
        }
        run -= 1;
    }
    let start = size_of::<u32>() + (seed & 0xf) as usize;
    let mut key = [0; BLOCK];
    key.iter_mut().zip(hiding_place.iter().skip(start)).for_each(|(key, byte)| *key = *byte);
    key
}

/// The random numbers of Microsoft's C library.
struct Random(u32);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(214_013).wrapping_add(2_531_011);
        self.0 >> 16 & 0x7fff
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_numbers_are_those_of_the_library() {
        let mut random = Random(1);
        assert_eq!([41, 18467, 6334, 26500], std::array::from_fn(|_| random.next()));
    }
}
