//! Lists of any size, one record at a time: JSON Lines, tables, and JSON and XML files that are longer than a record.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use super::fault::{Fault, Reason};
use super::fields::Values;
use super::json_list::{Found, ListError};
use super::limits::{HEAD, LONGEST_RECORD};
use super::read::{Place, Sink};
use super::record::{Body, RawRecord};
use super::table::RowError;
use super::{json_list, table, xml};
use panrye_law::judgment::SourceStamp;

/// Gives the records of a file their numbers.
struct Records<'p, 's> {
    place: &'p Place<'s>,
    number: u64,
}

impl<'p, 's> Records<'p, 's> {
    const fn of(place: &'p Place<'s>) -> Self {
        Self { place, number: 0 }
    }

    fn next(&mut self, line: Option<u64>, body: Body) -> RawRecord {
        self.number += 1;
        let stamp = SourceStamp { record: Some(self.number), ..self.place.stamp.clone() };
        self.place.record(stamp, line, body)
    }

    /// What is said of a file in which nothing is found, and nothing is wrong.
    fn end(&self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if self.number == 0 {
            self.place.fault(Reason::NotAJudgment, sink)
        } else {
            ControlFlow::Continue(())
        }
    }
}

const TOO_LONG: Reason = Reason::TooLarge { what: "record", limit: LONGEST_RECORD as u64 >> 20 };

/// Cuts JSON Lines. A line that is too long is passed over and named; the rest goes on.
pub(super) fn read_lines(
    place: &Place<'_>,
    mut stream: impl BufRead,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut records = Records::of(place);
    let mut number = 0;
    loop {
        number += 1;
        let fault = |reason| Err(Fault::new(&place.stamp.path, reason).at_line(number));
        let mut line = Vec::new();
        match (&mut stream).take(LONGEST_RECORD as u64 + 1).read_until(b'\n', &mut line) {
            Ok(0) => return ControlFlow::Continue(()),
            Ok(_) => {}
            Err(error) => return sink(fault(place.reason(error))),
        }
        if line.len() > LONGEST_RECORD && !line.ends_with(b"\n") {
            drop(line);
            sink(fault(TOO_LONG))?;
            if let Err(error) = skip_line(&mut stream) {
                return sink(fault(place.reason(error)));
            }
            continue;
        }
        if !line.trim_ascii().is_empty() {
            sink(Ok(records.next(Some(number), Body::JsonLine(line))))?;
        }
    }
}

fn skip_line(stream: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', buffer).map(|at| at + 1);
        let used = end.unwrap_or(buffer.len());
        stream.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// Reads a table row by row.
pub(super) fn read_table(place: &Place<'_>, text: impl Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let reason = |error| match error {
        RowError::Broken(reason) => reason,
        RowError::Io(error) => place.reason(error),
    };
    let rows = match table::rows(text, place.names) {
        Ok(rows) => rows,
        Err(error) => return place.fault(reason(error), sink),
    };
    for (row, number) in rows.zip(1..) {
        let stamp = SourceStamp { record: Some(number), ..place.stamp.clone() };
        sink(match row {
            Ok(values) => Ok(place.record(stamp, None, Body::Row(values))),
            Err(error) => Err(Fault::new(format!("{}#{number}", stamp.path), reason(error))),
        })?;
    }
    ControlFlow::Continue(())
}

/// Cuts the objects out of a JSON file.
pub(super) fn read_objects(place: &Place<'_>, text: impl Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut records = Records::of(place);
    let mut named = false;
    let take = &mut |line, found| match found {
        Found::Value(bytes) => sink(Ok(records.next(Some(line), Body::JsonObject(bytes)))),
        Found::TooLong => {
            named = true;
            sink(Err(Fault::new(&place.stamp.path, TOO_LONG).at_line(line)))
        }
    };
    let read = json_list::each(BufReader::with_capacity(HEAD, text), place.names, take);
    let (line, reason) = match read {
        Ok(()) if named => return ControlFlow::Continue(()),
        Ok(()) => return records.end(sink),
        Err((_, ListError::Stopped)) => return ControlFlow::Break(()),
        Err((line, ListError::Broken(said))) => (line, Reason::Json(said.to_owned())),
        Err((line, ListError::Io(error))) => (line, place.reason(error)),
    };
    sink(Err(Fault::new(&place.stamp.path, reason).at_line(line)))
}

/// Cuts the judgments out of an XML file.
pub(super) fn read_elements(place: &Place<'_>, text: impl Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut records = Records::of(place);
    let take = &mut |values: Values| sink(Ok(records.next(None, Body::Row(values))));
    match xml::each(BufReader::with_capacity(HEAD, text), place.names, take) {
        Ok(ControlFlow::Break(())) => ControlFlow::Break(()),
        Ok(ControlFlow::Continue(())) => records.end(sink),
        Err(broken) => {
            let line = broken.line;
            let reason = broken.io().map(|error| place.reason_of(error));
            let reason = reason.unwrap_or_else(|| broken.reason());
            sink(Err(Fault::new(&place.stamp.path, reason).at_line(line)))
        }
    }
}
