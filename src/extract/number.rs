//! Numbers in words and digits: "2,200", "twenty-five", "1.5 million", "two dozen", "12th".

use std::collections::HashMap;
use std::sync::OnceLock;

use super::atom::{Atom, AtomKind};

/// A number that was read and the place behind it.
pub(super) type Read<T> = Option<(T, usize)>;

/// What kind of word of number a word is; `data/lexicon/numbers.tsv` has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// "seven"
    Unit,
    /// "twenty"
    Tens,
    /// "thousand", "dozen": it multiplies what stands before it.
    Scale,
    /// "hundreds": a number of its own.
    Vague,
    /// "several hundred"
    Several,
    /// "third"
    Ordinal,
}

/// The least and the most that a word stands for.
type Bounds = (u64, u64);

const TABLE: &str = include_str!("../../data/lexicon/numbers.tsv");

/// Reads a whole number: "a hundred", "5,000", "twenty-five", "half a million".
pub(super) fn cardinal(atoms: &[Atom<'_>], at: usize) -> Read<u64> {
    if let Some((half, end)) = half(atoms, at) {
        return Some((half, end));
    }
    let (value, end) = digits(atoms, at).or_else(|| spelled(atoms, at))?;
    value_of(value).map(|value| (value, end))
}

/// Reads "dozens", "several hundred", "tens of thousands": the least and the most.
///
/// `is_several` says that a word such as "several" or "few" stands before it.
pub(super) fn vague(atoms: &[Atom<'_>], at: usize, is_several: bool) -> Read<Bounds> {
    let atom = atoms.get(at)?;
    let range = if is_several { word(atom, Kind::Several) } else { word(atom, Kind::Vague) };
    let (min, max) = range.or_else(|| word(atom, Kind::Vague))?;
    // "Tens of thousands": the outer word counts the inner one's least.
    let inner = atoms.get(at + 2).and_then(|inner| word(inner, Kind::Vague));
    match (atoms.get(at + 1), inner) {
        (Some(of), Some((least, _))) if of.lower == "of" => {
            let unit = least / 2;
            let ten = if min == 24 { (20, 99) } else { (min, max) };
            let max = (ten.1 + 1) * unit - 1;
            Some(((ten.0 * unit, max), at + 3))
        }
        _ => Some(((min, max), at + 1)),
    }
}

/// Reads "12th" and "third".
pub(super) fn ordinal(atoms: &[Atom<'_>], at: usize) -> Read<u64> {
    let atom = atoms.get(at)?;
    if let Some((value, _)) = word(atom, Kind::Ordinal) {
        return Some((value, at + 1));
    }
    let ending = atoms.get(at + 1)?;
    let is_ending = ending.is_glued && ["st", "nd", "rd", "th"].contains(&ending.lower.as_str());
    atom.value().filter(|_| is_ending).map(|value| (value, at + 2))
}

/// A number above this is none of people or of days.
fn value_of(value: f64) -> Option<u64> {
    ((0.0..1e10).contains(&value) && value.fract() == 0.0).then_some(value as u64)
}

fn half(atoms: &[Atom<'_>], at: usize) -> Read<u64> {
    let is_half = atoms.get(at)?.lower == "half" && atoms.get(at + 1)?.lower == "a";
    let (scale, _) = is_half.then(|| word(atoms.get(at + 2)?, Kind::Scale)).flatten()?;
    Some((scale / 2, at + 3))
}

/// "5,000", "1.5 million", "20 dozen".
fn digits(atoms: &[Atom<'_>], at: usize) -> Read<f64> {
    let mut value = atoms.get(at)?.value()? as f64;
    let mut end = at + 1;
    if let Some((fraction, behind)) = fraction(atoms, end) {
        value += fraction;
        end = behind;
    }
    while let Some((scale, _)) = atoms.get(end).and_then(|atom| word(atom, Kind::Scale)) {
        value *= scale as f64;
        end += 1;
    }
    // 1.1 million is 1100000.0000000001.
    Some(((value * 1000.0).round() / 1000.0, end))
}

fn fraction(atoms: &[Atom<'_>], at: usize) -> Read<f64> {
    let (point, digits) = (atoms.get(at)?, atoms.get(at + 1)?);
    if point.lower != "." || !point.is_glued || !digits.is_glued {
        return None;
    }
    let value = digits.value()? as f64 / 10f64.powi(digits.text.len() as i32);
    Some((value, at + 2))
}

/// "Twenty-five", "a hundred", "five thousand two hundred".
///
/// "And" ends a number: "killed a hundred and six were hurt" is commoner than "a hundred and six".
fn spelled(atoms: &[Atom<'_>], at: usize) -> Read<f64> {
    let (mut total, mut group, mut end) = (0u64, None, at);
    while let Some(atom) = atoms.get(end) {
        let next = atoms.get(end + 1);
        if let Some((value, _)) = word(atom, Kind::Unit).or_else(|| word(atom, Kind::Tens)) {
            if !fits(group, value) {
                break;
            }
            group = Some(group.unwrap_or(0) + value);
        } else if let Some((scale, _)) = word(atom, Kind::Scale) {
            let Some(count) = group else { break };
            (total, group) = scaled(total, count, scale);
        } else if group.is_none() && total == 0 && is_scaling_article(atom, next) {
            group = Some(1);
        } else if !(end > at && is_joint(atom, next)) {
            break;
        }
        end += 1;
    }
    (end > at).then(|| ((total + group.unwrap_or(0)) as f64, end))
}

/// Multiplies a group by "hundred", which leaves it open for "and six", or closes it.
fn scaled(total: u64, count: u64, scale: u64) -> (u64, Option<u64>) {
    match scale {
        100 => (total, Some(count.saturating_mul(100))),
        _ => (total.saturating_add(count.saturating_mul(scale)), None),
    }
}

/// "Twenty five" is one number, "five twenty" are two.
fn fits(group: Option<u64>, value: u64) -> bool {
    match group {
        None => true,
        Some(group) if value < 10 => group % 10 == 0 && group % 100 != 10,
        Some(group) => group >= 100 && group % 100 == 0,
    }
}

/// "A" in "a hundred".
fn is_scaling_article(atom: &Atom<'_>, next: Option<&Atom<'_>>) -> bool {
    let is_scale = |next: &Atom<'_>| word(next, Kind::Scale).is_some();
    (atom.lower == "a" || atom.lower == "an") && next.is_some_and(is_scale)
}

/// The hyphen of "twenty-five".
fn is_joint(atom: &Atom<'_>, next: Option<&Atom<'_>>) -> bool {
    let Some(next) = next else { return false };
    let goes_on = word(next, Kind::Unit).is_some() || word(next, Kind::Tens).is_some();
    goes_on && atom.kind == AtomKind::Sign && atom.lower == "-" && atom.is_glued && next.is_glued
}

/// The least and the most that a word of this kind stands for.
fn word(atom: &Atom<'_>, kind: Kind) -> Option<Bounds> {
    static WORDS: OnceLock<HashMap<(&str, Kind), Bounds>> = OnceLock::new();
    if atom.kind != AtomKind::Word {
        return None;
    }
    let words = WORDS.get_or_init(|| TABLE.lines().filter_map(row).collect());
    words.get(&(atom.lower.as_str(), kind)).copied()
}

fn row(line: &'static str) -> Option<((&'static str, Kind), Bounds)> {
    let [word, kind, min, max] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let kind = match kind {
        "unit" => Kind::Unit,
        "tens" => Kind::Tens,
        "scale" => Kind::Scale,
        "vague" => Kind::Vague,
        "several" => Kind::Several,
        "ordinal" => Kind::Ordinal,
        _ => return None,
    };
    Some(((word, kind), (min.parse().ok()?, max.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_kind_and_two_numbers() {
        for (number, line) in TABLE.lines().enumerate().skip(1) {
            assert!(row(line).is_some(), "data/lexicon/numbers.tsv:{}: {line}", number + 1);
        }
    }
}
