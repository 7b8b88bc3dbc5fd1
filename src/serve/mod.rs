//! The graph over HTTP: SPARQL 1.1 for other programs, and a page for people.
//!
//! | address | what it answers |
//! |---|---|
//! | `/` | the desk: the shipped questions as forms, a query editor, names instead of addresses |
//! | `/sparql` | the [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/): queries; without one, the [service description](https://www.w3.org/TR/sparql11-service-description/) |
//! | `/graphs` | the reading half of the [Graph Store Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/); without a graph, all quads |
//! | `/questions`, `/questions/NAME?where=Iran` | the shipped questions as JSON; one of them as SPARQL |
//! | `/labels` | what people call the addresses that are posted, one a line |
//! | `/reports` | takes JSON Lines of reports, if the server may write |
//! | `/health`, `/metrics` | for those who run it; the second as Prometheus has it |
//!
//! The truth of a store is its segments, and the graph is made of them: what SPARQL UPDATE would
//! change could not be kept, so it is refused. What can be added is reports.
//!
//! An answer is whole, or it is an error: it is written to memory or a temporary file before the
//! first byte is sent, within limits of time and size. So slow clients hold no query, and no client
//! takes half an answer for a whole one.

mod accept;
mod answer;
mod body;
mod connections;
mod current;
mod description;
mod desk;
mod formats;
mod graphs;
mod listen;
mod metrics;
mod parameters;
mod patience;
mod reply;
mod reports;
mod route;
mod sparql;
mod spool;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::pipeline::Knowledge;
use crate::store::Scope;
use current::Current;
pub use listen::Server;
use metrics::Metrics;

/// What is served, to whom, and how much of it.
pub struct Options {
    /// Where to listen: `127.0.0.1:7878`.
    pub bind: String,
    /// The store's folder.
    pub store: PathBuf,
    /// The view whose plain edges a query sees beside the record.
    pub view: Option<&'static str>,
    /// What of the store is seen.
    pub scope: Scope,
    /// How much a client may ask for.
    pub limits: Limits,
    /// Names by which a server that listens on this machine alone may be called, too.
    pub hosts: Vec<String>,
    /// Web sites whose scripts may read from the server; `*` for all.
    pub origins: Vec<String>,
    /// What is needed to add reports, if that is allowed.
    pub writing: Option<Writing>,
}

/// What is needed to add reports.
pub struct Writing {
    /// What a client must know: `Authorization: Bearer TOKEN`.
    pub token: String,
    /// What reports are read with.
    pub knowledge: Knowledge,
}

/// How much a client may ask for.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a query may take.
    pub timeout: Duration,
    /// How large an answer may be, in bytes.
    pub answer: u64,
    /// How large what a client sends may be, in bytes.
    pub request: usize,
    /// How many queries are answered at the same time.
    pub queries: usize,
    /// How many clients may be connected at the same time.
    pub connections: usize,
    /// By how many bytes queries may make the process grow; then all of them are ended.
    pub memory: u64,
}

impl Limits {
    /// What is allowed unless somebody says otherwise: 20 seconds, answers of 256 MB, requests of
    /// 16 MB, twice as many queries as processors, 1,000 connections, 2 GB.
    pub fn usual() -> Limits {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Limits {
            timeout: Duration::from_secs(20),
            answer: 256 << 20,
            request: 16 << 20,
            queries: (2 * processors).max(4),
            connections: 1000,
            memory: 2 << 30,
        }
    }
}

/// Why a server cannot be started, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeError(String);

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ServeError {}

/// What is told while the server runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'a> {
    /// A request was answered.
    Access(&'a str),
    /// Something happened that whoever runs the server should know.
    Notice(&'a str),
}

/// Takes what the server tells.
pub type Tell = Box<dyn Fn(Told<'_>) + Send + Sync>;

/// What all requests share.
struct Shared {
    options: Options,
    current: Current,
    metrics: Metrics,
    /// Places for queries.
    places: Arc<tokio::sync::Semaphore>,
    /// The place of whoever adds reports.
    writer: Arc<tokio::sync::Semaphore>,
    /// Whether the address can be reached from this machine alone.
    is_local: bool,
    running: answer::Running,
    tell: Tell,
}

impl Shared {
    fn notice(&self, text: &str) {
        (self.tell)(Told::Notice(text));
    }
}

/// Where a server listens.
fn addresses(bind: &str) -> Result<Vec<SocketAddr>, ServeError> {
    use std::net::ToSocketAddrs;
    let found = bind.to_socket_addrs().map(Iterator::collect::<Vec<_>>);
    let problem = match found {
        Ok(found) if !found.is_empty() => return Ok(found),
        Ok(_) => "there is no such address".to_owned(),
        Err(error) => error.to_string(),
    };
    Err(ServeError(format!("{bind}: {problem}; write an address and a port, as in 127.0.0.1:7878")))
}
