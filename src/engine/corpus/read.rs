//! Files → raw records: opening, unpacking, cutting lists into their records.
//!
//! This runs on one thread; what it hands out is parsed on others. Lists of any size pass through with one record in
//! memory at a time; whatever is no list must fit into a record.

use std::io::{self, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;

use super::archive::{self, Archive, Spending};
use super::detect::{self, Format, is_json_lines};
use super::fault::{Fault, Reason};
use super::fields::Take;
use super::limits::{HEAD, LARGEST_DOCUMENT, LARGEST_HELD_ARCHIVE, LONGEST_RECORD};
use super::mapping::Names;
use super::opened::Opened;
use super::record::{Body, RawRecord};
use super::source::{STDIN, SourceFile, displayed};
use super::text_stream::{TextStream, is_encoding_error};
use super::{decode, documents, lists, markdown, members, plain};
use panrye_law::judgment::SourceStamp;

/// Archives in archives are opened down to this depth.
const DEEPEST_ARCHIVE: usize = 3;

/// What reading hands out: raw records and faults. Returning `Break` ends the reading.
pub(super) type Sink<'s> = dyn FnMut(Result<RawRecord, Fault>) -> ControlFlow<()> + 's;

/// Reads a file and hands out its records, whose fields have these names. `read` is told of every stretch of the file that has been read, in bytes.
pub fn read_source(
    file: &SourceFile,
    names: &Names,
    read: &dyn Fn(u64),
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let path = displayed(&file.path);
    let stamp = SourceStamp {
        file: path.clone(),
        path: path.clone(),
        size: file.size,
        modified: file.modified,
        ..SourceStamp::default()
    };
    if file.path.as_os_str() == STDIN {
        let spending = Spending::of(0);
        let told = |bytes| {
            spending.add_packed(bytes);
            read(bytes);
        };
        let mut stream = Counted { inner: io::stdin().lock(), read: &told };
        return Place { stamp, names, spending: &spending, depth: 0 }.read_stream(&mut stream, sink);
    }
    match Opened::open(&file.path) {
        Err(reason) => sink(Err(Fault::new(path, reason))),
        Ok(mut opened) => {
            let spending = Spending::of(opened.size());
            let place = Place { stamp, names, spending: &spending, depth: 0 };
            let is_archive = beginning(&mut opened).map(|head| {
                let may_be_document = documents::may_begin(&head) && opened.size() <= LARGEST_DOCUMENT as u64;
                Archive::detect(&head) == Some(Archive::Zip) && !may_be_document
            });
            let flow = match is_archive {
                Err(error) => sink(Err(Fault::new(path, error))),
                Ok(true) => {
                    let flow = place.read_zip(&mut opened, sink);
                    read(file.size);
                    flow
                }
                Ok(false) => place.read_stream(&mut Counted { inner: &mut opened, read }, sink),
            };
            flow?;
            if opened.has_grown() { place.fault(Reason::Grew, sink) } else { ControlFlow::Continue(()) }
        }
    }
}

/// The first bytes of a file: as many as tell an archive, and its first member.
fn beginning(file: &mut Opened) -> io::Result<Vec<u8>> {
    const FIRST: u64 = 512;
    let mut head = Vec::new();
    file.take(FIRST).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head)
}

/// Where a stream is: in which file, member and archive, and how deep.
pub(super) struct Place<'s> {
    pub(super) stamp: SourceStamp,
    /// What the names of fields mean.
    pub(super) names: &'s Names,
    spending: &'s Spending,
    depth: usize,
}

impl Place<'_> {
    pub(super) fn fault(&self, reason: Reason, sink: &mut Sink<'_>) -> ControlFlow<()> {
        sink(Err(Fault::new(&self.stamp.path, reason)))
    }

    /// Why a stream failed.
    pub(super) fn reason(&self, error: io::Error) -> Reason {
        self.reason_within(&error).unwrap_or(Reason::Io(error))
    }

    /// The same for an error that belongs to somebody else.
    pub(super) fn reason_of(&self, error: &io::Error) -> Reason {
        let copied = || Reason::Io(io::Error::new(error.kind(), error.to_string()));
        self.reason_within(error).unwrap_or_else(copied)
    }

    fn reason_within(&self, error: &io::Error) -> Option<Reason> {
        if is_encoding_error(error) {
            return Some(Reason::Encoding);
        }
        (self.depth > 0).then(|| self.spending.reason_of(error))
    }

    fn inside(&self, path: String) -> Self {
        let stamp = SourceStamp { path, ..self.stamp.clone() };
        Place { stamp, depth: self.depth + 1, ..*self }
    }

    /// A record of the file.
    pub(super) fn record(&self, stamp: SourceStamp, line: Option<u64>, body: Body) -> RawRecord {
        RawRecord::new(stamp, line, body, self.names.clone())
    }

    /// Reads a stream: unpacks it, cuts a list into records, or reads it whole.
    fn read_stream(&self, stream: &mut dyn Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if self.depth > DEEPEST_ARCHIVE {
            return self.fault(Reason::Nested(DEEPEST_ARCHIVE), sink);
        }
        let mut stream = BufReader::with_capacity(HEAD, stream);
        let head = match up_to(HEAD, &mut stream) {
            Ok(head) => head,
            Err(error) => return self.fault(self.reason(error), sink),
        };
        match Archive::detect(&head) {
            Some(kind @ (Archive::Gzip | Archive::Zstd)) => {
                match kind.unpack(Cursor::new(head).chain(stream), self.spending) {
                    Ok(mut unpacked) => self.inside(self.stamp.path.clone()).read_stream(&mut unpacked, sink),
                    Err(error) => self.fault(Reason::Archive(error.to_string()), sink),
                }
            }
            Some(Archive::Zip) => {
                let most = LARGEST_HELD_ARCHIVE as usize;
                match up_to(most + 1, Cursor::new(head).chain(stream)) {
                    Ok(bytes) if bytes.len() > most => {
                        self.fault(Reason::HeldArchive(LARGEST_HELD_ARCHIVE >> 20), sink)
                    }
                    Ok(bytes) if documents::is_document(&bytes) => self.hand_out_document(bytes, sink),
                    Ok(bytes) => self.read_zip(Cursor::new(bytes), sink),
                    Err(error) => self.fault(self.reason(error), sink),
                }
            }
            None if documents::is_document(&head) => {
                match up_to(LARGEST_DOCUMENT + 1, Cursor::new(head).chain(stream)) {
                    Ok(bytes) => self.hand_out_document(bytes, sink),
                    Err(error) => self.fault(self.reason(error), sink),
                }
            }
            None => self.read_text(head, &mut stream, sink),
        }
    }

    fn hand_out_document(&self, bytes: Vec<u8>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if bytes.len() > LARGEST_DOCUMENT {
            return self.fault(Reason::TooLarge { what: "file", limit: LARGEST_DOCUMENT as u64 >> 20 }, sink);
        }
        sink(Ok(self.record(self.stamp.clone(), None, Body::Document(bytes))))
    }

    fn read_zip(&self, archive: impl Read + Seek, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let visited = members::visit(archive, self.spending, &mut |name, stream| {
            let member = self.inside(format!("{}!/{name}", self.stamp.path));
            match stream {
                Ok(stream) => member.read_stream(stream, sink),
                Err(reason) => member.fault(reason, sink),
            }
        });
        visited.unwrap_or_else(|reason| self.fault(reason, sink))
    }

    /// Reads what is no archive; `head` is its beginning.
    fn read_text(&self, head: Vec<u8>, stream: &mut dyn Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if is_json_lines(&head, archive::inner_name(&self.stamp.path)) {
            return lists::read_lines(self, BufReader::new(Cursor::new(head).chain(stream)), sink);
        }
        let first = String::from_utf8_lossy(&head);
        let first = first.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        if detect::header(first, self.names).is_some() {
            return match TextStream::new(&head, Cursor::new(&head).chain(stream)) {
                Ok(text) => lists::read_table(self, text, sink),
                Err(reason) => self.fault(reason, sink),
            };
        }
        match up_to(LONGEST_RECORD + 1, Cursor::new(head).chain(&mut *stream)) {
            Err(error) => self.fault(self.reason(error), sink),
            Ok(bytes) if bytes.len() <= LONGEST_RECORD => {
                sink(Ok(self.record(self.stamp.clone(), None, Body::File(bytes))))
            }
            Ok(bytes) => self.read_large(&bytes, stream, sink),
        }
    }

    /// Reads a file that is longer than a record: it must be a list.
    fn read_large(&self, beginning: &[u8], stream: &mut dyn Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let head = beginning.get(..HEAD).unwrap_or(beginning);
        let text = match decode::beginning(head) {
            Ok(text) => text,
            Err(reason) => return self.fault(reason, sink),
        };
        let format = detect::format(&text, self.names);
        let found = |read: &dyn Fn(&mut Take<'_>)| {
            let mut found = false;
            read(&mut |_| found = true);
            found
        };
        let is_judgment = match format {
            Format::Markdown => found(&|take| markdown::judgments(&text, &self.stamp.path, self.names, take)),
            Format::Plain => found(&|take| plain::judgments(&text, &self.stamp.path, self.names, take)),
            Format::Json | Format::Xml | Format::Table => true,
        };
        if !is_judgment {
            return self.fault(Reason::NotAJudgment, sink);
        }
        let text = match TextStream::new(head, Cursor::new(beginning).chain(stream)) {
            Ok(text) => text,
            Err(reason) => return self.fault(reason, sink),
        };
        match format {
            Format::Json => lists::read_objects(self, text, sink),
            Format::Xml => lists::read_elements(self, text, sink),
            Format::Table => lists::read_table(self, text, sink),
            Format::Markdown | Format::Plain => {
                let limit = LONGEST_RECORD as u64 >> 20;
                self.fault(Reason::TooLarge { what: "text", limit }, sink)
            }
        }
    }
}

/// The beginning of a stream, consumed.
fn up_to(bytes: usize, stream: impl Read) -> io::Result<Vec<u8>> {
    let mut beginning = Vec::with_capacity(bytes.min(HEAD));
    stream.take(bytes as u64).read_to_end(&mut beginning)?;
    Ok(beginning)
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
