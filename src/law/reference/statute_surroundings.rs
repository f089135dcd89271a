//! What the words around a provision say of it: whose article it is, and whether it is one of a law that is known.

use super::quoted_provisions::is_subject;
use super::short_form::{LawUse, Scope, short_form_before};
use super::statutes::NoLaw;
use crate::scan::Text;
use panrye_text::character::is_hangul;

/// The end of `제12a조`, and of `제3-2-2조` that the sentence speaks of: articles are numbered so in foreign laws and in rules of
/// agencies, which are not known here.
pub(super) fn foreign_article(text: Text<'_>, digits_end: usize) -> Option<usize> {
    let number = text.after(digits_end);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c.is_ascii_lowercase());
    let branch = number.get(..number.len() - rest.len()).filter(|branch| !branch.is_empty())?;
    let end = text.eat(digits_end + branch.len(), "조")?;
    let is_meant =
        branch.contains(|c: char| c.is_ascii_lowercase()) || is_subject(text, end) || text.opens_bracket(end);
    is_meant.then_some(end)
}

/// `시행령은 제3조에서`, `이 사건 고시는 제11조에서`: the decree or the rules whose article is meant, if they are known.
pub(super) fn rules_as_subject(text: Text<'_>, start: usize, scope: &Scope) -> Option<Result<LawUse, NoLaw>> {
    const RULES: [&str; 10] =
        ["시행령", "시행규칙", "시행세칙", "규칙", "조례", "고시", "훈령", "예규", "지침", "협정"];
    let end = text.before_comma(text.skip_blanks_back(start));
    let noun = text.eat_any_back(end, &["에서는", "에서", "은", "는", "이"]).filter(|_| end < start)?;
    let noun = text.bracket_start(noun).map_or(noun, |note| text.skip_blanks_back(note));
    text.eat_any_back(noun, &RULES)?;
    if let Some((_, target)) = scope.alias_before(text, noun) {
        return Some(target.provision.is_none().then(|| target.law.clone()).ok_or(NoLaw));
    }
    short_form_before(text, noun).map(|form| scope.resolve(form).ok_or(NoLaw))
}

/// Whether the word before a provision ends like the name of a law: `군인 명예전역수당지급 규정 제6조`, `1951년 협약 제1조`,
/// `영국 해상보험법(Marine Insurance Act, 1906) 제61조`.
pub(super) fn is_behind_unknown_law(text: Text<'_>, start: usize) -> bool {
    const ENDINGS: [&str; 19] = [
        "법",
        "법률",
        "시행령",
        "규정",
        "규칙",
        "협약",
        "조약",
        "협정",
        "의정서",
        "조례",
        "위반",
        "法",
        "令",
        "規則",
        "條例",
        "법률안",
        "법안",
        "개정안",
        "초안",
    ];
    let end = text.skip_blanks_back(start);
    let end = text.bracket_start(end).map_or(end, |open| text.skip_blanks_back(open));
    text.eat_any_back(end, &ENDINGS).is_some()
}

/// The end of a name whose syllable 법 is at `at`: 법률 and 시행령 belong to it.
pub(super) fn name_end(text: Text<'_>, at: usize) -> usize {
    let end = at + "법".len();
    let end = text.eat(end, "률").unwrap_or(end);
    let by_law = text.eat_any(text.skip_blanks(end), &super::statute_names::BY_LAWS);
    by_law.unwrap_or(end)
}

/// Whether no other word goes on from a name that ends at `end`: 헌법재판소, 헌법소원 and 경매법원 name no law.
pub(super) fn name_ends(text: Text<'_>, end: usize) -> bool {
    const AFTER: &str = "은는이가을를의에과와도상으로및만제소위부등중또나보하령";
    let follows = text.char_at(end).filter(|&c| is_hangul(c));
    let goes_on = follows.is_none_or(|c| AFTER.contains(c)) || text.eat_any(end, &["시행", "실시"]).is_some();
    goes_on && text.eat(end, "소원").is_none()
}

/// Whether a law whose name ends at `end` is what the text goes on to speak of. A law by which something is done
/// (`소득세법에 의하여 신고한`) and one in a list of laws is not.
pub(super) fn is_topic(text: Text<'_>, end: usize) -> bool {
    const TOPIC: [&str; 11] =
        ["은 ", "는 ", "의 ", "이 ", "도 ", "에서 ", "에는 ", "이라", "로 개정", "로 전부", "로 전문"];
    let end = text.eat_any(end, &["」", "’", "”"]).unwrap_or(end);
    let note = text.opens_bracket(end).then(|| text.bracket_end(end)).flatten();
    text.eat_any(note.unwrap_or(end), &TOPIC).is_some()
}

/// `형사소송법, 군사법원법의 규정`: one of several laws is not the one that the text goes on to speak of.
pub(super) fn is_list_member(text: Text<'_>, start: usize, end: usize) -> bool {
    const BETWEEN: [&str; 8] = [",", "，", "및", "과", "와", "또는", "·", "ㆍ"];
    text.eat_any_back(text.skip_blanks_back(start), &BETWEEN).is_some()
        || text.eat_any(text.skip_blanks(end), &BETWEEN).is_some()
}
