//! What a sentence itself says of its predicate: that it is not so, may be so, is yet to be.
//!
//! From a predicate up to the top of its sentence, every word above it is asked what it does to
//! what it governs: "*refused* to *plan* the attack". How far a word reaches depends on the way
//! between: a negation reaches an infinitive ("did not go to meet him") but not a relative clause.

use super::effect::Effect;
use super::known::is_known;
use super::lexicon::{Kind, StanceLexicon};
use super::tree::Tree;
use crate::model::Certainty;

/// A word and what it does to a predicate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    pub(super) token: usize,
    pub(super) effect: Effect,
}

/// Everything in its sentence that has an effect on a predicate, tellings aside.
///
/// In somebody's words "would" is the future ("said that they would go"); in the report's own it
/// tells what came later ("he would be killed two years later"). `is_told` says which it is.
pub(super) fn reasons(
    tree: &Tree<'_>,
    lexicon: &StanceLexicon,
    predicate: usize,
    is_told: bool,
) -> Vec<Reason> {
    let mut walk = Walk { tree, lexicon, reasons: Vec::new(), negation: true, mood: true, is_told };
    let mut node = if tree.dep(predicate) == "prep" { tree.head(predicate) } else { predicate };
    walk.itself(node);
    if is_known(tree, lexicon, node) {
        walk.around(node);
        return walk.reasons;
    }
    for head in std::iter::once(node).chain(tree.up(node)).skip(1) {
        walk.around(node);
        if !walk.step(node, head) || !walk.negation && !walk.mood {
            return walk.reasons;
        }
        node = head;
    }
    walk.around(node);
    walk.question(node);
    walk.reasons
}

struct Walk<'t, 'a, 'l> {
    tree: &'t Tree<'a>,
    lexicon: &'l StanceLexicon,
    reasons: Vec<Reason>,
    /// Whether negations further up still reach the predicate.
    negation: bool,
    /// Whether plans and hedges further up do.
    mood: bool,
    is_told: bool,
}

impl Walk<'_, '_, '_> {
    /// A word that is a plan or a hearsay by its own meaning: "has promised troops".
    fn itself(&mut self, predicate: usize) {
        self.look(Kind::HedgeItself, predicate);
        if self.tree.is_verb(predicate) && self.tree.is_passive(predicate) {
            self.look(Kind::Passive, predicate);
        }
    }

    /// What stands directly beside a word.
    fn around(&mut self, node: usize) {
        let before = self.reasons.len();
        for child in self.tree.children(node) {
            match self.tree.dep(child) {
                "aux" => self.modal(node, child),
                "cc" if child > node => {}
                "mark" | "advmod" | "neg" | "preconj" | "cc" | "quantmod" => self.adverb(child),
                "amod" | "compound" | "nmod" => self.look(Kind::HedgeAdjective, child),
                "det" if self.tree.is_noun(node) => self.negative(child),
                "nsubj" | "nsubjpass" | "dobj" | "attr" | "npadvmod" => self.negative_noun(child),
                "acomp" => self.look(Kind::HedgeAdjective, child),
                _ => {}
            }
        }
        self.deny_once(before, node);
    }

    /// "nor did they not go": one clause is denied once; "did not go until May" says that they went.
    fn deny_once(&mut self, before: usize, node: usize) {
        let tree = self.tree;
        let mut denied =
            tree.children(node).any(|child| child > node && tree.norm(child) == "until");
        let mut place = 0;
        self.reasons.retain(|reason| {
            place += 1;
            let is_denial = place > before && reason.effect.denied;
            let keep = !is_denial || !denied;
            denied |= is_denial;
            keep
        });
    }

    fn modal(&mut self, node: usize, modal: usize) {
        let tree = self.tree;
        if tree.tag(modal) != "MD" {
            return;
        }
        let Some(entry) = self.lexicon.find(Kind::Modal, tree, modal) else { return };
        let mut effect = entry.effect;
        let is_negated = tree.child(node, &["neg"]).is_some();
        let has = |norm: &str| tree.children(node).any(|child| tree.norm(child) == norm);
        if is_negated && tree.norm(modal) == "could" {
            effect = Effect::default();
        }
        let is_conditional = tree.children(node).any(|child| {
            tree.dep(child) == "advcl"
                && tree.children(child).any(|mark| matches!(tree.norm(mark), "if" | "unless"))
        });
        if tree.norm(modal) == "would" && !self.is_told && !is_conditional {
            return;
        }
        if effect.planned && has("have") && tree.norm(modal) == "would" {
            effect = Effect { hypothetical: true, ..Effect::default() };
        }
        if is_conditional {
            effect.certainty = Certainty::Possible;
        }
        self.add(modal, effect);
    }

    fn adverb(&mut self, word: usize) {
        let tree = self.tree;
        let is_only =
            word + 1 < tree.len() && matches!(tree.norm(word + 1), "only" | "just" | "least");
        if !is_only {
            self.negative(word);
        }
        self.look(Kind::HedgeAdverb, word);
        if tree.dep(word) == "mark" || tree.dep(word) == "advmod" {
            self.look(Kind::Conjunction, word);
        }
    }

    /// "no fighter", "none of them", "not a single soldier".
    fn negative_noun(&mut self, noun: usize) {
        let tree = self.tree;
        if self.lexicon.find(Kind::NegativePronoun, tree, noun).is_some() {
            self.look(Kind::NegativePronoun, noun);
            return;
        }
        let first = tree.subtree(noun).start;
        let det =
            tree.children(noun).find(|&child| matches!(tree.dep(child), "det" | "neg" | "preconj"));
        match det {
            Some(det) => self.negative(det),
            None if first < noun && tree.norm(first) == "not" => self.negative(first),
            None => {}
        }
    }

    fn negative(&mut self, word: usize) {
        for kind in [Kind::NegativeDeterminer, Kind::NegativeAdverb] {
            if self.lexicon.find(kind, self.tree, word).is_some() {
                self.look(kind, word);
                return;
            }
        }
    }

    /// From a word to the one above it; `false` where nothing reaches any further.
    fn step(&mut self, node: usize, head: usize) -> bool {
        let tree = self.tree;
        if tree.segment(node) != tree.segment(head) {
            return false;
        }
        match tree.dep(node) {
            "conj" => self.conjunct(node, head),
            "xcomp" | "oprd" => self.governed(node, head),
            "ccomp" => {
                self.governed(node, head);
                return is_infinitive(tree, node) && !self.is_telling(head);
            }
            "advcl" => {
                if tree
                    .children(node)
                    .any(|mark| tree.dep(mark) == "mark" && tree.norm(mark) == "for")
                {
                    self.look(Kind::HedgeVerb, head);
                }
                self.negation &= is_infinitive(tree, node);
                self.mood &= self.negation || matches!(tree.tag(node), "VBG" | "VBN");
            }
            "acl" => {
                self.look(Kind::HedgeNoun, head);
                self.look(Kind::NegativeNoun, head);
                return is_infinitive(tree, node);
            }
            "pcomp" | "pobj" => self.look(Kind::NegativePreposition, head),
            "prep" => self.prepositional(node, head),
            "dobj" | "nsubj" | "nsubjpass" | "attr" | "acomp" | "agent" => {
                self.governed(node, head);
                return !self.tells_object(head);
            }
            _ => return false,
        }
        true
    }

    /// A second verb shares what stands before both: "did not cross or attack", "may cross and attack".
    fn conjunct(&mut self, node: usize, head: usize) {
        let tree = self.tree;
        let has_own = tree.child(node, &["nsubj", "nsubjpass", "aux", "expl"]).is_some();
        let is_link = |&child: &usize| tree.dep(child) == "cc" && child < node;
        let link = tree.children(head).rfind(is_link);
        let is_or = link.is_some_and(|link| matches!(tree.norm(link), "or" | "nor"));
        let is_alike =
            tree.tag(node) == tree.tag(head) && matches!(tree.tag(node), "VB" | "VBN" | "VBG");
        self.negation &= !has_own && (is_or || tree.is_noun(node));
        self.mood &= !has_own && (is_alike || tree.is_noun(node));
    }

    /// What a verb, noun or adjective does to its complement.
    fn governed(&mut self, node: usize, head: usize) {
        let tree = self.tree;
        self.look(Kind::NegativeVerb, head);
        if matches!(tree.tag(head), "JJ" | "VBN") {
            self.look(Kind::HedgeAdjective, head);
        }
        let is_to_be =
            tree.lemma(head) == "be" && is_infinitive(tree, node) && tree.dep(node) == "xcomp";
        if is_to_be {
            let effect =
                Effect { planned: true, certainty: Certainty::Probable, ..Effect::default() };
            self.add(head, effect);
        }
        if tree.dep(node) != "nsubj" && !is_to_be {
            self.look(Kind::HedgeVerb, head);
        }
        let is_predicated = tree.dep(node) == "ccomp";
        for child in
            tree.children(head).filter(|&child| is_predicated && tree.dep(child) == "acomp")
        {
            self.look(Kind::HedgeAdjective, child);
            self.look(Kind::NegativeAdjective, child);
        }
    }

    /// "refrained from crossing", "called for an attack"; "after crossing" reaches less far.
    fn prepositional(&mut self, preposition: usize, head: usize) {
        let tree = self.tree;
        // "stopped short of crossing"
        let head = if tree.dep(head) == "advmod" { tree.head(head) } else { head };
        let is_gerund = tree.child(preposition, &["pcomp"]).is_some();
        // "After crossing, they headed for": what was done before is not what they head for.
        let is_aside =
            matches!(tree.norm(preposition), "after" | "since" | "before" | "while" | "by");
        if (is_gerund && !is_aside) || tree.norm(preposition) == "for" {
            self.look(Kind::HedgeVerb, head);
        }
        self.look(Kind::HedgeNoun, head);
        self.look(Kind::NegativeVerb, head);
        self.look(Kind::NegativeNoun, head);
        self.negation &=
            tree.is_noun(head) || self.lexicon.find(Kind::NegativeVerb, tree, head).is_some();
        self.mood &= !self.tells_object(head);
    }

    fn question(&mut self, top: usize) {
        let tree = self.tree;
        let sentence = tree.sentence(top);
        let last = sentence.rev().find(|&token| {
            !tree.token(token).is_space() && !matches!(tree.norm(token), "\"" | "”" | "''")
        });
        if let Some(last) = last.filter(|&last| tree.norm(last) == "?") {
            self.add(last, Effect { hypothetical: true, ..Effect::default() });
        }
    }

    fn is_telling(&self, verb: usize) -> bool {
        self.lexicon.find(Kind::TellingVerb, self.tree, verb).is_some()
    }

    /// Whether the object of a verb is told by it, not done: "confirmed the attack".
    fn tells_object(&self, verb: usize) -> bool {
        self.lexicon
            .find(Kind::TellingVerb, self.tree, verb)
            .is_some_and(|entry| entry.takes("object"))
    }

    /// Adds what the lexicon says of a word, if it reaches the predicate.
    fn look(&mut self, kind: Kind, word: usize) {
        if let Some(entry) = self.lexicon.find(kind, self.tree, word) {
            self.add(word, entry.effect);
        }
    }

    fn add(&mut self, token: usize, effect: Effect) {
        let reaches = if effect.denied { self.negation } else { self.mood };
        let is_new = self.reasons.iter().all(|reason| reason.token != token);
        if reaches && is_new && effect != Effect::default() {
            self.reasons.push(Reason { token, effect });
        }
    }
}

fn is_infinitive(tree: &Tree<'_>, verb: usize) -> bool {
    // "to cross", "to be sent", "to have crossed"
    matches!(tree.tag(verb), "VB" | "VBN")
        && tree.children(verb).any(|child| tree.tag(child) == "TO")
}
