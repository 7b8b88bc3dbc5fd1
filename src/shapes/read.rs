//! Shapes out of their triples. What this program does not know is refused, never passed over.

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term};
use regex::RegexBuilder;

use super::ShapesError;
use super::data::as_node;
use super::path::Path;
use super::select::Select;
use super::shape::{Bound, Constraint, NodeKind, Shape, Target};
use super::source::Source;
use crate::vocab::{rdf, rdfs, sh};

/// What a shape may say that is no constraint.
const ABOUT: [&str; 13] = [
    "path",
    "targetNode",
    "targetClass",
    "targetSubjectsOf",
    "targetObjectsOf",
    "message",
    "severity",
    "deactivated",
    "name",
    "description",
    "order",
    "group",
    "defaultValue",
];

/// The sorts of nodes that a value may be: address, blank node, literal.
const NODE_KINDS: [(&str, [bool; 3]); 6] = [
    ("IRI", [true, false, false]),
    ("BlankNode", [false, true, false]),
    ("Literal", [false, false, true]),
    ("BlankNodeOrIRI", [true, true, false]),
    ("BlankNodeOrLiteral", [false, true, true]),
    ("IRIOrLiteral", [true, false, true]),
];

/// The shapes that have targets, sorted by name, each with all that it refers to.
pub(super) fn shapes(source: &Source) -> Result<Vec<Shape>, ShapesError> {
    if let Some(component) = source.of_class(sh::CONSTRAINT_COMPONENT).first() {
        let problem = "constraint components of one's own are not supported".to_owned();
        return Err(source.error(component, problem));
    }
    let mut targeted = source.with(&[
        sh::TARGET_NODE,
        sh::TARGET_CLASS,
        sh::TARGET_SUBJECTS_OF,
        sh::TARGET_OBJECTS_OF,
        sh::TARGET,
    ]);
    let is_class = |node: &NamedOrBlankNode| {
        let kinds = source.values(node, rdf::TYPE);
        kinds
            .iter()
            .any(|kind| matches!(kind, Term::NamedNode(kind) if kind.as_str() == rdfs::CLASS))
    };
    let shapes = [sh::NODE_SHAPE, sh::PROPERTY_SHAPE].map(|class| source.of_class(class));
    targeted.extend(shapes.into_iter().flatten().filter(is_class));
    targeted.sort_by_cached_key(ToString::to_string);
    targeted.dedup();
    targeted.iter().map(|id| shape(id, source, &mut Vec::new())).collect()
}

/// One shape. `above` are the shapes that refer to it.
fn shape(
    id: &NamedOrBlankNode,
    source: &Source,
    above: &mut Vec<NamedOrBlankNode>,
) -> Result<Shape, ShapesError> {
    if above.contains(id) {
        let problem = "the shape refers to itself, which is not supported".to_owned();
        return Err(source.error(id, problem));
    }
    let severity = match source.one(id, sh::SEVERITY)? {
        Some(severity) => source.iri(id, severity)?,
        None => NamedNode::new_unchecked(sh::VIOLATION),
    };
    let path = match source.one(id, sh::PATH)? {
        Some(node) => Some(path(id, node, source, 0)?),
        None => None,
    };
    above.push(id.clone());
    let mut constraints = Vec::new();
    for (name, value) in source.shacl(id).filter(|(name, _)| !ABOUT.contains(name)) {
        if let Some(constraint) = constraint(id, name, value, path.as_ref(), source, above)? {
            constraints.push(constraint);
        }
    }
    above.pop();
    Ok(Shape {
        id: id.clone(),
        path,
        targets: targets(id, source)?,
        constraints,
        messages: messages(id, source)?,
        severity,
        is_active: is_active(id, source)?,
    })
}

pub(super) fn messages(
    id: &NamedOrBlankNode,
    source: &Source,
) -> Result<Vec<Literal>, ShapesError> {
    let values = source.values(id, sh::MESSAGE).iter();
    values.map(|message| source.literal(id, message)).collect()
}

pub(super) fn is_active(id: &NamedOrBlankNode, source: &Source) -> Result<bool, ShapesError> {
    Ok(!is_true(source.one(id, sh::DEACTIVATED)?))
}

fn is_true(value: Option<&Term>) -> bool {
    matches!(value, Some(Term::Literal(value)) if matches!(value.value(), "true" | "1"))
}

fn targets(id: &NamedOrBlankNode, source: &Source) -> Result<Vec<Target>, ShapesError> {
    let mut targets: Vec<Target> =
        source.values(id, sh::TARGET_NODE).iter().cloned().map(Target::Node).collect();
    for value in source.values(id, sh::TARGET_CLASS) {
        targets.push(Target::Class(source.iri(id, value)?));
    }
    for value in source.values(id, sh::TARGET_SUBJECTS_OF) {
        targets.push(Target::SubjectsOf(source.iri(id, value)?));
    }
    for value in source.values(id, sh::TARGET_OBJECTS_OF) {
        targets.push(Target::ObjectsOf(source.iri(id, value)?));
    }
    let is_class =
        |kind: &Term| matches!(kind, Term::NamedNode(kind) if kind.as_str() == rdfs::CLASS);
    if let (NamedOrBlankNode::NamedNode(class), true) =
        (id, source.values(id, rdf::TYPE).iter().any(is_class))
    {
        targets.push(Target::Class(class.clone()));
    }
    Ok(targets)
}

fn path(
    of: &NamedOrBlankNode,
    node: &Term,
    source: &Source,
    depth: usize,
) -> Result<Path, ShapesError> {
    let unknown = || source.error(of, "its sh:path is of a kind that is not supported".to_owned());
    let id = match node {
        Term::NamedNode(property) => return Ok(Path::Property(property.clone())),
        // No path of use is as deep, and one that goes in a circle is.
        _ if depth > 50 => return Err(unknown()),
        node => as_node(node).ok_or_else(unknown)?,
    };
    let all = |list: &Term| -> Result<Vec<Path>, ShapesError> {
        let members = source.list(of, list)?;
        members.iter().map(|member| path(of, member, source, depth + 1)).collect()
    };
    if !source.values(&id, rdf::FIRST).is_empty() {
        return Ok(Path::Sequence(all(node)?));
    }
    match source.shacl(&id).collect::<Vec<_>>()[..] {
        [("inversePath", inside)] => {
            Ok(Path::Inverse(Box::new(path(of, inside, source, depth + 1)?)))
        }
        [("alternativePath", list)] => Ok(Path::Alternative(all(list)?)),
        _ => Err(unknown()),
    }
}

/// What a property of a shape demands; nothing, where it only adds to another or asks for nothing.
fn constraint(
    id: &NamedOrBlankNode,
    name: &str,
    value: &Term,
    path: Option<&Path>,
    source: &Source,
    above: &mut Vec<NamedOrBlankNode>,
) -> Result<Option<Constraint>, ShapesError> {
    let of_path = ["minCount", "maxCount", "lessThan", "lessThanOrEquals", "uniqueLang"];
    if path.is_none() && of_path.contains(&name) {
        let problem = format!("sh:{name} is for shapes with a sh:path, and this one has none");
        return Err(source.error(id, problem));
    }
    let iri = || source.iri(id, value);
    let number = || {
        let words = source.literal(id, value)?;
        words
            .value()
            .parse::<usize>()
            .map_err(|_| source.error(id, format!("sh:{name} wants a number, and has {value}")))
    };
    let bound = |bound| Ok::<_, ShapesError>(Constraint::Bound(bound, source.literal(id, value)?));
    let mut inner = |value: &Term| {
        let wanted = || source.error(id, format!("sh:{name} wants a shape, and has {value}"));
        shape(&as_node(value).ok_or_else(wanted)?, source, above)
    };
    let mut all = |list: &Term| -> Result<Vec<Shape>, ShapesError> {
        source.list(id, list)?.iter().map(&mut inner).collect()
    };
    Ok(Some(match name {
        "class" => Constraint::Class(iri()?),
        "datatype" => Constraint::Datatype(iri()?),
        "nodeKind" => Constraint::NodeKind(node_kind(id, value, source)?),
        "minCount" => Constraint::MinCount(number()?),
        "maxCount" => Constraint::MaxCount(number()?),
        "minLength" => Constraint::MinLength(number()?),
        "maxLength" => Constraint::MaxLength(number()?),
        "minInclusive" => bound(Bound::MinInclusive)?,
        "minExclusive" => bound(Bound::MinExclusive)?,
        "maxInclusive" => bound(Bound::MaxInclusive)?,
        "maxExclusive" => bound(Bound::MaxExclusive)?,
        "pattern" => pattern(id, &source.literal(id, value)?, source)?,
        "flags" if !source.values(id, sh::PATTERN).is_empty() => return Ok(None),
        "uniqueLang" if is_true(Some(value)) => Constraint::UniqueLang,
        "uniqueLang" => return Ok(None),
        "equals" => Constraint::Equals(iri()?),
        "disjoint" => Constraint::Disjoint(iri()?),
        "lessThan" => Constraint::LessThan(iri()?),
        "lessThanOrEquals" => Constraint::LessThanOrEquals(iri()?),
        "in" => Constraint::In(source.list(id, value)?),
        "hasValue" => Constraint::HasValue(value.clone()),
        "not" => Constraint::Not(inner(value)?),
        "and" => Constraint::And(all(value)?),
        "or" => Constraint::Or(all(value)?),
        "xone" => Constraint::Xone(all(value)?),
        "node" => Constraint::Node(inner(value)?),
        "property" => Constraint::Property(inner(value)?),
        "sparql" => Constraint::Sparql(Box::new(Select::read(id, value, path, source)?)),
        unknown => {
            let problem =
                format!("sh:{unknown} is not supported; take it out, or say it in SPARQL");
            return Err(source.error(id, problem));
        }
    }))
}

fn node_kind(
    id: &NamedOrBlankNode,
    value: &Term,
    source: &Source,
) -> Result<NodeKind, ShapesError> {
    let named = source.iri(id, value)?;
    let kind = NODE_KINDS
        .into_iter()
        .find(|(name, _)| named.as_str().strip_prefix(sh::NAMESPACE) == Some(name));
    let unknown = || source.error(id, format!("{value} is no kind of node"));
    let (name, [iri, blank, literal]) = kind.ok_or_else(unknown)?;
    Ok(NodeKind { name, iri, blank, literal })
}

/// A regular expression with the flags of the shape, as SPARQL's REGEX has them.
fn pattern(
    id: &NamedOrBlankNode,
    pattern: &Literal,
    source: &Source,
) -> Result<Constraint, ShapesError> {
    let mut builder = RegexBuilder::new(pattern.value());
    if let Some(flags) = source.one(id, sh::FLAGS)? {
        for flag in source.literal(id, flags)?.value().chars() {
            match flag {
                's' => builder.dot_matches_new_line(true),
                'm' => builder.multi_line(true),
                'i' => builder.case_insensitive(true),
                'x' => builder.ignore_whitespace(true),
                other => {
                    return Err(source.error(id, format!("the flag `{other}` is not supported")));
                }
            };
        }
    }
    let problem = |error: regex::Error| {
        let error = error.to_string();
        let last = error.lines().last().unwrap_or_default();
        source.error(id, format!("sh:pattern is no regular expression: {}", last.trim()))
    };
    Ok(Constraint::Pattern(builder.build().map_err(problem)?))
}
