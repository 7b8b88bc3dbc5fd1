//! What an import says at its end, for the person who started it.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use crate::cli::build::summary::{counted, parts, wrapped};
use crate::import::{Import, Summary};

/// The page, a line a subject.
pub(super) struct Page<'p> {
    pub(super) plan: &'p Import<'p>,
    /// How many rows the table has.
    pub(super) rows: usize,
    pub(super) summary: &'p Summary,
    /// How the table stands to its other versions.
    pub(super) state: Option<&'p str>,
    pub(super) rejected: Option<&'p Path>,
    pub(super) store: String,
    pub(super) time: Duration,
}

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Page { plan, summary, .. } = self;
        let mut rows = format!(
            "{}: {} claimed, {} refused",
            counted(self.rows),
            counted(plan.claimed),
            counted(plan.refused.len())
        );
        if plan.skipped > 0 {
            rows.push_str(&format!(", {} left out by the mapping", counted(plan.skipped)));
        }
        let mut lines = vec![("rows", rows)];
        if let Some(place) = self.rejected {
            let advice = "the refused rows with the reasons: mend them and import it";
            lines.push(("rejected", format!("{}: {advice}", place.display())));
        }
        let entities: Vec<(&str, usize)> =
            summary.entities.iter().map(|(kind, all)| (kind.as_str(), all.len())).collect();
        let known = summary.known.len();
        let entities =
            format!("{} ({} of them in the gazetteer)", parts(&entities), counted(known));
        lines.push(("entities", entities));
        let claims: Vec<(&str, usize)> =
            summary.claims.iter().map(|(relation, count)| (relation.as_str(), *count)).collect();
        lines.push(("claims", parts(&claims)));
        if summary.noticed > 0 {
            let noticed = "times the sources of a row could not be told apart; see --dry-run";
            lines.push(("noticed", format!("{} {noticed}", counted(summary.noticed))));
        }
        lines.extend(self.state.map(|state| ("table", state.to_owned())));
        lines.push(("time", format!("{:.1} s", self.time.as_secs_f64())));
        lines.push(("store", self.store.clone()));
        let lines: Vec<String> =
            lines.into_iter().map(|(name, text)| wrapped(name, &text)).collect();
        f.write_str(&lines.join("\n"))
    }
}
