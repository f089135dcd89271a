//! Links that lead out of a folder.
//!
//! What a project's file names, and what is built in, is taken as standing below a folder. A repository that somebody
//! else made can hold a link there that leads to anything of the user's: what would be written is not written by way of it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::cli::error::{Result, bail};
use clap::ArgMatches;
use clap::parser::ValueSource;

use super::{Configuration, Key, Scope};
use crate::cli::locale::say;

/// The link by which a path below a folder leads out of it. One that leads nowhere leads to nothing of anybody's.
pub(in crate::cli) fn link_out(folder: &Path, below: &Path) -> Option<PathBuf> {
    let inside = fs::canonicalize(folder).ok()?;
    let mut at = folder.to_owned();
    for part in below.components().filter(|part| matches!(part, Component::Normal(_))) {
        at.push(part);
        let is_link = fs::symlink_metadata(&at).is_ok_and(|found| found.is_symlink());
        if is_link && fs::canonicalize(&at).is_ok_and(|target| !target.starts_with(&inside)) {
            return Some(at);
        }
    }
    None
}

/// Refuses an index that neither the command line, nor the environment, nor the user's own file names, and to which a
/// link leads out of the folder where it should stand.
pub(in crate::cli) fn check_index(
    index: &Path,
    matches: &ArgMatches,
    configuration: &Configuration,
) -> Result<()> {
    if matches.value_source("index") != Some(ValueSource::DefaultValue) {
        return Ok(());
    }
    let named = configuration.entry(Key::Index).map(|entry| (entry, configuration.scope(entry)));
    let folder = match named {
        Some((_, Some(Scope::User))) => return Ok(()),
        Some((entry, _)) => entry.file.parent().unwrap_or(Path::new(".")),
        None => Path::new("."),
    };
    match link_out(folder, index.strip_prefix(folder).unwrap_or(index)) {
        None => Ok(()),
        Some(link) => {
            let link = link.display();
            bail!(say!(
                "the index would stand behind the link {link}, which leads out of the folder: \
                 if that is meant, name it with --index or in your own configuration file",
                "색인이 폴더 밖을 가리키는 링크 {link} 너머에 있습니다. \
                 뜻한 것이면 --index나 사용자 설정 파일로 지정하십시오"
            ));
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_a_link_that_leads_out_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let project = place.path().join("project");
        fs::create_dir_all(project.join("data/index")).unwrap();
        fs::create_dir_all(place.path().join("mine/index")).unwrap();
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, project.join(name)).unwrap();
        link(&place.path().join("mine"), "out");
        link(Path::new("../mine/index"), "index");
        link(Path::new("data/index"), "within");
        link(Path::new("../nowhere"), "dangling");
        link(Path::new("within/../../../mine"), "data/roundabout");
        for (below, refused) in [
            ("out", Some("out")),
            ("out/index", Some("out")),
            ("index", Some("index")),
            ("./index/deep", Some("index")),
            ("within", None),
            ("data/index", None),
            ("dangling", None),
            ("none/at/all", None),
        ] {
            assert_eq!(
                link_out(&project, Path::new(below)),
                refused.map(|link| project.join(link)),
                "{below}"
            );
        }
    }
}
