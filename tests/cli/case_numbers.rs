//! One table of the forms in which case numbers are written, read at every entry: a docket, a judgment's text, the
//! analyzer's tokens, a query, a brief.

use panrye_engine::analysis::{Analyzer, Dictionary, Lexicon};
use panrye_engine::query::{Node, Query};
use panrye_law::case_number::{CaseNumber, parse_docket};
use panrye_law::mention::mentions;
use panrye_law::reference::{Context, references_in};

/// What is written, and the numbers that it stands for. The tokens of a range are its two ends: what is between them is
/// not written.
const FORMS: &[(&str, &str)] = &[
    ("2013다43994", "2013다43994"),
    ("2013 다 43994", "2013다43994"),
    ("2013다 43994", "2013다43994"),
    ("2013\t다\t43994", "2013다43994"),
    ("2013다043994", "2013다43994"),
    ("2013다43994호", "2013다43994"),
    ("２０１３다４３９９４", "2013다43994"),
    ("90다카1234", "90다카1234"),
    ("1990다카1234", "90다카1234"),
    ("05다1234", "2005다1234"),
    ("13다43994", "2013다43994"),
    ("4289민상167", "4289민상167"),
    ("４２８９민상１６７", "4289민상167"),
    ("54민공140", "4287민공140"),
    ("2005재다1", "2005재다1"),
    ("2023차전1234567", "2023차전1234567"),
    ("2013다43994, 44003", "2013다43994 2013다44003"),
    ("2013다43994,44003", "2013다43994 2013다44003"),
    ("2013다43994, 2013다44003", "2013다43994 2013다44003"),
    ("2013다43994·44003", "2013다43994 2013다44003"),
    ("2013다43994 및 44003", "2013다43994 2013다44003"),
    ("2013다43994(본소), 44003(반소)", "2013다43994 2013다44003"),
    ("2013다43994(본소), 2013다44003(반소)", "2013다43994 2013다44003"),
    ("96헌바33, 66, 97헌바2, 34", "96헌바33 96헌바66 97헌바2 97헌바34"),
    ("97헌바36 내지 38", "97헌바36..97헌바38"),
    ("97헌바36~38", "97헌바36..97헌바38"),
    ("97헌바36∼38", "97헌바36..97헌바38"),
    ("97헌바36-38", "97헌바36..97헌바38"),
    ("97헌바36 내지 8", "97헌바36..97헌바38"),
    ("97헌바36 내지 97헌바38", "97헌바36..97헌바38"),
    ("97헌바36~97헌바38", "97헌바36..97헌바38"),
    ("2011르240-1", "2011르240"),
    ("서울고등법원 2013나20047", "2013나20047"),
    ("(창원)2024나10440", "2024나10440"),
    // What only looks like one.
    ("2013다12345678", ""),
    ("2013다0", ""),
    ("3013다1", ""),
    ("2005형제20654", ""),
    ("2014년금제6040", ""),
    ("국심97서2125", ""),
    ("2022년 3", ""),
    ("12 가 5", ""),
];

/// What the field 사건번호 says with no words around it: it also glues serials together.
const ONLY_OF_A_DOCKET: &[(&str, &str)] =
    &[("2013다12345678", "2013다1234 2013다5678"), ("12 가 5", "2012가5")];

/// The numbers that a row stands for, in full, and those of them that are written.
fn expected(row: &str) -> (Vec<CaseNumber>, Vec<CaseNumber>) {
    let parse = |text: &str| text.parse::<CaseNumber>().unwrap();
    let Some((first, last)) = row.split_once("..") else {
        let numbers: Vec<_> = row.split_whitespace().map(parse).collect();
        return (numbers.clone(), numbers);
    };
    let (first, last) = (parse(first), parse(last));
    ((first.serial()..=last.serial()).map(|serial| first.with_serial(serial)).collect(), vec![first, last])
}

/// A sentence that cites what is written, as courts do where there is something to cite.
fn sentence(form: &str, cited: &[CaseNumber]) -> String {
    if cited.is_empty() {
        format!("원고는 {form} 라고 적었다.")
    } else {
        format!("대법원 {form} 판결 참조.")
    }
}

fn numbers_of_query(node: &Node) -> Vec<CaseNumber> {
    match node {
        Node::Case(numbers) => numbers.clone(),
        Node::And(parts) | Node::Or(parts) => {
            parts.iter().flat_map(|part| numbers_of_query(&part.node)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_form_is_the_same_number_at_every_entry() {
    let mut wrong = Vec::new();
    let mut check = |entry: &str, form: &str, found: Vec<CaseNumber>, wanted: &[CaseNumber]| {
        if found != wanted {
            let found: Vec<_> = found.iter().map(ToString::to_string).collect();
            wrong.push(format!("{entry} {form}: {}", found.join(" ")));
        }
    };
    let mut analyzer = Analyzer::new(Lexicon::new(Dictionary::embedded().unwrap()));
    for &(form, row) in FORMS {
        let (numbers, written) = expected(row);
        let text = sentence(form, &numbers);
        let of_docket = ONLY_OF_A_DOCKET.iter().find(|(only, _)| *only == form);
        let of_docket = of_docket.map_or_else(|| numbers.clone(), |(_, row)| expected(row).0);
        check("docket", form, parse_docket(form).numbers, &of_docket);
        let cited = references_in(&text, &Context::default()).citations;
        let cited: Vec<_> = cited.into_iter().flat_map(|citation| citation.numbers).collect();
        check("text", form, cited, &numbers);
        let tokens = analyzer.analyze(&text);
        let tokens: Vec<CaseNumber> =
            tokens.tokens.iter().filter_map(|token| token.text.parse().ok()).collect();
        // An eojeol that is one number is a token of the same text.
        let tokens: Vec<CaseNumber> = tokens.iter().fold(Vec::new(), |mut once, number| {
            if !once.contains(number) {
                once.push(*number);
            }
            once
        });
        check("tokens", form, tokens, &written);
        check("query", form, numbers_of_query(&Query::parse(form).unwrap().node), &numbers);
        let mentioned: Vec<_> = mentions(&text).into_iter().flat_map(|mention| mention.numbers).collect();
        check("brief", form, mentioned, &numbers);
        if let [number] = numbers[..]
            && !form.contains(['법', '(', '-'])
        {
            check("alone", form, form.parse().into_iter().collect(), &[number]);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
