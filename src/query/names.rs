//! What names stand for: in a graph of ours, or wherever else the graph was loaded.

use oxigraph::model::NamedNodeRef;

use super::{Labels, QueryError};
use crate::ontology::Ontology;
use crate::store::{self, Graph};
use crate::vocab::cg;

/// Knows what the names in questions stand for.
pub trait Names {
    /// The addresses of the things that a user means by a name or an address, sorted; none if
    /// nothing goes by it.
    ///
    /// # Errors
    /// If whoever knows cannot be asked.
    fn things(&self, value: &str) -> Result<Vec<String>, QueryError>;

    /// What belongs to these things, if they are countries.
    ///
    /// # Errors
    /// If whoever knows cannot be asked.
    fn parts(&self, countries: &[String]) -> Result<Vec<String>, QueryError>;

    /// The classes that there are.
    fn ontology(&self) -> &Ontology;

    /// What people call a class.
    fn label(&self, class: &str) -> Option<String>;
}

impl Names for Graph {
    fn things(&self, value: &str) -> Result<Vec<String>, QueryError> {
        let address = value.trim_start_matches('<').trim_end_matches('>');
        let below = format!("{}{address}", self.namer().base());
        for iri in [address, &below] {
            let node = NamedNodeRef::new(iri);
            let has = |node: NamedNodeRef<'_>| {
                self.matching(Some(node.into()), None, None, None).next().is_some()
            };
            if node.is_ok_and(has) {
                return Ok(vec![iri.to_owned()]);
            }
        }
        Ok(Labels::new(self).named(value))
    }

    fn parts(&self, countries: &[String]) -> Result<Vec<String>, QueryError> {
        let property = NamedNodeRef::new_unchecked(cg::COUNTRY);
        let mut all = Vec::new();
        for country in countries {
            let country = NamedNodeRef::new_unchecked(country);
            let quads = self.matching(None, Some(property), Some(country.into()), None);
            let mut parts: Vec<String> =
                quads.map(|quad| store::address(&quad.subject).to_owned()).collect();
            parts.sort();
            all.extend(parts);
        }
        Ok(all)
    }

    fn ontology(&self) -> &Ontology {
        Graph::ontology(self)
    }

    fn label(&self, class: &str) -> Option<String> {
        Labels::new(self).label(NamedNodeRef::new_unchecked(class))
    }
}
