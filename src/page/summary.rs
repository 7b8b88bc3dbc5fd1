//! The head of the page: what it is about, how much is said of it, and how that stands.

use std::collections::{BTreeMap, BTreeSet};

use super::html::Html;
use super::scope::{ORDER, Subject, class};
use crate::corroborate::Status;
use crate::dossier::counted;

/// Aliases that are shown.
const ALIASES: usize = 12;

pub(super) fn write(subject: &Subject<'_>, page: &mut Html) {
    page.raw("<header>\n<p class=\"kicker\">Claimgraph · who claims what</p>\n<h1>");
    page.name(&subject.title()).raw("</h1>\n");
    page.raw("<p class=\"lead\">");
    if let Some(class) = subject.class() {
        page.text(&capital(&class)).raw(". ");
    }
    figures(subject, page);
    page.raw("</p>\n");
    aliases(subject, page);
    standing(subject, page);
    page.raw(
        "<p class=\"reading\"><strong>A report is not a fact.</strong> This page says who claims what, and \
         decides nothing. <em>Reports</em> counts texts; <em>origins</em> counts those who know it \
         independently of one another: ten rewrites of one agency’s story are ten reports and one origin. \
         <em>Denials</em> counts reports that say it is not so.</p>\n</header>\n",
    );
}

pub(super) fn footer(page: &mut Html) {
    page.markup(format_args!(
        "<footer><p>Made by Claimgraph {} out of the reports named above; the same reports give the same \
         page. Every line can be asked for its grounds with <code>claimgraph explain</code>.</p></footer>\n",
        env!("CARGO_PKG_VERSION")
    ));
}

/// "12 reports of 5 publishers, from … to …, make 40 claims of 30 statements."
fn figures(subject: &Subject<'_>, page: &mut Html) {
    let reports: BTreeSet<usize> = subject.accounts().map(|account| account.reading).collect();
    let claims = subject.accounts().count();
    let publishers: BTreeSet<String> = reports
        .iter()
        .filter_map(|place| {
            subject.dossier.citation(&subject.dossier.all.reports[*place]).publisher
        })
        .collect();
    let days = || subject.accounts().filter_map(|account| account.published);
    page.text(&counted(reports.len(), "report"));
    if !publishers.is_empty() {
        page.text(&format!(" of {}", counted(publishers.len(), "publisher")));
    }
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        page.text(&format!(", published from {first} to {last},"));
    }
    let verb = if reports.len() == 1 { "makes" } else { "make" };
    let statements = counted(subject.statements().count(), "statement");
    page.text(&format!(" {verb} {} of {statements}.", counted(claims, "claim")));
}

fn aliases(subject: &Subject<'_>, page: &mut Html) {
    let names = subject.aliases();
    if names.is_empty() {
        return;
    }
    page.raw("<p class=\"aliases\">Also ");
    for (place, name) in names.iter().take(ALIASES).enumerate() {
        page.raw(if place > 0 { ", " } else { "" }).name(name);
    }
    if names.len() > ALIASES {
        page.text(&format!(" and {} more", names.len() - ALIASES));
    }
    page.raw("</p>\n");
}

/// How many statements stand in each way: a bar, and numbers with what they mean.
fn standing(subject: &Subject<'_>, page: &mut Html) {
    let mut numbers: BTreeMap<Status, usize> = BTreeMap::new();
    for stated in subject.statements() {
        *numbers.entry(stated.standing.status).or_default() += 1;
    }
    let all = subject.statements().count();
    if all == 0 {
        page.raw("<p>Nothing is claimed of it in any report that counts.</p>\n");
        return;
    }
    let number = |status: Status| numbers.get(&status).copied().unwrap_or_default();
    page.raw(
        "<svg class=\"bar\" viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" role=\"img\" ",
    );
    page.raw("aria-label=\"Statements by how they stand\">");
    let mut x = 0.0;
    for status in ORDER {
        let width = 1000.0 * number(status) as f64 / all as f64;
        if number(status) > 0 {
            let class = class(status);
            let visible = (width - 2.0).max(1.0);
            page.markup(format_args!(
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"0\" width=\"{visible:.1}\" height=\"14\"/>"
            ));
        }
        x += width;
    }
    page.raw("</svg>\n<dl class=\"tiles\">\n");
    for status in ORDER.into_iter().filter(|status| number(*status) > 0) {
        page.markup(format_args!("<div class=\"tile {}\"><dt>", class(status)));
        page.text(&subject.word(status));
        page.markup(format_args!("</dt><dd><b>{}</b> <span>", number(status)));
        page.text(meaning(status)).raw("</span></dd></div>\n");
    }
    page.raw("</dl>\n");
}

/// What it means that a statement stands so.
fn meaning(status: Status) -> &'static str {
    match status {
        Status::Corroborated => "several independent origins, nobody denies it",
        Status::SingleOrigin => "one origin, nobody denies it",
        Status::Untraced => "nobody can say by whose word",
        Status::Disputed => "asserted, and denied or contradicted",
        Status::Denied => "denied, and asserted by nobody",
        Status::Planned => "told as yet to happen",
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
