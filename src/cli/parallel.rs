//! Work done side by side, with results in order.

use std::num::NonZeroUsize;

use rayon::prelude::*;

use super::Error;

/// Pieces of work that are done before their results are taken.
const BATCH: usize = 256;

/// Does all `work` on so many threads, and hands the results over in its order.
pub(super) fn in_order<W, R>(
    work: impl Iterator<Item = W>,
    jobs: Option<NonZeroUsize>,
    each: impl Fn(W) -> R + Sync,
    mut take: impl FnMut(Vec<R>) -> Result<(), Error>,
) -> Result<(), Error>
where
    W: Send,
    R: Send,
{
    let threads = jobs.map_or(0, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Error(error.to_string()))?;
    let mut work = work.peekable();
    while work.peek().is_some() {
        let batch: Vec<W> = work.by_ref().take(BATCH).collect();
        take(pool.install(|| batch.into_par_iter().with_max_len(1).map(&each).collect()))?;
    }
    Ok(())
}
