//! Unpacks the dictionary once, at build time, and checks that it is the one that `PROVENANCE.md` describes.
//!
//! The library embeds the unpacked file, so that opening it costs no more than touching the pages a query needs.

#[path = "columns.rs"]
#[expect(dead_code, reason = "the other half packs it")]
mod columns;
#[path = "packed.rs"]
#[expect(dead_code, reason = "the library reads it")]
mod packed;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

/// The packed dictionary, relative to the root of the crate.
const PACKED: &str = "dictionary/ko-dic-2.1.1.zst";
/// Size of the unpacked dictionary in bytes.
const UNPACKED_LENGTH: usize = 60_387_541;
/// BLAKE3 of the unpacked dictionary.
const UNPACKED_BLAKE3: &str = "eee65b4c3a3eb77351ae68287d088a12837409fd3eb3e9f941265ed0f892df5d";
/// The window with which it was packed; zstd refuses more than 27 unless told.
const WINDOW_LOG: u32 = 27;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={PACKED}");
    for source in ["build.rs", "columns.rs", "packed.rs"] {
        println!("cargo:rerun-if-changed=dictionary/{source}");
    }

    let source = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join(PACKED);
    let packed = fs::read(&source).map_err(|error| format!("{}: {error}", source.display()))?;
    let mut decompressor = zstd::bulk::Decompressor::new()?;
    decompressor.window_log_max(WINDOW_LOG)?;
    let columns = decompressor.decompress(&packed, UNPACKED_LENGTH)?;
    let unpacked = columns::from_columns(&columns).ok_or("the packed dictionary has no tables")?;

    let hash = blake3::hash(&unpacked).to_hex();
    if unpacked.len() != UNPACKED_LENGTH || hash.as_str() != UNPACKED_BLAKE3 {
        return Err(format!(
            "{PACKED} unpacks to {} bytes with BLAKE3 {hash}; expected {UNPACKED_LENGTH} and {UNPACKED_BLAKE3}",
            unpacked.len()
        )
        .into());
    }

    let target = PathBuf::from(env::var("OUT_DIR")?).join("ko-dic");
    fs::write(&target, unpacked)?;
    println!("cargo:rustc-env=PANRYE_DICTIONARY={}", target.display());
    println!("cargo:rustc-env=PANRYE_DICTIONARY_HASH={hash}");
    Ok(())
}
