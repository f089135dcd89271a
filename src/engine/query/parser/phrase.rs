//! Phrases in quotation marks, and how far apart their words may stand.

use super::{Parsed, Parser};
use crate::query::bounds::Bound;
use crate::query::error::{QueryError, QueryErrorKind};
use crate::query::{Node, Query};
use panrye_text::span::Span;

impl Parser<'_> {
    /// `"…"`, `"…"~2`; “…” where it is closed.
    pub(super) fn phrase(&mut self) -> Parsed {
        let start = self.at;
        let (open, close) = match self.rest().chars().next() {
            Some('"') => ('"', '"'),
            Some('“') => ('“', '”'),
            _ => return Ok(None),
        };
        let from = start + open.len_utf8();
        let Some(end) = self.closing(close, from) else {
            if open == '"' {
                return Err(QueryError {
                    kind: QueryErrorKind::OpenPhrase,
                    span: Span::new(start, start + 1),
                });
            }
            return Ok(None);
        };
        let inside = Span::new(from, end).of(self.text);
        Bound::Phrase.of_length(inside, from, Bound::PHRASE)?;
        let text = inside.trim().to_owned();
        self.at = end + close.len_utf8();
        let slop = self.play();
        let most = Bound::play_of(&text);
        if slop > most {
            return Err(Bound::Play(most).at(Span::new(start, self.at)));
        }
        let span = Span::new(start, self.at);
        Ok((!text.is_empty()).then(|| Query::new(Node::Phrase { text, slop }, span)))
    }

    /// Where the character that closes a phrase is behind `from`. A ” that is known is not looked for again: of many “
    /// none may be closed.
    fn closing(&mut self, close: char, from: usize) -> Option<usize> {
        if close == '”' && self.next_close >= from {
            return Some(self.next_close).filter(|&at| at < self.text.len());
        }
        let found = self.text.get(from..)?.find(close).map(|at| from + at);
        if close == '”' {
            self.next_close = found.unwrap_or(self.text.len());
        }
        found
    }

    /// `~2` behind a phrase: more than there is a number for is more than may be.
    fn play(&mut self) -> u32 {
        let Some(rest) = self.rest().strip_prefix('~') else { return 0 };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let play = rest.get(..digits).filter(|digits| !digits.is_empty());
        let Some(play) = play.map(|digits| digits.parse().unwrap_or(u32::MAX)) else { return 0 };
        self.at += 1 + digits;
        play
    }
}
