//! How much is read of a document, whatever it says of itself.

/// Bounds of memory and work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that all parts may unpack to.
    pub unpacked: u64,
    /// Bytes of text.
    pub text: u64,
    /// How deep tables, boxes and objects may nest.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked: 64 << 20, text: 16 << 20, depth: 64 }
    }
}
