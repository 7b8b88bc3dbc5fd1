//! What stands behind the prepositions of a predicate.

use super::{Clauses, is_nominal};
use crate::annotate::Token;

/// How many words of a phrase are looked at for a preposition that the parser misplaced.
const MOST: usize = 40;

impl Clauses<'_> {
    /// What stands behind a preposition of a predicate; the parser often hangs a preposition on
    /// the object or on a coordinated verb instead.
    pub(super) fn behind(&self, predicate: usize, wanted: &str, beside: &[usize]) -> Vec<usize> {
        let mut found = Vec::new();
        let object = self.child(predicate, &["dobj", "nsubjpass", "attr"]);
        let particle = self.child(predicate, &["prt", "advmod"]);
        let places = [Some(predicate), object.filter(|_| wanted != "of"), particle];
        for place in places.into_iter().flatten().chain(beside.iter().copied()) {
            self.add_behind(place, wanted, &mut found);
        }
        if found.is_empty() && wanted != "of" {
            let is_later = |child: &Token<'_>| {
                child.dep() == "conj"
                    && child.pos() == "VERB"
                    && self.child(child.index(), &["nsubj", "nsubjpass"]).is_none()
            };
            for verb in self.children(predicate).filter(is_later) {
                self.add_behind(verb.index(), wanted, &mut found);
            }
        }
        found.dedup();
        found
    }

    /// Who does it with the agent: "entered the town *alongside* Badr's men", "together with",
    /// "accompanied by".
    pub(super) fn company(&self, predicate: usize) -> Vec<usize> {
        let around = self.child(predicate, &["nsubj", "nsubjpass", "dobj"]);
        let object = self.child(predicate, &["dobj"]);
        let mut found = Vec::new();
        for place in [Some(predicate), around, object].into_iter().flatten() {
            for child in self.children(place) {
                match child.dep() {
                    "prep" => self.add_company(child, &mut found),
                    "acl" | "advcl" if matches!(child.norm(), "accompanied" | "joined") => {
                        let by = self.child(child.index(), &["agent", "prep"]);
                        found.extend(by.and_then(|by| self.child(by, &["pobj"])));
                    }
                    _ => {}
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn add_company(&self, preposition: Token<'_>, found: &mut Vec<usize>) {
        let place = preposition.index();
        let is_joint = |before: usize| self.is(before, "together") || self.is(before, "along");
        let is_company = match preposition.norm() {
            "alongside" => true,
            "with" => place.checked_sub(1).is_some_and(is_joint),
            _ => false,
        };
        if is_company {
            found.extend(self.child(place, &["pobj"]));
        }
        // "along *with*"
        for inner in self.children(place).filter(|inner| inner.dep() == "prep") {
            self.add_company(inner, found);
        }
    }

    /// What stands behind a preposition anywhere in the phrases to the right of a predicate: the
    /// parser hangs "to Ahvaz" in "sent men from Basra to Ahvaz" on any of the nouns.
    pub(crate) fn far_behind(&self, predicate: usize, wanted: &str) -> Vec<usize> {
        let mut found = Vec::new();
        if matches!(wanted, "of" | "by" | "for" | "with" | "against" | "between") {
            return found;
        }
        let is_part = |child: &Token<'_>| {
            child.index() > predicate
                && !matches!(child.pos(), "VERB" | "AUX")
                && !matches!(child.dep(), "relcl" | "acl" | "advcl" | "ccomp" | "parataxis")
        };
        let mut open = vec![predicate];
        let mut looked = 0;
        while let Some(token) = open.pop() {
            looked += 1;
            if looked > MOST {
                break;
            }
            for child in self.children(token).filter(is_part) {
                if child.dep() == "prep" {
                    let objects = self.objects_of(child).into_iter();
                    found.extend(objects.filter(|(name, _)| name == wanted).map(|(_, end)| end));
                }
                open.push(child.index());
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|token| self.referent(token)).collect()
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
                // "through the fence and into Syria"
                "conj" if child.pos() == "ADP" => found.extend(self.objects_of(child)),
                "prep" => {
                    for (inner, object) in self.objects_of(child) {
                        found.push((inner.clone(), object));
                        found.push((format!("{name} {inner}"), object));
                    }
                }
                // "from across the line": the parser takes the inner one for an object.
                _ if is_nominal(&child) && child.index() == preposition.index() + 1 => {
                    found.push((name.clone(), child.index()));
                }
                _ => {}
            }
        }
        found
    }
}
