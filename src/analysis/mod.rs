//! Text to tokens: the dictionary, the words of a text, and their parts.
//!
//! Knows lindera's form of a dictionary, but no index: nothing here names tantivy.

pub mod decompound;
pub mod dictionary;
pub mod lexicon;
pub mod segment;
pub mod user_dictionary;
