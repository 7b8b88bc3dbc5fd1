//! Networks: things and what is claimed of them, for Gephi, for a notebook, or to look at.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{Export, tables};
use crate::cli::{Error, Outcome, message};
use crate::export;
use crate::graph::{Cut, Edges, Layout, Network};
use crate::query::QueryError;
use crate::store::Graph;

/// Which network is written, and how.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Networks")]
pub(super) struct NetworkOptions {
    /// What the edges are [default: typed]
    #[arg(long, value_enum, value_name = "WHAT")]
    edges: Option<EdgesOption>,

    /// Where the nodes stand [default: force]
    #[arg(long, value_enum)]
    layout: Option<LayoutOption>,

    /// Only what is near this entity, given by name or address; may be repeated
    #[arg(long, value_name = "ENTITY")]
    subject: Vec<String>,

    /// How many edges away from it is near [default: 1, or 2 where claims are nodes]
    #[arg(long, value_name = "N", requires = "subject")]
    hops: Option<usize>,

    /// Only things of this class and those below it; may be repeated
    #[arg(long = "type", value_name = "CLASS")]
    class: Vec<String>,

    /// Only claims of this relation; may be repeated
    #[arg(long, value_name = "NAME")]
    relation: Vec<String>,

    /// Only what happened on this day or later, or was claimed then where that is not known
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<String>,

    /// Only what happened on this day or earlier, or was claimed then where that is not known
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Option<String>,

    /// Also things that are mentioned and have no edge
    #[arg(long)]
    isolated: bool,

    /// Of csv, only this table
    #[arg(long, value_enum)]
    table: Option<Table>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EdgesOption {
    /// One for two things, without a direction
    Flat,
    /// One for two things and a relation
    Typed,
    /// Claims are nodes and lead to their subject, object, report and tellers
    Claims,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LayoutOption {
    /// Linked things near each other
    Force,
    /// Places as on the map, the rest near what it is linked with
    Geo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    /// The things
    Nodes,
    /// What is claimed of them
    Edges,
}

/// What a network is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Graphml,
    Gexf,
    Csv,
    Svg,
    #[cfg(feature = "png")]
    Png,
}

impl NetworkOptions {
    /// Refuses options that only networks have.
    pub(super) fn refuse(&self) -> Result<(), Error> {
        let given = [
            ("--edges", self.edges.is_some()),
            ("--layout", self.layout.is_some()),
            ("--subject", !self.subject.is_empty()),
            ("--type", !self.class.is_empty()),
            ("--relation", !self.relation.is_empty()),
            ("--since", self.since.is_some()),
            ("--until", self.until.is_some()),
            ("--isolated", self.isolated),
            ("--table", self.table.is_some()),
        ];
        match given.into_iter().find(|(_, is_given)| *is_given) {
            Some((name, _)) => {
                let formats = "graphml, gexf, csv and svg";
                Err(Error::about(name, format!("only networks are cut and laid out: {formats}")))
            }
            None => Ok(()),
        }
    }

    /// Writes the network of a store.
    pub(super) fn run(&self, export: &Export, format: Format) -> Result<Outcome, Error> {
        let (view, path) = (export.sight.view.name(), export.output.as_deref());
        if view.is_none() && self.kind() != Edges::Claims {
            let problem = "there is nothing left to write; `--edges claims` needs no view";
            return Err(Error::about("--view none", problem));
        }
        if self.table.is_some() && format != Format::Csv {
            return Err(Error::about("--table", "only --format csv has tables"));
        }
        if format == Format::Csv && self.table.is_none() && names_no_file(path) {
            let problem = "two tables need names: take -o NAME, or --table nodes or edges";
            return Err(Error::about("--format csv", problem));
        }
        if format == Format::Csv && self.table.is_none() && export.is_compressed() {
            let problem = "two tables are not compressed; take --table nodes or edges";
            return Err(Error::about("--gzip", problem));
        }
        let graph = export.sight.graph(&export.sight.open()?)?;
        let network = self.network(&graph, view);
        graph.check().map_err(|error| Error(error.to_string()))?;
        let network = network.map_err(|error| Error(error.to_string()))?;
        if let Some(pivots) = network.pivots {
            let nodes = network.nodes.len();
            message(format_args!(
                "betweenness is estimated, from the shortest ways of {pivots} of {nodes} nodes"
            ));
        }
        if network.nodes.is_empty() {
            message(format_args!("the network is empty: nothing in the store is what is wanted"));
        }
        match format {
            Format::Graphml => export.write(|output| export::graphml(&network, output)),
            Format::Gexf => export.write(|output| export::gexf(&network, output)),
            Format::Svg => {
                let svg = picture(&network)?;
                export.write(|output| output.write_all(svg.as_bytes()))
            }
            #[cfg(feature = "png")]
            Format::Png => {
                let png = export::png(&picture(&network)?).map_err(Error)?;
                export.write(|output| output.write_all(&png))
            }
            Format::Csv => match (self.table, path) {
                (Some(Table::Nodes), _) => {
                    export.write(|output| export::nodes_csv(&network, output))
                }
                (Some(Table::Edges), _) => {
                    export.write(|output| export::edges_csv(&network, output))
                }
                (None, path) => tables::write(&network, path.unwrap_or(Path::new("-"))),
            },
        }
    }

    fn kind(&self) -> Edges {
        match self.edges {
            Some(EdgesOption::Flat) => Edges::Flat,
            Some(EdgesOption::Claims) => Edges::Claims,
            Some(EdgesOption::Typed) | None => Edges::Typed,
        }
    }

    fn network(&self, graph: &Graph, view: Option<&str>) -> Result<Network, QueryError> {
        // From one thing to another it is two steps then, by way of the claim.
        let usual = if self.kind() == Edges::Claims { 2 } else { 1 };
        let cut = Cut::nothing()
            .near(&self.subject, self.hops.unwrap_or(usual), graph)?
            .of_classes(&self.class, graph)?
            .of_relations(&self.relation, graph)?
            .in_days(self.since.clone(), self.until.clone())
            .with_isolated(self.isolated);
        let layout = match self.layout {
            Some(LayoutOption::Geo) => Layout::Geo,
            Some(LayoutOption::Force) | None => Layout::Force,
        };
        Ok(Network::of(graph, view, self.kind(), &cut, layout))
    }
}

/// Whether results go to standard output.
fn names_no_file(path: Option<&Path>) -> bool {
    path.is_none_or(|path| path == Path::new("-"))
}

/// A picture of a network, if it is small enough to be looked at.
fn picture(network: &Network) -> Result<String, Error> {
    export::svg(network).map_err(|error| {
        let advice = "cut a part out with --subject, --type, --relation or --since, \
             or take --format gexf and draw it in Gephi";
        Error(format!("{error}; {advice}"))
    })
}

/// A day, as in 2026-01-06.
fn day(text: &str) -> Result<String, String> {
    let day: Result<jiff::civil::Date, _> = text.parse();
    day.map(|day| day.to_string()).map_err(|_| "write a day as in 2026-01-06".to_owned())
}
