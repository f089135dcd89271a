//! A judgment as a document for another search server: the values under which this program finds it, and its tokens.
//!
//! The tokens are those of the index, between blanks, for a field that is cut at blanks and nowhere else. The fullest
//! form at each position is a stream of its own, so that phrases are found; barer forms, which share positions with
//! fuller ones in the index, follow apart. Each section is a value of its own, so that no phrase crosses from one to the
//! next where the server leaves a gap between values.

use serde::Serialize;

use super::Exported;
use panrye_engine::analysis::{Analyzer, LONGEST_SURFACE, Token, TokenKind};
use panrye_engine::index::{TEXT_ORDER, Terms};
use panrye_law::judgment::Section;
use panrye_law::reference::references;

/// The document of one judgment. Fields without a value are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[expect(missing_docs, reason = "docs/export.md describes every field in one table")]
pub struct SearchDocument {
    pub id: String,
    pub citation: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub case_numbers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub court: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub case_kind: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en_banc: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    pub validity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrules: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statute: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub law: Vec<String>,
    pub cited_by: u64,
    pub source: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issues: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub holdings: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub statutes: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cases: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bare: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wholes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name_tokens: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issue_tokens: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub holding_tokens: String,
}

impl SearchDocument {
    /// The document of a judgment, analyzed with the analyzer that its index was built with.
    pub fn of(exported: &Exported<'_>, analyzer: &mut Analyzer) -> Self {
        let judgment = &exported.judgment;
        let terms = Terms::of(judgment, &references(judgment));
        let text = |section| judgment.section(section).to_owned();
        let mut document = Self {
            id: judgment.identity(),
            citation: exported.citation(),
            case_numbers: terms.case_numbers,
            court: terms.courts,
            level: terms.level,
            decision_date: terms.decided.map(|date| date.to_string()),
            case_kind: terms.kinds,
            form: terms.decision,
            en_banc: judgment.en_banc,
            outcome: terms.outcome,
            validity: exported.validity.standing().name(),
            case_name: judgment.case_name.clone(),
            cites: terms.cites,
            overrules: terms.overrules,
            statute: terms.statutes,
            law: terms.laws,
            cited_by: exported.cited_by,
            source: exported.stored.source.name(),
            issues: text(Section::Issues),
            holdings: text(Section::Holdings),
            statutes: text(Section::Statutes),
            cases: text(Section::Cases),
            content: text(Section::Content),
            ..Self::default()
        };
        document.add_tokens(exported, analyzer);
        document
    }

    fn add_tokens(&mut self, exported: &Exported<'_>, analyzer: &mut Analyzer) {
        let judgment = &exported.judgment;
        for section in TEXT_ORDER {
            let tokens = analyzer.analyze(judgment.section(section)).tokens;
            match section {
                Section::Issues => self.issue_tokens = joined(&tokens, is_full_part),
                Section::Holdings => self.holding_tokens = joined(&tokens, is_full_part),
                _ => {}
            }
            self.add_section(&tokens);
        }
        if let Some(name) = &judgment.case_name {
            let tokens = analyzer.analyze(name).tokens;
            self.name_tokens = joined(&tokens, is_full_part);
            self.add_section(&tokens);
        }
    }

    fn add_section(&mut self, tokens: &[Token]) {
        let kind = |wanted| move |token: &Token| token.kind == wanted && token.text.len() <= LONGEST_SURFACE;
        let streams = [
            (&mut self.tokens, joined(tokens, is_full_part)),
            (&mut self.bare, joined(tokens, |token| token.kind == TokenKind::Part && !token.primary)),
            (&mut self.wholes, joined(tokens, kind(TokenKind::Whole))),
            (&mut self.words, joined(tokens, kind(TokenKind::Word))),
        ];
        for (values, value) in streams {
            if !value.is_empty() {
                values.push(value);
            }
        }
    }
}

fn is_full_part(token: &Token) -> bool {
    token.kind == TokenKind::Part && token.primary
}

/// The wanted tokens between blanks. No token has a blank in it: the analyzer cuts there.
fn joined(tokens: &[Token], wanted: impl Fn(&Token) -> bool) -> String {
    let mut out = String::new();
    for token in tokens.iter().filter(|token| wanted(token)) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&token.text);
    }
    out
}

/// The names of all fields, for the tests of the definitions.
#[cfg(test)]
pub(super) fn fields() -> Vec<String> {
    let (text, values) = (|| "a".to_owned(), || vec!["a".to_owned()]);
    let document = SearchDocument {
        level: Some("a"),
        decision_date: Some(text()),
        form: Some("a"),
        en_banc: Some(true),
        outcome: Some("a"),
        validity: "a",
        case_name: Some(text()),
        case_numbers: values(),
        court: values(),
        case_kind: values(),
        cites: values(),
        overrules: values(),
        statute: values(),
        law: values(),
        issues: text(),
        holdings: text(),
        statutes: text(),
        cases: text(),
        content: text(),
        tokens: values(),
        bare: values(),
        wholes: values(),
        words: values(),
        name_tokens: text(),
        issue_tokens: text(),
        holding_tokens: text(),
        ..SearchDocument::default()
    };
    let object = serde_json::to_value(document).unwrap_or_default();
    object.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use panrye_engine::analysis::Lexicon;

    #[test]
    fn a_document_holds_the_terms_and_the_tokens_of_the_index() {
        let stored = sample::stored(&sample::judgment());
        let mut analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        let document = SearchDocument::of(
            &Exported::new(&stored, 3, panrye_engine::graph::Validity::default()),
            &mut analyzer,
        );
        assert_eq!(document.id, "대법원|2019다100001|2020-01-10");
        assert_eq!(document.case_numbers, ["2019다100001", "2019다100018"]);
        assert_eq!(document.statute, ["민법", "민법 제750조", "통신망법", "통신망법 제28조"]);
        assert_eq!(document.holding_tokens, "통신망법 제28조");
        assert!(document.bare.contains(&"통신".to_owned()), "{:?}", document.bare);
        assert_eq!(document.tokens.len(), 4, "three sections and the name");
        assert_eq!(fields().len(), 30, "every field has a value");
    }
}
