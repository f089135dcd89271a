//! Words of a query: what is looked for, in which fields, and how much each counts.
//!
//! A judgment need not have all of them: it is ranked by how many it has and how rare they are (BM25). The parts carry
//! recall, the compounds and the surface words as they are written carry precision: a judgment that has 손해배상청구권
//! itself comes before one that has its parts in different places.

use std::collections::HashSet;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::Ranking;
use super::filter::exact;
use super::synonyms::terms_of_art;
use crate::analysis::{Analysis, TokenKind};
use crate::index::Fields;
use panrye_law::reference::StatuteRef;

/// Words that name a statute have at most this many parts.
const STATUTE_PARTS: usize = 4;

/// The distinct texts of one kind of token, those of primaries only.
pub(super) fn distinct(analysis: &Analysis, kind: TokenKind) -> Vec<String> {
    let mut seen: HashSet<&str> = HashSet::new();
    let texts = analysis.tokens.iter().filter(|token| token.kind == kind && token.primary);
    texts.map(|token| token.text.as_str()).filter(|&text| seen.insert(text)).map(str::to_owned).collect()
}

/// Words, ranked, in every field.
pub(super) fn ranked(fields: &Fields, ranking: &Ranking, text: &str, analysis: &Analysis) -> Box<dyn Query> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut add = |field: Field, weight: f32, texts: &[String]| {
        if weight > 0.0 {
            clauses.extend(texts.iter().map(|text| (Occur::Should, scored(field, text, weight))));
        }
    };
    let parts = distinct(analysis, TokenKind::Part);
    add(fields.text, ranking.text, &parts);
    add(fields.issues, ranking.points, &parts);
    add(fields.holdings, ranking.points, &parts);
    add(fields.name, ranking.name, &parts);
    add(fields.whole, ranking.whole, &distinct(analysis, TokenKind::Whole));
    let words = distinct(analysis, TokenKind::Word);
    // A surface word is evidence beside its parts, never a match of its own: it may be all particle.
    if !parts.is_empty() {
        add(fields.word, ranking.word, &words);
    }
    let mut said = parts.clone();
    said.extend(distinct(analysis, TokenKind::Whole));
    for term in terms_of_art(&said).into_iter().filter(|_| ranking.synonym > 0.0) {
        for field in [fields.text, fields.whole] {
            clauses.push((Occur::Should, scored(field, term, ranking.synonym)));
        }
    }
    if clauses.is_empty() {
        return Box::new(EmptyQuery);
    }
    let few = parts.len() <= STATUTE_PARTS;
    if let Some(statute) = few.then(|| StatuteRef::parse_query(text)).flatten() {
        let named = Box::new(ConstScoreQuery::new(exact(fields.statute, &statute.key()), ranking.statute));
        clauses.push((Occur::Should, named));
    }
    Box::new(BooleanQuery::new(clauses))
}

/// Words that must all be there, for orders that do not ask how many a judgment has.
pub(super) fn all_of(fields: &Fields, analysis: &Analysis) -> Box<dyn Query> {
    let parts = distinct(analysis, TokenKind::Part);
    if parts.is_empty() {
        return Box::new(EmptyQuery);
    }
    let clauses = parts.iter().map(|part| (Occur::Must, exact(fields.text, part)));
    Box::new(BooleanQuery::new(clauses.collect()))
}

/// Words in one field, ranked.
pub(super) fn ranked_in(field: Field, analysis: &Analysis) -> Box<dyn Query> {
    let parts = distinct(analysis, TokenKind::Part);
    if parts.is_empty() {
        return Box::new(EmptyQuery);
    }
    let clauses = parts.iter().map(|part| (Occur::Should, scored(field, part, 1.0)));
    Box::new(BooleanQuery::new(clauses.collect()))
}

/// Words in sequence, with `slop` words of play.
pub(super) fn phrase(field: Field, analysis: &Analysis, slop: u32) -> Box<dyn Query> {
    let terms: Vec<(usize, Term)> = analysis
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Part && token.primary)
        .map(|token| (token.position as usize, Term::from_field_text(field, &token.text)))
        .collect();
    match terms.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop)),
    }
}

fn scored(field: Field, text: &str, weight: f32) -> Box<dyn Query> {
    let term = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs);
    if (weight - 1.0).abs() < f32::EPSILON {
        Box::new(term)
    } else {
        Box::new(BoostQuery::new(Box::new(term), weight))
    }
}
