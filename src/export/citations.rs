//! Citations, one a line, in the form of the courts.

use std::io::{self, Write};

use super::{Exported, JudgmentWriter};
use crate::output::one_line;

/// Writes `대법원 2018. 1. 25. 선고 2015다24904, 24911 판결`, one a line.
pub struct Citations<'w>(&'w mut dyn Write);

impl<'w> Citations<'w> {
    /// Citations on their way to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self(out)
    }
}

impl JudgmentWriter for Citations<'_> {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        writeln!(self.0, "{}", one_line(&exported.name()))
    }
}
