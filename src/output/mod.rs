//! How results look: lines of JSON for programs, wrapped text for people.
//!
//! This room decides nothing: it is given results and prints them.

pub mod citation;
pub mod json;
pub mod wrap;
