//! Text to tokens: the dictionary, the words of a text, and what of them an index holds.
//!
//! Knows lindera's dictionary format, but no index: nothing here names tantivy.
//!
//! ```text
//! text → normalize → segment (mecab-ko's lattice) → noun, verb, hanja → parts, wholes
//!                  → legal_token ────────────────────────────────────↗   words
//! ```

mod analyser;
pub mod decompound;
pub mod dictionary;
mod hanja;
mod index_tokens;
mod legal_token;
pub mod lexicon;
mod normalize;
mod noun;
pub mod segment;
mod token;
mod token_line;
pub mod user_dictionary;
mod verb;

pub use analyser::{ANALYSER_VERSION, Analyser};
pub use dictionary::{Dictionary, DictionaryError};
pub use index_tokens::IndexTokens;
pub(crate) use index_tokens::LONGEST_SURFACE;
pub use lexicon::Lexicon;
pub use token::{AnalysedMorpheme, Analysis, Token, TokenKind};
pub use token_line::TokenLine;
pub(crate) use token_line::TokenLineReader;
pub use user_dictionary::{Problem, UserDictionary, UserDictionaryError};
