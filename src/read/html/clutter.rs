//! What is no part of an article, wherever in a page it stands.

use dom_query::{Document, NodeRef};

/// Navigation, dialogues and what belongs to cookies and consent; never the article itself.
const CLUTTER: &str = r#"nav, dialog, template, noscript, [role="navigation"], [role="dialog"],
    [role="alertdialog"], [role="search"], [aria-modal="true"],
    [id*="cookie" i], [class*="cookie" i], [id*="consent" i], [class*="consent" i],
    [id*="gdpr" i], [class*="gdpr" i], [id*="onetrust" i], [class*="newsletter" i],
    [class*="related-" i], [class*="read-more" i], [class*="readmore" i], [class*="share-" i],
    [class*="social-" i], [class~="related" i]"#;

/// Elements that hold the article, whatever their class says: `<body class="cookies-accepted">`.
const HOLDERS: [&str; 5] = ["html", "head", "body", "main", "article"];

/// Takes clutter out of a page. What is half of the page or more is no clutter, whatever it is called.
pub(super) fn remove(page: &Document) {
    let half = page.body().map_or(0, |body| body.text().len() / 2);
    for node in page.select(CLUTTER).nodes() {
        if !holds_article(node) && node.text().len() < half {
            node.remove_from_parent();
        }
    }
}

fn holds_article(node: &NodeRef<'_>) -> bool {
    let is_holder = |node: &NodeRef<'_>| {
        node.node_name().is_some_and(|name| HOLDERS.contains(&&*name) || &*name == "h1")
    };
    is_holder(node) || node.descendants_it().any(|inner| is_holder(&inner))
}
