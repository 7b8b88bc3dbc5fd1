//! What cannot both be right, side by side with the words of both.

use super::CONTRADICTIONS;
use super::html::Html;
use super::scope::{Subject, what};
use crate::dossier::Said;

pub(super) fn write(subject: &Subject<'_>, page: &mut Html) {
    let all = &subject.contradictions;
    if all.is_empty() {
        return;
    }
    page.raw("<section id=\"contradictions\">\n<h2>Contradictions</h2>\n");
    for found in all.iter().take(CONTRADICTIONS) {
        let against = subject.dossier.contradiction(found);
        page.raw("<article class=\"contradiction\"><h3>").text(&against.kind);
        page.markup(format_args!(" <span class=\"weight\">{}</span></h3>\n", against.weight));
        page.raw("<div class=\"sides\">\n");
        against.claims.iter().for_each(|said| side(said, page));
        page.raw("</div></article>\n");
    }
    let left = all.len().saturating_sub(CONTRADICTIONS);
    if left > 0 {
        let note = format!(
            "{left} more, weaker or like these, are not shown; `claimgraph query contradictions` lists them all."
        );
        page.raw("<p class=\"note\">").text(&note).raw("</p>\n");
    }
    page.raw("</section>\n");
}

fn side(said: &Said, page: &mut Html) {
    let class = if said.denied { "side denies" } else { "side asserts" };
    page.markup(format_args!("<div class=\"{class}\"><p class=\"by\">")).name(&said.by());
    page.raw(if said.denied { " denies:" } else { " says:" }).raw("</p>\n<p class=\"what\">");
    what([&said.subject, &said.relation, &said.object], page);
    page.raw("</p>\n");
    circumstances(said, page);
    page.raw("<blockquote>").quote(&said.quote).raw("</blockquote>\n<p class=\"report\">");
    report(said, page);
    page.raw("</p></div>\n");
}

/// What makes it less than a flat statement, and when and how many.
fn circumstances(said: &Said, page: &mut Html) {
    line(&said.circumstances(), page);
}

/// Words in one line, with points between them; nothing where there are none.
pub(super) fn line(parts: &[String], page: &mut Html) {
    if parts.is_empty() {
        return;
    }
    page.raw("<p class=\"circumstances\">");
    for (place, part) in parts.iter().enumerate() {
        page.raw(if place > 0 { " · " } else { "" }).name(part);
    }
    page.raw("</p>\n");
}

/// The report that a claim stands in: publisher and day, headline, link.
pub(super) fn report(said: &Said, page: &mut Html) {
    let report = &said.report;
    page.name(&report.label);
    match (&report.title, &report.url) {
        (Some(title), url) => page.raw(", ").link(url.as_deref(), title),
        (None, Some(url)) => page.raw(", ").link(Some(url), url),
        (None, None) => page,
    };
}
