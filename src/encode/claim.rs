//! Claims: what they state, how surely, by whose account, in which words.

use oxigraph::model::NamedNode;

use super::quads::{Quads, node};
use super::{Encoder, Setting, Statement};
use crate::corroborate::Fate;
use crate::model::{Attribution, Certainty, Claim, Polarity, Reading, Telling};
use crate::vocab::{NAMESPACE, cg, dct, oa, prov, rdf, xsd};

/// What says how fragments name cells of a table: the address that the model of Web Annotations has
/// for it (<https://www.w3.org/TR/annotation-model/#fragment-selector>).
const CELLS: &str = "http://tools.ietf.org/rfc/rfc7111";

/// One telling of a claim: its first, or one of those that the report adds.
struct Told<'a> {
    iri: String,
    attribution: &'a [Attribution],
    certainty: Certainty,
    quote: &'a str,
    start: Option<usize>,
    end: Option<usize>,
    rule: Option<&'a str>,
    cells: Option<&'a str>,
}

impl Encoder<'_> {
    /// The claim, and a claim of its own for each further telling.
    pub(super) fn claim(
        &self,
        claim: &Claim,
        statement: &Statement,
        setting: &Setting<'_>,
        quads: &mut Quads,
    ) {
        let reading = setting.reading;
        let Some(iri) = &claim.iri else { return };
        let first = Told {
            iri: iri.clone(),
            attribution: &claim.attribution,
            certainty: claim.certainty,
            quote: &claim.quote,
            start: claim.start,
            end: claim.end,
            rule: claim.rule.as_deref(),
            cells: claim.cells.as_deref(),
        };
        let further = claim.also.iter().map(|also| Told {
            iri: self.telling(iri, also),
            attribution: &also.attribution,
            certainty: also.certainty,
            quote: &also.quote,
            start: also.start,
            end: also.end,
            rule: also.rule.as_deref(),
            cells: claim.cells.as_deref(),
        });
        for telling in std::iter::once(first).chain(further) {
            let node = node(&telling.iri);
            what_is_stated(&node, statement, setting, quads);
            quads.link(&node, cg::STATED_IN, &reading.iri);
            quads.link(&node, cg::POLARITY, polarity(claim.polarity));
            quads.link(&node, cg::CERTAINTY, certainty(telling.certainty));
            if claim.planned {
                quads.truth(&node, cg::PLANNED);
            }
            if let Some(event) = setting.event {
                quads.link(&node, cg::EVENT, event);
            }
            if let Some(confidence) = claim.confidence {
                quads.typed(&node, cg::CONFIDENCE, &confidence.to_string(), xsd::DECIMAL);
            }
            if let Some(rule) = telling.rule {
                quads.text(&node, cg::RULE, rule);
            }
            self.chain(&node, telling.attribution, reading, quads);
            evidence(&node, &telling, reading, quads);
        }
    }

    /// The address of a further telling of a claim.
    pub(crate) fn telling(&self, claim: &str, also: &Telling) -> String {
        self.namer.telling(claim, also.attribution.last(), also.start.unwrap_or_default())
    }

    /// The tellers from the report inward, and the innermost as the origin.
    fn chain(
        &self,
        claim: &NamedNode,
        attribution: &[Attribution],
        reading: &Reading,
        quads: &mut Quads,
    ) {
        let teller = |link: &Attribution| {
            let key = link.key();
            let teller = reading.document.tellers.iter().find(|teller| teller.key == key)?;
            teller.iri.clone()
        };
        for (depth, link) in (1..).zip(attribution) {
            let Some(agent) = teller(link) else { continue };
            let node = node(&format!("{}/attribution/{depth}", claim.as_str()));
            quads.link(claim, cg::ATTRIBUTION, node.as_str());
            quads.link(&node, rdf::TYPE, cg::ATTRIBUTION_CLASS);
            quads.link(&node, cg::STATED_IN, &reading.iri);
            quads.number(&node, cg::DEPTH, depth);
            quads.link(&node, cg::AGENT, &agent);
        }
        let origin = match attribution.last() {
            Some(innermost) => teller(innermost),
            None => self.publisher(reading),
        };
        quads.link(claim, cg::ORIGIN, origin.as_ref().unwrap_or(&reading.iri));
    }
}

/// The statement of a claim; of one that was withdrawn, apart from those that stand.
fn what_is_stated(
    claim: &NamedNode,
    statement: &Statement,
    setting: &Setting<'_>,
    quads: &mut Quads,
) {
    let withdrawn = setting.fate.is_some_and(|(fate, _)| fate != Fate::LeftOut);
    let [class, states, until] = if withdrawn {
        [cg::WITHDRAWN_CLAIM, cg::FORMERLY_STATED, prov::INVALIDATED_AT_TIME]
    } else {
        [cg::CLAIM, cg::STATES, cg::TOLD_UNTIL]
    };
    quads.link(claim, rdf::TYPE, class);
    quads.link(claim, states, statement.iri.as_str());
    if let Some((fate, day)) = setting.fate {
        let name = fate.name().unwrap_or_default();
        quads.link(claim, cg::FATE, &format!("{NAMESPACE}{name}"));
        if let Some(day) = day {
            quads.typed(claim, until, day, xsd::DATE);
        }
    }
}

/// The words that show a claim, as a Web Annotation target
/// (<https://www.w3.org/TR/annotation-model/#selectors>); offsets are code points, end exclusive.
fn evidence(claim: &NamedNode, telling: &Told<'_>, reading: &Reading, quads: &mut Quads) {
    if telling.quote.is_empty() {
        return;
    }
    let part = |name| node(&format!("{}/{name}", claim.as_str()));
    let (evidence, quote) = (part("evidence"), part("evidence/quote"));
    quads.link(claim, cg::EVIDENCE, evidence.as_str());
    quads.link(&evidence, rdf::TYPE, oa::SPECIFIC_RESOURCE);
    quads.link(&evidence, cg::STATED_IN, &reading.iri);
    quads.link(&evidence, oa::HAS_SOURCE, &reading.iri);
    quads.link(&evidence, oa::HAS_SELECTOR, quote.as_str());
    quads.link(&quote, rdf::TYPE, oa::TEXT_QUOTE_SELECTOR);
    quads.link(&quote, cg::STATED_IN, &reading.iri);
    quads.text(&quote, oa::EXACT, telling.quote);
    if let (Some(start), Some(end)) = (telling.start, telling.end) {
        let position = part("evidence/position");
        quads.link(&evidence, oa::HAS_SELECTOR, position.as_str());
        quads.link(&position, rdf::TYPE, oa::TEXT_POSITION_SELECTOR);
        quads.link(&position, cg::STATED_IN, &reading.iri);
        // Stores make plain integers of all kinds of integers.
        quads.number(&position, oa::START, start as u64);
        quads.number(&position, oa::END, end as u64);
    }
    if let Some(cells) = telling.cells {
        let selector = part("evidence/cells");
        quads.link(&evidence, oa::HAS_SELECTOR, selector.as_str());
        quads.link(&selector, rdf::TYPE, oa::FRAGMENT_SELECTOR);
        quads.link(&selector, cg::STATED_IN, &reading.iri);
        quads.link(&selector, dct::CONFORMS_TO, CELLS);
        quads.text(&selector, rdf::VALUE, cells);
    }
}

fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Asserted => cg::ASSERTED,
        Polarity::Denied => cg::DENIED,
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => cg::CERTAIN,
        Certainty::Probable => cg::PROBABLE,
        Certainty::Possible => cg::POSSIBLE,
    }
}
