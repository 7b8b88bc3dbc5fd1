//! What becomes of a report in an index when another version of it comes.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term};
use oxigraph::store::StorageError;

use super::Fault;
use super::fill::Fill;
use super::sources::Sources;
use crate::encode::{Encoder, Version};
use crate::model::Reading;
use crate::store::address;
use crate::store::labels::{self, Named};
use crate::vocab::cg;

impl Fill<'_> {
    /// Takes away what the report no longer brings and nobody else does, and adds what it now does.
    pub(super) fn change(
        &self,
        reading: &Reading,
        before: &Version,
        after: &Version,
    ) -> Result<(), Fault> {
        let encoder = Encoder::new(&self.store.ontology, &self.store.namer);
        let quads = |version| {
            let quads = encoder.quads(reading, version).into_iter();
            quads.map(|quad| (quad.to_string(), quad)).collect::<BTreeMap<String, Quad>>()
        };
        let (old, mut new) = (quads(before), quads(after));
        let mut gone = Vec::new();
        for (line, quad) in old {
            if new.remove(&line).is_none() {
                gone.push(quad);
            }
        }
        self.add_quads(vec![(&reading.iri, new.into_values().collect())])?;
        self.remove(&reading.iri, &gone)
    }

    fn remove(&self, report: &str, gone: &[Quad]) -> Result<(), Fault> {
        let mut named = BTreeSet::new();
        let mut change = self.quads.start_transaction()?;
        for quad in gone {
            if Sources::is_link(report, quad) {
                change.remove(quad);
            } else if self.sources.is_own(quad) {
                if self.is_told_by_another(report, quad)? {
                    let problem = format!("two reports have the claim {}", quad.subject);
                    return Err(Fault::Index(problem));
                }
                change.remove(quad);
            } else {
                self.sources.remove(report, quad)?;
                if labels::is_label(quad) {
                    named.insert(address(&quad.subject));
                } else if !self.sources.knows(quad)? {
                    change.remove(quad);
                }
            }
        }
        for thing in named {
            let thing = NamedNodeRef::new_unchecked(thing);
            let known = Named::of(thing, &self.quads)?;
            known.change(&self.still_named(thing, &known)?.settled(), thing, &mut change);
        }
        change.commit()?;
        Ok(())
    }

    /// Which of the labels of a thing reports still bring.
    fn still_named(&self, thing: NamedNodeRef<'_>, known: &Named) -> Result<Named, StorageError> {
        let mut still = Named::default();
        for label in &known.preferred | &known.alternative {
            if self.sources.knows(&labels::preferred(thing, &label))? {
                still.preferred.insert(label.clone());
            }
            if self.sources.knows(&labels::alternative(thing, &label))? {
                still.alternative.insert(label);
            }
        }
        Ok(still)
    }

    /// Whether a claim or event that should be one report's stands in another, too: whoever brings
    /// claims of their own gives them what addresses they like.
    fn is_told_by_another(&self, report: &str, quad: &Quad) -> Result<bool, StorageError> {
        let subject = Some(NamedOrBlankNodeRef::from(&quad.subject));
        let stated_in = Some(NamedNodeRef::new_unchecked(cg::STATED_IN));
        let record = Some(GraphNameRef::DefaultGraph);
        for quad in self.quads.quads_for_pattern(subject, stated_in, None, record) {
            if !matches!(quad?.object, Term::NamedNode(node) if node.as_str() == report) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
