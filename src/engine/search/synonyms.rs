//! Everyday words and the words of the law for the same thing: what a judgment may say instead.
//!
//! Pairs are general knowledge of Korean legal language (glossaries of the courts and of the ministry of government
//! legislation explain the terms in these words). They work one way: whoever writes the term of art means it. What
//! is listed here adds to the score of a judgment a little; nothing is demanded or left out for it.

/// Everyday words, as the analyzer gives them, with the terms that courts use.
const SYNONYMS: &[(&[&str], &[&str])] = &[
    (&["집주인", "건물주", "주인집"], &["임대인"]),
    (&["세입자", "세든사람"], &["임차인"]),
    (&["월세", "집세", "방세"], &["차임"]),
    (&["전세금", "전세보증금"], &["임대차보증금", "임차보증금"]),
    (&["땅"], &["토지"]),
    (&["집"], &["주택", "건물"]),
    (&["가게", "점포"], &["점포", "영업"]),
    (&["빚"], &["채무"]),
    (&["빌리다", "빌려주다", "꾸다"], &["대여", "차용"]),
    (&["갚다"], &["변제"]),
    (&["사채업자"], &["대부업", "채권자"]),
    (&["월급", "봉급", "급료"], &["임금"]),
    (&["회사", "직장", "사장"], &["사용자"]),
    (&["직원", "종업원", "사원", "아르바이트"], &["근로자"]),
    (&["잘리다", "쫓겨나다"], &["해고"]),
    (&["뺑소니"], &["도주", "도주차량"]),
    (&["음주"], &["주취"]),
    (&["다치다", "부상"], &["상해"]),
    (&["때리다", "맞다", "구타"], &["폭행", "상해"]),
    (&["훔치다", "도둑질"], &["절취", "절도"]),
    (&["속이다", "속다"], &["기망"]),
    (&["사기꾼"], &["사기"]),
    (&["협박", "겁"], &["협박", "공갈"]),
    (&["욕", "욕설", "악플"], &["모욕"]),
    (&["헛소문", "소문"], &["허위사실", "명예훼손"]),
    (&["유산"], &["상속재산", "상속"]),
    (&["물려받다"], &["상속"]),
    (&["유언장"], &["유언증서", "유언"]),
    (&["아내", "남편", "부인"], &["배우자"]),
    (&["바람", "외도", "불륜"], &["부정행위"]),
    (&["헤어지다"], &["이혼"]),
    (&["양육비"], &["부양료"]),
    (&["산재"], &["업무상재해", "산업재해"]),
    (&["의사", "병원"], &["의료인", "의료기관"]),
    (&["의료사고"], &["의료과오"]),
    (&["이웃집", "옆집"], &["인접", "인지"]),
    (&["담장"], &["경계"]),
    (&["세금"], &["조세", "부과처분"]),
    (&["압류딱지"], &["압류"]),
    (&["경매"], &["강제경매", "임의경매"]),
    (&["공무원"], &["국가공무원", "지방공무원"]),
    (&["면허정지"], &["면허정지처분"]),
    (&["잡히다", "붙잡히다"], &["체포"]),
    (&["풀려나다"], &["석방", "보석"]),
    (&["감옥", "교도소"], &["교정시설", "수용"]),
    (&["시효"], &["소멸시효"]),
    (&["계약금"], &["해약금"]),
    (&["위약금"], &["손해배상액의예정"]),
    (&["보증인"], &["연대보증인", "보증채무"]),
    (&["명의만", "바지사장"], &["명의대여", "명의신탁"]),
    (&["가짜", "허위"], &["위조", "허위"]),
];

/// The terms of art for the everyday words among these.
pub(super) fn terms_of_art(words: &[String]) -> Vec<&'static str> {
    let said = |everyday: &[&str]| everyday.iter().any(|word| words.iter().any(|said| said == word));
    let mut terms: Vec<&'static str> = Vec::new();
    for (_, of_art) in SYNONYMS.iter().filter(|(everyday, _)| said(everyday)) {
        for term in *of_art {
            if !terms.contains(term) && !words.iter().any(|said| said == term) {
                terms.push(term);
            }
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str]) -> Vec<&'static str> {
        terms_of_art(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn everyday_words_have_terms_of_art_and_not_the_reverse() {
        assert_eq!(terms(&["집주인", "월세"]), ["임대인", "차임"]);
        assert!(terms(&["임대인", "차임"]).is_empty());
        assert!(terms(&["세입자", "임차인"]).is_empty(), "said already");
    }
}
