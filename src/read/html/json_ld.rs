//! Reads what a page says of its article in JSON-LD, as schema.org has it.

use dom_query::Document;
use serde_json::{Map, Value};

use super::tags::{address, clean};
use crate::read::metadata::Metadata;

/// The article among a page's JSON-LD.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) metadata: Metadata,
    /// Its whole text, which many pages have for search engines.
    pub(super) body: Option<String>,
}

type Node = Map<String, Value>;

/// The first article in a page's JSON-LD; graphs are searched, references in them followed.
pub(super) fn article(page: &Document) -> Option<Article> {
    let mut nodes = Vec::new();
    for script in page.select(r#"script[type="application/ld+json" i]"#).nodes() {
        // Raw line ends in strings are no JSON, but common.
        let text: String =
            script.text().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        if let Ok(value) = serde_json::from_str(text) {
            collect(value, &mut nodes);
        }
    }
    let article = nodes.iter().find(|node| is_article(node))?;
    let mut metadata = Metadata {
        title: text(article, "headline").or_else(|| text(article, "name")),
        publisher: article.get("publisher").and_then(|publisher| name(publisher, &nodes)),
        language: article.get("inLanguage").and_then(|language| match language {
            Value::Object(language) => text(language, "alternateName"),
            language => language.as_str().map(str::to_owned),
        }),
        url: url(article),
        ..Metadata::default()
    };
    if let Some(published) = text(article, "datePublished") {
        metadata.set("published", &published);
    }
    let body = article.get("articleBody").and_then(Value::as_str).map(str::to_owned);
    Some(Article { metadata, body })
}

/// All objects in lists and graphs, in their order.
fn collect(value: Value, nodes: &mut Vec<Node>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, nodes)),
        Value::Object(mut node) => {
            let graph = node.remove("@graph");
            nodes.push(node);
            if let Some(graph) = graph {
                collect(graph, nodes);
            }
        }
        _ => {}
    }
}

/// `NewsArticle`, `ReportageNewsArticle`, `BlogPosting`, `Report`, alone or among others.
fn is_article(node: &Node) -> bool {
    let is_article = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        kind.ends_with("Article") || kind.ends_with("Posting") || kind.ends_with("Report")
    };
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_article),
        Some(kind) => is_article(kind),
        None => false,
    }
}

/// A publisher's name: given, in its object, or in the object that it refers to.
fn name(publisher: &Value, nodes: &[Node]) -> Option<String> {
    match publisher {
        Value::String(name) => Some(clean(name)).filter(|name| address(name).is_none()),
        Value::Array(publishers) => publishers.iter().find_map(|one| name(one, nodes)),
        Value::Object(node) => text(node, "name").or_else(|| {
            let id = node.get("@id")?;
            text(nodes.iter().find(|other| other.get("@id") == Some(id))?, "name")
        }),
        _ => None,
    }
    .filter(|name| !name.is_empty())
}

fn url(article: &Node) -> Option<String> {
    let page = match article.get("mainEntityOfPage") {
        Some(Value::Object(page)) => text(page, "@id").or_else(|| text(page, "url")),
        _ => text(article, "mainEntityOfPage"),
    };
    text(article, "url").and_then(|url| address(&url)).or_else(|| address(&page?))
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key)?.as_str().map(clean).filter(|text| !text.is_empty())
}
