//! Rich Text Format (.rtf): groups, control words, and bytes in the code page of their font.
//!
//! ```text
//! bytes → tokens.rs → text.rs (which words.rs tells what a control word is, and fonts.rs in which code page) → Flow
//! ```

mod fonts;
mod text;
mod tokens;
mod words;

use crate::flow::Flow;
use crate::{Document, Error, Kind, Limits};
use text::Text;
use tokens::Tokens;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let mut text = Text::new(Flow::new(limits));
    for token in Tokens::of(bytes) {
        text.take(token)?;
        if text.is_done() {
            break;
        }
    }
    Ok(text.finish()?.finish(Kind::Rtf))
}
