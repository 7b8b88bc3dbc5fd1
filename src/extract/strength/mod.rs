//! Numbers of people that a text tells: "roughly 800 fighters", "at least 490 dead", "a dozen men".
//!
//! Only people are counted: money, distances, weapons, dates, shares and ages are passed over.

mod amount;
mod toll;
mod unit;
mod words;

use std::ops::Range;

use self::amount::Amount;
use self::unit::Unit;
use super::atom::{Atom, atoms};
use super::time;
use super::time::clause::{children, tokens};
use crate::annotate::{Annotation, Span, Token};
use crate::model::strength::Strength;

/// Words of a text that tell how many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrengthExpression {
    /// Its tokens, from "more than" to the noun, if that follows.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// The number.
    pub strength: Strength,
    /// The noun that the number counts; the number itself where there is none ("killing 12").
    pub unit_token: Option<usize>,
    /// What the noun depends on, prepositions passed over: for "800 fighters crossed" the verb.
    pub governor: usize,
}

/// All numbers of people in a text, in its order.
///
/// ```
/// use claimgraph::annotate::Annotator;
/// use claimgraph::extract::strength;
///
/// let annotator = Annotator::english()?;
/// let annotation = annotator.reader().annotate("More than 2,200 fighters crossed on 5 trucks.");
/// let found = strength::find(&annotation);
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].strength.min, found[0].strength.max), (Some(2200), None));
/// assert_eq!(annotation.token(found[0].governor).text(), "crossed");
/// # Ok::<(), claimgraph::annotate::ModelError>(())
/// ```
pub fn find(annotation: &Annotation<'_>) -> Vec<StrengthExpression> {
    let atoms = atoms(annotation);
    let times = time::places(annotation);
    let mut found: Vec<StrengthExpression> = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        let Some((amount, end)) = amount::amount(&atoms, at) else {
            at += 1;
            continue;
        };
        let span = Span { start: atoms[amount.number].span.start, end: atoms[end - 1].span.end };
        let is_time = times.iter().any(|time| time.start < span.end && span.start < time.end);
        if !is_time {
            found.extend(counted(annotation, &atoms, at..end, amount));
        }
        at = end;
    }
    found.extend(annotation.tokens().filter_map(|noun| single(annotation, noun)));
    found.sort_by_key(|expression| (expression.tokens.start, expression.tokens.end));
    found
}

/// The expression of an amount, if it counts people.
fn counted(
    annotation: &Annotation<'_>,
    atoms: &[Atom<'_>],
    range: Range<usize>,
    amount: Amount,
) -> Option<StrengthExpression> {
    let tokens = atoms[range.start].token..atoms[range.end - 1].token + 1;
    let unit = unit::unit(annotation, &tokens)?;
    let noun = annotation.token(unit.token);
    let is_one = amount.max == Some(1);
    // "The two presidents" tells who, not how many; "one soldier" is told of a toll only.
    let is_definite = amount.max.is_some_and(|max| max < 10)
        && tokens.start > 0
        && is_definite(annotation.token(tokens.start - 1));
    let is_none = tokens.start > 0 && annotation.token(tokens.start - 1).lemma() == "no";
    let is_toll = is_toll(annotation, noun) && !is_none;
    ((!is_one && !is_definite) || is_toll).then(|| expression(annotation, tokens, unit, amount))
}

/// "A soldier was killed": one.
fn single(annotation: &Annotation<'_>, noun: Token<'_>) -> Option<StrengthExpression> {
    let is_singular = ["NN", "NNP"].contains(&noun.tag()) && unit::is_person(annotation, noun);
    if !is_singular || !is_toll(annotation, noun) {
        return None;
    }
    let is_article =
        |token: &Token<'_>| token.index() < noun.index() && ["a", "an"].contains(&token.lemma());
    let start = children(annotation, noun).find(is_article)?.index();
    let amount = Amount { min: Some(1), max: Some(1), approximate: false, number: start };
    let unit = Unit { token: noun.index(), is_named: true };
    Some(expression(annotation, start..start + 1, unit, amount))
}

fn expression(
    annotation: &Annotation<'_>,
    tokens: Range<usize>,
    unit: Unit,
    amount: Amount,
) -> StrengthExpression {
    let noun = annotation.token(unit.token);
    let tokens = tokens.start.min(unit.token)..tokens.end.max(unit.token + 1);
    let Amount { min, max, approximate, .. } = amount;
    let name = unit.is_named.then(|| name(annotation, noun));
    let strength = Strength { min, max, approximate, unit: name };
    let span = annotation.span(tokens.clone());
    let unit_token = Some(unit.token);
    StrengthExpression { tokens, span, strength, unit_token, governor: governor(noun).index() }
}

/// The noun with the nouns before it that belong to it: "border guards".
fn name(annotation: &Annotation<'_>, noun: Token<'_>) -> String {
    let belongs = |index: &usize| {
        let token = annotation.token(*index);
        token.dep() == "compound" && token.head().index() == noun.index()
    };
    let start = (0..noun.index()).rev().take_while(belongs).last().unwrap_or(noun.index());
    annotation.span(start..noun.index() + 1).of(annotation.text()).to_owned()
}

fn governor(noun: Token<'_>) -> Token<'_> {
    let mut governor = noun.head();
    while governor.pos() == "ADP" && governor.head().index() != governor.index() {
        governor = governor.head();
    }
    governor
}

/// Whether people were killed, wounded or detained here.
fn is_toll(annotation: &Annotation<'_>, noun: Token<'_>) -> bool {
    let mut next = tokens(annotation, noun.index() + 1..noun.index() + 2);
    toll::suffers(annotation, noun, "toll-verb") || next.any(unit::is_toll)
}

fn is_definite(token: Token<'_>) -> bool {
    token.pos() == "DET" && words::is(&token.text().to_lowercase(), "definite")
}
