//! Every statement with its origins, and below each the reports that go back to it, with their words.

use super::contradictions::{line, report};
use super::html::Html;
use super::scope::{Stated, Subject, class};
use super::{REPORTS, STATEMENTS};
use crate::dossier::{Member, Origin, Side};

/// Claims of one report that are quoted.
const QUOTED: usize = 3;

pub(super) fn write(subject: &Subject<'_>, page: &mut Html) {
    if subject.rows.is_empty() {
        return;
    }
    page.raw("<section id=\"claims\">\n<h2>Who says so, and in which words</h2>\n");
    page.raw("<p class=\"note\">Below each statement stand its independent origins, and below each origin ");
    page.raw("the reports that go back to it: the one that counts, and those that add none, with the reason.</p>\n");
    for stated in subject.rows.iter().take(STATEMENTS) {
        statement(stated, subject, page);
    }
    page.raw("</section>\n");
}

fn statement(stated: &Stated<'_>, subject: &Subject<'_>, page: &mut Html) {
    let Some(ground) = subject.dossier.ground(&stated.standing.statement) else { return };
    let (anchor, class) = (stated.anchor(), class(ground.status));
    page.markup(format_args!("<article class=\"ground {class}\" id=\"{anchor}\">\n<h3>"));
    stated.write(subject.dossier, page);
    if let Some(when) = stated.times() {
        page.raw(" <span class=\"when\">").text(&when).raw("</span>");
    }
    page.raw("</h3>\n<p class=\"because\">");
    subject.status(ground.status, page);
    page.raw(" ").text(&ground.because).raw("</p>\n");
    side("Asserted", &ground.asserted, subject, page);
    side("Denied", &ground.denied, subject, page);
    page.raw("</article>\n");
}

fn side(verb: &str, side: &Side, subject: &Subject<'_>, page: &mut Html) {
    if side.reports == 0 {
        return;
    }
    page.markup(format_args!("<div class=\"origins {}\">\n", verb.to_lowercase()));
    for (place, found) in side.origins.iter().enumerate() {
        page.markup(format_args!("<h4><span class=\"verb\">{verb}</span> origin {}: ", place + 1));
        origin(found, page);
        page.raw("</h4>\n");
        members(&found.members, subject, page);
    }
    if !side.untraced.is_empty() {
        page.markup(format_args!("<h4><span class=\"verb\">{verb}</span> no origin</h4>\n"));
        members(&side.untraced, subject, page);
    }
    page.raw("</div>\n");
}

fn origin(origin: &Origin, page: &mut Html) {
    page.name(&origin.name);
    if let Some(unnamed) = &origin.unnamed {
        page.raw(", who has it from ").name(unnamed);
    }
    for (place, teller) in origin.through.iter().enumerate() {
        page.raw(if place > 0 { ", " } else { ", through " }).name(teller);
    }
}

fn members(members: &[Member], subject: &Subject<'_>, page: &mut Html) {
    page.raw("<ul>\n");
    for member in members.iter().take(REPORTS) {
        page.raw(if member.adds_none.is_some() { "<li class=\"none\">" } else { "<li>" });
        for (place, claim) in member.claims.iter().take(QUOTED).enumerate() {
            let said = subject.dossier.said(claim);
            if place == 0 {
                page.raw("<p class=\"report\">");
                report(&said, page);
                if let Some(why) = &member.adds_none {
                    page.raw(" <span class=\"why\">adds no origin: ").name(why).raw("</span>");
                }
                page.raw("</p>\n");
            }
            page.raw("<blockquote>").quote(&said.quote).raw("</blockquote>\n");
            let by = if said.tellers.is_empty() { "its own words".to_owned() } else { said.by() };
            line(&[vec![by], said.circumstances()].concat(), page);
        }
        let left = member.claims.len().saturating_sub(QUOTED);
        if left > 0 {
            page.markup(format_args!(
                "<p class=\"note\">and {left} more claims of this report</p>"
            ));
        }
        page.raw("</li>\n");
    }
    let left = members.len().saturating_sub(REPORTS);
    if left > 0 {
        page.markup(format_args!(
            "<li class=\"none\">and {left} more reports that add no origin</li>\n"
        ));
    }
    page.raw("</ul>\n");
}
