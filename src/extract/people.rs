//! What sort of people a group without a name is, by its noun: "armed men" are not "villagers".

use std::collections::HashMap;
use std::sync::LazyLock;

/// The sort (`armed`, `state`, `civil`) of the people that a name without a proper name speaks of.
pub(super) fn sort(name: &str) -> Option<&'static str> {
    let noun = head(name).to_lowercase();
    let plural = ["s", "es"].into_iter().filter_map(|ending| noun.strip_suffix(ending));
    let irregular = [("ies", "y"), ("men", "man"), ("women", "woman")].into_iter();
    let irregular =
        irregular.filter_map(|(many, one)| Some(format!("{}{one}", noun.strip_suffix(many)?)));
    let forms = std::iter::once(noun.clone()).chain(plural.map(str::to_owned)).chain(irregular);
    forms.into_iter().find_map(|form| SORTS.get(form.as_str()).copied())
}

/// Whether a name is one plain word, which tells nobody who is meant: "men", "positions".
pub(super) fn is_bare(name: &str) -> bool {
    !name.contains(char::is_uppercase) && name.split_whitespace().count() < 2
}

/// The word that the others qualify: "militias" in "Iraqi militias of the south".
fn head(name: &str) -> &str {
    const BEHIND: [&str; 8] = ["of", "from", "in", "at", "with", "on", "near", "loyal"];
    let words = name.split_whitespace();
    words.take_while(|word| !BEHIND.contains(word)).last().unwrap_or(name)
}

static SORTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let table = include_str!("../../data/lexicon/collectives.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.nth(1)?))
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_noun_tells_the_sort() {
        assert_eq!(sort("Iraqi militias"), Some("armed"));
        assert_eq!(sort("armed men of the south"), Some("civil"));
        assert_eq!(sort("Turkish soldiers"), Some("state"));
        assert_eq!(sort("Turkish tulips"), None);
        assert!(is_bare("fighters") && !is_bare("Iraqi fighters"));
    }
}
