//! A mapping out of its TOML.

use super::document::{Document, Node, listed};
use super::{About, ClaimRule, Condition, Conditions, EntityRule, Layout, Link, Mapping};
use super::{StrengthRule, TimeRule, Value};
use crate::gazetteer::nearest;
use crate::import::ImportError;
use crate::ontology::Ontology;

type Result<T> = std::result::Result<T, ImportError>;

/// What a claim may say of itself, and what may stand under `[every_claim]`.
const CIRCUMSTANCES: [&str; 7] =
    ["place", "time", "strength", "polarity", "certainty", "planned", "attribution"];
const KINDS: [&str; 6] = ["outlet", "person", "organization", "country", "anonymous", "document"];

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

fn claim(
    node: Node<'_>,
    common: &ClaimRule,
    entities: &[EntityRule],
    ontology: &Ontology,
) -> Result<ClaimRule> {
    let mut known = vec!["when", "subject", "relation", "object"];
    known.extend(CIRCUMSTANCES);
    let mut rule = ClaimRule { name: node.key.to_owned(), ..common.clone() };
    let (mut subject, mut relation) = (None, None);
    for node in node.fields(&known)? {
        match node.key {
            "when" => rule.when = conditions(node)?,
            "subject" => subject = Some(named(node, entities)?),
            "object" => rule.object = Some(named(node, entities)?),
            "relation" => relation = Some((node, relation_of(node, ontology)?)),
            _ => circumstance(node, &mut rule, entities)?,
        }
    }
    let missing = |field: &str, hint: &str| {
        node.error(format!("[claim.{}] has no `{field}`; {hint}", node.key))
    };
    rule.subject = subject.ok_or_else(|| missing("subject", "name an entity of the mapping"))?;
    let (place, relation) =
        relation.ok_or_else(|| missing("relation", "write one such as \"attacked\""))?;
    rule.relation = relation;
    fits(place, &rule, entities, ontology)?;
    Ok(rule)
}

/// Refuses a claim that can never be made: a toll with an object, a relation to the wrong class.
fn fits(
    node: Node<'_>,
    rule: &ClaimRule,
    entities: &[EntityRule],
    ontology: &Ontology,
) -> Result<()> {
    for relation in rule.relation.words().iter().filter_map(|name| ontology.relation(name)) {
        let name = &relation.name;
        match rule.object {
            Some(_) if relation.toll => {
                let hint =
                    "leave `object` out: what was hit is the subject, the number its strength";
                return Err(node.error(format!("`{name}` counts people; {hint}")));
            }
            None if !relation.toll => {
                return Err(node.error(format!("`{name}` needs an `object`")));
            }
            _ => {}
        }
        let fixed = |entity: usize| entities[entity].kind.fixed.as_deref();
        let ends = [
            (fixed(rule.subject), &relation.domain, "subject"),
            (rule.object.and_then(fixed), &relation.range, "object"),
        ];
        for (kind, wanted, end) in ends {
            let (Some(kind), Some(wanted)) = (kind, wanted) else { continue };
            if !ontology.is_a(kind, wanted) && !ontology.is_a(wanted, kind) {
                let problem = format!("the {end} of `{name}` is no {kind}, but some {wanted}");
                return Err(node.error(problem));
            }
        }
    }
    Ok(())
}

/// The number of the entity that a claim names.
fn named(node: Node<'_>, entities: &[EntityRule]) -> Result<usize> {
    let key = node.text()?;
    entities.iter().position(|entity| entity.key == key).ok_or_else(|| {
        let known: Vec<&str> = entities.iter().map(|entity| entity.key.as_str()).collect();
        let hint = nearest(&key, &known).unwrap_or_else(|| {
            format!("write a table [entity.{key}]; there are {}", listed(&known))
        });
        node.error(format!("no entity of the mapping is called `{key}`; {hint}"))
    })
}

/// A relation, or cells that stand for some; without `values` cells are relations themselves.
fn relation_of(node: Node<'_>, ontology: &Ontology) -> Result<Value> {
    let known: Vec<&str> = ontology.relations().map(|known| known.name.as_str()).collect();
    let mut value = word(node, None)?;
    if let Some(bad) = value.words().iter().find(|word| !known.contains(word)) {
        let hint = nearest(bad, &known).unwrap_or_else(|| format!("there are {}", listed(&known)));
        return Err(node.error(format!("`{bad}` is no relation; {hint}")));
    }
    if value.column.is_some() && value.values.is_empty() && value.otherwise.is_none() {
        let names = ontology.relations().flat_map(|relation| {
            let own = (relation.name.clone(), relation.name.clone());
            [own, (relation.label.clone(), relation.name.clone())]
        });
        value.values = names.collect();
        value.open = false;
    }
    Ok(value)
}

fn circumstance(node: Node<'_>, rule: &mut ClaimRule, entities: &[EntityRule]) -> Result<()> {
    match node.key {
        "place" => rule.place = Some(named(node, entities)?),
        "time" => rule.time = Some(time(node)?),
        "strength" => rule.strength = Some(strength(node)?),
        "polarity" => rule.polarity = Some(word(node, Some(&["asserted", "denied"]))?),
        "certainty" => {
            rule.certainty = Some(word(node, Some(&["certain", "probable", "possible"]))?);
        }
        "planned" => rule.planned = Some(word(node, Some(&["true", "false"]))?),
        _ => rule.attribution = node.elements()?.into_iter().map(link).collect::<Result<_>>()?,
    }
    Ok(())
}

fn time(node: Node<'_>) -> Result<TimeRule> {
    let mut rule = TimeRule::default();
    if !node.is_table() {
        rule.start = Some(cell(node)?);
        return Ok(rule);
    }
    for node in node.fields(&["start", "end", "precision"])? {
        match node.key {
            "start" => rule.start = Some(cell(node)?),
            "end" => rule.end = Some(cell(node)?),
            _ => rule.precision = Some(word(node, Some(&["day", "week", "month", "year"]))?),
        }
    }
    if rule.start.is_none() && rule.end.is_none() {
        return Err(node.error("`time` has neither `start` nor `end`; write a column for one"));
    }
    Ok(rule)
}

fn strength(node: Node<'_>) -> Result<StrengthRule> {
    let mut rule = StrengthRule::default();
    if !node.is_table() {
        rule.best = Some(cell(node)?);
        return Ok(rule);
    }
    for node in node.fields(&["best", "min", "max", "unit"])? {
        match node.key {
            "best" => rule.best = Some(cell(node)?),
            "min" => rule.min = Some(cell(node)?),
            "max" => rule.max = Some(cell(node)?),
            _ => rule.unit = Some(word(node, None)?),
        }
    }
    if rule.best.is_none() && rule.min.is_none() && rule.max.is_none() {
        let hint = "write a column for `best`, or for `min` and `max`";
        return Err(node.error(format!("`strength` has no number; {hint}")));
    }
    Ok(rule)
}

fn link(node: Node<'_>) -> Result<Link> {
    let (mut names, mut kind, mut split) = (None, None, None);
    for node in node.fields(&["names", "kind", "split"])? {
        match node.key {
            "names" => names = Some(cell(node)?),
            "kind" => kind = Some(word(node, Some(&KINDS))?),
            _ => split = Some(between(node)?),
        }
    }
    let missing = |field: &str| {
        let hint = "write attribution = { names = \"a column\", kind = \"outlet\" }";
        node.error(format!("a link of `attribution` has no `{field}`; {hint}"))
    };
    let names = names.ok_or_else(|| missing("names"))?;
    Ok(Link { names, kind: kind.ok_or_else(|| missing("kind"))?, split })
}

/// What stands between several names.
fn between(node: Node<'_>) -> Result<String> {
    let text = node.text()?;
    if text.trim().is_empty() {
        return Err(node.error("`split` is empty; write what stands between names, such as \";\""));
    }
    Ok(text)
}

fn conditions(node: Node<'_>) -> Result<Conditions> {
    let mut conditions = Vec::new();
    for node in node.fields(&[])? {
        let (line, column) = (node.line(), node.key.to_owned());
        let mut condition = Condition { line, column, ..Condition::default() };
        if node.is_table() {
            for node in node.fields(&["not"])? {
                condition.not = true;
                condition.values = node.texts()?;
            }
        } else {
            condition.values = node.texts()?;
        }
        if condition.values.is_empty() {
            return Err(node.error("a condition needs a value, a list, or { not = … }"));
        }
        conditions.push(condition);
    }
    Ok(conditions)
}

/// Where a cell comes from: a plain text is the name of a column.
fn cell(node: Node<'_>) -> Result<Value> {
    if node.is_table() {
        return Ok(Value { open: true, ..source(node)? });
    }
    Ok(Value { line: node.line(), column: Some(node.text()?), open: true, ..Value::default() })
}

/// Where a word of ours comes from: a plain text is the word. With `known` there are no others.
fn word(node: Node<'_>, known: Option<&[&str]>) -> Result<Value> {
    let mut value = if node.is_table() {
        source(node)?
    } else {
        Value { line: node.line(), fixed: Some(node.text()?), ..Value::default() }
    };
    if let Some(known) = known {
        if let Some(bad) = value.words().iter().find(|word| !known.contains(word)) {
            let hint =
                nearest(bad, known).unwrap_or_else(|| format!("there are {}", listed(known)));
            return Err(node.error(format!("`{}` is never `{bad}`; {hint}", node.key)));
        }
        if value.values.is_empty() && value.otherwise.is_none() {
            value.values = known.iter().map(|word| ((*word).into(), (*word).into())).collect();
        }
    }
    value.open = value.values.is_empty();
    Ok(value)
}

fn source(node: Node<'_>) -> Result<Value> {
    let mut value = Value { line: node.line(), ..Value::default() };
    for node in node.fields(&["column", "value", "values", "otherwise"])? {
        match node.key {
            "column" => value.column = Some(node.text()?),
            "value" => value.fixed = Some(node.text()?),
            "otherwise" => value.otherwise = Some(node.text()?),
            _ => {
                for node in node.fields(&[])? {
                    value.values.push((node.key.to_owned(), node.text()?));
                }
            }
        }
    }
    let by_name = node.key == "kind" && !value.values.is_empty();
    match (&value.column, &value.fixed) {
        (Some(_), Some(_)) => Err(node.error("`column` and `value` exclude each other")),
        (None, None) if !by_name => {
            Err(node.error(format!("`{}` has neither `column` nor `value`", node.key)))
        }
        _ => Ok(value),
    }
}

impl Value {
    /// The words that it can give, as far as the mapping says them.
    fn words(&self) -> Vec<&str> {
        let given = self.values.iter().map(|(_, word)| word);
        let words = self.fixed.iter().chain(given).chain(&self.otherwise);
        words.map(String::as_str).filter(|word| !word.is_empty()).collect()
    }
}
