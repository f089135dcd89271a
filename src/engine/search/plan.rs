//! The plan: a query's tree → tantivy's query, and the words that passages are ranked and highlighted by.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query as EngineQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};

use super::content::in_content;
use super::filter::{any, court_query, date_query, exact, form_query, statute_query};
use super::situations::ToldSituations;
use super::wording::Wording;
use super::{Deadline, Ranking, SearchError, cited, words};
use crate::analysis::{Analysis, Analyzer, TokenKind};
use crate::index::{Fields, IndexReader};
use crate::query::{Field, Node, Query};
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::DecisionDate;
use panrye_text::span::Span;

/// A case number is asked for to see that judgment: no other evidence comes near it.
const OWN_NUMBER: f32 = 1_000.0;
/// Then those that cite it.
const CITING: f32 = 100.0;

/// So many plain words are a question, in which quotation marks quote and do not demand.
const QUESTION_WORDS: usize = 8;

/// What the index is asked.
pub(super) struct Plan {
    /// The query.
    pub(super) query: Box<dyn EngineQuery>,
    /// Words that passages are ranked by, in the order of the query.
    pub(super) evidence: Vec<String>,
    /// The wording that the second stage compares; `None` where a query is more than words that all count.
    pub(super) wording: Option<Wording>,
    /// The situations that the query tells in everyday words; `None` where it tells none.
    pub(super) situations: Option<ToldSituations>,
}

/// The sets of judgments that the plans of one query have collected, by the place of the part that they answer.
#[derive(Clone, Default)]
pub(super) struct Joins(Rc<RefCell<HashMap<Span, Box<dyn EngineQuery>>>>);

impl Joins {
    fn of(&self, part: Span) -> Option<Box<dyn EngineQuery>> {
        self.0.borrow().get(&part).map(|known| known.box_clone())
    }

    fn keep(&self, part: Span, joined: &dyn EngineQuery) {
        self.0.borrow_mut().insert(part, joined.box_clone());
    }
}

/// Makes plans.
pub(super) struct Planner<'a> {
    pub(super) reader: &'a IndexReader,
    pub(super) analyzer: &'a mut Analyzer,
    ranking: Ranking,
    deadline: Deadline,
    joins: Joins,
    /// Whether every word must be there.
    all_words: bool,
    /// Whether the words of the query are all that is searched.
    literal: bool,
    evidence: Vec<String>,
    wording: Wording,
    situations: Option<ToldSituations>,
    /// Whether the scores are those of words alone, so that they may be replaced.
    plain: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        reader: &'a IndexReader,
        analyzer: &'a mut Analyzer,
        ranking: Ranking,
        deadline: Deadline,
    ) -> Self {
        Self {
            reader,
            analyzer,
            ranking,
            deadline,
            joins: Joins::default(),
            all_words: false,
            literal: false,
            evidence: Vec::new(),
            wording: Wording::default(),
            situations: None,
            plain: true,
        }
    }

    /// Demands that every word be there.
    pub(super) const fn with_all_words(mut self, all_words: bool) -> Self {
        self.all_words = all_words;
        self
    }

    /// Searches the words of the query alone, whatever situations they tell.
    pub(super) const fn with_literal(mut self, literal: bool) -> Self {
        self.literal = literal;
        self
    }

    /// Takes over the sets of judgments that other plans of the same query have collected.
    pub(super) fn with_joins(mut self, joins: &Joins) -> Self {
        self.joins = joins.clone();
        self
    }

    /// The plan of a query.
    pub(super) fn plan(mut self, query: &Query) -> Result<Plan, SearchError> {
        let engine = self.compile(query, None, true)?;
        let wording = (self.plain && !self.wording.is_empty()).then_some(self.wording);
        Ok(Plan { query: engine, evidence: self.evidence, wording, situations: self.situations })
    }

    const fn fields(&self) -> &'a Fields {
        self.reader.fields()
    }

    /// `field`: the field that an outer node names. `shown`: whether its words are looked for in the hits themselves.
    fn compile(
        &mut self,
        query: &Query,
        field: Option<Field>,
        shown: bool,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        self.deadline.check()?;
        self.plain &= !matches!(
            query.node,
            Node::Or(_) | Node::Boost(..) | Node::Case(_) | Node::Prefix(_) | Node::Must(_)
        ) || !shown;
        Ok(match &query.node {
            Node::Words(text) => self.words(text, field, shown)?,
            Node::Phrase { text, slop } => self.phrase(text, *slop, field, shown)?,
            Node::Prefix(stem) => self.prefix(stem)?,
            Node::Case(numbers) => self.case(numbers, field, shown),
            Node::Statute(text) => statute_query(self.fields(), text),
            Node::Value(text) => self.value(text, field)?,
            Node::Dates(range) => {
                let number = |date: Option<DecisionDate>| date.map(DecisionDate::as_number);
                date_query(self.fields(), number(range.first()), number(range.last()))
            }
            Node::In(field, inner) => self.in_field(*field, inner, shown)?,
            Node::And(parts) => self.all(parts, field, shown)?,
            Node::Or(parts) => {
                let parts: Result<Vec<_>, _> =
                    parts.iter().map(|part| self.compile(part, field, shown)).collect();
                any(parts?)
            }
            Node::Not(inner) => {
                let inner = self.compile(inner, field, false)?;
                Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(AllQuery)), (Occur::MustNot, inner)]))
            }
            Node::Must(inner) => self.compile(inner, field, shown)?,
            Node::Boost(inner, factor) => {
                Box::new(BoostQuery::new(self.compile(inner, field, shown)?, *factor))
            }
        })
    }

    /// All of the parts. Fields without words narrow the answer and add nothing to the score; where one part must be
    /// there (`+`), plain words beside it need not.
    fn all(
        &mut self,
        parts: &[Query],
        field: Option<Field>,
        shown: bool,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        let has_must = parts.iter().any(|part| matches!(part.node, Node::Must(_)));
        let is_question = parts.iter().any(|part| matches!(&part.node, Node::Words(text) if text.split_whitespace().count() >= QUESTION_WORDS));
        // A question with a quotation in it does not demand the words beside that either.
        let quotes = is_question && parts.iter().any(|part| matches!(part.node, Node::Phrase { .. }));
        let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::with_capacity(parts.len());
        for part in parts {
            clauses.push(match &part.node {
                Node::Not(inner) => (Occur::MustNot, self.compile(inner, field, false)?),
                Node::Phrase { .. } if is_question => (Occur::Should, self.compile(part, field, shown)?),
                Node::Words(_) if has_must || quotes => (Occur::Should, self.compile(part, field, shown)?),
                Node::In(named, _) if !named.has_words() => {
                    (Occur::Must, Box::new(ConstScoreQuery::new(self.compile(part, field, shown)?, 0.0)))
                }
                _ => (Occur::Must, self.compile(part, field, shown)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn in_field(
        &mut self,
        field: Field,
        inner: &Query,
        shown: bool,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        let statistics = self.reader.statistics();
        match (field, &inner.node) {
            (Field::Cites, Node::Case(numbers)) => {
                self.show_numbers(numbers, shown);
                Ok(any(numbers_in(self.fields().cites, numbers)))
            }
            (Field::Cites | Field::CitedBy, _) => {
                if let Some(known) = self.joins.of(inner.span) {
                    return Ok(known);
                }
                let citing = match &inner.node {
                    Node::Case(numbers) => any(numbers_in(self.fields().case_number, numbers)),
                    _ => self.compile(inner, None, false)?,
                };
                let join = if field == Field::Cites { cited::citing } else { cited::cited_by };
                let joined = join(statistics, self.fields(), citing.as_ref(), &self.deadline)?;
                self.joins.keep(inner.span, joined.as_ref());
                Ok(joined)
            }
            _ => self.compile(inner, Some(field), shown),
        }
    }

    fn words(
        &mut self,
        text: &str,
        field: Option<Field>,
        shown: bool,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        Ok(match field.map(|field| (field, self.text_field(field))) {
            Some((field, None)) => self.value(text, Some(field))?,
            Some((named, Some(field))) => {
                let analysis = self.analyzer.analyze_query(text);
                self.plain &= !shown;
                self.show(words::distinct(&analysis, TokenKind::Part), shown);
                self.inside(named, words::ranked_in(field, &analysis), &analysis, None)?
            }
            None => {
                let analysis = self.analyzer.analyze_query(text);
                self.show(words::distinct(&analysis, TokenKind::Part), shown);
                if shown {
                    self.wording.add(&analysis.tokens);
                }
                if self.all_words {
                    words::all_of(self.fields(), &analysis)
                } else {
                    let ranked = words::ranked(self.fields(), &self.ranking, text, &analysis);
                    self.with_situations(ranked, text, &analysis, shown)
                }
            }
        })
    }

    /// Ranked words, and beside them what the situations add that they tell.
    fn with_situations(
        &mut self,
        ranked: Box<dyn EngineQuery>,
        text: &str,
        analysis: &Analysis,
        shown: bool,
    ) -> Box<dyn EngineQuery> {
        let weight = self.ranking.situation;
        if !shown || self.literal || weight <= 0.0 || self.situations.is_some() {
            return ranked;
        }
        self.situations = ToldSituations::of(text, analysis, self.reader.fields(), self.analyzer);
        match &self.situations {
            Some(told) => any(vec![ranked, Box::new(BoostQuery::new(told.query(), weight))]),
            None => ranked,
        }
    }

    fn phrase(
        &mut self,
        text: &str,
        slop: u32,
        field: Option<Field>,
        shown: bool,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        let index_field = match field {
            Some(field) => match self.text_field(field) {
                Some(index_field) => index_field,
                None => return self.value(text, Some(field)),
            },
            None => self.fields().text,
        };
        let analysis = self.analyzer.analyze_query(text);
        self.show(words::distinct(&analysis, TokenKind::Part), shown);
        if shown {
            self.plain &= field.is_none();
            self.wording.add(&analysis.tokens);
        }
        let found = words::phrase(index_field, &analysis, slop);
        match field {
            Some(field) => self.inside(field, found, &analysis, Some(slop)),
            None => Ok(found),
        }
    }

    /// A query on the field of everything, narrowed to the decision itself where that is the field asked for.
    fn inside(
        &self,
        field: Field,
        query: Box<dyn EngineQuery>,
        analysis: &Analysis,
        phrase: Option<u32>,
    ) -> Result<Box<dyn EngineQuery>, SearchError> {
        if field != Field::Content {
            return Ok(query);
        }
        let inside = in_content(
            self.reader.statistics(),
            self.fields(),
            query.as_ref(),
            analysis,
            phrase,
            &self.deadline,
        )?;
        let inside = Box::new(ConstScoreQuery::new(inside, 0.0));
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::Must, inside)])))
    }

    /// Words that begin so. The stem holds letters and digits only, so nothing in it means anything to the pattern.
    fn prefix(&mut self, stem: &str) -> Result<Box<dyn EngineQuery>, SearchError> {
        let pattern = format!("{}.*", stem.to_lowercase());
        Ok(Box::new(RegexQuery::from_pattern(&pattern, self.fields().word)?))
    }

    fn case(&mut self, numbers: &[CaseNumber], field: Option<Field>, shown: bool) -> Box<dyn EngineQuery> {
        let own = any(numbers_in(self.fields().case_number, numbers));
        if field == Some(Field::Case) {
            return own;
        }
        self.show_numbers(numbers, shown);
        let citing = any(numbers_in(self.fields().cites, numbers));
        let mentioning = any(numbers_in(self.fields().text, numbers));
        any(vec![
            Box::new(ConstScoreQuery::new(own, OWN_NUMBER)),
            Box::new(ConstScoreQuery::new(citing, CITING)),
            mentioning,
        ])
    }

    fn value(&self, text: &str, field: Option<Field>) -> Result<Box<dyn EngineQuery>, SearchError> {
        let fields = self.fields();
        Ok(match field {
            Some(Field::Court | Field::Level) => court_query(fields, text),
            Some(Field::Kind) => exact(fields.kind, text),
            Some(Field::Decision) => form_query(fields, self.reader.later()?, text),
            Some(Field::Outcome) => exact(fields.outcome, text),
            Some(Field::Source) => self.source_query(text)?,
            Some(Field::Case) => exact(fields.case_number, text),
            Some(Field::Statute) => statute_query(fields, text),
            _ => Box::new(EmptyQuery),
        })
    }

    /// The documents whose record is at a source now, and not those whose record has moved away from it.
    fn source_query(&self, text: &str) -> Result<Box<dyn EngineQuery>, SearchError> {
        let id = self.fields().id;
        let of = |document: u64| -> Box<dyn EngineQuery> {
            Box::new(TermQuery::new(Term::from_field_u64(id, document), IndexRecordOption::Basic))
        };
        let indexed = exact(self.fields().source, text);
        let (came, went) = (self.reader.moved_to(text)?, self.reader.moved_from(text)?);
        if came.is_empty() && went.is_empty() {
            return Ok(indexed);
        }
        let went = went.into_iter().map(|document| (Occur::MustNot, of(document)));
        let stayed = BooleanQuery::new(std::iter::once((Occur::Must, indexed)).chain(went).collect());
        let came = came.into_iter().map(of);
        Ok(any(came.chain(std::iter::once(Box::new(stayed) as Box<dyn EngineQuery>)).collect()))
    }

    const fn text_field(&self, field: Field) -> Option<IndexField> {
        let fields = self.fields();
        match field {
            Field::Name => Some(fields.name),
            Field::Issues => Some(fields.issues),
            Field::Holdings => Some(fields.holdings),
            Field::Content => Some(fields.text),
            _ => None,
        }
    }

    fn show(&mut self, texts: Vec<String>, shown: bool) {
        if shown {
            self.evidence.extend(texts);
        }
    }

    fn show_numbers(&mut self, numbers: &[CaseNumber], shown: bool) {
        self.show(numbers.iter().map(ToString::to_string).collect(), shown);
    }
}

fn numbers_in(field: IndexField, numbers: &[CaseNumber]) -> Vec<Box<dyn EngineQuery>> {
    numbers.iter().map(|number| exact(field, &number.to_string())).collect()
}
