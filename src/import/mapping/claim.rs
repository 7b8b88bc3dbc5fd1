//! What a row claims, as a mapping writes it.

use super::document::{Node, listed};
use super::value::{between, cell, conditions, word};
use super::{ClaimRule, EntityRule, Link, StrengthRule, TimeRule, Value};
use crate::gazetteer::nearest;
use crate::import::ImportError;
use crate::ontology::Ontology;

type Result<T> = std::result::Result<T, ImportError>;

/// What a claim may say of itself, and what may stand under `[every_claim]`.
pub(super) const CIRCUMSTANCES: [&str; 7] =
    ["place", "time", "strength", "polarity", "certainty", "planned", "attribution"];

const KINDS: [&str; 6] = ["outlet", "person", "organization", "country", "anonymous", "document"];

pub(super) fn claim(
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

pub(super) fn circumstance(
    node: Node<'_>,
    rule: &mut ClaimRule,
    entities: &[EntityRule],
) -> Result<()> {
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
