//! Citations as a table of tab-separated values, one edge a line, for spreadsheets and scripts.

use std::io;

use super::one_line::one_line;
use crate::graph::{GraphNode, Subgraph};
use crate::reference::Treatment;

/// Writes the edges under a line of headings: `from`, `from_date`, `from_held`, `to`, `to_date`, `to_held`, `role`,
/// `treatment`, `count`. Judgments go by their [id](GraphNode::id); a missing value is empty.
pub fn write(graph: &Subgraph, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "from\tfrom_date\tfrom_held\tto\tto_date\tto_held\trole\ttreatment\tcount")?;
    for (edge, from, to) in graph.links() {
        let treatment = edge.treatment.map_or("", Treatment::name);
        writeln!(out, "{}\t{}\t{}\t{treatment}\t{}", cells(from), cells(to), edge.role, edge.count)?;
    }
    Ok(())
}

fn cells(node: &GraphNode) -> String {
    let date = node.decided.map(|date| date.to_string()).unwrap_or_default();
    format!("{}\t{date}\t{}", one_line(&node.id()), node.held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use proptest::prelude::*;

    fn rendered(graph: &Subgraph) -> String {
        let mut out = Vec::new();
        write(graph, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_edge_is_a_line() {
        insta::assert_snapshot!(rendered(&sample::small()), @"");
    }

    proptest! {
        #[test]
        fn no_name_breaks_the_table(text in any::<String>()) {
            let table = rendered(&sample::hostile(&text));
            prop_assert_eq!(table.lines().count(), 1 + 7);
            prop_assert!(table.split_terminator('\n').all(|line| line.matches('\t').count() == 8));
        }
    }
}
