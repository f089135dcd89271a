//! Korean judgments (판결·결정), and what their texts refer to: case numbers, citations, statutes, treatments, passages.
//!
//! Five steps, each with a module, and each usable alone:
//!
//! | step | module | from → to |
//! |---|---|---|
//! | how a case is numbered | [`case_number`] | text → [`CaseNumber`](case_number::CaseNumber)s, also joined ones and ranges |
//! | what a judgment is | [`judgment`] | fields → [`Judgment`](judgment::Judgment), with its numbers, court, date, sections |
//! | what a text refers to | [`reference`](mod@reference) | text → citations and statutes, each with its span |
//! | what a brief means to cite | [`mention`] | text → mentions, good or bad |
//! | how a judgment is quoted | [`passage`], [`caption`] | judgment → passages with their places; its name as courts write it |
//!
//! [`annotate`] sets links or marks around what was found. Nothing here asks an index whether a judgment exists, nothing
//! cuts words into morphemes, and every span is a byte range of the text that was given. Time is proportional to the text.
//!
//! # Citations
//!
//! ```
//! use panrye_law::reference::{Context, Treatment, references_in};
//!
//! let text = "이와 견해를 달리한 대법원 1990. 5. 8. 선고 89다카29129, 29136 판결은 이를 변경하기로 한다. 민법 제766조 제1항";
//! let found = references_in(text, &Context::default());
//!
//! let citation = &found.citations[0];
//! assert_eq!(citation.court.as_ref().map(|court| court.name()), Some("대법원"));
//! assert_eq!(citation.numbers.iter().map(ToString::to_string).collect::<Vec<_>>(), ["89다카29129", "89다카29136"]);
//! assert_eq!(citation.treatment, Some(Treatment::Overruled));
//! assert_eq!(found.statutes[0].quote, "민법 제766조 제1항");
//! ```
//!
//! # Case numbers
//!
//! ```
//! use panrye_law::case_number::{CaseNumber, parse_docket};
//!
//! let number: CaseNumber = "2015다24904".parse()?;
//! assert_eq!(number.serial(), 24904);
//! let joined = parse_docket("96헌바33, 66, 97헌바2, 34(병합)");
//! assert_eq!(joined.numbers[3].to_string(), "97헌바34");
//! # Ok::<(), panrye_law::case_number::CaseNumberError>(())
//! ```

#![forbid(unsafe_code)]

pub mod annotate;
pub mod caption;
pub mod case_number;
pub mod judgment;
pub mod mention;
mod official;
pub mod passage;
pub mod reference;
mod scan;
pub mod wide_digits;
