//! Nouns that tell: "X's claim that A", "rumours of A", "reports from Basra that A".

use super::cue::{Context, Cue, only};
use super::effect::Effect;
use super::lexicon::{Class, Kind};
use super::subject::subject;
use super::teller::Phrase;
use super::tree::Tree;
use crate::model::Certainty;

/// The cue that a noun is.
pub(super) fn cue(context: &Context<'_, '_>, noun: usize) -> Option<Cue> {
    let Context { tree, lexicon, .. } = context;
    if !tree.is_noun(noun) {
        return None;
    }
    let telling = lexicon.noun(tree, noun, Class::Telling)?;
    let clause = tree
        .children(noun)
        .find(|&child| is_that_clause(tree, child))
        .or_else(|| said_to_be(tree, noun));
    let is_hedged =
        telling.effect != Effect::default() || lexicon.is_noun(tree, noun, &[Class::Document]);
    let thing =
        tree.children(noun).filter(|_| is_hedged).find(|&child| is_of_event(context, child));
    let top = clause.or(thing)?;
    let scope = only(tree.subtree(top));
    let tellers = tellers(context, noun, top);
    let mut effect = telling.effect;
    if tellers.is_empty() && lexicon.is_noun(tree, noun, &[Class::Document]) {
        effect.certainty = effect.certainty.max(Certainty::Probable);
    }
    effect.denied ^= is_called_false(context, noun);
    let own = noun..noun + 1;
    Some(Cue { token: noun, class: Class::Telling, effect, tellers, scope, own })
}

/// "that A" behind a noun; the parser often takes it for a relative clause.
fn is_that_clause(tree: &Tree<'_>, child: usize) -> bool {
    let begins = tree.subtree(child).start;
    matches!(tree.dep(child), "acl" | "ccomp" | "relcl")
        && tree.norm(begins) == "that"
        && !tree
            .children(child)
            .any(|part| part == begins && matches!(tree.dep(part), "nsubj" | "nsubjpass"))
}

/// "The claim is that A."
fn said_to_be(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let verb = tree.head(noun);
    let is_subject = tree.dep(noun) == "nsubj" && tree.lemma(verb) == "be";
    if is_subject { tree.child(verb, &["ccomp"]) } else { None }
}

/// "of an attack", "of having trained them": behind "rumours", "allegations", "reports".
fn is_of_event(context: &Context<'_, '_>, child: usize) -> bool {
    let Context { tree, lexicon, .. } = context;
    if tree.dep(child) != "prep" || !matches!(tree.norm(child), "of" | "about") {
        return false;
    }
    tree.child(child, &["pcomp"]).is_some()
        || tree.child(child, &["pobj"]).is_some_and(|object| lexicon.is_event(tree, object))
}

/// Whose claim it is: "X's claim", "a claim by X"; "X made the claim".
fn tellers(context: &Context<'_, '_>, noun: usize, content: usize) -> Vec<Phrase> {
    let Context { tree, lexicon, .. } = context;
    let is_author =
        |&child: &usize| matches!(tree.norm(child), "by" | "of" | "from") && child != content;
    let author =
        tree.children(noun).filter(is_author).find_map(|child| tree.child(child, &["pobj"]));
    let telling = |&object: &usize| super::teller::tells(tree, lexicon, object);
    let maker = || {
        let verb = tree.head(noun);
        let is_made =
            tree.dep(noun) == "dobj" && lexicon.find(Kind::MakingVerb, tree, verb).is_some();
        if is_made { subject(context, verb) } else { None }
    };
    let teller = tree.child(noun, &["poss"]).or_else(|| author.filter(telling)).or_else(maker);
    let teller = teller.and_then(|teller| context.phrase(teller));
    teller.into_iter().collect()
}

/// "Reports that A are false", "the claim is a lie", "rumours without foundation".
fn is_called_false(context: &Context<'_, '_>, noun: usize) -> bool {
    let Context { tree, lexicon, .. } = context;
    let verb = tree.head(noun);
    if tree.dep(noun) != "nsubj" {
        return false;
    }
    let called: Vec<usize> = tree.children(verb).filter(|&child| child > noun).collect();
    let is = |kind| called.iter().any(|&child| lexicon.find(kind, tree, child).is_some());
    let is_false =
        [Kind::NegativeAdjective, Kind::Lie, Kind::NegativePreposition].map(is).contains(&true);
    let is_negated = tree.child(verb, &["neg"]).is_some();
    if is_negated { is(Kind::Truth) } else { is_false }
}
