//! What the things in an endpoint's answer are called.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};

use super::Endpoint;
use crate::ontology::Ontology;
use crate::query::{QueryError, Table, short};
use crate::vocab::{BASE, cg, dct, rdfs, skos};

/// Addresses that are asked for at once; some endpoints refuse long queries.
const AT_ONCE: usize = 100;

/// Labels of things, by their addresses.
#[derive(Debug, Default)]
pub struct Labels(BTreeMap<String, String>);

impl Labels {
    /// What a term is called: its label, or its shortest form; the words of a literal.
    pub fn of(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => {
                self.0.get(node.as_str()).cloned().unwrap_or_else(|| short(node.as_str(), BASE))
            }
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        }
    }
}

impl Endpoint {
    /// The labels of everything in a table.
    ///
    /// # Errors
    /// If the endpoint does not answer.
    pub fn labels(&self, table: &Table) -> Result<Labels, QueryError> {
        let cells = table.rows.iter().flatten().flatten();
        let things: BTreeSet<&str> = cells
            .filter_map(|term| match term {
                Term::NamedNode(node) => Some(node.as_str()),
                _ => None,
            })
            .collect();
        let mut labels = of_ontology(&self.ontology);
        for things in things.into_iter().collect::<Vec<_>>().chunks(AT_ONCE) {
            self.add_labels(things, &mut labels, true)?;
        }
        Ok(Labels(labels))
    }

    fn add_labels(
        &self,
        things: &[&str],
        labels: &mut BTreeMap<String, String>,
        with_publishers: bool,
    ) -> Result<(), QueryError> {
        let values: String = things.iter().map(|iri| format!("<{iri}> ")).collect();
        let rows = self.rows(&format!(
            "SELECT DISTINCT ?thing ?property ?value {{ VALUES ?thing {{ {values}}} \
             VALUES ?property {{ <{}> <{}> <{}> <{}> <{}> <{}> }} ?thing ?property ?value }}",
            skos::PREF_LABEL,
            rdfs::LABEL,
            dct::TITLE,
            cg::ID,
            dct::ISSUED,
            dct::PUBLISHER,
        ))?;
        let mut said: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for row in &rows {
            let [thing, property, value] = &row[..] else { continue };
            let first = said.entry((thing, property)).or_insert(value);
            *first = (*first).min(value);
        }
        let publishers: BTreeSet<&str> = things
            .iter()
            .filter_map(|thing| said.get(&(*thing, dct::PUBLISHER)).copied())
            .filter(|publisher| !labels.contains_key(*publisher) && !things.contains(publisher))
            .collect();
        let publishers: Vec<&str> = publishers.into_iter().collect();
        if with_publishers && !publishers.is_empty() {
            self.add_labels(&publishers, labels, false)?;
        }
        let has =
            |thing: &str, property: &str| said.get(&(thing, property)).map(|&it| it.to_owned());
        let plain = |thing: &str| {
            let properties = [skos::PREF_LABEL, rdfs::LABEL, dct::TITLE, cg::ID];
            properties.into_iter().find_map(|property| has(thing, property))
        };
        for thing in things {
            let named =
                |publisher: String| labels.get(&publisher).cloned().or_else(|| plain(&publisher));
            let publisher = has(thing, dct::PUBLISHER).and_then(named);
            let label = match (has(thing, cg::ID), publisher, has(thing, dct::ISSUED)) {
                // A report as a footnote has it.
                (Some(_), Some(publisher), Some(day)) => Some(format!("{publisher} {day}")),
                (Some(id), _, _) => Some(id),
                _ => plain(thing),
            };
            if let Some(label) = label {
                labels.insert((*thing).to_owned(), label);
            }
        }
        Ok(())
    }
}

/// The labels of the terms that come with the program; endpoints seldom have them.
pub(super) fn of_ontology(ontology: &Ontology) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    for file in ontology.turtle() {
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(&file.text);
        for quad in quads.map_while(Result::ok) {
            if let (NamedOrBlankNode::NamedNode(term), rdfs::LABEL, Term::Literal(label)) =
                (quad.subject, quad.predicate.as_str(), quad.object)
            {
                labels.insert(term.into_string(), label.value().to_owned());
            }
        }
    }
    labels
}
