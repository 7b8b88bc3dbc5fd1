//! Where nodes stand: linked ones near each other, or places where they are on the map.
//!
//! Springs and repulsion after Fruchterman and Reingold ("Graph drawing by force-directed
//! placement", 1991), with a pull to the middle that keeps parts together which nothing links.
//! Everything is made of sums, products and roots, which every machine rounds alike; the usual
//! layouts take logarithms or sines and are not the same everywhere.

use petgraph::graph::{NodeIndex, UnGraph};
use rayon::prelude::*;

use super::Network;
use super::quadtree::{Point, Quadtree};

/// How nodes are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Linked nodes near each other.
    Force,
    /// What has a position on the map is there, everything else near what it is linked with.
    Geo,
}

/// The distance that linked nodes have by themselves.
const LENGTH: f64 = 100.0;

/// How strongly everything is pulled to the middle: to the right and left less than up and down, so
/// that the whole is wider than high.
const PULL: Point = (0.5, 1.1);

/// Places all nodes.
pub(super) fn place(network: &mut Network, layout: Layout) {
    let simple = network.simple();
    let fixed = match layout {
        Layout::Force => vec![None; network.nodes.len()],
        Layout::Geo => on_the_map(network),
    };
    let mut points = spiral(network);
    for (point, fixed) in points.iter_mut().zip(&fixed) {
        *point = fixed.unwrap_or(*point);
    }
    settle(&simple, &fixed, &mut points);
    for (node, point) in network.nodes.iter_mut().zip(points) {
        // Hundredths are finer than any screen.
        let round = |number: f64| (number * 100.0).round() / 100.0 + 0.0;
        node.position = (round(point.0), round(point.1));
    }
}

/// Points on a spiral, the members of a community beside each other.
fn spiral(network: &Network) -> Vec<Point> {
    // The cosine and sine of the golden angle, as plants turn from leaf to leaf.
    let turn: Point = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_7);
    let mut order: Vec<usize> = (0..network.nodes.len()).collect();
    order.sort_by_key(|&place| (network.nodes[place].community, place));
    let mut points = vec![(0.0, 0.0); order.len()];
    let mut direction = (1.0, 0.0);
    for (number, place) in order.into_iter().enumerate() {
        let far = LENGTH * (number as f64 + 0.5).sqrt() / 2.0;
        points[place] = (far * direction.0, far * direction.1);
        direction = (
            direction.0 * turn.0 - direction.1 * turn.1,
            direction.0 * turn.1 + direction.1 * turn.0,
        );
    }
    points
}

/// Where nodes with a position on the map stand: degrees, those to the east shortened as they are
/// at the middle of all, so wide that there is room for the rest between them.
fn on_the_map(network: &Network) -> Vec<Option<Point>> {
    let known = |node: &super::Node| node.lon.zip(node.lat);
    let degrees: Vec<Point> = network.nodes.iter().filter_map(known).collect();
    let middle = |of: fn(&Point) -> f64| {
        let (least, most) = degrees
            .iter()
            .map(of)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), degree| {
                (least.min(degree), most.max(degree))
            });
        ((least + most) / 2.0, (most - least).max(0.1))
    };
    let ((east, width), (north, height)) = (middle(|point| point.0), middle(|point| point.1));
    // The cosine of the latitude, by the first terms of its series; 80 degrees are near enough to a pole.
    let angle = north.abs().min(80.0) * std::f64::consts::PI / 180.0;
    let square = angle * angle;
    let shorter = 1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0));
    let extent = 1.5 * LENGTH * (network.nodes.len() as f64).sqrt();
    let scale = extent / (width * shorter).max(height);
    let place = |(lon, lat): Point| ((lon - east) * shorter * scale, (lat - north) * scale);
    network.nodes.iter().map(|node| known(node).map(place)).collect()
}

/// Moves the points that are not fixed until they hardly move.
fn settle(graph: &UnGraph<(), f64>, fixed: &[Option<Point>], points: &mut [Point]) {
    let rounds = (4_000_000 / points.len().max(1)).clamp(60, 600);
    let widest = LENGTH * (points.len() as f64).sqrt() / 4.0;
    for round in 0..rounds {
        let left = 1.0 - round as f64 / rounds as f64;
        let farthest = widest * left * left + 0.1;
        let tree = Quadtree::new(points);
        let moved: Vec<Point> = (0..points.len())
            .into_par_iter()
            .map(|point| match fixed[point] {
                Some(place) => place,
                None => step(points[point], force(graph, &tree, points, point), farthest),
            })
            .collect();
        points.copy_from_slice(&moved);
    }
}

/// What draws and pushes a point.
fn force(graph: &UnGraph<(), f64>, tree: &Quadtree<'_>, points: &[Point], point: usize) -> Point {
    let push = tree.push(point);
    let (x, y) = points[point];
    let mut sum = (push.0 * LENGTH * LENGTH - x * PULL.0, push.1 * LENGTH * LENGTH - y * PULL.1);
    for neighbor in graph.neighbors(NodeIndex::new(point)) {
        let (right, up) = (points[neighbor.index()].0 - x, points[neighbor.index()].1 - y);
        let strength = (right * right + up * up).sqrt() / LENGTH;
        sum = (sum.0 + right * strength, sum.1 + up * strength);
    }
    sum
}

/// A step along a force, no farther than told.
fn step(from: Point, force: Point, farthest: f64) -> Point {
    let strength = (force.0 * force.0 + force.1 * force.1).sqrt();
    let share = if strength > farthest { farthest / strength } else { 1.0 };
    (from.0 + force.0 * share, from.1 + force.1 * share)
}
