//! Who does what to whom: the logical subject and object of a verb.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::Clauses;
use crate::annotate::Token;

/// How far one verb is asked for the subject of another.
const DEEPEST: usize = 6;

impl Clauses<'_> {
    /// Whether a verb stands in the passive ("was sent", "sent by", "the men sent to").
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        if self.child(verb, &["nsubjpass", "auxpass"]).is_some() {
            return true;
        }
        // "Its men came under attack by M23" is no passive, whatever the parser makes of "by".
        if self.child(verb, &["agent"]).is_some() {
            return self.child(verb, &["nsubj"]).is_none();
        }
        let word = self.token(verb);
        if word.tag() != "VBN" {
            return false;
        }
        match word.dep() {
            "acl" => true,
            "conj" => {
                self.child(verb, &["aux", "nsubj"]).is_none()
                    && self.is_passive(word.head().index())
            }
            _ => false,
        }
    }

    /// Who does it.
    pub(super) fn agent(&self, verb: usize, depth: usize) -> Option<usize> {
        let word = self.token(verb);
        let is_passive = self.is_passive(verb);
        if let Some(by) = self.child(verb, &["agent"]).filter(|_| is_passive) {
            return self.child(by, &["pobj"]);
        }
        if is_passive || depth > DEEPEST {
            return None;
        }
        if let Some(subject) = self.subject_child(verb) {
            return Some(subject);
        }
        let head = word.head().index();
        let is_open = word.tag() == "VBG" || word.tag() == "VB";
        match word.dep() {
            "conj" if self.token(head).tag() == "NNS" => self.subject_of_plural(head, depth),
            "conj" => self.subject(head, depth + 1),
            "advcl" | "dep" => self.subject(head, depth + 1),
            // "ordered them to leave": the one who is ordered; "began to leave": the one who begins.
            "xcomp" => {
                let ordered = self.child(head, &["dobj", "nsubjpass"]);
                ordered.or_else(|| self.subject(head, depth + 1))
            }
            "ccomp" if is_open => self.subject(head, depth + 1),
            "pcomp" => self.agent_of_gerund(word),
            // "its plan to send"; "the unit to cross first".
            "acl" | "relcl" if word.tag() == "VB" => {
                if is_undertaking(self.token(head)) {
                    self.undertaker(head, depth + 1)
                } else {
                    Some(head)
                }
            }
            // "troops guarding the pass"; "units massed", which the parser takes for a participle.
            "acl" if matches!(word.tag(), "VBG" | "VBD") => Some(head),
            "acl" | "relcl" if self.child(verb, &["dobj"]).is_some() => Some(head),
            _ => None,
        }
    }

    /// The grammatical subject, whatever the voice: what a second verb goes on with.
    pub(super) fn subject(&self, verb: usize, depth: usize) -> Option<usize> {
        let own = self.subject_child(verb);
        if own.is_some() || depth > DEEPEST {
            return own;
        }
        let word = self.token(verb);
        if matches!(word.pos(), "ADJ" | "NOUN") {
            // "is due to receive": the one who is due.
            let is_predicate = matches!(word.dep(), "acomp" | "attr" | "oprd");
            return is_predicate.then(|| self.subject(word.head().index(), depth + 1)).flatten();
        }
        self.agent(verb, depth).or_else(|| self.patient(verb, depth + 1))
    }

    /// "Iran *funds* and trains X": a verb that the parser takes for a plural noun.
    fn subject_of_plural(&self, noun: usize, depth: usize) -> Option<usize> {
        if depth > DEEPEST {
            return None;
        }
        let mut before = self.children(noun).filter(|child| child.index() < noun);
        let name = before.find(|child| child.dep() == "compound" && self.is_name(child.index()));
        if let Some(name) = name {
            return Some(name.index());
        }
        let word = self.token(noun);
        let goes_on = word.dep() == "conj" && word.head().tag() == "NNS";
        goes_on.then(|| self.subject_of_plural(word.head().index(), depth + 1)).flatten()
    }

    /// "accused of sending", "left without saying", "by crossing", "its plan of sending".
    fn agent_of_gerund(&self, gerund: Token<'_>) -> Option<usize> {
        let preposition = gerund.head();
        let governor = preposition.head().index();
        if self.token(governor).pos() == "NOUN" {
            return self.undertaker(governor, 1);
        }
        let accused = self.child(governor, &["dobj", "nsubjpass"]);
        match preposition.norm() {
            "of" | "for" | "with" | "from" => accused.or_else(|| self.subject(governor, 1)),
            _ => self.subject(governor, 1),
        }
    }

    /// Whose plan, order or attempt a noun speaks of.
    fn undertaker(&self, noun: usize, depth: usize) -> Option<usize> {
        let owner = self.child(noun, &["poss"]);
        owner.or_else(|| {
            let word = self.token(noun);
            let is_theirs = matches!(word.dep(), "dobj" | "attr" | "pobj");
            let mut above = word.head();
            while above.pos() == "ADP" && above.head().index() != above.index() {
                above = above.head();
            }
            is_theirs.then(|| self.subject(above.index(), depth + 1)).flatten()
        })
    }

    /// Whom it is done to.
    pub(super) fn patient(&self, verb: usize, depth: usize) -> Option<usize> {
        let word = self.token(verb);
        let is_passive = self.is_passive(verb);
        let passive = if is_passive { self.subject_child(verb) } else { None };
        // "designated a terrorist group by": what stands behind a passive is what it is made.
        let object = self.child(verb, &["dobj"]).filter(|_| !is_passive);
        if let Some(object) = passive.or(object) {
            return Some(object);
        }
        if depth > DEEPEST {
            return None;
        }
        let head = word.head().index();
        match word.dep() {
            "acl" if word.tag() == "VBN" => Some(head),
            "conj" if is_passive => self.patient(head, depth + 1),
            // "are reported to have been sent".
            "xcomp" if self.child(verb, &["auxpass"]).is_some() => self.subject(head, depth + 1),
            // "the town that they had seized": the relative clause lacks its object.
            "relcl"
                if self.child(verb, &["nsubj"]).is_some() && !self.has_relative_subject(verb) =>
            {
                Some(head)
            }
            _ => None,
        }
    }

    fn has_relative_subject(&self, verb: usize) -> bool {
        let subject = self.child(verb, &["nsubj", "nsubjpass"]);
        subject.is_some_and(|subject| self.referent(subject) != subject)
    }
}

/// Whether a noun is something that somebody undertakes: "plan", "order", "attempt".
fn is_undertaking(noun: Token<'_>) -> bool {
    UNDERTAKINGS.contains(noun.lemma().to_lowercase().as_str())
}

static UNDERTAKINGS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let table = include_str!("../../../data/lexicon/undertakings.tsv");
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});
