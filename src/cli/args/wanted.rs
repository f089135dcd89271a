//! Which judgment a user means: by number, by court and number, or by a whole citation.

use crate::cli::error::{Result, bail};
use panrye_engine::index::JudgmentAddress;
use panrye_law::caption::Caption;

use crate::cli::locale::say;
use panrye_engine::graph::describe;
use panrye_engine::index::{IndexReader, StoredJudgment};
use panrye_law::case_number::{CaseNumber, parse_docket};
use panrye_law::judgment::{Court, DecisionDate};
use panrye_law::reference::{Context, references_in};
use panrye_text::count::counted;

/// What a user wrote for a judgment.
pub(in crate::cli) struct Wanted {
    court: Option<Court>,
    date: Option<DecisionDate>,
    numbers: Vec<CaseNumber>,
    written: String,
}

impl Wanted {
    /// Parses `2015다24904`, `서울고법 2013나20047`, or a citation as a judgment writes it.
    pub(in crate::cli) fn parse(words: &[String]) -> Self {
        let text = words.join(" ");
        let cited = references_in(&text, &Context::default()).citations.into_iter().next();
        if let Some(citation) = cited.filter(|citation| !citation.numbers.is_empty()) {
            let (court, date) = (citation.court, citation.date);
            return Self { court, date, numbers: citation.numbers, written: text };
        }
        let (head, number) = text.trim().rsplit_once(' ').unwrap_or(("", text.trim()));
        let numbers = parse_docket(number).numbers;
        let court = Court::parse(head).filter(|_| !numbers.is_empty());
        Self { court, date: None, numbers, written: text.trim().to_owned() }
    }

    /// What the user wrote.
    pub(in crate::cli) fn written(&self) -> &str {
        &self.written
    }

    /// The judgment as one that the index need not hold.
    pub(in crate::cli) fn cited_only(&self) -> Caption {
        Caption::cited(
            self.numbers.iter().map(ToString::to_string).collect(),
            self.court.as_ref().map(Court::name),
        )
    }

    /// The judgment as a node of the graph: the one in the index, or the one that those who cite it describe.
    pub(in crate::cli) fn node(&self, reader: &IndexReader) -> Result<Caption> {
        Ok(match self.find(reader)? {
            Some(stored) => stored.caption(),
            None => describe(reader, self.cited_only())?,
        })
    }

    /// Whether a case number was understood.
    pub(in crate::cli) fn is_number(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// The document of the judgment, if the index holds it.
    pub(in crate::cli) fn address(&self, reader: &IndexReader) -> Result<Option<JudgmentAddress>> {
        Ok(self.indexed(reader)?.map(|(address, _)| address))
    }

    /// The judgment, if the index holds it; an error that names the candidates where there are several.
    pub(in crate::cli) fn find(&self, reader: &IndexReader) -> Result<Option<StoredJudgment>> {
        Ok(self.indexed(reader)?.map(|(_, stored)| stored))
    }

    /// The judgment with its document, if the index holds it.
    ///
    /// # Errors
    /// Several judgments have the number, and what is written tells none of them from the others.
    pub(in crate::cli) fn indexed(
        &self,
        reader: &IndexReader,
    ) -> Result<Option<(JudgmentAddress, StoredJudgment)>> {
        let number = self.numbers.first().map_or_else(|| self.written.clone(), CaseNumber::to_string);
        let mut found = Vec::new();
        for address in reader.by_case_number(&number)? {
            let stored = reader.judgment(address)?;
            if self.court.is_none() || stored.head().court == self.court {
                found.push((address, stored));
            }
        }
        // Citations carry wrong dates: a date tells judgments apart, and excludes none where it is that of none.
        let is_of_the_day =
            |stored: &StoredJudgment| self.date.is_some() && stored.head().decided == self.date;
        if found.iter().any(|(_, stored)| is_of_the_day(stored)) {
            found.retain(|(_, stored)| is_of_the_day(stored));
        }
        // In one order, however the index came to be.
        found.sort_by_cached_key(|(_, stored)| (stored.head().decided, stored.caption().id));
        if found.len() > 1 {
            let names: Vec<String> = found.iter().map(|(_, stored)| format!("  {}", name(stored))).collect();
            let many = counted(found.len(), "judgment");
            let (written, names) = (&self.written, names.join("\n"));
            bail!(say!(
                "{many} have the number {written}; write court and date before it, as one of these:\n{names}",
                "{written} 번호의 판례가 {many:#}건 있습니다. 다음과 같이 법원과 선고일을 함께 적으십시오:\n{names}"
            ));
        }
        Ok(found.pop())
    }
}

/// The judgment as courts cite it, or its source where no number names it.
pub(in crate::cli) fn name(stored: &StoredJudgment) -> String {
    stored.caption().citation_or_source(&stored.source.name())
}
