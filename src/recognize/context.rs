//! What the words around a name tell of its type: apposition, prepositions, verbs, titles.

use std::ops::Range;

use super::evidence::Evidence;
use super::lexicon::{Place, Sort, Title};
use super::titles::Titles;
use super::words::Words;
use super::{EntityType, Lexicon};
use EntityType::*;

pub(super) struct Context<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) titles: &'a Titles,
}

impl Context<'_> {
    /// Adds what the neighbourhood of a name says of it.
    pub(super) fn weigh(&self, name: Range<usize>, evidence: &mut Evidence) {
        let root = self.words.root_of(name.clone());
        self.weigh_title(name.clone(), evidence);
        self.weigh_noun_before(name.clone(), evidence);
        self.weigh_apposition(root, evidence);
        let top = self.first_conjunct(root);
        self.weigh_role(top, if top == root { 1.0 } else { 0.7 }, evidence);
        self.weigh_word_before(name.start, evidence);
    }

    /// "Brigadier General X", "the lawmaker X".
    fn weigh_title(&self, name: Range<usize>, evidence: &mut Evidence) {
        if let Some((_, title)) = self.title(name.start) {
            evidence.add(title.kind, 3.5);
        }
    }

    /// The title that stands right before a name.
    pub(super) fn title(&self, start: usize) -> Option<(Range<usize>, Title)> {
        let (tokens, title) = self.titles.ending(start)?;
        let last = tokens.end - 1;
        let beside = self.words.is_capital(tokens.start) || self.words.head(last) >= start;
        (title.before_name && beside).then_some((tokens, title))
    }

    /// "the town of X", "the militia X".
    fn weigh_noun_before(&self, name: Range<usize>, evidence: &mut Evidence) {
        let words = self.words;
        let sentence = words.sentence_tokens(words.sentence(name.start));
        let skip_article =
            name.start - usize::from(name.start > 0 && words.lower(name.start - 1) == "the");
        let of = skip_article > 0 && words.lower(skip_article - 1) == "of";
        let end = if of { skip_article - 1 } else { name.start };
        let Some((count, kind)) = self.lexicon.nouns.ending(words, sentence.start, end) else {
            return;
        };
        let noun = end - 1;
        if words.is_capital(end - count) {
            return;
        }
        let of_name = of && (kind.is_place() && kind != Base);
        let beside =
            !of && (name.contains(&words.head(noun)) || words.dep(words.root_of(name)) == "appos");
        if of_name || beside {
            evidence.add(kind, if beside { 2.0 } else { 3.0 });
        }
    }

    /// "X, a city in", "a little-known faction, X", "X is a village".
    fn weigh_apposition(&self, root: usize, evidence: &mut Evidence) {
        let words = self.words;
        let apposed = words.child(root, "appos");
        let before = (words.dep(root) == "appos").then(|| words.head(root));
        let head = words.head(root);
        let copula = words.dep(root) == "nsubj" && words.token(head).lemma() == "be";
        let predicate = copula.then(|| words.child(head, "attr")).flatten();
        for noun in [apposed, before, predicate].into_iter().flatten() {
            self.weigh_noun(noun, 2.5, evidence);
        }
    }

    /// Adds what a common noun calls its referent.
    fn weigh_noun(&self, noun: usize, score: f32, evidence: &mut Evidence) {
        let words = self.words;
        let start = words.sentence_tokens(words.sentence(noun)).start;
        if words.is_capital(noun) && self.titles.at(noun).is_none() {
            return;
        }
        if let Some((_, title)) = self.titles.at(noun) {
            return evidence.add(title.kind, score + 0.5);
        }
        if let Some((_, kind)) = self.lexicon.nouns.ending(words, start, noun + 1) {
            evidence.add(kind, score);
        }
    }

    /// What the preposition or the verb that a name hangs on says.
    fn weigh_role(&self, token: usize, weight: f32, evidence: &mut Evidence) {
        let words = self.words;
        let head = words.head(token);
        let lemma = words.token(head).lemma();
        match words.dep(token) {
            "pobj" if words.lower(head) == "of" => {
                self.weigh_by(Place::Of, words.token(words.head(head)).lemma(), weight, evidence);
            }
            "pobj" if words.dep(head) == "agent" => {
                let verb = words.token(words.head(head)).lemma();
                self.weigh_by(Place::Subject, verb, weight, evidence);
            }
            "pobj" => {
                self.weigh_by(Place::Preposition, words.lower(head), weight, evidence);
                if words.lower(head) == "in" && words.is_capital(words.head(head)) {
                    self.weigh_by(Place::Before, "in", weight, evidence);
                }
            }
            "nsubj" | "nsubjpass" => self.weigh_by(Place::Subject, lemma, weight, evidence),
            "poss" => self.weigh_by(Place::Possessed, lemma, weight, evidence),
            "dobj" => self.weigh_by(Place::Object, lemma, weight, evidence),
            "compound" | "nmod" | "amod" | "npadvmod"
                if head > token && !words.is_capital(head) =>
            {
                self.weigh_modified(head, evidence);
            }
            _ => {}
        }
    }

    /// "X province", "the X and Y crossings" say what X is; "X fighters" carry arms for X.
    fn weigh_modified(&self, noun: usize, evidence: &mut Evidence) {
        let lemma = self.words.token(noun).lemma();
        let nouns = &self.lexicon.nouns;
        if let Some(kind) = nouns.of_word(self.words.lower(noun)).chain(nouns.of_word(lemma)).next()
        {
            return evidence.add(kind, if kind.is_place() { 2.0 } else { 1.0 });
        }
        let armed = self.lexicon.groups.of_word(lemma).any(|group| group.sort == Sort::Armed);
        let word = if armed { "commander" } else { lemma };
        self.weigh_by(Place::Modified, word, 1.0, evidence);
    }

    /// "northern X" is a land.
    fn weigh_word_before(&self, start: usize, evidence: &mut Evidence) {
        if let Some(before) =
            start.checked_sub(1).filter(|&before| self.words.lower(before) != "in")
        {
            self.weigh_by(Place::Before, self.words.lower(before), 1.0, evidence);
        }
    }

    fn weigh_by(&self, place: Place, word: &str, weight: f32, evidence: &mut Evidence) {
        for &(kind, score) in self.lexicon.surroundings(place, word) {
            evidence.add(kind, score * weight);
        }
    }

    /// Whether a name stands where one who acts does ("X denied", "with X"), or a place ("in X").
    pub(super) fn acts(&self, name: Range<usize>) -> Option<bool> {
        let words = self.words;
        let token = self.first_conjunct(words.root_of(name));
        let head = words.head(token);
        let lemma = words.token(head).lemma();
        let scores = match words.dep(token) {
            "pobj" if words.lower(head) == "of" => {
                self.lexicon.surroundings(Place::Of, words.token(words.head(head)).lemma())
            }
            "pobj" => self.lexicon.surroundings(Place::Preposition, words.lower(head)),
            "dobj" => self.lexicon.surroundings(Place::Object, lemma),
            "nsubj" | "nsubjpass" => self.lexicon.surroundings(Place::Subject, lemma),
            "poss" => self.lexicon.surroundings(Place::Possessed, lemma),
            _ => return None,
        };
        if words.dep(token) == "nsubj" && scores.is_empty() {
            return (lemma != "be").then_some(true);
        }
        let of = |pick: fn(EntityType) -> bool| {
            scores.iter().any(|&(kind, score)| pick(kind) && score > 0.0)
        };
        let place = of(|kind| kind.is_place() && kind != Country);
        let actor = of(|kind| kind.is_organization() || kind == Country);
        (place || actor).then_some(actor && !place)
    }

    /// The first of the things that a conjunction puts side by side; they are mostly alike.
    fn first_conjunct(&self, mut token: usize) -> usize {
        while self.words.dep(token) == "conj" && self.words.head(token) < token {
            token = self.words.head(token);
        }
        token
    }
}
