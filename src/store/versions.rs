//! Versions of one report: the same address on the web, another text.

use std::collections::BTreeMap;

use super::Head;
use crate::encode::Version;
use crate::model::Reading;

/// What the other versions among readings make of each report.
pub(crate) fn versions_of(readings: &[Reading]) -> BTreeMap<String, Version> {
    let heads: Vec<Head> = readings.iter().map(Head::from).collect();
    versions(&heads)
}

/// What the other versions make of each report, by its address in the graph.
///
/// The order is that of publication; the last one stands. Where two days are equal or unknown the
/// report's own address decides, so that the order of reading does not.
pub(super) fn versions(heads: &[Head]) -> BTreeMap<String, Version> {
    let mut by_url: BTreeMap<&str, Vec<&Head>> = BTreeMap::new();
    for head in heads {
        if let Some(url) = &head.url {
            by_url.entry(url).or_default().push(head);
        }
    }
    let mut versions = BTreeMap::new();
    for mut heads in by_url.into_values() {
        heads.sort_by_key(|head| (&head.published, &head.iri));
        for (place, head) in heads.iter().enumerate() {
            let later = heads.get(place + 1);
            let version = Version {
                revises: place.checked_sub(1).map(|before| heads[before].iri.clone()),
                is_replaced: later.is_some(),
                replaced_on: later.and_then(|later| later.published.clone()),
            };
            versions.insert(head.iri.clone(), version);
        }
    }
    versions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(iri: &str, url: Option<&str>, published: Option<&str>) -> Head {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Head { iri: iri.to_owned(), url: own(url), published: own(published), ..Head::default() }
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
}
