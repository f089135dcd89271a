//! Case numbers (사건번호): what one is, and how texts write one and several of them. The only place that knows.
//!
//! ```text
//! number  = year gap mark gap serial            2013다43994   2013 다 43994   90다카1234   4289민상167   05다1234
//! year    = four digits (1900–2099, or 단기 4240–4300), or two digits
//! mark    = one of the closed list of case marks (사건부호)
//! serial  = one to seven digits, not zero
//! gap     = at most two blanks
//! joined  = number { note } separator (number | serial)         94므1553(본소), 1560(반소)   96헌바33, 66, 97헌바2
//! range   = number ("내지" | "~" | "-") serial                   97헌바36 내지 38   81스25-27   72누17∼8
//! glued   = year mark serial serial, the second the next          78다12341235, two numbers
//! severed = number "-" a number shorter than the serial          2011르240-1
//! ```
//!
//! | module | reads |
//! |---|---|
//! | [`CaseNumber`] | one number that is given alone |
//! | [`number_at`], [`joined_to`] | a number in a running text, and what is joined to it |
//! | [`roman_number_at`] | a number in Latin letters, as translations write it (`2009Da1`) |
//! | [`parse_docket`] | the field 사건번호 and file names, which also glue numbers without separators |
//!
//! Digits may be full-width. Who reads a text decides what must stand around a number: the
//! citation scanner, the analyzer's tokens, queries and briefs all read numbers by this grammar alone.

mod check_digit;
mod docket;
mod joined;
mod mark;
mod number;
mod range;
mod roman;
mod written;

pub use docket::{CaseList, parse_docket};
pub use joined::{JoinedNumber, joined_to, severed_end};
pub(crate) use joined::{ho_end, note_end};
pub use mark::{CaseClass, CaseMark};
pub use number::{CaseNumber, CaseNumberError};
pub use range::{MOST_IN_RANGES, RangeBudget};
pub use roman::roman_number_at;
pub(crate) use written::numbers_at;
pub use written::{WrittenNumber, is_free_on_the_left, number_at};
