//! Cutting a part out of a network: some relations, days, classes, what is near a thing.

use std::collections::VecDeque;

use oxigraph::model::NamedNodeRef;

use super::Network;
use super::claims::{Ground, local};
use crate::query::{Labels, QueryError, classes, things};
use crate::recognize::normal;
use crate::store::Graph;

/// Which part of a network is wanted; all of it, unless told otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// The addresses of things, and how many edges away from them is seen.
    near: Option<(Vec<String>, usize)>,
    /// The names of classes, with those below them.
    classes: Option<Vec<String>>,
    /// The addresses of relations.
    relations: Option<Vec<String>>,
    since: Option<String>,
    until: Option<String>,
    with_isolated: bool,
}

impl Cut {
    /// The whole network.
    pub fn nothing() -> Cut {
        Cut::default()
    }

    /// Only what is at most so many edges away from things, given by name or address, and the edges
    /// between all that is.
    ///
    /// # Errors
    /// If the graph has nothing of that name.
    pub fn near(mut self, names: &[String], hops: usize, graph: &Graph) -> Result<Cut, QueryError> {
        if !names.is_empty() {
            let found: Result<Vec<_>, _> = names.iter().map(|name| things(name, graph)).collect();
            self.near = Some((found?.concat(), hops));
        }
        Ok(self)
    }

    /// Only edges between things of these classes and those below them.
    ///
    /// # Errors
    /// If the ontology does not have a class.
    pub fn of_classes(mut self, names: &[String], graph: &Graph) -> Result<Cut, QueryError> {
        if !names.is_empty() {
            let found: Result<Vec<_>, _> = names.iter().map(|name| classes(name, graph)).collect();
            self.classes = Some(found?.concat().iter().map(|iri| local(iri).to_owned()).collect());
        }
        Ok(self)
    }

    /// Only claims of these relations, given by name (`deployedTo`), label or address.
    ///
    /// # Errors
    /// If the ontology does not have one.
    pub fn of_relations(mut self, names: &[String], graph: &Graph) -> Result<Cut, QueryError> {
        let relation = |name: &String| {
            let bare = name.strip_prefix("cg:").unwrap_or(name);
            let known = graph.ontology().relations().find(|relation| {
                [&relation.name, &relation.iri].contains(&&bare.to_owned())
                    || normal(&relation.label) == normal(name)
            });
            known.map(|relation| relation.iri.clone()).ok_or_else(|| {
                QueryError(format!(
                    "the ontology has no relation `{name}`; write one such as deployedTo"
                ))
            })
        };
        if !names.is_empty() {
            self.relations = Some(names.iter().map(relation).collect::<Result<_, _>>()?);
        }
        Ok(self)
    }

    /// Only what happened in these days (as in 2026-01-06), or where that is not known was claimed
    /// in them.
    pub fn in_days(mut self, since: Option<String>, until: Option<String>) -> Cut {
        (self.since, self.until) = (since, until);
        self
    }

    /// Also things that are mentioned and have no edge.
    pub fn with_isolated(mut self, with_isolated: bool) -> Cut {
        self.with_isolated = with_isolated;
        self
    }

    /// Whether things without an edge are wanted.
    pub(super) fn wants_isolated(&self) -> bool {
        self.with_isolated
    }

    /// The things that are wanted whether or not they have an edge.
    pub(super) fn centres(&self) -> &[String] {
        self.near.as_ref().map_or(&[], |(centres, _)| centres)
    }

    pub(super) fn has_relation(&self, relation: &str) -> bool {
        self.relations.as_ref().is_none_or(|wanted| wanted.iter().any(|iri| iri == relation))
    }

    /// Whether a thing is of a class that is wanted.
    pub(super) fn has_class(&self, thing: &str, labels: &Labels<'_>) -> bool {
        let class = || super::nodes::class(NamedNodeRef::new_unchecked(thing), labels);
        self.classes.as_ref().is_none_or(|wanted| wanted.contains(&class()))
    }

    /// Whether a claim speaks of these days. One without any day speaks of none.
    pub(super) fn takes(&self, ground: &Ground) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let Some((start, end)) = ground.days() else { return false };
        let ends_before = self.since.as_deref().zip(end).is_some_and(|(since, end)| end < since);
        let begins_after =
            self.until.as_deref().zip(start).is_some_and(|(until, start)| start > until);
        !ends_before && !begins_after
    }
}

impl Network {
    /// Leaves out what is farther away than wanted.
    pub(super) fn keep_near(&mut self, cut: &Cut) {
        let Some((centres, hops)) = &cut.near else { return };
        let simple = self.simple();
        let mut distance: Vec<Option<usize>> = vec![None; self.nodes.len()];
        let mut open: VecDeque<u32> =
            centres.iter().filter_map(|centre| self.index(centre)).collect();
        open.iter().for_each(|&centre| distance[centre as usize] = Some(0));
        while let Some(node) = open.pop_front() {
            let next = distance[node as usize].map_or(1, |so_far| so_far + 1);
            for neighbor in simple.neighbors(node.into()) {
                if next <= *hops && distance[neighbor.index()].is_none() {
                    distance[neighbor.index()] = Some(next);
                    open.push_back(neighbor.index() as u32);
                }
            }
        }
        let mut is_near = distance.iter().map(Option::is_some);
        self.nodes.retain(|_| is_near.next().unwrap_or_default());
        let edges = std::mem::take(&mut self.edges);
        let has = |iri: &str| self.index(iri).is_some();
        self.edges =
            edges.into_iter().filter(|edge| has(&edge.source) && has(&edge.target)).collect();
    }
}
