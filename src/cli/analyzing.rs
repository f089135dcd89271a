//! The analyzer that the settings ask for, and what an index says of it.

use std::sync::Arc;

use crate::cli::error::Result;

use crate::cli::args::settings::Settings;
use panrye_engine::analysis::{Analyzer, Dictionary, Lexicon, read_user_dictionary};
use panrye_engine::index::Manifest;

/// The analyzer that the settings ask for.
pub(super) fn analyzer(settings: &Settings) -> Result<Analyzer> {
    let dictionary = Dictionary::embedded()?;
    let lexicon = match &settings.user_dictionary {
        Some(path) => Lexicon::with_user(dictionary, Arc::new(read_user_dictionary(path, dictionary)?)),
        None => Lexicon::new(dictionary),
    };
    Ok(Analyzer::new(lexicon))
}

/// The manifest that an index built with these settings begins with.
pub(super) fn manifest(settings: &Settings, analyzer: &Analyzer) -> Result<Manifest> {
    let user = settings.user_dictionary.as_ref().map(|path| path.display().to_string());
    Ok(Manifest::new(analyzer.fingerprint(), Dictionary::embedded()?.hash().to_owned(), user))
}
