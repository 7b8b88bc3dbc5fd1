//! Those whom a teller cites: "X said A, citing Y", "X quoted Y as saying A".

use std::ops::Range;

use super::content::content;
use super::cue::{Context, Cue};
use super::effect::Effect;
use super::lexicon::{Class, Kind};
use super::reach::around;
use super::subject::{by_whom, subject};
use super::teller::Phrase;

/// Adds those whom a teller cites to him: "the agency said, quoting a security source".
pub(super) fn add_cited(context: &Context<'_, '_>, cues: &mut Vec<Cue>) {
    let tree = context.tree;
    for verb in (0..tree.len()).filter(|&token| tree.tag(token) == "VBG") {
        let Some(cited) = cited(context, verb) else { continue };
        let segment = tree.segment(verb);
        let first = cues.partition_point(|cue| cue.token < segment.start);
        let here = cues[first..].iter().enumerate().take_while(|(_, cue)| cue.token < segment.end);
        let tellings = here.filter(|(_, cue)| !cue.tellers.is_empty() && cue.token != verb);
        // The verb above it, else the nearest teller before it, else the first behind it.
        let key =
            |cue: &Cue| (tree.head(verb) != cue.token, cue.token > verb, cue.token.abs_diff(verb));
        let governor = tellings.min_by_key(|(_, cue)| key(cue)).map(|(index, _)| first + index);
        if let Some(governor) = governor {
            cues[governor].tellers.push(cited);
        } else {
            let place = cues.partition_point(|cue| cue.token < verb);
            cues.insert(place, alone(context, verb, cited));
        }
    }
}

/// "X quoted Y as saying that A", "Y was quoted by X as saying that A".
pub(super) fn quoting(context: &Context<'_, '_>, verb: usize) -> Option<Cue> {
    let tree = context.tree;
    let is_passive = tree.is_passive(verb);
    let as_what = tree.children(verb).find(|&child| tree.norm(child) == "as");
    let says = as_what.and_then(|preposition| tree.child(preposition, &["pcomp"]));
    if tree.tag(verb) == "VBG" && says.is_none() {
        return None;
    }
    let outer = if is_passive { by_whom(tree, verb) } else { subject(context, verb) };
    let inner = tree.child(verb, if is_passive { &["nsubjpass"] } else { &["dobj"] });
    let is_reduced = is_passive && tree.dep(verb) == "acl";
    let inner = inner.or_else(|| is_reduced.then(|| tree.head(verb)))?;
    let tellers = outer.into_iter().chain([inner]);
    let tellers = tellers.filter_map(|teller| context.phrase(teller)).collect();
    let own = verb.min(tree.subtree(inner).start)..says.unwrap_or(verb) + 1;
    let clauses = [Some(verb), says].into_iter().flatten().flat_map(|verb| {
        let clauses = tree.children(verb).filter(|&child| tree.dep(child) == "ccomp");
        clauses.map(move |top| content(context, verb, top))
    });
    let mut scope: Vec<Range<usize>> = clauses.collect();
    if scope.is_empty() {
        says?;
        scope = around(tree, verb, &own);
    }
    Some(Cue { token: verb, class: Class::Say, effect: Effect::default(), tellers, scope, own })
}

/// Who is cited by "citing two officials".
fn cited(context: &Context<'_, '_>, verb: usize) -> Option<Phrase> {
    let Context { tree, lexicon, .. } = context;
    let entry = lexicon.find(Kind::TellingVerb, tree, verb)?;
    let object = tree.child(verb, &["dobj"]).filter(|_| entry.class == Some(Class::Cite))?;
    context.phrase(object)
}

/// "Citing an informed source, it reported"; "the channel, citing aides: A".
fn alone(context: &Context<'_, '_>, verb: usize, cited: Phrase) -> Cue {
    let tree = context.tree;
    let outer = subject(context, verb).and_then(|subject| context.phrase(subject));
    let outer = outer.filter(|outer| outer.head != cited.head);
    let own = verb..tree.subtree(verb).end;
    let segment = tree.segment(verb);
    let scope = vec![segment.start..verb, own.end..segment.end];
    let tellers = outer.into_iter().chain([cited]).collect();
    Cue { token: verb, class: Class::Say, effect: Effect::default(), tellers, scope, own }
}
