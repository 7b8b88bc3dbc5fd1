//! The sources: those to whom statements go back, with how many each is an origin of.

use std::collections::{BTreeMap, BTreeSet};

use super::SOURCES;
use super::html::Html;
use super::scope::Subject;
use crate::corroborate::{Status, Support, Teller};

/// What goes back to somebody.
#[derive(Debug, Default)]
struct Source {
    asserted: usize,
    denied: usize,
    alone: usize,
    corroborated: usize,
}

pub(super) fn write(subject: &Subject<'_>, page: &mut Html) {
    let sources = sources(subject);
    if sources.is_empty() {
        return;
    }
    let most = sources.iter().map(|(_, source)| source.asserted + source.denied).max().unwrap_or(1);
    page.raw("<section id=\"sources\">\n<h2>Sources</h2>\n<p class=\"note\">Those to whom statements go back, ");
    page.raw("with the number of statements that each is an independent origin of. A source that is alone ");
    page.raw("is the only origin of a statement.</p>\n<table class=\"sources\">\n<thead><tr><th>Source</th>");
    page.raw("<th class=\"number\">Asserts</th><th class=\"number\">Alone</th>");
    page.raw("<th class=\"number\">Corroborated</th><th class=\"number\">Denies</th><th></th></tr></thead>\n<tbody>\n");
    for (name, source) in sources.iter().take(SOURCES) {
        let Source { asserted, denied, alone, corroborated } = source;
        page.raw("<tr><td>").name(name).raw("</td>");
        for number in [asserted, alone, corroborated, denied] {
            page.markup(format_args!("<td class=\"number\">{number}</td>"));
        }
        let width = |number: usize| 160.0 * number as f64 / most as f64;
        let (yes, no) = (width(*asserted), width(*denied));
        page.raw("<td class=\"bars\"><svg viewBox=\"0 0 160 10\" aria-hidden=\"true\">");
        page.markup(format_args!("<rect class=\"asserts\" width=\"{yes:.1}\" height=\"10\"/>"));
        page.markup(format_args!(
            "<rect class=\"denies\" x=\"{yes:.1}\" width=\"{no:.1}\" height=\"10\"/></svg></td></tr>\n"
        ));
    }
    page.raw("</tbody>\n</table>\n");
    let left = sources.len().saturating_sub(SOURCES);
    if left > 0 {
        let note = format!("{left} more sources of fewer statements are not shown.");
        page.raw("<p class=\"note\">").text(&note).raw("</p>\n");
    }
    page.raw("</section>\n");
}

/// Those of most statements first.
fn sources(subject: &Subject<'_>) -> Vec<(String, Source)> {
    let mut sources: BTreeMap<Teller, Source> = BTreeMap::new();
    for stated in subject.statements() {
        let standing = stated.standing;
        for origin in origins(&standing.asserted) {
            let source = sources.entry(origin).or_default();
            source.asserted += 1;
            source.alone += usize::from(standing.asserted.origins() == 1);
            source.corroborated += usize::from(standing.status == Status::Corroborated);
        }
        for origin in origins(&standing.denied) {
            sources.entry(origin).or_default().denied += 1;
        }
    }
    let named = |(teller, source)| (subject.dossier.teller(&teller), source);
    let mut sources: Vec<(String, Source)> = sources.into_iter().map(named).collect();
    sources.sort_by(|(name, source), (other_name, other)| {
        let most = |source: &Source| source.asserted + source.denied;
        (most(other), name).cmp(&(most(source), other_name))
    });
    sources
}

fn origins(support: &Support) -> BTreeSet<Teller> {
    support.ways.iter().filter_map(|way| way.last().cloned()).collect()
}
