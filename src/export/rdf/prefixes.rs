//! Short names for addresses: those of the vocabularies, and of the kinds of things below the base.

use crate::naming::Namer;
use crate::vocab::PREFIXES;

/// Kinds of things that have a prefix of their own: `claim:0709dec44a8c88c8`.
const KINDS: [&str; 6] = ["claim", "entity", "event", "report", "statement", "view"];

/// Prefixes with their namespaces, in the order in which they are declared.
#[derive(Debug, Clone)]
pub(super) struct Prefixes(Vec<(String, String)>);

impl Prefixes {
    /// Those of an export of things that a namer names.
    pub(super) fn below(namer: &Namer) -> Prefixes {
        let ours =
            KINDS.iter().map(|kind| ((*kind).to_owned(), format!("{}{kind}/", namer.base())));
        let known = PREFIXES
            .iter()
            .map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned()));
        let mut all: Vec<(String, String)> = known.chain(ours).collect();
        all.sort();
        Prefixes(all)
    }

    /// Prefix and namespace.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
    }

    /// The prefix of an address, and what follows its namespace.
    pub(super) fn split<'a>(&self, iri: &'a str) -> Option<(&str, &'a str)> {
        self.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)))
    }

    /// Whether something is one of the prefixes.
    pub(super) fn has(&self, name: &str) -> bool {
        self.iter().any(|(prefix, _)| prefix == name)
    }
}
