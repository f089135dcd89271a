//! How results look: lines of JSON for programs, wrapped text for people, the citation graph in the formats of tools
//! that draw.
//!
//! This module decides nothing: it is given results and prints them.

pub mod dot;
pub mod fields;
pub mod formula;
pub mod graphml;
pub mod html;
pub mod json;
pub mod mermaid;
mod one_line;
mod relation;
#[cfg(test)]
mod sample;
pub mod table;
pub mod tree;
pub mod wrap;

pub(crate) use one_line::one_line;
pub use relation::Language;
