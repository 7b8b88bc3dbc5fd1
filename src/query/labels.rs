//! What people call the things behind addresses.

use std::cell::RefCell;
use std::collections::BTreeMap;

use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, Term, TermRef};

use crate::recognize::normal;
use crate::store::{Graph, address};
use crate::vocab::{PREFIXES, cg, dct, rdfs, skos};

/// Labels of a graph, looked up when they are needed.
pub struct Labels<'g> {
    graph: &'g Graph,
    known: RefCell<BTreeMap<String, Option<String>>>,
}

impl<'g> Labels<'g> {
    /// The labels of a graph.
    pub fn new(graph: &'g Graph) -> Labels<'g> {
        Labels { graph, known: RefCell::default() }
    }

    /// What a term is called: the label of an address, or its shortest form; the words of a literal.
    pub fn of(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => {
                let node = node.as_ref();
                let label = self.report(node).or_else(|| self.label(node));
                label.unwrap_or_else(|| short(node.as_str(), self.graph.namer().base()))
            }
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        }
    }

    /// A report as a footnote has it: publisher and day, or its name where they are not known.
    fn report(&self, node: NamedNodeRef<'_>) -> Option<String> {
        let id = self.value(node, cg::ID)?;
        let publisher = self.object(node, dct::PUBLISHER);
        let publisher = publisher.and_then(|publisher| match publisher {
            Term::NamedNode(publisher) => self.label(publisher.as_ref()),
            _ => None,
        });
        let parts: Vec<String> =
            [publisher, self.value(node, dct::ISSUED)].into_iter().flatten().collect();
        Some(if parts.len() == 2 { parts.join(" ") } else { id })
    }

    /// What a thing has as the value of a property; the first, if it has several.
    pub fn object(&self, node: NamedNodeRef<'_>, property: &str) -> Option<Term> {
        let property = NamedNodeRef::new_unchecked(property);
        let subject = Some(NamedOrBlankNodeRef::NamedNode(node));
        let quads = self.graph.matching(subject, Some(property), None, None);
        quads.map(|quad| quad.object).min_by_key(ToString::to_string)
    }

    /// The same, where it is a literal.
    pub fn value(&self, node: NamedNodeRef<'_>, property: &str) -> Option<String> {
        match self.object(node, property)? {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }
    }

    /// The label of an address, if it has one: a preferred label, a relation's or class's label, a
    /// report's title or name.
    pub fn label(&self, node: NamedNodeRef<'_>) -> Option<String> {
        if let Some(known) = self.known.borrow().get(node.as_str()) {
            return known.clone();
        }
        let properties = [skos::PREF_LABEL, rdfs::LABEL, dct::TITLE, cg::ID];
        let label = properties.into_iter().find_map(|property| self.value(node, property));
        self.known.borrow_mut().insert(node.as_str().to_owned(), label.clone());
        label
    }

    /// The addresses of the entities that go by a name, sorted: those that have it as a label; if
    /// there are none, those with a label that has all of its words.
    pub fn named(&self, name: &str) -> Vec<String> {
        let labels = [(skos::PREF_LABEL, true), (skos::ALT_LABEL, false)];
        let labels = labels.into_iter().flat_map(|(property, is_preferred)| {
            let property = NamedNodeRef::new_unchecked(property);
            let quads = self.graph.matching(None, Some(property), None, None);
            quads.filter_map(move |quad| match quad.object.as_ref() {
                TermRef::Literal(label) => {
                    let (iri, label) =
                        (address(&quad.subject).to_owned(), label.value().to_owned());
                    Some((iri, label, is_preferred))
                }
                _ => None,
            })
        });
        named(name, labels)
    }
}

/// The addresses of the things that go by a name, sorted, out of addresses with their labels and
/// whether these are preferred: those that have it as a label; if there are none, those with a
/// preferred label that has all of its words.
pub(crate) fn named(
    name: &str,
    labels: impl IntoIterator<Item = (String, String, bool)>,
) -> Vec<String> {
    let wanted = normal(name);
    let (mut exact, mut partial) = (Vec::new(), Vec::new());
    for (iri, label, is_preferred) in labels {
        let label = normal(&label);
        if label == wanted {
            exact.push(iri);
        } else if is_preferred && has_words(&label, &wanted) {
            partial.push(iri);
        }
    }
    let mut found = if exact.is_empty() { partial } else { exact };
    found.sort();
    found.dedup();
    found
}

/// An address as people can read and type it: `cg:deployedTo`, the eight first digits of a claim.
/// Things are named below `base`.
pub fn short(iri: &str, base: &str) -> String {
    if let Some(rest) = iri.strip_prefix(base) {
        // Eight digits tell thousands of claims apart; `explain` takes them.
        let claim = rest.strip_prefix("claim/").filter(|hash| hash.len() == 16);
        return claim.map_or(rest, |hash| &hash[..8]).to_owned();
    }
    for (prefix, namespace) in PREFIXES {
        if let Some(rest) = iri.strip_prefix(namespace) {
            return format!("{prefix}:{rest}");
        }
    }
    iri.to_owned()
}

/// Whether a name has all words of another.
fn has_words(name: &str, wanted: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    !wanted.is_empty() && wanted.split(' ').all(|word| words.contains(&word))
}
