//! Reports that clients add: read as `build` reads them, and kept under the writer's lock.

use std::sync::Arc;

use hyper::header;
use serde_json::json;

use super::reply::{self, Refused, Reply};
use super::route::Asked;
use super::{Shared, Writing};
use crate::model::Reading;
use crate::read::{self, Refusal};
use crate::store::Store;

/// The most refusals that are told one by one.
const TOLD: usize = 100;

/// What became of the reports.
#[derive(Default)]
struct Added {
    added: usize,
    known: usize,
    refused: Vec<Refusal>,
}

/// Adds the reports in a request: JSON Lines, as `claimgraph build -` reads them.
pub(super) async fn reply(shared: &Arc<Shared>, asked: Asked) -> Result<Reply, Refused> {
    let Some(writing) = &shared.options.writing else {
        let problem = "this server adds no reports; whoever runs it may start it with --writable";
        return Err(Refused::new(403, problem));
    };
    if !knows_token(&asked, writing) {
        return Err(Refused::unauthorized());
    }
    let Ok(place) = Arc::clone(&shared.writer).try_acquire_owned() else {
        return Err(Refused::busy("others add reports at the moment; try again soon"));
    };
    let task = Arc::clone(shared);
    let added = tokio::task::spawn_blocking(move || {
        let _place = place;
        add(&task, asked.content)
    });
    let added = added.await.map_err(|error| Refused::new(500, error.to_string()))??;
    shared.metrics.reports_added(added.added);
    let refused = added.refused.iter().take(TOLD).map(ToString::to_string);
    let page = json!({
        "added": added.added, "known": added.known, "refused": added.refused.len(),
        "reasons": refused.collect::<Vec<_>>(),
    });
    let mut reply = reply::bytes("application/json", format!("{page}\n"));
    if added.added + added.known == 0 {
        *reply.status_mut() = hyper::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(reply)
}

fn add(shared: &Shared, content: Vec<u8>) -> Result<Added, Refused> {
    let Some(Writing { knowledge, .. }) = &shared.options.writing else {
        return Ok(Added::default());
    };
    let namer = knowledge.namer();
    let writer = || Store::writer(&shared.options.store, namer, knowledge.ontology());
    // Others may write while these are read: the lock is held as shortly as can be.
    let known = writer().map_err(|error| Refused::busy(error.to_string()))?.known().clone();
    let (mut added, mut readings) = (Added::default(), Vec::new());
    let mut reader = knowledge.reader();
    for report in read::lines(content, "request") {
        match report.and_then(read::of_a_length) {
            Ok(report) if known.contains(&namer.report(&report)) => added.known += 1,
            Ok(report) => {
                let document = reader.read(&report);
                readings.push(Reading::new(namer.report(&report), report, document));
            }
            Err(refusal) => added.refused.push(refusal),
        }
    }
    let mut writer = writer().map_err(|error| Refused::busy(error.to_string()))?;
    let (read, before) = (readings.len(), writer.len());
    let kept = writer.add(readings);
    kept.map_err(|error| Refused::new(507, format!("nothing was added: {error}")))?;
    added.added = writer.len() - before;
    added.known += read - added.added;
    Ok(added)
}

/// Whether a request has the token, compared in a time that does not tell how much of it is right.
fn knows_token(asked: &Asked, writing: &Writing) -> bool {
    let given = asked.header(&header::AUTHORIZATION).unwrap_or_default();
    let Some((scheme, given)) = given.split_once(' ') else { return false };
    let (given, token) = (given.trim().as_bytes(), writing.token.as_bytes());
    let differ = given
        .iter()
        .zip(token)
        .fold(given.len() ^ token.len(), |differ, (one, other)| differ | usize::from(one ^ other));
    scheme.eq_ignore_ascii_case("Bearer") && differ == 0
}
