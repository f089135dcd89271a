//! Text for people that several commands print.

pub(in crate::cli) mod hits;
pub(in crate::cli) mod validity;
pub(in crate::cli) mod wrapped;
