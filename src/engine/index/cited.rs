//! The judgments that one judgment cites: all mentions of one judgment brought together.
//!
//! The column `edge` holds them in a short form, so that the whole graph of citations is loaded without unpacking a
//! single judgment. Whether the index holds a cited judgment is not asked here.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::{StoredCitation, StoredJudgment};
use panrye_law::judgment::{Court, DecisionDate, Section, sentences};
use panrye_law::reference::{Depth, Opinion, Role, Treatment};
use panrye_text::span::Span;

/// Sentences that name a judgment, from which on it is discussed.
const DISCUSSED_SENTENCES: usize = 3;
/// Sentences that speak of a judgment outside brackets, from which on it is discussed.
const DISCUSSED_OPENLY: usize = 2;

/// Numbers of one cited judgment that the column keeps: more than any docket has, and short enough for a term.
const NUMBERS_KEPT: usize = 1_000;

/// Judgments of one number that later mentions are compared with: more than there are courts to give the number.
const MOST_COURTS: usize = 128;

/// A judgment that another one cites, with all mentions of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedJudgment {
    /// Name of its court, where any mention says it.
    pub court: Option<String>,
    /// Its case numbers in full, as far as the mentions name them.
    pub numbers: Vec<String>,
    /// The dates that the mentions give it, in the order of the text.
    pub dates: Vec<DecisionDate>,
    /// Form of the decision.
    pub decision: Option<String>,
    /// What it is to the citing judgment; the weightiest of its mentions.
    pub role: Role,
    /// How it is treated; the strongest words of its mentions.
    pub treatment: Option<Treatment>,
    /// Whose opinion it is in: the court's, where any mention does.
    pub opinion: Option<Opinion>,
    /// How much the citing judgment has to do with it.
    pub depth: Depth,
    /// How often it is mentioned.
    pub count: u32,
}

impl StoredJudgment {
    /// The judgments that this one cites, each with its mentions as indices into
    /// [`citations`](StoredJudgment::citations), in the order of their first mention.
    pub fn cited(&self) -> Vec<(CitedJudgment, Vec<usize>)> {
        let standing = self.standing();
        let groups = self.grouped();
        groups.into_iter().map(|group| (self.merged(&group, &standing), group)).collect()
    }

    /// Mentions that share a number and name no different courts.
    fn grouped(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
        let mut by_number: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, citation) in self.citations.iter().enumerate() {
            let court = citation.court.as_deref();
            let known = citation.numbers.iter().filter_map(|number| by_number.get(number.as_str()));
            let known = known.flatten().copied().find(|&group| Court::may_be_one(groups[group].0, court));
            let group = known.unwrap_or_else(|| {
                groups.push((court, Vec::new()));
                groups.len() - 1
            });
            groups[group].0 = groups[group].0.or(court);
            groups[group].1.push(i);
            for number in &citation.numbers {
                let of_number = by_number.entry(number).or_default();
                if of_number.len() < MOST_COURTS && !of_number.contains(&group) {
                    of_number.push(group);
                }
            }
        }
        groups.into_iter().map(|(_, mentions)| mentions).collect()
    }

    fn merged(&self, group: &[usize], standing: &[Option<Standing>]) -> CitedJudgment {
        let mentions = || group.iter().map(|&i| &self.citations[i]);
        let roles = mentions().filter_map(|citation| Role::from_name(&citation.role));
        let role = roles.max_by_key(|role| weight_of_role(*role)).unwrap_or(Role::Cited);
        let treated =
            |citation: &StoredCitation| citation.treatment.as_deref().and_then(Treatment::from_name);
        // `(변경)` in the list of references does not say to what extent; the reasons do.
        let in_sentences = mentions().filter(|citation| citation.section() != Section::Cases);
        let in_sentences = in_sentences.filter_map(treated).max();
        let treatment = in_sentences.filter(|treatment| treatment.overrules());
        let opinions =
            mentions().filter_map(|citation| citation.opinion.as_deref().and_then(Opinion::from_name));
        CitedJudgment {
            court: mentions().find_map(|citation| citation.court.clone()),
            numbers: distinct(mentions().flat_map(|citation| citation.numbers.iter().cloned())),
            dates: distinct(mentions().filter_map(|citation| DecisionDate::from_number(citation.decided))),
            decision: mentions().find_map(|citation| citation.decision.clone()),
            role,
            treatment: treatment.or_else(|| mentions().filter_map(treated).max()),
            opinion: opinions.min(),
            depth: self.depth(group, standing, role),
            count: u32::try_from(group.len()).unwrap_or(u32::MAX),
        }
    }
}

/// The values in their order, each once.
fn distinct<T: Clone + Eq + Hash>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    values.filter(|value| seen.insert(value.clone())).collect()
}

/// A decision of the case's own history stays one however often it is cited besides.
const fn weight_of_role(role: Role) -> u8 {
    match role {
        Role::Reference => 0,
        Role::Cited => 1,
        Role::Related => 2,
        Role::Remanding => 3,
        Role::Appealed => 4,
    }
}

/// How a mention is made in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    section: Section,
    sentence: Span,
    /// Whether no bracket of the sentence is open where it begins.
    openly: bool,
}

impl StoredJudgment {
    /// How each mention is made; `None` in a list of references, which has no sentences.
    fn standing(&self) -> Vec<Option<Standing>> {
        let mut reader = SentenceReader::default();
        self.citations.iter().map(|citation| reader.standing(self, citation)).collect()
    }

    fn depth(&self, group: &[usize], standing: &[Option<Standing>], role: Role) -> Depth {
        let (mut named, mut openly, mut distinguished) = (0, 0, false);
        let mut last: Option<(Section, Span)> = None;
        for &i in group {
            let Some(Standing { section, sentence, openly: is_open }) = standing[i] else { continue };
            let treatment = self.citations[i].treatment.as_deref().and_then(Treatment::from_name);
            distinguished |= treatment.is_some_and(|treatment| treatment > Treatment::Followed);
            if last.replace((section, sentence)) != Some((section, sentence)) {
                named += 1;
                openly += usize::from(is_open);
            }
        }
        let own_history = matches!(role, Role::Appealed | Role::Remanding | Role::Related);
        let discussed =
            named >= DISCUSSED_SENTENCES || (!own_history && openly >= DISCUSSED_OPENLY) || distinguished;
        match (discussed, named) {
            (true, _) => Depth::Discussed,
            (false, 0) => Depth::Mentioned,
            (false, _) if role == Role::Appealed => Depth::Mentioned,
            (false, _) => Depth::Cited,
        }
    }
}

/// Finds the sentences of mentions. Mentions stand in the order of the text, so that each sentence is read once, however
/// many stand in it.
#[derive(Default)]
struct SentenceReader {
    section: Option<Section>,
    sentences: Vec<Span>,
    /// Up to where the last sentence was read, with the brackets that were opened and closed there.
    read: Span,
    opened: usize,
    closed: usize,
}

impl SentenceReader {
    fn standing(&mut self, judgment: &StoredJudgment, citation: &StoredCitation) -> Option<Standing> {
        let section = citation.section();
        if section == Section::Cases {
            return None;
        }
        let text = judgment.section(section);
        if self.section != Some(section) {
            *self = Self { section: Some(section), sentences: sentences(text), ..Self::default() };
        }
        let at = citation.span().start;
        let sentence = *self.sentences.get(self.sentences.partition_point(|s| s.end <= at))?;
        let start = sentence.start.min(at);
        if self.read.start != start || self.read.end > at {
            (self.read, self.opened, self.closed) = (Span::new(start, start), 0, 0);
        }
        let further = text.get(self.read.end..at).unwrap_or_default();
        self.opened += further.matches(['(', '（']).count();
        self.closed += further.matches([')', '）']).count();
        self.read.end = at;
        Some(Standing { section, sentence, openly: self.opened <= self.closed })
    }
}

impl CitedJudgment {
    /// The value of the column `edge`: court, numbers, first date, form, role, treatment, opinion, depth and count
    /// between tabs.
    pub(super) fn encode(&self) -> String {
        let date = self.dates.first().map_or(0, |date| date.as_number());
        format!(
            "{}\t{}\t{date}\t{}\t{}\t{}\t{}\t{}\t{}",
            self.court.as_deref().unwrap_or_default(),
            self.numbers.get(..NUMBERS_KEPT).unwrap_or(&self.numbers).join(" "),
            self.decision.as_deref().unwrap_or_default(),
            self.role,
            self.treatment.map_or("", Treatment::name),
            self.opinion.map_or("", Opinion::name),
            self.depth,
            self.count
        )
    }

    /// Reads a value of the column `edge`; `None` where it is damaged.
    pub(super) fn decode(value: &str) -> Option<Self> {
        let mut parts = value.split('\t');
        let court = parts.next()?;
        let numbers = parts.next()?;
        let date = DecisionDate::from_number(parts.next()?.parse().ok()?);
        let decision = parts.next()?;
        let role = Role::from_name(parts.next()?)?;
        let treatment = parts.next()?;
        let opinion = parts.next()?;
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Self {
            court: known(court),
            numbers: numbers.split(' ').map(str::to_owned).collect(),
            dates: date.into_iter().collect(),
            decision: known(decision),
            role,
            treatment: Treatment::from_name(treatment),
            opinion: Opinion::from_name(opinion),
            depth: Depth::from_name(parts.next()?)?,
            count: parts.next()?.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::{Judgment, SourceStamp};
    use panrye_law::reference::references;

    fn stored(cases: &str, content: &str) -> StoredJudgment {
        let mut judgment = Judgment { court: Court::parse("대법원"), ..Judgment::default() };
        judgment.set_docket("2020다1");
        judgment.set_section(Section::Cases, cases.to_owned());
        judgment.set_section(Section::Content, format!("【이 유】 {content}"));
        let citations = references(&judgment).citations;
        StoredJudgment::new(&judgment, Vec::new(), &citations, SourceStamp::default())
    }

    fn depths(cases: &str, content: &str) -> Vec<(String, Depth, u32)> {
        let cited = stored(cases, content).cited();
        cited.into_iter().map(|(cited, _)| (cited.numbers.join(" "), cited.depth, cited.count)).collect()
    }

    #[test]
    fn what_is_only_listed_is_mentioned() {
        let found = depths("대법원 2010. 1. 2. 선고 2009다1 판결", "상고를 기각한다.");
        assert_eq!(found, [("2009다1".to_owned(), Depth::Mentioned, 1)]);
    }

    #[test]
    fn what_supports_a_statement_is_cited() {
        let list = "대법원 2010. 1. 2. 선고 2009다1 판결";
        let found = depths(list, "그러하다(대법원 2010. 1. 2. 선고 2009다1 판결 참조). 끝이다.");
        assert_eq!(found, [("2009다1".to_owned(), Depth::Cited, 2)]);
    }

    #[test]
    fn what_is_overruled_or_spoken_of_again_and_again_is_discussed() {
        let overruled = "이와 달리 본 대법원 2010. 1. 2. 선고 2009다1 판결은 이 판결의 견해에 배치되는 범위 내에서 변경하기로 한다.";
        assert_eq!(depths("", overruled)[0].1, Depth::Discussed);
        let again = "대법원 2010. 1. 2. 선고 2009다1 판결은 갑이라 하였다. 그러나 대법원 2010. 1. 2. 선고 2009다1 판결의 \
                     사안은 을이다.";
        assert_eq!(depths("", again)[0].1, Depth::Discussed);
        let thrice = "갑이다(대법원 2009다1 판결 참조). 을이다(대법원 2009다1 판결 참조). 병이다(대법원 2009다1 판결).";
        assert_eq!(depths("", thrice)[0].1, Depth::Discussed);
    }

    #[test]
    fn joined_numbers_are_one_judgment_and_other_courts_are_not() {
        let list = "대법원 2010. 1. 2. 선고 2009다1, 2 판결, 서울고등법원 2009. 1. 2. 선고 2008나1 판결";
        let content = "(대법원 2010. 1. 3. 선고 2009다2 판결 참조)";
        let cited = stored(list, content).cited();
        assert_eq!(cited.len(), 2);
        assert_eq!(cited[0].0.numbers, ["2009다1", "2009다2"]);
        assert_eq!(cited[0].0.dates.len(), 2, "both dates are kept as written");
        assert_eq!(cited[0].1, [0, 2]);
    }

    #[test]
    fn the_column_keeps_what_a_graph_needs() {
        let cited = stored("대법원 2010. 1. 2. 선고 2009다1, 2 판결", "").cited().remove(0).0;
        let back = CitedJudgment::decode(&cited.encode()).unwrap();
        assert_eq!(back, cited);
        assert_eq!(CitedJudgment::decode("대법원\t2009다1"), None);
    }

    #[test]
    fn overruling_is_stronger_than_following() {
        assert!(Treatment::Overruled > Treatment::OverruledInPart);
        assert!(Treatment::OverruledInPart > Treatment::Followed);
        assert!(weight_of_role(Role::Appealed) > weight_of_role(Role::Reference));
    }
}
