//! Whom a pronoun means: by number and gender, who was the subject, and how long ago.

use super::draft::Draft;
use super::references::Choice;
use super::salience::{Salience, Seen};
use crate::recognize::{EntityType, Gender, Mention, relative_head};
use EntityType::*;

/// The antecedents that a pronoun may have.
pub(super) fn choices(draft: &Draft<'_>, salience: &Salience, mention: usize) -> Vec<Choice> {
    let pronoun = &draft.mentions[mention];
    if pronoun.agreement.plural.is_none() {
        return relative(draft, salience, pronoun);
    }
    let sentence = draft.words.sentence(pronoun.head);
    let recent = salience.recent(sentence, 3);
    let governor = governor(draft, pronoun.head).and_then(|token| salience.at(token, sentence));
    let choice = |seen: &Seen| {
        let fit = fit(draft, pronoun, seen)?;
        let distance = (sentence - seen.sentence) as f32;
        let governs = governor.is_some_and(|governor| governor.cluster == seen.cluster);
        let governs = if governs { GOVERNS } else { 0.0 };
        let score = fit + place(draft, pronoun, seen) + governs - 0.3 * distance;
        (score > 0.3).then_some((seen.cluster, score))
    };
    let mut choices: Vec<Choice> = recent.iter().filter_map(choice).collect();
    for (place, choice) in choices.iter_mut().enumerate() {
        choice.1 -= 0.1 * place.min(3) as f32;
    }
    choices
}

/// "fighters who crossed": the noun that the clause describes.
fn relative(draft: &Draft<'_>, salience: &Salience, pronoun: &Mention) -> Vec<Choice> {
    let Some(noun) = relative_head(draft.words, pronoun.head) else { return Vec::new() };
    let covers = |seen: &Seen| draft.mentions[seen.mention].tokens.contains(&noun);
    let person = |seen: &Seen| draft.kind_of(seen.cluster).is_some_and(EntityType::is_person);
    let sentence = draft.words.sentence(noun);
    let nearest = |seen: &Seen| {
        seen.sentence == sentence && (draft.words.lower(pronoun.head) != "who" || person(seen))
    };
    let seen = salience.last(|seen| seen.token == noun).or_else(|| salience.last(covers));
    let seen = seen.or_else(|| salience.last(nearest).filter(|seen| seen.token + 3 > noun));
    seen.map(|seen| (seen.cluster, 2.0)).into_iter().collect()
}

/// How well a cluster agrees with a pronoun.
fn fit(draft: &Draft<'_>, pronoun: &Mention, seen: &Seen) -> Option<f32> {
    let kind = draft.kind_of(seen.cluster)?;
    let plural = draft.mentions[seen.mention].agreement.plural == Some(true);
    match (pronoun.agreement.gender, pronoun.agreement.plural) {
        (Some(Gender::Thing), _) => match kind {
            Official | Person => None,
            Collective => (!plural).then_some(0.6),
            City | Site | Base | BorderCrossing | Province | Region => Some(0.5),
            _ => Some(0.9),
        },
        (Some(gender), _) => {
            let other = draft.mentions[seen.mention].agreement.gender;
            let agrees = other.is_none_or(|other| other == gender);
            (kind.is_person() && agrees).then_some(1.0)
        }
        _ => match kind {
            Collective => Some(1.0),
            Militia | ArmedGroup | StateForce => Some(0.9),
            Organization | Party | GovernmentBody | InternationalBody | Outlet => Some(0.5),
            _ => None,
        },
    }
}

/// What the nearest subject that stands over a pronoun counts.
const GOVERNS: f32 = 0.5;

/// The nearest subject over a pronoun that it may mean: that of its own clause for "its", that of
/// the clause around it for "it" and "them".
fn governor(draft: &Draft<'_>, pronoun: usize) -> Option<usize> {
    let words = draft.words;
    let possessive = words.dep(pronoun) == "poss";
    let mut at = words.head(pronoun);
    let mut is_own_clause = !possessive;
    for _ in 0..8 {
        let subject = words.child(at, "nsubj").or_else(|| words.child(at, "nsubjpass"));
        match subject.filter(|&subject| subject < pronoun) {
            Some(subject) if !is_own_clause => return Some(subject),
            _ => {}
        }
        is_own_clause &= subject.is_none();
        if words.head(at) == at {
            return None;
        }
        at = words.head(at);
    }
    None
}

/// The subject of a verb, or of the verb that it is joined to with "and".
fn subject_of(draft: &Draft<'_>, token: usize) -> Option<usize> {
    let words = draft.words;
    let mut verb = token;
    for _ in 0..4 {
        let subject = words.child(verb, "nsubj").or_else(|| words.child(verb, "nsubjpass"));
        if subject.is_some()
            || !matches!(words.dep(verb), "conj" | "prep" | "xcomp" | "advcl" | "pcomp")
        {
            return subject;
        }
        verb = words.head(verb);
    }
    None
}

/// What the place of the antecedent in its sentence is worth.
fn place(draft: &Draft<'_>, pronoun: &Mention, seen: &Seen) -> f32 {
    let words = draft.words;
    let subject = if seen.is_subject { 0.5 } else { 0.0 };
    let modifier = if seen.is_modifier { -0.4 } else { 0.0 };
    let object = !matches!(words.dep(pronoun.head), "poss" | "nsubj" | "nsubjpass");
    let same_verb = object && subject_of(draft, words.head(pronoun.head)) == Some(seen.token);
    subject + modifier - if same_verb { 1.0 } else { 0.0 }
}
