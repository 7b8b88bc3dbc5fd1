//! Where the discs of a picture go: apart from each other, and what nothing links beside the rest.

use std::collections::BTreeMap;

use super::frame::{Frame, Point};
use super::text::{width, wrap};
use crate::export::columns::{clean, size};
use crate::graph::{Edge, Network, Node};

/// The size of names, and the height of a line of them.
pub(super) const NAME: f64 = 13.0;
pub(super) const LINE: f64 = 15.0;

/// How long half of the edges are at least, so that words have room on them.
const LONG: f64 = 140.0;

/// Down, things are nearer than across: names are wide.
const FLAT: f64 = 0.8;

/// The widest line of a name.
const WIDEST: f64 = 150.0;

/// A node with its name.
#[derive(Debug)]
pub(super) struct Disc<'n> {
    pub(super) node: &'n Node,
    pub(super) middle: Point,
    pub(super) radius: f64,
    pub(super) lines: Vec<String>,
}

/// The nodes, apart from each other. Parts that nothing links are moved beside each other, unless
/// things stand where they are on the map.
pub(super) fn discs(network: &Network) -> Vec<Disc<'_>> {
    let scale = scale(network);
    let discs = network.nodes.iter().map(|node| Disc {
        node,
        middle: (node.position.0 * scale, -node.position.1 * scale * FLAT),
        radius: size(node) / 2.0,
        lines: wrap(&clean(&node.label), NAME, WIDEST),
    });
    let parts = if network.is_geographic { vec![discs.collect()] } else { parts(network, discs) };
    let (mut placed, mut taken) = (Vec::new(), Vec::new());
    for mut part in parts {
        // Moving apart ends soon; where it does not, a wider picture has room.
        while !move_apart(&mut part) {
            part.iter_mut()
                .for_each(|disc| disc.middle = (disc.middle.0 * 1.1, disc.middle.1 * 1.1));
        }
        put_beside(&mut taken, &mut part, network);
        placed.extend(part);
    }
    placed.sort_by(|a, b| a.node.iri.cmp(&b.node.iri));
    placed
}

/// How much longer edges are than the layout made them.
fn scale(network: &Network) -> f64 {
    let places: BTreeMap<&str, Point> =
        network.nodes.iter().map(|node| (node.iri.as_str(), node.position)).collect();
    let length = |edge: &Edge| {
        let (a, b) = (places.get(edge.source.as_str())?, places.get(edge.target.as_str())?);
        let (right, up) = (a.0 - b.0, a.1 - b.1);
        (a != b).then(|| (right * right + up * up).sqrt())
    };
    let mut lengths: Vec<f64> = network.edges.iter().filter_map(length).collect();
    lengths.sort_by(f64::total_cmp);
    let middle = lengths.get(lengths.len() / 2).copied().unwrap_or(LONG);
    (LONG / middle.max(1.0)).clamp(0.8, 3.0)
}

/// The discs that edges link with each other, the largest part first.
fn parts<'n>(network: &Network, discs: impl Iterator<Item = Disc<'n>>) -> Vec<Vec<Disc<'n>>> {
    let numbers = network.parts();
    let mut parts: BTreeMap<usize, Vec<Disc<'n>>> = BTreeMap::new();
    for (disc, number) in discs.zip(numbers) {
        parts.entry(number).or_default().push(disc);
    }
    let mut parts: Vec<Vec<Disc<'n>>> = parts.into_values().collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}

/// Moves a part to the nearest place to the middle where it touches nothing that is placed already.
fn put_beside(taken: &mut Vec<Frame>, part: &mut [Disc<'_>], network: &Network) {
    let mut frames: Vec<Frame> = part.iter().map(|disc| disc.frame().wider(10.0)).collect();
    frames.extend(along_edges(part, network));
    let Some(whole) = Frame::around(frames.iter().copied()) else { return };
    let middle = ((whole.left + whole.right) / 2.0, (whole.top + whole.bottom) / 2.0);
    // Along a spiral, wider than high; there is room at its end, since it has none.
    let mut direction: Point = (1.0, 0.0);
    for step in 0_u32.. {
        let far = 12.0 * f64::from(step).sqrt();
        let (x, y) = (far * direction.0 * 1.7 - middle.0, far * direction.1 - middle.1);
        let is_free = frames.iter().all(|frame| {
            let frame = frame.moved(x, y);
            taken.iter().all(|other| frame.overlap(other).is_none())
        });
        if is_free {
            for disc in part {
                disc.middle = (disc.middle.0 + x, disc.middle.1 + y);
            }
            taken.extend(frames.iter().map(|frame| frame.moved(x, y)));
            return;
        }
        direction = turned(direction);
    }
}

/// Small boxes along the edges of a part.
fn along_edges(part: &[Disc<'_>], network: &Network) -> Vec<Frame> {
    let places: BTreeMap<&str, Point> =
        part.iter().map(|disc| (disc.node.iri.as_str(), disc.middle)).collect();
    let ends = |edge: &Edge| {
        Some((*places.get(edge.source.as_str())?, *places.get(edge.target.as_str())?))
    };
    let along = |(from, to): (Point, Point)| {
        let (right, down) = (to.0 - from.0, to.1 - from.1);
        let steps = ((right * right + down * down).sqrt() / 20.0).ceil() as u32;
        (1..steps).map(move |step| {
            let share = f64::from(step) / f64::from(steps);
            let (x, y) = (from.0 + right * share, from.1 + down * share);
            Frame { left: x, right: x, top: y, bottom: y }.wider(8.0)
        })
    };
    network.edges.iter().filter_map(ends).flat_map(along).collect()
}

/// A direction turned by the golden angle.
fn turned((x, y): Point) -> Point {
    let (cosine, sine) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_7);
    (x * cosine - y * sine, x * sine + y * cosine)
}

impl Disc<'_> {
    /// The box that a disc and its name take.
    pub(super) fn frame(&self) -> Frame {
        let widest = self.lines.iter().map(|line| width(line, NAME)).fold(0.0, f64::max);
        let half = self.radius.max(widest / 2.0) + 4.0;
        let below = self.radius + LINE * self.lines.len() as f64 + 4.0;
        let (x, y) = self.middle;
        Frame { left: x - half, right: x + half, top: y - self.radius - 4.0, bottom: y + below }
    }
}

/// Moves discs whose boxes overlap apart, the shorter way. Whether none overlap in the end.
fn move_apart(discs: &mut [Disc<'_>]) -> bool {
    for _ in 0..200 {
        let mut has_moved = false;
        for a in 0..discs.len() {
            for b in a + 1..discs.len() {
                let (one, other) = (discs[a].frame(), discs[b].frame());
                let Some((across, down)) = one.overlap(&other) else { continue };
                has_moved = true;
                let sign = |is_before: bool| if is_before { -0.5 } else { 0.5 };
                let (x, y) = if across < down {
                    let is_left = one.left + one.right <= other.left + other.right;
                    ((across + 1.0) * sign(is_left), 0.0)
                } else {
                    let is_above = one.top + one.bottom <= other.top + other.bottom;
                    (0.0, (down + 1.0) * sign(is_above))
                };
                discs[a].middle = (discs[a].middle.0 + x, discs[a].middle.1 + y);
                discs[b].middle = (discs[b].middle.0 - x, discs[b].middle.1 - y);
            }
        }
        if !has_moved {
            return true;
        }
    }
    false
}
