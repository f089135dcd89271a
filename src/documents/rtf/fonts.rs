//! Which code page the bytes of an RTF are in: that of the font, or of the whole file.

use std::collections::HashMap;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// The fonts of a file.
pub(super) struct Fonts {
    by_number: HashMap<i32, &'static Encoding>,
    /// The code page of what has none by its font.
    whole: &'static Encoding,
    /// The font that is being defined.
    defined: i32,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { by_number: HashMap::new(), whole: WINDOWS_1252, defined: 0 }
    }
}

impl Fonts {
    /// A control word of the table of fonts.
    pub(super) fn define(&mut self, word: &str, number: i32) {
        match word {
            "f" => self.defined = number,
            "fcharset" => {
                if let Some(encoding) = of_character_set(number) {
                    self.by_number.insert(self.defined, encoding);
                }
            }
            _ => {}
        }
    }

    /// The code page of the file.
    pub(super) fn set_whole(&mut self, page: i32) {
        self.whole = of_code_page(page).unwrap_or(self.whole);
    }

    /// The encoding of text in a font.
    pub(super) fn encoding(&self, font: Option<i32>) -> &'static Encoding {
        font.and_then(|font| self.by_number.get(&font)).copied().unwrap_or(self.whole)
    }
}

/// The code page of a `\fcharset`; none where it says nothing of its own (ANSI, default, symbols).
fn of_character_set(set: i32) -> Option<&'static Encoding> {
    Some(match set {
        128 => SHIFT_JIS,
        129 | 130 => EUC_KR,
        134 => GBK,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return None,
    })
}

fn of_code_page(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        932 => SHIFT_JIS,
        949 | 51949 | 1361 => EUC_KR,
        936 => GBK,
        950 => BIG5,
        65001 => encoding_rs::UTF_8,
        874 => WINDOWS_874,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        _ => return None,
    })
}
