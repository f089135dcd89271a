//! Text to tokens: of the morphemes and the case numbers of a text, what an index holds.
//!
//! Joins `panrye_morph` and `panrye_law`, and knows no index: nothing here names tantivy.
//!
//! ```text
//! text → normalize → segment (panrye_morph) → noun, verb, hanja → parts, wholes
//!                  → legal_token ────────────────────────────────────↗   words
//! ```

mod analyzer;
mod hanja;
mod index_tokens;
mod legal_token;
mod normalize;
mod noun;
mod token;
mod token_line;
mod user_file;
mod verb;

pub use analyzer::{ANALYZER_VERSION, Analyzer};
pub use index_tokens::{IndexTokens, LONGEST_SURFACE};
pub use panrye_morph::{Dictionary, DictionaryError, Lexicon, Problem, UserDictionary, UserDictionaryError};
pub use token::{AnalysedMorpheme, Analysis, Token, TokenKind};
pub use token_line::TokenLine;
pub(crate) use token_line::TokenLineReader;
pub use user_file::read_user_dictionary;
