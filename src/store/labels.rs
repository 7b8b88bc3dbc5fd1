//! Labels: each thing has one preferred label, as SKOS demands, whoever named it first.
//!
//! It is the first in the order of letters; the others are alternative ones. So the order of reading
//! does not matter, and labels can be added to those that a thing has already.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode,
    NamedOrBlankNodeRef, Quad, Term,
};
use oxigraph::store::{StorageError, Store as Quads, Transaction};

use super::address;
use crate::vocab::skos;

/// The labels of things by their addresses, as readings have them or as they are settled.
#[derive(Debug, Default)]
pub(super) struct Labels(BTreeMap<String, Named>);

/// What one thing is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) preferred: BTreeSet<String>,
    pub(super) alternative: BTreeSet<String>,
}

/// Whether a quad of the record is a label.
pub(crate) fn is_label(quad: &Quad) -> bool {
    let is_named = [skos::PREF_LABEL, skos::ALT_LABEL].contains(&quad.predicate.as_str());
    is_named && quad.graph_name.is_default_graph()
}

impl Labels {
    /// Takes the labels out of what a reading brings, and leaves the rest.
    pub(super) fn take(&mut self, quads: &mut Vec<Quad>) {
        for quad in quads.extract_if(.., |quad| is_label(quad)) {
            let named = self.0.entry(address(&quad.subject).to_owned()).or_default();
            named.take(&quad.predicate, quad.object);
        }
    }

    /// Adds them to those that are there.
    pub(super) fn write(self, quads: &Quads) -> Result<(), StorageError> {
        let mut change = quads.start_transaction()?;
        for (subject, named) in self.0 {
            let subject = NamedNodeRef::new_unchecked(&subject);
            let known = Named::of(subject, quads)?;
            let all = Named {
                preferred: &known.preferred | &named.preferred,
                alternative: &known.alternative | &named.alternative,
            };
            known.change(&all.settled(), subject, &mut change);
        }
        change.commit()
    }
}

impl Named {
    /// The labels that a thing has.
    pub(super) fn of(subject: NamedNodeRef<'_>, quads: &Quads) -> Result<Named, StorageError> {
        let mut named = Named::default();
        for property in [skos::PREF_LABEL, skos::ALT_LABEL] {
            let property = NamedNodeRef::new_unchecked(property);
            let subject = Some(NamedOrBlankNodeRef::NamedNode(subject));
            let record = Some(GraphNameRef::DefaultGraph);
            for quad in quads.quads_for_pattern(subject, Some(property), None, record) {
                let quad = quad?;
                named.take(&quad.predicate, quad.object);
            }
        }
        Ok(named)
    }

    /// One preferred label; what else was preferred is alternative.
    pub(super) fn settled(&self) -> Named {
        let mut alternative = &self.alternative | &self.preferred;
        let first: BTreeSet<String> = self.preferred.first().cloned().into_iter().collect();
        alternative.retain(|label| !first.contains(label));
        Named { preferred: first, alternative }
    }

    /// Makes these labels the others.
    pub(super) fn change(
        &self,
        others: &Named,
        subject: NamedNodeRef<'_>,
        change: &mut Transaction<'_>,
    ) {
        let (old, new) = (self.quads(subject), others.quads(subject));
        old.iter().filter(|quad| !new.contains(quad)).for_each(|quad| change.remove(quad));
        new.iter().filter(|quad| !old.contains(quad)).for_each(|quad| change.insert(quad));
    }

    /// The labels as quads.
    pub(super) fn quads(&self, subject: NamedNodeRef<'_>) -> Vec<Quad> {
        let preferred = self.preferred.iter().map(|label| preferred(subject, label));
        let alternative = self.alternative.iter().map(|label| alternative(subject, label));
        preferred.chain(alternative).collect()
    }

    fn take(&mut self, property: &NamedNode, label: Term) {
        let Term::Literal(label) = label else { return };
        let is_preferred = property.as_str() == skos::PREF_LABEL;
        let labels = if is_preferred { &mut self.preferred } else { &mut self.alternative };
        labels.insert(label.destruct().0);
    }
}

/// A quad that a reading brings as it stands in the graph, where a thing has one preferred label.
pub(crate) fn settled(quad: Quad, label: impl FnOnce(NamedNodeRef<'_>) -> Option<String>) -> Quad {
    let (NamedOrBlankNodeRef::NamedNode(subject), Term::Literal(name)) =
        (quad.subject.as_ref(), &quad.object)
    else {
        return quad;
    };
    let first = if is_label(&quad) { label(subject) } else { None };
    match first {
        Some(first) if first == name.value() => preferred(subject, &first),
        Some(_) => alternative(subject, name.value()),
        None => quad,
    }
}

/// A label of a thing as the preferred one and as an alternative one.
pub(crate) fn label_forms(thing: &NamedOrBlankNode, label: &str) -> [Quad; 2] {
    let thing = NamedNodeRef::new_unchecked(address(thing));
    [preferred(thing, label), alternative(thing, label)]
}

/// A preferred label as readings have it.
pub(super) fn preferred(subject: NamedNodeRef<'_>, label: &str) -> Quad {
    let literal = Literal::new_language_tagged_literal_unchecked(label, "en");
    quad(subject, skos::PREF_LABEL, literal)
}

/// An alternative label as readings have it.
pub(super) fn alternative(subject: NamedNodeRef<'_>, label: &str) -> Quad {
    quad(subject, skos::ALT_LABEL, Literal::new_simple_literal(label))
}

fn quad(subject: NamedNodeRef<'_>, property: &str, label: Literal) -> Quad {
    let property = NamedNode::new_unchecked(property);
    Quad::new(subject.into_owned(), property, label, GraphName::DefaultGraph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_is_the_preferred_one_in_whatever_order_they_come() {
        let subject = NamedNodeRef::new_unchecked("https://example.org/x");
        let mut brought = [
            preferred(subject, "B"),
            preferred(subject, "A"),
            alternative(subject, "A"),
            alternative(subject, "C"),
        ];
        let expected = Named {
            preferred: BTreeSet::from(["A".to_owned()]),
            alternative: BTreeSet::from(["B".to_owned(), "C".to_owned()]),
        };
        for _ in 0..brought.len() {
            brought.rotate_left(1);
            for size in 1..=brought.len() {
                let quads = Quads::new().expect("memory");
                for part in brought.chunks(size) {
                    let (mut labels, mut part) = (Labels::default(), part.to_vec());
                    labels.take(&mut part);
                    assert!(part.is_empty());
                    labels.write(&quads).expect("memory");
                }
                assert_eq!(Named::of(subject, &quads).expect("memory"), expected);
            }
        }
    }
}
