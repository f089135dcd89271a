//! The screen of a real terminal, where tmux is at hand.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use panrye::judgment::Section;
use unicode_width::UnicodeWidthStr;

/// Steps of waiting for the program, and how many of them at most.
const STEP: Duration = Duration::from_millis(100);
const STEPS: usize = 100;

/// A terminal of its own: the server is named after the folder, so that no other session is touched.
struct Terminal {
    name: String,
}

impl Terminal {
    fn open(folder: &Path, columns: usize) -> Option<Self> {
        let name = format!("panrye-{}-{columns}", std::process::id());
        let columns = columns.to_string();
        let started = Command::new("tmux")
            .args(["-u", "-L", &name, "-f", "/dev/null", "new-session", "-d", "-x", &columns, "-y", "60"])
            .args(["env", "LANG=C.UTF-8", "PS1=$ ", "sh"])
            .current_dir(folder)
            .status();
        started.is_ok_and(|status| status.success()).then_some(Self { name })
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let said = Command::new("tmux").args(["-u", "-L", &self.name]).args(arguments).output().unwrap();
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    /// Types a command and gives the screen, with its colors, once the command has ended.
    fn run(&self, command: &str) -> String {
        self.tmux(&["send-keys", &format!("clear; {command}; echo 'THE' 'END'"), "Enter"]);
        for _ in 0..STEPS {
            std::thread::sleep(STEP);
            if self.tmux(&["capture-pane", "-p"]).contains("THE END") {
                return self.tmux(&["capture-pane", "-p", "-e"]);
            }
        }
        panic!("no end: {}", self.tmux(&["capture-pane", "-p"]));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

#[test]
#[ignore = "needs tmux"]
fn the_screen_is_filled_and_not_overrun() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_panrye");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    let built = Command::new(program).arg("index").arg(&corpus).current_dir(folder.path()).status().unwrap();
    assert!(built.success());
    for columns in [80, 120] {
        let terminal = Terminal::open(folder.path(), columns).expect("tmux starts");
        let screen = terminal.run(&format!("{program} search --no-pager 보관물 도난"));
        assert!(screen.contains("\u{1b}[1m") || screen.contains("\u{1b}[1;"), "no highlights: {screen}");
        assert!(screen.contains("2019다100001"), "{screen}");
        terminal.run(&format!("{program} show --no-pager 2019다100001"));
        let plain = terminal.tmux(&["capture-pane", "-p"]);
        let answer: Vec<&str> =
            plain.lines().skip_while(|line| !line.starts_with("대법원 ")).skip(1).collect();
        let widest = answer.iter().map(|line| line.width()).max().unwrap_or_default();
        assert!(widest <= columns && widest > columns - 20, "{widest} of {columns}: {plain}");
        // A line that is too wide is broken by the terminal in the middle of a word, without the indent.
        let broken = answer.iter().any(|line| {
            line.starts_with(|c: char| ('가'..='힣').contains(&c)) && Section::parse(line.trim()).is_none()
        });
        assert!(!broken, "{plain}");
        let paged = terminal.run(&format!("PAGER='sed s/^/PAGED/' {program} search 보관물 -n 1"));
        assert!(paged.contains("PAGED"), "{paged}");
    }
}
