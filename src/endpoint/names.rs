//! What names stand for, as the labels at an endpoint say it.

use super::{Endpoint, labels};
use crate::ontology::Ontology;
use crate::query::{Names, QueryError, named};
use crate::recognize::normal;
use crate::vocab::{BASE, cg, skos};

impl Names for Endpoint {
    fn things(&self, value: &str) -> Result<Vec<String>, QueryError> {
        let address = value.trim_start_matches('<').trim_end_matches('>');
        for iri in [address.to_owned(), format!("{BASE}{address}")] {
            if oxigraph::model::NamedNode::new(iri.as_str()).is_ok()
                && !self.rows(&format!("SELECT ?p {{ <{iri}> ?p ?o }} LIMIT 1"))?.is_empty()
            {
                return Ok(vec![iri]);
            }
        }
        // Endpoints differ in what they hold equal: the longest word narrows it down, and then the
        // labels are compared as those of a store are.
        let words = normal(value);
        let longest = words.split(' ').max_by_key(|word| word.chars().count()).unwrap_or_default();
        let found = named(value, self.labelled(longest)?);
        if found.is_empty() { Ok(named(value, self.labelled("")?)) } else { Ok(found) }
    }

    fn parts(&self, countries: &[String]) -> Result<Vec<String>, QueryError> {
        let values: String = countries.iter().map(|iri| format!("<{iri}> ")).collect();
        let rows = self.rows(&format!(
            "SELECT DISTINCT ?part {{ VALUES ?country {{ {values}}} ?part <{}> ?country }}",
            cg::COUNTRY
        ))?;
        let mut parts: Vec<String> = rows.into_iter().flatten().collect();
        parts.sort();
        Ok(parts)
    }

    fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    fn label(&self, class: &str) -> Option<String> {
        labels::of_ontology(&self.ontology).get(class).cloned()
    }
}

impl Endpoint {
    /// Things with their labels that have some letters in them, and whether they are preferred.
    fn labelled(&self, letters: &str) -> Result<Vec<(String, String, bool)>, QueryError> {
        let letters = oxigraph::model::Literal::new_simple_literal(letters);
        let mut labelled = Vec::new();
        for (property, is_preferred) in [(skos::PREF_LABEL, true), (skos::ALT_LABEL, false)] {
            let rows = self.rows(&format!(
                "SELECT DISTINCT ?thing ?label {{ ?thing <{property}> ?label . \
                 FILTER(CONTAINS(LCASE(STR(?label)), {letters})) }}"
            ))?;
            labelled.extend(rows.into_iter().filter_map(|row| {
                let [iri, label] = <[String; 2]>::try_from(row).ok()?;
                Some((iri, label, is_preferred))
            }));
        }
        Ok(labelled)
    }
}
