//! How much of what annotated reports claim is found: precision, recall, F1.
//!
//! A [`GoldSet`] is a folder of reports that people have annotated, a `predict` function says what
//! a reader makes of each, and [`score`] holds the one against the other. The numbers are those of
//! `score.py`, the reference beside the annotation guidelines, to the last digit.
//!
//! ```no_run
//! use claimgraph::score::{self, GoldSet};
//!
//! let set = GoldSet::open("tests/gold/dev".as_ref())?;
//! let perfect = score::score(&set, |report| Some(report.document.clone()));
//! assert_eq!(perfect.all().f1(), 1.0);
//! # Ok::<(), score::Unreadable>(())
//! ```

pub mod across;
pub mod census;
mod claims;
mod entities;
mod facets;
mod gold;
mod misses;
mod names;
mod predictions;
pub mod reliability;
mod tally;
mod validate;
mod write;

pub(crate) use entities::COLLECTIVE;
pub use gold::{GoldReport, GoldSet, Unreadable, is_sealed};
pub use misses::Miss;
pub(crate) use names::Names;
pub use names::normalize;
pub use predictions::Predictions;
use tally::FACETS;
pub use tally::{Count, EntityTally, FacetTally, Scores, Share};
pub use validate::{Fault, validate};
pub use write::{json, markdown, text};

use rayon::prelude::*;

use crate::model::Document;

/// Holds what `predict` says of each annotated report against what people say of it.
///
/// `predict` returns `None` for a report that it has nothing of; all its claims are then missed.
/// Reports are read in parallel, the scores are the same in any order.
pub fn score<P>(set: &GoldSet, predict: P) -> Scores
where
    P: Fn(&GoldReport) -> Option<Document> + Sync,
{
    let read = |report: &GoldReport| report_scores(report, predict(report));
    let scores: Vec<Scores> = set.reports.par_iter().map(read).collect();
    let mut total = Scores::default();
    scores.into_iter().for_each(|scores| total.add(scores));
    total
}

/// The scores of one report.
fn report_scores(report: &GoldReport, predicted: Option<Document>) -> Scores {
    let mut scores = Scores { reports: 1, read: predicted.is_some().into(), ..Scores::default() };
    let predicted = predicted.unwrap_or_default();
    entities::count(&report.document, &predicted, &mut scores.entities);
    claims::count(&report.name, &report.document, &predicted, &mut scores);
    scores
}
