//! A map of the places that the statements name: each a disc as large as the number of its statements.

mod labels;
mod outlines;
mod projection;

use std::collections::BTreeMap;

use super::html::Html;
use super::scope::Subject;
use crate::vocab::{rdf, wgs84};
use labels::Label;
use projection::{Frame, Point};

/// Places that are drawn, those of most statements first.
const PLACES: usize = 60;

/// Classes of lands: what is said to be there may be anywhere in it.
const LANDS: [&str; 3] = ["#Country", "#Province", "#Region"];

/// A place and how many statements name it.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    name: String,
    at: Point,
    statements: usize,
    /// Whether it is a land and no point: a country, province or region, drawn at its middle.
    is_land: bool,
}

pub(super) fn write(subject: &Subject<'_>, page: &mut Html) {
    let places = places(subject);
    let Some(frame) = Frame::around(&weighted(&places)) else { return };
    let (inside, outside): (Vec<Place>, Vec<Place>) =
        places.into_iter().partition(|place| frame.holds(place.at));
    let (drawn, left) = inside.split_at(inside.len().min(PLACES));
    page.raw("<section id=\"map\">\n<h2>Places</h2>\n");
    let unnamed = draw(drawn, &frame, page);
    page.raw("<p class=\"note\">The larger a disc, the more statements name the place; a ring is a country, province or region, drawn at its middle. Coasts and borders are ");
    page.raw("drawn for orientation (Natural Earth, public domain) and say nothing about whose a land is.");
    list(" On the map without a name: ", &unnamed, page);
    list(" Not drawn: ", &left.iter().collect::<Vec<_>>(), page);
    list(" Outside the map: ", &outside.iter().collect::<Vec<_>>(), page);
    page.raw("</p>\n</section>\n");
}

/// The places with a position that the statements name, those of most statements first.
fn places(subject: &Subject<'_>) -> Vec<Place> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for stated in subject.statements() {
        let what = &stated.account.what;
        for end in [&what.subject, &what.object] {
            *numbers.entry(end).or_default() += 1;
        }
    }
    let dossier = subject.dossier;
    let degrees = |iri: &str, property| dossier.words(iri, property)?.parse::<f64>().ok();
    let place = |(iri, statements): (&str, usize)| {
        let at = Point { lat: degrees(iri, wgs84::LAT)?, lon: degrees(iri, wgs84::LONG)? };
        let class = dossier.link(iri, rdf::TYPE).unwrap_or_default();
        let is_land = LANDS.iter().any(|land| class.ends_with(land));
        at.is_on_earth().then(|| Place { name: dossier.name(iri), at, statements, is_land })
    };
    let mut places: Vec<Place> = numbers.into_iter().filter_map(place).collect();
    places.sort_by(|a, b| (b.statements, &a.name).cmp(&(a.statements, &b.name)));
    places
}

fn weighted(places: &[Place]) -> Vec<(Point, usize)> {
    places.iter().map(|place| (place.at, place.statements)).collect()
}

/// Draws the map, and says for which places there was no room for a name.
fn draw<'p>(places: &'p [Place], frame: &Frame, page: &mut Html) -> Vec<&'p Place> {
    let (width, height) = (frame.width, frame.height);
    page.markup(format_args!(
        "<svg class=\"map\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" "
    ));
    page.raw("aria-label=\"Map of the places\">\n");
    page.markup(format_args!(
        "<rect class=\"sea\" width=\"{width:.0}\" height=\"{height:.0}\"/>\n"
    ));
    outlines::write(frame, page);
    graticule(frame, page);
    let most = places.first().map_or(1, |place| place.statements);
    let radius = |place: &Place| 3.5 + 10.0 * (place.statements as f64 / most as f64).sqrt();
    let discs: Vec<(f64, f64, f64)> = places
        .iter()
        .map(|place| {
            let (x, y) = frame.place(place.at);
            (x, y, radius(place))
        })
        .collect();
    for (place, (x, y, radius)) in places.iter().zip(&discs) {
        let class = if place.is_land { "place land-of" } else { "place" };
        page.markup(format_args!(
            "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\">"
        ));
        page.raw("<title>").drawn(&place.name);
        page.markup(format_args!(": {}</title></circle>\n", place.statements));
    }
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    let labels = labels::arrange(&names, &discs, frame);
    for (place, label) in places.iter().zip(&labels) {
        let Some(Label { x, y, anchor, .. }) = label else { continue };
        let class = if place.is_land { "name land-of" } else { "name" };
        page.markup(format_args!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">"
        ));
        page.drawn(&place.name).raw("</text>\n");
    }
    scale_bar(frame, page);
    page.markup(format_args!(
        "<rect class=\"frame\" width=\"{width:.0}\" height=\"{height:.0}\"/>\n</svg>\n"
    ));
    let unnamed = places.iter().zip(&labels).filter(|(_, label)| label.is_none());
    unnamed.map(|(place, _)| place).collect()
}

fn graticule(frame: &Frame, page: &mut Html) {
    let (width, height) = (frame.width, frame.height);
    for (lon, x) in frame.meridians() {
        page.markup(format_args!(
            "<path class=\"graticule\" d=\"M{x:.1} 0V{height:.0}\"/><text class=\"degrees\" x=\"{x:.1}\" \
             y=\"{:.0}\" text-anchor=\"middle\">{}</text>\n",
            height - 5.0,
            projection::degrees(lon, ['E', 'W'])
        ));
    }
    for (lat, y) in frame.parallels() {
        page.markup(format_args!(
            "<path class=\"graticule\" d=\"M0 {y:.1}H{width:.0}\"/><text class=\"degrees\" x=\"5\" y=\"{:.1}\">{}\
             </text>\n",
            y - 3.0,
            projection::degrees(lat, ['N', 'S'])
        ));
    }
}

fn scale_bar(frame: &Frame, page: &mut Html) {
    let (kilometres, length) = frame.scale();
    let [left, top, width, height] = frame.scale_box();
    let (right, y, middle) =
        (left + 12.0 + length, top + height - 10.0, left + 12.0 + length / 2.0);
    page.markup(format_args!(
        "<g class=\"scale\"><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>\
         <path d=\"M{:.1} {:.1}v5H{right:.1}v-5\"/><text x=\"{middle:.1}\" y=\"{:.1}\" \
         text-anchor=\"middle\">{kilometres} km</text></g>\n",
        left + 12.0,
        y - 5.0,
        y - 8.0
    ));
}

fn list(title: &str, places: &[&Place], page: &mut Html) {
    const LISTED: usize = 20;
    for (number, place) in places.iter().take(LISTED).enumerate() {
        page.raw(if number == 0 { title } else { ", " }).name(&place.name);
        page.markup(format_args!(" ({})", place.statements));
    }
    let left = places.len().saturating_sub(LISTED);
    if left > 0 {
        page.markup(format_args!(" and {left} more"));
    }
    page.raw(if places.is_empty() { "" } else { "." });
}
