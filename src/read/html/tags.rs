//! Reads what a page says of itself: `og:title`, `article:published_time`, `<time>`, `<title>`.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use crate::read::date;
use crate::read::metadata::Metadata;

const TITLE: [&str; 6] =
    ["og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "twitter:title"];
const PUBLISHER: [&str; 6] = [
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
];
const PUBLISHED: [&str; 17] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
];

/// What the page's tags say; where they are silent, `linked`, which its JSON-LD says.
///
/// The site's name is believed before JSON-LD, whose publisher often is the company behind it.
pub(super) fn metadata(page: &Document, linked: Metadata) -> Metadata {
    let tags = Tags::of(page);
    let own = Metadata {
        title: tags.first(&TITLE),
        publisher: tags.first(&PUBLISHER).filter(|name| address(name).is_none()),
        published: tags.dates().next(),
        url: canonical(page).or_else(|| address(&tags.first(&["og:url"])?)),
        language: language(page, &tags),
        ..Metadata::default()
    };
    let shown = Metadata {
        title: heading(page).or_else(|| first_text(page, "title")),
        published: time(page),
        url: saved_from(page),
        ..Metadata::default()
    };
    let mut metadata = own.or(linked).or(shown);
    metadata.title = metadata.title.map(|title| without_site(title, metadata.publisher.as_deref()));
    metadata.language = metadata.language.map(|language| language.replace('_', "-"));
    metadata
}

/// One line of text, with entities that somebody escaped twice.
pub(super) fn clean(text: &str) -> String {
    let decoded = if text.contains('&') { Some(Document::fragment(text).text()) } else { None };
    let text = decoded.as_deref().unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address on the web, if a text is one.
pub(super) fn address(text: &str) -> Option<String> {
    let text = text.trim();
    (text.starts_with("https://") || text.starts_with("http://")).then(|| text.to_owned())
}

/// The `<meta>` tags of a page; of two with one name, the first.
struct Tags(HashMap<String, String>);

impl Tags {
    fn of(page: &Document) -> Tags {
        let mut tags = HashMap::new();
        for node in page.select("meta[content]").nodes() {
            let value = clean(&node.attr_or("content", ""));
            let names = ["property", "name", "itemprop", "http-equiv"];
            for name in names.iter().filter_map(|name| node.attr(name)) {
                if !value.is_empty() {
                    tags.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| value.clone());
                }
            }
        }
        Tags(tags)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(*name).cloned())
    }

    /// Days of publication that can be read.
    fn dates(&self) -> impl Iterator<Item = String> {
        PUBLISHED.iter().filter_map(|name| date::parse(self.0.get(*name)?))
    }
}

fn canonical(page: &Document) -> Option<String> {
    address(&page.select_single(r#"link[rel="canonical" i]"#).attr("href")?)
}

fn language(page: &Document, tags: &Tags) -> Option<String> {
    let html = page.select_single("html");
    let given = html.attr("lang").or_else(|| html.attr("xml:lang")).map(|lang| clean(&lang));
    let given = given.filter(|lang| !lang.is_empty());
    given.or_else(|| tags.first(&["content-language", "og:locale", "dc.language", "language"]))
}

/// The only `<h1>`: where there are more, one is a site's name, and none can tell which.
fn heading(page: &Document) -> Option<String> {
    let headings = page.select("h1");
    let [heading] = headings.nodes() else {
        return None;
    };
    Some(clean(&heading.text())).filter(|text| text.split(' ').count() > 2)
}

fn first_text(page: &Document, selector: &str) -> Option<String> {
    Some(clean(&page.select_single(selector).text())).filter(|text| !text.is_empty())
}

/// The day in a marked-up `datePublished`, or else in the `<time>` nearest to the headline.
fn time(page: &Document) -> Option<String> {
    let marked = page.select(r#"[itemprop="datePublished"], time[pubdate]"#);
    marked.nodes().iter().find_map(day).or_else(|| {
        let heading = page.select_single("h1");
        let around = heading.nodes().first()?.ancestors_it(None);
        let times = around.map(|element| {
            let times = element.descendants_it().filter(|node| {
                node.node_name().is_some_and(|name| &*name == "time") && !is_update(node)
            });
            times.filter_map(|node| day(&node)).next()
        });
        times.take(4).flatten().next()
    })
}

fn day(node: &NodeRef<'_>) -> Option<String> {
    let given = node.attr("datetime").or_else(|| node.attr("content"));
    given.and_then(|given| date::parse(&given)).or_else(|| date::parse(&node.text()))
}

fn is_update(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "").to_ascii_lowercase();
    let property = node.attr_or("itemprop", "").to_ascii_lowercase();
    [class, property].iter().any(|name| name.contains("updated") || name.contains("modified"))
}

/// What browsers note in a page that they save: `<!-- saved from url=(0041)https://… -->`.
fn saved_from(page: &Document) -> Option<String> {
    let comments = page.root().children_it(false).chain(page.html_root().children_it(false));
    let mut notes = comments.filter(NodeRef::is_comment).map(|node| node.html());
    notes.find_map(|note| {
        let note = note.split_once("saved from url=(")?.1.split_once(')')?.1;
        address(note.split_whitespace().next()?.trim_end_matches("-->"))
    })
}

/// `Fighters cross at Mehran - Frontier Desk` without the site's name.
fn without_site(title: String, site: Option<&str>) -> String {
    let Some(site) = site else { return title };
    let named = [" | ", " - ", " – ", " — ", " · ", " :: "].iter().find_map(|mark| {
        let (headline, end) = title.rsplit_once(mark)?;
        end.trim().eq_ignore_ascii_case(site).then(|| headline.trim().to_owned())
    });
    named.unwrap_or(title)
}
