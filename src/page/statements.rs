//! The statements by number of independent origins, with how each stands and who says so.

use super::STATEMENTS;
use super::html::Html;
use super::scope::{Stated, Subject, class};
use crate::corroborate::Teller;

/// Numbers of people that are told in a row.
const FIGURES: usize = 4;

/// Origins that are named in a row.
const NAMED: usize = 4;

pub(super) fn write(subject: &Subject<'_>, page: &mut Html) {
    if subject.rows.is_empty() {
        return;
    }
    page.raw("<section id=\"statements\">\n<h2>Statements by number of origins</h2>\n");
    page.raw("<table class=\"statements\">\n<thead><tr><th>Statement</th><th>Status</th>");
    page.raw("<th class=\"number\">Origins</th><th class=\"number\">Reports</th>");
    page.raw("<th class=\"number\">Denials</th><th>Goes back to</th></tr></thead>\n<tbody>\n");
    for stated in subject.rows.iter().take(STATEMENTS) {
        row(stated, subject, page);
    }
    page.raw("</tbody>\n</table>\n");
    let left = subject.rows.len().saturating_sub(STATEMENTS);
    if left > 0 {
        let note = format!(
            "{left} more statements, with fewer origins and reports, have no row here; `claimgraph query \
             corroborated least=0` lists them all."
        );
        page.raw("<p class=\"note\">").text(&note).raw("</p>\n");
    }
    page.raw("</section>\n");
}

fn row(stated: &Stated<'_>, subject: &Subject<'_>, page: &mut Html) {
    let standing = stated.standing;
    let (anchor, class) = (stated.anchor(), class(standing.status));
    page.markup(format_args!("<tr class=\"{class}\"><td><a href=\"#{anchor}\">"));
    stated.write(subject.dossier, page);
    page.raw("</a>");
    if let Some(when) = stated.times() {
        page.raw(" <span class=\"when\">").text(&when).raw("</span>");
    }
    let figures = stated.figures(subject.dossier);
    if !figures.is_empty() {
        let more = if figures.len() > FIGURES { " …" } else { "" };
        let shown = figures.iter().take(FIGURES).cloned().collect::<Vec<_>>().join("; ");
        page.raw(" <span class=\"figures\">").name(&shown).raw(more).raw("</span>");
    }
    page.raw("</td><td>");
    subject.status(standing.status, page);
    page.raw("</td>");
    let numbers = [
        standing.asserted.origins(),
        standing.asserted.reports.len(),
        standing.denied.reports.len(),
    ];
    for number in numbers {
        page.markup(format_args!("<td class=\"number\">{number}</td>"));
    }
    page.raw("<td class=\"tellers\">");
    tellers(stated, subject, page);
    page.raw("</td></tr>\n");
}

/// Those to whom the statement goes back, or else those who deny it.
fn tellers(stated: &Stated<'_>, subject: &Subject<'_>, page: &mut Html) {
    let (asserted, denied) = (&stated.standing.asserted.ways, &stated.standing.denied.ways);
    name(asserted, subject, page);
    if !denied.is_empty() {
        page.raw(if asserted.is_empty() { "denied by " } else { "; denied by " });
        name(denied, subject, page);
    }
}

fn name(ways: &[Vec<Teller>], subject: &Subject<'_>, page: &mut Html) {
    let mut names: Vec<String> =
        ways.iter().filter_map(|way| way.last()).map(|last| subject.dossier.teller(last)).collect();
    names.sort();
    for (place, name) in names.iter().take(NAMED).enumerate() {
        page.raw(if place > 0 { ", " } else { "" }).name(name);
    }
    if names.len() > NAMED {
        page.text(&format!(" and {} more", names.len() - NAMED));
    }
}
