//! Files → raw records: opening, unpacking, cutting JSON Lines into lines and tables into rows.
//!
//! This runs on one thread; what it hands out is parsed on others. JSON Lines of any size pass through with one line
//! in memory at a time; other files are read whole, up to a limit.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;

use super::archive::{self, Archive};
use super::detect::is_json_lines;
use super::fault::{Fault, Reason};
use super::record::{Body, LONGEST_JUDGMENT, RawRecord};
use super::source::{STDIN, SourceFile, displayed};
use super::{decode, table};
use crate::judgment::SourceStamp;

/// Largest file that is read whole, in bytes.
const LARGEST_FILE: u64 = 512 << 20;
/// Longest line of JSON Lines, in bytes: a judgment with its markup and escapes.
const LONGEST_LINE: u64 = 2 * LONGEST_JUDGMENT as u64;
/// Archives in archives are opened down to this depth.
const DEEPEST_ARCHIVE: usize = 3;
/// Bytes that are looked at to recognise a format.
const HEAD: usize = 64 * 1024;

/// What reading hands out: raw records and faults. Returning `Break` ends the reading.
pub(super) type Sink<'s> = dyn FnMut(Result<RawRecord, Fault>) -> ControlFlow<()> + 's;

/// Reads a file and hands out its records. `read` is told of every stretch of the file that has been read, in bytes.
pub fn read_source(file: &SourceFile, read: &dyn Fn(u64), sink: &mut Sink<'_>) -> ControlFlow<()> {
    let path = displayed(&file.path);
    let stamp = SourceStamp {
        file: path.clone(),
        path: path.clone(),
        size: file.size,
        modified: file.modified,
        ..SourceStamp::default()
    };
    if file.path.as_os_str() == STDIN {
        return read_stream(Counted { inner: io::stdin().lock(), read }, &stamp, u64::MAX, 0, sink);
    }
    let opened = File::open(&file.path);
    match opened {
        Err(error) => sink(Err(Fault::new(path, error))),
        Ok(mut opened) => match is_zip(&mut opened) {
            Err(error) => sink(Err(Fault::new(path, error))),
            Ok(true) => {
                let flow = read_zip(opened, &stamp, 0, sink);
                read(file.size);
                flow
            }
            Ok(false) => read_stream(Counted { inner: opened, read }, &stamp, file.size, 0, sink),
        },
    }
}

fn is_zip(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(Archive::detect(&head) == Some(Archive::Zip))
}

/// Reads a stream of `size` bytes: unpacks it, cuts JSON Lines, or reads it whole.
fn read_stream<'r>(
    stream: impl Read + 'r,
    stamp: &SourceStamp,
    size: u64,
    depth: usize,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    if depth > DEEPEST_ARCHIVE {
        return sink(Err(Fault::new(&stamp.path, Reason::Nested(DEEPEST_ARCHIVE))));
    }
    let mut stream = BufReader::with_capacity(HEAD, stream);
    let head = match fill(&mut stream) {
        Ok(head) => head,
        Err(error) => return sink(Err(Fault::new(&stamp.path, stream_reason(error, depth)))),
    };
    match Archive::detect(&head) {
        Some(kind @ (Archive::Gzip | Archive::Zstd)) => {
            let packed = if size == u64::MAX { LARGEST_FILE } else { size };
            let stream = Cursor::new(head).chain(stream);
            match kind.unpack(stream, packed) {
                Ok(unpacked) => read_stream(unpacked, stamp, u64::MAX, depth + 1, sink),
                Err(error) => sink(Err(Fault::new(&stamp.path, Reason::Archive(error.to_string())))),
            }
        }
        Some(Archive::Zip) => match whole(Cursor::new(head).chain(stream), depth) {
            Ok(bytes) => read_zip(Cursor::new(bytes), stamp, depth, sink),
            Err(reason) => sink(Err(Fault::new(&stamp.path, reason))),
        },
        None if is_json_lines(&head, archive::inner_name(&stamp.path)) => {
            read_lines(BufReader::new(Cursor::new(head).chain(stream)), stamp, depth, sink)
        }
        None => match whole(Cursor::new(head).chain(stream), depth) {
            Ok(bytes) => hand_out_file(bytes, stamp, sink),
            Err(reason) => sink(Err(Fault::new(&stamp.path, reason))),
        },
    }
}

/// The beginning of a stream, consumed.
fn fill(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    stream.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn stream_reason(error: io::Error, depth: usize) -> Reason {
    if depth > 0 { archive::reason(&error) } else { Reason::Io(error) }
}

fn whole(stream: impl Read, depth: usize) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    stream.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| stream_reason(error, depth))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Reason::TooLarge { what: "file", limit: LARGEST_FILE >> 20 });
    }
    Ok(bytes)
}

/// Hands out a file: a table row by row, everything else whole.
fn hand_out_file(bytes: Vec<u8>, stamp: &SourceStamp, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD.min(bytes.len())).unwrap_or_default()).into_owned();
    let first = head.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_owned();
    if !super::detect::is_header(&first) {
        return sink(Ok(RawRecord::new(stamp.clone(), None, Body::File(bytes))));
    }
    let rows = decode::text(&bytes).and_then(|text| table::rows(&text).map(Iterator::collect::<Vec<_>>));
    match rows {
        Err(reason) => sink(Err(Fault::new(&stamp.path, reason))),
        Ok(rows) => {
            for (row, number) in rows.into_iter().zip(1..) {
                let stamp = SourceStamp { record: Some(number), ..stamp.clone() };
                sink(match row {
                    Ok(values) => Ok(RawRecord::new(stamp, None, Body::Row(values))),
                    Err(reason) => Err(Fault::new(format!("{}#{number}", stamp.path), reason)),
                })?;
            }
            ControlFlow::Continue(())
        }
    }
}

/// Cuts JSON Lines. A line that is too long is passed over and named; the rest goes on.
fn read_lines(
    mut stream: impl BufRead,
    stamp: &SourceStamp,
    depth: usize,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let (mut number, mut record) = (0, 0);
    loop {
        number += 1;
        let mut line = Vec::new();
        match (&mut stream).take(LONGEST_LINE + 1).read_until(b'\n', &mut line) {
            Ok(0) => return ControlFlow::Continue(()),
            Ok(_) => {}
            Err(error) => {
                return sink(Err(Fault::new(&stamp.path, stream_reason(error, depth)).at_line(number)));
            }
        }
        if line.len() as u64 > LONGEST_LINE && !line.ends_with(b"\n") {
            let reason = Reason::TooLarge { what: "record", limit: LONGEST_LINE >> 20 };
            drop(line);
            sink(Err(Fault::new(&stamp.path, reason).at_line(number)))?;
            if skip_line(&mut stream).is_err() {
                return ControlFlow::Continue(());
            }
            continue;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        record += 1;
        let stamp = SourceStamp { record: Some(record), ..stamp.clone() };
        sink(Ok(RawRecord::new(stamp, Some(number), Body::JsonLine(line))))?;
    }
}

fn skip_line(stream: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&b| b == b'\n').map(|at| at + 1);
        let used = end.unwrap_or(buffer.len());
        stream.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn read_zip(
    archive: impl Read + Seek,
    stamp: &SourceStamp,
    depth: usize,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let broken = |error: zip::result::ZipError| Reason::Archive(error.to_string());
    let mut archive = match zip::ZipArchive::new(archive) {
        Ok(archive) => archive,
        Err(error) => return sink(Err(Fault::new(&stamp.path, broken(error)))),
    };
    for i in 0..archive.len() {
        let (name, bytes) = match archive.by_index(i) {
            Err(error) => (format!("member {i}"), Err(broken(error))),
            Ok(file) if file.is_dir() => continue,
            Ok(mut file) => {
                let name = file.name().map_or_else(|_| format!("member {i}"), |name| name.to_string());
                (name, archive::member(&mut file, LARGEST_FILE))
            }
        };
        let hidden = name.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
            || name.starts_with("__MACOSX/");
        if hidden {
            continue;
        }
        let stamp = SourceStamp { path: format!("{}!/{name}", stamp.path), ..stamp.clone() };
        match bytes {
            Ok(bytes) => {
                let size = bytes.len() as u64;
                let stream: Box<dyn Read> = Box::new(Cursor::new(bytes));
                read_stream(stream, &stamp, size, depth + 1, sink)?;
            }
            Err(reason) => sink(Err(Fault::new(&stamp.path, reason)))?,
        }
    }
    ControlFlow::Continue(())
}

/// Tells how much has been read.
struct Counted<'p, R> {
    inner: R,
    read: &'p dyn Fn(u64),
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        (self.read)(read as u64);
        Ok(read)
    }
}
