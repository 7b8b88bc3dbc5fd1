//! Who does what in a clause: a predicate's logical subject, object and complements.
//!
//! The grammar of a sentence hides them in many ways (passives, relative clauses, control,
//! coordination); this file undoes that, so that a relation can ask for "the one who does it" and
//! "what stands behind *to*" and nothing else.

mod lists;
mod nouns;
mod prepositions;
mod roles;

use crate::annotate::{Annotation, Token};

/// The words of a text with the ways between them.
#[derive(Debug)]
pub(crate) struct Clauses<'a> {
    annotation: &'a Annotation<'a>,
    /// First child and next sibling of each token, in text order.
    children: Vec<Vec<u32>>,
}

impl<'a> Clauses<'a> {
    pub(crate) fn new(annotation: &'a Annotation<'a>) -> Clauses<'a> {
        let mut children = vec![Vec::new(); annotation.len()];
        for token in annotation.tokens() {
            let head = token.head().index();
            if head != token.index() {
                children[head].push(token.index() as u32);
            }
        }
        Clauses { annotation, children }
    }

    pub(crate) fn token(&self, token: usize) -> Token<'_> {
        self.annotation.token(token)
    }

    pub(crate) fn children(&self, token: usize) -> impl Iterator<Item = Token<'_>> {
        self.children[token].iter().map(|&child| self.annotation.token(child as usize))
    }

    /// The first child with one of these labels.
    pub(crate) fn child(&self, token: usize, labels: &[&str]) -> Option<usize> {
        self.children(token).find(|child| labels.contains(&child.dep())).map(Token::index)
    }

    /// The subject of a verb: the last, as the parser takes a dateline ("BAGHDAD (Reuters) -") for
    /// one more.
    fn subject_child(&self, verb: usize) -> Option<usize> {
        let is_subject = |child: &Token<'_>| {
            matches!(child.dep(), "nsubj" | "nsubjpass" | "csubj") && child.index() != verb
        };
        let before = self.children(verb).filter(|child| child.index() < verb);
        let last = before.filter(is_subject).last();
        last.or_else(|| self.children(verb).find(is_subject)).map(Token::index)
    }

    /// The tokens in a slot of a predicate, coordinated ones included. `beside` are words that
    /// belong to the predicate ("fire" of "open fire"), whose complements are its own.
    ///
    /// Slots are `agent` (who does it), `patient` (whom it is done to), `possessor`, `modifier`,
    /// `self`, `head`, `hyphen` ("Iran" in "Iran-backed"), `appositive`, `bearer` (the person who
    /// bears a title), `around` (the place that a place is said to be in), `before` (the number or
    /// noun right before it), `company` (who does it with the agent), or a preposition.
    ///
    /// "patient.possessor" is the possessor of the patient.
    pub(crate) fn fillers(&self, predicate: usize, slot: &str, beside: &[usize]) -> Vec<usize> {
        if let Some((outer, inner)) = slot.rsplit_once('.') {
            let outer = self.fillers(predicate, outer, beside);
            return outer.into_iter().flat_map(|token| self.fillers(token, inner, &[])).collect();
        }
        let first: Vec<usize> = match slot {
            "agent" => self.agent(predicate, 0).into_iter().collect(),
            "patient" => {
                self.patient(predicate, 0).filter(|p| !beside.contains(p)).into_iter().collect()
            }
            "possessor" => self.child(predicate, &["poss"]).into_iter().collect(),
            "modifier" => self.modifiers(predicate),
            "self" => vec![predicate],
            "head" => vec![self.token(predicate).head().index()],
            "hyphen" => self.before_hyphen(predicate),
            "appositive" => self.appositives(predicate),
            "bearer" => self.bearers(predicate),
            "around" => self.around(predicate),
            "company" => self.company(predicate),
            "brackets" => self.in_brackets(predicate),
            "before" => self.counted_before(predicate),
            // "there are no fighters in"
            "complement" => self.child(predicate, &["attr"]).into_iter().collect(),
            "loser" if self.token(predicate).lemma() == "lose" => {
                self.agent(predicate, 0).into_iter().collect()
            }
            "recipient" => self.child(predicate, &["dative"]).into_iter().collect(),
            preposition => self.behind(predicate, preposition, beside),
        };
        let mut fillers = Vec::new();
        for token in first {
            if slot == "unit" && token == predicate {
                fillers.push(token);
            } else {
                self.add_conjuncts(self.referent(token), &mut fillers);
            }
        }
        fillers
    }

    /// A token and all that is coordinated with it.
    pub(crate) fn add_conjuncts(&self, token: usize, found: &mut Vec<usize>) {
        if found.contains(&token) {
            return;
        }
        found.push(token);
        for child in self.children(token).filter(|child| child.dep() == "conj") {
            if is_nominal(&child) {
                self.add_conjuncts(child.index(), found);
            }
        }
    }

    /// The noun that a relative pronoun stands for; any other token is itself.
    pub(crate) fn referent(&self, token: usize) -> usize {
        let word = self.token(token);
        if !matches!(word.tag(), "WDT" | "WP" | "WP$") && word.norm() != "that" {
            return token;
        }
        // "the fighters, who were sent": up from the pronoun to the clause, and to its noun.
        let mut clause = word;
        for _ in 0..8 {
            clause = clause.head();
            if clause.dep() == "relcl" {
                return clause.head().index();
            }
            if clause.head().index() == clause.index() {
                break;
            }
        }
        token
    }
}

pub(super) fn is_nominal(token: &Token<'_>) -> bool {
    matches!(token.pos(), "NOUN" | "PROPN" | "PRON" | "NUM" | "ADJ" | "X")
}
