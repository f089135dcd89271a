//! Streams in any encoding → streams of UTF-8, for files that are too large to be decoded as a whole.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, EUC_KR, Encoding, UTF_8};

use super::decode;
use super::fault::Reason;
use super::limits::HEAD;

#[derive(Debug, thiserror::Error)]
#[error("the bytes are in no known encoding")]
struct EncodingError;

/// Whether reading ended because the bytes are in no known encoding.
pub(super) fn is_encoding_error(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref::<EncodingError>()).is_some()
}

/// A stream that gives UTF-8. What is UTF-8 already is passed on as it is, mistakes included: whoever reads the text
/// says where they are.
pub(super) struct TextStream<R> {
    inner: R,
    state: State,
}

enum State {
    /// Nothing but ASCII so far.
    Ascii,
    Utf8,
    Decoding(Box<Decoding>),
}

struct Decoding {
    decoder: Decoder,
    input: Vec<u8>,
    /// How much of the input is decoded.
    at: usize,
    ended: bool,
    output: Vec<u8>,
    /// How much of the output is handed out.
    given: usize,
}

impl Decoding {
    fn new(encoding: &'static Encoding) -> Self {
        Self {
            decoder: encoding.new_decoder_without_bom_handling(),
            input: Vec::new(),
            at: 0,
            ended: false,
            output: Vec::new(),
            given: 0,
        }
    }

    /// Fills the output; it stays empty at the end.
    fn fill(&mut self, inner: &mut impl Read) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        while self.output.is_empty() && !self.ended {
            if self.at == self.input.len() {
                self.input.resize(HEAD, 0);
                let read = inner.read(&mut self.input)?;
                self.input.truncate(read);
                (self.at, self.ended) = (0, read == 0);
            }
            self.output.resize(3 * HEAD, 0);
            let rest = self.input.get(self.at..).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(rest, &mut self.output, self.ended);
            self.at += read;
            self.output.truncate(written);
            match result {
                DecoderResult::Malformed(..) => return Err(io::Error::other(EncodingError)),
                DecoderResult::OutputFull => break,
                DecoderResult::InputEmpty => {}
            }
        }
        Ok(())
    }
}

impl<R: Read> TextStream<R> {
    /// Decodes a stream whose beginning, which it gives again, is known.
    pub(super) fn new(head: &[u8], mut inner: R) -> Result<Self, Reason> {
        let (encoding, mark) = decode::encoding(head)?;
        io::copy(&mut inner.by_ref().take(mark as u64), &mut io::sink()).map_err(Reason::Io)?;
        let state =
            if encoding == UTF_8 { State::Ascii } else { State::Decoding(Box::new(Decoding::new(encoding))) };
        Ok(Self { inner, state })
    }
}

impl<R: Read> Read for TextStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let State::Decoding(decoding) = &mut self.state {
            if decoding.given == decoding.output.len() {
                decoding.fill(&mut self.inner)?;
            }
            let mut rest = decoding.output.get(decoding.given..).unwrap_or_default();
            let read = rest.read(buffer)?;
            decoding.given += read;
            return Ok(read);
        }
        let read = self.inner.read(buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        if matches!(self.state, State::Ascii) && !bytes.is_ascii() {
            // Until now it could have been either.
            if matches!(decode::encoding(bytes), Ok((encoding, _)) if encoding == EUC_KR) {
                let mut decoding = Decoding::new(EUC_KR);
                decoding.input.extend_from_slice(bytes);
                self.state = State::Decoding(Box::new(decoding));
                return self.read(buffer);
            }
            self.state = State::Utf8;
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text_however_it_is_cut() {
        let text = "판시사항,손해배상의 범위와 책임\n".repeat(9_000);
        let utf16 = |mark: &[u8]| {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        let late = "a,".repeat(HEAD) + &text;
        for (bytes, expected) in [
            (text.as_bytes().to_vec(), &text),
            ([&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(), &text),
            (utf16(&[0xff, 0xfe]), &text),
            (utf16(&[]), &text),
            (EUC_KR.encode(&text).0.into_owned(), &text),
            (EUC_KR.encode(&late).0.into_owned(), &late),
            (late.as_bytes().to_vec(), &late),
        ] {
            let mut stream = TextStream::new(&bytes[..HEAD], bytes.as_slice()).unwrap();
            let mut read = String::new();
            stream.read_to_string(&mut read).unwrap();
            assert!(read == *expected, "{:?}", &bytes[..8]);
        }
    }

    #[test]
    fn what_is_no_text_further_on_ends_with_an_error() {
        let text = EUC_KR.encode(&"판시사항,손해배상의 범위와 책임\n".repeat(9_000)).0.into_owned();
        let bytes = [&text[..], b"\xff\xff\xff", &text].concat();
        let error = io::copy(&mut TextStream::new(&bytes[..HEAD], &*bytes).unwrap(), &mut io::sink());
        assert!(is_encoding_error(&error.unwrap_err()));
    }
}
