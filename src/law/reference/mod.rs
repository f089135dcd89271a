//! What a text refers to: other decisions and statutes.
//!
//! Five steps, after the model of eyecite: scanners find literal candidates (`scan`, `case_scan`, `provision_scan`),
//! what stands around them makes them citations and statute references (`case_head`, `law_scan`), short forms are
//! bound to their antecedents in the text (`cases`, `short_form`), and words of treatment are read (`treatment`).
//! Nothing here asks an index: that a cited decision exists is found out elsewhere. Cost is linear in the text.

mod annex;
mod arguments;
mod case_alias;
mod case_head;
mod case_scan;
mod cases;
mod citation;
mod english;
#[cfg(test)]
mod gold;
mod law_scan;
mod law_shape;
mod list_gap;
mod opinion;
mod opinion_result;
mod outline;
mod own_numbers;
mod points;
mod printed_article;
mod private_rules;
mod provision_scan;
mod quotations;
mod quoted_law;
mod quoted_provisions;
mod role;
mod sentences;
mod short_form;
mod short_names;
mod standing_alone;
mod standing_words;
mod statute;
mod statute_list;
mod statute_names;
mod statute_query;
mod statute_surroundings;
mod statutes;
mod suffix_trie;
mod treatment;
mod version;

pub(crate) use case_head::{CourtMention, DateMention, head_before};
pub use citation::{Citation, Depth, Role, Treatment};
pub use opinion::Opinion;
pub use statute::{LawName, Ordinal, Provision, RangeEnd, StatuteRef, keys_with_ranges};
pub use statute_query::StatuteTerm;
pub use version::{Version, versions};

use std::borrow::Cow;

use short_form::Aliases;

use crate::case_number::CaseNumber;
use crate::judgment::{Court, CourtLevel, Judgment, Section};
use crate::wide_digits::{WidePlaces, with_plain_digits};

/// Everything that a text refers to, in the order of sections and offsets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// Other decisions.
    pub citations: Vec<Citation>,
    /// Provisions of statutes.
    pub statutes: Vec<StatuteRef>,
    /// Whether ranges of case numbers (내지) were read as their two ends, since they stand for more numbers than any text
    /// that cites.
    pub ranges_cut: bool,
}

/// What is known of the text that is read. [`Context::default`] serves for a free text such as a brief.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The section that the text is.
    pub section: Option<Section>,
    /// The deciding court, which 당원 means.
    pub court: Option<&'a Court>,
    /// The judgment's own numbers, which are no citations.
    pub case_numbers: &'a [CaseNumber],
}

/// Every reference in a judgment. Spans are offsets into the section that each reference names.
pub fn references(judgment: &Judgment) -> References {
    let mut all = References::default();
    let mut aliases = Aliases::default();
    for section in Section::ALL {
        let context = Context {
            section: Some(section),
            court: judgment.court.as_ref(),
            case_numbers: &judgment.case_numbers,
        };
        let found = read(judgment.section(section), &context, &mut aliases);
        all.citations.extend(found.citations);
        all.statutes.extend(found.statutes);
        all.ranges_cut |= found.ranges_cut;
    }
    all
}

/// Whether the full court decided: what the judgment says of it, or else that it overrules, which no smaller bench of the
/// Supreme Court may do. `citations` are those of the judgment.
pub fn en_banc(judgment: &Judgment, citations: &[Citation]) -> Option<bool> {
    let supreme = judgment.court.as_ref().is_some_and(|court| court.level() == CourtLevel::Supreme);
    let overrules = |citation: &Citation| citation.treatment.is_some_and(Treatment::overrules);
    judgment.en_banc.or_else(|| (supreme && citations.iter().any(overrules)).then_some(true))
}

/// Every reference in one text.
pub fn references_in(text: &str, context: &Context<'_>) -> References {
    read(text, context, &mut Aliases::default())
}

/// Reads one text. `aliases` are the short names that earlier sections of the same judgment define.
fn read(text: &str, context: &Context<'_>, aliases: &mut Aliases) -> References {
    let plain = with_plain_digits(text);
    let mut found = read_plain(&plain, context, aliases);
    if let Cow::Owned(plain) = &plain {
        let places = WidePlaces::of(text, plain);
        for citation in &mut found.citations {
            citation.span = places.source(citation.span);
            citation.span.of(text).clone_into(&mut citation.quote);
            citation.evidence = citation.evidence.map(|evidence| places.source(evidence));
        }
        for statute in &mut found.statutes {
            statute.span = places.source(statute.span);
            statute.span.of(text).clone_into(&mut statute.quote);
        }
    }
    found
}

/// Reads one text whose digits are plain.
fn read_plain(text: &str, context: &Context<'_>, aliases: &mut Aliases) -> References {
    let (citations, ranges_cut) = match context.section {
        Some(Section::Statutes) => (Vec::new(), false),
        _ => cases::citations(text, context),
    };
    References { citations, statutes: statutes::statutes(text, context, aliases), ranges_cut }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::judgment::Court;

    #[test]
    fn who_overrules_is_the_full_court() {
        let known = |section: Section, text: &str| {
            let mut judgment = Judgment { court: Court::parse("대법원"), ..Judgment::default() };
            judgment.set_docket("2010다1");
            judgment.set_section(section, text.to_owned());
            en_banc(&judgment, &references(&judgment).citations)
        };
        let overruling = "이와 달리 본 대법원 2001. 1. 2. 선고 2000다3 판결은 이를 변경하기로 한다.";
        assert_eq!(known(Section::Content, overruling), Some(true));
        assert_eq!(known(Section::Cases, "대법원 2001. 1. 2. 선고 2000다3 판결(변경)"), Some(true));
    }

    const PIECES: [&str; 62] = [
        "２０１０다２０５３２",
        "제３조",
        "대법원 ",
        "서울고법 ",
        "당원 ",
        "헌재 ",
        "1990. 1. 2. ",
        "1990.1.2",
        "같은 날 ",
        "선고 ",
        "자 ",
        "90다1",
        "2010다20532",
        "96헌바33",
        ", 34",
        ", ",
        " 및 ",
        " 내지 ",
        "-",
        "~",
        "판결",
        " 결정",
        " 전원합의체 ",
        "호",
        "(본소)",
        "(공1990, 1)",
        "(변경)",
        " 등 참조",
        "위 ",
        "【원심판결】",
        "[1]",
        "[반대의견] ",
        "가. ",
        "/ ",
        "다. ",
        "\n",
        " ",
        "구 ",
        "민법 ",
        "건축법 시행령 ",
        "같은 법 ",
        "동법",
        "제1조",
        "제2조의3",
        " 제4항",
        "제5호",
        " (가)목",
        "제1, 2호",
        "제",
        "조",
        "12",
        "(현행 ",
        ")",
        "(이하 '법'이라 한다)",
        "이하 ",
        "「",
        "」",
        "’",
        "에 관한 법률 ",
        "부칙(1990. 1. 2.) ",
        "[별표 1]",
        "가",
    ];

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)
                .prop_map(|pieces| pieces.concat()),
            "\\PC{0,60}",
        ]
    }

    fn check(text: &str, context: &Context<'_>) -> Result<(), TestCaseError> {
        let found = references_in(text, context);
        for citation in &found.citations {
            prop_assert_eq!(text.get(citation.span.start..citation.span.end), Some(citation.quote.as_str()));
            prop_assert!(!citation.numbers.is_empty());
            prop_assert_eq!(citation.evidence.is_some(), citation.treatment.is_some());
            if let Some(evidence) = citation.evidence {
                prop_assert!(text.get(evidence.start..evidence.end).is_some());
            }
        }
        for statute in &found.statutes {
            prop_assert_eq!(text.get(statute.span.start..statute.span.end), Some(statute.quote.as_str()));
            prop_assert_eq!(statute.keys().last().cloned(), statute.key());
        }
        prop_assert!(found.citations.is_sorted_by_key(|citation| citation.span.start));
        prop_assert!(found.statutes.is_sorted_by_key(|statute| statute.span.start));
        Ok(())
    }

    proptest! {
        #[test]
        fn quotes_are_the_text_at_their_spans(text in texts(), section in 0usize..6) {
            let court = Court::supreme();
            let context = Context {
                section: Section::ALL.get(section).copied(),
                court: Some(&court),
                case_numbers: &[],
            };
            check(&text, &context)?;
        }

        #[test]
        fn any_query_is_read_or_refused(text in texts()) {
            let _ = StatuteRef::parse_query(&text);
        }

        #[test]
        fn a_printed_provision_is_found_again(article in 1u32..1000, branch in proptest::option::of(2u32..20), paragraph in 1u32..30) {
            let branch = branch.map(|branch| format!("의{branch}")).unwrap_or_default();
            let written = format!("민법 제{article}조{branch} 제{paragraph}항");
            let found = references_in(&format!("이는 {written}에 따른다."), &Context::default());
            prop_assert_eq!(found.statutes[0].key(), StatuteRef::parse_query(&written).map(|term| term.key()));
            prop_assert_eq!(found.statutes[0].key(), Some(written));
        }
    }

    /// Hundreds of thousands of one piece, as no court writes them: a step that looks further than it moves would not end.
    #[test]
    fn endless_repetitions_are_read_in_one_pass() {
        for piece in [
            "2010다1, ",
            "90다1 ",
            "(2010다1",
            "2010다1 판결 ",
            "제1조",
            "제1조(",
            "민법 제1조, ",
            "이하 '법'이라 한다 ",
            "(이하 ‘",
            "법 ",
            "【",
            "[",
            "(",
            ")",
            "같은 법 제1조 ",
            "제1, ",
            "1 ",
            "대법원 ",
            "민법의 ",
            "가. ",
            "에 관한 법률 제1조 ",
            "’제1조 ",
            "1990. 1. 1. ",
            "2010다1 내지 300, ",
        ] {
            let text = piece.repeat(60_000 / piece.len() * 10);
            for section in [Section::Content, Section::Cases, Section::Holdings] {
                let context = Context { section: Some(section), ..Context::default() };
                let found = references_in(&text, &context);
                assert!(found.citations.len() + found.statutes.len() <= text.len(), "{piece}");
            }
        }
    }

    #[test]
    fn a_judgment_is_read_section_by_section() {
        let mut judgment = Judgment { court: Court::parse("대법원"), ..Judgment::default() };
        judgment.set_docket("2020다1");
        judgment.set_section(
            Section::Holdings,
            "[1] 상속세 및 증여세법(이하 ‘법’이라 한다) 제2조의 뜻 [2] 법 제3조의 뜻".to_owned(),
        );
        judgment.set_section(Section::Cases, "[2] 대법원 2010. 1. 2. 선고 2009다1 판결".to_owned());
        judgment.set_section(
            Section::Content,
            "【이 유】 원심은 법 제3조를 적용하였다(당원 2010. 1. 2. 선고 2009다1 판결 참조). 이 사건 2020다1 사건은".to_owned(),
        );
        let found = references(&judgment);
        let statutes: Vec<_> = found.statutes.iter().filter_map(StatuteRef::key).collect();
        assert_eq!(statutes, ["상속세및증여세법 제2조", "상속세및증여세법 제3조", "상속세및증여세법 제3조"]);
        assert_eq!(found.statutes[1].points, ["2"]);
        let citations: Vec<_> = found.citations.iter().map(|c| (c.section, c.role, c.treatment)).collect();
        assert_eq!(
            citations,
            [
                (Some(Section::Cases), Role::Reference, None),
                (Some(Section::Content), Role::Cited, Some(Treatment::Followed)),
            ]
        );
        assert_eq!(found.citations[0].points, ["2"]);
    }
}
