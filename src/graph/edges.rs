//! Plain edges, with what stands behind each: flat or typed.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNode, Term};

use super::claims::{Ground, iri, relation_names};
use super::nodes::Tally;
use super::{Cut, Edge, Edges, Network, Spell};
use crate::query::Labels;
use crate::store::{Graph, address};

/// Subject, relation and object of a plain edge; a flat edge has no relation.
type Key<'c> = (&'c str, &'c str, &'c str);

/// The plain edges of a view and the things at them.
pub(super) fn network(
    graph: &Graph,
    view: Option<&str>,
    claims: &[Ground],
    kind: Edges,
    cut: &Cut,
) -> Network {
    let labels = Labels::new(graph);
    let seen = plain(graph, view);
    let mut grounds: BTreeMap<Key<'_>, Vec<&Ground>> = BTreeMap::new();
    for ground in claims.iter().filter(|ground| ground.is_asserted && !ground.is_planned) {
        let Some(object) = &ground.object else { continue };
        let (subject, relation) = (&ground.subject, &ground.relation);
        if seen.contains(&(subject.clone(), relation.clone(), object.clone())) {
            let key = match kind {
                Edges::Flat => (subject.min(object).as_str(), "", subject.max(object).as_str()),
                Edges::Typed | Edges::Claims => {
                    (subject.as_str(), relation.as_str(), object.as_str())
                }
            };
            grounds.entry(key).or_default().push(ground);
        }
    }
    grounds.retain(|(subject, _, object), _| {
        cut.has_class(subject, &labels) && cut.has_class(object, &labels)
    });
    let mut tally = Tally::default();
    for ((subject, _, object), grounds) in &grounds {
        let ends: BTreeSet<&str> = [*subject, *object].into();
        for ground in grounds {
            ends.iter().for_each(|end| tally.count(end, ground));
        }
    }
    let edges = grounds.iter().map(|(key, grounds)| edge(*key, grounds, graph, &labels)).collect();
    let (nodes, base) = (tally.nodes(graph, &labels, cut), graph.namer().base().to_owned());
    Network { kind, nodes, edges, base, pivots: None, is_geographic: false }
}

/// Subject, relation and object of the plain edges of a view.
fn plain(graph: &Graph, view: Option<&str>) -> BTreeSet<(String, String, String)> {
    let Some(view) = view.map(|view| graph.view(view)) else { return BTreeSet::new() };
    let name = GraphNameRef::NamedNode(view.as_ref());
    let quads = graph.matching(None, None, None, Some(name));
    quads
        .filter_map(|quad| {
            let subject = address(&quad.subject).to_owned();
            Some((subject, quad.predicate.as_str().to_owned(), iri(&quad.object)?))
        })
        .collect()
}

fn edge(key: Key<'_>, grounds: &[&Ground], graph: &Graph, labels: &Labels<'_>) -> Edge {
    let of = |part: fn(&Ground) -> &str| -> BTreeSet<&str> {
        grounds.iter().map(|ground| part(ground)).collect()
    };
    let relations = of(|ground| &ground.relation);
    let (names, labels_of): (Vec<&str>, Vec<&str>) =
        relations.iter().map(|iri| relation_names(iri, graph)).unzip();
    let is_symmetric =
        |iri: &&str| graph.ontology().relations().any(|known| known.iri == *iri && known.symmetric);
    let tellers = of(|ground| &ground.origin);
    let name_of = |teller: &&str| labels.of(&Term::from(NamedNode::new_unchecked(*teller)));
    let sources: BTreeSet<String> = tellers.iter().map(name_of).collect();
    let reports = of(|ground| &ground.report).len();
    // An edge sums statements that differ in time, or a flat one in relation; origins of several may
    // be the same, so that no more than the most of one are known to be independent.
    let origins = grounds.iter().filter_map(|ground| ground.origins).max();
    let origins = origins.unwrap_or(tellers.len());
    let statuses: BTreeSet<&str> =
        grounds.iter().filter_map(|ground| ground.status.as_deref()).collect();
    let issued = || grounds.iter().filter_map(|ground| ground.issued.clone());
    Edge {
        source: key.0.to_owned(),
        target: key.2.to_owned(),
        relation: names.join("; "),
        label: labels_of.join("; "),
        symmetric: relations.iter().all(is_symmetric),
        weight: if origins > 0 { origins } else { reports.max(1) },
        claims: grounds.len(),
        reports,
        origins,
        status: (!statuses.is_empty()).then(|| statuses.into_iter().collect::<Vec<_>>().join("; ")),
        certainty: grounds.first().map_or("", |ground| ground.certainty()),
        claimed: issued().min().zip(issued().max()),
        spells: spells(grounds),
        sources: sources.into_iter().collect(),
        quote: grounds.first().map(|ground| ground.quote.clone()).unwrap_or_default(),
    }
}

/// The days of all events, joined where they meet: an open bound takes in all before or after it.
fn spells(grounds: &[&Ground]) -> Vec<Spell> {
    let mut spells: Vec<Spell> = grounds
        .iter()
        .filter(|ground| ground.earliest.is_some() || ground.latest.is_some())
        .map(|ground| {
            let (start, end) = (ground.earliest.clone(), ground.latest.clone());
            let is_reversed = start.as_ref().zip(end.as_ref()).is_some_and(|(s, e)| s > e);
            if is_reversed { Spell { start: end, end: start } } else { Spell { start, end } }
        })
        .collect();
    spells.sort();
    let mut joined: Vec<Spell> = Vec::new();
    for spell in spells {
        match joined.last_mut() {
            // A start that is not known comes first, and an end that is not known never comes.
            Some(last)
                if last.end.is_none() || spell.start.is_none() || spell.start <= last.end =>
            {
                let end = last.end.take().zip(spell.end);
                last.end = end.map(|(one, other)| one.max(other));
            }
            _ => joined.push(spell),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_meet_are_one_spell_and_open_bounds_stay_open() {
        let ground = |start: &str, end: &str| Ground {
            earliest: (!start.is_empty()).then(|| start.to_owned()),
            latest: (!end.is_empty()).then(|| end.to_owned()),
            ..Ground::default()
        };
        let joined = |days: &[(&str, &str)]| -> String {
            let grounds: Vec<Ground> = days.iter().map(|(start, end)| ground(start, end)).collect();
            let day = |day: Option<String>| day.unwrap_or_default();
            let spells = spells(&grounds.iter().collect::<Vec<_>>()).into_iter();
            let shown = spells.map(|spell| format!("{}–{}", day(spell.start), day(spell.end)));
            shown.collect::<Vec<_>>().join(" ")
        };
        let (early, mid, late) = ("2026-01-01", "2026-02-01", "2026-03-01");
        assert_eq!(
            joined(&[(mid, late), (early, early)]),
            "2026-01-01–2026-01-01 2026-02-01–2026-03-01"
        );
        assert_eq!(joined(&[(early, mid), (mid, late)]), "2026-01-01–2026-03-01");
        assert_eq!(joined(&[(early, ""), (mid, late)]), "2026-01-01–");
        assert_eq!(joined(&[("", early), (late, late)]), "–2026-01-01 2026-03-01–2026-03-01");
        assert_eq!(joined(&[(late, early), ("", "")]), "2026-01-01–2026-03-01");
    }
}
