//! What is missed and what is wrong, sorted by cause, so that work begins at the largest rows.
//!
//! A cause is never typed in: it follows from what the reader saw in the report. Whether an
//! annotation could be read otherwise, too, cannot be derived, and no row is for it.

mod cause;
mod derive;
mod sight;
mod write;

use std::cell::RefCell;
use std::collections::BTreeMap;

use rayon::prelude::*;
use thread_local::ThreadLocal;

use super::claims::{Comparison, Ends, compare};
use super::facets::{self, Finding};
use super::{GoldReport, GoldSet, Miss, Unreadable};
use crate::model::{Document, Report};
use crate::pipeline::{Knowledge, ReportReader};
pub use cause::Cause;
use sight::Sight;
pub use write::{markdown, text};

/// All claims of a set that are not right, each with its cause.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Census {
    /// The claims that are not right, report by report.
    pub failures: Vec<Failure>,
    /// What is not right about the claims that are, by facet.
    pub slips: BTreeMap<&'static str, Slips>,
}

/// A claim that is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its relation.
    pub relation: String,
    /// Why it was missed, or why it is wrong.
    pub cause: Cause,
    /// The claim.
    pub miss: Miss,
}

/// How often something about a right claim is not right, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slips {
    /// Nothing was said, where the text is not plain.
    pub left_out: usize,
    /// Something was said, where the text is plain.
    pub made_up: usize,
    /// Something else was said.
    pub other: usize,
    /// How many claims there were to be right about.
    pub of: usize,
}

impl Census {
    /// Reads the reports of a set and sorts what is not right.
    ///
    /// # Errors
    /// If the text of a report cannot be read.
    pub fn take(set: &GoldSet, knowledge: &Knowledge) -> Result<Census, Unreadable> {
        let readers: ThreadLocal<RefCell<ReportReader<'_>>> = ThreadLocal::new();
        let one = |gold: &GoldReport| -> Result<Census, Unreadable> {
            let reader = readers.get_or(|| knowledge.reader().into());
            Ok(of_report(gold, &gold.report()?, knowledge, &mut reader.borrow_mut()))
        };
        let parts: Vec<Census> = set.reports.par_iter().map(one).collect::<Result<_, _>>()?;
        let mut census = Census::default();
        parts.into_iter().for_each(|part| census.add(part));
        Ok(census)
    }

    fn add(&mut self, other: Census) {
        self.failures.extend(other.failures);
        for (facet, slips) in other.slips {
            let sum = self.slips.entry(facet).or_default();
            sum.left_out += slips.left_out;
            sum.made_up += slips.made_up;
            sum.other += slips.other;
            sum.of += slips.of;
        }
    }
}

fn of_report(
    gold: &GoldReport,
    report: &Report,
    knowledge: &Knowledge,
    reader: &mut ReportReader<'_>,
) -> Census {
    let (name, annotated) = (&gold.name, &gold.document);
    let predicted: Document = reader.read(report);
    let Comparison { right, missed, wrong } = compare(annotated, &predicted);
    let ends = Ends::of(annotated, &predicted);
    let mut census = Census::default();
    reader.understand(report, |context, frames| {
        let sight = Sight::new(context, frames, knowledge.judge(), annotated);
        for claim in &missed {
            census.failures.push(Failure {
                relation: claim.relation.clone(),
                cause: derive::of_missed(&sight, claim, &wrong, &ends),
                miss: Miss::missed(name, annotated, claim),
            });
        }
        for claim in &wrong {
            census.failures.push(Failure {
                relation: claim.relation.clone(),
                cause: derive::of_wrong(&sight, claim, annotated, &predicted, &ends),
                miss: Miss::wrong(name, &predicted, claim),
            });
        }
    });
    for (claim, guess) in right {
        for (facet, finding) in super::FACETS.into_iter().zip(facets::findings(claim, guess)) {
            let slips = census.slips.entry(facet).or_default();
            slips.of += usize::from(finding.is_some());
            slips.left_out += usize::from(finding == Some(Finding::LeftOut));
            slips.made_up += usize::from(finding == Some(Finding::MadeUp));
            slips.other += usize::from(finding == Some(Finding::Other));
        }
    }
    census
}
