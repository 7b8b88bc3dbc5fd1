//! `claimgraph report`: a page to read, print and hand out.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use oxigraph::model::NamedNodeRef;

use super::view::Extent;
use super::{Error, Outcome, write_to};
use crate::dossier::Dossier;
use crate::page;

/// Write a page to read, print and hand out: what is claimed, by whom, and how it stands
///
/// One file of HTML that needs no network: a summary, a timeline, statements by number of independent
/// origins, contradictions side by side, a map, the sources, and every claim's words with its report. Of
/// one person, group or place, or of the whole store.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// Whom or what it is about, by name or address [default: everything in the store]
    #[arg(value_name = "ENTITY")]
    about: Option<String>,

    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE", required = true)]
    html: PathBuf,

    #[command(flatten)]
    extent: Extent,
}

impl Report {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let store = self.extent.open()?;
        let graph = self.extent.graph_in_memory(&store)?;
        let dossier = Dossier::of(&graph).ok_or_else(|| {
            Error::about(self.extent.store.display(), "its reports were not brought together")
        })?;
        let about = self.about.as_deref().map(|name| entity(name, &dossier)).transpose()?;
        let page = page::html(&dossier, about.as_deref());
        write_to(Some(&self.html), |output| output.write_all(page.as_bytes()))
    }
}

/// The one thing that goes by a name, or has an address.
fn entity(name: &str, dossier: &Dossier<'_>) -> Result<String, Error> {
    let below = format!("{}{name}", dossier.graph.namer().base());
    for iri in [name, &below] {
        let node = NamedNodeRef::new(iri).ok();
        let is_known = node.is_some_and(|node| {
            dossier.graph.matching(Some(node.into()), None, None, None).next().is_some()
        });
        if is_known {
            return Ok(iri.to_owned());
        }
    }
    let found = dossier.labels.named(name);
    match found.as_slice() {
        [] => Err(Error::about(
            name,
            "nothing in the store goes by that name; `claimgraph query entities` lists what does",
        )),
        [only] => Ok(only.clone()),
        several => {
            let base = dossier.graph.namer().base();
            let short = several.iter().take(8).map(|iri| iri.strip_prefix(base).unwrap_or(iri));
            let short: Vec<&str> = short.collect();
            let problem = format!("several go by that name; write one of {}", short.join(", "));
            Err(Error::about(name, problem))
        }
    }
}
