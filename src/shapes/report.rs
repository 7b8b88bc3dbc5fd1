//! What a validation found (<https://www.w3.org/TR/shacl/#validation-report>).

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};

use super::path::Path;
use crate::vocab::{PREFIXES, rdf, sh};

/// All that is not as it must be, sorted by node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValidationReport {
    /// One for each thing that is wrong.
    pub results: Vec<ValidationResult>,
    /// How many shapes with targets there were.
    pub shapes: usize,
    /// How many nodes they are for, each counted once for every shape.
    pub nodes: usize,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationResult {
    /// The node that is not as it must be.
    pub focus: Term,
    /// The way to what is wrong about it; none if it is the node itself.
    pub path: Option<Path>,
    /// The value that is wrong, where it is one.
    pub value: Option<Term>,
    /// The address of the sort of constraint that does not hold.
    pub component: NamedNode,
    /// The shape that says how it must be; none for what no shape can say.
    pub shape: Option<NamedOrBlankNode>,
    /// The SPARQL-based constraint that found it, if one did.
    pub constraint: Option<NamedOrBlankNode>,
    /// How bad it is: `sh:Violation`, `sh:Warning`, `sh:Info`.
    pub severity: NamedNode,
    /// What is wrong, in plain words; the same in several languages, if the shape has them.
    pub messages: Vec<Literal>,
}

impl ValidationReport {
    /// Whether all is as it must be.
    pub fn conforms(&self) -> bool {
        self.results.is_empty()
    }

    /// Takes in what else was found.
    pub fn extend(&mut self, results: impl IntoIterator<Item = ValidationResult>) {
        self.results.extend(results);
        self.results.sort_by_cached_key(ValidationResult::key);
        self.results.dedup();
    }

    /// Writes the report in Turtle, as a `sh:ValidationReport`.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn turtle(&self, output: &mut dyn Write) -> io::Result<()> {
        let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
        let ours = ("cgs", "https://w3id.org/claimgraph/shapes#");
        for (prefix, namespace) in PREFIXES.into_iter().chain([("sh", sh::NAMESPACE), ours]) {
            serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(output);
        let report = BlankNode::new_unchecked("report");
        let conforms = Literal::from(self.conforms());
        writer.serialize_triple(&triple(&report, rdf::TYPE, node(sh::VALIDATION_REPORT)))?;
        writer.serialize_triple(&triple(&report, sh::CONFORMS, conforms))?;
        let mut triples = Vec::new();
        for (number, result) in (1..).zip(&self.results) {
            let name = BlankNode::new_unchecked(format!("result{number}"));
            writer.serialize_triple(&triple(&report, sh::RESULT, name.clone()))?;
            result.triples(&name, &mut triples);
        }
        for triple in &triples {
            writer.serialize_triple(triple)?;
        }
        writer.finish()?;
        Ok(())
    }
}

impl ValidationResult {
    /// The message to show where there is room for one: the English one, or the first.
    pub fn message(&self) -> &str {
        let is_english =
            |message: &&Literal| message.language().is_none_or(|l| l.starts_with("en"));
        let message = self.messages.iter().find(is_english).or_else(|| self.messages.first());
        message.map(Literal::value).unwrap_or_default()
    }

    fn key(&self) -> (String, String, String, String, String) {
        let text = |term: &Option<NamedOrBlankNode>| {
            term.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        let of = [text(&self.shape), text(&self.constraint)].join(" ");
        let value = self.value.as_ref().map(ToString::to_string).unwrap_or_default();
        let (component, message) = (self.component.as_str().to_owned(), self.message().to_owned());
        (self.focus.to_string().trim_end_matches('>').to_owned(), of, component, value, message)
    }

    fn triples(&self, result: &BlankNode, triples: &mut Vec<Triple>) {
        let mut say = |property, value: Term| triples.push(triple(result, property, value));
        say(rdf::TYPE, node(sh::VALIDATION_RESULT));
        say(sh::FOCUS_NODE, self.focus.clone());
        if let Some(value) = &self.value {
            say(sh::VALUE, value.clone());
        }
        say(sh::RESULT_SEVERITY, self.severity.clone().into());
        say(sh::SOURCE_CONSTRAINT_COMPONENT, self.component.clone().into());
        let sources = [(sh::SOURCE_SHAPE, &self.shape), (sh::SOURCE_CONSTRAINT, &self.constraint)];
        for (property, source) in sources {
            if let Some(source) = source {
                say(property, source.clone().into());
            }
        }
        for message in &self.messages {
            say(sh::RESULT_MESSAGE, message.clone().into());
        }
        if let Some(path) = &self.path {
            let path = path.to_rdf(&format!("{}path", result.as_str()), triples);
            triples.push(triple(result, sh::RESULT_PATH, path));
        }
    }
}

fn node(iri: &str) -> Term {
    NamedNode::new_unchecked(iri).into()
}

fn triple(subject: &BlankNode, property: &str, object: impl Into<Term>) -> Triple {
    Triple::new(subject.clone(), NamedNode::new_unchecked(property), object)
}
