//! What an analyst decided of a claim, or of those that it is about.

use std::io::{self, Write};

use crate::cli::wording::shown;
use crate::decide::{Decision, Decisions};
use crate::model::Claim;
use crate::naming::Namer;

/// Writes a line for each decision.
pub(super) fn write(
    claim: &Claim,
    telling: Option<usize>,
    decisions: &Decisions,
    namer: &Namer,
    output: &mut dyn Write,
) -> io::Result<()> {
    let own = claim.iri.as_deref().unwrap_or_default();
    let further = telling
        .and_then(|place| claim.also.get(place))
        .map(|also| namer.telling(own, also.attribution.last(), also.start.unwrap_or_default()));
    let claims = further.as_deref().unwrap_or(own);
    let is_about = |it: &&Decision| {
        let is_it = it.word.is_of_a_claim() && it.a == claims;
        is_it || claim.stated_of.iter().any(|iri| it.b == *iri || it.a == *iri)
    };
    for Decision { word, a, b, why, by, .. } in decisions.iter().filter(is_about) {
        let ends = [a, b].map(|iri| iri.trim_start_matches(namer.base())).join(" ");
        let (by, why) = (shown(by), shown(why));
        writeln!(output, "  {:<10}{word} {}, by {by}: {why}", "decided", ends.trim_end())?;
    }
    Ok(())
}
