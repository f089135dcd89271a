#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use super::*;
use crate::decompound::Decompounder;
use crate::lexicon::Lexicon;
use crate::segment::Segmenter;

fn parse(text: &str) -> Result<UserDictionary, String> {
    UserDictionary::parse(text, Path::new("words.csv"), Dictionary::embedded().unwrap())
        .map_err(|error| error.to_string())
}

/// `surface/tag`, with the parts in brackets.
fn shown(words: &str, text: &str) -> String {
    let user = Arc::new(parse(words).unwrap());
    let lexicon = Lexicon::with_user(Dictionary::embedded().unwrap(), user);
    let mut morphemes = Vec::new();
    Segmenter::new(lexicon.clone()).segment(text, &mut morphemes);
    let show = |morpheme: &crate::segment::Morpheme| {
        let mut parts = Vec::new();
        Decompounder::new(lexicon.clone()).divide(morpheme, morpheme.surface(text), &mut parts);
        let part = |part: &crate::decompound::Part| {
            text.get(part.span.start as usize..part.span.end as usize).unwrap()
        };
        let parts: Vec<_> = parts.iter().map(part).collect();
        format!("{}/{}[{}]", morpheme.surface(text), morpheme.tag(), parts.join("+"))
    };
    morphemes.iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_word_of_the_user_is_found_whole_and_in_its_parts() {
    let table = [
        ("소유권", "소유권을 이전", "소유권/NNG[소유권] 을/JKO[을] 이전/NNG[이전]"),
        ("피고,NNG", "피고는", "피고/NNG[피고] 는/JX[는]"),
        (
            "손해배상청구권 = 손해+배상+청구권",
            "손해배상청구권의 소멸",
            "손해배상청구권/NNG[손해+배상+청구권] 의/JKG[의] 소멸/NNG[소멸]",
        ),
        (
            "손해배상청구권,1786,3546,-4000,NNG,*,T,손해배상청구권,Compound,*,*,손해/NNG/*+배상/NNG/*+청구권/NNG/*",
            "손해배상청구권",
            "손해배상청구권/NNG[손해+배상+청구권]",
        ),
        (
            "# 이름\n가온누리\tNNP\n\n나루 , NNP , 나루 # 끝",
            "가온누리와 나루가",
            "가온누리/NNP[가온누리] 와/JC[와] 나루/NNP[나루] 가/JKS[가]",
        ),
    ];
    for (words, text, expected) in table {
        assert_eq!(shown(words, text), expected, "{words}");
    }
}

#[test]
fn a_word_longer_than_any_of_the_dictionary_is_found() {
    let word = "가나다라마바사아자차카타파하".repeat(4);
    let text = format!("이 {word}는 ").repeat(100);
    assert_eq!(shown(&word, &text).matches(&format!("{word}/NNG")).count(), 100);
}

#[test]
fn a_wrong_line_is_named_with_its_place() {
    let table = [
        ("소유권\n소유권, NOUN", "words.csv:2:6: unknown tag \"NOUN\"; nouns are NNG, names NNP"),
        ("소유권, SP", "words.csv:1:6: unknown tag \"SP\"; nouns are NNG, names NNP"),
        ("소유 권", "words.csv:1:1: a word cannot contain spaces"),
        (" ,NNG", "words.csv:1:2: a word is missing here"),
        ("소유권,NNG,99999", "words.csv:1:9: a cost is a whole number from -32768 to 32767"),
        ("손해배상 = 손해+보상", "words.csv:1:8: the parts \"손해+보상\" do not make up the word"),
        ("소유권\n\n소유권,NNG", "words.csv:3:1: this word is in line 1 already"),
    ];
    for (text, expected) in table {
        assert_eq!(parse(text).err().as_deref(), Some(expected));
    }
    assert!(parse(&"가".repeat(65)).is_err());
}

#[test]
fn the_hash_is_that_of_the_words() {
    let hash = |text| parse(text).unwrap().hash().to_owned();
    assert_eq!(hash("소유권"), hash("# 물권\n소유권\tNNG\n"));
    assert_ne!(hash("소유권"), hash("소유권,NNP"));
    assert_ne!(hash("소유권"), hash("소유권 = 소유+권"));
}

proptest::proptest! {
    #[test]
    fn any_text_gives_words_or_an_error(text in "([가-힣A-Z0-9,=+/# \\t-]{0,20}\n){0,4}|\\PC{0,40}") {
        if let Ok(user) = parse(&text) {
            for word in user.words() {
                let parts: Vec<_> = word.parts().collect();
                proptest::prop_assert!(parts.is_empty() || parts.concat() == word.surface);
            }
        }
    }
}
