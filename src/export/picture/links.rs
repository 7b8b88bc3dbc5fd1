//! Where the lines of a picture go, and the words on them.

use std::collections::BTreeMap;

use super::discs::Disc;
use super::frame::{Frame, Point};
use super::text::width;
use crate::export::columns::clean;
use crate::graph::{Edge, Network};

/// The size of the words on lines.
pub(super) const WORDS: f64 = 10.0;

/// An edge: a line bent at `bend`, and where its words go, if there is room.
#[derive(Debug)]
pub(super) struct Link<'n> {
    pub(super) edge: &'n Edge,
    pub(super) from: Point,
    pub(super) bend: Point,
    pub(super) to: Point,
    pub(super) words: Option<Point>,
}

/// The edges between discs that stand at their places, with words where there is room.
pub(super) fn links<'n>(network: &'n Network, discs: &[Disc<'_>]) -> Vec<Link<'n>> {
    let places: BTreeMap<&str, usize> =
        discs.iter().enumerate().map(|(place, disc)| (disc.node.iri.as_str(), place)).collect();
    let ends = |edge: &Edge| {
        Some((*places.get(edge.source.as_str())?, *places.get(edge.target.as_str())?))
    };
    let mut beside: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    for (a, b) in network.edges.iter().filter_map(ends) {
        beside.entry((a.min(b), a.max(b))).or_default().0 += 1;
    }
    let mut taken: Vec<Frame> = discs.iter().map(Disc::frame).collect();
    let mut links = Vec::new();
    for edge in &network.edges {
        let Some((a, b)) = ends(edge) else { continue };
        let Some((all, drawn)) = beside.get_mut(&(a.min(b), a.max(b))) else { continue };
        let aside = (*drawn as f64 - (*all as f64 - 1.0) / 2.0) * if a < b { 36.0 } else { -36.0 };
        let aside = if a == b { 24.0 * (*drawn as f64 + 1.0) } else { aside };
        *drawn += 1;
        let mut link = Link::between(edge, &discs[a], &discs[b], aside);
        link.words = link.room(&mut taken);
        links.push(link);
    }
    links
}

impl<'n> Link<'n> {
    fn between(edge: &'n Edge, from: &Disc<'_>, to: &Disc<'_>, aside: f64) -> Link<'n> {
        let (a, b) = (from.middle, to.middle);
        let (right, down) = (b.0 - a.0, b.1 - a.1);
        let length = (right * right + down * down).sqrt();
        if length == 0.0 {
            // A loop above the disc.
            let top = (a.0, a.1 - from.radius - 2.0 * aside);
            let side = from.radius * 0.7;
            let (from, to) = ((a.0 - side, a.1 - side), (a.0 + side, a.1 - side));
            return Link { edge, from, bend: top, to, words: None };
        }
        let bend =
            ((a.0 + b.0) / 2.0 - down / length * aside, (a.1 + b.1) / 2.0 + right / length * aside);
        let start = toward(a, bend, from.radius + 1.0);
        let end = toward(b, bend, to.radius + 2.0);
        Link { edge, from: start, bend, to: end, words: None }
    }

    /// The point at a share of the way.
    fn at(&self, share: f64) -> Point {
        let rest = 1.0 - share;
        let along = |from: f64, bend: f64, to: f64| {
            rest * rest * from + 2.0 * rest * share * bend + share * share * to
        };
        (along(self.from.0, self.bend.0, self.to.0), along(self.from.1, self.bend.1, self.to.1))
    }

    /// Room for the words on it, which is taken then.
    fn room(&self, taken: &mut Vec<Frame>) -> Option<Point> {
        let half = width(&clean(&self.edge.label), WORDS) / 2.0 + 2.0;
        for share in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] {
            let (x, y) = self.at(share);
            let frame = Frame { left: x - half, right: x + half, top: y - 7.0, bottom: y + 7.0 };
            if taken.iter().all(|other| frame.overlap(other).is_none()) {
                taken.push(frame);
                return Some((x, y));
            }
        }
        None
    }
}

/// The point so far away from one toward another.
fn toward(from: Point, to: Point, far: f64) -> Point {
    let (right, down) = (to.0 - from.0, to.1 - from.1);
    let length = (right * right + down * down).sqrt();
    let share = if length > 0.0 { far / length } else { 0.0 };
    (from.0 + right * share, from.1 + down * share)
}
