//! The title of a judgment: the line that cites it, with its name beside or below it.
//!
//! `대법원 2018. 1. 25. 선고 2015다1 판결 [손해배상(기)]`, `손해배상(기) [대법원 2018. 1. 25., 선고, 2015다1, 판결]`, and a line
//! `[손해배상(기)][공2018상,495]` behind.

use super::super::fields::{FieldName, Values};
use panrye_law::judgment::Court;
use panrye_law::reference::{Citation, Context, references_in};

/// The longest title, in bytes.
const LONGEST: usize = 400;

/// The most lines before the first heading that are looked at.
const MOST_LINES: usize = 40;

/// What a title says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    court: Option<String>,
    decided: Option<String>,
    docket: Option<String>,
    form: Option<String>,
    name: Option<String>,
}

impl Title {
    /// Takes the title out of the lines before the first heading. A line that says again what `known` has is no text
    /// either, nor is a heading of Markdown that says part of it.
    pub(super) fn take(lines: &mut Vec<String>, known: &Values) -> Self {
        let named = |line: &String| {
            let line = line.trim();
            let title = line.trim_start_matches('#').trim();
            let is_marked = title.len() < line.len();
            let says = |known: &str| known.trim() == title || (is_marked && known.contains(title));
            let names = [FieldName::CaseName, FieldName::CaseNumber];
            !title.is_empty() && names.iter().filter_map(|field| known.text_of(*field)).any(says)
        };
        lines.retain(|line| !named(line));
        let titles = lines.iter().take(MOST_LINES).enumerate();
        let mut titles = titles.filter_map(|(at, line)| Some((at, Self::parse(line)?)));
        // Several are a list.
        let (Some((at, mut title)), None) = (titles.next(), titles.next()) else { return Self::default() };
        if lines.iter().take(at).any(|line| is_of_a_head(line)) {
            return Self::default();
        }
        let mut used = vec![at];
        if title.name.is_none() {
            let next = lines.iter().enumerate().skip(at + 1).find(|(_, line)| !line.trim().is_empty());
            if let Some((below, name)) =
                next.and_then(|(below, line)| Some((below, bracketed_name(line.trim())?)))
            {
                title.name = Some(name);
                used.push(below);
            } else {
                // One line alone below the title is its name.
                let mut rest =
                    lines.iter().enumerate().filter(|(line, text)| *line != at && !text.trim().is_empty());
                if let (Some((below, name)), None) = (rest.next(), rest.next())
                    && below > at
                    && is_plain_name(name.trim())
                {
                    title.name = Some(name.trim().to_owned());
                    used.push(below);
                }
            }
        }
        let mut place = 0;
        lines.retain(|_| {
            place += 1;
            !used.contains(&(place - 1))
        });
        title
    }

    /// The title that a line is, from its beginning to its end.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let line = line.trim().trim_start_matches('#').trim().trim_matches('*');
        let line = line.strip_prefix("제목").map_or(line, |rest| rest.trim_start_matches([':', ' ']));
        if line.len() > LONGEST || !(line.contains("선고") || line.contains("자 ")) {
            return None;
        }
        let plain =
            line.replace("., 선고, ", ". 선고 ").replace(".,선고,", ". 선고 ").replace(". 선고, ", ". 선고 ");
        let plain = [", 판결", ", 결정", ",판결", ",결정"].iter().fold(plain, |plain, form| {
            plain.replace(form, &format!(" {}", form.trim_start_matches([',', ' '])))
        });
        let found = references_in(&plain, &Context::default()).citations;
        let [citation] = &found[..] else { return None };
        let court = citation.court.as_ref()?;
        let date = citation.date?;
        let before = plain.get(..citation.span.start)?.trim_end();
        let behind = plain.get(citation.span.end..)?.trim_start();
        if !is_alone(before, behind) {
            return None;
        }
        Some(Self {
            court: Some(court.name().to_owned()),
            decided: Some(date.to_string()),
            docket: Some(docket(&plain, citation)),
            form: citation.decision.map(|form| {
                let bench = if citation.en_banc { "전원합의체 " } else { "" };
                format!("{bench}{form}")
            }),
            name: name_beside(before, behind),
        })
    }

    /// Adds what the title says, where nothing is known.
    pub(super) fn add(self, values: &mut Values) {
        let said = [
            (FieldName::Court, self.court),
            (FieldName::Decided, self.decided),
            (FieldName::CaseNumber, self.docket),
            (FieldName::Decision, self.form),
            (FieldName::CaseName, self.name),
        ];
        for (field, value) in said {
            if let Some(value) =
                value.filter(|_| values.text_of(field).is_none_or(|known| known.trim().is_empty()))
            {
                values.set(field, value);
            }
        }
    }
}

/// The numbers as the line writes them.
fn docket(line: &str, citation: &Citation) -> String {
    let numbers: Vec<String> = citation.numbers.iter().map(ToString::to_string).collect();
    let written = citation.span.of(line);
    let from = ["선고", "자"].iter().filter_map(|word| Some(written.find(word)? + word.len())).min();
    let written = from.and_then(|from| written.get(from..)).map(str::trim);
    let to = written
        .and_then(|written| ["판결", "결정", "명령"].iter().filter_map(|word| written.rfind(word)).max());
    let between = written.zip(to).and_then(|(written, to)| written.get(..to)).map(str::trim);
    let plain = between.map(|between| between.trim_end_matches("전원합의체").trim());
    plain.filter(|plain| !plain.is_empty()).map_or_else(|| numbers.join(", "), str::to_owned)
}

/// Whether nothing stands beside a citation but what belongs to a title: a name, notes in brackets.
fn is_alone(before: &str, behind: &str) -> bool {
    /// The longest rest of a title behind its brackets, in bytes: the name of a site.
    const LONGEST_REST: usize = 40;
    if before.ends_with('[') {
        let Some(rest) = behind.strip_prefix(']').map(str::trim) else { return false };
        return rest.is_empty() || rest.starts_with(['[', '(', '|', '-', ':']) || rest.len() < LONGEST_REST;
    }
    let is_note = behind.starts_with(['(', '[']) && behind.ends_with([')', ']']);
    before.is_empty() && (behind.is_empty() || is_note || bracketed_name(behind).is_some())
}

/// The name of the case beside a citation: before it where the citation stands in brackets, else in brackets behind it.
fn name_beside(before: &str, behind: &str) -> Option<String> {
    match before.strip_suffix('[').map(str::trim) {
        Some(name) => is_name(name).then(|| name.to_owned()),
        None => bracketed_name(behind),
    }
}

/// The name in `[손해배상(기)][공2018상,495]`, `[손해배상(기)] 〈사건〉`.
fn bracketed_name(line: &str) -> Option<String> {
    let inside = line.strip_prefix(['[', '〔', '【'])?;
    let mut depth = 1_usize;
    let end = inside.char_indices().find_map(|(at, c)| {
        match c {
            '[' | '〔' | '【' => depth += 1,
            ']' | '〕' | '】' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let name = inside.get(..end)?.trim();
    is_name(name).then(|| name.to_owned())
}

/// Whether a line belongs to the head of a judgment: a judgment that is cited below it is another one.
fn is_of_a_head(line: &str) -> bool {
    const LABELS: [&str; 8] = ["사건", "당해사건", "원심", "제1심", "제2심", "환송", "재심대상", "제청법원"];
    let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_court = Court::parse(&compact).is_some_and(|court| court.is_listed());
    is_court
        || ["판결", "결정", "명령"].contains(&compact.as_str())
        || LABELS.iter().any(|label| compact.starts_with(label))
}

/// Whether a line without brackets can be the name of a case: no sentence, and no note with a date.
fn is_plain_name(line: &str) -> bool {
    const LONGEST: usize = 600;
    let is_sentence = line.ends_with(['.', '?', ':']) || line.contains("다. ");
    line.len() <= LONGEST && !is_sentence && !line.contains("선고") && is_name(line)
}

/// Whether it can be the name of a case, and no place in a journal (`공2018상,495`) and no number of a point.
fn is_name(name: &str) -> bool {
    let has_letters = name.chars().filter(|c| ('가'..='힣').contains(c)).count() >= 2;
    let is_journal = ["공", "집", "하집", "각공", "미간행", "판례집"].iter().any(|word| {
        name.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    has_letters && !is_journal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_in_every_form() {
        let read = |line: &str| {
            let title = Title::parse(line)?;
            let text = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
            Some([title.court, title.decided, title.docket, title.form, title.name].map(text).join("|"))
        };
        for (line, expected) in [
            ("대법원 2018. 1. 25. 선고 2015다1 판결", Some("대법원|2018-01-25|2015다1|판결|-")),
            ("# 대법원 2018. 1. 25. 선고 2015다1, 2 판결", Some("대법원|2018-01-25|2015다1, 2|판결|-")),
            (
                "대법원 2018. 1. 25. 선고 2015다1 전원합의체 판결 [손해배상(기)]",
                Some("대법원|2018-01-25|2015다1|전원합의체 판결|손해배상(기)"),
            ),
            (
                "손해배상(기) [대법원 2018. 1. 25. 선고 2015다1 판결]",
                Some("대법원|2018-01-25|2015다1|판결|손해배상(기)"),
            ),
            ("[대법원 2018. 1. 25., 선고, 2015다1, 판결]", Some("대법원|2018-01-25|2015다1|판결|-")),
            ("대법원 1983. 12. 30.자 83모53 결정", Some("대법원|1983-12-30|83모53|결정|-")),
            (
                "대법원 2018. 1. 25. 선고 2015다1 판결(공2018상, 495)",
                Some("대법원|2018-01-25|2015다1|판결|-"),
            ),
            ("대법원 2018. 1. 25. 선고 2015다1 판결을 본다.", None),
            ("원심은 대법원 2018. 1. 25. 선고 2015다1 판결", None),
            ("선고를 유예한다.", None),
        ] {
            assert_eq!(read(line).as_deref(), expected, "{line}");
        }
    }
}
