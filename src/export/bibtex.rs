//! BibTeX for biblatex and biber: an entry `@jurisdiction` a judgment.
//!
//! biblatex's own styles print `@jurisdiction` as they print `@misc`, from title, `howpublished` and date; styles for
//! lawyers read `institution` and `number`. Both find what they look for.

use std::io::{self, Write};

use super::{Exported, JudgmentWriter, Keys};
use crate::output::one_line;
use panrye_law::judgment::{Court, DecisionType};

/// Writes one entry a judgment.
pub struct BibTex<'w> {
    out: &'w mut dyn Write,
    keys: Keys,
}

impl<'w> BibTex<'w> {
    /// Entries on their way to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self { out, keys: Keys::default() }
    }
}

impl JudgmentWriter for BibTex<'_> {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let judgment = &exported.judgment;
        let citation = exported.citation();
        let title = judgment.case_name.clone().unwrap_or_else(|| citation.clone());
        let fields = [
            ("title", Some(title)),
            ("institution", judgment.court.as_ref().map(|court| Court::name(court).to_owned())),
            ("date", judgment.decided.map(|date| date.to_string())),
            ("number", Some(exported.stored.case_numbers().join(", ")).filter(|numbers| !numbers.is_empty())),
            ("type", judgment.decision.map(|decision| DecisionType::korean(decision).to_owned())),
            ("howpublished", Some(citation)),
            ("langid", Some("korean".to_owned())),
        ];
        let key = self.keys.of(exported);
        writeln!(self.out, "@jurisdiction{{{key},")?;
        for (name, value) in fields {
            let Some(value) = value else { continue };
            // A second pair of braces keeps a style from changing the case of Latin letters.
            let (open, close) = if name == "title" { ("{{", "}}") } else { ("{", "}") };
            writeln!(self.out, "  {name:<12} = {open}{}{close},", escaped(&one_line(&value)))?;
        }
        writeln!(self.out, "}}\n")
    }
}

/// Text as LaTeX prints it unchanged. Braces become commands: a lone one would end the field.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use proptest::prelude::*;

    #[test]
    fn a_judgment_is_an_entry() {
        let mut out = Vec::new();
        let stored = sample::stored(&sample::judgment());
        BibTex::new(&mut out)
            .write(&Exported::new(&stored, 3, panrye_engine::graph::Validity::default()))
            .unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        @jurisdiction{daebeopwon-2019da100001,
          title        = {{손해배상(기) \& 50\% "갑"}},
          institution  = {대법원},
          date         = {2020-01-10},
          number       = {2019다100001, 2019다100018},
          type         = {판결},
          howpublished = {대법원 2020. 1. 10. 선고 2019다100001, 100018 판결},
          langid       = {korean},
        }
        "#);
    }

    proptest! {
        #[test]
        fn no_value_ends_its_field(text in "[{}\\\\%&_#$~^a가]{0,30}") {
            let mut open = 0_i32;
            for c in escaped(&text).chars() {
                open += i32::from(c == '{') - i32::from(c == '}');
                prop_assert!(open >= 0);
            }
            prop_assert_eq!(open, 0);
        }
    }
}
