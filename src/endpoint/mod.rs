//! A SPARQL endpoint that others keep and into which the graph was loaded
//! (<https://www.w3.org/TR/sparql11-protocol/#query-operation>). Nothing else in the crate uses the
//! network of its own accord.

mod labels;
mod names;

use std::env;
use std::io::Read;
use std::time::Duration;

use oxigraph::model::Term;
use spargebra::{Query, SparqlParser};
use ureq::Agent;

pub use labels::Labels;

use crate::ontology::Ontology;
use crate::query::{Answer, QueryError};
use crate::vocab::PREFIXES;

/// Who asks, where an endpoint wants to know: the value of the header `Authorization`.
const AUTHORIZATION: &str = "CLAIMGRAPH_AUTHORIZATION";

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The largest answer that is taken.
const LARGEST: u64 = 1 << 30;

/// An endpoint that can be asked.
pub struct Endpoint {
    url: String,
    agent: Agent,
    authorization: Option<String>,
    ontology: Ontology,
}

impl Endpoint {
    /// The endpoint at a URL. It is not asked anything yet; parameters in the URL are kept, as in
    /// `http://localhost:3030/news/query?default-graph-uri=urn:claims`.
    ///
    /// # Errors
    /// If it is no URL, or one that this program cannot reach.
    pub fn at(url: &str) -> Result<Endpoint, QueryError> {
        if url.starts_with("https://") && cfg!(not(feature = "https")) {
            let problem = "this program was built without https; build it with `cargo build \
                           --release --features https`";
            return Err(QueryError(format!("{url}: {problem}")));
        }
        if !url.starts_with("http://") && !url.starts_with("https://") {
            let problem = "an endpoint's address begins with http:// or https://";
            return Err(QueryError(format!("{url}: {problem}")));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(concat!("claimgraph/", env!("CARGO_PKG_VERSION")));
        let ontology = Ontology::built_in().map_err(|error| QueryError(error.to_string()))?;
        let authorization = env::var(AUTHORIZATION).ok();
        let agent = config.build().new_agent();
        Ok(Endpoint { url: url.to_owned(), agent, authorization, ontology })
    }

    /// The classes and relations, and the questions, that come with the program.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// What the endpoint answers. The usual prefixes need no declaration.
    ///
    /// # Errors
    /// If it cannot be reached, does not take the query, or answers what cannot be read.
    pub fn ask(&self, sparql: &str) -> Result<Answer, QueryError> {
        let sparql = declared(sparql);
        let fail = |problem: String| QueryError(format!("{}: {problem}", self.url));
        let mut request = self.agent.post(&self.url).header("Accept", accept(&sparql));
        if let Some(who) = &self.authorization {
            request = request.header("Authorization", who);
        }
        let sent = request.send_form([("query", &sparql)]);
        let mut response = sent.map_err(|error| fail(error.to_string()))?;
        let mut bytes = Vec::new();
        let body = response.body_mut().as_reader();
        let read = body.take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| fail(format!("the answer broke off: {error}")))?;
        if bytes.len() as u64 > LARGEST {
            return Err(fail(format!("the answer has more than {} MB", LARGEST >> 20)));
        }
        if !response.status().is_success() {
            return Err(fail(refusal(response.status().as_u16(), &bytes)));
        }
        let media = response.headers().get("Content-Type").and_then(|media| media.to_str().ok());
        let answer = Answer::read(media.unwrap_or_default(), &bytes, &sparql);
        answer.map(|answer| truth(answer, &sparql)).map_err(|error| fail(error.to_string()))
    }

    /// The rows that the endpoint answers, as strings; nothing where a variable is not bound.
    fn rows(&self, sparql: &str) -> Result<Vec<Vec<String>>, QueryError> {
        let text = |term: Option<Term>| match term {
            Some(Term::NamedNode(node)) => node.into_string(),
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            _ => String::new(),
        };
        let Answer::Table(table) = self.ask(sparql)? else { return Ok(Vec::new()) };
        Ok(table.rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect())
    }
}

/// The formats to ask for, by what the query asks for. What is not SPARQL as we know it may be the
/// endpoint's own dialect.
fn accept(sparql: &str) -> &'static str {
    match SparqlParser::new().parse_query(sparql) {
        Ok(Query::Construct { .. } | Query::Describe { .. }) => {
            "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
        }
        _ => "application/sparql-results+json, application/sparql-results+xml;q=0.8",
    }
}

/// Virtuoso answers to ASK with a table of one number.
fn truth(answer: Answer, sparql: &str) -> Answer {
    let Answer::Table(table) = &answer else { return answer };
    match (SparqlParser::new().parse_query(sparql), &table.rows[..]) {
        (Ok(Query::Ask { .. }), [row]) => {
            let is_so = matches!(&row[..], [Some(Term::Literal(one))] if one.value() == "1");
            Answer::Truth(is_so)
        }
        _ => answer,
    }
}

/// The query with the usual prefixes that it uses and does not declare.
fn declared(sparql: &str) -> String {
    let mut declarations = String::new();
    for (prefix, namespace) in PREFIXES {
        let term = format!("{prefix}:");
        let mut places = sparql.match_indices(&term);
        let begins_word = |at: usize| {
            !sparql[..at]
                .ends_with(|before: char| before.is_alphanumeric() || "_-:".contains(before))
        };
        let is_used = places.any(|(at, _)| begins_word(at));
        let declares = |line: &str| {
            let mut words = line.split_whitespace();
            words.any(|word| word.eq_ignore_ascii_case("PREFIX")) && line.contains(&term)
        };
        if is_used && !sparql.lines().any(declares) {
            declarations.push_str(&format!("PREFIX {prefix}: <{namespace}> "));
        }
    }
    // On the first line, so that what the endpoint says of lines is right.
    declarations + sparql
}

/// The first words of what an endpoint says when it refuses.
fn refusal(status: u16, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('<'));
    let words: String =
        first.unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect();
    let hint = match status {
        401 | 403 => format!("; {AUTHORIZATION} in the environment may say who asks"),
        404 => "; is this the address for queries?".to_owned(),
        _ => String::new(),
    };
    format!("the endpoint refuses with status {status}: {words}{hint}")
}

#[cfg(test)]
mod tests {
    use super::{accept, declared};

    #[test]
    fn prefixes_are_declared_where_they_are_used_and_not_declared() {
        let text = declared("SELECT * { ?s a cg:Claim ; <http://xskos:y> ?o }");
        assert!(text.starts_with("PREFIX cg: <https://w3id.org/claimgraph/ns#> SELECT"), "{text}");
        let own = "PREFIX cg: <urn:mine>\nSELECT * { ?s a cg:Claim }";
        assert_eq!(declared(own), own);
    }

    #[test]
    fn what_is_asked_for_is_what_the_query_answers() {
        assert!(accept("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").starts_with("application/n-triples"));
        assert!(accept("ASK {}").starts_with("application/sparql-results+json"));
    }
}
