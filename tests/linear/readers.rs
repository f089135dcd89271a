//! Everything that reads a text, as one function of it.

use panrye::analysis::{Analyzer, IndexTokens, Lexicon};
use panrye::case_number::parse_docket;
use panrye::corpus::RawRecord;
use panrye::index::{DocumentBuilder, StoredJudgment};
use panrye::judgment::{
    Court, DecisionDate, DecisionType, Judgment, Section, SourceStamp, content_parts, outline, points,
    sentences,
};
use panrye::output::json::{AnalysisLine, ReferencesLine};
use panrye::output::wrap::wrap;
use panrye::passage::passages;
use panrye::query::Query;
use panrye::reference::{Context, StatuteRef, references, references_in};
use panrye::search::excerpt;
use panrye::span::Span;
use panrye::verify::mentions;

/// A reader and what it is called.
pub struct Reader {
    pub name: &'static str,
    pub read: Box<dyn FnMut(&str) -> usize>,
}

fn reader(name: &'static str, read: impl FnMut(&str) -> usize + 'static) -> Reader {
    Reader { name, read: Box::new(read) }
}

/// Every reader.
pub fn readers() -> Vec<Reader> {
    let mut all = vec![
        reader("points", |text| points(text).len()),
        reader("outline", |text| outline(text).len()),
        reader("parts", |text| content_parts(text).len()),
        reader("form and outcome", |text| {
            let mut judgment = judgment(Section::Content, text);
            judgment.complete(text);
            usize::from(judgment.outcome.is_some()) + usize::from(judgment.en_banc.is_some())
        }),
        reader("sentences", |text| sentences(text).len()),
        reader("docket", |text| parse_docket(&format!("2020다{text}")).numbers.len()),
        reader("court or date or decision", |text| {
            let named = usize::from(Court::parse(text).is_some() || DecisionType::parse(text).is_some());
            named + usize::from(DecisionDate::parse(text).is_some())
        }),
        reader("statute of a query", |text| usize::from(StatuteRef::parse_query(text).is_some())),
        reader("passages", |text| passages(&judgment(Section::Content, text)).len()),
        reader("passages of points", |text| passages(&judgment(Section::Holdings, text)).len()),
        reader("mentions of a brief", |text| mentions(text).len()),
        reader("excerpt", |text| excerpt(text, &found(text), text.len() / 6).highlights.len()),
        reader("wrapped lines", |text| wrap(text, &found(text), 80).len()),
    ];
    all.extend(references_of_sections());
    all.extend(analyzers());
    all.extend(formats());
    all
}

/// What reads a query, which is refused where it is too long.
pub fn query_parser() -> Reader {
    reader("query", |text| Query::parse(text).map_or(0, |query| query.span.end))
}

fn references_of_sections() -> impl Iterator<Item = Reader> {
    let free = reader("references of a text", |text| {
        let found = references_in(text, &Context::default());
        let line = ReferencesLine::of_text(text, &found, "-");
        serde_json::to_string(&line).unwrap().len()
    });
    let sections = [
        ("references of 참조조문", Section::Statutes),
        ("references of 참조판례", Section::Cases),
        ("references of 판결요지", Section::Holdings),
        ("citations of 판례내용", Section::Content),
    ];
    let of_section = |(name, section)| {
        reader(name, move |text| {
            let judgment = judgment(section, text);
            let citations = references(&judgment).citations;
            StoredJudgment::new(&judgment, Vec::new(), &citations, SourceStamp::default()).cited().len()
        })
    };
    std::iter::once(free).chain(sections.map(of_section))
}

fn analyzers() -> [Reader; 4] {
    let analyzer = Analyzer::new(Lexicon::embedded().unwrap());
    let (mut one, mut other, mut third) = (analyzer.clone(), analyzer.clone(), analyzer.clone());
    let mut tokens = IndexTokens::default();
    let mut builder = DocumentBuilder::new(analyzer);
    [
        reader("tokens of the index", move |text| {
            one.index_tokens(text, &mut tokens);
            tokens.places.len()
        }),
        reader("analysis", move |text| {
            let analysis = other.analyze(text);
            serde_json::to_string(&AnalysisLine::new(text, &analysis)).unwrap().len()
        }),
        reader("analysis of a query", move |text| third.analyze_query(text).tokens.len()),
        reader("document", move |text| {
            let mut judgment = judgment(Section::Content, text);
            judgment.case_name = Some(text.to_owned());
            let found = references(&judgment);
            builder.build(&judgment, &found, SourceStamp::default(), 1).unwrap().passages as usize
        }),
    ]
}

fn formats() -> [Reader; 4] {
    let parsed = |name: &str, text: String| RawRecord::of_file(name, text.into_bytes()).parse().len();
    [
        reader("plain text", move |text| parsed("a.txt", format!("판례내용\n{text}"))),
        reader("front matter", move |text| {
            parsed("a.md", format!("---\n사건명: {text}\n---\n## 판례내용\n{text}"))
        }),
        reader("XML", move |text| {
            parsed("a.xml", format!("<?xml version=\"1.0\"?><P><판례내용><![CDATA[{text}]]></판례내용></P>"))
        }),
        reader("JSON", move |text| {
            parsed("a.json", serde_json::json!({ "사건번호": "2020다1", "판례내용": text }).to_string())
        }),
    ]
}

fn judgment(section: Section, text: &str) -> Judgment {
    let mut judgment = Judgment { court: Some(Court::supreme()), ..Judgment::default() };
    judgment.set_docket("2020다1");
    judgment.set_section(section, text.to_owned());
    judgment
}

/// Every second character but blanks, as a query would find it.
fn found(text: &str) -> Vec<Span> {
    let places = text.char_indices().step_by(2).filter(|(_, c)| !c.is_whitespace());
    places.map(|(at, c)| Span::new(at, at + c.len_utf8())).collect()
}
