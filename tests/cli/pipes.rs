//! The program in pipes and scripts.

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
fn no_color_outside_a_terminal_and_color_on_request() {
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
