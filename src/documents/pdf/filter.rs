//! Unpacks streams.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::object::Dict;
use super::parser::{hex, is_blank};

/// What a filter gives.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Whether all could be unpacked; otherwise what stands before the damage is given.
    pub(super) is_whole: bool,
}

/// Unpacks bytes with a filter to at most `most` and one more; none where the filter is one of pictures.
pub(super) fn apply(filter: &[u8], parameters: Option<&Dict>, bytes: &[u8], most: u64) -> Option<Unpacked> {
    let unpacked = match filter {
        b"FlateDecode" | b"Fl" => inflate(bytes, most),
        b"LZWDecode" | b"LZW" => {
            let early = parameters.and_then(|dict| dict.get(b"EarlyChange").count()) != Some(0);
            Unpacked { bytes: lzw(bytes, early, most), is_whole: true }
        }
        b"ASCIIHexDecode" | b"AHx" => {
            let end = memchr::memchr(b'>', bytes).unwrap_or(bytes.len());
            Unpacked { bytes: hex(bytes.get(..end).unwrap_or_default()), is_whole: true }
        }
        b"ASCII85Decode" | b"A85" => Unpacked { bytes: ascii85(bytes), is_whole: true },
        b"RunLengthDecode" | b"RL" => Unpacked { bytes: run_length(bytes, most), is_whole: true },
        b"Crypt" => Unpacked { bytes: bytes.to_vec(), is_whole: true },
        _ => return None,
    };
    let count = |name| parameters.and_then(|dict| dict.get(name).count());
    let Some(predictor @ 2..) = count(b"Predictor") else { return Some(unpacked) };
    let bits = count(b"Colors").unwrap_or(1) * count(b"BitsPerComponent").unwrap_or(8);
    let row = (bits.checked_mul(count(b"Columns").unwrap_or(1))?).div_ceil(8);
    let bytes =
        if predictor == 2 { unpacked.bytes } else { unpredict(&unpacked.bytes, row, bits.div_ceil(8)) };
    Some(Unpacked { bytes, ..unpacked })
}

fn inflate(bytes: &[u8], most: u64) -> Unpacked {
    let mut unpacked = Vec::new();
    let is_whole = ZlibDecoder::new(bytes).take(most + 1).read_to_end(&mut unpacked).is_ok();
    if !is_whole && unpacked.is_empty() {
        // Some programs leave the head of the format out.
        let is_whole = DeflateDecoder::new(bytes).take(most + 1).read_to_end(&mut unpacked).is_ok();
        return Unpacked { bytes: unpacked, is_whole };
    }
    Unpacked { bytes: unpacked, is_whole }
}

/// Codes of nine to twelve bits for what was seen before.
fn lzw(bytes: &[u8], early: bool, most: u64) -> Vec<u8> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    const LONGEST: usize = 4096;
    let mut unpacked: Vec<u8> = Vec::new();
    // Where each sequence that has a code begins and ends in what is unpacked.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    let mut last: Option<(usize, usize)> = None;
    let mut source = bytes.iter();
    while (unpacked.len() as u64) <= most {
        let codes = END + 1 + table.len() + usize::from(early);
        let width = match codes {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while bits < width {
            let Some(byte) = source.next() else { return unpacked };
            (buffer, bits) = (buffer << 8 | u32::from(*byte), bits + 8);
        }
        bits -= width;
        let code = (buffer >> bits & ((1 << width) - 1)) as usize;
        if code == CLEAR {
            (last, table) = (None, Vec::new());
            continue;
        }
        if code == END {
            break;
        }
        if let Some((start, end)) = last
            && END + 1 + table.len() < LONGEST
        {
            // The sequence before and the first byte of this one, which stands behind it.
            table.push((start, end + 1));
        }
        let start = unpacked.len();
        if let Ok(byte) = u8::try_from(code) {
            unpacked.push(byte);
        } else if let Some(&(from, to)) = code.checked_sub(END + 1).and_then(|at| table.get(at)) {
            for at in from..to {
                let Some(&byte) = unpacked.get(at) else { return unpacked };
                unpacked.push(byte);
            }
        } else {
            break;
        }
        last = Some((start, unpacked.len()));
    }
    unpacked
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::with_capacity(bytes.len() / 5 * 4);
    let mut group = Vec::with_capacity(5);
    let value = |group: &[u8]| {
        let digits = group.iter().copied().chain(std::iter::repeat(84)).take(5);
        digits.fold(0_u32, |value, digit| value.wrapping_mul(85).wrapping_add(digit.into())).to_be_bytes()
    };
    for &byte in bytes {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => unpacked.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            byte if is_blank(byte) => {}
            _ => break,
        }
        if group.len() == 5 {
            unpacked.extend(value(&group));
            group.clear();
        }
    }
    if let Some(length) = group.len().checked_sub(1) {
        unpacked.extend(value(&group).iter().take(length));
    }
    unpacked
}

fn run_length(bytes: &[u8], most: u64) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut rest = bytes;
    while let Some((&length, behind)) = rest.split_first() {
        let length = usize::from(length);
        if length == 128 || unpacked.len() as u64 > most {
            break;
        }
        let taken = if length < 128 { length + 1 } else { 1 };
        let run = behind.get(..taken.min(behind.len())).unwrap_or_default();
        for _ in 0..if length < 128 { 1 } else { 257 - length } {
            unpacked.extend(run);
        }
        rest = behind.get(taken..).unwrap_or_default();
    }
    unpacked
}

/// Undoes the predictors of PNG: every row says how it was foretold from its neighbors.
fn unpredict(bytes: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    if row == 0 {
        return Vec::new();
    }
    let mut unpacked: Vec<u8> = Vec::with_capacity(bytes.len());
    for line in bytes.chunks(row + 1) {
        let Some((&kind, line)) = line.split_first() else { break };
        let start = unpacked.len();
        for (at, &byte) in line.iter().enumerate() {
            let here = start + at;
            let neighbor = |is_there: bool, back: usize| {
                here.checked_sub(back)
                    .filter(|_| is_there)
                    .and_then(|at| unpacked.get(at))
                    .map_or(0, |&byte| i32::from(byte))
            };
            let left = neighbor(at >= pixel, pixel);
            let above = neighbor(start > 0, row);
            let corner = neighbor(start > 0 && at >= pixel, row + pixel);
            let foretold = match kind {
                1 => left,
                2 => above,
                3 => i32::midpoint(left, above),
                4 => {
                    let sum = left + above - corner;
                    let nearest = [left, above, corner].into_iter().min_by_key(|of| (of - sum).abs());
                    nearest.unwrap_or_default()
                }
                _ => 0,
            };
            unpacked.push(byte.wrapping_add(u8::try_from(foretold).unwrap_or_default()));
        }
    }
    unpacked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(filter: &str, bytes: &[u8]) -> Vec<u8> {
        apply(filter.as_bytes(), None, bytes, 1 << 20).unwrap().bytes
    }

    #[test]
    fn filters_give_what_was_packed() {
        assert_eq!(applied("ASCIIHexDecode", b"48 65 6C6c 6F>xx"), b"Hello");
        assert_eq!(applied("ASCII85Decode", b"87cURD]i,\"Ebo7~>"), b"Hello World");
        assert_eq!(applied("RunLengthDecode", &[1, b'a', b'b', 254, b'c', 128, 9]), b"abccc");
        // The example of the specification.
        assert_eq!(
            applied("LZWDecode", &[0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]),
            b"-----A---B"
        );
        assert!(apply(b"DCTDecode", None, b"", 1).is_none());
    }

    #[test]
    fn rows_are_foretold_from_their_neighbors() {
        let rows = [0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1];
        assert_eq!(unpredict(&rows, 3, 1), [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]);
    }

    #[test]
    fn a_bomb_is_unpacked_no_further_than_asked() {
        let mut packed = Vec::new();
        let zeros = std::io::repeat(0).take(1 << 24);
        flate2::read::ZlibEncoder::new(zeros, flate2::Compression::best()).read_to_end(&mut packed).unwrap();
        assert_eq!(apply(b"FlateDecode", None, &packed, 1000).unwrap().bytes.len(), 1001);
        assert!(!apply(b"FlateDecode", None, &packed[..packed.len() / 2], 1 << 25).unwrap().is_whole);
    }
}
