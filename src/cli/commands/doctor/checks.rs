//! What is looked at, one function a thing. Nothing is changed, and no more is read than a search reads.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::cli::error::Error;
use indicatif::HumanBytes;

use super::{Check, DoctorContext, State};
use crate::cli::args::api;
use crate::cli::config::Scope;
use crate::cli::locale::{Text, errors, say};
use crate::cli::terminal::printer::{terminal_width, writes_to_terminal};
use crate::cli::workspace;
use panrye_engine::analysis::{Dictionary, read_user_dictionary};
use panrye_engine::fetch::{Client, Retry, probe};
use panrye_engine::index::{IndexReader, SCHEMA_VERSION, WriterState, check_usable};
use panrye_engine::plain_file::random_letters;
use panrye_text::count::counted;

/// Room that a refresh needs even of a small index.
const LEAST_ROOM: u64 = 64 * 1024 * 1024;
/// How long an answer of the Open API is waited for.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);
/// Columns below which judgments are hard to read.
const NARROW: usize = 60;

/// Every check, in the order in which they are shown.
pub(super) fn all(context: &DoctorContext) -> Vec<Check> {
    vec![
        version(),
        configuration(context),
        user_dictionary(context),
        index(context),
        writable(context),
        writer(context),
        corpus(context),
        room(context),
        encoding(context),
        terminal(),
        pager(context),
        completions(context),
        open_api(context),
    ]
}

/// What a check is called among people.
pub(super) fn title(name: &str) -> &'static str {
    let text = match name {
        "version" => Text { en: "version", ko: "버전" },
        "configuration" => Text { en: "configuration", ko: "설정 파일" },
        "user_dictionary" => Text { en: "user dictionary", ko: "사용자 사전" },
        "index" => Text { en: "index", ko: "색인" },
        "writable" => Text { en: "writing to the index", ko: "색인 쓰기" },
        "writer" => Text { en: "other writers", ko: "다른 쓰기 작업" },
        "corpus" => Text { en: "judgments", ko: "판례 폴더" },
        "room" => Text { en: "room on the disk", ko: "디스크 공간" },
        "encoding" => Text { en: "encoding", ko: "문자 인코딩" },
        "terminal" => Text { en: "terminal", ko: "터미널" },
        "open_api" => Text { en: "Open API", ko: "Open API" },
        "pager" => Text { en: "pager", ko: "페이저" },
        _ => Text { en: "completions", ko: "자동 완성" },
    };
    text.get()
}

fn version() -> Check {
    let version = env!("CARGO_PKG_VERSION");
    Check::ok(
        "version",
        say!("panrye {version}, schema {SCHEMA_VERSION}", "panrye {version}, 스키마 {SCHEMA_VERSION}"),
    )
}

fn configuration(context: &DoctorContext) -> Check {
    let name = "configuration";
    if !context.configuration.faults().is_empty() {
        let faults = context.configuration.told_faults().collect::<Vec<_>>().join("; ");
        let advice = say!(
            "mend the file: other commands refuse to run with it",
            "파일을 고치십시오. 고칠 때까지 다른 명령은 실행되지 않습니다"
        );
        return Check::of(name, State::Wrong, faults, advice);
    }
    let files = context.configuration.files();
    let read = files.iter().filter(|file| file.exists).map(|file| file.path.display().to_string());
    let read = read.collect::<Vec<_>>().join(", ");
    if !read.is_empty() {
        return Check::ok(name, read);
    }
    match files.iter().find(|file| file.scope == Scope::User) {
        Some(file) => {
            let path = file.path.display();
            Check::ok(name, say!("none; it would be {path}", "없음. 두려면 {path}"))
        }
        None => Check::ok(name, say!("none is read", "읽지 않음")),
    }
}

fn user_dictionary(context: &DoctorContext) -> Check {
    let name = "user_dictionary";
    let Some(path) = &context.settings.user_dictionary else {
        return Check::ok(name, say!("none", "없음"));
    };
    let loaded = Dictionary::embedded().map_err(Error::from);
    match loaded.and_then(|dictionary| Ok(Arc::new(read_user_dictionary(path, dictionary)?))) {
        Ok(dictionary) => {
            let (words, path) = (counted(dictionary.words().len(), "word"), path.display());
            Check::ok(name, say!("{words} in {path}", "{path}에 낱말 {words:#}개"))
        }
        Err(error) => {
            let advice = say!(
                "mend the file, or name another one with --user-dictionary",
                "파일을 고치거나 --user-dictionary로 다른 파일을 지정하십시오"
            );
            Check::of(name, State::Wrong, errors::chain(&error), advice)
        }
    }
}

fn index(context: &DoctorContext) -> Check {
    let name = "index";
    let folder = &context.settings.index;
    let shown = folder.display();
    let refused = (context.standing)().or_else(|| Some(check_usable(folder).err()?.into()));
    if let Some(refused) = refused {
        let refused = errors::chain(&refused);
        let advice = say!(
            "an index needs a folder of its own: name one with --index",
            "색인에는 따로 쓸 폴더가 필요합니다. --index로 지정하십시오"
        );
        return Check::of(name, State::Wrong, refused, advice);
    }
    if !IndexReader::exists(folder) {
        let detail = say!("there is none in {shown}", "{shown}에 색인이 없습니다");
        return if corpus_exists(context) {
            let advice = say!(
                "the first search builds it from the judgments",
                "처음 찾을 때 판례 폴더로 색인을 만듭니다"
            );
            Check::of(name, State::Hint, detail, advice)
        } else {
            let advice = say!(
                "run `panrye index FOLDER` with the folder of your judgments, or name an index with --index",
                "`panrye index 폴더`로 판례 폴더를 읽거나, --index로 색인을 지정하십시오"
            );
            Check::of(name, State::Wrong, detail, advice)
        };
    }
    let opened = IndexReader::open(folder).map_err(Error::from).and_then(|reader| {
        match workspace::analyzer_of(&reader, context.settings) {
            Ok(analyzer) => reader.check_analyzer(&analyzer.fingerprint())?,
            // The check of the dictionary says what is wrong with it.
            Err(_) if context.settings.user_dictionary.is_some() => {}
            Err(error) => return Err(error),
        }
        Ok(reader.counts()?)
    });
    match opened {
        Ok(counts) => {
            let (judgments, size) = (counted(counts.judgments, "judgment"), HumanBytes(counts.bytes));
            Check::ok(name, say!("{judgments}, {size}, in {shown}", "{shown}에 판례 {judgments:#}건, {size}"))
        }
        Err(error) => {
            let advice = say!(
                "`panrye index --rebuild` makes a new one of the judgments",
                "`panrye index --rebuild`로 판례에서 색인을 새로 만드십시오"
            );
            Check::of(name, State::Wrong, errors::chain(&error), advice)
        }
    }
}

/// A file is made and removed: what rights say is not what a disk that is mounted read-only does.
fn writable(context: &DoctorContext) -> Check {
    let name = "writable";
    let folder = existing(&context.settings.index);
    let shown = folder.display();
    let probe = folder.join(format!(".panrye-doctor.{}", random_letters()));
    match File::create_new(&probe).and_then(|_| fs::remove_file(&probe)) {
        Ok(()) => Check::ok(name, say!("{shown} can be written to", "{shown}에 쓸 수 있습니다")),
        Err(error) => {
            let error = crate::cli::locale::system::system(&error);
            let advice = say!(
                "searching works all the same; to refresh the index, mend the rights of the folder",
                "찾기는 됩니다. 색인을 갱신하려면 폴더 권한을 고치십시오"
            );
            Check::of(name, State::Hint, format!("{shown}: {error}"), advice)
        }
    }
}

fn writer(context: &DoctorContext) -> Check {
    let name = "writer";
    match WriterState::of(&context.settings.index) {
        WriterState::None => Check::ok(name, say!("none", "없음")),
        WriterState::Stale => {
            let detail = say!("none, but one was killed", "없음. 중간에 끝난 작업이 있었습니다");
            let advice = say!(
                "the index is as it was before; the next `panrye index` finishes the work",
                "색인은 그 전 상태 그대로입니다. 다음 `panrye index`가 마저 합니다"
            );
            Check::of(name, State::Hint, detail, advice)
        }
        WriterState::Active(process) => {
            let process = process.map_or_else(|| "?".to_owned(), |process| process.to_string());
            let detail = say!(
                "process {process} is writing to the index",
                "프로세스 {process}가 색인에 쓰고 있습니다"
            );
            let advice = say!("searching works all the same", "그동안에도 찾을 수 있습니다");
            Check::of(name, State::Hint, detail, advice)
        }
    }
}

fn corpus(context: &DoctorContext) -> Check {
    let name = "corpus";
    let paths = &context.settings.corpus;
    let shown = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    if corpus_exists(context) {
        return Check::ok(name, shown);
    }
    let detail = say!("{shown} is not there", "{shown}이(가) 없습니다");
    let advice = say!(
        "name the folder of your judgments: `panrye index FOLDER`, or `corpus` in a configuration file",
        "판례 폴더를 지정하십시오: `panrye index 폴더`, 또는 설정 파일의 `corpus`"
    );
    Check::of(name, State::Hint, detail, advice)
}

fn corpus_exists(context: &DoctorContext) -> bool {
    context.settings.corpus.iter().all(|path| path.exists())
}

fn room(context: &DoctorContext) -> Check {
    let name = "room";
    let folder = existing(&context.settings.index);
    let shown = folder.display();
    let available = match fs4::available_space(&folder) {
        Ok(available) => available,
        Err(error) => {
            let detail = format!("{shown}: {}", crate::cli::locale::system::system(&error));
            return Check::of(name, State::Unknown, detail, say!("look with `df`", "`df`로 확인하십시오"));
        }
    };
    let index = IndexReader::open(&context.settings.index).and_then(|reader| reader.counts());
    // Merging writes everything once more before it removes the old files.
    let needed = index.map_or(0, |counts| counts.bytes).max(LEAST_ROOM);
    let (free, wanted) = (HumanBytes(available), HumanBytes(needed));
    if available >= needed {
        return Check::ok(name, say!("{free} free", "{free} 남음"));
    }
    let advice = say!(
        "a refresh may need {wanted}: make room, or put the index on another disk with --index",
        "갱신에 {wanted}가 필요할 수 있습니다. 공간을 비우거나 --index로 다른 디스크를 쓰십시오"
    );
    Check::of(name, State::Wrong, say!("{free} free", "{free} 남음"), advice)
}

fn encoding(context: &DoctorContext) -> Check {
    let name = "encoding";
    let locale = context.environment.encoding.as_deref().unwrap_or_default();
    if cfg!(windows) || cfg!(target_os = "macos") {
        return Check::ok(name, "UTF-8".to_owned());
    }
    let flat: String = locale.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    if flat.contains("utf8") {
        return Check::ok(name, locale.to_owned());
    }
    let detail = if locale.is_empty() {
        say!("the locale is not set", "로캘이 정해져 있지 않습니다")
    } else {
        say!("the locale is {locale}, which is not UTF-8", "로캘이 {locale}이며 UTF-8이 아닙니다")
    };
    let advice = say!(
        "panrye prints UTF-8; where Korean does not show, set a locale: `export LANG=ko_KR.UTF-8` (or C.UTF-8)",
        "panrye는 UTF-8로 출력합니다. 한글이 깨지면 로캘을 정하십시오: `export LANG=ko_KR.UTF-8` (또는 C.UTF-8)"
    );
    // Most terminals show UTF-8 whatever the locale says; one that says otherwise does not.
    let state = if locale.contains('.') { State::Wrong } else { State::Hint };
    Check::of(name, state, detail, advice)
}

fn terminal() -> Check {
    let name = "terminal";
    let width = terminal_width();
    let columns = counted(width, "column");
    if !writes_to_terminal() {
        return Check::ok(
            name,
            say!("the output is no terminal; {columns}", "출력이 터미널이 아닙니다. {columns:#}칸"),
        );
    }
    let detail = say!("{columns}", "{columns:#}칸");
    if width >= NARROW {
        return Check::ok(name, detail);
    }
    Check::of(name, State::Hint, detail, say!("a wider window reads better", "창을 넓히면 읽기 편합니다"))
}

fn pager(context: &DoctorContext) -> Check {
    let name = "pager";
    let wanted = context.settings.pager.as_deref().unwrap_or_default().trim();
    // `LESS=R less` sets a variable first.
    let Some(program) = wanted.split_whitespace().find(|word| !word.contains('=')) else {
        let advice = say!(
            "PANRYE_PAGER=less shows long output page by page",
            "PANRYE_PAGER=less로 긴 출력을 한 쪽씩 볼 수 있습니다"
        );
        return Check::of(name, State::Hint, say!("none", "없음"), advice);
    };
    if find_program(program, context).is_some() {
        return Check::ok(name, wanted.to_owned());
    }
    let detail = say!("there is no program {program}", "{program} 프로그램이 없습니다");
    let advice = say!(
        "install it, or set PANRYE_PAGER or `pager` to another one",
        "설치하거나, PANRYE_PAGER 또는 `pager`를 다른 것으로 정하십시오"
    );
    Check::of(name, State::Wrong, detail, advice)
}

/// Nothing is asked of the network unless that is wanted.
fn open_api(context: &DoctorContext) -> Check {
    let name = "open_api";
    let Some(key) = api::key() else {
        let detail = say!("no key in {}", "{}에 인증키가 없습니다", api::KEY);
        return Check::of(name, State::Hint, detail, api::advice_without_key());
    };
    let Some(asked) = context.api else {
        let advice = say!("`panrye doctor --online` asks it", "`panrye doctor --online`으로 물어봅니다");
        return Check::of(name, State::Hint, say!("not asked", "묻지 않음"), advice);
    };
    let once = Retry { times: 0, pause: Duration::ZERO };
    let options = match asked.client_options(key, 1.0, LONGEST_ANSWER, once) {
        Ok(options) => options,
        Err(error) => {
            let advice = say!("mend --base-url", "--base-url을 고치십시오");
            return Check::of(name, State::Wrong, errors::chain(&error), advice);
        }
    };
    match probe(&mut Client::new(options)) {
        Ok(total) => {
            let total = counted(total, "judgment");
            Check::ok(name, say!("it answers and lists {total}", "응답합니다. 목록에 판례 {total:#}건"))
        }
        Err(trouble) => {
            let advice = trouble
                .advice()
                .map_or_else(|| say!("try again later", "나중에 다시 해 보십시오"), errors::fetch_advice);
            Check::of(name, State::Wrong, errors::trouble(&trouble), advice)
        }
    }
}

fn find_program(program: &str, context: &DoctorContext) -> Option<PathBuf> {
    let folders = context.environment.programs.as_deref().unwrap_or_default();
    let named = std::env::split_paths(folders).flat_map(|folder| {
        [folder.join(program), folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))]
    });
    // A path with a folder in it is its own place: joining keeps an absolute one.
    std::iter::once(PathBuf::from(program))
        .filter(|path| path.components().count() > 1)
        .chain(named)
        .find(|path| path.is_file())
}

fn completions(context: &DoctorContext) -> Check {
    let shell = context.environment.shell.as_deref().map(Path::new).and_then(Path::file_stem);
    let shell = shell.and_then(|shell| shell.to_str()).unwrap_or_default();
    let line = match shell {
        "bash" => "echo 'source <(panrye completions bash)' >> ~/.bashrc",
        "zsh" => "echo 'source <(panrye completions zsh)' >> ~/.zshrc",
        "fish" => "echo 'panrye completions fish | source' >> ~/.config/fish/config.fish",
        _ => "panrye help completions",
    };
    let detail = say!(
        "the tabulator completes commands, options and case numbers",
        "탭 키로 명령, 옵션, 사건번호를 완성할 수 있습니다"
    );
    let advice = say!("to switch it on: `{line}`", "켜는 법: `{line}`");
    Check::of("completions", State::Hint, detail, advice)
}

/// The folder, or the nearest one above it that is there.
fn existing(folder: &Path) -> PathBuf {
    let found = folder.ancestors().find(|folder| folder.is_dir());
    found.map_or_else(|| PathBuf::from("."), Path::to_owned)
}
