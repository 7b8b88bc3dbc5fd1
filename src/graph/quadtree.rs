//! Repulsion of many points at once: far away ones count as one (Barnes and Hut, "A hierarchical
//! O(N log N) force-calculation algorithm", 1986).

/// A point in the plane.
pub(super) type Point = (f64, f64);

/// Points that are looked at one by one.
const LEAF: usize = 8;

/// No deeper, however close points are.
const DEEPEST: usize = 40;

/// A square that is less wide than this share of its distance counts as one point.
const NARROW: f64 = 0.8;

/// Points in squares within squares.
pub(super) struct Quadtree<'p> {
    points: &'p [Point],
    /// The points' places in the list, those of a square beside each other.
    order: Vec<usize>,
    squares: Vec<Square>,
}

#[derive(Debug, Default)]
struct Square {
    width: f64,
    /// The middle of its points.
    middle: Point,
    /// Its points' part of the order.
    from: usize,
    to: usize,
    /// The squares in it; none of a leaf.
    parts: Vec<usize>,
}

impl<'p> Quadtree<'p> {
    pub(super) fn new(points: &'p [Point]) -> Quadtree<'p> {
        let order = (0..points.len()).collect();
        let mut tree = Quadtree { points, order, squares: Vec::new() };
        let bound = |of: fn(f64, f64) -> f64, start: f64| {
            points.iter().fold((start, start), |so_far, point| {
                (of(so_far.0, point.0), of(so_far.1, point.1))
            })
        };
        let (least, most) = (bound(f64::min, f64::INFINITY), bound(f64::max, f64::NEG_INFINITY));
        if !points.is_empty() {
            let width = (most.0 - least.0).max(most.1 - least.1);
            tree.square(0..points.len(), least, width, 0);
        }
        tree
    }

    /// Adds the square with these points, and those in it; gives its place.
    fn square(
        &mut self,
        range: std::ops::Range<usize>,
        corner: Point,
        width: f64,
        depth: usize,
    ) -> usize {
        let inside = &mut self.order[range.clone()];
        let sum = inside.iter().fold((0.0, 0.0), |sum: Point, &point| {
            (sum.0 + self.points[point].0, sum.1 + self.points[point].1)
        });
        let middle = (sum.0 / inside.len() as f64, sum.1 / inside.len() as f64);
        let place = self.squares.len();
        let (from, to) = (range.start, range.end);
        self.squares.push(Square { width, middle, from, to, parts: Vec::new() });
        if inside.len() <= LEAF || depth == DEEPEST {
            return place;
        }
        let half = width / 2.0;
        let (x, y) = (corner.0 + half, corner.1 + half);
        let points = self.points;
        let quarter = |point: usize| {
            usize::from(points[point].0 >= x) + 2 * usize::from(points[point].1 >= y)
        };
        inside.sort_by_key(|&point| (quarter(point), point));
        let mut start = from;
        for number in 0..4 {
            let count =
                self.order[start..to].iter().take_while(|&&point| quarter(point) == number).count();
            if count > 0 {
                let left = if number % 2 == 1 { x } else { corner.0 };
                let low = if number >= 2 { y } else { corner.1 };
                let part = self.square(start..start + count, (left, low), half, depth + 1);
                self.squares[place].parts.push(part);
            }
            start += count;
        }
        place
    }

    /// The sum of the pushes of all others on a point, each as strong as one part of the distance.
    pub(super) fn push(&self, point: usize) -> Point {
        let (x, y) = self.points[point];
        let mut sum = (0.0, 0.0);
        let mut add = |from: Point, weight: f64| {
            let (right, up) = (x - from.0, y - from.1);
            let square = right * right + up * up;
            if square > 0.0 {
                sum.0 += weight * right / square;
                sum.1 += weight * up / square;
            }
        };
        let mut open = if self.squares.is_empty() { Vec::new() } else { vec![0] };
        while let Some(place) = open.pop() {
            let square = &self.squares[place];
            let (right, up) = (x - square.middle.0, y - square.middle.1);
            let distance = right * right + up * up;
            if square.width * square.width < NARROW * NARROW * distance {
                add(square.middle, (square.to - square.from) as f64);
            } else if square.parts.is_empty() {
                let others = self.order[square.from..square.to].iter();
                others
                    .filter(|&&other| other != point)
                    .for_each(|&other| add(self.points[other], 1.0));
            } else {
                open.extend(square.parts.iter().rev());
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_push_of_many_is_nearly_that_of_each() {
        let place = |number: usize| ((number * 7919 % 997) as f64, (number * 104_729 % 991) as f64);
        let mut points: Vec<Point> = (0..500).map(place).collect();
        points.extend([(3.0, 3.0); 20]);
        let tree = Quadtree::new(&points);
        for point in 0..points.len() {
            let each = |sum: Point, other: &Point| {
                let (right, up) = (points[point].0 - other.0, points[point].1 - other.1);
                let square = right * right + up * up;
                if square == 0.0 { sum } else { (sum.0 + right / square, sum.1 + up / square) }
            };
            let exact = points.iter().fold((0.0, 0.0), each);
            let found = tree.push(point);
            let off = (exact.0 - found.0).abs() + (exact.1 - found.1).abs();
            assert!(off < 0.25, "{point}: {found:?} instead of {exact:?}");
        }
        assert!(Quadtree::new(&[]).squares.is_empty());
    }
}
