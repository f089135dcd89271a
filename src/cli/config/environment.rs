//! The environment, read once when the program starts: what several commands go by. A variable that one module alone
//! needs (the user's key, the width of the terminal, the request of a shell) is read there.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::Command;
use etcetera::BaseStrategy;

use crate::cli::locale::Text;

/// What the environment says.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct Environment {
    /// `PANRYE_CONFIG`: another configuration file, or none at all where it is empty.
    pub(in crate::cli) config: Option<OsString>,
    /// `PANRYE_INDEX`, for what is completed before the command line is whole.
    pub(in crate::cli) index: Option<OsString>,
    /// `PANRYE_LANG`.
    pub(in crate::cli) lang: Option<String>,
    /// `PANRYE_PAGER`.
    pub(in crate::cli) pager: Option<String>,
    /// `PAGER`, which is meant for every program.
    pub(in crate::cli) common_pager: Option<String>,
    /// What the locale says of messages: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set.
    pub(in crate::cli) locale: Option<String>,
    /// What the locale says of characters: the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is set.
    pub(in crate::cli) encoding: Option<String>,
    /// `PATH`: the folders of programs.
    pub(in crate::cli) programs: Option<OsString>,
    /// The shell of the user.
    pub(in crate::cli) shell: Option<String>,
    /// The folder of the user's configuration files.
    pub(in crate::cli) config_folder: Option<PathBuf>,
    /// The user's home.
    pub(in crate::cli) home: Option<PathBuf>,
    /// The folder that the program was started in.
    pub(in crate::cli) folder: Option<PathBuf>,
}

/// Every variable that changes what the program does.
pub(in crate::cli) const VARIABLES: &[(&str, Text)] = &[
    ("PANRYE_INDEX", Text { en: "folder of the index", ko: "색인 폴더" }),
    ("PANRYE_USER_DICTIONARY", Text { en: "words to add to the dictionary", ko: "사전에 더할 낱말 파일" }),
    (
        "PANRYE_CONFIG",
        Text {
            en: "the user's configuration file; where it is empty, no configuration file is read",
            ko: "사용자 설정 파일. 빈 값이면 설정 파일을 읽지 않음",
        },
    ),
    (
        "PANRYE_LANG",
        Text {
            en: "language of messages: ko or en (else the locale: LC_ALL, LC_MESSAGES, LANG)",
            ko: "메시지 언어: ko 또는 en (없으면 로캘: LC_ALL, LC_MESSAGES, LANG)",
        },
    ),
    (
        "PANRYE_PAGER",
        Text {
            en: "program that shows long output; empty for none",
            ko: "긴 출력을 보여 줄 프로그램. 빈 값이면 쓰지 않음",
        },
    ),
    (
        "PAGER",
        Text {
            en: "the same for all programs, where nothing else is said",
            ko: "위와 같되 달리 정하지 않았을 때",
        },
    ),
    (
        "PANRYE_WATCHES",
        Text {
            en: "file of the kept searches; else one beside the index",
            ko: "저장한 검색을 둘 파일. 없으면 색인 옆의 파일",
        },
    ),
    (
        "LAW_GO_KR_OC",
        Text { en: "your key for the Open API of law.go.kr", ko: "law.go.kr Open API 인증키(OC)" },
    ),
    ("NO_COLOR", Text { en: "no color, where it is not empty", ko: "비어 있지 않으면 색을 쓰지 않음" }),
    (
        "CLICOLOR_FORCE",
        Text { en: "color even where the output is no terminal", ko: "터미널이 아니어도 색을 씀" },
    ),
    ("COLUMNS", Text { en: "width of the terminal", ko: "터미널 너비" }),
];

impl Environment {
    /// Reads the environment of the process.
    pub(in crate::cli) fn read() -> Self {
        let text = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let first = |names: [&str; 3]| names.into_iter().filter_map(text).find(|value| !value.is_empty());
        Self {
            config: env::var_os("PANRYE_CONFIG"),
            index: env::var_os("PANRYE_INDEX").filter(|folder| !folder.is_empty()),
            lang: text("PANRYE_LANG"),
            pager: text("PANRYE_PAGER"),
            common_pager: text("PAGER"),
            locale: first(["LC_ALL", "LC_MESSAGES", "LANG"]),
            encoding: first(["LC_ALL", "LC_CTYPE", "LANG"]),
            programs: env::var_os("PATH"),
            shell: text("SHELL"),
            config_folder: config_folder(),
            home: etcetera::home_dir().ok(),
            folder: env::current_dir().ok(),
        }
    }
}

/// The command line without the variables that are set and empty: that is as good as not set.
pub(in crate::cli) fn without_empty_variables(command: Command) -> Command {
    let empty = |name: &OsStr| env::var_os(name).is_some_and(|value| value.is_empty());
    let command = command.mut_args(|argument| match argument.get_env() {
        Some(name) if empty(name) => argument.env(None::<&'static str>),
        _ => argument,
    });
    command.mut_subcommands(without_empty_variables)
}

/// `$XDG_CONFIG_HOME` on every system where it is set, else what the system has for it.
fn config_folder() -> Option<PathBuf> {
    let set = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    set.or_else(|| Some(etcetera::base_strategy::choose_native_strategy().ok()?.config_dir()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_is_described_to_its_users() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for page in ["README.md", "docs/configuration.md"] {
            let page = std::fs::read_to_string(root.join(page)).unwrap();
            for (name, _) in VARIABLES {
                assert!(page.contains(&format!("`{name}`")), "{name}");
            }
        }
    }
}
