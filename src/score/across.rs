//! What several reports say together, from their texts and from what people annotated in them: whether
//! as many reports and origins are counted for a statement, and the same contradictions found.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::{GoldReport, GoldSet, Unreadable};
use crate::corroborate::{Corroboration, Input, Kind, Policy};
use crate::model::{Document, Reading, Report};
use crate::pipeline::Knowledge;
use crate::store::Store;

/// How much of what annotated reports say together is found in their texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Across {
    /// Statements that several annotated reports assert.
    pub shared: usize,
    /// Those of them that are read in any report.
    pub read: usize,
    /// Those for which as many reports are counted.
    pub right_reports: usize,
    /// Those for which as many independent origins are counted.
    pub right_origins: usize,
    /// Statements for which more origins are counted than people's annotations have.
    pub too_many_origins: usize,
    /// Contradictions between annotated claims.
    pub contradictions: usize,
    /// Contradictions between claims that were read.
    pub found: usize,
    /// Those that are between the same two statements in the same way.
    pub right_contradictions: usize,
}

/// Subject, relation and object by their addresses.
type Said = (String, String, String);

/// What the reports of a folder, or of several, say together.
struct Together {
    /// Reports and origins of each statement, whatever its time; the most of them.
    counts: BTreeMap<Said, (usize, usize)>,
    contradictions: BTreeSet<(Kind, Said, Said)>,
}

/// Holds what `predict` reads in all reports of some sets together against what people annotated.
///
/// # Errors
/// If a text cannot be read.
pub fn across(
    sets: &[GoldSet],
    predict: impl Fn(&GoldReport) -> Option<Document>,
    knowledge: &Knowledge,
) -> Result<Across, Unreadable> {
    let (mut annotated, mut read) = (Vec::new(), Vec::new());
    let mut reader = knowledge.reader();
    for gold in sets.iter().flat_map(|set| &set.reports) {
        let (title, url) = (gold.document.title.clone(), gold.document.url.clone());
        let report = Report { title, url, ..gold.report()? };
        let iri = knowledge.namer().report(&report);
        let given = Report { document: Some(gold.document.clone()), ..report.clone() };
        let document = reader.read(&given);
        annotated.push(Reading::new(iri.clone(), report.clone(), document));
        read.push(Reading::new(iri, report, predict(gold).unwrap_or_default()));
    }
    let (annotated, read) = (Together::of(annotated, knowledge), Together::of(read, knowledge));
    Ok(annotated.compare(&read))
}

impl Together {
    fn of(mut readings: Vec<Reading>, knowledge: &Knowledge) -> Together {
        readings.sort_by(|a, b| a.iri.cmp(&b.iri));
        readings.dedup_by(|a, b| a.iri == b.iri);
        let versions = Store::versions(&readings);
        let is_replaced =
            |reading: &&Reading| versions.get(&reading.iri).is_some_and(|it| it.is_replaced);
        let last: Vec<&Reading> = readings.iter().filter(|it| !is_replaced(it)).collect();
        let corroboration = Corroboration::of(Input {
            readings: &last,
            left_out: &[],
            ontology: knowledge.ontology(),
            namer: knowledge.namer(),
            policy: &Policy::default(),
        });
        Together { counts: counts(&corroboration), contradictions: contradictions(&corroboration) }
    }

    fn compare(&self, read: &Together) -> Across {
        let mut across = Across {
            contradictions: self.contradictions.len(),
            found: read.contradictions.len(),
            right_contradictions: self.contradictions.intersection(&read.contradictions).count(),
            ..Across::default()
        };
        for (said, (reports, origins)) in self.counts.iter().filter(|(_, count)| count.0 > 1) {
            across.shared += 1;
            if let Some(found) = read.counts.get(said) {
                across.read += 1;
                across.right_reports += usize::from(found.0 == *reports);
                across.right_origins += usize::from(found.1 == *origins);
                across.too_many_origins += usize::from(found.1 > *origins);
            }
        }
        across
    }
}

fn counts(corroboration: &Corroboration) -> BTreeMap<Said, (usize, usize)> {
    let mut counts: BTreeMap<Said, (usize, usize)> = BTreeMap::new();
    for standing in corroboration.standings.iter().filter(|standing| !standing.planned) {
        let asserting = corroboration.accounts_of(&standing.statement, false);
        let own = asserting.iter().find(|account| account.statement == standing.statement);
        let Some(account) = own else { continue };
        let what = &account.what;
        let said = (what.subject.clone(), what.relation.clone(), what.object.clone());
        let count = counts.entry(said).or_default();
        count.0 = count.0.max(standing.asserted.reports.len());
        count.1 = count.1.max(standing.asserted.origins());
    }
    counts
}

fn contradictions(corroboration: &Corroboration) -> BTreeSet<(Kind, Said, Said)> {
    let said = |place: usize| {
        let what = &corroboration.accounts[place].what;
        (what.subject.clone(), what.relation.clone(), what.object.clone())
    };
    let found = corroboration.contradictions.iter().map(|found| {
        let mut ends = found.between.map(said);
        ends.sort();
        let [one, other] = ends;
        (found.kind, one, other)
    });
    found.collect()
}

/// The section of the committed page.
pub fn markdown(sets: &[String], across: &Across) -> String {
    let mut page = format!("\n## Across reports: {}\n\n", sets.join(" and "));
    page.push_str(
        "What the texts say together against what people annotated in them: statements that several\n\
         annotated reports assert, those of them that are read at all, and those for which as many\n\
         reports and as many independent origins are counted; contradictions between claims.\n\n",
    );
    page.push_str("| of statements in several reports | all | read | reports right | origins right | too many origins |\n");
    page.push_str("|---|---:|---:|---:|---:|---:|\n");
    let Across { shared, read, right_reports, right_origins, too_many_origins, .. } = across;
    let _ = writeln!(
        page,
        "| | {shared} | {read} | {right_reports} | {right_origins} | {too_many_origins} |\n"
    );
    page.push_str("| contradictions | annotated | found | right |\n|---|---:|---:|---:|\n");
    let Across { contradictions, found, right_contradictions, .. } = across;
    let _ = writeln!(page, "| | {contradictions} | {found} | {right_contradictions} |");
    page
}
