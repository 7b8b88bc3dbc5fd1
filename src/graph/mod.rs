//! Networks, for programs that draw and measure: things as nodes, what is claimed of them as edges.
//!
//! ```text
//! claims ─(cut: relations, days)→ edges: flat, typed or the claims themselves
//!        ─(cut: classes, hops)→ network ─measure→ degree, betweenness, communities
//!                                       ─layout→ positions
//! ```

mod claims;
mod cut;
mod edges;
mod layout;
mod measures;
mod nodes;
mod palette;
mod quadtree;
mod record;

use petgraph::graph::UnGraph;

pub use cut::Cut;
pub use layout::Layout;
pub use nodes::{ClaimColumns, Node};

use crate::store::Graph;

/// What the edges of a network are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edges {
    /// One for two things, whatever is claimed of them, without a direction.
    Flat,
    /// One for two things and a relation, from subject to object.
    Typed,
    /// Claims are nodes, and lead to their subject, object, report and tellers.
    Claims,
}

/// Nodes and edges, each sorted by address.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// What the edges are.
    pub kind: Edges,
    /// What has an edge, and what was asked for by name.
    pub nodes: Vec<Node>,
    /// What is claimed.
    pub edges: Vec<Edge>,
    /// Whether places stand where they are on the map.
    pub is_geographic: bool,
    /// What the addresses of the store's things begin with.
    pub base: String,
    /// How many nodes betweenness was counted from, if not from all.
    pub pivots: Option<usize>,
}

/// Claims of two things, as one edge.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edge {
    /// The address of the subject.
    pub source: String,
    /// The address of the object.
    pub target: String,
    /// The relation: `deployedTo`; of a flat edge all, in the order of their names.
    pub relation: String,
    /// What people call it: "deployed to".
    pub label: String,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// How many independent origins claim it, or as many reports as do where no origin is known;
    /// never 0, since Gephi drops such an edge.
    pub weight: usize,
    /// How many claims assert it.
    pub claims: usize,
    /// How many reports do.
    pub reports: usize,
    /// How many independent origins do: as counted in the store, or else how many tellers.
    pub origins: usize,
    /// What the store makes of it, where it says so: `corroborated`, `disputed`.
    pub status: Option<String>,
    /// How surely it is claimed, at the surest.
    pub certainty: &'static str,
    /// The first and last day on which a report that claims it was issued.
    pub claimed: Option<(String, String)>,
    /// When it happened or held: days, apart from each other and in their order.
    pub spells: Vec<Spell>,
    /// The names of the tellers.
    pub sources: Vec<String>,
    /// The words that show it, of the surest claim.
    pub quote: String,
}

/// From one day to another; a bound that is not known is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spell {
    /// The first day.
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
}

impl Network {
    /// A part of the network of a graph, measured and laid out. The view says which plain edges are
    /// seen; edges that are claims need none.
    pub fn of(
        graph: &Graph,
        view: Option<&str>,
        kind: Edges,
        cut: &Cut,
        layout: Layout,
    ) -> Network {
        let claims = claims::read(graph, cut);
        let mut network = match kind {
            Edges::Claims => record::network(graph, &claims, cut),
            Edges::Flat | Edges::Typed => edges::network(graph, view, &claims, kind, cut),
        };
        network.edges.sort_by(|a, b| a.key().cmp(&b.key()));
        network.keep_near(cut);
        network.measure();
        network.is_geographic = layout == Layout::Geo;
        layout::place(&mut network, layout);
        network
    }

    /// Whether edges lead from a subject to an object.
    pub fn is_directed(&self) -> bool {
        self.kind != Edges::Flat
    }

    /// The nodes by their places in the list, with one edge for each two that are linked, and the
    /// sum of the weights. A thing that is linked to itself has no edge here.
    fn simple(&self) -> UnGraph<(), f64> {
        let ends = |edge: &Edge| Some((self.index(&edge.source)?, self.index(&edge.target)?));
        let mut pairs: Vec<(u32, u32, f64)> = self
            .edges
            .iter()
            .filter_map(|edge| {
                let (a, b) = ends(edge)?;
                (a != b).then_some((a.min(b), a.max(b), edge.weight as f64))
            })
            .collect();
        pairs.sort_by_key(|&(a, b, _)| (a, b));
        pairs.dedup_by(|next, first| {
            let same = (next.0, next.1) == (first.0, first.1);
            if same {
                first.2 += next.2;
            }
            same
        });
        let mut simple = UnGraph::with_capacity(self.nodes.len(), pairs.len());
        self.nodes.iter().for_each(|_| {
            simple.add_node(());
        });
        for (a, b, weight) in pairs {
            simple.add_edge(a.into(), b.into(), weight);
        }
        simple
    }

    /// Where a node stands in the list.
    fn index(&self, iri: &str) -> Option<u32> {
        let place = self.nodes.binary_search_by(|node| node.iri.as_str().cmp(iri)).ok()?;
        u32::try_from(place).ok()
    }
}

impl Edge {
    fn key(&self) -> (&str, &str, &str) {
        (&self.source, &self.target, &self.relation)
    }

    /// The first day of all, where known, and the last.
    pub fn happened(&self) -> (Option<&str>, Option<&str>) {
        let start = self.spells.first().and_then(|spell| spell.start.as_deref());
        let end = self.spells.last().and_then(|spell| spell.end.as_deref());
        (start, end)
    }
}
