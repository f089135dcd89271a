//! .hwp, the compound file of Hangul 5.
//!
//! Written from Hancom's published description of the format (한글 문서 파일 형식 5.0). A compound file holds streams: what
//! the file is, definitions, and sections, whose records are paragraphs and what they anchor.

mod container;
mod distribution;
mod head;
mod record;
mod text;

use crate::flow::Flow;
use crate::{Document, Error, Kind, Limits};

use container::Container;
use head::Head;
use text::Text;

/// The text of a .hwp.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    if bytes.starts_with(b"HWP Document File V") {
        return Err(Error::OldVersion("a .hwp of Hangul 97 or before"));
    }
    let mut container = Container::open(bytes, limits)?;
    let mut text = Text::new(Flow::new(limits), Head::read(&container.definitions()?)?, limits);
    for number in 0.. {
        let Some(section) = container.section(number)? else { break };
        text.section(&section)?;
    }
    Ok(text.into_flow().finish(Kind::Hwp))
}

/// What does not hold together.
fn broken(why: impl std::fmt::Display) -> Error {
    Error::Broken { what: ".hwp", why: why.to_string() }
}

#[cfg(test)]
mod tests;
