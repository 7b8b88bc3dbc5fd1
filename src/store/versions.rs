//! Versions of one report: the same address on the web, another text. Versions of one table: other rows.

use std::collections::BTreeMap;

use super::Head;
use crate::corroborate::{Fate, fates};
use crate::encode::Version;
use crate::model::{Reading, TableVersion};
use crate::ontology::Ontology;

/// What the other versions among readings, sorted by address, make of each report and of its claims.
pub(crate) fn versions_of(readings: &[Reading], ontology: &Ontology) -> BTreeMap<String, Version> {
    let heads: Vec<Head> = readings.iter().map(Head::from).collect();
    let mut versions = versions(&heads);
    let by_iri = |iri: &String| {
        readings.binary_search_by(|reading| reading.iri.cmp(iri)).ok().map(|place| &readings[place])
    };
    for (iri, version) in versions.iter_mut().filter(|(_, version)| version.is_replaced) {
        let later: Vec<&Reading> = version.later.iter().filter_map(by_iri).collect();
        let Some(earlier) = by_iri(iri) else { continue };
        let claims = earlier.document.claims.iter();
        let fates = claims.zip(fates(earlier, &later, ontology));
        version.fates = fates
            .filter(|(_, fate)| *fate != Fate::Kept)
            .filter_map(|(claim, fate)| Some((claim.iri.clone()?, fate)))
            .collect();
    }
    versions
}

/// What the other versions make of each report, by its address in the graph.
///
/// The order is that of publication; the last one stands. Where two days are equal or unknown the
/// report's own address decides, so that the order of reading does not. A table stands and falls
/// with all reports that hold its rows; of two versions of one day, that which came later stands.
pub(super) fn versions(heads: &[Head]) -> BTreeMap<String, Version> {
    let mut versions = BTreeMap::new();
    for mut heads in families(heads) {
        let depths: BTreeMap<&str, usize> =
            heads.iter().map(|head| (head.iri.as_str(), depth(head, &heads))).collect();
        heads.sort_by_key(|head| (depths[head.iri.as_str()], &head.published, &head.iri));
        for (place, head) in heads.iter().enumerate() {
            let later = heads.get(place + 1);
            let version = Version {
                revises: place.checked_sub(1).map(|before| heads[before].iri.clone()),
                is_replaced: later.is_some(),
                replaced_on: later.and_then(|later| later.published.clone()),
                later: heads[place + 1..].iter().map(|later| later.iri.clone()).collect(),
                ..Version::default()
            };
            versions.insert(head.iri.clone(), version);
        }
    }
    let mut by_table: BTreeMap<&str, Vec<&Head>> = BTreeMap::new();
    for head in heads {
        if let Some(table) = &head.table {
            by_table.entry(&table.table).or_default().push(head);
        }
    }
    by_table.into_values().for_each(|heads| of_table(&heads, &mut versions));
    versions
}

/// The reports that share an address on the web, or of which one is said to revise the other.
fn families(heads: &[Head]) -> Vec<Vec<&Head>> {
    let mut family: BTreeMap<&str, usize> = BTreeMap::new();
    let mut members: Vec<Vec<&Head>> = Vec::new();
    // A table's reports share its address and are no versions of each other.
    let heads = || heads.iter().filter(|head| head.table.is_none());
    for head in heads().filter(|head| head.url.is_some() || head.revises.is_some()) {
        let ties = [Some(head.iri.as_str()), head.url.as_deref(), head.revises.as_deref()];
        let known: Vec<usize> =
            ties.iter().flatten().filter_map(|tie| family.get(tie).copied()).collect();
        let mut all = vec![head];
        for number in &known {
            all.append(&mut members[*number]);
        }
        members.push(all);
        let number = members.len() - 1;
        family.values_mut().filter(|old| known.contains(old)).for_each(|old| *old = number);
        for tie in ties.into_iter().flatten() {
            family.insert(tie, number);
        }
    }
    for head in heads().filter(|head| head.url.is_none() && head.revises.is_none()) {
        // Somebody says that they revise it.
        if let Some(number) = family.get(head.iri.as_str()) {
            members[*number].push(head);
        }
    }
    members.retain(|members| !members.is_empty());
    members
}

/// How many versions somebody said to stand before a report; whoever revises in a circle has none.
fn depth(head: &Head, family: &[&Head]) -> usize {
    let mut depth = 0;
    let mut at = head;
    while let Some(before) = at.revises.as_deref() {
        let Some(earlier) = family.iter().find(|head| head.iri == before) else { break };
        at = earlier;
        depth += 1;
        if depth > family.len() {
            return 0;
        }
    }
    depth
}

/// The versions of one table. Which part of a large one revises which cannot be said: rows move.
fn of_table(heads: &[&Head], versions: &mut BTreeMap<String, Version>) {
    let mut parts: BTreeMap<&TableVersion, Vec<&Head>> = BTreeMap::new();
    for head in heads {
        if let Some(table) = &head.table {
            parts.entry(table).or_default().push(head);
        }
    }
    let mut tables: Vec<(&TableVersion, Vec<&Head>)> = parts.into_iter().collect();
    let day = |parts: &[&Head]| parts.iter().filter_map(|head| head.published.clone()).max();
    tables.sort_by_key(|(table, parts)| (day(parts), table.revision, &table.version));
    for (place, (_, parts)) in tables.iter().enumerate() {
        let later = tables.get(place + 1);
        let before = place.checked_sub(1).map(|before| &tables[before].1);
        let before = before.filter(|before| before.len() == 1 && parts.len() == 1);
        for head in parts {
            let version = Version {
                revises: before.map(|before| before[0].iri.clone()),
                is_replaced: later.is_some(),
                replaced_on: later.and_then(|(_, parts)| day(parts)),
                // A row that is no longer in a table is taken out of it; nothing else becomes of it.
                ..Version::default()
            };
            versions.insert(head.iri.clone(), version);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(iri: &str, url: Option<&str>, published: Option<&str>) -> Head {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Head { iri: iri.to_owned(), url: own(url), published: own(published), ..Head::default() }
    }

    fn part(iri: &str, version: &str, revision: u32, published: Option<&str>) -> Head {
        let (table, version) = ("t".to_owned(), version.to_owned());
        let table = Some(TableVersion { table, version, revision });
        Head { table, ..head(iri, Some("u"), published) }
    }

    #[test]
    fn the_latest_version_stands_whatever_the_order() {
        let heads = [
            head("b", Some("u"), Some("2026-01-03")),
            head("a", Some("u"), Some("2026-01-05")),
            head("c", None, Some("2026-01-05")),
        ];
        let versions = versions(&heads);
        assert!(versions["b"].is_replaced);
        assert_eq!(versions["b"].replaced_on.as_deref(), Some("2026-01-05"));
        assert_eq!(versions["a"].revises.as_deref(), Some("b"));
        assert!(!versions["a"].is_replaced);
        assert!(!versions.contains_key("c"));
    }

    #[test]
    fn what_is_said_to_revise_a_report_comes_after_it_whatever_the_days() {
        let revises = |iri: &str, other: &str, day| Head {
            revises: Some(other.to_owned()),
            ..head(iri, None, day)
        };
        let mut heads = [
            revises("a", "b", Some("2026-01-01")),
            head("b", None, Some("2026-01-09")),
            revises("c", "a", None),
            head("d", Some("u"), None),
        ];
        for _ in 0..heads.len() {
            heads.rotate_left(1);
            let versions = versions(&heads);
            assert_eq!(versions["b"].later, ["a", "c"]);
            assert!(!versions["c"].is_replaced && !versions["d"].is_replaced);
        }
        let circle = [revises("x", "y", None), revises("y", "x", None)];
        assert_eq!(versions(&circle)["x"].later, ["y"]);
    }

    #[test]
    fn all_parts_of_a_table_stand_and_fall_together() {
        let heads = [
            part("a", "1", 0, None),
            part("b", "1", 0, None),
            part("c", "0", 1, None),
            part("d", "0", 1, None),
            head("e", Some("u"), None),
        ];
        let versions = versions(&heads);
        let replaced = |iri: &str| versions[iri].is_replaced;
        assert_eq!(["a", "b", "c", "d", "e"].map(replaced), [true, true, false, false, false]);
        assert_eq!(versions["c"].revises, None);
    }

    #[test]
    fn the_day_of_a_table_goes_before_the_order_of_imports() {
        let heads = [part("a", "1", 0, Some("2026-02-01")), part("b", "2", 1, Some("2026-01-01"))];
        let versions = versions(&heads);
        assert!(versions["b"].is_replaced && !versions["a"].is_replaced);
        assert_eq!(versions["a"].revises.as_deref(), Some("b"));
        assert_eq!(versions["b"].replaced_on.as_deref(), Some("2026-02-01"));
    }
}
