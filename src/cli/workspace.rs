//! Opening what the commands work on: the analyser and the index, built on first use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::index::{build, summarise_on_stderr};
use super::lang::say;
use super::settings::Settings;
use crate::analysis::{Analyser, Dictionary, Lexicon, UserDictionary};
use crate::index::{IndexReader, Manifest};
use crate::ingest::Gone;
use crate::search::Searcher;

/// Folder of the index where none is named.
pub(super) const INDEX: &str = "index";
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
    searcher_of(reader, settings)
}

/// What searches an index that is open.
pub(super) fn searcher_of(reader: IndexReader, settings: &Settings) -> Result<Searcher> {
    let analyser = analyser_of(&reader, settings)?;
    Ok(Searcher::new(reader, analyser)?)
}

/// The analyser of an index: with the user dictionary that it was built with, unless another one is asked for.
pub(super) fn analyser_of(reader: &IndexReader, settings: &Settings) -> Result<Analyser> {
    if settings.user_dictionary.is_some() {
        return analyser(settings);
    }
    let mut settings = settings.clone();
    settings.user_dictionary = reader.manifest().user_dictionary.as_ref().map(PathBuf::from);
    analyser(&settings).with_context(|| {
        say!("the index was built with a user dictionary", "색인을 만들 때 사용자 사전을 썼습니다")
    })
}

fn build_first(settings: &Settings) -> Result<()> {
    let (index, corpus) = (settings.index.display(), &settings.corpus);
    let names = corpus.iter().map(|path| folder_name(path)).collect::<Vec<_>>().join(", ");
    if !corpus.iter().all(|path| path.exists()) {
        bail!(say!(
            "there is no index in {index}, and no {names} to build it from\n\
             run `panrye index PATH` with the folder of your judgments, or name an index with --index",
            "{index}에 색인이 없고, 색인을 만들 {names}도 없습니다\n\
             `panrye index 경로`로 판례 폴더를 읽거나, --index로 색인을 지정하십시오"
        ));
    }
    settings.note(say!(
        "no index in {index} yet: building it from {names}",
        "{index}에 색인이 아직 없어 {names}로 만듭니다"
    ));
    let report = build(corpus, settings, false, Gone::default())?;
    summarise_on_stderr(&report);
    Ok(())
}

/// `corpus/` for a folder, so that it reads as one.
fn folder_name(path: &Path) -> String {
    let name = path.display().to_string();
    if name.ends_with('/') || path.is_file() { name } else { format!("{name}/") }
}
