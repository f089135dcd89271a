//! `panrye top`: the judgments that others cite most.

use panrye_engine::index::JudgmentAddress;
use panrye_law::caption::Caption;
use std::cmp::Ordering;
use std::collections::HashSet;

use crate::cli::error::Result;
use clap::{Args, ValueEnum};
use petgraph::graph::NodeIndex;

use crate::cli::args::completer;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::narrowing::Narrowing;
use crate::cli::args::settings::Settings;
use crate::cli::args::timing::Timing;
use crate::cli::locale::{errors, say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::cli::workspace;
use crate::output::json::AuthorityLine;
use panrye_engine::graph::{Authority, CitationGraph};
use panrye_engine::query::Query;
use panrye_engine::search::Filters;

#[derive(Debug, Args)]
pub(in crate::cli) struct TopArguments {
    /// Only judgments that match this query
    #[arg(value_name = "QUERY", add = completer::query())]
    query: Vec<String>,
    /// What makes a judgment come first
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = By::Citing)]
    by: By,
    #[command(flatten)]
    narrowing: Narrowing,
    #[command(flatten)]
    timing: Timing,
    /// Only judgments that the index holds
    #[arg(long)]
    in_index: bool,
    /// How many to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    format: FormatArguments,
}

/// The measure of authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// How many judgments cite it.
    Citing,
    /// How many judgments discuss it, and do not just name it.
    Discussed,
    /// `PageRank`: to be cited by the much cited counts more.
    Pagerank,
}

pub(in crate::cli) fn run(options: &TopArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<AuthorityLine>()?;
    let text = options.query.join(" ");
    let query = if text.trim().is_empty() {
        None
    } else {
        Some(Query::parse(&text).map_err(|error| errors::query(&error, &text))?)
    };
    let mut searcher = workspace::searcher(settings)?;
    options.timing.apply(&mut searcher);
    let filters = options.narrowing.filters();
    let matching = searcher.matching(query.as_ref(), &filters)?;
    let graph = CitationGraph::load(searcher.reader())?;
    let authorities = graph.authorities();
    let cited_only = query.is_none() && !options.in_index;
    let mut nodes = admitted(&graph, &authorities, &matching, cited_only.then_some(&filters));
    nodes.sort_by(|&a, &b| {
        let (one, other) = (&authorities[a.index()], &authorities[b.index()]);
        let first = match options.by {
            By::Citing => Ordering::Equal,
            By::Discussed => other.discussed_by.cmp(&one.discussed_by),
            By::Pagerank => other.page_rank.total_cmp(&one.page_rank),
        };
        let name = |node: NodeIndex| (&graph.graph[node].case_numbers, &graph.graph[node].court);
        let then = other.cited_by.cmp(&one.cited_by).then(other.page_rank.total_cmp(&one.page_rank));
        first.then(then).then_with(|| name(a).cmp(&name(b)))
    });
    let mut printer = settings.paged();
    for (place, &node) in nodes.iter().take(options.limit).enumerate() {
        let judgment = graph.judgment(searcher.reader(), node)?;
        let authority = &authorities[node.index()];
        if let Some(lines) = &mut lines {
            lines.print(&mut printer, &AuthorityLine::new(place + 1, &judgment, authority))?;
        } else {
            print_judgment(&mut printer, place + 1, &judgment, authority)?;
        }
    }
    lines.iter_mut().try_for_each(|lines| lines.finish(&mut printer))?;
    printer.flush()?;
    if nodes.is_empty() {
        settings.note(say!("no judgment that is cited matches", "인용된 판례 가운데 맞는 것이 없습니다"));
    }
    Ok(if nodes.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

/// The cited judgments that match; those that are only cited where `cited_only` admits them.
fn admitted(
    graph: &CitationGraph,
    authorities: &[Authority],
    matching: &HashSet<JudgmentAddress>,
    cited_only: Option<&Filters>,
) -> Vec<NodeIndex> {
    let admits = |&node: &NodeIndex| {
        let judgment = &graph.graph[node];
        let (court, decided) = (judgment.court.as_deref(), judgment.decided);
        authorities[node.index()].cited_by > 0
            && match judgment.address {
                Some(address) => matching.contains(&address),
                None => cited_only.is_some_and(|filters| filters.admit_cited_only(court, decided)),
            }
    };
    graph.graph.node_indices().filter(admits).collect()
}

fn print_judgment(
    printer: &mut Printer,
    place: usize,
    judgment: &Caption,
    authority: &Authority,
) -> Result<()> {
    let name = printer.paint(meaning::CITATION, judgment.citation());
    printer.line(format_args!("{place:>3}. {name}"))?;
    let Authority { cited_by, discussed_by, page_rank, .. } = authority;
    let mut about = vec![say!("cited by {cited_by}", "피인용 {cited_by}")];
    if *discussed_by > 0 {
        about.push(say!("discussed by {discussed_by}", "자세히 다룬 판례 {discussed_by}"));
    }
    about.push(format!("PageRank {page_rank:.6}"));
    if !judgment.in_index {
        about.push(terms::not_in_index());
    }
    about.extend(judgment.case_name.clone());
    print_wrapped(printer, &about.join(" · "), &[], Some(meaning::FAINT))?;
    if authority.overruled {
        let overruled = say!("overruled by a later judgment", "뒤의 판례가 변경·폐기함");
        print_wrapped(printer, &overruled, &[], Some(meaning::WARNING))?;
    }
    Ok(())
}
