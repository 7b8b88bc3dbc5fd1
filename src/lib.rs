//! Claimgraph reads news reports and builds a knowledge graph of who claims what.
//!
//! A report is not a fact: every edge of the graph says who claimed it, through whom, how surely, in
//! which words, and when.
//!
//! # The path of a report
//!
//! A text becomes a [`Report`](model::Report); a [reader](pipeline::ReportReader), one a thread, finds in
//! it who and what is named and what is claimed of them. What it needs to know (a model of English,
//! names, relations) is [`Knowledge`](pipeline::Knowledge), loaded once and shared.
//!
//! ```
//! use claimgraph::prelude::*;
//!
//! let knowledge = Knowledge::built_in()?;
//! let report = Report::new("a", "Fighters of Kataib Hezbollah crossed into Iran, Reuters reported.");
//! let document = knowledge.reader().read(&report);
//! let claim = &document.claims[0];
//! assert_eq!((claim.relation.as_str(), claim.subject.as_str()), ("crossedInto", "kataib-hezbollah"));
//! assert_eq!(claim.attribution[0].name, "Reuters");
//! assert!(claim.confidence > Some(0.5));
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! Reports come from strings, as here, or from [files](read): text, Markdown, web pages, JSON, in any
//! encoding. The claims of a report depend on nothing but that report and the knowledge: the same text
//! gives the same claims, in any order and on any machine. [`pipeline`] is the whole path, a line a
//! stage; [`annotate`] is its first part, a reader of English that is of use by itself; [`explain`] tells
//! how words were understood, and why others said nothing.
//!
//! # A graph
//!
//! A report together with what was read in it is a [`Reading`](model::Reading). Readings become a
//! [`Graph`](store::Graph) in memory, or are kept in a [`Store`](store::Store), a folder that outlives
//! crashes and is opened as a graph again. The graph holds the *record* (who claims what, in which
//! words), what all reports say [together](corroborate) (origins, contradictions), and plain edges in
//! *views*: what is [reported](encode::REPORTED), [undisputed](encode::UNDISPUTED),
//! [corroborated](encode::CORROBORATED).
//!
//! ```
//! use claimgraph::prelude::*;
//!
//! let knowledge = Knowledge::built_in()?;
//! let mut reader = knowledge.reader();
//! let readings = [
//!     reader.reading(Report::new("a", "Badr Organization fighters crossed into Iran, Reuters reported.")),
//!     reader.reading(Report::new("b", "Badr Organization fighters have not crossed into Iran, Iraq said.")),
//! ];
//! let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! # Questions
//!
//! [`query`] asks a graph in SPARQL. The usual prefixes are declared; [`Labels`](query::Labels) turn
//! addresses into names. The graph above has one statement, and two who speak of it:
//!
//! ```
//! # use claimgraph::prelude::*;
//! # let knowledge = Knowledge::built_in()?;
//! # let mut reader = knowledge.reader();
//! # let readings = [
//! #     reader.reading(Report::new("a", "Badr Organization fighters crossed into Iran, Reuters reported.")),
//! #     reader.reading(Report::new("b", "Badr Organization fighters have not crossed into Iran, Iraq said.")),
//! # ];
//! # let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;
//! let answer = ask(
//!     &graph,
//!     "SELECT ?who ?how ?says WHERE {
//!          ?statement rdf:predicate cg:crossedInto ; rdf:subject ?who .
//!          ?claim cg:states ?statement ; cg:polarity ?how ; cg:origin ?says .
//!      } ORDER BY ?how",
//!     Some(REPORTED),
//! )?;
//! let rows = answer.rows(&Labels::new(&graph));
//! assert_eq!(rows[0], ["Badr Organization", "asserted", "Reuters"]);
//! assert_eq!(rows[1], ["Badr Organization", "denied", "Iraq"]);
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! # Walks and drawings
//!
//! [`Network`](graph::Network) is a view as a plain graph: things, and between them one edge a relation
//! with what stands behind it: claims, reports, tellers, days, the words. `examples/walk.rs` walks it
//! with petgraph.
//!
//! # Exports
//!
//! [`export`] writes a graph as N-Quads or Turtle for a triple store, a network as GraphML for Gephi,
//! yEd, networkx. What leaves is sorted: the same graph is the same bytes.
//!
//! ```
//! # use claimgraph::prelude::*;
//! # let knowledge = Knowledge::built_in()?;
//! # let mut reader = knowledge.reader();
//! # let readings =
//! #     [reader.reading(Report::new("a", "Badr Organization fighters crossed into Iran, Reuters reported."))];
//! # let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;
//! let network = Network::of_view(&graph, REPORTED);
//! let edge = &network.edges[0];
//! assert_eq!((edge.relation.as_str(), &edge.sources[..]), ("crossedInto", &["Reuters".to_owned()][..]));
//!
//! let mut graphml = Vec::new();
//! claimgraph::export::graphml(&network, &mut graphml)?;
//! assert!(String::from_utf8(graphml)?.contains("Badr Organization"));
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! # Checks
//!
//! [`shapes`] holds a graph to SHACL shapes: every claim has its words, its teller and its report, ends
//! are of the classes that their relation demands, dates and numbers are in order; and every quote to the
//! text that it is taken from.
//!
//! ```
//! # use claimgraph::prelude::*;
//! # let knowledge = Knowledge::built_in()?;
//! # let mut reader = knowledge.reader();
//! # let readings =
//! #     [reader.reading(Report::new("a", "Badr Organization fighters crossed into Iran, Reuters reported."))];
//! # let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;
//! let report = Shapes::of(knowledge.ontology())?.validate(&graph)?;
//! assert!(report.conforms());
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! # A field of your own
//!
//! Nothing above names a relation. They live in an [`Ontology`](ontology::Ontology), a folder of Turtle
//! (classes, relations, what may stand at their ends) and TOML (how English says each), with names of
//! your own in CSV. `examples/takeovers` is one, about companies that buy each other:
//!
//! ```
//! use claimgraph::prelude::*;
//!
//! let takeovers = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/takeovers");
//! let knowledge = Knowledge::built_in()?
//!     .with_ontology(&takeovers.join("ontology"))?
//!     .with_gazetteer(&takeovers.join("gazetteer"))?;
//! let report = Report::new("a", "Halvorsen Shipping has acquired Baltic Ferries, its chairman said.");
//! let document = knowledge.reader().read(&report);
//! assert_eq!(document.claims[0].relation, "acquired");
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! What English says in too many ways to write down is learnt from annotated reports: [`judge`]. How
//! well all of it works is measured on such reports by [`score`].
//!
//! # Where things are
//!
//! | to | see |
//! |---|---|
//! | read files | [`read`], [`model`] |
//! | read English | [`annotate`], [`recognize`], [`resolve`], [`extract`], [`judge`], in this order: [`pipeline`] |
//! | say what can be claimed, and who is known | [`ontology`], [`gazetteer`] |
//! | keep, and bring together | [`store`], [`corroborate`], [`history`] |
//! | ask, look into, take elsewhere | [`query`], [`explain`], [`graph`], [`export`], [`shapes`] |
//! | follow names and RDF | [`naming`], [`encode`], [`vocab`] |
//! | measure | [`score`] |
//!
//! The programs in `examples/` are a page each: `build_and_query.rs`, `walk.rs`, `to_gephi.rs`,
//! `annotate.rs`.

// Messages reach the user through the command line alone.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod annotate;
pub mod cli;
pub mod corroborate;
pub mod decide;
pub mod decode;
pub mod dossier;
pub mod encode;
pub mod endpoint;
pub mod explain;
pub mod export;
pub mod extract;
pub mod gazetteer;
pub mod graph;
pub mod history;
pub mod import;
pub mod judge;
pub mod model;
pub mod naming;
pub mod ontology;
pub mod page;
pub mod pipeline;
pub mod prelude;
pub mod query;
pub mod read;
pub mod recognize;
pub mod resolve;
pub mod score;
pub mod serve;
pub mod shapes;
pub mod store;
pub mod vocab;

/// The README's examples, so that they are tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
