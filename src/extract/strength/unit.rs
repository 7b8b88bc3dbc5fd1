//! What a number counts: the noun behind it, or what the sentence leaves unsaid.

use std::ops::Range;

use super::{toll, words};
use crate::annotate::{Annotation, Token};
use crate::extract::time::clause::tokens as tokens_of;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// The noun; the number itself where there is none ("killing 12").
    pub(super) token: usize,
    /// Whether the text has a noun for it.
    pub(super) is_named: bool,
}

/// The unit of the number in these tokens, if it counts people.
pub(super) fn unit(annotation: &Annotation<'_>, tokens: &Range<usize>) -> Option<Unit> {
    let number = head(annotation, tokens);
    let named = |token: Token<'_>| Unit { token: token.index(), is_named: true };
    let elliptic = Unit { token: number.index(), is_named: false };
    if let Some(force) = strong(annotation, tokens) {
        return Some(named(force));
    }
    if let Some(noun) = noun(annotation, tokens) {
        // "Thirty-four of them"
        if noun.pos() == "PRON" {
            return Some(elliptic);
        }
        return is_counted(annotation, noun).then(|| named(noun));
    }
    if is_toll_at(annotation, tokens.end) || toll::tells(annotation, number) {
        return Some(elliptic);
    }
    group(number).or_else(|| bracketed(annotation, tokens)).map(named)
}

/// Whether a noun stands for people here: by itself, by its name, or because it was killed.
fn is_counted(annotation: &Annotation<'_>, noun: Token<'_>) -> bool {
    is_person(annotation, noun)
        || is_toll(noun)
        || is_toll_at(annotation, noun.index() + 1)
        || toll::suffers(annotation, noun, "toll-only")
}

/// Whether a noun is a word for people or a name of a people.
pub(super) fn is_person(annotation: &Annotation<'_>, noun: Token<'_>) -> bool {
    if !["NOUN", "PROPN", "ADJ"].contains(&noun.pos()) {
        return false;
    }
    let (text, lemma) = (noun.text().to_lowercase(), noun.lemma().to_lowercase());
    // Names keep their plural: "Revolutionary Guards".
    let singular = text.strip_suffix('s').unwrap_or(&text);
    if [lemma.as_str(), &text, singular].iter().any(|word| words::is(word, "person")) {
        return true;
    }
    let is_people = |entity: crate::annotate::Entity<'_>| {
        entity.label() == "NORP" && entity.tokens().contains(&noun.index())
    };
    words::has_person_ending(&text) || (noun.pos() != "ADJ" && annotation.entities().any(is_people))
}

/// "a 3,000-strong force", "a column, 80 to 100 strong", "the eight-man team"
fn strong<'a>(annotation: &'a Annotation<'_>, tokens: &Range<usize>) -> Option<Token<'a>> {
    let next = tokens_of(annotation, tokens.end..tokens.end + 2);
    let strong = next.into_iter().find(|token| token.text() != "-")?;
    let is_hyphenated = strong.index() > tokens.end;
    let text = strong.text().to_lowercase();
    let is_size = words::is(&text, "strong") || (is_hyphenated && words::is(&text, "head"));
    if !is_size {
        return None;
    }
    let is_force = |token: &Token<'_>| {
        words::is(&token.lemma().to_lowercase(), "group") || is_person(annotation, *token)
    };
    let mut above = std::iter::successors(Some(strong.head()), |token| Some(token.head())).take(3);
    let mut before = tokens_of(annotation, tokens.start.saturating_sub(9)..tokens.start);
    above.find(is_force).or_else(|| before.find(is_force))
}

/// The noun that a number stands before: "300 [well armed] fighters", "hundreds of its fighters".
fn noun<'a>(annotation: &'a Annotation<'_>, tokens: &Range<usize>) -> Option<Token<'a>> {
    let mut found = None;
    for token in tokens_of(annotation, tokens.end..tokens.end + 7) {
        match token.pos() {
            "NOUN" | "PROPN" if found.is_none_or(|noun| goes_on(noun, token)) => {
                found = Some(token);
            }
            "PRON" if found.is_none() && is_people_pronoun(token) => return Some(token),
            "PART" if found.is_some() && token.tag() == "POS" => found = None,
            _ if found.is_some() || is_toll(token) || !goes_before_noun(token) => break,
            _ => {}
        }
    }
    found.map(|noun| behind_list(annotation, noun).unwrap_or(noun))
}

/// The people behind a list of names that begins with a name: "850 Badr, Hezbollah and Nujaba
/// *fighters*".
fn behind_list<'a>(annotation: &'a Annotation<'_>, name: Token<'_>) -> Option<Token<'a>> {
    if name.pos() != "PROPN" {
        return None;
    }
    let is_linked = |token: &Token<'_>| token.norm() == "," || token.pos() == "CCONJ";
    let next = name.index() + 1;
    let mut behind = tokens_of(annotation, next..next + LONGEST_LIST);
    tokens_of(annotation, next..next + 1).next().filter(is_linked)?;
    let noun = behind.find(|token| token.pos() != "PROPN" && !is_linked(token))?;
    let ends_list = annotation.token(noun.index() - 1).pos() == "PROPN";
    (ends_list && noun.tag() == "NNS" && is_person(annotation, noun)).then_some(noun)
}

/// The most words of a list of names between a number and what it counts.
const LONGEST_LIST: usize = 16;

/// Whether a noun only begins a longer one: "police commandos", not "peasants camp".
fn goes_on(noun: Token<'_>, next: Token<'_>) -> bool {
    noun.head().index() > noun.index() && !noun.dep().starts_with("nsubj") && !is_toll(next)
}

/// Whether a word may stand between a number and its noun.
fn goes_before_noun(token: Token<'_>) -> bool {
    match token.pos() {
        "ADJ" | "ADV" | "NUM" | "DET" => token.dep() != "neg",
        "VERB" => ["VBN", "VBG"].contains(&token.tag()),
        "ADP" => token.lemma() == "of",
        "PRON" => token.tag() == "PRP$",
        _ => ["\"", "“", "‘", "'", "-"].contains(&token.text()),
    }
}

/// "of them", "of us", "of whom" behind a number.
fn is_people_pronoun(token: Token<'_>) -> bool {
    token.head().lemma() == "of" && ["PRP", "WP"].contains(&token.tag())
}

/// The token of an amount that stands for it in the tree.
fn head<'a>(annotation: &'a Annotation<'_>, tokens: &Range<usize>) -> Token<'a> {
    let mut inside = tokens_of(annotation, tokens.clone());
    let is_head = |token: &Token<'_>| {
        token.pos() != "ADP" && token.pos() != "ADV" && !tokens.contains(&token.head().index())
    };
    inside.find(is_head).unwrap_or_else(|| annotation.token(tokens.end - 1))
}

/// Whether "dead" or "wounded" stands here, or "others dead".
fn is_toll_at(annotation: &Annotation<'_>, at: usize) -> bool {
    let mut next = tokens_of(annotation, at..at + 2);
    let Some(first) = next.next() else { return false };
    let is_other = words::is(&first.text().to_lowercase(), "person");
    is_toll(first) || (is_other && next.next().is_some_and(is_toll))
}

/// Whether a word tells by itself that the people counted were killed, wounded or detained.
pub(super) fn is_toll(token: Token<'_>) -> bool {
    words::is(&token.text().to_lowercase(), "toll")
}

/// The group that a number alone tells the size of: "a column of about 70".
fn group(number: Token<'_>) -> Option<Token<'_>> {
    let preposition = number.head();
    let is_of = number.dep() == "pobj" && preposition.lemma() == "of";
    let group = preposition.head();
    (is_of && words::is(&group.lemma().to_lowercase(), "group")).then_some(group)
}

/// The people that a number in brackets counts: "the fighters (about 400)".
fn bracketed<'a>(annotation: &'a Annotation<'_>, tokens: &Range<usize>) -> Option<Token<'a>> {
    let is = |index: usize, text: &str| {
        index < annotation.len() && annotation.token(index).text() == text
    };
    let is_bracketed = tokens.start > 1 && is(tokens.start - 1, "(") && is(tokens.end, ")");
    let noun = is_bracketed.then(|| annotation.token(tokens.start - 2))?;
    let is_force = words::is(&noun.lemma().to_lowercase(), "group") || is_person(annotation, noun);
    is_force.then_some(noun)
}
