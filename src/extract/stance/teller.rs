//! From the noun that tells to the words by which the teller should be named.

use std::ops::Range;

use super::Kind;
use super::lexicon::{Class, StanceLexicon};
use super::name::{is_proper, name, name_around};
use super::tree::Tree;

/// Who tells, as far as his noun phrase says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    pub(super) reference: Reference,
    /// What was written, when its author tells: "report" of "a report by the Daily News".
    pub(super) document: Option<usize>,
}

/// How a noun phrase refers to the teller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// By name.
    Name,
    /// As somebody without a name: "two residents".
    Unnamed,
    /// As something written or shown.
    Document,
    /// As a body: "the army".
    Body,
    /// As somebody met before: "he", "the minister", "the group".
    Known,
    /// As the one who speaks: "I", "we".
    Speaker,
}

impl Phrase {
    pub(super) fn kind(&self) -> Option<Kind> {
        match self.reference {
            Reference::Unnamed => Some(Kind::Anonymous),
            Reference::Document => Some(Kind::Document),
            _ => None,
        }
    }
}

/// Reads the noun phrase around `head`.
pub(super) fn phrase(tree: &Tree<'_>, lexicon: &StanceLexicon, head: usize) -> Option<Phrase> {
    let head = antecedent(tree, lexicon, head);
    if let Some(reference) = pronoun(tree, head) {
        return reference.map(|reference| Phrase {
            tokens: head..head + 1,
            head,
            reference,
            document: None,
        });
    }
    if let Some(name) = name(tree, lexicon, head) {
        return Some(name);
    }
    if !matches!(tree.pos(head), "NOUN" | "PROPN" | "NUM" | "ADJ" | "PRON" | "DET") {
        return None;
    }
    let is_written = lexicon.is_noun(tree, head, &[Class::Document, Class::Telling]);
    if is_written
        && !lexicon.is_noun(tree, head, &[Class::Source, Class::Body])
        && !is_outlet(tree, lexicon, head)
    {
        return Some(document(tree, lexicon, head));
    }
    let tokens = description(tree, head);
    Some(Phrase { tokens, head, reference: reference(tree, lexicon, head), document: None })
}

/// The one whom a relative pronoun stands for: in "a source in Ankara, who" not Ankara.
fn antecedent(tree: &Tree<'_>, lexicon: &StanceLexicon, token: usize) -> usize {
    let noun = tree.referent(token);
    if noun == token || tree.norm(token) != "who" {
        return noun;
    }
    let above = std::iter::once(noun)
        .chain(tree.up(noun))
        .take(5)
        .take_while(|&above| !tree.is_verb(above));
    let mut people = above.filter(|&above| {
        lexicon.is_noun(tree, above, &[Class::Source])
            || matches!(tree.entity(above), Some((_, "PERSON")))
    });
    people.next().unwrap_or(noun)
}

/// Whether a noun stands for one of the press.
pub(super) fn is_outlet(tree: &Tree<'_>, lexicon: &StanceLexicon, noun: usize) -> bool {
    if !lexicon.is_noun(tree, noun, &[Class::Outlet]) {
        return false;
    }
    !lexicon.is_noun(tree, noun, &[Class::Document]) || tree.tag(noun) == "NNP"
}

/// A pronoun's reference; `Some(None)` for one that tells nothing ("what", "this").
fn pronoun(tree: &Tree<'_>, token: usize) -> Option<Option<Reference>> {
    Some(match tree.norm(token) {
        "he" | "she" | "it" | "they" | "him" | "her" | "them" | "his" | "its" | "their"
        | "the former" | "the latter" => Some(Reference::Known),
        "i" | "we" | "me" | "us" | "my" | "our" => Some(Reference::Speaker),
        "some" | "many" | "others" | "several" | "few" | "both" | "those" | "others'"
        | "another" | "everyone" | "somebody" | "someone" | "most" => Some(Reference::Unnamed),
        "this" | "that" | "what" | "which" | "who" | "there" | "you" | "these" => None,
        _ => return None,
    })
}

/// "a report by the Daily News" is told by the Daily News, "the report" by whoever made it.
fn document(tree: &Tree<'_>, lexicon: &StanceLexicon, head: usize) -> Phrase {
    let is_author = |preposition: usize| matches!(tree.norm(preposition), "by" | "of" | "from");
    let prepositions = tree.children(head).filter(|&child| is_author(child));
    let mut authors = prepositions.filter_map(|preposition| tree.child(preposition, &["pobj"]));
    let owner = tree.child(head, &["poss"]);
    let author = owner.or_else(|| authors.find(|&author| tells(tree, lexicon, author)));
    if let Some(author) = author.and_then(|author| phrase(tree, lexicon, author)) {
        return Phrase { document: Some(head), ..author };
    }
    let is_known =
        determiner(tree, head).is_some_and(|word| matches!(word, "the" | "that" | "this"));
    let reference = if is_known { Reference::Known } else { Reference::Document };
    Phrase { tokens: description(tree, head), head, reference, document: None }
}

/// Whether a noun could have written something: "a report of the ministry", not "of the raid".
pub(super) fn tells(tree: &Tree<'_>, lexicon: &StanceLexicon, noun: usize) -> bool {
    matches!(name_around(tree, noun), Some((_, "PERSON" | "ORG" | "GPE" | "NORP")))
        || lexicon.is_noun(tree, noun, &[Class::Source, Class::Body, Class::Outlet])
}

fn reference(tree: &Tree<'_>, lexicon: &StanceLexicon, head: usize) -> Reference {
    let is_plural = matches!(tree.tag(head), "NNS" | "NNPS");
    let is_definite = matches!(determiner(tree, head), Some("the" | "that" | "this"))
        || tree.child(head, &["poss"]).is_some()
        || is_proper(tree, head);
    let is_body = lexicon.is_noun(tree, head, &[Class::Body]);
    let is_source = lexicon.is_noun(tree, head, &[Class::Source]);
    if is_body && !is_plural && !is_source || is_outlet(tree, lexicon, head) && !is_plural {
        let is_bare = tree.child(head, &["amod", "compound", "nmod", "poss", "prep"]).is_none();
        return if is_definite && is_bare { Reference::Known } else { Reference::Body };
    }
    if is_definite && is_source && !is_plural { Reference::Known } else { Reference::Unnamed }
}

/// The article, demonstrative or possessive before a noun.
fn determiner<'a>(tree: &Tree<'a>, noun: usize) -> Option<&'a str> {
    tree.child(noun, &["det", "predet"]).map(|word| tree.norm(word))
}

/// A description up to its complements: "a Western diplomat in Kabul", without the clauses and
/// appositions that follow.
fn description(tree: &Tree<'_>, head: usize) -> Range<usize> {
    let start = tree.subtree(head).start.min(head);
    let is_cut = |&token: &usize| {
        tree.token(token).is_space() || matches!(tree.norm(token), ":" | "|" | "•" | ";")
    };
    let start = (start..head).rev().find(is_cut).map_or(start, |cut| cut + 1);
    let start = (start..head)
        .find(|&token| tree.pos(token) != "PUNCT" && tree.tag(token) != "WP$")
        .unwrap_or(head);
    let mut end = head + 1;
    for child in tree.children(head).filter(|&child| child > head) {
        match tree.dep(child) {
            "relcl" if tree.subtree(child).start == end && tree.subtree(child).len() < 8 => {
                end = tree.subtree(child).end;
            }
            "prep" | "conj" | "cc" if child == end || tree.subtree(child).start == end => {
                end = bare_end(tree, child);
            }
            _ => break,
        }
    }
    start..end
}

/// Where a complement ends: before a clause or comma in it.
fn bare_end(tree: &Tree<'_>, complement: usize) -> usize {
    let subtree = tree.subtree(complement);
    let stops = |&token: &usize| {
        matches!(tree.norm(token), "," | "(" | "-" | "–" | "—" | ":")
            && tree.dep(token) == "punct"
            && !tree.norm(token).starts_with('-')
            || matches!(tree.dep(token), "relcl" | "acl" | "nsubj")
    };
    (complement + 1..subtree.end).find(stops).unwrap_or(subtree.end)
}
