//! Whether two different names of one text can be names of one thing.

use super::forms::{Form, Sphere};
use crate::recognize::EntityType;

/// Why two names are held to mean the same, and how surely.
pub(super) type Likeness = (f32, &'static str);

/// Whether `short` can be another name of what `long` names.
pub(super) fn likeness(short: &Form, long: &Form) -> Option<Likeness> {
    if short.id.is_some() && short.id == long.id {
        return Some((1.0, "same record in the gazetteer"));
    }
    if long.sphere.0 == Sphere::People
        && !(short.is_visited && short.id.is_some())
        && short.words.len() < long.words.len()
    {
        return person(short, long);
    }
    if short.id.is_some() && long.id.is_some() {
        return None;
    }
    if same_but_noun(short, long) {
        return Some((0.9, "same name with a noun beside it"));
    }
    if short.is_acronym && is_initials(&short.key, long) {
        return Some((0.9, "initials"));
    }
    if !begins_alike(short, long) {
        return None;
    }
    match (short.sphere.0, long.sphere.0) {
        (_, Sphere::People) => person(short, long),
        (Sphere::Places, Sphere::Places) => place(short, long),
        (Sphere::Places, _) if short.id.is_some() => None,
        (_, Sphere::Organizations) => organization(short, long),
        _ => None,
    }
}

/// "Shalamcheh" and "Shalamcheh crossing": one thing, unless the bare name is a town's or a land's.
fn same_but_noun(short: &Form, long: &Form) -> bool {
    short.key == long.key
        && (short.id.is_none() || long.id.is_none() || short.called == long.called)
        && !(short.called.is_some() && long.called.is_some())
}

/// "Qaani" for "Esmail Qaani", "Abu Fadak" for "Abu Fadak al-Mohammedawi".
fn person(short: &Form, long: &Form) -> Option<Likeness> {
    if !begins_alike(short, long) {
        return None;
    }
    let country = short.evidence.of(EntityType::Country) > 2.0;
    let organization = short.sphere.0 == Sphere::Organizations && short.id.is_some();
    if country
        || organization
        || short.is_visited && short.id.is_some()
        || short.words.len() > long.words.len()
        || short.words.is_empty()
    {
        return None;
    }
    if short.words.len() == long.words.len() {
        return is_variant(short, long).then_some((0.8, "another spelling"));
    }
    let surname = alike(short.words.last()?, long.words.last()?);
    let inside = is_subsequence(&short.words, &long.words);
    match (surname, inside) {
        (true, true) => Some((0.9, "surname")),
        (false, true) if short.key.len() > 3 => Some((0.7, "part of the name")),
        _ => None,
    }
}

/// "Asaib" for "Asaib Ahl al-Haq", "Nujaba" for "Harakat al-Nujaba".
fn organization(short: &Form, long: &Form) -> Option<Likeness> {
    if short.sphere.0 == Sphere::People && short.sphere.1 > 2.5 {
        return None;
    }
    if short.words.len() == long.words.len() {
        return is_variant(short, long).then_some((0.8, "another spelling"));
    }
    let part = short.words.len() < long.words.len()
        && short.key.len() > 3
        && is_subsequence(&short.words, &long.words)
        && !short.is_acronym;
    part.then_some((0.75, "part of the name"))
}

/// "Failaka" for "Failaka Island", "al-Asad" for "Al-Asad Air Base".
fn place(short: &Form, long: &Form) -> Option<Likeness> {
    // "Damar bridge" and "Damar refinery", "Basra city" and "Basra province".
    if short.key == long.key && short.called.is_some() && long.called.is_some() {
        return None;
    }
    if short.words.len() == long.words.len() {
        return (short.id.is_none() && long.id.is_none() && is_variant(short, long))
            .then_some((0.7, "another spelling"));
    }
    let kind = long.evidence.ranked().first()?.kind;
    let named_after = matches!(
        kind,
        EntityType::Site
            | EntityType::Base
            | EntityType::BorderCrossing
            | EntityType::Region
            | EntityType::Province
    );
    let front = long.words.len() > short.words.len()
        && short.words.iter().zip(&long.words).all(|(a, b)| alike(a, b))
        && long.words.len() - short.words.len() < 3;
    (named_after && front && short.id.is_none()).then_some((0.75, "part of the name"))
}

/// Whether letters are the initials of a name: "PMF", "HTS", "IRGC".
pub(super) fn is_initials(acronym: &str, long: &Form) -> bool {
    long.words.len() > 1 && long.initials.iter().any(|initials| initials == acronym)
}

/// Whether each word of the short name can be alike to one of the long name, by its first sound.
///
/// This leaves little to compare where a text has thousands of names.
fn begins_alike(short: &Form, long: &Form) -> bool {
    short.sounds & !long.sounds == 0
}

/// The first sounds of words, a bit each.
pub(super) fn first_sounds(words: &[String]) -> u64 {
    let first = |word: &String| sound(word).first().map_or(0, |letter| 1 << (letter % 64));
    words.iter().map(first).fold(0, |sounds, sound| sounds | sound)
}

/// Names of as many words, each pair of which is alike.
fn is_variant(short: &Form, long: &Form) -> bool {
    short.words.len() == long.words.len()
        && short.words.iter().zip(&long.words).all(|(a, b)| alike(a, b))
}

/// Whether all words stand in another list in the same order.
fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| alike(word, other)))
}

/// Whether two words are spellings of one: a letter apart, and two in long words.
pub(super) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (sound(a), sound(b));
    let longest = a.len().max(b.len());
    a == b
        || longest > 5
            && a.first() == b.first()
            && distance(&a, &b) <= usize::from(longest > 5) + usize::from(longest > 9)
}

/// The letters of a word, with those that transliterations interchange made one.
fn sound(word: &str) -> Vec<u8> {
    let mut sound: Vec<u8> = Vec::with_capacity(word.len());
    for letter in word.bytes() {
        let letter = match letter {
            b'q' | b'c' => b'k',
            b'e' => b'i',
            b'o' => b'u',
            b'y' => b'i',
            b'z' => b's',
            b'w' => b'v',
            other => other,
        };
        if sound.last() != Some(&letter)
            && !(letter == b'h' && sound.last().is_some_and(|last| b"kgdst".contains(last)))
        {
            sound.push(letter);
        }
    }
    sound
}

/// The number of letters to change, insert or drop.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
