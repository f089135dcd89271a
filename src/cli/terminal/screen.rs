//! The way to a terminal: everything that is printed passes here.
//!
//! A terminal obeys control characters, whoever wrote them. Where output goes to one, [`Screen`] puts a mark in the
//! place of each character that could take it over; to files and pipes every byte goes as it is. Our own colors pass,
//! because they are framed by a key that is drawn at random for each screen: nothing that was written before can hold
//! it. So data needs no treatment where it is printed, and none can be forgotten.

use std::fmt::Display;
use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, IsTerminal, Write};
use std::mem;
use std::path::Path;

use anstyle::Style;

use panrye_text::safe_text::safe_lines;

/// Output on its way to a terminal or elsewhere.
pub(in crate::cli) struct Screen<W> {
    out: W,
    /// `None` where it does not go to a terminal.
    ink: Option<Ink>,
    /// The beginning of a character whose end has not been written yet.
    unfinished: Vec<u8>,
}

impl<W> Screen<W> {
    /// `is_terminal` says where `out` leads in the end.
    pub(in crate::cli) fn new(out: W, is_terminal: bool) -> Self {
        Self { out, ink: is_terminal.then(Ink::new), unfinished: Vec::new() }
    }

    /// Text in a style. Only what is written to this screen afterwards is painted on a terminal.
    pub(in crate::cli) fn paint(&self, style: Style, text: impl Display) -> String {
        match &self.ink {
            Some(ink) => ink.paint(style, text),
            None => format!("{style}{text}{style:#}"),
        }
    }

    /// Where the output goes.
    pub(in crate::cli) fn into_inner(self) -> W {
        self.out
    }
}

impl Screen<io::StdoutLock<'static>> {
    /// Standard output.
    pub(in crate::cli) fn stdout() -> Self {
        let out = io::stdout();
        let is_terminal = out.is_terminal();
        Self::new(out.lock(), is_terminal)
    }
}

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(ink) = &self.ink else { return self.out.write(bytes) };
        let mut text = mem::take(&mut self.unfinished);
        text.extend_from_slice(bytes);
        self.unfinished = text.split_off(whole(&text));
        self.out.write_all(ink.shown(&String::from_utf8_lossy(&text)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !mem::take(&mut self.unfinished).is_empty() {
            self.out.write_all(char::REPLACEMENT_CHARACTER.encode_utf8(&mut [0; 4]).as_bytes())?;
        }
        self.out.flush()
    }
}

/// How many of the bytes are whole characters, or none at all; those that are left begin one.
fn whole(bytes: &[u8]) -> usize {
    let last = bytes.utf8_chunks().last().map_or(&[][..], |chunk| chunk.invalid());
    match str::from_utf8(last) {
        Err(error) if error.error_len().is_none() => bytes.len() - last.len(),
        _ => bytes.len(),
    }
}

/// Tells the colors of this program from the same bytes in the data.
struct Ink {
    open: String,
    close: String,
}

impl Ink {
    fn new() -> Self {
        let key = RandomState::new().build_hasher().finish();
        // Noncharacters, which Unicode keeps for the inside of programs.
        Self { open: format!("\u{fdd0}{key:016x}"), close: format!("\u{fdd1}{key:016x}") }
    }

    fn paint(&self, style: Style, text: impl Display) -> String {
        let Self { open, close } = self;
        format!("{open}{style}{close}{text}{open}{style:#}{close}")
    }

    /// What a terminal may be shown of a text: colors that are framed, and no other control character.
    fn shown(&self, text: &str) -> String {
        let mut pieces = text.split(&*self.open);
        let mut shown = safe_lines(pieces.next().unwrap_or_default()).into_owned();
        for piece in pieces {
            let (color, data) = piece.split_once(&*self.close).unwrap_or(("", piece));
            shown.push_str(color);
            shown.push_str(&safe_lines(data));
        }
        shown
    }
}

/// Whether a path leads to a terminal, as `/dev/stdout` may.
pub(in crate::cli) fn is_terminal(path: &Path) -> bool {
    let is_device = path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir());
    is_device && File::options().write(true).open(path).is_ok_and(|file| file.is_terminal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::terminal::printer::meaning::{CITATION, HIGHLIGHT};
    use panrye_text::safe_text::takes_over;
    use proptest::prelude::*;

    /// What a terminal is sent where a text is written in pieces of `size` bytes.
    fn sent(bytes: &[u8], size: usize) -> String {
        let mut screen = Screen::new(Vec::new(), true);
        bytes.chunks(size.max(1)).for_each(|piece| screen.write_all(piece).unwrap());
        screen.flush().unwrap();
        String::from_utf8(screen.into_inner()).unwrap()
    }

    #[test]
    fn colors_of_our_own_pass_and_the_same_bytes_in_the_data_do_not() {
        let data = format!("{CITATION}대여금{CITATION:#}\u{1b}[31m\u{9b}2J\u{202e}");
        let mut screen = Screen::new(Vec::new(), true);
        let painted = screen.paint(HIGHLIGHT, &data);
        writeln!(screen, "{data} {painted}").unwrap();
        let shown = String::from_utf8(screen.into_inner()).unwrap();
        let safe = safe_lines(&data);
        assert_eq!(shown, format!("{safe} {HIGHLIGHT}{safe}{HIGHLIGHT:#}\n"));
    }

    #[test]
    fn the_frame_of_another_screen_is_data() {
        let other = Screen::new(io::sink(), true);
        let mut screen = Screen::new(Vec::new(), true);
        write!(screen, "{}", other.paint(HIGHLIGHT, "가")).unwrap();
        let shown = String::from_utf8(screen.into_inner()).unwrap();
        assert!(!shown.contains('\u{1b}') && shown.contains('가'), "{shown:?}");
    }

    #[test]
    fn elsewhere_every_byte_goes_as_it_is() {
        let mut screen = Screen::new(Vec::new(), false);
        let painted = screen.paint(HIGHLIGHT, "가");
        screen.write_all(b"\x1b[31m\xff\x9b").unwrap();
        screen.write_all(painted.as_bytes()).unwrap();
        let expected = [b"\x1b[31m\xff\x9b", format!("{HIGHLIGHT}가{HIGHLIGHT:#}").as_bytes()].concat();
        assert_eq!(screen.into_inner(), expected);
    }

    #[test]
    fn a_character_that_is_never_finished_is_marked() {
        assert_eq!(sent("가나".as_bytes().split_last().unwrap().1, 1), "가\u{fffd}");
    }

    proptest! {
        #[test]
        fn no_bytes_take_over_a_terminal_however_they_are_cut(
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0x1b), Just(0xc2), Just(0x9b)], 0..80),
            size in 1_usize..7,
        ) {
            let shown = sent(&bytes, size);
            prop_assert!(shown.chars().all(|c| matches!(c, '\n' | '\t') || !takes_over(c)), "{shown:?}");
        }

        #[test]
        fn whole_text_is_shown_the_same_however_it_is_cut(text in any::<String>(), size in 1_usize..7) {
            prop_assert_eq!(sent(text.as_bytes(), size), safe_lines(&text));
        }
    }
}
