//! How many ways lead from a statement to people who know it, no two of them through the same report,
//! outlet or person.
//!
//! The graph of who has it from whom: an outlet has it from another whose words it copies, or from
//! the outlet, official or document that it names, and that one from the next. All reports of one
//! house are one in it. Independent origins are counted as vertex-disjoint paths from the statement to
//! the last of these (Menger's theorem: as many as it takes to silence, before nobody tells it any
//! more).

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

/// The same in the graph, where a report stands for itself only if nobody knows who published it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node<'a> {
    Report(usize),
    Agent(&'a str),
}

/// Who has a statement from whom.
#[derive(Debug, Clone, Default)]
pub(super) struct Lineage<'a> {
    /// The reports that tell it.
    pub(super) reports: BTreeSet<usize>,
    /// The houses that tell it, each with its first report.
    told: BTreeMap<Node<'a>, usize>,
    /// From whom each has it, and the first report that shows it.
    from: BTreeMap<(Node<'a>, Node<'a>), usize>,
    /// Those behind whom nobody stands; houses that tell it themselves, with the first report in which
    /// they do.
    pub(super) origins: BTreeMap<Node<'a>, Option<usize>>,
}

impl<'a> Lineage<'a> {
    /// A house tells it in a report.
    pub(super) fn tell(&mut self, house: Node<'a>, report: usize) {
        let first = self.told.entry(house).or_insert(report);
        *first = report.min(*first);
    }

    /// One has it from another, as a report shows.
    pub(super) fn has_from(&mut self, one: Node<'a>, other: Node<'a>, report: usize) {
        if one != other {
            let first = self.from.entry((one, other)).or_insert(report);
            *first = report.min(*first);
        }
    }

    /// A house has it from those whom its report names, the last of whom knows it.
    pub(super) fn follow(&mut self, house: Node<'a>, report: usize, chain: &'a [String]) {
        let mut from = house;
        for agent in chain {
            let to = Node::Agent(agent);
            self.has_from(from, to, report);
            from = to;
        }
        let own = (from == house).then_some(report);
        let known = self.origins.entry(from).or_insert(own);
        *known = [*known, own].into_iter().flatten().min();
    }

    /// Each of those whom a report names has it from the next, whoever the report has it from.
    pub(super) fn know(&mut self, report: usize, chain: &'a [String]) {
        for pair in chain.windows(2) {
            self.has_from(Node::Agent(&pair[0]), Node::Agent(&pair[1]), report);
        }
    }

    /// Those of whom it is known, by whatever report, who they have it from are no origins, unless they
    /// tell it themselves.
    pub(super) fn leave_out_go_betweens(&mut self) {
        let (from, told) = (&self.from, &self.told);
        self.origins.retain(|origin, own| {
            let mut behind = from.range((*origin, Node::Report(0))..);
            let has_it_from = behind.next().is_some_and(|((one, _), _)| one == origin);
            own.is_some() || !(has_it_from || told.contains_key(origin))
        });
    }

    /// Everybody from whom a way leads to an origin.
    pub(super) fn traced(&self) -> BTreeSet<Node<'a>> {
        let mut behind: BTreeMap<Node<'a>, Vec<Node<'a>>> = BTreeMap::new();
        for (one, other) in self.from.keys() {
            behind.entry(*other).or_default().push(*one);
        }
        let mut open: Vec<Node<'a>> = self.origins.keys().copied().collect();
        let mut traced = BTreeSet::new();
        while let Some(node) = open.pop() {
            if traced.insert(node) {
                open.extend(behind.get(&node).into_iter().flatten());
            }
        }
        traced
    }

    /// The most ways that have nobody in common, each from a report to an origin; in a fixed order.
    pub(super) fn ways(&self) -> Vec<Vec<Teller>> {
        let ways = if self.origins.len() < 2 || self.told.len() < 2 {
            self.first_way().into_iter().collect()
        } else {
            Network::of(self).ways()
        };
        let mut ways: Vec<Vec<Teller>> = ways.iter().map(|way| self.shown(way)).collect();
        ways.sort();
        ways
    }

    /// The shortest way there is.
    fn first_way(&self) -> Option<Vec<Node<'a>>> {
        let mut before: BTreeMap<Node<'a>, Option<Node<'a>>> =
            self.told.keys().map(|house| (*house, None)).collect();
        let mut open: Vec<Node<'a>> = self.told.keys().copied().collect();
        while !open.is_empty() {
            if let Some(origin) = open.iter().find(|node| self.origins.contains_key(node)) {
                let mut way: Vec<Node<'a>> =
                    std::iter::successors(Some(*origin), |node| before[node]).collect();
                way.reverse();
                return Some(way);
            }
            let mut next = Vec::new();
            for node in open {
                for other in self.next(node) {
                    before.entry(other).or_insert_with(|| {
                        next.push(other);
                        Some(node)
                    });
                }
            }
            open = next;
        }
        None
    }

    fn next(&self, node: Node<'a>) -> impl Iterator<Item = Node<'a>> {
        let here = self.from.range((node, Node::Report(0))..);
        here.take_while(move |((one, _), _)| *one == node).map(|((_, other), _)| *other)
    }

    /// A way by the reports that show it, to the address of the origin.
    fn shown(&self, way: &[Node<'a>]) -> Vec<Teller> {
        let mut shown = Vec::new();
        for (place, node) in way.iter().enumerate() {
            let next = way.get(place + 1);
            let report = match next {
                Some(next) => self.from.get(&(*node, *next)).copied(),
                None => self.origins.get(node).copied().flatten(),
            };
            let report = report.filter(|_| self.told.contains_key(node));
            shown.extend(report.map(Teller::Report));
            match node {
                Node::Agent(agent) if report.is_none() || next.is_none() => {
                    shown.push(Teller::Agent((*agent).to_owned()));
                }
                _ => {}
            }
        }
        shown
    }
}

/// The same as a network in which everybody may be passed once: each is an entry, an exit, and an arc
/// of capacity one between them.
struct Network<'a> {
    graph: DiGraph<Option<Node<'a>>, u32>,
    start: NodeIndex,
    end: NodeIndex,
}

impl<'a> Network<'a> {
    fn of(lineage: &Lineage<'a>) -> Network<'a> {
        let mut graph = DiGraph::new();
        let (start, end) = (graph.add_node(None), graph.add_node(None));
        let mut doors: BTreeMap<Node<'a>, (NodeIndex, NodeIndex)> = BTreeMap::new();
        let all = lineage.from.keys().flat_map(|(from, to)| [from, to]).chain(lineage.told.keys());
        for node in all.collect::<BTreeSet<_>>() {
            let entry = graph.add_node(Some(*node));
            let exit = graph.add_node(None);
            graph.add_edge(entry, exit, 1);
            doors.insert(*node, (entry, exit));
        }
        for house in lineage.told.keys() {
            graph.add_edge(start, doors[house].0, 1);
        }
        for (from, to) in lineage.from.keys() {
            graph.add_edge(doors[from].1, doors[to].0, 1);
        }
        for origin in lineage.origins.keys() {
            if let Some((_, exit)) = doors.get(origin) {
                graph.add_edge(*exit, end, 1);
            }
        }
        Network { graph, start, end }
    }

    fn ways(&self) -> Vec<Vec<Node<'a>>> {
        let (_, flows) = ford_fulkerson(&self.graph, self.start, self.end);
        let next = |node: NodeIndex| {
            let mut used = self.graph.edges(node).filter(|edge| flows[edge.id().index()] > 0);
            used.next().map(|edge| edge.target())
        };
        let starts = self.graph.edges(self.start).filter(|edge| flows[edge.id().index()] > 0);
        let way = |first: NodeIndex| {
            let nodes = std::iter::successors(Some(first), |node| next(*node));
            nodes.filter_map(|node| self.graph[node]).collect()
        };
        starts.map(|edge| way(edge.target())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Houses that name somebody, by their numbers: each has one report.
    fn ways(of: &[(usize, &[&str])]) -> Vec<Vec<Teller>> {
        let chains: Vec<Vec<String>> = of
            .iter()
            .map(|(_, chain)| chain.iter().map(|&name| name.to_owned()).collect())
            .collect();
        let mut lineage = Lineage::default();
        for ((report, _), chain) in of.iter().zip(&chains) {
            lineage.reports.insert(*report);
            lineage.tell(Node::Report(*report), *report);
            lineage.follow(Node::Report(*report), *report, chain);
        }
        lineage.leave_out_go_betweens();
        lineage.ways()
    }

    #[test]
    fn two_officials_through_one_agency_are_one_way() {
        assert_eq!(ways(&[(0, &["wire", "a"]), (1, &["wire", "b"])]).len(), 1);
    }

    #[test]
    fn two_officials_through_two_reports_are_two_ways() {
        let found = ways(&[(0, &["a"]), (1, &["b", "a"]), (1, &["b"])]);
        assert_eq!(found.len(), 1, "b has it from a: {found:?}");
        assert_eq!(ways(&[(0, &["a"]), (1, &["b"]), (2, &["b"])]).len(), 2);
    }

    #[test]
    fn who_names_an_agency_alone_has_it_from_whom_the_agency_has_it() {
        let found = ways(&[(0, &["wire"]), (1, &["wire", "a"]), (2, &["a"])]);
        assert_eq!(found, [vec![Teller::Report(2), Teller::Agent("a".to_owned())]]);
    }

    #[test]
    fn two_reports_of_one_house_are_one_way() {
        let chains = [["a".to_owned()], ["b".to_owned()]];
        let mut lineage = Lineage::default();
        for (report, chain) in chains.iter().enumerate() {
            lineage.tell(Node::Agent("house"), report);
            lineage.follow(Node::Agent("house"), report, chain);
        }
        assert_eq!(lineage.ways().len(), 1);
    }
}
