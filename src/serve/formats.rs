//! The formats of answers, by the media types that clients ask for.

use oxigraph::io::RdfFormat;
use oxigraph::sparql::results::QueryResultsFormat as Results;

use super::accept;
use super::reply::Refused;

/// Formats of tables and truths, the one that we prefer first.
const TABLES: [(&str, Results); 8] = [
    ("application/sparql-results+json", Results::Json),
    ("application/json", Results::Json),
    ("application/sparql-results+xml", Results::Xml),
    ("application/xml", Results::Xml),
    ("text/xml", Results::Xml),
    ("text/csv", Results::Csv),
    ("text/tab-separated-values", Results::Tsv),
    ("text/plain", Results::Tsv),
];

/// Formats of triples.
const TRIPLES: [(&str, RdfFormat); 10] = [
    ("text/turtle", RdfFormat::Turtle),
    ("application/n-triples", RdfFormat::NTriples),
    ("application/ld+json", JSON_LD),
    ("application/json", JSON_LD),
    ("application/rdf+xml", RdfFormat::RdfXml),
    ("application/xml", RdfFormat::RdfXml),
    ("text/xml", RdfFormat::RdfXml),
    ("application/n-quads", RdfFormat::NQuads),
    ("application/trig", RdfFormat::TriG),
    ("text/plain", RdfFormat::NTriples),
];

/// Formats that say in which graph a triple is.
const QUADS: [(&str, RdfFormat); 3] = [
    ("application/n-quads", RdfFormat::NQuads),
    ("application/trig", RdfFormat::TriG),
    ("application/ld+json", JSON_LD),
];

const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() };

/// The format of a table or truth for an `Accept` header, with its media type.
pub(super) fn table(accept: Option<&str>) -> Result<(&'static str, Results), Refused> {
    choose(accept, &TABLES)
}

/// The same for triples.
pub(super) fn triples(accept: Option<&str>) -> Result<(&'static str, RdfFormat), Refused> {
    choose(accept, &TRIPLES)
}

/// The same for quads.
pub(super) fn quads(accept: Option<&str>) -> Result<(&'static str, RdfFormat), Refused> {
    choose(accept, &QUADS)
}

fn choose<F: Copy>(
    accept: Option<&str>,
    formats: &'static [(&'static str, F)],
) -> Result<(&'static str, F), Refused> {
    let offers: Vec<&str> = formats.iter().map(|(media, _)| *media).collect();
    let best = accept::best(accept, &offers);
    let chosen = formats.iter().find(|(media, _)| Some(*media) == best);
    chosen.copied().ok_or_else(|| Refused::not_acceptable(&offers))
}

/// A media type as a header says it: texts are in UTF-8.
pub(super) fn content_type(media: &str) -> String {
    if media.starts_with("text/") { format!("{media}; charset=utf-8") } else { media.to_owned() }
}
