//! An automaton that accepts the terms within a few slips of a word, for walking a dictionary of terms.
//!
//! It reads UTF-8, takes syllables apart into letters of the alphabet (jamo), and keeps the last two rows of the table of
//! distances (Damerau, 1964), of which only a band around the diagonal can hold a distance that is small enough. So of
//! the dictionary, only the branches are visited that may still lead to such a term.

use tantivy_fst::Automaton;
use unicode_normalization::char::decompose_canonical;

/// The most slips that are told apart.
pub(super) const MOST_SLIPS: usize = 2;
/// Cells of a row: the diagonal, and as many on either side as there may be slips.
const BAND: usize = 2 * MOST_SLIPS + 1;
/// More slips than any that are asked for.
const FAR: u8 = MOST_SLIPS as u8 + 1;

/// Accepts the terms that are from 1 to `most` slips away from `wanted`, letter by letter.
pub(super) struct NearTerms<'w> {
    wanted: &'w [char],
    most: u8,
}

/// What was read of a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// Letters read.
    letters: usize,
    /// The row of the table for them: cell `k` is about `letters + k - MOST_SLIPS` letters of the word.
    row: [u8; BAND],
    /// The row before.
    row_before: [u8; BAND],
    last: Option<char>,
    /// The first bytes of a character.
    pending: [u8; 4],
    pending_bytes: usize,
}

impl<'w> NearTerms<'w> {
    pub(super) fn new(wanted: &'w [char], most: usize) -> Self {
        Self { wanted, most: most.min(MOST_SLIPS) as u8 }
    }

    fn with_letter(&self, state: &State, letter: char) -> State {
        let letters = state.letters + 1;
        let mut row = [FAR; BAND];
        for k in 0..BAND {
            let Some(place) =
                (letters + k).checked_sub(MOST_SLIPS).filter(|&place| place <= self.wanted.len())
            else {
                continue;
            };
            let mut least = state.row.get(k + 1).map_or(FAR, |above| above + 1);
            if let Some(before) = place.checked_sub(1) {
                let wanted = self.wanted[before];
                least = least.min(state.row[k] + u8::from(wanted != letter));
                least = least.min(k.checked_sub(1).map_or(FAR, |left| row[left] + 1));
                let swapped = before > 0 && self.wanted[before - 1] == letter && state.last == Some(wanted);
                if swapped {
                    least = least.min(state.row_before[k] + 1);
                }
            }
            row[k] = least.min(FAR);
        }
        State { letters, row, row_before: state.row, last: Some(letter), ..*state }
    }

    fn dead(state: &State) -> State {
        State { row: [FAR; BAND], ..*state }
    }
}

impl Automaton for NearTerms<'_> {
    type State = State;

    fn start(&self) -> State {
        let mut row = [FAR; BAND];
        for (slips, cell) in row.iter_mut().skip(MOST_SLIPS).enumerate() {
            *cell = if slips <= self.wanted.len() { slips as u8 } else { FAR };
        }
        State { letters: 0, row, row_before: [FAR; BAND], last: None, pending: [0; 4], pending_bytes: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        let cell = (self.wanted.len() + MOST_SLIPS).checked_sub(state.letters);
        let slips = cell.and_then(|cell| state.row.get(cell)).copied().unwrap_or(FAR);
        state.pending_bytes == 0 && (1..=self.most).contains(&slips)
    }

    fn can_match(&self, state: &State) -> bool {
        state.row.iter().any(|&slips| slips <= self.most)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let mut next = *state;
        let Some(place) = next.pending.get_mut(next.pending_bytes) else { return Self::dead(state) };
        *place = byte;
        next.pending_bytes += 1;
        match std::str::from_utf8(&next.pending[..next.pending_bytes]) {
            Ok(text) => {
                let character = text.chars().next();
                next.pending_bytes = 0;
                if let Some(character) = character {
                    decompose_canonical(character, |letter| next = self.with_letter(&next, letter));
                }
                next
            }
            // Without a length the character has only begun.
            Err(error) if error.error_len().is_none() => next,
            Err(_) => Self::dead(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn accepts(word: &str, most: usize, term: &str) -> bool {
        let wanted: Vec<char> = word.nfd().collect();
        let automaton = NearTerms::new(&wanted, most);
        let mut state = automaton.start();
        for &byte in term.as_bytes() {
            if !automaton.can_match(&state) {
                return false;
            }
            state = automaton.accept(&state, byte);
        }
        automaton.is_match(&state)
    }

    #[test]
    fn slips_are_those_of_the_keyboard() {
        for (word, most, term, near) in [
            ("손햬", 1, "손해", true),
            ("손해", 1, "손해", false),
            ("배성", 1, "배상", true),
            ("소멸시호", 2, "소멸시효", true),
            ("소멸시효", 2, "소멸", false),
            ("abc", 1, "acb", true),
            ("abc", 1, "abcd", true),
            ("가", 1, "", false),
        ] {
            assert_eq!(accepts(word, most, term), near, "{word} {term}");
        }
    }

    proptest! {
        #[test]
        fn a_term_is_accepted_if_and_only_if_it_is_near(
            word in "[가각갂거나a-c]{0,5}",
            term in "[가각갂거나a-cé]{0,5}",
            most in 1usize..=2,
        ) {
            let letters = |text: &str| text.nfd().collect::<String>();
            let distance = strsim::osa_distance(&letters(&word), &letters(&term));
            prop_assert_eq!(accepts(&word, most, &term), (1..=most).contains(&distance), "{}", distance);
        }
    }
}
