//! `claimgraph load`: from RDF back to a store.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Error, Outcome, message};
use crate::decode::{Decoded, Decoder};
use crate::export::Syntax;
use crate::ontology::Ontology;
use crate::store::Store;

/// Load RDF that `export` wrote, or a triple store gave back, into a store
///
/// Takes N-Triples, N-Quads, Turtle, TriG, JSON-LD and RDF/XML, also gzipped. All files together are
/// one graph: exporting the store gives the same graph again, which `export --hash` shows. Reports that
/// are in the store already are passed over. The texts of the reports are not in RDF: `explain` shows
/// the quoted words of what was loaded, not the sentences around them.
#[derive(Debug, Args)]
pub(super) struct Load {
    /// Files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What the files are written in [default: what the endings of their names say]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The relations and classes in this folder, instead of the store's or the built-in ones
    #[arg(long, value_name = "DIR")]
    ontology: Option<PathBuf>,

    /// The store's folder; it is made if it is not there
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    store: PathBuf,

    /// Say nothing of what was loaded or not understood
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// N-Triples
    Nt,
    /// N-Quads
    Nq,
    /// Turtle
    Ttl,
    /// TriG
    Trig,
    /// JSON-LD
    Jsonld,
    /// RDF/XML
    Rdfxml,
}

impl Load {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let ontology = self.ontology()?;
        let mut decoder = Decoder::new(&ontology);
        for file in &self.files {
            let syntax = self.format.map(Format::syntax);
            decoder.add(file, syntax).map_err(|error| Error(error.to_string()))?;
        }
        let decoded = decoder.decode().map_err(|problem| Error::about(self.named(), problem))?;
        let is_whole = decoded.findings.iter().all(|finding| !finding.is_loss);
        self.refuse_other_base(&decoded)?;
        if !self.quiet {
            decoded.findings.iter().for_each(|finding| message(format_args!("{finding}")));
        }
        self.add(decoded, &ontology)?;
        Ok(if is_whole { Outcome::AllWell } else { Outcome::SomeRefused })
    }

    /// The ontology that is named, or that of the store, or the built-in one.
    fn ontology(&self) -> Result<Ontology, Error> {
        if let Some(folder) = &self.ontology {
            return Ontology::open(folder).map_err(|error| Error(error.to_string()));
        }
        if self.store.join("claimgraph.json").exists() {
            let store = Store::open(&self.store).map_err(|error| Error(error.to_string()))?;
            return Ok(store.ontology().clone());
        }
        Ontology::built_in().map_err(|error| Error(error.to_string()))
    }

    /// Refuses what is named below another base than the store.
    fn refuse_other_base(&self, decoded: &Decoded) -> Result<(), Error> {
        let Ok(store) = Store::open(&self.store) else { return Ok(()) };
        let (base, own) = (decoded.namer.base(), store.namer().base());
        if base == own {
            return Ok(());
        }
        let problem = format!(
            "its things are named below {base}, those of the store {} below {own}; load them into a \
             store of their own",
            self.store.display()
        );
        Err(Error::about(self.named(), problem))
    }

    fn add(&self, decoded: Decoded, ontology: &Ontology) -> Result<(), Error> {
        let Decoded { namer, readings, .. } = decoded;
        let fail = |error: crate::store::StoreError| Error(error.to_string());
        let mut writer = Store::writer(&self.store, &namer, ontology).map_err(fail)?;
        let is_new = |iri: &str| !writer.known().contains(iri);
        let new = readings.iter().filter(|reading| is_new(&reading.iri)).count();
        let claims: usize = readings
            .iter()
            .filter(|reading| is_new(&reading.iri))
            .map(|reading| reading.document.claims.len())
            .sum();
        let known = readings.len() - new;
        // All or nothing: one commit.
        writer.add(readings).map_err(fail)?;
        if !self.quiet {
            let there =
                if known > 0 { format!(", {known} were there already") } else { String::new() };
            let store = self.store.display();
            message(format_args!("reports  {new} loaded{there}\nclaims   {claims}"));
            message(format_args!("store    {store}, {} reports", writer.len()));
        }
        Ok(())
    }

    /// The files, for an error about all of them.
    fn named(&self) -> String {
        let name = |file: &PathBuf| match file.as_path() {
            path if path == Path::new("-") => "standard input".to_owned(),
            path => path.display().to_string(),
        };
        self.files.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

impl Format {
    fn syntax(self) -> Syntax {
        match self {
            Format::Nt => Syntax::NTriples,
            Format::Nq => Syntax::NQuads,
            Format::Ttl => Syntax::Turtle,
            Format::Trig => Syntax::TriG,
            Format::Jsonld => Syntax::JsonLd,
            Format::Rdfxml => Syntax::RdfXml,
        }
    }
}
