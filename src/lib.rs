//! panrye

pub mod analysis;
