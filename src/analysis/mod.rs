//! Text to tokens: the dictionary, the words of a text, and their parts.
//!
//! Knows lindera's dictionary format, but no index: nothing here names tantivy.

pub mod dictionary;
pub mod segment;
