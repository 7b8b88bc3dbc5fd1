//! Finds the frames of the ontology in a text: which word says which relation of which others.

use std::collections::HashMap;

use super::clause::Clauses;
use super::people;
use crate::annotate::Token;
use crate::ontology::{Company, Frame, Ontology, Part, SlotName, WordPattern};

/// A frame found in a text; ends are tokens, not yet entities.
#[derive(Debug, Clone)]
pub(crate) struct Match<'o> {
    pub(crate) frame: &'o Frame,
    /// The word that says it.
    pub(crate) predicate: usize,
    pub(crate) subject: usize,
    /// None for tolls, and where it is the country of an office.
    pub(crate) object: Option<usize>,
}

/// The frames by the word that they are to be found by.
#[derive(Debug)]
pub struct FrameIndex<'o> {
    by_lemma: HashMap<&'o str, Vec<(&'o Frame, &'o WordPattern)>>,
    of_any: Vec<&'o Frame>,
}

impl<'o> FrameIndex<'o> {
    /// An index of all frames of an ontology.
    pub fn new(ontology: &'o Ontology) -> FrameIndex<'o> {
        let mut index = FrameIndex { by_lemma: HashMap::new(), of_any: Vec::new() };
        for frame in ontology.frames() {
            if matches!(frame.part, Part::Any | Part::Name) {
                index.of_any.push(frame);
            }
            for pattern in &frame.words {
                index.by_lemma.entry(&pattern.lemma).or_default().push((frame, pattern));
            }
        }
        index
    }

    /// The frames that a word by this lemma may say, with what must stand beside it.
    pub(crate) fn by_lemma(&self, lemma: &str) -> &[(&'o Frame, &'o WordPattern)] {
        self.by_lemma.get(lemma).map(Vec::as_slice).unwrap_or_default()
    }

    /// All places where a frame is said, in the order of the text.
    pub(crate) fn find(&self, clauses: &Clauses<'_>, tokens: usize) -> Vec<Match<'o>> {
        let mut matches = Vec::new();
        for token in 0..tokens {
            for (frame, beside) in self.said_by(token, clauses) {
                add(clauses, frame, token, &beside, &mut matches);
            }
            let word = clauses.token(token);
            for frame in &self.of_any {
                let is_wanted = match frame.part {
                    Part::Name => word.pos() == "PROPN",
                    _ => matches!(word.pos(), "NOUN" | "PROPN"),
                };
                if is_wanted {
                    add(clauses, frame, token, &[], &mut matches);
                }
            }
        }
        matches
    }

    /// The frames whose word a token is, whatever stands in their slots, each with the tokens of
    /// the words that belong to it.
    pub(super) fn said_by(
        &self,
        token: usize,
        clauses: &Clauses<'_>,
    ) -> Vec<(&'o Frame, Vec<usize>)> {
        let word = clauses.token(token);
        let lemma = word.lemma().to_lowercase();
        let mut lemmas = vec![lemma.as_str()];
        if word.norm() != lemma {
            lemmas.push(word.norm());
        }
        let known = lemmas.into_iter().filter_map(|lemma| self.by_lemma.get(lemma)).flatten();
        let is_plural = word.tag().ends_with('S');
        let fitting = known.filter(|(frame, _)| {
            is_part(clauses, word, frame.part)
                && !is_ruled_out(clauses, token, frame)
                && !(frame.singular && is_plural)
        });
        let said =
            fitting.filter_map(|(frame, pattern)| Some((*frame, beside(clauses, token, pattern)?)));
        said.collect()
    }
}

/// Adds a match for each pair of ends.
fn add<'o>(
    clauses: &Clauses<'_>,
    frame: &'o Frame,
    predicate: usize,
    beside: &[usize],
    matches: &mut Vec<Match<'o>>,
) {
    let in_slot = |slot: &str| -> Vec<usize> {
        let mut fillers = clauses.fillers(predicate, slot, beside);
        if matches!(frame.part, Part::Verb | Part::Noun) {
            clauses.add_listed(slot, &mut fillers);
        }
        fillers.retain(|filler| !beside.contains(filler));
        if slot == "company" {
            fillers.retain(|filler| !is_civil(clauses, *filler));
        }
        fillers
    };
    let fill = |slots: &[SlotName]| -> Vec<usize> {
        let mut found: Vec<usize> = slots.iter().flat_map(|slot| in_slot(&slot.0)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let subjects = fill(&frame.subject);
    let is_there = |company: &Company| has_company(clauses, predicate, beside, company);
    if frame.intransitive && !in_slot("patient").is_empty() {
        return;
    }
    if subjects.is_empty() || !frame.with.as_ref().is_none_or(is_there) {
        return;
    }
    let of = |subject, object| Match { frame, predicate, subject, object };
    if frame.object.is_empty() || frame.object.iter().any(|slot| slot.0 == "nation") {
        if !frame.symmetric {
            matches.extend(subjects.into_iter().map(|subject| of(subject, None)));
        } else if ["patient", "with"].iter().all(|slot| in_slot(slot).is_empty()) {
            // "X and Y met", but not "X and Y met Z".
            for (i, &one) in subjects.iter().enumerate() {
                matches.extend(subjects[i + 1..].iter().map(|&other| of(one, Some(other))));
            }
        }
        return;
    }
    let mut objects = fill(&frame.object);
    if objects.is_empty() && matches!(frame.part, Part::Verb | Part::Noun) {
        objects = far(clauses, predicate, &frame.object);
    }
    for &subject in &subjects {
        for &object in objects.iter().filter(|object| **object != subject) {
            matches.push(of(subject, Some(object)));
        }
    }
}

/// "alongside *aid workers*"
fn is_civil(clauses: &Clauses<'_>, noun: usize) -> bool {
    people::sort(&clauses.token(noun).lemma().to_lowercase()) == Some("civil")
}

/// Whether the word that must stand beside a predicate does.
fn has_company(
    clauses: &Clauses<'_>,
    predicate: usize,
    beside: &[usize],
    company: &Company,
) -> bool {
    let fillers = company.slots.iter().flat_map(|slot| clauses.fillers(predicate, &slot.0, beside));
    // "hundreds of fighters": the fighters stand there.
    let inner = |filler: usize| clauses.fillers(filler, "of", &[]);
    let mut fillers = fillers.flat_map(|filler| std::iter::once(filler).chain(inner(filler)));
    fillers.any(|filler| {
        let lemma = clauses.token(filler).lemma().to_lowercase();
        let is_of_sort = |sort: &str| company.people.iter().any(|wanted| wanted == sort);
        company.words.contains(&lemma) || people::sort(&lemma).is_some_and(is_of_sort)
    })
}

/// The ends behind prepositions that the parser hung somewhere else.
fn far(clauses: &Clauses<'_>, predicate: usize, slots: &[SlotName]) -> Vec<usize> {
    let behind = slots.iter().flat_map(|slot| clauses.far_behind(predicate, &slot.0));
    let mut found = Vec::new();
    for token in behind {
        clauses.add_conjuncts(token, &mut found);
    }
    found.sort_unstable();
    found
}

pub(crate) fn is_part(clauses: &Clauses<'_>, word: Token<'_>, part: Part) -> bool {
    match part {
        Part::Verb => {
            // A noun by its tag, but with subject and object: "overran", "ambush".
            let governs = || {
                let has = |role: &str| clauses.child(word.index(), &[role]).is_some();
                has("nsubj") && has("dobj")
            };
            matches!(word.pos(), "VERB" | "AUX" | "ADJ")
                || word.tag().starts_with("VB")
                || governs()
        }
        // "secretary-general" ends in an adjective.
        Part::Title if word.norm() == "general" => true,
        // "Fighting resumed", "the recruiting of"
        Part::Noun if word.tag() == "VBG" => {
            matches!(word.dep(), "nsubj" | "nsubjpass" | "pobj" | "dobj")
        }
        Part::Noun | Part::Title => matches!(word.pos(), "NOUN" | "PROPN"),
        Part::Toll => true,
        Part::Any | Part::Name => false,
    }
}

/// Whether a word stands beside the predicate with which it says something else.
fn is_ruled_out(clauses: &Clauses<'_>, predicate: usize, frame: &Frame) -> bool {
    let is_unwanted = |token: Token<'_>| {
        let dep = matches!(
            token.dep(),
            "amod" | "compound" | "nmod" | "prt" | "advmod" | "neg" | "det" | "dobj"
        );
        dep && frame.without.iter().any(|unwanted| unwanted == token.norm())
    };
    !frame.without.is_empty() && clauses.children(predicate).any(is_unwanted)
}

/// The tokens of the words that must stand beside the predicate; `None` if one is missing.
fn beside(clauses: &Clauses<'_>, predicate: usize, pattern: &WordPattern) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for wanted in &pattern.beside {
        let belongs = |token: &Token<'_>| {
            let dep = matches!(
                token.dep(),
                "prt"
                    | "prep"
                    | "dobj"
                    | "nsubjpass"
                    | "advmod"
                    | "acomp"
                    | "attr"
                    | "oprd"
                    | "compound"
                    | "amod"
                    | "pobj"
                    | "npadvmod"
                    | "dative"
                    | "agent"
                    | "neg"
                    | "det"
                    | "nmod"
                    | "appos"
                    | "nummod"
            );
            dep && (token.lemma().eq_ignore_ascii_case(wanted) || token.norm() == wanted)
        };
        let places = found.iter().copied().chain([predicate]);
        let places: Vec<usize> = places.collect();
        let token = places.iter().find_map(|place| clauses.children(*place).find(belongs))?;
        found.push(token.index());
    }
    Some(found)
}
