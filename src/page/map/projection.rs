//! Which part of the earth a map shows, and how it lies flat: equirectangular with the standard parallel in
//! the middle of the map (<https://pubs.usgs.gov/pp/1395/report.pdf>, section 12), so that lengths are
//! right along the meridians and along that parallel.

/// A place on the earth, in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) lat: f64,
    pub(super) lon: f64,
}

impl Point {
    pub(super) fn is_on_earth(self) -> bool {
        self.lat.abs() <= 89.0 && self.lon.abs() <= 180.0
    }
}

/// The part of the earth that is shown, and the size of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    pub(super) west: f64,
    pub(super) east: f64,
    pub(super) south: f64,
    pub(super) north: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.195;

/// A place is shown with the others if it is no further from their middle, in degrees.
const REACH: [f64; 2] = [13.0, 17.0];

/// The least that is shown, in degrees of latitude.
const LEAST: f64 = 3.0;

impl Frame {
    /// The part of the earth around most of some places, by how much is said of them; none without places.
    pub(super) fn around(places: &[(Point, usize)]) -> Option<Frame> {
        let lat = middle(places, |at| at.lat)?;
        let lon = middle(places, |at| at.lon)?;
        let [rows, columns] = REACH;
        let is_near = |at: &Point| (at.lat - lat).abs() <= rows && (at.lon - lon).abs() <= columns;
        let near: Vec<Point> = places.iter().map(|(at, _)| *at).filter(is_near).collect();
        let bounds = |of: fn(&Point) -> f64| {
            let all = || near.iter().map(of);
            (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((south, north), (west, east)) = (bounds(|at| at.lat), bounds(|at| at.lon));
        Some(Frame::with(south, north, west, east))
    }

    /// These bounds with a margin, at least as wide as high and at most twice as wide.
    fn with(south: f64, north: f64, west: f64, east: f64) -> Frame {
        let (lat, lon) = ((south + north) / 2.0, (west + east) / 2.0);
        let narrowing = lat.to_radians().cos().max(0.05);
        let mut rows = ((north - south) * 1.24).max(LEAST);
        let mut columns = ((east - west) * 1.24 * narrowing).max(LEAST);
        columns = columns.max(rows * 1.3);
        rows = rows.max(columns / 2.0);
        let (half, side) = (rows / 2.0, columns / narrowing / 2.0);
        let width = 1000.0;
        Frame {
            south: lat - half,
            north: lat + half,
            west: lon - side,
            east: lon + side,
            width,
            height: (width * rows / columns).round(),
        }
    }

    pub(super) fn holds(&self, at: Point) -> bool {
        (self.south..=self.north).contains(&at.lat) && (self.west..=self.east).contains(&at.lon)
    }

    /// Where a place lies on the drawing.
    pub(super) fn place(&self, at: Point) -> (f64, f64) {
        let x = (at.lon - self.west) / (self.east - self.west) * self.width;
        let y = (self.north - at.lat) / (self.north - self.south) * self.height;
        (x, y)
    }

    /// Whole degrees of longitude, and where they lie.
    pub(super) fn meridians(&self) -> Vec<(f64, f64)> {
        let lines = lines(self.west, self.east);
        lines.map(|lon| (lon, self.place(Point { lat: 0.0, lon }).0)).collect()
    }

    /// Whole degrees of latitude, and where they lie.
    pub(super) fn parallels(&self) -> Vec<(f64, f64)> {
        let lines = lines(self.south, self.north);
        lines.map(|lat| (lat, self.place(Point { lat, lon: 0.0 }).1)).collect()
    }

    /// A round number of kilometres, and how long it is on the drawing.
    pub(super) fn scale(&self) -> (u32, f64) {
        let kilometre = self.height / ((self.north - self.south) * DEGREE);
        let rounds = [10, 20, 50, 100, 200, 500, 1000, 2000];
        let most = self.width / 5.0;
        let fits = |number: &&u32| f64::from(**number) * kilometre <= most;
        let number = rounds.iter().rfind(fits).copied().unwrap_or(10);
        (number, f64::from(number) * kilometre)
    }

    /// The left, top, width and height of the box that the scale stands in.
    pub(super) fn scale_box(&self) -> [f64; 4] {
        let (width, height) = (self.scale().1 + 24.0, 34.0);
        [self.width - width - 14.0, self.height - height - 22.0, width, height]
    }
}

/// The value with half of the weight on either side.
fn middle(places: &[(Point, usize)], of: fn(&Point) -> f64) -> Option<f64> {
    let mut values: Vec<(f64, usize)> = places.iter().map(|(at, n)| (of(at), *n)).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|(_, number)| number).sum::<usize>().div_ceil(2);
    let mut sum = 0;
    values
        .into_iter()
        .find(|(_, number)| {
            sum += number;
            sum >= half
        })
        .map(|(value, _)| value)
}

/// Lines at round degrees, about six of them.
fn lines(from: f64, to: f64) -> impl Iterator<Item = f64> {
    let rounds = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0];
    let step = rounds.into_iter().find(|step| (to - from) / step <= 7.0).unwrap_or(30.0);
    let first = (from / step).ceil() as i32;
    (first..).map(move |number| f64::from(number) * step).take_while(move |line| *line < to)
}

/// "44°E", "32.5°N".
pub(super) fn degrees(value: f64, [plus, minus]: [char; 2]) -> String {
    match value {
        0.0 => "0°".to_owned(),
        value if value > 0.0 => format!("{value}°{plus}"),
        value => format!("{}°{minus}", -value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAGHDAD: Point = Point { lat: 33.34, lon: 44.4 };
    const TEHRAN: Point = Point { lat: 35.69, lon: 51.42 };
    const WASHINGTON: Point = Point { lat: 38.9, lon: -77.04 };

    #[test]
    fn a_map_shows_most_places_and_leaves_the_far_ones_out() {
        let frame = Frame::around(&[(BAGHDAD, 5), (TEHRAN, 3), (WASHINGTON, 2)]).expect("places");
        assert!(frame.holds(BAGHDAD) && frame.holds(TEHRAN) && !frame.holds(WASHINGTON));
        assert!(Frame::around(&[]).is_none());
        let (x, y) = frame.place(BAGHDAD);
        assert!((0.0..frame.width).contains(&x) && (0.0..frame.height).contains(&y));
    }

    #[test]
    fn the_scale_is_true_along_a_meridian() {
        let frame = Frame::around(&[(BAGHDAD, 1), (TEHRAN, 1)]).expect("places");
        let (kilometres, length) = frame.scale();
        let north = Point { lat: BAGHDAD.lat + 1.0, ..BAGHDAD };
        let degree = frame.place(BAGHDAD).1 - frame.place(north).1;
        let found = length / degree * 111.195;
        assert!((found - f64::from(kilometres)).abs() < 1e-6 * found, "{found} for {kilometres}");
    }

    #[test]
    fn degrees_are_written_with_their_side() {
        assert_eq!(degrees(44.0, ['E', 'W']), "44°E");
        assert_eq!(degrees(-2.5, ['N', 'S']), "2.5°S");
    }
}
