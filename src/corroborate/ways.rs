//! How many ways lead from a statement to people who know it, no two of them through the same report,
//! outlet or person.
//!
//! The graph of who has it from whom: a report has it from another report whose words it copies, or
//! from the outlet, official or document that it names, and that one from the next. Independent
//! origins are counted as vertex-disjoint paths from the statement to the last of these (Menger's
//! theorem: as many as it takes to silence, before nobody tells it any more).

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::ford_fulkerson;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

/// Somebody through whom a statement came.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Teller {
    /// A reading, by its place in the list.
    Report(usize),
    /// An outlet, an official, a body: by address, or `house:` and the owner's name.
    Agent(String),
}

/// Who has a statement from whom.
#[derive(Debug, Clone, Default)]
pub(super) struct Lineage {
    /// The reports that tell it.
    pub(super) reports: BTreeSet<usize>,
    /// From whom each has it.
    pub(super) from: BTreeSet<(Teller, Teller)>,
    /// Those behind whom nobody stands.
    pub(super) origins: BTreeSet<Teller>,
}

impl Lineage {
    /// The most ways that have nobody in common, each from a report to an origin; in a fixed order.
    pub(super) fn ways(&self) -> Vec<Vec<Teller>> {
        if self.origins.len() < 2 || self.reports.len() < 2 {
            return self.first_way().into_iter().collect();
        }
        let mut network = Network::of(self);
        network.ways()
    }

    /// The shortest way there is.
    fn first_way(&self) -> Option<Vec<Teller>> {
        let mut ways: Vec<Vec<Teller>> =
            self.reports.iter().map(|report| vec![Teller::Report(*report)]).collect();
        let mut seen: BTreeSet<Teller> = BTreeSet::new();
        while !ways.is_empty() {
            let mut next = Vec::new();
            for way in ways {
                let last = way.last()?.clone();
                if self.origins.contains(&last) {
                    return Some(way);
                }
                if !seen.insert(last.clone()) {
                    continue;
                }
                let here = (last.clone(), Teller::Report(0));
                for (_, to) in self.from.range(here..).take_while(|(from, _)| *from == last) {
                    next.push(way.iter().cloned().chain([to.clone()]).collect());
                }
            }
            ways = next;
        }
        None
    }
}

/// The same as a network in which everybody may be passed once: each is an entry, an exit, and an arc
/// of capacity one between them.
struct Network {
    graph: DiGraph<Option<Teller>, u32>,
    start: NodeIndex,
    end: NodeIndex,
}

impl Network {
    fn of(lineage: &Lineage) -> Network {
        let mut graph = DiGraph::new();
        let (start, end) = (graph.add_node(None), graph.add_node(None));
        let mut doors: BTreeMap<&Teller, (NodeIndex, NodeIndex)> = BTreeMap::new();
        let reports: Vec<Teller> = lineage.reports.iter().copied().map(Teller::Report).collect();
        let all = lineage.from.iter().flat_map(|(from, to)| [from, to]).chain(&reports);
        for teller in all.collect::<BTreeSet<_>>() {
            let entry = graph.add_node(Some(teller.clone()));
            let exit = graph.add_node(None);
            graph.add_edge(entry, exit, 1);
            doors.insert(teller, (entry, exit));
        }
        for report in &reports {
            graph.add_edge(start, doors[report].0, 1);
        }
        for (from, to) in &lineage.from {
            graph.add_edge(doors[from].1, doors[to].0, 1);
        }
        for origin in &lineage.origins {
            if let Some((_, exit)) = doors.get(origin) {
                graph.add_edge(*exit, end, 1);
            }
        }
        Network { graph, start, end }
    }

    fn ways(&mut self) -> Vec<Vec<Teller>> {
        let (_, flows) = ford_fulkerson(&self.graph, self.start, self.end);
        let next = |node: NodeIndex| {
            let mut used = self.graph.edges(node).filter(|edge| flows[edge.id().index()] > 0);
            used.next().map(|edge| edge.target())
        };
        let starts = self.graph.edges(self.start).filter(|edge| flows[edge.id().index()] > 0);
        let mut ways: Vec<Vec<Teller>> = starts
            .map(|edge| {
                let mut way = Vec::new();
                let mut at = Some(edge.target());
                while let Some(node) = at.filter(|node| *node != self.end) {
                    way.extend(self.graph[node].clone());
                    at = next(node);
                }
                way
            })
            .collect();
        ways.sort();
        ways
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(name: &str) -> Teller {
        Teller::Agent(name.to_owned())
    }

    fn lineage(of: &[(usize, &[Teller])]) -> Lineage {
        let mut lineage = Lineage::default();
        for (report, chain) in of {
            let mut from = Teller::Report(*report);
            lineage.reports.insert(*report);
            for teller in *chain {
                lineage.from.insert((from, teller.clone()));
                from = teller.clone();
            }
            lineage.origins.insert(from);
        }
        lineage
    }

    #[test]
    fn two_officials_through_one_agency_are_one_way() {
        let wire = agent("wire");
        let found = lineage(&[(0, &[wire.clone(), agent("a")]), (1, &[wire.clone(), agent("b")])]);
        assert_eq!(found.ways().len(), 1);
    }

    #[test]
    fn two_officials_through_two_reports_are_two_ways() {
        let found =
            lineage(&[(0, &[agent("a")]), (1, &[agent("b"), agent("a")]), (1, &[agent("b")])]);
        let ways = found.ways();
        assert_eq!(ways.len(), 1, "b has it from a: {ways:?}");
        let found = lineage(&[(0, &[agent("a")]), (1, &[agent("b")]), (2, &[agent("b")])]);
        assert_eq!(found.ways().len(), 2);
    }

    #[test]
    fn a_copy_adds_nothing() {
        let mut found = lineage(&[(0, &[agent("a")])]);
        found.reports.insert(1);
        found.from.insert((Teller::Report(1), Teller::Report(0)));
        assert_eq!(found.ways(), [vec![Teller::Report(0), agent("a")]]);
    }
}
