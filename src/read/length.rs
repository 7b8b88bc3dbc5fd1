//! How long a report may be.

use super::Refusal;
use crate::model::Report;

/// The longest text that is a report: three hundred thousand words, a thick book. Who is meant by
/// "the group" is looked for in all of it, so that longer texts take more than their share of time.
const LONGEST: usize = 2 << 20;

/// Refuses what is too long for one report.
pub(crate) fn of_a_length(report: Report) -> Result<Report, Refusal> {
    if report.text.len() <= LONGEST {
        return Ok(report);
    }
    Err(Refusal {
        path: report.path.unwrap_or(report.id),
        line: None,
        reason: format!("its text has {} MB, more than any report", report.text.len() >> 20),
        hint: Some("split it: 2 MB is the most".to_owned()),
    })
}
