//! What a text refers to: other decisions and statutes.
//!
//! Five steps, after the model of eyecite: scanners find literal candidates (`scan`, `case_scan`, `provision_scan`),
//! what stands around them makes them citations and statute references (`case_head`, `law_scan`), short forms are
//! bound to their antecedents in the text (`cases`, `short_form`), and words of treatment are read (`treatment`).
//! Nothing here asks an index: that a cited decision exists is found out elsewhere. Cost is linear in the text.

mod case_head;
mod case_scan;
mod cases;
mod citation;
#[cfg(test)]
mod gold;
mod law_scan;
mod law_shape;
mod outline;
mod points;
mod provision_scan;
mod scan;
mod short_form;
mod short_names;
mod statute;
mod statute_names;
mod statute_query;
mod statutes;
mod suffix_trie;
mod treatment;

pub use citation::{Citation, Role, Treatment};
pub use statute::{LawName, Ordinal, Provision, RangeEnd, StatuteRef};
pub use statute_query::StatuteTerm;

use short_form::Aliases;

use crate::judgment::{CaseNumber, Court, Judgment, Section};

/// Everything that a text refers to, in the order of sections and offsets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// Other decisions.
    pub citations: Vec<Citation>,
    /// Provisions of statutes.
    pub statutes: Vec<StatuteRef>,
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
    }
    all
}

/// Every reference in one text.
pub fn references_in(text: &str, context: &Context<'_>) -> References {
    read(text, context, &mut Aliases::default())
}

/// Reads one text. `aliases` are the short names that earlier sections of the same judgment define.
fn read(text: &str, context: &Context<'_>, aliases: &mut Aliases) -> References {
    let citations = if context.section == Some(Section::Statutes) {
        Vec::new()
    } else {
        cases::citations(text, context)
    };
    References {
        citations,
        statutes: statutes::statutes(text, context, aliases),
    }
}
