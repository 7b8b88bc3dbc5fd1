//! What stands around a noun: its modifiers, the names beside it, who bears a title.

use super::{Clauses, is_nominal};
use crate::annotate::Token;

/// How far a title and its bearer's name may stand from each other.
const FARTHEST: usize = 16;

impl Clauses<'_> {
    /// Nouns and adjectives before a noun; of a title also those before the name that it stands
    /// in front of ("Quds Force commander Esmail Qaani").
    pub(super) fn modifiers(&self, noun: usize) -> Vec<usize> {
        let modifies =
            |token: &Token<'_>| matches!(token.dep(), "compound" | "nmod" | "amod" | "poss");
        let mut found: Vec<usize> =
            self.children(noun).filter(modifies).map(Token::index).collect();
        let word = self.token(noun);
        if modifies(&word) {
            let siblings = self.children(word.head().index()).filter(modifies);
            found.extend(siblings.map(Token::index).filter(|sibling| *sibling < noun));
        }
        // "the *U.N.* resident and humanitarian coordinator": one person with two titles.
        let head = word.head();
        let shares = word.dep() == "conj" && word.tag() == "NN" && head.tag() == "NN";
        if shares && !found.iter().any(|token| self.is_name(*token)) {
            let of_head = self.children(head.index()).filter(modifies);
            found.extend(of_head.map(Token::index).filter(|token| self.is_name(*token)));
        }
        found
    }

    /// "Iran" in "Iran-backed": what stands before the hyphen of a participle.
    pub(super) fn before_hyphen(&self, participle: usize) -> Vec<usize> {
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

    /// "Zigey, in Kanem", "Bara, North Kordofan", "Masyaf (Syria)": the name behind a name,
    /// whatever the parser makes of the comma.
    pub(super) fn around(&self, name: usize) -> Vec<usize> {
        let behind =
            if self.is(name + 1, ",") || self.is(name + 1, "(") { name + 2 } else { name + 1 };
        if self.is(behind, "in") {
            return self.child(behind, &["pobj"]).into_iter().collect();
        }
        // "Qamishli, northeastern Syria"
        let is_adjective = |token: usize| self.word(token).is_some_and(|word| word.pos() == "ADJ");
        let first = if is_adjective(behind) { behind + 1 } else { behind };
        if behind == name + 1 || !self.is_name(first) {
            return Vec::new();
        }
        vec![self.last_of_name(first)]
    }

    /// The name in brackets behind a name, whatever title stands before it: "the brigade
    /// (commander: Col. Musa)".
    pub(super) fn in_brackets(&self, name: usize) -> Vec<usize> {
        if !self.is(name + 1, "(") {
            return Vec::new();
        }
        let end = (name + 2..name + 2 + FARTHEST).find(|token| self.is(*token, ")"));
        let last = end.and_then(|end| end.checked_sub(1));
        last.filter(|last| self.is_name(*last)).into_iter().collect()
    }

    /// The number or noun right before a word, adverbs aside: "three" in "three dead", "civilians"
    /// in "17 civilians slightly hurt".
    pub(super) fn counted_before(&self, word: usize) -> Vec<usize> {
        let mut before = word;
        while before > 0 && matches!(self.token(before - 1).pos(), "ADV" | "AUX") {
            before -= 1;
        }
        let is_counted =
            |token: &usize| matches!(self.token(*token).pos(), "NUM" | "NOUN" | "PROPN" | "ADJ");
        before.checked_sub(1).filter(is_counted).into_iter().collect()
    }

    /// The noun that a noun explains, or that explains it.
    pub(crate) fn appositives(&self, noun: usize) -> Vec<usize> {
        let word = self.token(noun);
        let mut found: Vec<usize> =
            self.children(noun).filter(|child| child.dep() == "appos").map(Token::index).collect();
        if word.dep() == "appos" {
            found.push(word.head().index());
        }
        let mut all = Vec::new();
        for token in found {
            self.add_conjuncts(token, &mut all);
        }
        all
    }

    /// Who bears a title: "Qaani, the commander", "commander Qaani", "Qaani is the commander",
    /// or the title itself where it stands for its bearer.
    pub(super) fn bearers(&self, title: usize) -> Vec<usize> {
        let mut found = self.bearers_by_grammar(title, 0);
        if found == [title] {
            found.extend(self.name_before(title));
            found.extend(self.name_behind(title));
        }
        found
    }

    fn bearers_by_grammar(&self, title: usize, depth: usize) -> Vec<usize> {
        let word = self.token(title);
        let head = word.head();
        let names: Vec<usize> =
            self.children(title).filter(|child| child.dep() == "appos").map(Token::index).collect();
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
            // "whose commander was Esmail Qaani"
            "nsubj" if head.lemma() == "be" => {
                let named = self.child(head.index(), &["attr"]);
                return named.into_iter().chain([title]).collect();
            }
            // "appointed X as commander"
            "pobj" if head.norm() == "as" => {
                let verb = head.head().index();
                let named = self.child(verb, &["dobj", "nsubjpass", "nsubj"]);
                return named.into_iter().collect();
            }
            // "his deputy and head of the office"
            "conj" if names.is_empty() && depth < 4 && head.pos() == "NOUN" => {
                return self.bearers_by_grammar(head.index(), depth + 1);
            }
            _ => {}
        }
        if names.is_empty() { vec![title] } else { names }
    }

    /// "Esmail Qaani, the long-time commander": the last word of a name before the comma.
    fn name_before(&self, title: usize) -> Option<usize> {
        let mut at = title;
        while at > 0 && title - at < FARTHEST && self.is_in_phrase(at - 1) {
            at -= 1;
        }
        let comma = at.checked_sub(1)?;
        let name = comma.checked_sub(1)?;
        (self.is(comma, ",") && self.is_name(name)).then_some(name)
    }

    /// "the commander of the Quds Force (IRGC-QF), Brig. Gen. Esmail Qaani": the name behind the comma.
    fn name_behind(&self, title: usize) -> Option<usize> {
        let mut at = title + 1;
        let mut depth = 0;
        while at - title < FARTHEST && at < self.annotation.len() {
            let word = self.token(at);
            match word.text() {
                "(" => depth += 1,
                ")" => depth -= 1,
                "," if depth == 0 => break,
                _ if depth > 0 || self.is_in_phrase(at) || word.norm() == "of" => {}
                _ => return None,
            }
            at += 1;
        }
        let is_name = self.is(at, ",") && self.is_name(at + 1);
        is_name.then(|| self.last_of_name(at + 1))
    }

    fn is_in_phrase(&self, token: usize) -> bool {
        let word = self.token(token);
        matches!(word.pos(), "ADJ" | "NOUN" | "PROPN" | "DET" | "PART" | "NUM")
            || word.tag() == "PRP$"
            || word.text() == "-"
    }

    /// The last token of the name that begins at one.
    pub(super) fn last_of_name(&self, first: usize) -> usize {
        let mut last = first;
        while self.is_name(last + 1) || (self.is(last + 1, "-") && self.is_name(last + 2)) {
            last += 1;
        }
        last
    }

    fn word(&self, token: usize) -> Option<Token<'_>> {
        (token < self.annotation.len()).then(|| self.token(token))
    }

    pub(super) fn is(&self, token: usize, text: &str) -> bool {
        self.word(token).is_some_and(|word| word.norm() == text)
    }

    pub(super) fn is_name(&self, token: usize) -> bool {
        self.word(token).is_some_and(|word| word.pos() == "PROPN")
    }
}
