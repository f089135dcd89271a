//! JSON Lines: the line `judgment` of `show --json`, which `panrye index` reads back.

use std::io::{self, Write};

use super::{Exported, JudgmentWriter};
use crate::output::json::{self, JudgmentLine};

/// Writes one object a line.
pub struct JsonLines<'w>(&'w mut dyn Write);

impl<'w> JsonLines<'w> {
    /// Lines on their way to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self(out)
    }
}

impl JudgmentWriter for JsonLines<'_> {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        json::write(
            &JudgmentLine::new(exported.stored, &exported.caption, exported.cited_by, &exported.validity),
            &mut self.0,
        )
    }
}
