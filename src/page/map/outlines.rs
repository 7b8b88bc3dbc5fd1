//! Coasts and borders for orientation, from `data/outlines/world.txt.gz`.

use std::fmt::Write as _;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::GzDecoder;

use super::projection::{Frame, Point};
use crate::page::html::Html;

static WORLD: &[u8] = include_bytes!("../../../data/outlines/world.txt.gz");

/// Lines between countries, or between land and sea, and the outlines of countries.
#[derive(Debug, Default)]
struct World {
    lines: Vec<Vec<Point>>,
    /// Whether each line is a border between countries.
    borders: Vec<bool>,
    /// The lines that make each outline, and whether each is walked backwards.
    outlines: Vec<Vec<(usize, bool)>>,
}

/// Draws land, coasts and borders that are within the frame.
pub(super) fn write(frame: &Frame, page: &mut Html) {
    let world = world();
    let mut land = String::new();
    for outline in &world.outlines {
        let mut points: Vec<Point> = Vec::new();
        for (line, backwards) in outline {
            let line = &world.lines[*line];
            if *backwards {
                points.extend(line.iter().rev());
            } else {
                points.extend(line);
            }
        }
        path(&clipped(points, frame), frame, "Z", &mut land);
    }
    page.raw("<path class=\"land\" d=\"").raw(&land).raw("\"/>\n");
    for (class, is_border) in [("coast", false), ("border", true)] {
        let mut lines = String::new();
        for (line, _) in world.lines.iter().zip(&world.borders).filter(|(_, it)| **it == is_border)
        {
            for part in parts(line, frame) {
                path(part, frame, "", &mut lines);
            }
        }
        page.markup(format_args!("<path class=\"{class}\" d=\"{lines}\"/>\n"));
    }
}

fn world() -> &'static World {
    static KNOWN: OnceLock<World> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut text = String::new();
        let read = GzDecoder::new(WORLD).read_to_string(&mut text);
        read.expect("the file in the program is whole: a test reads it");
        parsed(&text)
    })
}

fn parsed(text: &str) -> World {
    let mut world = World::default();
    for line in text.lines() {
        let mut words = line.split(' ');
        let kind = words.next().unwrap_or_default();
        if kind == "r" {
            let part = |word: &str| {
                let (number, backwards) =
                    word.strip_prefix('~').map_or((word, false), |n| (n, true));
                Some((number.parse().ok()?, backwards))
            };
            world.outlines.push(words.filter_map(part).collect());
            continue;
        }
        let numbers: Vec<i32> = words.filter_map(|word| word.parse().ok()).collect();
        let (mut x, mut y) = (0, 0);
        let points = numbers.chunks_exact(2).map(|step| {
            (x, y) = (x + step[0], y + step[1]);
            Point { lat: f64::from(y) / 100.0, lon: f64::from(x) / 100.0 }
        });
        world.lines.push(points.collect());
        world.borders.push(kind == "b");
    }
    world
}

/// A polygon within a frame, side by side (I. Sutherland and G. Hodgman, 1974).
fn clipped(points: Vec<Point>, frame: &Frame) -> Vec<Point> {
    type Side = (fn(&Point) -> f64, f64, f64);
    let sides: [Side; 4] = [
        (|at| at.lon, frame.west, 1.0),
        (|at| at.lon, frame.east, -1.0),
        (|at| at.lat, frame.south, 1.0),
        (|at| at.lat, frame.north, -1.0),
    ];
    sides.into_iter().fold(points, |points, (of, bound, sign)| {
        let inside = |at: &Point| (of(at) - bound) * sign >= 0.0;
        let mut kept = Vec::new();
        for (place, at) in points.iter().enumerate() {
            let before = &points[(place + points.len() - 1) % points.len()];
            if inside(at) != inside(before) {
                let share = (bound - of(before)) / (of(at) - of(before));
                let on = |a: f64, b: f64| a + (b - a) * share;
                kept.push(Point { lat: on(before.lat, at.lat), lon: on(before.lon, at.lon) });
            }
            if inside(at) {
                kept.push(*at);
            }
        }
        kept
    })
}

/// The stretches of a line that come into a frame, each with a point before and behind.
fn parts<'l>(line: &'l [Point], frame: &Frame) -> Vec<&'l [Point]> {
    let mut parts = Vec::new();
    let mut start = None;
    for place in 0..line.len().saturating_sub(1) {
        let (a, b) = (line[place], line[place + 1]);
        let outside = a.lon.max(b.lon) < frame.west
            || a.lon.min(b.lon) > frame.east
            || a.lat.max(b.lat) < frame.south
            || a.lat.min(b.lat) > frame.north;
        match (outside, start) {
            (false, None) => start = Some(place),
            (true, Some(first)) => {
                parts.push(&line[first..=place]);
                start = None;
            }
            _ => {}
        }
    }
    parts.extend(start.map(|first| &line[first..]));
    parts
}

fn path(points: &[Point], frame: &Frame, end: &str, path: &mut String) {
    if points.len() < 2 {
        return;
    }
    for (place, at) in points.iter().enumerate() {
        let (x, y) = frame.place(*at);
        let letter = if place == 0 { 'M' } else { 'L' };
        // Writing to a string cannot fail.
        let _ = write!(path, "{letter}{x:.1} {y:.1}");
    }
    path.push_str(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_whole_and_every_outline_closes() {
        let world = world();
        assert!(world.outlines.len() > 200, "{}", world.outlines.len());
        for outline in &world.outlines {
            let end = |(line, backwards): &(usize, bool), last: bool| {
                let points = &world.lines[*line];
                if *backwards == last { points[0] } else { points[points.len() - 1] }
            };
            for (place, part) in outline.iter().enumerate() {
                let next = &outline[(place + 1) % outline.len()];
                assert_eq!(end(part, true), end(next, false), "{outline:?}");
            }
        }
    }

    #[test]
    fn a_polygon_is_cut_at_the_frame() {
        let near = [(0.0, 0.0), (1.0, 1.0)].map(|(lat, lon)| (Point { lat, lon }, 1));
        let frame = Frame::around(&near).expect("places");
        let corners = [(-60.0, -60.0), (-60.0, 60.0), (60.0, 60.0), (60.0, -60.0)];
        let square = corners.map(|(lat, lon)| Point { lat, lon }).to_vec();
        let cut = clipped(square, &frame);
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|at| (at.lon - frame.west) * (frame.east - at.lon) >= -1e-9));
    }
}
