//! A page to hand out: what is claimed of somebody or something, or in a whole store, by whom, and how it
//! stands. One file of HTML with its drawings, which needs no network and no script.
//!
//! The same graph gives the same bytes. What does not fit is left out by rules that the page tells.

mod claims;
mod contradictions;
mod html;
mod map;
mod scope;
mod sources;
mod statements;
mod summary;
mod timeline;

use crate::dossier::Dossier;
use html::Html;
use scope::Subject;

/// How many statements have a row, those with most origins and reports first.
pub const STATEMENTS: usize = 150;

/// How many contradictions are shown, the strongest first.
pub const CONTRADICTIONS: usize = 40;

/// How many sources have a row, those of most statements first.
pub const SOURCES: usize = 40;

/// How many reports are shown for one origin of a statement, the one that counts first.
pub const REPORTS: usize = 6;

/// The page of one thing, by its address, or of everything.
pub fn html(dossier: &Dossier<'_>, about: Option<&str>) -> String {
    let subject = Subject::of(dossier, about);
    let mut page = Html::default();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    // Nothing that a report says can make a reader's browser fetch or run anything.
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    page.raw("style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<title>").text(&subject.title()).raw(": who claims what</title>\n<style>\n");
    page.raw(include_str!("style.css")).raw("</style>\n</head>\n<body>\n");
    summary::write(&subject, &mut page);
    page.raw("<main>\n");
    timeline::write(&subject, &mut page);
    statements::write(&subject, &mut page);
    contradictions::write(&subject, &mut page);
    map::write(&subject, &mut page);
    sources::write(&subject, &mut page);
    claims::write(&subject, &mut page);
    page.raw("</main>\n");
    summary::footer(&mut page);
    page.raw("</body>\n</html>\n");
    page.finish()
}
