//! Who is said to say what a row says.

use super::cells::Cells;
use super::mapping::Link;
use super::names::Names;
use crate::model::{Attribution, Teller};

/// The chains of tellers of a row, each from the report inward: one for each source that is cited.
///
/// Of links that name as many tellers, the first belongs to the first; a link with one name belongs
/// to all chains. Names of a link that cannot be told apart so are left out, and that is said.
///
/// # Errors
/// If the mapping does not know what a teller is.
pub(super) fn tellings(
    links: &[Link],
    cells: Cells<'_>,
    names: &Names<'_>,
) -> Result<(Vec<Vec<Attribution>>, bool), String> {
    let mut named: Vec<Vec<Attribution>> = Vec::new();
    for link in links {
        let cell = cells.word(&link.names)?.unwrap_or_default();
        let mut tellers = Vec::new();
        for name in pieces(&cell, link.split.as_deref()) {
            let teller =
                Attribution { name: name.to_owned(), kind: kind(link, name, cells, names)? };
            if !tellers.contains(&teller) {
                tellers.push(teller);
            }
        }
        named.push(tellers);
    }
    named.retain(|tellers| !tellers.is_empty());
    let chains = named.first().map_or(0, Vec::len);
    let count = named.len();
    // What more than one chain could have, and not all: nobody knows whose it is.
    let most = if chains == 1 { named.iter().map(Vec::len).max().unwrap_or(1) } else { chains };
    named.retain(|tellers| tellers.len() == 1 || tellers.len() == most);
    let chain = |at: usize| named.iter().filter_map(move |it| it.get(at).or(it.first()).cloned());
    let chains = if named.is_empty() { 0 } else { most };
    Ok(((0..chains).map(|at| chain(at).collect()).collect(), named.len() < count))
}

/// What a teller is: as a column or a list of the mapping says, as the gazetteer knows it, or as
/// the mapping says of all.
fn kind(link: &Link, name: &str, cells: Cells<'_>, names: &Names<'_>) -> Result<Teller, String> {
    let listed =
        link.kind.values.iter().any(|(from, _)| from.to_lowercase() == name.to_lowercase());
    let word = if link.kind.column.is_some() {
        cells.word(&link.kind)?
    } else if listed || link.kind.fixed.is_none() {
        let column = link.names.column.as_deref().unwrap_or_default();
        link.kind.of(name, column)?
    } else {
        link.kind.fixed.clone()
    };
    let said = word.as_deref().and_then(|word| match word {
        "outlet" => Some(Teller::Outlet),
        "person" => Some(Teller::Person),
        "organization" => Some(Teller::Organization),
        "country" => Some(Teller::Country),
        "anonymous" => Some(Teller::Anonymous),
        "document" => Some(Teller::Document),
        _ => None,
    });
    let own = if listed || link.kind.column.is_some() { None } else { names.teller(name) };
    own.or(said).ok_or_else(|| format!("nothing says what kind of source `{name}` is"))
}

/// The parts of a cell that names several.
pub(super) fn pieces<'c>(cell: &'c str, split: Option<&str>) -> Vec<&'c str> {
    let parts: Vec<&str> = match split {
        Some(between) => cell.split(between).collect(),
        None => vec![cell],
    };
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}
