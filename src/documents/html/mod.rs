//! HTML, also a page that a browser saved: what is shown of it, block by block.
//!
//! ```text
//! bytes → charset.rs → html5gum's tokens → page.rs (which elements.rs tells what an element is) → Flow
//! ```
//!
//! What scripts would write and style sheets would hide is not known here: text counts as hidden where its element says so
//! itself.

mod archive;
mod charset;
mod elements;
mod lists;
mod page;
mod stack;

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::flow::Flow;
use crate::{Document, Error, Kind, Limits};
pub(crate) use archive::is_archive;
use page::Page;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    if is_archive(bytes) {
        let (page, label) = archive::page(bytes)?;
        return read_page(&charset::decoded(&page, label.as_deref()), limits);
    }
    read_page(&charset::decoded(bytes, None), limits)
}

fn read_page(text: &str, limits: &Limits) -> Result<Document, Error> {
    if text.len() as u64 > limits.unpacked {
        return Err(Error::TooLarge { limit: limits.unpacked >> 20 });
    }
    let mut page = Page::new(Flow::new(limits), text);
    let mut failed = None;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        page.take(event).err().map(|error| failed = Some(error))
    });
    emitter.naively_switch_states(true);
    // The first value that is handed out is the first failure.
    let mut tokens = Tokenizer::new_with_emitter(text, emitter);
    let _: Option<Result<(), Infallible>> = tokens.next();
    drop(tokens);
    match failed {
        Some(error) => Err(error),
        None => Ok(page.finish().finish(Kind::Html)),
    }
}
