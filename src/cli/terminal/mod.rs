//! Standard output and standard error: colors, width, pager, progress, and what a terminal must not see.

pub(in crate::cli) mod color;
pub(in crate::cli) mod pager;
pub(in crate::cli) mod printer;
pub(in crate::cli) mod progress;
pub(in crate::cli) mod screen;
