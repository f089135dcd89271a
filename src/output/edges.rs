//! Citations as a table of tab-separated values, one edge a line, for spreadsheets and scripts.

use std::io;

use super::one_line::one_line;
use crate::graph::{GraphNode, Subgraph};
use crate::reference::Treatment;

/// Writes the edges under a line of headings: `from`, `from_date`, `from_held`, `to`, `to_date`, `to_held`, `role`,
/// `treatment`, `depth`, `count`. Judgments go by their [id](GraphNode::id); a missing value is empty.
pub fn write(graph: &Subgraph, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "from\tfrom_date\tfrom_held\tto\tto_date\tto_held\trole\ttreatment\tdepth\tcount")?;
    for (edge, from, to) in graph.links() {
        let treatment = edge.treatment.map_or("", Treatment::name);
        writeln!(
            out,
            "{}\t{}\t{}\t{treatment}\t{}\t{}",
            cells(from),
            cells(to),
            edge.role,
            edge.depth,
            edge.count
        )?;
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
        insta::assert_snapshot!(rendered(&sample::small()), @r"
        from	from_date	from_held	to	to_date	to_held	role	treatment	depth	count
        대법원 2018다1000	2018-05-17	true	대법원 2001다2000	2001-03-09	true	cited	overruled	cited	1
        대법원 2018다1000	2018-05-17	true	대법원 2009다3000	2009-07-23	true	cited	followed	cited	3
        대법원 2001다2000	2001-03-09	true	대법원 95다4000	1995-01-20	false	reference		cited	1
        대법원 2009다3000	2009-07-23	true	대법원 95다4000	1995-01-20	false	cited		cited	1
        대법원 2009다3000	2009-07-23	true	대법원 2018다1000	2018-05-17	true	cited	distinguished	cited	1
        서울고등법원 2019나5000	2019-11-01	true	대법원 2018다1000	2018-05-17	true	reference		cited	1
        ");
    }

    proptest! {
        #[test]
        fn no_name_breaks_the_table(text in any::<String>()) {
            let table = rendered(&sample::hostile(&text));
            prop_assert_eq!(table.lines().count(), 1 + 7);
            prop_assert!(table.split_terminator('\n').all(|line| line.matches('\t').count() == 9));
        }
    }
}
