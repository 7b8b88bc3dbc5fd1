//! What stands behind the numbers: for each statement its origins, the reports that go back to each and those
//! that add none, the denials, and what speaks against it; all as people read it.

mod ground;
mod said;
mod side;

use std::collections::BTreeMap;

pub(crate) use ground::counted;
pub use ground::{Against, Ground};
pub use said::{Citation, Said};
pub use side::{Member, Origin, Side};

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};

use crate::corroborate::{Corroboration, Teller};
use crate::query::Labels;
use crate::store::Graph;
use crate::vocab::cg;

/// A graph with what its reports say together.
pub struct Dossier<'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// What people call the things in it.
    pub labels: Labels<'g>,
    /// What the reports say together.
    pub all: &'g Corroboration,
    /// The contradictions of each claim, by their places.
    contradictions: BTreeMap<&'g str, Vec<usize>>,
}

impl<'g> Dossier<'g> {
    /// What stands behind the numbers of a graph; none where the graph is on disk, where nobody has brought
    /// the reports together in memory.
    pub fn of(graph: &'g Graph) -> Option<Dossier<'g>> {
        let all = graph.corroboration()?;
        let mut contradictions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, contradiction) in all.contradictions.iter().enumerate() {
            for account in contradiction.between {
                contradictions.entry(&all.accounts[account].claim).or_default().push(place);
            }
        }
        Some(Dossier { graph, labels: Labels::new(graph), all, contradictions })
    }

    /// What people call a thing.
    pub fn name(&self, iri: &str) -> String {
        match iri.strip_prefix("house:") {
            Some(owner) => self.house(owner),
            None => self.labels.of(&Term::from(NamedNode::new_unchecked(iri))),
        }
    }

    /// The outlet of an owner; the owner, if reports name several of theirs.
    fn house(&self, owner: &str) -> String {
        let property = NamedNodeRef::new_unchecked(cg::OWNER);
        let literal = Literal::new_simple_literal(owner);
        let outlets =
            self.graph.matching(None, Some(property), Some(literal.as_ref().into()), None);
        let mut outlets: Vec<String> =
            outlets.map(|quad| self.labels.of(&Term::from(quad.subject))).collect();
        outlets.sort();
        outlets.dedup();
        match outlets.as_slice() {
            [outlet] => outlet.clone(),
            _ => owner.to_owned(),
        }
    }

    /// What people call one through whom a statement came.
    pub fn teller(&self, teller: &Teller) -> String {
        match teller {
            Teller::Report(place) => self.name(&self.all.reports[*place]),
            Teller::Agent(agent) => self.name(agent),
        }
    }

    /// The address that something has as a property.
    pub(crate) fn link(&self, subject: &str, property: &str) -> Option<String> {
        match self.labels.object(NamedNodeRef::new_unchecked(subject), property)? {
            Term::NamedNode(node) => Some(node.into_string()),
            _ => None,
        }
    }

    /// The words that something has as a property.
    pub(crate) fn words(&self, subject: &str, property: &str) -> Option<String> {
        self.labels.value(NamedNodeRef::new_unchecked(subject), property)
    }
}
