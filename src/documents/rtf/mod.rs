//! Rich Text Format (.rtf): groups, control words, and bytes in the code page of their font.
//!
//! ```text
//! bytes → tokens.rs → text.rs (which words.rs tells what a control word is, and fonts.rs in which code page) → Flow
//! ```

mod fonts;
mod text;
mod tokens;
mod words;

use crate::flow::Flow;
use crate::{Document, Error, Kind, Limits};
use text::Text;
use tokens::Tokens;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let mut text = Text::new(Flow::new(limits));
    for token in Tokens::of(bytes) {
        text.take(token)?;
        if text.is_done() {
            break;
        }
    }
    Ok(text.finish()?.finish(Kind::Rtf))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lines;
    use crate::{Omission, Part};

    fn with(body: &[u8]) -> Result<Document, Error> {
        let head = b"{\\rtf1\\ansi\\ansicpg949{\\fonttbl{\\f0\\fcharset129 Batang;}{\\f1\\fcharset204 Times{\\*\\falt x};}}{\\info{\\title t}}";
        read(&[&head[..], body, b"}"].concat(), &Limits::default())
    }

    #[test]
    fn text_is_read_as_it_is_shown() {
        let korean = encoding_rs::EUC_KR.encode("손해배상").0.into_owned();
        let hex = korean.iter().map(|byte| format!("\\'{byte:02x}")).collect::<Vec<_>>().concat();
        for (body, expected, omissions) in [
            (&b"One.\\par\r\n Two\\line three\\tab four\\~five\\par"[..], &["One.", " Two", "three four\u{a0}five"][..], &[][..]),
            (hex.as_bytes(), &["손해배상"], &[]),
            (&korean, &["손해배상"], &[]),
            (b"\\f1 \\'c0\\f0 \\'b0\\'a1", &["\u{410}가"], &[]),
            (b"\\uc2\\u-21504\\'b0\\'a1b\\uc1\\u-21504?c\\uc0\\u-21504 d\\u-10179\\u-8704", &["가b가c가d😀"], &[]),
            (b"\\{a\\\\b\\}\\ldblquote x\\rdblquote", &["{a\\b}“x”"], &[]),
            (b"\\trowd a\\par b\\cell c\\cell\\row\\cell d", &["a", "b", "c", "", "d"], &[]),
            (b"{\\field{\\*\\fldinst REF x}{\\fldrslt three}} x{\\*\\unknown y}", &["three x"], &[]),
            (b"a{\\v hidden}{\\deleted gone}\\v b\\v0 c\\v d\\plain e", &["ace"], &[Omission::Deleted, Omission::Hidden]),
            (b"a{\\deleted\\par}b\\par c", &["ab", "c"], &[]),
            (b"{\\header\\pard head\\par}{\\footer\\par}{\\*\\annotation note}x", &["x"], &[Omission::Headers, Omission::Comments]),
            (b"{\\pict\\bin4 }}}}ff00}a{\\object{\\*\\objdata 00}{\\result b}}", &["ab"], &[Omission::Objects]),
            (b"{\\listtext\\tab 1.\\tab}a\\par{\\pntext 2.\\tab}b", &["1. a", "2. b"], &[]),
            (b"out{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt in\\par two\\par}}{\\shprslt in}} end\\par", &["out end", "in", "two"], &[]),
            (b"{\\upr{old}{\\*\\ud{new}}}{\\nonesttables x}{\\*\\nesttableprops y}", &["new"], &[]),
            (b"", &[], &[]),
        ] {
            let document = with(body).unwrap();
            assert_eq!(lines(&document), expected, "{}", String::from_utf8_lossy(body));
            assert_eq!(document.omissions, omissions, "{}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn notes_stand_behind_the_body() {
        let document = with(b"a{\\footnote\\chftn  foot\\par more}b{\\footnote\\ftnalt end}\\par c").unwrap();
        let found: Vec<_> = document.blocks.iter().map(|block| (&*block.text, block.place.part)).collect();
        let (foot, end) = (Part::Footnotes, Part::Endnotes);
        assert_eq!(
            found,
            [("ab", Part::Body), ("c", Part::Body), (" foot", foot), ("more", foot), ("end", end)]
        );
        assert_eq!(document.omissions, [Omission::NoteMarks]);
    }

    #[test]
    fn what_does_not_end_or_nests_without_end_is_named() {
        let cut = read(b"{\\rtf1 text {\\b more", &Limits::default());
        assert!(matches!(cut, Err(Error::Broken { what: "RTF", .. })));
        assert!(matches!(with(&b"{".repeat(10_000)), Err(Error::TooMany { .. })));
        assert!(matches!(with(&b"{\\footnote ".repeat(100)), Err(Error::TooMany { .. })));
    }
}
