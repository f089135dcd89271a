//! Text in Latin letters, for keys that must be ASCII.

use panrye_text::romanization::romanized;

/// `text` in small Latin letters and digits; a run of anything else becomes one `-`, and there is none at the ends.
pub(super) fn romanize(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if let Some(letters) = romanized(c) {
            out.extend(letters);
        } else if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_become_letters() {
        for (text, letters) in [
            ("대법원", "daebeopwon"),
            ("서울고등법원", "seoulgodeungbeopwon"),
            ("2015다24904", "2015da24904"),
            ("부산지방법원 서부지원", "busanjibangbeopwon-seobujiwon"),
            ("헌법재판소", "heonbeopjaepanso"),
            ("의결 제2005-14호", "uigyeol-je2005-14ho"),
            ("甲 ㆍ 乙", ""),
        ] {
            assert_eq!(romanize(text), letters);
        }
    }
}
