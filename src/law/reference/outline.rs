//! The parts of 판례내용 that decide what a citation in them is: headings of other decisions of the case.

use super::citation::Role;
use crate::scan::{Text, is_blank};

/// The longest heading that is looked at, in bytes.
const MAX_HEADING: usize = 90;

/// The headings in 【 】 of one text.
#[derive(Debug, Default)]
pub(super) struct Outline {
    headings: Vec<(usize, Option<Role>)>,
}

impl Outline {
    pub(super) fn of(text: Text<'_>) -> Self {
        Self { headings: headings(text) }
    }

    /// The role of a citation that begins at `offset`, where a heading above it says so.
    pub(super) fn role_at(&self, text: Text<'_>, offset: usize) -> Option<Role> {
        let after = self.headings.partition_point(|heading| heading.0 <= offset);
        let block =
            after.checked_sub(1).and_then(|last| self.headings.get(last)).and_then(|heading| heading.1);
        block.or_else(|| line_role(text, offset))
    }
}

fn headings(text: Text<'_>) -> Vec<(usize, Option<Role>)> {
    memchr::memmem::find_iter(text.0.as_bytes(), "【".as_bytes())
        .map(|open| {
            let start = open + "【".len();
            let name = text.between(start, text.boundary(start + MAX_HEADING));
            let end = name.find('】');
            (open, end.and_then(|end| heading_role(name.get(..end).unwrap_or_default())))
        })
        .collect()
}

/// The role that a heading gives to the decision under it: `원 심 판 결`, `제1심판결`, `환송판결`, `재심대상판결`.
fn heading_role(name: &str) -> Option<Role> {
    let name: String = name.chars().filter(|&c| !is_blank(c)).collect();
    let names = |word: &str| name.contains(word);
    if names("재심대상") || names("관련") || names("환송전") || names("파기전") {
        Some(Role::Related)
    } else if names("환송판결") || names("환송결정") || name == "환송심판결" || names("파기환송")
    {
        Some(Role::Remanding)
    } else if [
        "원심판결",
        "원심결정",
        "원심명령",
        "원판결",
        "원결정",
        "원심심판",
        "원심",
        "제1심",
        "제일심",
        "제2심",
    ]
    .iter()
    .any(|word| names(word))
    {
        Some(Role::Appealed)
    } else {
        None
    }
}

/// The role by the same line (`원심판결 : 서울고법 …`) or by the line above, where only a heading stands there.
fn line_role(text: Text<'_>, offset: usize) -> Option<Role> {
    let floor = text.boundary(offset.saturating_sub(2 * MAX_HEADING));
    let mut lines = text.between(floor, offset).rsplit('\n');
    let same = lines.next().unwrap_or_default().trim();
    let heading = if same.is_empty() { lines.next()?.trim() } else { same };
    let whole =
        heading.trim_end_matches([':', '：', ']', '】', ' ']).trim_start_matches(['[', '1', '.', ' ']);
    let compact: String = whole.chars().filter(|&c| !is_blank(c)).collect();
    let is_heading = ["판결", "결정", "심", "심판", "명령"].iter().any(|end| compact.ends_with(end));
    (is_heading && compact.chars().count() <= 9).then(|| heading_role(&compact)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_give_their_block_a_role() {
        for (text, role) in [
            ("【원심판결】 서울고법 |", Some(Role::Appealed)),
            ("【원 심 판 결】\n서울고법 |", Some(Role::Appealed)),
            ("【제1심】 제주지법 |", Some(Role::Appealed)),
            ("【환송판결】 대법원 |", Some(Role::Remanding)),
            ("【환송전판결】 서울고법 |", Some(Role::Related)),
            ("【재심대상판결】 대법원 |", Some(Role::Related)),
            ("【원심판결】 서울고법 갑\n【이 유】 대법원 |", None),
            ("원심판결: |", Some(Role::Appealed)),
            ("제1심판결\n|대전지법", Some(Role::Appealed)),
            ("환송판결\n|대법원", Some(Role::Remanding)),
            ("원심이 인용한 판결은 |", None),
        ] {
            let offset = text.find('|').unwrap();
            assert_eq!(Outline::of(Text(text)).role_at(Text(text), offset), role, "{text}");
        }
    }
}
