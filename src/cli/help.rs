//! What `--help` says beyond the options: where the examples of a command stand, the environment, the configuration files,
//! the exit codes.

use std::fmt::Write;

use clap::Command;

use crate::cli::config::environment::VARIABLES;
use crate::cli::examples::examples;
use crate::cli::locale::{Text, say};

/// Exit codes, as the man page and `--help` name them.
pub(super) const EXIT_CODES: &[(u8, Text)] = &[
    (0, Text { en: "found or done", ko: "찾았거나 마침" }),
    (
        1,
        Text {
            en: "nothing found (verify, check, doctor: something is wrong; watch run: nothing is new)",
            ko: "찾은 것이 없음 (verify, check, doctor: 바르지 않은 것이 있음, watch run: 새로운 것이 없음)",
        },
    ),
    (
        2,
        Text {
            en: "the request was wrong or failed, or some input could not be read",
            ko: "요청이 잘못되었거나 실패했거나, 읽지 못한 입력이 있음",
        },
    ),
];

/// The command with examples and notes below the options of its long help, and the options of every command apart from
/// its own.
pub(super) fn with_notes(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| {
        let (examples, note) = (examples_section(&name), note(&name));
        command.mut_subcommand(name, |command| match note {
            Some(note) => command.after_help(note).after_long_help(format!("{examples}\n{note}")),
            None => command.after_long_help(examples),
        })
    });
    let hint = say!(
        "`panrye help COMMAND` says more of a command, with examples; `panrye` alone says how to begin.",
        "`panrye help 명령`은 그 명령을 예와 함께 설명합니다. `panrye`만 치면 시작하는 법을 보여 줍니다."
    );
    let shared = say!("Options of every command", "모든 명령의 옵션");
    let command = command.mut_args(|argument| argument.help_heading(shared.clone()));
    command.after_help(hint).after_long_help(root_notes())
}

fn root_notes() -> String {
    let mut notes = examples_section("");
    let width = VARIABLES.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let _ = write!(notes, "\n{}\n", say!("Environment:", "환경 변수:"));
    for (name, what) in VARIABLES {
        let _ = writeln!(notes, "  {name:<width$}  {}", what.get());
    }
    let files = say!(
        "\nFiles:\n  config.toml in the folder panrye of your configuration files (`panrye config --path`), and .panrye.toml in\n  \
         this folder or one above it; `panrye config` shows what holds",
        "\n파일:\n  설정 폴더의 panrye/config.toml(`panrye config --path`)과, 이 폴더나 위 폴더의 .panrye.toml.\n  \
         지금 적용되는 설정은 `panrye config`로 봅니다"
    );
    let _ = write!(notes, "{files}\n\n{}\n", say!("Exit codes:", "종료 코드:"));
    for (code, what) in EXIT_CODES {
        let _ = writeln!(notes, "  {code}  {}", what.get());
    }
    notes.truncate(notes.trim_end().len());
    notes
}

fn examples_section(command: &str) -> String {
    let examples = examples(command);
    if examples.is_empty() {
        return String::new();
    }
    let mut section = say!("Examples:", "예:");
    for example in examples {
        let _ = write!(section, "\n  {}:\n    {}", example.what.get(), example.line);
    }
    section.push('\n');
    section
}

/// What has to be known before a command can be used.
fn note(command: &str) -> Option<&'static str> {
    NOTES.iter().find(|(name, _)| *name == command).map(|(_, note)| note.get())
}

const NOTES: &[(&str, Text)] = &[
    (
        "fetch",
        Text {
            en: "\
The key (OC) is free at open.law.go.kr, where the address of this machine has to be registered with it; it is read from
the environment variable LAW_GO_KR_OC. Proxies are taken from HTTPS_PROXY and NO_PROXY.

A judgment whose file is there is not fetched again, and a fetch that was interrupted goes on when it is run again.
Run `panrye index` afterwards.",
            ko: "\
인증키(OC)는 open.law.go.kr에서 무료로 받고, 이 컴퓨터의 주소를 함께 등록해야 합니다. 환경 변수 LAW_GO_KR_OC에서
읽습니다. 프록시는 HTTPS_PROXY와 NO_PROXY를 따릅니다.

파일이 이미 있는 판례는 다시 가져오지 않고, 중단된 가져오기는 다시 실행하면 이어집니다. 그 뒤에 `panrye index`를
실행하십시오.",
        },
    ),
    (
        "verify",
        Text {
            en: "\
Exit codes:
  0  every citation is right, or there is none. What is at risk (the judgment follows one that was overruled later, or
     rests on a provision that was struck down later) is right too: it is listed and counted
  1  a citation is not: it disagrees with the index, is ambiguous, cited only, unknown or unparseable, or the judgment was
     overruled
  2  a brief could not be read; the others are checked all the same",
            ko: "\
종료 코드:
  0  인용이 모두 바르거나 인용이 없음. 뒤에 변경된 판례를 따랐거나 뒤에 위헌 결정된 조문에 근거한 판례(주의)도 인용으로는
     바르므로, 보여 주고 세기만 함
  1  바르지 않은 인용이 있음: 색인과 다르거나, 어느 판례인지 모호하거나, 색인에 없거나, 알 수 없거나, 변경·폐기된 판례
  2  읽지 못한 서면이 있음. 나머지는 그대로 확인함",
        },
    ),
];
