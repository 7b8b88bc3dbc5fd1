//! Decisions as quads, so that a query can list what was decided, why and by whom.

use oxigraph::model::Quad;

use super::Encoder;
use super::quads::{Quads, node};
use crate::decide::{Decision, Word};
use crate::vocab::{NAMESPACE, cg, rdf, rdfs};

impl Encoder<'_> {
    /// All quads of decisions; when they were made is not known.
    pub fn decided(&self, decisions: &[Decision]) -> Vec<Quad> {
        let mut quads = Quads::default();
        for decision in decisions {
            let Decision { word, a, b, why, by, about, .. } = decision;
            let iri = node(&self.namer.decision(&[word.word(), a, b, why, by]));
            quads.link(&iri, rdf::TYPE, cg::DECISION_CLASS);
            quads.link(&iri, cg::DECISION, &format!("{NAMESPACE}{}", word.name()));
            quads.link(&iri, cg::DECIDES, a);
            match word {
                Word::Same | Word::Different => quads.link(&iri, cg::DECIDED_BESIDE, b),
                Word::Type => {
                    let class = self.ontology.class_iri(b).unwrap_or(cg::ACTOR);
                    quads.link(&iri, cg::DECIDED_VALUE, class);
                }
                Word::Name => quads.text(&iri, cg::DECIDED_VALUE, b),
                Word::Reject | Word::Accept => (),
            }
            let texts = [(rdfs::LABEL, about), (cg::WHY, why), (cg::BY, by)];
            for (property, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
                quads.text(&iri, property, text);
            }
        }
        let mut quads = quads.finish();
        quads.sort_by_cached_key(ToString::to_string);
        quads.dedup();
        quads
    }
}
