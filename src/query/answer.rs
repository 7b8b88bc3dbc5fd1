//! Answers: a truth, a table, or triples; in an order that is always the same.

use std::error::Error;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, QueryResultsSerializer, SliceQueryResultsParserOutput,
};
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter};

use crate::vocab::PREFIXES;

/// What a query answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// To ASK.
    Truth(bool),
    /// To SELECT.
    Table(Table),
    /// To CONSTRUCT and DESCRIBE, sorted.
    Triples(Vec<Triple>),
}

/// Rows of terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The names of the columns.
    pub variables: Vec<Variable>,
    /// A cell for each column; none where the variable is not bound.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Table {
    /// Takes all rows. Where the query gives no order, they get that of their terms.
    pub(super) fn of(
        solutions: QuerySolutionIter<'_>,
        is_ordered: bool,
    ) -> Result<Table, QueryEvaluationError> {
        let variables = solutions.variables().to_vec();
        let mut rows = Vec::new();
        for solution in solutions {
            rows.push(solution?.values().to_vec());
        }
        Ok(Table::ordered(variables, rows, is_ordered))
    }

    fn ordered(
        variables: Vec<Variable>,
        mut rows: Vec<Vec<Option<Term>>>,
        is_ordered: bool,
    ) -> Table {
        if !is_ordered {
            let key = |row: &Vec<Option<Term>>| -> Vec<String> {
                row.iter()
                    .map(|term| term.as_ref().map(Term::to_string).unwrap_or_default())
                    .collect()
            };
            rows.sort_by_cached_key(key);
        }
        Table { variables, rows }
    }
}

/// Whether a query says in which order its rows are to come.
pub(super) fn is_ordered(sparql: &str) -> bool {
    let words: Vec<String> = sparql.split_whitespace().map(str::to_uppercase).collect();
    words.windows(2).any(|pair| pair[0] == "ORDER" && pair[1].starts_with("BY"))
}

impl Answer {
    /// Reads what another program answered to `sparql`, of this media type.
    ///
    /// # Errors
    /// If the format is none that answers have, or if the answer is not well-formed.
    pub(crate) fn read(
        media: &str,
        bytes: &[u8],
        sparql: &str,
    ) -> Result<Answer, Box<dyn Error + Send + Sync>> {
        let media = media.split(';').next().unwrap_or_default().trim();
        if let Some(format) = QueryResultsFormat::from_media_type(media) {
            return Ok(match QueryResultsParser::from_format(format).for_slice(bytes)? {
                SliceQueryResultsParserOutput::Boolean(is_so) => Answer::Truth(is_so),
                SliceQueryResultsParserOutput::Solutions(solutions) => {
                    let variables = solutions.variables().to_vec();
                    let mut rows = Vec::new();
                    for solution in solutions {
                        rows.push(solution?.values().to_vec());
                    }
                    Answer::Table(Table::ordered(variables, rows, is_ordered(sparql)))
                }
            });
        }
        let Some(format) = RdfFormat::from_media_type(media) else {
            return Err(format!("an answer of type `{media}` cannot be read").into());
        };
        let mut triples = Vec::new();
        for quad in RdfParser::from_format(format).for_slice(bytes) {
            triples.push(Triple::from(quad?));
        }
        triples.sort_by_cached_key(ToString::to_string);
        triples.dedup();
        Ok(Answer::Triples(triples))
    }

    /// Writes the answer in one of SPARQL's result formats
    /// (<https://www.w3.org/TR/sparql11-overview/#sparql11-results>).
    ///
    /// # Errors
    /// If the output cannot be written, or if the answer is triples, which have no such format.
    pub fn write(&self, format: QueryResultsFormat, output: &mut dyn Write) -> io::Result<()> {
        let serializer = QueryResultsSerializer::from_format(format);
        match self {
            Answer::Truth(is_so) => {
                serializer.serialize_boolean_to_writer(output, *is_so)?;
            }
            Answer::Table(table) => {
                let mut writer =
                    serializer.serialize_solutions_to_writer(output, table.variables.clone())?;
                for row in &table.rows {
                    let cells = table.variables.iter().zip(row);
                    let bound = cells.filter_map(|(name, term)| Some((name, term.as_ref()?)));
                    writer.serialize(bound)?;
                }
                writer.finish()?;
            }
            Answer::Triples(_) => {
                return Err(io::Error::other(
                    "this query answers with triples; take --format ttl or nt",
                ));
            }
        }
        Ok(())
    }

    /// Writes triples in an RDF format.
    ///
    /// # Errors
    /// If the output cannot be written, or if the answer is no triples.
    pub fn write_rdf(&self, format: RdfFormat, output: &mut dyn Write) -> io::Result<()> {
        let Answer::Triples(triples) = self else {
            return Err(io::Error::other(
                "this query answers with a table; take --format table, csv, tsv, json or xml",
            ));
        };
        let mut serializer = RdfSerializer::from_format(format);
        for (prefix, namespace) in PREFIXES {
            serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(output);
        for triple in triples {
            writer.serialize_triple(triple)?;
        }
        writer.finish()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::is_ordered;

    #[test]
    fn an_order_is_seen_however_it_is_written() {
        assert!(is_ordered("SELECT * WHERE { ?s ?p ?o } order\n by ?s"));
        assert!(is_ordered("SELECT * { ?s ?p ?o } ORDER BY(?s)"));
        assert!(!is_ordered("SELECT ?order WHERE { ?s ?by ?order }"));
    }
}
