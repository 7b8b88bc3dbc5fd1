//! SVG 1.1 (<https://www.w3.org/TR/SVG11/>): discs with names, lines with what is claimed, a key of
//! colours. Browsers show the quote behind a line when the pointer rests on it.

use std::collections::BTreeMap;

use super::discs::{Disc, LINE, NAME, discs};
use super::frame::{Frame, Point};
use super::links::{Link, WORDS, links};
use super::text::width;
use super::{MOST_NODES, TooLarge};
use crate::export::columns::clean;
use crate::graph::Network;

/// DejaVu Sans and Verdana are as wide as is reckoned with, and all others narrower.
const FONTS: &str = "DejaVu Sans, Verdana, Noto Sans, Noto Sans Arabic, Arial, sans-serif";

const MARGIN: f64 = 20.0;

/// The height of a row of the key.
const ROW: f64 = 20.0;

/// Draws a network.
///
/// # Errors
/// If it has so many nodes that nobody could read it.
pub fn svg(network: &Network) -> Result<String, TooLarge> {
    let nodes = network.nodes.len();
    if nodes > MOST_NODES {
        return Err(TooLarge { nodes });
    }
    let discs = discs(network);
    let links = links(network, &discs);
    let frame = frame(&discs, &links);
    let entries = key(network);
    let (place, width, key_height) = arrange_key(&entries, frame.right - frame.left);
    let height = frame.bottom - frame.top + key_height + 2.0 * MARGIN;
    let mut drawn = head(width + 2.0 * MARGIN, height, network.is_directed());
    let origin =
        (MARGIN + (width - frame.right + frame.left) / 2.0 - frame.left, MARGIN - frame.top);
    drawn += &format!("<g transform=\"translate({} {})\">\n", short(origin.0), short(origin.1));
    links.iter().for_each(|found| drawn += &line(found, network.is_directed()));
    discs.iter().for_each(|found| drawn += &disc(found));
    links.iter().for_each(|found| drawn += &words(found));
    discs.iter().for_each(|found| drawn += &name(found));
    drawn += "</g>\n";
    let top = MARGIN + frame.bottom - frame.top + ROW;
    for ((label, colour), (x, y)) in entries.iter().zip(place) {
        let (x, y) = (x + MARGIN, y + top);
        drawn += &format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"{}\"/>\n\
             <text x=\"{}\" y=\"{}\" font-size=\"12\" fill=\"#444\">{}</text>\n",
            short(x + 5.0),
            short(y - 4.0),
            hex(*colour),
            short(x + 15.0),
            short(y),
            escape(label)
        );
    }
    drawn += "</svg>\n";
    Ok(drawn)
}

/// The beginning of the file, with the heads of arrows.
fn head(width: f64, height: f64, is_directed: bool) -> String {
    let (width, height) = (short(width), short(height));
    let arrow = "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" \
        markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
        <path d=\"M0 0.5 8 4 0 7.5z\" fill=\"#8a8a8a\"/></marker></defs>\n";
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{}",
        if is_directed { arrow } else { "" }
    )
}

/// The box around everything.
fn frame(discs: &[Disc<'_>], links: &[Link<'_>]) -> Frame {
    let of_disc = discs.iter().map(Disc::frame);
    let of_link = links.iter().filter_map(|link| {
        let half = width(&clean(&link.edge.label), WORDS) / 2.0;
        let at = |(x, y): Point| Frame {
            left: x - half,
            right: x + half,
            top: y - 7.0,
            bottom: y + 7.0,
        };
        link.words.map(at)
    });
    let all = Frame::around(of_disc.chain(of_link));
    all.unwrap_or(Frame { left: 0.0, top: 0.0, right: 300.0, bottom: 0.0 })
}

/// What the colours mean, the most frequent first, and what the lines do.
fn key(network: &Network) -> Vec<(String, [u8; 3])> {
    let mut classes: BTreeMap<&str, (usize, [u8; 3])> = BTreeMap::new();
    for node in &network.nodes {
        let (count, colour) = classes.entry(&node.class).or_default();
        (*count, *colour) = (*count + 1, node.colour);
    }
    let mut entries: Vec<_> = classes.into_iter().filter(|(class, _)| !class.is_empty()).collect();
    entries.sort_by_key(|&(class, (count, _))| (std::cmp::Reverse(count), class));
    let entry = |(class, (count, colour))| (format!("{} ({count})", words_of(class)), colour);
    entries.into_iter().map(entry).collect()
}

/// "border crossing" of `BorderCrossing`.
fn words_of(class: &str) -> String {
    let mut words = String::new();
    for c in class.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// Where the entries of the key go, how wide everything becomes, and how high the key is.
fn arrange_key(entries: &[(String, [u8; 3])], widest: f64) -> (Vec<Point>, f64, f64) {
    let wide = |label: &str| width(label, 12.0) + 32.0;
    let widest = entries.iter().map(|(label, _)| wide(label)).fold(widest, f64::max);
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for (label, _) in entries {
        if x > 0.0 && x + wide(label) > widest {
            (x, y) = (0.0, y + ROW);
        }
        places.push((x, y));
        x += wide(label);
    }
    (places, widest, if entries.is_empty() { 0.0 } else { y + 1.5 * ROW })
}

fn line(link: &Link<'_>, is_directed: bool) -> String {
    let edge = link.edge;
    let [from, bend, to] =
        [link.from, link.bend, link.to].map(|(x, y)| format!("{} {}", short(x), short(y)));
    let wide = 1.0 + 0.7 * (edge.weight.saturating_sub(1).min(6)) as f64;
    let is_disputed = edge.status.as_deref().is_some_and(|status| status.contains("disputed"));
    format!(
        "<path d=\"M{from}Q{bend} {to}\" fill=\"none\" stroke=\"#a8a8a8\" stroke-width=\"{}\"{}{}>\
         <title>{}</title></path>\n",
        short(wide),
        if is_disputed { " stroke-dasharray=\"6 4\"" } else { "" },
        if is_directed && !edge.symmetric { " marker-end=\"url(#arrow)\"" } else { "" },
        escape(&about(link)),
    )
}

/// What is known of an edge: "deployed to, by 2 origins (Reuters; Shafaq News): “…”".
fn about(link: &Link<'_>) -> String {
    let edge = link.edge;
    let mut about = edge.label.clone();
    if !edge.sources.is_empty() {
        about += &format!(" – {}", edge.sources.join("; "));
    }
    if !edge.quote.is_empty() {
        about += &format!(": “{}”", edge.quote);
    }
    clean(&about)
}

fn disc(disc: &Disc<'_>) -> String {
    let label = escape(&format!("{} ({})", clean(&disc.node.label), words_of(&disc.node.class)));
    format!(
        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"#ffffff\" stroke-width=\"1.5\">\
         <title>{label}</title></circle>\n",
        short(disc.middle.0),
        short(disc.middle.1),
        short(disc.radius),
        hex(disc.node.colour),
    )
}

/// A white rim keeps words apart from the lines behind them.
const RIM: &str = "text-anchor=\"middle\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\" \
    stroke-linejoin=\"round\"";

fn words(link: &Link<'_>) -> String {
    let Some((x, y)) = link.words else { return String::new() };
    format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{WORDS}\" fill=\"#777777\" {RIM}>{}</text>\n",
        short(x),
        short(y + 3.5),
        escape(&clean(&link.edge.label)),
    )
}

fn name(disc: &Disc<'_>) -> String {
    let (x, top) = (disc.middle.0, disc.middle.1 + disc.radius);
    let line = |(number, line): (usize, &String)| {
        format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{NAME}\" fill=\"#222222\" {RIM}>{}</text>\n",
            short(x),
            short(top + LINE * (number as f64 + 1.0) - 2.0),
            escape(line),
        )
    };
    disc.lines.iter().enumerate().map(line).collect()
}

/// A number with one digit behind the point.
fn short(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
