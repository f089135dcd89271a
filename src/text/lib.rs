//! What every part of [panrye](https://docs.rs/panrye) says of a text: places in it ([`span`]), kinds of characters
//! ([`character`]), syllables in Latin letters ([`romanization`]), counts of things ([`count`]), and how foreign text is shown without taking over a terminal ([`safe_text`]).
//!
//! Knows nothing of law, of morphemes or of an index.

#![forbid(unsafe_code)]

pub mod character;
pub mod count;
pub mod romanization;
pub mod safe_text;
pub mod span;
