//! Verbs that tell: "X said that A", "A, X said", "A was reported by X", "X accused Y of A".

use std::ops::Range;

use super::citing::quoting;
use super::content::contents;
use super::cue::{Context, Cue};
use super::effect::Effect;
use super::lexicon::{Class, Entry, Kind};
use super::reach::{own, scope};
use super::subject::{by_whom, somebody, subject};
use super::teller::Phrase;
use super::tree::Tree;

/// A verb of telling with what is found of it so far.
#[derive(Debug)]
pub(super) struct Telling<'e> {
    pub(super) verb: usize,
    pub(super) entry: &'e Entry,
    pub(super) is_passive: bool,
    /// Who tells; in the passive the one behind *by*.
    pub(super) subject: Option<usize>,
    /// The tokens at the top of what it governs and tells.
    pub(super) contents: Vec<usize>,
    /// The words of the telling itself.
    pub(super) own: Range<usize>,
}

/// The cue that a verb is.
pub(super) fn cue(context: &Context<'_, '_>, verb: usize) -> Option<Cue> {
    let Context { tree, lexicon, .. } = context;
    let is_part = match tree.dep(verb) {
        "aux" | "auxpass" | "amod" | "compound" => true,
        // "earlier reporting from Reuters indicated"
        "nsubj" | "nsubjpass" | "pobj" | "dobj" => tree.tag(verb) == "VBG",
        _ => false,
    };
    if !tree.is_verb(verb) || is_part || is_name(tree, verb) {
        return None;
    }
    let entry = lexicon.find(Kind::TellingVerb, tree, verb)?;
    let class = entry.class?;
    if class == Class::Cite {
        return quoting(context, verb);
    }
    let is_passive = tree.is_passive(verb) || is_held_to(tree, verb, class);
    let subject = if is_passive { by_whom(tree, verb) } else { subject(context, verb) };
    let own_of_verb = verb..verb + 1;
    let mut telling =
        Telling { verb, entry, is_passive, subject, contents: Vec::new(), own: own_of_verb };
    let effect = effect(context, &telling)?;
    telling.contents = contents(context, &telling);
    telling.own = own(tree, &telling);
    let scope = scope(context, &telling)?;
    let tellers = tellers(context, &telling);
    Some(Cue { token: verb, class, effect, tellers, scope, own: telling.own })
}

/// What a verb does to what it tells; `None` if it needs a complement that is not there.
fn effect(context: &Context<'_, '_>, telling: &Telling<'_>) -> Option<Effect> {
    let Context { tree, lexicon, .. } = context;
    let effect = telling.entry.effect;
    if telling.entry.takes("naming") {
        return Some(Effect { denied: is_called_false(context, telling.verb)?, ..effect });
    }
    let is_hearsay = telling.is_passive && telling.subject.is_none();
    let hearsay = lexicon.find(Kind::Passive, tree, telling.verb).filter(|_| is_hearsay);
    let effect = hearsay.map_or(effect, |hearsay| effect.and(hearsay.effect));
    Some(Effect { denied: effect.denied || is_told_falsely(context, telling.verb), ..effect })
}

/// "*wrongly* said that": the report itself says that it is not so.
fn is_told_falsely(context: &Context<'_, '_>, verb: usize) -> bool {
    let Context { tree, lexicon, .. } = context;
    tree.children(verb).any(|child| lexicon.find(Kind::FalseTelling, tree, child).is_some())
}

/// "called it a lie"; `None` if nothing is called anything.
fn is_called_false(context: &Context<'_, '_>, verb: usize) -> Option<bool> {
    let Context { tree, lexicon, .. } = context;
    let as_what = tree.children(verb).filter(|&child| tree.norm(child) == "as");
    let as_what = as_what.filter_map(|by| tree.child(by, &["pobj", "amod", "pcomp"]));
    let is_name = |&child: &usize| matches!(tree.dep(child), "oprd" | "ccomp" | "xcomp" | "attr");
    let what = tree.children(verb).filter(is_name).chain(as_what);
    let names: Vec<usize> = what.filter(|&name| name > verb).collect();
    names.first()?;
    let is_false = |word: usize| {
        let kinds = [Kind::Lie, Kind::NegativeAdjective];
        kinds.iter().any(|&kind| lexicon.find(kind, tree, word).is_some())
    };
    let modifiers = |name: usize| tree.children(name).filter(|&word| tree.dep(word) == "amod");
    Some(names.iter().any(|&name| is_false(name) || modifiers(name).any(is_false)))
}

/// The teller, and around him an outlet that he told it.
fn tellers(context: &Context<'_, '_>, telling: &Telling<'_>) -> Vec<Phrase> {
    let tree = context.tree;
    if is_told_falsely(context, telling.verb) {
        return Vec::new();
    }
    let Some(subject) = telling.subject else { return Vec::new() };
    let teller = context.phrase(subject).or_else(|| somebody(context, subject));
    let Some(teller) = teller else { return Vec::new() };
    let is_telling = telling.entry.class == Some(Class::Tell);
    let hearer = tree.child(telling.verb, &["dobj", "dative"]).filter(|_| is_telling);
    let outlet = hearer.filter(|&hearer| hearer != subject);
    let outlet = outlet.and_then(|hearer| context.outlet(hearer));
    outlet.filter(|outlet| *outlet != teller).into_iter().chain([teller]).collect()
}

/// "warplanes *believed* to belong to them", "the alliance *announced* in May": without an object
/// such a verb is passive.
fn is_held_to(tree: &Tree<'_>, verb: usize, class: Class) -> bool {
    if !matches!(tree.tag(verb), "VBD" | "VBN") {
        return false;
    }
    if tree.dep(verb) == "acl" {
        return tree.child(verb, &["dobj", "ccomp"]).is_none();
    }
    let is_infinitive = |clause: usize| tree.children(clause).any(|part| tree.tag(part) == "TO");
    matches!(class, Class::Think | Class::Say)
        && tree.child(verb, &["xcomp"]).is_some_and(is_infinitive)
        && tree.child(verb, &["dobj"]).is_none()
        && tree.lemma(verb) != "claim"
}

/// A verb in capitals inside a sentence is part of a name: "Mr Grant *Price*".
fn is_name(tree: &Tree<'_>, verb: usize) -> bool {
    let text = tree.token(verb).text();
    let is_word = |word: &str| word.chars().all(char::is_alphanumeric);
    text.starts_with(char::is_uppercase)
        && text.chars().skip(1).all(char::is_lowercase)
        && verb > tree.sentence(verb).start
        && is_word(tree.token(verb - 1).text())
}
