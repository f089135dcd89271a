//! panrye
