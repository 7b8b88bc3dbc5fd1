//! What `claimgraph check` found, for people and as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::model::{NamedOrBlankNode, Term};
use serde_json::{Value, json};

use crate::cli::wording::shown;
use crate::query::short;
use crate::shapes::{Path, Quotes, ValidationReport, ValidationResult};
use crate::store::Graph;

/// How long a value may be on a line.
const LONGEST: usize = 60;

/// What was found, and where.
pub(super) struct Checked<'c> {
    pub(super) report: &'c ValidationReport,
    pub(super) quotes: &'c Quotes,
    pub(super) graph: &'c Graph,
}

impl Checked<'_> {
    /// Node by node, what is wrong; then how often each thing is; then whether all is well.
    pub(super) fn text(&self, output: &mut dyn Write) -> io::Result<()> {
        let mut last = None;
        for result in &self.report.results {
            if last.replace(&result.focus) != Some(&result.focus) {
                writeln!(output, "{}", plain(&result.focus))?;
            }
            writeln!(output, "  {}{}", self.place(result), shown(result.message()))?;
        }
        if !self.report.conforms() {
            writeln!(output)?;
            for (sort, count) in self.counts() {
                writeln!(output, "{count:>7} × {sort}")?;
            }
        }
        writeln!(output, "{}", self.summary())
    }

    /// Where on its node something is wrong: path and value, as far as there are any.
    fn place(&self, result: &ValidationResult) -> String {
        let value = result.value.as_ref().filter(|value| **value != result.focus);
        let value = value.map(|value| {
            let words = shown(&self.short(value));
            let cut: String = words.chars().take(LONGEST).collect();
            if cut.len() < words.len() { format!("{cut}…") } else { cut }
        });
        let path = result.path.as_ref().map(|path| self.path(path));
        let parts: Vec<String> = path.into_iter().chain(value).collect();
        if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(" ")) }
    }

    /// How often each shape is broken.
    fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for result in &self.report.results {
            let source = result.constraint.as_ref().or(result.shape.as_ref());
            let sort = match source {
                Some(NamedOrBlankNode::NamedNode(shape)) => {
                    short(shape.as_str(), self.graph.namer().base())
                        .replace("https://w3id.org/claimgraph/shapes#", "cgs:")
                }
                Some(NamedOrBlankNode::BlankNode(_)) => "a shape without a name".to_owned(),
                None => short(result.component.as_str(), self.graph.namer().base()),
            };
            *counts.entry(sort).or_default() += 1;
        }
        counts
    }

    /// Whether all is well, and what was looked at.
    pub(super) fn summary(&self) -> String {
        let ValidationReport { results, shapes, nodes } = self.report;
        let verdict = match results.len() {
            0 => "conforms".to_owned(),
            1 => "does not conform: 1 thing is wrong".to_owned(),
            count => format!("does not conform: {count} things are wrong"),
        };
        let quotes = match (self.quotes.checked, self.quotes.without_text) {
            (checked, 0) => format!("{checked} quotes held to their texts"),
            (0, without) => format!("{without} quotes whose texts are not there"),
            (checked, without) => {
                format!("{checked} quotes held to their texts, {without} whose texts are not there")
            }
        };
        format!("{verdict} ({shapes} shapes, {nodes} nodes; {quotes})")
    }

    /// All of it as one object.
    pub(super) fn json(&self, output: &mut dyn Write) -> io::Result<()> {
        let node =
            |node: &Option<NamedOrBlankNode>| node.as_ref().map(|node| plain(&node.clone().into()));
        let results = self.report.results.iter().map(|result| {
            json!({
                "focusNode": plain(&result.focus),
                "path": result.path.as_ref().map(ToString::to_string),
                "value": result.value.as_ref().map(plain),
                "component": result.component.as_str(),
                "shape": node(&result.shape),
                "constraint": node(&result.constraint),
                "severity": result.severity.as_str(),
                "message": result.message(),
            })
        });
        let report = json!({
            "conforms": self.report.conforms(),
            "shapes": self.report.shapes,
            "nodes": self.report.nodes,
            "quotes": { "checked": self.quotes.checked, "withoutText": self.quotes.without_text },
            "results": results.collect::<Vec<Value>>(),
        });
        serde_json::to_writer_pretty(&mut *output, &report)?;
        writeln!(output)
    }

    /// A path as people read it: `cg:evidence/oa:hasSource`.
    fn path(&self, path: &Path) -> String {
        let all = |paths: &[Path], with: &str| {
            paths.iter().map(|path| self.path(path)).collect::<Vec<_>>().join(with)
        };
        match path {
            Path::Property(property) => short(property.as_str(), self.graph.namer().base()),
            Path::Inverse(path) => match &**path {
                Path::Sequence(_) => format!("^({})", self.path(path)),
                _ => format!("^{}", self.path(path)),
            },
            Path::Sequence(paths) => all(paths, "/"),
            Path::Alternative(paths) => format!("({})", all(paths, "|")),
        }
    }

    fn short(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => short(node.as_str(), self.graph.namer().base()),
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        }
    }
}

/// An address without brackets, the words of a literal, `_:name` for a node without a name.
fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}
