//! Names beside the discs of a map, none over another: those of most statements choose first.

use unicode_width::UnicodeWidthStr;

use super::projection::Frame;

/// How wide a column of a name is drawn, and how high a line.
const COLUMN: f64 = 8.6;
const LINE: f64 = 17.0;

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: &'static str,
    area: Area,
}

/// A rectangle: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area([f64; 4]);

/// A place for each name beside its disc (x, y, radius); none where there is no room.
pub(super) fn arrange(
    names: &[&str],
    discs: &[(f64, f64, f64)],
    frame: &Frame,
) -> Vec<Option<Label>> {
    let whole = Area([2.0, 2.0, frame.width - 2.0, frame.height - 16.0]);
    let [left, top, width, height] = frame.scale_box();
    let mut taken: Vec<Area> = vec![Area([left, top, left + width, top + height])];
    let of_disc = |(x, y, r): &(f64, f64, f64)| Area([x - r, y - r, x + r, y + r]);
    let mut labels = Vec::new();
    for (place, (name, disc)) in names.iter().zip(discs).enumerate() {
        let others = || discs.iter().enumerate().filter(|(other, _)| *other != place);
        let free = |label: &Label| {
            label.area.is_in(&whole)
                && !taken.iter().any(|area| area.meets(&label.area))
                && !others().any(|(_, disc)| of_disc(disc).meets(&label.area))
        };
        let label = candidates(name, *disc).into_iter().find(free);
        taken.extend(label.map(|label| label.area));
        labels.push(label);
    }
    labels
}

/// The eight places around a disc, the best first (after E. Imhof, "Positioning names on maps", 1975).
fn candidates(name: &str, (x, y, r): (f64, f64, f64)) -> [Label; 8] {
    let width = name.width() as f64 * COLUMN + 4.0;
    let gap = r + 3.0;
    let slant = r * 0.75 + 2.0;
    let places = [
        (gap, 0.0, "start"),
        (-gap, 0.0, "end"),
        (slant, -slant - 4.0, "start"),
        (slant, slant + 4.0, "start"),
        (0.0, -gap - LINE / 2.0, "middle"),
        (0.0, gap + LINE / 2.0, "middle"),
        (-slant, -slant - 4.0, "end"),
        (-slant, slant + 4.0, "end"),
    ];
    places.map(|(right, down, anchor)| {
        let (x, middle) = (x + right, y + down);
        let left = match anchor {
            "start" => x,
            "end" => x - width,
            _ => x - width / 2.0,
        };
        let area = Area([left, middle - LINE / 2.0, left + width, middle + LINE / 2.0]);
        Label { x, y: middle + 5.0, anchor, area }
    })
}

impl Area {
    fn meets(&self, Area(other): &Area) -> bool {
        let Area(own) = self;
        own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3]
    }

    fn is_in(&self, Area(other): &Area) -> bool {
        let Area(own) = self;
        own[0] >= other[0] && own[1] >= other[1] && own[2] <= other[2] && own[3] <= other[3]
    }
}

#[cfg(test)]
mod tests {
    use super::super::projection::Point;
    use super::*;

    #[test]
    fn no_name_stands_over_another() {
        let points = [0.0, 0.4, 0.8, 1.2, 1.6].map(|d| (Point { lat: 33.0 + d, lon: 44.0 + d }, 1));
        let frame = Frame::around(&points).expect("places");
        // Places so near to one another that some names have no room.
        let discs: Vec<(f64, f64, f64)> = (0..40)
            .map(|n| (300.0 + f64::from(n % 8) * 20.0, 200.0 + f64::from(n / 8) * 16.0, 6.0))
            .collect();
        let names = vec!["Kataib Crossing"; 40];
        let labels = arrange(&names, &discs, &frame);
        let placed: Vec<Area> = labels.iter().flatten().map(|label| label.area).collect();
        assert!(placed.len() > 2 && placed.len() < 40, "{}", placed.len());
        for (place, area) in placed.iter().enumerate() {
            assert!(!placed[..place].iter().any(|other| other.meets(area)));
        }
    }
}
