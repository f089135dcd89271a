//! What codes mean where the font does not say so letter by letter: encodings that the format defines.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_1252};

/// How the codes of a composite font are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Composite {
    /// Two bytes that are the number of a glyph.
    Glyphs,
    /// Units of UTF-16.
    Utf16,
    /// An older encoding of one to three bytes a letter.
    Old(&'static Encoding),
}

/// The encodings by the names of the tables that Adobe published for them.
pub(super) fn composite(name: &str) -> Option<Composite> {
    let name = name.strip_suffix("-H").or_else(|| name.strip_suffix("-V")).unwrap_or(name);
    let name = name.strip_suffix("-HW").unwrap_or(name);
    Some(match name {
        "Identity" => Composite::Glyphs,
        _ if name.contains("-UCS2") || name.contains("-UTF16") => Composite::Utf16,
        "KSCms-UHC" | "KSC-EUC" | "KSCpc-EUC" => Composite::Old(EUC_KR),
        "90ms-RKSJ" | "90msp-RKSJ" | "90pv-RKSJ" | "Ext-RKSJ" => Composite::Old(SHIFT_JIS),
        "EUC" => Composite::Old(EUC_JP),
        "GB-EUC" | "GBpc-EUC" | "GBK-EUC" | "GBKp-EUC" | "GBK2K" => Composite::Old(GBK),
        "B5pc" | "HKscs-B5" | "ETen-B5" | "ETenms-B5" => Composite::Old(BIG5),
        _ => return None,
    })
}

impl Composite {
    /// How many bytes the next code takes.
    pub(super) fn code_length(self, bytes: &[u8]) -> usize {
        match (self, bytes) {
            (Self::Utf16, [0xd8..=0xdb, ..]) => 4,
            (Self::Old(encoding), [0xa1..=0xdf, ..]) if encoding == SHIFT_JIS => 1,
            (Self::Old(_), [0..=0x80, ..]) => 1,
            (Self::Old(encoding), [0x8f, ..]) if encoding == EUC_JP => 3,
            _ => 2,
        }
    }

    /// The text of a code.
    pub(super) fn text(self, code: &[u8]) -> Option<String> {
        match self {
            Self::Glyphs => None,
            Self::Utf16 => {
                let units = code.as_chunks().0.iter().map(|unit| u16::from_be_bytes(*unit));
                char::decode_utf16(units).collect::<Result<String, _>>().ok()
            }
            Self::Old(encoding) => {
                encoding.decode_without_bom_handling_and_without_replacement(code).map(String::from)
            }
        }
    }
}

/// The letter of a code of one byte in an encoding of Latin letters.
pub(super) fn latin(name: &[u8], code: u8) -> Option<char> {
    let encoding = if name == b"MacRomanEncoding" { MACINTOSH } else { WINDOWS_1252 };
    if name == b"StandardEncoding" {
        match code {
            0x27 => return Some('’'),
            0x60 => return Some('‘'),
            0xa1..=0xff => return standard(code),
            _ => {}
        }
    }
    let code = [code];
    let (text, _) = encoding.decode_without_bom_handling(&code);
    text.chars().next().filter(|c| !c.is_control())
}

fn standard(code: u8) -> Option<char> {
    const UPPER: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—";
    UPPER.chars().nth(usize::from(code - 0xa1)).filter(|&c| c != '\0')
}

/// The letter that a glyph is named after.
pub(super) fn glyph(name: &str) -> Option<String> {
    // What stands behind a point tells variants of a letter apart.
    let name = name.split_once('.').map_or(name, |(name, _)| name);
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len() % 4 == 0
        && digits.is_ascii()
    {
        let units: Option<Vec<u16>> = digits
            .as_bytes()
            .chunks(4)
            .map(|digits| u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok())
            .collect();
        return char::decode_utf16(units?).collect::<Result<String, _>>().ok();
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))
        && let Some(c) = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    {
        return Some(c.into());
    }
    let mut letters = name.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return c.is_ascii_alphabetic().then(|| c.into());
    }
    let (_, text) = NAMES.iter().find(|(of, _)| *of == name)?;
    Some((*text).into())
}

/// The glyphs that Latin fonts have beside the letters.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("nbspace", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("quoteright", "’"),
    ("quoteleft", "‘"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("minus", "−"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("exclamdown", "¡"),
    ("cent", "¢"),
    ("sterling", "£"),
    ("currency", "¤"),
    ("yen", "¥"),
    ("section", "§"),
    ("dieresis", "¨"),
    ("copyright", "©"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("registered", "®"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("acute", "´"),
    ("mu", "µ"),
    ("paragraph", "¶"),
    ("periodcentered", "·"),
    ("middot", "·"),
    ("onequarter", "¼"),
    ("onehalf", "½"),
    ("threequarters", "¾"),
    ("questiondown", "¿"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("germandbls", "ß"),
    ("Agrave", "À"),
    ("Aacute", "Á"),
    ("Acircumflex", "Â"),
    ("Atilde", "Ã"),
    ("Adieresis", "Ä"),
    ("Aring", "Å"),
    ("AE", "Æ"),
    ("Ccedilla", "Ç"),
    ("Egrave", "È"),
    ("Eacute", "É"),
    ("Ecircumflex", "Ê"),
    ("Edieresis", "Ë"),
    ("Ntilde", "Ñ"),
    ("Oacute", "Ó"),
    ("Ocircumflex", "Ô"),
    ("Odieresis", "Ö"),
    ("Oslash", "Ø"),
    ("Uacute", "Ú"),
    ("Udieresis", "Ü"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acircumflex", "â"),
    ("atilde", "ã"),
    ("adieresis", "ä"),
    ("aring", "å"),
    ("ae", "æ"),
    ("ccedilla", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecircumflex", "ê"),
    ("edieresis", "ë"),
    ("iacute", "í"),
    ("icircumflex", "î"),
    ("idieresis", "ï"),
    ("ntilde", "ñ"),
    ("oacute", "ó"),
    ("ocircumflex", "ô"),
    ("odieresis", "ö"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucircumflex", "û"),
    ("udieresis", "ü"),
    ("endash", "–"),
    ("emdash", "—"),
    ("bullet", "•"),
    ("ellipsis", "…"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("quotesinglbase", "‚"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedblbase", "„"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("perthousand", "‰"),
    ("trademark", "™"),
    ("Euro", "€"),
    ("fraction", "⁄"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_codes_are_read_without_a_table_of_the_font() {
        for (name, code, text) in [
            ("KSCms-UHC-H", &b"\xb0\xa1"[..], "가"),
            ("KSCms-UHC-HW-V", b"\x8cc", "똠"),
            ("KSC-EUC-H", b"\xc7\xd1", "한"),
            ("UniKS-UCS2-H", b"\xac\x00", "가"),
            ("UniKS-UTF16-H", b"\xd8\x34\xdd\x1e", "𝄞"),
        ] {
            let encoding = composite(name).unwrap();
            assert_eq!(encoding.code_length(code), code.len(), "{name}");
            assert_eq!(encoding.text(code).as_deref(), Some(text), "{name}");
        }
        assert_eq!(composite("Identity-H"), Some(Composite::Glyphs));
        assert_eq!(composite("KSC-Johab-H"), None);
    }

    #[test]
    fn letters_are_named_by_their_glyphs() {
        for (name, text) in [
            ("A", Some("A")),
            ("uniAC00", Some("가")),
            ("uni0041.alt", Some("A")),
            ("u1D11E", Some("𝄞")),
            ("parenleft", Some("(")),
            ("fi", Some("fi")),
            ("g123", None),
        ] {
            assert_eq!(glyph(name).as_deref(), text, "{name}");
        }
        assert_eq!(latin(b"StandardEncoding", 0x27), Some('’'));
        assert_eq!(latin(b"StandardEncoding", 0xd0), Some('—'));
        assert_eq!(latin(b"WinAnsiEncoding", 0x93), Some('“'));
    }
}
