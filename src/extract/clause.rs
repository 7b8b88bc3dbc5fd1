//! Who does what in a clause: a predicate's logical subject, object and complements.
//!
//! The grammar of a sentence hides them in many ways (passives, relative clauses, control,
//! coordination); this file undoes that, so that a relation can ask for "the one who does it" and
//! "what stands behind *to*" and nothing else.

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
    /// bears a title), `around` (the place that a place is said to be in), or a preposition.
    pub(crate) fn fillers(&self, predicate: usize, slot: &str, beside: &[usize]) -> Vec<usize> {
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
            "recipient" => self.child(predicate, &["dative"]).into_iter().collect(),
            preposition => self.behind(predicate, preposition, beside),
        };
        let mut fillers = Vec::new();
        for token in first {
            self.add_conjuncts(self.referent(token), &mut fillers);
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

    /// Whether a verb stands in the passive ("was sent", "sent by", "the men sent to").
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        if self.child(verb, &["nsubjpass", "auxpass", "agent"]).is_some() {
            return true;
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
    fn agent(&self, verb: usize, depth: usize) -> Option<usize> {
        let word = self.token(verb);
        if let Some(by) = self.child(verb, &["agent"]) {
            return self.child(by, &["pobj"]);
        }
        if self.is_passive(verb) || depth > 6 {
            return None;
        }
        if let Some(subject) = self.subject_child(verb) {
            return Some(subject);
        }
        let head = word.head().index();
        match word.dep() {
            "conj" => self.subject(head, depth + 1),
            "advcl" | "dep" => self.subject(head, depth + 1),
            // "ordered them to leave": the one who is ordered; "began to leave": the one who begins.
            "xcomp" | "ccomp" => {
                self.child(head, &["dobj", "nsubjpass"]).filter(|_| word.dep() == "xcomp").or_else(
                    || if word.dep() == "xcomp" { self.subject(head, depth + 1) } else { None },
                )
            }
            "pcomp" => self.agent_of_gerund(word),
            // "troops stationed", "a force guarding the pass".
            "acl" if word.tag() == "VBG" => Some(head),
            // "the unit to cross first".
            "acl" | "relcl" if self.child(verb, &["dobj"]).is_some() || word.tag() == "VB" => {
                Some(head)
            }
            _ => None,
        }
    }

    /// The grammatical subject, whatever the voice: what a second verb goes on with.
    fn subject(&self, verb: usize, depth: usize) -> Option<usize> {
        let own = self.subject_child(verb);
        own.or_else(|| if depth > 6 { None } else { self.agent(verb, depth) })
            .or_else(|| if depth > 6 { None } else { self.patient(verb, depth + 1) })
    }

    /// "accused of sending", "left without saying", "by crossing".
    fn agent_of_gerund(&self, gerund: Token<'_>) -> Option<usize> {
        let preposition = gerund.head();
        let governor = preposition.head().index();
        let accused = self.child(governor, &["dobj", "nsubjpass"]);
        match preposition.norm() {
            "of" | "for" | "with" | "from" => accused.or_else(|| self.subject(governor, 1)),
            _ => self.subject(governor, 1),
        }
    }

    /// Whom it is done to.
    fn patient(&self, verb: usize, depth: usize) -> Option<usize> {
        let word = self.token(verb);
        let passive = if self.is_passive(verb) { self.subject_child(verb) } else { None };
        if let Some(object) = self.child(verb, &["dobj"]).or(passive) {
            return Some(object);
        }
        if depth > 6 {
            return None;
        }
        let head = word.head().index();
        match word.dep() {
            "acl" if word.tag() == "VBN" => Some(head),
            "conj" if self.is_passive(verb) => self.patient(head, depth + 1),
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

    /// Nouns and adjectives before a noun; of a title also those before the name that it stands
    /// in front of ("Quds Force commander Esmail Qaani").
    fn modifiers(&self, noun: usize) -> Vec<usize> {
        let modifies =
            |token: &Token<'_>| matches!(token.dep(), "compound" | "nmod" | "amod" | "poss");
        let mut found: Vec<usize> =
            self.children(noun).filter(modifies).map(Token::index).collect();
        let word = self.token(noun);
        if modifies(&word) {
            let siblings = self.children(word.head().index()).filter(modifies);
            found.extend(siblings.map(Token::index).filter(|sibling| *sibling < noun));
        }
        found
    }

    /// "Iran" in "Iran-backed": what stands before the hyphen of a participle.
    fn before_hyphen(&self, participle: usize) -> Vec<usize> {
        let is_hyphen = |token: usize| matches!(self.token(token).text(), "-" | "–" | "‑");
        if participle < 2 || !is_hyphen(participle - 1) {
            return Vec::new();
        }
        let children = self.children(participle).filter(|child| child.index() < participle);
        let nominal = children.filter(|child| is_nominal(child)).map(Token::index);
        let mut found: Vec<usize> = nominal.collect();
        if found.is_empty() {
            found.push(participle - 2);
        }
        found
    }

    /// "Zigey, in Kanem", "Bara, North Kordofan": the name behind a name, whatever the parser makes
    /// of the comma.
    fn around(&self, name: usize) -> Vec<usize> {
        let word = |token: usize| (token < self.annotation.len()).then(|| self.token(token));
        let is = |token: usize, text: &str| word(token).is_some_and(|word| word.norm() == text);
        let behind = if is(name + 1, ",") { name + 2 } else { name + 1 };
        if is(behind, "in") {
            return self.child(behind, &["pobj"]).into_iter().collect();
        }
        let is_name = |token: usize| word(token).is_some_and(|word| word.pos() == "PROPN");
        if behind == name + 1 || !is_name(behind) {
            return Vec::new();
        }
        let mut last = behind;
        while is_name(last + 1) || (is(last + 1, "-") && is_name(last + 2)) {
            last += 1;
        }
        vec![last]
    }

    /// The noun that a noun explains, or that explains it.
    fn appositives(&self, noun: usize) -> Vec<usize> {
        let word = self.token(noun);
        let mut found: Vec<usize> =
            self.children(noun).filter(|child| child.dep() == "appos").map(Token::index).collect();
        if word.dep() == "appos" {
            found.push(word.head().index());
        }
        found
    }

    /// Who bears a title: "Qaani, the commander", "commander Qaani", "Qaani is the commander",
    /// or the title itself where it stands for its bearer.
    fn bearers(&self, title: usize) -> Vec<usize> {
        let word = self.token(title);
        let head = word.head();
        match word.dep() {
            "appos" | "relcl" => return vec![head.index()],
            "compound" | "nmod" | "amod" if head.pos() == "PROPN" && title < head.index() => {
                return vec![head.index()];
            }
            "attr" | "oprd" => {
                let subject = self.child(head.index(), &["nsubj", "nsubjpass"]);
                let object = self.child(head.index(), &["dobj"]);
                let bearer = if word.dep() == "oprd" { object.or(subject) } else { subject };
                return bearer.into_iter().collect();
            }
            // "appointed X as commander"
            "pobj" if head.norm() == "as" => {
                let verb = head.head().index();
                let named = self.child(verb, &["dobj", "nsubjpass", "nsubj"]);
                return named.into_iter().collect();
            }
            _ => {}
        }
        let names: Vec<usize> =
            self.children(title).filter(|child| child.dep() == "appos").map(Token::index).collect();
        if names.is_empty() { vec![title] } else { names }
    }

    /// What stands behind a preposition of a predicate; the parser often hangs a preposition on
    /// the object or on a coordinated verb instead.
    fn behind(&self, predicate: usize, wanted: &str, beside: &[usize]) -> Vec<usize> {
        let mut found = Vec::new();
        let object = self.child(predicate, &["dobj", "nsubjpass", "attr"]);
        let particle = self.child(predicate, &["prt", "advmod"]);
        let places = [Some(predicate), object.filter(|_| wanted != "of"), particle];
        for place in places.into_iter().flatten().chain(beside.iter().copied()) {
            self.add_behind(place, wanted, &mut found);
        }
        if found.is_empty() && wanted != "of" {
            let is_later = |child: &Token<'_>| child.dep() == "conj" && child.pos() == "VERB";
            for verb in self.children(predicate).filter(is_later) {
                self.add_behind(verb.index(), wanted, &mut found);
            }
        }
        found.dedup();
        found
    }

    fn add_behind(&self, place: usize, wanted: &str, found: &mut Vec<usize>) {
        for preposition in self.children(place) {
            if !matches!(preposition.dep(), "prep" | "dative" | "agent") {
                continue;
            }
            for (name, object) in self.objects_of(preposition) {
                if name == wanted {
                    found.push(object);
                }
            }
        }
    }

    /// The objects of a preposition with the words that lead to them: "to", "out of", "by way of".
    fn objects_of(&self, preposition: Token<'_>) -> Vec<(String, usize)> {
        let name = preposition.norm().to_owned();
        let mut found = Vec::new();
        for child in self.children(preposition.index()) {
            match child.dep() {
                "pobj" | "pcomp" => {
                    found.push((name.clone(), child.index()));
                    // "by way of Mehran", "in the direction of": the noun only leads on.
                    for inner in self.children(child.index()).filter(|inner| inner.dep() == "prep")
                    {
                        for (of, object) in self.objects_of(inner) {
                            found.push((format!("{name} {} {of}", child.norm()), object));
                        }
                    }
                }
                "prep" => {
                    for (inner, object) in self.objects_of(child) {
                        found.push((inner.clone(), object));
                        found.push((format!("{name} {inner}"), object));
                    }
                }
                _ => {}
            }
        }
        found
    }
}

fn is_nominal(token: &Token<'_>) -> bool {
    matches!(token.pos(), "NOUN" | "PROPN" | "PRON" | "NUM" | "ADJ" | "X")
}
