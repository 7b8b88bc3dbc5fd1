//! Reads the article in a web page, without navigation, banners and related links.
//!
//! `dom_smoothie`, a port of the reader view of Firefox, finds the article. Around it stand what
//! that leaves to its callers: what is clutter whatever its place, paragraphs as text, and the
//! judgement whether what was found is an article at all.

mod clutter;
mod json_ld;
mod paragraphs;
mod tags;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::date;
use super::metadata::Metadata;
use super::refusal::Refusal;
use paragraphs::Paragraph;

/// Elements inside each other beyond which a page is refused: browsers stop at 512 too.
const DEEPEST: usize = 512;
/// Elements beyond which looking for the article would take minutes.
const MOST_ELEMENTS: usize = 200_000;
/// Characters that make the reader view content with a first try: briefs are short.
const SHORT: usize = 200;

/// The text of the article in a page, and what the page says of it.
///
/// Where the reader view finds no prose, the `articleBody` in the page's JSON-LD is taken, then all
/// prose in the page.
///
/// # Errors
///
/// When there is no prose in the page at all, and when it is nested deeper than any page is.
pub(super) fn article(source: &str) -> Result<(String, Metadata), Refusal> {
    let page = Document::from(source);
    if depth(page.root()) > DEEPEST {
        return Err(Refusal::because(format!("its elements are nested deeper than {DEEPEST}"))
            .with_hint("give the text as .txt"));
    }
    let linked = json_ld::article(&page);
    let (linked, body) = linked.map_or_else(Default::default, |node| (node.metadata, node.body));
    let mut metadata = tags::metadata(&page, linked);
    clutter::remove(&page);
    let everything = paragraphs::of(page.root());
    let title = metadata.title.as_deref();
    let (text, day) = prose(reader_view(page), title)
        .or_else(|| prose(body.as_deref().map(paragraphs::of_text).unwrap_or_default(), title))
        .or_else(|| prose(everything.into_iter().filter(Paragraph::is_prose).collect(), title))
        .ok_or_else(|| {
            Refusal::because("there is no article in the page")
                .with_hint("if the page needs a browser to show it, save it from there, or as .txt")
        })?;
    metadata.published = metadata.published.or(day);
    Ok((text, metadata))
}

/// What the reader view of a browser would show of a page.
fn reader_view(page: Document) -> Vec<Paragraph> {
    let config = Config {
        // Its parser of JSON-LD is lax; ours has already read what there is.
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        char_threshold: SHORT,
        ..Config::default()
    };
    // It compares scores that a hostile page could make NaN; one page must not end the run.
    let view = catch_unwind(AssertUnwindSafe(|| {
        let mut view = Readability::with_document(page, None, Some(config)).ok()?;
        view.parse().ok()?;
        let found = view.doc.select_single("#readability-page-1");
        found.nodes().first().map(|node| paragraphs::of(*node))
    }));
    view.ok().flatten().unwrap_or_default()
}

/// The text of paragraphs, if there is prose among them, and the day that stands above it.
///
/// Links to elsewhere are left out, and so are the headline and the day on top: they are metadata.
fn prose(mut paragraphs: Vec<Paragraph>, title: Option<&str>) -> Option<(String, Option<String>)> {
    paragraphs.retain(|paragraph| !paragraph.is_link());
    let mut day = None;
    while let Some(Paragraph { text, .. }) = paragraphs.first() {
        let dated = date::parse(text);
        if dated.is_none() && title != Some(text) {
            break;
        }
        day = day.or(dated);
        paragraphs.remove(0);
    }
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    paragraphs.iter().any(Paragraph::is_prose).then(|| (texts.join("\n\n"), day))
}

/// How many elements stand in each other at most.
fn depth(root: NodeRef<'_>) -> usize {
    let mut deepest = 0;
    let mut left = vec![(root, 0)];
    while let Some((node, depth)) = left.pop() {
        deepest = deepest.max(depth);
        left.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}
