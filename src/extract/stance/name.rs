//! The words by which somebody is named.

use std::ops::Range;

use super::lexicon::{Class, StanceLexicon};
use super::teller::{Phrase, Reference};
use super::tree::Tree;

/// A named teller: the head itself, or a name in apposition ("the mayor, Omar Saleh").
pub(super) fn name(tree: &Tree<'_>, lexicon: &StanceLexicon, head: usize) -> Option<Phrase> {
    let named = |tokens: Range<usize>| {
        let head = if tokens.contains(&head) { head } else { tokens.end - 1 };
        Some(Phrase { tokens, head, reference: Reference::Name, document: None })
    };
    let is_title = lexicon.is_noun(tree, head, &[Class::Source])
        && !matches!(name_around(tree, head), Some((_, "PERSON")));
    let is_common =
        is_title || lexicon.is_noun(tree, head, &[Class::Body]) && name_of(tree, head).len() == 1;
    if is_proper(tree, head) && !is_common {
        return named(name_of(tree, head));
    }
    let paper = tree.child(head, &["compound"]).filter(|&name| is_proper(tree, name));
    if let Some(paper) =
        paper.filter(|_| lexicon.is_noun(tree, head, &[Class::Outlet]) && tree.tag(head) == "NN")
    {
        return named(name_of(tree, paper));
    }
    let is_title = tree.is_noun(head) && !lexicon.is_noun(tree, head, &[Class::Document]);
    let below = tree.children(head).flat_map(|child| tree.children(child).collect::<Vec<usize>>());
    let deeper = below.flat_map(|object| tree.children(object).collect::<Vec<usize>>());
    let appositions = tree.children(head).chain(deeper).filter(|_| is_title).filter(|&child| {
        matches!(tree.dep(child), "appos" | "nmod") && child > head && is_proper(tree, child)
    });
    for apposition in appositions {
        let label = name_around(tree, apposition).map(|(_, label)| label);
        let is_person = lexicon.is_noun(tree, head, &[Class::Source]);
        if is_person || !matches!(label, Some("GPE" | "LOC" | "FAC")) {
            return named(name_of(tree, apposition));
        }
    }
    let is_capital = |token: usize| tree.token(token).text().starts_with(char::is_uppercase);
    let behind = tree.subtree(head).end.min(head + 1);
    if is_title && let Some(name) = behind_comma(tree, behind) {
        return named(name);
    }
    match name_around(tree, head) {
        Some((tokens, "PERSON" | "ORG" | "GPE")) if is_capital(tokens.end - 1) => named(tokens),
        _ => None,
    }
}

/// The name of a named entity around a token, without article.
pub(super) fn name_around<'a>(tree: &Tree<'a>, token: usize) -> Option<(Range<usize>, &'a str)> {
    let (mut tokens, label) = tree.entity(token)?;
    if matches!(label, "DATE" | "TIME" | "CARDINAL" | "ORDINAL" | "QUANTITY" | "PERCENT" | "MONEY")
    {
        return None;
    }
    let breaks = |&token: &usize| tree.token(token).is_space();
    if let Some(line) = tokens.clone().rev().skip(1).find(breaks) {
        // A name that runs on from a headline: only what stands in the line of its end.
        tokens.start = if token > line { line + 1 } else { tokens.start };
        tokens.end = if token > line { tokens.end } else { line };
    }
    let is_dressing = |token: usize| {
        matches!(tree.pos(token), "DET" | "PUNCT" | "SPACE" | "SYM" | "NUM")
            && !tree.tag(token).starts_with("NNP")
    };
    while tokens.len() > 1 && is_dressing(tokens.start) {
        tokens.start += 1;
    }
    while tokens.len() > 1 && matches!(tree.tag(tokens.end - 1), "POS" | "," | "_SP") {
        tokens.end -= 1;
    }
    if let Some(bracket) = tokens.clone().skip(1).find(|&token| tree.norm(token) == "(") {
        tokens.end = bracket;
    }
    Some((tokens, label))
}

/// The words of a name: the entity, or the proper nouns that stand before its last one.
pub(super) fn name_of(tree: &Tree<'_>, last: usize) -> Range<usize> {
    if let Some((tokens, label)) = name_around(tree, last)
        && (label != "NORP" || tokens.end == last + 1)
    {
        let is_more = |&token: &usize| {
            is_proper(tree, token) && tree.dep(token) == "compound" && tree.entity(token).is_none()
                || tree.tag(token) == "HYPH"
        };
        let more =
            if label == "PERSON" { (0..tokens.start).rev().take_while(is_more).count() } else { 0 };
        let more = if tree.is_noun(tokens.start.saturating_sub(more)) && tokens.len() == 1 {
            more.min(4)
        } else {
            0
        };
        return tokens.start - more..long_end(tree, last, label).max(tokens.end).max(last + 1);
    }
    let is_part = |&token: &usize| matches!(tree.tag(token), "NNP" | "NNPS" | "HYPH");
    let parts = (0..last).rev().take_while(is_part).count();
    last - parts..long_end(tree, last, "").max(last + 1)
}

/// Where a name like "Justice for North Korea" ends, which goes on behind its noun.
fn long_end(tree: &Tree<'_>, noun: usize, label: &str) -> usize {
    let is_link =
        |child: &usize| matches!(tree.norm(*child), "of" | "for" | "on") && *child == noun + 1;
    let link = tree.children(noun).find(is_link).filter(|_| !matches!(label, "PERSON" | "GPE"));
    let object =
        link.and_then(|link| tree.child(link, &["pobj"])).filter(|&object| is_proper(tree, object));
    object.map_or(noun + 1, |object| object + 1)
}

/// A name between commas right behind a noun, where the parser did not see the apposition:
/// "according to the mayor, Omar Saleh:".
fn behind_comma(tree: &Tree<'_>, comma: usize) -> Option<Range<usize>> {
    if comma >= tree.len() || tree.norm(comma) != "," {
        return None;
    }
    let end = (comma + 1..tree.len())
        .find(|&token| !is_proper(tree, token) && tree.norm(token) != "-")?;
    let is_closed = matches!(tree.norm(end), "," | ":" | "." | ";" | ")");
    let is_place = matches!(name_around(tree, comma + 1), Some((_, "GPE" | "NORP")));
    (is_closed && !is_place && end > comma + 2).then_some(comma + 1..end)
}

/// Whether a token is tagged as a name and written like one.
pub(super) fn is_proper(tree: &Tree<'_>, token: usize) -> bool {
    let is_lower = tree.token(token).text().chars().all(|c| c.is_lowercase() || c == '-');
    let is_last = || {
        tree.is_noun(token)
            && tree
                .children(token)
                .any(|part| tree.tag(part) == "NNP" && tree.dep(part) == "compound")
    };
    !is_lower
        && (tree.tag(token).starts_with("NNP")
            || tree.token(token).text().starts_with(char::is_uppercase) && is_last())
}
