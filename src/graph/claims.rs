//! The claims of a graph, as far as networks need them.

use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, Term};

use super::Cut;
use crate::query::Labels;
use crate::store::{Graph, address};
use crate::vocab::{cg, dct, oa, rdf};

/// What the store may have counted over the claims of a statement.
const ORIGINS: &str = "https://w3id.org/claimgraph/ns#origins";
const STATUS: &str = "https://w3id.org/claimgraph/ns#status";

/// Words for how surely something is claimed, the surest first.
const CERTAINTIES: [(&str, &str); 3] =
    [(cg::CERTAIN, "certain"), (cg::PROBABLE, "probable"), (cg::POSSIBLE, "possible")];

/// One claim: what it states, who says so, when and in which words. Addresses, days, words.
#[derive(Debug, Clone, Default)]
pub(super) struct Ground {
    pub(super) claim: String,
    pub(super) subject: String,
    pub(super) relation: String,
    pub(super) object: Option<String>,
    pub(super) report: String,
    pub(super) origin: String,
    /// Those through whom the origin is quoted.
    pub(super) tellers: Vec<String>,
    pub(super) is_asserted: bool,
    pub(super) is_planned: bool,
    pub(super) surety: usize,
    pub(super) issued: Option<String>,
    pub(super) earliest: Option<String>,
    pub(super) latest: Option<String>,
    pub(super) quote: String,
    /// How many independent origins the statement has, where the store says so.
    pub(super) origins: Option<usize>,
    pub(super) status: Option<String>,
}

/// The claims of a graph that a cut takes, the surest first, then those with words and the earliest.
pub(super) fn read(graph: &Graph, cut: &Cut) -> Vec<Ground> {
    let facts = Facts { graph, labels: Labels::new(graph) };
    let states = NamedNodeRef::new_unchecked(cg::STATES);
    let mut grounds: Vec<Ground> = graph
        .matching(None, Some(states), None, None)
        .filter_map(|quad| facts.ground(address(&quad.subject), &iri(&quad.object)?, cut))
        .filter(|ground| cut.takes(ground))
        .collect();
    grounds.sort_by(|a, b| a.rank().cmp(&b.rank()));
    grounds
}

impl Ground {
    fn rank(&self) -> (usize, bool, bool, Option<&str>, &str) {
        let issued = self.issued.as_deref();
        (self.surety, self.quote.is_empty(), issued.is_none(), issued, &self.claim)
    }

    /// How surely it is claimed.
    pub(super) fn certainty(&self) -> &'static str {
        CERTAINTIES[self.surety].1
    }

    /// The first and last day that it speaks of: those of its event, or else that of its report.
    /// A bound that is not known is open; nothing, if no day is known at all.
    pub(super) fn days(&self) -> Option<(Option<&str>, Option<&str>)> {
        let event = (self.earliest.as_deref(), self.latest.as_deref());
        if event != (None, None) {
            return Some(event);
        }
        self.issued.as_deref().map(|day| (Some(day), Some(day)))
    }
}

/// The name of a relation, and what people call it: `deployedTo`, "deployed to".
pub(super) fn relation_names<'g>(iri: &'g str, graph: &'g Graph) -> (&'g str, &'g str) {
    let known = graph.ontology().relations().find(|known| known.iri == iri);
    known.map_or((local(iri), local(iri)), |known| (&known.name, &known.label))
}

/// Looking up what is known of a thing.
struct Facts<'g> {
    graph: &'g Graph,
    labels: Labels<'g>,
}

impl Facts<'_> {
    fn ground(&self, claim: &str, statement: &str, cut: &Cut) -> Option<Ground> {
        let relation = self.link(statement, rdf::PREDICATE)?;
        if !cut.has_relation(&relation) {
            return None;
        }
        let report = self.link(claim, cg::STATED_IN).unwrap_or_default();
        let event = self.link(claim, cg::EVENT).unwrap_or_default();
        let certainty = self.link(claim, cg::CERTAINTY).unwrap_or_default();
        let origin = self.link(claim, cg::ORIGIN).unwrap_or_default();
        let surety = CERTAINTIES.iter().position(|(iri, _)| *iri == certainty);
        let quote = self.text(&format!("{claim}/evidence/quote"), oa::EXACT);
        Some(Ground {
            claim: claim.to_owned(),
            subject: self.link(statement, rdf::SUBJECT)?,
            object: self.link(statement, rdf::OBJECT),
            is_asserted: self.link(claim, cg::POLARITY).as_deref() == Some(cg::ASSERTED),
            is_planned: self.object(claim, cg::PLANNED).is_some(),
            surety: surety.unwrap_or(CERTAINTIES.len() - 1),
            issued: self.text(&report, dct::ISSUED),
            earliest: self.text(&event, cg::EARLIEST),
            latest: self.text(&event, cg::LATEST),
            quote: quote.unwrap_or_default(),
            origins: self.text(statement, ORIGINS).and_then(|number| number.parse().ok()),
            status: self.object(statement, STATUS).map(|status| name(&status)),
            tellers: self.tellers(claim, &origin),
            relation,
            report,
            origin,
        })
    }

    fn tellers(&self, claim: &str, origin: &str) -> Vec<String> {
        let links = NamedNodeRef::new_unchecked(cg::ATTRIBUTION);
        let claim = Some(NamedOrBlankNodeRef::NamedNode(NamedNodeRef::new_unchecked(claim)));
        let links = self.graph.matching(claim, Some(links), None, None);
        let agents = links.filter_map(|quad| self.link(&iri(&quad.object)?, cg::AGENT));
        let mut agents: Vec<String> = agents.filter(|agent| agent != origin).collect();
        agents.sort();
        agents.dedup();
        agents
    }

    fn object(&self, subject: &str, property: &str) -> Option<Term> {
        self.labels.object(NamedNodeRef::new_unchecked(subject), property)
    }

    fn link(&self, subject: &str, property: &str) -> Option<String> {
        self.object(subject, property).as_ref().and_then(iri)
    }

    fn text(&self, subject: &str, property: &str) -> Option<String> {
        self.labels.value(NamedNodeRef::new_unchecked(subject), property)
    }
}

pub(super) fn iri(term: &Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

/// The last part of an address, beginning small: `disputed` of `cg:Disputed`; the words of a literal.
fn name(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => {
            let name = local(node.as_str());
            let first = name.chars().next().map(|first| first.to_lowercase().to_string());
            first.unwrap_or_default() + name.get(1..).unwrap_or_default()
        }
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

/// What stands behind the last `#` or `/`.
pub(super) fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}
