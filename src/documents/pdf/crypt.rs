//! Encrypted PDFs that can be read without a password, because only what may be done with them is restricted.

use aes::cipher::{
    Array, BlockCipherDecrypt, BlockCipherEncrypt, BlockSizeUser, KeyInit, array::typenum::U16,
};
use aes::{Aes128, Aes256};
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

use super::object::{Dict, Object};
use crate::Error;

/// What a password is filled up with; the whole of an empty one.
const FILLING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e,
    0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];
const BLOCK: usize = 16;

/// The key to the streams of a file.
pub(super) struct Key {
    bytes: Vec<u8>,
    cipher: Cipher,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cipher {
    None,
    Rc4,
    Aes128,
    Aes256,
}

impl Key {
    /// The key that an empty password gives, if it is the right one.
    pub(super) fn of(rules: &Dict, id: &[u8]) -> Result<Self, Error> {
        let version = rules.get(b"V").count().unwrap_or_default();
        let revision = rules.get(b"R").count().unwrap_or_default();
        if !rules.is(b"Filter", b"Standard") || !(1..=5).contains(&version) {
            return Err(Error::Password);
        }
        let cipher = match version {
            1..=3 => Cipher::Rc4,
            _ => cipher(rules),
        };
        let bytes =
            if revision >= 5 { new_key(rules, revision) } else { old_key(rules, id, version, revision) };
        bytes.map(|bytes| Self { bytes, cipher }).ok_or(Error::Password)
    }

    /// The bytes of a stream.
    pub(super) fn decrypt(&self, number: u32, bytes: &[u8]) -> Vec<u8> {
        match self.cipher {
            Cipher::None => bytes.to_vec(),
            Cipher::Aes256 => unchain(Aes256::new_from_slice(&self.bytes).ok().as_ref(), bytes),
            Cipher::Aes128 | Cipher::Rc4 => {
                let mut hash = Md5::new();
                hash.update(&self.bytes);
                // Three bytes of the number, and two of the generation, which is zero wherever it was looked for.
                hash.update(number.to_le_bytes().get(..3).unwrap_or_default());
                hash.update([0, 0]);
                if self.cipher == Cipher::Aes128 {
                    hash.update(b"sAlT");
                }
                let hash = hash.finalize();
                let key = hash.get(..(self.bytes.len() + 5).min(BLOCK)).unwrap_or_default();
                if self.cipher == Cipher::Rc4 {
                    rc4(key, bytes)
                } else {
                    unchain(Aes128::new_from_slice(key).ok().as_ref(), bytes)
                }
            }
        }
    }
}

/// The cipher of the streams since version 4.
fn cipher(rules: &Dict) -> Cipher {
    let name = rules.get(b"StmF").name().unwrap_or(b"Identity");
    let filter = rules.get(b"CF").dict().and_then(|filters| filters.get(name).dict());
    match filter.and_then(|filter| filter.get(b"CFM").name()) {
        Some(b"V2") => Cipher::Rc4,
        Some(b"AESV2") => Cipher::Aes128,
        Some(b"AESV3") => Cipher::Aes256,
        _ => Cipher::None,
    }
}

/// Revisions 2 to 4: MD5 and RC4.
fn old_key(rules: &Dict, id: &[u8], version: usize, revision: usize) -> Option<Vec<u8>> {
    let bits = rules.get(b"Length").count().unwrap_or(if version == 4 { 128 } else { 40 });
    let length = if revision == 2 { 5 } else { (bits / 8).clamp(5, BLOCK) };
    let permissions = rules.get(b"P").number()? as i64;
    let mut hash = Md5::new();
    hash.update(FILLING);
    hash.update(rules.get(b"O").string()?.get(..32)?);
    hash.update(permissions.to_le_bytes().get(..4)?);
    hash.update(id);
    if revision >= 4 && rules.get(b"EncryptMetadata") == &Object::Bool(false) {
        hash.update([0xff; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(key.get(..length)?).to_vec();
        }
    }
    key.truncate(length);
    let user = rules.get(b"U").string()?;
    let is_right = if revision == 2 {
        rc4(&key, &FILLING) == user
    } else {
        let mut hash = Md5::new();
        hash.update(FILLING);
        hash.update(id);
        let mut check = hash.finalize().to_vec();
        for turn in 0..20 {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ turn).collect();
            check = rc4(&key, &check);
        }
        user.starts_with(&check)
    };
    is_right.then_some(key)
}

/// Revisions 5 and 6: SHA-2 and AES.
fn new_key(rules: &Dict, revision: usize) -> Option<Vec<u8>> {
    let user = rules.get(b"U").string()?;
    let hash = |salt: &[u8]| if revision == 5 { Sha256::digest(salt).to_vec() } else { hardened(salt) };
    if hash(user.get(32..40)?) != user.get(..32)? {
        return None;
    }
    let locked = rules.get(b"UE").string()?.get(..32)?;
    let cipher = Aes256::new_from_slice(&hash(user.get(40..48)?)).ok()?;
    let mut with_start = vec![0; BLOCK];
    with_start.extend(locked);
    let key = chained_blocks(&cipher, &with_start);
    (key.len() == 32).then_some(key)
}

/// The hash of revision 6 for an empty password, which is meant to be slow.
fn hardened(salt: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0_u32.. {
        let Some(Ok(cipher)) = key.get(..BLOCK).map(Aes128::new_from_slice) else { break };
        let mut last: Vec<u8> = key.get(BLOCK..2 * BLOCK).unwrap_or_default().to_vec();
        let mut chained = key.repeat(64);
        for block in chained.as_chunks_mut::<BLOCK>().0 {
            block.iter_mut().zip(&last).for_each(|(byte, mask)| *byte ^= mask);
            cipher.encrypt_block(block.into());
            last = block.to_vec();
        }
        let kind: u32 = chained.iter().take(BLOCK).map(|byte| u32::from(*byte)).sum();
        key = match kind % 3 {
            0 => Sha256::digest(&chained).to_vec(),
            1 => Sha384::digest(&chained).to_vec(),
            _ => Sha512::digest(&chained).to_vec(),
        };
        if round >= 63 && chained.last().is_none_or(|&byte| u32::from(byte) <= round + 1 - 32) {
            break;
        }
    }
    key.truncate(32);
    key
}

/// Undoes chained AES and takes off what fills the last block.
fn unchain<C>(cipher: Option<&C>, bytes: &[u8]) -> Vec<u8>
where
    C: BlockCipherDecrypt + BlockSizeUser<BlockSize = U16>,
{
    let Some(cipher) = cipher else { return Vec::new() };
    let mut plain = chained_blocks(cipher, bytes);
    let filling = plain.last().copied().map_or(0, usize::from);
    if (1..=BLOCK).contains(&filling) {
        plain.truncate(plain.len().saturating_sub(filling));
    }
    plain
}

/// The blocks behind the first one, each below the mask of the one before.
fn chained_blocks<C>(cipher: &C, bytes: &[u8]) -> Vec<u8>
where
    C: BlockCipherDecrypt + BlockSizeUser<BlockSize = U16>,
{
    let mut plain = Vec::with_capacity(bytes.len());
    let blocks = bytes.as_chunks::<BLOCK>().0;
    for (mask, block) in blocks.iter().zip(blocks.iter().skip(1)) {
        let mut block: Array<u8, U16> = (*block).into();
        cipher.decrypt_block(&mut block);
        plain.extend(block.iter().zip(mask).map(|(byte, mask)| byte ^ mask));
    }
    plain
}

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
    let mut j = 0_u8;
    for (i, key) in (0..=255_u8).zip(key.iter().cycle()) {
        j = j.wrapping_add(state[usize::from(i)]).wrapping_add(*key);
        state.swap(i.into(), j.into());
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    let mut next = || {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(i.into(), j.into());
        state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    };
    bytes.iter().map(|byte| byte ^ next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_is_that_of_the_published_examples() {
        assert_eq!(rc4(b"Key", b"Plaintext"), [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
    }
}
