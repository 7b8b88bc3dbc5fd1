//! `claimgraph serve`: the graph over HTTP.

use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::view::Sight;
use super::{Error, Outcome, message, reading};
use crate::serve::{Limits, Options, Server, Told, Writing};
use crate::store::Store;

/// The environment variable with the token of those who may add reports.
const TOKEN: &str = "CLAIMGRAPH_TOKEN";

/// Serve the graph: SPARQL for other programs, a page for people
///
/// The page is at /, the SPARQL 1.1 endpoint at /sparql, whole graphs at /graphs. What `build` adds to
/// the store is served a moment later. Nothing is ever fetched for a query, and the graph cannot be
/// updated: it is made of what reports say. With --writable, clients that know the token add reports
/// with `POST /reports` (JSON Lines, as `build -` reads them).
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen; 0.0.0.0:7878 is open to other machines
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    bind: String,

    #[command(flatten)]
    sight: Sight,

    /// How many seconds a query may take
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds)]
    timeout: Duration,

    /// How many queries are answered at the same time [default: two for each processor]
    #[arg(long, value_name = "N")]
    max_queries: Option<NonZeroUsize>,

    /// How many MB an answer may have
    #[arg(long, value_name = "MB", default_value = "256")]
    max_answer: NonZeroUsize,

    /// How many MB a request may have
    #[arg(long, value_name = "MB", default_value = "16")]
    max_request: NonZeroUsize,

    /// How many MB the queries that are running may take, together; then all of them are ended
    #[arg(long, value_name = "MB", default_value = "2048")]
    max_memory: NonZeroUsize,

    /// How many clients may be connected at the same time
    #[arg(long, value_name = "N", default_value = "1000")]
    max_connections: NonZeroUsize,

    /// Let scripts of this web site read, as in `https://example.org`; `*` for all sites
    #[arg(long, value_name = "ORIGIN")]
    cors: Vec<String>,

    /// Answer to this name, too, when listening on this machine alone (behind a proxy)
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,

    /// Let clients that know the token add reports
    #[arg(long)]
    writable: bool,

    /// The file with the token [default: the environment variable CLAIMGRAPH_TOKEN]
    #[arg(long, value_name = "FILE", requires = "writable")]
    token_file: Option<PathBuf>,

    /// Read reports that are added with the relations in this folder instead of the built-in ones
    #[arg(long, value_name = "DIR", requires = "writable")]
    ontology: Option<PathBuf>,

    /// Know the names in this folder's CSV files, too, when reading reports
    #[arg(long, value_name = "DIR", requires = "writable")]
    gazetteer: Option<PathBuf>,

    /// Say nothing of requests
    #[arg(long)]
    quiet: bool,
}

impl Serve {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let quiet = self.quiet;
        let tell = Box::new(move |told: Told<'_>| match told {
            Told::Access(line) if !quiet => message(format_args!("{line}")),
            Told::Access(_) => {}
            Told::Notice(line) => message(format_args!("{line}")),
        });
        let server = Server::bind(self.options()?, tell);
        let server = server.map_err(|error| Error(error.to_string()))?;
        if !quiet {
            message(format_args!("{}: http://{}/", server.size(), server.address()));
        }
        server.run().map_err(|error| Error(error.to_string()))?;
        Ok(Outcome::AllWell)
    }

    fn options(self) -> Result<Options, Error> {
        let usual = Limits::usual();
        let limits = Limits {
            timeout: self.timeout,
            answer: (self.max_answer.get() as u64) << 20,
            request: self.max_request.get() << 20,
            queries: self.max_queries.map_or(usual.queries, NonZeroUsize::get),
            connections: self.max_connections.get(),
            memory: (self.max_memory.get() as u64) << 20,
        };
        let writing = self.writable.then(|| self.writing()).transpose()?;
        Ok(Options {
            view: self.sight.view.name(),
            scope: self.sight.scope()?,
            store: self.sight.extent.store,
            bind: self.bind,
            hosts: self.host,
            origins: self.cors,
            limits,
            writing,
        })
    }

    /// What is needed to add reports to the store as it was built.
    fn writing(&self) -> Result<Writing, Error> {
        let token = match &self.token_file {
            Some(path) => {
                fs::read_to_string(path).map_err(|error| Error::about(path.display(), error))?
            }
            None => std::env::var(TOKEN).unwrap_or_default(),
        };
        let token = token.trim().to_owned();
        if token.is_empty() {
            let problem = format!("give a token: --token-file FILE, or {TOKEN} in the environment");
            return Err(Error::about("--writable", problem));
        }
        let store =
            Store::open(&self.sight.extent.store).map_err(|error| Error(error.to_string()))?;
        let knowledge = reading::knowledge(self.ontology.as_deref(), self.gazetteer.as_deref())?;
        if knowledge.ontology().turtle() != store.ontology().turtle() {
            let problem = "the store was built with another ontology; give the same one";
            return Err(Error::about("--ontology", problem));
        }
        Ok(Writing { token, knowledge: knowledge.with_namer(store.namer().clone()) })
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds: &f64| *seconds > 0.0);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.ok_or_else(|| "a number of seconds is wanted".to_owned())
}
