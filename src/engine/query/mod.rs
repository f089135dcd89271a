//! The query language: text → [`Query`], a tree of our own with a span on every node.
//!
//! ```text
//! query    = or ;
//! or       = and { "OR" and } ;
//! and      = unary { [ "AND" ] unary } ;            juxtaposed words form one group of words
//! unary    = ( "NOT" | "-" | "+" ) unary | boosted ;
//! boosted  = primary [ "^" number ] ;
//! primary  = "(" or ")" | field ":" operand | phrase | prefix | case number | word ;
//! operand  = "(" or ")" | phrase | range | word ;
//! phrase   = '"' text '"' [ "~" number ] ;          also “ ” where it is closed
//! prefix   = word "*" ;
//! range    = date ".." date | date ".." | ".." date | date ;
//! ```
//!
//! Words need no syntax. `AND`, `OR` and `NOT` are operators in capitals only; `+` and `-` only before a letter behind a
//! blank; `name:` only where the name is a known field and a value follows without a blank, so that `참고: 위와 같다` is
//! plain text. A case number is one term, never words. A statute among words (`민법 750조`) stays words here; the search knows it.
//!
//! This module knows no index and no morphology: what a word is searched as, the search decides.

mod bounds;
mod case_leaf;
mod date_range;
mod error;
mod field;
mod parser;
mod tree;

pub use bounds::Bound;
pub use date_range::{DateError, DateRange};
pub use error::{Expected, QueryError, QueryErrorKind};
pub use field::Field;
pub use tree::{Node, Query};
