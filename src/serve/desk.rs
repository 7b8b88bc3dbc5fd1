//! The desk: a page for people, and what its script asks for.

use std::io::Write;
use std::sync::{Arc, LazyLock};

use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::header;
use oxigraph::model::{NamedNode, Term};
use serde_json::{Map, Value as Json, json};

use super::Shared;
use super::reply::{self, Refused, Reply};
use super::route::Asked;
use crate::query::{Labels, Question, ShippedQuestions, Value};
use crate::vocab::PREFIXES;

/// The most addresses whose names are asked for at once.
const MOST: usize = 5_000;

/// What the page may do: nothing but ask the server that it comes from.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' \
                      data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// A file of the page, plain and gzipped.
struct File {
    content_type: &'static str,
    plain: &'static str,
    zipped: Vec<u8>,
}

static PAGE: LazyLock<File> =
    LazyLock::new(|| File::new("text/html; charset=utf-8", include_str!("desk/index.html")));
static STYLE: LazyLock<File> =
    LazyLock::new(|| File::new("text/css; charset=utf-8", include_str!("desk/desk.css")));
static SCRIPT: LazyLock<File> =
    LazyLock::new(|| File::new("text/javascript; charset=utf-8", include_str!("desk/desk.js")));
static ICON: LazyLock<File> =
    LazyLock::new(|| File::new("image/svg+xml", include_str!("desk/icon.svg")));

impl File {
    fn new(content_type: &'static str, plain: &'static str) -> File {
        let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
        let written = zipped.write_all(plain.as_bytes()).and_then(|()| zipped.finish());
        File { content_type, plain, zipped: written.expect("memory takes all") }
    }
}

/// The file of the page at a path, if there is one.
pub(super) fn file(asked: &Asked) -> Option<Reply> {
    let file = match asked.path() {
        "/" => &PAGE,
        "/desk.css" => &STYLE,
        "/desk.js" => &SCRIPT,
        "/icon.svg" => &ICON,
        _ => return None,
    };
    let is_zipped = asked.header(&header::ACCEPT_ENCODING).is_some_and(|all| all.contains("gzip"));
    let mut reply = if is_zipped {
        reply::bytes(file.content_type, file.zipped.clone())
    } else {
        reply::bytes(file.content_type, file.plain)
    };
    if is_zipped {
        reply::set(&mut reply, header::CONTENT_ENCODING, "gzip");
    }
    reply::set(&mut reply, header::VARY, "Accept-Encoding");
    reply::set(&mut reply, header::CACHE_CONTROL, "no-cache");
    reply::set(&mut reply, header::CONTENT_SECURITY_POLICY, POLICY);
    Some(reply)
}

/// The shipped questions with what they can be asked of, and the prefixes that queries know.
pub(super) fn questions(shared: &Shared) -> Reply {
    let opened = shared.current.get();
    let questions = ShippedQuestions::of(opened.graph.ontology());
    let questions: Vec<Json> = questions.iter().map(question).collect();
    let prefixes: Map<String, Json> =
        PREFIXES.iter().map(|(prefix, iri)| ((*prefix).to_owned(), json!(iri))).collect();
    let base = opened.graph.namer().base();
    let page = json!({
        "questions": questions, "prefixes": prefixes, "base": base,
        "reports": opened.reports, "quads": opened.quads,
    });
    reply::bytes("application/json", page.to_string())
}

fn question(question: &Question) -> Json {
    let kind = |value: Value| match value {
        Value::Thing | Value::ThingAndParts => "thing",
        Value::Class => "class",
        Value::Day => "day",
        Value::Number => "number",
        Value::Text => "text",
    };
    let parameters: Vec<Json> = question
        .parameters
        .iter()
        .map(|known| json!({"name": known.name, "kind": kind(known.value), "about": known.about}))
        .collect();
    json!({"name": question.name, "title": question.title, "parameters": parameters})
}

/// The SPARQL of the question `name` for the values in the address.
pub(super) async fn filled(
    shared: &Arc<Shared>,
    asked: &Asked,
    name: &str,
) -> Result<Reply, Refused> {
    let (opened, name) = (shared.current.get(), name.to_owned());
    let mut values = asked.parameters()?.pairs();
    values.retain(|pair| !pair.ends_with('='));
    let filled = tokio::task::spawn_blocking(move || {
        let questions = ShippedQuestions::of(opened.graph.ontology());
        let Some(question) = questions.get(&name) else {
            return Err(Refused::new(404, "there is no such question; see /questions"));
        };
        let filled = question.with(&values, &opened.graph);
        filled.map_err(|error| Refused::new(400, error.to_string()))
    });
    let filled = filled.await.map_err(|error| Refused::new(500, error.to_string()))??;
    Ok(reply::bytes("application/sparql-query; charset=utf-8", filled))
}

/// What the posted addresses, one a line, are called.
pub(super) async fn labels(shared: &Arc<Shared>, asked: &Asked) -> Result<Reply, Refused> {
    let (opened, text) = (shared.current.get(), asked.text()?);
    if text.lines().count() > MOST {
        return Err(Refused::new(413, format!("no more than {MOST} addresses at once")));
    }
    let named = tokio::task::spawn_blocking(move || {
        let labels = Labels::new(&opened.graph);
        let name =
            |iri: &str| Some((iri.to_owned(), labels.of(&Term::from(NamedNode::new(iri).ok()?))));
        let named = text.lines().filter_map(name);
        named.map(|(iri, label)| (iri, Json::from(label))).collect::<Map<String, Json>>()
    });
    let named = named.await.map_err(|error| Refused::new(500, error.to_string()))?;
    Ok(reply::bytes("application/json", Json::from(named).to_string()))
}
