//! What is said of a judgment that is no longer good law, or may not be: on every screen in the same words.

use crate::cli::error::Result;
use crate::cli::locale::say;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use panrye_engine::graph::{Edge, StruckDown, Validity};
use panrye_engine::index::{Coverage, CoveredCourt};
use panrye_law::caption::Caption;
use panrye_law::reference::Treatment;
use panrye_text::count::counted;

/// The most overruled judgments and provisions that are told of a judgment among others.
const MOST_BRIEFLY: usize = 2;

/// All that is known, with the words that overrule; where that is nothing, what was looked through.
pub(in crate::cli) fn print_fully(printer: &mut Printer, validity: &Validity) -> Result<()> {
    for edge in &validity.overruled_by {
        print_wrapped(printer, &overruling(edge, &edge.from.citation()), &[], Some(meaning::WARNING))?;
        if let Some(quote) = edge.telling_quote() {
            print_wrapped(printer, &format!("{}: {}", quote.place, quote.text), &[], None)?;
        }
    }
    for line in at_risk(validity) {
        print_wrapped(printer, &line, &[], Some(meaning::WARNING))?;
    }
    for provision in &validity.struck_down {
        print_wrapped(printer, &struck_down(provision), &[], Some(meaning::WARNING))?;
        if !provision.quote.is_empty() {
            let order = say!("order", "주문");
            print_wrapped(printer, &format!("{order}: {}", provision.quote), &[], None)?;
        }
    }
    if validity.overruled_by.is_empty() {
        print_wrapped(printer, &nothing_found(&validity.coverage), &[], Some(meaning::FAINT))?;
    }
    Ok(())
}

/// What warns of a judgment among others, a line each.
pub(in crate::cli) fn print_warnings(
    printer: &mut Printer,
    validity: &Validity,
    name: fn(&Caption) -> String,
) -> Result<()> {
    let overruled = validity.overruled_by.iter().map(|edge| overruling(edge, &name(&edge.from)));
    let struck = validity.struck_down.iter().map(struck_down);
    for line in overruled.chain(at_risk(validity).take(MOST_BRIEFLY)).chain(struck.take(MOST_BRIEFLY)) {
        print_wrapped(printer, &line, &[], Some(meaning::WARNING))?;
    }
    Ok(())
}

fn overruling(edge: &Edge, by: &str) -> String {
    if edge.treatment == Some(Treatment::OverruledInPart) {
        say!("overruled in part by {by}", "일부 변경: {by}")
    } else {
        say!("overruled by {by}", "변경·폐기: {by}")
    }
}

/// The overruled judgments that it follows.
fn at_risk(validity: &Validity) -> impl Iterator<Item = String> {
    validity.risks.iter().map(|risk| {
        let (rests_on, by) = (risk.rests_on.citation(), risk.overruled_by.citation());
        if risk.treatment == Treatment::OverruledInPart {
            say!(
                "at risk: it follows {rests_on}, which {by} overruled in part",
                "주의: 뒤에 일부 변경된 판례를 따름 ({rests_on}, 일부 변경: {by})"
            )
        } else {
            say!(
                "at risk: it follows {rests_on}, which {by} overruled",
                "주의: 뒤에 변경된 판례를 따름 ({rests_on}, 변경: {by})"
            )
        }
    })
}

/// A provision that does not stand any longer.
fn struck_down(struck: &StruckDown) -> String {
    let (provision, outcome, by) = (&struck.provision, struck.outcome, struck.by.citation());
    match &struck.cited {
        Some(whole) => say!(
            "{provision} was struck down later, wholly or in part ({outcome}): {by}; this judgment names {whole} as a whole",
            "{provision}: 뒤에 전부 또는 일부 {outcome} 결정 ({by}). 이 판례는 {whole}까지만 적음"
        ),
        None => say!(
            "{provision} was struck down later, wholly or in part ({outcome}): {by}",
            "{provision}: 뒤에 전부 또는 일부 {outcome} 결정 ({by})"
        ),
    }
}

fn nothing_found(coverage: &Coverage) -> String {
    let courts: Vec<String> = coverage.courts.iter().map(extent).collect();
    let (courts, judgments) = (courts.join(", "), counted(coverage.judgments, "judgment"));
    let refreshed = coverage.refreshed.as_deref().unwrap_or("?");
    say!(
        "no overruling found among {judgments} ({courts}; index of {refreshed})",
        "판례 {judgments:#}건에서 변경·폐기를 찾지 못했습니다 ({courts}, 색인 갱신 {refreshed})"
    )
}

fn extent(covered: &CoveredCourt) -> String {
    let CoveredCourt { court, judgments, latest } = covered;
    match latest {
        _ if *judgments == 0 => say!("no {court}", "{court} 없음"),
        Some(latest) => say!("{judgments} of {court} up to {latest}", "{court} {judgments}건, {latest}까지"),
        None => say!("{judgments} of {court}", "{court} {judgments}건"),
    }
}
