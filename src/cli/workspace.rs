//! Opening what the commands work on: the analyzer and the index, built on first use.

use std::path::{Path, PathBuf};

use crate::cli::error::{Context, Result, bail};

use crate::cli::analyzing::analyzer;
use crate::cli::args::settings::Settings;
use crate::cli::building::{Ingest, build, summarize};
use crate::cli::defaults::CORPUS;
use crate::cli::locale::say;
use panrye_engine::analysis::Analyzer;
use panrye_engine::corpus::Names;
use panrye_engine::index::IndexReader;
use panrye_engine::ingest::IngestOptions;
use panrye_engine::search::Searcher;

/// The index, for reading what is stored; built from `corpus/` where there is none yet.
pub(super) fn reader(settings: &Settings) -> Result<IndexReader> {
    if !IndexReader::exists(&settings.index) {
        build_first(settings)?;
    }
    let reader = IndexReader::open(&settings.index)?;
    if reader.has_lost_ledger() {
        let index = settings.index.display();
        settings.note(say!(
            "the list of what the index in {index} was made of is missing: an earlier state of it may have been put back; \
             `panrye index` reads the judgments again",
            "{index}의 색인을 만든 파일 목록이 없습니다. 색인을 예전 상태로 되돌린 것일 수 있습니다. \
             `panrye index`를 실행하면 판례를 다시 읽습니다"
        ));
    }
    Ok(reader)
}

/// What `panrye index` reads where no path is named: what the settings say, then what the index was built from, then
/// `corpus/`.
pub(super) fn sources(settings: &Settings) -> Result<Vec<PathBuf>> {
    let built_from = IndexReader::sources(&settings.index).filter(|paths| !paths.is_empty());
    let Some(built_from) = built_from.filter(|_| !settings.names_corpus) else {
        if !settings.names_corpus && IndexReader::exists(&settings.index) {
            let (index, corpus) = (settings.index.display(), folder_name(Path::new(CORPUS)));
            settings.note(say!(
                "the index in {index} does not say what it was built from: reading {corpus}",
                "{index}의 색인에 무엇으로 만들었는지 남아 있지 않아 {corpus}를 읽습니다"
            ));
        }
        return Ok(settings.corpus.clone());
    };
    if built_from.iter().any(|path| path == "-") {
        let index = settings.index.display();
        bail!(say!(
            "judgments of the index in {index} came from standard input: name what to read (`-` is standard input), \
             with --keep to keep those",
            "{index}의 색인에 표준 입력으로 받은 판례가 있습니다. 읽을 것을 지정하고(표준 입력은 `-`), \
             그 판례를 남기려면 --keep을 붙이십시오"
        ));
    }
    if let Some(missing) = built_from.iter().find(|path| !Path::new(path).exists()) {
        let index = settings.index.display();
        bail!(say!(
            "there is no {missing}, which the index in {index} was built from as its meta.json says: name a file, a folder \
             or an archive with judgments",
            "{index}의 색인이 읽었다고 그 meta.json에 적힌 {missing}이(가) 없습니다. 판례가 든 파일, 폴더, 압축 파일을 \
             지정하십시오"
        ));
    }
    if built_from != [CORPUS] {
        let names = built_from.join(", ");
        settings.note(say!(
            "reading what the index was built from: {names}",
            "색인을 만들 때 읽은 곳을 다시 읽습니다: {names}"
        ));
    }
    Ok(built_from.into_iter().map(PathBuf::from).collect())
}

/// What names of fields mean to `panrye index`: what is given (on the command line, else in the settings), else what they
/// meant when the index was built.
pub(super) fn names(settings: &Settings, given: &[String]) -> Result<Names> {
    if !given.is_empty() {
        return Ok(Names::parse(given)?);
    }
    let built_with = IndexReader::map(&settings.index);
    let names = Names::parse(&built_with).with_context(|| {
        let index = settings.index.display();
        say!(
            "the index in {index} was built with names of fields that this version does not know (--map none leaves them out)",
            "{index}의 색인을 이 버전이 모르는 이름으로 만들었습니다(--map none이면 그 이름을 쓰지 않습니다)"
        )
    })?;
    if !built_with.is_empty() {
        let names = built_with.join(", ");
        settings.note(say!(
            "reading names as the index was built with: {names}",
            "색인을 만들 때 쓴 이름으로 읽습니다: {names}"
        ));
    }
    Ok(names)
}

/// The index, for searching.
pub(super) fn searcher(settings: &Settings) -> Result<Searcher> {
    let reader = reader(settings)?;
    searcher_of(reader, settings)
}

/// What searches an index that is open.
pub(super) fn searcher_of(reader: IndexReader, settings: &Settings) -> Result<Searcher> {
    let analyzer = analyzer_of(&reader, settings)?;
    Ok(Searcher::new(reader, analyzer)?)
}

/// The analyzer of an index: with the user dictionary that it was built with, unless another one is asked for.
pub(super) fn analyzer_of(reader: &IndexReader, settings: &Settings) -> Result<Analyzer> {
    if settings.user_dictionary.is_some() {
        return analyzer(settings);
    }
    let mut settings = settings.clone();
    settings.user_dictionary = reader.manifest().user_dictionary.as_ref().map(PathBuf::from);
    analyzer(&settings).with_context(|| {
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
    let ingesting = IngestOptions { names: Names::parse(&settings.map)?, ..IngestOptions::default() };
    let report = build(corpus, settings, false, &ingesting)?;
    summarize(&report, Ingest::Done);
    Ok(())
}

/// `corpus/` for a folder, so that it reads as one.
fn folder_name(path: &Path) -> String {
    let name = path.display().to_string();
    if name.ends_with('/') || path.is_file() { name } else { format!("{name}/") }
}
