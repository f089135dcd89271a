//! The graph as a tree of text: the focus, below it what it cites (`→`) and who cites it (`←`), and so on outward.
//!
//! Every judgment is spelled out once, where the shortest way leads to it; elsewhere it is its id and `…`. So the tree
//! ends although citations may go in circles, and close judgments do not hide deep in a branch.

use std::collections::{HashMap, VecDeque};
use std::io;

use super::Language;
use super::one_line::one_line;
use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};

/// Writes the tree of the focus, then trees of whatever it does not lead to.
pub fn write(graph: &Subgraph, language: Language, out: &mut impl io::Write) -> io::Result<()> {
    let forest = Forest::grow(graph, language);
    for &root in &forest.roots {
        forest.write_tree(root, out)?;
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Cites,
    CitedBy,
}

/// A judgment next to another one, with the edges between them.
struct Branch<'g> {
    to: usize,
    edges: Vec<&'g GraphEdge>,
}

struct Forest<'g> {
    graph: &'g Subgraph,
    language: Language,
    cites: Vec<Vec<Branch<'g>>>,
    cited_by: Vec<Vec<Branch<'g>>>,
    roots: Vec<usize>,
    /// Where each judgment is spelled out: below which other one and which way. Roots have none.
    homes: Vec<Option<(usize, Way)>>,
}

/// A line that is still to be written.
struct Line<'f, 'g> {
    branch: &'f Branch<'g>,
    parent: usize,
    way: Way,
    indent: String,
    last: bool,
}

impl<'g> Forest<'g> {
    fn grow(graph: &'g Subgraph, language: Language) -> Self {
        let mut forest = Self {
            graph,
            language,
            cites: branches(graph, |edge| (edge.from, edge.to)),
            cited_by: branches(graph, |edge| (edge.to, edge.from)),
            roots: Vec::new(),
            homes: vec![None; graph.nodes.len()],
        };
        let mut reached = vec![false; graph.nodes.len()];
        if let Some(focus) = graph.focus.filter(|&focus| focus < graph.nodes.len()) {
            forest.plant(focus, &[Way::Cites, Way::CitedBy], &mut reached);
        }
        let uncited = |node: &usize| forest.cited_by.get(*node).is_none_or(Vec::is_empty);
        let (tops, others): (Vec<_>, Vec<_>) = (0..graph.nodes.len()).partition(uncited);
        for root in tops.into_iter().chain(others) {
            forest.plant(root, &[Way::Cites], &mut reached);
        }
        forest
    }

    /// Makes a root of a judgment that no tree holds yet, and finds a home for all it leads to.
    fn plant(&mut self, root: usize, ways: &[Way], reached: &mut [bool]) {
        if std::mem::replace(&mut reached[root], true) {
            return;
        }
        self.roots.push(root);
        for &way in ways {
            let mut queue = VecDeque::from([root]);
            while let Some(parent) = queue.pop_front() {
                let children: Vec<usize> =
                    self.branches(parent, way).iter().map(|branch| branch.to).collect();
                for child in children {
                    if !std::mem::replace(&mut reached[child], true) {
                        self.homes[child] = Some((parent, way));
                        queue.push_back(child);
                    }
                }
            }
        }
    }

    fn branches(&self, node: usize, way: Way) -> &[Branch<'g>] {
        match way {
            Way::Cites => &self.cites[node],
            Way::CitedBy => &self.cited_by[node],
        }
    }

    fn write_tree(&self, root: usize, out: &mut impl io::Write) -> io::Result<()> {
        writeln!(out, "{}", described(&self.graph.nodes[root], self.language))?;
        let ways: &[Way] =
            if self.graph.focus == Some(root) { &[Way::Cites, Way::CitedBy] } else { &[Way::Cites] };
        let mut stack = self.lines(root, ways, "");
        while let Some(line) = stack.pop() {
            let child = line.branch.to;
            let at_home = self.homes[child] == Some((line.parent, line.way));
            self.write_line(&line, at_home, out)?;
            if at_home {
                let indent = format!("{}{}", line.indent, if line.last { "   " } else { "│  " });
                stack.extend(self.lines(child, &[line.way], &indent));
            }
        }
        Ok(())
    }

    /// The lines below a judgment, the first of them last, as a stack wants them.
    fn lines<'f>(&'f self, parent: usize, ways: &[Way], indent: &str) -> Vec<Line<'f, 'g>> {
        let line = |branch, way| Line { branch, parent, way, indent: indent.to_owned(), last: false };
        let mut lines: Vec<_> = ways
            .iter()
            .flat_map(|&way| self.branches(parent, way).iter().map(move |branch| line(branch, way)))
            .collect();
        if let Some(last) = lines.last_mut() {
            last.last = true;
        }
        lines.reverse();
        lines
    }

    fn write_line(&self, line: &Line<'_, '_>, at_home: bool, out: &mut impl io::Write) -> io::Result<()> {
        let fork = if line.last { "└─" } else { "├─" };
        let arrow = if line.way == Way::Cites { "→" } else { "←" };
        let node = &self.graph.nodes[line.branch.to];
        let name = if at_home {
            described(node, self.language)
        } else {
            format!("{} …", one_line(&node.caption.label()))
        };
        writeln!(out, "{}{fork} {arrow} {} {name}", line.indent, words(&line.branch.edges, self.language))
    }
}

/// The edges of each node, those to the same other node joined, in the order of the graph.
fn branches(graph: &Subgraph, ends: impl Fn(&GraphEdge) -> (usize, usize)) -> Vec<Vec<Branch<'_>>> {
    let mut all: Vec<Vec<Branch<'_>>> = graph.nodes.iter().map(|_| Vec::new()).collect();
    let mut places = HashMap::new();
    for (edge, ..) in graph.links() {
        let (at, to) = ends(edge);
        let place = *places.entry((at, to)).or_insert(all[at].len());
        match all[at].get_mut(place) {
            Some(branch) => branch.edges.push(edge),
            None => all[at].push(Branch { to, edges: vec![edge] }),
        }
    }
    all
}

/// `변경·폐기, 참조 ×3`
fn words(edges: &[&GraphEdge], language: Language) -> String {
    let mut words: Vec<(&str, u32)> = Vec::new();
    for edge in edges {
        match words.iter_mut().find(|(known, _)| *known == language.edge(edge)) {
            Some((_, count)) => *count = count.saturating_add(edge.count),
            None => words.push((language.edge(edge), edge.count)),
        }
    }
    let words = words.into_iter().map(|(word, count)| match count {
        0 | 1 => word.to_owned(),
        _ => format!("{word} ×{count}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The name in full with the name of the case and what should not be overlooked.
fn described(node: &GraphNode, language: Language) -> String {
    let mut text = one_line(&node.caption.citation());
    if let Some(name) = node.caption.case_name.as_deref().map(one_line).filter(|name| !name.is_empty()) {
        text.extend([" [", &name, "]"]);
    }
    let cited = language.cited_by(node.cited_by);
    let marks = [
        (node.cited_by > 0).then_some(cited.as_str()),
        node.overruled.then_some(language.overruled()),
        (!node.caption.in_index).then_some(language.cited_only()),
    ];
    let marks: Vec<&str> = marks.into_iter().flatten().collect();
    if !marks.is_empty() {
        text.extend([" (", &marks.join(", "), ")"]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use panrye_law::reference::Role;
    use proptest::prelude::*;

    fn rendered(graph: &Subgraph) -> String {
        let mut out = Vec::new();
        write(graph, Language::Korean, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn circles_end_and_every_judgment_is_spelled_out_once() {
        insta::assert_snapshot!(rendered(&sample::small()), @r"
        대법원 2018. 5. 17. 선고 2018다1000, 1001 판결 [손해배상(기)] (피인용 12)
        ├─ → 변경·폐기 대법원 2001. 3. 9. 선고 2001다2000 판결 (변경·폐기됨)
        │  └─ → 참조 대법원 1995. 1. 20. 선고 95다4000 판결 (미수록)
        ├─ → 따름 ×3 대법원 2009. 7. 23. 선고 2009다3000 판결
        │  ├─ → 인용 대법원 95다4000 …
        │  └─ → 구별 대법원 2018다1000 …
        ├─ ← 구별 대법원 2009다3000 …
        └─ ← 참조 서울고등법원 2019. 11. 1. 선고 2019나5000 판결
        ");
    }

    #[test]
    fn without_a_focus_the_uncited_are_roots() {
        let mut graph = sample::small();
        graph.focus = None;
        graph.nodes.push(sample::node("2020다6000", "대법원", (2020, 1, 2)));
        insta::assert_snapshot!(rendered(&graph), @r"
        서울고등법원 2019. 11. 1. 선고 2019나5000 판결
        └─ → 참조 대법원 2018. 5. 17. 선고 2018다1000, 1001 판결 [손해배상(기)] (피인용 12)
           ├─ → 변경·폐기 대법원 2001. 3. 9. 선고 2001다2000 판결 (변경·폐기됨)
           │  └─ → 참조 대법원 1995. 1. 20. 선고 95다4000 판결 (미수록)
           └─ → 따름 ×3 대법원 2009. 7. 23. 선고 2009다3000 판결
              ├─ → 인용 대법원 95다4000 …
              └─ → 구별 대법원 2018다1000 …
        대법원 2020. 1. 2. 선고 2020다6000 판결
        ");
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let nodes = (0..3_000).map(|n| sample::node(&format!("2000다{n}"), "대법원", (2000, 1, 1))).collect();
        let edges = (1..3_000).map(|n| sample::edge(n - 1, n, Role::Cited, None)).collect();
        let tree = rendered(&Subgraph { nodes, edges, focus: Some(0) });
        assert_eq!(tree.lines().count(), 3_000);
    }

    proptest! {
        #[test]
        fn any_graph_shows_every_judgment_once(
            ends in prop::collection::vec((0usize..9, 0usize..9), 0..30),
            focus in prop::option::of(0usize..10),
        ) {
            let nodes = (0..9).map(|n| sample::node(&format!("2000다{n}"), "대법원", (2000, 1, 1))).collect();
            let edges = ends.iter().map(|&(from, to)| sample::edge(from, to, Role::Cited, None)).collect();
            let tree = rendered(&Subgraph { nodes, edges, focus });
            for n in 0..9 {
                prop_assert_eq!(tree.matches(&format!("선고 2000다{n} 판결")).count(), 1, "{}", tree);
            }
        }

        #[test]
        fn no_name_breaks_a_line(text in any::<String>()) {
            let plain = rendered(&sample::hostile("x")).lines().count();
            prop_assert_eq!(rendered(&sample::hostile(&text)).lines().count(), plain);
            prop_assert_eq!(rendered(&sample::hostile(sample::HOSTILE)).lines().count(), plain);
        }
    }
}
