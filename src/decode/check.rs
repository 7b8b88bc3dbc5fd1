//! What was decoded, encoded once more and compared with what was there.

use std::collections::BTreeMap;

use oxigraph::model::{Quad, Term};
use rayon::prelude::*;

use super::derived::Derived;
use super::dump::{DEFAULT, Dump};
use super::{Finding, Findings};
use crate::encode::{Encoder, Version};
use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::store::{address, is_label, label_forms, versions_of};
use crate::vocab::{cg, skos};

/// What is there and does not come out again, and what comes out and is not there.
pub(super) fn check(
    dump: &Dump,
    readings: &[Reading],
    namer: &Namer,
    ontology: &Ontology,
) -> Vec<Finding> {
    let encoder = Encoder::new(ontology, namer);
    let versions = versions_of(readings, ontology);
    let preferred = preferred(dump);
    let mut understood = vec![false; dump.rows().len()];
    let mut findings = Findings::default();
    let encoded = readings.par_iter().map(|reading| {
        let version = versions.get(&reading.iri).cloned().unwrap_or_default();
        of_report(&encoder, reading, &version, dump, &preferred)
    });
    for (places, missing) in encoded.collect::<Vec<_>>() {
        places.into_iter().for_each(|place| understood[place] = true);
        if !missing.is_empty() {
            let what = "triples follow from what was read and are not in the input";
            findings.note(what, false, missing.len(), missing);
        }
    }
    let derived = Derived::of(dump, namer, ontology);
    let (mut foreign, mut ours) = (Vec::new(), Vec::new());
    let rows = dump.rows().iter().zip(&understood);
    for (row, _) in rows.filter(|(row, understood)| !**understood && !derived.has(row)) {
        let is_ours = dump.iri(row[0]).is_some_and(|iri| iri.starts_with(namer.base()))
            || dump.iri(row[1]).is_some_and(|iri| cg::ALL.contains(&iri));
        if is_ours { ours.push(row) } else { foreign.push(row) }
    }
    for (what, is_loss, rows) in [
        ("triples of ours do not fit together and are left out", true, ours),
        ("triples are not ours and are left out", false, foreign),
    ] {
        if !rows.is_empty() {
            let mut shown: Vec<String> = rows.iter().map(|row| dump.shown(row)).collect();
            shown.sort();
            findings.note(what, is_loss, rows.len(), shown);
        }
    }
    findings.finish()
}

/// The places of what a reading brings, and what of it is not there.
fn of_report(
    encoder: &Encoder<'_>,
    reading: &Reading,
    version: &Version,
    dump: &Dump,
    preferred: &BTreeMap<&str, &str>,
) -> (Vec<usize>, Vec<String>) {
    let report = dump.find(&reading.iri);
    let (mut places, mut missing) = (Vec::new(), Vec::new());
    let record = |quad: &Quad| quad.graph_name.is_default_graph();
    for quad in encoder.quads(reading, version).into_iter().filter(record) {
        let found: Vec<usize> = match forms(&quad, preferred) {
            Some(forms) => forms.iter().flat_map(|form| dump.places(form)).collect(),
            None => dump.places(&quad).collect(),
        };
        if found.is_empty() {
            missing.push(format!("{} {} {}", quad.subject, quad.predicate, quad.object));
        }
        places.extend(found.into_iter().filter(|place| {
            let graph = dump.rows()[*place][3];
            graph == DEFAULT || Some(graph) == report
        }));
    }
    (places, missing)
}

/// The forms in which a label may be there, of a thing that has a preferred one: which of its names are
/// preferred depends on whether somebody has settled them, and on what other reports call it.
fn forms(quad: &Quad, preferred: &BTreeMap<&str, &str>) -> Option<[Quad; 2]> {
    let (Term::Literal(label), true) = (&quad.object, is_label(quad)) else { return None };
    preferred.get(address(&quad.subject))?;
    Some(label_forms(&quad.subject, label.value()))
}

/// The preferred label of each thing that has one.
fn preferred(dump: &Dump) -> BTreeMap<&str, &str> {
    let property = dump.find(skos::PREF_LABEL);
    let mut preferred: BTreeMap<&str, &str> = BTreeMap::new();
    for row in dump.rows().iter().filter(|row| Some(row[1]) == property) {
        if let (Some(thing), Term::Literal(label)) = (dump.iri(row[0]), dump.term(row[2])) {
            let first = preferred.entry(thing).or_insert(label.value());
            *first = label.value().min(*first);
        }
    }
    preferred
}
