//! `panrye analyze`.

use crate::support::Workplace;

#[test]
fn json_counts_characters_of_the_text_as_given() {
    let text = "대법원 2013다43994 판결의 손해배상책임";
    let line = &Workplace::empty().json(["analyze", "--json", text])[0];
    assert_eq!((&line["schema_version"], &line["kind"]), (&1.into(), &"analysis".into()));
    let chars: Vec<char> = text.chars().collect();
    for morpheme in line["morphemes"].as_array().unwrap() {
        let (start, end) =
            (morpheme["start"].as_u64().unwrap() as usize, morpheme["end"].as_u64().unwrap() as usize);
        assert_eq!(chars[start..end].iter().collect::<String>(), morpheme["surface"].as_str().unwrap());
        assert!(morpheme["tag"].is_string());
    }
    let tokens: Vec<&str> =
        line["tokens"].as_array().unwrap().iter().map(|token| token["text"].as_str().unwrap()).collect();
    for expected in ["2013다43994", "손해", "배상", "책임", "손해배상책임"] {
        assert!(tokens.contains(&expected), "{expected} is not in {tokens:?}");
    }
}

#[test]
fn the_plain_view_names_morphemes_and_tokens() {
    let said = Workplace::empty().run(["analyze", "소유권"]);
    assert_eq!(said.code, 0);
    assert!(said.stdout.contains("소유/NNG") && said.stdout.contains("소유권"), "{}", said.stdout);
}
