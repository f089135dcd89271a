//! The tokens of an RTF.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// `\name`, perhaps with a number.
    Word(&'b str, Option<i32>),
    /// `\~`
    Symbol(u8),
    /// A byte of text, as it is or as `\'hh`.
    Byte(u8),
}

/// Cuts an RTF into its tokens.
pub(super) struct Tokens<'b> {
    rest: &'b [u8],
}

/// The longest control word that there is has 32 letters.
const LONGEST_WORD: usize = 32;
const LONGEST_NUMBER: usize = 11;

impl<'b> Tokens<'b> {
    pub(super) const fn of(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, count: usize) -> &'b [u8] {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, limit: usize, is: impl Fn(&u8) -> bool) -> &'b [u8] {
        let count = self.rest.iter().take(limit).take_while(|&b| is(b)).count();
        self.take(count)
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'b>> {
        let &first = self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.take(1);
            if first != b'\'' {
                return Some(Token::Symbol(first));
            }
            let digits = self.take_while(2, u8::is_ascii_hexdigit);
            let value = str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
            return Some(value.map_or(Token::Symbol(b'\''), Token::Byte));
        }
        let name = str::from_utf8(self.take_while(LONGEST_WORD, u8::is_ascii_alphabetic)).unwrap_or_default();
        let is_number = |b: &[u8]| matches!(b, [b'-', d, ..] | [d, ..] if d.is_ascii_digit());
        let mut number = None;
        if is_number(self.rest) {
            let sign = self.take_while(1, |&b| b == b'-');
            let digits =
                str::from_utf8(self.take_while(LONGEST_NUMBER, u8::is_ascii_digit)).unwrap_or_default();
            let value: i64 = digits.parse().unwrap_or_default();
            let value = if sign.is_empty() { value } else { -value };
            number = Some(i32::try_from(value).unwrap_or_default());
        }
        self.take_while(1, |&b| b == b' ');
        if name == "bin" {
            self.take(number.and_then(|count| usize::try_from(count).ok()).unwrap_or_default());
        }
        Some(Token::Word(name, number))
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            return Some(match self.take(1).first()? {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                // Lines of the file are no lines of the text.
                b'\r' | b'\n' | 0 => continue,
                &byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_cut_where_they_end() {
        let word = Token::Word;
        for (bytes, expected) in [
            (
                &b"{\\b1 a\\par\r\n}"[..],
                &[Token::Open, word("b", Some(1)), Token::Byte(b'a'), word("par", None), Token::Close][..],
            ),
            (
                b"\\u-10179?\\'b0\\~",
                &[word("u", Some(-10179)), Token::Byte(b'?'), Token::Byte(0xb0), Token::Symbol(b'~')],
            ),
            (b"\\bin3 }}}a", &[word("bin", Some(3)), Token::Byte(b'a')]),
            (b"\\bin99999999 }}}a", &[word("bin", Some(99_999_999))]),
            (b"\\b-", &[word("b", None), Token::Byte(b'-')]),
            (b"\\'zz", &[Token::Symbol(b'\''), Token::Byte(b'z'), Token::Byte(b'z')]),
            (b"\\", &[]),
        ] {
            assert_eq!(Tokens::of(bytes).collect::<Vec<_>>(), expected);
        }
    }
}
