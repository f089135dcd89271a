//! Opening what the commands work on: the analyser and the index, built on first use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::index::{build, summarise_on_stderr};
use super::printer::note;
use super::settings::Settings;
use crate::analysis::{Analyser, Dictionary, Lexicon, UserDictionary};
use crate::index::{IndexReader, Manifest};
use crate::ingest::Gone;
use crate::search::Searcher;

/// Folder of the judgments where none is named.
pub(super) const CORPUS: &str = "corpus";

/// The analyser that the settings ask for.
pub(super) fn analyser(settings: &Settings) -> Result<Analyser> {
    let dictionary = Dictionary::embedded()?;
    let lexicon = match &settings.user_dictionary {
        Some(path) => Lexicon::with_user(dictionary, Arc::new(UserDictionary::load(path, dictionary)?)),
        None => Lexicon::new(dictionary),
    };
    Ok(Analyser::new(lexicon))
}

/// The manifest that an index built with these settings begins with.
pub(super) fn manifest(settings: &Settings, analyser: &Analyser) -> Result<Manifest> {
    let user = settings.user_dictionary.as_ref().map(|path| path.display().to_string());
    Ok(Manifest::new(analyser.fingerprint(), Dictionary::embedded()?.hash().to_owned(), user))
}

/// The index, for reading what is stored; built from `corpus/` where there is none yet.
pub(super) fn reader(settings: &Settings) -> Result<IndexReader> {
    if !IndexReader::exists(&settings.index) {
        build_first(settings)?;
    }
    Ok(IndexReader::open(&settings.index)?)
}

/// The index, for searching.
pub(super) fn searcher(settings: &Settings) -> Result<Searcher> {
    let reader = reader(settings)?;
    let analyser = analyser_of(&reader, settings)?;
    Ok(Searcher::new(reader, analyser)?)
}

/// The analyser of an index: with the user dictionary that it was built with, unless another one is asked for.
pub(super) fn analyser_of(reader: &IndexReader, settings: &Settings) -> Result<Analyser> {
    let mut settings = settings.clone();
    if settings.user_dictionary.is_none() {
        settings.user_dictionary = reader.manifest().user_dictionary.as_ref().map(PathBuf::from);
    }
    analyser(&settings).context("the index was built with a user dictionary")
}

fn build_first(settings: &Settings) -> Result<()> {
    let corpus = Path::new(CORPUS);
    if !corpus.is_dir() {
        bail!(
            "there is no index in {} and no folder {CORPUS}/ to build it from: run `panrye index PATH` with the \
             folder of your judgments",
            settings.index.display()
        );
    }
    note(format_args!("no index in {} yet: building it from {CORPUS}/", settings.index.display()));
    let report = build(&[corpus.to_owned()], settings, false, Gone::default())?;
    summarise_on_stderr(&report);
    Ok(())
}
