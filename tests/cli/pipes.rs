//! The program in pipes and scripts.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Said, Workplace};

#[test]
fn help_and_version_are_no_failure() {
    let place = Workplace::empty();
    for arguments in [vec!["--help"], vec!["--version"], vec!["search", "--help"]] {
        let said = place.run(&arguments);
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn a_mistyped_command_suggests_the_right_one() {
    let said = Workplace::empty().run(["serach", "x"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("search"), "{}", said.stderr);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let place = Workplace::indexed();
    let mut child = place
        .command(["show", "2019다100001", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn an_export_into_a_closed_pipe_ends_quietly_in_every_format() {
    let place = Workplace::indexed();
    for format in ["citation", "bibtex", "csl-json", "jsonl", "csv", "markdown"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let said = place.command(["export", "--format", format]).stdout(writer).output().unwrap();
        let said = Said::of(&said);
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn no_colour_outside_a_terminal_and_colour_on_request() {
    let place = Workplace::indexed();
    assert!(!place.run(["search", "민법"]).stdout.contains('\u{1b}'));
    assert!(place.run(["search", "민법", "--color", "always"]).stdout.contains('\u{1b}'));
    let quiet = place.command(["search", "민법"]).env("NO_COLOR", "1").output().unwrap();
    assert!(!Said::of(&quiet).stdout.contains('\u{1b}'));
}

#[test]
fn narrow_output_breaks_between_words() {
    let place = Workplace::indexed();
    let said = Said::of(&place.command(["search", "보관물 도난"]).env("COLUMNS", "40").output().unwrap());
    assert_eq!(said.code, 0);
    let widest = said.stdout.lines().skip(1).map(unicode_width::UnicodeWidthStr::width).max();
    assert!(widest.unwrap() <= 60, "{}", said.stdout);
}
