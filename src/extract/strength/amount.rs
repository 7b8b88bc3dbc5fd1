//! Amounts: "more than 2,200", "between 300 and 400", "some two dozen", "several hundred".

use super::words;
use crate::extract::atom::{Atom, AtomKind};
use crate::extract::number::{self, Read};

/// A number as a text bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) min: Option<u64>,
    pub(super) max: Option<u64>,
    pub(super) approximate: bool,
    /// Where the number itself begins, behind "more than".
    pub(super) number: usize,
}

/// Reads an amount with the words that bound it, before and behind.
pub(super) fn amount(atoms: &[Atom<'_>], at: usize) -> Read<Amount> {
    let bound = ["min", "max", "about"].into_iter().find_map(|bound| {
        let end = words::phrase(atoms, at, bound)?;
        Some((bound, end))
    });
    match bound {
        None => unbounded(atoms, at),
        Some((bound, start)) => {
            // "Some several hundred", "up to about 300".
            let inner = words::phrase(atoms, start, "about").unwrap_or(start);
            let several = words::phrase(atoms, at, "several").and_then(|_| unbounded(atoms, at));
            let (amount, end) = several.or_else(|| unbounded(atoms, inner))?;
            Some((bounded(amount, bound, inner > start), end))
        }
    }
}

fn bounded(amount: Amount, bound: &str, is_about: bool) -> Amount {
    let is_exact = amount.min == amount.max;
    let approximate = amount.approximate || is_about;
    match bound {
        "min" => Amount { max: None, approximate, ..amount },
        "max" if is_exact => Amount { min: None, approximate, ..amount },
        "max" => Amount { approximate, ..amount },
        _ => Amount { approximate: true, ..amount },
    }
}

/// An amount without words before it that bound it.
fn unbounded(atoms: &[Atom<'_>], at: usize) -> Read<Amount> {
    let (amount, end) = between(atoms, at)
        .or_else(|| range(atoms, at, "joint"))
        .or_else(|| vague(atoms, at))
        .or_else(|| single(atoms, at))?;
    if let Some(end) = words::phrase(atoms, end, "after-about") {
        return Some((Amount { approximate: true, ..amount }, end));
    }
    if let Some(end) = words::phrase(atoms, end, "after-min") {
        return Some((Amount { max: None, ..amount }, end));
    }
    Some((amount, end))
}

/// "between 300 and 400", "from 100 to 120"
fn between(atoms: &[Atom<'_>], at: usize) -> Read<Amount> {
    range(atoms, words::phrase(atoms, at, "between")?, "and")
}

/// "300 to 400", "80 or 90", "two to three hundred", "15-20"
fn range(atoms: &[Atom<'_>], at: usize, joint: &str) -> Read<Amount> {
    let (least, end) = number(atoms, at)?;
    let second = words::phrase(atoms, end, joint)?;
    let second = words::phrase(atoms, second, "about").unwrap_or(second);
    let (most, end) =
        number(atoms, second).map(|(most, end)| match number::vague(atoms, end, false) {
            // "Two to three hundreds."
            Some(((hundreds, _), behind)) if most < 10 => (most * hundreds / 2, behind),
            _ => (most, end),
        })?;
    let scale = if most >= 100 && least < 10 { 10u64.pow(most.ilog10()) } else { 1 };
    let least = if least * scale < most { least * scale } else { least };
    let amount = Amount { min: Some(least), max: Some(most), approximate: false, number: at };
    (least < most).then_some((amount, end))
}

/// "dozens", "several hundred", "tens of thousands"
fn vague(atoms: &[Atom<'_>], at: usize) -> Read<Amount> {
    let several = words::phrase(atoms, at, "several");
    let ((min, max), end) = number::vague(atoms, several.unwrap_or(at), several.is_some())?;
    Some((Amount { min: Some(min), max: Some(max), approximate: true, number: at }, end))
}

fn single(atoms: &[Atom<'_>], at: usize) -> Read<Amount> {
    let (number, end) = number(atoms, at)?;
    let is_round = (at..end).any(|at| words::phrase(atoms, at, "round").is_some());
    let is_article = atoms[at].lower == "a";
    let (min, max) = (Some(number), Some(number));
    Some((Amount { min, max, approximate: is_round && is_article, number: at }, end))
}

/// A cardinal that is no part of a decimal, a time of day, a sum of money or a name.
fn number(atoms: &[Atom<'_>], at: usize) -> Read<u64> {
    let (number, end) = number::cardinal(atoms, at)?;
    let is_sign = |at: usize, signs: &str| {
        atoms.get(at).is_some_and(|atom| atom.kind == AtomKind::Sign && signs.contains(atom.text))
    };
    let is_sum = at > 0 && is_sign(at - 1, "$€£#") && atoms[at].is_glued;
    let is_share = words::phrase(atoms, end, "fraction").is_some();
    let is_ordinal = number::ordinal(atoms, at).is_some();
    let is_measure =
        atoms.get(end).is_some_and(|next| next.is_glued && next.kind == AtomKind::Word);
    let is_inside = atoms[at].is_glued && at > 0 && atoms[at - 1].kind != AtomKind::Sign;
    let is_decimal = is_sign(end, ".,:")
        && atoms.get(end + 1).is_some_and(|next| {
            next.is_glued && next.kind == AtomKind::Digits && atoms[end].is_glued
        });
    // "15:10" is a time, "3/" and "43." at the head of a line are numbers of paragraphs.
    let is_clock = at > 0 && is_sign(at - 1, ":") && atoms[at].is_glued;
    let is_item = (at == 0 || atoms[at - 1].is_break()) && is_sign(end, "./)");
    let is_slashed = is_sign(end, "/") && atoms[end].is_glued;
    let is_other = is_sum || is_share || is_ordinal || is_measure || is_inside || is_decimal;
    let is_other = is_other || is_clock || is_item || is_slashed;
    (!is_other && number > 0).then_some((number, end))
}
