//! A mapping out of its TOML.

use super::claim::{CIRCUMSTANCES, circumstance, claim};
use super::document::{Document, Node};
use super::value::{between, cell, conditions, word};
use super::{About, ClaimRule, EntityRule, Layout, Mapping, Value};
use crate::gazetteer::nearest;
use crate::import::ImportError;
use crate::ontology::Ontology;

type Result<T> = std::result::Result<T, ImportError>;

/// Reads a mapping; its name and digest are not yet known.
pub(super) fn mapping(path: &str, text: &str, ontology: &Ontology) -> Result<Mapping> {
    let document = Document { path, text };
    let tree = document.parse()?;
    let known = ["table", "report", "entity", "every_claim", "claim", "skip"];
    let mut mapping = Mapping::default();
    let (mut every, mut claims) = (None, Vec::new());
    for node in document.fields(tree.get_ref(), &known)? {
        match node.key {
            "table" => mapping.layout = layout(node)?,
            "report" => mapping.report = about(node)?,
            "entity" => {
                let entities = node.fields(&[])?.into_iter();
                mapping.entities =
                    entities.map(|node| entity(node, ontology)).collect::<Result<_>>()?;
            }
            "every_claim" => every = Some(node),
            "claim" => claims = node.fields(&[])?,
            _ => {
                for node in node.elements()? {
                    for node in node.fields(&["when"])? {
                        mapping.skip.push(conditions(node)?);
                    }
                }
            }
        }
    }
    if claims.is_empty() {
        let hint = "write a table such as [claim.clash] with `subject`, `relation` and `object`";
        return Err(document.error(1, format!("it makes no claim; {hint}")));
    }
    let mut common = ClaimRule::default();
    for node in every.map(|node| node.fields(&CIRCUMSTANCES)).transpose()?.unwrap_or_default() {
        circumstance(node, &mut common, &mapping.entities)?;
    }
    for node in claims {
        let claim = claim(node, &common, &mapping.entities, ontology)?;
        mapping.claims.push(claim);
    }
    Ok(mapping)
}

fn layout(node: Node<'_>) -> Result<Layout> {
    let mut layout = Layout::default();
    for node in node.fields(&["separator", "encoding", "absent", "dates", "quote"])? {
        match node.key {
            "separator" => layout.separator = Some(separator(node)?),
            "encoding" => layout.encoding = Some(node.text()?),
            "absent" => layout.absent = node.texts()?,
            "quote" => {
                let line = node.line();
                layout.quote = node.texts()?.into_iter().map(|column| (line, column)).collect();
            }
            _ => {
                layout.dates = node.texts()?;
                if let Some(bad) = layout.dates.iter().find(|format| !is_date_format(format)) {
                    let hint = "write %Y for the year, %m for the month, %d for the day: %d/%m/%Y";
                    return Err(node.error(format!("`{bad}` is no way to write days; {hint}")));
                }
            }
        }
    }
    Ok(layout)
}

fn separator(node: Node<'_>) -> Result<u8> {
    let text = node.text()?;
    match text.as_str() {
        "tab" | "\t" => Ok(b'\t'),
        one if one.len() == 1 && !one.starts_with(['"', '\n', '\r']) => Ok(one.as_bytes()[0]),
        _ => Err(node.error("`separator` must be one character, or \"tab\"")),
    }
}

/// Whether a format gives a whole day, and reads what it writes.
fn is_date_format(format: &str) -> bool {
    let day = jiff::civil::date(2026, 11, 22);
    let written = jiff::fmt::strtime::format(format, day);
    written
        .is_ok_and(|text| jiff::civil::Date::strptime(format, text).is_ok_and(|read| read == day))
}

fn about(node: Node<'_>) -> Result<About> {
    let mut about = About::default();
    for node in node.fields(&["publisher", "title", "url", "published", "language"])? {
        let value = Some(word(node, None)?);
        match node.key {
            "publisher" => about.publisher = value,
            "title" => about.title = value,
            "url" => about.url = value,
            "published" => {
                let day = value.as_ref().and_then(|value| value.fixed.as_deref());
                if let Some(day) = day.filter(|day| crate::read::date(day).is_none()) {
                    let hint = "write one as in 2026-11-22";
                    return Err(node.error(format!("`{day}` is no day; {hint}")));
                }
                about.published = value;
            }
            _ => about.language = value,
        }
    }
    Ok(about)
}

fn entity(node: Node<'_>, ontology: &Ontology) -> Result<EntityRule> {
    let known = ["name", "type", "country", "admin1", "lat", "lon", "split"];
    let mut rule = EntityRule { key: node.key.to_owned(), ..EntityRule::default() };
    let (mut name, mut kind) = (None, None);
    for node in node.fields(&known)? {
        match node.key {
            "name" => name = Some(cell(node)?),
            "type" => kind = Some(class(node, ontology)?),
            "country" => rule.country = Some(cell(node)?),
            "admin1" => rule.admin1 = Some(cell(node)?),
            "lat" => rule.lat = Some(cell(node)?),
            "lon" => rule.lon = Some(cell(node)?),
            _ => rule.split = Some(between(node)?),
        }
    }
    let missing = |field: &str, hint: &str| {
        node.error(format!("[entity.{}] has no `{field}`; {hint}", node.key))
    };
    rule.name = name.ok_or_else(|| missing("name", "write the column with its name"))?;
    rule.kind = kind.ok_or_else(|| missing("type", "write its class, such as \"Militia\""))?;
    if rule.lat.is_some() != rule.lon.is_some() {
        return Err(missing(if rule.lat.is_some() { "lon" } else { "lat" }, "both are needed"));
    }
    Ok(rule)
}

/// A class of the ontology, or cells that stand for some.
fn class(node: Node<'_>, ontology: &Ontology) -> Result<Value> {
    let classes: Vec<&str> = ontology.classes().map(|(name, _)| name).collect();
    let value = word(node, None)?;
    for class in value.words() {
        let fits = |above: &str| ontology.is_a(class, above);
        if !classes.contains(&class) || !(fits("Actor") || fits("Place")) {
            let hint = nearest(class, &classes).unwrap_or_else(|| {
                "write one such as \"Militia\", \"ArmedGroup\", \"Organization\", \"City\""
                    .to_owned()
            });
            return Err(node.error(format!("`{class}` is no class of actors or places; {hint}")));
        }
    }
    Ok(value)
}
