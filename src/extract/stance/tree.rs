//! The grammar of a text as the stance rules ask for it: children, subtrees, subjects, segments.

use std::ops::Range;

use crate::annotate::{Annotation, Token};

/// How far words are looked for around another, so that a text without stops costs no more.
pub(super) const NEAR: usize = 400;

/// A text's tokens with the ways down as well as up.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) annotation: &'a Annotation<'a>,
    children: Vec<Vec<u32>>,
    /// From the first to the last descendant of each token.
    subtrees: Vec<Range<u32>>,
    /// The stretch between two hard stops (ends of sentences, semicolons) that each token stands in.
    segments: Vec<Range<u32>>,
    /// The sentence of each token, and where each sentence is.
    pub(super) sentence_of: Vec<u32>,
    pub(super) sentences: Vec<Range<usize>>,
    /// The named entities with their labels, and for each token the number of its entity.
    pub(super) entities: Vec<(Range<usize>, &'a str)>,
    entity_of: Vec<Option<u32>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(annotation: &'a Annotation<'a>) -> Tree<'a> {
        let mut children = vec![Vec::new(); annotation.len()];
        let mut roots = Vec::new();
        for token in annotation.tokens() {
            match token.head().index() {
                head if head == token.index() => roots.push(head),
                head => children[head].push(token.index() as u32),
            }
        }
        let sentences: Vec<Range<usize>> = annotation.sentences().collect();
        let mut sentence_of = vec![0; annotation.len()];
        for (number, sentence) in sentences.iter().enumerate() {
            sentence_of[sentence.clone()].fill(number as u32);
        }
        let subtrees = subtrees(&children, roots);
        let segments = segments(annotation, &sentences);
        let entities = annotation.entities().map(|entity| (entity.tokens(), entity.label()));
        let entities: Vec<(Range<usize>, &str)> = entities.collect();
        let mut entity_of = vec![None; annotation.len()];
        for (number, (tokens, _)) in entities.iter().enumerate() {
            entity_of[tokens.clone()].fill(Some(number as u32));
        }
        Tree {
            annotation,
            children,
            subtrees,
            segments,
            sentence_of,
            sentences,
            entities,
            entity_of,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.annotation.len()
    }

    pub(super) fn token(&self, token: usize) -> Token<'a> {
        self.annotation.token(token)
    }

    pub(super) fn dep(&self, token: usize) -> &'a str {
        self.token(token).dep()
    }

    pub(super) fn tag(&self, token: usize) -> &'a str {
        self.token(token).tag()
    }

    pub(super) fn pos(&self, token: usize) -> &'a str {
        self.token(token).pos()
    }

    pub(super) fn norm(&self, token: usize) -> &'a str {
        self.token(token).norm()
    }

    pub(super) fn lemma(&self, token: usize) -> String {
        self.token(token).lemma().to_lowercase()
    }

    pub(super) fn head(&self, token: usize) -> usize {
        self.token(token).head().index()
    }

    pub(super) fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> {
        self.children[token].iter().map(|&child| child as usize)
    }

    /// The first child with one of these labels.
    pub(super) fn child(&self, token: usize, deps: &[&str]) -> Option<usize> {
        self.children(token).find(|&child| deps.contains(&self.dep(child)))
    }

    /// From the first to the last descendant of a token.
    pub(super) fn subtree(&self, token: usize) -> Range<usize> {
        let Range { start, end } = self.subtrees[token];
        start as usize..end as usize
    }

    /// The stretch between two hard stops that a token stands in.
    pub(super) fn segment(&self, token: usize) -> Range<usize> {
        let Range { start, end } = self.segments[token];
        start as usize..end as usize
    }

    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        self.sentences[self.sentence_of[token] as usize].clone()
    }

    /// The named entity that a token belongs to, and its label.
    pub(super) fn entity(&self, token: usize) -> Option<(Range<usize>, &'a str)> {
        self.entity_of[token].map(|number| self.entities[number as usize].clone())
    }

    pub(super) fn is_verb(&self, token: usize) -> bool {
        self.tag(token).starts_with("VB")
    }

    pub(super) fn is_noun(&self, token: usize) -> bool {
        self.tag(token).starts_with("NN")
    }

    /// Whether a verb is passive: "was reported", "a man accused of".
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        let word = self.token(verb);
        if self.child(verb, &["auxpass", "nsubjpass", "agent"]).is_some() {
            return true;
        }
        match word.dep() {
            _ if word.tag() != "VBN" => false,
            "acl" => true,
            "conj" => {
                let own = self.child(verb, &["nsubj", "aux"]);
                own.is_none() && self.is_passive_once(word.head().index())
            }
            _ => false,
        }
    }

    /// Whether a particle, preposition or object with this base form stands below a token or next to it;
    /// an adjective also below its object ("held them responsible").
    pub(super) fn has_beside(&self, token: usize, word: &str) -> bool {
        let is_it = |child: usize| self.norm(child) == word || self.lemma(child) == word;
        let is_of_object = |child: usize| {
            self.dep(child) == "dobj" && self.child(child, &["amod"]).is_some_and(is_it)
        };
        let beside = |child: usize| child > token && (is_it(child) || is_of_object(child));
        self.children(token).any(beside) || token + 1 < self.len() && is_it(token + 1)
    }

    /// Whether a sign cuts off what stands before it: a comma, a dash, a closing mark.
    pub(super) fn cuts_off(&self, sign: &str) -> bool {
        matches!(sign, "," | "\"" | "''" | "”" | "»" | "—" | "–" | "?" | "!")
    }

    /// The noun that a relative pronoun stands for; any other token is itself.
    pub(super) fn referent(&self, token: usize) -> usize {
        if !matches!(self.tag(token), "WDT" | "WP" | "WP$") {
            return token;
        }
        let clause = self.up(token).find(|&above| self.dep(above) == "relcl");
        clause.map_or(token, |clause| self.head(clause))
    }

    /// The tokens above a token, from its head to the top of the sentence; at most 64.
    pub(super) fn up(&self, token: usize) -> impl Iterator<Item = usize> {
        let next = |&below: &usize| Some(self.head(below)).filter(|&head| head != below);
        std::iter::successors(Some(token), next).skip(1).take(64)
    }

    fn is_passive_once(&self, verb: usize) -> bool {
        self.child(verb, &["auxpass", "nsubjpass"]).is_some()
    }
}

fn subtrees(children: &[Vec<u32>], mut order: Vec<usize>) -> Vec<Range<u32>> {
    let mut next = 0;
    while let Some(&token) = order.get(next) {
        order.extend(children[token].iter().map(|&child| child as usize));
        next += 1;
    }
    let mut subtrees: Vec<Range<u32>> = (0..children.len() as u32).map(|t| t..t + 1).collect();
    for &token in order.iter().rev() {
        for &child in &children[token] {
            let child = subtrees[child as usize].clone();
            let own = &mut subtrees[token];
            *own = own.start.min(child.start)..own.end.max(child.end);
        }
    }
    subtrees
}

fn segments(annotation: &Annotation<'_>, sentences: &[Range<usize>]) -> Vec<Range<u32>> {
    let mut segments = Vec::with_capacity(annotation.len());
    for sentence in sentences {
        let mut start = sentence.start;
        for token in sentence.clone() {
            let word = annotation.token(token);
            let is_stop = word.text() == ";" || word.is_space() && word.text().contains('\n');
            if is_stop || token + 1 == sentence.end {
                segments.extend(vec![start as u32..token as u32 + 1; token + 1 - start]);
                start = token + 1;
            }
        }
    }
    segments
}
