//! How many independent origins a statement truly has: the most ways from its outlets to those who know it
//! that have nobody in common, in the graph of who really has it from whom.

use std::collections::{BTreeMap, BTreeSet};

/// Somebody through whom a statement came: a house or an origin.
pub(crate) type Person = String;

/// Who really has one statement from whom.
#[derive(Debug, Default)]
pub(crate) struct TrueLineage {
    /// The houses that published it.
    pub(crate) houses: BTreeSet<Person>,
    /// Who has it from whom.
    pub(crate) from: BTreeSet<(Person, Person)>,
    /// Those who know it themselves.
    pub(crate) origins: BTreeSet<Person>,
}

impl TrueLineage {
    /// The number of independent origins, by augmenting paths (L. R. Ford, D. R. Fulkerson, 1956): each
    /// person has an entry `(p, false)` and an exit `(p, true)` and is passed once.
    pub(crate) fn independent(&self) -> usize {
        let mut room: BTreeMap<(Door<'_>, Door<'_>), bool> = BTreeMap::new();
        let mut arc = |from, to| {
            room.insert((from, to), true);
            room.entry((to, from)).or_insert(false);
        };
        let people = self.from.iter().flat_map(|(a, b)| [a, b]);
        for person in people.chain(&self.houses).chain(&self.origins) {
            arc((person, false), (person, true));
        }
        self.houses.iter().for_each(|house| arc(START, (house, false)));
        self.from.iter().for_each(|(from, to)| arc((from, true), (to, false)));
        self.origins.iter().for_each(|origin| arc((origin, true), END));
        let mut ways = 0;
        while augment(START, &mut room, &mut BTreeSet::new()) {
            ways += 1;
        }
        ways
    }
}

type Door<'p> = (&'p str, bool);

const START: Door<'_> = ("", true);
const END: Door<'_> = ("", false);

fn augment<'p>(
    at: Door<'p>,
    room: &mut BTreeMap<(Door<'p>, Door<'p>), bool>,
    seen: &mut BTreeSet<Door<'p>>,
) -> bool {
    if at == END {
        return true;
    }
    if !seen.insert(at) {
        return false;
    }
    let first = (at, ("", false));
    let next: Vec<Door<'p>> = room
        .range(first..)
        .take_while(|((from, _), _)| *from == at)
        .filter(|(_, is_free)| **is_free)
        .map(|((_, to), _)| *to)
        .collect();
    for to in next {
        if augment(to, room, seen) {
            room.insert((at, to), false);
            room.insert((to, at), true);
            return true;
        }
    }
    false
}
