//! Words that say what kind of thing a name is of: "Kursk region", "the city of Basra".

use std::collections::HashMap;
use std::sync::OnceLock;

use super::fold::fold;

/// The types of things that such a word stands for.
pub(crate) fn kinds(word: &str) -> Option<&'static [String]> {
    list().get(fold(word).as_str()).map(Vec::as_slice)
}

/// A surface without its descriptor, and what the descriptor says.
pub(crate) fn strip(surface: &str) -> Option<(&str, &'static [String])> {
    let surface = surface.trim();
    for (at, _) in surface.match_indices([' ', '-']) {
        if let Some(kinds) = kinds(&surface[at + 1..]) {
            return Some((&surface[..at], kinds));
        }
    }
    let (head, core) = surface.split_once(" of ")?;
    Some((core, kinds(head)?))
}

/// `data/gazetteer/descriptors.csv`, read when it is first asked for.
fn list() -> &'static HashMap<String, Vec<String>> {
    static LIST: OnceLock<HashMap<String, Vec<String>>> = OnceLock::new();
    LIST.get_or_init(|| {
        let text = include_str!("../../data/gazetteer/descriptors.csv");
        let rows = text.lines().skip(1).filter_map(|line| line.split_once(','));
        rows.map(|(word, types)| (fold(word), types.split('|').map(str::to_owned).collect()))
            .collect()
    })
}
