//! What a network's shape says of its nodes: degree, betweenness, communities.

use std::cmp::Reverse;

use leiden_rs::{GraphData, GraphDataBuilder, Leiden, LeidenConfig};
use petgraph::graph::{NodeIndex, UnGraph};
use rayon::prelude::*;

use super::Network;

/// Steps along edges that betweenness may take: some seconds. What would need more is estimated.
const STEPS: usize = 1_000_000_000;

/// Parts that betweenness is counted in, at once; their number is fixed, since it decides in which
/// order fractions are added.
const PARTS: usize = 64;

/// Beginnings that communities are looked for from.
const TRIES: u64 = 10;

impl Network {
    /// Counts degree, betweenness and communities, all without directions.
    pub(super) fn measure(&mut self) {
        let simple = self.simple();
        let (betweenness, pivots) = betweenness(&simple, STEPS);
        let communities = communities(&simple);
        self.pivots = pivots;
        for (place, node) in self.nodes.iter_mut().enumerate() {
            node.degree = simple.neighbors(NodeIndex::new(place)).count();
            node.betweenness = betweenness[place];
            node.community = communities[place];
        }
    }
}

impl Network {
    /// The number of the part of each node, in which edges lead from any to any other.
    pub(crate) fn parts(&self) -> Vec<usize> {
        let simple = self.simple();
        let mut numbers = vec![usize::MAX; self.nodes.len()];
        for start in 0..numbers.len() {
            let mut open = if numbers[start] == usize::MAX { vec![start] } else { Vec::new() };
            while let Some(node) = open.pop() {
                numbers[node] = start;
                let neighbors = simple.neighbors(NodeIndex::new(node)).map(NodeIndex::index);
                open.extend(neighbors.filter(|&neighbor| numbers[neighbor] == usize::MAX));
            }
        }
        numbers
    }
}

/// The share of the shortest ways between two others that pass each node (Brandes, "A faster
/// algorithm for betweenness centrality", 2001), normalized as networkx does it.
///
/// Where that would take too many steps, ways are counted from some nodes only, spread evenly over
/// the list (Brandes and Pich, "Centrality estimation in large networks", 2007), and the number of
/// these is told.
fn betweenness(graph: &UnGraph<(), f64>, steps: usize) -> (Vec<f64>, Option<usize>) {
    let nodes = graph.node_count();
    let each = nodes + 2 * graph.edge_count();
    let pivots = (steps / each.max(1)).clamp(1, nodes.max(1));
    let sources: Vec<usize> = (0..pivots.min(nodes)).map(|pivot| pivot * nodes / pivots).collect();
    let parts: Vec<Vec<f64>> = sources
        .par_chunks(sources.len().div_ceil(PARTS).max(1))
        .map(|sources| {
            let mut passed = vec![0.0; nodes];
            let mut ways = Ways::new(nodes);
            sources.iter().for_each(|&source| ways.count(graph, source, &mut passed));
            passed
        })
        .collect();
    let others = nodes.saturating_sub(1) * nodes.saturating_sub(2);
    let scale = nodes as f64 / pivots as f64 / others.max(1) as f64;
    let sum = |node: usize| parts.iter().map(|part| part[node]).sum::<f64>() * scale;
    ((0..nodes).map(sum).collect(), (pivots < nodes).then_some(pivots))
}

/// The shortest ways from one node to all others.
struct Ways {
    distance: Vec<u32>,
    number: Vec<f64>,
    share: Vec<f64>,
    order: Vec<usize>,
}

impl Ways {
    fn new(nodes: usize) -> Ways {
        let (number, share) = (vec![0.0; nodes], vec![0.0; nodes]);
        Ways { distance: vec![u32::MAX; nodes], number, share, order: Vec::with_capacity(nodes) }
    }

    /// Adds the share of the ways from `source` that pass each node.
    fn count(&mut self, graph: &UnGraph<(), f64>, source: usize, passed: &mut [f64]) {
        let neighbors = |node| graph.neighbors(NodeIndex::new(node)).map(NodeIndex::index);
        for node in self.order.drain(..) {
            (self.distance[node], self.number[node], self.share[node]) = (u32::MAX, 0.0, 0.0);
        }
        (self.distance[source], self.number[source]) = (0, 1.0);
        self.order.push(source);
        let mut next = 0;
        while let Some(&node) = self.order.get(next) {
            next += 1;
            for neighbor in neighbors(node) {
                if self.distance[neighbor] == u32::MAX {
                    self.distance[neighbor] = self.distance[node] + 1;
                    self.order.push(neighbor);
                }
                if self.distance[neighbor] == self.distance[node] + 1 {
                    self.number[neighbor] += self.number[node];
                }
            }
        }
        for &node in self.order[1..].iter().rev() {
            let coefficient = (1.0 + self.share[node]) / self.number[node];
            for neighbor in neighbors(node) {
                if self.distance[neighbor] + 1 == self.distance[node] {
                    self.share[neighbor] += self.number[neighbor] * coefficient;
                }
            }
            passed[node] += self.share[node];
        }
    }
}

/// The number of the community of each node, from 1, the largest first (Traag and others, "From
/// Louvain to Leiden", 2019). Random choices are always the same ones.
fn communities(graph: &UnGraph<(), f64>) -> Vec<usize> {
    let nodes = graph.node_count();
    let mut builder = GraphDataBuilder::new(nodes);
    for edge in graph.edge_indices() {
        let (Some((a, b)), Some(&weight)) = (graph.edge_endpoints(edge), graph.edge_weight(edge))
        else {
            continue;
        };
        // Both ends are below the number of nodes, and weights are finite and above 0.
        builder.add_edge(a.index(), b.index(), weight).expect("an edge between nodes");
    }
    // Without edges everything is a community of its own.
    let alone = || (0..nodes).collect();
    let data = (graph.edge_count() > 0).then(|| builder.build().ok()).flatten();
    let member: Vec<usize> = data.and_then(|data| best_partition(&data)).unwrap_or_else(alone);
    let mut sizes = vec![(0, usize::MAX); member.iter().max().map_or(0, |last| last + 1)];
    for (node, &community) in member.iter().enumerate() {
        let (size, first) = sizes[community];
        sizes[community] = (size + 1, first.min(node));
    }
    let mut ranked: Vec<usize> = (0..sizes.len()).filter(|&found| sizes[found].0 > 0).collect();
    ranked.sort_by_key(|&community| (Reverse(sizes[community].0), sizes[community].1));
    let mut number = vec![0; sizes.len()];
    (1..).zip(ranked).for_each(|(rank, community)| number[community] = rank);
    member.into_iter().map(|community| number[community]).collect()
}

/// The communities with the most edges inside, of some tries.
fn best_partition(data: &GraphData) -> Option<Vec<usize>> {
    let attempt = |seed| {
        let config = LeidenConfig { seed: Some(seed), ..LeidenConfig::default() };
        Leiden::new(config).run(data).ok()
    };
    let found: Vec<_> = (1..=TRIES).into_par_iter().filter_map(attempt).collect();
    let best = found.into_iter().reduce(|a, b| if b.quality > a.quality { b } else { a });
    best.map(|best| best.partition.as_slice().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, edges: &[(u32, u32)]) -> UnGraph<(), f64> {
        let mut graph = UnGraph::with_capacity(nodes, edges.len());
        (0..nodes).for_each(|_| {
            graph.add_node(());
        });
        for &(a, b) in edges {
            graph.add_edge(a.into(), b.into(), 1.0);
        }
        graph
    }

    #[test]
    fn betweenness_is_that_of_networkx() {
        // nx.betweenness_centrality of a path of four with a triangle at its end, and one alone.
        let graph = graph(7, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (3, 5)]);
        let expected = [0.0, 4.0 / 15.0, 6.0 / 15.0, 6.0 / 15.0, 0.0, 0.0, 0.0];
        let (found, pivots) = betweenness(&graph, STEPS);
        assert!(
            found.iter().zip(expected).all(|(found, wanted)| (found - wanted).abs() < 1e-12),
            "{found:?}"
        );
        assert_eq!(pivots, None);
    }

    #[test]
    fn betweenness_of_a_large_ring_is_estimated_from_some_of_its_nodes() {
        let ring: Vec<(u32, u32)> = (0..300).map(|node| (node, (node + 1) % 300)).collect();
        let ring = graph(300, &ring);
        let (exact, _) = betweenness(&ring, STEPS);
        let (estimate, pivots) = betweenness(&ring, 900 * 100);
        assert_eq!(pivots, Some(100));
        for (exact, estimate) in exact.iter().zip(estimate) {
            assert!((exact - estimate).abs() < exact / 20.0, "{exact} {estimate}");
        }
    }

    #[test]
    fn communities_are_numbered_from_the_largest() {
        let two = graph(
            8,
            &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (3, 6), (3, 5), (4, 6)],
        );
        assert_eq!(communities(&two), [2, 2, 2, 1, 1, 1, 1, 3]);
        assert_eq!(communities(&graph(2, &[])), [1, 2]);
        assert!(communities(&graph(0, &[])).is_empty());
    }
}
