//! Who "he", "the minister" and "the report" are: the people and bodies met so far.

use std::collections::HashMap;
use std::ops::Range;

use super::cue::{Context, Cue};
use super::lexicon::Class;
use super::teller::{Phrase, Reference};
use super::tree::Tree;
use super::{Kind, Link};

/// Names the tellers of all cues, pronouns resolved, in the order of the text.
///
/// `is_told` says whether a token is in somebody's words: whoever is named there speaks less
/// likely himself in the next sentence.
pub(super) fn links(
    context: &Context<'_, '_>,
    cues: &[Cue],
    is_told: impl Fn(usize) -> bool,
) -> Vec<Vec<Link>> {
    let mut memory = Memory { context, mentions: Vec::new(), by_noun: HashMap::new() };
    let mut entities = context.tree.entities.iter().peekable();
    let mut links = Vec::new();
    for cue in cues {
        while let Some((tokens, label)) =
            entities.next_if(|(tokens, _)| tokens.start < cue.token.max(cue.own.end))
        {
            memory.meet_entity(tokens, label, &is_told);
        }
        let told = memory.tellers(cue);
        memory.meet_tellers(cue, &told);
        links.push(told);
    }
    links
}

/// Somebody met.
#[derive(Debug, Clone)]
struct Mention {
    at: usize,
    link: Link,
    /// The links around it, when it told something.
    outer: Vec<Link>,
    sort: Sort,
    /// Whether it is the subject of what the report itself says, or a teller.
    is_strong: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Body,
    People,
}

#[derive(Debug)]
struct Memory<'a, 'l> {
    context: &'a Context<'a, 'l>,
    mentions: Vec<Mention>,
    /// The last one that was called by a noun: "the mayor".
    by_noun: HashMap<String, usize>,
}

/// How many sentences back a pronoun reaches.
const REACH: u32 = 4;

impl Memory<'_, '_> {
    fn tree(&self) -> &Tree<'_> {
        self.context.tree
    }

    fn meet_entity(&mut self, tokens: &Range<usize>, label: &str, is_told: impl Fn(usize) -> bool) {
        let sort = match label {
            "PERSON" => Sort::Person,
            "ORG" | "GPE" | "NORP" => Sort::Body,
            _ => return,
        };
        let tree = self.tree();
        let Some((tokens, _)) = super::name::name_around(tree, tokens.end - 1) else { return };
        let head = tokens
            .clone()
            .find(|&token| !tokens.contains(&tree.head(token)) || tree.head(token) == token);
        let head = head.unwrap_or(tokens.end - 1);
        if tree.tag(head) == "JJ" {
            return;
        }
        let top = if tree.dep(head) == "appos" { tree.head(head) } else { head };
        let is_strong = matches!(tree.dep(top), "nsubj" | "nsubjpass") && !is_told(head);
        let nouns = nouns_of(tree, &tokens, head);
        let is_person =
            nouns.iter().any(|&noun| self.context.lexicon.is_noun(tree, noun, &[Class::Source]));
        let sort = if is_person { Sort::Person } else { sort };
        let nouns = nouns.into_iter().map(|noun| tree.lemma(noun)).collect();
        let link = Link { tokens, head, kind_hint: None, cue: tree.token(head).span() };
        self.add(Mention { at: head, link, outer: Vec::new(), sort, is_strong }, nouns);
    }

    fn meet_tellers(&mut self, cue: &Cue, told: &[Link]) {
        let Some((inner, outer)) = told.split_last() else { return };
        let tree = self.tree();
        let sort = self.sort(inner);
        let mut nouns = vec![tree.lemma(inner.head)];
        let documents = cue.tellers.iter().filter_map(|phrase| phrase.document);
        nouns.extend(documents.chain(self.written_in(cue)).map(|noun| tree.lemma(noun)));
        nouns.retain(|_| inner.kind_hint != Some(Kind::Document) || sort != Sort::Person);
        let mention = Mention {
            at: cue.token,
            link: inner.clone(),
            outer: outer.to_vec(),
            sort,
            is_strong: true,
        };
        self.add(mention, nouns);
    }

    /// "in a statement": what the teller says it in.
    fn written_in(&self, cue: &Cue) -> Vec<usize> {
        let Context { tree, lexicon, .. } = self.context;
        let prepositions = tree.children(cue.token).filter(|&child| tree.dep(child) == "prep");
        let objects = prepositions.filter_map(|preposition| tree.child(preposition, &["pobj"]));
        objects.filter(|&object| lexicon.is_noun(tree, object, &[Class::Document])).collect()
    }

    fn add(&mut self, mention: Mention, nouns: Vec<String>) {
        for noun in nouns {
            self.by_noun.insert(noun, self.mentions.len());
        }
        self.mentions.push(mention);
    }

    /// The links that a cue's tellers are.
    fn tellers(&self, cue: &Cue) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for phrase in &cue.tellers {
            for link in self.resolve(phrase, cue) {
                if links.last().is_none_or(|last| last.tokens != link.tokens) {
                    links.push(link);
                }
            }
        }
        links
    }

    fn resolve(&self, phrase: &Phrase, cue: &Cue) -> Vec<Link> {
        let span = self.tree().token(cue.token).span();
        let own = Link {
            tokens: phrase.tokens.clone(),
            head: phrase.head,
            kind_hint: phrase.kind(),
            cue: span,
        };
        if phrase.reference == Reference::Speaker {
            return Vec::new();
        }
        if phrase.reference != Reference::Known {
            return vec![own];
        }
        let known = self.known(phrase);
        match known {
            Some(mention) => {
                let chain = mention.outer.iter().chain([&mention.link]).cloned();
                chain.map(|link| Link { cue: span, ..link }).collect()
            }
            None => vec![Link { kind_hint: self.kind_of_unknown(phrase), ..own }],
        }
    }

    fn known(&self, phrase: &Phrase) -> Option<&Mention> {
        let Context { tree, lexicon, .. } = self.context;
        let sorts: &[Sort] = match tree.norm(phrase.head) {
            "he" | "she" | "him" | "her" | "his" => &[Sort::Person],
            "it" | "its" => &[Sort::Body],
            "they" | "them" | "their" => &[Sort::People, Sort::Body],
            _ => {
                let same = self
                    .by_noun
                    .get(&tree.lemma(phrase.head))
                    .map(|&number| &self.mentions[number]);
                let is_document = lexicon.is_noun(tree, phrase.head, &[Class::Document]);
                let written =
                    || if is_document { self.last(phrase.head, &[Sort::Body], true) } else { None };
                return same.or_else(written);
            }
        };
        self.last(phrase.head, sorts, false)
    }

    /// The last one before a token, a strong one if there is one near.
    fn last(&self, token: usize, sorts: &[Sort], strong: bool) -> Option<&Mention> {
        let tree = self.tree();
        let is_near = |mention: &&Mention| {
            tree.sentence_of[token] - tree.sentence_of[mention.at.min(token)] <= REACH
        };
        let before = || {
            let mentions = self.mentions.iter().rev().take_while(is_near);
            mentions.filter(|mention| mention.at < token && sorts.contains(&mention.sort))
        };
        before().find(|mention| mention.is_strong).or_else(|| before().next().filter(|_| !strong))
    }

    fn kind_of_unknown(&self, phrase: &Phrase) -> Option<Kind> {
        let Context { tree, lexicon, .. } = self.context;
        if lexicon.is_noun(tree, phrase.head, &[Class::Body, Class::Outlet])
            || tree.pos(phrase.head) == "PRON"
        {
            None
        } else if lexicon.is_noun(tree, phrase.head, &[Class::Document]) {
            Some(Kind::Document)
        } else {
            Some(Kind::Anonymous)
        }
    }

    fn sort(&self, link: &Link) -> Sort {
        let Context { tree, lexicon, .. } = self.context;
        if matches!(tree.tag(link.head), "NNS" | "NNPS")
            || tree.child(link.head, &["conj"]).is_some()
        {
            return Sort::People;
        }
        match super::name::name_around(tree, link.head) {
            Some((_, "PERSON")) => Sort::Person,
            Some((_, "ORG" | "GPE" | "NORP")) => Sort::Body,
            _ if lexicon.is_noun(tree, link.head, &[Class::Source]) => Sort::Person,
            _ if lexicon.is_noun(
                tree,
                link.head,
                &[Class::Body, Class::Outlet, Class::Document],
            ) =>
            {
                Sort::Body
            }
            _ => Sort::Person,
        }
    }
}

/// The nouns that a name is called by: "Prime Minister X", "the mayor, X", "X, the mayor".
fn nouns_of(tree: &Tree<'_>, tokens: &Range<usize>, head: usize) -> Vec<usize> {
    let mut nouns: Vec<usize> = tokens.clone().collect();
    nouns.extend(
        tree.children(head)
            .filter(|&child| matches!(tree.dep(child), "compound" | "nmod" | "appos")),
    );
    if tree.dep(head) == "appos" {
        nouns.push(tree.head(head));
    }
    nouns.retain(|&noun| tree.is_noun(noun));
    nouns
}
