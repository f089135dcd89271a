//! The user's pager, where output is longer than a screen.

use std::io::{self, IsTerminal, StdoutLock, Write};
use std::process::{Child, Command, Stdio};

/// Where output goes: standard output, or a pager that shows it there.
pub(in crate::cli) enum Out {
    /// Standard output.
    Stdout(StdoutLock<'static>),
    /// A pager. It is waited for when the output ends.
    Pager(Child),
}

impl Out {
    /// Standard output itself.
    pub(in crate::cli) fn stdout() -> Self {
        Self::Stdout(io::stdout().lock())
    }

    /// The pager that the user has chosen, on a terminal only; standard output where there is none or where it cannot
    /// be started.
    pub(in crate::cli) fn paged(wanted: Option<&str>) -> Self {
        let wanted = wanted.unwrap_or_default().trim();
        if wanted.is_empty() || wanted == "cat" || !io::stdout().is_terminal() {
            return Self::stdout();
        }
        let mut pager = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
        pager.args([if cfg!(windows) { "/C" } else { "-c" }, wanted]).stdin(Stdio::piped());
        // Ends at once where all fits on a screen, keeps colors and leaves the text on the screen.
        if std::env::var_os("LESS").is_none() {
            pager.env("LESS", "FRX");
        }
        if std::env::var_os("LESSCHARSET").is_none() {
            pager.env("LESSCHARSET", "utf-8");
        }
        pager.spawn().map_or_else(|_| Self::stdout(), Self::Pager)
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Pager(pager) => match &mut pager.stdin {
                Some(input) => input.write(bytes),
                None => Err(io::ErrorKind::BrokenPipe.into()),
            },
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Pager(pager) => pager.stdin.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        if let Self::Pager(pager) = self {
            drop(pager.stdin.take());
            // How the pager ends says nothing about the answer.
            let _ = pager.wait();
        }
    }
}
