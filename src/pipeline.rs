//! The path of a report: one line a stage, and no files.
//!
//! ```
//! use claimgraph::prelude::*;
//!
//! let knowledge = Knowledge::built_in()?;
//! let mut reader = knowledge.reader();
//! for (id, text) in [("a", "Badr Organization denied it."), ("b", "Esmail Qaani visited Baghdad.")] {
//!     let document = reader.read(&Report::new(id, text));
//!     let relations: Vec<&str> = document.claims.iter().map(|claim| &*claim.relation).collect();
//!     assert_eq!(relations, if id == "a" { vec![] } else { vec!["visited"] });
//! }
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::annotate::{Annotator, Reader};
use crate::extract::stance::{StanceLexicon, Stances};
use crate::extract::{self, Context, FrameIndex, Places, strength, time};
use crate::judge::Judge;
use crate::model::{Claim, Document, Entity, Reading, Report};
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::recognize::{self, Gazetteer, Lexicon};
use crate::resolve::{self, Resolution};

/// All that reading a report needs and that no report changes; shared between threads.
#[derive(Debug)]
pub struct Knowledge {
    annotator: Annotator,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    stances: StanceLexicon,
    ontology: Ontology,
    namer: Namer,
    judge: Option<Judge>,
    least: Option<f64>,
}

/// Reads reports, one after the other. A report's claims depend on that report alone.
pub struct ReportReader<'k> {
    knowledge: &'k Knowledge,
    reader: Reader<'k>,
    frames: FrameIndex<'k>,
}

impl Knowledge {
    /// What is inside the program.
    ///
    /// # Errors
    /// Never, unless the program was built from damaged files.
    pub fn built_in() -> Result<Knowledge, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Knowledge {
            annotator: Annotator::english()?,
            gazetteer: Gazetteer::built_in(),
            lexicon: Lexicon::shipped(),
            stances: StanceLexicon::english()?,
            ontology: Ontology::built_in()?,
            namer: Namer::default(),
            judge: Some(Judge::built_in()?),
            least: None,
        })
    }

    /// The same with the ontology in a folder instead of the built-in one.
    ///
    /// # Errors
    /// If a file there cannot be read or is malformed.
    pub fn with_ontology(
        mut self,
        folder: &Path,
    ) -> Result<Knowledge, Box<dyn std::error::Error + Send + Sync>> {
        self.ontology = Ontology::open(folder)?;
        Ok(self)
    }

    /// The same with the rows of a user's folder laid over the built-in gazetteer.
    ///
    /// # Errors
    /// If the folder cannot be read, or has bad rows: all of them are told by file and line.
    pub fn with_gazetteer(
        mut self,
        folder: &Path,
    ) -> Result<Knowledge, Box<dyn std::error::Error + Send + Sync>> {
        self.gazetteer = self.gazetteer.with_folder(folder)?;
        Ok(self)
    }

    /// The same with other names for things in the graph.
    #[must_use]
    pub fn with_namer(mut self, namer: Namer) -> Knowledge {
        self.namer = namer;
        self
    }

    /// The same with another judge.
    #[must_use]
    pub fn with_judge(mut self, judge: Judge) -> Knowledge {
        self.judge = Some(judge);
        self
    }

    /// The same without a judge: all that the relations' frames read is claimed.
    #[must_use]
    pub fn without_judge(mut self) -> Knowledge {
        self.judge = None;
        self
    }

    /// The same with the least confidence of a claim that is told.
    #[must_use]
    pub fn with_least_confidence(mut self, least: f64) -> Knowledge {
        self.least = Some(least);
        self
    }

    /// What can be claimed, and how English says it.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// What decides on claims, if anything does.
    pub(crate) fn judge(&self) -> Option<&Judge> {
        self.judge.as_ref()
    }

    /// What names things in the graph.
    pub fn namer(&self) -> &Namer {
        &self.namer
    }

    /// A new reader, one for each thread.
    pub fn reader(&self) -> ReportReader<'_> {
        let frames = FrameIndex::new(&self.ontology);
        ReportReader { knowledge: self, reader: self.annotator.reader(), frames }
    }
}

impl ReportReader<'_> {
    /// What a report names and claims. What somebody has already read in it is taken as it is.
    pub fn read(&mut self, report: &Report) -> Document {
        let Knowledge { gazetteer, namer, .. } = self.knowledge;
        let mut document = match &report.document {
            Some(document) => document.clone(),
            None => self.extract(report),
        };
        document.diagnostics.splice(0..0, report.diagnostics.iter().cloned());
        document.id.clone_from(&report.id);
        document.path.clone_from(&report.path);
        document.title.clone_from(&report.title);
        document.publisher.clone_from(&report.publisher);
        document.published.clone_from(&report.published);
        document.url.clone_from(&report.url);
        namer.name(&mut document, &namer.report(report), gazetteer);
        document
    }

    /// A report with what it names and claims, as a store keeps it and a graph is made of it.
    pub fn reading(&mut self, report: Report) -> Reading {
        let document = self.read(&report);
        Reading::new(self.knowledge.namer.report(&report), report, document)
    }

    /// The entities and claims of a text.
    fn extract(&mut self, report: &Report) -> Document {
        let Knowledge { judge, least, .. } = self.knowledge;
        self.understand(report, |context, frames| {
            let claims = match judge {
                Some(judge) => judge.claims(context, frames, *least),
                None => extract::claims(context, frames),
            };
            let entities = worth_telling(context.resolution, &claims);
            Document { entities, claims, ..Document::default() }
        })
    }

    /// Takes a text through all stages before `extract`, and hands over what is known then.
    pub(crate) fn understand<R>(
        &mut self,
        report: &Report,
        then: impl FnOnce(&Context<'_>, &FrameIndex<'_>) -> R,
    ) -> R {
        let Knowledge { gazetteer, lexicon, stances, ontology, .. } = self.knowledge;
        let published: Option<Date> = report.published.as_deref().and_then(|day| day.parse().ok());
        let annotation = self.reader.annotate_paragraphs(&report.text);
        let mentions = recognize::mentions(&annotation, gazetteer, lexicon);
        let resolution = resolve::resolve(mentions, &annotation, gazetteer, published);
        let context = Context {
            annotation: &annotation,
            resolution: &resolution,
            gazetteer,
            ontology,
            stances: &Stances::new(&annotation, stances, report.publisher.as_deref()),
            times: &time::find(&annotation, published),
            strengths: &strength::find(&annotation),
            places: &Places::new(&annotation),
        };
        then(&context, &self.frames)
    }
}

/// The entities that have a name, and those without one that a claim needs.
fn worth_telling(resolution: &Resolution, claims: &[Claim]) -> Vec<Entity> {
    let used: BTreeSet<&str> = claims
        .iter()
        .flat_map(|claim| [Some(&*claim.subject), claim.object.as_deref()])
        .flatten()
        .collect();
    let entities = resolution.entities.iter().enumerate();
    let told =
        entities.filter(|(i, entity)| resolution.is_named(*i) || used.contains(&*entity.key));
    told.map(|(_, entity)| entity.clone()).collect()
}
