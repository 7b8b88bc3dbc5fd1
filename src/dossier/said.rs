//! A claim as people read it: who says what, when, in which words, in which report.

use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef, Term};

use super::Dossier;
use crate::model::{Strength, Time};
use crate::vocab::{cg, dct, oa, rdf, schema};

/// A claim with the names of everything in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// The address of the claim.
    pub claim: String,
    /// Whom or what it is about.
    pub subject: String,
    /// What people call the relation: "crossed into".
    pub relation: String,
    /// The other end; a toll has none.
    pub object: String,
    /// Whether it is said not to be so.
    pub denied: bool,
    /// How surely, where that is less than certain: "probable", "possible".
    pub certainty: Option<String>,
    /// Whether it is yet to happen.
    pub planned: bool,
    /// When it is said to have happened.
    pub time: Option<Time>,
    /// How many people it is about.
    pub strength: Option<Strength>,
    /// Who is said to say it, the innermost first; empty in the report's own voice.
    pub tellers: Vec<String>,
    /// The words that show it.
    pub quote: String,
    /// The report that it stands in.
    pub report: Citation,
    /// What a later version of the report makes of it: "taken back".
    pub fate: Option<String>,
}

/// A report as a footnote has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The day on which it was published, if that is known.
    pub issued: Option<String>,
    /// Publisher and day, or its name where they are not known.
    pub label: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Its address in the graph.
    pub iri: String,
}

impl Dossier<'_> {
    /// A claim by its address.
    pub fn said(&self, claim: &str) -> Said {
        let states = self.link(claim, cg::STATES);
        let statement =
            states.or_else(|| self.link(claim, cg::FORMERLY_STATED)).unwrap_or_default();
        let [subject, relation, object] = self.statement(&statement);
        let event = self.link(claim, cg::EVENT).unwrap_or_default();
        let certainty = self.link(claim, cg::CERTAINTY).filter(|known| known != cg::CERTAIN);
        let report = self.link(claim, cg::STATED_IN).unwrap_or_default();
        Said {
            claim: claim.to_owned(),
            subject,
            relation,
            object,
            denied: self.link(claim, cg::POLARITY).as_deref() == Some(cg::DENIED),
            certainty: certainty.map(|certainty| self.name(&certainty)),
            planned: self.words(claim, cg::PLANNED).is_some(),
            time: self.time(&event),
            strength: self.strength(&event),
            tellers: self.tellers(claim),
            quote: self.words(&format!("{claim}/evidence/quote"), oa::EXACT).unwrap_or_default(),
            report: self.citation(&report),
            fate: self.link(claim, cg::FATE).map(|fate| self.name(&fate)),
        }
    }

    /// The names of subject, relation and object of a statement; no object for a toll.
    pub fn statement(&self, statement: &str) -> [String; 3] {
        let part = |part| self.link(statement, part).map(|iri| self.name(&iri));
        [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].map(|name| part(name).unwrap_or_default())
    }

    /// A report by its address.
    pub fn citation(&self, report: &str) -> Citation {
        Citation {
            label: self.name(report),
            title: self.words(report, dct::TITLE),
            publisher: self.link(report, dct::PUBLISHER).map(|iri| self.name(&iri)),
            issued: self.words(report, dct::ISSUED),
            url: self.words(report, schema::URL),
            iri: report.to_owned(),
        }
    }

    fn time(&self, event: &str) -> Option<Time> {
        let [start, end, text] =
            [cg::EARLIEST, cg::LATEST, cg::TIME_TEXT].map(|part| self.words(event, part));
        let is_known = start.is_some() || end.is_some() || text.is_some();
        is_known.then_some(Time { start, end, text })
    }

    fn strength(&self, event: &str) -> Option<Strength> {
        let number = |part| self.words(event, part).and_then(|number| number.parse().ok());
        let (min, max) = (number(cg::STRENGTH_MIN), number(cg::STRENGTH_MAX));
        let unit = self.words(event, cg::STRENGTH_UNIT).unwrap_or_default();
        let approximate = self.words(event, cg::STRENGTH_APPROXIMATE).is_some();
        let is_known = min.is_some() || max.is_some();
        is_known.then_some(Strength { min, max, approximate, unit })
    }

    fn tellers(&self, claim: &str) -> Vec<String> {
        let subject = NamedOrBlankNodeRef::NamedNode(NamedNodeRef::new_unchecked(claim));
        let property = NamedNodeRef::new_unchecked(cg::ATTRIBUTION);
        let links = self.graph.matching(Some(subject), Some(property), None, None);
        let mut links: Vec<(u32, String)> = links
            .filter_map(|quad| match quad.object {
                Term::NamedNode(link) => {
                    let depth = self.words(link.as_str(), cg::DEPTH)?.parse().ok()?;
                    Some((depth, self.name(&self.link(link.as_str(), cg::AGENT)?)))
                }
                _ => None,
            })
            .collect();
        links.sort();
        links.into_iter().rev().map(|(_, name)| name).collect()
    }
}

impl Said {
    /// "Kataib Hezbollah crossed into Iran", "… denied: …".
    pub fn sentence(&self) -> String {
        let parts = [&self.subject, &self.relation, &self.object].map(String::as_str);
        let sentence = parts.join(" ");
        sentence.trim_end().to_owned()
    }

    /// Who says so, the innermost first, the report's publisher where it names nobody.
    pub fn by(&self) -> String {
        if self.tellers.is_empty() {
            let publisher = self.report.publisher.clone();
            return publisher.unwrap_or_else(|| self.report.label.clone());
        }
        self.tellers.join(", through ")
    }

    /// What makes it less than a flat statement, and when and how many: "probable · 2026-01-05 · 800 fighters".
    pub fn circumstances(&self) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.certainty.clone());
        parts.extend(self.planned.then(|| "planned".to_owned()));
        parts.extend(self.time.as_ref().map(Time::words));
        parts.extend(self.strength.as_ref().map(Strength::words));
        parts.extend(self.fate.clone());
        parts
    }
}
