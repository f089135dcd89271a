//! The facets of an answer, below its hits.

use crate::cli::error::Result;
use clap::ValueEnum;

use crate::cli::args::format::Lines;
use crate::cli::locale::{say, terms};
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::output::json::FacetLine;
use panrye_engine::search::{Facet, FacetCounts};

/// Values of a facet that are shown to people; programs get all.
const SHOWN: usize = 12;

/// What an answer can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum By {
    /// Court.
    Court,
    /// Year of the decision.
    Year,
    /// Kind of the case.
    Kind,
    /// Law that is referred to.
    Law,
    /// Form of the decision.
    Form,
    /// What the decision comes to.
    Outcome,
}

impl From<By> for Facet {
    fn from(by: By) -> Self {
        match by {
            By::Court => Self::Court,
            By::Year => Self::Year,
            By::Kind => Self::Kind,
            By::Law => Self::Law,
            By::Form => Self::Form,
            By::Outcome => Self::Outcome,
        }
    }
}

pub(in crate::cli) fn print(
    printer: &mut Printer,
    facets: &[FacetCounts],
    lines: Option<&mut Lines>,
) -> Result<()> {
    if let Some(lines) = lines {
        for FacetCounts { facet, values } in facets {
            lines.print(printer, &FacetLine::new(*facet, values))?;
        }
        return lines.finish(printer);
    }
    for FacetCounts { facet, values } in facets {
        let name = printer.paint(meaning::PLACE, terms::facet(*facet));
        printer.line(name)?;
        let shown = values.iter().take(SHOWN).map(|(value, judgments)| format!("{value} {judgments}"));
        let rest = values.len().saturating_sub(SHOWN);
        let rest = (rest > 0).then(|| say!("and {rest} more", "외 {rest}"));
        let line = shown.chain(rest).collect::<Vec<_>>().join(" · ");
        print_wrapped(printer, &line, &[], None)?;
    }
    Ok(())
}
