//! Which entities are one by decisions, and which are never to be.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decision, Word};
use crate::naming::Namer;

/// Entities by the address that stands for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// The address that stands for each that has another's.
    firsts: BTreeMap<String, String>,
    /// Pairs that are two, by the addresses that stand for them, the smaller one first.
    apart: BTreeSet<(String, String)>,
}

/// What is right beside each entity, and by which line.
type Beside<'d> = BTreeMap<&'d str, Vec<(&'d str, u64)>>;

impl Joined {
    /// The order of decisions does not matter. Of entities that are one, that stands for all which no
    /// decision puts under another; if there are several, the first in the order of letters.
    pub(super) fn of(decisions: &[Decision], namer: &Namer) -> Result<Joined, String> {
        let same = || decisions.iter().filter(|it| it.word == Word::Same);
        let mut beside = Beside::new();
        for Decision { a, b, line, .. } in same() {
            beside.entry(a).or_default().push((b, *line));
            beside.entry(b).or_default().push((a, *line));
        }
        let under: BTreeSet<&str> = same().map(|it| it.b.as_str()).collect();
        let mut joined = Joined::default();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for &start in beside.keys() {
            if seen.contains(start) {
                continue;
            }
            let members: BTreeSet<&str> = ways(start, &beside).into_keys().collect();
            let first = members.iter().find(|it| !under.contains(*it)).or(members.first());
            let first = first.copied().unwrap_or(start);
            for member in members.iter().filter(|member| **member != first) {
                joined.firsts.insert((*member).to_owned(), first.to_owned());
            }
            seen.extend(members);
        }
        for decision in decisions.iter().filter(|it| it.word == Word::Different) {
            let Decision { a, b, line, .. } = decision;
            // If it is of a report, of the entity in it.
            for b in [b, &namer.apart(a, b)] {
                joined.keep_apart([a, b], *line, &beside)?;
            }
        }
        Ok(joined)
    }

    pub(super) fn first<'d>(&'d self, iri: &'d str) -> &'d str {
        self.firsts.get(iri).map_or(iri, String::as_str)
    }

    pub(super) fn are_apart(&self, a: &str, b: &str) -> bool {
        self.apart.contains(&self.pair(a, b))
    }

    /// The entities that another stands for, each with that one.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.firsts.iter().map(|(iri, first)| (iri.as_str(), first.as_str()))
    }

    fn keep_apart(
        &mut self,
        [a, b]: [&str; 2],
        line: u64,
        beside: &Beside<'_>,
    ) -> Result<(), String> {
        if self.first(a) == self.first(b) {
            let lines = ways(a, beside).remove(b).unwrap_or_default();
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            let lines = lines.join(", ");
            return Err(format!(
                "line {line} says that {a} and {b} are two, and line {lines} that they are one; take one out"
            ));
        }
        let pair = self.pair(a, b);
        self.apart.insert(pair);
        Ok(())
    }

    fn pair(&self, a: &str, b: &str) -> (String, String) {
        let (a, b) = (self.first(a), self.first(b));
        (a.min(b).to_owned(), a.max(b).to_owned())
    }
}

/// All that can be reached from an entity, each with the lines of a shortest way, sorted.
fn ways<'d>(start: &'d str, beside: &Beside<'d>) -> BTreeMap<&'d str, Vec<u64>> {
    let mut ways: BTreeMap<&str, Vec<u64>> = BTreeMap::from([(start, Vec::new())]);
    let mut reached = vec![start];
    while !reached.is_empty() {
        let mut next = Vec::new();
        for from in reached {
            for &(to, line) in beside.get(from).into_iter().flatten() {
                if ways.contains_key(to) {
                    continue;
                }
                let mut way = ways[from].clone();
                way.push(line);
                way.sort_unstable();
                ways.insert(to, way);
                next.push(to);
            }
        }
        reached = next;
    }
    ways
}
