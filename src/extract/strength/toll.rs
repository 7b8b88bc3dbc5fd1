//! Numbers of dead, wounded and detained that have no noun: "killing 12", "the toll stood at 74".

use super::{unit, words};
use crate::annotate::{Annotation, Token};
use crate::extract::time::clause::children;

/// Whether a bare number is one of people, most often of dead, wounded or detained.
pub(super) fn tells(annotation: &Annotation<'_>, number: Token<'_>) -> bool {
    suffers(annotation, number, "toll-verb")
        || acts(number)
        || is_share(annotation, number)
        || stands_with_toll(annotation, number)
}

/// Whether a noun or number is what is killed, wounded or detained, by a verb of a class.
pub(super) fn suffers(annotation: &Annotation<'_>, noun: Token<'_>, class: &str) -> bool {
    let verb = noun.head();
    let is_toll = words::is(verb.lemma(), class) && verb.pos() == "VERB";
    let is_passive = || children(annotation, verb).any(|child| child.dep() == "auxpass");
    let is_told = |child: Token<'_>| {
        child.index() > noun.index()
            && ["acl", "acomp", "amod"].contains(&child.dep())
            && unit::is_toll(child)
    };
    if children(annotation, noun).any(is_told) {
        return true;
    }
    match noun.dep() {
        "dobj" | "nsubjpass" => is_toll,
        // "Two fell", "one is dead"
        "nsubj" => {
            (is_toll
                && (is_passive() || words::is(verb.lemma(), "toll-act") || verb.tag() == "VBN"))
                || (verb.lemma() == "be" && children(annotation, verb).any(is_told))
        }
        _ => false,
    }
}

/// "Two hundred followed", "a further 2,000 landed": what only people do.
fn acts(number: Token<'_>) -> bool {
    number.dep().starts_with("nsubj") && words::is(number.head().lemma(), "act")
}

/// "12 were civilians", "they were 2,000", "the force numbers about 4,000"
fn is_share(annotation: &Annotation<'_>, number: Token<'_>) -> bool {
    let verb = number.head();
    let is_people = |child: Token<'_>| {
        let is_plural = child.pos() == "PRON" && words::is(child.lemma(), "plural");
        unit::is_person(annotation, child) || is_plural
    };
    let has = |role: &str| {
        children(annotation, verb).any(|child| child.dep() == role && is_people(child))
    };
    let is_counting = words::is(verb.lemma(), "counting") && verb.pos() == "VERB";
    match number.dep() {
        "nsubj" => verb.lemma() == "be" && has("attr"),
        "attr" => verb.lemma() == "be" && has("nsubj"),
        "dobj" => is_counting,
        _ => false,
    }
}

/// "The toll rose to 74", "put the wounded at sixty", "the number of dead, 26".
fn stands_with_toll(annotation: &Annotation<'_>, number: Token<'_>) -> bool {
    let preposition = number.head();
    if number.dep() != "pobj" || preposition.pos() != "ADP" {
        return false;
    }
    let is_toll_noun = |token: Token<'_>| {
        let is_noun = ["NOUN", "PROPN", "ADJ"].contains(&token.pos());
        is_noun && (words::is(&token.lemma().to_lowercase(), "toll-noun") || unit::is_toll(token))
    };
    let is_beside = |token: Token<'_>| {
        ["nsubj", "nsubjpass", "dobj"].contains(&token.dep())
            && (is_toll_noun(token) || token.dep() == "dobj" && unit::is_person(annotation, token))
    };
    let above = preposition.head();
    let is_measured = words::is(preposition.lemma(), "measure");
    is_toll_noun(above)
        || (is_measured && above.pos() == "VERB" && children(annotation, above).any(is_beside))
}
